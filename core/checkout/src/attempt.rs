//! The law of a payment attempt: a pure machine from state and event to state and next step.
//!
//! Rules (UCP 2026-04-08 checkout "lost responses"; notes on wallets in `core/adr/0004`):
//! 1. Key, bytes, amount, payee and expiry are on disk before the sheet is shown or a request leaves.
//! 2. A wallet's or a connection's word is a hint; only the merchant's answer ends an attempt that was sent.
//! 3. A lost answer is settled by asking; then the identical request goes again with the same key. Complete is never
//!    used to ask.
//! 4. Unanswered past its `dead_after`, an attempt is Unknown: settled by asking and, if not completed, by cancelling.
//! 5. Only completed, canceled or expired frees the person to pay this merchant again.

use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long the sandbox wallet and merchant may take before an attempt is Unknown.
pub const SANDBOX_DEAD_AFTER: Duration = Duration::from_secs(10);

/// Where an attempt stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Written down; nothing has happened yet.
    Prepared,
    /// The sheet is shown, or was when the process ended.
    HandedOff,
    /// The request is written down and goes out, or may have.
    Sending,
    /// It may have arrived: the merchant is asked.
    Asking,
    /// Unanswered for too long: asked, and cancelled if it is not completed.
    Unknown,
    /// Bought.
    Succeeded,
    /// Declined; nothing was paid, another attempt may follow.
    Declined,
    /// Cancelled before anything was sent, by the person or because no sheet could be shown; another attempt may follow.
    Cancelled,
    /// The checkout ended without a purchase.
    Ended,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// The sheet is up.
    SheetShown,
    /// The sheet could not be shown.
    SheetFailed,
    /// The person approved; the request's bytes are made.
    Approved,
    /// The wallet declined.
    WalletDeclined,
    /// The person closed the sheet.
    WalletCancelled,
    /// The merchant said how the checkout stands.
    Seen(Seen),
    /// No good answer; the request may have been acted on.
    Lost,
    /// Nothing was sent.
    NotSent,
    /// `dead_after` is over.
    Dead,
    /// The process began anew and found the attempt in the journal.
    Reopened,
}

/// How a checkout stands at the merchant, as far as an attempt cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// Bought.
    Completed,
    /// The merchant is at it.
    InProgress,
    /// Still to be paid. Whether a payment was declined is no part of it: that message may be about an earlier one.
    Open,
    /// Over without a purchase.
    Over,
}

/// What is to be done next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Show the sheet.
    ShowSheet,
    /// Wait for the wallet, until dead.
    AwaitWallet,
    /// Send the journalled bytes.
    Send,
    /// Ask the merchant, after the backoff.
    Ask,
    /// Cancel the checkout.
    Cancel,
    /// Nothing: settled.
    Rest,
}

impl State {
    /// Whether the attempt is settled.
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Succeeded | Self::Declined | Self::Cancelled | Self::Ended)
    }

    /// The state's name in the journal.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Prepared => "prepared",
            Self::HandedOff => "handed_off",
            Self::Sending => "sending",
            Self::Asking => "asking",
            Self::Unknown => "unknown",
            Self::Succeeded => "succeeded",
            Self::Declined => "declined",
            Self::Cancelled => "cancelled",
            Self::Ended => "ended",
        }
    }

    /// Reads a journal's name.
    pub fn parse(text: &str) -> Option<Self> {
        [
            Self::Prepared,
            Self::HandedOff,
            Self::Sending,
            Self::Asking,
            Self::Unknown,
            Self::Succeeded,
            Self::Declined,
            Self::Cancelled,
            Self::Ended,
        ]
        .into_iter()
        .find(|state| state.as_str() == text)
    }
}

