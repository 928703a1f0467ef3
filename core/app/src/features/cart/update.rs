//! The cart: kept offline, priced by the catalog of this phone, honest about what changed.

use crate::features::cart::intent::CartIntent;
use crate::kernel::cart;
use crate::kernel::effects::{Effect, Effects, PersonOp, Ticket};
use crate::kernel::error::Fault;
use crate::kernel::event::Event;
use crate::kernel::model::Model;
use crate::kernel::now::Now;
use crate::kernel::prices;
use crate::kernel::quota;
use crate::kernel::toast::{CartChange, ToastState};
use tradewind_domain::{Code, Item, Quantity};
use tradewind_person::CartLine;

pub(crate) fn update(model: &mut Model, intent: CartIntent, at: Now) -> Effects {
    match intent {
        CartIntent::SetQuantity { key, quantity } => set_quantity(model, &key, quantity),
        CartIntent::RemoveLine { key } => remove(model, &key),
        CartIntent::Undo => undo(model),
        CartIntent::AcceptPrices => accept_prices(model, at),
    }
}

pub(crate) fn items_read(
    model: &mut Model,
    ticket: Ticket,
    items: Vec<Item>,
    siblings: Vec<Item>,
    at: Now,
) -> Effects {
    if ticket != model.features.cart.ticket {
        return Vec::new();
    }
    let noted = prices::note(model, items.iter(), at);
    model.features.cart.siblings = siblings;
    model.features.cart.items = items.into_iter().map(|item| (item.id.clone(), item)).collect();
    model.features.cart.read = true;
    noted.into_iter().chain(quota::count_read(model)).collect()
}

fn set_quantity(model: &mut Model, key: &str, quantity: u32) -> Effects {
    if quantity == 0 {
        return remove(model, key);
    }
    let Some(line) = line(model, key).cloned() else { return Vec::new() };
    match Quantity::new(quantity) {
        Ok(quantity) if !model.paying() => cart::put(model, CartLine { quantity, ..line }),
        Ok(_) => Vec::new(),
        Err(_) => {
            model.fault = Some(Fault::new(Code::QuantityLimit));
            Vec::new()
        }
    }
}

fn remove(model: &mut Model, key: &str) -> Effects {
    if model.paying() {
        return Vec::new();
    }
    let Some(line) = line(model, key).cloned() else { return Vec::new() };
    model.features.cart.lines.retain(|known| known.item != line.item);
    let item = line.item.clone();
    model.show_toast(ToastState::Removed { line });
    vec![Effect::Person(PersonOp::RemoveLine { item })]
}

fn undo(model: &mut Model) -> Effects {
    match model.toast.standing.take() {
        Some(ToastState::Removed { line }) => cart::put(model, line),
        Some(ToastState::ProposalTaken { changes, code }) if !model.paying() => {
            take_back(model, changes, code)
        }
        other => {
            model.toast.standing = other;
            Vec::new()
        }
    }
}

/// Lines are as they were before a proposal, but for those that the person has changed since.
fn take_back(model: &mut Model, changes: Vec<CartChange>, code: Option<String>) -> Effects {
    let mut effects = Vec::new();
    for CartChange { put, before } in changes {
        let untouched = line(model, put.item.as_str()).is_some_and(|now| now.quantity == put.quantity);
        match before {
            _ if !untouched => {}
            Some(before) => effects.push(cart::place(model, before)),
            None => {
                model.features.cart.lines.retain(|known| known.item != put.item);
                effects.push(Effect::Person(PersonOp::RemoveLine { item: put.item }));
            }
        }
    }
    if let Some(code) = code {
        model.say(Event::CodeTakenBack(code));
    }
    effects.push(cart::read(model));
    effects
}

fn accept_prices(model: &mut Model, at: Now) -> Effects {
    let changed: Vec<CartLine> = model
        .features
        .cart
        .lines
        .iter()
        .filter_map(|line| {
            let now = model.features.cart.price_now(line, at.now)?;
            (now != line.seen_price).then(|| CartLine { seen_price: now, ..line.clone() })
        })
        .collect();
    changed.into_iter().flat_map(|line| cart::put(model, line)).collect()
}

fn line<'a>(model: &'a Model, key: &str) -> Option<&'a CartLine> {
    model.features.cart.lines.iter().find(|line| line.item.as_str() == key)
}
