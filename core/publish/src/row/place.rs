//! What a feed's prices and dates are of.

use jiff::tz::TimeZone;
use tradewind_domain::{Currency, Market};

/// What a feed's prices and dates are of.
#[derive(Debug, Clone)]
pub struct Place {
    /// The market, where it is known.
    pub market: Option<Market>,
    /// The currency that was stated: prices without one are in it.
    pub known: Option<Currency>,
    /// The currency all prices must be in; `None` takes any.
    pub expected: Option<Currency>,
    /// The zone of days and moments that name none.
    pub zone: TimeZone,
}
