//! Orders: the list and one of them with its timeline, both from the phone's own file.

use crate::features::Route;
use crate::features::orders::intent::OrdersIntent;
use crate::features::orders::state::{Polling, SharedMoment};
use crate::kernel::effects::{Effect, Effects, OrdersOp, PaymentOp};
use crate::kernel::model::Model;
use crate::kernel::orders::is_over;
use tradewind_domain::OrderId;

pub(crate) fn update(model: &mut Model, intent: OrdersIntent) -> Effects {
    match intent {
        OrdersIntent::Open { key } => {
            if let Ok(id) = OrderId::parse(&key) {
                model.features.shared_moment = None;
                model.push(Route::Order(id));
            }
        }
        OrdersIntent::ShareMoment { key, shown } => {
            let Route::Order(order) = model.route() else { return Vec::new() };
            let order = order.clone();
            model.features.shared_moment = shown.then_some(SharedMoment { order, key });
        }
    }
    Vec::new()
}

/// How often orders that are being looked at are asked about: a parcel moves in hours, a person waits in minutes.
const POLL: std::time::Duration = std::time::Duration::from_secs(60);

/// Asks about orders that may still change, and about vouchers: also where none is known, since a run that has just begun may
/// not have read them yet.
pub(crate) fn poll_all(model: &mut Model) -> Effects {
    if !model.online {
        return Vec::new();
    }
    let mut effects = vec![Effect::Payment(PaymentOp::LookAtWaiting)];
    if is_open(model) {
        effects.insert(0, Effect::Orders(OrdersOp::Open));
    }
    effects.extend(again(model));
    effects
}

/// Asks again in a while, where something may still change and is looked at.
pub(crate) fn again(model: &mut Model) -> Option<Effect> {
    let changes = model.online && model.foreground && (is_open(model) || !model.waiting.is_empty());
    if changes { next_tick(model) } else { None }
}

fn is_open(model: &Model) -> bool {
    model.orders.iter().any(|order| !is_over(order))
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
