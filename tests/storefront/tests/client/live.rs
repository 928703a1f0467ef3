//! The merchant on a port of its own, with every way to pay, and a platform and a person in front of it who speak HTTP.

use super::judge_of;
use serde_json::{Value, json};
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use tradewind_storefront::{Config, Fault, Storefront, Version, doubles};

/// Where the app wants the person back.
pub(crate) const RETURN: &str = "tradewind://payment/return/id1";
const AGENT: &str = "profile=\"https://platform.example/profile.2026-08-25.json\"";

/// A merchant that listens.
pub(crate) struct Live {
    pub(crate) front: Storefront,
    pub(crate) now: Arc<AtomicI64>,
    pub(crate) agent: &'static str,
    /// Whether answers are judged by the protocol's schemas; a judgement takes about a second.
    pub(crate) judges: bool,
    address: SocketAddr,
    next: AtomicU32,
}

/// An answer as it came.
pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let line = self
            .head
            .lines()
            .find(|line| line.split_once(':').is_some_and(|(known, _)| known.eq_ignore_ascii_case(name)))?;
        line.split_once(':').map(|(_, value)| value.trim())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }
}

impl Live {
    /// A shop of one mug at a price such as `1500.00 KES`.
    pub(crate) fn selling(price: &str) -> Self {
        Self::with(price, |_| {})
    }

