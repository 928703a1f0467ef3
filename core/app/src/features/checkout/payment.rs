//! Paying: what Pay asks for, and what the driver told of a payment.

use crate::features::Route;
use crate::features::checkout::draft;
use crate::features::checkout::screen::CheckoutPhase;
use crate::features::checkout::standing::{Standing, blocked, standing};
use crate::features::checkout::state::{BuyerForm, CheckoutState, FormOf, Said};
use crate::kernel::away::News;
use crate::kernel::effects::{Effect, Effects, Ending, PaymentOp, PaymentState, PaymentUpdate, Ticket};
use crate::kernel::error::Fault;
use crate::kernel::event::Event;
use crate::kernel::model::Model;
use crate::kernel::nav::Tab;
use crate::kernel::now::Now;
use crate::kernel::refresh::save_setting;
use crate::kernel::settings::PAID_WITH;
use crate::kernel::toast::ToastState;
use crate::kernel::{attribution, cart, orders, quota};
use tradewind_commerce::Checkout;
use tradewind_commerce::agreement::Agreement;
use tradewind_commerce::quote;
use tradewind_commerce::quote::{Agreed, Block};
use tradewind_domain::{Buyer, Code, HandlerId, Market, Order, Text};
use tradewind_payments::hand_off::phone;
use tradewind_payments::registry::payee_told;
use tradewind_payments::{Family, Waiting, Word};

/// The longest name that nobody signed, in characters: two of them leave room for the host also in a line of 100, which is all that
/// Google's sheet shows (`MAX_LABEL` in `core/methods`).
const MOST_UNSIGNED: usize = 30;

/// `key` is that of one of the methods; one that there is not pays nothing, which is said.
pub(crate) fn pay(model: &mut Model, key: Option<&str>) -> Effects {
    let Standing { ways, may_pay: Ok((checkout, _)), .. } = standing(model) else { return Vec::new() };
    let known = |key: &str| ways.iter().copied().find(|one| one.name == key);
    let first = || {
        // With a credential that is there already, no wallet is chosen.
        let best = ways.first().filter(|_| !model.host.ways.is_empty());
        best.and_then(|best| HandlerId::parse(best.name.as_str()).ok())
    };
    let method = match key.map(known) {
        None => first(),
        Some(chosen) => match chosen.and_then(|chosen| HandlerId::parse(chosen.name.as_str()).ok()) {
            None => {
                model.features.checkout.fault = Some(Fault::new(Code::PaymentMethodUnavailable));
                return Vec::new();
            }
            method => method,
        },
    };
    let checkout = checkout.clone();
    if wants_phone(model, method.as_ref()) {
        let state = &mut model.features.checkout;
        state.phone_wanted = true;
        let buyer = model.buyer.clone();
        state.form = BuyerForm::Open { buyer, tried: true, of: FormOf::Delivery };
        return Vec::new();
    }
    let state = &mut model.features.checkout;
    state.pays_with = method.as_ref().map(|method| method.as_str().to_owned());
    state.payment = PaymentState::Wallet;
    state.fault = None;
    state.said = Said::default();
    let purchase = model.open_purchase().map(str::to_owned);
    let errors = model.features.checkout.agreed.errors.clone();
    let seen = Box::new(Agreed { basket: Agreement::of(&checkout), errors });
    let payee = payee(model, &checkout, method.as_ref());
    vec![Effect::Payment(PaymentOp::Pay { seen, payee, purchase, checkout: Box::new(checkout), method })]
}

