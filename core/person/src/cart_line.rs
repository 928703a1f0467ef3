//! A line of the cart, as it is kept.

use serde::{Deserialize, Serialize};
use tradewind_domain::{ItemId, Money, Picture, Quantity, Timestamp};

/// One item of the cart with its quantity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CartLine {
    /// The merchant's item id.
    pub item: ItemId,
    /// Units, 1 to 999.
    pub quantity: Quantity,
    /// Title when it was added.
    pub title: String,
    /// Price of one that the person saw last.
    pub seen_price: Money,
    /// Picture when it was added.
    pub picture: Option<Picture>,
    /// When it was added.
    pub added_at: Timestamp,
    /// Its place among the lines; the smallest comes first.
    pub position: i64,
}
