//! Whether news of orders is on its way.

/// How orders that are looked at are asked about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Polling {
    /// No tick is on its way.
    #[default]
    Idle,
    /// A tick is on its way.
    Waiting,
}
