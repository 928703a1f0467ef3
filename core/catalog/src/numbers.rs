//! Numbers of bar codes: which items have one, and finding them by it.

use crate::body::decode;
use crate::error::CatalogError;
use rusqlite::{Connection, params};
use tradewind_domain::{Gtin, Item};

/// The most items of one number: a number is of one variant, and feeds give it to several by mistake.
const MOST_OF_A_NUMBER: u32 = 50;

/// Notes the number of an item that is written at `rank`, where it has one.
pub(crate) fn note(db: &Connection, scope: i64, rank: i64, item: &Item) -> rusqlite::Result<()> {
    let Some(gtin) = &item.facts.gtin else { return Ok(()) };
    db.prepare_cached("INSERT OR IGNORE INTO gtin (scope, gtin, rank) VALUES (?1, ?2, ?3)")?
        .execute(params![scope, gtin.number(), rank])?;
    Ok(())
}

/// Forgets it, before the row is taken out.
pub(crate) fn forget(db: &Connection, scope: i64, rank: i64, item: &Item) -> rusqlite::Result<()> {
    let Some(gtin) = &item.facts.gtin else { return Ok(()) };
    db.prepare_cached("DELETE FROM gtin WHERE scope = ?1 AND gtin = ?2 AND rank = ?3")?.execute(params![
        scope,
        gtin.number(),
        rank
    ])?;
    Ok(())
}

/// Rows of the items with this number, in rank order; of one category where it is given.
pub(crate) fn ranks(
    db: &Connection,
    scope: i64,
    gtin: &Gtin,
    category: Option<i64>,
) -> Result<Vec<i64>, CatalogError> {
    let mut read = db.prepare_cached(&format!(
        "SELECT gtin.rank FROM gtin JOIN item_{scope} AS item ON item.rank = gtin.rank
         WHERE gtin.scope = ?1 AND gtin.gtin = ?2 AND (?3 IS NULL OR item.category = ?3)
         ORDER BY gtin.rank LIMIT ?4"
    ))?;
    let rows = read.query_map(params![scope, gtin.number(), category, MOST_OF_A_NUMBER], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Indexes the rows of a file that an older build wrote. A row that cannot be read has no number: whoever reads it finds out.
pub(crate) fn index_all(db: &Connection) -> rusqlite::Result<()> {
    let mut scopes = db.prepare("SELECT id FROM scope")?;
    let scopes: Vec<i64> = scopes.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for scope in scopes {
        let mut read = db.prepare(&format!("SELECT rank, body FROM item_{scope}"))?;
        let mut rows = read.query([])?;
        while let Some(row) = rows.next()? {
            let (rank, body): (i64, Vec<u8>) = (row.get(0)?, row.get(1)?);
            if let Ok(item) = decode(&body) {
                note(db, scope, rank, &item)?;
            }
        }
    }
    Ok(())
}