/// One step. An event that means nothing in a state changes nothing: late answers are normal.
pub fn step(state: State, event: Event) -> (State, Next) {
    use Event as E;
    use State as S;
    match (state, event) {
        // The wallet, before anything is sent.
        (S::Prepared, E::SheetShown) => (S::HandedOff, Next::AwaitWallet),
        (S::Prepared | S::HandedOff, E::SheetFailed) => (S::Cancelled, Next::Rest),
        (S::Prepared | S::HandedOff, E::Approved) => (S::Sending, Next::Send),
        (S::Prepared | S::HandedOff, E::WalletDeclined) => (S::Declined, Next::Rest),
        (S::Prepared | S::HandedOff, E::WalletCancelled) => (S::Cancelled, Next::Rest),

        // Whatever was asked or sent, these are the ends of it.
        (S::Sending | S::Asking | S::Unknown, E::Seen(Seen::Completed)) => (S::Succeeded, Next::Rest),
        (S::Sending | S::Asking | S::Unknown, E::Seen(Seen::Over)) => (S::Ended, Next::Rest),
        (S::HandedOff | S::Prepared, E::Seen(Seen::Completed)) => (S::Succeeded, Next::Rest),
        (S::HandedOff | S::Prepared, E::Seen(Seen::Over)) => (S::Ended, Next::Rest),

        // The answer to what was sent.
        (S::Sending, E::Seen(Seen::InProgress)) => (S::Asking, Next::Ask),
        // The answer to the very request: the payment was declined, or the merchant did not take it (sold out meanwhile).
        (S::Sending, E::Seen(Seen::Open)) => (S::Declined, Next::Rest),
        (S::Sending, E::Lost) => (S::Asking, Next::Ask),
        (S::Sending, E::NotSent) => (S::Sending, Next::Send),

        // Asking: still to be paid means that the request got lost or declined, or is still on its way. The same bytes
        // under the same key tell which, without ever paying twice; a decline seen here may be an earlier attempt's.
        (S::Asking, E::Seen(Seen::Open)) => (S::Sending, Next::Send),
        (S::Asking, E::Seen(Seen::InProgress) | E::Lost | E::NotSent) => (S::Asking, Next::Ask),

        // Unknown: not completed means cancel, then ask what became of it.
        (S::Unknown, E::Seen(Seen::Open)) => (S::Unknown, Next::Cancel),
        (S::Unknown, E::Seen(Seen::InProgress) | E::Lost | E::NotSent) => (S::Unknown, Next::Ask),

        (S::HandedOff | S::Sending | S::Asking | S::Prepared, E::Dead) => (S::Unknown, Next::Ask),

        // After a restart the sheet is gone and the request may be out.
        (S::Prepared | S::HandedOff, E::Reopened) => (state, Next::AwaitWallet),
        (S::Sending, E::Reopened) => (S::Asking, Next::Ask),

        (state, _) if state.is_settled() => (state, Next::Rest),
        (S::Prepared, _) => (state, Next::ShowSheet),
        (S::HandedOff, _) => (state, Next::AwaitWallet),
        (S::Sending, _) => (state, Next::Send),
        (state, _) => (state, Next::Ask),
    }
}

/// How long to wait before the `n`th question (from 0): 0.5, 1, 2, 4, then 5 seconds; jitter comes on top.
pub fn backoff(n: u32) -> Duration {
    Duration::from_millis(500_u64.saturating_mul(1 << n.min(4))).min(Duration::from_secs(5))
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATES: [State; 9] = [
        State::Prepared,
        State::HandedOff,
        State::Sending,
        State::Asking,
        State::Unknown,
        State::Succeeded,
        State::Declined,
        State::Cancelled,
        State::Ended,
    ];
    const EVENTS: [Event; 13] = [
        Event::SheetShown,
        Event::SheetFailed,
        Event::Approved,
        Event::WalletDeclined,
        Event::WalletCancelled,
        Event::Seen(Seen::Completed),
        Event::Seen(Seen::InProgress),
        Event::Seen(Seen::Open),
        Event::Seen(Seen::Over),
        Event::Lost,
        Event::NotSent,
        Event::Dead,
        Event::Reopened,
    ];

    #[test]
    fn settled_is_settled_and_rests() {
        for state in STATES.into_iter().filter(|state| state.is_settled()) {
            for event in EVENTS {
                assert_eq!(step(state, event), (state, Next::Rest), "{state:?} {event:?}");
            }
        }
    }

    #[test]
    fn nothing_but_the_merchant_ends_what_may_have_been_sent() {
        for state in [State::Sending, State::Asking, State::Unknown] {
            for event in EVENTS.into_iter().filter(|event| !matches!(event, Event::Seen(_))) {
                assert!(!step(state, event).0.is_settled(), "{state:?} {event:?}");
            }
        }
    }

    #[test]
    fn success_needs_completed_and_unknown_never_sends() {
        for state in STATES.into_iter().filter(|state| *state != State::Succeeded) {
            for event in EVENTS.into_iter().filter(|event| *event != Event::Seen(Seen::Completed)) {
                assert_ne!(step(state, event).0, State::Succeeded, "{state:?} {event:?}");
            }
        }
        for event in EVENTS {
            assert_ne!(step(State::Unknown, event).1, Next::Send, "{event:?}");
        }
    }

    #[test]
    fn the_wallet_cannot_change_what_was_sent() {
        for state in [State::Sending, State::Asking, State::Unknown] {
            for event in [Event::WalletDeclined, Event::WalletCancelled, Event::Approved] {
                assert_eq!(step(state, event).0, state);
            }
        }
    }

    #[test]
    fn only_the_answer_to_the_request_itself_declines_it() {
        let declined = |state, event| step(state, event).0 == State::Declined;
        assert!(declined(State::Sending, Event::Seen(Seen::Open)));
        for event in EVENTS {
            assert!(!declined(State::Asking, event), "{event:?}");
            assert!(!declined(State::Unknown, event), "{event:?}");
        }
    }

    #[test]
    fn names_are_read_back_and_backoff_is_bounded() {
        for state in STATES {
            assert_eq!(State::parse(state.as_str()), Some(state));
        }
        assert_eq!([0, 1, 2, 3, 4, 40].map(|n| backoff(n).as_millis()), [500, 1000, 2000, 4000, 5000, 5000]);
    }
}
