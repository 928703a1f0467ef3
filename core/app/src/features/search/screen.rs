//! Search results as a shell draws them.

use crate::kernel::screen_parts::{EmptyState, ProductCard};
use serde::Serialize;

/// Search results or a category.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ResultsScreen {
    /// What stands in the search field.
    pub words: String,
    /// What the empty search field says.
    pub search_hint: String,
    /// Label of emptying the search field, for a screen reader.
    pub clear_label: String,
    /// The category's name; empty for a search over all.
    pub category: String,
    /// How many were found, as `12 products`.
    pub count: String,
    /// How many rows there are in all.
    pub total: u32,
    /// Which of them the first of `rows` is.
    pub first: u32,
    /// The rows of the window asked for.
    pub rows: Vec<ProductCard>,
    /// Whether they stand in the order of what each comes to at the door.
    pub by_door: bool,
    /// Label of `SortByDoor`, which turns that round; empty where nothing is to be sorted.
    pub sort_label: String,
    /// That only so many are in that order; else empty.
    pub sort_note: String,
    /// `Prices as of ...`.
    pub as_of: String,
    /// Whether something is being loaded.
    pub loading: bool,
    /// When nothing was found.
    pub empty: Option<EmptyState>,
}
