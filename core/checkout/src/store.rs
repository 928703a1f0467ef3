//! The person's file: one SQLite database that is durable when a call returns, and is never thrown away.

mod cancels;
mod cart;
mod journal;
mod people;

pub use cancels::CancelRow;
pub use cart::CartLine;
pub use journal::AttemptRow;
pub use people::{PurchaseBegun, PurchaseRow};

use rusqlite::{Connection, OpenFlags};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tradewind_domain::Code;
use tradewind_ports::Gate;

/// The schema version this build writes. Older files are brought up to it step by step.
pub(crate) const SCHEMA: i64 = 2;

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
    pub const fn code(&self) -> Code {
        match self {
            Self::Sqlite(_) | Self::Row(_) | Self::Folder(_) => Code::StoreFailed,
            Self::DiskFull => Code::DiskFull,
            Self::TooNew => Code::StoreTooNew,
            Self::Locked => Code::FolderLocked,
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

/// The exclusive use of a folder, for as long as it lives. A second app on the same folder is refused.
#[derive(Debug)]
pub struct FolderLock {
    _file: File,
}

impl FolderLock {
    /// Takes the folder; it is made if it is not there.
    pub fn acquire(folder: &Path) -> Result<Self, StoreError> {
        std::fs::create_dir_all(folder).map_err(StoreError::Folder)?;
        let file = File::create(folder.join("lock")).map_err(StoreError::Folder)?;
        match fs4::FileExt::try_lock(&file) {
            Ok(()) => Ok(Self { _file: file }),
            Err(_) => Err(StoreError::Locked),
        }
    }
}

/// The person's file, seen as one merchant's customer. Cheap to clone. Calls block until the data is on disk.
#[derive(Clone)]
pub struct PersonStore {
    db: Arc<Mutex<Connection>>,
    gate: Arc<dyn Gate>,
    merchant: String,
}

impl PersonStore {
    /// Opens `person.sqlite` in `folder` for the merchant with this origin.
    pub fn open(
        folder: &Path,
        merchant: &str,
        options: &StoreOptions,
        gate: Arc<dyn Gate>,
    ) -> Result<Self, StoreError> {
        let path: PathBuf = folder.join("person.sqlite");
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = match &options.vfs {
            Some(vfs) => Connection::open_with_flags_and_vfs(&path, flags, vfs.as_str())?,
            None => Connection::open_with_flags(&path, flags)?,
        };
        // A commit must survive a power cut: rollback journal, truncated and synced (FULL), which also works on a
        // file system without shared memory. What is deleted (credentials) is overwritten.
        db.execute_batch(
            "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;
             PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON;",
        )?;
        upgrade(&db)?;
        Ok(Self { db: Arc::new(Mutex::new(db)), gate, merchant: merchant.to_owned() })
    }

    fn db(&self) -> MutexGuard<'_, Connection> {
        self.db.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One durable change, with the points around it at which a test may stop the process.
    fn change<T>(
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

    fn write<T>(
        &self,
        work: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.change(("person.write.before", "person.write.after"), work)
    }
}

fn upgrade(db: &Connection) -> Result<(), StoreError> {
    let version: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version > SCHEMA {
        return Err(StoreError::TooNew);
    }
    let at = usize::try_from(version).map_err(|_| StoreError::Row("user_version"))?;
    for (step, sql) in STEPS.iter().enumerate().skip(at) {
        let tx = db.unchecked_transaction()?;
        tx.execute_batch(sql)?;
        tx.pragma_update(None, "user_version", step as i64 + 1)?;
        tx.commit()?;
    }
    Ok(())
}

/// What brings a file from each version to the next.
const STEPS: [&str; SCHEMA as usize] =
    [include_str!("../sql/person_1.sql"), include_str!("../sql/person_2_payments.sql")];

fn to_json<T: serde::Serialize>(value: &T, what: &'static str) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|_| StoreError::Row(what))
}

fn from_json<T: serde::de::DeserializeOwned>(text: &str, what: &'static str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::Row(what))
}
