//! Asking the merchant about its catalog and about orders.

use crate::kernel::effects::ticket::Ticket;
use crate::kernel::error::Fault;
use tradewind_domain::{Currency, ItemId, Market, OrderId, Scope, WebUrl};
use tradewind_links::{FeedId, ShortCode};

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum NetworkOp {
    /// Fetches a newer signed catalog; for a merchant without one, its first online page.
    Refresh {
        wish: Scope,
        currency: Currency,
        /// Whether the person asks for it.
        asked: bool,
    },
    /// Asks a merchant without packs, once the person has stopped typing. The newest of these wins.
    Search {
        ticket: Ticket,
        wish: Scope,
        currency: Currency,
        words: String,
        /// Name of the category it is within.
        category: Option<String>,
    },
    /// Asks a merchant without packs about one item.
    Item { ticket: Ticket, wish: Scope, currency: Currency, id: ItemId },
    /// Asks a merchant without packs about the product with this page, or one of the others.
    Link { ticket: Ticket, wish: Scope, currency: Currency, page: WebUrl, others: Vec<WebUrl> },
    /// Asks a merchant without packs about the items of a cart that a link proposes.
    Proposed {
        ticket: Ticket,
        wish: Scope,
        currency: Currency,
        ids: Vec<ItemId>,
        /// What else the merchant may call each.
        others: Vec<(ItemId, FeedId)>,
    },
    /// The proposal is not looked at any more: no further question is asked for it.
    LeaveProposal,
    /// Asks what the merchant's profile says of links.
    Links,
    /// Asks what a short code stands for.
    ShortCode { ticket: Ticket, code: ShortCode },
}

/// Asking the merchant how orders stand.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum OrdersOp {
    /// About all that may still change.
    Open,
    /// About this one, by the merchant's id.
    One(OrderId),
}

/// What a refresh came to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Refreshed {
    /// The merchant has nothing newer.
    Unchanged,
    /// A newer catalog is in place.
    Applied,
    /// The merchant has no packs; its online rows are cached instead.
    Online,
}

/// Why a refresh came to nothing.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RefreshFailed {
    pub(crate) fault: Fault,
    /// The markets that are served, where the one wished for is not.
    pub(crate) served: Vec<Market>,
}

impl From<Fault> for RefreshFailed {
    fn from(fault: Fault) -> Self {
        Self { fault, served: Vec::new() }
    }
}
