//! Draws one product.

use crate::features::product::screen::ProductScreen;
use crate::features::product::share;
use crate::kernel::captions::{Captions, condition, energy};
use crate::kernel::cards::{card, picture_ref, price_note, stock_note};
use crate::kernel::door;
use crate::kernel::effects::ItemRead;
use crate::kernel::goods::Parcel;
use crate::kernel::hold_view;
use crate::kernel::model::Model;
use crate::kernel::price_truth::{self, Reference, Truth};
use crate::kernel::screen_parts::{EmptyState, Fact};
use crate::kernel::trade::hs_name;
use crate::kernel::variants::{in_cart, variants, variants_title};
use crate::kernel::view_context::ViewContext;
use tradewind_domain::{Code, Item, Timestamp};
use tradewind_l10n::plain;
use tradewind_trade::Hs;

pub(crate) fn view(model: &Model, context: &ViewContext<'_>) -> ProductScreen {
    let words = context.words;
    let Some(read) = model.features.product.item.shown() else {
        let empty = model.features.product.item.fault().map(|fault| EmptyState {
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
    let sharing = model.features.product.sharing;
    let look = card(item, &[], context);
    let shop = item.offer.price_at(context.now);
    // While a price is held, that is what it costs, and what is said of the shop's own reduction is of another price.
    let held = hold_view::price_now(model, &item.id, shop, context).filter(|_| item.offer.can_buy());
    let price = held.unwrap_or(shop);
    let truth = match held {
        Some(price) => Truth { reference: price_truth::of_held(item, price, context), wrong: None },
        None => price_truth::of(item, context),
    };
    let says_shop = truth.reference == Reference::None;
    let on_sale = item.offer.sale.as_ref().filter(|_| held.is_none() && item.offer.on_sale(context.now));
    let until = on_sale.and_then(|sale| sale.until);
    ProductScreen {
        key: look.key,
        title: look.title,
        brand: look.brand,
        price: words.money(price),
        was: match truth.reference {
            Reference::None => String::new(),
            Reference::Regular(was) => words.was_price(was),
            Reference::Lowest(lowest) => words.lowest_30(lowest),
        },
        price_truth: if held.is_none() { reduction_note(model, item, truth, context) } else { String::new() },
        unit_price: Captions::at(item, price, context).unit_price,
        sale_until: until.map(|until| words.sale_until(last_moment(until))).unwrap_or_default(),
        price_note: price_note(model.settings.market, context),
        personalised: if item.facts.personalised { words.personalised_price() } else { String::new() },
        hold: match held {
            Some(_) => hold_view::as_price(model, &item.id, shop, says_shop, context),
            None => hold_view::of_item(model, &item.id, Some(shop), context),
        },
        stock: stock_note(&item.offer, context).unwrap_or_else(|| words.in_stock()),
        delivery: words.delivery_note(),
        door: door::view(model, Parcel::of_one(item, price), context),
        description: item.description.clone(),
        description_title: if item.description.is_empty() { String::new() } else { words.description() },
        pictures: item.pictures.iter().map(|picture| picture_ref(picture, &item.title, context)).collect(),
        has_model: item.model.is_some(),
        preview_label: if item.model.is_some() { words.view_in_3d() } else { String::new() },
        variants_title: variants_title(read, context),
        variants: variants(read, context),
        facts: facts(read, context),
        add_label: words.add_to_cart(),
        available: item.offer.can_buy(),
        can_add: item.offer.can_buy() && model.loaded && !model.paying(),
        in_cart: in_cart(model, item, context),
        link: item.link.as_str().to_owned(),
        link_label: words.product_page(),
        share_label: if sharing { String::new() } else { words.share_product() },
        share: sharing.then(|| share::view(model, item, context)),
        empty: None,
    }
}

/// That an announced reduction does not hold: by the shop's own lowest price, else by what this phone saw.
fn reduction_note(model: &Model, item: &Item, truth: Truth, context: &ViewContext<'_>) -> String {
    if let Some(lowest) = truth.wrong {
        return context.words.reduction_false(lowest);
    }
    let seen = model.prices.of(context.market, &item.id);
    match price_truth::seen_before(item, seen, context) {
        Some((lowest, day)) => context.words.reduction_seen(day, lowest),
        None => String::new(),
    }
}

/// A sale is over as `until` comes: what is on to midnight has its last day before.
pub(crate) fn last_moment(until: Timestamp) -> Timestamp {
    Timestamp(until.0.saturating_sub(1))
}

fn facts(read: &ItemRead, context: &ViewContext<'_>) -> Vec<Fact> {
    let words = context.words;
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
    put(words.fact_hs_code(), item.hs_code.as_deref().map(|code| hs_code(code, context)));
    put(words.fact_ships_from(), item.facts.ships_from.map(|country| words.country_name(country.as_str())));
    put(words.fact_condition(), condition(item, context));
    put(words.fact_energy(), item.facts.energy.as_ref().map(energy));
    put(words.fact_gtin(), item.facts.gtin.as_ref().map(|gtin| gtin.as_str().to_owned()));
    put(words.fact_mpn(), item.facts.mpn.clone());
    facts
}

/// A tariff number with what its goods are, where we have the words for that.
fn hs_code(code: &str, context: &ViewContext<'_>) -> String {
    let name = Hs::parse(code).ok().and_then(|read| hs_name(read, context.words));
    name.map_or_else(|| code.to_owned(), |name| context.words.fact_hs_named(code, name))
}

fn blank(empty: Option<EmptyState>) -> ProductScreen {
    ProductScreen {
        key: String::new(),
        title: String::new(),
        brand: String::new(),
        price: String::new(),
        was: String::new(),
        price_truth: String::new(),
        unit_price: String::new(),
        sale_until: String::new(),
        price_note: String::new(),
        personalised: String::new(),
        hold: None,
        stock: String::new(),
        delivery: String::new(),
        door: None,
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
        share_label: String::new(),
        share: None,
        empty,
    }
}
