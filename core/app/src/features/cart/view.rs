//! Draws the cart.

use crate::features::cart::screen::{CartLineRow, CartScreen};
use crate::features::cart::state::CartState;
use crate::kernel::captions::Captions;
use crate::kernel::cards::{cart_note, options_line, picture_ref};
use crate::kernel::cart;
use crate::kernel::door::{self, Choices, MOST_MORE};
use crate::kernel::goods::{self, Parcel};
use crate::kernel::hold_view;
use crate::kernel::holds::HeldPrice;
use crate::kernel::model::Model;
use crate::kernel::screen_parts::{EmptyState, Tone};
use crate::kernel::view_context::ViewContext;
use std::collections::BTreeMap;
use tradewind_domain::{Item, ItemId, Quantity, Timestamp};
use tradewind_l10n::plain;
use tradewind_person::CartLine;
use tradewind_trade::Line;

/// The held prices of lines that hold now, by item.
type Held<'a> = BTreeMap<&'a ItemId, &'a HeldPrice>;

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;
/// How long anyone is advised to wait.
const LONGEST_WAIT: i64 = 60 * DAY;

pub(crate) fn view(model: &Model, context: &ViewContext<'_>) -> CartScreen {
    let words = context.words;
    let cart = &model.features.cart;
    let held = cart::held_now(model, context.at());
    let rows: Vec<CartLineRow> = cart.lines.iter().map(|line| row(model, line, &held, context)).collect();
    let changed = cart
        .lines
        .iter()
        .any(|line| cart.price_now(line, context.now).is_some_and(|now| now != line.seen_price));
    CartScreen {
        count: words.cart_count(cart::count(model)),
        lines: rows,
        subtotal_label: words.cart_subtotal(),
        subtotal: cart::subtotal(model, context.at()).map(|sum| words.money(sum)).unwrap_or_default(),
        note: cart_note(model.settings.market, context),
        door: door::view_with(model, parcel(cart, &held, context), &choices(cart, &held, context), context),
        checkout_label: words.to_checkout(),
        can_checkout: cart::can_check_out(model, context.now),
        accept_label: if changed { words.accept_prices() } else { String::new() },
        empty: cart.lines.is_empty().then(|| EmptyState {
            title: words.cart_empty_title(),
            body: words.cart_empty_body(),
            action: String::new(),
            code: None,
        }),
    }
}

/// What can be bought of the cart, on its way.
fn parcel(cart: &CartState, held: &Held<'_>, context: &ViewContext<'_>) -> Parcel {
    let line = |(line, item): (&CartLine, &Item)| {
        let price = held.get(&line.item).map_or(item.offer.price_at(context.now), |one| one.terms().price);
        goods::of_item(item, price, line.quantity.count())
    };
    let ships_from = goods::one_place(bought(cart).map(|(_, item)| item));
    Parcel { lines: bought(cart).map(line).collect(), ships_from, ..Parcel::default() }
}

/// Lines that can be bought, with what the catalog says of them.
fn bought(cart: &CartState) -> impl Iterator<Item = (&CartLine, &Item)> {
    let lines = cart.lines.iter().filter(|line| cart.buyable(line));
    lines.filter_map(|line| Some((line, cart.items.get(&line.item)?)))
}

/// What may be changed of [`parcel`]: a line left out, bought once more or as another variant, or the day.
fn choices(cart: &CartState, held: &Held<'_>, context: &ViewContext<'_>) -> Choices {
    let variants = |(line, item): (&CartLine, &Item)| {
        let same = |one: &&Item| {
            one.group.is_some()
                && one.group == item.group
                && one.offer.can_buy()
                && one.offer.stock.is_none_or(|stock| stock >= line.quantity.count())
                && one.offer.price.currency == item.offer.price.currency
                && one.facts.ships_from == item.facts.ships_from
        };
        let other = |one: &Item| {
            let pieces = goods::of_item(one, one.offer.price_at(context.now), line.quantity.count());
            (options_line(one), pieces)
        };
        cart.siblings.iter().filter(same).map(other).collect()
    };
    // A price that ends earlier is not the price of the day that one would wait for.
    let ends = bought(cart).filter(|(_, item)| item.offer.on_sale(context.now));
    let ends = ends.filter_map(|(_, item)| item.offer.sale.as_ref()?.until);
    let ends = ends.chain(held.values().map(|one| one.terms().not_after));
    let wait = Timestamp(context.now.0.saturating_add(LONGEST_WAIT));
    Choices {
        since: cart::since(&cart.lines),
        delivery: Vec::new(),
        titles: titles(cart),
        instead: bought(cart).map(variants).collect(),
        // One more may be more than a price is held for.
        one_more: bought(cart)
            .map(|(line, item)| may_be_more(line, Some(item)) && !held.contains_key(&line.item))
            .collect(),
        beside: beside(cart, context),
        wait_until: Some(ends.fold(wait, |wait, end| Timestamp(wait.0.min(end.0.saturating_sub(DAY))))),
    }
}

