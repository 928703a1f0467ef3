//! What a command line asks of a named purchase.

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum PurchaseIntent {
    /// Goes on with the purchase of that name, whatever its item is.
    Resume { name: String, quantity: u32 },
    /// Begins a purchase of one item, or goes on with the one of that name.
    Begin { name: String, item: String, quantity: u32 },
}
