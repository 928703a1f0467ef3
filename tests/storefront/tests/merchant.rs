//! The sandbox merchant against the protocol: every answer judged by the official validator, every promise tried.

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use tower::ServiceExt;
use tradewind_storefront::{Config, Fault, Storefront};
use ucp_schema::{Direction, ResolveOptions, bundle_refs, load_schema, validate};

#[allow(clippy::print_stdout, reason = "a skipped check says so")]
fn schemas() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/ucp/schemas/shopping");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: the protocol's schemas are not beside this checkout; bodies are not judged");
    None
}

/// Judges an answer by the schema of its resource.
fn judge(file: &str, definition: Option<&str>, operation: &str, body: &Value) {
    let Some(folder) = schemas() else { return };
    let mut schema = load_schema(&folder.join(file)).expect("a schema");
    bundle_refs(&mut schema, &folder).expect("its references");
    let options = ResolveOptions::new(Direction::Response, operation).def_name(definition.map(str::to_owned));
    if let Err(error) = validate(&schema, body, &options) {
        unreachable!("{file} {operation}: {error}\n{body:#}");
    }
}

struct Client {
    front: Storefront,
    next: Mutex<u32>,
}

impl Client {
    fn new() -> Self {
        let front = Storefront::open(Config::new("http://127.0.0.1:1")).expect("the seed is good");
        Self { front, next: Mutex::new(0) }
    }

    async fn send(&self, method: &str, path: &str, key: Option<&str>, body: &Value) -> Option<(u16, Value)> {
        let key = key.map(str::to_owned).unwrap_or_else(|| {
            let mut next = self.next.lock().expect("not poisoned");
            *next += 1;
            format!("key-{next}")
        });
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "127.0.0.1:1")
            .header("ucp-agent", "profile=\"http://127.0.0.1:2/profile\"")
            .header("request-id", "00000000-0000-4000-8000-000000000000")
            .header("accept-language", "de")
            .header("idempotency-key", key)
            .body(Body::from(if method == "GET" { String::new() } else { body.to_string() }))
            .expect("a request");
        let answer = self.front.router().oneshot(request).await.expect("infallible");
        let status = answer.status().as_u16();
        let bytes = axum::body::to_bytes(answer.into_body(), 1 << 20).await.ok()?;
        Some((status, serde_json::from_slice(&bytes).unwrap_or(Value::Null)))
    }

    async fn ok(&self, method: &str, path: &str, body: Value) -> Value {
        let (status, body) = self.send(method, path, None, &body).await.expect("an answer");
        assert!(status < 300, "{method} {path}: {status} {body:#}");
        body
    }

    async fn ready(&self, item: &str, quantity: u32) -> Value {
        let lines = json!([{"item": {"id": item}, "quantity": quantity}]);
        let body = json!({
            "line_items": lines,
            "buyer": {"email": "noor@example.com", "first_name": "Noor"},
            "fulfillment": {"methods": [{"type": "shipping", "destinations": [{
                "street_address": "Lange Straße 1", "address_locality": "Berlin", "postal_code": "10115",
                "address_country": "DE",
            }]}]},
        });
        self.ok("POST", "/checkout-sessions", body).await
    }

    async fn pay(&self, checkout: &Value, key: &str, token: &str) -> Option<(u16, Value)> {
        let id = checkout["id"].as_str().expect("an id");
        let body = json!({"payment": {"instruments": [{
            "id": "i1", "handler_id": "sandbox", "type": "sandbox", "selected": true,
            "credential": {"type": "token", "token": token},
        }]}});
        self.send("POST", &format!("/checkout-sessions/{id}/complete"), Some(key), &body).await
    }
}

