//! By which links the person came, while they agree that it is kept: the first and the latest one, and which orders
//! the merchant was told of it for.

use crate::error::StoreError;
use crate::store::{PersonStore, delete_but};
use rusqlite::params;
use std::collections::BTreeMap;
use tradewind_domain::{CheckoutId, OrderId, Timestamp};

/// How many are kept: the first and the latest.
const MAX_TOUCHES: usize = 2;

/// A link of a campaign or a creator by which the person came. It prints nothing of that.
#[derive(Clone, PartialEq, Eq)]
pub struct Touch {
    /// When it was opened.
    pub at: Timestamp,
    /// Until when it is kept.
    pub until: Timestamp,
    /// The latest moment at which it was known to be there.
    pub seen: Timestamp,
    /// What the link says of its campaign, by the parameter's name; empty where that is not agreed to.
    pub campaign: BTreeMap<String, String>,
    /// The creator's token; none where that is not agreed to.
    pub creator: Option<String>,
}

impl std::fmt::Debug for Touch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Touch").field("at", &self.at).field("until", &self.until).finish_non_exhaustive()
    }
}

/// A checkout whose merchant was told by which link the person came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attributed {
    /// The checkout: it becomes one order at most.
    pub checkout: CheckoutId,
    /// The order it became; none as long as that is not known.
    pub order: Option<OrderId>,
}

impl Attributed {
    /// The most checkouts that are remembered while nobody knows whether they become orders. A voucher is paid days later.
    pub const MOST_OPEN: usize = 20;
    /// The most that are remembered as counted, at one merchant: an order is told again within days, and this is more than anybody orders in
    /// that time. The oldest make room.
    pub const MOST_COUNTED: usize = 1_000;

    /// Holds a list, oldest first, to both.
    pub fn bound(all: &mut Vec<Self>) {
        for (counted, most) in [(false, Self::MOST_OPEN), (true, Self::MOST_COUNTED)] {
            let of_kind = all.iter().filter(|one| one.order.is_some() == counted).count();
            let mut over = of_kind.saturating_sub(most);
            all.retain(|one| {
                let goes = over > 0 && one.order.is_some() == counted;
                over -= usize::from(goes);
                !goes
            });
        }
    }
}

