//! Prices that are held in a show: offered, held to the merchant's keys, taken back, counted on while the phone sleeps.

use super::*;
use crate::kernel::dispatch::{Message, update};
use crate::kernel::holds::Standing;
use crate::kernel::live_kept;
use crate::kernel::now::Now;
use crate::kernel::screen_parts::Tone;
use crate::kernel::testing::{held, signed_hold, signed_hold_of, verified_hold};
use std::time::Duration;
use tradewind_l10n::plain;
use tradewind_live::{EndReason, Hold, HoldError};

/// The merchant's clock is heard.
pub(super) fn dated() -> Outcome {
    Outcome::Live(LiveNews::Dated { date: AT.now, sent: Duration::ZERO, received: Duration::from_secs(1) })
}

/// A price that is held for a week, offered three seconds into the show.
fn offered() -> Cue {
    cue("hold-2", 3, Content::Hold(Box::new(signed_hold("red", 80, 600_000))))
}

fn verified(hold: Result<Box<Hold>, HoldError>) -> Outcome {
    let nonce = signed_hold("red", 80, 600_000).terms.nonce;
    Outcome::Live(LiveNews::Verified { holds: vec![(nonce, hold)], unread: Vec::new() })
}

fn verifies(effect: &Effect) -> bool {
    matches!(effect, Effect::Live(LiveOp::Verify { holds, .. }) if holds.len() == 1)
}

/// Seconds after [`AT`].
fn later(seconds: f64) -> Now {
    Now { now: AT.now, seconds: AT.seconds + seconds }
}

#[test]
fn an_offered_price_is_held_to_the_keys_at_its_moment_and_shown_where_the_item_is() {
    let hold = cue("hold-2", 3, Content::Hold(Box::new(signed_hold("red", 80, 60))));
    a_show(ShowState::Running)
        .told(dated())
        .cues(vec![card("card-1", "red", 1, 90), hold])
        .picture_at(2)
        .asks_nothing(|effect| matches!(effect, Effect::Live(LiveOp::Verify { .. })))
        .picture_at(3)
        .asks(|effect| matches!(effect, Effect::Live(LiveOp::Verify { holds, .. }) if holds.len() == 1))
        // The line was opened anew meanwhile: the offer, which is told once, is not lost by that.
        .when(Intent::Connectivity { online: false })
        .when(Intent::Connectivity { online: true })
        .picture_at(3)
        .asks_nothing(|effect| matches!(effect, Effect::Live(LiveOp::Verify { .. })))
        .told(verified(Ok(Box::new(held("red", 80, 60)))))
        .asks(|effect| matches!(effect, Effect::Live(LiveOp::Wake { .. })))
        .seen(|screen| {
            let card = screen.card.as_ref().expect("it stands");
            assert_eq!((card.price.as_str(), card.was.as_str()), ("€0.80", "€0.90"));
            let hold = card.hold.as_ref().expect("it holds");
            assert!(hold.holds && hold.sentence.contains("20"));
            assert_eq!(hold.price, "", "the price stands on the card already");
        })
        .with(|model| {
            let nonce = model.holds.all[0].terms().nonce.clone();
            model.holds.refuse(nonce.as_str(), crate::kernel::holds::Refused::Oversold);
        })
        .seen(|screen| {
            let card = screen.card.as_ref().expect("it stands");
            assert_eq!((card.price.as_str(), card.was.as_str()), ("€0.90", ""));
            let hold = card.hold.as_ref().expect("it is said what became of it");
            assert!(!hold.holds && hold.sentence.contains("€0.80") && hold.sentence.contains("€0.90"));
        });
}

#[test]
fn what_is_sold_out_is_not_offered_at_a_held_price_but_to_who_has_it() {
    let gone = LiveEvent::Stock { item: id("red"), stock: 0, at: moment(4), seq: 5 };
    let holds = |screen: &LiveScreen| screen.card.as_ref().is_some_and(|card| card.hold.is_some());
    let given = || {
        a_show(ShowState::Running)
            .told(dated())
            .cues(vec![card("card-1", "red", 1, 90), offered()])
            .picture_at(3)
            .told(verified(Ok(Box::new(held("red", 80, 600_000)))))
            .seen(|screen| assert!(holds(screen)))
    };
    let sold_out = |given: Given| given.said(gone.clone()).picture_at(4);
    sold_out(given()).seen(|screen| {
        assert!(!holds(screen));
        assert_eq!(screen.card.as_ref().map(|card| card.price.as_str()), Some("€0.90"));
    });
    sold_out(given().when(Intent::AddLiveCard { key: "card-1".into() }))
        .seen(|screen| assert!(holds(screen)));
}

