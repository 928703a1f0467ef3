//! What orders count towards a yearly limit of the place they went to: each order once, of every merchant, because a limit is a person's.

use crate::error::StoreError;
use crate::statement;
use crate::store::PersonStore;
use rusqlite::params;
use tradewind_domain::{CheckoutId, Currency, Money, Order, OrderId};

/// What one order counts in a place and a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spent {
    /// It was bought of the merchant that the file is seen as a customer of.
    pub ours: bool,
    /// The merchant's id of the order.
    pub order: OrderId,
    /// The checkout it came from: it tells two orders of one number apart.
    pub checkout: CheckoutId,
    /// The place, by its name in the rules of trade.
    pub place: String,
    /// The calendar year by the place's clock.
    pub year: i32,
    /// Its customs value, in the place's currency; zero where it uses nothing of the year's limit.
    pub amount: Money,
}

impl Spent {
    /// Whether it is of this order of this merchant.
    pub fn is_of(&self, order: &Order) -> bool {
        self.ours && self.order == order.id && self.checkout == order.checkout
    }
}

impl PersonStore {
    /// What every order counts, of all merchants.
    pub fn spent(&self) -> Result<Vec<Spent>, StoreError> {
        let db = self.db();
        let mut read = db.prepare_cached(
            "SELECT merchant, order_id, checkout, place, year, minor, currency FROM trade_spent
                 ORDER BY merchant, order_id, checkout",
        )?;
        let mut rows = read.query([])?;
        let bad = || StoreError::Row("trade_spent");
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let currency = Currency::parse(&row.get::<_, String>("currency")?).map_err(|_| bad())?;
            all.push(Spent {
                ours: row.get::<_, String>("merchant")? == self.merchant,
                order: OrderId::parse(row.get::<_, String>("order_id")?).map_err(|_| bad())?,
                checkout: CheckoutId::parse(row.get::<_, String>("checkout")?).map_err(|_| bad())?,
                place: row.get("place")?,
                year: row.get("year")?,
                amount: Money::new(row.get("minor")?, currency),
            });
        }
        Ok(all)
    }

    /// Counts an order of this merchant. One that is counted stays as it was counted first.
    pub fn count_spent(&self, spent: &Spent) -> Result<(), StoreError> {
        self.write(|tx| {
            statement::execute(
                tx,
                "INSERT OR IGNORE INTO trade_spent (merchant, order_id, checkout, place, year, minor, currency)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![
                    self.merchant,
                    spent.order.as_str(),
                    spent.checkout.as_str(),
                    spent.place,
                    spent.year,
                    spent.amount.minor,
                    spent.amount.currency.as_str()
                ],
            )?;
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::StoreOptions;
    use std::path::Path;
    use std::sync::Arc;

    fn open(folder: &Path, merchant: &str) -> PersonStore {
        let points = Arc::new(tradewind_ports::NoFailPoint);
        PersonStore::open(folder, merchant, &StoreOptions::default(), points).expect("opens")
    }

    fn spent(order: &str, minor: i64) -> Spent {
        Spent {
            ours: true,
            order: OrderId::parse(order).expect("an id"),
            checkout: CheckoutId::parse("chk").expect("an id"),
            place: "CN".to_owned(),
            year: 2026,
            amount: Money::new(minor, Currency::parse("CNY").expect("a currency")),
        }
    }

    #[test]
    fn an_order_counts_once_also_after_a_restart_and_for_every_merchant() {
        let folder = tempfile::tempdir().expect("a folder");
        open(folder.path(), "https://a.example").count_spent(&spent("1", 100)).expect("written");
        open(folder.path(), "https://a.example").count_spent(&spent("1", 999)).expect("written");
        open(folder.path(), "https://b.example").count_spent(&spent("1", 20)).expect("written");
        let all = open(folder.path(), "https://a.example").spent().expect("reads");
        assert_eq!(all, [spent("1", 100), Spent { ours: false, ..spent("1", 20) }]);
    }

    #[test]
    fn erasing_clears_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = open(folder.path(), "https://a.example");
        store.count_spent(&spent("1", 100)).expect("written");
        assert!(store.erase(|| "key".to_owned()).expect("erases"));
        assert_eq!(store.spent().expect("reads"), []);
    }

    #[test]
    fn what_does_not_read_is_repaired_and_what_does_is_saved() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = open(folder.path(), "https://a.example");
        store.count_spent(&spent("1", 100)).expect("written");
        store.count_spent(&spent("2", 200)).expect("written");
        drop(store);
        let db = rusqlite::Connection::open(folder.path().join("person.sqlite")).expect("opens");
        db.execute("UPDATE trade_spent SET currency = 'none' WHERE order_id = '2'", []).expect("written");
        drop(db);
        let store = open(folder.path(), "https://a.example");
        assert_eq!(store.notices().expect("reads"), [tradewind_domain::Code::StoreRepaired]);
        assert_eq!(store.spent().expect("reads"), [spent("1", 100)]);
    }
}
