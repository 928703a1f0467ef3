//! What lies on the simulated disk: the person's file, and what of it a power cut leaves.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tradewind_person::{PersonStore, StoreOptions, unsealed};
use tradewind_ports::{MemoryVault, NoFailPoint};
use tradewind_suite::mutants::Mutant;
use tradewind_suite::vfs;

pub(super) const BASE: &str = "http://127.0.0.1:1";

/// The person's file in a folder of the simulated disk.
fn person_file(folder: &str) -> rusqlite::Result<rusqlite::Connection> {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE;
    rusqlite::Connection::open_with_flags_and_vfs(format!("{folder}/person.sqlite"), flags, vfs::NAME)
}

/// The key under which an attempt was sent.
pub(super) fn key_of(folder: &str, attempt: &str) -> Option<String> {
    let db = person_file(folder).ok()?;
    db.query_row("SELECT key FROM attempt WHERE id = ?1", [attempt], |row| row.get(0)).ok()
}

/// What the attempt that bought this checkout had been approved at.
pub(super) fn approved(folder: &str, checkout: &str) -> Option<(i64, String)> {
    let db = person_file(folder).ok()?;
    let sql = "SELECT minor, currency FROM attempt WHERE checkout = ?1 AND state = 'succeeded'";
    db.query_row(sql, [checkout], |row| Ok((row.get(0)?, row.get(1)?))).ok()
}

/// Whether the person's file names this session: as the one in progress, as one to cancel, or in an attempt.
pub(super) fn knows(folder: &str, session: &str) -> bool {
    let sql = "SELECT EXISTS (SELECT 1 FROM checkout WHERE instr(body, ?1) > 0) OR EXISTS (SELECT 1 FROM cancel WHERE checkout = ?1)
        OR EXISTS (SELECT 1 FROM attempt WHERE checkout = ?1)";
    person_file(folder).and_then(|db| db.query_row(sql, [session], |row| row.get(0))).unwrap_or(false)
}

/// The attempt that is open in the person's file, where nothing was bought yet.
pub(super) fn open_attempt(folder: &str) -> Option<String> {
    let db = person_file(folder).ok()?;
    let sql = "SELECT id FROM attempt WHERE settled_at IS NULL AND NOT EXISTS (SELECT 1 FROM orders)";
    db.query_row(sql, [], |row| row.get(0)).ok()
}

/// An older copy of the person's file, made while an attempt was open in it.
pub(super) struct Backup {
    folder: String,
    copy: String,
    attempt: Option<String>,
}

impl Backup {
    pub(super) fn of(folder: &str) -> Self {
        Self { folder: folder.to_owned(), copy: format!("/backup{folder}"), attempt: None }
    }

    /// Between two lives: the first open attempt is copied; once another one is open, the copy is put back in its place, and
    /// the vault alone knows of that one. Says whether it was put back.
    pub(super) fn between_lives(&mut self) -> bool {
        let Some(open) = open_attempt(&self.folder) else { return false };
        match &self.attempt {
            None => {
                vfs::durable_copy(&self.folder, &self.copy);
                self.attempt = Some(open);
                false
            }
            Some(copied) if *copied == open => false,
            Some(_) => {
                vfs::durable_copy(&self.copy, &self.folder);
                true
            }
        }
    }
}

impl Drop for Backup {
    fn drop(&mut self) {
        vfs::forget(&self.copy);
    }
}

/// A folder on the simulated disk; tests run side by side, so each run has its own.
pub(super) fn folder_name(seed: u64, mutant: Option<Mutant>) -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    format!("/sim-{}-{seed}-{mutant:?}", NEXT.fetch_add(1, Ordering::SeqCst))
}

/// Whether the very bytes are what a power cut would leave of an attempt, sealed by the key in this vault.
pub(super) fn journalled(folder: &str, body: &[u8], key: &str, vault: &MemoryVault) -> bool {
    let copy = format!("{folder}-platter");
    vfs::durable_copy(folder, &copy);
    let found = person_file(&copy).and_then(|db| {
        let sql = "SELECT id, url, protocol, body FROM attempt WHERE key = ?1 AND sends > 0";
        let text = |row: &rusqlite::Row<'_>, column| {
            row.get::<_, Option<String>>(column).map(Option::unwrap_or_default)
        };
        db.query_row(sql, [key], |row| {
            Ok(([text(row, 0)?, text(row, 1)?, text(row, 2)?], row.get::<_, Vec<u8>>(3)?))
        })
    });
    vfs::forget(&copy);
    let kept = found.ok().and_then(|([attempt, url, protocol], kept)| {
        unsealed(vault, [&attempt, &url, &protocol, key], &kept)
    });
    kept.is_some_and(|kept| kept.expose() == body)
}

pub(super) fn try_open(folder: &Path) -> Option<PersonStore> {
    let options = StoreOptions { vfs: Some(vfs::NAME.to_owned()) };
    PersonStore::open(folder, BASE, &options, Arc::new(NoFailPoint)).ok()
}
