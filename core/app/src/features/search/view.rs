//! Draws search results.

use crate::features::search::screen::ResultsScreen;
use crate::kernel::cards::{as_of, card, no_catalog, search_here};
use crate::kernel::door_price;
use crate::kernel::door_sort::MOST_SORTED;
use crate::kernel::effects::Query;
use crate::kernel::model::Model;
use crate::kernel::screen_parts::{EmptyState, ProductCard};
use crate::kernel::view_context::ViewContext;

pub(crate) fn view(model: &Model, query: &Query, context: &ViewContext<'_>) -> ResultsScreen {
    let words = context.words;
    let read = model.features.results.rows.shown();
    let total = read.map_or(0, |read| read.total);
    let loading = model.features.results.loading();
    let by_door = model.features.results.by_door;
    let nothing = !loading && total == 0;
    ResultsScreen {
        words: query.words.clone(),
        search_hint: words.search_hint(),
        clear_label: words.search_clear(),
        category: query.category.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
        count: if read.is_some() { words.product_count(u64::from(total)) } else { String::new() },
        total,
        first: read.map_or(0, |read| read.first),
        rows: read
            .into_iter()
            .flat_map(|read| &read.rows)
            .map(|found| ProductCard {
                // What they were put in order by; rows of before they were asked for so have none.
                door: door_price::short(found.door.filter(|_| by_door), context),
                ..card(&found.item, &found.matched, context)
            })
            .collect(),
        by_door,
        sort_label: match by_door {
            _ if total < 2 => String::new(),
            true => words.sort_by_match(),
            false => words.sort_by_door(),
        },
        sort_note: match by_door && total > MOST_SORTED {
            true => words.sort_by_door_most(),
            false => String::new(),
        },
        as_of: as_of(model.catalog.head.as_ref(), context),
        loading,
        empty: match model.features.results.fault() {
            // Rows that are there stay in sight: a banner says what is wrong.
            Some(fault) if total == 0 => Some(EmptyState {
                title: words.nothing_found_title(),
                body: words.error(fault.code),
                action: words.retry(),
                code: Some(fault.code.as_str().to_owned()),
            }),
            None if nothing => no_catalog(model, context).or_else(|| {
                let asks = !query.words.trim().is_empty() || query.category.is_some();
                search_here(model, context).filter(|_| !asks).or_else(|| {
                    Some(EmptyState {
                        title: words.nothing_found_title(),
                        body: words.nothing_found_body(),
                        action: String::new(),
                        code: None,
                    })
                })
            }),
            _ => None,
        },
    }
}
