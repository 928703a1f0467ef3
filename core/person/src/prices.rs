//! Prices that this phone saw: of each item the days and what it cost, bounded in items, changes and days.

use crate::error::StoreError;
use crate::store::PersonStore;
use rusqlite::params;
use std::collections::BTreeMap;
use tradewind_domain::{Currency, ItemId, Market, Money};

/// How many days back prices are kept: three times what a reduction is reckoned from.
const MAX_DAYS: i32 = 90;
/// How many days after today a price may have been seen: one, for a person who flew to a time zone that is behind. What is later was
/// noted by a clock that was set ahead.
const AHEAD: i32 = 1;
/// The most changes of one item.
const MAX_CHANGES: usize = 64;
/// The most items of a merchant; those that were seen longest ago go first.
const MAX_ITEMS: usize = 300;

/// A price from the first day on which it was seen to the last one, as days since 1970 UTC. Between two of them nothing is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PriceSeen {
    /// The first day.
    pub first: i32,
    /// The last day, not before the first.
    pub last: i32,
    /// What one cost.
    pub price: Money,
}

/// What was seen of items, by market: each item's prices in the order of days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PriceHistory {
    seen: BTreeMap<(Market, ItemId), Vec<PriceSeen>>,
}

impl PriceHistory {
    /// What was seen of an item.
    pub fn of(&self, market: Market, item: &ItemId) -> &[PriceSeen] {
        self.seen.get(&(market, item.clone())).map_or(&[], Vec::as_slice)
    }

    /// Notes what an item costs on a day. Gives what is to be kept; none where that is known already, and for a day before the last
    /// one known (a clock that was set back). What a clock noted that was ahead by more than a day silences nothing: it is let go.
    pub fn note(&mut self, market: Market, item: &ItemId, day: i32, price: Money) -> Option<PriceSeen> {
        let key = (market, item.clone());
        if !self.seen.contains_key(&key) {
            self.make_room(day);
        }
        let runs = self.seen.entry(key).or_default();
        let latest = day.saturating_add(AHEAD);
        runs.retain(|run| run.first <= latest);
        // Of a run that such a clock made longer, the first day alone is known to be right.
        runs.iter_mut().filter(|run| run.last > latest).for_each(|run| run.last = run.first);
        runs.retain(|run| run.last >= day.saturating_sub(MAX_DAYS));
        let noted = match runs.last_mut() {
            Some(last) if last.last > day || (last.last == day && last.price == price) => return None,
            Some(last) if last.price == price => {
                last.last = day;
                *last
            }
            // Twice another price on one day: the last one stands for it where it was alone on it.
            Some(last) if last.first == day => {
                last.price = price;
                *last
            }
            _ => {
                let first = PriceSeen { first: day, last: day, price };
                runs.push(first);
                first
            }
        };
        let surplus = runs.len().saturating_sub(MAX_CHANGES);
        runs.drain(..surplus);
        Some(noted)
    }

    /// Lets the item go that was seen longest ago. One that was seen on a day to come goes first, or it would stay for ever.
    fn make_room(&mut self, day: i32) {
        let latest = day.saturating_add(AHEAD);
        let seen = |runs: &[PriceSeen]| runs.last().map(|run| run.last).filter(|last| *last <= latest);
        while self.seen.len() >= MAX_ITEMS {
            let oldest = self.seen.iter().min_by_key(|(_, runs)| seen(runs));
            let Some(key) = oldest.map(|(key, _)| key.clone()) else { return };
            self.seen.remove(&key);
        }
    }
}

