//! What the merchant says of the next request, and what becomes of one that does not hold it.

mod client;

use client::{Client, judge_of};
use serde_json::{Value, json};
use tradewind_storefront::Version;

const NEW: Version = Version::V2026_08_25;
const ADDRESS: &str = "billing_address";

async fn ready(kind: &str, version: Version) -> (Client, Value) {
    let c = Client::at(version);
    c.fault(&format!("constraints:as={kind}"));
    let ready = c.ready("mug-indigo", 1).await;
    (c, ready)
}

/// What an answer's instrument says, and what its root says.
fn said(answer: &Value) -> (&Value, &Value) {
    let instrument =
        &answer["ucp"]["payment_handlers"]["dev.tradewind.sandbox_wallet"][0]["available_instruments"][0];
    (&instrument["ucp"]["request_constraints"], &answer["ucp"]["request_constraints"])
}

/// Completes with an instrument that has these members too.
async fn completed(c: &Client, checkout: &Value, more: Value) -> Value {
    let mut instrument = json!({"id": "i1", "handler_id": "sandbox", "type": "sandbox", "selected": true,
        "credential": {"type": "token", "token": "sandbox_ok"}});
    for (name, value) in more.as_object().into_iter().flatten() {
        instrument[name] = value.clone();
    }
    let path = format!("{}/complete", Client::path(checkout));
    c.ok("POST", &path, json!({"payment": {"instruments": [instrument]}})).await
}

#[tokio::test]
async fn a_billing_address_that_was_asked_for_is_wanted() {
    let (c, ready) = ready("billing", NEW).await;
    assert_eq!(said(&ready).0["required"], json!([ADDRESS]));
    for (more, at) in [
        (json!({}), "$.payment.instruments[0].billing_address"),
        (
            json!({ADDRESS: {"address_country": "DE"}}),
            "$.payment.instruments[0].billing_address.street_address",
        ),
    ] {
        let refused = completed(&c, &ready, more).await;
        assert_eq!(
            (refused["status"].as_str(), refused["messages"][0]["path"].as_str()),
            (Some("incomplete"), Some(at))
        );
        assert_eq!(refused["messages"][0]["severity"], "recoverable");
        assert_eq!(c.get(&ready).await["status"], "ready_for_complete", "nothing was taken");
    }
    let whole = json!({ADDRESS: {"street_address": "Lange Straße 1", "address_country": "DE"}});
    assert_eq!(completed(&c, &ready, whole).await["status"], "completed");
}

#[tokio::test]
async fn kinds_of_credential_are_held() {
    let (c, ready) = ready("credential", NEW).await;
    assert_eq!(completed(&c, &ready, json!({})).await["status"], "incomplete");
    let pan = json!({"credential": {"type": "pan", "token": "sandbox_ok"}});
    assert_eq!(completed(&c, &ready, pan).await["status"], "incomplete", "its code is missing");
    let pan = json!({"credential": {"type": "pan", "cvc": "123", "token": "sandbox_ok"}});
    assert_eq!(completed(&c, &ready, pan).await["status"], "completed");
}

#[tokio::test]
async fn an_update_that_does_not_hold_what_was_said_changes_nothing() {
    let (c, ready) = ready("quantity", NEW).await;
    let told = c.ok("PUT", &Client::path(&ready), Client::order("mug-indigo", 3)).await;
    assert_eq!(told["line_items"], ready["line_items"]);
    assert_eq!(told["messages"][0]["path"], "$.line_items[0].quantity");
    let (c, ready) = self::ready("codes", NEW).await;
    let mut order = Client::order("mug-indigo", 1);
    let told = c.ok("PUT", &Client::path(&ready), order.clone()).await;
    assert_eq!(told["messages"][0]["path"], "$.discounts");
    order["discounts"] = json!({"codes": ["WELCOME10"]});
    let told = c.ok("PUT", &Client::path(&ready), order.clone()).await;
    assert_eq!(told["messages"][0]["path"], "$.discounts.codes");
    order["discounts"] = json!({"codes": []});
    assert_eq!(Client::codes(&c.ok("PUT", &Client::path(&ready), order).await), [""; 0]);
    assert_eq!(completed(&c, &ready, json!({})).await["status"], "completed", "it is said of updates");
}

#[tokio::test]
async fn what_was_said_is_gone_with_the_next_answer() {
    let c = Client::at(NEW);
    let ready = c.ready("mug-indigo", 1).await;
    c.fault("constraints:as=billing:times=1");
    assert!(said(&c.get(&ready).await).0.is_object());
    assert!(said(&c.get(&ready).await).0.is_null());
    assert_eq!(completed(&c, &ready, json!({})).await["status"], "completed");
}

#[tokio::test]
async fn what_is_said_is_what_the_protocol_says_and_nothing_is_said_before_it() {
    for kind in tradewind_storefront::kinds("constraints") {
        let (_, old) = ready(kind, Version::V2026_04_08).await;
        let (_, new) = ready(kind, NEW).await;
        assert_eq!(said(&old), (&Value::Null, &Value::Null), "{kind}");
        let Some(judge) = judge_of(NEW) else { continue };
        judge.answer("checkout", "create", &new);
        let (instrument, root) = said(&new);
        for said in [instrument, root].into_iter().filter(|said| said.is_object()) {
            assert_eq!(judge.faults_of_constraints(said).is_empty(), *kind != "malformed", "{kind}");
        }
    }
}

#[tokio::test]
async fn what_nobody_can_use_is_held_only_where_it_is_well_formed() {
    let (c, ready) = ready("malformed", NEW).await;
    assert_eq!(completed(&c, &ready, json!({})).await["status"], "completed");
    let (c, ready) = self::ready("unsupported", NEW).await;
    assert_eq!(completed(&c, &ready, json!({})).await["status"], "incomplete");
    let whole = json!({ADDRESS: {"street_address": "Lange Straße 1", "address_country": "DE"}});
    assert_eq!(completed(&c, &ready, whole).await["status"], "completed");
}
