//! Orders: the list and one of them with its timeline, both from the phone's own file.

use crate::features::Route;
use crate::features::orders::intent::OrdersIntent;
use crate::features::orders::state::Polling;
use crate::kernel::effects::{Effect, Effects, OrdersOp, PaymentOp};
use crate::kernel::model::Model;
use crate::kernel::orders::is_over;
use tradewind_domain::OrderId;

pub(crate) fn update(model: &mut Model, intent: OrdersIntent) -> Effects {
    match intent {
        OrdersIntent::Open { key } => {
            if let Ok(id) = OrderId::parse(&key) {
                model.push(Route::Order(id));
            }
        }
    }
    Vec::new()
}

/// How often orders that are being looked at are asked about: a parcel moves in hours, a person waits in minutes.
const POLL: std::time::Duration = std::time::Duration::from_secs(60);

/// Asks about orders that may still change.
pub(crate) fn poll_all(model: &mut Model) -> Effects {
    let open = model.orders.iter().any(|order| !is_over(order));
    let waits = !model.waiting.is_empty();
    if !(model.online && (open || waits)) {
        return Vec::new();
    }
    let mut effects = Vec::new();
    if open {
        effects.push(Effect::Orders(OrdersOp::Open));
    }
    if waits {
        effects.push(Effect::Payment(PaymentOp::LookAtWaiting));
    }
    effects.extend(next_tick(model));
    effects
}

pub(crate) fn poll(model: &mut Model, id: OrderId) -> Effects {
    let known = model.orders.iter().any(|order| order.id == id);
    if !(model.online && known) {
        return Vec::new();
    }
    let mut effects = vec![Effect::Orders(OrdersOp::One(id))];
    effects.extend(next_tick(model));
    effects
}

/// While orders are looked at they are asked about again and again; else the tick is the last.
pub(crate) fn tick(model: &mut Model) -> Effects {
    model.features.polling = Polling::Idle;
    let looking = model.foreground && matches!(model.route(), Route::Orders | Route::Order(_));
    if looking { poll_all(model) } else { Vec::new() }
}

fn next_tick(model: &mut Model) -> Option<Effect> {
    let looking = matches!(model.route(), Route::Orders | Route::Order(_));
    if model.features.polling == Polling::Waiting || !looking {
        return None;
    }
    model.features.polling = Polling::Waiting;
    Some(Effect::Tick(POLL))
}
