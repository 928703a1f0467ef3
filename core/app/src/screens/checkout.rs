//! The checkout: buyer, delivery, totals, payment and its outcome.

use super::parts::{Ink, total_rows};
use super::{buyer, cart, order};
use crate::effect::{CartLine, Effect, PaymentState, PersonOp, Ticket, TillOp};
use crate::error::Fault;
use crate::intent::Tab;
use crate::model::{CheckoutState, Effects, Model, Moment, PurchaseStage, Route, root};
use crate::screen::{
    CheckoutPhase, CheckoutScreen, CodeRow, DeliveryRow, Fact, LinkRow, MessageRow, Notice, Tone, TotalRow,
};
use crate::update::push;
use tradewind_checkout::PurchaseBegun;
use tradewind_checkout::merchant::{Checkout, CheckoutDraft, DraftLine, MerchantMessage, MessageKind};
use tradewind_checkout::quote::{Block, SANDBOX_WALLET, block, total};
use tradewind_domain::Code;
use tradewind_domain::address::BuyerField;
use tradewind_l10n::plain;
use tradewind_ports::{WalletLine, WalletWords};

/// Shown to the person as what may be a code at a till: nothing longer is sent.
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
    model.checkout.agreed =
        model.cart.lines.iter().map(|line| (line.item.clone(), line.seen_price)).collect();
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
    effects.extend(prepare(model));
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
    vec![Effect::Till(TillOp::Prepare { ticket, draft: Box::new(draft) })]
}

pub(crate) fn ready(model: &mut Model, ticket: Ticket, checkout: Checkout) -> Effects {
    if ticket == model.checkout.ticket {
        model.checkout.loading = false;
        changed(model, checkout)
    } else {
        Vec::new()
    }
}

/// The merchant described the checkout anew.
pub(crate) fn changed(model: &mut Model, checkout: Checkout) -> Effects {
    model.checkout.option =
        checkout.delivery.iter().find(|option| option.selected).map(|option| option.id.clone());
    model.checkout.messages.clear();
    model.checkout.checkout = Some(checkout);
    Vec::new()
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
    prepare(model)
}

pub(crate) fn add_code(model: &mut Model, code: &str) -> Effects {
    let code = code.trim();
    if code.is_empty() || code.chars().count() > MAX_CODE || code.chars().any(char::is_control) {
        return Vec::new();
    }
    if !model.checkout.codes.iter().any(|known| known.eq_ignore_ascii_case(code)) {
        model.checkout.codes.push(code.to_owned());
    }
    prepare(model)
}

pub(crate) fn remove_code(model: &mut Model, key: &str) -> Effects {
    model.checkout.codes.retain(|known| known != key);
    prepare(model)
}

/// The person agrees to what the merchant asks now.
pub(crate) fn accept_price(model: &mut Model) -> Effects {
    let Some(checkout) = &model.checkout.checkout else { return Vec::new() };
    let prices: Vec<_> = checkout.lines.iter().map(|line| (line.item.clone(), line.price)).collect();
    let mut effects = Vec::new();
    for (item, price) in prices {
        if let Some(line) = model.cart.lines.iter_mut().find(|line| line.item == item)
            && line.seen_price != price
        {
            line.seen_price = price;
            effects.push(Effect::Person(PersonOp::PutLine(line.clone())));
        }
        model.checkout.agreed.insert(item, price);
    }
    effects
}

pub(crate) fn retry(model: &mut Model) -> Effects {
    if model.paying() { vec![Effect::Till(TillOp::Resume)] } else { prepare(model) }
}

// Paying

pub(crate) fn pay(model: &mut Model) -> Effects {
    let Some(checkout) = model.checkout.checkout.clone() else { return Vec::new() };
    let Some(seen) = total(&checkout).filter(|_| blocked(model).is_none()) else { return Vec::new() };
    model.checkout.payment = PaymentState::Wallet;
    model.checkout.fault = None;
    let purchase = match &model.purchase {
        Some(purchase) if purchase.state == PurchaseStage::Open => Some(purchase.name.clone()),
        _ => None,
    };
    vec![Effect::Till(TillOp::Pay { seen, purchase, checkout: Box::new(checkout) })]
}

/// Why Pay is off; its code, and what it is about.
fn blocked(model: &Model) -> Option<Block> {
    let checkout = model.checkout.checkout.as_ref()?;
    block(checkout, &model.checkout.agreed, &[SANDBOX_WALLET])
}

