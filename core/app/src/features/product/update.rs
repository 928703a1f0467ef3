//! One product, its colours and sizes, and the way into the cart.

use crate::features::cart::update as cart;
use crate::kernel::effects::{CartLine, CatalogOp, Effect, ItemRead, ItemRef, NetOp, PersonOp, Ticket};
use crate::kernel::error::Fault;
use crate::kernel::model::{Effects, Model, Moment, ProductState, PurchaseStage, Route, ToastState};
use crate::kernel::parts::{Ink, card, options_line, picture_ref, stock_note};
use crate::kernel::screen::{EmptyState, Fact, ProductScreen, VariantChip};
use tradewind_domain::{Code, Item, ItemId, Quantity, Timestamp};
use tradewind_l10n::plain;

pub(crate) fn enter(model: &mut Model, by: ItemRef) -> Effects {
    let ticket = model.ticket();
    // The same product stays drawn while it is read again.
    let read = model.product.read.take().filter(|read| match &by {
        ItemRef::Id(id) => read.item.id == *id,
        ItemRef::Link(url) => url.leads_to(&read.item.link),
    });
    model.product = ProductState { ticket, loading: true, read, ..ProductState::default() };
    vec![Effect::Catalog(CatalogOp::Item { ticket, scope: model.scope(), by })]
}

pub(crate) fn choose(model: &mut Model, key: &str, at: Moment) -> Effects {
    let siblings = model.product.read.as_ref().map(|read| read.siblings.as_slice()).unwrap_or_default();
    let Some(chosen) = siblings.iter().find(|item| item.id.as_str() == key).cloned() else {
        return Vec::new();
    };
    let id = chosen.id.clone();
    if let Some(read) = &mut model.product.read {
        read.item = chosen;
    }
    // Another colour is the same place: back leads to where the product was opened from.
    let shown = model.stack().iter_mut().rev().find(|route| matches!(route, Route::Product(_)));
    if let Some(shown) = shown {
        *shown = Route::Product(ItemRef::Id(id.clone()));
    }
    seen(model, &id, at)
}

pub(crate) fn read(model: &mut Model, ticket: Ticket, found: Option<Box<ItemRead>>, at: Moment) -> Effects {
    if ticket != model.product.ticket {
        return Vec::new();
    }
    let Some(found) = found else { return not_here(model) };
    model.product.loading = false;
    let id = found.item.id.clone();
    model.product.read = Some(*found);
    let mut effects = seen(model, &id, at);
    if let Some(purchase) = &model.purchase
        && let PurchaseStage::Wanted { item, quantity } = &purchase.state
        && *item == id
    {
        let (name, quantity) = (purchase.name.clone(), *quantity);
        effects.extend(
            line_of(model, quantity, at)
                .map(|line| Effect::Person(PersonOp::BeginPurchase { name, line, at: at.now })),
        );
    }
    effects
}

/// Not in the catalog of this phone: a merchant without packs may know it, and a catalog on its way may hold it; a link of
/// another host is foreign.
fn not_here(model: &mut Model) -> Effects {
    if model.packs == Some(false)
        && model.online
        && !model.product.asked
        && let Some(by) = model.product_route().cloned()
    {
        let (ticket, wish, currency) = (model.ticket(), model.wish(), model.settings.currency);
        model.product.ticket = ticket;
        model.product.asked = true;
        return vec![Effect::Net(match by {
            ItemRef::Id(id) => NetOp::Item { ticket, wish, currency, id },
            ItemRef::Link(url) => NetOp::Link { ticket, wish, currency, url },
        })];
    }
    if model.refreshing && !model.product.asked {
        model.product.waiting = true;
        return Vec::new();
    }
    model.product.loading = false;
    let unasked = model.refresh_fault.filter(|_| model.online && model.packs.is_none());
    let fault = unasked.unwrap_or_else(|| {
        Fault::new(match model.product_route() {
            // Nothing is known of any product, which says nothing of this one.
            _ if model.head.is_none() && model.packs != Some(false) => Code::CatalogEmpty,
            Some(ItemRef::Link(url)) if url.same_origin(&model.merchant) => Code::LinkUnknown,
            Some(ItemRef::Link(_)) => Code::LinkForeign,
            _ => Code::ItemUnknown,
        })
    });
    model.product.fault = Some(fault);
    vec![Effect::Log(fault.record("product.unknown"))]
}

