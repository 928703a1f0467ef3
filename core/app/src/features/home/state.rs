//! What home knows.

use crate::kernel::effects::{CategoryRead, Ticket};
use tradewind_domain::Item;

#[derive(Debug, Default)]
pub(crate) struct HomeState {
    pub(crate) ticket: Ticket,
    pub(crate) loading: bool,
    pub(crate) categories: Vec<CategoryRead>,
    pub(crate) deals: Vec<Item>,
    pub(crate) recent: Vec<Item>,
}
