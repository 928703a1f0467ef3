//! What is asked of the provider: intents made, confirmed, read, looked for and cancelled.

use super::cards::Card;
use super::intent::{Intent, Trouble, json, word};
use super::proxy::{self, Proxy};
use super::wire::{self, Call};
use crate::fault::Faults;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How long an answer is waited for.
const WAIT: Duration = Duration::from_secs(3);
/// Intents a page when they are looked through, and the most pages.
const PAGE: usize = 100;
const MAX_PAGES: usize = 50;
/// The test key that the provider is spoken to with. It is nobody's: localstripe takes any.
const KEY: &str = "Bearer sk_test_tradewind";
/// The longest metadata value that Stripe takes.
const MAX_VALUE: usize = 500;
/// What we want to hear of.
const EVENTS: [&str; 3] =
    ["payment_intent.succeeded", "payment_intent.payment_failed", "payment_intent.canceled"];

/// An intent as we want it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// The checkout session.
    pub(crate) session: String,
    /// The key of the Complete.
    key: String,
    /// Minor units.
    amount: i64,
    /// ISO 4217, in small letters.
    currency: String,
}

impl Wanted {
    /// What a Complete asks for. A key that is too long for metadata is told by its hash.
    pub(crate) fn new(session: &str, key: &str, amount: i64, currency: &str) -> Self {
        let key = if key.len() > MAX_VALUE {
            blake3::hash(key.as_bytes()).to_hex().to_string()
        } else {
            key.to_owned()
        };
        Self { session: session.to_owned(), key, amount, currency: currency.to_ascii_lowercase() }
    }

    /// Whether an intent is this one: of the same Complete, and of the same sum.
    pub(crate) fn is(&self, intent: &Intent) -> bool {
        let of = (intent.session.as_str(), intent.key.as_str(), intent.amount, intent.currency.as_str());
        of == (self.session.as_str(), self.key.as_str(), self.amount, self.currency.as_str())
    }

    /// The key under which the provider gives one answer to a request. It stays the same as long as `attempt` does.
    fn idempotency_key(&self, what: &str, attempt: u32) -> String {
        let of = blake3::hash(format!("{} {}", self.session, self.key).as_bytes()).to_hex();
        format!("{what}-{attempt}-{of}")
    }
}

/// The provider, behind the proxy that spoils what passes.
pub(crate) struct Psp {
    proxy: Proxy,
    is_registered: AtomicBool,
}

impl Psp {
    /// The provider at an address, with the faults that may stand between us and it.
    pub(crate) fn open(address: SocketAddr, faults: Arc<Mutex<Faults>>) -> std::io::Result<Self> {
        Ok(Self { proxy: proxy::start(address, faults)?, is_registered: AtomicBool::new(false) })
    }

    /// Asks for webhooks, once, and again where the provider was away: it may have forgotten. Without them everything is
    /// learnt too, by asking.
    pub(crate) fn register(&self, name: &str, url: &str, secret: &str) {
        if self.is_registered.load(Ordering::Relaxed) {
            return;
        }
        let body = json!({"url": url, "secret": secret, "events": EVENTS});
        let mut call =
            call("POST", &format!("/_config/webhooks/{name}"), "application/json", body.to_string());
        call.headers.retain(|(name, _)| name != "authorization");
        let answer = wire::send(self.proxy.address, &call, WAIT);
        let is_taken = answer.is_ok_and(|answer| answer.status == 200);
        self.is_registered.store(is_taken, Ordering::Relaxed);
    }

    /// Registers again next time.
    pub(crate) fn was_away(&self) {
        self.is_registered.store(false, Ordering::Relaxed);
    }

    /// Makes a payment method of a test card; its id.
    pub(crate) fn method(&self, card: Card) -> Result<String, Trouble> {
        let fields = [
            ("type", "card"),
            ("card[number]", card.number()),
            ("card[exp_month]", "12"),
            ("card[exp_year]", "2034"),
            ("card[cvc]", "123"),
        ];
        let made = self.post("/v1/payment_methods", &fields, None)?;
        word(&made["id"]).ok_or(UNREADABLE)
    }

