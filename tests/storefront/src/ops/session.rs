//! What cart and checkout share: the session as it is kept, and what a body changes in it.

use crate::http::{Reply, Req};
use crate::ops::held::Held;
use crate::ops::payment::{Ended, Payment, Stage};
use crate::ops::quote::Quote;
use crate::ops::shown::Shown;
use crate::shop::Shop;
use crate::versions::Version;
use crate::words::say;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A cart or a checkout, as kept.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Session {
    pub(crate) id: String,
    pub(crate) market: String,
    pub(crate) language: String,
    pub(crate) lines: Vec<Line>,
    pub(crate) buyer: Value,
    pub(crate) destination: Option<Value>,
    /// Whether the platform selected the destination by its id, where that is asked for.
    pub(crate) selected: bool,
    pub(crate) option: Option<String>,
    /// The option of the second parcel, where there are two.
    pub(crate) second: Option<String>,
    pub(crate) codes: Vec<String>,
    /// `open`, `bank` (3-D Secure), `in_progress`, `charging` (a card, at its provider), `waiting` (for the person to
    /// approve), `completed`, `canceled`.
    pub(crate) state: String,
    /// How often `in_progress` was asked about.
    pub(crate) asked: u32,
    pub(crate) expires_at: i64,
    pub(crate) order: Option<String>,
    /// The order number told, where it is not the one in the books.
    pub(crate) number: Option<String>,
    /// Whether the last payment was declined.
    pub(crate) declined: bool,
    /// The cart it was made from.
    pub(crate) cart: Option<String>,
    /// Lines and totals as last answered: what Complete agrees to, and what stays once it was taken.
    pub(crate) seen: Option<Quote>,
    /// Faults that struck when it was opened and go on for as long as it lives.
    pub(crate) quirks: Vec<String>,
    /// A payment that settles later by itself.
    pub(crate) due: Option<Due>,
    /// Whether the bank has seen the buyer.
    pub(crate) verified: bool,
    /// What the last answer said of the next request.
    pub(crate) held: Vec<Held>,
    /// In which way it has terms of payment; empty where it has none.
    pub(crate) terms: String,
    /// The term that the platform has chosen.
    pub(crate) term: Option<String>,
    /// The show that it came from.
    pub(crate) live: Option<Shown>,
    /// Whether it was read since it was opened: from then on terms may be other ones.
    pub(crate) looked_at: bool,
    /// Unix milliseconds.
    pub(crate) opened_at: i64,
    /// The key of the Complete that was taken.
    pub(crate) key: String,
    /// Payments that were begun at a provider, oldest first.
    pub(crate) payments: Vec<Payment>,
    /// How the last of them ended, where it bought nothing.
    pub(crate) ended: Option<Ended>,
    /// Whether its goods were taken from stock before it was paid, as they are while a card is charged.
    pub(crate) taken: bool,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Line {
    pub(crate) id: String,
    pub(crate) item: String,
    pub(crate) quantity: i64,
}

/// A payment under way that nobody was told of.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Due {
    /// Unix milliseconds.
    pub(crate) at: i64,
    pub(crate) quote: Quote,
    /// Whether an acknowledged cancel does not stop it.
    pub(crate) stubborn: bool,
}

impl Session {
    pub(crate) fn load(db: &Connection, table: &str, id: &str) -> Result<Self, Reply> {
        let sql = format!("SELECT body FROM {table} WHERE id = ?1");
        let read = db.prepare_cached(&sql).and_then(|mut read| read.query_row([id], |row| row.get(0)));
        let body: Option<String> = read.optional().unwrap_or_default();
        body.and_then(|body| serde_json::from_str(&body).ok())
            .ok_or_else(|| Reply::refuse(404, "not_found", "no such session"))
    }

    /// All checkouts that hold `text` as they are kept (the SQLite here has no JSON functions), oldest first.
    pub(crate) fn all(db: &Connection, text: &str) -> Vec<Self> {
        let read = || -> rusqlite::Result<Vec<String>> {
            let mut rows =
                db.prepare_cached("SELECT body FROM checkout WHERE instr(body, ?1) > 0 ORDER BY rowid")?;
            rows.query_map([text], |row| row.get(0))?.collect()
        };
        let bodies = read().unwrap_or_default();
        bodies.iter().filter_map(|body| serde_json::from_str(body).ok()).collect()
    }

