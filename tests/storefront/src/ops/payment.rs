//! A payment at a provider, as it is kept. How it ends is in `deed.rs`, which work the person is told to do in `work.rs`.

use crate::methods::{Method, Provider, Way, named};
use crate::ops::quote::Quote;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A payment at a provider, as kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Payment {
    /// The provider's number of it.
    pub(crate) number: String,
    /// The method's id; `card` where a card's bank wants something.
    pub(crate) method: String,
    /// The id of the work that is asked for.
    pub(crate) work: String,
    /// How often it was asked for under a new id.
    pub(crate) again: u32,
    pub(crate) stage: Stage,
    /// Of a card: whether the bank looks at the device first.
    pub(crate) collects: bool,
    /// What its pages are reached by.
    pub(crate) secret: String,
    /// What the person is sent back to.
    pub(crate) return_url: String,
    /// The instrument that pays, without what is secret of it.
    pub(crate) instrument: Value,
    /// Until when it can be paid, Unix milliseconds.
    pub(crate) until: i64,
    /// What was agreed to.
    pub(crate) quote: Quote,
    /// The key of the Complete that began it.
    pub(crate) key: String,
    /// The kind of the fault `hand-off` that it began under, or `silent`, or `error CODE`; empty for none.
    pub(crate) fault: String,
}

/// Where a payment stands at its provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Stage {
    /// Nobody has approved it.
    Created,
    /// Approved, and not captured.
    Approved,
    /// Captured: the money moved.
    Captured,
    /// Declined, cancelled by the person, or past its time.
    Ended,
    /// Taken back by the merchant.
    Voided,
}

impl Stage {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Approved => "approved",
            Self::Captured => "captured",
            Self::Ended => "ended",
            Self::Voided => "voided",
        }
    }
}

/// How a payment ended without an order.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Ended {
    /// `payment_declined`, `payment_cancelled`, `payment_expired`.
    pub(crate) code: String,
    /// The method's title and the provider's own word.
    pub(crate) words: String,
}

impl Payment {
    pub(crate) fn method(&self) -> Option<&'static Method> {
        named(&self.method)
    }

    pub(crate) fn title(&self) -> &'static str {
        self.method().map_or("Card", |method| method.title)
    }

    pub(crate) fn provider(&self) -> Provider {
        self.method().map_or(Provider::Card, |method| method.provider)
    }

    /// When the provider takes nothing more: a slip that was printed in time a little later.
    pub(crate) fn closes(&self) -> i64 {
        self.until + self.method().map_or(0, |method| method.late_s * 1_000)
    }

    /// Whether money moves when it is approved: not for what is paid at the door.
    pub(crate) fn captures(&self) -> bool {
        self.method().is_none_or(|method| method.way != Way::OnDelivery)
    }
}
