//! The cart as a shell draws it.

use crate::kernel::screen_parts::{EmptyState, PictureRef, Tone};
use serde::Serialize;

/// The cart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CartScreen {
    /// `3 items`.
    pub count: String,
    /// Lines in the order they were added.
    pub lines: Vec<CartLineRow>,
    /// Label of the sum.
    pub subtotal_label: String,
    /// The sum of the lines that can be bought, at present prices; empty if it cannot be told.
    pub subtotal: String,
    /// That shipping, tax and duty come at checkout.
    pub note: String,
    /// Label of the checkout button.
    pub checkout_label: String,
    /// Whether the button works.
    pub can_checkout: bool,
    /// Label of `AcceptCartPrices`; empty when no price changed.
    pub accept_label: String,
    /// When there is nothing in it.
    pub empty: Option<EmptyState>,
}

/// A line of the cart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CartLineRow {
    /// Key for `SetQuantity`, `RemoveLine` and `OpenProduct`.
    pub key: String,
    /// Title.
    pub title: String,
    /// What sets it apart (colour, size); may be empty.
    pub options: String,
    /// Price of one, now.
    pub price: String,
    /// Price of the line, now.
    pub line_total: String,
    /// How many.
    pub quantity: u32,
    /// How many, as text.
    pub quantity_text: String,
    /// Whether one more is possible.
    pub can_increase: bool,
    /// Dearer, cheaper, sold out; else empty.
    pub notice: String,
    /// How the notice is to be drawn.
    pub tone: Tone,
    /// Picture.
    pub picture: Option<PictureRef>,
    /// The whole line in one sentence, for a screen reader.
    pub accessibility: String,
    /// Label of plus, for a screen reader.
    pub more_label: String,
    /// Label of minus, for a screen reader.
    pub less_label: String,
    /// Label of remove, for a screen reader.
    pub remove_label: String,
}
