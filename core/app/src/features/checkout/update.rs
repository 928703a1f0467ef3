//! The checkout as a person works on it: opened, filled in, agreed to, left.

use crate::features::Route;
use crate::features::checkout::intent::CheckoutIntent;
use crate::features::checkout::state::{BuyerForm, CheckoutState, FormOf};
use crate::features::checkout::{billing, draft, payment, standing};
use crate::kernel::cart;
use crate::kernel::effects::{Effect, Effects, PaymentOp, PaymentState, PersonOp};
use crate::kernel::error::Fault;
use crate::kernel::event::Event;
use crate::kernel::model::Model;
use crate::kernel::nav::Tab;
use tradewind_commerce::agreement::Agreement;
use tradewind_commerce::quote;
use tradewind_commerce::quote::{Agreed, Block};
use tradewind_domain::address::BuyerField;
use tradewind_domain::{Buyer, Code};
use tradewind_links::MAX_CODE;
use tradewind_payments::Word;
use tradewind_payments::hand_off::return_id;
use tradewind_ports::Secret;

/// The most discount codes of one checkout: all of them travel with every request, a shop takes one or two, and who tries more than this
/// guesses.
const MOST_CODES: usize = 10;

pub(crate) fn update(model: &mut Model, intent: CheckoutIntent) -> Effects {
    match intent {
        CheckoutIntent::Open => open(model),
        CheckoutIntent::EditBuyer { field, value } => edit(model, field, &value),
        CheckoutIntent::SubmitBuyer => submit_buyer(model),
        CheckoutIntent::ChangeBuyer => change_buyer(model),
        CheckoutIntent::ChangeBilling => billing::change(model),
        CheckoutIntent::BillingAsDelivery => billing::same_as_delivery(model),
        CheckoutIntent::ChooseDelivery { key } => choose_delivery(model, key),
        CheckoutIntent::ChooseTerm { key } => choose_term(model, key),
        CheckoutIntent::AddCode { code } => add_code(model, &code),
        CheckoutIntent::RemoveCode { key } => remove_code(model, &key),
        CheckoutIntent::AcceptPrice => accept_price(model),
        CheckoutIntent::Pay { method } => payment::pay(model, method.as_deref()),
        CheckoutIntent::WalletAnswered { sheet, answer } => {
            vec![Effect::Payment(PaymentOp::WalletAnswered { sheet, answer })]
        }
        CheckoutIntent::PutAside => payment::put_aside(model),
        CheckoutIntent::OpenHandOff => payment::hear(model, Word::OpenAgain),
        CheckoutIntent::StopPayment => payment::hear(model, Word::LetGo),
        CheckoutIntent::GiveUpVoucher { key } => payment::give_up(model, &key),
        CheckoutIntent::PaymentReturned { link } => match return_id(&link) {
            Some(id) => payment::hear(model, Word::Returned { id: Secret::new(id) }),
            None => model.bad_input(),
        },
        CheckoutIntent::HandOffAnswered { key, text } => {
            payment::hear(model, Word::Answered { hand_off: key, text })
        }
        CheckoutIntent::SurfaceSaid { key, origin, text } => {
            payment::hear(model, Word::SurfaceSaid { surface: key, origin, text })
        }
        CheckoutIntent::SurfaceClosed { key } => payment::hear(model, Word::SurfaceClosed { surface: key }),
        CheckoutIntent::Done => done(model),
    }
}