pub(crate) fn failed(model: &mut Model, ticket: Ticket, fault: Fault) -> Effects {
    if ticket != model.product.ticket {
        return Vec::new();
    }
    model.product.loading = false;
    model.product.fault = Some(fault);
    vec![Effect::Log(fault.record("product.failed"))]
}

pub(crate) fn add(model: &mut Model, quantity: u32, at: Moment) -> Effects {
    let here = model.product.read.as_ref().map(|read| read.item.id.clone());
    let already = here.as_ref().and_then(|id| model.cart.lines.iter().find(|line| line.item == *id));
    let wanted = already.map_or(0, |line| line.quantity.count()).saturating_add(quantity);
    let Ok(quantity) = Quantity::new(wanted) else {
        model.fault = Some(Fault::new(Code::QuantityLimit));
        return Vec::new();
    };
    if !model.loaded || model.paying() {
        return Vec::new();
    }
    let Some(line) = line_of(model, quantity, at) else { return Vec::new() };
    model.show_toast(ToastState::Added { title: line.title.clone() });
    cart::put(model, line)
}

/// A cart line of the product shown, at the price the person sees.
fn line_of(model: &Model, quantity: Quantity, at: Moment) -> Option<CartLine> {
    let item = &model.product.read.as_ref()?.item;
    if !item.offer.can_buy() {
        return None;
    }
    let known = model.cart.lines.iter().find(|line| line.item == item.id);
    let last = model.cart.lines.iter().map(|line| line.position).max().unwrap_or(-1);
    Some(CartLine {
        item: item.id.clone(),
        quantity,
        title: item.title.clone(),
        seen_price: item.offer.price_at(at.now),
        picture: item.pictures.first().cloned(),
        added_at: at.now,
        position: known.map_or(last.saturating_add(1), |line| line.position),
    })
}

fn seen(model: &mut Model, id: &ItemId, at: Moment) -> Effects {
    model.recent.retain(|known| known != id);
    model.recent.insert(0, id.clone());
    model.recent.truncate(20);
    if model.loaded {
        vec![Effect::Person(PersonOp::NoteSeen { item: id.clone(), at: at.now })]
    } else {
        Vec::new()
    }
}

pub(crate) fn view(model: &Model, ink: &Ink<'_>) -> ProductScreen {
    let words = ink.words;
    let Some(read) = &model.product.read else {
        let empty = model.product.fault.map(|fault| EmptyState {
            title: words.product_unknown_title(),
            body: match fault.code {
                Code::ItemUnknown => words.product_unknown_body(),
                code => words.error(code),
            },
            action: words.retry(),
            code: Some(fault.code.as_str().to_owned()),
        });
        return blank(empty);
    };
    let item = &read.item;
    let look = card(item, &[], ink);
    let until = item.offer.sale.as_ref().filter(|_| item.offer.on_sale(ink.now)).and_then(|sale| sale.until);
    ProductScreen {
        key: look.key,
        title: look.title,
        brand: look.brand,
        price: look.price,
        was: if look.was.is_empty() { String::new() } else { words.was_price(item.offer.price) },
        sale_until: until.map(|until| words.sale_until(last_moment(until))).unwrap_or_default(),
        price_note: words.price_note(),
        stock: stock_note(&item.offer, ink).unwrap_or_else(|| words.in_stock()),
        delivery: words.delivery_note(),
        description: item.description.clone(),
        description_title: if item.description.is_empty() { String::new() } else { words.description() },
        pictures: item.pictures.iter().map(|picture| picture_ref(picture, &item.title, ink)).collect(),
        has_model: item.model.is_some(),
        preview_label: if item.model.is_some() { words.view_in_3d() } else { String::new() },
        variants_title: variants_title(read, ink),
        variants: variants(read, ink),
        facts: facts(read, ink),
        add_label: words.add_to_cart(),
        available: item.offer.can_buy(),
        can_add: item.offer.can_buy() && model.loaded && !model.paying(),
        in_cart: in_cart(model, item, ink),
        link: item.link.as_str().to_owned(),
        link_label: words.product_page(),
        empty: None,
    }
}

/// A sale is over as `until` comes: what is on to midnight has its last day before.
fn last_moment(until: Timestamp) -> Timestamp {
    Timestamp(until.0.saturating_sub(1))
}

