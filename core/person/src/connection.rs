//! A connection to SQLite that keeps what is promised of the person's data: durable when a call returns, overwritten when deleted.

use crate::error::StoreError;
use crate::statement;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};

/// How to keep the person's file.
#[derive(Debug, Clone, Default)]
pub struct StoreOptions {
    /// SQLite VFS; `None` for the system's.
    pub vfs: Option<String>,
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
    // A plan is made once: without this, SQLite parses a statement anew wherever a bound value might be worth another one.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    db.set_prepared_statement_cache_capacity(statement::KEPT);
    Ok(db)
}

/// The path of what SQLite keeps beside a file, such as its rollback journal.
pub(crate) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
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