/// Who is paid, as the person knows them: the name in the merchant's signed catalog, with who sells by law where that is another.
/// Else the name in the configuration of the handler that pays, and who sells everything: a shop writes there whatever it likes, so
/// its host stands beside. Of a merchant that says nothing of all this it is empty, and whoever has words says so: a bare host is
/// no name.
fn payee(model: &Model, checkout: &Checkout, method: Option<&HandlerId>) -> String {
    let head = model.catalog.head.as_ref();
    if let Some(name) = head.and_then(|head| head.merchant.as_ref()).map(Text::as_str) {
        return match head.and_then(|head| head.seller.as_ref()).map(Text::as_str) {
            Some(seller) if seller != name => format!("{name} · {seller}"),
            _ => name.to_owned(),
        };
    }
    let told = method.and_then(|method| {
        let handler = checkout.payment_handlers.iter().find(|one| one.name == method.as_str())?;
        payee_told(&handler.name, &handler.config)
    });
    let short = |name: &str| Text::line(name, MOST_UNSIGNED);
    let told = told.and_then(|name| short(name.as_str()));
    let seller = one_seller(model).and_then(short);
    let host = model.merchant.url().host_str().unwrap_or_default();
    match (told.as_ref().map(Text::as_str), seller.as_ref().map(Text::as_str)) {
        (Some(name), Some(seller)) if name != seller => format!("{name} · {seller} · {host}"),
        (Some(name), _) | (None, Some(name)) => format!("{name} · {host}"),
        (None, None) => String::new(),
    }
}

/// Who sells everything in the cart, where the merchant's answers name one (UCP `variant.seller`).
fn one_seller(model: &Model) -> Option<&str> {
    let items = &model.features.cart.items;
    let mut sellers =
        model.features.cart.lines.iter().map(|line| items.get(&line.item)?.facts.seller.as_deref());
    let first = sellers.next()??;
    sellers.all(|seller| seller == Some(first)).then_some(first)
}

/// Whether the way to pay sends a prompt to a telephone, and none is known that one can be sent to.
fn wants_phone(model: &Model, method: Option<&HandlerId>) -> bool {
    let way = model.host.ways.iter().find(|way| method.is_some_and(|one| one.as_str() == way.wallet.handler));
    way.is_some_and(|way| way.wallet.family == Family::Push) && !has_phone(&model.buyer)
}

/// Whether a prompt can be sent to the buyer's telephone: a mobile number of their country.
pub(crate) fn has_phone(buyer: &Buyer) -> bool {
    let country = Market::parse(&buyer.address.address_country).ok();
    country.and_then(|country| phone(&buyer.phone_number, country)).is_some()
}

pub(crate) fn put_aside(model: &mut Model) -> Effects {
    match &model.features.checkout.payment {
        PaymentState::Unknown { facts: Some(facts), .. } if facts.may_put_aside => {
            vec![Effect::Payment(PaymentOp::PutAside)]
        }
        _ => Vec::new(),
    }
}

/// What the person or the host says while the merchant waits for the person. Elsewhere it means nothing.
pub(crate) fn hear(model: &Model, word: Word) -> Effects {
    if model.paying() { vec![Effect::Payment(PaymentOp::Hear(word))] } else { Vec::new() }
}

/// The person gives a voucher up.
pub(crate) fn give_up(model: &Model, key: &str) -> Effects {
    let known = model.waiting.iter().any(|one| one.id == key);
    if known { vec![Effect::Payment(PaymentOp::GiveUpWaiting(key.to_owned()))] } else { Vec::new() }
}

/// The vouchers that are out, as of now. What one was for that is over, and was not paid, is in the cart again.
pub(crate) fn waiting(model: &mut Model, all: Vec<Waiting>, at: Now) -> Effects {
    model.away.looked();
    let mut over = std::mem::replace(&mut model.waiting, all);
    over.retain(|one| model.waiting.iter().all(|still| still.id != one.id));
    let mut effects = Vec::new();
    for over in over {
        model.away.happened(News::VoucherOver { payee: over.payee, amount: over.amount });
        over.lines.into_iter().for_each(|line| effects.extend(cart::put_back(model, line, at)));
        let payment = &mut model.features.checkout.payment;
        match payment {
            PaymentState::Deferred { id } if *id == over.id => {
                *payment = PaymentState::Ended(Ending::Voucher)
            }
            _ => model.show_toast(ToastState::VoucherOver),
        }
    }
    effects
}

