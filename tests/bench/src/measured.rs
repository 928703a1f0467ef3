//! How things are measured here: CPU time of the process, numbers a second, the day.

use cpu_time::ProcessTime;
use std::error::Error;
use std::time::Duration;
use tradewind_domain::Timestamp;
use tradewind_ports::{Clock, SystemClock};

pub(crate) type Outcome<T> = Result<T, Box<dyn Error>>;

/// The day of the measures.
pub(crate) fn today() -> String {
    let date = SystemClock::new().now().to_rfc3339();
    date.split('T').next().unwrap_or_default().to_owned()
}

/// CPU time of the whole process while `work` runs.
pub(crate) fn cpu<T>(work: impl FnOnce() -> Outcome<T>) -> Outcome<(T, Duration)> {
    let begun = ProcessTime::try_now()?;
    let done = work()?;
    Ok((done, begun.try_elapsed()?))
}

pub(crate) fn per_second(count: usize, time: Duration) -> f64 {
    count as f64 / time.as_secs_f64()
}

/// What the catalog's prices are of.
pub(crate) const AS_OF: Timestamp = Timestamp(4_000_000_000_000);
