//! How a session stands, and how it is told.

use crate::http::{Reply, Req};
use crate::live::checkout as of_show;
use crate::ops::constraints;
use crate::ops::delivery;
use crate::ops::profile::meta;
use crate::ops::quote::Quote;
use crate::ops::session::Session;
use crate::ops::terms;
use crate::ops::work;
use crate::shop::Shop;
use crate::words::say;
use rusqlite::Connection;
use serde_json::{Value, json};

/// More than this of one item is completed on the merchant's own page.
const REVIEW_ABOVE: i64 = 10;
/// How a session stands at this moment.
pub(crate) struct View {
    pub(crate) quote: Quote,
    pub(crate) messages: Vec<Value>,
    pub(crate) status: &'static str,
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
            "in_progress" | "charging" | "waiting" => ("complete_in_progress", unsure(session)),
            "bank" if !over || session.charged().is_some() => {
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
    if let Some(ended) = &session.ended {
        let (key, severity) = match ended.code.as_str() {
            "payment_declined" => ("declined", "requires_buyer_input"),
            "payment_cancelled" => ("cancelled", "recoverable"),
            _ => ("expired", "recoverable"),
        };
        let mut message = error(&ended.code, key, severity);
        // The provider's own word is for who runs the shop and for the platform, which may know why: the sentence has none of it.
        message["provider"] = json!(ended.words);
        if !ended.word.is_empty() {
            message["provider_code"] = json!(ended.word);
        }
        messages.push(message);
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

/// Said where the provider of the payment could not be asked: nobody knows yet whether it is paid.
fn unsure(session: &Session) -> Vec<Value> {
    let charge = session.charged().and_then(|payment| payment.charge.as_ref());
    if !charge.is_some_and(|charge| charge.unsure) {
        return Vec::new();
    }
    let content = say(&session.language, "unconfirmed");
    vec![json!({"type": "warning", "code": "payment_unconfirmed", "content": content})]
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
    request: &Req,
) -> Result<Reply, Reply> {
    let mut body = told(shop, session, &view, request);
    session.held = constraints::say(shop, session, request, &mut body);
    session.seen = Some(view.quote);
    session.save(db, "checkout")?;
    Ok(Reply::json(status, &body))
}

/// A session as an answer has it.
pub(crate) fn told(shop: &Shop, session: &Session, view: &View, request: &Req) -> Value {
    let quote = &view.quote;
    let mut body = json!({
        "ucp": meta(shop, request, &["checkout", "fulfillment", "discount"], true),
        "id": session.id,
        "status": view.status,
        "currency": quote.currency,
        "line_items": quote.lines,
        "totals": quote.totals,
        "links": links(shop, &session.language),
        "expires_at": shop.rfc3339(session.expires_at),
        "discounts": {"codes": session.codes, "applied": quote.applied},
        "fulfillment": delivery::body(session, &quote.currency, request.version()),
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
    if let Some(fault) = shop.strikes("declares-rounding", request) {
        let mode = fault.kind.trim_start_matches("total-").replace('-', "_");
        body["rounding"] = json!({"level": "total", "mode": mode});
    }
    of_show::beside(shop, session, quote, request, &mut body);
    work::beside(shop, session, quote, view.status, request, &mut body);
    if !["completed", "canceled"].contains(&view.status) {
        terms::beside(shop, session, &view.quote, request, &mut body);
    }
    body
}
