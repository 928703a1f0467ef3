//! What is in the cart, and what its items are now.

use crate::kernel::effects::Ticket;
use std::collections::BTreeMap;
use tradewind_domain::{Item, ItemId, Money, Timestamp};
use tradewind_person::CartLine;

#[derive(Debug, Default)]
pub(crate) struct CartState {
    /// The last question what the items are now.
    pub(crate) ticket: Ticket,
    pub(crate) lines: Vec<CartLine>,
    /// What the items are now, as far as the catalog knows.
    pub(crate) items: BTreeMap<ItemId, Item>,
    /// Other variants of them.
    pub(crate) siblings: Vec<Item>,
    /// Whether `items` has been read since the lines changed.
    pub(crate) read: bool,
}

impl CartState {
    /// What one of a line costs now, as far as the catalog knows.
    pub(crate) fn price_now(&self, line: &CartLine, now: Timestamp) -> Option<Money> {
        self.items.get(&line.item).map(|item| item.offer.price_at(now))
    }

    /// A line the catalog does not know any more, or says is sold out, cannot be bought; before it was asked, it may.
    pub(crate) fn buyable(&self, line: &CartLine) -> bool {
        !self.read || self.items.get(&line.item).is_some_and(|item| item.offer.can_buy())
    }
}