pub(crate) fn open(model: &mut Model) -> Effects {
    model.nav.tab = Tab::Cart;
    // An order that was confirmed stands in the way of no new cart: it is among the orders.
    let confirmed = matches!(model.features.checkout.payment, PaymentState::Confirmed { .. })
        && model.features.cart.lines.is_empty();
    if model.paying() || confirmed {
        model.push(Route::Checkout);
        return Vec::new();
    }
    if model.features.cart.lines.is_empty() || !model.loaded {
        return Vec::new();
    }
    let (codes, option) =
        (std::mem::take(&mut model.features.checkout.codes), model.features.checkout.option.take());
    model.features.checkout = CheckoutState { codes, option, ..CheckoutState::default() };
    model.features.checkout.agreed.basket = draft::wanted(model);
    let mut buyer = model.buyer.clone();
    if buyer.address.address_country.is_empty() {
        buyer.address.address_country = model.settings.market.as_str().to_owned();
    }
    model.push(Route::Checkout);
    if model.buyer.is_empty() || !model.buyer.faults().is_empty() {
        model.features.checkout.form = BuyerForm::Open { buyer, tried: false, of: FormOf::Delivery };
        return Vec::new();
    }
    model.features.checkout.form = BuyerForm::Closed { buyer };
    draft::prepare(model)
}

/// Leaving a checkout that is over clears it away.
pub(crate) fn left(model: &mut Model) {
    if matches!(
        model.features.checkout.payment,
        PaymentState::Confirmed { .. } | PaymentState::Deferred { .. } | PaymentState::Ended(_)
    ) {
        model.features.checkout = CheckoutState::default();
    }
}

fn done(model: &mut Model) -> Effects {
    let bought = match &model.features.checkout.payment {
        PaymentState::Confirmed { order } => Some(order.id.clone()),
        _ => None,
    };
    if model.paying() {
        return Vec::new();
    }
    let waits = matches!(model.features.checkout.payment, PaymentState::Deferred { .. });
    model.features.checkout = CheckoutState::default();
    let tab = model.nav.tab;
    model.nav.reset(tab);
    match bought {
        None if waits => {
            model.nav.reset(Tab::Orders);
            model.say(Event::Arrived);
            Vec::new()
        }
        Some(order) => {
            model.nav.reset(Tab::Orders);
            model.push(Route::Order(order));
            Vec::new()
        }
        None => vec![cart::read(model)],
    }
}

/// The person's data was deleted, and the checkout given up with it.
pub(crate) fn buyer_deleted(model: &mut Model) {
    draft::let_go(model);
    model.billing = None;
    *model.features.checkout.form.buyer_mut() = Buyer::default();
}

// The form

fn edit(model: &mut Model, field: BuyerField, value: &str) -> Effects {
    if !model.paying() && model.features.checkout.form.buyer_mut().set(field, value).is_err() {
        model.fault = Some(Fault::new(Code::BadInput));
    }
    Vec::new()
}

fn submit_buyer(model: &mut Model) -> Effects {
    if model.paying() {
        return Vec::new();
    }
    if let BuyerForm::Open { tried, .. } = &mut model.features.checkout.form {
        *tried = true;
    }
    if model.features.checkout.form.is_of_billing() {
        let billing = model.features.checkout.form.buyer().clone();
        return if billing::faults(&billing).is_empty() {
            billing::submit(model, &billing)
        } else {
            Vec::new()
        };
    }
    let state = &model.features.checkout;
    if !state.form.buyer().faults().is_empty()
        || (state.phone_wanted && !payment::has_phone(state.form.buyer()))
    {
        return Vec::new();
    }
    model.features.checkout.phone_wanted = false;
    model.buyer = model.features.checkout.form.buyer().tidied();
    model.features.checkout.form = BuyerForm::Closed { buyer: model.buyer.clone() };
    let mut effects = vec![Effect::Person(PersonOp::SaveBuyer(model.buyer.clone()))];
    effects.extend(draft::prepare_anew(model));
    effects
}

fn change_buyer(model: &mut Model) -> Effects {
    if !model.paying() {
        let buyer = model.buyer.clone();
        model.features.checkout.form = BuyerForm::Open { buyer, tried: false, of: FormOf::Delivery };
        model.features.checkout.phone_wanted = false;
    }
    Vec::new()
}

