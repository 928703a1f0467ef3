//! `pictures.sqlite`: bounded caches of files, one table each; the file used longest ago goes first.

use crate::error::CatalogError;
use rusqlite::{Connection, OpenFlags, OptionalExtension, params};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use tradewind_domain::Timestamp;

/// The schema version this build reads and writes. Version 1 had pictures alone, and said 0.
const SCHEMA: i64 = 2;

/// Opens the file in `folder`. One that is broken or of a version to come is dropped: it is cache.
pub(crate) fn open(folder: &Path, vfs: Option<&str>) -> Result<Arc<Mutex<Connection>>, CatalogError> {
    let path = folder.join("pictures.sqlite");
    let db = connect(&path, vfs).or_else(|_| {
        let _ = std::fs::remove_file(&path);
        connect(&path, vfs)
    })?;
    Ok(Arc::new(Mutex::new(db)))
}

fn connect(path: &Path, vfs: Option<&str>) -> rusqlite::Result<Connection> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = match vfs {
        Some(vfs) => Connection::open_with_flags_and_vfs(path, flags, vfs)?,
        None => Connection::open_with_flags(path, flags)?,
    };
    db.execute_batch(
        "PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = OFF;
         PRAGMA temp_store = MEMORY;",
    )?;
    let version: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version > SCHEMA {
        return Err(rusqlite::Error::InvalidQuery);
    }
    // An older file keeps its pictures; the tables it lacks are made.
    let tx = db.unchecked_transaction()?;
    tx.execute_batch(include_str!("../sql/pictures_2.sql"))?;
    tx.pragma_update(None, "user_version", SCHEMA)?;
    tx.commit()?;
    Ok(db)
}

/// One of the caches. Calls block for as long as SQLite does.
#[derive(Clone)]
pub(crate) struct Shelf {
    db: Arc<Mutex<Connection>>,
    /// `picture` or `model`.
    table: &'static str,
    cap_bytes: u64,
}

impl Shelf {
    pub(crate) fn new(db: Arc<Mutex<Connection>>, table: &'static str, cap_bytes: u64) -> Self {
        Self { db, table, cap_bytes }
    }

    /// The file behind a key, which counts as a use of it.
    pub(crate) fn take(&self, key: &str, now: Timestamp) -> Result<Option<Vec<u8>>, CatalogError> {
        let sql = format!("UPDATE {} SET used_at = ?2 WHERE key = ?1 RETURNING file", self.table);
        let db = self.lock();
        let file = db.prepare_cached(&sql)?.query_row(params![key, now.0], |row| row.get(0)).optional()?;
        Ok(file)
    }

    /// The largest file whose key ends with a space and `name`.
    pub(crate) fn largest_of(&self, name: &str) -> Result<Option<Vec<u8>>, CatalogError> {
        let table = self.table;
        let sql = format!(
            "SELECT file FROM {table} WHERE substr(key, instr(key, ' ') + 1) = ?1 ORDER BY size DESC LIMIT 1"
        );
        Ok(self.lock().prepare_cached(&sql)?.query_row([name], |row| row.get(0)).optional()?)
    }

    /// Keeps a file, and lets go what is beyond the cap; a single file above the cap stays until the next one.
    pub(crate) fn keep(&self, key: &str, file: &[u8], now: Timestamp) -> Result<(), CatalogError> {
        let table = self.table;
        let mut db = self.lock();
        let tx = db.transaction()?;
        tx.execute(
            &format!("INSERT OR REPLACE INTO {table} (key, size, used_at, file) VALUES (?1, ?2, ?3, ?4)"),
            params![key, file.len() as i64, now.0, file],
        )?;
        let cap = i64::try_from(self.cap_bytes).unwrap_or(i64::MAX);
        tx.execute(
            &format!(
                "DELETE FROM {table} WHERE key <> ?1 AND key IN (
                     SELECT key FROM
                         (SELECT key, sum(size) OVER (ORDER BY used_at DESC, key) AS upto FROM {table})
                     WHERE upto > ?2)"
            ),
            params![key, cap],
        )?;
        tx.commit()?;
        Ok(())
    }

    /// Forgets one file.
    pub(crate) fn drop(&self, key: &str) -> Result<(), CatalogError> {
        self.lock().execute(&format!("DELETE FROM {} WHERE key = ?1", self.table), params![key])?;
        Ok(())
    }

    /// Forgets all of them.
    pub(crate) fn clear(&self) -> Result<(), CatalogError> {
        self.lock().execute_batch(&format!("DELETE FROM {}; PRAGMA incremental_vacuum", self.table))?;
        Ok(())
    }

    /// How many bytes are kept.
    pub(crate) fn bytes(&self) -> Result<u64, CatalogError> {
        let sql = format!("SELECT coalesce(sum(size), 0) FROM {}", self.table);
        let sum: i64 = self.lock().query_row(&sql, [], |row| row.get(0))?;
        Ok(u64::try_from(sum).unwrap_or(0))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Connection> {
        self.db.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
