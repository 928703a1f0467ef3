//! The billing address of an instrument, where the merchant wants one: the delivery address, unless the person named another.

use super::Driver;
use serde_json::{Map, Value};
use tradewind_commerce::{Checkout, Credential};
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

impl Driver {
    /// A credential with the billing address that the merchant wants with it. One that the wallet has given stays; without one
    /// the request goes as it is, and the merchant says what it lacks.
    pub(super) fn billed(&self, checkout: &Checkout, mut credential: Credential) -> Credential {
        let handler = checkout.payment_handlers.iter().find(|handler| handler.is(&credential.handler));
        let wants =
            handler.map(|handler| handler.wants(credential.instrument.as_deref().unwrap_or_default()));
        if let Some(wants) =
            wants.filter(|wants| wants.billing.is_some() && !credential.more.contains_key(MEMBER))
        {
            // A telephone number is sent only where it is asked for.
            let with_phone = wants.billing.iter().flatten().any(|field| *field == BuyerField::PhoneNumber);
            let delivery = self.inner.store.buyer().unwrap_or_default();
            let named = self.inner.store.billing().unwrap_or_default();
            let phone_number = delivery.phone_number.clone();
            let billing = named.map_or(delivery, |billing| Buyer { phone_number, ..billing });
            let address = members(&billing, with_phone);
            if !address.is_empty() {
                credential.more.insert(MEMBER.to_owned(), Value::Object(address));
            }
        }
        credential
    }
}

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
