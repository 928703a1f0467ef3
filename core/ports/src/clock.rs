//! The clock port: what time it is, and waiting.

use crate::future::BoxFuture;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tradewind_domain::Timestamp;

/// Tells wall time, which a person may change, and waits. All waiting in the core goes through
/// [`Clock::sleep`], so that a simulation decides how long it takes.
pub trait Clock: Send + Sync {
    /// Wall time now.
    fn now(&self) -> Timestamp;

    /// Time since some fixed moment; never goes back, no one can set it, and it goes on while the machine sleeps.
    fn monotonic(&self) -> Duration;

    /// Completes after `period`, and later where the machine slept meanwhile: waiting may stand as long. Who waits for a moment looks
    /// at [`Clock::monotonic`] then.
    fn sleep(&self, period: Duration) -> BoxFuture<'static, ()>;
}

/// The machine's clock. `sleep` needs a tokio runtime with time.
#[derive(Debug)]
pub struct SystemClock {
    started: Duration,
}

impl SystemClock {
    /// A clock whose monotonic time starts now.
    pub fn new() -> Self {
        Self { started: continuous() }
    }
}

/// Time since some moment of before, sleep counted. `std::time::Instant` does not count it on Linux (`CLOCK_MONOTONIC`) nor on Apple's
/// systems (`CLOCK_UPTIME_RAW`).
#[cfg(unix)]
fn continuous() -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    // clock_gettime(2) of Linux and Android: as CLOCK_MONOTONIC, with the time that the system is suspended.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    let id = ClockId::Boottime;
    // clock_gettime(3) of macOS and iOS: "will continue to increment while the system is asleep".
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    let id = ClockId::Monotonic;
    let time = clock_gettime(id);
    let seconds = u64::try_from(time.tv_sec).unwrap_or_default();
    Duration::new(seconds, u32::try_from(time.tv_nsec).unwrap_or_default())
}

/// Elsewhere the standard library's, which is not known to count sleep.
#[cfg(not(unix))]
fn continuous() -> Duration {
    static FIRST: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    FIRST.elapsed()
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
        continuous().saturating_sub(self.started)
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
    fn the_machines_clock_goes_forward_from_zero() {
        let clock = SystemClock::new();
        let first = clock.monotonic();
        std::thread::sleep(Duration::from_millis(20));
        let passed = clock.monotonic().saturating_sub(first);
        assert!(first < Duration::from_secs(60), "{first:?}");
        assert!(passed >= Duration::from_millis(20) && passed < Duration::from_secs(60), "{passed:?}");
    }

    /// proc(5): seconds since the system was booted, "including time spent in suspend". A container may say less.
    #[cfg(target_os = "linux")]
    #[test]
    fn the_machines_clock_counts_all_of_its_time_since_it_was_booted() {
        let text = std::fs::read_to_string("/proc/uptime").expect("Linux has it");
        let seconds: f64 = text.split(' ').next().and_then(|text| text.parse().ok()).expect("seconds");
        assert!(continuous().as_secs_f64() > seconds - 1.0, "{:?} {seconds}", continuous());
    }

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
