//! The law under every event in every state.

use super::*;

/// UCP and the sandbox wallet.
const RULES: Rules = Rules { idempotency: Idempotency::ByKey, charges: Charges::WithRequest };

fn step(state: State, event: Event) -> (State, Next) {
    super::step(state, event, RULES)
}

const STATES: [State; 16] = State::ALL;
const EVENTS: [Event; 26] = Event::ALL;
/// States in which the request may be at the merchant.
const SENT: [State; 6] =
    [State::Sending, State::Asking, State::Accepted, State::Reverted, State::Refused, State::Unknown];

#[test]
fn settled_is_settled_and_done() {
    for state in STATES.into_iter().filter(|state| state.is_settled()) {
        for event in EVENTS {
            assert_eq!(step(state, event), (state, Next::Done), "{state:?} {event:?}");
        }
    }
}

#[test]
fn nothing_but_the_merchant_ends_what_may_have_been_sent() {
    for state in SENT {
        for event in EVENTS.into_iter().filter(|event| !matches!(event, Event::Seen(_))) {
            let aside = (state, event) == (State::Unknown, Event::PutAside);
            // Not an end: it is looked at again until the merchant says how it ended.
            let out = (state, event) == (State::Accepted, Event::VoucherOut);
            assert_eq!(step(state, event).0.is_settled(), aside || out, "{state:?} {event:?}");
        }
    }
}

#[test]
fn where_nothing_was_sent_nothing_is_unknown() {
    for state in [State::Prepared, State::HandedOff] {
        // Another phone may send what was copied; this one has not.
        for event in EVENTS.into_iter().filter(|event| *event != Event::Elsewhere) {
            assert_ne!(step(state, event).0, State::Unknown, "{state:?} {event:?}");
        }
        assert_eq!(step(state, Event::SheetSilent), (State::Cancelled, Next::Done));
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
                (State::Sending | State::Refused | State::Reverted, Event::Seen(Seen::Declined))
                    | (State::Prepared | State::HandedOff, Event::WalletDeclined)
            );
            assert_eq!(declined, said, "{state:?} {event:?}");
        }
    }
    // A bare "still open" is asked about, never taken for a decline.
    assert_eq!(step(State::Sending, Event::Seen(Seen::Open)), (State::Asking, Next::Ask));
}

#[test]
fn what_was_taken_is_never_sent_again_and_a_claim_decides_nothing() {
    for state in [State::Accepted, State::Reverted] {
        for event in EVENTS {
            assert_ne!(step(state, event).1, Next::Send, "{state:?} {event:?}");
        }
    }
    let claims = EVENTS.into_iter().filter(|event| matches!(event, Event::Claimed(_)));
    for (state, claim) in claims.flat_map(|claim| STATES.map(|state| (state, claim))) {
        assert_eq!(step(state, claim).0, state, "{state:?} {claim:?}");
    }
    // One "still open" may be an older answer that is read late.
    assert_eq!(step(State::Accepted, Event::Seen(Seen::Open)), (State::Reverted, Next::Ask));
    assert_eq!(step(State::Reverted, Event::Seen(Seen::InProgress)), (State::Accepted, Next::Ask));
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
            let usual = step(state, event);
            let voided = state == State::Reverted && matches!(usual.0, State::Declined | State::NotTaken);
            if voided {
                assert_eq!((then, next), (State::Unknown, Next::Cancel), "{state:?} {event:?}");
            } else if usual.1 != Next::Send {
                assert_eq!((then, next), usual, "{state:?} {event:?}");
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
        assert_eq!(super::step(State::Prepared, event, rules), (State::Cancelled, Next::Done), "{event:?}");
    }
}
