//! What is asked of the merchant for the cart, and what it answers.

use crate::features::Route;
use crate::features::checkout::state::Said;
use crate::kernel::attribution;
use crate::kernel::cart;
use crate::kernel::effects::{Effect, Effects, PaymentOp, Ticket};
use crate::kernel::error::Fault;
use crate::kernel::holds::Refused;
use crate::kernel::model::Model;
use tradewind_commerce::agreement::{AgreedLine, Agreement};
use tradewind_commerce::{Checkout, CheckoutDraft, DraftLine, LiveClaim, MerchantMessage};
use tradewind_domain::Code;
use tradewind_person::CartLine;

/// The checkout of what is in the cart, for a screen that shows none yet.
pub(crate) fn begin_again(model: &mut Model) -> Effects {
    if model.features.cart.lines.is_empty() || !model.loaded || !model.buyer.faults().is_empty() {
        return Vec::new();
    }
    *model.features.checkout.form.buyer_mut() = model.buyer.clone();
    model.features.checkout.agreed.basket = wanted(model);
    prepare(model)
}

/// The session in progress was given up: the one that is shown, or is being opened, is opened anew. The answer that is on its way is of
/// a session that is cancelled by then.
pub(crate) fn given_up(model: &mut Model) -> Effects {
    let session = &model.features.checkout.session;
    if (session.shown().is_none() && !session.is_asked()) || model.paying() {
        return Vec::new();
    }
    let_go(model);
    begin_again(model)
}

/// What was asked of the merchant is not waited for any more: it may never be sent.
pub(crate) fn let_go(model: &mut Model) {
    model.features.checkout.ticket = model.ticket();
    model.features.checkout.session.settle();
}

/// What the cart asks for, at the prices the person saw there.
pub(crate) fn wanted(model: &Model) -> Agreement {
    // A held price is what the person saw where it counts; if the merchant asks another one, that is to be agreed to.
    let held = cart::held(model, model.holds.now);
    let held =
        |line: &CartLine| held.iter().find(|(of, _)| of.item == line.item).map(|(_, one)| one.terms().price);
    let line = |line: &CartLine| AgreedLine {
        item: line.item.clone(),
        title: line.title.clone(),
        quantity: line.quantity.count(),
        price: Some(held(line).unwrap_or(line.seen_price)),
    };
    Agreement::wanted(model.features.cart.lines.iter().map(line).collect())
}

/// The held prices that go along, and which they are, in that order.
fn claim(model: &mut Model) -> Option<LiveClaim> {
    let all = cart::held(model, model.holds.now);
    let session = all.first().map(|(_, one)| one.terms().session.as_str().to_owned());
    let sent =
        all.iter().map(|(_, one)| (one.terms().nonce.as_str().to_owned(), one.hold.signed().to_json()));
    let (nonces, holds) = sent.unzip();
    model.features.checkout.held = nonces;
    session.map(|session| LiveClaim { session, holds })
}

/// A held price that is in the checkout on the screen may have run out: then the merchant is asked without it, and the person sees both
/// prices before anything is paid.
pub(crate) fn holds_changed(model: &mut Model) -> Effects {
    let checkout = &model.features.checkout;
    let ended = checkout.held.iter().any(|nonce| !model.holds.may_hold(nonce));
    let shown = *model.route() == Route::Checkout && checkout.session.shown().is_some();
    if ended && shown && !model.paying() { prepare(model) } else { Vec::new() }
}

/// The merchant does not hold a price that it was asked for: why, by its code. What is told of none of them is not ours to judge.
fn refused(model: &mut Model, checkout: &Checkout) -> bool {
    let mut any = false;
    for said in &checkout.messages {
        let why = match said.code.as_str() {
            "hold_expired" => Refused::Expired,
            "hold_oversold" => Refused::Oversold,
            "hold_unknown" | "hold_mismatch" => Refused::Unknown,
            _ => continue,
        };
        let place = said.path.as_deref().and_then(|path| path.strip_prefix("$['dev.tradewind.live'].holds["));
        let place = place.and_then(|rest| rest.strip_suffix(']')?.parse::<usize>().ok());
        let Some(nonce) = place.and_then(|at| model.features.checkout.held.get(at)) else { continue };
        model.holds.refuse(nonce, why);
        any = true;
    }
    any
}

