//! Held prices: counted down, taken back, sent along.

use super::*;
use crate::kernel::testing::{AT, held, id};
use tradewind_domain::Quantity;

const NOW: Duration = Duration::from_secs(10);

/// A merchant that was heard a moment ago, and a price that it holds for a minute.
fn holds() -> HoldsState {
    let mut state = HoldsState::default();
    state.clock.hear_answer(AT.now, NOW, NOW);
    state.take(held("mug", 90, 60), NOW);
    state
}

fn standing(state: &HoldsState, seconds: u64) -> Standing {
    state.all[0].standing(&state.clock, NOW + Duration::from_secs(seconds))
}

#[test]
fn a_held_price_runs_down_and_is_over_once_the_merchant_is_past_it_for_certain() {
    let state = holds();
    assert!(matches!(standing(&state, 0), Standing::Running(left) if left > Duration::from_secs(55)));
    assert_eq!(standing(&state, 62), Standing::Over(Refused::Expired));
    assert!(state.next_change(NOW).is_some_and(|left| left <= Duration::from_secs(61)));
    assert_eq!(state.next_change(NOW + Duration::from_secs(62)), None);
}

#[test]
fn without_the_merchants_clock_nothing_is_promised() {
    let mut state = HoldsState::default();
    state.take(held("mug", 90, 60), NOW);
    assert_eq!(standing(&state, 0), Standing::Unsure);
    assert!(state.for_line(&id("mug"), Quantity::ONE, NOW).is_some(), "the merchant is asked all the same");
    // Once it is heard, the bar begins there.
    state.clock.hear_answer(AT.now, NOW, NOW);
    state.measure(NOW);
    let whole = state.all[0].whole;
    assert!(whole > Duration::from_secs(55) && whole <= Duration::from_secs(60), "{whole:?}");
    state.measure(NOW + Duration::from_secs(20));
    assert_eq!(state.all[0].whole, whole);
}

#[test]
fn one_that_may_be_over_is_not_looked_at_again_and_again_while_nobody_says_so() {
    let mut state = HoldsState::default();
    state.clock.hear_answer(AT.now, NOW, NOW);
    state.take(held("mug", 90, 3_600), NOW);
    let kept = state.clock.keep(NOW, AT.now).expect("it was heard");
    // Started anew two hours later by the phone's own clock, which may have been set.
    state.clock = ServerClock::restore(&kept, NOW, AT.now.after(Duration::from_secs(7_200)));
    assert_eq!(standing(&state, 0), Standing::Unsure);
    let wait = state.next_change(NOW).expect("it ends for certain");
    assert!(wait > Duration::from_secs(3_500) && wait < Duration::from_secs(3_700), "{wait:?}");
    let last = state.next_change(NOW + wait);
    assert!(last.is_none_or(|last| last < Duration::from_secs(5)), "{last:?}");
    let end = NOW + wait + Duration::from_secs(5);
    assert_eq!(state.all[0].standing(&state.clock, end), Standing::Over(Refused::Expired));
    assert_eq!(state.next_change(end), None);
}

#[test]
fn it_goes_with_a_line_that_it_is_for() {
    let mut state = holds();
    assert!(state.for_line(&id("mug"), Quantity::ONE, NOW).is_some());
    assert!(state.for_line(&id("bowl"), Quantity::ONE, NOW).is_none());
    let more = Quantity::new(21).expect("in range");
    assert!(state.for_line(&id("mug"), more, NOW).is_none(), "more than it is for");
    let nonce = state.all[0].terms().nonce.clone();
    assert!(state.refuse(nonce.as_str(), Refused::Unknown), "why is not known yet");
    assert!(state.refuse(nonce.as_str(), Refused::Oversold));
    assert!(!state.refuse(nonce.as_str(), Refused::Unknown), "nothing new");
    assert!(!state.refuse("another-nonce", Refused::Unknown));
    assert!(state.for_line(&id("mug"), Quantity::ONE, NOW).is_none());
    assert_eq!(standing(&state, 0), Standing::Over(Refused::Oversold));
}

#[test]
fn there_are_never_more_than_a_few_and_none_twice() {
    let mut state = holds();
    for _ in 0..2 {
        state.take(state.all[0].hold.clone(), NOW);
    }
    assert_eq!(state.all.len(), 1);
    for count in 0..MOST + 3 {
        state.take(held(&format!("mug-{count}"), 90, 60), NOW);
    }
    assert_eq!(state.all.len(), MOST);
    // One that is over makes room before one that holds.
    let (first, over) = (state.all[0].hold.clone(), state.all[5].hold.clone());
    state.refuse(over.terms().nonce.as_str(), Refused::Oversold);
    state.take(held("bowl", 90, 60), NOW);
    assert_eq!((state.all.len(), &state.all[0].hold), (MOST, &first));
    assert!(state.all.iter().all(|one| one.hold != over));
    state.tidy(NOW + Duration::from_secs(3_600));
    assert!(state.all.is_empty());
}
