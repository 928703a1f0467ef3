//! Reading the catalog of this phone: what is asked and what comes back.

use crate::kernel::door_sort::DoorSort;
use crate::kernel::effects::ticket::Ticket;
use tradewind_domain::{Gtin, Item, ItemId, Market, Scope, Text, Timestamp, WebUrl};
use tradewind_links::FeedId;
use tradewind_trade::Amount;

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum CatalogOp {
    /// Which scope serves the wish, and what home shows of it.
    Home { ticket: Ticket, wish: Scope, recent: Vec<ItemId>, now: Timestamp },
    /// One item with its siblings.
    Item { ticket: Ticket, scope: Scope, by: ItemRef },
    /// What the cart's items are now.
    CartItems { ticket: Ticket, scope: Scope, ids: Vec<ItemId> },
    /// The items of a cart that a link proposes, and what else the feed may call each.
    Proposed { ticket: Ticket, scope: Scope, ids: Vec<ItemId>, others: Vec<(ItemId, FeedId)> },
    /// The merchant's rules of trade.
    Rules,
    /// Lets memory go.
    Trim,
}

/// A window of search results or of a category. Of those that wait only the newest is done.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SearchOp {
    pub(crate) ticket: Ticket,
    pub(crate) scope: Scope,
    pub(crate) words: String,
    /// Key and name.
    pub(crate) category: Option<(String, String)>,
    pub(crate) first: u32,
    pub(crate) count: u32,
    /// In the order of what each comes to at the door; none for how well each matches.
    pub(crate) by_door: Option<DoorSort>,
}

/// What results are of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Query {
    pub(crate) words: String,
    /// Key and name.
    pub(crate) category: Option<(String, String)>,
}

/// How an item is named.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ItemRef {
    Id(ItemId),
    /// The address of its page, and others that the same page may be known by.
    Link {
        page: WebUrl,
        others: Vec<WebUrl>,
    },
    /// The number on its bar code.
    Gtin(Gtin),
}

impl ItemRef {
    /// Whether it names this item.
    pub(crate) fn names(&self, item: &Item) -> bool {
        match self {
            Self::Id(id) => item.id == *id,
            Self::Link { page, others } => {
                page.leads_to(&item.link) || others.iter().any(|other| other.leads_to(&item.link))
            }
            Self::Gtin(gtin) => item.facts.gtin.as_ref().is_some_and(|own| own.number() == gtin.number()),
        }
    }
}

/// Home, as read from the catalog.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct HomeRead {
    /// The scope that serves the wish; its language may be a fallback. `None` without any catalog.
    pub(crate) head: Option<Head>,
    pub(crate) categories: Vec<CategoryRead>,
    pub(crate) deals: Vec<Item>,
    pub(crate) recent: Vec<Item>,
}

/// The catalog that is shown.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Head {
    pub(crate) scope: Scope,
    pub(crate) version: u64,
    pub(crate) as_of: Timestamp,
    pub(crate) expires_at: Option<Timestamp>,
    pub(crate) items: u32,
    pub(crate) signed: bool,
    /// The merchant, as people know it, and who sells by law; none where it was not said.
    pub(crate) merchant: Option<Text>,
    pub(crate) seller: Option<Text>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CategoryRead {
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) items: u32,
    /// An item whose picture stands for it.
    pub(crate) face: Option<Item>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SearchRead {
    pub(crate) total: u32,
    pub(crate) first: u32,
    pub(crate) rows: Vec<FoundRow>,
}

/// An item that was found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FoundRow {
    pub(crate) item: Item,
    /// Where its title matched.
    pub(crate) matched: Vec<std::ops::Range<usize>>,
    /// What it comes to at the door, where rows were asked for in that order and the whole sum is known.
    pub(crate) door: Option<Amount>,
}

/// What is known of a cart that a link proposes.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct ProposedRead {
    /// Whether there is a catalog at all. Without one nothing is known of any item.
    pub(crate) here: bool,
    /// Those that are in it.
    pub(crate) items: Vec<Item>,
    /// Those that are in the catalog of another market on this phone, and in which.
    pub(crate) elsewhere: Vec<(ItemId, Market)>,
    /// What the feed calls those that the link calls otherwise: the link's id, and the feed's.
    pub(crate) called: Vec<(ItemId, ItemId)>,
    /// Those of the link's ids that more than one item may be meant by.
    pub(crate) unclear: Vec<ItemId>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ItemRead {
    pub(crate) item: Item,
    pub(crate) siblings: Vec<Item>,
}
