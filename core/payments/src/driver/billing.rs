//! The billing address of an instrument, where the merchant wants one: the delivery address, unless the person named another.

use super::Driver;
use crate::billing::{MEMBER, members};
use serde_json::Value;
use tradewind_commerce::{Checkout, Credential};
use tradewind_domain::Buyer;
use tradewind_domain::address::BuyerField;

impl Driver {
    /// A credential with the billing address that the merchant wants with it. One that the wallet has given stays; without one
    /// the request goes as it is, and the merchant says what it lacks.
    pub(super) fn billed(&self, checkout: &Checkout, mut credential: Credential) -> Credential {
        let handler = checkout.payment_handlers.iter().find(|handler| handler.is(&credential.handler));
        // A system's wallet gives its card's own, or none.
        let handler = handler.filter(|handler| !self.inner.wallets.has_system_sheet(handler));
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
