//! The wallet port: the sheet on which a person approves a payment.

use crate::Secret;
use tradewind_domain::{HandlerId, Money};

/// What a sheet shows and is asked for. The texts are finished and free of isolation marks: system sheets draw
/// them alone on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WalletRequest {
    /// Names this sheet; the answer must carry it. Opaque, one use.
    pub sheet: String,
    /// The payment handler's reverse-domain name: which wallet is to be shown.
    pub method: HandlerId,
    /// The merchant's id of that handler, which the credential is for.
    pub handler: String,
    /// Who is paid, as the person knows them.
    pub payee: String,
    /// The lines in the merchant's order, the total last.
    pub lines: Vec<WalletLine>,
    /// What is paid.
    pub amount: Money,
    /// [`WalletRequest::amount`] as text in the person's language.
    pub amount_text: String,
    /// For hosts that draw the sheet themselves; a system's wallet has its own words.
    pub words: WalletWords,
}

/// The words of a sheet that the host draws, finished and free of isolation marks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WalletWords {
    /// Heading of the sheet.
    pub title: String,
    /// Label of approval.
    pub approve: String,
    /// Label of the wallet's refusal: only a sandbox has it.
    pub decline: String,
    /// Label of closing the sheet.
    pub cancel: String,
}

/// One line of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WalletLine {
    /// For example `Shipping`.
    pub label: String,
    /// The amount as text.
    pub amount: String,
    /// The same with its marks of direction, for a host that draws the sheet itself: beside Arabic words a minus keeps its place.
    pub shown: String,
}

/// What came of a sheet. A claim, not a truth: only the merchant's answer ends a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WalletAnswer {
    /// The person approved; the token pays at the merchant's handler.
    Approved {
        /// The kind of credential, for UCP `credential.type`.
        credential_type: String,
        /// The credential itself.
        token: Secret,
    },
    /// The wallet declined.
    Declined,
    /// The person closed the sheet.
    Cancelled,
}

/// The sheet could not be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WalletError {
    /// There is no wallet on this device.
    #[error("no wallet here")]
    Unavailable,
    /// The host failed.
    #[error("the wallet failed")]
    Failed,
}

/// Shows wallet sheets; lent by the host. Both calls return at once: the answer comes later, through the app's
/// own intake, and may never come.
pub trait WalletSheet: Send + Sync {
    /// Shows a sheet.
    fn present(&self, request: &WalletRequest) -> Result<(), WalletError>;

    /// Takes a sheet away, if it still stands.
    fn dismiss(&self, sheet: &str);
}
