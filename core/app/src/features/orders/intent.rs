//! What a person does with orders.

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum OrdersIntent {
    Open {
        key: String,
    },
    /// Shows what of a moment would be shared, or takes that away.
    ShareMoment {
        key: String,
        shown: bool,
    },
}
