//! A payment at a provider, as it is kept. How it ends is in `deed.rs`, which work the person is told to do in `work.rs`.

use crate::methods::{Method, Provider, Way, named};
use crate::ops::quote::Quote;
use crate::psp::{Card, Wanted};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// How long a session lives on after a payment of it ended without an order, in milliseconds.
pub(crate) const LIVES_ON: i64 = 30 * 60_000;

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
    /// Where it stands at the payment service provider, if it is charged there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) charge: Option<Charge>,
}

/// How a card stands at the payment service provider. Each is written down before the request that it is about is sent.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Charge {
    pub(crate) card: Card,
    /// Whether the platform runs the bank's page itself (UCP payment actions); else the person is sent to the merchant's.
    pub(crate) acts: bool,
    /// The provider's id of the payment method.
    pub(crate) method: Option<String>,
    /// Whether an intent was asked for. Where it is and `intent` is none, nobody knows whether there is one.
    pub(crate) sent: bool,
    /// The provider's id of the intent. Only this one is ever confirmed.
    pub(crate) intent: Option<String>,
    /// What the person's page proves itself with.
    pub(crate) secret: String,
    /// Counts idempotency keys: a new one only where the provider repeats a failure for the one before.
    pub(crate) attempt: u32,
    /// Not asked again before this, Unix milliseconds.
    pub(crate) again_at: i64,
    /// Whether the provider could not be asked the last time.
    pub(crate) unsure: bool,
    /// The code under which it ends without an order, once that is decided, and the provider's word.
    pub(crate) ending: Option<(String, String)>,
}

impl Charge {
    pub(crate) fn new(card: Card, acts: bool) -> Self {
        Self {
            card,
            acts,
            method: None,
            sent: false,
            intent: None,
            secret: String::new(),
            attempt: 1,
            again_at: 0,
            unsure: false,
            ending: None,
        }
    }
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
    /// The provider's own word alone; empty where it said none.
    #[serde(default)]
    pub(crate) word: String,
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

    /// The number under which the provider of it knows it.
    pub(crate) fn at_provider(&self) -> &str {
        self.charge.as_ref().and_then(|charge| charge.intent.as_deref()).unwrap_or(&self.number)
    }

    /// The intent that it wants of the payment service provider.
    pub(crate) fn wanted(&self, session: &str) -> Wanted {
        Wanted::new(session, &self.key, self.quote.due(), &self.quote.currency)
    }

    /// Whether money moves when it is approved: not for what is paid at the door.
    pub(crate) fn captures(&self) -> bool {
        self.method().is_none_or(|method| method.way != Way::OnDelivery)
    }
}
