//! Complete: what a person agreed to is charged once, or nothing is; later settlements, and the buyer's browser.

use crate::http::{Reply, Req};
use crate::methods::{AUTHENTICATION, Way};
use crate::ops::charge;
use crate::ops::hand_off::{Beginning, Pays, at_the_door, begin, echo};
use crate::ops::held::{self, HANDLER_ID};
use crate::ops::payment::Payment;
use crate::ops::quote::Quote;
use crate::ops::session::{Due, Session, bad, failed};
use crate::ops::settle::settle;
use crate::ops::terms;
use crate::ops::view::{View, answer, look, open_only};
use crate::psp::Card;
use crate::shop::Shop;
use crate::words::say;
use rusqlite::Connection;
use serde_json::{Value, json};
use std::sync::atomic::Ordering;

pub(crate) fn complete(shop: &Shop, id: &str, request: &Req) -> Result<Reply, Reply> {
    let body = request.json()?;
    terms::none_chosen(request, &body)?;
    charge::advance(shop, id);
    let db = shop.db();
    let mut session = Session::load(&db, "checkout", id)?;
    if charge::is_of(&session, request) {
        // The same Complete again, whose answer nobody kept.
        let view = look(shop, &db, &session, request);
        return answer(shop, &db, &mut session, view, 200, request);
    }
    open_only(shop, &session)?;
    if request.version().replaces() && body["payment"]["instruments"].as_array().map(Vec::len) != Some(1) {
        // Split payments are not spoken.
        return Err(Reply::business("payment_failed", say(&session.language, "declined")));
    }
    let pays = pays(shop, &session, request, &body)?;
    if let Some(due) = &session.due {
        return if due.stubborn { Err(swallowed()) } else { silent(shop, &db, &mut session, request) };
    }
    if let Some(refusal) = refused(shop, &session, request) {
        return Err(refusal);
    }
    if let Some(path) = held::broken_by_complete(&session.held, &body) {
        let mut view = look(shop, &db, &session, request);
        view.status = "incomplete";
        view.messages.push(json!({
            "type": "error", "code": "field_required", "severity": "recoverable", "path": path,
            "content": say(&session.language, "field_required"),
        }));
        return answer(shop, &db, &mut session, view, 200, request);
    }
    if session.state == "bank" {
        if !session.verified {
            let view = look(shop, &db, &session, request);
            return answer(shop, &db, &mut session, view, 200, request);
        }
        session.state = "open".to_owned();
    }
    if shop.strikes("price-rises", request).is_some()
        && let Some(line) = session.lines.first()
        && let Some(price) = shop.price(&db, &line.item, &session.market)
    {
        shop.set_price(&db, &line.item, &session.market, price + (price / 10).max(1)).ok_or_else(failed)?;
    }
    let mut view = look(shop, &db, &session, request);
    if let Some(seen) = &session.seen
        && seen.agreed() != view.quote.agreed()
    {
        // Nobody saw this: it is told, and waits for another Complete.
        view.messages.push(json!({
            "type": "error", "code": "price_changed", "severity": "recoverable", "path": "$.totals",
            "content": say(&session.language, "price_changed"),
        }));
        return answer(shop, &db, &mut session, view, 200, request);
    }
    if view.status != "ready_for_complete" {
        return answer(shop, &db, &mut session, view, 200, request);
    }
    if shop.strikes("refuse-address", request).is_some() {
        view.status = "incomplete";
        view.messages.push(json!({
            "type": "error", "code": "address_undeliverable", "severity": "recoverable",
            "content": say(&session.language, "undeliverable"), "path": "$.fulfillment.methods[0].destinations[0]",
        }));
        return answer(shop, &db, &mut session, view, 200, request);
    }
    let declines = shop.strikes("decline", request).is_some();
    if let Pays::Credential { card, instrument, .. } = &pays
        && shop.psp.is_some()
        && view.quote.due() > 0
    {
        let card = if declines { Card::Declined } else { *card };
        spoil_books(shop, &mut session, &mut view.quote, request);
        charge::begin(shop, &db, &mut session, view.quote, (card, instrument), request)?;
        drop(db);
        charge::advance(shop, id);
        let db = shop.db();
        let mut session = Session::load(&db, "checkout", id)?;
        let view = look(shop, &db, &session, request);
        return answer(shop, &db, &mut session, view, 200, request);
    }
    if matches!(pays, Pays::Credential { good: false, .. }) || declines {
        session.declined = true;
        let view = look(shop, &db, &session, request);
        return answer(shop, &db, &mut session, view, 200, request);
    }
    match pays {
        Pays::Merchant { method, instrument } => {
            let beginning = Beginning { instrument: &instrument, method: Some(method), collects: false };
            if method.way != Way::OnDelivery {
                return begin(shop, &db, &mut session, view.quote, &beginning, request);
            }
            at_the_door(shop, &db, &mut session, &view.quote, &beginning, request);
        }
        Pays::Credential { instrument, .. } => {
            session.payments.retain(Payment::captures);
            if !session.verified
                && let Some(fault) = shop.strikes("three-ds", request)
            {
                let collects = fault.kind == "collect";
                let acts = request.version().replaces() && request.has_named(AUTHENTICATION);
                if acts && (collects || fault.kind == "action") {
                    let beginning = Beginning { instrument: &instrument, method: None, collects };
                    return begin(shop, &db, &mut session, view.quote, &beginning, request);
                }
                session.state = "bank".to_owned();
                session.verified = fault.kind == "again";
                let view = look(shop, &db, &session, request);
                return answer(shop, &db, &mut session, view, 200, request);
            }
        }
    }
    accept(shop, &db, &mut session, view.quote, request)
}

