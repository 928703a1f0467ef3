//! Checkout sessions: create (also from a cart), get, update, complete, cancel.

use crate::http::{Reply, Req};
use crate::ops::order;
use crate::ops::profile::{HANDLER_ID, meta};
use crate::ops::session::{OPTIONS, Priced, Session, bad, failed, option_price};
use crate::shop::Shop;
use crate::words::say;
use rusqlite::Connection;
use serde_json::{Value, json};

/// How long a session lives.
const LIFE_MS: i64 = 30 * 60_000;
/// More than this of one item is completed on the merchant's own page.
const REVIEW_ABOVE: i64 = 10;

pub(crate) fn create(shop: &Shop, request: &Req) -> Result<Reply, Reply> {
    let body = request.json()?;
    let db = shop.db();
    let mut session = Session {
        id: shop.new_id(&db, "chk"),
        market: shop.market(None),
        language: request.language(),
        state: "open".to_owned(),
        expires_at: shop.now() + LIFE_MS,
        ..Session::default()
    };
    if let Some(cart) = body["cart_id"].as_str() {
        let cart = Session::load(&db, "cart", cart)?;
        session.lines = cart.lines;
        session.market = cart.market;
        session.buyer = cart.buyer;
        session.codes = cart.codes;
    }
    take(shop, &mut session, &body)?;
    if session.lines.is_empty() {
        return Err(bad("line_items are required"));
    }
    session.save(&db, "checkout")?;
    Ok(answer(shop, &db, &session, 201))
}

pub(crate) fn read(shop: &Shop, id: &str, _request: &Req) -> Result<Reply, Reply> {
    let db = shop.db();
    let mut session = Session::load(&db, "checkout", id)?;
    if session.state == "in_progress" {
        session.asked += 1;
        if session.asked >= 2 {
            settle(shop, &db, &mut session)?;
        }
        session.save(&db, "checkout")?;
    }
    Ok(answer(shop, &db, &session, 200))
}

pub(crate) fn update(shop: &Shop, id: &str, request: &Req) -> Result<Reply, Reply> {
    let body = request.json()?;
    let db = shop.db();
    let mut session = Session::load(&db, "checkout", id)?;
    open_only(shop, &session)?;
    take(shop, &mut session, &body)?;
    session.declined = false;
    session.save(&db, "checkout")?;
    Ok(answer(shop, &db, &session, 200))
}

pub(crate) fn cancel(shop: &Shop, id: &str, _request: &Req) -> Result<Reply, Reply> {
    let db = shop.db();
    let mut session = Session::load(&db, "checkout", id)?;
    match session.state.as_str() {
        "completed" | "in_progress" => {
            return Err(Reply::refuse(409, "not_modifiable", "this checkout is paid"));
        }
        _ => session.state = "canceled".to_owned(),
    }
    session.save(&db, "checkout")?;
    Ok(answer(shop, &db, &session, 200))
}

pub(crate) fn complete(shop: &Shop, id: &str, request: &Req) -> Result<Reply, Reply> {
    let body = request.json()?;
    let db = shop.db();
    let mut session = Session::load(&db, "checkout", id)?;
    open_only(shop, &session)?;
    let token = token_of(&body)?;
    let priced = session.priced(shop, &db, &request.path);
    if status_of(shop, &session, &priced) != "ready_for_complete" {
        return Ok(answer(shop, &db, &session, 200));
    }
    if token != "sandbox_ok" || shop.strikes("decline", &request.path).is_some() {
        session.declined = true;
        session.save(&db, "checkout")?;
        return Ok(answer(shop, &db, &session, 200));
    }
    if shop.strikes("slow-complete", &request.path).is_some() {
        session.state = "in_progress".to_owned();
        session.asked = 0;
    } else {
        settle(shop, &db, &mut session)?;
    }
    session.save(&db, "checkout")?;
    Ok(answer(shop, &db, &session, 200))
}

/// Takes stock and writes the order, both or neither.
fn settle(shop: &Shop, db: &Connection, session: &mut Session) -> Result<(), Reply> {
    let priced = session.priced(shop, db, "settle");
    let order = shop.new_id(db, "ord");
    session.state = "completed".to_owned();
    session.order = Some(order.clone());
    let tx = db.unchecked_transaction().map_err(|_| failed())?;
    for line in &session.lines {
        let taken = tx.execute(
            "UPDATE stock SET quantity = quantity - ?2 WHERE item = ?1 AND quantity >= ?2",
            rusqlite::params![line.item, line.quantity],
        );
        if taken.unwrap_or(0) != 1 {
            session.state = "open".to_owned();
            session.order = None;
            return Ok(());
        }
    }
    order::insert(shop, &tx, session, &priced, &order)?;
    session.save(&tx, "checkout")?;
    tx.commit().map_err(|_| failed())
}

fn open_only(shop: &Shop, session: &Session) -> Result<(), Reply> {
    if session.state != "open" {
        return Err(Reply::refuse(409, "not_modifiable", "this checkout is over"));
    }
    if session.expires_at <= shop.now() {
        return Err(Reply::refuse(409, "checkout_expired", "this checkout has expired"));
    }
    Ok(())
}

fn token_of(body: &Value) -> Result<String, Reply> {
    let instruments = body["payment"]["instruments"].as_array().ok_or_else(|| bad("payment.instruments"))?;
    let chosen: Vec<&Value> =
        instruments.iter().filter(|one| one["selected"].as_bool() == Some(true)).collect();
    let [one] = chosen.as_slice() else { return Err(bad("one selected instrument")) };
    if one["handler_id"] != HANDLER_ID {
        return Err(bad("unknown payment handler"));
    }
    if !one["credential"]["type"].is_string() {
        return Err(bad("credential.type is required"));
    }
    Ok(one["credential"]["token"].as_str().unwrap_or_default().to_owned())
}

