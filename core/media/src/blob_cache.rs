//! A cache of files of bounded size, in one table of the caches' file; the file used longest ago goes first.

use crate::cache_file::CacheFile;
use crate::error::MediaError;
use rusqlite::{OptionalExtension, params};
use std::sync::Arc;
use tradewind_domain::Timestamp;

/// A cache of files, each under a key, of bounded size; the file used longest ago goes first. Cheap to clone. Calls block for
/// as long as SQLite does.
#[derive(Clone)]
pub(crate) struct BlobCache {
    file: Arc<CacheFile>,
    /// `picture` or `model`.
    table: &'static str,
    cap_bytes: u64,
}

impl BlobCache {
    /// The cache in `table` of the file, of at most `cap_bytes`.
    pub(crate) fn new(file: Arc<CacheFile>, table: &'static str, cap_bytes: u64) -> Self {
        Self { file, table, cap_bytes }
    }

    /// The file behind a key, which counts as a use of it.
    pub(crate) fn take(&self, key: &str, now: Timestamp) -> Result<Option<Vec<u8>>, MediaError> {
        let sql = format!("UPDATE {} SET used_at = ?2 WHERE key = ?1 RETURNING file", self.table);
        self.file.healing(|db| {
            Ok(db.prepare_cached(&sql)?.query_row(params![key, now.0], |row| row.get(0)).optional()?)
        })
    }

    /// The largest file whose key ends with a space and `name`.
    pub(crate) fn largest_of(&self, name: &str) -> Result<Option<Vec<u8>>, MediaError> {
        let table = self.table;
        let sql = format!(
            "SELECT file FROM {table} WHERE substr(key, instr(key, ' ') + 1) = ?1 ORDER BY size DESC LIMIT 1"
        );
        self.file.healing(|db| Ok(db.prepare_cached(&sql)?.query_row([name], |row| row.get(0)).optional()?))
    }

    /// Keeps a file, and lets go what is beyond the cap; a single file above the cap stays until the next one.
    pub(crate) fn keep(&self, key: &str, file: &[u8], now: Timestamp) -> Result<(), MediaError> {
        let table = self.table;
        let cap = i64::try_from(self.cap_bytes).unwrap_or(i64::MAX);
        self.file.healing(|db| {
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
    pub(crate) fn drop(&self, key: &str) -> Result<(), MediaError> {
        let sql = format!("DELETE FROM {} WHERE key = ?1", self.table);
        self.file.healing(|db| Ok(db.execute(&sql, params![key]).map(drop)?))
    }

    /// Forgets all of them.
    pub(crate) fn clear(&self) -> Result<(), MediaError> {
        let sql = format!("DELETE FROM {}; PRAGMA incremental_vacuum", self.table);
        self.file.healing(|db| Ok(db.execute_batch(&sql)?))
    }

    /// How many bytes are kept.
    pub(crate) fn bytes(&self) -> Result<u64, MediaError> {
        let sql = format!("SELECT coalesce(sum(size), 0) FROM {}", self.table);
        let sum: i64 = self.file.healing(|db| Ok(db.query_row(&sql, [], |row| row.get(0))?))?;
        Ok(u64::try_from(sum).unwrap_or(0))
    }
}
