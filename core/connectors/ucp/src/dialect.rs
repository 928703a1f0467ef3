//! What differs between the versions of the protocol. All else of this crate is shared.

use serde_json::Value;
use tradewind_commerce::{Checkout, CheckoutDraft, HandlerOffer};

/// Parts a delivery option's key: group id and option id, which may hold any other character.
pub(crate) const PART: char = '\u{1f}';

/// One version of the protocol. A value each, in [`crate::versions::ALL`].
pub(crate) trait Dialect: Send + Sync {
    /// Its date.
    fn version(&self) -> &'static str;

    /// Our platform profile, whose files lie at `base`.
    fn document(&self, base: &str, offers: &[HandlerOffer]) -> Value;

    /// Whether an entry of a merchant's registry may be used.
    fn counts(&self, name: &str, entry: &Value) -> bool;

    /// The words of a delivery option's `description`; empty where there are none.
    fn option_words(&self, description: &Value) -> String;

    /// The methods of delivery of an update: the merchant's with its own ids, our address, and the option chosen in each
    /// group. `raw` is the merchant's last answer.
    fn methods(&self, raw: &Value, current: &Checkout, draft: &CheckoutDraft) -> Vec<Value>;
}
