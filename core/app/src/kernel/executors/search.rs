//! Searches of this phone's catalog: one thread, and one place to wait in. A newer search takes the place of one that waits,
//! so that no key stroke is answered late, and nothing else waits behind a search.

use crate::kernel::door_sort::{DoorSort, MOST_SORTED};
use crate::kernel::effects::{Outcome, SearchOp, SearchRead};
use crate::kernel::executors::services::Services;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use tradewind_catalog::{CatalogError, Filter, Hits, Window};
use tradewind_domain::{ItemId, Scope, lock};

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
        let hits = match by_door.filter(|_| first < MOST_SORTED) {
            Some(sort) => sorted(&read, &sort, first, count),
            None => read(Window { first, count }),
        };
        services.say_repaired();
        services.report(match hits {
            Ok(hits) => Outcome::SearchRead { ticket, hits: of_hits(hits) },
            Err(error) => Outcome::SearchFailed { ticket, fault: error.into() },
        });
    }
}

/// A window of hits in the order of what each comes to at the door. Those beyond the most that are sorted stand as they match.
fn sorted(
    read: &dyn Fn(Window) -> Result<Hits, CatalogError>,
    sort: &DoorSort,
    first: u32,
    count: u32,
) -> Result<Hits, CatalogError> {
    let Hits { total, mut rows, .. } = read(Window { first: 0, count: MOST_SORTED })?;
    sort.sort(&mut rows, |hit| &hit.item);
    let mut rows: Vec<_> = rows.into_iter().skip(first as usize).take(count as usize).collect();
    let beyond = first.saturating_add(count).min(total).saturating_sub(MOST_SORTED);
    if beyond > 0 {
        rows.extend(read(Window { first: MOST_SORTED, count: beyond })?.rows);
    }
    Ok(Hits { total, first, rows })
}

fn of_hits(hits: Hits) -> SearchRead {
    let rows = hits.rows.into_iter().map(|hit| (hit.item, hit.highlights)).collect();
    SearchRead { total: hits.total, first: hits.first, rows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::effects::Ticket;
    use tradewind_domain::{Language, Market};

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
}
