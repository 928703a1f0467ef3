//! The preview as a shell draws it; its frames come by `Shop::frame`.

use crate::kernel::screen_parts::{Banner, Fact, PictureRef, VariantChip};
use serde::Serialize;

/// One product in three dimensions. Its pictures come from `Shop::frame`; while that gives none, `picture` is shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PreviewScreen {
    /// Key of the item shown.
    pub key: String,
    /// Title in the merchant's words.
    pub title: String,
    /// Price now, formatted with its currency.
    pub price: String,
    /// Where it stands.
    pub phase: PreviewPhase,
    /// What there is to say: that it is being loaded, or why a still picture is shown. Its action is `Intent::Retry`.
    pub notice: Option<Banner>,
    /// The product's main picture, shown while there is no frame.
    pub picture: Option<PictureRef>,
    /// What is seen and how large it is, for a screen reader.
    pub accessibility: String,
    /// How it is turned; empty while there is nothing to turn.
    pub hint: String,
    /// Whether it moves by itself: then frames are to be asked for until it no longer does.
    pub animating: bool,
    /// Heading above the variants; empty without variants.
    pub variants_title: String,
    /// The item and its siblings; keys for `PreviewVariant`.
    pub variants: Vec<VariantChip>,
    /// Width, height, depth, in the person's units; empty before the model is there.
    pub sizes: Vec<Fact>,
    /// Whether dimension lines are drawn.
    pub sizes_shown: bool,
    /// Label of `PreviewSize`; empty while there is nothing to measure.
    pub sizes_label: String,
    /// Labels of the dimension lines; empty without lines.
    pub labels: Vec<DimensionLabel>,
    /// Label of `PreviewReset`, also for a screen reader; empty while there is nothing to turn.
    pub reset_label: String,
    /// Label of turning it to the left, for those who do not drag: `PreviewDrag` to the left.
    pub left_label: String,
    /// Label of turning it to the right.
    pub right_label: String,
    /// Label of `PreviewZoom` above 1.
    pub closer_label: String,
    /// Label of `PreviewZoom` below 1.
    pub farther_label: String,
    /// Label of the cart button.
    pub add_label: String,
    /// Whether the button works.
    pub can_add: bool,
    /// `2 in your cart`; else empty.
    pub in_cart: String,
}

/// Where a preview stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PreviewPhase {
    /// The model is on its way.
    Loading,
    /// It can be turned.
    Ready,
    /// A still picture stands in for it.
    Still,
}

/// The size beside a dimension line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DimensionLabel {
    /// The size, formatted in the person's units.
    pub text: String,
    /// Which size, for a screen reader.
    pub accessibility: String,
    /// Where the middle of the text stands, from the picture's left edge (0) to its right (1), in every language.
    pub x: f32,
    /// From the picture's top (0) to its bottom (1).
    pub y: f32,
}
