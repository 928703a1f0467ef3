//! Orders: read, and moved on by the sandbox.

use crate::http::{Reply, Req};
use crate::live::{LIVE, checkout as of_show};
use crate::ops::profile::meta;
use crate::ops::quote::Quote;
use crate::ops::session::{Session, failed};
use crate::ops::terms::{self, TERMS};
use crate::shop::Shop;
use crate::strangers::{OTHER_ORDER, OTHER_SESSION};
use crate::words::say;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Value, json};

pub(crate) fn insert(
    shop: &Shop,
    db: &Connection,
    session: &Session,
    quote: &Quote,
    order: &str,
) -> Result<(), Reply> {
    let lines: Vec<Value> = quote
        .lines
        .iter()
        .map(|line| {
            let count = &line["quantity"];
            json!({
                "id": line["id"],
                "item": line["item"],
                "quantity": {"original": count, "total": count, "fulfilled": 0},
                "totals": line["totals"],
                "status": "processing",
            })
        })
        .collect();
    let all: Vec<Value> =
        quote.lines.iter().map(|line| json!({"id": line["id"], "quantity": line["quantity"]})).collect();
    let option = session.option.as_deref().unwrap_or("standard");
    // In the books every order has a number of its own, whatever is told.
    let number = session.number.as_deref().unwrap_or(order);
    let mut body = json!({
        "id": number,
        "key": session.key,
        "label": format!("#{number}"),
        "checkout_id": session.id,
        "permalink_url": shop.url(&format!("/o/{number}")),
        "line_items": lines,
        "fulfillment": {
            "expectations": [{
                "id": "exp_1",
                "line_items": all,
                "method_type": "shipping",
                "destination": session.destination.clone().unwrap_or(json!({})),
                "description": say(&session.language, &format!("{option}_note")),
            }],
            "events": [],
        },
        "currency": quote.currency,
        "totals": quote.totals,
        "language": session.language,
    });
    if let Some(term) = terms::accepted(shop, session, quote) {
        body["payment"] = json!({"accepted_term": term});
    }
    if let Some(kept) = of_show::bought(shop, session, quote) {
        body[LIVE] = kept;
    }
    let bought: Vec<Value> =
        session.lines.iter().map(|line| json!({"item": line.item, "quantity": line.quantity})).collect();
    let sql =
        "INSERT INTO orders (id, checkout, total, currency, lines, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let mut insert = db.prepare_cached(sql).map_err(|_| failed())?;
    let (lines, body) = (json!(bought).to_string(), body.to_string());
    insert
        .execute(params![order, session.id, quote.total, quote.currency, lines, body])
        .map_err(|_| failed())?;
    Ok(())
}

pub(crate) fn read(shop: &Shop, id: &str, request: &Req) -> Result<Reply, Reply> {
    let none = || Reply::business("not_found", "no such order");
    let mut body = match id {
        OTHER_ORDER => of_another(&shop.db()).ok_or_else(none)?,
        _ => load(&shop.db(), id).ok_or_else(none)?.1,
    };
    body["ucp"] = meta(shop, request, &["order"], false);
    let adjustments = body.get_mut("adjustments").and_then(Value::as_array_mut);
    for adjustment in adjustments.into_iter().flatten() {
        for total in adjustment["totals"].as_array_mut().into_iter().flatten() {
            let amount = total["amount"].as_i64().unwrap_or_default();
            total["amount"] = json!(request.version().given_back(amount));
        }
    }
    let with_terms = request.version().replaces() && request.has_named(TERMS);
    if with_terms && body["payment"].is_object() {
        body["ucp"]["capabilities"][TERMS] = json!([{"version": request.version().date()}]);
    } else if let Some(fields) = body.as_object_mut() {
        fields.remove("payment");
    }
    if let Some(fields) = body.as_object_mut() {
        // Whose Complete it was is the books' business.
        fields.remove("key");
    }
    Ok(Reply::json(200, &body))
}

/// A stranger's order, such as a wrong answer may name: of another checkout, at another total.
fn of_another(db: &Connection) -> Option<Value> {
    let sql = "SELECT body FROM orders ORDER BY rowid DESC";
    let body: Option<String> = db.query_row(sql, [], |row| row.get(0)).optional().ok().flatten();
    let mut body: Value = serde_json::from_str(&body?).ok()?;
    body["id"] = json!(OTHER_ORDER);
    body["checkout_id"] = json!(OTHER_SESSION);
    body["label"] = json!("#other");
    body["totals"] = json!([{"type": "subtotal", "amount": 99_999}, {"type": "total", "amount": 99_999}]);
    Some(body)
}

/// An order and its row, by its number in the books or the one it was told under; the newest where several were.
fn load(db: &Connection, id: &str) -> Option<(i64, Value)> {
    let read = || -> rusqlite::Result<Vec<(i64, String, String)>> {
        let mut rows = db.prepare(
            "SELECT rowid, id, body FROM orders WHERE id = ?1 OR instr(body, ?1) > 0 ORDER BY rowid DESC",
        )?;
        rows.query_map([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect()
    };
    read().unwrap_or_default().into_iter().find_map(|(row, book, body)| {
        let body: Value = serde_json::from_str(&body).ok()?;
        (book == id || body["id"] == id).then_some((row, body))
    })
}

/// Moves an order on to `step`: `shipped`, `in_transit`, `delivered`, `canceled` or `refund`.
pub(crate) fn advance(shop: &Shop, id: &str, step: &str) -> Option<()> {
    let db = shop.db();
    let (row, mut body) = load(&db, id)?;
    let language = body["language"].as_str().unwrap_or("en").to_owned();
    let now = shop.rfc3339(shop.now());
    let all: Vec<Value> = body["line_items"]
        .as_array()?
        .iter()
        .map(|line| json!({"id": line["id"], "quantity": line["quantity"]["total"]}))
        .collect();
    let count = body["fulfillment"]["events"].as_array().map_or(0, Vec::len);
    let event = |kind: &str, words: &str| {
        json!({
            "id": format!("evt_{}", count + 1),
            "occurred_at": now,
            "type": kind,
            "line_items": all,
            "carrier": "Sandbox Post",
            "tracking_number": format!("SP{}", &id.chars().rev().take(8).collect::<String>()),
            "tracking_url": shop.url(&format!("/o/{id}")),
            "description": say(&language, words),
        })
    };
    match step {
        "shipped" => {
            for line in body["line_items"].as_array_mut()? {
                line["quantity"]["fulfilled"] = line["quantity"]["total"].clone();
                line["status"] = json!("fulfilled");
            }
            body["fulfillment"]["events"].as_array_mut()?.push(event("shipped", "shipped"));
        }
        "in_transit" => body["fulfillment"]["events"].as_array_mut()?.push(event("in_transit", "transit")),
        "delivered" => body["fulfillment"]["events"].as_array_mut()?.push(event("delivered", "delivered")),
        "canceled" => body["fulfillment"]["events"].as_array_mut()?.push(event("canceled", "")),
        "refund" => {
            let total = body["totals"].as_array()?.last()?["amount"].clone();
            body["adjustments"] = json!([{
                "id": "adj_1", "type": "refund", "occurred_at": now, "status": "completed",
                "totals": [{"type": "total", "amount": total}],
            }]);
        }
        _ => return None,
    }
    db.execute("UPDATE orders SET body = ?2 WHERE rowid = ?1", params![row, body.to_string()]).ok()?;
    Some(())
}
