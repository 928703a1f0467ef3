//! What the reducers want done, by executor.

use crate::kernel::effects::catalog::CatalogOp;
use crate::kernel::effects::catalog::SearchOp;
use crate::kernel::effects::live::LiveOp;
use crate::kernel::effects::network::NetworkOp;
use crate::kernel::effects::network::OrdersOp;
use crate::kernel::effects::payment::PaymentOp;
use crate::kernel::effects::person::PersonOp;
use crate::kernel::effects::preview::PreviewOp;
use crate::kernel::effects::ticket::Ticket;
use std::time::Duration;
use tradewind_payments::Wallets;
use tradewind_ports::Record;

/// Something to be done outside `update`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Effect {
    /// Reads the catalog on this phone.
    Catalog(CatalogOp),
    /// Searches it; the newest search wins.
    Search(SearchOp),
    /// Reads and writes the person's own file.
    Person(PersonOp),
    /// Talks to the merchant about its catalog.
    Network(NetworkOp),
    /// Asks the merchant how orders stand.
    Orders(OrdersOp),
    /// Follows shows.
    Live(LiveOp),
    /// Checkout and payment.
    Payment(PaymentOp),
    /// Looks which of these wallets this device can do its part of now.
    LookAtWays { ticket: Ticket, wallets: Wallets },
    /// Brings a model before the person's eyes.
    Preview(PreviewOp),
    /// Reports [`Outcome::Tick`] after a while.
    Tick(Duration),
    /// Reports [`Outcome::ToastOver`] after a while.
    ToastOver { ticket: Ticket, after: Duration },
    /// Hands a record to the host's log.
    Log(Record),
}

/// What a reducer gives back: to be done in this order.
pub(crate) type Effects = Vec<Effect>;
