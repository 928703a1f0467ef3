//! What can go wrong with a catalog.

use tradewind_domain::{Code, Market};
use tradewind_pack::PackError;
use tradewind_ports::{TransportError, VaultError};
use tradewind_storage::{WorkerLost, is_damaged, is_full};

/// The rich error of this crate.
#[derive(Debug, thiserror::Error)]
pub enum CatalogError {
    /// The request failed before there was an answer.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// The merchant's host answered with an HTTP status other than 200.
    #[error("status {0}")]
    Status(u16),
    /// The merchant asks to wait.
    #[error("busy")]
    Busy {
        /// How long to wait, at most an hour.
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
    /// No signature where a key is trusted: the merchant's host denies that there are packs.
    #[error("unsigned although a key is trusted")]
    Unsigned,
    /// A key, a version or a date in the vault that cannot be read. Nothing is trusted in its place.
    #[error("unreadable pin")]
    Pin,
    /// Applying this version was begun before and did not end: it may have crashed the app.
    #[error("begun before and not finished")]
    Unfinished,
    /// The vault does not serve.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The disk is full; what was kept before stays.
    #[error("disk full")]
    DiskFull,
    /// SQLite failed for another reason than a full disk.
    #[error("catalog store: {0}")]
    Store(rusqlite::Error),
    /// A file beside SQLite's failed.
    #[error("catalog files: {0}")]
    Files(std::io::Error),
    /// A row that this app wrote cannot be read any more: the file is damaged.
    #[error("damaged: {0}")]
    Damaged(&'static str),
    /// A fault of this crate.
    #[error("internal: {0}")]
    Internal(&'static str),
}

impl CatalogError {
    /// The stable code that leaves the core.
    pub fn code(&self) -> Code {
        match self {
            Self::Transport(error) => error.code(),
            Self::Status(status) => Code::of_status(*status),
            Self::Busy { .. } => Code::MerchantBusy,
            Self::Pack(error) => error.code(),
            Self::Discovery => Code::MerchantGarbage,
            Self::NoSuchMarket { .. } => Code::MarketNotServed,
            Self::DevelopmentKey => Code::DevelopmentKey,
            Self::KeyChanged | Self::Unsigned => Code::PackSignature,
            Self::Unfinished => Code::CatalogUnfinished,
            Self::Pin | Self::Vault(_) => Code::VaultFailed,
            Self::DiskFull => Code::DiskFull,
            Self::Store(_) | Self::Files(_) | Self::Damaged(_) => Code::StoreFailed,
            Self::Internal(_) => Code::Internal,
        }
    }
}

impl CatalogError {
    /// Whether the file it came from is of no use any more.
    pub(crate) fn is_damage(&self) -> bool {
        match self {
            Self::Damaged(_) => true,
            Self::Store(error) => is_damaged(error),
            _ => false,
        }
    }
}

impl From<std::io::Error> for CatalogError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::Files(error),
        }
    }
}

impl From<rusqlite::Error> for CatalogError {
    fn from(error: rusqlite::Error) -> Self {
        if is_full(&error) { Self::DiskFull } else { Self::Store(error) }
    }
}

impl From<WorkerLost> for CatalogError {
    fn from(_: WorkerLost) -> Self {
        Self::Internal("a worker was lost")
    }
}