    /// The newest checkout that is as wanted.
    pub(crate) fn newest(db: &Connection, is_wanted: impl Fn(&Self) -> bool) -> Option<Self> {
        let mut rows = db.prepare_cached("SELECT body FROM checkout ORDER BY rowid DESC").ok()?;
        let mut rows = rows.query([]).ok()?;
        while let Ok(Some(row)) = rows.next() {
            let body = row.get_ref(0).ok().and_then(|body| body.as_str().ok());
            let session: Option<Self> = body.and_then(|body| serde_json::from_str(body).ok());
            if let Some(session) = session.filter(&is_wanted) {
                return Some(session);
            }
        }
        None
    }

    pub(crate) fn save(&self, db: &Connection, table: &str) -> Result<(), Reply> {
        let body = serde_json::to_string(self).map_err(|_| failed())?;
        // Nothing is written where nothing changed: a GET costs no sync.
        let sql = format!(
            "INSERT INTO {table} (id, body) VALUES (?1, ?2)
             ON CONFLICT (id) DO UPDATE SET body = ?2 WHERE body <> ?2"
        );
        let mut save = db.prepare_cached(&sql).map_err(|_| failed())?;
        save.execute(params![self.id, body]).map_err(|_| failed())?;
        Ok(())
    }

    pub(crate) fn has(&self, quirk: &str) -> bool {
        self.quirks.iter().any(|known| known == quirk)
    }

    /// Whether the goods are known to go to the destination given.
    pub(crate) fn ships(&self) -> bool {
        self.destination.is_some() && (self.selected || !self.has("no-destination"))
    }

    /// The order number as told.
    pub(crate) fn order_number(&self) -> Option<&str> {
        self.order.as_deref().map(|order| self.number.as_deref().unwrap_or(order))
    }

    /// The payment whose card is being charged, if one is: how it ends is not known yet.
    pub(crate) fn charged(&self) -> Option<&Payment> {
        self.payments.last().filter(|payment| payment.stage == Stage::Created && payment.charge.is_some())
    }

    /// Forgets what an update that replaces the whole must say again.
    pub(crate) fn replaced(&mut self) {
        self.buyer = Value::Null;
        self.codes.clear();
        self.destination = None;
        self.selected = false;
        self.option = None;
        self.second = None;
        self.term = None;
        self.live = None;
    }

    /// Takes lines, buyer, context and codes from a create or update body; what is left out stays. Where nothing of
    /// it is sold here, nothing is opened: there is no price to put on it.
    pub(crate) fn take(
        &mut self,
        shop: &Shop,
        db: &Connection,
        request: &Req,
        body: &Value,
    ) -> Result<(), Reply> {
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
            if let Some(fault) = shop.strikes("wrong-lines", request) {
                self.twist_lines(shop, &fault.kind);
            }
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
        let sold = |line: &Line| shop.price(db, &line.item, &self.market).is_some();
        if !self.lines.is_empty() && !self.lines.iter().any(sold) {
            return Err(self.refuse_all("item_unavailable", "unknown_item"));
        }
        Ok(())
    }

    /// Nothing of what was asked for can be had: an answer without a session (checkout.md, create errors).
    pub(crate) fn refuse_all(&self, code: &str, words: &str) -> Reply {
        let messages: Vec<Value> = (0..self.lines.len())
            .map(|at| {
                json!({
                    "type": "error", "code": code, "severity": "unrecoverable",
                    "content": say(&self.language, words), "path": format!("$.line_items[{at}]"),
                })
            })
            .collect();
        Reply::json(
            200,
            &json!({"ucp": {"version": Version::V2026_04_08.date(), "status": "error"}, "messages": messages}),
        )
    }

    /// Other lines than were sent: `fewer`, `more`, `swapped`, `dropped`, `extra`, `twice`.
    fn twist_lines(&mut self, shop: &Shop, kind: &str) {
        let other = shop
            .goods
            .items
            .iter()
            .find(|good| good.stock >= 5 && self.lines.iter().all(|line| line.item != good.id))
            .map(|good| good.id.clone())
            .unwrap_or_default();
        match kind {
            "fewer" => self.lines.iter_mut().for_each(|line| line.quantity = 1),
            "more" => self.lines.iter_mut().for_each(|line| line.quantity = line.quantity.max(1) + 4),
            "swapped" => self.lines.iter_mut().take(1).for_each(|line| line.item.clone_from(&other)),
            "dropped" => self.lines.clear(),
            "extra" => self.lines.push(Line { id: "li_extra".to_owned(), item: other, quantity: 4 }),
            _ => {
                if let Some(first) = self.lines.first().cloned() {
                    self.lines.push(Line { id: "li_again".to_owned(), ..first });
                }
            }
        }
    }
}

pub(crate) fn bad(what: &str) -> Reply {
    Reply::refuse(400, "invalid_request", what)
}

pub(crate) fn failed() -> Reply {
    Reply::refuse(500, "internal_error", "the store failed")
}