/// As [`prepare`], for a wish of the person's own: the sums that the merchant names for it are new to the person, and are
/// seen before Pay is pressed.
pub(crate) fn prepare_anew(model: &mut Model) -> Effects {
    model.features.checkout.wish_is_new |= !model.paying();
    prepare(model)
}

/// Asks the merchant for a checkout of the cart, the buyer and the codes as they are now.
pub(crate) fn prepare(model: &mut Model) -> Effects {
    if model.paying() {
        return Vec::new();
    }
    if model.features.cart.lines.is_empty() {
        model.features.checkout.fault = Some(Fault::new(Code::CartEmpty));
        return Vec::new();
    }
    if !model.online {
        model.features.checkout.fault = Some(Fault::new(Code::Offline));
        model.features.checkout.session.settle();
        return Vec::new();
    }
    let ticket = model.ticket();
    model.features.checkout.ticket = ticket;
    model.features.checkout.session.ask();
    model.features.checkout.fault = None;
    let live = claim(model);
    let attribution = attribution::telling(model);
    let draft = CheckoutDraft {
        lines: model
            .features
            .cart
            .lines
            .iter()
            .map(|line| DraftLine { item: line.item.clone(), quantity: line.quantity })
            .collect(),
        buyer: model.buyer.clone(),
        discount_codes: model.features.checkout.codes.clone(),
        selected_option: model.features.checkout.option.clone(),
        term: model.features.checkout.term.clone(),
        live,
        attribution,
        market: model.settings.market,
        language: model.settings.language.clone(),
        currency: model.settings.currency,
    };
    let purchase = model.open_purchase().map(str::to_owned);
    vec![Effect::Payment(PaymentOp::Prepare { ticket, draft: Box::new(draft), purchase })]
}

pub(crate) fn ready(model: &mut Model, ticket: Ticket, checkout: Checkout, host: Option<String>) -> Effects {
    if ticket != model.features.checkout.ticket {
        return Vec::new();
    }
    model.features.checkout.host = host;
    model.features.checkout.session.settle();
    if refused(model, &checkout) {
        // Asked again without them: the person sees both prices, and agrees to the other one or does not.
        return prepare(model);
    }
    if std::mem::take(&mut model.features.checkout.wish_is_new)
        || model.features.checkout.agreed.basket.sums.is_none()
    {
        model.features.checkout.agreed.basket.sums = Agreement::of(&checkout).sums;
    }
    show(model, checkout);
    Vec::new()
}

/// The merchant described the checkout anew, without the person's doing: what differs from what was agreed is said.
pub(crate) fn changed(model: &mut Model, checkout: Checkout) -> Effects {
    let shown = model.features.checkout.session.shown().map(|known| &known.id);
    // Of a checkout that is not looked at nothing is shown; it is asked about when it is opened.
    if shown == Some(&checkout.id) || model.paying() {
        show(model, checkout);
    }
    Vec::new()
}

fn show(model: &mut Model, checkout: Checkout) {
    model.features.checkout.option =
        checkout.delivery.iter().find(|option| option.selected).map(|option| option.id.clone());
    model.features.checkout.term = checkout.terms.as_ref().map(|terms| terms.selected.clone());
    model.features.checkout.said = Said::default();
    model.features.checkout.session.put(checkout);
}

pub(crate) fn failed(
    model: &mut Model,
    ticket: Ticket,
    fault: Fault,
    messages: Vec<MerchantMessage>,
) -> Effects {
    if ticket != model.features.checkout.ticket {
        return Vec::new();
    }
    model.features.checkout.session.settle();
    model.features.checkout.fault = Some(fault);
    // Said in place of a checkout: of no payment.
    model.features.checkout.said = Said { messages, method: None };
    vec![Effect::Log(fault.record("checkout.failed"))]
}
