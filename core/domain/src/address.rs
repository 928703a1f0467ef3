//! Who buys and where it goes: UCP `buyer` and `postal_address`, with limits.

use crate::{postal, typed};

pub use crate::buyer::{Buyer, BuyerField, PostalAddress};

/// The longest value of one field, in characters.
pub const MAX_FIELD: usize = 200;

use BuyerField as F;

impl BuyerField {
    /// The fields in the order in which people of `country` write an address; then whether each is needed there.
    ///
    /// Source: libaddressinput's country data (`fmt`, `require`), see `data/postal.tsv`. One name is enough: many people
    /// have no other. An e-mail address is asked for everywhere, because a guest's order has no other way to reach them.
    pub fn form(country: &str) -> Vec<(BuyerField, bool)> {
        crate::postal::form(country)
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

/// What is wrong with a field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldFault {
    /// It is needed and empty.
    Missing,
    /// It is nothing of its kind: no e-mail address, no postal code of the country.
    Bad,
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

    /// Sets one field. What stands invisibly around it is dropped, a value that shows nothing clears it; telephone numbers and
    /// postal codes become ASCII, whatever script's digits were typed.
    pub fn set(&mut self, field: BuyerField, value: &str) -> Result<(), FieldError> {
        let value = match field {
            F::PhoneNumber | F::PostalCode => typed::ascii(typed::trimmed(value)),
            _ => typed::trimmed(value).to_owned(),
        };
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
        *place = value;
        Ok(())
    }

    /// The fields that keep the form from being sent, in the order of the country's form.
    pub fn faults(&self) -> Vec<(BuyerField, FieldFault)> {
        let country = &self.address.address_country;
        let fault = |field: BuyerField, needed: bool| match self.field(field) {
            "" => needed.then_some(FieldFault::Missing),
            email if field == F::Email => (!typed::is_email(email)).then_some(FieldFault::Bad),
            code if field == F::PostalCode => {
                postal::postal_code(country, code).is_none().then_some(FieldFault::Bad)
            }
            _ => None,
        };
        let form = BuyerField::form(country);
        form.iter().filter_map(|(field, needed)| Some((*field, fault(*field, *needed)?))).collect()
    }

    /// As a merchant is told it: the postal code in its country's spelling, and no field that the country's form does not ask
    /// for.
    pub fn tidied(&self) -> Self {
        let mut tidy = self.clone();
        let form = BuyerField::form(&self.address.address_country);
        let asked = |field| form.iter().any(|(known, _)| *known == field);
        if !asked(F::PostalCode) {
            tidy.address.postal_code.clear();
        } else if let Some(code) =
            postal::postal_code(&self.address.address_country, &self.address.postal_code)
        {
            tidy.address.postal_code = code;
        }
        tidy
    }

    /// Name and address line by line, as an envelope of the country has them, without the country itself.
    pub fn lines(&self) -> Vec<String> {
        postal::lines(self)
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
        assert!(buyer.faults().contains(&(F::PostalCode, FieldFault::Missing)));
        assert!(!buyer.faults().iter().any(|(field, _)| *field == F::PhoneNumber));
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

    fn filled(country: &str) -> Buyer {
        let mut buyer = Buyer::default();
        for (field, value) in [
            (F::FirstName, "Suharto"),
            (F::Email, "suharto@example.com"),
            (F::StreetAddress, "1 Harbour Street"),
            (F::AddressLocality, "Port"),
            (F::AddressRegion, "Coast"),
            (F::PostalCode, postal::postal_example(country)),
            (F::AddressCountry, country),
        ] {
            assert_eq!(buyer.set(field, value), Ok(()));
        }
        buyer
    }

    #[test]
    fn one_name_is_enough() {
        for country in ["US", "DE", "AE", "GB", "ID"] {
            assert_eq!(filled(country).faults(), [], "{country}");
        }
        let mut family_alone = filled("JP");
        assert_eq!(family_alone.faults(), [(F::LastName, FieldFault::Missing)]);
        assert_eq!(family_alone.set(F::LastName, "山田"), Ok(()));
        assert_eq!(family_alone.set(F::FirstName, ""), Ok(()));
        assert_eq!(family_alone.faults(), []);
    }

    #[test]
    fn what_shows_nothing_counts_as_empty_and_digits_of_any_script_arrive_as_ascii() {
        let mut buyer = filled("US");
        assert_eq!(buyer.set(F::FirstName, "\u{200b}"), Ok(()));
        assert_eq!(buyer.set(F::StreetAddress, "\u{2066}\u{2069} "), Ok(()));
        let missing = [(F::FirstName, FieldFault::Missing), (F::StreetAddress, FieldFault::Missing)];
        assert_eq!(buyer.faults(), missing);
        assert_eq!(buyer.set(F::PhoneNumber, "٠٥٠ ١٢٣ ٤٥٦٧"), Ok(()));
        assert_eq!(buyer.field(F::PhoneNumber), "050 123 4567");
        assert_eq!(buyer.set(F::PostalCode, "９７２０１"), Ok(()));
        assert_eq!(buyer.field(F::PostalCode), "97201");
    }

    #[test]
    fn a_postal_code_is_refused_where_no_such_code_can_be_and_tidied_where_it_can() {
        let mut buyer = filled("US");
        assert_eq!(buyer.set(F::PostalCode, "abc"), Ok(()));
        assert_eq!(buyer.faults(), [(F::PostalCode, FieldFault::Bad)]);
        let mut british = filled("GB");
        assert_eq!(british.set(F::PostalCode, "sw1a1aa"), Ok(()));
        assert_eq!(british.tidied().address.postal_code, "SW1A 1AA");
        assert_eq!(british.set(F::Email, "a@@b.c"), Ok(()));
        assert_eq!(british.faults(), [(F::Email, FieldFault::Bad)]);
        // A code that was typed for another country is no code of one that has none.
        let mut moved = british;
        assert_eq!(moved.set(F::AddressCountry, "AE"), Ok(()));
        assert_eq!(moved.tidied().address.postal_code, "");
    }
}
