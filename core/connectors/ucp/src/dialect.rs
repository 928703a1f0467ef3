//! What differs between the versions of the protocol. All else of this crate is shared.

use crate::demand::Demand;
use serde_json::Value;
use tradewind_commerce::constraint::Constraint;
use tradewind_commerce::{
    Action, Checkout, CheckoutDraft, CheckoutStatus, HandlerOffer, MerchantError, SessionHandler, Terms, Unit,
};
use tradewind_domain::{Currency, Owed};
use tradewind_signatures::KeyField;

/// Parts a delivery option's key: group id and option id, which may hold any other character.
pub(crate) const PART: char = '\u{1f}';

/// The name of our own extension for shows, in profiles and checkouts of every version.
pub(crate) const LIVE: &str = "dev.tradewind.live";

/// The name of our own extension for links, in profiles of every version.
pub(crate) const LINKS: &str = "dev.tradewind.links";

/// The protocol's own capability for permalinks (`permalink.md`).
pub(crate) const PERMALINK: &str = "dev.ucp.shopping.permalink";

/// A registry of a merchant's profile or answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Registry {
    Services,
    Capabilities,
    Handlers,
}

/// It is there, and nothing may be concluded from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unreadable;

/// One version of the protocol. A value each, in [`crate::versions::ALL`].
pub(crate) trait Dialect: Send + Sync {
    /// Its date.
    fn version(&self) -> &'static str;

    /// Our platform profile, whose files lie at `base`.
    fn document(&self, base: &str, offers: &[HandlerOffer]) -> Value;

    /// Whether an entry of a registry may be used.
    fn counts(&self, registry: Registry, name: &str, entry: &Value) -> bool;

    /// Where a profile keeps its keys; ours has them in the first.
    fn key_fields(&self) -> &'static [KeyField];

    /// Whether an answer may be one of this version.
    fn is_of(&self, body: &Value) -> bool;

    /// The words of a delivery option's `description`; empty where there are none.
    fn option_words(&self, description: &Value) -> String;

    /// What the quantity of an item counts steps of; none for what is sold by the piece.
    fn unit(&self, item: &Value) -> Result<Option<Unit>, MerchantError>;

    /// Whether a line is priced by something else than what its quantity counts, for example by weight.
    fn is_priced_otherwise(&self, item: &Value) -> bool;

    /// What holds of the instruments that an entry of `available_instruments` makes available.
    fn constraint(&self, raw: &Value) -> Result<Option<Constraint>, Unreadable>;

    /// What an answer demands of the next request; what does not read is left out.
    fn demands(&self, _answer: &Value) -> Vec<Demand> {
        Vec::new()
    }

    /// Whether a method of delivery brings the goods to an address of the person's.
    fn ships(&self, method: &Value) -> bool;

    /// Whether a method of the merchant's is sent back in an update.
    fn echoes(&self, method: &Value) -> bool;

    /// What the merchant waits for while it takes a payment; never a reason not to read an answer.
    fn actions(&self, _body: &Value, _handlers: &[SessionHandler]) -> Vec<Action> {
        Vec::new()
    }

    /// The terms of payment that an answer offers.
    fn terms(
        &self,
        _body: &Value,
        _status: CheckoutStatus,
        _currency: Currency,
    ) -> Result<Option<Terms>, MerchantError> {
        Ok(None)
    }

    /// Adds to an update what only this version has: the term of payment that was chosen.
    fn add_to_update(&self, _body: &mut Value, _current: &Checkout, _draft: &CheckoutDraft) {}

    /// What is due after an order, by the term that it was placed under.
    fn owed(&self, _order: &Value, _currency: Currency) -> Vec<Owed> {
        Vec::new()
    }

    /// Whether an update replaces the whole checkout: what is left out of it is gone.
    fn replaces(&self) -> bool;
}