#[tokio::test]
async fn every_answer_is_what_the_protocol_says() {
    let c = Client::new();
    let profile = c.ok("GET", "/.well-known/ucp", json!({})).await;
    assert_eq!(profile["ucp"]["version"], "2026-04-08");

    let found = c
        .ok("POST", "/catalog/search", json!({"query": "becher", "context": {"address_country": "DE"}}))
        .await;
    judge("catalog_search.json", Some("search_response"), "search", &found);
    assert_eq!(found["products"][0]["variants"][0]["price"], json!({"amount": 2190, "currency": "EUR"}));
    let looked = c.ok("POST", "/catalog/lookup", json!({"ids": ["mug-indigo", "nothing"]})).await;
    judge("catalog_lookup.json", Some("lookup_response"), "lookup", &looked);
    let product = c.ok("POST", "/catalog/product", json!({"id": "kilim"})).await;
    judge("catalog_lookup.json", Some("get_product_response"), "get_product", &product);
    let none = c.ok("POST", "/catalog/product", json!({"id": "nothing"})).await;
    assert_eq!(none["ucp"]["status"], "error");

    let lines = json!({"line_items": [{"item": {"id": "mug-indigo"}, "quantity": 2}]});
    let cart = c.ok("POST", "/carts", lines).await;
    judge("cart.json", None, "create", &cart);
    let from_cart = c.ok("POST", "/checkout-sessions", json!({"cart_id": cart["id"]})).await;
    judge("checkout.json", None, "create", &from_cart);
    assert_eq!(
        (from_cart["status"].as_str(), from_cart["line_items"][0]["quantity"].as_u64()),
        (Some("incomplete"), Some(2))
    );

    let ready = c.ready("mug-indigo", 2).await;
    judge("checkout.json", None, "create", &ready);
    assert_eq!(ready["status"], "ready_for_complete");
    assert_eq!(ready["totals"][2], json!({"type": "total", "amount": 2 * 2190 + 490}));
    let path = format!("/checkout-sessions/{}", ready["id"].as_str().expect("an id"));
    let express = json!({
        "line_items": ready["line_items"],
        "discounts": {"codes": ["WELCOME10", "WELCOME10", "NOPE"]},
        "fulfillment": {"methods": [{
            "id": "shipping_1", "line_item_ids": ["li_1"], "groups": [{"id": "group_1", "selected_option_id": "express"}],
        }]},
    });
    let updated = c.ok("PUT", &path, express).await;
    judge("checkout.json", None, "update", &updated);
    assert_eq!(updated["totals"][3]["amount"], 2 * 2190 - 438 + 1290);
    assert_eq!(updated["messages"][0]["code"], "discount_code_invalid");

    let before = c.front.stock("mug-indigo");
    let (status, done) = c.pay(&ready, "pay-1", "sandbox_ok").await.expect("an answer");
    judge("checkout.json", None, "complete", &done);
    assert_eq!((status, done["status"].as_str()), (200, Some("completed")));
    assert_eq!(c.front.stock("mug-indigo"), before - 2);
    let order =
        c.ok("GET", &format!("/orders/{}", done["order"]["id"].as_str().expect("an id")), json!({})).await;
    judge("order.json", None, "read", &order);
}

#[tokio::test]
async fn the_same_key_gives_the_first_answer_and_another_body_a_conflict() {
    let c = Client::new();
    let ready = c.ready("mug-indigo", 1).await;
    let first = c.pay(&ready, "k", "sandbox_ok").await.expect("an answer");
    let again = c.pay(&ready, "k", "sandbox_ok").await.expect("an answer");
    assert_eq!(first, again);
    assert_eq!(c.pay(&ready, "k", "other").await.expect("an answer").0, 409);
    assert_eq!(c.pay(&ready, "k2", "sandbox_ok").await.expect("an answer").0, 409);
    assert_eq!(c.front.orders().len(), 1);
}

#[tokio::test]
async fn many_at_once_make_one_order() {
    let c = std::sync::Arc::new(Client::new());
    let ready = c.ready("mug-indigo", 1).await;
    let tries: Vec<_> = (0..8)
        .map(|n| {
            let (c, ready) = (c.clone(), ready.clone());
            tokio::spawn(async move { c.pay(&ready, &format!("k{n}"), "sandbox_ok").await })
        })
        .collect();
    for one in tries {
        one.await.expect("no panic");
    }
    assert_eq!(c.front.orders().len(), 1);
}

