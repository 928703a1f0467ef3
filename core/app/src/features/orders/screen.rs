//! Orders as a shell draws them.

use crate::kernel::screen_parts::{EmptyState, Fact, Notice, TotalRow};
use serde::Serialize;
use tradewind_domain::OrderStatus;

/// All orders.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OrdersScreen {
    /// Latest first.
    pub rows: Vec<OrderRow>,
    /// When there are none.
    pub empty: Option<EmptyState>,
}

/// An order in the list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OrderRow {
    /// Key for `OpenOrder`.
    pub key: String,
    /// `Order 1042`.
    pub title: String,
    /// Status in words.
    pub status: String,
    /// The status itself.
    pub status_key: OrderStatus,
    /// When it was placed.
    pub placed: String,
    /// Its total.
    pub total: String,
    /// `2 items`.
    pub items: String,
    /// The whole row in one sentence, for a screen reader.
    pub accessibility: String,
}

/// One order.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OrderScreen {
    /// The merchant's id.
    pub key: String,
    /// `Order 1042`.
    pub heading: String,
    /// What must be said first: bought at another total, or other things than agreed.
    pub notice: Option<Notice>,
    /// Status in words.
    pub status: String,
    /// The status itself; none until the order has been read.
    pub status_key: Option<OrderStatus>,
    /// When it was placed.
    pub placed: String,
    /// Lines: title and amount.
    pub lines: Vec<Fact>,
    /// Totals in the merchant's order.
    pub totals: Vec<TotalRow>,
    /// Heading above the timeline.
    pub timeline_title: String,
    /// What happened, latest first.
    pub timeline: Vec<EventRow>,
    /// The order's page at the merchant; empty if none.
    pub link: String,
    /// Label of that link.
    pub link_label: String,
    /// When the order is not known.
    pub empty: Option<EmptyState>,
}

/// One event of an order.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EventRow {
    /// What happened.
    pub text: String,
    /// When.
    pub when: String,
    /// The merchant's words and tracking; may be empty.
    pub detail: String,
    /// Where to follow it; empty if nowhere.
    pub url: String,
}
