//! Home: categories, deals, recently seen.

use crate::features::Route;
use crate::features::home::intent::HomeIntent;
use crate::kernel::cart;
use crate::kernel::effects::Query;
use crate::kernel::effects::{CatalogOp, Effect, Effects, HomeRead, Ticket};
use crate::kernel::error::Fault;
use crate::kernel::event::Event;
use crate::kernel::model::Model;
use crate::kernel::now::Now;
use crate::kernel::prices;

pub(crate) fn update(model: &mut Model, intent: HomeIntent) -> Effects {
    let HomeIntent::OpenCategory { key } = intent;
    let known = model.features.home.categories.iter().find(|known| known.key == key);
    if let Some(name) = known.map(|known| known.name.clone()) {
        model.push(Route::Results(Query { words: String::new(), category: Some((key, name)) }));
    }
    Vec::new()
}

pub(crate) fn enter(model: &mut Model, at: Now) -> Effects {
    let ticket = model.ticket();
    model.features.home.ticket = ticket;
    model.features.home.loading = true;
    let (wish, recent) = (model.wish(), model.recent.clone());
    vec![Effect::Catalog(CatalogOp::Home { ticket, wish, recent, now: at.now })]
}

pub(crate) fn read(model: &mut Model, ticket: Ticket, home: HomeRead, at: Now) -> Effects {
    if ticket != model.features.home.ticket {
        return Vec::new();
    }
    // What the person had deleted while it was read does not come back.
    let recent: Vec<_> = home.recent.into_iter().filter(|item| model.recent.contains(&item.id)).collect();
    // What was looked at before is looked at again each time: its prices become a history.
    let noted = prices::note(model, recent.iter(), at);
    let another = model.catalog.head != home.head;
    model.features.home.loading = false;
    model.catalog.head = home.head;
    model.features.home.categories = home.categories;
    model.features.home.deals = home.deals;
    model.features.home.recent = recent;
    if !another {
        return noted.into_iter().collect();
    }
    // Whatever else is shown was read from the catalog before this one.
    if matches!(model.route(), Route::Results(_) | Route::Product(_) | Route::Preview | Route::Proposal) {
        model.say(Event::Arrived);
    }
    std::iter::once(cart::read(model)).chain(noted).collect()
}

pub(crate) fn failed(model: &mut Model, ticket: Ticket, fault: Fault) -> Effects {
    if ticket != model.features.home.ticket {
        return Vec::new();
    }
    model.features.home.loading = false;
    model.fault = Some(fault);
    vec![Effect::Log(fault.record("home.failed"))]
}
