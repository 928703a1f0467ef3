//! Answers of a wrong wire or gateway: given instead of doing anything, or spoiled afterwards.

use crate::bytes;
use crate::http::{Reply, Req};
use crate::ops::session::Session;
use crate::ops::view::{View, told};
use crate::shop::Shop;
use crate::strangers::{ELSEWHERE, OTHER_ORDER, OTHER_SESSION};
use serde_json::{Value, json};

/// An answer that is given without doing anything.
pub(crate) fn instead(shop: &Shop, request: &Req) -> Option<Reply> {
    if shop.strikes("5xx", request).is_some() {
        return Some(failed());
    }
    if let Some(fault) = shop.strikes("redirect", request) {
        let mut reply = Reply::refuse(fault.kind.parse().unwrap_or(307), "moved", "look elsewhere");
        reply.headers.push(("location", format!("{ELSEWHERE}{}", request.path)));
        return Some(reply);
    }
    for (name, status) in [("retry-after", 503), ("rate-limit", 429)] {
        if let Some(fault) = shop.strikes(name, request) {
            return Some(wait(shop, status, &fault.kind));
        }
    }
    if shop.strikes("no-cancel", request).is_some() {
        return Some(Reply::refuse(405, "method_not_allowed", "a checkout cannot be canceled here"));
    }
    if !shop.is_wrong_at(request) {
        return None;
    }
    let session = Session::load(&shop.db(), "checkout", request.session()?).ok()?;
    if session.state == "completed" && shop.strikes("forgets-session", request).is_some() {
        return Some(Reply::refuse(404, "not_found", "no such session"));
    }
    for status in ["completed", "canceled"] {
        if shop.strikes_as("other-session", status, request).is_some() {
            return Some(of_another(shop, &session, status, request));
        }
    }
    None
}

fn failed() -> Reply {
    let mut reply = Reply::bytes("text/plain", b"internal server error".to_vec());
    reply.status = 500;
    reply
}

/// Another session's answer: it looks as ours would, but for its id.
fn of_another(shop: &Shop, session: &Session, status: &'static str, request: &Req) -> Reply {
    let quote = session.seen.clone().unwrap_or_default();
    let mut body = told(shop, session, &View { quote, messages: Vec::new(), status }, request);
    body["id"] = json!(OTHER_SESSION);
    if status == "completed" {
        body["order"] = json!({
            "id": OTHER_ORDER, "label": "#other", "permalink_url": shop.url(&format!("/o/{OTHER_ORDER}")),
        });
    }
    Reply::json(200, &body)
}

/// Please wait: `Retry-After` in seconds, as a date five seconds from now, or in ways it must not be written.
fn wait(shop: &Shop, status: u16, kind: &str) -> Reply {
    let mut reply = Reply::refuse(status, if status == 429 { "rate_limited" } else { "busy" }, "please wait");
    let value = match kind {
        "date" => Some(http_date(shop.now() + 5_000)),
        "fraction" => Some("1.5".to_owned()),
        "negative" => Some("-5".to_owned()),
        "none" => None,
        seconds => Some(seconds.to_owned()),
    };
    reply.headers.extend(value.map(|value| ("retry-after", value)));
    reply
}

/// The answer, spoiled on its way.
pub(crate) fn afterwards(shop: &Shop, request: &Req, mut reply: Reply) -> Reply {
    if !shop.is_wrong_at(request) {
        return reply;
    }
    if let Some(fault) = shop.strikes("rate-limit-after", request) {
        return wait(shop, 429, &fault.kind);
    }
    if shop.strikes("5xx-after", request).is_some() {
        return failed();
    }
    if shop.strikes("garbage", request).is_some() {
        reply.body = b"<html>502 Bad Gateway</html>".to_vec();
        return reply;
    }
    if !(200..300).contains(&reply.status) {
        return reply;
    }
    if let Ok(mut body) = serde_json::from_slice::<Value>(&reply.body)
        && body["line_items"].is_array()
    {
        let before = body.clone();
        spoil(shop, request, &mut body);
        bytes::spoil(shop, request, &mut body);
        if body != before {
            reply.body = body.to_string().into_bytes();
        }
    }
    bytes::mangle(shop, request, reply)
}

fn spoil(shop: &Shop, request: &Req, body: &mut Value) {
    if shop.strikes_as("other-session", "renamed", request).is_some() {
        body["id"] = json!(OTHER_SESSION);
    }
    if let Some(fault) = shop.strikes("other-order", request) {
        if fault.kind != "checkout" {
            body["id"] = json!(OTHER_ORDER);
        }
        if fault.kind != "id" {
            body["checkout_id"] = json!(OTHER_SESSION);
        }
        if fault.kind == "swapped" {
            body["label"] = json!("#other");
            body["totals"] =
                json!([{"type": "subtotal", "amount": 99_999}, {"type": "total", "amount": 99_999}]);
        }
    }
    // The rest is about a session that completed.
    if body["status"] != "completed" {
        return;
    }
    if shop.strikes("other-order-number", request).is_some() {
        body["order"]["id"] = json!(OTHER_ORDER);
    }
    if shop.strikes_as("other-total", "told", request).is_some()
        && let Some(total) = body["totals"].as_array_mut().and_then(|totals| totals.last_mut())
    {
        total["amount"] = json!(total["amount"].as_i64().unwrap_or(0) + 5_000);
    }
    if shop.strikes_as("other-currency", "told", request).is_some() {
        body["currency"] = json!("KWD");
    }
    if let Some(fault) = shop.strikes("unstated-total", request) {
        let silent: &[&str] = match fault.kind.as_str() {
            "totals" => &["totals"],
            "currency" => &["currency"],
            _ => &["totals", "currency", "line_items", "fulfillment", "discounts", "messages"],
        };
        if let Some(fields) = body.as_object_mut() {
            fields.retain(|name, _| !silent.contains(&name.as_str()));
        }
    }
    match shop.strikes("unreadable-complete", request).as_ref().map(|fault| fault.kind.as_str()) {
        Some("order-number") => body["order"]["id"] = json!(12_345),
        Some("no-order") => body["order"] = Value::Null,
        Some("paid") => body["status"] = json!("paid"),
        Some(_) => body["id"] = json!(12_345),
        None => {}
    }
}

/// The `Date` of an answer: the merchant's clock, which may be off.
pub(crate) fn date(shop: &Shop, request: &Req) -> String {
    let off = shop.strikes("clock-off", request).map_or(0, |fault| {
        let ms = i64::try_from(fault.ms).unwrap_or(0);
        if fault.kind == "behind" { -ms } else { ms }
    });
    http_date(shop.now().saturating_add(off))
}

/// A moment in Unix milliseconds as RFC 9110 wants it.
fn http_date(ms: i64) -> String {
    jiff::Timestamp::from_millisecond(ms)
        .map(|moment| moment.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string())
        .unwrap_or_default()
}
