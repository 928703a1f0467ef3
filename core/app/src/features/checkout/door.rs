//! What the order comes to at the door, beside what the merchant asks for.

use crate::kernel::door::{self, Parcel};
use crate::kernel::model::Model;
use crate::kernel::screen_parts::DoorView;
use crate::kernel::view_context::ViewContext;
use tradewind_commerce::Checkout;
use tradewind_domain::{Money, TotalKind};

/// Whether the merchant's total holds what is due at the border (DDP): then there is one payer, and nothing of ours beside it.
pub(crate) fn is_in_the_total(checkout: &Checkout) -> bool {
    checkout.totals.iter().any(|line| matches!(line.kind, TotalKind::Duty | TotalKind::ImportTax))
}

/// Our own quote of the same goods and delivery, where the merchant is silent about the border (DAP) and something is due there.
pub(crate) fn view(model: &Model, checkout: &Checkout, context: &ViewContext<'_>) -> Option<DoorView> {
    if is_in_the_total(checkout) {
        return None;
    }
    let items = &model.features.cart.items;
    let line = |line: &tradewind_commerce::CheckoutLine| {
        items.get(&line.item).map(|item| door::of_item(item, line.price, line.quantity))
    };
    let lines: Option<Vec<_>> = checkout.lines.iter().map(line).collect();
    let delivery = checkout.totals.iter().filter(|line| line.kind == TotalKind::Delivery);
    let delivery = delivery
        .fold(Money::zero(checkout.currency), |sum, line| sum.checked_add(line.amount).unwrap_or(sum));
    let bought = checkout.lines.iter().filter_map(|line| items.get(&line.item));
    let ships_from = door::one_place(bought);
    let parcel = Parcel { lines: lines?, delivery: Some(delivery), ships_from };
    let mut view = door::view_of_due(model, parcel, context)?;
    view.notes.insert(0, context.words.door_merchant_silent());
    Some(view)
}
