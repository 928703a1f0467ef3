//! UCP 2026-04-08.

mod profile;

use crate::dialect::{Dialect, Registry, Unreadable};
use crate::read::{entries, text};
use profile::VERSION;
use serde_json::Value;
use tradewind_commerce::constraint::Constraint;
use tradewind_commerce::{HandlerOffer, MerchantError, Unit};
use tradewind_signatures::KeyField;

/// UCP 2026-04-08.
pub(crate) struct V2026_04_08;

impl Dialect for V2026_04_08 {
    fn version(&self) -> &'static str {
        VERSION
    }

    fn document(&self, base: &str, offers: &[HandlerOffer]) -> Value {
        profile::document(base, offers)
    }

    fn counts(&self, registry: Registry, _name: &str, entry: &Value) -> bool {
        registry == Registry::Handlers || entry["version"] == VERSION
    }

    /// A key that is still in either verifies (`signatures.md`, "Key Rotation"; SIG-008).
    fn key_fields(&self) -> &'static [KeyField] {
        &[KeyField::SigningKeys, KeyField::Keys]
    }

    /// Real servers write any date, or none.
    fn is_of(&self, _body: &Value) -> bool {
        true
    }

    fn option_words(&self, description: &Value) -> String {
        text(description, 500).unwrap_or_default()
    }

    /// All is sold by the piece.
    fn unit(&self, _item: &Value) -> Result<Option<Unit>, MerchantError> {
        Ok(None)
    }

    fn is_priced_otherwise(&self, _item: &Value) -> bool {
        false
    }

    /// Any object may stand there; of a card, `brands` is what is known (UCP 2026-04-08, `card_payment_instrument.json`).
    fn constraint(&self, raw: &Value) -> Result<Option<Constraint>, Unreadable> {
        let brands: Vec<Value> = entries(&raw["brands"]).filter(|brand| brand.is_string()).cloned().collect();
        Ok((!brands.is_empty()).then(|| Constraint::one_of("brand", brands)))
    }

    /// A method without a type is taken for shipping.
    fn ships(&self, method: &Value) -> bool {
        method["type"].as_str().is_none_or(|kind| kind == "shipping")
    }

    /// Only what is shipped: what is omitted stays as it is.
    fn echoes(&self, method: &Value) -> bool {
        self.ships(method)
    }

    fn replaces(&self) -> bool {
        false
    }
}
