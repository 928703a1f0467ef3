//! Draws the checkout: buyer, delivery, lines, sums, what the merchant says, and what can be done.

use crate::features::checkout::screen::{
    CheckoutPhase, CheckoutScreen, CodeRow, DeliveryRow, LinkRow, MessageRow, PaymentMethod,
};
use crate::features::checkout::titles::{method_title, on_delivery, wallet_title};
use crate::features::checkout::{billing, door, fees, form, hand_off, notice, payment, standing, terms};
use crate::kernel::cards::{buyer_lines, total_rows};
use crate::kernel::effects::PaymentState;
use crate::kernel::hold_view;
use crate::kernel::model::Model;
use crate::kernel::receipt;
use crate::kernel::screen_parts::{Fact, Notice, Tone, TotalRow};
use crate::kernel::view_context::ViewContext;
use tradewind_commerce::agreement::Change;
use tradewind_commerce::quote::Block;
use tradewind_commerce::quote::{due_now, total};
use tradewind_commerce::{Checkout, MerchantMessage, MessageKind, SessionHandler};
use tradewind_domain::{Money, TotalKind};
use tradewind_l10n::plain;
use tradewind_payments::Wallet;
use tradewind_payments::registry::SHOWN_FIRST;
use tradewind_ports::{WalletLine, WalletWords};

