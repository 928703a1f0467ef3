//! Who buys: the fields of UCP's `buyer` and `postal_address`. Their rules are in [`crate::address`].

use serde::{Deserialize, Serialize};

/// The buyer, as UCP `types/buyer.json` has it. Every field may still be empty while a form is filled in.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Buyer {
    /// Given name (UCP `first_name`).
    pub first_name: String,
    /// Family name (UCP `last_name`).
    pub last_name: String,
    /// E-mail address, for the merchant's messages about the order.
    pub email: String,
    /// Phone number, E.164 as far as the person wrote it so.
    pub phone_number: String,
    /// Where goods go.
    pub address: PostalAddress,
}

/// A postal address, as UCP `types/postal_address.json` has it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PostalAddress {
    /// House number and street.
    pub street_address: String,
    /// Apartment, floor, company.
    pub extended_address: String,
    /// City or town.
    pub address_locality: String,
    /// State, prefecture, emirate.
    pub address_region: String,
    /// Postal code, in the form its country has.
    pub postal_code: String,
    /// ISO 3166-1 alpha-2.
    pub address_country: String,
}

/// One field of the buyer form, by UCP's names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BuyerField {
    /// Given name (UCP `first_name`).
    FirstName,
    /// Family name (UCP `last_name`).
    LastName,
    /// E-mail address (UCP `email`).
    Email,
    /// Phone number (UCP `phone_number`).
    PhoneNumber,
    /// House number and street (UCP `street_address`).
    StreetAddress,
    /// Apartment, floor, company (UCP `extended_address`).
    ExtendedAddress,
    /// City or town (UCP `address_locality`).
    AddressLocality,
    /// State, prefecture, emirate (UCP `address_region`).
    AddressRegion,
    /// Postal code (UCP `postal_code`).
    PostalCode,
    /// Country, ISO 3166-1 alpha-2 (UCP `address_country`).
    AddressCountry,
}
