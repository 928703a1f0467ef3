//! UCP 2026-08-25. What of it does not arise here: carts, MCP, locations, identity, consent, signals, split
//! payments and webhooks, which are not spoken; of permalinks the endpoint is read; and no schema is ever fetched.

mod actions;
mod preflight;
mod profile;
mod terms;

use crate::authority::bound;
use crate::demand::Demand;
use crate::dialect::{Dialect, Registry, Unreadable};
use crate::read::{Read, bounded, garbage, text};
use crate::words::words;
use profile::VERSION;
use serde_json::Value;
use tradewind_commerce::constraint::Constraint;
use tradewind_commerce::{
    Action, Checkout, CheckoutDraft, CheckoutStatus, HandlerOffer, SessionHandler, Terms, Unit,
};
use tradewind_domain::{Currency, Owed};
use tradewind_signatures::KeyField;

/// UCP 2026-08-25.
pub(crate) struct V2026_08_25;

/// The unit of what is sold by the piece (UN/CEFACT Recommendation 20: one).
const EACH: &str = "C62";

impl Dialect for V2026_08_25 {
    fn version(&self) -> &'static str {
        VERSION
    }

    fn document(&self, base: &str, offers: &[HandlerOffer]) -> Value {
        profile::document(base, offers)
    }

    /// Entries of the protocol's own are of this very date; what says where its schema lies has it from its name's owner, and a
    /// capability must say so. A handler's version is its author's.
    fn counts(&self, registry: Registry, name: &str, entry: &Value) -> bool {
        let dated = entry["version"] == VERSION;
        let owned = match &entry["schema"] {
            Value::Null => registry != Registry::Capabilities,
            schema => schema.as_str().is_some_and(|schema| bound(name, schema)),
        };
        owned && (dated || registry == Registry::Handlers)
    }

    fn key_fields(&self) -> &'static [KeyField] {
        &[KeyField::Keys]
    }

    /// A merchant says which version it answers in.
    fn is_of(&self, body: &Value) -> bool {
        let version = &body["ucp"]["version"];
        version.is_null() || version == VERSION
    }

    fn option_words(&self, description: &Value) -> String {
        words(description, 500)
    }

    fn unit(&self, item: &Value) -> Read<Option<Unit>> {
        let unit = &item["quantity_unit"];
        if unit.is_null() {
            return Ok(None);
        }
        let scale = match &unit["scale"] {
            Value::Null => Some(0),
            scale => scale.as_u64().and_then(|scale| u8::try_from(scale).ok()).filter(|scale| *scale <= 15),
        };
        let code = unit["unit"].as_str().map(|code| bounded(code, 100)).filter(|code| !code.is_empty());
        match (code, scale) {
            (Some(code), Some(0)) if code == EACH => Ok(None),
            (Some(code), Some(scale)) if code != EACH => {
                let text = text(&unit["display_text"], 40).unwrap_or_else(|| code.clone());
                Ok(Some(Unit { code, scale, text }))
            }
            _ => garbage("quantity_unit"),
        }
    }

    fn is_priced_otherwise(&self, item: &Value) -> bool {
        item["unit_price"].is_object()
    }

    fn constraint(&self, raw: &Value) -> Result<Option<Constraint>, Unreadable> {
        if raw.is_null() { Ok(None) } else { Constraint::parse(raw).map(Some).ok_or(Unreadable) }
    }

    fn demands(&self, answer: &Value) -> Vec<Demand> {
        preflight::demands(answer)
    }

    fn ships(&self, method: &Value) -> bool {
        method["type"] == "shipping"
    }

    /// All of them, for an update replaces the whole; one that does not say what it is, is none.
    fn echoes(&self, method: &Value) -> bool {
        method["type"].is_string()
    }

    fn actions(&self, body: &Value, handlers: &[SessionHandler]) -> Vec<Action> {
        actions::actions(body, handlers)
    }

    fn terms(&self, body: &Value, status: CheckoutStatus, currency: Currency) -> Read<Option<Terms>> {
        terms::terms(body, status, currency)
    }

    fn add_to_update(&self, body: &mut Value, current: &Checkout, draft: &CheckoutDraft) {
        terms::choose(body, current, draft);
    }

    fn owed(&self, order: &Value, currency: Currency) -> Vec<Owed> {
        terms::owed(order, currency)
    }

    fn replaces(&self) -> bool {
        true
    }
}
