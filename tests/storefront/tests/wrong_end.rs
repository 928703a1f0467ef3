//! Wrong merchants after Complete was sent: refusals, silence, late money, sessions and answers that are gone.

mod client;

use client::Client;
use serde_json::{Value, json};
use std::sync::atomic::Ordering;

#[tokio::test]
async fn a_refusal_by_status_keeps_the_session_open_and_the_reason() {
    let c = Client::new();
    for (kind, status) in [("402", 402), ("400", 400), ("403", 403), ("422", 422), ("200", 200)] {
        c.fault(&format!("refuse-complete:as={kind}:times=1"));
        let ready = c.ready("mug-indigo", 1).await;
        let (came, answer) = c.pay(&ready, kind, "sandbox_ok").await.expect("an answer");
        assert_eq!((came, answer["ucp"]["status"].as_str()), (status, Some("error")), "{kind}");
        assert_eq!(
            (Client::codes(&answer), c.get(&ready).await["status"].as_str()),
            (vec!["payment_failed"], Some("ready_for_complete"))
        );
        assert_eq!(c.pay(&ready, kind, "sandbox_ok").await.expect("an answer"), (came, answer), "{kind}");
    }
    for (kind, status) in [("404", 404), ("409", 409), ("410", 410), ("422", 422)] {
        c.fault(&format!("gone-at-complete:as={kind}:times=1"));
        let ready = c.ready("mug-indigo", 1).await;
        let (came, answer) = c.pay(&ready, &format!("g{kind}"), "sandbox_ok").await.expect("an answer");
        assert_eq!((came, Client::codes(&answer)), (status, vec!["checkout_expired"]));
    }
    c.fault("refuse-address:times=1");
    let ready = c.ready("mug-indigo", 1).await;
    let (_, answer) = c.pay(&ready, "a", "sandbox_ok").await.expect("an answer");
    assert_eq!(
        (answer["status"].as_str(), Client::codes(&answer)),
        (Some("incomplete"), vec!["address_undeliverable"])
    );
    assert!(c.front.orders().is_empty());
}

#[tokio::test]
async fn complete_is_answered_with_silence_and_settles_two_seconds_later() {
    let c = Client::new();
    c.fault("silent-complete:times=1");
    let ready = c.ready("mug-indigo", 1).await;
    let (status, answer) = c.pay(&ready, "k", "sandbox_ok").await.expect("an answer");
    assert_eq!(
        (status, answer["status"].as_str(), &answer["messages"]),
        (200, Some("ready_for_complete"), &Value::Null)
    );
    let (_, again) = c.pay(&ready, "k2", "sandbox_ok").await.expect("an answer");
    assert_eq!((again["status"].as_str(), c.front.orders().len()), (Some("ready_for_complete"), 0));
    c.now.fetch_add(2_000, Ordering::SeqCst);
    assert_eq!((c.front.orders().len(), c.get(&ready).await["status"].as_str()), (1, Some("completed")));
    // A cancel in time stops it.
    c.fault("silent-complete:times=1");
    let ready = c.ready("mug-indigo", 1).await;
    c.pay(&ready, "k3", "sandbox_ok").await.expect("an answer");
    c.ok("POST", &format!("{}/cancel", Client::path(&ready)), json!({})).await;
    c.now.fetch_add(60_000, Ordering::SeqCst);
    assert_eq!((c.front.orders().len(), c.get(&ready).await["status"].as_str()), (1, Some("canceled")));
}

#[tokio::test]
async fn cancelled_then_captured() {
    let c = Client::new();
    c.fault("captured-after-cancel:times=1");
    let ready = c.ready("mug-indigo", 1).await;
    for _ in 0..2 {
        assert_eq!(c.pay(&ready, "k", "sandbox_ok").await.expect("an answer").0, 504);
    }
    assert_eq!(c.get(&ready).await["status"], "ready_for_complete");
    let canceled = c.ok("POST", &format!("{}/cancel", Client::path(&ready)), json!({})).await;
    assert_eq!((canceled["status"].as_str(), c.front.orders().len()), (Some("canceled"), 0));
    c.now.fetch_add(12_000, Ordering::SeqCst);
    assert_eq!(c.get(&ready).await["status"], "completed");
    assert_eq!((c.front.orders().len(), c.front.orders()[0].total), (1, Client::total(&ready)));
}

