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
        ended: false,
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

/// What was told of the picture's end.
fn source_of_ends() -> (LiveSource, Arc<Mutex<Vec<bool>>>) {
    let told: Arc<Mutex<Vec<bool>>> = Arc::default();
    let kept = told.clone();
    let report: Report = Arc::new(move |outcome: Outcome| {
        if let Outcome::Live(LiveNews::Moved { last, .. }) = outcome {
            lock(&kept).push(last);
        }
    });
    (LiveSource::new(report), told)
}

fn playlist(ended: bool) -> Playlist {
    let date = BEGUN.to_rfc3339();
    let end = if ended { "#EXT-X-ENDLIST\n" } else { "" };
    let text = format!("#EXTM3U\n#EXT-X-PROGRAM-DATE-TIME:{date}\n#EXTINF:4,\na\n{end}");
    Playlist::read(text.as_bytes()).expect("a playlist")
}

#[test]
fn the_end_of_the_picture_is_told_although_nothing_else_changes_then() {
    let (source, told) = source_of_ends();
    source.follow(look_at(Some(3), None));
    source.take(Ticket(7), &playlist(false));
    // The player has the end of the playlist first, and says nothing more of itself.
    source.position(&LivePosition { playing: false, ended: true, ..at(4) }, SECOND * 4);
    assert!(lock(&told).is_empty(), "more may come");
    source.take(Ticket(8), &playlist(true));
    assert!(lock(&told).is_empty(), "of another following");
    source.take(Ticket(7), &playlist(true));
    assert_eq!(*lock(&told), [true]);
    source.take(Ticket(7), &playlist(true));
    assert_eq!(lock(&told).len(), 1, "not again before the owner has looked");
    source.follow(LiveLook { last: true, ..look_at(Some(4), None) });
    assert_eq!(lock(&told).len(), 1);
    source.position(&at(2), SECOND * 5);
    assert_eq!(*lock(&told), [true, false], "sought back");
}

#[test]
fn a_player_that_stands_still_is_where_it_was_when_the_show_is_followed_anew() {
    let (source, told) = source();
    source.follow(look_at(None, None));
    source.position(&LivePosition { playing: false, ..at(3) }, SECOND);
    source.follow(look_at(Some(3), None));
    assert_eq!(lock(&told).len(), 1);
    // The line was opened anew: the owner knows no moment yet.
    source.follow(look_at(None, None));
    assert_eq!(lock(&told).len(), 2);
    // What came while the owner was told of something is told after that.
    source.position(&at(1), SECOND * 2);
    assert_eq!(lock(&told).len(), 2);
    source.follow(look_at(Some(3), None));
    assert_eq!(lock(&told).last(), Some(&Timestamp(BEGUN.0 + 1_000)));
}

#[test]
fn what_is_missing_is_known_to_its_own_following() {
    let (source, _) = source();
    source.follow(look_at(None, None).missing(Some(3)));
    assert_eq!((source.missing(Ticket(7)), source.missing(Ticket(8))), (Some(3), None));
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
