//! What is known of the product that is shown.

use crate::kernel::effects::{ItemRead, Ticket};
use crate::kernel::error::Fault;

#[derive(Debug, Default)]
pub(crate) struct ProductState {
    pub(crate) ticket: Ticket,
    pub(crate) loading: bool,
    /// Not in the catalog that is here: the one on its way is waited for.
    pub(crate) waiting: bool,
    /// Whether a merchant without packs was asked.
    pub(crate) asked: bool,
    pub(crate) read: Option<ItemRead>,
    pub(crate) fault: Option<Fault>,
}
