//! Facts that are prices.

use super::shipping::Rate;
use tradewind_domain::Money;

/// Facts that are prices: each market has its own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MarketFacts {
    /// `tw:lowest_price_30_days`.
    pub lowest_30: Option<Money>,
    /// `shipping`, as far as it is of a whole country.
    pub rates: Vec<Rate>,
}
