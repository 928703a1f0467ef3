//! `/_sandbox`: the tester's hand, guarded by a token. Faults, prices, stock, orders.

use crate::fault::Fault;
use crate::http::{Reply, Req};
use crate::ops::order;
use crate::shop::{Shop, lock};
use crate::storefront::Storefront;
use serde_json::{Value, json};
use std::sync::Arc;

/// `GET /_sandbox/state`; `POST /_sandbox/finish/{session}` (the buyer finishes in the browser),
/// `POST /_sandbox/verify/{session}` (the buyer shows the bank that it is them); `POST /_sandbox` with one of `{"fault": "NAME:..."}`, `{"clear": "NAME"}`,
/// `{"price": {"item", "market", "minor"}}`, `{"stock": {"item", "quantity"}}`, `{"order": {"id", "step"}}`.
pub(crate) fn handle(shop: &Arc<Shop>, request: &Req) -> Reply {
    if request.header("x-sandbox-token") != Some(shop.config.admin_token.as_str()) {
        return Reply::refuse(403, "forbidden", "the sandbox token is required");
    }
    if request.method == axum::http::Method::GET {
        return state(shop);
    }
    let front = Storefront { shop: Arc::clone(shop) };
    let parts: Vec<&str> = request.path.trim_matches('/').split('/').collect();
    let done = match parts.as_slice() {
        [_, "finish", session] => front.finish(session),
        [_, "verify", session] => front.verify(session),
        _ => return acted(shop, request),
    };
    if done { state(shop) } else { Reply::refuse(409, "not_modifiable", "not a session for that") }
}

fn acted(shop: &Arc<Shop>, request: &Req) -> Reply {
    let Ok(body) = request.json() else { return Reply::refuse(400, "invalid_json", "not JSON") };
    match act(shop, &body) {
        Some(()) => state(shop),
        None => Reply::refuse(400, "invalid_request", "not a thing the sandbox can do"),
    }
}

fn act(shop: &Shop, body: &Value) -> Option<()> {
    if let Some(text) = body["fault"].as_str() {
        lock(&shop.faults).set(Fault::parse(text).ok()?);
    } else if let Some(name) = body["clear"].as_str() {
        lock(&shop.faults).clear(name);
    } else if let Some(price) = body.get("price") {
        let (item, market) = (price["item"].as_str()?, price["market"].as_str()?);
        shop.set_price(&shop.db(), item, market, price["minor"].as_i64()?)?;
    } else if let Some(stock) = body.get("stock") {
        let row = rusqlite::params![stock["item"].as_str()?, stock["quantity"].as_i64()?];
        shop.db().execute("INSERT OR REPLACE INTO stock (item, quantity) VALUES (?1, ?2)", row).ok()?;
    } else {
        let step = body.get("order")?;
        order::advance(shop, step["id"].as_str()?, step["step"].as_str()?)?;
    }
    Some(())
}

fn state(shop: &Arc<Shop>) -> Reply {
    let front = Storefront { shop: Arc::clone(shop) };
    let orders: Vec<Value> = front
        .orders()
        .into_iter()
        .map(|order| {
            json!({
                "id": order.id, "checkout": order.checkout, "total": order.total, "currency": order.currency,
                "lines": serde_json::from_str::<Value>(&order.lines).unwrap_or_default(), "key": order.key,
            })
        })
        .collect();
    let stock: serde_json::Map<String, Value> =
        shop.goods.items.iter().map(|good| (good.id.clone(), json!(front.stock(&good.id)))).collect();
    let sessions = front.sessions();
    let faults = front.faults();
    Reply::json(200, &json!({"orders": orders, "sessions": sessions, "stock": stock, "faults": faults}))
}
