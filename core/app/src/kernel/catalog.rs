//! What is known of the catalog as a whole, whichever screen is shown.

use crate::kernel::effects::Head;
use crate::kernel::error::Fault;
use tradewind_catalog::Offered;
use tradewind_domain::{Code, Market, Timestamp};

/// The catalog that serves the settings, and how the last refresh ended.
#[derive(Debug, Default)]
pub(crate) struct CatalogState {
    pub(crate) head: Option<Head>,
    /// Whether the merchant publishes packs; unknown until a refresh has ended.
    pub(crate) packs: Option<bool>,
    pub(crate) refreshing: bool,
    pub(crate) refresh_fault: Option<Fault>,
    /// The markets that the merchant's index names; none before it was read, or without one.
    pub(crate) offered: Vec<Offered>,
    /// The markets the merchant serves, where the one in the settings is none of them.
    pub(crate) served: Vec<Market>,
    /// Whether the person chose the market; else it is a guess, and a merchant with one market alone decides.
    pub(crate) market_chosen: bool,
    /// Until when the merchant asked to be left alone.
    pub(crate) quiet_until: Option<Timestamp>,
}

impl CatalogState {
    /// Whether the merchant sells nothing to the market of the settings, and names others.
    pub(crate) fn not_served(&self) -> bool {
        self.refresh_fault.is_some_and(|fault| fault.code == Code::MarketNotServed)
            && !self.offered.is_empty()
    }
}
