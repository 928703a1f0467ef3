//! The lines of the cart, as several features read and write them.

use crate::kernel::effects::{CatalogOp, Effect, Effects, PersonOp};
use crate::kernel::holds::{HeldPrice, MOST_SENT, Standing, monotonic};
use crate::kernel::model::Model;
use crate::kernel::now::Now;
use std::collections::BTreeMap;
use std::time::Duration;
use tradewind_commerce::agreement::AgreedLine;
use tradewind_domain::{Item, ItemId, Money, Quantity, Timestamp};
use tradewind_person::CartLine;

/// Asks what the items of the cart are now.
pub(crate) fn read(model: &mut Model) -> Effect {
    let ticket = model.ticket();
    model.features.cart.ticket = ticket;
    let of_cart = model.features.cart.lines.iter().map(|line| &line.item);
    // What a voucher was paid for has left the cart, and counts towards a limit once it is known what it is.
    let of_orders = model.spent.to_count.iter().flat_map(|order| &order.lines).map(|line| &line.item);
    let ids = of_cart.chain(of_orders).cloned().collect();
    Effect::Catalog(CatalogOp::CartItems { ticket, scope: model.scope(), ids })
}

/// Puts a line in place and keeps it.
pub(crate) fn put(model: &mut Model, line: CartLine) -> Effects {
    vec![place(model, line), read(model)]
}

/// As [`put`], for one of several lines: whoever puts the last asks what the items are now.
pub(crate) fn place(model: &mut Model, line: CartLine) -> Effect {
    model.features.cart.lines.retain(|known| known.item != line.item);
    model.features.cart.lines.push(line.clone());
    model.features.cart.lines.sort_by_key(|line| line.position);
    Effect::Person(PersonOp::PutLine(line))
}

/// Puts a line back that was to be paid by a voucher. What the person has put there meanwhile stays as it is.
pub(crate) fn put_back(model: &mut Model, line: AgreedLine, at: Now) -> Effects {
    let known = model.features.cart.lines.iter().any(|known| known.item == line.item);
    let (Some(seen_price), Ok(quantity), false) = (line.price, Quantity::new(line.quantity), known) else {
        return Vec::new();
    };
    let (item, title, position) = (line.item, line.title, end(model));
    put(model, CartLine { item, quantity, title, seen_price, picture: None, added_at: at.now, position })
}

/// Since when lines wait to be bought: since the first of them was put in.
pub(crate) fn since(lines: &[CartLine]) -> Option<Timestamp> {
    lines.iter().map(|line| line.added_at).min()
}

/// The position after all lines.
fn end(model: &Model) -> i64 {
    let last = model.features.cart.lines.iter().map(|line| line.position).max();
    last.unwrap_or(-1).saturating_add(1)
}

/// Held prices that go along with a checkout of the cart, each with the line that it is for: those below the price that the person saw
/// there, of one show, and a few at most.
pub(crate) fn held(model: &Model, now: Duration) -> Vec<(&CartLine, &HeldPrice)> {
    let mut all: Vec<(&CartLine, &HeldPrice)> = Vec::new();
    for line in &model.features.cart.lines {
        let one = model.holds.for_line(&line.item, line.quantity, now);
        let Some(one) = one.filter(|one| one.is_below(line.seen_price)) else { continue };
        let of_one_show = all.first().is_none_or(|(_, first)| first.terms().session == one.terms().session);
        if of_one_show && all.len() < MOST_SENT {
            all.push((line, one));
        }
    }
    all
}

/// Those of them that hold now for certain, and are below what the shop asks without them: what their items cost.
pub(crate) fn held_now(model: &Model, at: Now) -> BTreeMap<&ItemId, &HeldPrice> {
    let (cart, now) = (&model.features.cart, monotonic(at.seconds));
    let counts = |(line, one): &(&CartLine, &HeldPrice)| {
        let shop = cart.price_now(line, at.now).unwrap_or(line.seen_price);
        let holds = matches!(one.standing(&model.holds.clock, now), Standing::Running(_));
        cart.buyable(line) && holds && one.is_below(shop)
    };
    held(model, now).into_iter().filter(counts).map(|(line, one)| (&line.item, one)).collect()
}

/// The sum of the lines that can be bought, at present prices; none if it cannot be told.
pub(crate) fn subtotal(model: &Model, at: Now) -> Option<Money> {
    sum(pieces(model, at, |_| true))
}

/// The lines that can be bought, those that are wanted, each as the price of one and how many: what is held now is counted as that.
pub(crate) fn pieces(
    model: &Model,
    at: Now,
    wanted: impl Fn(&ItemId) -> bool,
) -> impl Iterator<Item = (Money, u32)> {
    let (cart, held) = (&model.features.cart, held_now(model, at));
    let lines = cart.lines.iter().filter(move |line| cart.buyable(line) && wanted(&line.item));
    lines.map(move |line| {
        let price = held.get(&line.item).map(|one| one.terms().price);
        let price = price.or_else(|| cart.price_now(line, at.now)).unwrap_or(line.seen_price);
        (price, line.quantity.count())
    })
}

/// The sum of pieces, each with the price of one; none where there are none, or it cannot be told.
pub(crate) fn sum(pieces: impl Iterator<Item = (Money, u32)>) -> Option<Money> {
    let mut sum: Option<Money> = None;
    for (one, count) in pieces {
        let amount = one.checked_mul(count).ok()?;
        sum = Some(match sum {
            None => amount,
            Some(sum) => sum.checked_add(amount).ok()?,
        });
    }
    sum
}

/// Whether the checkout of what is in the cart can be opened: all of it can be bought, at the prices that the person saw.
pub(crate) fn can_check_out(model: &Model, now: Timestamp) -> bool {
    let cart = &model.features.cart;
    let as_seen = |line: &CartLine| cart.price_now(line, now).is_none_or(|price| price == line.seen_price);
    let good = |line: &CartLine| cart.buyable(line) && as_seen(line);
    !cart.lines.is_empty() && !model.paying() && cart.lines.iter().all(good)
}

/// How many pieces are in the cart.
pub(crate) fn count(model: &Model) -> u64 {
    model.features.cart.lines.iter().map(|line| u64::from(line.quantity.count())).sum()
}

/// A cart line of an item, at the price the person sees.
pub(crate) fn line_of(model: &Model, item: &Item, quantity: Quantity, at: Now) -> Option<CartLine> {
    if !item.offer.can_buy() {
        return None;
    }
    let known = model.features.cart.lines.iter().find(|line| line.item == item.id);
    Some(CartLine {
        item: item.id.clone(),
        quantity,
        title: item.title.clone(),
        seen_price: item.offer.price_at(at.now),
        picture: item.pictures.first().cloned(),
        added_at: at.now,
        position: known.map_or_else(|| end(model), |line| line.position),
    })
}