/// What the driver told of a payment.
pub(crate) fn payment(model: &mut Model, told: PaymentUpdate) -> Effects {
    let mut effects = paid_with(model, &told);
    let was_open = model.paying();
    if let PaymentState::Confirmed { order } = &told.state {
        // While what is in the cart is still known: where it is sent from decides whether customs see it.
        let counted = match told.voucher {
            Some(_) => [quota::count_voucher(model, order), attribution::count(model, order)],
            None => [quota::count(model, order), attribution::count(model, order)],
        };
        effects.extend(counted.into_iter().flatten());
    }
    effects.extend(take(model, told));
    // A voucher that is out is no end yet.
    let is_out = matches!(model.features.checkout.payment, PaymentState::Deferred { .. });
    if was_open && !model.paying() && !is_out {
        model.away.happened(News::Settled);
    }
    effects
}

/// The method that succeeded is remembered, where it is known: what is found again after a restart does not say it.
fn paid_with(model: &mut Model, told: &PaymentUpdate) -> Effects {
    let this =
        !told.late && model.open_purchase().is_none_or(|wanted| told.purchase.as_deref() == Some(wanted));
    if !matches!(told.state, PaymentState::Confirmed { .. }) || !this {
        return Vec::new();
    }
    match model.features.checkout.pays_with.take() {
        Some(handler) if model.paid_with.as_deref() != Some(handler.as_str()) => {
            model.paid_with = Some(handler.clone());
            vec![save_setting(PAID_WITH, handler)]
        }
        _ => Vec::new(),
    }
}

fn take(model: &mut Model, told: PaymentUpdate) -> Effects {
    if let PaymentState::Confirmed { order } = &told.state {
        // Of another purchase than the one that is under way: never taken for it.
        let wanted = model.open_purchase();
        let anothers = wanted.is_some() && told.purchase.as_deref() != wanted;
        if told.late || told.voucher.is_some() || anothers {
            // About another payment than the one on the screen: said, kept, and nothing is interrupted.
            orders::changed(&mut model.orders, vec![(**order).clone()]);
            let charged = order.total();
            if told.late {
                model.paid_late = Some((order.id.clone(), charged));
            }
            if let Some(paid) = &told.voucher {
                let label = order.label.as_deref().unwrap_or(order.id.as_str()).to_owned();
                model.away.happened(News::VoucherPaid { order: label.clone() });
                model.show_toast(ToastState::VoucherPaid { order: label });
                model.waiting.retain(|one| one.id != *paid);
                let payment = &mut model.features.checkout.payment;
                if matches!(payment, PaymentState::Deferred { id } if id == paid) {
                    // It stands on the screen: what was to be paid is paid.
                    *payment = told.state;
                }
                return Vec::new();
            }
            if anothers && model.paying() {
                // The payment of an earlier run is over: what is wanted now can go on.
                model.features.checkout.payment = PaymentState::Idle;
                return draft::begin_again(model);
            }
            return Vec::new();
        }
        keep(model, order);
    }
    if told.state == PaymentState::PutAside {
        model.features.checkout = CheckoutState::default();
        return Vec::new();
    }
    if let PaymentState::Deferred { id } = &told.state
        && let Some(one) = model.waiting.iter().find(|one| one.id == *id)
    {
        // What it is out for has left the cart on the disk, too.
        model.features.cart.lines.retain(|line| one.lines.iter().all(|out| out.item != line.item));
    }
    let state = &mut model.features.checkout;
    state.stuck = None;
    state.session.settle();
    if !told.messages.is_empty() {
        state.said = Said { messages: told.messages, method: told.method };
    }
    if matches!(told.state, PaymentState::Confirmed { .. } | PaymentState::Deferred { .. }) {
        state.codes.clear();
        state.option = None;
        state.term = None;
    }
    let resumed =
        model.features.checkout.session.shown().is_none() && !model.paying() && told.state.is_open();
    model.features.checkout.payment = told.state;
    // An attempt taken up after a restart is shown where it was left.
    if resumed && *model.route() != Route::Checkout {
        model.nav.reset(Tab::Cart);
        model.push(Route::Checkout);
        return Vec::new();
    }
    // An attempt of an earlier run that came to nothing: there is a cart, and no checkout on the screen yet.
    let over = !model.paying() && model.features.checkout.phase() == CheckoutPhase::Review;
    if over && model.features.checkout.session.shown().is_none() && *model.route() == Route::Checkout {
        return draft::begin_again(model);
    }
    Vec::new()
}

