//! `pictures.sqlite`: bounded caches of files, one table each; the file used longest ago goes first.

use crate::db::drop_files;
use crate::error::CatalogError;
use crate::repair::Repairs;
use rusqlite::{Connection, OpenFlags, OptionalExtension, params};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tradewind_domain::Timestamp;

/// The schema version this build reads and writes. Version 1 had pictures alone, and said 0.
const SCHEMA: i64 = 2;

/// The file. It is written without syncing, so a power cut may leave it rotten: then it is dropped, whenever that is found.
pub(crate) struct Cabinet {
    db: Mutex<Connection>,
    path: PathBuf,
    vfs: Option<String>,
    repairs: Repairs,
}

/// Opens the file in `folder`. One that is broken or of a version to come is dropped: it is cache.
pub(crate) fn open(
    folder: &Path,
    vfs: Option<&str>,
    repairs: &Repairs,
) -> Result<Arc<Cabinet>, CatalogError> {
    let path = folder.join("pictures.sqlite");
    let db = connect(&path, vfs).or_else(|error| {
        if !matches!(error, rusqlite::Error::InvalidQuery) {
            repairs.note();
        }
        drop_files(&path);
        connect(&path, vfs)
    })?;
    Ok(Arc::new(Cabinet { db: Mutex::new(db), path, vfs: vfs.map(str::to_owned), repairs: repairs.clone() }))
}

impl Cabinet {
    /// Does something with the file. Where that finds it rotten, the file is built anew, empty, and it is done once more.
    fn healing<T>(
        &self,
        work: impl Fn(&mut Connection) -> Result<T, CatalogError>,
    ) -> Result<T, CatalogError> {
        let mut db = self.lock();
        match work(&mut db) {
            Err(error) if error.is_rot() => {
                // Closed first: what is dropped under an open connection would come back with its journal.
                *db = Connection::open_in_memory()?;
                drop_files(&self.path);
                *db = connect(&self.path, self.vfs.as_deref())?;
                self.repairs.note();
                work(&mut db)
            }
            other => other,
        }
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.db.lock().unwrap_or_else(PoisonError::into_inner)
    }
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
    cabinet: Arc<Cabinet>,
    /// `picture` or `model`.
    table: &'static str,
    cap_bytes: u64,
}

impl Shelf {
    pub(crate) fn new(cabinet: Arc<Cabinet>, table: &'static str, cap_bytes: u64) -> Self {
        Self { cabinet, table, cap_bytes }
    }

    /// The file behind a key, which counts as a use of it.
    pub(crate) fn take(&self, key: &str, now: Timestamp) -> Result<Option<Vec<u8>>, CatalogError> {
        let sql = format!("UPDATE {} SET used_at = ?2 WHERE key = ?1 RETURNING file", self.table);
        self.cabinet.healing(|db| {
            Ok(db.prepare_cached(&sql)?.query_row(params![key, now.0], |row| row.get(0)).optional()?)
        })
    }

    /// The largest file whose key ends with a space and `name`.
    pub(crate) fn largest_of(&self, name: &str) -> Result<Option<Vec<u8>>, CatalogError> {
        let table = self.table;
        let sql = format!(
            "SELECT file FROM {table} WHERE substr(key, instr(key, ' ') + 1) = ?1 ORDER BY size DESC LIMIT 1"
        );
        self.cabinet
            .healing(|db| Ok(db.prepare_cached(&sql)?.query_row([name], |row| row.get(0)).optional()?))
    }

    /// Keeps a file, and lets go what is beyond the cap; a single file above the cap stays until the next one.
    pub(crate) fn keep(&self, key: &str, file: &[u8], now: Timestamp) -> Result<(), CatalogError> {
        let table = self.table;
        let cap = i64::try_from(self.cap_bytes).unwrap_or(i64::MAX);
        self.cabinet.healing(|db| {
            let tx = db.transaction()?;
            tx.execute(
                &format!("INSERT OR REPLACE INTO {table} (key, size, used_at, file) VALUES (?1, ?2, ?3, ?4)"),
                params![key, file.len() as i64, now.0, file],
            )?;
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
        })
    }

    /// Forgets one file.
    pub(crate) fn drop(&self, key: &str) -> Result<(), CatalogError> {
        let sql = format!("DELETE FROM {} WHERE key = ?1", self.table);
        self.cabinet.healing(|db| Ok(db.execute(&sql, params![key]).map(drop)?))
    }

    /// Forgets all of them.
    pub(crate) fn clear(&self) -> Result<(), CatalogError> {
        let sql = format!("DELETE FROM {}; PRAGMA incremental_vacuum", self.table);
        self.cabinet.healing(|db| Ok(db.execute_batch(&sql)?))
    }

    /// How many bytes are kept.
    pub(crate) fn bytes(&self) -> Result<u64, CatalogError> {
        let sql = format!("SELECT coalesce(sum(size), 0) FROM {}", self.table);
        let sum: i64 = self.cabinet.healing(|db| Ok(db.query_row(&sql, [], |row| row.get(0))?))?;
        Ok(u64::try_from(sum).unwrap_or(0))
    }
}
