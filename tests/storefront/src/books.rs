//! The merchant's books: one SQLite file; or a database in memory, which the next merchant on this thread finds empty and parsed.

use rusqlite::{Connection, Result};
use std::cell::RefCell;
use std::ops::Deref;
use std::path::Path;

/// How many statements stay parsed.
const STATEMENTS: usize = 64;
/// How many databases a thread keeps for the merchants that are opened after it closed others.
const SPARE: usize = 2;

thread_local! {
    static SPARES: RefCell<Vec<Connection>> = const { RefCell::new(Vec::new()) };
}

/// The books, with their tables. Those in memory are closed with this.
pub(crate) struct Books {
    /// None while this is dropped.
    db: Option<Connection>,
    is_in_memory: bool,
}

impl Books {
    /// `storefront.sqlite` in a folder.
    pub(crate) fn in_folder(folder: &Path) -> Result<Self> {
        let db = Connection::open(folder.join("storefront.sqlite"))?;
        db.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")?;
        Ok(Self { db: Some(with_tables(db)?), is_in_memory: false })
    }

    /// Empty ones, gone with this.
    pub(crate) fn in_memory() -> Result<Self> {
        let spare = SPARES.try_with(|spares| spares.borrow_mut().pop()).ok().flatten();
        let db = match spare.filter(|db| emptied(db).is_ok()) {
            Some(db) => db,
            None => with_tables(Connection::open_in_memory()?)?,
        };
        Ok(Self { db: Some(db), is_in_memory: true })
    }
}

impl Deref for Books {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.db.as_ref().expect("proof: it is taken when this is dropped, and not before")
    }
}

impl Drop for Books {
    fn drop(&mut self) {
        // What a thread broke off in the middle is nobody's to go on with.
        let Some(db) = self.db.take().filter(|db| self.is_in_memory && db.is_autocommit()) else { return };
        let _ = SPARES.try_with(|spares| {
            let mut spares = spares.borrow_mut();
            if spares.len() < SPARE {
                spares.push(db);
            }
        });
    }
}

fn with_tables(db: Connection) -> Result<Connection> {
    db.set_prepared_statement_cache_capacity(STATEMENTS);
    db.execute_batch(include_str!("schema.sql"))?;
    Ok(db)
}

/// As it was when it had its tables.
fn emptied(db: &Connection) -> Result<()> {
    let mut tables = db.prepare_cached("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
    let tables: Vec<String> = tables.query_map([], |row| row.get(0))?.collect::<Result<_>>()?;
    for table in tables {
        db.prepare_cached(&format!("DELETE FROM {table}"))?.execute([])?;
    }
    db.prepare_cached("INSERT INTO counter (next) VALUES (0)")?.execute([])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn books_in_memory_are_empty_whoever_had_them_before() {
        let fresh = with_tables(Connection::open_in_memory().expect("opens")).expect("tables");
        for run in 0..3 {
            let books = Books::in_memory().expect("opens");
            assert_eq!(rows(&books), rows(&fresh), "{run}");
            books
                .execute_batch(
                    "UPDATE counter SET next = 9; INSERT INTO stock VALUES ('mug', 1);
                 INSERT INTO checkout VALUES ('one', '{}');",
                )
                .expect("written");
        }
        // A transaction that nobody ended is not gone on with.
        let books = Books::in_memory().expect("opens");
        books.execute_batch("BEGIN; INSERT INTO stock VALUES ('bowl', 1);").expect("written");
        drop(books);
        let books = Books::in_memory().expect("opens");
        assert!(books.is_autocommit());
        assert_eq!(rows(&books), rows(&fresh));
    }

    /// The rows of each table, and what the counter says.
    fn rows(db: &Connection) -> Vec<i64> {
        let mut tables =
            db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").expect("reads");
        let tables: Vec<String> =
            tables.query_map([], |row| row.get(0)).and_then(Iterator::collect).expect("reads");
        let one = |sql: &str| db.query_row(sql, [], |row| row.get(0)).expect("counts");
        let counts = tables.iter().map(|table| one(&format!("SELECT count(*) FROM {table}")));
        counts.chain([one("SELECT next FROM counter")]).collect()
    }
}
