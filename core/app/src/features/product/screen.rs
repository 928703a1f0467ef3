//! One product as a shell draws it.

use crate::kernel::screen_parts::{DoorView, EmptyState, Fact, HoldView, PictureRef, VariantChip};
use crate::kernel::share_card::ShareCard;
use serde::Serialize;

/// One product with its colours and sizes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProductScreen {
    /// Key of the item shown.
    pub key: String,
    /// Title in the merchant's words.
    pub title: String,
    /// Brand; may be empty.
    pub brand: String,
    /// Price now, formatted with its currency; while one is held, that.
    pub price: String,
    /// The price before, when it is reduced and that may be shown; else empty.
    pub was: String,
    /// That the announced reduction does not hold; else empty.
    pub price_truth: String,
    /// What it costs by the unit; empty where the merchant does not say it.
    pub unit_price: String,
    /// Until when the sale holds; else empty.
    pub sale_until: String,
    /// What the price includes, and from when it is.
    pub price_note: String,
    /// That the price is made for this person, where the merchant says so; else empty.
    pub personalised: String,
    /// The price that the shop holds for it, or what became of that.
    pub hold: Option<HoldView>,
    /// In stock, few left, sold out.
    pub stock: String,
    /// What is known of delivery before the checkout.
    pub delivery: String,
    /// What it comes to at the door; none where nothing can be said of it.
    pub door: Option<DoorView>,
    /// Description in plain text.
    pub description: String,
    /// Heading above the description.
    pub description_title: String,
    /// Pictures, the main one first.
    pub pictures: Vec<PictureRef>,
    /// Whether there is a model to look at.
    pub has_model: bool,
    /// Label of `OpenPreview`; empty without a model.
    pub preview_label: String,
    /// Heading above the variants; empty without variants.
    pub variants_title: String,
    /// The item and its siblings.
    pub variants: Vec<VariantChip>,
    /// Weight, material, origin and so on.
    pub facts: Vec<Fact>,
    /// Label of the cart button.
    pub add_label: String,
    /// Whether it can be bought at all.
    pub available: bool,
    /// Whether the button works; not while a payment is open.
    pub can_add: bool,
    /// `2 in your cart`; else empty.
    pub in_cart: String,
    /// The product's page at the merchant, to share.
    pub link: String,
    /// Label of `link`.
    pub link_label: String,
    /// Label of `ShareProduct`; empty without a product and while `share` is shown.
    pub share_label: String,
    /// What goes out when it is shared; none until it was asked for.
    pub share: Option<ShareCard>,
    /// Shown instead of all when the product is not known.
    pub empty: Option<EmptyState>,
}