fn choose_delivery(model: &mut Model, key: String) -> Effects {
    let known = model
        .features
        .checkout
        .session
        .shown()
        .is_some_and(|one| one.delivery.iter().any(|option| option.id == key));
    if !known {
        return Vec::new();
    }
    model.features.checkout.option = Some(key);
    draft::prepare_anew(model)
}

/// The total that the merchant names for it is seen before it is paid, as for any wish.
fn choose_term(model: &mut Model, key: String) -> Effects {
    let terms = model.features.checkout.session.shown().and_then(|one| one.terms.as_ref());
    if terms.and_then(|terms| terms.named(&key)).is_none() {
        return Vec::new();
    }
    model.features.checkout.term = Some(key);
    draft::prepare_anew(model)
}

fn add_code(model: &mut Model, code: &str) -> Effects {
    if keep_code(model, code) { draft::prepare_anew(model) } else { Vec::new() }
}

/// Keeps a discount code for what the merchant is asked next; whether it is one that can be sent. One that is longer than a link may carry is
/// not.
pub(crate) fn keep_code(model: &mut Model, code: &str) -> bool {
    let code = code.trim();
    if code.is_empty() || code.chars().count() > MAX_CODE || code.chars().any(char::is_control) {
        return false;
    }
    let state = &mut model.features.checkout;
    if state.codes.iter().any(|known| known.eq_ignore_ascii_case(code)) {
        return true;
    }
    if state.codes.len() >= MOST_CODES {
        // The oldest that brought nothing makes room; where each of them does, none is taken from the person unasked.
        let applied =
            state.session.shown().map(|checkout| checkout.applied_codes.as_slice()).unwrap_or_default();
        let idle = |known: &String| !applied.iter().any(|applied| applied.eq_ignore_ascii_case(known));
        let Some(place) = state.codes.iter().position(idle) else {
            model.fault = Some(Fault::new(Code::BadInput));
            return false;
        };
        state.codes.remove(place);
    }
    state.codes.push(code.to_owned());
    true
}

fn remove_code(model: &mut Model, key: &str) -> Effects {
    drop_code(model, key);
    draft::prepare_anew(model)
}

/// The merchant is asked without this discount code from now on.
pub(crate) fn drop_code(model: &mut Model, code: &str) {
    model.features.checkout.codes.retain(|known| known != code);
}

/// The person agrees to what the merchant asks now: lines, sums, and the errors it reports beside them.
fn accept_price(model: &mut Model) -> Effects {
    let agreeable = standing::blocked(model).is_some_and(|block| block.can_be_agreed_to());
    let Some(checkout) = model.features.checkout.session.shown().filter(|_| agreeable) else {
        return Vec::new();
    };
    let prices: Vec<_> = checkout.lines.iter().map(|line| (line.item.clone(), line.price)).collect();
    model.features.checkout.agreed = Agreed {
        basket: Agreement::of(checkout),
        errors: quote::errors(checkout).map(|one| (one.code.clone(), one.content.clone())).collect(),
    };
    let mut effects = Vec::new();
    for (item, price) in prices {
        if let Some(line) = model.features.cart.lines.iter_mut().find(|line| line.item == item)
            && line.seen_price != price
        {
            line.seen_price = price;
            effects.push(Effect::Person(PersonOp::PutLine(line.clone())));
        }
    }
    effects
}

pub(crate) fn retry(model: &mut Model) -> Effects {
    if model.paying() {
        return vec![Effect::Payment(PaymentOp::Resume)];
    }
    if matches!(standing::blocked(model), Some(Block::Escalation | Block::Ended)) && model.online {
        // The way back from the browser: what became of it is asked, never assumed.
        let ticket = model.ticket();
        model.features.checkout.asked = ticket;
        model.features.checkout.session.ask();
        model.features.checkout.fault = None;
        return vec![Effect::Payment(PaymentOp::Ask { ticket })];
    }
    draft::prepare(model)
}
