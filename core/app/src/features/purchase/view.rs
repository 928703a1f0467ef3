//! A named purchase as a command line reads it.

use crate::features::purchase::screen::{PurchasePhase, PurchaseState};
use crate::features::purchase::state::{Purchase, PurchaseStage};

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
