//! Draws held prices: while one holds, what it is and until when; afterwards what became of it, with both prices.

use crate::kernel::holds::{HeldPrice, Refused, Standing, monotonic};
use crate::kernel::model::Model;
use crate::kernel::screen_parts::{HoldView, Tone};
use crate::kernel::view_context::ViewContext;
use tradewind_domain::{Code, ItemId, Money};
use tradewind_live::ServerClock;
use tradewind_person::CartLine;

/// The held price of an item, where there is one or was. `now` is what the item costs without it.
pub(crate) fn of_item(
    model: &Model,
    item: &ItemId,
    now: Option<Money>,
    context: &ViewContext<'_>,
) -> Option<HoldView> {
    let held = model.holds.of(item, monotonic(context.seconds))?;
    // A price that is not below the present one is none to be told of.
    let better = now.is_none_or(|now| held.is_below(now));
    better.then(|| view(held, &model.holds.clock, now, context))
}

/// What an item costs at its held price, where that holds now for certain and is below what the shop asks without it.
pub(crate) fn price_now(
    model: &Model,
    item: &ItemId,
    shop: Money,
    context: &ViewContext<'_>,
) -> Option<Money> {
    let now = monotonic(context.seconds);
    let held = model.holds.of(item, now)?;
    let holds = matches!(held.standing(&model.holds.clock, now), Standing::Running(_));
    (holds && held.is_below(shop)).then(|| held.terms().price)
}

/// As [`of_item`], of one that is shown as the price of its item. `says_shop`: what the shop asks without it stands nowhere else, as where it
/// may not be shown as a price before (`price_truth.rs`).
pub(crate) fn as_price(
    model: &Model,
    item: &ItemId,
    shop: Money,
    says_shop: bool,
    context: &ViewContext<'_>,
) -> Option<HoldView> {
    let terms = model.holds.of(item, monotonic(context.seconds))?.terms();
    let view = of_item(model, item, Some(shop), context)?;
    let count = u64::from(terms.quantity.count());
    let sentence = match says_shop {
        true => context.words.hold_offer_instead(count, shop, terms.price, terms.not_after),
        false => view.sentence,
    };
    Some(HoldView { price: String::new(), sentence, ..view })
}

/// The same for a line of the cart. One that is for fewer than lie there is not asked for, and that is said.
pub(crate) fn of_line(
    model: &Model,
    line: &CartLine,
    now: Option<Money>,
    context: &ViewContext<'_>,
) -> Option<HoldView> {
    let held = model.holds.of(&line.item, monotonic(context.seconds))?;
    let view = of_item(model, &line.item, now, context)?;
    let over = matches!(held.standing(&model.holds.clock, monotonic(context.seconds)), Standing::Over(_));
    if over || held.hold.covers(&line.item, line.quantity).is_ok() {
        return Some(view);
    }
    let sentence = context.words.error(Code::HoldQuantity);
    // At that price nothing is bought as it lies there.
    Some(HoldView { sentence, price: String::new(), holds: false, tone: Tone::Warning, ..view })
}

/// Whether the held price of an item is used up, and by an order of this person's own.
pub(crate) fn is_bought(model: &Model, item: &ItemId, context: &ViewContext<'_>) -> bool {
    let now = monotonic(context.seconds);
    let held = model.holds.of(item, now);
    held.is_some_and(|held| {
        held.bought && held.standing(&model.holds.clock, now) == Standing::Over(Refused::Oversold)
    })
}

/// Those of the lines in the cart, at the prices that the catalog has for them.
pub(crate) fn of_lines(model: &Model, context: &ViewContext<'_>) -> Vec<HoldView> {
    let cart = &model.features.cart;
    let price = |line: &CartLine| cart.items.get(&line.item).map(|item| item.offer.price_at(context.now));
    let lines = cart.lines.iter();
    lines.filter_map(|line| of_line(model, line, price(line), context)).collect()
}

fn view(held: &HeldPrice, clock: &ServerClock, now: Option<Money>, context: &ViewContext<'_>) -> HoldView {
    let words = context.words;
    let terms = held.terms();
    let old = terms.price;
    let standing = held.standing(clock, monotonic(context.seconds));
    let (sentence, tone) = match standing {
        Standing::Running(_) => {
            let count = u64::from(terms.quantity.count());
            (words.hold_offer(count, old, terms.not_after), Tone::Success)
        }
        Standing::Unsure => (words.hold_unsure(old), Tone::Info),
        // Nobody was faster than who bought it.
        Standing::Over(Refused::Oversold) if held.bought => match now {
            Some(new) => (words.hold_bought(new, old), Tone::Success),
            None => (words.hold_ended_bought(old), Tone::Success),
        },
        Standing::Over(why) => (ended(why, old, now, context), Tone::Warning),
    };
    HoldView {
        key: terms.nonce.as_str().to_owned(),
        price: words.money(old),
        sentence,
        holds: matches!(standing, Standing::Running(_)),
        tone,
    }
}

fn ended(why: Refused, old: Money, now: Option<Money>, context: &ViewContext<'_>) -> String {
    let words = context.words;
    match (why, now) {
        (Refused::Expired, Some(new)) => words.hold_expired(new, old),
        (Refused::Oversold, Some(new)) => words.hold_oversold(new, old),
        (Refused::Unknown, Some(new)) => words.hold_refused(new, old),
        (Refused::Expired, None) => words.hold_ended(old),
        (Refused::Oversold, None) => words.hold_ended_oversold(old),
        (Refused::Unknown, None) => words.hold_ended_refused(old),
    }
}
