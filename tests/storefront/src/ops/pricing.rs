//! Lines and totals of a session at the prices of this moment.

use crate::http::Req;
use crate::live::holds;
use crate::ops::delivery;
use crate::ops::quote::{Quote, totals_of};
use crate::ops::session::{Line, Session};
use crate::ops::{tax, terms};
use crate::shop::Shop;
use crate::words::say;
use rusqlite::Connection;
use serde_json::{Value, json};

/// A quote of this moment, and what stands against it.
pub(crate) struct Priced {
    pub(crate) quote: Quote,
    pub(crate) messages: Vec<Value>,
}

impl Session {
    /// Lines and totals at the prices of this moment. What is not sold here gets a word and no line.
    pub(crate) fn priced(&self, shop: &Shop, db: &Connection, request: &Req) -> Priced {
        let (mut messages, mut quote) = (Vec::new(), Quote::default());
        quote.currency = shop.currency(&self.market);
        let stale = shop.strikes("stale-price", request).is_some();
        let sold_out = shop.strikes_as("out-of-stock", "line", request).is_some();
        let mut subtotal = 0;
        let (counted, spent) = holds::look(shop, db, self, &quote.currency);
        quote.counted = counted;
        for (at, line) in self.lines.iter().enumerate() {
            let mut problem = |code: &str, key: &str| {
                messages.push(json!({
                    "type": "error", "code": code, "severity": "recoverable",
                    "content": say(&self.language, key), "path": format!("$.line_items[{at}]"),
                }));
            };
            let Some(price) = shop.price(db, &line.item, &self.market) else {
                problem("item_unavailable", "unknown_item");
                continue;
            };
            let left = available(shop, db, self, &line.item);
            if left <= 0 || (sold_out && at == 0) {
                problem("out_of_stock", "out_of_stock");
            } else if left < line.quantity {
                problem("quantity_unavailable", "quantity");
            }
            let held = quote.counted.iter().find(|one| one.item == line.item).map(|one| one.minor);
            let price = held.unwrap_or(if stale { price + price / 10 } else { price });
            subtotal += price * line.quantity;
            quote.lines.push(self.line(shop, line, price));
        }
        messages.extend(spent);
        quote.totals = vec![json!({"type": "subtotal", "amount": subtotal})];
        quote.total = subtotal;
        self.discount(subtotal, &mut quote, &mut messages);
        terms::discount(self, &mut quote);
        let goods = quote.total;
        for option in delivery::chosen(self) {
            let amount = delivery::price(option, &quote.currency);
            quote.total += amount;
            quote.totals.push(json!({
                "type": "fulfillment", "display_text": say(&self.language, option), "amount": amount,
            }));
        }
        if let Some(entry) = tax::added(self, goods) {
            quote.total += entry["amount"].as_i64().unwrap_or(0);
            quote.totals.push(entry);
        }
        let mut total = json!({"type": "total", "amount": quote.total});
        if let Some(lines) = tax::included(self, quote.total) {
            total["lines"] = lines;
        }
        quote.totals.push(total);
        spoil(shop, request, &mut quote);
        quote.due_now = terms::due_now(self, quote.total);
        Priced { quote, messages }
    }

    fn line(&self, shop: &Shop, line: &Line, price: i64) -> Value {
        let good = shop.goods.items.iter().find(|good| good.id == line.item);
        let tag = self.language.get(..2).unwrap_or("en");
        let title = good
            .and_then(|good| good.words.get(tag).or(good.words.get("en")))
            .map_or(line.item.as_str(), |words| words.title.as_str());
        json!({
            "id": line.id,
            "item": {"id": line.item, "title": title, "price": price},
            "quantity": line.quantity,
            "totals": totals_of(price * line.quantity),
        })
    }

    fn discount(&self, subtotal: i64, quote: &mut Quote, messages: &mut Vec<Value>) {
        for code in &self.codes {
            // The same code twice is one discount.
            let again = quote.applied.iter().any(|known| known["code"] == code.as_str());
            if code.eq_ignore_ascii_case("WELCOME10") && !again && subtotal >= 10 {
                let off = subtotal / 10;
                let words = say(&self.language, "welcome");
                quote.total -= off;
                quote.totals.push(json!({"type": "discount", "display_text": words, "amount": -off}));
                quote.applied.push(json!({"code": code, "title": words, "amount": off}));
            } else if !again {
                messages.push(json!({
                    "type": "warning", "code": "discount_code_invalid", "content": say(&self.language, "bad_code"),
                }));
            }
        }
    }
}

/// What can be had of an item: the stock, less what sessions opened before hold for as long as they are open.
fn available(shop: &Shop, db: &Connection, session: &Session, item: &str) -> i64 {
    let held: i64 = if shop.is_on("reserve") {
        Session::all(db, "\"reserve\"")
            .iter()
            .take_while(|other| other.id != session.id)
            .filter(|other| other.state == "open" && other.expires_at > shop.now())
            .flat_map(|other| other.lines.iter().filter(|line| line.item == item))
            .map(|line| line.quantity)
            .sum()
    } else {
        0
    };
    shop.stock(db, item) - held
}

/// The sums of a wrong merchant: as it asks for them, so it also charges them.
fn spoil(shop: &Shop, request: &Req, quote: &mut Quote) {
    if let Some(fault) = shop.strikes("foreign-currency", request) {
        quote.currency = fault.kind;
    }
    if let Some(fault) = shop.strikes("wrong-total", request) {
        quote.total += if fault.kind == "hidden" { 5_000 } else { 1 };
        if let Some(total) = quote.totals.last_mut() {
            total["amount"] = json!(quote.total);
        }
    }
    if shop.strikes("other-item-id", request).is_some() {
        quote.raise(5);
        for line in &mut quote.lines {
            line["item"]["id"] = json!(line["item"]["id"].as_str().unwrap_or_default().to_uppercase());
        }
    }
    match shop.strikes("wrong-sums", request).as_ref().map(|fault| fault.kind.as_str()) {
        Some("subtotal") => quote.add("subtotal", "", 98_000),
        Some("line") => {
            if let Some(line) = quote.lines.first_mut() {
                line["totals"][1]["amount"] = json!(77_700);
            }
        }
        Some("discount") => quote.add("discount", "You save", 500),
        Some("tax") => quote.add("tax", "Tax", -100),
        Some("tax-by-one") => {
            // Of the lines within the total: before tax one less, the tax one more.
            if let Some(lines) = quote.totals.last_mut().and_then(|total| total["lines"].as_array_mut()) {
                for (line, more) in lines.iter_mut().zip([-1, 1]) {
                    line["amount"] = json!(line["amount"].as_i64().unwrap_or(0) + more);
                }
            }
        }
        _ => {}
    }
    match shop.strikes("negative-total", request).as_ref().map(|fault| fault.kind.as_str()) {
        Some("zero") => quote.add("discount", "Discount", -quote.total),
        Some(_) => quote.add("discount", "Discount", -quote.total - 2_000),
        None => {}
    }
}
