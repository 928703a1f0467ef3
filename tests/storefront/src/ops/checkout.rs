//! Checkout sessions: create (also from a cart), get, update, cancel, and how one is told.

use crate::http::{Reply, Req};
use crate::ops::complete::settle;
use crate::ops::delivery;
use crate::ops::profile::meta;
use crate::ops::quote::Quote;
use crate::ops::session::{Session, bad};
use crate::shop::Shop;
use crate::words::say;
use rusqlite::Connection;
use serde_json::{Value, json};

/// How long a session lives.
const LIFE_MS: i64 = 30 * 60_000;
/// More than this of one item is completed on the merchant's own page.
const REVIEW_ABOVE: i64 = 10;
/// Faults that strike when a session is opened and go on for as long as it lives.
const QUIRKS: [&str; 5] = ["two-parcels", "no-option", "no-destination", "reserve", "escalate"];

/// How a session stands at this moment.
pub(crate) struct View {
    pub(crate) quote: Quote,
    pub(crate) messages: Vec<Value>,
    pub(crate) status: &'static str,
}

pub(crate) fn create(shop: &Shop, request: &Req) -> Result<Reply, Reply> {
    let mut body = request.json()?;
    let db = shop.db();
    let mut session = Session {
        market: shop.market(None),
        language: request.language(),
        state: "open".to_owned(),
        expires_at: shop.now() + LIFE_MS,
        ..Session::default()
    };
    if let Some(cart) = body["cart_id"].as_str().map(str::to_owned) {
        if let Some(mut known) = open_from_cart(shop, &db, &cart) {
            let view = look(shop, &db, &known, request);
            return answer(shop, &db, &mut known, view, 200);
        }
        from_cart(&db, &mut session, &cart, &mut body)?;
    } else if body["line_items"].as_array().is_none_or(Vec::is_empty) {
        return Err(bad("line_items are required"));
    }
    for quirk in QUIRKS {
        if shop.strikes(quirk, request).is_some() {
            session.quirks.push(quirk.to_owned());
        }
    }
    if let Some(fault) = shop.strikes("session-life", request) {
        match fault.kind.as_str() {
            "20s" => session.expires_at = shop.now() + 20_000,
            "over" => session.expires_at = shop.now() - 60_000,
            kind => session.quirks.push(kind.to_owned()),
        }
    }
    take(shop, &db, &mut session, request, &body)?;
    if shop.strikes_as("out-of-stock", "refused", request).is_some() {
        return Err(session.refuse_all("out_of_stock", "out_of_stock"));
    }
    session.id = shop.new_id(&db, "chk");
    let view = look(shop, &db, &session, request);
    answer(shop, &db, &mut session, view, 201)
}

/// A cart is converted once: while the session made from it is open, it is given again (cart.md).
fn open_from_cart(shop: &Shop, db: &Connection, cart: &str) -> Option<Session> {
    let of_it = |known: &Session| known.cart.as_deref() == Some(cart);
    let open = |known: &Session| known.state == "open" && known.expires_at > shop.now();
    Session::all(db, "\"cart\":\"").into_iter().find(|known| of_it(known) && open(known))
}

/// What the cart says goes before what the body says.
fn from_cart(db: &Connection, session: &mut Session, id: &str, body: &mut Value) -> Result<(), Reply> {
    let cart = Session::load(db, "cart", id)?;
    session.lines = cart.lines;
    session.market = cart.market;
    session.language = cart.language;
    session.buyer = cart.buyer;
    session.codes = cart.codes;
    session.cart = Some(cart.id);
    if let Some(fields) = body.as_object_mut() {
        for name in ["line_items", "context"] {
            fields.remove(name);
        }
        if !session.buyer.is_null() {
            fields.remove("buyer");
        }
    }
    Ok(())
}

pub(crate) fn read(shop: &Shop, id: &str, request: &Req) -> Result<Reply, Reply> {
    let db = shop.db();
    let mut session = Session::load(&db, "checkout", id)?;
    if session.state == "in_progress" && !session.has("ever") {
        session.asked += 1;
        if session.asked >= 2 {
            settle(shop, &db, &mut session)?;
        }
    }
    let view = look(shop, &db, &session, request);
    answer(shop, &db, &mut session, view, 200)
}

pub(crate) fn update(shop: &Shop, id: &str, request: &Req) -> Result<Reply, Reply> {
    let body = request.json()?;
    let db = shop.db();
    let mut session = Session::load(&db, "checkout", id)?;
    if ["completed", "canceled"].contains(&session.state.as_str())
        && let Some(fault) = shop.strikes("put-finished", request)
    {
        return match fault.kind.as_str() {
            "200" => {
                let view = look(shop, &db, &session, request);
                answer(shop, &db, &mut session, view, 200)
            }
            "error" => Err(Reply::business("not_modifiable", "this checkout is over")),
            status => {
                Err(Reply::refuse(status.parse().unwrap_or(409), "not_modifiable", "this checkout is over"))
            }
        };
    }
    open_only(shop, &session)?;
    if session.state == "open" {
        take(shop, &db, &mut session, request, &body)?;
        session.declined = false;
    }
    let view = look(shop, &db, &session, request);
    answer(shop, &db, &mut session, view, 200)
}

pub(crate) fn cancel(shop: &Shop, id: &str, request: &Req) -> Result<Reply, Reply> {
    let db = shop.db();
    let mut session = Session::load(&db, "checkout", id)?;
    match session.state.as_str() {
        "completed" | "in_progress" => {
            return Err(Reply::refuse(409, "not_modifiable", "this checkout is paid"));
        }
        _ => session.state = "canceled".to_owned(),
    }
    session.due = session.due.filter(|due| due.stubborn);
    let view = look(shop, &db, &session, request);
    answer(shop, &db, &mut session, view, 200)
}

