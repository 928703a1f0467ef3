//! A damaged file: looked for at each opening, put aside under another name, never thrown away. What can be read of it is
//! taken over into a new one.
//!
//! The new file is whole and synced before the old one is moved, so that a power cut in between loses neither.

use crate::connection::{StoreOptions, connect, with_suffix};
use crate::error::StoreError;
use crate::{salvage, schema};
use rusqlite::{Connection, ErrorCode};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;
use tradewind_domain::Code;

/// The person's file in its folder.
const FILE: &str = "person.sqlite";
/// What the name of a file that was put aside begins with; milliseconds since 1970 follow, of its last change.
pub(crate) const ASIDE: &str = "person.sqlite.damaged-";

/// Opens the file, brought to this build's schema and found to be whole.
pub(crate) fn open_or_repair(folder: &Path, options: &StoreOptions) -> Result<Connection, StoreError> {
    let path = folder.join(FILE);
    if options.vfs.is_some() {
        // Another disk than the folder's: what is damaged there cannot be moved from here.
        return open(&path, options);
    }
    finish_interrupted(folder)?;
    match open(&path, options) {
        Err(error) if is_damage(&error) => {
            repair(folder)?;
            open(&path, options)
        }
        opened => opened,
    }
}

fn open(path: &Path, options: &StoreOptions) -> Result<Connection, StoreError> {
    let db = connect(path, options)?;
    // The full check compares every index with its table, which takes as long as there are payments. What is looked up by an
    // index while it matters, the open attempts, `verify` compares.
    let found: String = db.query_row("PRAGMA quick_check(1)", [], |row| row.get("quick_check"))?;
    if found != "ok" {
        return Err(StoreError::Row("quick_check"));
    }
    schema::upgrade(&db)?;
    salvage::verify(&db)?;
    Ok(db)
}

/// Whether the file's own bytes are at fault. A full disk, a lack of rights or a newer app are not its fault.
fn is_damage(error: &StoreError) -> bool {
    match error {
        StoreError::Row(_) => true,
        StoreError::Sqlite(error) => match error.sqlite_error_code() {
            Some(code) => matches!(
                code,
                ErrorCode::DatabaseCorrupt
                    | ErrorCode::NotADatabase
                    | ErrorCode::SchemaChanged
                    | ErrorCode::TypeMismatch
                    | ErrorCode::ConstraintViolation
                    | ErrorCode::TooBig
                    // A table that should be there is not.
                    | ErrorCode::Unknown
            ),
            // A value of another type, or text that is none.
            None => true,
        },
        _ => false,
    }
}

fn repair(folder: &Path) -> Result<(), StoreError> {
    let (damaged, new) = (folder.join(FILE), folder.join("person.sqlite.new"));
    let scratch = folder.join("person.sqlite.salvage");
    remove_all(&[&new, &scratch])?;
    // What is read is a copy: reading may roll a journal back, and what is put aside stays as it was found.
    for suffix in ["", "-journal"] {
        let from = with_suffix(&damaged, suffix);
        if from.exists() {
            fs::copy(&from, with_suffix(&scratch, suffix)).map_err(StoreError::Folder)?;
        }
    }
    fs::copy(&damaged, &new).and_then(|_| fs::write(&new, [])).map_err(StoreError::Folder)?;
    let mut fresh = connect(&new, &StoreOptions::default())?;
    schema::upgrade(&fresh)?;
    let journal_read = salvage::take_over(&scratch, &new, &mut fresh)?;
    let mut notices = vec![Code::StoreRepaired];
    if !journal_read {
        notices.push(Code::JournalLost);
    }
    for code in notices {
        fresh.execute("INSERT OR IGNORE INTO notice (code) VALUES (?1)", [code.as_str()])?;
    }
    drop(fresh);
    let aside = free_name(folder, &damaged);
    let steps = || {
        fs::rename(&damaged, &aside)?;
        move_journal(&damaged, &with_suffix(&aside, "-journal"))?;
        fs::rename(&new, &damaged)?;
        sync_folder(folder)
    };
    steps().map_err(StoreError::Folder)?;
    remove_all(&[&new, &scratch])
}

/// A repair whose process ended between its last moves is finished.
fn finish_interrupted(folder: &Path) -> Result<(), StoreError> {
    let (file, new) = (folder.join(FILE), folder.join("person.sqlite.new"));
    let gone = fs::metadata(&file).map_or(true, |found| found.len() == 0);
    if !gone || !new.exists() || !aside_files(folder)?.iter().any(|path| path.exists()) {
        return Ok(());
    }
    let steps = || {
        move_journal(&file, &folder.join(format!("{ASIDE}0-journal")))?;
        fs::rename(&new, &file)?;
        sync_folder(folder)
    };
    steps().map_err(StoreError::Folder)
}

/// A journal belongs to its file: left behind, it would be rolled back into the new one. An empty one says nothing.
fn move_journal(of: &Path, to: &Path) -> std::io::Result<()> {
    let journal = with_suffix(of, "-journal");
    match fs::metadata(&journal) {
        Ok(found) if found.len() > 0 => fs::rename(&journal, to),
        Ok(_) => fs::remove_file(&journal),
        Err(_) => Ok(()),
    }
}

/// Files that were put aside.
pub(crate) fn aside_files(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(StoreError::Folder)? {
        let entry = entry.map_err(StoreError::Folder)?;
        if entry.file_name().to_string_lossy().starts_with(ASIDE) {
            found.push(entry.path());
        }
    }
    Ok(found)
}

/// The damaged file's new name, after the moment of its last change: the same whatever this phone's clock says now.
fn free_name(folder: &Path, damaged: &Path) -> PathBuf {
    let changed = fs::metadata(damaged).and_then(|found| found.modified()).ok();
    let since = changed.and_then(|moment| moment.duration_since(UNIX_EPOCH).ok());
    let stamp = since.map_or(0, |since| since.as_millis());
    let mut path = folder.join(format!("{ASIDE}{stamp}"));
    for n in 2_u32.. {
        if !path.exists() {
            break;
        }
        path = folder.join(format!("{ASIDE}{stamp}-{n}"));
    }
    path
}

fn remove_all(paths: &[&Path]) -> Result<(), StoreError> {
    for path in paths {
        for suffix in ["", "-journal"] {
            let path = with_suffix(path, suffix);
            if path.exists() {
                fs::remove_file(path).map_err(StoreError::Folder)?;
            }
        }
    }
    Ok(())
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> std::io::Result<()> {
    Ok(())
}
