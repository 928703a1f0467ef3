//! Who buys and where it goes: UCP `buyer` and `postal_address`, with limits.

use serde::{Deserialize, Serialize};

/// The longest value of one field, in characters.
pub const MAX_FIELD: usize = 200;

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

use BuyerField as F;

impl BuyerField {
    /// The fields in the order in which people of `country` write an address; then whether each is needed there.
    ///
    /// Source: libaddressinput country data (`fmt`, `require`): DE `%N%n%O%n%A%n%Z %C` (ACZ),
    /// JP `〒%Z%n%S%n%A%n%O%n%N` (ASZ), AE `%N%n%O%n%A%n%S` (AS), US `%N%n%O%n%A%n%C, %S %Z` (ACSZ); any other
    /// country takes the default `%N%n%O%n%A%n%C` (AC) plus an optional postal code. An e-mail address is asked
    /// for everywhere, because a guest's order has no other way to reach them.
    pub fn form(country: &str) -> &'static [(BuyerField, bool)] {
        match country {
            "DE" => &[
                (F::Email, true),
                (F::FirstName, true),
                (F::LastName, true),
                (F::ExtendedAddress, false),
                (F::StreetAddress, true),
                (F::PostalCode, true),
                (F::AddressLocality, true),
                (F::PhoneNumber, false),
                (F::AddressCountry, true),
            ],
            "JP" => &[
                (F::Email, true),
                (F::AddressCountry, true),
                (F::PostalCode, true),
                (F::AddressRegion, true),
                (F::AddressLocality, true),
                (F::StreetAddress, true),
                (F::ExtendedAddress, false),
                (F::LastName, true),
                (F::FirstName, true),
                (F::PhoneNumber, false),
            ],
            "AE" => &[
                (F::Email, true),
                (F::FirstName, true),
                (F::LastName, true),
                (F::ExtendedAddress, false),
                (F::StreetAddress, true),
                (F::AddressLocality, false),
                (F::AddressRegion, true),
                (F::PhoneNumber, false),
                (F::AddressCountry, true),
            ],
            "US" => &[
                (F::Email, true),
                (F::FirstName, true),
                (F::LastName, true),
                (F::ExtendedAddress, false),
                (F::StreetAddress, true),
                (F::AddressLocality, true),
                (F::AddressRegion, true),
                (F::PostalCode, true),
                (F::PhoneNumber, false),
                (F::AddressCountry, true),
            ],
            _ => &[
                (F::Email, true),
                (F::FirstName, true),
                (F::LastName, true),
                (F::ExtendedAddress, false),
                (F::StreetAddress, true),
                (F::AddressLocality, true),
                (F::AddressRegion, false),
                (F::PostalCode, false),
                (F::PhoneNumber, false),
                (F::AddressCountry, true),
            ],
        }
    }

    /// The stable name of the field, as UCP writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            F::FirstName => "first_name",
            F::LastName => "last_name",
            F::Email => "email",
            F::PhoneNumber => "phone_number",
            F::StreetAddress => "street_address",
            F::ExtendedAddress => "extended_address",
            F::AddressLocality => "address_locality",
            F::AddressRegion => "address_region",
            F::PostalCode => "postal_code",
            F::AddressCountry => "address_country",
        }
    }
}

/// A value that is too long or holds a control character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("field too long or with a control character")]
pub struct FieldError;

impl Buyer {
    /// The value of one field.
    pub fn field(&self, field: BuyerField) -> &str {
        match field {
            F::FirstName => &self.first_name,
            F::LastName => &self.last_name,
            F::Email => &self.email,
            F::PhoneNumber => &self.phone_number,
            F::StreetAddress => &self.address.street_address,
            F::ExtendedAddress => &self.address.extended_address,
            F::AddressLocality => &self.address.address_locality,
            F::AddressRegion => &self.address.address_region,
            F::PostalCode => &self.address.postal_code,
            F::AddressCountry => &self.address.address_country,
        }
    }

    /// Sets one field; outer space is dropped, an empty value clears it.
    pub fn set(&mut self, field: BuyerField, value: &str) -> Result<(), FieldError> {
        let value = value.trim();
        if value.chars().count() > MAX_FIELD || value.chars().any(char::is_control) {
            return Err(FieldError);
        }
        let place = match field {
            F::FirstName => &mut self.first_name,
            F::LastName => &mut self.last_name,
            F::Email => &mut self.email,
            F::PhoneNumber => &mut self.phone_number,
            F::StreetAddress => &mut self.address.street_address,
            F::ExtendedAddress => &mut self.address.extended_address,
            F::AddressLocality => &mut self.address.address_locality,
            F::AddressRegion => &mut self.address.address_region,
            F::PostalCode => &mut self.address.postal_code,
            F::AddressCountry => &mut self.address.address_country,
        };
        value.clone_into(place);
        Ok(())
    }

    /// The needed fields that are still empty, in the order of the country's form.
    pub fn missing(&self) -> Vec<BuyerField> {
        BuyerField::form(&self.address.address_country)
            .iter()
            .filter(|(field, needed)| *needed && self.field(*field).is_empty())
            .map(|(field, _)| *field)
            .collect()
    }

    /// Whether nothing has been filled in.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Personal data never prints itself: not in a log, not in a panic, not in a test failure by accident.
impl std::fmt::Debug for Buyer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Buyer(..)")
    }
}

impl std::fmt::Debug for PostalAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PostalAddress(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_names_each_field_once_and_misses_what_it_needs() {
        for country in ["DE", "JP", "AE", "US", "FR"] {
            let form = BuyerField::form(country);
            let mut fields: Vec<_> = form.iter().map(|(f, _)| f.as_str()).collect();
            fields.sort_unstable();
            fields.dedup();
            assert_eq!(fields.len(), form.len(), "{country}");
        }
        let mut buyer = Buyer::default();
        buyer.address.address_country = "DE".into();
        assert!(buyer.missing().contains(&F::PostalCode));
        assert!(!buyer.missing().contains(&F::PhoneNumber));
    }

    #[test]
    fn fields_are_bounded_and_unprintable() {
        let mut buyer = Buyer::default();
        assert_eq!(buyer.set(F::Email, "a\u{0}b"), Err(FieldError));
        assert_eq!(buyer.set(F::Email, &"x".repeat(201)), Err(FieldError));
        assert_eq!(buyer.set(F::FirstName, "  Noor "), Ok(()));
        assert_eq!(buyer.field(F::FirstName), "Noor");
        assert!(!format!("{buyer:?}").contains("Noor"));
    }
}
