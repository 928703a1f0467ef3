//! What cart and checkout share: lines, totals, and the session as it is kept.

use crate::http::Reply;
use crate::shop::Shop;
use crate::words::say;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A cart or a checkout, as kept.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Session {
    pub(crate) id: String,
    pub(crate) market: String,
    pub(crate) language: String,
    pub(crate) lines: Vec<Line>,
    pub(crate) buyer: Value,
    pub(crate) destination: Option<Value>,
    pub(crate) option: Option<String>,
    pub(crate) codes: Vec<String>,
    /// `open`, `in_progress`, `completed`, `canceled`.
    pub(crate) state: String,
    /// How often `in_progress` was asked about.
    pub(crate) asked: u32,
    pub(crate) expires_at: i64,
    pub(crate) order: Option<String>,
    /// Whether the last payment was declined.
    pub(crate) declined: bool,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Line {
    pub(crate) id: String,
    pub(crate) item: String,
    pub(crate) quantity: i64,
}

/// Amounts of a session at this moment.
pub(crate) struct Priced {
    pub(crate) lines: Vec<Value>,
    pub(crate) totals: Vec<Value>,
    pub(crate) total: i64,
    pub(crate) messages: Vec<Value>,
    pub(crate) applied: Vec<Value>,
}

/// Delivery options: id, words, and price by currency in minor units.
pub(crate) const OPTIONS: [(&str, &[(&str, i64)]); 2] = [
    ("standard", &[("USD", 599), ("EUR", 490), ("JPY", 600), ("AED", 2_000)]),
    ("express", &[("USD", 1_499), ("EUR", 1_290), ("JPY", 1_500), ("AED", 4_500)]),
];

pub(crate) fn option_price(option: &str, currency: &str) -> i64 {
    OPTIONS
        .iter()
        .find(|(id, _)| *id == option)
        .and_then(|(_, prices)| prices.iter().find(|(code, _)| *code == currency))
        .map_or(0, |(_, minor)| *minor)
}

impl Session {
    pub(crate) fn load(db: &Connection, table: &str, id: &str) -> Result<Self, Reply> {
        let sql = format!("SELECT body FROM {table} WHERE id = ?1");
        let body: Option<String> = db.query_row(&sql, [id], |row| row.get(0)).optional().unwrap_or_default();
        body.and_then(|body| serde_json::from_str(&body).ok())
            .ok_or_else(|| Reply::refuse(404, "not_found", "no such session"))
    }

    pub(crate) fn save(&self, db: &Connection, table: &str) -> Result<(), Reply> {
        let body = serde_json::to_string(self).map_err(|_| failed())?;
        let sql = format!("INSERT OR REPLACE INTO {table} (id, body) VALUES (?1, ?2)");
        db.execute(&sql, params![self.id, body]).map_err(|_| failed())?;
        Ok(())
    }

    /// Takes lines, buyer, context and codes from a create or update body; what is left out stays.
    pub(crate) fn take(&mut self, shop: &Shop, body: &Value) -> Result<(), Reply> {
        if let Some(lines) = body["line_items"].as_array() {
            let mut taken: Vec<Line> = Vec::new();
            for (at, line) in lines.iter().enumerate() {
                let item = line["item"]["id"].as_str().ok_or_else(|| bad("item.id is required"))?.to_owned();
                let quantity = line["quantity"].as_i64().filter(|n| (1..=999).contains(n));
                let quantity = quantity.ok_or_else(|| bad("quantity is 1 to 999"))?;
                let id = line["id"].as_str().map_or_else(|| format!("li_{}", at + 1), str::to_owned);
                taken.push(Line { id, item, quantity });
            }
            if taken.is_empty() {
                return Err(bad("line_items are required"));
            }
            self.lines = taken;
        }
        if body["buyer"].is_object() {
            self.buyer = body["buyer"].clone();
        }
        if let Some(codes) = body["discounts"]["codes"].as_array() {
            self.codes = codes.iter().filter_map(Value::as_str).map(str::to_owned).take(10).collect();
        }
        if let Some(country) = body["context"]["address_country"].as_str()
            && self.destination.is_none()
        {
            self.market = shop.market(Some(country));
        }
        if let Some(language) = body["context"]["language"].as_str() {
            self.language = language.to_owned();
        }
        Ok(())
    }

    /// Lines and totals at the prices of this moment.
    pub(crate) fn priced(&self, shop: &Shop, db: &Connection, path: &str) -> Priced {
        let currency = shop.currency(&self.market);
        let (mut lines, mut messages, mut subtotal) = (Vec::new(), Vec::new(), 0);
        let stale = shop.strikes("stale-price", path).is_some();
        let sold_out = shop.strikes("out-of-stock", path).is_some();
        for (at, line) in self.lines.iter().enumerate() {
            let problem = |code: &str, key: &str| {
                json!({
                    "type": "error", "code": code, "severity": "recoverable",
                    "content": say(&self.language, key), "path": format!("$.line_items[{at}]"),
                })
            };
            let price = shop.price(db, &line.item, &self.market);
            let stock = shop.stock(db, &line.item);
            match price {
                None => messages.push(problem("item_unavailable", "unknown_item")),
                Some(_) if stock == 0 || (sold_out && at == 0) => {
                    messages.push(problem("out_of_stock", "out_of_stock"));
                }
                Some(_) if self.state != "completed" && stock < line.quantity => {
                    messages.push(problem("quantity_unavailable", "quantity"));
                }
                Some(_) => {}
            }
            let price = price.unwrap_or(0);
            let price = if stale { price + price / 10 } else { price };
            let amount = price * line.quantity;
            subtotal += amount;
            let title = shop
                .goods
                .items
                .iter()
                .find(|good| good.id == line.item)
                .and_then(|good| {
                    good.words.get(self.language.get(..2).unwrap_or("en")).or(good.words.get("en"))
                })
                .map_or(line.item.as_str(), |words| words.title.as_str());
            lines.push(json!({
                "id": line.id,
                "item": {"id": line.item, "title": title, "price": price},
                "quantity": line.quantity,
                "totals": [{"type": "subtotal", "amount": amount}, {"type": "total", "amount": amount}],
            }));
        }
        let mut totals = vec![json!({"type": "subtotal", "amount": subtotal})];
        let (mut total, mut applied) = (subtotal, Vec::new());
        for code in &self.codes {
            // The same code twice is one discount.
            let again = applied.iter().any(|known: &Value| known["code"] == code.as_str());
            if code.eq_ignore_ascii_case("WELCOME10") && !again && subtotal >= 10 {
                let off = subtotal / 10;
                total -= off;
                totals.push(json!({
                    "type": "discount", "display_text": say(&self.language, "welcome"), "amount": -off,
                }));
                applied.push(json!({"code": code, "title": say(&self.language, "welcome"), "amount": off}));
            } else if !again {
                messages.push(json!({
                    "type": "warning", "code": "discount_code_invalid", "content": say(&self.language, "bad_code"),
                }));
            }
        }
        if let Some(option) = &self.option {
            let amount = option_price(option, &currency);
            total += amount;
            totals.push(json!({
                "type": "fulfillment", "display_text": say(&self.language, option), "amount": amount,
            }));
        }
        if shop.strikes("wrong-total", path).is_some() {
            total += 1;
        }
        totals.push(json!({"type": "total", "amount": total}));
        Priced { lines, totals, total, messages, applied }
    }
}

pub(crate) fn bad(what: &str) -> Reply {
    Reply::refuse(400, "invalid_request", what)
}

pub(crate) fn failed() -> Reply {
    Reply::refuse(500, "internal_error", "the store failed")
}
