//! Named purchases: begun once, and finished or reported whenever they are asked for again.
//!
//! The journal is asked first. What was bought under a name is told without a catalog; what was begun is gone on with, also
//! when another product would be chosen today.

use crate::features::Route;
use crate::features::purchase::intent::PurchaseIntent;
use crate::features::purchase::state::{Purchase, PurchaseStage};
use crate::kernel::cart;
use crate::kernel::effects::{Effect, Effects, ItemRef, PersonOp};
use crate::kernel::error::Fault;
use crate::kernel::event::Event;
use crate::kernel::model::Model;
use crate::kernel::nav::Tab;
use crate::kernel::now::Now;
use tradewind_domain::{Code, ItemId, OrderId, Quantity};
use tradewind_person::{CartLine, PurchaseBegun, PurchaseRow};

pub(crate) fn update(model: &mut Model, intent: PurchaseIntent) -> Effects {
    match intent {
        PurchaseIntent::Resume { name, quantity } => ask(model, name, None, quantity),
        PurchaseIntent::Begin { name, item, quantity } => match ItemId::parse(&item) {
            Ok(item) => ask(model, name, Some(item), quantity),
            Err(_) => model.bad_input(),
        },
    }
}

fn ask(model: &mut Model, name: String, item: Option<ItemId>, quantity: u32) -> Effects {
    match Quantity::new(quantity) {
        Ok(quantity) if !name.is_empty() && name.len() <= 100 => {
            let state = PurchaseStage::Asked { item, quantity };
            model.features.purchase = Some(Purchase { name: name.clone(), state });
            vec![Effect::Person(PersonOp::FindPurchase { name })]
        }
        _ => model.bad_input(),
    }
}

/// What the journal says. A purchase needs the item's price as the person sees it, so the item is read next; see
/// [`item_shown`].
pub(crate) fn found(model: &mut Model, name: &str, known: Option<PurchaseRow>) -> Effects {
    let Some(purchase) = model.features.purchase.as_mut().filter(|purchase| purchase.name == name) else {
        return Vec::new();
    };
    let PurchaseStage::Asked { item, quantity } = purchase.state.clone() else { return Vec::new() };
    let other = |row: &PurchaseRow| {
        row.quantity != quantity || item.as_ref().is_some_and(|wanted| row.item != *wanted)
    };
    match (known, item.clone()) {
        (Some(row), _) if other(&row) => {
            purchase.state = PurchaseStage::Mismatch;
            mismatch(model)
        }
        (Some(PurchaseRow { order: Some(order), .. }), _) => {
            purchase.state = PurchaseStage::Done(order.clone());
            show_order(model, order)
        }
        (Some(PurchaseRow { item, .. }), _) | (None, Some(item)) => {
            purchase.state = PurchaseStage::Wanted { item: item.clone(), quantity };
            model.push(Route::Product(ItemRef::Id(item)));
            Vec::new()
        }
        (None, None) => {
            purchase.state = PurchaseStage::New;
            Vec::new()
        }
    }
}

/// Another purchase was begun under this name.
fn mismatch(model: &mut Model) -> Effects {
    let fault = Fault::new(Code::PurchaseMismatch);
    model.fault = Some(fault);
    vec![Effect::Log(fault.record("purchase.mismatch"))]
}

/// It was bought before: its order is shown.
fn show_order(model: &mut Model, order: OrderId) -> Effects {
    model.nav.reset(Tab::Orders);
    model.push(Route::Order(order));
    Vec::new()
}

/// What the journal made of it.
pub(crate) fn begun(model: &mut Model, state: PurchaseBegun, line: CartLine) -> Effects {
    let Some(purchase) = &mut model.features.purchase else { return Vec::new() };
    match state {
        PurchaseBegun::Mismatch => {
            purchase.state = PurchaseStage::Mismatch;
            mismatch(model)
        }
        PurchaseBegun::Done(order) => {
            purchase.state = PurchaseStage::Done(order.clone());
            show_order(model, order)
        }
        PurchaseBegun::Open => {
            purchase.state = PurchaseStage::Open;
            model.features.cart.lines = vec![line];
            model.nav.reset(Tab::Cart);
            // The cart is ready for the checkout; a payment that is still open goes on by itself, and is shown.
            model.say(Event::CheckoutWanted);
            vec![cart::read(model)]
        }
    }
}

/// The item's price is seen now: the purchase is written down before the cart is touched.
pub(crate) fn item_shown(model: &Model, id: &ItemId, at: Now) -> Effects {
    let Some(Purchase { name, state: PurchaseStage::Wanted { item, quantity } }) = &model.features.purchase
    else {
        return Vec::new();
    };
    let shown = model
        .features
        .product
        .item
        .shown()
        .map(|read| &read.item)
        .filter(|one| one.id == *id && one.id == *item);
    let line = shown.and_then(|shown| cart::line_of(model, shown, *quantity, at));
    let begin = line.map(|line| PersonOp::BeginPurchase { name: name.clone(), line, at: at.now });
    begin.map(Effect::Person).into_iter().collect()
}

/// What was open is bought.
pub(crate) fn bought(model: &mut Model, order: OrderId) {
    if let Some(purchase) = &mut model.features.purchase
        && purchase.state == PurchaseStage::Open
    {
        purchase.state = PurchaseStage::Done(order);
    }
}
