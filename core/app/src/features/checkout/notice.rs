//! What stands above the checkout: what happened, in one headline and a sentence or two.

use crate::features::checkout::screen::CheckoutPhase;
use crate::features::checkout::{payment, why};
use crate::kernel::cards::{bought_otherwise, total_word};
use crate::kernel::effects::{Ending, PaymentState};
use crate::kernel::model::Model;
use crate::kernel::screen_parts::{Notice, Tone};
use crate::kernel::view_context::ViewContext;
use tradewind_commerce::agreement::Change;
use tradewind_commerce::quote::{self, Block};
use tradewind_domain::{Code, TotalKind};
use tradewind_payments::Stopping;

pub(crate) fn notice(
    model: &Model,
    phase: CheckoutPhase,
    blocked: Option<&Block>,
    context: &ViewContext<'_>,
) -> Option<Notice> {
    let words = context.words;
    let state = &model.features.checkout;
    match (phase, &state.payment) {
        (CheckoutPhase::Wallet | CheckoutPhase::Sending | CheckoutPhase::Unknown, _)
            if state.stuck.is_some() =>
        {
            let code = state.stuck.unwrap_or(Code::DiskFull);
            make(Tone::Error, Some(code), words.disk_full_paying_title(), words.disk_full_paying())
        }
        (CheckoutPhase::Wallet, _) => make(Tone::Info, None, words.wallet_title(), words.wallet_body()),
        (CheckoutPhase::Sending, _) => make(Tone::Info, None, words.sending_title(), words.sending_body()),
        (_, PaymentState::Unknown { stopping: Some(Stopping::Refused), .. }) => {
            make(Tone::Warning, None, words.hand_off_refused_title(), words.hand_off_refused_body())
        }
        (_, PaymentState::Unknown { facts, stopping: Some(Stopping::Wished) })
            if !facts.as_ref().is_some_and(|facts| facts.may_put_aside) =>
        {
            make(Tone::Info, None, words.stopping_title(), words.stopping_body())
        }
        (_, PaymentState::Unknown { facts, .. }) => {
            let aside = facts.as_ref().is_some_and(|facts| facts.may_put_aside);
            let body = if aside { words.put_aside_body() } else { words.unknown_body() };
            make(Tone::Warning, Some(Code::PaymentUnknown), words.unknown_title(), body)
        }
        (CheckoutPhase::Confirmed, PaymentState::Confirmed { order }) => bought_otherwise(order, context)
            .or_else(|| {
                let label = order.label.as_deref().unwrap_or(order.id.as_str());
                let body = words.confirmed_body(label);
                let due = order.total().filter(|_| order.on_delivery);
                let due = due.map(|due| words.confirmed_on_delivery(due));
                let body = due.map_or(body.clone(), |due| format!("{body}\n{due}"));
                make(Tone::Success, None, words.confirmed_title(), body)
            }),
        (_, PaymentState::Ended(ending)) => ended(model, *ending, context),
        (CheckoutPhase::Review, _) if blocked.is_some_and(names_changes) => {
            blocked.and_then(|block| of_block(block, context))
        }
        (CheckoutPhase::Buyer, _) if state.phone_wanted && !payment::has_phone(state.form.buyer()) => {
            let code = Code::BuyerIncomplete;
            make(Tone::Warning, Some(code), words.phone_wanted_title(), words.phone_wanted_body())
        }
        _ if state.fault.is_some() => {
            let code = state.fault.map_or(Code::Internal, |fault| fault.code);
            make(Tone::Error, Some(code), words.error(code), String::new())
        }
        (_, PaymentState::Declined) => {
            let code = Code::PaymentDeclined;
            // A reason of ours comes first, the shop's own words stand below it.
            let why = why::sentence(model, code, context);
            let why = why.map(|why| format!("{why}\n{}", words.declined_body()));
            let body = why.or_else(|| said(model)).unwrap_or_else(|| words.declined_body());
            make(Tone::Error, Some(code), words.declined_title(), body)
        }
        (_, PaymentState::NotTaken { reason }) => not_taken(model, *reason, context),
        // Not every check is a bank's: where the shop names another reason, it is the shop's page.
        (_, PaymentState::Escalated) if payment::wants_other_than_a_bank(&model.features.checkout) => {
            let code = Code::EscalationRequired;
            make(Tone::Warning, Some(code), words.continue_in_browser(), words.escalation_body())
        }
        (_, PaymentState::Escalated) => {
            make(Tone::Warning, Some(Code::BankCheck), words.bank_check_title(), words.bank_check_body())
        }
        (_, PaymentState::Cancelled { reason }) => {
            let title = match reason {
                Some(Code::Timeout) => words.wallet_silent_title(),
                _ => words.cancelled_title(),
            };
            make(Tone::Info, Some(Code::PaymentCancelled), title, words.cancelled_body())
        }
        (CheckoutPhase::Review, _) => blocked.and_then(|block| of_block(block, context)),
        _ => None,
    }
}

