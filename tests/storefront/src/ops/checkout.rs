//! Checkout sessions: create (also from a cart), get, update, cancel.

use crate::http::{Reply, Req};
use crate::live::checkout as of_show;
use crate::ops::charge;
use crate::ops::deed;
use crate::ops::delivery;
use crate::ops::held;
use crate::ops::session::{Session, bad};
use crate::ops::settle::settle;
use crate::ops::terms;
use crate::ops::view::{answer, look, open_only};
use crate::shop::Shop;
use crate::words::say;
use rusqlite::Connection;
use serde_json::{Value, json};

/// How long a session lives.
const LIFE_MS: i64 = 30 * 60_000;
/// Faults that strike when a session is opened and go on for as long as it lives.
const QUIRKS: [&str; 5] = ["two-parcels", "no-option", "no-destination", "reserve", "escalate"];

pub(crate) fn create(shop: &Shop, request: &Req) -> Result<Reply, Reply> {
    let mut body = request.json()?;
    terms::none_chosen(request, &body)?;
    let db = shop.db();
    let mut session = Session {
        market: shop.market(None),
        language: request.language(),
        state: "open".to_owned(),
        expires_at: shop.now() + LIFE_MS,
        opened_at: shop.now(),
        ..Session::default()
    };
    if let Some(cart) = body["cart_id"].as_str().map(str::to_owned) {
        if let Some(mut known) = open_from_cart(shop, &db, &cart) {
            let view = look(shop, &db, &known, request);
            return answer(shop, &db, &mut known, view, 200, request);
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
    terms::begin(shop, &mut session, request);
    take(shop, &db, &mut session, request, &body)?;
    if shop.strikes_as("out-of-stock", "refused", request).is_some() {
        return Err(session.refuse_all("out_of_stock", "out_of_stock"));
    }
    session.id = shop.new_id(&db, "chk");
    let mut view = look(shop, &db, &session, request);
    let unknown = delivery::unknown_option(&body);
    view.messages.extend(unknown.map(|path| not_taken(&session, "option_unknown", Some(&path))));
    answer(shop, &db, &mut session, view, 201, request)
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
    deed::by_itself(shop, id, request);
    charge::advance(shop, id);
    let db = shop.db();
    let mut session = Session::load(&db, "checkout", id)?;
    if session.state == "in_progress" && !session.has("ever") {
        session.asked += 1;
        if session.asked >= 2 {
            settle(shop, &db, &mut session)?;
        }
    }
    terms::look_again(&mut session);
    let view = look(shop, &db, &session, request);
    answer(shop, &db, &mut session, view, 200, request)
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
                answer(shop, &db, &mut session, view, 200, request)
            }
            "error" => Err(Reply::business("not_modifiable", "this checkout is over")),
            status => {
                Err(Reply::refuse(status.parse().unwrap_or(409), "not_modifiable", "this checkout is over"))
            }
        };
    }
    let version = request.version();
    if version.replaces() && ["in_progress", "charging", "waiting"].contains(&session.state.as_str()) {
        // Answered with what stands, and nothing of the update is taken (2026-08-25, accepted completion).
        return unchanged(shop, &db, &mut session, request, "not_modifiable", None);
    }
    open_only(shop, &session)?;
    if session.state == "open" {
        if let Some(path) = delivery::unknown_option(&body) {
            return unchanged(shop, &db, &mut session, request, "option_unknown", Some(&path));
        }
        if version.replaces() {
            if let Some(path) = delivery::unknown_place(&body) {
                return unchanged(shop, &db, &mut session, request, "destination_unknown", Some(&path));
            }
            if let Some(path) = held::broken_by_update(&session.held, &body) {
                return unchanged(shop, &db, &mut session, request, "field_required", Some(&path));
            }
            if terms::is_unknown(&session, &body) {
                let path = Some(terms::CHOSEN);
                return unchanged(shop, &db, &mut session, request, "term_unknown", path);
            }
            session.replaced();
            terms::take(&mut session, &body);
        }
        take(shop, &db, &mut session, request, &body)?;
        session.declined = false;
        session.ended = None;
    }
    let view = look(shop, &db, &session, request);
    answer(shop, &db, &mut session, view, 200, request)
}

/// The session as it was, and why nothing was changed.
fn unchanged(
    shop: &Shop,
    db: &Connection,
    session: &mut Session,
    request: &Req,
    code: &str,
    path: Option<&str>,
) -> Result<Reply, Reply> {
    let mut view = look(shop, db, session, request);
    view.messages.push(not_taken(session, code, path));
    answer(shop, db, session, view, 200, request)
}

/// Why something of a request was not taken.
fn not_taken(session: &Session, code: &str, path: Option<&str>) -> Value {
    let content = say(&session.language, code);
    let mut message = json!({"type": "error", "code": code, "severity": "recoverable", "content": content});
    if let Some(path) = path {
        message["path"] = json!(path);
    }
    message
}

pub(crate) fn cancel(shop: &Shop, id: &str, request: &Req) -> Result<Reply, Reply> {
    charge::take_back(shop, id, "payment_cancelled");
    let db = shop.db();
    let mut session = Session::load(&db, "checkout", id)?;
    match session.state.as_str() {
        "completed" | "in_progress" | "charging" => {
            return Err(Reply::refuse(409, "not_modifiable", "this checkout is paid"));
        }
        _ if session.charged().is_some() => {
            return Err(Reply::refuse(
                409,
                "not_modifiable",
                "the provider does not say that it is taken back",
            ));
        }
        _ => session.state = "canceled".to_owned(),
    }
    deed::void(&db, &mut session);
    session.due = session.due.filter(|due| due.stubborn);
    let view = look(shop, &db, &session, request);
    answer(shop, &db, &mut session, view, 200, request)
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
    delivery::take(shop, session, body);
    of_show::take(shop, session, body)
}
