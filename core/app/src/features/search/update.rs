//! Results: a search as it is typed, or a category, in windows.

use crate::features::Route;
use crate::features::search::intent::SearchIntent;
use crate::features::search::state::{MerchantSearch, ResultsState, RowsLookup};
use crate::kernel::catalog::CatalogSource;
use crate::kernel::door_price;
use crate::kernel::effects::Query;
use crate::kernel::effects::{Effect, Effects, NetworkOp, SearchOp, SearchRead, Ticket};
use crate::kernel::error::Fault;
use crate::kernel::event::Event;
use crate::kernel::model::Model;
use crate::kernel::nav::Tab;
use crate::kernel::now::Now;

/// Rows of a first window.
const FIRST_WINDOW: u32 = 30;

/// The largest window.
const MAX_WINDOW: u32 = 100;

pub(crate) fn update(model: &mut Model, intent: SearchIntent, at: Now) -> Effects {
    match intent {
        SearchIntent::Search { words } => search(model, &words),
        SearchIntent::Window { first, count } => window(model, first, count, at),
        SearchIntent::SortByDoor { on } => sort(model, on, at),
    }
}

fn search(model: &mut Model, words: &str) -> Effects {
    let words: String = words.chars().filter(|c| !c.is_control()).take(200).collect();
    model.nav.tab = Tab::Home;
    match model.nav.stack().last_mut() {
        // Each key stroke changes the search that is shown; it is one place to go back from.
        Some(Route::Results(query)) => {
            query.words = words;
            model.say(Event::Arrived);
        }
        _ => model.push(Route::Results(Query { words, category: None })),
    }
    Vec::new()
}

fn sort(model: &mut Model, by_door: bool, at: Now) -> Effects {
    if !matches!(model.route(), Route::Results(_)) || model.features.results.by_door == by_door {
        return Vec::new();
    }
    model.features.results.by_door = by_door;
    model.features.results.first = 0;
    ask(model, at)
}

fn window(model: &mut Model, first: u32, count: u32, at: Now) -> Effects {
    if !matches!(model.route(), Route::Results(_)) {
        return Vec::new();
    }
    model.features.results.first = first;
    model.features.results.count = count.clamp(1, MAX_WINDOW);
    ask(model, at)
}

pub(crate) fn enter(model: &mut Model, at: Now) -> Effects {
    model.features.results = ResultsState {
        count: FIRST_WINDOW,
        by_door: model.features.results.by_door,
        rows: std::mem::take(&mut model.features.results.rows),
        ..ResultsState::default()
    };
    let mut effects = ask(model, at);
    effects.extend(ask_merchant(model));
    effects
}

/// A merchant without packs knows more than this phone does. It is asked for words or for a category, never for nothing.
fn ask_merchant(model: &mut Model) -> Option<Effect> {
    let Route::Results(Query { words, category }) = model.route().clone() else { return None };
    let asks = !words.trim().is_empty() || category.is_some();
    if model.catalog.source != CatalogSource::Online || !model.online || !asks {
        return None;
    }
    let ticket = model.ticket();
    model.features.results.merchant = MerchantSearch::Asked(ticket);
    let (wish, currency, category) = (model.wish(), model.settings.currency, category.map(|(_, name)| name));
    Some(Effect::Network(NetworkOp::Search { ticket, wish, currency, words, category }))
}

/// Rows of the merchant's answer are in the catalog, or there is none.
pub(crate) fn searched(
    model: &mut Model,
    ticket: Ticket,
    more: bool,
    fault: Option<Fault>,
    at: Now,
) -> Effects {
    if model.features.results.merchant != MerchantSearch::Asked(ticket) {
        return Vec::new();
    }
    match fault {
        None => {
            if !more {
                model.features.results.merchant = MerchantSearch::Idle;
            }
            ask(model, at)
        }
        // Whoever fails has no more to send.
        Some(fault) => {
            model.features.results.merchant = MerchantSearch::Failed(fault);
            vec![Effect::Log(fault.record("search.failed"))]
        }
    }
}

fn ask(model: &mut Model, at: Now) -> Effects {
    let Route::Results(query) = model.route().clone() else { return Vec::new() };
    let ticket = model.ticket();
    model.features.results.ticket = ticket;
    model.features.results.rows = RowsLookup::Loading { before: model.features.results.rows.take() };
    model.features.results.merchant.silence();
    vec![Effect::Search(SearchOp {
        ticket,
        scope: model.scope(),
        words: query.words,
        category: query.category,
        first: model.features.results.first,
        count: model.features.results.count,
        by_door: model.features.results.by_door.then(|| door_price::sort(model, at.now)),
    })]
}

pub(crate) fn read(model: &mut Model, ticket: Ticket, hits: SearchRead) -> Effects {
    if ticket == model.features.results.ticket {
        model.features.results.rows = RowsLookup::Here(hits);
    }
    Vec::new()
}

pub(crate) fn failed(model: &mut Model, ticket: Ticket, fault: Fault) -> Effects {
    if ticket != model.features.results.ticket {
        return Vec::new();
    }
    model.features.results.rows = RowsLookup::Failed { fault, before: model.features.results.rows.take() };
    model.features.results.merchant.silence();
    vec![Effect::Log(fault.record("search.failed"))]
}