/// Lines, buyer and fulfilment from a body.
fn take(shop: &Shop, session: &mut Session, body: &Value) -> Result<(), Reply> {
    session.take(shop, body)?;
    let Some(method) = body["fulfillment"]["methods"].as_array().and_then(|methods| methods.first()) else {
        return Ok(());
    };
    if let Some(destination) = method["destinations"].as_array().and_then(|all| all.first())
        && destination["address_country"].is_string()
    {
        let mut destination = destination.clone();
        destination["id"] = json!("dest_1");
        session.market = shop.market(destination["address_country"].as_str());
        session.destination = Some(destination);
        // Delivery is known from here on; the cheaper one until the person chooses.
        session.option.get_or_insert_with(|| "standard".to_owned());
    }
    let group = method["groups"].as_array().and_then(|groups| groups.first());
    if let Some(option) = group.and_then(|group| group["selected_option_id"].as_str()) {
        if !OPTIONS.iter().any(|(id, _)| *id == option) {
            return Err(bad("unknown delivery option"));
        }
        session.option = Some(option.to_owned());
    }
    Ok(())
}

fn status_of(shop: &Shop, session: &Session, priced: &Priced) -> &'static str {
    let errors = priced.messages.iter().any(|message| message["type"] == "error");
    match session.state.as_str() {
        "completed" => "completed",
        "canceled" => "canceled",
        "in_progress" => "complete_in_progress",
        _ if session.expires_at <= shop.now() => "canceled",
        _ if errors || missing(session).is_some() => "incomplete",
        _ if needs_review(shop, session) => "requires_escalation",
        _ => "ready_for_complete",
    }
}

fn missing(session: &Session) -> Option<&'static str> {
    let filled = |value: &Value| value.as_str().is_some_and(|text| !text.trim().is_empty());
    let street = |place: &Value| filled(&place["street_address"]);
    if !filled(&session.buyer["email"]) {
        Some("need_email")
    } else if !session.destination.as_ref().is_some_and(street) {
        Some("need_address")
    } else {
        None
    }
}

fn needs_review(shop: &Shop, session: &Session) -> bool {
    session.lines.iter().any(|line| line.quantity > REVIEW_ABOVE) || shop.strikes("escalate", "").is_some()
}

pub(crate) fn links(shop: &Shop, language: &str) -> Value {
    json!([
        {"type": "terms_of_service", "title": say(language, "terms"), "url": shop.url("/terms")},
        {"type": "privacy_policy", "title": say(language, "privacy"), "url": shop.url("/privacy")},
    ])
}

pub(crate) fn answer(shop: &Shop, db: &Connection, session: &Session, status: u16) -> Reply {
    let priced = session.priced(shop, db, "/checkout-sessions");
    let state = status_of(shop, session, &priced);
    let mut messages = priced.messages.clone();
    if session.state == "open" {
        let error = |code: &str, key: &str, severity: &str| json!({"type": "error", "code": code, "content": say(&session.language, key), "severity": severity});
        match missing(session) {
            Some("need_email") => messages.push(error("field_required", "need_email", "recoverable")),
            Some(_) => messages.push(error("address_required", "need_address", "recoverable")),
            None => {}
        }
        if session.declined {
            messages.push(error("payment_declined", "declined", "requires_buyer_input"));
        }
        if state == "requires_escalation" {
            messages.push(error("review_required", "review", "requires_buyer_review"));
        }
    }
    let mut body = json!({
        "ucp": meta(shop, &["checkout", "fulfillment", "discount"], true),
        "id": session.id,
        "status": state,
        "currency": shop.currency(&session.market),
        "line_items": priced.lines,
        "totals": priced.totals,
        "links": links(shop, &session.language),
        "expires_at": shop.rfc3339(session.expires_at),
        "discounts": {"codes": session.codes, "applied": priced.applied},
        "fulfillment": fulfillment(shop, session),
    });
    if session.buyer.is_object() {
        body["buyer"] = session.buyer.clone();
    }
    if !messages.is_empty() {
        body["messages"] = json!(messages);
    }
    if state == "requires_escalation" {
        body["continue_url"] = json!(shop.url(&format!("/o/continue-{}", session.id)));
    }
    if let Some(order) = &session.order {
        body["order"] = json!({
            "id": order, "label": format!("#{order}"), "permalink_url": shop.url(&format!("/o/{order}")),
        });
    }
    Reply::json(status, &body)
}

fn fulfillment(shop: &Shop, session: &Session) -> Value {
    let lines: Vec<&str> = session.lines.iter().map(|line| line.id.as_str()).collect();
    let mut method = json!({"id": "shipping_1", "type": "shipping", "line_item_ids": lines});
    if let Some(destination) = &session.destination {
        let currency = shop.currency(&session.market);
        let options: Vec<Value> = OPTIONS
            .iter()
            .map(|(id, _)| {
                let price = option_price(id, &currency);
                json!({
                    "id": id,
                    "title": say(&session.language, id),
                    "description": say(&session.language, &format!("{id}_note")),
                    "totals": [{"type": "subtotal", "amount": price}, {"type": "total", "amount": price}],
                })
            })
            .collect();
        method["destinations"] = json!([destination]);
        method["selected_destination_id"] = json!("dest_1");
        method["groups"] = json!([{
            "id": "group_1",
            "line_item_ids": lines,
            "options": options,
            "selected_option_id": session.option,
        }]);
    }
    json!({"methods": [method]})
}
