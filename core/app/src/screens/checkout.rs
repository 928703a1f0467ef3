//! The checkout: opened, filled in, asked about, agreed to. What is paid and what came of it is in `checkout/pay.rs`; it is
//! drawn by `checkout/view.rs`, and `checkout/notice.rs` says what stands above all.

mod notice;
mod pay;
mod view;

pub(crate) use pay::{asked, bought, pay, pay_failed, payment, put_aside};
pub(crate) use view::{sheet_lines, sheet_words, view};

use super::cart;
use crate::effect::{CartLine, Effect, PaymentState, PersonOp, Ticket, TillOp};
use crate::error::Fault;
use crate::intent::Tab;
use crate::model::{CheckoutState, Effects, Model, Moment, PurchaseStage, Route, root};
use crate::update::push;
use tradewind_commerce::agreement::{AgreedLine, Agreement};
use tradewind_commerce::quote::{Agreed, Block};
use tradewind_commerce::{Checkout, CheckoutDraft, DraftLine, MerchantMessage, quote};
use tradewind_domain::Code;
use tradewind_domain::address::BuyerField;
use tradewind_person::PurchaseBegun;

/// Longest discount code, in characters: nothing longer is sent.
const MAX_CODE: usize = 60;

pub(crate) fn open(model: &mut Model, at: Moment) -> Effects {
    model.tab = Tab::Cart;
    if model.paying() || matches!(model.checkout.payment, PaymentState::Confirmed { .. }) {
        return push(model, Route::Checkout, at);
    }
    if model.cart.lines.is_empty() || !model.loaded {
        return Vec::new();
    }
    let (codes, option) = (std::mem::take(&mut model.checkout.codes), model.checkout.option.take());
    model.checkout = CheckoutState { codes, option, form: model.buyer.clone(), ..CheckoutState::default() };
    model.checkout.agreed.basket = wanted(model);
    if model.checkout.form.address.address_country.is_empty() {
        model.checkout.form.address.address_country = model.settings.market.as_str().to_owned();
    }
    let mut effects = push(model, Route::Checkout, at);
    if model.buyer.is_empty() || !model.buyer.faults().is_empty() {
        model.checkout.editing_buyer = true;
    } else {
        effects.extend(prepare(model));
    }
    effects
}

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
fn wanted(model: &Model) -> Agreement {
    let line = |line: &CartLine| AgreedLine {
        item: line.item.clone(),
        title: line.title.clone(),
        quantity: line.quantity.count(),
        price: Some(line.seen_price),
    };
    Agreement::wanted(model.cart.lines.iter().map(line).collect())
}

/// Leaving a checkout that is over clears it away.
pub(crate) fn left(model: &mut Model) -> Effects {
    if matches!(model.checkout.payment, PaymentState::Confirmed { .. } | PaymentState::Ended) {
        model.checkout = CheckoutState::default();
    }
    Vec::new()
}

pub(crate) fn done(model: &mut Model, at: Moment) -> Effects {
    let bought = match &model.checkout.payment {
        PaymentState::Confirmed { order } => Some(order.id.clone()),
        _ => None,
    };
    if model.paying() {
        return Vec::new();
    }
    model.checkout = CheckoutState::default();
    *model.stack() = vec![root(model.tab)];
    match bought {
        Some(order) => {
            model.tab = Tab::Orders;
            *model.stack() = vec![Route::Orders];
            push(model, Route::Order(order), at)
        }
        None => cart::enter(model),
    }
}

// The form

pub(crate) fn edit(model: &mut Model, field: BuyerField, value: &str) -> Effects {
    if !model.paying() && model.checkout.form.set(field, value).is_err() {
        model.fault = Some(Fault::new(Code::BadInput));
    }
    Vec::new()
}

pub(crate) fn submit_buyer(model: &mut Model) -> Effects {
    if model.paying() {
        return Vec::new();
    }
    model.checkout.form_tried = true;
    if !model.checkout.form.faults().is_empty() {
        return Vec::new();
    }
    model.checkout.form = model.checkout.form.tidied();
    model.buyer = model.checkout.form.clone();
    model.checkout.editing_buyer = false;
    let mut effects = vec![Effect::Person(PersonOp::SaveBuyer(model.buyer.clone()))];
    effects.extend(prepare_anew(model));
    effects
}

pub(crate) fn change_buyer(model: &mut Model) -> Effects {
    if !model.paying() {
        model.checkout.form = model.buyer.clone();
        model.checkout.form_tried = false;
        model.checkout.editing_buyer = true;
    }
    Vec::new()
}

// The merchant's side of it

/// As [`prepare`], for a wish of the person's own: the sums that the merchant names for it are new to the person, and are
/// seen before Pay is pressed.
fn prepare_anew(model: &mut Model) -> Effects {
    model.checkout.wish_is_new |= !model.paying();
    prepare(model)
}

