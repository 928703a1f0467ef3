//! Terms of payment (2026-08-25): what is paid with the order and what later, as this merchant offers and holds it.

use crate::http::{Reply, Req};
use crate::ops::quote::Quote;
use crate::ops::session::{Session, bad};
use crate::shop::Shop;
use crate::versions::Version;
use crate::words::say;
use serde_json::{Value, json};

/// UCP's extension of payment terms.
pub(crate) const TERMS: &str = "dev.ucp.common.payment.terms";
/// The term that is all paid with the order, at a discount.
const NOW: &str = "now";
/// Half with the order, half on delivery.
const HALF: &str = "half";
/// Four payments, the first with the order.
const FOUR: &str = "four";
/// All of it later, by an invoice.
const INVOICE: &str = "invoice";
/// A day, in milliseconds.
const DAY: i64 = 86_400_000;

/// Where a checkout may say which term is chosen.
pub(crate) const CHOSEN: &str = "$.payment.selected_term_id";

/// The terms of a session by their ids, the one that holds where nothing was chosen first.
fn offered(session: &Session) -> &'static [&'static str] {
    match session.terms.as_str() {
        "choice" | "unsummed" | "rewritten" => &[NOW, HALF],
        "one" => &[HALF],
        "instalments" => &[FOUR, NOW, INVOICE],
        // What was chosen is not offered any more once it was looked at again.
        "changed" if session.looked_at => &[NOW],
        "changed" => &[NOW, HALF],
        _ => &[],
    }
}

fn selected(session: &Session) -> Option<&'static str> {
    let all = offered(session);
    all.iter().find(|id| session.term.as_deref() == Some(**id)).or(all.first()).copied()
}

/// What of a total is paid with the order, where that may be less.
pub(crate) fn due_now(session: &Session, total: i64) -> Option<i64> {
    selected(session).map(|id| first(id, total))
}

/// What of a total a term asks for with the order.
fn first(id: &str, total: i64) -> i64 {
    match id {
        NOW => total,
        HALF => total / 2,
        FOUR => total - 3 * (total / 4),
        _ => 0,
    }
}

/// Begins a session with terms, where that is switched on and the platform has them.
pub(crate) fn begin(shop: &Shop, session: &mut Session, request: &Req) {
    if request.version().replaces()
        && request.has_named(TERMS)
        && let Some(fault) = shop.strikes("terms", request)
    {
        session.terms = fault.kind;
    }
}

/// A term is chosen by an update alone: said elsewhere, it is no request of the protocol's.
pub(crate) fn none_chosen(request: &Req, body: &Value) -> Result<(), Reply> {
    let said = request.version().replaces() && !body["payment"]["selected_term_id"].is_null();
    if said { Err(bad("payment.selected_term_id is for an update")) } else { Ok(()) }
}

/// Whether an update chooses a term that is not offered.
pub(crate) fn is_unknown(session: &Session, body: &Value) -> bool {
    let said = &body["payment"]["selected_term_id"];
    !said.is_null() && !session.terms.is_empty() && !offered(session).iter().any(|id| said == id)
}

/// Takes the choice of an update; one that chooses nothing leaves it to this merchant.
pub(crate) fn take(session: &mut Session, body: &Value) {
    session.term = body["payment"]["selected_term_id"].as_str().map(str::to_owned);
}

/// The session is looked at again: a merchant that rewrites its terms does it now.
pub(crate) fn look_again(session: &mut Session) {
    session.looked_at = true;
}

/// A twentieth less for whoever pays at once. Nothing is taken off twice, and nothing of a small sum.
pub(crate) fn discount(session: &Session, quote: &mut Quote) {
    let off = quote.total / 20;
    if selected(session) != Some(NOW) || off <= 0 {
        return;
    }
    let words = say(&session.language, "term_now_discount");
    quote.total -= off;
    quote.totals.push(json!({"type": "discount", "display_text": words, "amount": -off}));
    quote.applied.push(json!({"title": words, "amount": off, "automatic": true}));
}

/// What was taken off for paying at once.
fn taken_off(session: &Session, quote: &Quote) -> i64 {
    let words = say(&session.language, "term_now_discount");
    let mine = quote.totals.iter().filter(|total| total["display_text"] == words);
    mine.map(|total| -total["amount"].as_i64().unwrap_or_default()).sum()
}

