//! The file of the caches: opened, taken over from its old name, dropped and built anew when it is damaged.

use crate::error::MediaError;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use tradewind_domain::lock;
use tradewind_storage::{Repairs, drop_files, with_suffix};

/// The file of both caches.
const NAME: &str = "media.sqlite";
/// Its name until version 0.1: it had pictures alone at first.
const OLD_NAME: &str = "pictures.sqlite";

/// The schema version this build reads and writes. Version 1 had pictures alone, and said 0.
const SCHEMA: i64 = 2;

/// The open file. It is written without syncing, so a power cut may leave it damaged: then it is dropped, whenever that is found.
pub(crate) struct CacheFile {
    db: Mutex<Connection>,
    path: PathBuf,
    vfs: Option<String>,
    repairs: Repairs,
}

/// Opens `media.sqlite` in `folder`. One that is broken or of a version to come is dropped: it is cache.
pub(crate) fn open(
    folder: &Path,
    vfs: Option<&str>,
    repairs: &Repairs,
) -> Result<Arc<CacheFile>, MediaError> {
    let path = folder.join(NAME);
    take_over(folder, &path);
    let db = connect(&path, vfs).or_else(|error| {
        if !matches!(error, rusqlite::Error::InvalidQuery) {
            repairs.note();
        }
        drop_files(&path);
        connect(&path, vfs)
    })?;
    Ok(Arc::new(CacheFile {
        db: Mutex::new(db),
        path,
        vfs: vfs.map(str::to_owned),
        repairs: repairs.clone(),
    }))
}

impl CacheFile {
    /// Does something with the file. Where that finds it damaged, the file is built anew, empty, and it is done once more.
    pub(crate) fn healing<T>(
        &self,
        work: impl Fn(&mut Connection) -> Result<T, MediaError>,
    ) -> Result<T, MediaError> {
        let mut db = self.lock();
        match work(&mut db) {
            Err(error) if error.is_damage() => {
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
        lock(&self.db)
    }
}

/// Gives a cache of the old name its new one, with a journal that a power cut left. Where there is a new file with content
/// already, or the old one cannot be renamed, the old one is dropped: it is cache.
fn take_over(folder: &Path, new: &Path) {
    let length = |path: &Path| std::fs::metadata(path).map_or(0, |about| about.len());
    let old = folder.join(OLD_NAME);
    if length(&old) > 0 && length(new) == 0 {
        // The journal first: when the process ends in between, the next start finds it under its new name.
        let _ = std::fs::rename(with_suffix(&old, "-journal"), with_suffix(new, "-journal"));
        let _ = std::fs::rename(&old, new);
    }
    drop_files(&old);
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
    tx.execute_batch(include_str!("../sql/media_2.sql"))?;
    tx.pragma_update(None, "user_version", SCHEMA)?;
    tx.commit()?;
    Ok(db)
}
