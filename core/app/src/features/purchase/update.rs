//! Named purchases: begun once, and finished or reported whenever they are asked for again.
//!
//! The journal is asked first. What was bought under a name is told without a catalog; what was begun is gone on with, also
//! when another product would be chosen today.

use crate::kernel::dispatch::push;
use crate::kernel::effects::{Effect, ItemRef, PersonOp, PurchaseRow};
use crate::kernel::error::Fault;
use crate::kernel::intent::Tab;
use crate::kernel::model::{Effects, Model, Moment, Purchase, PurchaseStage, Route};
use crate::kernel::screen::{PurchasePhase, PurchaseState};
use tradewind_domain::{Code, ItemId, Quantity};

/// Begins a purchase of one item, or goes on with the one of that name.
pub(crate) fn begin(model: &mut Model, name: String, item: &str, quantity: u32) -> Effects {
    match ItemId::parse(item) {
        Ok(item) => ask(model, name, Some(item), quantity),
        Err(_) => bad(model),
    }
}

/// Goes on with the purchase of that name, whatever its item is.
pub(crate) fn resume(model: &mut Model, name: String, quantity: u32) -> Effects {
    ask(model, name, None, quantity)
}

fn ask(model: &mut Model, name: String, item: Option<ItemId>, quantity: u32) -> Effects {
    match Quantity::new(quantity) {
        Ok(quantity) if !name.is_empty() && name.len() <= 100 => {
            let state = PurchaseStage::Asked { item, quantity };
            model.purchase = Some(Purchase { name: name.clone(), state });
            vec![Effect::Person(PersonOp::FindPurchase { name })]
        }
        _ => bad(model),
    }
}

/// What the journal says. A purchase needs the item's price as the person sees it, so the item is read next; see
/// `product::read`.
pub(crate) fn found(model: &mut Model, name: &str, known: Option<PurchaseRow>, at: Moment) -> Effects {
    let Some(purchase) = model.purchase.as_mut().filter(|purchase| purchase.name == name) else {
        return Vec::new();
    };
    let PurchaseStage::Asked { item, quantity } = purchase.state.clone() else { return Vec::new() };
    let other = |row: &PurchaseRow| {
        row.quantity != quantity || item.as_ref().is_some_and(|wanted| row.item != *wanted)
    };
    match (known, item.clone()) {
        (Some(row), _) if other(&row) => {
            purchase.state = PurchaseStage::Mismatch;
            let fault = Fault::new(Code::PurchaseMismatch);
            model.fault = Some(fault);
            vec![Effect::Log(fault.record("purchase.mismatch"))]
        }
        (Some(PurchaseRow { order: Some(order), .. }), _) => {
            purchase.state = PurchaseStage::Done(order.clone());
            model.tab = Tab::Orders;
            *model.stack() = vec![Route::Orders];
            push(model, Route::Order(order), at)
        }
        (Some(PurchaseRow { item, .. }), _) | (None, Some(item)) => {
            purchase.state = PurchaseStage::Wanted { item: item.clone(), quantity };
            push(model, Route::Product(ItemRef::Id(item)), at)
        }
        (None, None) => {
            purchase.state = PurchaseStage::New;
            Vec::new()
        }
    }
}

fn bad(model: &mut Model) -> Effects {
    model.fault = Some(Fault::new(Code::BadInput));
    Vec::new()
}

pub(crate) fn view(purchase: &Purchase) -> PurchaseState {
    let (state, order) = match &purchase.state {
        PurchaseStage::Asked { .. } | PurchaseStage::Wanted { .. } => (PurchasePhase::Wanted, None),
        PurchaseStage::New => (PurchasePhase::New, None),
        PurchaseStage::Open => (PurchasePhase::Open, None),
        PurchaseStage::Done(order) => (PurchasePhase::Done, Some(order.as_str().to_owned())),
        PurchaseStage::Mismatch => (PurchasePhase::Mismatch, None),
    };
    PurchaseState { name: purchase.name.clone(), state, order }
}
