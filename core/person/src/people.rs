//! Buyer, settings, recently seen, named purchases and orders.

use crate::body;
use crate::cart;
use crate::cart_line::CartLine;
use crate::error::StoreError;
use crate::statement;
use crate::store::{PersonStore, delete_but};
use rusqlite::{OptionalExtension, Transaction, params};
use tradewind_domain::{Buyer, ItemId, Order, OrderId, Quantity, Timestamp};

/// The most recently seen items kept.
const MAX_RECENT: i64 = 20;

/// A purchase that a command line began under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurchaseRow {
    /// The name it was begun under.
    pub name: String,
    /// The merchant's item id.
    pub item: ItemId,
    /// Units, 1 to 999.
    pub quantity: Quantity,
    /// The order it became.
    pub order: Option<OrderId>,
}

/// What beginning a purchase found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PurchaseBegun {
    /// Written down now, or before with the same contents.
    Open,
    /// Bought before, as this order.
    Done(OrderId),
    /// Begun before with other contents.
    Mismatch,
}

/// The setting that holds the billing address, as JSON.
const BILLING: &str = "billing";

fn forget_billing(tx: &Transaction<'_>) -> Result<(), StoreError> {
    statement::execute(tx, "DELETE FROM setting WHERE key = ?1", [BILLING])?;
    Ok(())
}

impl PersonStore {
    /// The buyer's data; empty if none is kept.
    pub fn buyer(&self) -> Result<Buyer, StoreError> {
        let db = self.db();
        let mut read = db.prepare_cached("SELECT version, body FROM buyer")?;
        Ok(body::read_all(read.query([])?, "buyer")?.pop().unwrap_or_default())
    }

    /// Keeps the buyer's data.
    pub fn save_buyer(&self, buyer: &Buyer) -> Result<(), StoreError> {
        let text = body::write(buyer, "buyer")?;
        self.write(|tx| {
            statement::execute(
                tx,
                "INSERT OR REPLACE INTO buyer (one, body, version) VALUES (1, ?1, ?2)",
                params![text, body::VERSION],
            )?;
            Ok(())
        })
    }

    /// The billing address; none where it is the one of delivery.
    pub fn billing(&self) -> Result<Option<Buyer>, StoreError> {
        let kept = self.setting(BILLING)?;
        // One that a newer app wrote in another shape is left out: the delivery address goes along then.
        Ok(kept.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// Keeps the billing address; none: it is the one of delivery.
    pub fn save_billing(&self, billing: Option<&Buyer>) -> Result<(), StoreError> {
        match billing {
            Some(billing) => self.save_setting(BILLING, &body::write(billing, "billing")?),
            None => self.write(forget_billing),
        }
    }

    /// Forgets the buyer's data; the place on disk is overwritten.
    pub fn delete_buyer(&self) -> Result<(), StoreError> {
        self.write(|tx| {
            forget_billing(tx)?;
            statement::execute(tx, "DELETE FROM buyer", [])?;
            Ok(())
        })
    }

    /// The value kept for a setting; `None` where none is kept.
    pub fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        let db = self.db();
        let mut read = db.prepare_cached("SELECT value FROM setting WHERE key = ?1")?;
        Ok(read.query_row([key], |row| row.get("value")).optional()?)
    }

    /// Keeps a setting in place of its value before.
    pub fn save_setting(&self, key: &str, value: &str) -> Result<(), StoreError> {
        self.write(|tx| {
            statement::execute(
                tx,
                "INSERT OR REPLACE INTO setting (key, value) VALUES (?1, ?2)",
                [key, value],
            )?;
            Ok(())
        })
    }

    /// Items seen recently, latest first.
    pub fn recent(&self) -> Result<Vec<ItemId>, StoreError> {
        let db = self.db();
        let mut read = db.prepare_cached(
            "SELECT item FROM recent WHERE merchant = ?1 ORDER BY seen_at DESC, item LIMIT ?2",
        )?;
        let rows = read.query_map(params![self.merchant, MAX_RECENT], |row| row.get::<_, String>("item"))?;
        rows.map(|id| ItemId::parse(id?).map_err(|_| StoreError::Row("recent"))).collect()
    }

    /// Notes that an item was seen.
    pub fn note_seen(&self, item: &ItemId, at: Timestamp) -> Result<(), StoreError> {
        self.write(|tx| {
            statement::execute(
                tx,
                "INSERT OR REPLACE INTO recent (merchant, item, seen_at) VALUES (?1, ?2, ?3)",
                params![self.merchant, item.as_str(), at.0],
            )?;
            statement::execute(
                tx,
                "DELETE FROM recent WHERE merchant = ?1 AND item NOT IN (
                     SELECT item FROM recent WHERE merchant = ?1 ORDER BY seen_at DESC, item LIMIT ?2)",
                params![self.merchant, MAX_RECENT],
            )?;
            Ok(())
        })
    }

    /// Forgets which items of this merchant were seen.
    pub fn forget_seen(&self) -> Result<(), StoreError> {
        self.forget_seen_but(&[])
    }

    /// The same, but for these.
    pub fn forget_seen_but(&self, kept: &[ItemId]) -> Result<(), StoreError> {
        let kept: Vec<&str> = kept.iter().map(ItemId::as_str).collect();
        self.write(|tx| delete_but(tx, "recent", "item", &self.merchant, &kept))
    }

