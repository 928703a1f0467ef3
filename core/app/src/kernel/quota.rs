//! Which orders count towards the yearly limit of the place they go to, and what each counts.

use crate::kernel::cart;
use crate::kernel::door::kept::KeptDoor;
use crate::kernel::door_price::{destination, year_spent};
use crate::kernel::effects::{Effect, Effects, PersonOp};
use crate::kernel::goods::{RATES, of_item, one_place, pieces};
use crate::kernel::model::Model;
use crate::kernel::spent::{Quota, SpentState};
use crate::kernel::trade;
use tradewind_domain::{
    Item, Market, Money, Order, TaxDisplay, Timestamp, TotalEffect, TotalKind, TotalLine,
};
use tradewind_person::Spent;
use tradewind_trade::{Day, LineSums, Request, Rules, after_discounts, year_counted};

/// The limit of the place to which the person has things sent; none where it has none.
pub(crate) fn now(model: &Model, at: Timestamp) -> Option<Quota> {
    let to = destination(model);
    let rules = rules(model, to, at);
    Quota::of(rules, to, trade::day_at(rules, to, at)?)
}

/// Changes what is known to be spent: estimates are made anew then.
pub(crate) fn change(model: &mut Model, change: impl FnOnce(&mut SpentState)) {
    change(&mut model.spent);
    model.door = KeptDoor::default();
}

/// The merchant confirmed this order: what of it goes by a limited procedure counts, once. It stays counted where the order is cancelled,
/// sent back or paid back: no event of an order says whether customs have given the person their allowance back, which they do for some
/// returns alone.
pub(crate) fn count(model: &mut Model, order: &Order) -> Option<Effect> {
    if model.spent.orders.iter().any(|one| one.is_of(order)) {
        return None;
    }
    let spent = counted(model, order)?;
    change(model, |state| state.orders.push(spent.clone()));
    Some(Effect::Person(PersonOp::CountSpent(spent)))
}

/// A voucher was paid: its order counts on the day on which that was told, as all orders do. What it is for left the cart days ago: items
/// that are not known any more are asked for, and the order counts once they are read. Where the app ends before that, it does not count.
pub(crate) fn count_voucher(model: &mut Model, order: &Order) -> Option<Effect> {
    let known = order.lines.iter().all(|line| model.features.cart.items.contains_key(&line.item));
    let counted = model.spent.orders.iter().any(|one| one.is_of(order));
    if known || counted || now(model, order.placed_at).is_none() {
        return count(model, order);
    }
    let same = |one: &Order| one.id == order.id && one.checkout == order.checkout;
    if !model.spent.to_count.iter().any(same) {
        model.spent.to_count.push(order.clone());
    }
    Some(cart::read(model))
}

/// Items were read: what waited for them counts now. What the catalog does not know any more counts nothing.
pub(crate) fn count_read(model: &mut Model) -> Effects {
    let read = std::mem::take(&mut model.spent.to_count);
    read.iter().filter_map(|order| count(model, order)).collect()
}

fn rules(model: &Model, to: Market, at: Timestamp) -> &Rules {
    model.trade.choose(to, at).shop.unwrap_or(trade::built_in())
}

/// The row of an order. One that uses nothing of the limit counts nothing, and is known then.
fn counted(model: &Model, order: &Order) -> Option<Spent> {
    let to = destination(model);
    let rules = rules(model, to, order.placed_at);
    let on = trade::day_at(rules, to, order.placed_at)?;
    let quota = Quota::of(rules, to, on)?;
    let request = bought(model, rules, (to, on), order)?;
    let amount = year_counted(rules, &request).ok()??;
    let (place, year) = (quota.place, quota.year);
    Some(Spent { ours: true, order: order.id.clone(), checkout: order.checkout.clone(), place, year, amount })
}

/// The order as rules see it, after what was counted before it; none where an item of it is not known any more, as after a start. Nobody
/// knows then where it came from, and what never crossed a border would count in full, for good: rather nothing is counted, for what is
/// missing the person can say in the settings.
fn bought(model: &Model, rules: &Rules, (to, on): (Market, Day), order: &Order) -> Option<Request> {
    let mut sums = Vec::new();
    for line in &order.lines {
        sums.push(LineSums { goods: line.price.checked_mul(line.quantity).ok()?, total: None });
    }
    let paid = after_discounts(&sums, &order.totals).ok()?;
    let items = &model.features.cart.items;
    let known: Option<Vec<&Item>> = order.lines.iter().map(|line| items.get(&line.item)).collect();
    let known = known?;
    let lines = known.iter().zip(&order.lines).zip(paid.lines).flat_map(|((item, line), minor)| {
        let value = Money::new(minor.max(0), order.currency);
        pieces(value, line.quantity).map(move |(price, count)| of_item(item, price, count))
    });
    let sum = |kind: TotalKind| {
        let of_kind = order.totals.iter().filter(|line| line.kind == kind && line.effect.adds());
        let minor = of_kind.fold(0_i64, |sum, line| sum.saturating_add(line.amount.minor));
        Money::new(minor.max(0), order.currency)
    };
    let tax = |effect: &TotalEffect| {
        let same = |line: &&TotalLine| line.kind == TotalKind::Tax && line.effect == *effect;
        order.totals.iter().find(same).is_some_and(|line| line.amount.minor > 0)
    };
    let place = rules.place(to)?;
    Some(Request {
        ship_from: one_place(known.iter().copied()),
        insurance: sum(TotalKind::Insurance),
        year_spent: year_spent(model, rules, order.placed_at),
        tax_included: match (tax(&TotalEffect::Adds), tax(&TotalEffect::Included)) {
            (true, _) => false,
            (false, true) => true,
            (false, false) => model.settings.market.tax_display() == Some(TaxDisplay::Gross),
        },
        rates: RATES.between(order.currency, place.currency).into_iter().collect(),
        ..Request::new(to, on, lines.collect(), sum(TotalKind::Delivery))
    })
}

#[cfg(test)]
mod tests;
