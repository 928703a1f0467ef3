//! Searches of this phone's catalog: one thread, and one place to wait in. A newer search takes the place of one that waits,
//! so that no key stroke is answered late, and nothing else waits behind a search.

use crate::kernel::door_sort::{DoorSort, DoorSum, MOST_SORTED};
use crate::kernel::effects::{FoundRow, Outcome, SearchOp, SearchRead};
use crate::kernel::executors::services::Services;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use tradewind_catalog::{CatalogError, Filter, Hit, Hits, Window};
use tradewind_domain::{Item, ItemId, Scope, lock};
use tradewind_trade::Amount;

/// What a merchant found, in its order: it may know words that its goods' titles do not hold.
pub(crate) struct Found {
    pub(crate) words: String,
    /// Name of the category they were looked for in.
    pub(crate) category: Option<String>,
    pub(crate) ids: Vec<ItemId>,
}

/// The place in which the newest search waits.
#[derive(Default)]
pub(crate) struct SearchQueue {
    place: Mutex<Place>,
    wake: Condvar,
}

#[derive(Default)]
struct Place {
    newest: Option<SearchOp>,
    /// What the merchant found last.
    found: Option<(Scope, Arc<Found>)>,
    closed: bool,
}

impl SearchQueue {
    /// The newest search; one that still waits is dropped, and its ticket with it.
    pub(crate) fn put(&self, search: SearchOp) {
        lock(&self.place).newest = Some(search);
        self.wake.notify_one();
    }

    /// What a merchant answered is what the next search of the same words shows.
    pub(crate) fn remember(&self, scope: Scope, found: Found) {
        lock(&self.place).found = Some((scope, Arc::new(found)));
    }

    /// Ends the thread after the search that it does now.
    pub(crate) fn close(&self) {
        lock(&self.place).closed = true;
        self.wake.notify_one();
    }

