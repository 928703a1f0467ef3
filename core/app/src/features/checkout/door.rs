//! What the order comes to at the door, beside what the merchant asks for.

use crate::kernel::cart;
use crate::kernel::door::{self, Choices};
use crate::kernel::goods::{self, Claims, Parcel, SaleTax};
use crate::kernel::model::Model;
use crate::kernel::screen_parts::DoorView;
use crate::kernel::view_context::ViewContext;
use tradewind_commerce::quote::total;
use tradewind_commerce::{Checkout, CheckoutLine};
use tradewind_domain::{Item, Money, TotalEffect, TotalKind, TotalLine};
use tradewind_trade::{Line, LineSums, after_discounts};

/// Whether the merchant's total holds duty and tax (DDP): then there is one payer, and ours is an estimate beside what is stated.
pub(crate) fn is_in_the_total(checkout: &Checkout) -> bool {
    claims(checkout).hold_all()
}

/// Which duty and tax are in the merchant's total. Lines of nothing claim nothing.
fn claims(checkout: &Checkout) -> Claims {
    let has = |kind: &TotalKind, effect: TotalEffect| {
        let same = |line: &TotalLine| line.kind == *kind && line.effect == effect && line.amount.minor > 0;
        checkout.totals.iter().any(same)
    };
    let paid = |kind: &TotalKind| has(kind, TotalEffect::Adds) || has(kind, TotalEffect::Included);
    Claims {
        duty: paid(&TotalKind::Duty),
        import_tax: paid(&TotalKind::ImportTax),
        tax: match (has(&TotalKind::Tax, TotalEffect::Adds), has(&TotalKind::Tax, TotalEffect::Included)) {
            (true, _) => Some(SaleTax::Added),
            (false, true) => Some(SaleTax::Within),
            (false, false) => None,
        },
    }
}

/// Our own quote of the same goods and delivery: where the merchant collects all of it beside what it states, else where something is
/// due at the border that its total does not hold.
pub(crate) fn view(model: &Model, checkout: &Checkout, context: &ViewContext<'_>) -> Option<DoorView> {
    let items = &model.features.cart.items;
    let values = paid(checkout)?;
    let mut lines = Vec::new();
    for (line, value) in checkout.lines.iter().zip(values) {
        // What the catalog does not know, such as a gift of the shop's, may be anything: it widens the range.
        let known = items.get(&line.item);
        lines.extend(goods::pieces(value, line.ordered().quantity).map(|(price, quantity)| match known {
            Some(item) => goods::of_item(item, price, quantity),
            None => Line::new(price, quantity),
        }));
    }
    let delivery = checkout.totals.iter().filter(|line| line.kind == TotalKind::Delivery);
    let delivery = delivery
        .fold(Money::zero(checkout.currency), |sum, line| sum.checked_add(line.amount).unwrap_or(sum));
    let bought: Option<Vec<&Item>> = checkout.lines.iter().map(|line| items.get(&line.item)).collect();
    let ships_from = bought.and_then(|bought| goods::one_place(bought.into_iter()));
    let claims = claims(checkout);
    let parcel = Parcel { lines, delivery: Some(delivery), ships_from, paid: total(checkout), claims };
    if is_in_the_total(checkout) {
        return door::view_beside(model, &parcel, &checkout.totals, context);
    }
    let choices = Choices {
        delivery: other_delivery(checkout),
        since: cart::since(&model.features.cart.lines),
        ..Choices::default()
    };
    door::view_of_due(model, parcel, &choices, context)
}

/// Other ways of delivery, where everything comes in one parcel; of several parcels each has its own ways.
fn other_delivery(checkout: &Checkout) -> Vec<(String, Money)> {
    let [first, rest @ ..] = checkout.delivery.as_slice() else { return Vec::new() };
    if rest.iter().any(|option| option.parcel != first.parcel) {
        return Vec::new();
    }
    let others = checkout.delivery.iter().filter(|option| !option.selected);
    others.map(|option| (option.title.clone(), option.price)).collect()
}

/// What is paid for each line, its share of every discount taken off: customs values what is paid, as the receipt reckons it.
fn paid(checkout: &Checkout) -> Option<Vec<Money>> {
    let sums =
        |line: &CheckoutLine| Some(LineSums { goods: line.before_discounts()?, total: Some(line.total) });
    let sums: Option<Vec<LineSums>> = checkout.lines.iter().map(sums).collect();
    let paid = after_discounts(&sums?, &checkout.totals).ok()?;
    // A discount that pays for delivery too leaves goods of no value, and none of less.
    Some(paid.lines.into_iter().map(|minor| Money::new(minor.max(0), checkout.currency)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::testing::checkout;
    use tradewind_domain::Currency;

    #[test]
    fn a_discount_within_a_line_lowers_what_is_paid_for_it() {
        let mut within = checkout("indigo", 2_000);
        let eur = |minor| Money::new(minor, Currency::EUR);
        within.lines.iter_mut().for_each(|line| line.total = eur(1_500));
        within.totals.iter_mut().for_each(|line| line.amount = eur(1_500));
        assert!(tradewind_commerce::quote::adds_up(&within), "Pay takes it");
        assert_eq!(paid(&within), Some(vec![eur(1_500)]));
        assert_eq!(paid(&checkout("indigo", 2_000)), Some(vec![eur(2_000)]));
    }
}