#[tokio::test]
async fn a_wait_is_asked_for_in_every_way_it_can_be_written() {
    let c = Client::new();
    for (kind, header) in [
        ("1", Some("1")),
        ("2", Some("2")),
        ("3600", Some("3600")),
        ("date", Some("Tue, 24 Nov 2026 12:00:05 GMT")),
        ("fraction", Some("1.5")),
        ("negative", Some("-5")),
        ("none", None),
    ] {
        for (name, status, orders) in
            [("retry-after", 503, 0), ("rate-limit", 429, 0), ("rate-limit-after", 429, 1)]
        {
            let before = c.front.orders().len();
            c.fault(&format!("{name}:as={kind}:at=complete:times=1"));
            let ready = c.ready("lamp-black", 1).await;
            let path = format!("{}/complete", Client::path(&ready));
            let body = json!({"payment": {"instruments": [{
                "id": "i1", "handler_id": "sandbox", "type": "sandbox",
                "credential": {"type": "token", "token": "sandbox_ok"},
            }]}});
            let agent = "profile=\"https://agent.example/profile.json\"";
            let came = c.call("POST", &path, None, &body, agent).await.expect("an answer");
            let said = came.headers.get("retry-after").map(|value| value.to_str().expect("text"));
            assert_eq!((came.status, said), (status, header), "{name} {kind}");
            assert_eq!(c.front.orders().len() - before, orders, "{name} {kind}");
        }
    }
}

#[tokio::test]
async fn a_completed_answer_that_cannot_be_read_stays_so() {
    for kind in ["order-number", "no-order", "paid", "id-number"] {
        let c = Client::new();
        c.fault(&format!("unreadable-complete:as={kind}"));
        let ready = c.ready("mug-indigo", 1).await;
        assert!(ready["id"].is_string() && ready["status"] == "ready_for_complete");
        let (_, done) = c.pay(&ready, "k", "sandbox_ok").await.expect("an answer");
        for answer in [done, c.get(&ready).await] {
            let wrong = match kind {
                "order-number" => answer["order"]["id"].is_number(),
                "no-order" => answer["order"].is_null(),
                "paid" => answer["status"] == "paid",
                _ => answer["id"].is_number(),
            };
            assert!(wrong, "{kind}: {answer:#}");
        }
        assert_eq!(c.front.orders().len(), 1);
    }
}

#[tokio::test]
async fn a_session_is_unknown_for_ever_once_it_completed() {
    let c = Client::new();
    c.fault("forgets-session");
    c.fault("drop-after-commit:at=complete:times=1");
    let ready = c.ready("mug-indigo", 1).await;
    assert!(c.pay(&ready, "k", "sandbox_ok").await.is_none());
    assert_eq!(c.pay(&ready, "k", "sandbox_ok").await.expect("an answer").0, 404);
    for (method, path) in [("GET", ""), ("PUT", ""), ("POST", "/cancel")] {
        let path = format!("{}{path}", Client::path(&ready));
        assert_eq!(c.send(method, &path, None, &json!({})).await.expect("an answer").0, 404, "{method}");
    }
    assert_eq!(c.front.orders().len(), 1);
    c.fault("no-cancel");
    let ready = c.ready("mug-indigo", 1).await;
    let path = format!("{}/cancel", Client::path(&ready));
    assert_eq!(c.send("POST", &path, None, &json!({})).await.expect("an answer").0, 405);
}

#[tokio::test]
async fn its_date_is_hours_off() {
    let c = Client::new();
    for (fault, date) in [
        ("clock-off", "Tue, 24 Nov 2026 20:00:00 GMT"),
        ("clock-off:as=behind:ms=3600000", "Tue, 24 Nov 2026 11:00:00 GMT"),
    ] {
        c.fault(fault);
        let came = c.call("GET", "/.well-known/ucp", None, &json!({}), "").await.expect("an answer");
        assert_eq!(came.headers["date"], date);
    }
}

#[tokio::test]
async fn a_lost_create_holds_the_stock_until_it_is_repeated_cancelled_or_over() {
    let c = Client::new();
    c.sandbox("/_sandbox", &json!({"stock": {"item": "mug-indigo", "quantity": 1}})).await;
    c.fault("reserve");
    c.fault("drop-after-commit:at=create:times=1");
    let body = Client::order("mug-indigo", 1);
    assert!(c.send("POST", "/checkout-sessions", Some("first"), &body).await.is_none());
    // With another key the shopper is shut out by their own orphan; with the same key it is found again.
    let shut_out = c.ready("mug-indigo", 1).await;
    assert_eq!(Client::codes(&shut_out), ["out_of_stock"]);
    let (_, same) = c.send("POST", "/checkout-sessions", Some("first"), &body).await.expect("an answer");
    assert_eq!(same["status"], "ready_for_complete");
    let orphan = &c.front.sessions()[0];
    assert_eq!((json!(orphan.id), orphan.state.as_str()), (same["id"].clone(), "open"));
    c.ok("POST", &format!("{}/cancel", Client::path(&same)), json!({})).await;
    assert_eq!(c.get(&shut_out).await["status"], "ready_for_complete");
    assert_eq!(Client::codes(&c.ready("mug-indigo", 1).await), ["out_of_stock"]);
    c.now.fetch_add(31 * 60_000, Ordering::SeqCst);
    let free = c.ready("mug-indigo", 1).await;
    assert_eq!(free["status"], "ready_for_complete");
    assert_eq!(c.pay(&free, "k", "sandbox_ok").await.expect("an answer").1["status"], "completed");
}

