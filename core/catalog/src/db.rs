//! Opening the catalog's file: one writer, two readers, WAL; a file that is broken or of another version is dropped, when it is
//! opened and when it is found out later.

use crate::discovery::Offered;
use crate::error::CatalogError;
use crate::incoming;
use crate::numbers;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use tradewind_domain::lock;
use tradewind_ports::FailPoint;
use tradewind_storage::{Repairs, drop_files};
use tradewind_trade::Day;

/// What each version of the schema adds to the one before. An older file is brought up: a phone without a network goes on reading
/// its catalog. A newer one is cache and is dropped.
const STEPS: [&str; 4] = [
    include_str!("../sql/schema_1.sql"),
    include_str!("../sql/schema_2.sql"),
    include_str!("../sql/schema_3.sql"),
    include_str!("../sql/schema_4.sql"),
];
/// The schema version this build reads and writes.
pub(crate) const SCHEMA: u32 = STEPS.len() as u32;
/// The version from which on the numbers of items are indexed.
const NUMBERED: u32 = 4;

/// How to keep the catalog.
#[derive(Debug, Clone, Default)]
pub struct CatalogOptions {
    /// SQLite VFS; `None` for the system's.
    pub vfs: Option<String>,
    /// Keeps caches small: for phones that are short of memory.
    pub low_memory: bool,
    /// Told when the file had rotted and was built anew.
    pub repairs: Repairs,
    /// The day of the rules of trade that the app was built with: a merchant's older ones are refused.
    pub rules_as_of: Option<Day>,
}

/// The catalog on this phone. Cheap to clone; calls block for as long as SQLite does, so they belong on a worker.
#[derive(Clone)]
pub struct Catalog {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    writer: Mutex<Connection>,
    readers: [Mutex<Connection>; 2],
    pub(crate) fail_point: Arc<dyn FailPoint>,
    /// Normalised origin of the merchant all rows are keyed by.
    pub(crate) merchant: String,
    /// The markets of the index that was read last.
    pub(crate) offered: Mutex<Vec<Offered>>,
    folder: PathBuf,
    pub(crate) options: CatalogOptions,
    /// How often the file was built anew.
    rebuilt: AtomicU64,
}

impl Catalog {
    /// Opens `catalog.sqlite` in `folder` for one merchant (its origin as text).
    pub fn open(
        folder: &Path,
        merchant: &str,
        options: &CatalogOptions,
        fail_point: Arc<dyn FailPoint>,
    ) -> Result<Self, CatalogError> {
        incoming::sweep(folder);
        let path = path(folder);
        let (writer, readers) = match open_all(&path, options) {
            Ok(all) => all,
            Err(error) if is_broken(&error) => {
                // Of another version is no damage.
                if !matches!(error, rusqlite::Error::InvalidQuery) {
                    options.repairs.note();
                }
                drop_files(&path);
                open_all(&path, options)?
            }
            Err(error) => return Err(error.into()),
        };
        let inner = Inner {
            writer: Mutex::new(writer),
            readers: readers.map(Mutex::new),
            fail_point,
            merchant: merchant.to_owned(),
            offered: Mutex::default(),
            folder: folder.to_owned(),
            options: options.clone(),
            rebuilt: AtomicU64::new(0),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// The folder of the catalog's files.
    pub(crate) fn folder(&self) -> &Path {
        &self.inner.folder
    }

    /// Does something with the file. Where that finds it rotten, the file is built anew, empty, and it is done once more.
    pub(crate) fn healing<T>(&self, work: impl Fn() -> Result<T, CatalogError>) -> Result<T, CatalogError> {
        let before = self.inner.rebuilt.load(Ordering::SeqCst);
        match work() {
            Err(error) if error.is_damage() => {
                self.rebuild(before)?;
                work()
            }
            other => other,
        }
    }

    /// Drops the file and makes an empty one, unless somebody else did since `before`.
    fn rebuild(&self, before: u64) -> Result<(), CatalogError> {
        let inner = &self.inner;
        let (mut writer, mut first, mut second) =
            (self.writer(), lock(&inner.readers[0]), lock(&inner.readers[1]));
        if inner.rebuilt.load(Ordering::SeqCst) != before {
            return Ok(());
        }
        // Closed first: what is dropped under an open connection would come back with its journal.
        for connection in [&mut *writer, &mut *first, &mut *second] {
            *connection = Connection::open_in_memory()?;
        }
        let path = path(&inner.folder);
        drop_files(&path);
        let (new, readers) = open_all(&path, &inner.options)?;
        let [one, two] = readers;
        (*writer, *first, *second) = (new, one, two);
        inner.rebuilt.fetch_add(1, Ordering::SeqCst);
        inner.options.repairs.note();
        Ok(())
    }

    /// Frees SQLite's page caches, for a phone that is short of memory.
    pub fn trim(&self) {
        for reader in &self.inner.readers {
            let _ = lock(reader).execute_batch("PRAGMA shrink_memory");
        }
    }

    /// The writer. Held for one transaction, never across a call to a host; the fail points within a transaction are the one
    /// exception that [`FailPoint`] names.
    pub(crate) fn writer(&self) -> MutexGuard<'_, Connection> {
        lock(&self.inner.writer)
    }

    /// A reader that is free, or the first when none is.
    pub(crate) fn reader(&self) -> MutexGuard<'_, Connection> {
        self.inner
            .readers
            .iter()
            .find_map(|reader| reader.try_lock().ok())
            .unwrap_or_else(|| lock(&self.inner.readers[0]))
    }
}

