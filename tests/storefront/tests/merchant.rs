//! The sandbox merchant against the protocol: every answer judged by the official validator, every promise tried.

mod client;

use axum::body::Body;
use axum::http::Request;
use client::{Client, judge_of};
use serde_json::{Value, json};
use tower::ServiceExt;
use tradewind_storefront::{Fault, Version};

#[tokio::test]
async fn every_answer_is_what_the_protocol_says() {
    for version in Version::ALL {
        every_answer(version).await;
    }
}

async fn every_answer(version: Version) {
    let c = Client::at(version);
    let judge = |resource: &str, operation: &str, body: &Value| {
        assert_eq!(body["ucp"]["version"], version.date(), "{operation}");
        if let Some(judge) = judge_of(version) {
            judge.answer(resource, operation, body);
        }
    };

    let found = c
        .ok("POST", "/catalog/search", json!({"query": "becher", "context": {"address_country": "DE"}}))
        .await;
    judge("search", "search", &found);
    assert_eq!(found["products"][0]["variants"][0]["price"], json!({"amount": 2190, "currency": "EUR"}));
    let looked = c.ok("POST", "/catalog/lookup", json!({"ids": ["mug-indigo", "nothing"]})).await;
    judge("lookup", "lookup", &looked);
    let product = c.ok("POST", "/catalog/product", json!({"id": "kilim"})).await;
    judge("product", "get_product", &product);
    for id in ["mug-sand", "mug-indigo"] {
        let product = c.ok("POST", "/catalog/product", json!({"id": id})).await;
        judge("product", "get_product", &product);
        assert_eq!(product["product"]["variants"][0]["id"], id, "the one that was asked for is featured");
    }
    let none = c.ok("POST", "/catalog/product", json!({"id": "nothing"})).await;
    assert_eq!(none["ucp"]["status"], "error");

    let lines = json!({"line_items": [{"item": {"id": "mug-indigo"}, "quantity": 2}]});
    let cart = c.ok("POST", "/carts", lines).await;
    judge("cart", "create", &cart);
    let from_cart = c.ok("POST", "/checkout-sessions", json!({"cart_id": cart["id"]})).await;
    judge("checkout", "create", &from_cart);
    assert_eq!(
        (from_cart["status"].as_str(), from_cart["line_items"][0]["quantity"].as_u64()),
        (Some("incomplete"), Some(2))
    );

    let ready = c.ready("mug-indigo", 2).await;
    judge("checkout", "create", &ready);
    assert_eq!(ready["status"], "ready_for_complete");
    assert_eq!(
        ready["totals"][2],
        json!({"type": "total", "amount": 2 * 2190 + 490, "lines": [
            {"display_text": "Netto", "amount": 4092},
            {"type": "tax", "display_text": "MwSt. 19%", "amount": 778},
        ]})
    );
    let path = format!("/checkout-sessions/{}", ready["id"].as_str().expect("an id"));
    let express = json!({
        "line_items": ready["line_items"],
        "buyer": ready["buyer"],
        "discounts": {"codes": ["WELCOME10", "WELCOME10", "NOPE"]},
        "fulfillment": {"methods": [{
            "id": "shipping_1", "type": "shipping", "line_item_ids": ["li_1"],
            "destinations": ready["fulfillment"]["methods"][0]["destinations"],
            "selected_destination_id": "dest_1", "groups": [{"id": "group_1", "selected_option_id": "express"}],
        }]},
    });
    let updated = c.ok("PUT", &path, express).await;
    judge("checkout", "update", &updated);
    assert_eq!(updated["totals"][3]["amount"], 2 * 2190 - 438 + 1290);
    assert_eq!(updated["messages"][0]["code"], "discount_code_invalid");

    let before = c.front.stock("mug-indigo");
    let (status, done) = c.pay(&ready, "pay-1", "sandbox_ok").await.expect("an answer");
    judge("checkout", "complete", &done);
    assert_eq!((status, done["status"].as_str()), (200, Some("completed")));
    assert_eq!(c.front.stock("mug-indigo"), before - 2);
    let order =
        c.ok("GET", &format!("/orders/{}", done["order"]["id"].as_str().expect("an id")), json!({})).await;
    judge("order", "read", &order);
    let id = order["id"].as_str().expect("an id").to_owned();
    for step in ["shipped", "refund"] {
        assert_eq!(c.sandbox("/_sandbox", &json!({"order": {"id": id, "step": step}})).await, 200);
        judge("order", "read", &c.ok("GET", &format!("/orders/{id}"), json!({})).await);
    }
}