/// A notice; a shop's sentence that says just what the headline says is not said again.
fn make(tone: Tone, code: Option<Code>, title: String, body: String) -> Option<Notice> {
    let body = if body == title { String::new() } else { body };
    Some(Notice { tone, code: code.map(|code| code.as_str().to_owned()), title, body })
}

fn ended(model: &Model, ending: Ending, context: &ViewContext<'_>) -> Option<Notice> {
    let words = context.words;
    let (tone, code, title, body) = match ending {
        Ending::Session => {
            let code = Code::CheckoutEnded;
            let why = why::sentence(model, code, context);
            let body = why.map(|why| format!("{why}\n{}", words.ended_body()));
            (Tone::Warning, code, words.ended_title(), body.unwrap_or_else(|| words.ended_body()))
        }
        Ending::Stopped => {
            (Tone::Info, Code::PaymentCancelled, words.cancelled_title(), words.cancelled_body())
        }
        Ending::Refused => {
            let body = words.hand_off_refused_over();
            (Tone::Warning, Code::MerchantGarbage, words.hand_off_refused_title(), body)
        }
        Ending::Voucher => {
            (Tone::Warning, Code::CheckoutEnded, words.voucher_over_title(), words.voucher_over_body())
        }
    };
    make(tone, Some(code), title, body)
}

/// The shop's own words about what came of the payment.
fn said(model: &Model) -> Option<String> {
    model.features.checkout.said.messages.first().map(|message| message.content.clone())
}

/// Whether a block names what changed: more than any reason the shop gave.
const fn names_changes(block: &Block) -> bool {
    matches!(block, Block::PriceChanged { .. } | Block::BasketChanged { .. })
}

/// The merchant did not take the payment, and said why.
fn not_taken(model: &Model, reason: Option<Code>, context: &ViewContext<'_>) -> Option<Notice> {
    let words = context.words;
    let code = reason.unwrap_or_else(|| quote::reason(&model.features.checkout.said.messages));
    let title = match code {
        Code::OutOfStock => words.sold_out_title(),
        Code::PriceChanged => words.price_changed_title(),
        Code::AddressRefused => words.address_refused_title(),
        Code::BankCheck => words.bank_check_title(),
        code => words.error(code),
    };
    let body = why::sentence(model, code, context).or_else(|| said(model));
    make(Tone::Error, Some(code), title, body.unwrap_or_default())
}

fn of_block(block: &Block, context: &ViewContext<'_>) -> Option<Notice> {
    let words = context.words;
    match block {
        Block::PriceChanged { old, new } => {
            let body = if old.currency == new.currency {
                words.price_changed_body(*new, *old)
            } else {
                words.currency_changed_body(*new)
            };
            make(Tone::Warning, Some(Code::PriceChanged), words.price_changed_title(), body)
        }
        Block::BasketChanged { changes } => {
            let lines: Vec<String> = changes.iter().map(|change| sentence(change, context)).collect();
            let title = words.basket_changed_title();
            make(Tone::Warning, Some(Code::BasketChanged), title, lines.join("\n"))
        }
        Block::TotalsMismatch => {
            let code = Code::TotalsMismatch;
            make(Tone::Error, Some(code), words.error(code), String::new())
        }
        Block::Warned { code: Code::MerchantRefused } => {
            make(Tone::Warning, Some(Code::MerchantRefused), words.shop_warns_title(), String::new())
        }
        Block::Warned { code } => make(Tone::Warning, Some(*code), words.error(*code), String::new()),
        Block::Escalation => {
            let code = Code::EscalationRequired;
            make(Tone::Warning, Some(code), words.continue_in_browser(), words.escalation_body())
        }
        Block::Incomplete { .. } | Block::Unsupported | Block::Ended => None,
    }
}

/// One change in words.
fn sentence(change: &Change, context: &ViewContext<'_>) -> String {
    let words = context.words;
    let label = |kind: &TotalKind, label: &str| match label {
        "" => total_word(kind, false, context),
        label => label.to_owned(),
    };
    match change {
        Change::LineAdded { title, count } => words.change_line_added(u64::from(*count), title),
        Change::LineRemoved { title } => words.change_line_removed(title),
        Change::Quantity { title, from, to } => {
            words.change_quantity(&words.number(u64::from(*from)), title, &words.number(u64::from(*to)))
        }
        Change::Price { title, from, to } => {
            words.change_price(&words.money(*from), title, &words.money(*to))
        }
        Change::SumAdded { kind, label: text, amount } => words.change_fee_added(*amount, &label(kind, text)),
        Change::Sum { kind, label: text, from, to } => {
            words.change_fee(&words.money(*from), &label(kind, text), &words.money(*to))
        }
        Change::SumRemoved { kind, label: text } => words.change_fee_removed(&label(kind, text)),
        Change::Term => words.change_term(),
        Change::Total { from, to } => words.change_total(&words.money(*from), &words.money(*to)),
    }
}
