//! One product, its colours and sizes, and the way into the cart.

use crate::features::Route;
use crate::features::product::intent::ProductIntent;
use crate::features::product::state::ItemLookup;
use crate::kernel::cart;
use crate::kernel::catalog::CatalogSource;
use crate::kernel::effects::{CatalogOp, Effect, Effects, ItemRead, ItemRef, NetworkOp, PersonOp, Ticket};
use crate::kernel::error::Fault;
use crate::kernel::event::Event;
use crate::kernel::model::Model;
use crate::kernel::now::Now;
use crate::kernel::prices;
use crate::kernel::toast::ToastState;
use tradewind_domain::{Code, ItemId, Quantity};

pub(crate) fn update(model: &mut Model, intent: ProductIntent, at: Now) -> Effects {
    match intent {
        ProductIntent::Open { key } => {
            // Keys of product cards, chips and cart lines are item ids: opaque to a shell, plain to us.
            if let Ok(id) = ItemId::parse(&key) {
                model.push(Route::Product(ItemRef::Id(id)));
            }
            Vec::new()
        }
        ProductIntent::ChooseVariant { key } => choose(model, &key, at),
        ProductIntent::AddToCart { quantity } => add(model, quantity, at),
        ProductIntent::Share { shown } => {
            let here =
                matches!(model.route(), Route::Product(_)) && model.features.product.item.shown().is_some();
            model.features.product.sharing = shown && here;
            Vec::new()
        }
    }
}

pub(crate) fn enter(model: &mut Model, by: ItemRef) -> Effects {
    let ticket = model.ticket();
    // The same product stays drawn while it is read again.
    let before = model.features.product.item.take().filter(|read| by.names(&read.item));
    model.features.product.ticket = ticket;
    model.features.product.sharing &= before.is_some();
    model.features.product.item = ItemLookup::Loading { before };
    vec![Effect::Catalog(CatalogOp::Item { ticket, scope: model.scope(), by })]
}

pub(crate) fn choose(model: &mut Model, key: &str, at: Now) -> Effects {
    let siblings =
        model.features.product.item.shown().map(|read| read.siblings.as_slice()).unwrap_or_default();
    let Some(chosen) = siblings.iter().find(|item| item.id.as_str() == key).cloned() else {
        return Vec::new();
    };
    let id = chosen.id.clone();
    if let Some(read) = model.features.product.item.shown_mut() {
        read.item = chosen;
    }
    // Another colour is the same place: back leads to where the product was opened from.
    let shown = model.nav.stack().iter_mut().rev().find(|route| matches!(route, Route::Product(_)));
    if let Some(shown) = shown {
        *shown = Route::Product(ItemRef::Id(id.clone()));
    }
    seen(model, &id, at)
}

pub(crate) fn read(model: &mut Model, ticket: Ticket, found: Option<Box<ItemRead>>, at: Now) -> Effects {
    if ticket != model.features.product.ticket {
        return Vec::new();
    }
    let Some(found) = found else { return not_here(model) };
    let id = found.item.id.clone();
    let noted = prices::note(model, std::iter::once(&found.item).chain(&found.siblings), at);
    model.features.product.item = ItemLookup::Here(*found);
    let mut effects = seen(model, &id, at);
    effects.extend(noted);
    model.say(Event::ItemShown(id));
    effects
}

/// Not in the catalog of this phone: a merchant without packs may know it, and a catalog on its way may hold it; a link of
/// another host is foreign.
fn not_here(model: &mut Model) -> Effects {
    let asked = matches!(model.features.product.item, ItemLookup::Asked { .. });
    let packless = model.catalog.source == CatalogSource::Online;
    if packless
        && model.online
        && !asked
        && let Some(op) = question(model)
    {
        model.features.product.item = ItemLookup::Asked { before: model.features.product.item.take() };
        return vec![Effect::Network(op)];
    }
    if model.catalog.refresh.is_under_way() && !asked {
        model.features.product.item = ItemLookup::Waiting { before: model.features.product.item.take() };
        return Vec::new();
    }
    let unknown = model.catalog.source == CatalogSource::Unknown;
    let unasked = model.catalog.refresh.fault().filter(|_| model.online && unknown);
    let fault = unasked.unwrap_or_else(|| {
        Fault::new(match model.nav.product() {
            // Nothing is known of any product, which says nothing of this one.
            _ if model.catalog.head.is_none() && !packless => Code::CatalogEmpty,
            // On one of its further hosts, the others are what the page is on its first.
            Some(ItemRef::Link { page, others })
                if std::iter::once(page).chain(others).any(|one| one.same_origin(&model.merchant)) =>
            {
                Code::LinkUnknown
            }
            Some(ItemRef::Link { .. }) => Code::LinkForeign,
            _ => Code::ItemUnknown,
        })
    });
    fail(model, fault);
    vec![Effect::Log(fault.record("product.unknown"))]
}

/// What a merchant without packs is asked about the product; none for the number of a bar code, by which UCP finds nothing.
fn question(model: &mut Model) -> Option<NetworkOp> {
    let by = model.nav.product().filter(|by| !matches!(by, ItemRef::Gtin(_))).cloned()?;
    let (ticket, wish, currency) = (model.ticket(), model.wish(), model.settings.currency);
    model.features.product.ticket = ticket;
    match by {
        ItemRef::Id(id) => Some(NetworkOp::Item { ticket, wish, currency, id }),
        ItemRef::Link { page, others } => Some(NetworkOp::Link { ticket, wish, currency, page, others }),
        ItemRef::Gtin(_) => None,
    }
}

pub(crate) fn failed(model: &mut Model, ticket: Ticket, fault: Fault) -> Effects {
    if ticket != model.features.product.ticket {
        return Vec::new();
    }
    fail(model, fault);
    vec![Effect::Log(fault.record("product.failed"))]
}

fn fail(model: &mut Model, fault: Fault) {
    model.features.product.item = ItemLookup::Failed { fault, before: model.features.product.item.take() };
}

fn add(model: &mut Model, quantity: u32, at: Now) -> Effects {
    let here = model.features.product.item.shown().map(|read| read.item.id.clone());
    let already = here.as_ref().and_then(|id| model.features.cart.lines.iter().find(|line| line.item == *id));
    let wanted = already.map_or(0, |line| line.quantity.count()).saturating_add(quantity);
    let Ok(quantity) = Quantity::new(wanted) else {
        model.fault = Some(Fault::new(Code::QuantityLimit));
        return Vec::new();
    };
    if !model.loaded || model.paying() {
        return Vec::new();
    }
    let item = model.features.product.item.shown().map(|read| &read.item);
    let Some(line) = item.and_then(|item| cart::line_of(model, item, quantity, at)) else {
        return Vec::new();
    };
    model.show_toast(ToastState::Added { title: line.title.clone() });
    cart::put(model, line)
}

fn seen(model: &mut Model, id: &ItemId, at: Now) -> Effects {
    model.recent.retain(|known| known != id);
    model.recent.insert(0, id.clone());
    model.recent.truncate(20);
    if model.loaded {
        vec![Effect::Person(PersonOp::NoteSeen { item: id.clone(), at: at.now })]
    } else {
        Vec::new()
    }
}