/// Refusals by status, with the merchant's reason; the session stays as it is.
fn refused(shop: &Shop, session: &Session, request: &Req) -> Option<Reply> {
    let funds = say(&session.language, "funds");
    if let Some(fault) = shop.strikes("refuse-complete", request) {
        return Some(match fault.kind.as_str() {
            "200" => Reply::business("payment_failed", funds),
            status => Reply::refuse(status.parse().unwrap_or(402), "payment_failed", funds),
        });
    }
    let gone = shop.strikes("gone-at-complete", request)?;
    Some(Reply::refuse(gone.kind.parse().unwrap_or(404), "checkout_expired", "this checkout has expired"))
}

/// The payment is taken: it settles now, later, or when it is asked about.
fn accept(
    shop: &Shop,
    db: &Connection,
    session: &mut Session,
    mut quote: Quote,
    request: &Req,
) -> Result<Reply, Reply> {
    request.header("idempotency-key").unwrap_or_default().clone_into(&mut session.key);
    spoil_books(shop, session, &mut quote, request);
    let later = |ms: u64| shop.now().saturating_add(i64::try_from(ms).unwrap_or(i64::MAX));
    if let Some(fault) = shop.strikes("silent-complete", request) {
        defer(shop, session, Due { at: later(fault.ms), quote, stubborn: false });
        return silent(shop, db, session, request);
    }
    if let Some(fault) = shop.strikes("captured-after-cancel", request) {
        defer(shop, session, Due { at: later(fault.ms), quote, stubborn: true });
        session.save(db, "checkout")?;
        return Err(swallowed());
    }
    session.seen = Some(quote);
    if let Some(fault) = shop.strikes("slow-complete", request) {
        session.state = "in_progress".to_owned();
        session.asked = 0;
        session.quirks.push(fault.kind);
    } else {
        settle(shop, db, session)?;
    }
    let view = look(shop, db, session, request);
    answer(shop, db, session, view, 200, request)
}

/// It settles later, by itself. Called with the books held.
fn defer(shop: &Shop, session: &mut Session, due: Due) {
    shop.due_at.fetch_min(due.at, Ordering::Relaxed);
    session.due = Some(due);
}

/// Faults of the books: what is charged is another thing than what was told.
fn spoil_books(shop: &Shop, session: &mut Session, quote: &mut Quote, request: &Req) {
    if shop.strikes_as("other-total", "price", request).is_some() {
        quote.raise(10);
    } else if shop.strikes_as("other-total", "fee", request).is_some() {
        quote.add("fulfillment", "Delivery", 4_000);
    }
    if shop.strikes_as("other-currency", "books", request).is_some() {
        "KWD".clone_into(&mut quote.currency);
    }
    if shop.strikes("same-order-number", request).is_some() {
        session.number = Some("ord_same".to_owned());
    }
}

/// Ready as before, and not a word.
fn silent(shop: &Shop, db: &Connection, session: &mut Session, request: &Req) -> Result<Reply, Reply> {
    let View { quote, .. } = look(shop, db, session, request);
    let view = View { quote, messages: Vec::new(), status: "ready_for_complete" };
    answer(shop, db, session, view, 200, request)
}

/// What a gateway says that lost the answer; not kept under the key.
fn swallowed() -> Reply {
    let mut reply = Reply::bytes("text/plain", b"gateway timeout".to_vec());
    reply.status = 504;
    reply
}

/// The buyer finishes in the browser what was escalated or left open. Says whether there is an order now.
pub(crate) fn finish(shop: &Shop, id: &str) -> bool {
    let db = shop.db();
    let Ok(mut session) = Session::load(&db, "checkout", id) else { return false };
    if session.state == "bank" && session.charged().is_some() {
        drop(db);
        return charge::authenticate(shop, id, true) == Some("completed".to_owned());
    }
    if !["open", "bank"].contains(&session.state.as_str()) || session.seen.is_none() {
        return false;
    }
    "browser".clone_into(&mut session.key);
    settle(shop, &db, &mut session).is_ok() && session.state == "completed"
}

/// The buyer shows the bank that it is them: the next Complete is taken. Says whether the bank had asked.
pub(crate) fn verify(shop: &Shop, id: &str) -> bool {
    let db = shop.db();
    let Ok(mut session) = Session::load(&db, "checkout", id) else { return false };
    if session.state != "bank" {
        return false;
    }
    if session.charged().is_some() {
        drop(db);
        return charge::authenticate(shop, id, true) == Some("completed".to_owned());
    }
    "open".clone_into(&mut session.state);
    session.verified = true;
    session.save(&db, "checkout").is_ok()
}

/// What the instrument that was selected pays by; a single one needs no mark, unless it says that it is not it.
fn pays(shop: &Shop, session: &Session, request: &Req, body: &Value) -> Result<Pays, Reply> {
    let instruments = body["payment"]["instruments"].as_array().ok_or_else(|| bad("payment.instruments"))?;
    let chosen: Vec<&Value> =
        instruments.iter().filter(|one| one["selected"].as_bool() == Some(true)).collect();
    let one = match (chosen.as_slice(), instruments.as_slice()) {
        ([one], _) => *one,
        ([], [one]) if one["selected"].is_null() => one,
        _ => return Err(bad("one selected instrument")),
    };
    if one["handler_id"] != HANDLER_ID {
        return Pays::read(shop, session, request, one);
    }
    if !one["credential"]["type"].is_string() {
        return Err(bad("credential.type is required"));
    }
    let token = &one["credential"]["token"];
    let good = token == "sandbox_ok";
    // At a payment service provider there is one more token of the wallet that is not declined.
    let card = match Card::of(token.as_str().unwrap_or_default()) {
        Card::Good if !good => Card::Declined,
        card => card,
    };
    Ok(Pays::Credential { good, card, instrument: echo(one) })
}