#[tokio::test]
async fn a_delivery_option_that_is_not_listed_changes_nothing() {
    for version in Version::ALL {
        let c = Client::at(version);
        let ready = c.ready("mug-indigo", 1).await;
        let mut order = Client::order("mug-sand", 1);
        order["fulfillment"]["methods"][0]["groups"] =
            json!([{"id": "group_1", "selected_option_id": "pigeon"}]);
        let told = c.ok("PUT", &Client::path(&ready), order.clone()).await;
        let at = "$.fulfillment.methods[0].groups[0].selected_option_id";
        let said = |answer: &Value| {
            let message = &answer["messages"][0];
            assert_eq!(message["severity"], "recoverable", "{answer:#}");
            (message["code"].as_str().map(str::to_owned), message["path"].as_str().map(str::to_owned))
        };
        let expected = (Some("option_unknown".to_owned()), Some(at.to_owned()));
        assert_eq!(said(&told), expected);
        assert_eq!(
            (told["status"].as_str(), &told["line_items"]),
            (Some("ready_for_complete"), &ready["line_items"])
        );
        if let Some(judge) = judge_of(version) {
            judge.answer("checkout", "update", &told);
        }
        // A session is opened all the same, with the usual option.
        let (status, opened) = c.send("POST", "/checkout-sessions", None, &order).await.expect("an answer");
        let group = &opened["fulfillment"]["methods"][0]["groups"][0];
        assert_eq!((status, group["selected_option_id"].as_str()), (201, Some("standard")));
        assert_eq!(said(&opened), expected);
    }
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

#[tokio::test]
async fn tax_is_charged_as_each_market_does() {
    // Country, what a merchant adds, and what is within its total: of two mugs and the cheaper delivery.
    for (country, added, rate) in [("DE", false, 19), ("JP", false, 10), ("AE", false, 5), ("US", true, 0)] {
        let c = Client::new();
        let mut order = Client::order("mug-indigo", 2);
        order["fulfillment"]["methods"][0]["destinations"][0]["address_country"] = json!(country);
        let ready = c.ok("POST", "/checkout-sessions", order).await;
        let totals = ready["totals"].as_array().expect("totals");
        let tax = totals.iter().find(|entry| entry["type"] == "tax");
        assert_eq!(tax.is_some(), added, "{country}: {totals:?}");
        let total = totals.last().expect("a total");
        let sum: i64 = totals[..totals.len() - 1].iter().filter_map(|entry| entry["amount"].as_i64()).sum();
        assert_eq!(total["amount"].as_i64(), Some(sum), "{country}");
        if let Some(tax) = tax {
            let goods = totals[0]["amount"].as_i64().expect("a number");
            assert_eq!(tax["amount"].as_i64(), Some((goods * 725 + 5_000) / 10_000), "{country}");
            assert!(total["lines"].is_null());
        } else {
            let lines = total["lines"].as_array().expect("itemized");
            let within: i64 = lines.iter().filter_map(|line| line["amount"].as_i64()).sum();
            assert_eq!((lines[1]["type"].as_str(), within), (Some("tax"), sum), "{country}");
            let part = lines[1]["amount"].as_i64().expect("a number");
            assert!(((sum - part) * rate - part * 100).abs() <= 100, "{country}: {part} of {sum}");
        }
    }
}
