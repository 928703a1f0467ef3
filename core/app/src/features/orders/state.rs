//! Whether news of orders is on its way, and what is to be shared.

use tradewind_domain::OrderId;

/// The moment of an order of which is shown what would be shared.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SharedMoment {
    pub(crate) order: OrderId,
    /// As `MomentRow` has it.
    pub(crate) key: String,
}

/// How orders that are looked at are asked about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Polling {
    /// No tick is on its way.
    #[default]
    Idle,
    /// A tick is on its way.
    Waiting,
}
