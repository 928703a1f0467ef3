//! The billing address: asked for where a way to pay wants one, the delivery address unless the person names another.

use crate::features::checkout::standing;
use crate::features::checkout::state::{BuyerForm, FormOf};
use crate::kernel::cards::buyer_lines;
use crate::kernel::effects::{Effect, Effects, PersonOp};
use crate::kernel::model::Model;
use crate::kernel::view_context::ViewContext;
use tradewind_commerce::SessionHandler;
use tradewind_domain::Buyer;
use tradewind_domain::address::{BuyerField, FieldFault};

/// Whether one of the ways to pay wants a billing address with it.
pub(crate) fn is_wanted(model: &Model, ways: &[&SessionHandler]) -> bool {
    ways.iter().any(|handler| model.host.wallets.wants_billing(handler))
}

/// A field of the billing address: nobody is written to or called at it.
pub(crate) const fn is_asked(field: BuyerField) -> bool {
    !matches!(field, BuyerField::Email | BuyerField::PhoneNumber)
}

/// What is wrong with one.
pub(crate) fn faults(buyer: &Buyer) -> Vec<(BuyerField, FieldFault)> {
    buyer.faults().into_iter().filter(|(field, _)| is_asked(*field)).collect()
}

/// Shows the form for it.
pub(crate) fn change(model: &mut Model) -> Effects {
    if !model.paying() && is_wanted(model, &standing::methods(model)) {
        let buyer = model.billing.clone().unwrap_or_else(|| of_delivery(&model.buyer));
        model.features.checkout.form = BuyerForm::Open { buyer, tried: false, of: FormOf::Billing };
    }
    Vec::new()
}

/// It is the delivery address again.
pub(crate) fn same_as_delivery(model: &mut Model) -> Effects {
    if model.paying() {
        return Vec::new();
    }
    keep(model, None)
}

/// The form was sent and is filled in.
pub(crate) fn submit(model: &mut Model, buyer: &Buyer) -> Effects {
    let billing = of_delivery(&buyer.tidied());
    let is_same = billing == of_delivery(&model.buyer);
    keep(model, (!is_same).then_some(billing))
}

/// The address in lines, or that it is the one of delivery.
pub(crate) fn summary(model: &Model, context: &ViewContext<'_>) -> Vec<String> {
    match &model.billing {
        Some(billing) => buyer_lines(billing, context),
        None => vec![context.words.billing_same()],
    }
}

fn keep(model: &mut Model, billing: Option<Buyer>) -> Effects {
    model.features.checkout.form = BuyerForm::Closed { buyer: model.buyer.clone() };
    model.billing.clone_from(&billing);
    vec![Effect::Person(PersonOp::SaveBilling(billing))]
}

/// What of a buyer's data a billing address holds.
fn of_delivery(buyer: &Buyer) -> Buyer {
    Buyer { email: String::new(), phone_number: String::new(), ..buyer.clone() }
}
