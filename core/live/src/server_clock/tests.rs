//! Which way each error goes: a hold never looks longer than it is.

use super::*;

/// The merchant's clock when the monotonic one says zero.
const EPOCH: i64 = 1_796_000_000_000;

fn mono(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// The merchant's `Date` when the monotonic clock says so.
fn date(millis: i64) -> Timestamp {
    Timestamp((EPOCH + millis).div_euclid(1_000) * 1_000)
}

fn until(millis: i64) -> Timestamp {
    Timestamp(EPOCH + millis)
}

#[test]
fn what_is_promised_is_never_more_than_what_is_left() {
    let mut clock = ServerClock::default();
    assert_eq!(clock.left(until(60_000), mono(0)), None);
    clock.hear_answer(date(10_300), mono(10_000), mono(10_900));
    let left = clock.left(until(60_000), mono(10_900)).expect("heard");
    // Truly 49.1 s; the second of the date and the way of the answer are taken off.
    assert!(left.sure && left.time <= mono(49_100) && left.time >= mono(48_000), "{left:?}");
    // A better answer comes closer; a worse one changes nothing.
    clock.hear_answer(date(20_900), mono(20_890), mono(20_910));
    let close = clock.left(until(60_000), mono(30_000)).expect("heard").time;
    assert!(close <= mono(30_000) && close >= mono(29_000), "{close:?}");
    clock.hear_answer(date(35_000), mono(30_001), mono(40_000));
    let after = clock.left(until(60_000), mono(40_000)).expect("heard").time;
    assert!(after <= mono(20_000) && after >= mono(19_000), "{after:?}");
}

#[test]
fn between_the_bounds_nothing_is_sure_and_past_both_it_is_over() {
    let mut clock = ServerClock::default();
    clock.hear_answer(date(0), mono(0), mono(100));
    let at = |now| clock.left(until(10_000), mono(now)).expect("heard");
    assert!(at(8_000).sure && !at(8_000).is_over());
    assert_eq!(at(9_500), Left { time: Duration::ZERO, sure: false });
    assert!(at(10_200).is_over());
}

#[test]
fn an_event_that_was_long_on_its_way_shortens_nothing_wrongly() {
    let mut clock = ServerClock::default();
    clock.hear_event(Timestamp(EPOCH), mono(50_000));
    assert_eq!(clock.left(until(60_000), mono(50_000)), None, "no bound above yet");
    assert!(clock.left(until(-1), mono(50_000)).expect("a bound below").is_over());
    clock.hear_answer(date(50_500), mono(50_400), mono(50_600));
    let before = clock.left(until(60_000), mono(51_000));
    clock.hear_event(Timestamp(EPOCH), mono(51_000));
    assert_eq!(clock.left(until(60_000), mono(51_000)), before);
}

#[test]
fn after_a_restart_the_phones_clock_shortens_and_never_extends() {
    let mut clock = ServerClock::default();
    clock.hear_answer(date(1_000), mono(1_000), mono(1_050));
    let wall = Timestamp(77_000_000);
    let kept = clock.keep(mono(2_000), wall).expect("heard");
    let json = serde_json::to_string(&kept).expect("JSON");
    let kept: KeptClock = serde_json::from_str(&json).expect("as it was");
    let before = clock.left(until(60_000), mono(2_000)).expect("heard").time;
    let restored = |wall: Timestamp| ServerClock::restore(&kept, mono(500), wall);
    let left = |clock: ServerClock, now| clock.left(until(60_000), mono(now)).expect("kept");
    // Twenty seconds off, by a clock that nobody touched.
    let honest = left(restored(wall.after(mono(20_000))), 500);
    assert!(!honest.sure && honest.time <= before - mono(20_000), "{honest:?}");
    // Set back by a day: no more than before; set forward by a day: doubted, and not over.
    let back = left(restored(Timestamp(wall.0 - 86_400_000)), 500);
    assert!(!back.sure && back.time <= before);
    let forward = left(restored(wall.after(mono(86_400_000))), 500);
    assert_eq!((forward, forward.is_over()), (Left { time: Duration::ZERO, sure: false }, false));
    // While it runs the phone's clock is not asked, and the merchant's word makes it sure again.
    let mut again = restored(wall.after(mono(86_400_000)));
    again.hear_answer(date(30_000), mono(700), mono(800));
    let heard = left(again, 800);
    assert!(heard.sure && heard.time <= mono(30_000) && heard.time >= mono(28_500), "{heard:?}");
}

#[test]
fn an_answer_that_was_under_way_while_the_phone_slept_says_no_more_than_it_can() {
    let mut clock = ServerClock::default();
    // Dated somewhere in the minute that the phone slept.
    clock.hear_answer(date(1_500), mono(1_000), mono(61_000));
    let left = clock.left(until(120_000), mono(61_000)).expect("heard");
    assert!(left.sure && left.time <= mono(59_000), "{left:?}");
    assert!(!clock.left(until(50_000), mono(61_000)).expect("heard").is_over(), "it may have come at once");
    assert!(clock.left(until(900), mono(61_000)).expect("heard").is_over());
}

#[test]
fn the_newest_word_counts_where_words_differ() {
    let mut clock = ServerClock::default();
    clock.hear_answer(date(0), mono(0), mono(10));
    clock.hear_answer(Timestamp(EPOCH + 3_600_000), mono(1_000), mono(1_010));
    let ahead = clock.left(until(3_610_000), mono(1_010)).expect("heard");
    assert!(ahead.sure && ahead.time <= mono(10_000), "{ahead:?}");
    clock.hear_answer(date(2_000), mono(2_000), mono(2_010));
    let back = clock.left(until(60_000), mono(2_010)).expect("heard");
    assert!(back.sure && back.time >= mono(56_000), "{back:?}");
}

#[test]
fn clocks_that_part_slowly_part_on_the_safe_side() {
    let mut clock = ServerClock::default();
    clock.hear_answer(date(0), mono(0), mono(10));
    let (first, later) = (clock.latest(mono(10)), clock.latest(mono(3_600_010)));
    let passed = later.expect("heard").since(first.expect("heard"));
    assert_eq!(passed, mono(3_600_000 + 720));
}

#[test]
fn no_number_is_too_large() {
    let mut clock = ServerClock::default();
    for date in [Timestamp(i64::MAX), Timestamp(i64::MIN), Timestamp(0)] {
        clock.hear_answer(date, Duration::MAX, Duration::ZERO);
        clock.hear_event(date, Duration::MAX);
        let _ = clock.left(date, Duration::MAX);
        let _ = clock.keep(Duration::MAX, date).map(|kept| ServerClock::restore(&kept, Duration::MAX, date));
    }
}