    /// Begins or finds a named purchase. A new one, or one still open, becomes the cart in the same transaction:
    /// `line` alone, so that what is bought is what was named.
    pub fn begin_purchase(
        &self,
        name: &str,
        line: &CartLine,
        at: Timestamp,
    ) -> Result<PurchaseBegun, StoreError> {
        self.write(|tx| {
            let known = purchase(tx, &self.merchant, name)?;
            let begun_before = known.is_some();
            if let Some(known) = known {
                if known.item != line.item || known.quantity != line.quantity {
                    return Ok(PurchaseBegun::Mismatch);
                }
                if let Some(order) = known.order {
                    return Ok(PurchaseBegun::Done(order));
                }
            } else {
                statement::execute(
                    tx,
                    "INSERT INTO purchase (merchant, name, item, quantity, begun_at) VALUES (?1, ?2, ?3, ?4, ?5)",
                    params![self.merchant, name, line.item.as_str(), line.quantity.count(), at.0],
                )?;
            }
            // A purchase that was begun before was begun at the price that was seen then: another one is said, not taken.
            let mut line = line.clone();
            if begun_before
                && let Some(seen) = cart::seen_price(tx, &self.merchant, &line.item)?
            {
                line.seen_price = seen;
            }
            statement::execute(tx, "DELETE FROM cart_line WHERE merchant = ?1", [&self.merchant])?;
            cart::put(tx, &self.merchant, &line)?;
            Ok(PurchaseBegun::Open)
        })
    }

    /// A named purchase, if it was begun.
    pub fn purchase(&self, name: &str) -> Result<Option<PurchaseRow>, StoreError> {
        let mut db = self.db();
        let tx = db.transaction()?;
        purchase(&tx, &self.merchant, name)
    }

    /// Orders, latest first.
    pub fn orders(&self) -> Result<Vec<Order>, StoreError> {
        let db = self.db();
        let mut read = db.prepare_cached(
            "SELECT version, body FROM orders WHERE merchant = ?1
                 ORDER BY placed_at DESC, id DESC, checkout DESC",
        )?;
        body::read_all(read.query([&self.merchant])?, "orders")
    }

    /// Keeps what was last heard of an order that is kept, and says whether it is: one that was erased meanwhile does not
    /// come back.
    pub fn save_order(&self, order: &Order) -> Result<bool, StoreError> {
        let text = body::write(order, "orders")?;
        self.write(|tx| {
            let changed = statement::execute(
                tx,
                "UPDATE orders SET placed_at = ?4, body = ?5, version = ?6
                 WHERE merchant = ?1 AND id = ?2 AND checkout = ?3 AND version <= ?6",
                params![
                    self.merchant,
                    order.id.as_str(),
                    order.checkout.as_str(),
                    order.placed_at.0,
                    text,
                    body::VERSION
                ],
            )?;
            Ok(changed > 0)
        })
    }

    /// Keeps an order without a payment of it: for tests. A driver keeps one with the attempt, the purchase and the cart.
    #[cfg(feature = "fakes")]
    pub fn keep_order(&self, order: &Order) -> Result<(), StoreError> {
        self.write(|tx| put_order(tx, &self.merchant, order))
    }
}

fn purchase(tx: &Transaction<'_>, merchant: &str, name: &str) -> Result<Option<PurchaseRow>, StoreError> {
    let sql = "SELECT item, quantity, order_id FROM purchase WHERE merchant = ?1 AND name = ?2";
    let row: Option<(String, u32, Option<String>)> = statement::query_row(tx, sql, [merchant, name], |row| {
        Ok((row.get("item")?, row.get("quantity")?, row.get("order_id")?))
    })
    .optional()?;
    let Some((item, quantity, order)) = row else { return Ok(None) };
    let bad = || StoreError::Row("purchase");
    Ok(Some(PurchaseRow {
        name: name.to_owned(),
        item: ItemId::parse(item).map_err(|_| bad())?,
        quantity: Quantity::new(quantity).map_err(|_| bad())?,
        order: order.map(OrderId::parse).transpose().map_err(|_| bad())?,
    }))
}

/// Two orders of one number are two: their checkouts tell them apart. A body of a newer app stays.
pub(crate) fn put_order(tx: &Transaction<'_>, merchant: &str, order: &Order) -> Result<(), StoreError> {
    statement::execute(
        tx,
        "INSERT INTO orders (merchant, id, checkout, placed_at, body, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (merchant, id, checkout) DO UPDATE
             SET placed_at = excluded.placed_at, body = excluded.body, version = excluded.version
             WHERE version <= excluded.version",
        params![
            merchant,
            order.id.as_str(),
            order.checkout.as_str(),
            order.placed_at.0,
            body::write(order, "orders")?,
            body::VERSION
        ],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::StoreOptions;
    use std::sync::Arc;
    use tradewind_ports::NoFailPoint;

    #[test]
    fn what_was_seen_is_forgotten_at_its_merchant_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let open = |merchant: &str| {
            PersonStore::open(folder.path(), merchant, &StoreOptions::default(), Arc::new(NoFailPoint))
                .expect("opens")
        };
        let mug = ItemId::parse("mug").expect("an id");
        for merchant in ["https://a.example", "https://b.example"] {
            open(merchant).note_seen(&mug, Timestamp(1)).expect("written");
        }
        let store = open("https://a.example");
        let bowl = ItemId::parse("bowl").expect("an id");
        store.note_seen(&bowl, Timestamp(2)).expect("written");
        store.forget_seen_but(std::slice::from_ref(&bowl)).expect("written");
        assert_eq!(store.recent().expect("reads"), [bowl]);
        store.forget_seen().expect("written");
        assert_eq!(store.recent().expect("reads"), []);
        assert_eq!(open("https://b.example").recent().expect("reads"), [mug]);
    }
}