impl PersonStore {
    /// What is kept of links, in the order in which they were opened: two at most.
    pub fn touches(&self) -> Result<Vec<Touch>, StoreError> {
        let install = self.install_id();
        let db = self.db();
        let mut read = db.prepare_cached(
            "SELECT at, until, seen_at, campaign, creator FROM touch
                 WHERE merchant = ?1 AND install IS ?2 ORDER BY place",
        )?;
        let mut rows = read.query(params![self.merchant, install])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let campaign = serde_json::from_str(&row.get::<_, String>("campaign")?);
            all.push(Touch {
                at: Timestamp(row.get("at")?),
                until: Timestamp(row.get("until")?),
                seen: Timestamp(row.get("seen_at")?),
                campaign: campaign.map_err(|_| StoreError::Row("touch"))?,
                creator: row.get("creator")?,
            });
        }
        Ok(all)
    }

    /// Keeps these in place of what was kept, the first two of them.
    pub fn save_touches(&self, touches: &[Touch]) -> Result<(), StoreError> {
        let install = self.install_id();
        self.write(|tx| {
            tx.execute("DELETE FROM touch WHERE merchant = ?1", [&self.merchant])?;
            for (place, touch) in touches.iter().take(MAX_TOUCHES).enumerate() {
                let place = i64::from(place > 0);
                let campaign =
                    serde_json::to_string(&touch.campaign).map_err(|_| StoreError::Row("touch"))?;
                tx.execute(
                    "INSERT INTO touch (merchant, place, at, until, seen_at, campaign, creator, install)
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                    params![
                        self.merchant,
                        place,
                        touch.at.0,
                        touch.until.0,
                        touch.seen.0,
                        campaign,
                        touch.creator,
                        install
                    ],
                )?;
            }
            Ok(())
        })
    }

    /// Checkouts of this merchant that it was told of it for.
    pub fn attributed(&self) -> Result<Vec<Attributed>, StoreError> {
        let db = self.db();
        let mut read = db.prepare_cached(
            "SELECT checkout, order_id FROM attributed WHERE merchant = ?1 ORDER BY at, checkout",
        )?;
        let mut rows = read.query([&self.merchant])?;
        let bad = || StoreError::Row("attributed");
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let order: Option<String> = row.get("order_id")?;
            all.push(Attributed {
                checkout: CheckoutId::parse(row.get::<_, String>("checkout")?).map_err(|_| bad())?,
                order: order.map(OrderId::parse).transpose().map_err(|_| bad())?,
            });
        }
        Ok(all)
    }

    /// The merchant was told of it for this checkout.
    pub fn note_attributed(&self, checkout: &CheckoutId, at: Timestamp) -> Result<(), StoreError> {
        self.write(|tx| {
            tx.execute(
                "INSERT OR IGNORE INTO attributed (merchant, checkout, at) VALUES (?1, ?2, ?3)",
                params![self.merchant, checkout.as_str(), at.0],
            )?;
            tx.execute(
                "DELETE FROM attributed WHERE merchant = ?1 AND order_id IS NULL AND checkout NOT IN (
                     SELECT checkout FROM attributed WHERE merchant = ?1 AND order_id IS NULL
                     ORDER BY at DESC, checkout LIMIT ?2)",
                params![self.merchant, Attributed::MOST_OPEN as i64],
            )?;
            Ok(())
        })
    }

    /// The checkout became this order, which counts then. One that is counted stays as it was counted first.
    pub fn count_attributed(&self, checkout: &CheckoutId, order: &OrderId) -> Result<(), StoreError> {
        self.write(|tx| {
            tx.execute(
                "UPDATE attributed SET order_id = ?3 WHERE merchant = ?1 AND checkout = ?2 AND order_id IS NULL",
                params![self.merchant, checkout.as_str(), order.as_str()],
            )?;
            tx.execute(
                "DELETE FROM attributed WHERE merchant = ?1 AND order_id IS NOT NULL AND checkout NOT IN (
                     SELECT checkout FROM attributed WHERE merchant = ?1 AND order_id IS NOT NULL
                     ORDER BY at DESC, checkout LIMIT ?2)",
                params![self.merchant, Attributed::MOST_COUNTED as i64],
            )?;
            Ok(())
        })
    }

    /// Forgets which checkouts of this merchant it was told of it for, but for these. Where that fails, no yes in the file counts after a
    /// restart.
    pub fn forget_attributed_but(&self, kept: &[CheckoutId]) -> Result<(), StoreError> {
        let kept: Vec<&str> = kept.iter().map(CheckoutId::as_str).collect();
        self.or_doubt(self.write(|tx| delete_but(tx, "attributed", "checkout", &self.merchant, &kept)))
    }

    /// Forgets by which links the person came to this merchant, and which orders it was told of it for. Where that fails, no yes in the file
    /// counts after a restart, and what is kept because of one goes then.
    pub fn forget_touches(&self) -> Result<(), StoreError> {
        self.or_doubt(self.write(|tx| {
            tx.execute("DELETE FROM touch WHERE merchant = ?1", [&self.merchant])?;
            tx.execute("DELETE FROM attributed WHERE merchant = ?1", [&self.merchant])?;
            Ok(())
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::StoreOptions;
    use std::path::Path;
    use std::sync::Arc;
    use tradewind_ports::fakes::SeededEntropy;
    use tradewind_ports::{MemoryVault, NoFailPoint};

    fn open(folder: &Path, phone: u64) -> PersonStore {
        let merchant = "https://shop.example";
        let store = PersonStore::open(folder, merchant, &StoreOptions::default(), Arc::new(NoFailPoint));
        let store = store.expect("opens");
        let vault = Arc::new(MemoryVault::default());
        store.attach_vault(vault, Arc::new(SeededEntropy::new(phone))).expect("attaches");
        store
    }

    fn touch(at: i64, click: &str) -> Touch {
        Touch {
            at: Timestamp(at),
            until: Timestamp(at + 10),
            seen: Timestamp(at),
            campaign: BTreeMap::from([("fbclid".to_owned(), click.to_owned())]),
            creator: Some("mia".to_owned()),
        }
    }

    fn checkout(id: &str) -> CheckoutId {
        CheckoutId::parse(id).expect("an id")
    }

    fn order(id: &str) -> OrderId {
        OrderId::parse(id).expect("an id")
    }

    #[test]
    fn the_first_and_the_latest_are_kept_and_nothing_of_them_is_printed_or_left_in_the_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = open(folder.path(), 1);
        let kept = [touch(1, "IwAR-first"), touch(5, "IwAR-latest")];
        store.save_touches(&kept).expect("written");
        assert_eq!(store.touches().expect("reads"), kept);
        let printed = format!("{kept:?}");
        assert!(!printed.contains("IwAR") && !printed.contains("mia"), "{printed}");
        store.save_touches(&kept[..1]).expect("written");
        assert_eq!(store.touches().expect("reads"), kept[..1]);
        store.forget_touches().expect("written");
        assert_eq!(store.touches().expect("reads"), []);
        drop(store);
        let bytes = std::fs::read(folder.path().join("person.sqlite")).expect("reads");
        assert!(!bytes.windows(4).any(|part| part == b"IwAR"), "overwritten on the disk");
    }

    #[test]
    fn a_checkout_counts_once_and_also_after_a_restart() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = open(folder.path(), 1);
        store.note_attributed(&checkout("chk-1"), Timestamp(1)).expect("written");
        store.note_attributed(&checkout("chk-1"), Timestamp(2)).expect("written");
        store.count_attributed(&checkout("chk-1"), &order("1")).expect("written");
        store.count_attributed(&checkout("chk-1"), &order("2")).expect("written");
        store.count_attributed(&checkout("chk-2"), &order("3")).expect("written");
        let counted = Attributed { checkout: checkout("chk-1"), order: Some(order("1")) };
        assert_eq!(store.attributed().expect("reads"), [counted]);
    }

    #[test]
    fn checkouts_are_forgotten_but_for_those_that_are_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = open(folder.path(), 1);
        for (at, name) in [(1, "old"), (2, "counted"), (3, "new")] {
            store.note_attributed(&checkout(name), Timestamp(at)).expect("written");
        }
        store.count_attributed(&checkout("counted"), &order("1")).expect("written");
        store.forget_attributed_but(&[checkout("new"), checkout("unknown")]).expect("written");
        assert_eq!(
            store.attributed().expect("reads"),
            [Attributed { checkout: checkout("new"), order: None }]
        );
    }

    #[test]
    fn checkouts_that_never_became_orders_are_bounded() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = open(folder.path(), 1);
        store.note_attributed(&checkout("bought"), Timestamp(0)).expect("written");
        store.count_attributed(&checkout("bought"), &order("1")).expect("written");
        for at in 1..=30 {
            store.note_attributed(&checkout(&format!("chk-{at}")), Timestamp(at)).expect("written");
        }
        let all = store.attributed().expect("reads");
        assert_eq!(all.len(), 21);
        assert_eq!((all[0].order.as_ref(), all[1].checkout.as_str()), (Some(&order("1")), "chk-11"));
    }

    #[test]
    fn a_list_is_bound_as_the_file_is_and_the_oldest_make_room() {
        let one = |n: usize, counted: bool| Attributed {
            checkout: checkout(&format!("chk-{n}")),
            order: counted.then(|| order(&n.to_string())),
        };
        let mut all: Vec<Attributed> = (0..1_100).map(|n| one(n, n % 2 == 0)).collect();
        all.extend((1_100..1_600).map(|n| one(n, true)));
        Attributed::bound(&mut all);
        let counted = all.iter().filter(|one| one.order.is_some()).count();
        assert_eq!((all.len(), counted), (1_020, 1_000));
        assert_eq!((all[0].checkout.as_str(), all[1_019].checkout.as_str()), ("chk-100", "chk-1599"));
        let short = all[..5].to_vec();
        let mut same = short.clone();
        Attributed::bound(&mut same);
        assert_eq!(same, short);
    }

    #[test]
    fn orders_that_were_counted_are_bounded_too() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = open(folder.path(), 1);
        {
            let db = store.db();
            let sql = "INSERT INTO attributed (merchant, checkout, at, order_id)
                 VALUES ('https://shop.example', 'old-' || ?1, ?1, ?1)";
            for at in 0..Attributed::MOST_COUNTED as i64 {
                db.execute(sql, [at]).expect("written");
            }
        }
        store.note_attributed(&checkout("new"), Timestamp(5_000)).expect("written");
        store.count_attributed(&checkout("new"), &order("5000")).expect("written");
        let all = store.attributed().expect("reads");
        assert_eq!(all.len(), Attributed::MOST_COUNTED);
        assert_eq!((all[0].checkout.as_str(), all[999].checkout.as_str()), ("old-1", "new"));
    }

    #[test]
    fn another_phone_finds_no_link_in_the_file_but_what_was_counted() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = open(folder.path(), 1);
        store.save_touches(&[touch(1, "IwAR-first")]).expect("written");
        store.note_attributed(&checkout("chk-1"), Timestamp(1)).expect("written");
        store.count_attributed(&checkout("chk-1"), &order("1")).expect("written");
        drop(store);
        let other = open(folder.path(), 2);
        assert_eq!(other.touches().expect("reads"), []);
        let rows: i64 =
            other.db().query_row("SELECT count(*) FROM touch", [], |row| row.get(0)).expect("counts");
        assert_eq!((rows, other.attributed().expect("reads").len()), (0, 1));
    }

    #[test]
    fn what_does_not_read_is_repaired_and_what_does_is_saved() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = open(folder.path(), 1);
        store.save_touches(&[touch(1, "a"), touch(2, "b")]).expect("written");
        drop(store);
        let file = folder.path().join("person.sqlite");
        let db = rusqlite::Connection::open(&file).expect("opens");
        db.execute("UPDATE touch SET campaign = 'none' WHERE place = 1", []).expect("written");
        drop(db);
        drop(PersonStore::open(
            folder.path(),
            "https://shop.example",
            &StoreOptions::default(),
            Arc::new(NoFailPoint),
        ));
        let db = rusqlite::Connection::open(&file).expect("opens");
        let rows: i64 = db.query_row("SELECT count(*) FROM touch", [], |row| row.get(0)).expect("counts");
        assert_eq!(rows, 1);
    }
}
