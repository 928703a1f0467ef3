//! What a person does with orders.

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum OrdersIntent {
    Open { key: String },
}
