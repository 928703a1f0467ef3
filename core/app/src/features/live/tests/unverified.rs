//! What cannot be held to the keys at its moment: an offered price, which is shown nowhere and checked when that can be done, and the moment
//! of a card.

use super::{a_show, card, cue, moment, session, show};
use crate::kernel::dispatch::{Message, update};
use crate::kernel::effects::{Effect, LiveNews, LiveOp, Outcome, PaymentState, PaymentUpdate, PersonOp};
use crate::kernel::intent::Intent;
use crate::kernel::live_kept;
use crate::kernel::now::Now;
use crate::kernel::shows::ShowState;
use crate::kernel::testing::{AT, Given, held, id, line, order, show_key, shown, signed_hold};
use std::time::Duration;
use tradewind_domain::{Currency, Money, Quantity};
use tradewind_live::{Content, Hold, HoldError, Nonce, SignedMoment};
use tradewind_signatures::{KeyField, KeySet};

type Checked = (Nonce, Result<Box<Hold>, HoldError>);

fn nonce() -> Nonce {
    signed_hold("red", 80, 60).terms.nonce
}

fn good() -> Vec<Checked> {
    vec![(nonce(), Ok(Box::new(held("red", 80, 60))))]
}

fn verified(holds: Vec<Checked>) -> Outcome {
    Outcome::Live(LiveNews::Verified { holds, unread: Vec::new() })
}

fn verifies(effect: &Effect) -> bool {
    matches!(effect, Effect::Live(LiveOp::Verify { holds, .. }) if holds.len() == 1 && holds[0].terms.nonce == nonce())
}

fn keeps(effect: &Effect) -> bool {
    matches!(effect, Effect::Person(PersonOp::KeepLive(text)) if text.contains("\"unverified\":[{"))
}

/// A price is offered in the show, and the merchant's keys cannot be had.
fn offered_unread() -> Given {
    let hold = cue("hold-2", 3, Content::Hold(Box::new(signed_hold("red", 80, 60))));
    let unread = LiveNews::Verified { holds: Vec::new(), unread: vec![nonce()] };
    a_show(ShowState::Running)
        .told(Outcome::Live(LiveNews::Dated {
            date: AT.now,
            sent: Duration::ZERO,
            received: Duration::from_secs(1),
        }))
        .cues(vec![card("card-1", "red", 1, 90), hold])
        .picture_at(3)
        .asks(verifies)
        .asks(keeps)
        .told(Outcome::Live(unread))
        .asks(|effect| matches!(effect, Effect::Live(LiveOp::Wake { .. })))
}

fn listed(given: Given) -> Given {
    let ticket = given.model.shows.ticket;
    given.told(Outcome::Live(LiveNews::Listed { ticket, shows: Ok(vec![show(ShowState::Running)]) }))
}

#[test]
fn it_is_not_shown_as_held_and_is_checked_when_the_merchant_answers() {
    let given = offered_unread()
        .seen(|screen| assert!(screen.card.as_ref().is_some_and(|card| card.hold.is_none())))
        .knows(|model| {
            let line = model.holds.for_line(&id("red"), Quantity::ONE, model.holds.now);
            assert!(line.is_none(), "it goes with no checkout");
        });
    listed(given)
        .asks(verifies)
        .told(verified(good()))
        .seen(|screen| {
            let card = screen.card.as_ref().expect("it stands");
            assert!(card.hold.as_ref().is_some_and(|hold| hold.holds));
        })
        .told(Outcome::Live(LiveNews::Woke))
        .asks_nothing(verifies);
}

#[test]
fn without_network_the_app_is_not_woken_without_end() {
    let mut model = offered_unread().when(Intent::Connectivity { online: false }).model;
    let at = Now { now: AT.now, seconds: AT.seconds + 3.0 };
    let effects = update(&mut model, Message::Outcome(Outcome::Live(LiveNews::Woke)), at);
    let at_once = |effect: &Effect| matches!(effect, Effect::Live(LiveOp::Wake { after }) if *after < Duration::from_secs(1));
    assert!(effects.iter().any(verifies) && !effects.iter().any(at_once), "{effects:?}");
}

