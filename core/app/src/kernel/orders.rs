//! The orders that are known, as several features read and write them.

use tradewind_domain::{Order, OrderStatus};

/// Takes over what is newer, latest order first.
pub(crate) fn changed(known: &mut Vec<Order>, orders: Vec<Order>) {
    for order in orders {
        let same = |one: &&mut Order| one.id == order.id && one.checkout == order.checkout;
        match known.iter_mut().find(same) {
            Some(one) => *one = order,
            None => known.insert(0, order),
        }
    }
    known.sort_by(|a, b| b.placed_at.cmp(&a.placed_at).then_with(|| b.id.cmp(&a.id)));
}

/// Whether nothing more is to be heard of an order.
pub(crate) fn is_over(order: &Order) -> bool {
    matches!(order.status, OrderStatus::Delivered | OrderStatus::Canceled | OrderStatus::Returned)
}
