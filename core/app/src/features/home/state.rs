//! What home knows.

use crate::kernel::effects::{CategoryRead, Ticket};
use tradewind_domain::Item;

#[derive(Debug)]
pub(crate) struct HomeState {
    pub(crate) ticket: Ticket,
    pub(crate) loading: bool,
    pub(crate) categories: Vec<CategoryRead>,
    pub(crate) deals: Vec<Item>,
    pub(crate) recent: Vec<Item>,
}

impl Default for HomeState {
    /// Before the first answer of the catalog.
    fn default() -> Self {
        Self {
            ticket: Ticket::default(),
            loading: true,
            categories: Vec::new(),
            deals: Vec::new(),
            recent: Vec::new(),
        }
    }
}