/// `2 in your cart`; else empty.
pub(crate) fn in_cart(model: &Model, item: &Item, ink: &Ink<'_>) -> String {
    let line = model.cart.lines.iter().find(|line| line.item == item.id);
    line.map(|line| ink.words.in_your_cart(u64::from(line.quantity.count()))).unwrap_or_default()
}

pub(crate) fn variants_title(read: &ItemRead, ink: &Ink<'_>) -> String {
    if read.siblings.len() > 1 { ink.words.choose_variant() } else { String::new() }
}

/// The item and its siblings; none for an item alone.
pub(crate) fn variants(read: &ItemRead, ink: &Ink<'_>) -> Vec<VariantChip> {
    if read.siblings.len() < 2 {
        return Vec::new();
    }
    read.siblings
        .iter()
        .map(|sibling| VariantChip {
            key: sibling.id.as_str().to_owned(),
            label: differing(read, sibling),
            selected: sibling.id == read.item.id,
            available: sibling.offer.can_buy(),
            picture: sibling.pictures.first().map(|picture| picture_ref(picture, &sibling.title, ink)),
            accessibility: plain(&card(sibling, &[], ink).accessibility),
        })
        .collect()
}

/// The options in which siblings differ; all of them when none does.
fn differing(read: &ItemRead, sibling: &Item) -> String {
    let differs = |name: &str| {
        let value = |item: &Item| {
            item.options.iter().find(|option| option.name == name).map(|option| option.value.clone())
        };
        read.siblings.iter().any(|other| value(other) != value(sibling))
    };
    let values: Vec<&str> = sibling
        .options
        .iter()
        .filter(|option| differs(&option.name))
        .map(|option| option.value.as_str())
        .collect();
    if values.is_empty() { options_line(sibling) } else { values.join(" · ") }
}

fn facts(read: &ItemRead, ink: &Ink<'_>) -> Vec<Fact> {
    let words = ink.words;
    let item = &read.item;
    let mut facts: Vec<Fact> = item
        .options
        .iter()
        .map(|option| Fact {
            label: match option.name.as_str() {
                "color" => words.fact_color(),
                "size" => words.fact_size(),
                "material" => words.fact_material(),
                "pattern" => words.fact_pattern(),
                other => other.to_owned(),
            },
            value: option.value.clone(),
        })
        .collect();
    let mut put =
        |label: String, value: Option<String>| facts.extend(value.map(|value| Fact { label, value }));
    put(words.fact_weight(), item.weight_grams.map(|grams| plain(&words.weight(grams))));
    put(words.fact_origin(), item.origin.as_deref().map(|code| words.country_name(code)));
    put(words.fact_hs_code(), item.hs_code.clone());
    facts
}

fn blank(empty: Option<EmptyState>) -> ProductScreen {
    ProductScreen {
        key: String::new(),
        title: String::new(),
        brand: String::new(),
        price: String::new(),
        was: String::new(),
        sale_until: String::new(),
        price_note: String::new(),
        stock: String::new(),
        delivery: String::new(),
        description: String::new(),
        description_title: String::new(),
        pictures: Vec::new(),
        has_model: false,
        preview_label: String::new(),
        variants_title: String::new(),
        variants: Vec::new(),
        facts: Vec::new(),
        add_label: String::new(),
        available: false,
        can_add: false,
        in_cart: String::new(),
        link: String::new(),
        link_label: String::new(),
        empty,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tradewind_domain::Language;
    use tradewind_l10n::Localizer;

    #[test]
    fn a_sale_to_midnight_names_the_day_before() {
        let said = |until: &str, zone: &str| {
            let words = Localizer::new(&[Language::parse("en").expect("a tag")], zone).expect("known");
            plain(&words.sale_until(last_moment(Timestamp::parse_rfc3339(until).expect("a moment"))))
        };
        assert_eq!(said("2026-12-01T00:00:00+01:00", "Europe/Berlin"), "On sale until Nov 30, 2026");
        assert_eq!(said("2026-11-30T23:59:59Z", "UTC"), "On sale until Nov 30, 2026");
        assert_eq!(said("2026-12-01T00:00:00+01:00", "Asia/Tokyo"), "On sale until Dec 1, 2026");
    }
}