/// A session that can still be changed and paid for.
pub(crate) fn open_only(shop: &Shop, session: &Session) -> Result<(), Reply> {
    if !["open", "bank"].contains(&session.state.as_str()) {
        return Err(Reply::refuse(409, "not_modifiable", "this checkout is over"));
    }
    if session.expires_at <= shop.now() {
        return Err(Reply::refuse(409, "checkout_expired", "this checkout has expired"));
    }
    Ok(())
}

/// Lines, buyer and fulfilment from a body.
fn take(
    shop: &Shop,
    db: &Connection,
    session: &mut Session,
    request: &Req,
    body: &Value,
) -> Result<(), Reply> {
    session.take(shop, db, request, body)?;
    delivery::take(shop, session, body)
}

/// How a session stands: an open one at the prices of this moment, any other at what was agreed to.
pub(crate) fn look(shop: &Shop, db: &Connection, session: &Session, request: &Req) -> View {
    let error = |code: &str, key: &str, severity: &str| {
        json!({
            "type": "error", "code": code, "severity": severity, "content": say(&session.language, key),
        })
    };
    let over = session.expires_at <= shop.now();
    if session.state != "open" {
        let quote = session.seen.clone().unwrap_or_default();
        let (status, messages) = match session.state.as_str() {
            "completed" => ("completed", Vec::new()),
            "in_progress" => ("complete_in_progress", Vec::new()),
            "bank" if !over => {
                ("requires_escalation", vec![error("requires_3ds", "bank", "requires_buyer_input")])
            }
            _ => ("canceled", Vec::new()),
        };
        return View { quote, messages, status };
    }
    let priced = session.priced(shop, db, request);
    let mut messages = priced.messages;
    let missing = missing(session);
    let errors = messages.iter().any(|message| message["type"] == "error");
    let status = if over {
        "canceled"
    } else if errors || missing.is_some() {
        "incomplete"
    } else if needs_review(shop, session, request) {
        "requires_escalation"
    } else {
        "ready_for_complete"
    };
    messages.extend(missing.map(|(code, key)| error(code, key, "recoverable")));
    if session.declined {
        messages.push(error("payment_declined", "declined", "requires_buyer_input"));
    }
    match status {
        "requires_escalation" => messages.push(error("review_required", "review", "requires_buyer_review")),
        "ready_for_complete" => {
            if let Some(fault) = shop.strikes("error-beside-ready", request) {
                let mut message = error("age_restricted", "age", &fault.kind);
                match fault.kind.as_str() {
                    "none" => message["severity"] = Value::Null,
                    "critical" => message["type"] = json!("critical"),
                    _ => {}
                }
                messages.push(message);
            }
        }
        _ => {}
    }
    View { quote: priced.quote, messages, status }
}

/// Code and words of the first thing that is still wanted.
fn missing(session: &Session) -> Option<(&'static str, &'static str)> {
    let filled = |value: &Value| value.as_str().is_some_and(|text| !text.trim().is_empty());
    let street = |place: &Value| filled(&place["street_address"]);
    if !filled(&session.buyer["email"]) {
        Some(("field_required", "need_email"))
    } else if !session.destination.as_ref().is_some_and(street) {
        Some(("address_required", "need_address"))
    } else if !session.ships() {
        Some(("destination_required", "need_destination"))
    } else if delivery::undecided(session) {
        Some(("fulfillment_option_required", "need_option"))
    } else {
        None
    }
}

fn needs_review(shop: &Shop, session: &Session, request: &Req) -> bool {
    session.lines.iter().any(|line| line.quantity > REVIEW_ABOVE)
        || session.has("escalate")
        || shop.strikes("escalate", request).is_some()
}

pub(crate) fn links(shop: &Shop, language: &str) -> Value {
    json!([
        {"type": "terms_of_service", "title": say(language, "terms"), "url": shop.url("/terms")},
        {"type": "privacy_policy", "title": say(language, "privacy"), "url": shop.url("/privacy")},
    ])
}

/// Keeps what is told, so that nothing else can be agreed to, and tells it.
pub(crate) fn answer(
    shop: &Shop,
    db: &Connection,
    session: &mut Session,
    view: View,
    status: u16,
) -> Result<Reply, Reply> {
    let body = told(shop, session, &view);
    session.seen = Some(view.quote);
    session.save(db, "checkout")?;
    Ok(Reply::json(status, &body))
}

/// A session as an answer has it.
pub(crate) fn told(shop: &Shop, session: &Session, view: &View) -> Value {
    let quote = &view.quote;
    let mut body = json!({
        "ucp": meta(shop, &["checkout", "fulfillment", "discount"], true),
        "id": session.id,
        "status": view.status,
        "currency": quote.currency,
        "line_items": quote.lines,
        "totals": quote.totals,
        "links": links(shop, &session.language),
        "expires_at": shop.rfc3339(session.expires_at),
        "discounts": {"codes": session.codes, "applied": quote.applied},
        "fulfillment": delivery::body(session, &quote.currency),
    });
    if session.has("garbled") {
        body["expires_at"] = json!("tomorrow");
    } else if session.has("unsaid")
        && let Some(fields) = body.as_object_mut()
    {
        fields.remove("expires_at");
    }
    if session.buyer.is_object() {
        body["buyer"] = session.buyer.clone();
    }
    if !view.messages.is_empty() {
        body["messages"] = json!(view.messages);
    }
    if view.status == "requires_escalation" {
        body["continue_url"] = json!(shop.url(&format!("/o/continue-{}", session.id)));
    }
    if let Some(order) = session.order_number() {
        body["order"] = json!({
            "id": order, "label": format!("#{order}"), "permalink_url": shop.url(&format!("/o/{order}")),
        });
    }
    body
}
