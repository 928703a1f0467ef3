//! Why the person's file does not serve, and the public code of each reason.

use tradewind_domain::Code;

/// Why the person's file does not serve. The file itself is left as it is.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite failed, for another reason than a full disk.
    #[error("person store: {0}")]
    Sqlite(rusqlite::Error),
    /// The disk is full; the last transaction did not happen.
    #[error("disk full")]
    DiskFull,
    /// Written by a newer app.
    #[error("written by a newer app")]
    TooNew,
    /// A row that does not read.
    #[error("unreadable row in {0}")]
    Row(&'static str),
    /// Another running app holds the folder.
    #[error("the folder is locked")]
    Locked,
    /// The folder cannot be used.
    #[error("folder: {0}")]
    Folder(std::io::Error),
}

impl StoreError {
    /// The public code, as shells and logs name it.
    pub fn code(&self) -> Code {
        match self {
            _ if self.is_full() => Code::DiskFull,
            Self::Sqlite(_) | Self::Row(_) | Self::Folder(_) => Code::StoreFailed,
            Self::DiskFull => Code::DiskFull,
            Self::TooNew => Code::StoreTooNew,
            Self::Locked => Code::FolderLocked,
        }
    }

    /// Whether the disk is full: nothing was written, nothing was lost, and once there is room the same call serves.
    pub fn is_full(&self) -> bool {
        match self {
            Self::DiskFull => true,
            Self::Folder(error) => error.kind() == std::io::ErrorKind::StorageFull,
            _ => false,
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => Self::DiskFull,
            _ => Self::Sqlite(error),
        }
    }
}
