//! Where a payment attempt stands, as the journal names it. What may follow what is the law of `tradewind_payments`.

use serde::{Deserialize, Serialize};

/// Where an attempt stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttemptState {
    /// Written down; nothing has happened yet.
    Prepared,
    /// The sheet is shown, or was when the process ended.
    HandedOff,
    /// The request is written down and goes out, or may have.
    Sending,
    /// It may have arrived: the merchant is asked.
    Asking,
    /// The merchant took the request and is at it, or waits for the person or their bank.
    Accepted,
    /// Taken, and then shown as still to be paid: asked once more before that is believed.
    Reverted,
    /// The merchant refused the request itself; whether the checkout is still open is asked before that is believed.
    Refused,
    /// Unanswered for too long: asked, and cancelled if it is not completed.
    Unknown,
    /// Bought: the merchant confirmed it.
    Succeeded,
    /// Declined; nothing was paid, another attempt may follow.
    Declined,
    /// Cancelled before anything was sent, by the person or because no sheet could be shown; another attempt may follow.
    Cancelled,
    /// The checkout ended without a purchase.
    Ended,
    /// The merchant did not take it for another reason than a decline (sold out, another price, an address): still open.
    NotTaken,
    /// The bank or the shop wants to see the person: to be continued in a browser, and asked about on return.
    Escalated,
    /// Unknown for so long that the person put it aside; looked at again before each later payment.
    PutAside,
    /// A voucher is out, to be paid within days: it holds up nothing else, and is asked about until the merchant says how it
    /// ended.
    Deferred,
}

impl AttemptState {
    /// Whether the attempt is settled.
    pub const fn is_settled(self) -> bool {
        matches!(
            self,
            Self::Succeeded
                | Self::Declined
                | Self::Cancelled
                | Self::Ended
                | Self::NotTaken
                | Self::Escalated
                | Self::PutAside
                | Self::Deferred
        )
    }

    /// The state's name in the journal.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Prepared => "prepared",
            Self::HandedOff => "handed_off",
            Self::Sending => "sending",
            Self::Asking => "asking",
            Self::Accepted => "accepted",
            Self::Reverted => "reverted",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
            Self::Succeeded => "succeeded",
            Self::Declined => "declined",
            Self::Cancelled => "cancelled",
            Self::Ended => "ended",
            Self::NotTaken => "not_taken",
            Self::Escalated => "escalated",
            Self::PutAside => "put_aside",
            Self::Deferred => "deferred",
        }
    }

    /// Reads a journal's name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// All states there are.
    pub const ALL: [Self; 16] = [
        Self::Prepared,
        Self::HandedOff,
        Self::Sending,
        Self::Asking,
        Self::Accepted,
        Self::Reverted,
        Self::Refused,
        Self::Unknown,
        Self::Succeeded,
        Self::Declined,
        Self::Cancelled,
        Self::Ended,
        Self::NotTaken,
        Self::Escalated,
        Self::PutAside,
        Self::Deferred,
    ];
}
