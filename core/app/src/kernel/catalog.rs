//! What is known of the catalog as a whole, whichever screen is shown.

use crate::kernel::effects::Head;
use crate::kernel::error::Fault;
use tradewind_catalog::Offered;
use tradewind_domain::{Code, Market, Timestamp};

/// The catalog that serves the settings, and how the last refresh ended.
#[derive(Debug, Default)]
pub(crate) struct CatalogState {
    pub(crate) head: Option<Head>,
    pub(crate) source: CatalogSource,
    pub(crate) refresh: Refresh,
    /// The markets that the merchant's index names; none before it was read, or without one.
    pub(crate) offered: Vec<Offered>,
    /// Whether the person chose the market; else it is a guess, and a merchant with one market alone decides. Stands on its
    /// own: it comes from the settings.
    pub(crate) market_chosen: bool,
}

/// Where the merchant's goods are known from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum CatalogSource {
    /// No refresh has gone well yet.
    #[default]
    Unknown,
    /// Signed packs that the merchant publishes.
    Packs,
    /// The merchant publishes none, and is asked.
    Online,
}

/// Where the refreshing of the catalog stands.
#[derive(Debug, Default)]
pub(crate) enum Refresh {
    /// None has ended yet, or the last one went well.
    #[default]
    Idle,
    /// Under way. How the one before failed stays said until it has ended.
    UnderWay { before: Option<FailedRefresh> },
    /// The last one failed.
    Failed(FailedRefresh),
}

/// How a refresh failed.
#[derive(Debug)]
pub(crate) struct FailedRefresh {
    pub(crate) fault: Fault,
    /// The markets the merchant serves, where the one in the settings is none of them.
    pub(crate) served: Vec<Market>,
    /// Until when the merchant asked to be left alone.
    pub(crate) quiet_until: Option<Timestamp>,
}

impl CatalogState {
    /// Whether the merchant sells nothing to the market of the settings, and names others.
    pub(crate) fn not_served(&self) -> bool {
        self.refresh.fault().is_some_and(|fault| fault.code == Code::MarketNotServed)
            && !self.offered.is_empty()
    }
}

impl Refresh {
    pub(crate) const fn is_under_way(&self) -> bool {
        matches!(self, Self::UnderWay { .. })
    }

    /// How the last one that ended failed; none if it did not.
    pub(crate) const fn failed(&self) -> Option<&FailedRefresh> {
        match self {
            Self::Failed(failed) | Self::UnderWay { before: Some(failed) } => Some(failed),
            Self::Idle | Self::UnderWay { before: None } => None,
        }
    }

    pub(crate) fn fault(&self) -> Option<Fault> {
        self.failed().map(|failed| failed.fault)
    }

    pub(crate) fn served(&self) -> &[Market] {
        self.failed().map(|failed| failed.served.as_slice()).unwrap_or_default()
    }

    pub(crate) fn begin(&mut self) {
        let before = self.take_failed();
        *self = Self::UnderWay { before };
    }

    /// The one under way counts no more.
    pub(crate) fn give_up(&mut self) {
        *self = self.take_failed().map_or(Self::Idle, Self::Failed);
    }

    /// The markets that are served were those beside another one than is wished for now.
    pub(crate) fn forget_served(&mut self) {
        if let Self::Failed(failed) | Self::UnderWay { before: Some(failed) } = self {
            failed.served.clear();
        }
    }

    fn take_failed(&mut self) -> Option<FailedRefresh> {
        match std::mem::take(self) {
            Self::Failed(failed) => Some(failed),
            Self::UnderWay { before } => before,
            Self::Idle => None,
        }
    }
}
