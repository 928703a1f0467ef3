//! The person's file: one SQLite database that is durable when a call returns, and is never thrown away.

use crate::install::Install;
use crate::repair;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use tradewind_domain::Code;
use tradewind_ports::Gate;

/// How to keep the person's file.
#[derive(Debug, Clone, Default)]
pub struct StoreOptions {
    /// SQLite VFS; `None` for the system's.
    pub vfs: Option<String>,
}

/// Why the person's file does not serve. The file itself is left as it is.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite failed.
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
    /// The public code.
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

/// The person's file, seen as one merchant's customer. Cheap to clone. Calls block until the data is on disk.
#[derive(Clone)]
pub struct PersonStore {
    pub(crate) db: Arc<Mutex<Connection>>,
    pub(crate) gate: Arc<dyn Gate>,
    pub(crate) merchant: String,
    pub(crate) folder: PathBuf,
    /// Whose phone this is; none until [`PersonStore::attach_vault`] says.
    pub(crate) install: Arc<OnceLock<Install>>,
}

impl PersonStore {
    /// Opens `person.sqlite` in `folder` for the merchant with this origin. A damaged file is put aside under another
    /// name, and what can be read of it is taken over; [`PersonStore::notices`] then has something to say.
    pub fn open(
        folder: &Path,
        merchant: &str,
        options: &StoreOptions,
        gate: Arc<dyn Gate>,
    ) -> Result<Self, StoreError> {
        let db = repair::open_or_repair(folder, options)?;
        Ok(Self {
            db: Arc::new(Mutex::new(db)),
            gate,
            merchant: merchant.to_owned(),
            folder: folder.to_owned(),
            install: Arc::default(),
        })
    }

    /// What the person is still to be told about this file: `STORE_REPAIRED`, `JOURNAL_LOST`.
    pub fn notices(&self) -> Result<Vec<Code>, StoreError> {
        let db = self.db();
        let mut read = db.prepare_cached("SELECT code FROM notice ORDER BY code")?;
        let rows = read.query_map([], |row| row.get::<_, String>("code"))?;
        let mut codes = Vec::new();
        for text in rows {
            let text = text?;
            codes.extend(Code::ALL.iter().copied().find(|code| code.as_str() == text));
        }
        Ok(codes)
    }

    /// Forgets a notice: it has been said.
    pub fn forget_notice(&self, code: Code) -> Result<(), StoreError> {
        self.write(|tx| {
            tx.execute("DELETE FROM notice WHERE code = ?1", [code.as_str()])?;
            Ok(())
        })
    }

    pub(crate) fn db(&self) -> MutexGuard<'_, Connection> {
        self.db.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One durable change, with the points around it at which a test may stop the process.
    pub(crate) fn change<T>(
        &self,
        gates: (&'static str, &'static str),
        work: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.gate.pass(gates.0);
        let done = {
            let mut db = self.db();
            let tx = db.transaction()?;
            let done = work(&tx)?;
            tx.commit()?;
            done
        };
        self.gate.pass(gates.1);
        Ok(done)
    }

    pub(crate) fn write<T>(
        &self,
        work: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.change(("person.write.before", "person.write.after"), work)
    }
}

/// Opens a file with the promises that hold for the person's data.
pub(crate) fn connect(path: &Path, options: &StoreOptions) -> Result<Connection, StoreError> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = match &options.vfs {
        Some(vfs) => Connection::open_with_flags_and_vfs(path, flags, vfs.as_str())?,
        None => Connection::open_with_flags(path, flags)?,
    };
    // A commit must survive a power cut: rollback journal, truncated and synced (FULL), which also works on a file
    // system without shared memory. On Apple's systems `fsync` leaves data in the drive's cache; `fullfsync` asks for
    // F_FULLFSYNC there and means nothing elsewhere. What is deleted (credentials) is overwritten.
    db.execute_batch(
        "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON;
         PRAGMA checkpoint_fullfsync = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;
         PRAGMA foreign_keys = ON;",
    )?;
    Ok(db)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_flushed_through_the_drive_and_overwritten_when_deleted() {
        let folder = tempfile::tempdir().expect("a folder");
        let db = connect(&folder.path().join("person.sqlite"), &StoreOptions::default()).expect("opens");
        for (pragma, value) in
            [("synchronous", 2), ("fullfsync", 1), ("checkpoint_fullfsync", 1), ("secure_delete", 1)]
        {
            let is: i64 = db.pragma_query_value(None, pragma, |row| row.get(pragma)).expect("reads");
            assert_eq!(is, value, "{pragma}");
        }
    }
}