fn path(folder: &Path) -> PathBuf {
    folder.join("catalog.sqlite")
}

fn open_all(path: &Path, options: &CatalogOptions) -> rusqlite::Result<(Connection, [Connection; 2])> {
    let writer = connect(path, options)?;
    prepare(&writer)?;
    let reader = || -> rusqlite::Result<Connection> {
        let db = connect(path, options)?;
        db.pragma_update(None, "query_only", true)?;
        Ok(db)
    };
    Ok((writer, [reader()?, reader()?]))
}

fn connect(path: &Path, options: &CatalogOptions) -> rusqlite::Result<Connection> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = match &options.vfs {
        Some(vfs) => Connection::open_with_flags_and_vfs(path, flags, vfs.as_str())?,
        None => Connection::open_with_flags(path, flags)?,
    };
    // Android has no folder for temporary files. A cache may lose its last transaction in a power cut (NORMAL), it
    // only must not be torn, which WAL sees to.
    db.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY;
         PRAGMA journal_size_limit = 10485760;",
    )?;
    db.pragma_update(None, "cache_size", if options.low_memory { -500 } else { -4_000 })?;
    db.busy_timeout(std::time::Duration::from_secs(5))?;
    Ok(db)
}

fn prepare(db: &Connection) -> rusqlite::Result<()> {
    let version: u32 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let missing = usize::try_from(version).ok().and_then(|version| STEPS.get(version..));
    let missing = missing.ok_or(rusqlite::Error::InvalidQuery)?;
    if missing.is_empty() {
        return db.query_row("SELECT count(*) FROM scope", [], |_| Ok(()));
    }
    let tx = db.unchecked_transaction()?;
    missing.iter().try_for_each(|step| tx.execute_batch(step))?;
    if version < NUMBERED {
        numbers::index_all(&tx)?;
    }
    tx.pragma_update(None, "user_version", SCHEMA)?;
    tx.commit()
}

/// Whether a file is no use any more. Known signs of corruption, another version, or no tables where some should be.
fn is_broken(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase, SchemaChanged, TypeMismatch, Unknown};
    match error {
        rusqlite::Error::InvalidQuery => true,
        error => matches!(
            error.sqlite_error_code(),
            Some(DatabaseCorrupt | NotADatabase | SchemaChanged | TypeMismatch | Unknown)
        ),
    }
}
