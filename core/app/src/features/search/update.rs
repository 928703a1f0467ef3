//! Results: a search as it is typed, or a category, in windows.

use crate::kernel::dispatch::{enter as enter_route, push};
use crate::kernel::effects::{CatalogOp, Effect, NetOp, SearchRead, Ticket};
use crate::kernel::error::Fault;
use crate::kernel::intent::Tab;
use crate::kernel::model::{Effects, Model, Moment, Query, ResultsState, Route};
use crate::kernel::parts::{Ink, as_of, card, no_catalog, search_here};
use crate::kernel::screen::{EmptyState, ResultsScreen};

/// Rows of a first window.
const FIRST_WINDOW: u32 = 30;
/// The largest window.
const MAX_WINDOW: u32 = 100;

pub(crate) fn search(model: &mut Model, words: String, at: Moment) -> Effects {
    let words: String = words.chars().filter(|c| !c.is_control()).take(200).collect();
    model.tab = Tab::Home;
    match model.stack().last_mut() {
        // Each key stroke changes the search that is shown; it is one place to go back from.
        Some(Route::Results(query)) => {
            query.words = words;
            enter_route(model, at)
        }
        _ => push(model, Route::Results(Query { words, category: None }), at),
    }
}

pub(crate) fn window(model: &mut Model, first: u32, count: u32) -> Effects {
    if !matches!(model.route(), Route::Results(_)) {
        return Vec::new();
    }
    model.results.first = first;
    model.results.count = count.clamp(1, MAX_WINDOW);
    ask(model)
}

pub(crate) fn enter(model: &mut Model) -> Effects {
    model.results =
        ResultsState { count: FIRST_WINDOW, read: model.results.read.take(), ..ResultsState::default() };
    let mut effects = ask(model);
    effects.extend(ask_merchant(model));
    effects
}

/// A merchant without packs knows more than this phone does. It is asked for words or for a category, never for nothing.
fn ask_merchant(model: &mut Model) -> Option<Effect> {
    let Route::Results(Query { words, category }) = model.route().clone() else { return None };
    let asks = !words.trim().is_empty() || category.is_some();
    if model.packs != Some(false) || !model.online || !asks {
        return None;
    }
    let ticket = model.ticket();
    model.results.asked = Some(ticket);
    let (wish, currency, category) = (model.wish(), model.settings.currency, category.map(|(_, name)| name));
    Some(Effect::Net(NetOp::Search { ticket, wish, currency, words, category }))
}

/// Rows of the merchant's answer are in the catalog, or there is none.
pub(crate) fn searched(model: &mut Model, ticket: Ticket, more: bool, fault: Option<Fault>) -> Effects {
    if model.results.asked != Some(ticket) {
        return Vec::new();
    }
    if !more {
        model.results.asked = None;
    }
    match fault {
        None => ask(model),
        Some(fault) => {
            model.results.fault = Some(fault);
            vec![Effect::Log(fault.record("search.failed"))]
        }
    }
}

fn ask(model: &mut Model) -> Effects {
    let Route::Results(query) = model.route().clone() else { return Vec::new() };
    let ticket = model.ticket();
    model.results.ticket = ticket;
    model.results.loading = true;
    model.results.fault = None;
    vec![Effect::Catalog(CatalogOp::Search {
        ticket,
        scope: model.scope(),
        words: query.words,
        category: query.category,
        first: model.results.first,
        count: model.results.count,
    })]
}

pub(crate) fn read(model: &mut Model, ticket: Ticket, hits: SearchRead) -> Effects {
    if ticket == model.results.ticket {
        model.results.loading = false;
        model.results.read = Some(hits);
    }
    Vec::new()
}

pub(crate) fn failed(model: &mut Model, ticket: Ticket, fault: Fault) -> Effects {
    if ticket != model.results.ticket {
        return Vec::new();
    }
    model.results.loading = false;
    model.results.fault = Some(fault);
    vec![Effect::Log(fault.record("search.failed"))]
}

pub(crate) fn view(model: &Model, query: &Query, ink: &Ink<'_>) -> ResultsScreen {
    let words = ink.words;
    let read = model.results.read.as_ref();
    let total = read.map_or(0, |read| read.total);
    let loading = model.results.loading || model.results.asked.is_some();
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
            .map(|(item, matched)| card(item, matched, ink))
            .collect(),
        as_of: as_of(model.head.as_ref(), ink),
        loading,
        empty: match model.results.fault {
            // Rows that are there stay in sight: a banner says what is wrong.
            Some(fault) if total == 0 => Some(EmptyState {
                title: words.nothing_found_title(),
                body: words.error(fault.code),
                action: words.retry(),
                code: Some(fault.code.as_str().to_owned()),
            }),
            None if nothing => no_catalog(model, ink).or_else(|| {
                let asks = !query.words.trim().is_empty() || query.category.is_some();
                search_here(model, ink).filter(|_| !asks).or_else(|| {
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