impl PersonStore {
    /// What this phone saw of this merchant's prices.
    pub fn prices_seen(&self) -> Result<PriceHistory, StoreError> {
        let db = self.db();
        let mut read = db.prepare_cached(
            "SELECT market, item, first_day, last_day, minor, currency FROM price_seen
                 WHERE merchant = ?1 ORDER BY market, item, first_day",
        )?;
        let mut rows = read.query([&self.merchant])?;
        let bad = || StoreError::Row("price_seen");
        let mut history = PriceHistory::default();
        while let Some(row) = rows.next()? {
            let market = Market::parse(&row.get::<_, String>("market")?).map_err(|_| bad())?;
            let item = ItemId::parse(row.get::<_, String>("item")?).map_err(|_| bad())?;
            let currency = Currency::parse(&row.get::<_, String>("currency")?).map_err(|_| bad())?;
            let price = Money::new(row.get("minor")?, currency);
            let seen = PriceSeen { first: row.get("first_day")?, last: row.get("last_day")?, price };
            history.seen.entry((market, item)).or_default().push(seen);
        }
        Ok(history)
    }

    /// Keeps what [`PriceHistory::note`] gave, and lets go of what is beyond the bounds.
    pub fn note_prices(&self, market: Market, noted: &[(ItemId, PriceSeen)]) -> Result<(), StoreError> {
        let Some(today) = noted.iter().map(|(_, seen)| seen.last).max() else { return Ok(()) };
        self.write(|tx| {
            // As `note` does it in memory: days to come were noted by a clock that was ahead, and would push out what is true.
            let latest = today.saturating_add(AHEAD);
            tx.execute(
                "DELETE FROM price_seen WHERE merchant = ?1 AND first_day > ?2",
                params![self.merchant, latest],
            )?;
            tx.execute(
                "UPDATE price_seen SET last_day = first_day WHERE merchant = ?1 AND last_day > ?2",
                params![self.merchant, latest],
            )?;
            for (item, seen) in noted {
                tx.execute(
                    "INSERT OR REPLACE INTO price_seen (merchant, market, item, first_day, last_day, minor, currency)
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                    params![
                        self.merchant,
                        market.as_str(),
                        item.as_str(),
                        seen.first,
                        seen.last,
                        seen.price.minor,
                        seen.price.currency.as_str()
                    ],
                )?;
                tx.execute(
                    "DELETE FROM price_seen WHERE merchant = ?1 AND market = ?2 AND item = ?3 AND first_day NOT IN (
                         SELECT first_day FROM price_seen WHERE merchant = ?1 AND market = ?2 AND item = ?3
                         ORDER BY first_day DESC LIMIT ?4)",
                    params![self.merchant, market.as_str(), item.as_str(), MAX_CHANGES as i64],
                )?;
            }
            tx.execute(
                "DELETE FROM price_seen WHERE merchant = ?1 AND last_day < ?2",
                params![self.merchant, today.saturating_sub(MAX_DAYS)],
            )?;
            tx.execute(
                "DELETE FROM price_seen WHERE merchant = ?1 AND (market, item) NOT IN (
                     SELECT market, item FROM price_seen WHERE merchant = ?1 GROUP BY market, item
                     ORDER BY max(last_day) DESC, market, item LIMIT ?2)",
                params![self.merchant, MAX_ITEMS as i64],
            )?;
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn eur(minor: i64) -> Money {
        Money::new(minor, Currency::EUR)
    }

    fn id(name: &str) -> ItemId {
        ItemId::parse(name).expect("an id")
    }

    fn germany() -> Market {
        Market::parse("DE").expect("a market")
    }

    fn runs(history: &PriceHistory) -> Vec<(i32, i32, i64)> {
        history.of(germany(), &id("mug")).iter().map(|run| (run.first, run.last, run.price.minor)).collect()
    }

    #[test]
    fn a_price_is_a_run_of_days_and_what_is_known_is_not_noted_again() {
        let mut history = PriceHistory::default();
        let mut note = |day, minor| history.note(germany(), &id("mug"), day, eur(minor)).is_some();
        assert_eq!([note(100, 500), note(100, 500), note(105, 500)], [true, false, true]);
        assert_eq!([note(104, 400), note(106, 400), note(106, 450)], [false, true, true]);
        assert_eq!(runs(&history), [(100, 105, 500), (106, 106, 450)]);
        assert!(history.of(Market::parse("FR").expect("a market"), &id("mug")).is_empty());
    }

    /// The clock of the phone was set ahead once, and is right again.
    #[test]
    fn a_price_of_a_day_to_come_does_not_keep_new_ones_from_being_noted() {
        let note =
            |history: &mut PriceHistory, day, minor| history.note(germany(), &id("mug"), day, eur(minor));
        let mut history = PriceHistory::default();
        note(&mut history, 100, 500);
        note(&mut history, 170, 400);
        assert!(note(&mut history, 101, 450).is_some(), "a run that begins after tomorrow is none");
        assert_eq!(runs(&history), [(100, 100, 500), (101, 101, 450)]);
        // A run that was made longer by such a clock: the same price goes on, another one ends it where it began.
        note(&mut history, 170, 450);
        assert!(note(&mut history, 102, 450).is_some());
        assert_eq!(runs(&history), [(100, 100, 500), (101, 102, 450)]);
        note(&mut history, 170, 450);
        assert!(note(&mut history, 104, 600).is_some());
        assert_eq!(runs(&history), [(100, 100, 500), (101, 101, 450), (104, 104, 600)]);
        // Tomorrow is no fault of the clock: the other side of the world is there already.
        note(&mut history, 105, 650);
        assert_eq!(note(&mut history, 104, 600), None);
        assert_eq!(runs(&history).last(), Some(&(105, 105, 650)));
    }

    #[test]
    fn items_of_days_to_come_make_room_first() {
        let mut history = PriceHistory::default();
        history.note(germany(), &id("mug"), 100, eur(500));
        for n in 1..MAX_ITEMS {
            history.note(germany(), &id(&format!("ahead-{n}")), 9_000, eur(1));
        }
        for n in 1..MAX_ITEMS {
            history.note(germany(), &id(&format!("item-{n}")), 101, eur(1));
        }
        assert_eq!((history.seen.len(), runs(&history)), (MAX_ITEMS, vec![(100, 100, 500)]));
    }

    #[test]
    fn the_file_lets_days_to_come_go_too() {
        let folder = tempfile::tempdir().expect("a folder");
        let open = || {
            let options = crate::StoreOptions::default();
            let points = std::sync::Arc::new(tradewind_ports::NoFailPoint);
            PersonStore::open(folder.path(), "https://shop.example", &options, points).expect("opens")
        };
        let keep = |item: &str, first, last, minor| {
            let seen = PriceSeen { first, last, price: eur(minor) };
            open().note_prices(germany(), &[(id(item), seen)]).expect("keeps");
        };
        keep("mug", 100, 100, 500);
        keep("plate", 100, 150, 900);
        keep("mug", 150, 150, 400);
        // The clock is right again.
        let mut history = open().prices_seen().expect("reads");
        let noted = history.note(germany(), &id("mug"), 101, eur(450)).expect("it is news");
        open().note_prices(germany(), &[(id("mug"), noted)]).expect("keeps");
        let kept = open().prices_seen().expect("reads");
        assert_eq!(runs(&kept), [(100, 100, 500), (101, 101, 450)]);
        assert_eq!(kept.of(germany(), &id("plate")).first().map(|run| run.last), Some(100));
    }

    #[test]
    fn days_changes_and_items_are_bounded() {
        let mut history = PriceHistory::default();
        for day in 0..200 {
            history.note(germany(), &id("mug"), day, eur(100 + i64::from(day)));
        }
        let seen = runs(&history);
        assert_eq!((seen.len(), seen.last()), (MAX_CHANGES, Some(&(199, 199, 299))));
        history.note(germany(), &id("mug"), 199 + MAX_DAYS, eur(1));
        assert_eq!(runs(&history).len(), 2);
        for n in 0..400 {
            history.note(germany(), &id(&format!("item-{n}")), 300 + n, eur(1));
        }
        assert!(history.seen.len() <= MAX_ITEMS && runs(&history).is_empty());
    }
}