#[test]
fn one_that_is_offered_again_while_it_is_checked_is_not_checked_twice() {
    let hold = cue("hold-2", 3, Content::Hold(Box::new(signed_hold("red", 80, 60))));
    a_show(ShowState::Running)
        .cues(vec![hold.clone()])
        .picture_at(3)
        .asks(verifies)
        .when(Intent::Back)
        .when(Intent::OpenShow { key: "show-1".into() })
        .cues(vec![hold])
        .picture_at(3)
        .asks_nothing(verifies)
        .told(verified(good()))
        .knows(|model| assert_eq!(model.holds.all.len(), 1));
}

#[test]
fn it_is_not_lost_by_leaving_the_show_nor_by_a_kill_while_it_is_checked() {
    let given = offered_unread();
    let Some(Effect::Person(PersonOp::KeepLive(text))) = live_kept::keep(&given.model, AT) else {
        unreachable!("it is kept")
    };
    listed(given.when(Intent::Back))
        .asks(verifies)
        .told(verified(good()))
        .knows(|model| assert_eq!(model.holds.all.len(), 1));
    let mut again = Given::a_shop_in("DE", Currency::EUR);
    live_kept::restore(&mut again.model, Some(&text), None, AT);
    again
        .told(Outcome::Live(LiveNews::Woke))
        .asks(verifies)
        .told(verified(good()))
        .knows(|model| assert_eq!(model.holds.all.len(), 1));
}

#[test]
fn one_that_the_keys_did_not_sign_is_let_go_for_good() {
    let given = offered_unread()
        .told(verified(vec![(nonce(), Err(HoldError::BadSignature))]))
        .asks(|effect| matches!(effect, Effect::Log(_)))
        .knows(|model| assert!(model.holds.all.is_empty()));
    listed(given).asks_nothing(verifies);
}

/// The moment of a card, as the show signed it.
fn signed() -> SignedMoment {
    let price = Some(Money::new(90, Currency::EUR));
    SignedMoment::sign(&show_key(), session(), moment(1), id("red"), None, price)
}

/// What the card shows lies in the cart, and its moment is being proved.
fn added() -> Given {
    let mut red = card("card-1", "red", 1, 90);
    if let Content::Card(card) = &mut red.content {
        card.proof = Some(Box::new(signed().proof));
    }
    a_show(ShowState::Running)
        .cues(vec![red])
        .picture_at(5)
        .when(Intent::AddLiveCard { key: "card-1".into() })
        .asks(|effect| matches!(effect, Effect::Live(LiveOp::Prove { .. })))
}

fn proved() -> Outcome {
    let keys = KeySet::of_profile(&serde_json::json!({ "keys": [show_key().to_jwk()] }), KeyField::Keys);
    let moment = Box::new(signed().verify(&session(), &keys.expect("one key")).expect("signed"));
    Outcome::Live(LiveNews::Proved { item: id("red"), moment, title: "Mug red".into() })
}

fn keeps_live(effect: &Effect) -> bool {
    matches!(effect, Effect::Person(PersonOp::KeepLive(_)))
}

#[test]
fn a_moment_whose_item_was_taken_out_or_erased_before_it_is_proved_is_kept_with_nothing() {
    added()
        .when(Intent::RemoveLine { key: "red".into() })
        .told(proved())
        .asks_nothing(keeps_live)
        .knows(|model| assert!(model.moments.carted.is_empty()));
    added()
        .told(Outcome::Erased(Ok(())))
        .told(proved())
        .effects([])
        // What lies there by now came otherwise.
        .with(|model| model.features.cart.lines = vec![line("red", 1, Currency::EUR)])
        .told(proved())
        .effects([])
        .knows(|model| assert!(model.moments.carted.is_empty()));
    added().told(proved()).asks(keeps_live).knows(|model| assert_eq!(model.moments.carted.len(), 1));
}

#[test]
fn a_moment_that_is_proved_after_its_purchase_is_kept_with_the_order() {
    let bought = PaymentUpdate::just(PaymentState::Confirmed { order: Box::new(order("red", "1042")) });
    added()
        .told(Outcome::Payment(Box::new(bought)))
        .asks_nothing(keeps_live)
        .knows(|model| assert!(model.features.cart.lines.is_empty()))
        .told(proved())
        .asks(keeps_live)
        .with(|model| model.orders = vec![order("red", "1042")])
        .when(Intent::OpenOrder { key: "1042".into() })
        .screen(|screen| {
            let screen = shown!(Order, screen);
            let [row] = screen.moments.as_slice() else { unreachable!("{:?}", screen.moments) };
            assert!(row.text.contains("€0.90"), "{}", row.text);
        });
}