/// The checkout that was to be prepared turned out to be bought.
pub(crate) fn bought(model: &mut Model, ticket: Ticket, order: Order) -> Effects {
    let counted = [quota::count(model, &order), attribution::count(model, &order)];
    keep(model, &order);
    if ticket == model.features.checkout.ticket && !model.paying() {
        model.features.checkout.session.settle();
        model.features.checkout.payment = PaymentState::Confirmed { order: Box::new(order) };
    }
    counted.into_iter().flatten().collect()
}

/// An order takes its place: out of the cart, into the list, its purchase done.
fn keep(model: &mut Model, order: &Order) {
    let bought: Vec<_> = order.lines.iter().map(|line| line.item.clone()).collect();
    model.features.cart.lines.retain(|line| !bought.contains(&line.item));
    orders::changed(&mut model.orders, vec![order.clone()]);
    model.say(Event::Bought(order.id.clone()));
}

/// The merchant was asked about the checkout in progress. An answer is dropped where there is a newer question, or where the
/// checkout was asked for anew since: that is answered, too.
pub(crate) fn asked(model: &mut Model, ticket: Ticket, gone: Result<bool, Fault>) -> Effects {
    let state = &model.features.checkout;
    if ticket != state.asked || ticket < state.ticket {
        return Vec::new();
    }
    if model.paying() || matches!(model.features.checkout.payment, PaymentState::Confirmed { .. }) {
        return Vec::new();
    }
    model.features.checkout.session.settle();
    match gone {
        Err(fault) => {
            model.features.checkout.fault = Some(fault);
            vec![Effect::Log(fault.record("checkout.asked"))]
        }
        // Over without a purchase: what is in the cart begins anew, against what was agreed.
        Ok(true) if *model.route() == Route::Checkout => {
            model.features.checkout.payment = PaymentState::Idle;
            draft::prepare(model)
        }
        Ok(_) => {
            // Where it can be paid again, the bank's part is over.
            if model.features.checkout.payment == PaymentState::Escalated
                && !matches!(blocked(model), Some(Block::Escalation))
            {
                model.features.checkout.payment = PaymentState::Idle;
            }
            Vec::new()
        }
    }
}

pub(crate) fn pay_failed(model: &mut Model, fault: Fault) -> Effects {
    let state = &mut model.features.checkout;
    if !matches!(
        state.payment,
        PaymentState::Sending
            | PaymentState::WithPerson { .. }
            | PaymentState::Deferred { .. }
            | PaymentState::Unknown { .. }
            | PaymentState::Confirmed { .. }
    ) {
        state.payment = PaymentState::Idle;
    }
    // A changed basket says itself what changed, by what stands on the screen.
    let says_itself = matches!(fault.code, Code::PriceChanged | Code::BasketChanged);
    if !(says_itself && blocked(model).is_some()) {
        model.features.checkout.fault = Some(fault);
    }
    vec![Effect::Log(fault.record("pay.failed"))]
}

/// Whether a payment that goes on in a browser does so for a reason that is not a bank's check.
pub(crate) fn wants_other_than_a_bank(state: &CheckoutState) -> bool {
    let named = !state.said.messages.is_empty();
    named && !matches!(quote::reason(&state.said.messages), Code::BankCheck | Code::PaymentDeclined)
}