fn prepare(model: &mut Model) -> Effects {
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
    let purchase = pay::purchase_name(model);
    vec![Effect::Till(TillOp::Prepare { ticket, draft: Box::new(draft), purchase })]
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

pub(crate) fn choose_delivery(model: &mut Model, key: String) -> Effects {
    let known = model
        .checkout
        .checkout
        .as_ref()
        .is_some_and(|one| one.delivery.iter().any(|option| option.id == key));
    if !known {
        return Vec::new();
    }
    model.checkout.option = Some(key);
    prepare_anew(model)
}

pub(crate) fn add_code(model: &mut Model, code: &str) -> Effects {
    let code = code.trim();
    if code.is_empty() || code.chars().count() > MAX_CODE || code.chars().any(char::is_control) {
        return Vec::new();
    }
    if !model.checkout.codes.iter().any(|known| known.eq_ignore_ascii_case(code)) {
        model.checkout.codes.push(code.to_owned());
    }
    prepare_anew(model)
}

pub(crate) fn remove_code(model: &mut Model, key: &str) -> Effects {
    model.checkout.codes.retain(|known| known != key);
    prepare_anew(model)
}

/// The person agrees to what the merchant asks now: lines, sums, and the errors it reports beside them.
pub(crate) fn accept_price(model: &mut Model) -> Effects {
    let agreeable = pay::blocked(model).is_some_and(|block| block.can_be_agreed_to());
    let Some(checkout) = model.checkout.checkout.as_ref().filter(|_| agreeable) else { return Vec::new() };
    let prices: Vec<_> = checkout.lines.iter().map(|line| (line.item.clone(), line.price)).collect();
    model.checkout.agreed = Agreed {
        basket: Agreement::of(checkout),
        errors: quote::errors(checkout).map(|one| (one.code.clone(), one.content.clone())).collect(),
    };
    let mut effects = Vec::new();
    for (item, price) in prices {
        if let Some(line) = model.cart.lines.iter_mut().find(|line| line.item == item)
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
        return vec![Effect::Till(TillOp::Resume)];
    }
    if matches!(pay::blocked(model), Some(Block::Escalation | Block::Ended)) && model.online {
        // The way back from the browser: what became of it is asked, never assumed.
        model.checkout.loading = true;
        model.checkout.fault = None;
        return vec![Effect::Till(TillOp::Ask)];
    }
    prepare(model)
}

pub(crate) fn purchase_begun(model: &mut Model, state: PurchaseBegun, line: CartLine, at: Moment) -> Effects {
    let Some(purchase) = &mut model.purchase else { return Vec::new() };
    match state {
        PurchaseBegun::Mismatch => {
            purchase.state = PurchaseStage::Mismatch;
            let fault = Fault::new(Code::PurchaseMismatch);
            model.fault = Some(fault);
            vec![Effect::Log(fault.record("purchase.mismatch"))]
        }
        PurchaseBegun::Done(order) => {
            purchase.state = PurchaseStage::Done(order.clone());
            model.tab = Tab::Orders;
            *model.stack() = vec![Route::Orders];
            push(model, Route::Order(order), at)
        }
        PurchaseBegun::Open => {
            purchase.state = PurchaseStage::Open;
            model.cart.lines = vec![line];
            model.tab = Tab::Cart;
            *model.stack() = vec![Route::Cart];
            let mut effects = cart::enter(model);
            // The cart is ready for the checkout; a payment that is still open goes on by itself, and is shown.
            effects.extend(open(model, at));
            effects
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::effect::{ItemRef, Outcome, PaymentTold};
    use crate::intent::Intent;
    use crate::model::Settings;
    use crate::screen::CheckoutPhase;
    use crate::update::{Message, update};
    use tradewind_domain::{Currency, ItemId, Language, Market, Money, Quantity, Timestamp, WebUrl};

    const AT: Moment = Moment { now: Timestamp(1_795_521_600_000), seconds: 1.0 };

    fn model() -> Model {
        let english = Language::parse("en").expect("a tag");
        let settings = Settings {
            forced: None,
            chosen: None,
            preferred: vec![english.clone()],
            language: english,
            market: Market::parse("DE").expect("a market"),
            currency: Currency::EUR,
            time_zone: "UTC".into(),
        };
        let mut model =
            Model::new(WebUrl::parse("https://shop.example").expect("https"), settings, true, false);
        model.loaded = true;
        model
    }

    /// After a restart both come in any order: the payment that was open, and the touch that asks for the same purchase again.
    #[test]
    fn a_purchase_begun_again_shows_its_open_payment_whichever_comes_first() {
        let item = ItemId::parse("mug").expect("an id");
        let line = CartLine {
            item: item.clone(),
            quantity: Quantity::new(1).expect("in range"),
            title: "Mug".into(),
            seen_price: Money::new(100, Currency::EUR),
            picture: None,
            added_at: AT.now,
            position: 0,
        };
        let resumed =
            || Message::Outcome(Outcome::Payment(Box::new(PaymentTold::just(PaymentState::Unknown))));
        let begin = || {
            Message::Intent(Intent::BeginPurchase { name: "first".into(), item: "mug".into(), quantity: 1 })
        };
        for messages in [[resumed(), begin()], [begin(), resumed()]] {
            let mut model = model();
            for message in messages {
                update(&mut model, message, AT);
            }
            let begun = Outcome::PurchaseBegun { state: PurchaseBegun::Open, line: line.clone() };
            update(&mut model, Message::Outcome(begun), AT);
            assert_eq!((model.route(), model.phase()), (&Route::Checkout, CheckoutPhase::Unknown));
            let product = Route::Product(ItemRef::Id(item.clone()));
            assert!(!model.stack().contains(&product), "back leads to the cart");
        }
    }
}
