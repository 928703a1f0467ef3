//! The time at which a message is taken.

use tradewind_domain::Timestamp;

/// What `update` is told of the world.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Now {
    pub(crate) now: Timestamp,
    /// Seconds of a clock that only goes forward.
    pub(crate) seconds: f64,
}
