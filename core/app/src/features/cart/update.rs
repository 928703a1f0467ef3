//! The cart: kept offline, priced by the catalog of this phone, honest about what changed.

use crate::kernel::effects::{CartLine, CatalogOp, Effect, PersonOp};
use crate::kernel::error::Fault;
use crate::kernel::model::{CartState, Effects, Model, Moment, ToastState};
use crate::kernel::parts::{Ink, options_line, picture_ref};
use crate::kernel::screen::{CartLineRow, CartScreen, EmptyState, Tone};
use tradewind_domain::{Code, Item, Money, Quantity};
use tradewind_l10n::plain;

pub(crate) fn enter(model: &mut Model) -> Effects {
    let ids = model.cart.lines.iter().map(|line| line.item.clone()).collect();
    vec![Effect::Catalog(CatalogOp::CartItems { scope: model.scope(), ids })]
}

pub(crate) fn items_read(model: &mut Model, items: Vec<Item>) -> Effects {
    model.cart.items = items.into_iter().map(|item| (item.id.clone(), item)).collect();
    model.cart.read = true;
    Vec::new()
}

/// Puts a line in place and keeps it.
pub(crate) fn put(model: &mut Model, line: CartLine) -> Effects {
    model.cart.lines.retain(|known| known.item != line.item);
    model.cart.lines.push(line.clone());
    model.cart.lines.sort_by_key(|line| line.position);
    let mut effects = vec![Effect::Person(PersonOp::PutLine(line))];
    effects.extend(enter(model));
    effects
}

pub(crate) fn set_quantity(model: &mut Model, key: &str, quantity: u32) -> Effects {
    if quantity == 0 {
        return remove(model, key);
    }
    let Some(line) = line(model, key).cloned() else { return Vec::new() };
    match Quantity::new(quantity) {
        Ok(quantity) if !model.paying() => put(model, CartLine { quantity, ..line }),
        Ok(_) => Vec::new(),
        Err(_) => {
            model.fault = Some(Fault::new(Code::QuantityLimit));
            Vec::new()
        }
    }
}

pub(crate) fn remove(model: &mut Model, key: &str) -> Effects {
    if model.paying() {
        return Vec::new();
    }
    let Some(line) = line(model, key).cloned() else { return Vec::new() };
    model.cart.lines.retain(|known| known.item != line.item);
    let item = line.item.clone();
    model.show_toast(ToastState::Removed { line });
    vec![Effect::Person(PersonOp::RemoveLine { item })]
}

pub(crate) fn undo(model: &mut Model) -> Effects {
    match model.toast.take() {
        Some(ToastState::Removed { line }) => put(model, line),
        other => {
            model.toast = other;
            Vec::new()
        }
    }
}

pub(crate) fn accept_prices(model: &mut Model, at: Moment) -> Effects {
    let changed: Vec<CartLine> = model
        .cart
        .lines
        .iter()
        .filter_map(|line| {
            let now = price_now(&model.cart, line, at)?;
            (now != line.seen_price).then(|| CartLine { seen_price: now, ..line.clone() })
        })
        .collect();
    changed.into_iter().flat_map(|line| put(model, line)).collect()
}

fn line<'a>(model: &'a Model, key: &str) -> Option<&'a CartLine> {
    model.cart.lines.iter().find(|line| line.item.as_str() == key)
}

fn price_now(cart: &CartState, line: &CartLine, at: Moment) -> Option<Money> {
    cart.items.get(&line.item).map(|item| item.offer.price_at(at.now))
}

pub(crate) fn view(model: &Model, ink: &Ink<'_>) -> CartScreen {
    let words = ink.words;
    let cart = &model.cart;
    let rows: Vec<CartLineRow> = cart.lines.iter().map(|line| row(cart, line, ink)).collect();
    let changed = cart
        .lines
        .iter()
        .any(|line| price_now(cart, line, ink.moment()).is_some_and(|now| now != line.seen_price));
    let can_buy = cart.lines.iter().any(|line| buyable(cart, line));
    let all_can = cart.lines.iter().all(|line| buyable(cart, line));
    CartScreen {
        count: words.cart_count(count(model)),
        lines: rows,
        subtotal_label: words.cart_subtotal(),
        subtotal: subtotal(cart, ink).map(|sum| words.money(sum)).unwrap_or_default(),
        note: words.cart_note(),
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

/// How many pieces are in the cart.
pub(crate) fn count(model: &Model) -> u64 {
    model.cart.lines.iter().map(|line| u64::from(line.quantity.count())).sum()
}

/// A line the catalog does not know any more, or says is sold out, cannot be bought; before it was asked, it may.
fn buyable(cart: &CartState, line: &CartLine) -> bool {
    !cart.read || cart.items.get(&line.item).is_some_and(|item| item.offer.can_buy())
}

fn subtotal(cart: &CartState, ink: &Ink<'_>) -> Option<Money> {
    let mut sum: Option<Money> = None;
    for line in cart.lines.iter().filter(|line| buyable(cart, line)) {
        let one = price_now(cart, line, ink.moment()).unwrap_or(line.seen_price);
        let amount = one.checked_mul(line.quantity.count()).ok()?;
        sum = Some(match sum {
            None => amount,
            Some(sum) => sum.checked_add(amount).ok()?,
        });
    }
    sum
}

fn row(cart: &CartState, line: &CartLine, ink: &Ink<'_>) -> CartLineRow {
    let words = ink.words;
    let item = cart.items.get(&line.item);
    let one = item.map_or(line.seen_price, |item| item.offer.price_at(ink.now));
    let amount = one.checked_mul(line.quantity.count()).unwrap_or(one);
    let title = item.map_or(line.title.as_str(), |item| item.title.as_str());
    let (notice, tone) = if cart.read && item.is_none() {
        (words.line_gone(), Tone::Error)
    } else if !buyable(cart, line) {
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
        picture: line.picture.as_ref().map(|picture| picture_ref(picture, title, ink)),
        accessibility: plain(&words.line_spoken(amount, u64::from(count), title)),
        more_label: plain(&words.one_more(title)),
        less_label: plain(&words.one_less(title)),
        remove_label: plain(&words.remove_line(title)),
    }
}
