//! Who buys: the fields of UCP's `buyer` and `postal_address`. Their rules are in [`crate::address`].

use serde::{Deserialize, Serialize};

/// The buyer, as UCP `types/buyer.json` has it. Every field may still be empty while a form is filled in.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Buyer {
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// E-mail address.
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
    /// Postal code.
    pub postal_code: String,
    /// ISO 3166-1 alpha-2.
    pub address_country: String,
}

/// One field of the buyer form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BuyerField {
    /// [`Buyer::first_name`]
    FirstName,
    /// [`Buyer::last_name`]
    LastName,
    /// [`Buyer::email`]
    Email,
    /// [`Buyer::phone_number`]
    PhoneNumber,
    /// [`PostalAddress::street_address`]
    StreetAddress,
    /// [`PostalAddress::extended_address`]
    ExtendedAddress,
    /// [`PostalAddress::address_locality`]
    AddressLocality,
    /// [`PostalAddress::address_region`]
    AddressRegion,
    /// [`PostalAddress::postal_code`]
    PostalCode,
    /// [`PostalAddress::address_country`]
    AddressCountry,
}
