//! The passing message: the core alone says how long it stands, shells draw it while it does.

use crate::kernel::effects::{Effect, Ticket};
use crate::kernel::model::{Effects, Model, Moment};
use std::time::Duration;

/// How long it stands: time to read a line and to reach Undo.
const STAYS: Duration = Duration::from_secs(8);
/// The longest that a person can ask for: no message is about yesterday.
const LONGEST: Duration = Duration::from_secs(86_400);

/// A new one stands from now on.
pub(crate) fn shown(model: &mut Model, at: Moment) -> Effect {
    model.toast_since = at.seconds;
    Effect::ToastOver { ticket: model.toast_ticket, after: stays(model) }
}

/// Its time may be over: a person may need more of it than they did when it came.
pub(crate) fn over(model: &mut Model, ticket: Ticket, at: Moment) -> Effects {
    if ticket != model.toast_ticket || model.toast.is_none() {
        return Vec::new();
    }
    let left = stays(model)
        .saturating_sub(Duration::try_from_secs_f64(at.seconds - model.toast_since).unwrap_or_default());
    // Clocks of hosts count in parts of a second: less than one is none.
    if left < Duration::from_secs(1) {
        model.toast = None;
        return Vec::new();
    }
    vec![Effect::ToastOver { ticket, after: left }]
}

/// How long the person needs, as the system's settings say; also for the one that stands.
pub(crate) fn reading_time(model: &mut Model, seconds: u32, at: Moment) -> Effects {
    model.reading_time = Duration::from_secs(u64::from(seconds)).min(LONGEST);
    let ticket = model.toast_ticket;
    over(model, ticket, at)
}

fn stays(model: &Model) -> Duration {
    STAYS.max(model.reading_time)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::dispatch::{Message, tests::model, update};
    use crate::kernel::effects::Outcome;
    use crate::kernel::intent::Intent;
    use tradewind_domain::Timestamp;

    fn at(seconds: f64) -> Moment {
        Moment { now: Timestamp(1_795_521_600_000), seconds }
    }

    /// A message that came at 100 s, and what was asked for with it.
    fn standing(reading_time: u32) -> (Model, Effects) {
        let mut model = model();
        update(&mut model, Message::Intent(Intent::ReadingTime { seconds: reading_time }), at(90.0));
        let refused = Intent::OpenLink { url: "tradewind://nowhere".into() };
        let effects = update(&mut model, Message::Intent(refused), at(100.0));
        assert!(model.toast.is_some());
        (model, effects)
    }

    fn ends(effects: &Effects) -> Option<Duration> {
        effects.iter().find_map(|effect| match effect {
            Effect::ToastOver { after, .. } => Some(*after),
            _ => None,
        })
    }

    fn over(model: &mut Model, seconds: f64) -> Effects {
        let ticket = model.toast_ticket;
        update(model, Message::Outcome(Outcome::ToastOver(ticket)), at(seconds))
    }

    #[test]
    fn a_message_stands_as_long_as_the_core_says_and_longer_for_whom_needs_it() {
        let (mut usual, effects) = standing(0);
        assert_eq!(ends(&effects), Some(STAYS));
        over(&mut usual, 108.0);
        assert_eq!(usual.toast, None);

        let (mut longer, effects) = standing(30);
        assert_eq!(ends(&effects), Some(Duration::from_secs(30)));
        over(&mut longer, 130.0);
        assert_eq!(longer.toast, None);
    }

    #[test]
    fn more_time_counts_for_the_message_that_stands_and_so_does_less() {
        let (mut model, _) = standing(0);
        let more = Message::Intent(Intent::ReadingTime { seconds: 60 });
        assert_eq!(ends(&update(&mut model, more, at(105.0))), Some(Duration::from_secs(55)));
        // The end that was asked for first comes too early now.
        assert_eq!(ends(&over(&mut model, 108.0)), Some(Duration::from_secs(52)));
        assert!(model.toast.is_some());
        update(&mut model, Message::Intent(Intent::ReadingTime { seconds: 0 }), at(120.0));
        assert_eq!(model.toast, None);
    }
}
