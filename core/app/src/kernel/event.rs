//! Events: what a feature says that others may have to answer. `dispatch` alone knows who hears which.

use tradewind_domain::{ItemId, OrderId};

/// Something that happened in one feature and matters to another. Heard after the reducer that said it, in order.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Event {
    /// Another place is shown, or the same one is to be read again.
    Arrived,
    /// Home is to be read from the catalog.
    HomeWanted,
    /// Orders that may still change are to be asked about.
    OrdersWanted,
    /// The checkout is to be opened for what is in the cart.
    CheckoutWanted,
    /// A product was read and is shown.
    ItemShown(ItemId),
    /// Another colour or size of the shown product was chosen; its key.
    VariantChosen(String),
    /// The person agreed that this discount code is tried at the next checkout.
    CodeAgreed(String),
    /// They took that back.
    CodeTakenBack(String),
    /// What was open under a name is bought, as this order.
    Bought(OrderId),
    /// A held price may hold no more.
    HoldsChanged,
    /// The person's data was deleted.
    BuyerDeleted,
    /// The checkout in progress was given up, because its merchant was told what may not be told any more.
    SessionGivenUp,
}
