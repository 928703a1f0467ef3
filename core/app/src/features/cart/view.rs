//! Draws the cart.

use crate::features::cart::screen::{CartLineRow, CartScreen};
use crate::features::cart::state::CartState;
use crate::kernel::cards::{cart_note, options_line, picture_ref};
use crate::kernel::cart;
use crate::kernel::door::{self, Parcel};
use crate::kernel::model::Model;
use crate::kernel::screen_parts::{EmptyState, Tone};
use crate::kernel::view_context::ViewContext;
use tradewind_domain::{Money, Quantity};
use tradewind_l10n::plain;
use tradewind_person::CartLine;

pub(crate) fn view(model: &Model, context: &ViewContext<'_>) -> CartScreen {
    let words = context.words;
    let cart = &model.features.cart;
    let rows: Vec<CartLineRow> = cart.lines.iter().map(|line| row(cart, line, context)).collect();
    let changed = cart
        .lines
        .iter()
        .any(|line| cart.price_now(line, context.now).is_some_and(|now| now != line.seen_price));
    let can_buy = cart.lines.iter().any(|line| cart.buyable(line));
    let all_can = cart.lines.iter().all(|line| cart.buyable(line));
    CartScreen {
        count: words.cart_count(cart::count(model)),
        lines: rows,
        subtotal_label: words.cart_subtotal(),
        subtotal: subtotal(cart, context).map(|sum| words.money(sum)).unwrap_or_default(),
        note: cart_note(model.settings.market, context),
        door: door::view(model, parcel(cart, context), context),
        checkout_label: words.to_checkout(),
        can_checkout: can_buy && all_can && !changed && !model.paying(),
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
fn parcel(cart: &CartState, context: &ViewContext<'_>) -> Parcel {
    let line = |line: &CartLine| {
        let price = cart.price_now(line, context.now).unwrap_or(line.seen_price);
        Some(door::of_item(cart.items.get(&line.item)?, price, line.quantity.count()))
    };
    let lines = cart.lines.iter().filter(|line| cart.buyable(line)).filter_map(line).collect();
    let bought = cart.lines.iter().filter(|line| cart.buyable(line));
    let items = bought.filter_map(|line| cart.items.get(&line.item));
    Parcel { lines, delivery: None, ships_from: door::one_place(items) }
}

fn subtotal(cart: &CartState, context: &ViewContext<'_>) -> Option<Money> {
    let mut sum: Option<Money> = None;
    for line in cart.lines.iter().filter(|line| cart.buyable(line)) {
        let one = cart.price_now(line, context.now).unwrap_or(line.seen_price);
        let amount = one.checked_mul(line.quantity.count()).ok()?;
        sum = Some(match sum {
            None => amount,
            Some(sum) => sum.checked_add(amount).ok()?,
        });
    }
    sum
}

fn row(cart: &CartState, line: &CartLine, context: &ViewContext<'_>) -> CartLineRow {
    let words = context.words;
    let item = cart.items.get(&line.item);
    let one = item.map_or(line.seen_price, |item| item.offer.price_at(context.now));
    let amount = one.checked_mul(line.quantity.count()).unwrap_or(one);
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
    let stock = item.and_then(|item| item.offer.stock).unwrap_or(Quantity::MAX.count());
    CartLineRow {
        key: line.item.as_str().to_owned(),
        title: title.to_owned(),
        options: item.map(options_line).unwrap_or_default(),
        price: words.money(one),
        line_total: words.money(amount),
        quantity: count,
        quantity_text: words.number(u64::from(count)),
        can_increase: count < stock.min(Quantity::MAX.count()),
        notice,
        tone,
        picture: line.picture.as_ref().map(|picture| picture_ref(picture, title, context)),
        accessibility: plain(&words.line_spoken(amount, u64::from(count), title)),
        more_label: plain(&words.one_more(title)),
        less_label: plain(&words.one_less(title)),
        remove_label: plain(&words.remove_line(title)),
    }
}
