//! How long the merchant knows a request again: past it what was sent is only asked about, and never sent a second time.
//!
//! A process and a phone may be away for days, which no clock that only goes forward counts over an end of the process. So it is the
//! merchant's own clock, which is the one that its window runs by: the time of the phone, set right by the `Date` of the last answer. Of a
//! merchant that says none it is the phone's time alone. Where a clock cannot be right, because the sending lies ahead of now, it counts
//! as too long ago: to ask only is slower, and never pays twice. It ends as any question ends: with the merchant's word.

use super::Driver;
use super::drive::Run;
use crate::law::{Rules, State};
use std::time::Duration;
use tradewind_commerce::{Checkout, Idempotency};
use tradewind_domain::Timestamp;

/// How long a request may be under way, and how far two clocks may be apart that are both right.
const LEEWAY: Duration = Duration::from_secs(60);

impl Driver {
    /// What engine and wallet promise of an attempt as it stands now. Past its window a request that may have arrived has the rules of an
    /// engine that knows no repeated request. What the merchant took is not sent again in any case, and ends by its own rules.
    pub(super) fn rules_now(&self, run: &Run) -> Rules {
        let would_send = matches!(run.row.state, State::Sending | State::Asking);
        match would_send && !self.is_known_again(run) {
            true => Rules { idempotency: Idempotency::AskOnly, ..run.rules },
            false => run.rules,
        }
    }

    /// Whether the merchant still knows the request as the one that was sent before. One that was never sent is the first.
    pub(super) fn is_known_again(&self, run: &Run) -> bool {
        if run.row.sends == 0 {
            return true;
        }
        let (first, now) = match run.row.first_sent_at {
            Some(first) => (first, self.merchants_time(run)),
            // Of before the journal kept it: it was begun before it was sent.
            None => (run.row.created_at, self.now()),
        };
        let lies_ahead = first > now.after(LEEWAY);
        !lies_ahead && now.since(first).saturating_add(LEEWAY) < run.window
    }

    /// The time at the merchant, as far as its last answer told it.
    pub(super) fn merchants_time(&self, run: &Run) -> Timestamp {
        Timestamp(self.now().0.saturating_add(run.clock_skew))
    }
}

impl Run {
    /// An answer says what time it is at the merchant. `now` is the phone's time, `monotonic` that of its clock that only goes forward.
    pub(super) fn hear_the_time(&mut self, answer: Option<&Checkout>, now: Timestamp, monotonic: Duration) {
        let Some(answer) = answer.filter(|answer| answer.dated) else { return };
        if let Some(sent) = self.sent_at.take() {
            // The sending was written down by what an earlier answer told: the phone's clock may have been set right since, before
            // the sending or after it. The earlier one: a window that is thought to end early only asks more often.
            let by = answer.clock_skew.saturating_sub(self.clock_skew);
            let ago = i64::try_from(monotonic.saturating_sub(sent).as_millis()).unwrap_or(i64::MAX);
            let counted = now.0.saturating_add(answer.clock_skew).saturating_sub(ago);
            let first = self.row.first_sent_at;
            self.row.first_sent_at = first.map(|first| Timestamp(first.0.saturating_add(by).min(counted)));
        }
        self.clock_skew = answer.clock_skew;
    }
}
