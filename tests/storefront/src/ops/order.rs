//! Orders: read, and moved on by the sandbox.

use crate::http::Reply;
use crate::ops::profile::meta;
use crate::ops::session::{Priced, Session, failed};
use crate::shop::Shop;
use crate::words::say;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Value, json};

pub(crate) fn insert(
    shop: &Shop,
    db: &Connection,
    session: &Session,
    priced: &Priced,
    order: &str,
) -> Result<(), Reply> {
    let lines: Vec<Value> = priced
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
        priced.lines.iter().map(|line| json!({"id": line["id"], "quantity": line["quantity"]})).collect();
    let option = session.option.as_deref().unwrap_or("standard");
    let body = json!({
        "id": order,
        "label": format!("#{order}"),
        "checkout_id": session.id,
        "permalink_url": shop.url(&format!("/o/{order}")),
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
        "currency": shop.currency(&session.market),
        "totals": priced.totals,
        "language": session.language,
    });
    let bought: Vec<Value> =
        session.lines.iter().map(|line| json!({"item": line.item, "quantity": line.quantity})).collect();
    db.execute(
        "INSERT INTO orders (id, checkout, total, currency, lines, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            order,
            session.id,
            priced.total,
            shop.currency(&session.market),
            json!(bought).to_string(),
            body.to_string()
        ],
    )
    .map_err(|_| failed())?;
    Ok(())
}

pub(crate) fn read(shop: &Shop, id: &str) -> Result<Reply, Reply> {
    let mut body = load(&shop.db(), id).ok_or_else(|| Reply::business("not_found", "no such order"))?;
    body["ucp"] = meta(shop, &["order"], false);
    Ok(Reply::json(200, &body))
}

fn load(db: &Connection, id: &str) -> Option<Value> {
    let body: Option<String> = db
        .query_row("SELECT body FROM orders WHERE id = ?1", [id], |row| row.get(0))
        .optional()
        .ok()
        .flatten();
    serde_json::from_str(&body?).ok()
}

/// Moves an order on to `step`: `shipped`, `in_transit`, `delivered`, `canceled` or `refund`.
pub(crate) fn advance(shop: &Shop, id: &str, step: &str) -> Option<()> {
    let db = shop.db();
    let mut body = load(&db, id)?;
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
    db.execute("UPDATE orders SET body = ?2 WHERE id = ?1", params![id, body.to_string()]).ok()?;
    Some(())
}