    pub(crate) fn with(price: &str, change: impl FnOnce(&mut Config)) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.set_nonblocking(true).expect("a socket of ours");
        let address = listener.local_addr().expect("an address");
        let now = Arc::new(AtomicI64::new(1_795_521_600_000));
        let mut config = Config::new(&format!("http://{address}"));
        config.feed = Some(format!("id\ttitle\tprice\nmug\tMug\t{price}\n"));
        config.methods = true;
        let clock = now.clone();
        config.clock = Arc::new(move || clock.load(Ordering::SeqCst));
        change(&mut config);
        let front = Storefront::open(config).expect("a good feed");
        let serving = front.clone();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Runtime::new().expect("a runtime");
            runtime.block_on(async move {
                let listener = tokio::net::TcpListener::from_std(listener).expect("a listener");
                serving.serve(listener, std::future::pending()).await.expect("serves");
            });
        });
        Self { front, now, agent: AGENT, judges: false, address, next: AtomicU32::new(0) }
    }

    /// Switches a fault on.
    pub(crate) fn fault(&self, text: &str) {
        self.front.set_fault(Fault::parse(text).expect("well written"));
    }

    /// Lets time pass.
    pub(crate) fn wait(&self, seconds: i64) {
        self.now.fetch_add(seconds * 1_000, Ordering::SeqCst);
    }

    pub(crate) fn http(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut stream = TcpStream::connect(self.address).expect("it listens");
        let more: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncontent-length: {}\r\n{more}\r\n{body}",
            self.address,
            body.len()
        );
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("text");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        Answer { status, head: head.to_owned(), body: body.to_owned() }
    }

    pub(crate) fn key(&self) -> String {
        format!("key-{}", self.next.fetch_add(1, Ordering::SeqCst))
    }

    /// A request of the protocol.
    pub(crate) fn ucp(&self, method: &str, path: &str, body: &Value) -> Answer {
        let key = self.key();
        let headers = [
            ("ucp-agent", self.agent),
            ("request-id", "00000000-0000-4000-8000-000000000000"),
            ("idempotency-key", key.as_str()),
            ("accept-language", "en"),
        ];
        let body = if method == "GET" { String::new() } else { body.to_string() };
        self.http(method, path, &headers, &body)
    }

    /// The same, judged.
    pub(crate) fn judged(self) -> Self {
        Self { judges: true, ..self }
    }

    /// An answer about a checkout.
    pub(crate) fn checkout(&self, method: &str, path: &str, body: &Value) -> Value {
        let answer = self.ucp(method, path, body);
        assert!(answer.status < 300, "{method} {path}: {} {}", answer.status, answer.body);
        let body = answer.json();
        let operation = match (method, path.rsplit('/').next()) {
            (_, Some("complete")) => "complete",
            ("GET", _) => "read",
            ("PUT", _) => "update",
            _ => "create",
        };
        if self.judges
            && let Some(judge) = judge_of(Version::V2026_08_25)
        {
            judge.answer("checkout", operation, &body);
        }
        body
    }

    /// A checkout of mugs to a country, ready for Complete.
    pub(crate) fn ready(&self, country: &str) -> Value {
        let ready = self.checkout("POST", "/checkout-sessions", &Self::order(country, 1));
        assert_eq!(ready["status"], "ready_for_complete", "{ready:#}");
        ready
    }

    pub(crate) fn order(country: &str, quantity: u32) -> Value {
        json!({
            "line_items": [{"item": {"id": "mug"}, "quantity": quantity}],
            "buyer": {"email": "noor@example.com", "first_name": "Noor"},
            "fulfillment": {"methods": [{"type": "shipping", "destinations": [{
                "street_address": "Long Street 1", "address_locality": "Town", "postal_code": "10115",
                "address_country": country,
            }]}]},
        })
    }

    pub(crate) fn get(&self, checkout: &Value) -> Value {
        self.checkout("GET", &path(checkout), &Value::Null)
    }

    /// Completes by a method that the merchant is asked for first.
    pub(crate) fn complete(&self, checkout: &Value, method: &str) -> Value {
        self.checkout("POST", &format!("{}/complete", path(checkout)), &paying(&instrument(method)))
    }

    /// What is refused by status.
    pub(crate) fn refused(&self, checkout: &Value, instrument: &Value) -> u16 {
        self.ucp("POST", &format!("{}/complete", path(checkout)), &paying(instrument)).status
    }

    /// The provider's side without a browser: the status, and the code of a refusal.
    pub(crate) fn deed(&self, checkout: &Value, query: &str) -> (u16, String) {
        let id = checkout["id"].as_str().expect("an id");
        let path = format!("/_sandbox/pay/{id}?{query}");
        let answer = self.http("POST", &path, &[("x-sandbox-token", "sandbox")], "");
        let code = answer.json()["messages"][0]["code"].as_str().unwrap_or_default().to_owned();
        (answer.status, code)
    }

    /// A button of a page.
    pub(crate) fn press(&self, page: &str, deed: &str) -> Answer {
        self.http("POST", &self.path_of(page), &[], &format!("as={deed}"))
    }

    /// The path of an address here.
    pub(crate) fn path_of(&self, url: &str) -> String {
        url.strip_prefix(&format!("http://{}", self.address)).expect("an address here").to_owned()
    }

    /// Entries of the book of what moved at the providers, and how many captures were once too often.
    pub(crate) fn book(&self) -> (Vec<String>, usize) {
        let rows = self.front.ledger();
        (rows.iter().map(|row| row.entry.clone()).collect(), doubles(&rows))
    }

    pub(crate) fn orders(&self) -> usize {
        self.front.orders().len()
    }
}

pub(crate) fn path(checkout: &Value) -> String {
    format!("/checkout-sessions/{}", checkout["id"].as_str().expect("an id"))
}

pub(crate) fn paying(instrument: &Value) -> Value {
    json!({"payment": {"instruments": [instrument]}})
}

/// An instrument without a credential, with all that any of them wants.
pub(crate) fn instrument(method: &str) -> Value {
    json!({
        "id": "instrument_1", "handler_id": format!("h_{method}"), "type": method, "selected": true,
        "return_url": RETURN, "phone_number": "+254712345678",
    })
}

/// The one piece of work that is waited for: its type, its id and its configuration.
pub(crate) fn work(checkout: &Value) -> (String, String, Value) {
    let types = checkout["actions"].as_object().expect("work");
    let (kind, list) = types.iter().next().expect("a type");
    assert_eq!((types.len(), list.as_array().map(Vec::len)), (1, Some(1)), "{checkout:#}");
    (kind.clone(), list[0]["id"].as_str().expect("an id").to_owned(), list[0]["config"].clone())
}

pub(crate) fn codes(checkout: &Value) -> Vec<&str> {
    super::Client::codes(checkout)
}
