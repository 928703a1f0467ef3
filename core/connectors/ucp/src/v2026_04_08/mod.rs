//! UCP 2026-04-08.

mod profile;

use crate::dialect::Dialect;
use crate::read::text;
use crate::write;
use profile::VERSION;
use serde_json::Value;
use tradewind_commerce::{Checkout, CheckoutDraft, HandlerOffer};

/// UCP 2026-04-08.
pub(crate) struct V2026_04_08;

impl Dialect for V2026_04_08 {
    fn version(&self) -> &'static str {
        VERSION
    }

    fn document(&self, base: &str, offers: &[HandlerOffer]) -> Value {
        profile::document(base, offers)
    }

    fn counts(&self, _name: &str, entry: &Value) -> bool {
        entry["version"] == VERSION
    }

    fn option_words(&self, description: &Value) -> String {
        text(description, 500).unwrap_or_default()
    }

    /// Only what is shipped is echoed: a method without a type is taken for shipping.
    fn methods(&self, raw: &Value, current: &Checkout, draft: &CheckoutDraft) -> Vec<Value> {
        write::known_methods(raw)
            .filter(|method| method["type"].as_str().is_none_or(|kind| kind == "shipping"))
            .map(|method| write::method(method, current, draft, true))
            .collect()
    }
}
