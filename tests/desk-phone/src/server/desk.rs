//! What the server holds: its token, its phones, its merchant.

use crate::merchant::Merchant;
use crate::phone::Phone;
use std::sync::Arc;

/// How many phones there are at most.
pub const PHONES: usize = 4;

/// The largest picture or frame that is asked for, in points a side.
pub(super) const LARGEST: u32 = 2_048;

/// Everything the server holds.
pub struct ServerState {
    /// What stands in the address.
    pub token: String,
    /// The phones; the first is number 1.
    pub phones: Vec<Arc<Phone>>,
    /// The merchant, where it is ours.
    pub merchant: Option<Merchant>,
    /// The origin whose pages may be framed as other apps and bank's pages: the merchant's.
    pub frames: String,
    /// Where the server listens, as a page says it.
    pub authority: String,
}

impl ServerState {
    pub(super) fn phone(&self, number: usize) -> Option<&Arc<Phone>> {
        self.phones.get(number.checked_sub(1)?)
    }
}
