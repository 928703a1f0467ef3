//! Answers whose bytes, numbers or words are not what the protocol says; the books stay true.

use crate::http::{Reply, Req};
use crate::shop::Shop;
use serde_json::{Value, json};

/// Text that turns, hides or breaks what stands beside it (Unicode TR9 and TR36).
const MARKS: &str = "Mug\u{202e}00.1 $\u{202c} \u{2066}x\u{2069} \u{200b}\u{feff}\u{2028}\u{2029}\u{7}\u{1b}[31m\u{ad}\u{e0041} Z\u{300}\u{301}\u{302} \u{200f}\u{61c}";
/// What must be shown as text, if at all.
const HTML: &str =
    "<img src=x onerror=alert(1)><b>Hi</b> <a href=\"javascript:alert(1)\">x</a> &amp; **bold**";

/// Numbers, totals and words of a session, spoiled as JSON.
pub(crate) fn spoil(shop: &Shop, request: &Req, body: &mut Value) {
    let kind = |name: &str| shop.strikes(name, request).map(|fault| fault.kind);
    if let Some(kind) = kind("wrong-numbers") {
        numbers(&kind, body);
    }
    if let Some(kind) = kind("odd-totals") {
        totals(&kind, body);
    }
    if let Some(kind) = kind("odd-words") {
        words(&kind, body);
    }
    if let Some(kind) = kind("unknown-word") {
        match kind.as_str() {
            "status" => body["status"] = json!("processing"),
            _ => body["fulfillment"]["methods"][0]["type"] = json!("drone"),
        }
    }
    if shop.strikes("disclosure", request).is_some() {
        body["messages"] = json!([{
            "type": "warning", "code": "prop65", "presentation": "disclosure", "path": "$.line_items[0]",
            "content": "WARNING: this product can expose you to chemicals.",
            "image_url": shop.url("/images/warning.png"), "url": shop.url("/terms"),
        }]);
    }
    if kind("big").as_deref() == Some("messages") {
        let one = |n: u32| json!({"type": "info", "code": "note", "content": format!("note {n}")});
        body["messages"] = (0..20_000).map(one).collect();
    }
}

fn numbers(kind: &str, body: &mut Value) {
    match kind {
        "strings" => each_amount(body, &|amount| json!(amount.to_string())),
        "floats" => each_amount(body, &|amount| number(&format!("{amount}.0"))),
        "exponent" => each_amount(body, &|amount| number(&format!("{amount}e0"))),
        "overflow" => each_amount(body, &|_| json!(9_223_372_036_854_775_808_u64)),
        "price" => body["line_items"][0]["item"]["price"] = json!("2190"),
        "quantity" => body["line_items"][0]["quantity"] = json!("1"),
        "none" => body["line_items"][0]["quantity"] = json!(0),
        _ => body["id"] = json!(12_345),
    }
}

/// A number as it is written.
fn number(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}

fn each_amount(value: &mut Value, change: &dyn Fn(i64) -> Value) {
    match value {
        Value::Array(all) => all.iter_mut().for_each(|one| each_amount(one, change)),
        Value::Object(fields) => {
            for (name, value) in fields {
                match value.as_i64().filter(|_| name == "amount") {
                    Some(amount) => *value = change(amount),
                    None => each_amount(value, change),
                }
            }
        }
        _ => {}
    }
}

fn totals(kind: &str, body: &mut Value) {
    let Some(totals) = body["totals"].as_array_mut() else { return };
    let last = totals.len().saturating_sub(1);
    let total = totals.last().and_then(|total| total["amount"].as_i64()).unwrap_or(0);
    let grow = |totals: &mut Vec<Value>, by: i64| {
        if let Some(total_row) = totals.last_mut() {
            total_row["amount"] = json!(total + by);
        }
    };
    match kind {
        "total-first" => totals.reverse(),
        "two-totals" => totals.push(json!({"type": "total", "amount": 100})),
        "no-subtotal" => totals.retain(|row| row["type"] != "subtotal"),
        "many" => {
            totals.splice(
                last..last,
                (0..600).map(|_| json!({"type": "fee", "display_text": "Fee", "amount": 1})),
            );
            grow(totals, 600);
        }
        _ => {
            totals.insert(last, json!({"type": "gift_wrap", "amount": 300}));
            grow(totals, 300);
        }
    }
}

fn words(kind: &str, body: &mut Value) {
    let text = if kind == "html" { HTML } else { MARKS };
    match kind {
        "empty" => {
            body["line_items"][0]["item"]["title"] = json!("\u{200b}");
            return;
        }
        "newline" => {
            let id = body["line_items"][0]["item"]["id"].as_str().unwrap_or_default().to_owned();
            body["line_items"][0]["item"]["id"] = json!(format!("{id}\n"));
            return;
        }
        _ => {}
    }
    body["line_items"][0]["item"]["title"] = json!(text);
    body["messages"] =
        json!([{"type": "warning", "code": "c\u{202e}x", "content_type": "markdown", "content": text}]);
    body["links"] = json!([
        {"type": "refund\u{202e}_policy\u{202c}", "title": text, "url": "javascript:alert(1)"},
        {"type": "faq", "url": "data:text/html,x"},
    ]);
    body["continue_url"] = json!("intent://pay#Intent;scheme=bank;end");
    if body["order"].is_object() {
        body["order"]["label"] = json!("#1\u{202e}\u{2028}paid twice");
    }
}

/// The bytes of an answer, whatever it is about.
pub(crate) fn mangle(shop: &Shop, request: &Req, mut reply: Reply) -> Reply {
    if let Some(fault) = shop.strikes("empty", request) {
        reply.status = if fault.kind == "204" { 204 } else { reply.status };
        reply.body.clear();
        return reply;
    }
    let text = String::from_utf8(reply.body.clone()).unwrap_or_default();
    // Both end as one object: what is put in goes before its last brace.
    let open = text.trim_end().strip_suffix('}').filter(|_| text.starts_with('{')).map(str::to_owned);
    let mut put = |more: String| {
        if let Some(open) = &open {
            reply.body = format!("{open},{more}}}").into_bytes();
        }
    };
    if let Some(kind) = shop.strikes("big", request).map(|fault| fault.kind) {
        match kind.as_str() {
            "10mb" => put(format!("\"pad\":\"{}\"", "x".repeat(10_000_000))),
            "4mb" => put(format!("\"pad\":\"{}\"", "x".repeat(3_900_000))),
            "deep" => put(format!("\"pad\":{}{}", "[".repeat(100_000), "]".repeat(100_000))),
            _ => {}
        }
    }
    if let Some(fault) = shop.strikes("keys-twice", request) {
        put(match fault.kind.as_str() {
            "completed" => "\"status\":\"completed\",\"order\":{\"id\":\"ord_fake\"}".to_owned(),
            _ => "\"totals\":[{\"type\":\"subtotal\",\"amount\":1},{\"type\":\"total\",\"amount\":1}]"
                .to_owned(),
        });
    }
    if let Some(fault) = shop.strikes("encoding", request) {
        let typed = |kind: &str| vec![("content-type", kind.to_owned())];
        match fault.kind.as_str() {
            "bom" => reply.body = [b"\xef\xbb\xbf".as_slice(), text.as_bytes()].concat(),
            "utf16" => reply.body = text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            "latin1" => {
                reply.body = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
            }
            "html" => reply.headers = typed("text/html"),
            _ => reply.headers.clear(),
        }
    }
    reply
}
