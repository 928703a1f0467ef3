//! What can go wrong with a catalog.

use tradewind_domain::{Code, Market};
use tradewind_pack::PackError;
use tradewind_ports::{TransportError, VaultError};

/// The rich error of this crate.
#[derive(Debug, thiserror::Error)]
pub enum CatalogError {
    /// No answer.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// The merchant's host answered with another status.
    #[error("status {0}")]
    Status(u16),
    /// The merchant asks to wait.
    #[error("busy")]
    Busy {
        /// How long.
        retry_after: std::time::Duration,
    },
    /// A pack that is refused.
    #[error(transparent)]
    Pack(#[from] PackError),
    /// `/.well-known/tradewind` is not what it should be.
    #[error("unreadable discovery document")]
    Discovery,
    /// The merchant has packs, but none for this market.
    #[error("no catalog for this market")]
    NoSuchMarket {
        /// The markets it has packs for, in its order.
        served: Vec<Market>,
    },
    /// The development key off loopback.
    #[error("development key off loopback")]
    DevelopmentKey,
    /// A publisher key other than the trusted one.
    #[error("the publisher's key changed")]
    KeyChanged,
    /// The vault does not serve.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The disk is full.
    #[error("disk full")]
    DiskFull,
    /// SQLite failed otherwise.
    #[error("catalog store: {0}")]
    Store(rusqlite::Error),
    /// A picture that does not decode within the limits.
    #[error("broken picture")]
    Picture,
    /// A fault of this crate.
    #[error("internal: {0}")]
    Internal(&'static str),
}

impl CatalogError {
    /// The public code.
    pub fn code(&self) -> Code {
        match self {
            Self::Transport(error) => error.code(),
            Self::Status(404 | 410) => Code::NotFound,
            Self::Status(500..) => Code::MerchantFailed,
            Self::Status(_) => Code::MerchantRefused,
            Self::Busy { .. } => Code::MerchantBusy,
            Self::Pack(error) => error.code(),
            Self::Discovery => Code::MerchantGarbage,
            Self::NoSuchMarket { .. } => Code::MarketNotServed,
            Self::DevelopmentKey => Code::DevelopmentKey,
            Self::KeyChanged => Code::PackSignature,
            Self::Vault(_) => Code::VaultFailed,
            Self::DiskFull => Code::DiskFull,
            Self::Store(_) => Code::StoreFailed,
            Self::Picture => Code::PictureBroken,
            Self::Internal(_) => Code::Internal,
        }
    }
}

impl From<rusqlite::Error> for CatalogError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => Self::DiskFull,
            _ => Self::Store(error),
        }
    }
}
