//! What is kept of a show, and when.

use super::offers::dated;
use super::*;
use crate::kernel::dispatch::{Message, update};
use crate::kernel::holds::Refused;
use crate::kernel::live_kept;
use crate::kernel::now::Now;
use crate::kernel::testing::held;
use std::time::Duration;

#[test]
fn what_was_kept_is_there_after_a_kill() {
    let mut given = a_show(ShowState::Running)
        .told(dated())
        .cues(vec![card("card-1", "red", 1, 90)])
        .picture_at(5)
        .when(Intent::ShowCaptions { shown: true })
        .with(|model| model.holds.take(held("red", 80, 60), Duration::from_secs(1)));
    let Some(Effect::Person(PersonOp::KeepLive(text))) = live_kept::keep(&given.model, AT) else {
        unreachable!("it is kept")
    };
    given.model.features.live.open.as_mut().expect("open").unkept = true;
    let Some(Effect::Person(PersonOp::KeepShow(shown))) =
        live_kept::keep_show(&mut given.model, Duration::from_secs(1))
    else {
        unreachable!("it is kept")
    };
    let mut again = Given::a_shop_in("DE", Currency::EUR).model;
    live_kept::restore(&mut again, Some(&text), Some(&shown), AT);
    assert!(again.features.live.captions);
    assert_eq!(again.holds.all.len(), 1);
    assert!(
        again
            .features
            .live
            .kept
            .as_ref()
            .is_some_and(|(kept, text)| *kept == session() && text.contains("card-1"))
    );
    for broken in ["", "{", "{\"holds\":[{}]}"] {
        live_kept::restore(&mut again, Some(broken), Some(broken), AT);
        assert_eq!(again.holds.all.len(), 1, "{broken:?} changes nothing");
        assert!(again.features.live.kept.is_some(), "{broken:?} changes nothing");
    }
}

#[test]
fn a_price_that_is_not_held_any_more_is_not_held_after_a_kill() {
    let mut model = a_show(ShowState::Running).model;
    model.holds.take(held("red", 80, 60), Duration::from_secs(1));
    let nonce = model.holds.all[0].terms().nonce.clone();
    model.holds.refuse(nonce.as_str(), Refused::Oversold);
    let Some(Effect::Person(PersonOp::KeepLive(text))) = live_kept::keep(&model, AT) else {
        unreachable!("it is kept")
    };
    let mut again = Given::a_shop_in("DE", Currency::EUR).model;
    live_kept::restore(&mut again, Some(&text), None, AT);
    assert_eq!(again.holds.all[0].refused, Some(Refused::Oversold));
    // As it was kept before that was.
    let old = text.replace(r#","refused":"oversold""#, "");
    assert_ne!(old, text);
    live_kept::restore(&mut again, Some(&old), None, AT);
    assert_eq!(again.holds.all[0].refused, None);
}

#[test]
fn a_show_that_is_left_is_written_as_it_is_at_hand() {
    let given = a_show(ShowState::Running)
        .cues(vec![card("card-1", "red", 1, 90), card("card-2", "red", 6, 80)])
        .picture_at(1)
        .picture_at(6)
        .when(Intent::Back);
    let kept = given.model.features.live.kept.clone().expect("it is at hand");
    assert!(given.model.features.live.open.is_none() && kept.1.contains("card-2"));
    let text = serde_json::to_string(&kept).expect("JSON");
    given.asks(|effect| matches!(effect, Effect::Person(PersonOp::KeepShow(written)) if *written == text));
    // Of which nothing was told since, nothing is written.
    a_show(ShowState::Running)
        .cues(vec![card("card-1", "red", 1, 90)])
        .picture_at(1)
        .when(Intent::Back)
        .asks_nothing(|effect| matches!(effect, Effect::Person(PersonOp::KeepShow(_))));
}

#[test]
fn a_show_that_an_earlier_build_kept_is_read() {
    let mut model = Given::a_shop().model;
    let old = serde_json::json!({ "captions": true, "show": ["show-1", "{}"] }).to_string();
    live_kept::restore(&mut model, Some(&old), None, AT);
    assert_eq!(model.features.live.kept, Some((session(), "{}".to_owned())));
}

#[test]
fn a_card_writes_its_show_alone_and_not_each_time() {
    let cards = vec![
        card("card-1", "red", 1, 90),
        card("card-2", "red", 6, 80),
        card("card-3", "red", 30, 70),
        card("card-4", "red", 31, 60),
    ];
    let mut model = a_show(ShowState::Running).cues(cards).model;
    let at = |since: f64| Now { now: AT.now, seconds: AT.seconds + since };
    let keeps = |effects: &[Effect]| {
        effects.iter().any(|effect| matches!(effect, Effect::Person(PersonOp::KeepShow(_))))
    };
    let mut moved = |seconds: i64, since: f64| {
        let ticket = ticket(&model);
        let news = LiveNews::Moved { ticket, moment: moment(seconds), last: false };
        let effects = update(&mut model, Message::Outcome(Outcome::Live(news)), at(since));
        let everything = |effect: &Effect| matches!(effect, Effect::Person(PersonOp::KeepLive(_)));
        assert!(!effects.iter().any(everything), "{effects:?}");
        keeps(&effects)
    };
    assert!(moved(1, 0.0), "the first");
    assert!(!moved(6, 5.0), "another just now");
    assert!(moved(7, 15.0), "what was told since");
    assert!(!moved(8, 60.0), "nothing was");
    assert!(moved(30, 61.0));
    assert!(!moved(31, 62.0));
    let away = update(&mut model, Message::Intent(Intent::Foreground { active: false }), at(63.0));
    assert!(keeps(&away), "whoever leaves may not come back");
    let again = update(&mut model, Message::Intent(Intent::Foreground { active: false }), at(64.0));
    assert!(!keeps(&again));
}
