//! What a search knows.

use crate::kernel::effects::{SearchRead, Ticket};
use crate::kernel::error::Fault;

#[derive(Debug, Default)]
pub(crate) struct ResultsState {
    pub(crate) ticket: Ticket,
    pub(crate) loading: bool,
    /// The question that a merchant without packs was asked and has not answered to its end.
    pub(crate) asked: Option<Ticket>,
    pub(crate) first: u32,
    pub(crate) count: u32,
    pub(crate) read: Option<SearchRead>,
    pub(crate) fault: Option<Fault>,
}
