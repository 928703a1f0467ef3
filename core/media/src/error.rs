//! What can go wrong with a picture or a model.

use std::sync::Arc;
use tradewind_domain::Code;
use tradewind_ports::TransportError;
use tradewind_storage::{WorkerLost, is_damaged, is_full};

/// The rich error of this crate.
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    /// The request failed before there was an answer.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// The host answered with another HTTP status than 200.
    #[error("status {0}")]
    Status(u16),
    /// A picture that does not decode within the limits.
    #[error("broken picture")]
    Picture,
    /// The disk is full; what was kept before stays.
    #[error("disk full")]
    DiskFull,
    /// SQLite failed for another reason than a full disk.
    #[error("media cache: {0}")]
    Store(rusqlite::Error),
    /// Another caller fetched the same file, and failed.
    #[error("shared: {0}")]
    Shared(Arc<MediaError>),
    /// A fault of this crate.
    #[error("internal: {0}")]
    Internal(&'static str),
}

impl MediaError {
    /// The stable code that leaves the core.
    pub fn code(&self) -> Code {
        match self {
            Self::Transport(error) => error.code(),
            Self::Status(status) => Code::of_status(*status),
            Self::Picture => Code::PictureBroken,
            Self::DiskFull => Code::DiskFull,
            Self::Store(_) => Code::StoreFailed,
            Self::Shared(error) => error.code(),
            Self::Internal(_) => Code::Internal,
        }
    }

    /// Whether the cache's file is of no use any more.
    pub(crate) fn is_damage(&self) -> bool {
        matches!(self, Self::Store(error) if is_damaged(error))
    }
}

impl From<rusqlite::Error> for MediaError {
    fn from(error: rusqlite::Error) -> Self {
        if is_full(&error) { Self::DiskFull } else { Self::Store(error) }
    }
}

impl From<WorkerLost> for MediaError {
    fn from(_: WorkerLost) -> Self {
        Self::Internal("a worker was lost")
    }
}