#[test]
fn that_others_were_faster_is_told_as_that() {
    let kept = |effect: &Effect| matches!(effect, Effect::Person(PersonOp::KeepLive(_)));
    let gone = |reason| LiveEvent::Unpinned { id: offered().id, at: moment(4), seq: 5, reason };
    for (reason, words) in [
        (Some(EndReason::Oversold), "Others were faster: nothing is left"),
        (Some(EndReason::Withdrawn), "The shop doesn’t confirm the held price"),
        (None, "The shop doesn’t confirm the held price"),
    ] {
        a_show(ShowState::Running)
            .told(dated())
            .cues(vec![card("card-1", "red", 1, 90), offered()])
            .picture_at(3)
            .told(verified(Ok(Box::new(held("red", 80, 600_000)))))
            .said(gone(reason))
            .seen(|screen| {
                let hold = screen.card.as_ref().and_then(|card| card.hold.as_ref());
                assert!(hold.is_some_and(|hold| hold.holds), "not before its moment");
            })
            .picture_at(4)
            .asks(kept)
            .seen(|screen| {
                let card = screen.card.as_ref().expect("it stands");
                let hold = card.hold.as_ref().expect("it is said what became of it");
                assert!(!hold.holds && hold.sentence.contains(words), "{}", hold.sentence);
                assert_eq!(card.price, "€0.90");
            })
            .picture_at(5)
            .asks_nothing(kept);
    }
}

#[test]
fn who_bought_the_last_one_is_not_told_that_others_were_faster() {
    let kept = |effect: &Effect| matches!(effect, Effect::Person(PersonOp::KeepLive(_)));
    let bought = |minor: i64| {
        let mut order = order("red", "1042");
        order.lines[0].price = Money::new(minor, Currency::EUR);
        Outcome::Payment(Box::new(PaymentUpdate::just(PaymentState::Confirmed { order: Box::new(order) })))
    };
    let gone =
        || LiveEvent::Unpinned { id: offered().id, at: moment(4), seq: 5, reason: Some(EndReason::Oversold) };
    let sold_out = || LiveEvent::Stock { item: id("red"), stock: 0, at: moment(4), seq: 6 };
    let held_price = || {
        a_show(ShowState::Running)
            .told(dated())
            .cues(vec![card("card-1", "red", 1, 90), offered()])
            .picture_at(3)
            .told(verified(Ok(Box::new(held("red", 80, 600_000)))))
    };
    let words = |given: Given| {
        let mut said = None;
        let _ = given.seen(|screen| {
            let hold = screen.card.as_ref().and_then(|card| card.hold.as_ref());
            said = hold.map(|hold| (hold.tone, plain(&hold.sentence)));
        });
        said
    };
    let yours = (
        Tone::Success,
        "You bought it at €0.80. Nothing is left at that price; it now costs €0.90.".to_owned(),
    );
    // Whichever is told first.
    let first = held_price().told(bought(80)).asks(kept).said(gone()).said(sold_out()).picture_at(4);
    assert_eq!(words(first), Some(yours.clone()));
    let last = held_price().said(gone()).said(sold_out()).picture_at(4).told(bought(80)).asks(kept);
    let Some(Effect::Person(PersonOp::KeepLive(text))) = live_kept::keep(&last.model, AT) else {
        unreachable!("it is kept")
    };
    assert_eq!(words(last), Some(yours));
    let mut again = Given::a_shop_in("DE", Currency::EUR).model;
    live_kept::restore(&mut again, Some(&text), None, AT);
    assert!(again.holds.all[0].bought);
    // Bought at another price, it was not.
    let other = held_price().told(bought(90)).said(gone()).picture_at(4);
    assert!(
        words(other).is_some_and(|(tone, said)| tone == Tone::Warning && said.contains("Others were faster"))
    );
    // While it holds for others, it holds for this person, too.
    let goes_on = held_price().told(bought(80));
    assert!(words(goes_on).is_some_and(|(_, said)| said.contains("for the first 20 sold")));
}

