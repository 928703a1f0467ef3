//! Damage: which errors of SQLite say that a file is of no use, and how such a file is dropped.

use rusqlite::ErrorCode::{DatabaseCorrupt, DiskFull, NotADatabase};
use std::path::{Path, PathBuf};

/// Whether the file behind an error is of no use any more: corrupt, no database, or a row of another type than was written.
pub fn is_damaged(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(DatabaseCorrupt | NotADatabase))
        || matches!(
            error,
            rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
        )
}

/// Whether an error says that the disk is full.
pub fn is_full(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(DiskFull)
}

/// Deletes a database with all its journals: one left behind would be played into the next file of that name. Files that
/// are not there are no error.
pub fn drop_files(path: &Path) {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let _ = std::fs::remove_file(with_suffix(path, suffix));
    }
}

/// The file beside a database whose name has this suffix: `-journal`, for example.
pub fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_goes_with_its_journals_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        for name in ["a.sqlite", "a.sqlite-wal", "a.sqlite-shm", "a.sqlite-journal", "b.sqlite"] {
            std::fs::write(path(name), "x").expect("written");
        }
        drop_files(&path("a.sqlite"));
        let left: Vec<_> = std::fs::read_dir(folder.path()).expect("there").flatten().collect();
        assert!(left.len() == 1 && left[0].file_name() == "b.sqlite");
        drop_files(&path("a.sqlite"));
    }

    #[test]
    fn what_is_no_database_is_damaged_and_a_missing_row_is_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.sqlite");
        std::fs::write(&path, [7; 5_000]).expect("written");
        let db = rusqlite::Connection::open(&path).expect("opens lazily");
        let error = db.query_row("SELECT 1 FROM sqlite_schema", [], |_| Ok(())).expect_err("no database");
        assert!(is_damaged(&error) && !is_full(&error));
        assert!(!is_damaged(&rusqlite::Error::QueryReturnedNoRows));
    }
}
