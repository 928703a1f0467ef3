//! How far a named purchase is.

use tradewind_domain::{ItemId, OrderId, Quantity};

/// A named purchase.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Purchase {
    pub(crate) name: String,
    pub(crate) state: PurchaseStage,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum PurchaseStage {
    /// The journal is being asked about its name; without an item whatever was begun under it is meant.
    Asked {
        item: Option<ItemId>,
        quantity: Quantity,
    },
    /// Nothing was begun under its name.
    New,
    /// The item is being read, so that its price is known.
    Wanted {
        item: ItemId,
        quantity: Quantity,
    },
    Open,
    Done(OrderId),
    Mismatch,
}

impl Purchase {
    /// Its name, while it is being bought.
    pub(crate) fn open_name(&self) -> Option<&str> {
        (self.state == PurchaseStage::Open).then_some(self.name.as_str())
    }
}
