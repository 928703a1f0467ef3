//! The small handle: when the owner is told, and what counts down without it.

use super::*;
use crate::kernel::testing::{AT, held};
use std::sync::Arc;
use tradewind_domain::Language;

const BEGUN: Timestamp = Timestamp(1_796_000_000_000);
const SECOND: Duration = Duration::from_secs(1);

fn source() -> (LiveSource, Arc<Mutex<Vec<Timestamp>>>) {
    let told: Arc<Mutex<Vec<Timestamp>>> = Arc::default();
    let kept = told.clone();
    let report: Report = Arc::new(move |outcome: Outcome| {
        if let Outcome::Live(LiveNews::Moved { moment, .. }) = outcome {
            lock(&kept).push(moment);
        }
    });
    (LiveSource::new(report), told)
}

fn look_at(moment: Option<i64>, next: Option<i64>) -> LiveLook {
    let at = |seconds: i64| Timestamp(BEGUN.0 + seconds * 1_000);
    let playlist = WebUrl::parse("https://shop.example/live.m3u8").expect("https");
    LiveLook { moment: moment.map(at), next: next.map(at), ..LiveLook::of_following(Ticket(7), playlist) }
}

fn at(seconds: i64) -> LivePosition {
    LivePosition {
        show: "show-1".into(),
        position_ms: 0,
        programme_ms: Some(BEGUN.0 + seconds * 1_000),
        latency_ms: 0,
        playing: true,
    }
}

#[test]
fn the_owner_is_told_of_the_first_moment_of_one_at_which_something_changes_and_of_a_way_back() {
    let (source, told) = source();
    source.position(&at(1), SECOND);
    assert!(lock(&told).is_empty(), "nothing is followed");
    source.follow(look_at(None, None));
    source.position(&at(1), SECOND);
    source.position(&at(2), SECOND * 2);
    assert_eq!(lock(&told).len(), 1, "not again before the owner has looked");
    source.follow(look_at(Some(1), Some(10)));
    for seconds in 3..10 {
        source.position(&at(seconds), SECOND * 3);
    }
    assert_eq!(lock(&told).len(), 1, "between two changes there is nothing to draw");
    source.position(&at(10), SECOND * 10);
    assert_eq!(lock(&told).len(), 2);
    source.follow(look_at(Some(10), None));
    source.position(&at(500), SECOND * 11);
    assert_eq!(lock(&told).len(), 2);
    source.position(&at(4), SECOND * 12);
    assert_eq!(lock(&told).last(), Some(&Timestamp(BEGUN.0 + 4_000)));
    source.position(&LivePosition { show: "show-2".into(), ..at(1) }, SECOND * 13);
    assert_eq!(lock(&told).len(), 3, "another show's player says nothing of this one");
}

#[test]
fn the_glass_is_behind_the_player() {
    let (source, told) = source();
    source.follow(look_at(Some(0), Some(10)));
    source.position(&LivePosition { latency_ms: 2_000, ..at(11) }, SECOND);
    assert!(lock(&told).is_empty());
    source.position(&LivePosition { latency_ms: 2_000, ..at(12) }, SECOND * 2);
    assert_eq!(*lock(&told), [Timestamp(BEGUN.0 + 10_000)]);
}

#[test]
fn what_is_left_is_counted_without_the_owner_and_never_beyond_its_end() {
    let (source, _) = source();
    let mut server = ServerClock::default();
    server.hear_answer(AT.now, SECOND, SECOND);
    let hold = held("mug", 90, 100);
    let counting = vec![Counting { key: "k".into(), until: hold.terms().not_after, whole: SECOND * 100 }];
    source.follow(LiveLook { counting, server, ..LiveLook::default() });
    let words = Localizer::new(&[Language::parse("en").expect("a tag")], "UTC").expect("compiled in");
    let said = |seconds: u32| source.tick(&words, SECOND + SECOND * seconds).countdowns.remove(0);
    let first = said(8);
    assert_eq!((plain(&first.text).as_str(), first.over), ("1:30 left", false));
    assert_eq!((first.spoken.as_str(), first.percent), ("1 minute left", 90));
    assert_eq!(said(90).spoken, "8 seconds left");
    for late in [100, 101, 1_000] {
        let last = said(late);
        assert_eq!((last.text.as_str(), last.percent, last.over), ("", 0, true), "{late}");
    }
}

#[test]
fn a_countdown_makes_no_snapshot() {
    let told: Arc<Mutex<usize>> = Arc::default();
    let counts = told.clone();
    // Whatever the owner is told of, it draws.
    let source = LiveSource::new(Arc::new(move |_: Outcome| *lock(&counts) += 1));
    let mut server = ServerClock::default();
    server.hear_answer(AT.now, SECOND, SECOND);
    let hold = held("mug", 90, 100);
    let counting = vec![Counting { key: "k".into(), until: hold.terms().not_after, whole: SECOND * 100 }];
    source.follow(LiveLook { counting, server, ..look_at(Some(0), Some(100)) });
    let words = Localizer::new(&[Language::parse("en").expect("a tag")], "UTC").expect("compiled in");
    let mut texts = Vec::new();
    // A minute and a half of a picture that moves: four reports and a look at what is left in each second.
    for second in 1..=90_u32 {
        for _ in 0..4 {
            source.position(&at(i64::from(second)), SECOND * second);
        }
        texts.push(source.tick(&words, SECOND + SECOND * second).countdowns.remove(0).text);
    }
    texts.dedup();
    assert_eq!(texts.len(), 90, "each second is said");
    assert_eq!(*lock(&told), 0, "and the owner heard of none");
    // The moment of the picture at which a card is due is told at once.
    source.position(&at(100), SECOND * 100);
    assert_eq!(*lock(&told), 1);
}

#[test]
fn a_clock_face_has_hours_where_there_are_any() {
    assert_eq!([0, 9, 89, 3_723].map(clock_face), ["0:00", "0:09", "1:29", "1:02:03"]);
}
