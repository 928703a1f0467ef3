//! What is asked of the merchant for the cart, and what it answers.

use crate::kernel::effects::{Effect, Effects, PaymentOp, Ticket};
use crate::kernel::error::Fault;
use crate::kernel::model::Model;
use tradewind_commerce::agreement::{AgreedLine, Agreement};
use tradewind_commerce::{Checkout, CheckoutDraft, DraftLine, MerchantMessage};
use tradewind_domain::Code;
use tradewind_person::CartLine;

/// The checkout of what is in the cart, for a screen that shows none yet.
pub(crate) fn begin_again(model: &mut Model) -> Effects {
    if model.cart.lines.is_empty() || !model.loaded || !model.buyer.faults().is_empty() {
        return Vec::new();
    }
    model.checkout.form = model.buyer.clone();
    model.checkout.agreed.basket = wanted(model);
    prepare(model)
}

/// What the cart asks for, at the prices the person saw there.
pub(crate) fn wanted(model: &Model) -> Agreement {
    let line = |line: &CartLine| AgreedLine {
        item: line.item.clone(),
        title: line.title.clone(),
        quantity: line.quantity.count(),
        price: Some(line.seen_price),
    };
    Agreement::wanted(model.cart.lines.iter().map(line).collect())
}

/// As [`prepare`], for a wish of the person's own: the sums that the merchant names for it are new to the person, and are
/// seen before Pay is pressed.
pub(crate) fn prepare_anew(model: &mut Model) -> Effects {
    model.checkout.wish_is_new |= !model.paying();
    prepare(model)
}

/// Asks the merchant for a checkout of the cart, the buyer and the codes as they are now.
pub(crate) fn prepare(model: &mut Model) -> Effects {
    if model.paying() {
        return Vec::new();
    }
    if model.cart.lines.is_empty() {
        model.checkout.fault = Some(Fault::new(Code::CartEmpty));
        return Vec::new();
    }
    if !model.online {
        model.checkout.fault = Some(Fault::new(Code::Offline));
        model.checkout.loading = false;
        return Vec::new();
    }
    let ticket = model.ticket();
    model.checkout.ticket = ticket;
    model.checkout.loading = true;
    model.checkout.fault = None;
    let draft = CheckoutDraft {
        lines: model
            .cart
            .lines
            .iter()
            .map(|line| DraftLine { item: line.item.clone(), quantity: line.quantity })
            .collect(),
        buyer: model.buyer.clone(),
        discount_codes: model.checkout.codes.clone(),
        selected_option: model.checkout.option.clone(),
        market: model.settings.market,
        language: model.settings.language.clone(),
        currency: model.settings.currency,
    };
    let purchase = model.open_purchase().map(str::to_owned);
    vec![Effect::Payment(PaymentOp::Prepare { ticket, draft: Box::new(draft), purchase })]
}

pub(crate) fn ready(model: &mut Model, ticket: Ticket, checkout: Checkout, host: Option<String>) -> Effects {
    if ticket != model.checkout.ticket {
        return Vec::new();
    }
    model.checkout.host = host;
    model.checkout.loading = false;
    if std::mem::take(&mut model.checkout.wish_is_new) || model.checkout.agreed.basket.sums.is_none() {
        model.checkout.agreed.basket.sums = Agreement::of(&checkout).sums;
    }
    show(model, checkout);
    Vec::new()
}

/// The merchant described the checkout anew, without the person's doing: what differs from what was agreed is said.
pub(crate) fn changed(model: &mut Model, checkout: Checkout) -> Effects {
    let shown = model.checkout.checkout.as_ref().map(|known| &known.id);
    // Of a checkout that is not looked at nothing is shown; it is asked about when it is opened.
    if shown == Some(&checkout.id) || model.paying() {
        show(model, checkout);
    }
    Vec::new()
}

fn show(model: &mut Model, checkout: Checkout) {
    model.checkout.option =
        checkout.delivery.iter().find(|option| option.selected).map(|option| option.id.clone());
    model.checkout.messages.clear();
    model.checkout.checkout = Some(checkout);
}

pub(crate) fn failed(
    model: &mut Model,
    ticket: Ticket,
    fault: Fault,
    messages: Vec<MerchantMessage>,
) -> Effects {
    if ticket != model.checkout.ticket {
        return Vec::new();
    }
    model.checkout.loading = false;
    model.checkout.fault = Some(fault);
    model.checkout.messages = messages;
    vec![Effect::Log(fault.record("checkout.failed"))]
}