pub(crate) fn view(model: &Model, context: &ViewContext<'_>) -> CheckoutScreen {
    let words = context.words;
    let phase = model.features.checkout.phase();
    let state = &model.features.checkout;
    let checkout = state.session.shown();
    let review = phase == CheckoutPhase::Review;
    let pay = standing::standing(model);
    let blocked_by = &pay.blocked;
    let amount = checkout.and_then(total);
    let terms =
        checkout.map(|one| terms::rows(one, review, context, &|said| message(said, one))).unwrap_or_default();
    let continue_url = checkout
        .and_then(|one| one.continue_url.as_ref())
        .filter(|_| matches!(blocked_by, Some(Block::Escalation | Block::Unsupported)));
    let escalated = matches!(blocked_by, Some(Block::Escalation));
    let bank = state.payment == PaymentState::Escalated && !payment::wants_other_than_a_bank(state);
    let aside = match &state.payment {
        PaymentState::Unknown { facts, .. } => facts.as_ref(),
        _ => None,
    };
    let pay_blocked = pay.code().filter(|_| review);
    // What the merchant says is missing or sold out may have changed since, and a fault may be over.
    let stuck = state.fault.is_some() || matches!(blocked_by, Some(Block::Incomplete { .. }));
    let may_retry = review && (stuck || escalated) && !state.session.is_asked() && model.online;
    let agree = match (blocked_by, amount) {
        (Some(Block::PriceChanged { .. }), Some(amount)) if review => words.accept_price(amount),
        (Some(Block::BasketChanged { changes }), Some(amount)) if review => {
            match changes.iter().any(|change| matches!(change, Change::Total { .. })) {
                true => words.accept_price(amount),
                false => words.accept_changes(),
            }
        }
        (Some(Block::Warned { .. }), _) if review => words.accept_warning(),
        _ => String::new(),
    };
    let ways = if review { pay.ways.as_slice() } else { &[] };
    let billed = billing::is_wanted(model, ways);
    let mut methods = methods(model, ways, checkout, context);
    let more_methods = methods.split_off(methods.len().min(SHOWN_FIRST));
    let notice = notice::notice(model, phase, blocked_by.as_ref(), context);
    CheckoutScreen {
        phase,
        loading: state.session.is_asked(),
        buyer_title: match state.form.is_of_billing() {
            true => words.billing_title(),
            false => words.your_details(),
        },
        fields: if phase == CheckoutPhase::Buyer { form::fields(model, context) } else { Vec::new() },
        submit_label: if phase == CheckoutPhase::Buyer { words.continue_to_review() } else { String::new() },
        can_submit: phase == CheckoutPhase::Buyer,
        buyer_summary: if phase == CheckoutPhase::Buyer {
            Vec::new()
        } else {
            buyer_lines(&model.buyer, context)
        },
        change_label: if review { words.change_details() } else { String::new() },
        billing_title: if billed { words.billing_title() } else { String::new() },
        billing_summary: if billed { billing::summary(model, context) } else { Vec::new() },
        billing_label: if billed { words.change_details() } else { String::new() },
        billing_same_label: match billed && model.billing.is_some() {
            true => words.billing_as_delivery(),
            false => String::new(),
        },
        delivery_title: if review { words.delivery() } else { String::new() },
        delivery: if review {
            checkout.map(|one| delivery(one, context)).unwrap_or_default()
        } else {
            Vec::new()
        },
        terms_title: if terms.is_empty() { String::new() } else { words.terms_of_payment() },
        terms,
        lines: checkout.map(|one| lines(one, context)).unwrap_or_default(),
        holds: hold_view::of_lines(model, context),
        totals: checkout.map(|one| all_totals(one, context)).unwrap_or_default(),
        door: checkout.filter(|_| review).and_then(|one| door::view(model, one, context)),
        door_note: match checkout.is_some_and(door::is_in_the_total) {
            true => words.door_merchant_included(),
            false => String::new(),
        },
        code_hint: if review && checkout.is_some() { words.code_hint() } else { String::new() },
        code_label: words.code_add(),
        codes: checkout.map(|one| codes(one, context)).unwrap_or_default(),
        messages: messages(model, review, notice.as_ref(), blocked_by.as_ref(), context),
        notice,
        links: checkout.map(|one| links(one, context)).unwrap_or_default(),
        continue_label: match continue_url {
            Some(_) if bank => words.bank_check_continue(),
            Some(_) => words.continue_in_browser(),
            None => String::new(),
        },
        continue_url: continue_url.map(|url| url.as_str().to_owned()).unwrap_or_default(),
        pay_label: terms::pay_label(
            checkout,
            None,
            matches!(ways, [only] if on_delivery(model, &only.name)),
            context,
        ),
        more_label: if more_methods.is_empty() { String::new() } else { words.pay_more() },
        methods,
        more_methods,
        can_pay: pay.may_pay.is_ok(),
        pay_blocked: pay_blocked.map(|code| words.error(code)).unwrap_or_default(),
        pay_blocked_code: pay_blocked.map(|code| code.as_str().to_owned()).unwrap_or_default(),
        accept_label: agree,
        retry_label: match may_retry {
            true if escalated => words.bank_check_done(),
            true => words.retry(),
            false => String::new(),
        },
        aside_label: match aside.is_some_and(|facts| facts.may_put_aside) {
            true => words.put_aside(),
            false => String::new(),
        },
        contact_title: aside.map(|_| words.contact_shop()).unwrap_or_default(),
        contact: aside
            .map(|facts| words.contact_shop_details(facts.amount, facts.checkout.as_str(), facts.since))
            .map(|details| plain(&details))
            .unwrap_or_default(),
        done_label: match phase {
            CheckoutPhase::Confirmed => words.see_order(),
            CheckoutPhase::Ended | CheckoutPhase::Voucher => words.done(),
            _ => String::new(),
        },
        order: match &state.payment {
            PaymentState::Confirmed { order } => Some(order.id.as_str().to_owned()),
            _ => None,
        },
        // It stands below the sums that it is of: after a restart these are with the order alone.
        receipt: match &state.payment {
            PaymentState::Confirmed { order } => order
                .receipt
                .as_ref()
                .filter(|_| checkout.is_some())
                .and_then(|check| receipt::view(check, context)),
            _ => None,
        },
        hand_off: hand_off::view(model, context),
    }
}

/// The merchant's totals, then what of them is due now and what later.
fn all_totals(checkout: &Checkout, context: &ViewContext<'_>) -> Vec<TotalRow> {
    let mut rows = total_rows(&checkout.totals, context);
    rows.extend(terms::due_rows(checkout, context).into_iter().map(|(row, _)| row));
    rows
}

/// A button for each way to pay, where there is more than one; the best first.
fn methods(
    model: &Model,
    ways: &[&SessionHandler],
    checkout: Option<&Checkout>,
    context: &ViewContext<'_>,
) -> Vec<PaymentMethod> {
    let Some(checkout) = checkout.filter(|one| due_now(one).is_some()) else { return Vec::new() };
    if ways.len() < 2 {
        return Vec::new();
    }
    let row = |name: &str| PaymentMethod {
        key: name.to_owned(),
        label: terms::pay_label(
            Some(checkout),
            Some(&method_title(model, name, context)),
            on_delivery(model, name),
            context,
        ),
    };
    ways.iter().map(|way| row(&way.name)).collect()
}

