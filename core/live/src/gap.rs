//! When events are asked for anew because a statement is missing among them, and when one is given up.
//!
//! Numbers of a show's statements grow by one (`events.rs`), so a hole is seen. What fills it: one that was overtaken on its way comes by
//! itself; one that was lost with a connection, or that a hub (nchan) was never given, comes of another connection, to another address
//! or without `Last-Event-ID`, which makes a host send all that it holds; one that no host holds any more (a hub's buffer is full, an event was too
//! large) never comes. Neither server-sent events nor nchan say which of these it is: nchan goes on with the oldest that it holds.

use std::time::Duration;

/// How long a missing statement is waited for at first.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long at most, where asking brought nothing before.
const MOST_PATIENCE: Duration = Duration::from_secs(640);
/// How long a connection on which everything was asked for is waited for: a line that says nothing for so long counts as dead.
const ASKED: Duration = Duration::from_secs(30);

/// What is to be done about what is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GapStep {
    /// Nothing.
    Wait,
    /// To open the stream anew, and ask for everything that there is.
    Ask,
    /// Not to wait any longer for the one with this number (`Timeline::give_up`).
    GiveUp(u64),
}

/// Watches what is missing among the events of a show, over all of its connections. Times are of the phone's monotonic clock.
#[derive(Debug, Clone)]
pub struct GapWatch {
    missing: Option<u64>,
    /// Since when it is waited for.
    since: Duration,
    /// Whether everything is being asked for.
    asked: bool,
    /// How long the next one is waited for before anything is asked.
    patience: Duration,
}

impl Default for GapWatch {
    fn default() -> Self {
        Self { missing: None, since: Duration::ZERO, asked: false, patience: PATIENCE }
    }
}

impl GapWatch {
    /// With each piece that a connection brings. `missing` is the first number that did not come (`Timeline::missing`).
    pub fn look(&mut self, missing: Option<u64>, now: Duration) -> GapStep {
        if missing != self.missing {
            if self.asked {
                // It has come: asking helps.
                self.patience = PATIENCE;
            }
            (self.missing, self.since, self.asked) = (missing, now, false);
        }
        let waited = now.saturating_sub(self.since);
        match (self.missing, self.asked) {
            (Some(_), false) if waited >= self.patience => {
                (self.since, self.asked) = (now, true);
                GapStep::Ask
            }
            (Some(seq), true) if waited >= ASKED => {
                (self.missing, self.asked) = (None, false);
                self.patience = self.patience.saturating_mul(2).min(MOST_PATIENCE);
                GapStep::GiveUp(seq)
            }
            _ => GapStep::Wait,
        }
    }

    /// Whether connections are opened without an id to resume from: until what is missing has come, or is given up.
    pub const fn is_asking(&self) -> bool {
        self.asked
    }

    /// A connection is open. What was asked for is waited for from here on.
    pub const fn opened(&mut self, now: Duration) {
        if self.asked {
            self.since = now;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn what_comes_by_itself_is_not_asked_for() {
        let mut watch = GapWatch::default();
        for (missing, now) in [(None, 0), (Some(3), 1), (Some(3), 5), (Some(7), 6), (Some(7), 10), (None, 11)]
        {
            assert_eq!(watch.look(missing, at(now)), GapStep::Wait, "{now}");
            assert!(!watch.is_asking());
        }
    }

    #[test]
    fn what_does_not_come_is_asked_for_once_and_then_given_up() {
        let mut watch = GapWatch::default();
        assert_eq!(watch.look(Some(3), at(0)), GapStep::Wait);
        assert_eq!(watch.look(Some(3), at(5)), GapStep::Ask);
        assert!(watch.is_asking());
        assert_eq!(watch.look(Some(3), at(34)), GapStep::Wait);
        // The line was away for a while: nobody could bring it.
        watch.opened(at(40));
        assert_eq!(watch.look(Some(3), at(69)), GapStep::Wait);
        assert_eq!(watch.look(Some(3), at(70)), GapStep::GiveUp(3));
        assert!(!watch.is_asking());
    }

    #[test]
    fn a_host_that_never_has_it_is_asked_more_and_more_seldom_and_one_that_has_it_at_once() {
        let asked_in = |host_has_it: bool| {
            let (mut watch, mut missing, mut asked) = (GapWatch::default(), 1, 0);
            for now in 0..3_600 {
                match watch.look(Some(missing), at(now)) {
                    GapStep::Ask => {
                        asked += 1;
                        watch.opened(at(now));
                        missing += u64::from(host_has_it);
                    }
                    GapStep::GiveUp(seq) => {
                        assert_eq!(seq, missing);
                        missing += 1;
                    }
                    GapStep::Wait => {}
                }
            }
            asked
        };
        let (never, always) = (asked_in(false), asked_in(true));
        assert!((4..=12).contains(&never) && always > 500, "{never} {always}");
    }
}
