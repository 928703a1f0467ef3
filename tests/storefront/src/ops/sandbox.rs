//! `/_sandbox`: the tester's hand, guarded by a token. Faults, prices, stock, orders.

use crate::fault::Fault;
use crate::http::{Reply, Req};
use crate::ledger;
use crate::live::{LiveDeed, act as in_show, sessions};
use crate::ops::deed::{self, Deed, Doing};
use crate::ops::order;
use crate::postbacks;
use crate::shop::{Shop, lock};
use crate::short_codes;
use crate::storefront::Storefront;
use serde_json::{Value, json};
use std::sync::Arc;

/// `GET /_sandbox/state`, `GET /_sandbox/captures`, `GET /_sandbox/live`, `GET /_sandbox/postbacks`; `POST /_sandbox/live/{session}` (what the host does in a show, `LIVE.md`); `POST /_sandbox/codes` (a short code for `{"link", "expires"}`); `POST /_sandbox/pay/{session}?as=` (the provider's side of a payment), `POST /_sandbox/finish/{session}` (the buyer finishes in the browser),
/// `POST /_sandbox/verify/{session}` (the buyer shows the bank that it is them); `POST /_sandbox` with one of `{"fault": "NAME:..."}`, `{"clear": "NAME"}`,
/// `{"price": {"item", "market", "minor"}}`, `{"stock": {"item", "quantity"}}`, `{"order": {"id", "step"}}`.
pub(crate) fn handle(shop: &Arc<Shop>, request: &Req) -> Reply {
    if request.header("x-sandbox-token") != Some(shop.config.admin_token.as_str()) {
        return Reply::refuse(403, "forbidden", "the sandbox token is required");
    }
    deed::expire_due(shop, &shop.db());
    if request.method == axum::http::Method::GET {
        return match request.path.rsplit('/').next() {
            Some("captures") => captures(shop),
            Some("live") => shows(shop),
            Some("postbacks") => postbacks(shop),
            _ => state(shop),
        };
    }
    let front = Storefront { shop: Arc::clone(shop) };
    let parts: Vec<&str> = request.path.trim_matches('/').split('/').collect();
    let done = match parts.as_slice() {
        [_, "finish", session] => front.finish(session),
        [_, "verify", session] => front.verify(session),
        [_, "pay", session] => return pay(shop, session, request),
        [_, "live", session] => return live(shop, session, request),
        [_, "codes"] => return code(shop, request),
        _ => return acted(shop, request),
    };
    if done { state(shop) } else { Reply::refuse(409, "not_modifiable", "not a session for that") }
}

/// What the person, their bank or time does at the provider, without a browser: `as`, and where it is wanted `payment` (the
/// provider's number; the newest without it), `code` (the provider's word) and `minor` (another sum).
fn pay(shop: &Shop, session: &str, request: &Req) -> Reply {
    let field = |name: &str| Req::field(request.query.as_deref().unwrap_or_default(), name);
    let Some(deed) = field("as").and_then(Deed::parse) else {
        return Reply::refuse(400, "invalid_request", "as=approve|decline|cancel|expire|late");
    };
    let doing =
        Doing { deed, word: field("code"), minor: field("minor").and_then(|minor| minor.parse().ok()) };
    match deed::act(shop, session, field("payment"), doing) {
        Ok(()) => Reply::json(200, &json!({"done": true})),
        Err(refused) => Reply::refuse(409, &refused.to_string(), "the provider refuses"),
    }
}

/// What the host does in a show, or the tester.
fn live(shop: &Shop, session: &str, request: &Req) -> Reply {
    let Some(deed) = request.json().ok().as_ref().and_then(LiveDeed::read) else {
        return Reply::refuse(400, "invalid_request", "not a thing a host can do");
    };
    match in_show::act(shop, session, &deed) {
        Ok(seq) => Reply::json(200, &json!({"done": true, "seq": seq})),
        Err(refused) => Reply::refuse(409, &refused.to_string(), "the show refuses"),
    }
}

/// A short code for a link.
fn code(shop: &Shop, request: &Req) -> Reply {
    let body = request.json().unwrap_or_default();
    let made = body["link"].as_str().and_then(|link| short_codes::make(shop, link, body["expires"].as_i64()));
    match made {
        Some(code) => Reply::json(200, &json!({ "code": code })),
        None => Reply::refuse(400, "invalid_request", "a link, and in Unix seconds when it expires"),
    }
}

/// All shows, as they stand.
fn shows(shop: &Shop) -> Reply {
    let rows = shop.live.as_ref().map(|live| sessions::rows(shop, live)).unwrap_or_default();
    Reply::json(200, &json!({"sessions": rows}))
}

/// Apple's ad postbacks that held, and how many conversions they stand for.
fn postbacks(shop: &Shop) -> Reply {
    let rows = postbacks::rows(&shop.db()).unwrap_or_default();
    let counted = rows.iter().filter(|row| row.counted).count();
    Reply::json(200, &json!({"rows": rows, "counted": counted}))
}

/// The book of what moved at the providers, and what of it was once too often.
fn captures(shop: &Shop) -> Reply {
    let rows = ledger::rows(&shop.db()).unwrap_or_default();
    let count = |entry: &str| rows.iter().filter(|row| row.entry == entry).count();
    let counts: serde_json::Map<String, Value> = ["capture", "void", "refund", "repeat", "refused"]
        .into_iter()
        .map(|entry| (entry.to_owned(), json!(count(entry))))
        .collect();
    let doubles = ledger::doubles(&rows);
    Reply::json(200, &json!({"rows": rows, "counts": counts, "doubles": doubles}))
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
