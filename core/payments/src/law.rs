//! The law of a payment attempt: a pure machine from state and event to state and next step.
//!
//! Rules (UCP 2026-04-08 checkout "lost responses"; notes on wallets in `core/adr/0004`):
//! 1. Key, bytes, amount, payee and expiry are on disk before the sheet is shown or a request leaves.
//! 2. A wallet's or a connection's word is a hint; only the merchant's answer ends an attempt that was sent.
//! 3. A lost answer is settled by asking; then the identical request goes again with the same key. Complete is never
//!    used to ask.
//! 4. Unanswered past its `dead_after`, an attempt is Unknown: settled by asking and, if not completed, by cancelling.
//!    Where nothing was sent, nothing is unknown: a sheet that stays silent is cancelled.
//! 5. Declined is said only after a decline message in the very answer, or after a definite refusal of this request
//!    (402, 400, 403, 422) once a question shows the checkout still open. A bare "still open" is asked about again.
//! 6. Only the merchant's word frees the person to pay this merchant again, or the person who puts an Unknown attempt
//!    aside; what was put aside or cancelled after it was sent is looked at again before the next payment.

use std::time::Duration;

pub use tradewind_person::AttemptState as State;

/// How long a method may take at each step. All deadlines are monotonic; a restart begins them anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// How long a person may stand before the wallet's sheet.
    pub sheet: Duration,
    /// How long a sheet that was up when the process ended may still be answered: its window is gone.
    pub sheet_after_restart: Duration,
    /// From when on an unanswered request is Unknown.
    pub dead_after: Duration,
    /// From when on the person may put an Unknown attempt aside.
    pub aside_after: Duration,
}

