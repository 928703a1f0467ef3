//! Each card once, at its moment, from whichever source it comes.

use super::*;
use crate::cue::{Card, Comment};
use tradewind_domain::Currency;

fn session() -> SessionId {
    SessionId::parse("show-1").expect("an id")
}

fn id(text: &str) -> CueId {
    CueId::parse(text).expect("an id")
}

fn item(text: &str) -> ItemId {
    ItemId::parse(text).expect("an id")
}

fn euros(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

fn card(name: &str, seq: u64, from: i64, until: Option<i64>) -> Cue {
    let card = Card { item: item(name), title: None, price: Some(euros(999)), stock: None, proof: None };
    Cue {
        id: id(name),
        from: Timestamp(from),
        until: until.map(Timestamp),
        seq,
        content: Content::Card(card),
    }
}

fn standing(timeline: &Timeline, at: i64) -> Vec<&str> {
    timeline.at(Timestamp(at)).iter().map(|shown| shown.cue.id.as_str()).collect()
}

fn told(timeline: &mut Timeline, at: i64) -> Vec<(String, bool)> {
    timeline.advance(Timestamp(at)).into_iter().map(|due| (due.id.as_str().to_owned(), due.missed)).collect()
}

fn live() -> Timeline {
    Timeline::new(session(), Mode::Live)
}

#[test]
fn a_card_of_both_sources_is_one_and_stands_at_its_moment() {
    let mut timeline = live();
    assert!(timeline.take_event(Some("1"), LiveEvent::Pinned(card("mug", 1, 100, None))));
    let range = card("mug", 0, 100, Some(200));
    assert_eq!(
        timeline.take_cues(vec![range.clone()]),
        Taken { changed: 1, refused: 0 },
        "the playlist knows its end"
    );
    assert_eq!(timeline.take_cues(vec![range]), Taken::default());
    assert!(!timeline.take_event(Some("1"), LiveEvent::Pinned(card("mug", 1, 100, None))), "sent twice");
    let at = |at| standing(&timeline, at).len();
    assert_eq!([99, 100, 199, 200].map(at), [0, 1, 1, 0]);
    // The other way round.
    let mut other = live();
    other.take_cues(vec![card("mug", 0, 100, Some(200))]);
    other.take_event(Some("1"), LiveEvent::Pinned(card("mug", 1, 100, None)));
    assert_eq!([199, 200].map(|at| standing(&other, at).len()), [1, 0]);
}

#[test]
fn each_is_told_once_over_seeks_and_restarts_and_none_is_lost() {
    let mut timeline = live();
    timeline.take_cues(vec![
        card("cup", 0, 300, Some(400)),
        card("mug", 0, 100, None),
        card("pot", 0, 500, None),
    ]);
    assert_eq!(told(&mut timeline, 150), [("mug".to_owned(), false)]);
    assert_eq!(told(&mut timeline, 450), [("cup".to_owned(), true)], "sought over");
    assert_eq!(told(&mut timeline, 120), []);
    assert_eq!(standing(&timeline, 350), ["mug", "cup"], "sought back");
    let mut timeline = Timeline::restore(&session(), &timeline.keep()).expect("as it was");
    assert_eq!(told(&mut timeline, 450), []);
    let list: Vec<(&str, bool)> =
        timeline.told(Timestamp(120)).iter().map(|shown| (shown.cue.id.as_str(), shown.stands)).collect();
    assert_eq!(list, [("mug", true), ("cup", false)]);
    assert_eq!(told(&mut timeline, 500), [("pot".to_owned(), false)]);
    assert_eq!(told(&mut timeline, 500), []);
}

#[test]
fn an_end_may_overtake_its_begin_and_one_that_was_taken_back_never_stood() {
    let mut timeline = live();
    let end = |seq, at| LiveEvent::Unpinned { id: id("mug"), at: Timestamp(at), seq, reason: None };
    timeline.take_event(None, end(5, 200));
    timeline.take_event(None, end(4, 900));
    timeline.take_event(None, LiveEvent::Pinned(card("mug", 3, 100, None)));
    assert_eq!([150, 200].map(|at| standing(&timeline, at).len()), [1, 0]);
    timeline.take_event(None, end(6, 100));
    assert_eq!(told(&mut timeline, 300), []);
    // Stated anew, it stands again.
    timeline.take_event(None, LiveEvent::Pinned(card("mug", 7, 100, Some(400))));
    assert_eq!(told(&mut timeline, 300), [("mug".to_owned(), false)]);
}

#[test]
fn the_newest_price_counts_from_its_moment_on_and_stays_after_a_seek() {
    let mut timeline = live();
    timeline.take_event(None, LiveEvent::Pinned(card("mug", 1, 100, None)));
    let price =
        |seq, at, minor| LiveEvent::Price { item: item("mug"), price: euros(minor), at: Timestamp(at), seq };
    timeline.take_event(None, price(3, 200, 700));
    timeline.take_event(None, price(2, 150, 800));
    timeline.take_event(None, LiveEvent::Stock { item: item("mug"), stock: 4, at: Timestamp(160), seq: 4 });
    let shown = |timeline: &Timeline, at| {
        let all = timeline.at(Timestamp(at));
        all.first().map(|shown| (shown.said.map(|said| said.minor), shown.stock, shown.past))
    };
    assert_eq!(shown(&timeline, 149), Some((Some(999), None, false)));
    assert_eq!(shown(&timeline, 170), Some((Some(800), Some(4), false)));
    assert_eq!(timeline.next_change(Timestamp(160)), Some(Timestamp(200)));
    timeline.advance(Timestamp(250));
    assert_eq!(shown(&timeline, 120), Some((Some(700), Some(4), false)));
    assert_eq!(timeline.next_change(Timestamp(250)), None);
    // A card that is stated anew says its own price.
    timeline.take_event(None, LiveEvent::Pinned(card("mug", 5, 100, None)));
    assert_eq!(shown(&timeline, 250), Some((Some(999), Some(4), false)));
}

#[test]
fn a_show_that_is_over_takes_everything_away_and_its_offers_are_past() {
    let mut timeline = live();
    timeline.take_event(None, LiveEvent::Pinned(card("mug", 1, 100, None)));
    timeline.take_event(None, LiveEvent::Over { at: Timestamp(300), seq: 2 });
    timeline.advance(Timestamp(299));
    assert!(!timeline.is_over(Timestamp(299)) && timeline.is_over(Timestamp(300)));
    assert!(standing(&timeline, 300).is_empty());
    let list = timeline.told(Timestamp(300));
    assert!(matches!(list[..], [ShownCue { past: true, stands: false, said: Some(_), .. }]), "{list:?}");
    let mut replay = Timeline::new(session(), Mode::Replay);
    replay.take_cues(vec![card("mug", 0, 100, None)]);
    assert!(matches!(
        replay.at(Timestamp(100))[..],
        [ShownCue { past: true, stands: true, said: Some(_), .. }]
    ));
    assert!(replay.at(Timestamp(99)).is_empty());
    timeline.replay();
    assert_eq!(timeline.mode(), Mode::Replay);
}

#[test]
fn a_show_is_over_with_its_picture_although_its_end_was_said_for_later() {
    let mut timeline = live();
    timeline.take_cues(vec![card("mug", 0, 100, None), card("cup", 0, 302, None), card("pot", 0, 400, None)]);
    assert_eq!(told(&mut timeline, 298), [("mug".to_owned(), false)]);
    // The last whole segment ends at 300; the host ended the show in the one after it.
    timeline.take_event(None, LiveEvent::Over { at: Timestamp(303), seq: 1 });
    assert_eq!(told(&mut timeline, 300), []);
    assert!(!timeline.is_over(Timestamp(300)), "its moment is not there, and more may come");
    timeline.picture_ends(Some(Timestamp(300)));
    assert!(timeline.is_over(Timestamp(300)) && !timeline.is_over(Timestamp(299)));
    assert_eq!(told(&mut timeline, 300), [("cup".to_owned(), true)], "the pot was for after the end");
    assert!(standing(&timeline, 300).is_empty());
    let list = timeline.told(Timestamp(300));
    assert!(list.len() == 2 && list.iter().all(|shown| shown.past && !shown.stands), "{list:?}");
    // Sought back, it is on again; the end is not kept.
    timeline.picture_ends(None);
    assert_eq!((timeline.is_over(Timestamp(300)), standing(&timeline, 200)), (false, vec!["mug"]));
    // Without a word of the host's the picture's end is the show's.
    let mut silent = live();
    silent.picture_ends(Some(Timestamp(300)));
    assert!(silent.is_over(Timestamp(300)));
    // A recording that stands at its end shows what it showed.
    let mut replay = Timeline::new(session(), Mode::Replay);
    replay.take_cues(vec![card("mug", 0, 100, None)]);
    replay.picture_ends(Some(Timestamp(300)));
    assert_eq!((replay.is_over(Timestamp(300)), standing(&replay, 300)), (false, vec!["mug"]));
}

#[test]
fn why_something_was_taken_away_is_known_from_that_moment_on() {
    let mut timeline = live();
    timeline.take_event(None, LiveEvent::Pinned(card("mug", 1, 100, None)));
    let reason = Some(EndReason::Oversold);
    timeline.take_event(None, LiveEvent::Unpinned { id: id("mug"), at: Timestamp(200), seq: 2, reason });
    timeline.advance(Timestamp(150));
    let why = |timeline: &Timeline, at| timeline.told(Timestamp(at)).first().and_then(|shown| shown.reason);
    assert_eq!((why(&timeline, 199), why(&timeline, 200)), (None, reason));
    let kept = Timeline::restore(&session(), &timeline.keep()).expect("as it was");
    assert_eq!(why(&kept, 200), reason);
    // As it was kept before there were reasons.
    let old = String::from_utf8(timeline.keep()).expect("JSON").replace("\"oversold\"", "null");
    let old = Timeline::restore(&session(), old.as_bytes()).expect("as it was");
    assert_eq!((why(&old, 200), standing(&old, 200)), (None, vec![]));
    // Stated anew, it stands for no reason.
    timeline.take_event(None, LiveEvent::Pinned(card("mug", 3, 100, None)));
    assert_eq!((why(&timeline, 300), standing(&timeline, 300)), (None, vec!["mug"]));
}

#[test]
fn a_first_list_is_taken_like_one_cue_after_the_other() {
    let cues = vec![
        card("mug", 1, 100, None),
        card("cup", 1, 100, None),
        card("mug", 2, 150, None),
        card("pot", 1, 100, None),
    ];
    let early = |timeline: &mut Timeline| {
        for (seq, name) in [(8, "cup"), (9, "elsewhere")] {
            let end = LiveEvent::Unpinned { id: id(name), at: Timestamp(120), seq, reason: None };
            timeline.take_event(None, end);
        }
    };
    let (mut whole, mut singly) = (live(), live());
    early(&mut whole);
    early(&mut singly);
    assert_eq!(whole.take_cues(cues.clone()), Taken { changed: 4, refused: 0 });
    cues.into_iter().for_each(|cue| assert_eq!(singly.take_cues(vec![cue]).changed, 1));
    assert_eq!(whole, singly);
    assert_eq!((standing(&whole, 119), standing(&whole, 150)), (vec!["cup", "pot"], vec!["pot", "mug"]));
}

#[test]
fn holds_and_comments_are_cues_like_cards() {
    let mut timeline = live();
    let comment = Content::Comment(Comment { author: None, text: "Does it break?".into() });
    timeline.take_cues(vec![Cue { content: comment, ..card("t1", 0, 100, None) }]);
    assert_eq!(standing(&timeline, 100), ["t1"]);
    assert_eq!(timeline.at(Timestamp(100))[0].said, None);
}

#[test]
fn events_without_a_number_of_a_show_change_nothing() {
    let mut timeline = live();
    let before = timeline.clone();
    for event in [
        LiveEvent::Heartbeat { now: Timestamp(5) },
        LiveEvent::Unknown { seq: None },
        LiveEvent::Pinned(card("mug", 0, 1, None)),
    ] {
        assert!(!timeline.take_event(Some("x"), event));
    }
    assert_eq!(timeline, before);
    assert!(timeline.take_event(Some("a"), LiveEvent::Unknown { seq: Some(1) }));
    assert!(timeline.take_event(Some("c"), LiveEvent::Over { at: Timestamp(9), seq: 3 }));
    assert_eq!((timeline.resume(), timeline.missing()), (Some("a"), Some(2)));
    assert!(timeline.take_event(None, LiveEvent::BeginsAfter { seq: 2 }));
    assert_eq!((timeline.resume(), timeline.missing()), (Some("c"), None));
    assert!(timeline.take_event(Some("e"), LiveEvent::Unknown { seq: Some(5) }));
    timeline.give_up(3);
    assert_eq!(timeline.missing(), Some(4), "three has come");
    timeline.give_up(4);
    assert_eq!((timeline.resume(), timeline.missing()), (Some("e"), None));
}

#[test]
fn what_is_kept_is_bounded_and_held_to_its_show() {
    let mut timeline = live();
    let many: Vec<Cue> = (0..=CUES).map(|n| card(&format!("c{n}"), 0, n as i64, None)).collect();
    assert_eq!(timeline.take_cues(many), Taken { changed: CUES, refused: 1 });
    for n in 0..=2 * ITEMS as u64 {
        let (item, at) = (item(&format!("i{n}")), Timestamp(1));
        timeline.take_event(None, LiveEvent::Stock { item, stock: 1, at, seq: n + 1 });
    }
    let kept = timeline.keep();
    assert!(kept.len() < STATE_BYTES);
    assert_eq!(Timeline::restore(&session(), &kept), Ok(timeline));
    let other = SessionId::parse("show-2").expect("an id");
    assert_eq!(Timeline::restore(&other, &kept), Err(TimelineError::OtherSession));
    let twice = String::from_utf8(kept).expect("JSON").replace("\"c7\"", "\"c8\"");
    for broken in [&b"{}"[..], b"", twice.as_bytes(), &vec![b' '; STATE_BYTES + 1]] {
        assert_eq!(Timeline::restore(&session(), broken), Err(TimelineError::Malformed));
    }
}
