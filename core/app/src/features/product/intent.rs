//! What a person does with a product.

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ProductIntent {
    Open {
        key: String,
    },
    ChooseVariant {
        key: String,
    },
    AddToCart {
        quantity: u32,
    },
    /// Shows what would be shared, or takes that away.
    Share {
        shown: bool,
    },
}
