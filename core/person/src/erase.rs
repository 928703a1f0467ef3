//! Everything gone: what a person kept here, its damaged copies, and what the vault holds of it.

use crate::cancels;
use crate::error::StoreError;
use crate::repair;
use crate::store::PersonStore;
use rusqlite::Transaction;

/// Tables that are emptied. `cancel` stays until the merchant has answered, and holds no person's data; `install` says
/// whose phone it is.
const EMPTIED: [&str; 14] = [
    "attempt",
    "orders",
    "purchase",
    "checkout",
    "cart_line",
    "buyer",
    "setting",
    "recent",
    "price_seen",
    "trade_spent",
    "consent",
    "touch",
    "attributed",
    "notice",
];

impl PersonStore {
    /// Erases everything, of every merchant: the places on disk are overwritten. Sessions that were open are written down
    /// to be cancelled, under keys from `key`. False, and nothing is done, while a payment is not settled: its journal
    /// is what keeps it from being paid twice.
    pub fn erase(&self, mut key: impl FnMut() -> String) -> Result<bool, StoreError> {
        let erased = self.write(|tx| {
            let open: i64 =
                tx.query_row("SELECT count(*) AS open FROM attempt WHERE settled_at IS NULL", [], |row| {
                    row.get("open")
                })?;
            if open > 0 {
                return Ok(false);
            }
            for (merchant, session) in sessions(tx)? {
                cancels::queue(tx, &merchant, &session, &key(), None)?;
            }
            for table in EMPTIED {
                tx.execute(&format!("DELETE FROM {table}"), [])?;
            }
            Ok(true)
        })?;
        if !erased {
            return Ok(false);
        }
        self.doubt_every_yes();
        for path in repair::aside_files(&self.folder).unwrap_or_default() {
            std::fs::remove_file(path).map_err(StoreError::Folder)?;
        }
        self.erase_notes()?;
        Ok(true)
    }
}

/// Merchants and ids of the sessions in progress that this phone opened itself.
fn sessions(tx: &Transaction<'_>) -> Result<Vec<(String, String)>, StoreError> {
    let mut read = tx.prepare(
        "SELECT merchant, body FROM checkout
         WHERE install IS NULL OR install IN (SELECT id FROM install)",
    )?;
    let rows =
        read.query_map([], |row| Ok((row.get::<_, String>("merchant")?, row.get::<_, String>("body")?)))?;
    let mut found = Vec::new();
    for row in rows {
        let (merchant, body) = row?;
        // One that does not read cannot be told of; it ends by itself.
        let body: serde_json::Value = serde_json::from_str(&body).unwrap_or_default();
        if let Some(session) = body["checkout"]["id"].as_str() {
            found.push((merchant, session.to_owned()));
        }
    }
    Ok(found)
}
