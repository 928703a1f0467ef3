//! Why a pack is refused.

use tradewind_domain::Code;

/// What is wrong with a pack. The texts name places in the format, never bytes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    /// Larger than the format allows.
    #[error("larger than the format allows: {0}")]
    TooLarge(&'static str),
    /// No signature of the trusted key over exactly these bytes.
    #[error("no good signature")]
    Signature,
    /// Not readable as format 1.
    #[error("not of this format: {0}")]
    Format(&'static str),
    /// [`Manifest::min_app`](crate::Manifest) is above what this app reads.
    #[error("needs a newer app")]
    AppTooOld,
    /// For another market or language.
    #[error("for another market or language")]
    WrongScope,
    /// Older than a version already seen.
    #[error("older than one already seen")]
    Rollback,
    /// Its time of expiry has passed.
    #[error("past its expiry")]
    Expired,
    /// Its date lies in the future by the merchant's own clock.
    #[error("dated in the future")]
    NotYet,
    /// What was loaded cannot be read back from this phone.
    #[error("the loaded file cannot be read")]
    Store,
    /// An object whose bytes are not what the manifest says.
    #[error("not what the manifest says: {0}")]
    Tampered(&'static str),
}

impl PackError {
    /// The stable code that leaves the core.
    pub const fn code(self) -> Code {
        match self {
            Self::TooLarge(_) => Code::TooLarge,
            Self::Signature => Code::PackSignature,
            Self::Format(_) | Self::AppTooOld => Code::PackFormat,
            Self::WrongScope => Code::PackWrongMarket,
            Self::Rollback => Code::PackRollback,
            Self::Expired => Code::PackExpired,
            Self::NotYet => Code::PackNotYet,
            Self::Store => Code::StoreFailed,
            Self::Tampered(_) => Code::PackTampered,
        }
    }
}
