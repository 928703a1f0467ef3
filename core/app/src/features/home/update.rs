//! Home: categories, deals, recently seen.

use crate::features::cart::update as cart;
use crate::kernel::dispatch::{enter as enter_route, push};
use crate::kernel::effects::{CatalogOp, Effect, HomeRead, Ticket};
use crate::kernel::error::Fault;
use crate::kernel::model::{Effects, Model, Moment, Query, Route};
use crate::kernel::parts::{Ink, as_of, card, no_catalog, picture_ref, search_here};
use crate::kernel::screen::{CategoryTile, ChoiceOption, HomeScreen};
use tradewind_l10n::plain;

pub(crate) fn enter(model: &mut Model, at: Moment) -> Effects {
    let ticket = model.ticket();
    model.home.ticket = ticket;
    model.home.loading = true;
    let (wish, recent) = (model.wish(), model.recent.clone());
    vec![Effect::Catalog(CatalogOp::Home { ticket, wish, recent, now: at.now })]
}

pub(crate) fn read(model: &mut Model, ticket: Ticket, home: HomeRead, at: Moment) -> Effects {
    if ticket != model.home.ticket {
        return Vec::new();
    }
    let another = model.head != home.head;
    model.home.loading = false;
    model.head = home.head;
    model.home.categories = home.categories;
    model.home.deals = home.deals;
    model.home.recent = home.recent;
    if !another {
        return Vec::new();
    }
    // Whatever else is shown was read from the catalog before this one.
    let mut effects = cart::enter(model);
    if matches!(model.route(), Route::Results(_) | Route::Product(_) | Route::Preview) {
        effects.extend(enter_route(model, at));
    }
    effects
}

pub(crate) fn failed(model: &mut Model, ticket: Ticket, fault: Fault) -> Effects {
    if ticket != model.home.ticket {
        return Vec::new();
    }
    model.home.loading = false;
    model.fault = Some(fault);
    vec![Effect::Log(fault.record("home.failed"))]
}

pub(crate) fn open_category(model: &mut Model, key: String, at: Moment) -> Effects {
    let Some(name) =
        model.home.categories.iter().find(|known| known.key == key).map(|known| known.name.clone())
    else {
        return Vec::new();
    };
    push(model, Route::Results(Query { words: String::new(), category: Some((key, name)) }), at)
}

pub(crate) fn view(model: &Model, ink: &Ink<'_>) -> HomeScreen {
    let words = ink.words;
    let home = &model.home;
    let heading = |shown: bool, text: String| if shown { text } else { String::new() };
    HomeScreen {
        search_hint: words.search_hint(),
        clear_label: words.search_clear(),
        categories_title: heading(!home.categories.is_empty(), words.categories()),
        categories: home
            .categories
            .iter()
            .map(|category| CategoryTile {
                key: category.key.clone(),
                name: category.name.clone(),
                count: words.product_count(u64::from(category.items)),
                accessibility: plain(&words.category_spoken(u64::from(category.items), &category.name)),
                picture: category.face.as_ref().and_then(|item| {
                    item.pictures.first().map(|picture| picture_ref(picture, &item.title, ink))
                }),
            })
            .collect(),
        deals_title: heading(!home.deals.is_empty(), words.deals()),
        deals: home.deals.iter().map(|item| card(item, &[], ink)).collect(),
        recent_title: heading(!home.recent.is_empty(), words.recently_seen()),
        recent: home.recent.iter().map(|item| card(item, &[], ink)).collect(),
        as_of: as_of(model.head.as_ref(), ink),
        loading: home.loading || model.refreshing,
        empty: no_catalog(model, ink).or_else(|| search_here(model, ink)),
        served: model
            .served
            .iter()
            .map(|market| ChoiceOption {
                key: market.as_str().to_owned(),
                label: words.market_name(market),
                selected: false,
            })
            .collect(),
    }
}
