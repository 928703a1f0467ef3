//! The merchant as a test holds it: its books, and the hands that move things in it.

use crate::fault::Fault;
use crate::ledger::{self, LedgerRow};
use crate::links;
use crate::live::{LiveDeed, LiveRefused, LiveReport, LiveRow, act, reports, sessions};
use crate::methods::METHODS;
use crate::ops::deed::{self, Deed, Doing, Refused};
use crate::ops::session::Session;
use crate::ops::{complete, order, postback, settle};
use crate::postbacks::{self, PostbackRow};
use crate::shop::{Config, Shop, StorefrontError, lock};
use crate::short_codes;
use serde::Serialize;
use std::sync::Arc;

/// An order, as the table `orders` has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OrderRow {
    /// Order id.
    pub id: String,
    /// The checkout it came from.
    pub checkout: String,
    /// What was paid, in minor units.
    pub total: i64,
    /// Currency.
    pub currency: String,
    /// Items and quantities as JSON.
    pub lines: String,
    /// Where its lines stand, in the protocol's word.
    pub status: String,
    /// The idempotency key of the Complete that was taken; `browser` for one finished there.
    pub key: String,
}

/// A checkout session, as the merchant has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SessionRow {
    /// Session id.
    pub id: String,
    /// `open`, `bank` (3-D Secure), `in_progress`, `charging` (a card, at its provider), `waiting` (for the person to
    /// approve), `completed`, `canceled`.
    pub state: String,
    /// What was last told, in minor units.
    pub total: i64,
    /// Currency.
    pub currency: String,
    /// The number its order was told under.
    pub order: Option<String>,
    /// The method that somebody is to approve (`mpesa`; `card` for a card's bank), while it waits.
    pub waits_for: Option<String>,
}

/// A payment at its provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PaymentRow {
    /// The provider's number of it.
    pub number: String,
    /// The checkout session that it is for.
    pub session: String,
    /// The method's id (`mpesa`; `card` for one that none of them is of).
    pub method: String,
    /// What the method is called.
    pub title: String,
    /// `created`, `approved`, `captured`, `ended`, `voided`.
    pub stage: String,
    /// What is to be paid, in minor units.
    pub total: i64,
    /// Currency.
    pub currency: String,
    /// Whether it is the session's newest, which [`Storefront::pay`] is about.
    pub newest: bool,
}

/// A way to pay that this merchant takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MethodRow {
    /// Its id; the handler is `dev.tradewind.pay.ID` for most.
    pub id: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// Where the person approves.
    pub way: &'static str,
    /// Countries of delivery (ISO 3166-1 alpha-2), parted by spaces; `*` is anywhere.
    pub countries: &'static str,
}

/// How many of an item there are, as the table `stock` has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StockRow {
    /// Item id.
    pub item: String,
    /// How many are left.
    pub left: i64,
}

/// A running sandbox merchant. Cheap to clone.
#[derive(Clone)]
pub struct Storefront {
    pub(crate) shop: Arc<Shop>,
}

impl Storefront {
    /// Opens a storefront.
    pub fn open(config: Config) -> Result<Self, StorefrontError> {
        Ok(Self { shop: Arc::new(Shop::open(config)?) })
    }

    /// The orders there are, oldest first.
    pub fn orders(&self) -> Vec<OrderRow> {
        let db = self.shop.db();
        settle::settle_due(&self.shop, &db);
        let read = || -> rusqlite::Result<Vec<OrderRow>> {
            let mut rows = db.prepare_cached(
                "SELECT id, checkout, total, currency, lines, body FROM orders ORDER BY rowid",
            )?;
            rows.query_map([], |row| {
                let (status, key) = status_and_key(&row.get::<_, String>(5)?);
                Ok(OrderRow {
                    id: row.get(0)?,
                    checkout: row.get(1)?,
                    total: row.get(2)?,
                    currency: row.get(3)?,
                    lines: row.get(4)?,
                    status,
                    key,
                })
            })?
            .collect()
        };
        read().unwrap_or_default()
    }

    /// The checkout sessions there are, oldest first.
    pub fn sessions(&self) -> Vec<SessionRow> {
        let db = self.shop.db();
        settle::settle_due(&self.shop, &db);
        deed::expire_due(&self.shop, &db);
        let row = |session: Session| {
            let order = session.order_number().map(str::to_owned);
            let waits = session.state == "waiting";
            let waits_for = session.payments.last().filter(|_| waits).map(|payment| payment.method.clone());
            let seen = session.seen.unwrap_or_default();
            SessionRow {
                id: session.id,
                state: session.state,
                total: seen.total,
                currency: seen.currency,
                order,
                waits_for,
            }
        };
        Session::all(&db, "{").into_iter().map(row).collect()
    }

    /// What is due by now is done, though nobody asks: payments settle, and what waits for too long ends.
    pub fn pass_time(&self) {
        let db = self.shop.db();
        settle::settle_due(&self.shop, &db);
        deed::expire_due(&self.shop, &db);
    }

    /// The newest session that was not bought as the books stand, by its id.
    pub fn newest_unpaid(&self) -> Option<String> {
        Session::newest(&self.shop.db(), |session| session.state != "completed").map(|session| session.id)
    }

    /// The payments there are, by session and then oldest first.
    pub fn payments(&self) -> Vec<PaymentRow> {
        let db = self.shop.db();
        deed::expire_due(&self.shop, &db);
        let row = |session: &Session, at: usize| {
            let payment = &session.payments[at];
            PaymentRow {
                number: payment.at_provider().to_owned(),
                session: session.id.clone(),
                method: payment.method.clone(),
                title: payment.title().to_owned(),
                stage: payment.stage.as_str().to_owned(),
                total: payment.quote.total,
                currency: payment.quote.currency.clone(),
                newest: at + 1 == session.payments.len(),
            }
        };
        let sessions = Session::all(&db, "\"payments\":[{");
        sessions.iter().flat_map(|one| (0..one.payments.len()).map(move |at| row(one, at))).collect()
    }

