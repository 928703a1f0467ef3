//! What views take beside the model.

use crate::kernel::now::Now;
use tradewind_domain::{Market, Timestamp};
use tradewind_l10n::Localizer;

/// The words and the time of one drawing.
pub(crate) struct ViewContext<'a> {
    pub(crate) words: &'a Localizer,
    pub(crate) now: Timestamp,
    /// Where the person shops.
    pub(crate) market: Market,
    /// Seconds of a clock that only goes forward.
    pub(crate) seconds: f64,
}

impl ViewContext<'_> {
    /// Both clocks.
    pub(crate) const fn at(&self) -> Now {
        Now { now: self.now, seconds: self.seconds }
    }
}