    /// Makes an intent that moves no money yet: until it is confirmed, a second one does no harm.
    pub(crate) fn create(&self, wanted: &Wanted, method: &str, attempt: u32) -> Result<Intent, Trouble> {
        let amount = wanted.amount.to_string();
        let fields = [
            ("amount", amount.as_str()),
            ("currency", &wanted.currency),
            ("payment_method", method),
            ("metadata[session]", &wanted.session),
            ("metadata[key]", &wanted.key),
        ];
        let key = wanted.idempotency_key("create", attempt);
        intent(&self.post("/v1/payment_intents", &fields, Some(&key))?)
    }

    /// Moves the money, or says what is missing. An intent can be confirmed once: whoever asks again is refused.
    pub(crate) fn confirm(&self, wanted: &Wanted, id: &str, attempt: u32) -> Result<Intent, Trouble> {
        let key = wanted.idempotency_key("confirm", attempt);
        intent(&self.post(&format!("/v1/payment_intents/{id}/confirm"), &[], Some(&key))?)
    }

    /// Takes an intent back: it moves nothing any more.
    pub(crate) fn cancel(&self, id: &str) -> Result<Intent, Trouble> {
        intent(&self.post(&format!("/v1/payment_intents/{id}/cancel"), &[], None)?)
    }

    /// The person has shown their bank that it is them, or has not: localstripe's stand-in for the bank's page.
    pub(crate) fn authenticate(&self, id: &str, secret: &str, success: bool) -> Result<Intent, Trouble> {
        let fields = [("client_secret", secret), ("success", if success { "true" } else { "false" })];
        intent(&self.post(&format!("/v1/payment_intents/{id}/_authenticate"), &fields, None)?)
    }

    /// An intent as it stands now.
    pub(crate) fn intent(&self, id: &str) -> Result<Intent, Trouble> {
        intent(&self.get(&format!("/v1/payment_intents/{id}"))?)
    }

    /// The intent of a Complete, looked for among all: localstripe does not search by metadata.
    pub(crate) fn find(&self, wanted: &Wanted) -> Result<Option<Intent>, Trouble> {
        let mut after = String::new();
        for _ in 0..MAX_PAGES {
            let page = self.get(&format!("/v1/payment_intents?limit={PAGE}{after}"))?;
            let all = page["data"].as_array().ok_or(UNREADABLE)?;
            if let Some(found) = all.iter().filter_map(Intent::read).find(|one| wanted.is(one)) {
                return Ok(Some(found));
            }
            let Some(last) = all.last().filter(|_| page["has_more"] == true) else { return Ok(None) };
            after = format!("&starting_after={}", word(&last["id"]).ok_or(UNREADABLE)?);
        }
        Err(UNREADABLE)
    }

    fn get(&self, path: &str) -> Result<Value, Trouble> {
        json(wire::send(self.proxy.address, &call("GET", path, "", String::new()), WAIT))
    }

    fn post(&self, path: &str, fields: &[(&str, &str)], key: Option<&str>) -> Result<Value, Trouble> {
        let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let form: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        let mut call = call("POST", path, "application/x-www-form-urlencoded", form.join("&"));
        call.headers.extend(key.map(|key| ("idempotency-key".to_owned(), key.to_owned())));
        json(wire::send(self.proxy.address, &call, WAIT))
    }
}

/// An answer of success that cannot be read: nobody knows what was done.
const UNREADABLE: Trouble = Trouble::Unknown { after_ms: 0, is_kept: false };

fn intent(value: &Value) -> Result<Intent, Trouble> {
    Intent::read(value).ok_or(UNREADABLE)
}

fn call(method: &str, path: &str, kind: &str, body: String) -> Call {
    let mut headers = vec![("authorization".to_owned(), KEY.to_owned())];
    if !kind.is_empty() {
        headers.push(("content-type".to_owned(), kind.to_owned()));
    }
    Call { method: method.to_owned(), path: path.to_owned(), headers, body: body.into_bytes() }
}