/// Adds the terms at a quote to an answer about a session that is not over.
pub(crate) fn beside(shop: &Shop, session: &Session, quote: &Quote, request: &Req, body: &mut Value) {
    let Some(selected) = selected(session).filter(|_| request.has_named(TERMS)) else { return };
    body["ucp"]["capabilities"][TERMS] = json!([{"version": request.version().date()}]);
    let all = offered(session).iter().map(|id| term(shop, session, quote, id, *id == selected));
    body["payment"]["terms"] = all.collect();
    body["payment"]["selected_term_id"] = json!(selected);
    let mut said = Vec::new();
    if session.terms == "changed" && session.term.as_deref() == Some(HALF) && selected == NOW {
        said.push(message("warning", "payment_term_changed", session, None));
    }
    if let Some(at) = offered(session).iter().position(|id| *id == FOUR) {
        said.push(message("warning", "credit_terms", session, Some(at)));
    }
    let before = body["messages"].as_array().cloned().unwrap_or_default();
    let all: Vec<Value> = before.into_iter().chain(said).collect();
    if !all.is_empty() {
        body["messages"] = json!(all);
    }
}

/// A warning; one that must be read with a term is a disclosure at that term.
fn message(kind: &str, code: &str, session: &Session, at: Option<usize>) -> Value {
    let mut message = json!({"type": kind, "code": code, "content": say(&session.language, code)});
    match at {
        None => message["path"] = json!(CHOSEN),
        Some(at) => {
            message["path"] = json!(format!("$.payment.terms[{at}]"));
            message["presentation"] = json!("disclosure");
        }
    }
    message
}

/// The term that an order was placed under.
pub(crate) fn accepted(shop: &Shop, session: &Session, quote: &Quote) -> Option<Value> {
    Some(term(shop, session, quote, selected(session)?, true))
}

/// Says the capability in a profile.
pub(crate) fn profile(version: Version, ucp: &mut Value) {
    let date = version.date();
    ucp["capabilities"][TERMS] = json!([{
        "version": date,
        "spec": version.spec("payment/extensions/terms"),
        "schema": format!("https://ucp.dev/{date}/schemas/common/payment_terms.json"),
        "extends": ["dev.ucp.shopping.checkout", "dev.ucp.shopping.order"],
    }]);
}

/// A term; what it comes to where it is not the one that holds is what it would come to.
fn term(shop: &Shop, session: &Session, quote: &Quote, id: &str, holds: bool) -> Value {
    let say = |key: &str| say(&session.language, key);
    let whole = quote.total + taken_off(session, quote);
    let total = match (holds, id) {
        (true, _) => quote.total,
        (false, NOW) => whole - whole / 20,
        (false, _) => whole,
    };
    let payment = |id: &str, kind: &str, words: &str, amount: i64| json!({"id": id, "type": kind, "description": {"plain": words}, "amount": amount});
    let (title, note, mut schedules) = match id {
        NOW => ("term_now", "term_now_note", vec![payment("all", "immediate", say("due_today"), total)]),
        HALF => {
            let first = first(id, total);
            let rewritten = session.terms == "rewritten" && session.looked_at;
            let (kind, words) =
                if rewritten { ("in_60_days", "due_in_60_days") } else { ("on_delivery", "due_on_delivery") };
            let rest = payment("rest", kind, say(words), total - first);
            ("term_half", "", vec![payment("first", "immediate", say("due_today"), first), rest])
        }
        FOUR => {
            let quarter = total / 4;
            let mut all = vec![payment("p1", "immediate", say("due_today"), first(id, total))];
            all.extend((1..4).map(|n| {
                // From when the session was opened: it must not move while it is looked at.
                let at = session.opened_at + 30 * DAY * n;
                let words = format!("{} {}", say("due_on"), &shop.rfc3339(at)[..10]);
                let mut one = payment(&format!("p{}", n + 1), "instalment", &words, quarter);
                one["due_at"] = json!(shop.rfc3339(at));
                one
            }));
            ("term_four", "term_four_note", all)
        }
        _ => {
            let later = payment("invoice", "on_invoice", say("due_invoice"), total);
            ("term_invoice", "", vec![later])
        }
    };
    if session.terms == "unsummed"
        && holds
        && let Some(last) = schedules.last_mut()
    {
        last["amount"] = json!(last["amount"].as_i64().unwrap_or_default() - 1);
    }
    let mut term = json!({"id": id, "title": say(title), "schedules": schedules});
    if !note.is_empty() {
        term["description"] = json!({"plain": say(note)});
    }
    term
}
