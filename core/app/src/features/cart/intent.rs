//! What a person does in the cart.

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum CartIntent {
    SetQuantity { key: String, quantity: u32 },
    RemoveLine { key: String },
    Undo,
    AcceptPrices,
}
