//! The cart: lines with what the person saw, kept offline.

use crate::body;
use crate::cart_line::CartLine;
use crate::error::StoreError;
use crate::statement;
use crate::store::PersonStore;
use rusqlite::{OptionalExtension, params};
use tradewind_domain::{ItemId, Money};

impl PersonStore {
    /// The cart's lines in order.
    pub fn cart(&self) -> Result<Vec<CartLine>, StoreError> {
        let db = self.db();
        let mut read = db.prepare_cached(
            "SELECT version, body FROM cart_line WHERE merchant = ?1 ORDER BY position, item",
        )?;
        body::read_all(read.query([&self.merchant])?, "cart_line")
    }

    /// Puts a line in place, new or changed or back after a removal.
    pub fn put_line(&self, line: &CartLine) -> Result<(), StoreError> {
        self.write(|tx| put(tx, &self.merchant, line))
    }

    /// Takes a line out.
    pub fn remove_line(&self, item: &ItemId) -> Result<(), StoreError> {
        self.write(|tx| {
            statement::execute(
                tx,
                "DELETE FROM cart_line WHERE merchant = ?1 AND item = ?2",
                params![self.merchant, item.as_str()],
            )?;
            Ok(())
        })
    }
}

pub(crate) fn put(tx: &rusqlite::Transaction<'_>, merchant: &str, line: &CartLine) -> Result<(), StoreError> {
    statement::execute(
        tx,
        "INSERT OR REPLACE INTO cart_line (merchant, item, quantity, position, body, version)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            merchant,
            line.item.as_str(),
            line.quantity.count(),
            line.position,
            body::write(line, "cart_line")?,
            body::VERSION
        ],
    )?;
    Ok(())
}

/// The price of one that the person saw last, where the item is in the cart.
pub(crate) fn seen_price(
    tx: &rusqlite::Transaction<'_>,
    merchant: &str,
    item: &ItemId,
) -> Result<Option<Money>, StoreError> {
    let body: Option<String> = tx
        .query_row(
            "SELECT body FROM cart_line WHERE merchant = ?1 AND item = ?2",
            [merchant, item.as_str()],
            |row| row.get("body"),
        )
        .optional()?;
    let line = body.and_then(|body| serde_json::from_str::<CartLine>(&body).ok());
    Ok(line.map(|line| line.seen_price))
}