    /// Waits for a search; none once the queue is closed.
    fn next(&self) -> Option<(SearchOp, Option<Arc<Found>>)> {
        let mut place = lock(&self.place);
        loop {
            if place.closed {
                return None;
            }
            if let Some(search) = place.newest.take() {
                let known = place.found.as_ref().filter(|(scope, found)| {
                    *scope == search.scope
                        && found.words == search.words
                        && found.category.as_ref() == search.category.as_ref().map(|(_, name)| name)
                });
                let known = known.map(|(_, found)| found.clone());
                return Some((search, known));
            }
            place = self.wake.wait(place).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Serves the queue until it is closed.
pub(crate) fn serve(services: &Services, queue: &SearchQueue) {
    while let Some((search, known)) = queue.next() {
        let SearchOp { ticket, scope, words, category, first, count, by_door } = search;
        let filter = Filter { category: category.map(|(key, _)| key) };
        let read = |window| match &known {
            Some(found) => services.catalog.hits_of(&scope, &found.ids, &words, window),
            None => services.catalog.search(&scope, &words, &filter, window),
        };
        let hits = match &by_door {
            Some(sort) => sorted(&read, sort, first, count),
            None => read(Window { first, count }).map(|hits| of_hits(hits, |_| None)),
        };
        services.say_repaired();
        services.report(match hits {
            Ok(hits) => Outcome::SearchRead { ticket, hits },
            Err(error) => Outcome::SearchFailed { ticket, fault: error.into() },
        });
    }
}

/// A window of hits in the order of what each comes to at the door, with these sums. Those beyond the most that are sorted stand as they
/// match.
fn sorted(
    read: &dyn Fn(Window) -> Result<Hits, CatalogError>,
    sort: &DoorSort,
    first: u32,
    count: u32,
) -> Result<SearchRead, CatalogError> {
    let as_they_match = |hits| of_hits(hits, |item| sort.sum(item).and_then(DoorSum::whole));
    if first >= MOST_SORTED {
        return read(Window { first, count }).map(as_they_match);
    }
    let Hits { total, rows, .. } = read(Window { first: 0, count: MOST_SORTED })?;
    let sorted = sort.sort(rows, |hit| &hit.item).into_iter().skip(first as usize).take(count as usize);
    let mut rows: Vec<FoundRow> =
        sorted.map(|(hit, sum)| of_hit(hit, sum.and_then(DoorSum::whole))).collect();
    let beyond = first.saturating_add(count).min(total).saturating_sub(MOST_SORTED);
    if beyond > 0 {
        rows.extend(as_they_match(read(Window { first: MOST_SORTED, count: beyond })?).rows);
    }
    Ok(SearchRead { total, first, rows })
}

fn of_hits(hits: Hits, door: impl Fn(&Item) -> Option<Amount>) -> SearchRead {
    let row = |hit: Hit| {
        let door = door(&hit.item);
        of_hit(hit, door)
    };
    SearchRead { total: hits.total, first: hits.first, rows: hits.rows.into_iter().map(row).collect() }
}

fn of_hit(hit: Hit, door: Option<Amount>) -> FoundRow {
    FoundRow { item: hit.item, matched: hit.highlights, door }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::effects::Ticket;
    use crate::kernel::testing::{AT, item};
    use tradewind_domain::{Currency, Language, Market, Money};

    fn scope() -> Scope {
        let language = Language::parse("en").expect("a tag");
        Scope { market: Market::parse("US").expect("a market"), language }
    }

    fn search(ticket: u64, words: &str) -> SearchOp {
        let words = words.to_owned();
        SearchOp {
            ticket: Ticket(ticket),
            scope: scope(),
            words,
            category: None,
            first: 0,
            count: 30,
            by_door: None,
        }
    }

    #[test]
    fn the_newest_search_takes_the_place_of_those_that_wait() {
        let queue = SearchQueue::default();
        for (ticket, words) in [(1, "m"), (2, "mu"), (3, "mug")] {
            queue.put(search(ticket, words));
        }
        assert_eq!(queue.next().map(|(search, _)| search.ticket), Some(Ticket(3)));
        queue.close();
        assert!(queue.next().is_none(), "nothing else waited");
    }

    #[test]
    fn what_the_merchant_found_is_for_the_same_words_alone() {
        let queue = SearchQueue::default();
        queue.remember(scope(), Found { words: "mug".into(), category: None, ids: Vec::new() });
        queue.put(search(1, "mugs"));
        assert!(queue.next().is_some_and(|(_, known)| known.is_none()));
        queue.put(search(2, "mug"));
        assert!(queue.next().is_some_and(|(_, known)| known.is_some()));
    }

    #[test]
    fn a_search_that_comes_while_the_thread_waits_wakes_it() {
        let queue = Arc::new(SearchQueue::default());
        let waits = queue.clone();
        let thread = std::thread::spawn(move || waits.next().map(|(search, _)| search.words));
        queue.put(search(1, "mug"));
        assert_eq!(thread.join().expect("no panic").as_deref(), Some("mug"));
    }

    #[test]
    fn rows_in_the_order_of_the_door_bring_their_sums_along() {
        let germany = Market::parse("DE").expect("a market");
        let euros = |minor| Money::new(minor, Currency::EUR);
        let hit = |name: &str, minor: i64, shipping: Option<Money>| {
            let mut item = item(name, Currency::EUR);
            (item.offer.price, item.facts.shipping) = (euros(minor), shipping);
            item.facts.ships_from = Some(germany);
            Hit { item, highlights: Vec::new() }
        };
        let read = |window: Window| {
            let rows = vec![
                hit("dear", 500, Some(euros(10))),
                hit("silent", 100, None),
                hit("b", 200, Some(euros(0))),
            ];
            Ok::<_, CatalogError>(Hits { total: 1_000, first: window.first, rows })
        };
        let sort = DoorSort { to: germany, tax_included: true, now: AT.now, year_spent: None };
        let seen = |first: u32| {
            let read = sorted(&read, &sort, first, 3).expect("reads");
            let row = |row: FoundRow| (row.item.id.as_str().to_owned(), row.door);
            read.rows.into_iter().map(row).collect::<Vec<_>>()
        };
        let row = |name: &str, minor: Option<i64>| {
            (name.to_owned(), minor.map(|minor| Amount::Exact(euros(minor))))
        };
        assert_eq!(seen(0), [row("b", Some(200)), row("dear", Some(510)), row("silent", None)]);
        // Beyond the most that are sorted they stand as they match, and have their sums too.
        assert_eq!(seen(MOST_SORTED), [row("dear", Some(510)), row("silent", None), row("b", Some(200))]);
    }
}