#[tokio::test]
async fn two_parcels_and_nothing_chosen() {
    let c = Client::new();
    c.fault("two-parcels");
    let ready = c.ready("mug-indigo", 1).await;
    assert_eq!(
        (ready["status"].as_str(), Client::total(&ready)),
        (Some("ready_for_complete"), 2190 + 2 * 490)
    );
    assert_eq!(ready["fulfillment"]["methods"][0]["groups"].as_array().map(Vec::len), Some(2));
    c.fault("no-option");
    let open = c.ready("mug-indigo", 1).await;
    assert_eq!(
        (open["status"].as_str(), Client::codes(&open)),
        (Some("incomplete"), vec!["fulfillment_option_required"])
    );
    let choose =
        |groups: Value| json!({"fulfillment": {"methods": [{"id": "shipping_1", "groups": groups}]}});
    let one = choose(json!([{"id": "group_1", "selected_option_id": "express"}]));
    assert_eq!(c.ok("PUT", &Client::path(&open), one).await["status"], "incomplete");
    let two = choose(json!([{"id": "group_2", "selected_option_id": "standard"}]));
    let ready = c.ok("PUT", &Client::path(&open), two).await;
    assert_eq!(
        (ready["status"].as_str(), Client::total(&ready)),
        (Some("ready_for_complete"), 2190 + 1290 + 490)
    );
}

#[tokio::test]
async fn the_destination_is_not_selected_until_it_is_by_its_id() {
    let c = Client::new();
    c.fault("no-destination");
    let open = c.ready("mug-indigo", 1).await;
    let method = &open["fulfillment"]["methods"][0];
    assert_eq!(
        (open["status"].as_str(), Client::codes(&open)),
        (Some("incomplete"), vec!["destination_required"])
    );
    assert_eq!((&method["selected_destination_id"], &method["groups"]), (&Value::Null, &Value::Null));
    let id = &method["destinations"][0]["id"];
    let body = json!({"fulfillment": {"methods": [{"id": "shipping_1", "selected_destination_id": id}]}});
    let ready = c.ok("PUT", &Client::path(&open), body).await;
    assert_eq!((ready["status"].as_str(), Client::total(&ready)), (Some("ready_for_complete"), 2190 + 490));
}

#[tokio::test]
async fn a_session_that_lives_twenty_seconds_is_over_or_does_not_say() {
    let c = Client::new();
    c.fault("session-life");
    let short = c.ready("mug-indigo", 1).await;
    assert_eq!(short["expires_at"], "2026-11-24T12:00:20Z");
    c.now.fetch_add(20_000, Ordering::SeqCst);
    assert_eq!(c.get(&short).await["status"], "canceled");
    assert_eq!(c.pay(&short, "k", "sandbox_ok").await.expect("an answer").0, 409);
    for (kind, said) in [("unsaid", Value::Null), ("garbled", json!("tomorrow"))] {
        c.fault(&format!("session-life:as={kind}"));
        let ready = c.ready("mug-indigo", 1).await;
        assert_eq!((&ready["expires_at"], ready["status"].as_str()), (&said, Some("ready_for_complete")));
    }
    c.fault("session-life:as=over");
    assert_eq!(c.ready("mug-indigo", 1).await["status"], "canceled");
}

#[tokio::test]
async fn progress_for_ever_sold_out_instead_of_a_session_and_small_batches() {
    let c = Client::new();
    c.fault("slow-complete:as=ever:times=1");
    let ready = c.ready("mug-indigo", 1).await;
    c.pay(&ready, "k", "sandbox_ok").await.expect("an answer");
    for _ in 0..9 {
        assert_eq!(c.get(&ready).await["status"], "complete_in_progress");
    }
    c.fault("out-of-stock:as=refused");
    let refused = c.ready("mug-indigo", 1).await;
    assert_eq!((&refused["id"], Client::codes(&refused)), (&Value::Null, vec!["out_of_stock"]));
    c.fault("small-batches");
    let ids: Vec<String> = (0..11).map(|n| n.to_string()).collect();
    let (status, answer) =
        c.send("POST", "/catalog/lookup", None, &json!({"ids": ids})).await.expect("an answer");
    assert_eq!((status, Client::codes(&answer)), (400, vec!["request_too_large"]));
    assert_eq!(
        c.send("POST", "/catalog/lookup", None, &json!({"ids": ids[..10]})).await.expect("an answer").0,
        200
    );
}