fn delivery(checkout: &Checkout, context: &ViewContext<'_>) -> Vec<DeliveryRow> {
    checkout
        .delivery
        .iter()
        .map(|option| DeliveryRow {
            key: option.id.clone(),
            title: option.title.clone(),
            description: option.description.clone(),
            price: context.words.money(option.price),
            selected: option.selected,
            accessibility: plain(&context.words.delivery_spoken(option.price, &option.title)),
            parcel: option.parcel.clone(),
        })
        .collect()
}

fn codes(checkout: &Checkout, context: &ViewContext<'_>) -> Vec<CodeRow> {
    checkout
        .applied_codes
        .iter()
        .map(|code| CodeRow { key: code.clone(), remove_label: plain(&context.words.code_remove(code)) })
        .collect()
}

fn lines(checkout: &Checkout, context: &ViewContext<'_>) -> Vec<Fact> {
    checkout
        .lines
        .iter()
        .map(|line| Fact {
            label: match &line.unit {
                None => context.words.line_times(u64::from(line.quantity), &line.title),
                // In the merchant's word for the unit.
                Some(unit) => {
                    let measure = context.words.steps(line.quantity, unit.scale);
                    format!("{} · {measure}\u{a0}{}", line.title, unit.text)
                }
            },
            value: context.words.money(line.total),
        })
        .collect()
}

/// Where the checkout runs, if not at the shop's own host; then what is not certain yet; then its messages in the merchant's order; those of a refusal when there is no checkout to show.
fn messages(
    model: &Model,
    review: bool,
    notice: Option<&Notice>,
    blocked: Option<&Block>,
    context: &ViewContext<'_>,
) -> Vec<MessageRow> {
    let state = &model.features.checkout;
    let of_checkout = state.session.shown().map(|one| one.messages.as_slice()).unwrap_or_default();
    let all = if state.said.messages.is_empty() { of_checkout } else { &state.said.messages };
    let own = |code: &str, text: String, disclosure: bool| MessageRow {
        tone: Tone::Info,
        code: code.to_owned(),
        text,
        disclosure,
        about: String::new(),
        image: String::new(),
        url: String::new(),
    };
    let words = context.words;
    let host = state.host.as_ref().filter(|_| review);
    let host = host.map(|host| own("other_host", words.other_host(host), false));
    // The law wants it said before the person is bound; who says it in the checkout already is not told twice.
    let said_of_it = all.iter().any(|said| said.code == PERSONALISED);
    let personalised = (review && !said_of_it && is_personalised(model))
        .then(|| own(PERSONALISED, words.personalised_price(), true));
    let shown = state.session.shown();
    let fees = shown.filter(|_| review).and_then(|one| fees::added(one, blocked));
    let fees = fees.map(|sum| own(fees::CODE, words.fees_added(sum), false));
    let unsure = shown.filter(|_| review).into_iter().flat_map(|one| &one.provisional);
    let unsure = unsure
        .map(|one| own("provisional_discount", words.discount_provisional(one.amount, &one.title), false));
    // What the checkout says of a term stands with that term.
    let of_a_term = |said: &MerchantMessage| {
        state.said.messages.is_empty() && shown.is_some_and(|one| terms::term_of(said, one).is_some())
    };
    // While it is paid and afterwards, what was said of an earlier try or an earlier price is over.
    let at_work = matches!(
        state.phase(),
        CheckoutPhase::Wallet
            | CheckoutPhase::Sending
            | CheckoutPhase::WithPerson
            | CheckoutPhase::Voucher
            | CheckoutPhase::Unknown
            | CheckoutPhase::Confirmed
    );
    let stands = |said: &&MerchantMessage| !of_a_term(said) && (said.disclosure || !at_work);
    let said = all.iter().filter(stands).map(|said| {
        let row = shown.map(|one| message(said, one));
        row.unwrap_or_else(|| sentence(said, String::new()))
    });
    // What the headline says is not said a second time below it; what is about a line, or has more to it, stays whole.
    let is_said_above = |row: &MessageRow| {
        let plain = row.about.is_empty() && row.image.is_empty() && row.url.is_empty() && !row.disclosure;
        plain && notice.is_some_and(|above| [&above.title, &above.body].contains(&&row.text))
    };
    let said = said.filter(|row| !is_said_above(row));
    host.into_iter().chain(personalised).chain(fees).chain(unsure).chain(said).collect()
}

