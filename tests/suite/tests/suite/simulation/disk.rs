//! What lies on the simulated disk: the person's file, and what of it a power cut leaves.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tradewind_checkout::{PersonStore, StoreOptions};
use tradewind_ports::OpenGate;
use tradewind_suite::mutants::Mutant;
use tradewind_suite::vfs;

pub(super) const BASE: &str = "http://127.0.0.1:1";

/// The key under which an attempt was sent.
pub(super) fn key_of(folder: &str, attempt: &str) -> Option<String> {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE;
    let path = format!("{folder}/person.sqlite");
    let db = rusqlite::Connection::open_with_flags_and_vfs(&path, flags, vfs::NAME).ok()?;
    db.query_row("SELECT key FROM attempt WHERE id = ?1", [attempt], |row| row.get(0)).ok()
}

/// What the attempt that bought this checkout had been approved at.
pub(super) fn approved(folder: &str, checkout: &str) -> Option<(i64, String)> {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE;
    let path = format!("{folder}/person.sqlite");
    let db = rusqlite::Connection::open_with_flags_and_vfs(&path, flags, vfs::NAME).ok()?;
    let sql = "SELECT minor, currency FROM attempt WHERE checkout = ?1 AND state = 'succeeded'";
    db.query_row(sql, [checkout], |row| Ok((row.get(0)?, row.get(1)?))).ok()
}

/// A folder on the simulated disk; tests run side by side, so each run has its own.
pub(super) fn folder_name(seed: u64, mutant: Option<Mutant>) -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    format!("/sim-{}-{seed}-{mutant:?}", NEXT.fetch_add(1, Ordering::SeqCst))
}

pub(super) fn journalled(folder: &str, body: &[u8], key: &str) -> bool {
    let copy = format!("{folder}-platter");
    vfs::durable_copy(folder, &copy);
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE;
    let path = format!("{copy}/person.sqlite");
    let found = rusqlite::Connection::open_with_flags_and_vfs(&path, flags, vfs::NAME).and_then(|db| {
        let sql = "SELECT count(*) FROM attempt WHERE body = ?1 AND key = ?2 AND sends > 0";
        db.query_row(sql, rusqlite::params![body, key], |row| row.get::<_, i64>(0))
    });
    vfs::forget(&copy);
    found.is_ok_and(|count| count == 1)
}

pub(super) fn try_open(folder: &Path) -> Option<PersonStore> {
    let options = StoreOptions { vfs: Some(vfs::NAME.to_owned()) };
    PersonStore::open(folder, BASE, &options, Arc::new(OpenGate)).ok()
}
