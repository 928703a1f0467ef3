//! A line of an order that was bought, as its receipt states it.

use tradewind_domain::Money;

/// Goods of one kind on a receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoughtLine {
    /// In the merchant's words.
    pub title: String,
    /// The price of one.
    pub price: Money,
    /// How many.
    pub quantity: u32,
    /// What the line comes to before discounts, as the merchant states it; none where it does not.
    pub stated: Option<Money>,
    /// What the line comes to in the end, its own discounts taken off, as the merchant states it; none where it does not.
    pub total: Option<Money>,
}
