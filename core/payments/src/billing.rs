//! A billing address as a member of an instrument.

use serde_json::{Map, Value};
use tradewind_domain::Buyer;
use tradewind_domain::address::BuyerField;

/// The member of an instrument that it goes into (UCP `payment_instrument.json`).
pub(crate) const MEMBER: &str = "billing_address";

/// What is sent of an address, whatever is asked for in it.
const FIELDS: [BuyerField; 8] = [
    BuyerField::FirstName,
    BuyerField::LastName,
    BuyerField::StreetAddress,
    BuyerField::ExtendedAddress,
    BuyerField::AddressLocality,
    BuyerField::AddressRegion,
    BuyerField::PostalCode,
    BuyerField::AddressCountry,
];

/// The fields of an address that are filled in, by their UCP names; a telephone number too, where it is wanted.
pub(crate) fn members(buyer: &Buyer, with_phone: bool) -> Map<String, Value> {
    if buyer.address == Buyer::default().address {
        return Map::new();
    }
    let phone = with_phone.then_some(&BuyerField::PhoneNumber);
    let filled = FIELDS.iter().chain(phone).filter(|field| !buyer.field(**field).is_empty());
    // A field's name is its UCP name.
    let named = filled.filter_map(|field| {
        let name = serde_json::to_value(field).ok()?;
        Some((name.as_str()?.to_owned(), Value::from(buyer.field(*field))))
    });
    named.collect()
}
