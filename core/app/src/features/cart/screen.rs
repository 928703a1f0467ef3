//! The cart as a shell draws it.

use crate::kernel::screen_parts::{DoorView, EmptyState, HoldView, PictureRef, Tone};
use serde::Serialize;

/// What is in the cart, at present prices.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CartScreen {
    /// How many items, as `3 items`.
    pub count: String,
    /// Lines in the order they were added.
    pub lines: Vec<CartLineRow>,
    /// Label of `subtotal`.
    pub subtotal_label: String,
    /// The sum of the lines that can be bought, at present prices; empty if it cannot be told.
    pub subtotal: String,
    /// That shipping, tax and duty come at checkout.
    pub note: String,
    /// What it comes to at the door; none where nothing can be said of it.
    pub door: Option<DoorView>,
    /// Label of the checkout button.
    pub checkout_label: String,
    /// Whether the button works.
    pub can_checkout: bool,
    /// Label of `AcceptCartPrices`; empty when no price changed.
    pub accept_label: String,
    /// When there is nothing in it.
    pub empty: Option<EmptyState>,
}

/// One item of the cart with its quantity.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CartLineRow {
    /// Key for `SetQuantity`, `RemoveLine` and `OpenProduct`.
    pub key: String,
    /// Title in the merchant's words.
    pub title: String,
    /// What sets it apart (colour, size); may be empty.
    pub options: String,
    /// Price of one, now.
    pub price: String,
    /// What it costs by the unit; empty where the merchant does not say it.
    pub unit_price: String,
    /// Its energy class with the scale of it; else empty.
    pub energy: String,
    /// That it is used or refurbished; empty for what is new.
    pub condition: String,
    /// That the price is made for this person, where the merchant says so; else empty.
    pub personalised: String,
    /// The price that the shop holds for it, or what became of that. While it holds, it is the price here and counts in the sums.
    pub hold: Option<HoldView>,
    /// Price of the line, now.
    pub line_total: String,
    /// Units, 1 to 999.
    pub quantity: u32,
    /// The same as text, localized.
    pub quantity_text: String,
    /// Whether one more is possible.
    pub can_increase: bool,
    /// Dearer, cheaper, sold out; else empty.
    pub notice: String,
    /// How the notice is to be drawn.
    pub tone: Tone,
    /// The main picture; none where the merchant names none.
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
