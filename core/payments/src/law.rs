//! The law of a payment attempt: a pure machine from state and event to state and next step.
//!
//! Rules (UCP 2026-04-08 checkout "lost responses"; notes on wallets in `core/adr/0004`):
//! 1. Key, bytes, amount, payee and expiry are on disk before the sheet is shown or a request leaves.
//! 2. A wallet's or a connection's word is a hint; only the merchant's answer ends an attempt that was sent.
//! 3. A lost answer is settled by asking; then the identical request goes again with the same key. Complete is never
//!    used to ask. An engine that knows no repeated request ([`Idempotency::AskOnly`]) is only asked, never sent to twice.
//! 4. Unanswered past its `dead_after`, an attempt is Unknown: settled by asking and, if not completed, by cancelling.
//!    Where nothing was sent, nothing is unknown: a sheet that stays silent is cancelled, unless its wallet takes the
//!    money itself ([`Charges::WhenApproved`]).
//! 5. Declined is said only after a decline message in the very answer, or after a definite refusal of this request
//!    (402, 400, 403, 422) once a question shows the checkout still open. A bare "still open" is asked about again.
//! 6. Only the merchant's word frees the person to pay this merchant again, or the person who puts an Unknown attempt
//!    aside; what was put aside or cancelled after it was sent is looked at again before the next payment.

use crate::policy::Charges;
use std::time::Duration;
use tradewind_commerce::Idempotency;

pub use tradewind_person::AttemptState as State;

/// What the engine and the wallet of an attempt promise; the table below is read under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// What keeps a request that goes out twice from being two payments.
    pub idempotency: Idempotency,
    /// What takes the money.
    pub charges: Charges,
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
pub fn step(state: State, event: Event, rules: Rules) -> (State, Next) {
    use Event as E;
    use State as S;
    let wallet_charges = rules.charges == Charges::WhenApproved;
    match (state, event) {
        // A wallet that takes the money itself may have taken it behind a silent sheet.
        (S::HandedOff, E::SheetSilent | E::Dead) if wallet_charges => return (S::Unknown, Next::Ask),
        _ => {}
    }
    let (then, next) = table(state, event);
    let sends = next == Next::Send;
    let is_first =
        matches!((state, event), (S::Prepared | S::HandedOff, E::Approved) | (S::Sending, E::NotSent));
    match rules.idempotency {
        // What may have arrived is never sent again: only asked about, and cancelled once it is Unknown.
        Idempotency::AskOnly if sends && !is_first => (S::Asking, Next::Ask),
        _ => (then, next),
    }
}

/// The table, as it stands for an engine that knows a repeated request and a wallet that takes no money itself.
fn table(state: State, event: Event) -> (State, Next) {
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

    /// UCP and the sandbox wallet.
    const RULES: Rules = Rules { idempotency: Idempotency::ByKey, charges: Charges::WithRequest };

    fn step(state: State, event: Event) -> (State, Next) {
        super::step(state, event, RULES)
    }

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

    #[test]
    fn an_engine_that_knows_no_repeated_request_is_sent_to_once() {
        let rules = Rules { idempotency: Idempotency::AskOnly, ..RULES };
        for state in STATES {
            for event in EVENTS {
                let (then, next) = super::step(state, event, rules);
                let first = matches!(
                    (state, event),
                    (State::Prepared | State::HandedOff, Event::Approved) | (State::Sending, Event::NotSent)
                );
                assert_eq!(next == Next::Send, first, "{state:?} {event:?}");
                if step(state, event).1 != Next::Send {
                    assert_eq!((then, next), step(state, event), "{state:?} {event:?}");
                }
            }
        }
        // One checkout, one order: sent again as with a key.
        let by_cart = Rules { idempotency: Idempotency::ByCart, ..RULES };
        for state in STATES {
            for event in EVENTS {
                assert_eq!(super::step(state, event, by_cart), step(state, event), "{state:?} {event:?}");
            }
        }
    }

    #[test]
    fn a_silent_sheet_of_a_wallet_that_takes_the_money_is_unknown() {
        let rules = Rules { charges: Charges::WhenApproved, ..RULES };
        for event in [Event::SheetSilent, Event::Dead] {
            let then = super::step(State::HandedOff, event, rules);
            assert_eq!(then, (State::Unknown, Next::Ask), "{event:?}");
            assert_eq!(
                super::step(State::Prepared, event, rules),
                (State::Cancelled, Next::Rest),
                "{event:?}"
            );
        }
    }
}
