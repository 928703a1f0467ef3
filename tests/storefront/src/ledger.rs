//! What moved at the providers, in a book of its own: a tester reads from it whether anybody was charged twice.

use crate::ops::quote::Quote;
use rusqlite::{Connection, params};
use serde::Serialize;

/// An entry of the book, as the table `ledger` has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LedgerRow {
    /// The checkout it is of.
    pub checkout: String,
    /// The provider's number of the payment; `wallet` for the sandbox wallet, `browser` for what was finished there.
    pub payment: String,
    /// `capture`: money moved. `void`: nothing of it can move any more. `refund`: it went back. `repeat`: the provider said
    /// again what it had said. `refused`: somebody tried to pay what cannot be paid.
    pub entry: String,
    /// Minor units.
    pub amount: i64,
    /// ISO 4217.
    pub currency: String,
}

/// How many of the captures were of a checkout that had one already.
pub fn doubles(rows: &[LedgerRow]) -> usize {
    let captures = || rows.iter().filter(|row| row.entry == "capture");
    let first =
        |at: usize, row: &LedgerRow| captures().take(at).all(|earlier| earlier.checkout != row.checkout);
    captures().enumerate().filter(|(at, row)| !first(*at, row)).count()
}

/// Writes an entry.
pub(crate) fn enter(
    db: &Connection,
    checkout: &str,
    payment: &str,
    entry: &str,
    quote: &Quote,
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO ledger (checkout, payment, entry, amount, currency) VALUES (?1, ?2, ?3, ?4, ?5)";
    db.prepare_cached(sql)?.execute(params![checkout, payment, entry, quote.due(), quote.currency])?;
    Ok(())
}

/// The whole book, oldest first.
pub(crate) fn rows(db: &Connection) -> rusqlite::Result<Vec<LedgerRow>> {
    let mut rows =
        db.prepare_cached("SELECT checkout, payment, entry, amount, currency FROM ledger ORDER BY rowid")?;
    rows.query_map([], |row| {
        Ok(LedgerRow {
            checkout: row.get(0)?,
            payment: row.get(1)?,
            entry: row.get(2)?,
            amount: row.get(3)?,
            currency: row.get(4)?,
        })
    })?
    .collect()
}