/// What each line is called: by its variant too, where another line of the cart has the same title.
fn titles(cart: &CartState) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, item) in bought(cart) {
        *counts.entry(item.title.as_str()).or_default() += 1;
    }
    let named = |(_, item): (&CartLine, &Item)| match counts.get(item.title.as_str()) {
        Some(2..) => with_options(item),
        _ => item.title.clone(),
    };
    bought(cart).map(named).collect()
}

fn with_options(item: &Item) -> String {
    match options_line(item) {
        options if options.is_empty() => item.title.clone(),
        options => format!("{} · {options}", item.title),
    }
}

/// Variants of what is bought that are not in the cart yet, one piece of each, from where the rest comes from: the cheapest first.
fn beside(cart: &CartState, context: &ViewContext<'_>) -> Vec<(String, Line)> {
    let fits = |one: &Item, (_, item): (&CartLine, &Item)| {
        one.group.is_some()
            && one.group == item.group
            && one.offer.price.currency == item.offer.price.currency
            && one.facts.ships_from == item.facts.ships_from
    };
    let is_new = |one: &&Item| {
        let known = cart.lines.iter().any(|line| line.item == one.id);
        !known && one.offer.can_buy() && bought(cart).any(|pair| fits(one, pair))
    };
    let named = |one: &Item| {
        // A title that is of a line too says nothing of the variant.
        let same = bought(cart).any(|(_, item)| item.title == one.title);
        let name = if same { with_options(one) } else { one.title.clone() };
        (name, goods::of_item(one, one.offer.price_at(context.now), 1))
    };
    let mut all: Vec<(String, Line)> = cart.siblings.iter().filter(is_new).map(named).collect();
    all.sort_by_key(|(_, line)| line.price.minor);
    all.truncate(MOST_MORE);
    all
}

fn row(model: &Model, line: &CartLine, held: &Held<'_>, context: &ViewContext<'_>) -> CartLineRow {
    let (words, cart) = (context.words, &model.features.cart);
    let item = cart.items.get(&line.item);
    let one = item.map_or(line.seen_price, |item| item.offer.price_at(context.now));
    let held = held.get(&line.item).map(|one| one.terms().price);
    let price = held.unwrap_or(one);
    let amount = price.checked_mul(line.quantity.count()).unwrap_or(price);
    let title = item.map_or(line.title.as_str(), |item| item.title.as_str());
    let (notice, tone) = if cart.read && item.is_none() {
        (words.line_gone(), Tone::Error)
    } else if !cart.buyable(line) {
        (words.sold_out(), Tone::Error)
    } else if one.currency != line.seen_price.currency || one.minor > line.seen_price.minor {
        (words.line_dearer(one, line.seen_price), Tone::Warning)
    } else if one.minor < line.seen_price.minor {
        (words.line_cheaper(one, line.seen_price), Tone::Success)
    } else {
        (String::new(), Tone::Info)
    };
    let count = line.quantity.count();
    let captions = item.map(|item| Captions::at(item, price, context)).unwrap_or_default();
    let accessibility = captions.spoken(&words.line_spoken(amount, u64::from(count), title));
    CartLineRow {
        key: line.item.as_str().to_owned(),
        title: title.to_owned(),
        options: item.map(options_line).unwrap_or_default(),
        price: words.money(price),
        unit_price: captions.unit_price,
        energy: captions.energy,
        condition: captions.condition,
        personalised: captions.personalised,
        hold: match held {
            Some(_) => hold_view::as_price(model, &line.item, one, true, context),
            None => hold_view::of_line(model, line, Some(one), context),
        },
        line_total: words.money(amount),
        quantity: count,
        quantity_text: words.number(u64::from(count)),
        can_increase: may_be_more(line, item),
        notice,
        tone,
        picture: line.picture.as_ref().map(|picture| picture_ref(picture, title, context)),
        accessibility,
        more_label: plain(&words.one_more(title)),
        less_label: plain(&words.one_less(title)),
        remove_label: plain(&words.remove_line(title)),
    }
}

/// Whether one more of a line can be bought, as far as the catalog knows.
fn may_be_more(line: &CartLine, item: Option<&Item>) -> bool {
    let stock = item.and_then(|item| item.offer.stock).unwrap_or(Quantity::MAX.count());
    line.quantity.count() < stock.min(Quantity::MAX.count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::testing::{id, item, line};
    use tradewind_domain::Currency;

    #[test]
    fn lines_of_one_title_are_told_apart_by_their_variants() {
        let mug = |name: &str, title: &str, color: Option<&str>| {
            let mut mug = item(name, Currency::EUR);
            mug.title = title.to_owned();
            match color {
                Some(color) => mug.options[0].value = color.to_owned(),
                None => mug.options.clear(),
            }
            (id(name), mug)
        };
        let cart = CartState {
            lines: ["a", "b", "c", "d"].iter().map(|name| line(name, 1, Currency::EUR)).collect(),
            items: BTreeMap::from([
                mug("a", "Mug", Some("Red")),
                mug("b", "Mug", Some("Blue")),
                mug("c", "Cup", Some("Red")),
                mug("d", "Mug", None),
            ]),
            read: true,
            ..CartState::default()
        };
        assert_eq!(titles(&cart), ["Mug · Red", "Mug · Blue", "Cup", "Mug"]);
    }
}
