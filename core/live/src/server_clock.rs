//! The merchant's time on a phone, and what is left of a hold by it.
//!
//! What counts down is the phone's monotonic clock, which nobody sets, plus what was heard of the merchant's: an answer's `Date` says
//! that the merchant's clock was within that second at some time between request and answer (RFC 9110 6.6.1); a moment in the event stream says
//! that it is at least so late. From these two bounds grow: the merchant's time is never earlier than one and never later than the
//! other. What is promised to a person is by the later one, so that no hold looks longer than it is.
//!
//! After a restart the monotonic clock begins anew, and how long the phone was off is known to nobody but the clock that a person
//! may set. Until the merchant is heard again that clock may shorten a hold and never extend it, and nothing is sure.

use serde::{Deserialize, Serialize};
use std::time::Duration;
use tradewind_domain::Timestamp;

/// What `Date` is given in: seconds.
const DATE_GRAIN: i64 = 1_000;
/// How much two clocks may part, in millionths: quartz in phones and hosts stays below 100 each.
const DRIFT_PPM: i64 = 200;

/// The merchant's clock as far as it was heard. Times called `now` are of the phone's monotonic clock, which has to go on while the
/// phone sleeps (`ports::SystemClock`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ServerClock {
    /// It is at least so much ahead of the monotonic clock.
    least: Option<Bound>,
    /// And at most so much.
    most: Option<Bound>,
    /// What is thought where it was not heard since a restart.
    thought: Option<Bound>,
}

/// Milliseconds that the merchant's clock is ahead of the monotonic one, and when that was heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Bound {
    ahead: i64,
    heard: Duration,
}

/// The clock in the person's file, beside each hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptClock {
    /// The merchant's time when it was kept, the latest that it could be.
    server: Timestamp,
    /// The earliest that it could be, where that is known.
    least: Option<Timestamp>,
    /// The phone's clock then.
    wall: Timestamp,
}

/// What is left of a hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// No more than this.
    pub time: Duration,
    /// Whether that is by the merchant's time. Where it is not, nothing left means that the merchant is to be asked.
    pub sure: bool,
}

impl Left {
    /// Whether the hold is over for certain.
    pub const fn is_over(self) -> bool {
        self.time.is_zero() && self.sure
    }
}

impl ServerClock {
    /// Takes an answer's `Date`, with the times of its request and of itself.
    pub fn hear_answer(&mut self, date: Timestamp, sent: Duration, received: Duration) {
        let sent = sent.min(received);
        let least = date.0.saturating_sub(millis_up(received));
        self.least(least, sent);
        self.most(date.0.saturating_add(DATE_GRAIN).saturating_sub(millis(sent)), sent);
        if self.least.is_none() {
            self.least = Some(Bound { ahead: least, heard: sent });
        }
    }

    /// Takes a moment that the merchant says it is, in the event stream, which may have been long on its way.
    pub fn hear_event(&mut self, at: Timestamp, received: Duration) {
        self.least(at.0.saturating_sub(millis_up(received)), received);
    }

    /// The merchant's time now, the latest that it can be. None where it was never heard, nor before a restart.
    pub fn latest(&self, now: Duration) -> Option<Timestamp> {
        let (bound, _) = self.later()?;
        Some(Timestamp(bound.at_most(now).saturating_add(millis_up(now))))
    }

    /// The merchant's time now, the earliest that it can be.
    pub fn earliest(&self, now: Duration) -> Option<Timestamp> {
        self.least.map(|least| Timestamp(least.at_least(now).saturating_add(millis(now))))
    }

    /// What is left until a moment of the merchant's. None where its time was never heard, nor before a restart.
    pub fn left(&self, until: Timestamp, now: Duration) -> Option<Left> {
        if self.earliest(now).is_some_and(|earliest| earliest >= until) {
            return Some(Left { time: Duration::ZERO, sure: true });
        }
        let time = until.since(self.latest(now)?);
        let (_, sure) = self.later()?;
        Some(Left { time, sure: sure && !time.is_zero() })
    }

    /// For the person's file, with the phone's clock beside it. Kept anew with each change of a hold and when the app is left.
    pub fn keep(&self, now: Duration, wall: Timestamp) -> Option<KeptClock> {
        Some(KeptClock { server: self.latest(now)?, least: self.earliest(now), wall })
    }

    /// After a restart. The phone's clock is looked at this once: it may have been set forward, which shortens, or back, which
    /// changes nothing.
    pub fn restore(kept: &KeptClock, now: Duration, wall: Timestamp) -> Self {
        let off = wall.since(kept.wall);
        let thought = kept.server.after(off).0.saturating_sub(millis(now));
        let least =
            kept.least.map(|least| Bound { ahead: least.0.saturating_sub(millis_up(now)), heard: now });
        let thought = Some(Bound { ahead: thought, heard: now });
        Self { least, most: None, thought }
    }

    /// The bound above, and whether it was heard.
    fn later(&self) -> Option<(Bound, bool)> {
        match (self.most, self.thought) {
            (Some(most), _) => Some((most, true)),
            // What is thought is not earlier than what is known.
            (None, Some(thought)) => {
                let least = self.least.map_or(i64::MIN, |least| least.ahead);
                Some((Bound { ahead: thought.ahead.max(least), ..thought }, false))
            }
            (None, None) => None,
        }
    }

    fn least(&mut self, ahead: i64, heard: Duration) {
        if self.least.is_none_or(|least| least.at_least(heard) < ahead) {
            self.least = Some(Bound { ahead, heard });
        }
        // The merchant's clock was set forward, or another of its hosts answers: the newest word counts.
        if self.most.is_some_and(|most| most.at_most(heard) < ahead) {
            self.most = None;
            self.thought = Some(Bound { ahead: ahead.saturating_add(DATE_GRAIN), heard });
        }
    }

    fn most(&mut self, ahead: i64, heard: Duration) {
        if self.most.is_none_or(|most| most.at_most(heard) > ahead) {
            self.most = Some(Bound { ahead, heard });
        }
        if self.least.is_some_and(|least| least.at_least(heard) > ahead) {
            self.least = None;
        }
    }
}

impl Bound {
    fn drift(self, now: Duration) -> i64 {
        let passed = millis(now.saturating_sub(self.heard));
        passed.saturating_mul(DRIFT_PPM).saturating_add(999_999) / 1_000_000
    }

    fn at_most(self, now: Duration) -> i64 {
        self.ahead.saturating_add(self.drift(now))
    }

    fn at_least(self, now: Duration) -> i64 {
        self.ahead.saturating_sub(self.drift(now))
    }
}

fn millis(of: Duration) -> i64 {
    i64::try_from(of.as_millis()).unwrap_or(i64::MAX)
}

/// Rounded up, where less would promise more.
fn millis_up(of: Duration) -> i64 {
    millis(of.saturating_add(Duration::from_nanos(999_999)))
}

#[cfg(test)]
mod tests;
