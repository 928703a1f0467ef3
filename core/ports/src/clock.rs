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
