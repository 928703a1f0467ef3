//! How long the parts of an item may be.

/// The longest title, in characters (Merchant Center product data specification, `title`).
pub const MAX_TITLE: usize = 150;
/// The longest description, in characters (the same, `description`).
pub const MAX_DESCRIPTION: usize = 5_000;
/// The longest brand, in characters (the same, `brand`).
pub const MAX_BRAND: usize = 70;
/// The longest category path as one text, in characters (the same, `product_type`).
pub const MAX_CATEGORY: usize = 750;
/// The most pictures of an item: the main one and ten more (the same, `additional_image_link`).
pub const MAX_PICTURES: usize = 11;
/// The most options of an item.
pub const MAX_OPTIONS: usize = 8;
/// The longest name or value of an option, in characters.
pub const MAX_OPTION_TEXT: usize = 200;
/// The longest number of a maker's for its product, in characters (the same, `mpn`).
pub use tradewind_domain::facts::MAX_MPN;
/// The longest bar code number, in bytes (GS1 General Specifications, GTIN-14).
pub(crate) const GTIN_BYTES: usize = 14;
