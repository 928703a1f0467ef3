//! What links are held against, the newest one until all of that is known, and the short code that is asked about. Kept in
//! memory alone.

use crate::kernel::effects::Ticket;
use crate::kernel::nav::Shown;
use crate::kernel::now::Now;
use tradewind_links::{IdForm, Merchant, Source, Target};

/// Under which name the person's file keeps that the store was asked what led to this install.
pub(crate) const REFERRER: &str = "install_referrer";
/// What is kept under it: what the store said is not.
pub(crate) const ASKED: &str = "asked";

#[derive(Debug, Default)]
pub(crate) struct LinksState {
    /// The merchant as its profile has it; none before that was read.
    pub(crate) merchant: Option<Merchant>,
    /// What the merchant's feed may call the items that its engine numbers, by the same profile.
    pub(crate) id_forms: Vec<IdForm>,
    /// The newest link, where it was opened before that.
    pub(crate) waiting: Option<WaitingLink>,
    /// Whether the store is to be asked what led to this install.
    pub(crate) wants_referrer: bool,
    /// The newest short code, until the merchant has answered.
    pub(crate) asked: Option<AskedCode>,
}

/// A short code that the merchant is asked about.
#[derive(Debug)]
pub(crate) struct AskedCode {
    pub(crate) ticket: Ticket,
    /// Where the person was.
    pub(crate) place: Shown,
}

/// A link that was opened with nothing but the merchant's address known. It may say where a person came from: it is
/// written nowhere and prints nothing.
pub(crate) struct WaitingLink {
    pub(crate) text: String,
    pub(crate) from: Source,
    /// When it came.
    pub(crate) at: Now,
    /// What it was read as.
    pub(crate) target: Target,
    /// Where it led.
    pub(crate) place: Shown,
}

impl std::fmt::Debug for WaitingLink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WaitingLink").finish_non_exhaustive()
    }
}