#[test]
fn one_that_was_taken_back_while_it_was_held_to_the_keys_holds_nothing() {
    a_show(ShowState::Running)
        .told(dated())
        .cues(vec![card("card-1", "red", 1, 90), offered()])
        .picture_at(3)
        .asks(verifies)
        .said(LiveEvent::Unpinned { id: offered().id, at: moment(4), seq: 5, reason: None })
        .picture_at(4)
        .told(verified(Ok(Box::new(held("red", 80, 600_000)))))
        .seen(|screen| {
            let hold = screen.card.as_ref().and_then(|card| card.hold.as_ref());
            assert!(hold.is_none(), "nobody was told that it is held: {hold:?}");
        });
}

#[test]
fn another_price_under_the_same_cue_is_another_offer() {
    let anew = signed_hold_of("nonce-of-another-hold", "red", 70, 600_000);
    let pinned = |seq: u64| {
        let content = Content::Hold(Box::new(anew.clone()));
        LiveEvent::Pinned(Cue { seq, ..cue("hold-2", 5, content) })
    };
    let (nonce, held_anew) = (anew.terms.nonce.clone(), verified_hold(anew.clone()));
    a_show(ShowState::Running)
        .told(dated())
        .cues(vec![card("card-1", "red", 1, 90), offered()])
        .picture_at(3)
        .told(verified(Ok(Box::new(held("red", 80, 600_000)))))
        .said(pinned(6))
        .asks_nothing(verifies)
        .picture_at(5)
        .asks(
            |effect| matches!(effect, Effect::Live(LiveOp::Verify { holds, .. }) if *holds == [anew.clone()]),
        )
        .told(Outcome::Live(LiveNews::Verified {
            holds: vec![(nonce, Ok(Box::new(held_anew)))],
            unread: Vec::new(),
        }))
        .seen(|screen| {
            let card = screen.card.as_ref().expect("it stands");
            assert_eq!(card.price, "€0.70");
            assert!(card.hold.as_ref().is_some_and(|hold| hold.holds));
        })
        // Told once more, it is no other.
        .said(pinned(7))
        .picture_at(6)
        .asks_nothing(verifies);
}

#[test]
fn one_that_was_offered_before_a_kill_is_held_to_the_keys_after_it() {
    let given = a_show(ShowState::Running).cues(vec![offered()]).picture_at(3).asks(verifies);
    let open = given.model.features.live.open.as_ref().expect("open");
    let kept = live_kept::show(&session(), &open.timeline);
    a_show(ShowState::Running)
        .with(|model| {
            model.features.live.open = None;
            model.features.live.kept = kept;
        })
        .when(Intent::Back)
        .when(Intent::OpenShow { key: "show-1".into() })
        .picture_at(3)
        .asks(verifies)
        .picture_at(4)
        .asks_nothing(verifies);
}

#[test]
fn a_phone_that_sleeps_counts_on_and_its_clock_may_be_set_meanwhile() {
    let second = Duration::from_secs(1);
    let given = a_show(ShowState::Running)
        .told(dated())
        .with(|model| model.holds.take(held("red", 80, 60), second))
        .when(Intent::Foreground { active: false });
    let mut model = given.model;
    let at = Now { now: AT.now.after(second * 86_400), ..later(20.0) };
    let effects = update(&mut model, Message::Intent(Intent::Foreground { active: true }), at);
    let wakes =
        |effect: &Effect| matches!(effect, Effect::Live(LiveOp::Wake { after }) if *after < second * 41);
    assert!(effects.iter().any(wakes), "{effects:?}");
    let standing = model.holds.all[0].standing(&model.holds.clock, model.holds.now);
    assert!(
        matches!(standing, Standing::Running(left) if left > second * 35 && left <= second * 40),
        "{standing:?}"
    );
}