    /// The ways to pay that [`Config::methods`] switches on, in the order in which they are told.
    pub fn methods() -> Vec<MethodRow> {
        METHODS
            .iter()
            .map(|method| MethodRow {
                id: method.id,
                title: method.title,
                way: method.way.as_str(),
                countries: method.countries,
            })
            .collect()
    }

    /// The buyer finishes a session in the browser: the order is committed under the key `browser`. Says whether it was.
    pub fn finish(&self, session: &str) -> bool {
        complete::finish(&self.shop, session)
    }

    /// The buyer shows the bank that it is them; the next Complete is taken. Says whether the bank had asked.
    pub fn verify(&self, session: &str) -> bool {
        complete::verify(&self.shop, session)
    }

    /// The person, their bank or time does something at the provider of a session's newest payment.
    pub fn pay(&self, session: &str, deed: Deed) -> Result<(), Refused> {
        self.pay_saying(session, deed, None, None)
    }

    /// As [`Storefront::pay`], with a word of the provider's in place of its usual one, or of another sum, in minor units.
    pub fn pay_saying(
        &self,
        session: &str,
        deed: Deed,
        word: Option<&str>,
        minor: Option<i64>,
    ) -> Result<(), Refused> {
        deed::act(&self.shop, session, None, Doing { deed, word, minor })
    }

    /// What moved at the providers, oldest first.
    pub fn ledger(&self) -> Vec<LedgerRow> {
        let db = self.shop.db();
        settle::settle_due(&self.shop, &db);
        deed::expire_due(&self.shop, &db);
        ledger::rows(&db).unwrap_or_default()
    }

    /// How many of an item are left.
    pub fn stock(&self, item: &str) -> i64 {
        self.shop.stock(&self.shop.db(), item)
    }

    /// How many there are of each item, in the feed's order.
    pub fn stock_list(&self) -> Vec<StockRow> {
        let db = self.shop.db();
        let goods = &self.shop.goods.items;
        goods
            .iter()
            .map(|good| StockRow { item: good.id.clone(), left: self.shop.stock(&db, &good.id) })
            .collect()
    }

    /// The faults that are on.
    pub fn faults(&self) -> Vec<Fault> {
        lock(&self.shop.faults).list().to_vec()
    }

    /// Moves an order on: `shipped`, `in_transit`, `delivered`, `canceled` or `refund`. Says whether it did.
    pub fn advance(&self, order: &str, step: &str) -> bool {
        order::advance(&self.shop, order, step).is_some()
    }

    /// Switches a fault on.
    pub fn set_fault(&self, fault: Fault) {
        lock(&self.shop.faults).set(fault);
    }

    /// Switches a fault off.
    pub fn clear_fault(&self, name: &str) {
        lock(&self.shop.faults).clear(name);
    }

    /// The live shows, as they stand; none where no film was given.
    pub fn live(&self) -> Vec<LiveRow> {
        self.shop.live.as_ref().map(|live| sessions::rows(&self.shop, live)).unwrap_or_default()
    }

    /// What was reported of the live shows, oldest first.
    pub fn live_reports(&self) -> Vec<LiveReport> {
        self.shop.live.as_ref().map(reports::all).unwrap_or_default()
    }

    /// The host does something in a show, or the tester: the number of what the show has said last.
    pub fn live_act(&self, session: &str, deed: &LiveDeed) -> Result<u64, LiveRefused> {
        act::act(&self.shop, session, deed)
    }

    /// A creator's link to a path of this shop, with a code where one is promised, good until a moment in Unix seconds.
    /// None where a part has other than letters, digits, `-` and `_`.
    pub fn creator_link(&self, path: &str, by: &str, code: Option<&str>, expires: i64) -> Option<String> {
        links::signed(&self.shop, path, by, code, expires)
    }

    /// Apple's ad postbacks that came and held, oldest first.
    pub fn postbacks(&self) -> Vec<PostbackRow> {
        postbacks::rows(&self.shop.db()).unwrap_or_default()
    }

    /// The body of an ad postback that says this, signed by this sandbox's own key, which is nobody's but a tester's: SKAdNetwork's
    /// where it has a `version` of 2.1 to 4.0, else AdAttributionKit's. None where that version has no such fields.
    pub fn signed_postback(&self, says: &serde_json::Value) -> Option<serde_json::Value> {
        postback::signed(&self.shop, says)
    }

    /// A short code that stands for a link, until a moment in Unix seconds where one is named. The link is not looked at: what a
    /// wrong one does is the app's to show. None for one that is too long.
    pub fn short_code(&self, link: &str, expires: Option<i64>) -> Option<String> {
        short_codes::make(&self.shop, link, expires)
    }

    /// What the payment service provider signs its webhooks with; none without a provider.
    pub fn webhook_secret(&self) -> Option<String> {
        self.shop.webhook().map(|(.., secret)| secret)
    }

    /// Signs with another key from now on; the one before it stays in the profile (`signatures.md`, "Key Rotation").
    pub fn rotate_key(&self) {
        self.shop.key_number.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
    }

    /// Method and path of each request so far.
    pub fn requests(&self) -> Vec<String> {
        lock(&self.shop.log).clone()
    }
}

/// Where the first line of an order stands (they go together here), and the key it was bought with.
fn status_and_key(order: &str) -> (String, String) {
    let order: serde_json::Value = serde_json::from_str(order).unwrap_or_default();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    (text(&order["line_items"][0]["status"]), text(&order["key"]))
}