#[tokio::test]
async fn each_fault_strikes_as_it_says() {
    let c = Client::new();
    let fault = |text: &str| c.front.set_fault(Fault::parse(text).expect("well written"));
    let ready = c.ready("mug-indigo", 1).await;
    fault("drop-before-commit:path=complete:times=1");
    assert!(c.pay(&ready, "a", "sandbox_ok").await.is_none());
    assert_eq!(c.front.orders().len(), 0);
    fault("drop-after-commit:path=complete:times=1");
    assert!(c.pay(&ready, "a", "sandbox_ok").await.is_none());
    assert_eq!(c.front.orders().len(), 1);
    assert_eq!(c.pay(&ready, "a", "sandbox_ok").await.expect("an answer").1["status"], "completed");

    fault("duplicate:path=complete:times=1");
    let ready = c.ready("mug-celadon", 1).await;
    c.pay(&ready, "b", "sandbox_ok").await.expect("an answer");
    assert_eq!(c.front.orders().len(), 2);
    fault("decline:times=1");
    let ready = c.ready("mug-sand", 1).await;
    let (_, declined) = c.pay(&ready, "c", "sandbox_ok").await.expect("an answer");
    assert_eq!(declined["messages"][0]["code"], "payment_declined");
    fault("slow-complete:times=1");
    let (_, slow) = c.pay(&ready, "d", "sandbox_ok").await.expect("an answer");
    assert_eq!(slow["status"], "complete_in_progress");
    let path = format!("/checkout-sessions/{}", ready["id"].as_str().expect("an id"));
    c.ok("GET", &path, json!({})).await;
    assert_eq!(c.ok("GET", &path, json!({})).await["status"], "completed");

    for (text, status) in [("5xx:times=1", 500), ("retry-after:times=1", 503)] {
        fault(text);
        assert_eq!(c.send("GET", "/.well-known/ucp", None, &json!({})).await.expect("an answer").0, status);
    }
    fault("garbage:times=1");
    assert_eq!(c.send("GET", "/.well-known/ucp", None, &json!({})).await.expect("an answer").1, Value::Null);
    fault("wrong-total:times=1");
    let wrong = c.ready("mug-sand", 1).await;
    assert_eq!(wrong["totals"][2]["amount"], 2190 + 490 + 1);
    fault("out-of-stock:times=1");
    assert_eq!(c.ready("mug-sand", 1).await["status"], "incomplete");
    assert_eq!(c.ready("mug-sand", 11).await["status"], "requires_escalation");
    fault("other-version:times=1");
    assert_ne!(c.ok("GET", "/.well-known/ucp", json!({})).await["ucp"]["version"], "2026-04-08");
}

#[tokio::test]
async fn what_the_protocol_asks_of_a_request_is_asked() {
    let c = Client::new();
    let request = Request::builder().method("POST").uri("/carts").body(Body::from("{}")).expect("a request");
    assert_eq!(c.front.router().oneshot(request).await.expect("infallible").status().as_u16(), 400);
    let foreign =
        Request::builder().uri("/.well-known/ucp").header("host", "evil.example").body(Body::empty());
    let answer = c.front.router().oneshot(foreign.expect("a request")).await.expect("infallible");
    assert_eq!(answer.status().as_u16(), 403);
    assert_eq!(c.send("GET", "/_sandbox/state", None, &json!({})).await.expect("an answer").0, 403);
    for bad in [json!([]), json!({}), json!({"line_items": [{"item": {}, "quantity": 1}]})] {
        assert_eq!(
            c.send("POST", "/checkout-sessions", None, &bad).await.expect("an answer").0,
            400,
            "{bad}"
        );
    }
}
