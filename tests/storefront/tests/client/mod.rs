//! A platform that asks as the protocol says, and the official validator as the judge of what it is told.
#![allow(dead_code, reason = "each test file uses its part")]

pub(crate) mod charged;
pub(crate) mod heard;
pub(crate) mod live;
pub(crate) mod localstripe;

use axum::body::Body;
use axum::http::{HeaderMap, Request};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use tower::ServiceExt;
use tradewind_schemas::Judge;
use tradewind_storefront::{Config, Fault, Storefront, Version};

/// Judges an answer of 2026-04-08 by the schemas of its resource.
pub(crate) fn judge(resource: &str, operation: &str, body: &Value) {
    if let Some(judge) = judge_of(Version::V2026_04_08) {
        judge.answer(resource, operation, body);
    }
}

/// The judge of a version, where its schemas are.
pub(crate) fn judge_of(version: Version) -> Option<&'static Judge> {
    static OLD: LazyLock<Option<Judge>> = LazyLock::new(|| Judge::at("2026-04-08"));
    static NEW: LazyLock<Option<Judge>> = LazyLock::new(|| Judge::at("2026-08-25"));
    match version {
        Version::V2026_04_08 => OLD.as_ref(),
        Version::V2026_08_25 => NEW.as_ref(),
    }
}

/// A platform in front of the merchant, in process, on a clock that a test turns.
pub(crate) struct Client {
    pub(crate) front: Storefront,
    pub(crate) now: Arc<AtomicI64>,
    next: Mutex<u32>,
    agent: String,
}

/// An answer as it came.
pub(crate) struct Came {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

impl Client {
    pub(crate) fn new() -> Self {
        Self::with(|_| {})
    }

    /// A platform that speaks a version: its profile, which nobody fetches, has the date in its address.
    pub(crate) fn at(version: Version) -> Self {
        let profile = format!("https://platform.example/profile.{}.json", version.date());
        Self { agent: agent(&profile), ..Self::new() }
    }

    pub(crate) fn with(change: impl FnOnce(&mut Config)) -> Self {
        let now = Arc::new(AtomicI64::new(1_795_521_600_000));
        let mut config = Config::new("http://127.0.0.1:1");
        let clock = now.clone();
        config.clock = Arc::new(move || clock.load(Ordering::SeqCst));
        change(&mut config);
        let front = Storefront::open(config).expect("the seed is good");
        Self { front, now, next: Mutex::new(0), agent: agent("http://127.0.0.1:2/profile") }
    }

    /// Switches a fault on.
    pub(crate) fn fault(&self, text: &str) {
        self.front.set_fault(Fault::parse(text).expect("well written"));
    }

    /// The tester's hand.
    pub(crate) async fn sandbox(&self, path: &str, body: &Value) -> u16 {
        let request = Request::builder().method("POST").uri(path).header("x-sandbox-token", "sandbox");
        let request = request.body(Body::from(body.to_string())).expect("a request");
        self.front.router().oneshot(request).await.expect("infallible").status().as_u16()
    }

    pub(crate) async fn send(
        &self,
        method: &str,
        path: &str,
        key: Option<&str>,
        body: &Value,
    ) -> Option<(u16, Value)> {
        self.call(method, path, key, body, &self.agent).await.map(|came| (came.status, came.body))
    }

    pub(crate) async fn call(
        &self,
        method: &str,
        path: &str,
        key: Option<&str>,
        body: &Value,
        agent: &str,
    ) -> Option<Came> {
        let key = key.map(str::to_owned).unwrap_or_else(|| {
            let mut next = self.next.lock().expect("not poisoned");
            *next += 1;
            format!("key-{next}")
        });
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "127.0.0.1:1")
            .header("ucp-agent", agent)
            .header("request-id", "00000000-0000-4000-8000-000000000000")
            .header("accept-language", "de")
            .header("idempotency-key", key)
            .body(Body::from(if method == "GET" { String::new() } else { body.to_string() }))
            .expect("a request");
        let answer = self.front.router().oneshot(request).await.expect("infallible");
        let status = answer.status().as_u16();
        let headers = answer.headers().clone();
        let bytes = axum::body::to_bytes(answer.into_body(), 1 << 23).await.ok()?;
        Some(Came { status, headers, body: serde_json::from_slice(&bytes).unwrap_or(Value::Null) })
    }

    pub(crate) async fn ok(&self, method: &str, path: &str, body: Value) -> Value {
        let (status, body) = self.send(method, path, None, &body).await.expect("an answer");
        assert!(status < 300, "{method} {path}: {status} {body:#}");
        body
    }

    pub(crate) async fn ready(&self, item: &str, quantity: u32) -> Value {
        self.ok("POST", "/checkout-sessions", Self::order(item, quantity)).await
    }

    /// A body that wants nothing more.
    pub(crate) fn order(item: &str, quantity: u32) -> Value {
        let lines = json!([{"item": {"id": item}, "quantity": quantity}]);
        json!({
            "line_items": lines,
            "buyer": {"email": "noor@example.com", "first_name": "Noor"},
            "fulfillment": {"methods": [{"type": "shipping", "destinations": [{
                "street_address": "Lange Straße 1", "address_locality": "Berlin", "postal_code": "10115",
                "address_country": "DE",
            }]}]},
        })
    }

    /// The session as a GET has it.
    pub(crate) async fn get(&self, checkout: &Value) -> Value {
        self.ok("GET", &Self::path(checkout), json!({})).await
    }

    /// Where a session lies.
    pub(crate) fn path(checkout: &Value) -> String {
        format!("/checkout-sessions/{}", checkout["id"].as_str().expect("an id"))
    }

    /// The codes of an answer's messages.
    pub(crate) fn codes(answer: &Value) -> Vec<&str> {
        let all = answer["messages"].as_array();
        all.into_iter().flatten().filter_map(|message| message["code"].as_str()).collect()
    }

    /// The last of an answer's totals.
    pub(crate) fn total(answer: &Value) -> i64 {
        answer["totals"].as_array().and_then(|all| all.last()?["amount"].as_i64()).expect("a total")
    }

    pub(crate) async fn pay(&self, checkout: &Value, key: &str, token: &str) -> Option<(u16, Value)> {
        let id = checkout["id"].as_str().expect("an id");
        let body = json!({"payment": {"instruments": [{
            "id": "i1", "handler_id": "sandbox", "type": "sandbox", "selected": true,
            "credential": {"type": "token", "token": token},
        }]}});
        self.send("POST", &format!("/checkout-sessions/{id}/complete"), Some(key), &body).await
    }
}

/// `UCP-Agent` of a platform whose profile lies there.
pub(crate) fn agent(profile: &str) -> String {
    format!("profile=\"{profile}\"")
}
