//! Terms of payment of a checkout, and the one that an order was placed under (UCP 2026-08-25 `payment_terms.json`).

use crate::read::{Read, bounded, entries, garbage, minor, text};
use crate::words::words;
use serde_json::{Value, json};
use tradewind_commerce::{Checkout, CheckoutDraft, CheckoutStatus, Due, Schedule, Term, Terms};
use tradewind_domain::{Currency, Money, Owed, Timestamp};

/// UCP's extension of payment terms.
pub(super) const TERMS: &str = "dev.ucp.common.payment.terms";

/// The most terms of one checkout, and the most payments of one term, that are read.
const MOST: usize = 20;
const MOST_PAYMENTS: usize = 60;

/// The terms of an answer, where its extension is active in this very answer. Of a checkout that is over nothing is read, and
/// of one that is being paid only what reads: a term that cannot be read must not hide that something was bought.
pub(super) fn terms(body: &Value, status: CheckoutStatus, currency: Currency) -> Read<Option<Terms>> {
    if !is_active(body) || body["payment"]["terms"].is_null() {
        return Ok(None);
    }
    match status {
        CheckoutStatus::Incomplete
        | CheckoutStatus::ReadyForComplete
        | CheckoutStatus::RequiresEscalation => offered(&body["payment"], currency).map(Some),
        CheckoutStatus::CompleteInProgress => Ok(offered(&body["payment"], currency).ok()),
        CheckoutStatus::Completed | CheckoutStatus::Canceled | CheckoutStatus::Expired => Ok(None),
    }
}

/// Chooses a term in an update: the person's where the merchant offers it, else the one that holds. Never in another request.
pub(super) fn choose(body: &mut Value, current: &Checkout, draft: &CheckoutDraft) {
    let Some(terms) = &current.terms else { return };
    let wished = draft.term.as_deref().filter(|id| terms.named(id).is_some());
    body["payment"] = json!({"selected_term_id": wished.unwrap_or(&terms.selected)});
}

/// What an order's accepted term asks for later. A term that does not read says nothing: the order stands without it.
pub(super) fn owed(body: &Value, currency: Currency) -> Vec<Owed> {
    let accepted = &body["payment"]["accepted_term"];
    if !is_active(body) || accepted.is_null() {
        return Vec::new();
    }
    term(accepted, currency).map(|term| term.owed()).unwrap_or_default()
}

fn is_active(body: &Value) -> bool {
    body["ucp"]["capabilities"][TERMS].is_array()
}

/// A list without a selection would show a total that is no term's: it is garbage, as is a choice that is not in the list.
fn offered(payment: &Value, currency: Currency) -> Read<Terms> {
    let listed = payment["terms"].as_array().filter(|all| (1..=MOST).contains(&all.len()));
    let Some(listed) = listed else { return garbage("payment.terms") };
    let all: Vec<Term> = listed.iter().map(|one| term(one, currency)).collect::<Read<_>>()?;
    let is_alone = |id: &str| all.iter().filter(|term| term.id == id).count() == 1;
    let selected = payment["selected_term_id"].as_str().filter(|id| is_alone(id));
    match selected {
        Some(selected) if all.iter().all(|term| is_alone(&term.id)) => {
            Ok(Terms { selected: selected.to_owned(), all })
        }
        _ => garbage("payment.selected_term_id"),
    }
}

fn term(one: &Value, currency: Currency) -> Read<Term> {
    let id = one["id"].as_str().filter(|id| !id.is_empty() && id.len() <= 255);
    let (Some(id), Some(title)) = (id, text(&one["title"], 200)) else { return garbage("payment.terms") };
    let payments = one["schedules"].as_array().filter(|all| (1..=MOST_PAYMENTS).contains(&all.len()));
    if payments.is_none() {
        return garbage("payment.terms.schedules");
    }
    let schedules = entries(&one["schedules"]).map(|one| schedule(one, currency)).collect::<Read<_>>()?;
    Ok(Term { id: id.to_owned(), title, description: words(&one["description"], 500), schedules })
}

fn schedule(one: &Value, currency: Currency) -> Read<Schedule> {
    let amount = minor(&one["amount"]).filter(|minor| *minor >= 0);
    let said = words(&one["description"], 500);
    match (amount, one["type"].as_str()) {
        (Some(minor), Some(kind)) if !said.is_empty() => Ok(Schedule {
            due: if kind == "immediate" { Due::Now } else { Due::Later },
            words: bounded(&said, 500),
            at: one["due_at"].as_str().and_then(|text| Timestamp::parse_rfc3339(text).ok()),
            amount: Money::new(minor, currency),
        }),
        _ => garbage("payment.terms.schedules"),
    }
}
