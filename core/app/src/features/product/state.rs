//! What is known of the product that is shown.

use crate::kernel::effects::{ItemRead, Ticket};
use crate::kernel::error::Fault;

#[derive(Debug, Default)]
pub(crate) struct ProductState {
    /// The last question: an answer to any other one is dropped.
    pub(crate) ticket: Ticket,
    pub(crate) item: ItemLookup,
    /// Whether what would be shared is shown.
    pub(crate) sharing: bool,
}

/// How far the looking for it is. `before` is the same product as it stood on the screen: it stays drawn meanwhile.
#[derive(Debug, Default)]
pub(crate) enum ItemLookup {
    /// Nothing is looked for.
    #[default]
    Idle,
    /// The catalog of this phone is being read.
    Loading {
        before: Option<ItemRead>,
    },
    /// It is not in there: a merchant without packs is being asked, once.
    Asked {
        before: Option<ItemRead>,
    },
    /// It is not in the catalog that is here: the one on its way is waited for.
    Waiting {
        before: Option<ItemRead>,
    },
    Here(ItemRead),
    Failed {
        fault: Fault,
        before: Option<ItemRead>,
    },
}

impl ItemLookup {
    /// What can be drawn now.
    pub(crate) const fn shown(&self) -> Option<&ItemRead> {
        match self {
            Self::Here(read) => Some(read),
            Self::Loading { before }
            | Self::Asked { before }
            | Self::Waiting { before }
            | Self::Failed { before, .. } => before.as_ref(),
            Self::Idle => None,
        }
    }

    pub(crate) const fn shown_mut(&mut self) -> Option<&mut ItemRead> {
        match self {
            Self::Here(read) => Some(read),
            Self::Loading { before }
            | Self::Asked { before }
            | Self::Waiting { before }
            | Self::Failed { before, .. } => before.as_mut(),
            Self::Idle => None,
        }
    }

    /// Takes what can be drawn, and looks for nothing more.
    pub(crate) fn take(&mut self) -> Option<ItemRead> {
        match std::mem::take(self) {
            Self::Here(read) => Some(read),
            Self::Loading { before }
            | Self::Asked { before }
            | Self::Waiting { before }
            | Self::Failed { before, .. } => before,
            Self::Idle => None,
        }
    }

    /// What stands is of another market; what is looked for is still looked for.
    pub(crate) fn forget(&mut self) {
        match self {
            Self::Here(_) => *self = Self::Idle,
            Self::Loading { before }
            | Self::Asked { before }
            | Self::Waiting { before }
            | Self::Failed { before, .. } => *before = None,
            Self::Idle => {}
        }
    }

    pub(crate) const fn fault(&self) -> Option<Fault> {
        match self {
            Self::Failed { fault, .. } => Some(*fault),
            _ => None,
        }
    }

    pub(crate) const fn waits(&self) -> bool {
        matches!(self, Self::Waiting { .. })
    }
}