/// The policy of methods that charge at once: cards in wallets, the sandbox. A method that is paid later (a voucher, a
/// bank transfer) brings its own.
pub const IMMEDIATE: Policy = Policy {
    // Bank apps and 3-D Secure pages give people 5 to 15 minutes.
    sheet: Duration::from_secs(10 * 60),
    sheet_after_restart: Duration::from_secs(10),
    dead_after: Duration::from_secs(10),
    aside_after: Duration::from_secs(72 * 3_600),
};

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
    /// The merchant refused this very request, definitely.
    Refused,
    /// The sheet stayed silent for as long as a sheet may.
    SheetSilent,
    /// The person puts an Unknown attempt aside.
    PutAside,
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
    /// Still to be paid, and no word why.
    Open,
    /// Still to be paid, and the very answer says that the payment was declined. Never of a question: a decline seen there
    /// may be an earlier attempt's.
    Declined,
    /// Still to be paid, and the very answer says what else was in the way. Never of a question.
    NotTaken,
    /// To be continued in a browser.
    Escalated,
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

        // Nothing was sent: nothing is unknown.
        (S::Prepared | S::HandedOff, E::SheetSilent | E::Dead) => (S::Cancelled, Next::Rest),

        // Whatever was asked or sent, these are the ends of it.
        (S::Prepared | S::HandedOff, E::Seen(Seen::Completed)) => (S::Succeeded, Next::Rest),
        (S::Prepared | S::HandedOff, E::Seen(Seen::Over)) => (S::Ended, Next::Rest),
        (S::Sending | S::Asking | S::Refused | S::Unknown, E::Seen(Seen::Completed)) => {
            (S::Succeeded, Next::Rest)
        }
        (S::Sending | S::Asking | S::Refused | S::Unknown, E::Seen(Seen::Over)) => (S::Ended, Next::Rest),
        (S::Sending | S::Asking | S::Refused | S::Unknown, E::Seen(Seen::Escalated)) => {
            (S::Escalated, Next::Rest)
        }

        // The answer to what was sent.
        (S::Sending, E::Seen(Seen::InProgress)) => (S::Asking, Next::Ask),
        (S::Sending, E::Seen(Seen::Declined)) => (S::Declined, Next::Rest),
        (S::Sending, E::Seen(Seen::NotTaken)) => (S::NotTaken, Next::Rest),
        // Taken or not, it does not say: a gateway may answer before the shop has acted.
        (S::Sending, E::Seen(Seen::Open)) => (S::Asking, Next::Ask),
        (S::Sending, E::Refused) => (S::Refused, Next::Ask),
        (S::Sending, E::Lost) => (S::Asking, Next::Ask),
        (S::Sending, E::NotSent) => (S::Sending, Next::Send),

        // Asking: still to be paid means that the request got lost or declined, or is still on its way. The same bytes
        // under the same key tell which, without ever paying twice; a decline seen here may be an earlier attempt's.
        (S::Asking, E::Seen(Seen::Open | Seen::Declined | Seen::NotTaken)) => (S::Sending, Next::Send),
        (S::Asking, E::Seen(Seen::InProgress) | E::Lost | E::NotSent | E::Refused) => (S::Asking, Next::Ask),

        // Refused, and the question shows it open: the refusal's own words decide what it was.
        (S::Refused, E::Seen(Seen::Declined)) => (S::Declined, Next::Rest),
        (S::Refused, E::Seen(Seen::NotTaken | Seen::Open)) => (S::NotTaken, Next::Rest),
        (S::Refused, E::Seen(Seen::InProgress) | E::Lost | E::NotSent | E::Refused) => {
            (S::Refused, Next::Ask)
        }

        // Unknown: not completed means cancel, then ask what became of it.
        (S::Unknown, E::Seen(Seen::Open | Seen::Declined | Seen::NotTaken)) => (S::Unknown, Next::Cancel),
        (S::Unknown, E::Seen(Seen::InProgress) | E::Lost | E::NotSent | E::Refused) => {
            (S::Unknown, Next::Ask)
        }
        (S::Unknown, E::PutAside) => (S::PutAside, Next::Rest),

        (S::Sending | S::Asking | S::Refused, E::Dead) => (S::Unknown, Next::Ask),

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

    const STATES: [State; 13] = State::ALL;
    const EVENTS: [Event; 19] = [
        Event::SheetShown,
        Event::SheetFailed,
        Event::Approved,
        Event::WalletDeclined,
        Event::WalletCancelled,
        Event::Seen(Seen::Completed),
        Event::Seen(Seen::InProgress),
        Event::Seen(Seen::Open),
        Event::Seen(Seen::Declined),
        Event::Seen(Seen::NotTaken),
        Event::Seen(Seen::Escalated),
        Event::Seen(Seen::Over),
        Event::Refused,
        Event::SheetSilent,
        Event::PutAside,
        Event::Lost,
        Event::NotSent,
        Event::Dead,
        Event::Reopened,
    ];
    /// States in which the request may be at the merchant.
    const SENT: [State; 4] = [State::Sending, State::Asking, State::Refused, State::Unknown];

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
        for state in SENT {
            for event in EVENTS.into_iter().filter(|event| !matches!(event, Event::Seen(_))) {
                let aside = (state, event) == (State::Unknown, Event::PutAside);
                assert_eq!(step(state, event).0.is_settled(), aside, "{state:?} {event:?}");
            }
        }
    }

    #[test]
    fn where_nothing_was_sent_nothing_is_unknown() {
        for state in [State::Prepared, State::HandedOff] {
            for event in EVENTS {
                assert_ne!(step(state, event).0, State::Unknown, "{state:?} {event:?}");
            }
            assert_eq!(step(state, Event::SheetSilent), (State::Cancelled, Next::Rest));
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
        for state in SENT {
            for event in [Event::WalletDeclined, Event::WalletCancelled, Event::Approved] {
                assert_eq!(step(state, event).0, state);
            }
        }
    }

    #[test]
    fn a_decline_needs_a_decline_in_the_answer_itself_or_after_a_refusal() {
        for state in STATES.into_iter().filter(|state| !state.is_settled()) {
            for event in EVENTS {
                let declined = step(state, event).0 == State::Declined;
                let said = matches!(
                    (state, event),
                    (State::Sending | State::Refused, Event::Seen(Seen::Declined))
                        | (State::Prepared | State::HandedOff, Event::WalletDeclined)
                );
                assert_eq!(declined, said, "{state:?} {event:?}");
            }
        }
        // A bare "still open" is asked about, never taken for a decline.
        assert_eq!(step(State::Sending, Event::Seen(Seen::Open)), (State::Asking, Next::Ask));
    }

    #[test]
    fn names_are_read_back_and_backoff_is_bounded() {
        for state in STATES {
            assert_eq!(State::parse(state.as_str()), Some(state));
        }
        assert_eq!([0, 1, 2, 3, 4, 40].map(|n| backoff(n).as_millis()), [500, 1000, 2000, 4000, 5000, 5000]);
    }
}
