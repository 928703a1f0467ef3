//! What a search knows.

use crate::kernel::effects::{SearchRead, Ticket};
use crate::kernel::error::Fault;

#[derive(Debug, Default)]
pub(crate) struct ResultsState {
    /// The last question to the catalog of this phone: an answer to any other one is dropped.
    pub(crate) ticket: Ticket,
    pub(crate) first: u32,
    pub(crate) count: u32,
    /// In the order of what each comes to at the door. Stands through the words that are typed.
    pub(crate) by_door: bool,
    pub(crate) rows: RowsLookup,
    /// Beside `rows`: the merchant's answer comes in pages, and rows are read while more are on their way.
    pub(crate) merchant: MerchantSearch,
}

/// How far the reading of rows from the catalog of this phone is. `before` are those on the screen meanwhile.
#[derive(Debug, Default)]
pub(crate) enum RowsLookup {
    /// Nothing is looked for.
    #[default]
    Idle,
    Loading {
        before: Option<SearchRead>,
    },
    Here(SearchRead),
    Failed {
        fault: Fault,
        before: Option<SearchRead>,
    },
}

/// How far a merchant without packs is with the same question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum MerchantSearch {
    /// Not asked, or answered to the end.
    #[default]
    Idle,
    /// Not answered to the end.
    Asked(Ticket),
    Failed(Fault),
}

impl ResultsState {
    /// What went wrong last, of either. Whoever fails in `rows` has silenced an earlier fault of the merchant's.
    pub(crate) const fn fault(&self) -> Option<Fault> {
        match (&self.merchant, &self.rows) {
            (MerchantSearch::Failed(fault), _) | (_, RowsLookup::Failed { fault, .. }) => Some(*fault),
            _ => None,
        }
    }

    pub(crate) const fn loading(&self) -> bool {
        matches!(self.rows, RowsLookup::Loading { .. }) || matches!(self.merchant, MerchantSearch::Asked(_))
    }
}

impl RowsLookup {
    /// What can be drawn now.
    pub(crate) const fn shown(&self) -> Option<&SearchRead> {
        match self {
            Self::Here(read) => Some(read),
            Self::Loading { before } | Self::Failed { before, .. } => before.as_ref(),
            Self::Idle => None,
        }
    }

    /// Takes what can be drawn, and looks for nothing more.
    pub(crate) fn take(&mut self) -> Option<SearchRead> {
        match std::mem::take(self) {
            Self::Here(read) => Some(read),
            Self::Loading { before } | Self::Failed { before, .. } => before,
            Self::Idle => None,
        }
    }

    /// What stands is of another market; what is looked for is still looked for.
    pub(crate) fn forget(&mut self) {
        match self {
            Self::Here(_) => *self = Self::Idle,
            Self::Loading { before } | Self::Failed { before, .. } => *before = None,
            Self::Idle => {}
        }
    }
}

impl MerchantSearch {
    /// A fault that was said is over; a question stands.
    pub(crate) fn silence(&mut self) {
        if matches!(self, Self::Failed(_)) {
            *self = Self::Idle;
        }
    }
}
