//! The clock port: what time it is, and waiting.

use crate::future::BoxFuture;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tradewind_domain::Timestamp;

/// Tells wall time, which a person may change, and waits. All waiting in the core goes through
/// [`Clock::sleep`], so that a simulation decides how long it takes.
pub trait Clock: Send + Sync {
    /// Wall time now.
    fn now(&self) -> Timestamp;

    /// Time since some fixed moment; never goes back, and no one can set it.
    fn monotonic(&self) -> Duration;

    /// Completes after `period`.
    fn sleep(&self, period: Duration) -> BoxFuture<'static, ()>;
}

/// The machine's clock. `sleep` needs a tokio runtime with time.
#[derive(Debug)]
pub struct SystemClock {
    started: std::time::Instant,
}

impl SystemClock {
    /// A clock whose monotonic time starts now.
    pub fn new() -> Self {
        Self { started: std::time::Instant::now() }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
        Timestamp(0).after(since)
    }

    fn monotonic(&self) -> Duration {
        self.started.elapsed()
    }

    fn sleep(&self, period: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(period))
    }
}

/// The machine's clock on another day: it is at a moment when it is made, and goes on from there. Waiting takes as long as ever.
#[derive(Debug)]
pub struct ShiftedClock {
    real: SystemClock,
    /// Milliseconds that it is ahead of the machine's.
    ahead: i64,
}

impl ShiftedClock {
    /// A clock that is at `moment` now.
    pub fn at(moment: Timestamp) -> Self {
        let real = SystemClock::new();
        let ahead = moment.0.saturating_sub(real.now().0);
        Self { real, ahead }
    }
}

impl Clock for ShiftedClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.real.now().0.saturating_add(self.ahead))
    }

    fn monotonic(&self) -> Duration {
        self.real.monotonic()
    }

    fn sleep(&self, period: Duration) -> BoxFuture<'static, ()> {
        self.real.sleep(period)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shifted_clock_goes_on_from_its_moment() {
        for moment in [Timestamp(0), Timestamp(1_782_820_800_000), Timestamp(253_402_300_700_000)] {
            let clock = ShiftedClock::at(moment);
            let (now, passed) = (clock.now(), clock.monotonic());
            assert!(now >= moment && now < moment.after(Duration::from_secs(60)), "{now:?}");
            assert!(clock.monotonic() >= passed && passed < Duration::from_secs(60));
        }
    }
}