pub(crate) fn payment(model: &mut Model, state: PaymentState, at: Moment) -> Effects {
    let mut effects = Vec::new();
    match &state {
        PaymentState::Confirmed { order } => {
            let bought: Vec<_> = order.lines.iter().map(|line| line.item.clone()).collect();
            model.cart.lines.retain(|line| !bought.contains(&line.item));
            model.checkout.codes.clear();
            model.checkout.option = None;
            order::changed(model, vec![(**order).clone()]);
            if let Some(purchase) = &mut model.purchase
                && purchase.state == PurchaseStage::Open
            {
                purchase.state = PurchaseStage::Done(order.id.clone());
            }
        }
        PaymentState::Wallet | PaymentState::Sending | PaymentState::Unknown => {}
        PaymentState::Declined | PaymentState::Cancelled | PaymentState::Ended | PaymentState::Idle => {}
    }
    let resumed = model.checkout.checkout.is_none() && !model.paying() && model.paying_with(&state);
    model.checkout.payment = state;
    // An attempt taken up after a restart is shown where it was left.
    if resumed && *model.route() != Route::Checkout {
        model.tab = Tab::Cart;
        *model.stack() = vec![Route::Cart];
        effects.extend(push(model, Route::Checkout, at));
    }
    effects
}

pub(crate) fn pay_failed(model: &mut Model, fault: Fault) -> Effects {
    model.checkout.fault = Some(fault);
    if !matches!(model.checkout.payment, PaymentState::Sending | PaymentState::Unknown) {
        model.checkout.payment = PaymentState::Idle;
    }
    vec![Effect::Log(fault.record("pay.failed"))]
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

// Drawing

pub(crate) fn view(model: &Model, ink: &Ink<'_>) -> CheckoutScreen {
    let words = ink.words;
    let phase = model.phase();
    let state = &model.checkout;
    let checkout = state.checkout.as_ref();
    let review = phase == CheckoutPhase::Review;
    let blocked_by = blocked(model);
    let amount = checkout.and_then(total);
    let continue_url = checkout
        .and_then(|one| one.continue_url.as_ref())
        .filter(|_| matches!(blocked_by, Some(Block::Escalation | Block::Unsupported)));
    let can_pay = review && blocked_by.is_none() && amount.is_some() && model.online && !state.loading;
    let pay_blocked = blocked_by.as_ref().filter(|_| review);
    // What the merchant says is missing or sold out may have changed since, and a fault may be over.
    let stuck = state.fault.is_some() || matches!(blocked_by, Some(Block::Incomplete { .. }));
    let may_retry = review && stuck && !state.loading && model.online;
    let agree = match (&blocked_by, amount) {
        (Some(Block::PriceChanged { .. }), Some(amount)) if review => words.accept_price(amount),
        _ => String::new(),
    };
    CheckoutScreen {
        phase,
        loading: state.loading,
        notice: notice(model, phase, blocked_by.as_ref(), ink),
        buyer_title: words.your_details(),
        fields: if phase == CheckoutPhase::Buyer { buyer::fields(model, ink) } else { Vec::new() },
        submit_label: if phase == CheckoutPhase::Buyer { words.continue_to_review() } else { String::new() },
        can_submit: phase == CheckoutPhase::Buyer,
        buyer_summary: if phase == CheckoutPhase::Buyer {
            Vec::new()
        } else {
            buyer::lines(&model.buyer, ink)
        },
        change_label: if review { words.change_details() } else { String::new() },
        delivery_title: if review { words.delivery() } else { String::new() },
        delivery: if review {
            checkout.map(|one| delivery(one, ink)).unwrap_or_default()
        } else {
            Vec::new()
        },
        lines: checkout.map(|one| lines(one, ink)).unwrap_or_default(),
        totals: checkout.map(|one| total_rows(&one.totals, ink)).unwrap_or_default(),
        code_hint: if review && checkout.is_some() { words.code_hint() } else { String::new() },
        code_label: words.code_add(),
        codes: checkout.map(|one| codes(one, ink)).unwrap_or_default(),
        messages: messages(state),
        links: checkout.map(|one| links(one, ink)).unwrap_or_default(),
        continue_label: if continue_url.is_some() { words.continue_in_browser() } else { String::new() },
        continue_url: continue_url.map(|url| url.as_str().to_owned()).unwrap_or_default(),
        pay_label: amount.map_or_else(|| words.pay(), |amount| words.pay_amount(amount)),
        can_pay,
        pay_blocked: pay_blocked.map(|block| words.error(block.code())).unwrap_or_default(),
        pay_blocked_code: pay_blocked.map(|block| block.code().as_str().to_owned()).unwrap_or_default(),
        accept_label: agree,
        retry_label: if may_retry { words.retry() } else { String::new() },
        done_label: match phase {
            CheckoutPhase::Confirmed => words.see_order(),
            CheckoutPhase::Ended => words.done(),
            _ => String::new(),
        },
        order: match &state.payment {
            PaymentState::Confirmed { order } => Some(order.id.as_str().to_owned()),
            _ => None,
        },
    }
}

fn notice(model: &Model, phase: CheckoutPhase, blocked: Option<&Block>, ink: &Ink<'_>) -> Option<Notice> {
    let words = ink.words;
    let make = |tone, code: Option<Code>, title, body| {
        Some(Notice { tone, code: code.map(|code| code.as_str().to_owned()), title, body })
    };
    match (phase, &model.checkout.payment) {
        (CheckoutPhase::Wallet, _) => make(Tone::Info, None, words.wallet_title(), words.wallet_body()),
        (CheckoutPhase::Sending, _) => make(Tone::Info, None, words.sending_title(), words.sending_body()),
        (CheckoutPhase::Unknown, _) => {
            make(Tone::Warning, Some(Code::PaymentUnknown), words.unknown_title(), words.unknown_body())
        }
        (CheckoutPhase::Confirmed, PaymentState::Confirmed { order }) => {
            let label = order.label.as_deref().unwrap_or(order.id.as_str());
            make(Tone::Success, None, words.confirmed_title(), words.confirmed_body(label))
        }
        (CheckoutPhase::Ended, _) => {
            make(Tone::Warning, Some(Code::CheckoutEnded), words.ended_title(), words.ended_body())
        }
        _ if model.checkout.fault.is_some() => {
            let code = model.checkout.fault.map(|fault| fault.code);
            make(Tone::Error, code, words.error(code.unwrap_or(Code::Internal)), String::new())
        }
        (_, PaymentState::Declined) => {
            make(Tone::Error, Some(Code::PaymentDeclined), words.declined_title(), words.declined_body())
        }
        (_, PaymentState::Cancelled) => {
            make(Tone::Info, Some(Code::PaymentCancelled), words.cancelled_title(), words.cancelled_body())
        }
        (CheckoutPhase::Review, _) => match blocked {
            Some(Block::PriceChanged { old, new }) => {
                let body = if old.currency == new.currency {
                    words.price_changed_body(*new, *old)
                } else {
                    words.currency_changed_body(*new)
                };
                make(Tone::Warning, Some(Code::PriceChanged), words.price_changed_title(), body)
            }
            Some(Block::TotalsMismatch) => {
                let code = Code::TotalsMismatch;
                make(Tone::Error, Some(code), words.error(code), String::new())
            }
            Some(Block::Escalation) => {
                let code = Code::EscalationRequired;
                make(Tone::Warning, Some(code), words.continue_in_browser(), words.escalation_body())
            }
            _ => None,
        },
        _ => None,
    }
}

fn delivery(checkout: &Checkout, ink: &Ink<'_>) -> Vec<DeliveryRow> {
    checkout
        .delivery
        .iter()
        .map(|option| DeliveryRow {
            key: option.id.clone(),
            title: option.title.clone(),
            description: option.description.clone(),
            price: ink.words.money(option.price),
            selected: option.selected,
            accessibility: plain(&ink.words.delivery_spoken(option.price, &option.title)),
        })
        .collect()
}

fn codes(checkout: &Checkout, ink: &Ink<'_>) -> Vec<CodeRow> {
    checkout
        .applied_codes
        .iter()
        .map(|code| CodeRow { key: code.clone(), remove_label: plain(&ink.words.code_remove(code)) })
        .collect()
}

fn lines(checkout: &Checkout, ink: &Ink<'_>) -> Vec<Fact> {
    checkout
        .lines
        .iter()
        .map(|line| Fact {
            label: ink.words.line_times(u64::from(line.quantity), &line.title),
            value: ink.words.money(line.total),
        })
        .collect()
}

/// The checkout's messages in the merchant's order; those of a refusal when there is no checkout to show.
fn messages(state: &CheckoutState) -> Vec<MessageRow> {
    let of_checkout = state.checkout.as_ref().map(|one| one.messages.as_slice()).unwrap_or_default();
    let all = if state.messages.is_empty() { of_checkout } else { &state.messages };
    all.iter()
        .map(|message| MessageRow {
            tone: match message.kind {
                MessageKind::Error => Tone::Error,
                MessageKind::Warning => Tone::Warning,
                MessageKind::Info => Tone::Info,
            },
            code: message.code.clone(),
            text: message.content.clone(),
        })
        .collect()
}

fn links(checkout: &Checkout, ink: &Ink<'_>) -> Vec<LinkRow> {
    checkout
        .links
        .iter()
        .map(|link| LinkRow {
            title: link.title.clone().unwrap_or_else(|| match link.kind.as_str() {
                "terms_of_service" => ink.words.terms(),
                "privacy_policy" => ink.words.privacy(),
                other => other.replace('_', " "),
            }),
            url: link.url.as_str().to_owned(),
        })
        .collect()
}

/// The sheet's lines: the merchant's totals in its order.
pub(crate) fn sheet_lines(checkout: &Checkout, ink: &Ink<'_>) -> Vec<WalletLine> {
    let line = |row: TotalRow| WalletLine {
        label: plain(&row.label),
        amount: plain(&row.amount),
        shown: row.amount,
    };
    total_rows(&checkout.totals, ink).into_iter().map(line).collect()
}

/// The words of a sheet that the host draws.
pub(crate) fn sheet_words(ink: &Ink<'_>) -> WalletWords {
    WalletWords {
        title: ink.words.sheet_title(),
        approve: ink.words.sheet_approve(),
        decline: ink.words.sheet_decline(),
        cancel: ink.words.sheet_cancel(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::effect::{ItemRef, Outcome};
    use crate::intent::Intent;
    use crate::model::Settings;
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
        let resumed = || Message::Outcome(Outcome::Payment(PaymentState::Unknown));
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
