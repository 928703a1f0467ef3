//! The two clocks as one message sees them.

use tradewind_domain::Timestamp;

/// Wall and monotonic time, read once a message.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Now {
    pub(crate) now: Timestamp,
    /// Seconds of a clock that only goes forward.
    pub(crate) seconds: f64,
}
