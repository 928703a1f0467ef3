//! What a view is drawn with.

use tradewind_domain::Timestamp;
use tradewind_l10n::Localizer;

/// What a view is drawn with.
pub(crate) struct ViewContext<'a> {
    pub(crate) words: &'a Localizer,
    pub(crate) now: Timestamp,
    /// Seconds of a clock that only goes forward.
    pub(crate) seconds: f64,
}
