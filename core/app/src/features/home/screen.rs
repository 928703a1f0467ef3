//! Home as a shell draws it.

use crate::kernel::screen_parts::{ChoiceOption, CodeEntry, EmptyState, LiveRow, PictureRef, ProductCard};
use serde::Serialize;

/// What the first tab shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HomeScreen {
    /// What the empty search field says.
    pub search_hint: String,
    /// Label of emptying the search field, for a screen reader.
    pub clear_label: String,
    /// Scanning a code, beside the search field.
    pub code: CodeEntry,
    /// Why categories and deals are in an order that is the person's own; empty where they are in the catalog's.
    pub ranked: String,
    /// Heading above the categories.
    pub categories_title: String,
    /// The catalog's top-level categories.
    pub categories: Vec<CategoryTile>,
    /// Heading above the shows; empty without them.
    pub live_title: String,
    /// Shows: those that are on first, then those to come, then those to be watched again.
    pub live: Vec<LiveRow>,
    /// Heading above the deals.
    pub deals_title: String,
    /// Items on sale.
    pub deals: Vec<ProductCard>,
    /// Heading above the recently seen.
    pub recent_title: String,
    /// Recently seen, latest first.
    pub recent: Vec<ProductCard>,
    /// `Prices as of ...`; empty without a catalog.
    pub as_of: String,
    /// Whether something is being loaded.
    pub loading: bool,
    /// Shown instead of all when there is no catalog.
    pub empty: Option<EmptyState>,
    /// The markets the shop sells to, where the one in the settings is none of them: keys for `SetMarket`.
    pub served: Vec<ChoiceOption>,
}

/// A category on home.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CategoryTile {
    /// Key for `OpenCategory`.
    pub key: String,
    /// Name in the catalog's language.
    pub name: String,
    /// How many products.
    pub count: String,
    /// For a screen reader.
    pub accessibility: String,
    /// A product of it; the first categories have one.
    pub picture: Option<PictureRef>,
}
