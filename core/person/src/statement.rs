//! Statements that are run again and again: parsed once a connection, for most of them take less time than to be parsed.

use rusqlite::{Connection, Params, Result, Row};

/// How many of them a connection keeps: all that a payment runs, from its checkout to its order.
pub(crate) const KEPT: usize = 64;

/// Runs a statement that gives no rows, and says how many it changed.
pub(crate) fn execute(db: &Connection, sql: &str, params: impl Params) -> Result<usize> {
    db.prepare_cached(sql)?.execute(params)
}

/// The first row of a question, read.
pub(crate) fn query_row<T>(
    db: &Connection,
    sql: &str,
    params: impl Params,
    read: impl FnOnce(&Row<'_>) -> Result<T>,
) -> Result<T> {
    db.prepare_cached(sql)?.query_row(params, read)
}