/// The code of a message that a price is made for this person.
const PERSONALISED: &str = "personalised_price";

/// Whether anything in the checkout has a price that the merchant made for this person.
fn is_personalised(model: &Model) -> bool {
    let lines = model.features.checkout.session.shown().map(|one| one.lines.as_slice()).unwrap_or_default();
    let items = &model.features.cart.items;
    lines.iter().any(|line| items.get(&line.item).is_some_and(|item| item.facts.personalised))
}

/// A sentence of the merchant's about a checkout.
fn message(said: &MerchantMessage, checkout: &Checkout) -> MessageRow {
    sentence(said, about(said, checkout).unwrap_or_default())
}

fn sentence(said: &MerchantMessage, about: String) -> MessageRow {
    MessageRow {
        tone: match said.kind {
            MessageKind::Error => Tone::Error,
            MessageKind::Warning => Tone::Warning,
            MessageKind::Info => Tone::Info,
        },
        code: said.code.clone(),
        text: said.content.clone(),
        disclosure: said.disclosure,
        about,
        image: said.image.as_ref().map(|url| url.as_str().to_owned()).unwrap_or_default(),
        url: said.url.as_ref().map(|url| url.as_str().to_owned()).unwrap_or_default(),
    }
}

/// The title of the line that a message is about (`$.line_items[0]`, RFC 9535).
fn about(message: &MerchantMessage, checkout: &Checkout) -> Option<String> {
    let rest = message.path.as_deref()?.strip_prefix("$.line_items[")?;
    let at: usize = rest.split(']').next()?.parse().ok()?;
    Some(checkout.lines.get(at)?.title.clone())
}

fn links(checkout: &Checkout, context: &ViewContext<'_>) -> Vec<LinkRow> {
    checkout
        .links
        .iter()
        .map(|link| LinkRow {
            title: link.title.clone().unwrap_or_else(|| match link.kind.as_str() {
                "terms_of_service" => context.words.terms(),
                "privacy_policy" => context.words.privacy(),
                other => other.replace('_', " "),
            }),
            url: link.url.as_str().to_owned(),
        })
        .collect()
}

/// The sheet's lines: what is paid, in the merchant's order, the total, and last what is due now where the rest is due later.
pub(crate) fn sheet_lines(checkout: &Checkout, context: &ViewContext<'_>) -> Vec<WalletLine> {
    let line = |row: TotalRow, money: Money, kind: TotalKind| WalletLine {
        label: plain(&row.label),
        amount: plain(&row.amount),
        shown: row.amount,
        money,
        kind,
    };
    // What is paid stands first in the rows, in the merchant's order.
    let mut paid: Vec<_> = checkout
        .totals
        .iter()
        .filter(|one| one.effect.adds())
        .zip(total_rows(&checkout.totals, context))
        .collect();
    // Wallets take the last line for the sum (Apple Pay's `paymentSummaryItems`): the total, or what is due now of it.
    paid.sort_by_key(|(_, row)| row.grand);
    let paid = paid.into_iter().map(|(one, row)| line(row, one.amount, one.kind.clone()));
    let due = terms::due_rows(checkout, context).into_iter();
    let due = due.map(|(row, money)| line(row, money, TotalKind::Other(String::new())));
    paid.chain(due).collect()
}

/// The words of a sheet that the host draws: the sandbox's own, else under the name of the way to pay.
pub(crate) fn sheet_words(wallet: Option<&Wallet>, context: &ViewContext<'_>) -> WalletWords {
    let title = wallet.filter(|wallet| wallet.id != "sandbox").map(|wallet| wallet_title(wallet, context));
    WalletWords {
        title: title.unwrap_or_else(|| context.words.sheet_title()),
        approve: context.words.sheet_approve(),
        decline: context.words.sheet_decline(),
        cancel: context.words.sheet_cancel(),
    }
}
