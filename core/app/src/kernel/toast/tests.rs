//! How long a message stands.

use super::*;
use crate::kernel::dispatch::{Message, update};
use crate::kernel::effects::Outcome;
use crate::kernel::intent::Intent;
use crate::kernel::model::Model;
use crate::kernel::testing::Given;
use tradewind_domain::Timestamp;

fn at(seconds: f64) -> Now {
    Now { now: Timestamp(1_795_521_600_000), seconds }
}

/// A message that came at 100 s, and what was asked for with it.
fn standing(reading_time: u32) -> (Model, Effects) {
    let mut model = Given::a_shop().model;
    update(&mut model, Message::Intent(Intent::ReadingTime { seconds: reading_time }), at(90.0));
    let refused = Intent::OpenLink { url: "tradewind://nowhere".into() };
    let effects = update(&mut model, Message::Intent(refused), at(100.0));
    assert!(model.toast.standing.is_some());
    (model, effects)
}

fn ends(effects: &Effects) -> Option<Duration> {
    effects.iter().find_map(|effect| match effect {
        Effect::ToastOver { after, .. } => Some(*after),
        _ => None,
    })
}

fn over(model: &mut Model, seconds: f64) -> Effects {
    let ticket = model.toast.ticket;
    update(model, Message::Outcome(Outcome::ToastOver(ticket)), at(seconds))
}

#[test]
fn a_message_stands_as_long_as_the_core_says_and_longer_for_whom_needs_it() {
    let (mut usual, effects) = standing(0);
    assert_eq!(ends(&effects), Some(STAYS));
    over(&mut usual, 108.0);
    assert_eq!(usual.toast.standing, None);

    let (mut longer, effects) = standing(30);
    assert_eq!(ends(&effects), Some(Duration::from_secs(30)));
    over(&mut longer, 130.0);
    assert_eq!(longer.toast.standing, None);
}

#[test]
fn more_time_counts_for_the_message_that_stands_and_so_does_less() {
    let (mut model, _) = standing(0);
    let more = Message::Intent(Intent::ReadingTime { seconds: 60 });
    assert_eq!(ends(&update(&mut model, more, at(105.0))), Some(Duration::from_secs(55)));
    // The end that was asked for first comes too early now.
    assert_eq!(ends(&over(&mut model, 108.0)), Some(Duration::from_secs(52)));
    assert!(model.toast.standing.is_some());
    update(&mut model, Message::Intent(Intent::ReadingTime { seconds: 0 }), at(120.0));
    assert_eq!(model.toast.standing, None);
}
