//! Each wrong merchant that a client can be tried with: what it says, and what its books say.

mod client;

use client::{Client, judge};
use serde_json::{Value, json};

/// Completes a fresh session and gives it back with its status and answer.
async fn bought(c: &Client, key: &str) -> (Value, u16, Value) {
    let ready = c.ready("mug-indigo", 2).await;
    let (status, answer) = c.pay(&ready, key, "sandbox_ok").await.expect("an answer");
    (ready, status, answer)
}

#[tokio::test]
async fn an_answer_about_another_session_at_complete_get_and_update() {
    let c = Client::new();
    c.fault("other-session:times=1");
    let (ready, _, other) = bought(&c, "k").await;
    judge("checkout", "complete", &other);
    assert_eq!((other["id"].as_str(), other["status"].as_str()), (Some("chk_of_another"), Some("completed")));
    assert_eq!(
        (c.front.orders().len(), c.get(&ready).await["status"].as_str()),
        (0, Some("ready_for_complete"))
    );

    c.fault("other-session:as=canceled:at=get:times=1");
    let other = c.get(&ready).await;
    assert_eq!((other["id"].as_str(), other["status"].as_str()), (Some("chk_of_another"), Some("canceled")));
    assert_eq!(c.get(&ready).await["id"], ready["id"]);
    for (place, method) in [("get", "GET"), ("update", "PUT")] {
        c.fault(&format!("other-session:as=renamed:at={place}:times=1"));
        let other = c.ok(method, &Client::path(&ready), Client::order("mug-indigo", 2)).await;
        assert_eq!((&other["id"], &other["status"]), (&json!("chk_of_another"), &ready["status"]));
    }
    c.fault("other-session:as=renamed:times=1");
    let (_, other) = c.pay(&ready, "k2", "sandbox_ok").await.expect("an answer");
    assert_eq!((other["id"].as_str(), c.front.orders().len()), (Some("chk_of_another"), 1));
    // What was kept under the key is the truth.
    assert_eq!(c.pay(&ready, "k2", "sandbox_ok").await.expect("an answer").1["id"], ready["id"]);
}

#[tokio::test]
async fn the_order_of_another_checkout_and_one_number_twice() {
    let c = Client::new();
    let (ready, _, done) = bought(&c, "k").await;
    let path = format!("/orders/{}", done["order"]["id"].as_str().expect("an id"));
    for (kind, own_id, own_checkout) in
        [("swapped", false, false), ("checkout", true, false), ("id", false, true)]
    {
        c.fault(&format!("other-order:as={kind}:times=1"));
        let order = c.ok("GET", &path, json!({})).await;
        judge("order", "read", &order);
        assert_eq!(order["id"] == done["order"]["id"], own_id, "{kind}");
        assert_eq!(order["checkout_id"] == ready["id"], own_checkout, "{kind}");
    }
    assert_eq!(c.ok("GET", &path, json!({})).await["checkout_id"], ready["id"]);

    c.fault("other-order-number:times=1");
    let (_, _, other) = bought(&c, "k2").await;
    assert_eq!(other["order"]["id"], "ord_of_another");
    let strangers = c.ok("GET", "/orders/ord_of_another", json!({})).await;
    assert_eq!(
        (strangers["checkout_id"].as_str(), Client::total(&strangers)),
        (Some("chk_of_another"), 99_999)
    );

    c.fault("same-order-number");
    let (_, _, one) = bought(&c, "k3").await;
    let (second, _, two) = bought(&c, "k4").await;
    assert_eq!((&one["order"]["id"], &two["order"]["id"]), (&json!("ord_same"), &json!("ord_same")));
    assert_eq!(c.front.orders().len(), 4);
    assert_eq!(c.ok("GET", "/orders/ord_same", json!({})).await["checkout_id"], second["id"]);
    for book in c.front.orders() {
        assert!(c.front.advance(&book.id, "shipped"), "{}", book.id);
    }
    assert!(c.front.orders().iter().all(|book| book.status == "fulfilled"));
}

#[tokio::test]
async fn completed_at_another_total_or_in_another_currency() {
    let agreed = 2 * 2190 + 490;
    for (fault, told, books, currency) in [
        ("other-total", 20 * 2190 + 490, 20 * 2190 + 490, "EUR"),
        ("other-total:as=fee", agreed + 4_000, agreed + 4_000, "EUR"),
        ("other-total:as=told", agreed + 5_000, agreed, "EUR"),
        ("other-currency", agreed, agreed, "KWD"),
        ("other-currency:as=told", agreed, agreed, "EUR"),
    ] {
        let c = Client::new();
        c.fault(fault);
        let (ready, _, done) = bought(&c, "k").await;
        assert_eq!((done["status"].as_str(), Client::total(&done)), (Some("completed"), told), "{fault}");
        assert_eq!((Client::total(&ready), &ready["currency"]), (agreed, &json!("EUR")));
        let order = &c.front.orders()[0];
        assert_eq!((order.total, order.currency.as_str()), (books, currency), "{fault}");
        assert_eq!(done["currency"], if fault.starts_with("other-currency") { "KWD" } else { "EUR" });
        // It sticks to what is in its books.
        assert_eq!(Client::total(&c.get(&ready).await), books, "{fault}");
    }
}

#[tokio::test]
async fn completed_without_a_word_about_the_sum() {
    for (fault, silent) in [
        ("unstated-total", vec!["totals"]),
        ("unstated-total:as=currency", vec!["currency"]),
        ("unstated-total:as=bare", vec!["currency", "line_items", "totals"]),
    ] {
        let c = Client::new();
        c.fault(fault);
        let (ready, _, done) = bought(&c, "k").await;
        let missing: Vec<&str> =
            ["currency", "line_items", "totals"].into_iter().filter(|name| done[*name].is_null()).collect();
        assert_eq!((missing, &done["status"]), (silent.clone(), &json!("completed")), "{fault}");
        assert!(done["order"]["id"].is_string());
        assert!(c.get(&ready).await[silent[0]].is_null(), "it does not say it later either");
        assert_eq!(c.front.orders()[0].total, 2 * 2190 + 490);
    }
}

#[tokio::test]
async fn other_lines_than_were_sent_are_kept_and_charged() {
    for (kind, lines) in [
        ("fewer", vec![("mug-indigo", 1)]),
        ("more", vec![("mug-indigo", 7)]),
        ("dropped", vec![]),
        ("twice", vec![("mug-indigo", 3), ("mug-indigo", 3)]),
    ] {
        let c = Client::new();
        c.fault(&format!("wrong-lines:as={kind}"));
        let opened = c.ready("mug-indigo", 3).await;
        assert_eq!(lines_of(&opened), lines, "{kind}");
        let again = c.ok("PUT", &Client::path(&opened), Client::order("mug-indigo", 3)).await;
        assert_eq!(lines_of(&again), lines, "{kind}");
        c.pay(&opened, "k", "sandbox_ok").await.expect("an answer");
        let wanted: Vec<Value> = lines.iter().map(|(item, n)| json!({"item": item, "quantity": n})).collect();
        assert_eq!(c.front.orders()[0].lines, json!(wanted).to_string(), "{kind}");
    }
    for (kind, count, first) in [("swapped", 1, false), ("extra", 2, true)] {
        let c = Client::new();
        c.fault(&format!("wrong-lines:as={kind}:at=create"));
        let opened = c.ready("mug-indigo", 1).await;
        assert_eq!(lines_of(&opened).len(), count, "{kind}");
        assert_eq!(lines_of(&opened)[0].0 == "mug-indigo", first, "{kind}");
        let again = c.ok("PUT", &Client::path(&opened), Client::order("mug-indigo", 1)).await;
        assert_eq!(lines_of(&again), [("mug-indigo", 1)], "{kind}");
    }
}

fn lines_of(answer: &Value) -> Vec<(&str, i64)> {
    let all = answer["line_items"].as_array().expect("lines");
    all.iter()
        .map(|line| {
            (line["item"]["id"].as_str().expect("an id"), line["quantity"].as_i64().expect("a number"))
        })
        .collect()
}

#[tokio::test]
async fn sums_prices_and_ids_that_are_wrong_are_asked_for_and_charged() {
    let honest = 2190 + 490;
    for (fault, total) in [
        ("wrong-sums:as=subtotal", honest + 98_000),
        ("wrong-sums:as=line", honest),
        ("wrong-sums:as=discount", honest + 500),
        ("wrong-sums:as=tax", honest - 100),
        ("wrong-sums:as=tax-by-one", honest),
        ("negative-total", -2_000),
        ("negative-total:as=zero", 0),
        ("other-item-id", 5 * 2190 + 490),
    ] {
        let c = Client::new();
        c.fault(fault);
        let ready = c.ready("mug-indigo", 1).await;
        assert_eq!(
            (ready["status"].as_str(), Client::total(&ready)),
            (Some("ready_for_complete"), total),
            "{fault}"
        );
        let sum: i64 = ready["totals"].as_array().expect("totals").iter().rev().skip(1).map(amount).sum();
        assert_eq!(sum, total, "{fault}");
        let line = &ready["line_items"][0];
        assert_eq!(line["totals"][1]["amount"] == 77_700, fault.ends_with("line"), "{fault}");
        assert_eq!(line["item"]["id"] == "MUG-INDIGO", fault == "other-item-id");
        let (_, done) = c.pay(&ready, "k", "sandbox_ok").await.expect("an answer");
        assert_eq!(
            (done["status"].as_str(), c.front.orders()[0].total),
            (Some("completed"), total),
            "{fault}"
        );
    }
}

#[tokio::test]
async fn how_it_rounds_is_said_with_every_answer_of_a_session() {
    let c = Client::new();
    assert!(c.ready("mug-indigo", 1).await["rounding"].is_null());
    c.fault("declares-rounding:as=total-down");
    let ready = c.ready("mug-indigo", 1).await;
    assert_eq!(ready["rounding"], json!({"level": "total", "mode": "down"}));
    let (_, done) = c.pay(&ready, "k", "sandbox_ok").await.expect("an answer");
    assert_eq!(done["rounding"], ready["rounding"]);
}

fn amount(total: &Value) -> i64 {
    total["amount"].as_i64().expect("an amount")
}

#[tokio::test]
async fn an_error_beside_ready_for_complete() {
    for kind in
        ["unrecoverable", "recoverable", "requires_buyer_input", "requires_buyer_review", "none", "critical"]
    {
        let c = Client::new();
        c.fault(&format!("error-beside-ready:as={kind}"));
        let ready = c.ready("mug-indigo", 1).await;
        assert_eq!(
            (ready["status"].as_str(), Client::codes(&ready)),
            (Some("ready_for_complete"), vec!["age_restricted"])
        );
        let message = &ready["messages"][0];
        assert_eq!(message["type"], if kind == "critical" { "critical" } else { "error" });
        assert_eq!(message["severity"], if kind == "none" { Value::Null } else { json!(kind) });
    }
}

#[tokio::test]
async fn the_bank_wants_to_see_the_buyer_who_finishes_in_the_browser_or_comes_back() {
    let c = Client::new();
    c.fault("three-ds");
    let (ready, status, asked) = bought(&c, "k").await;
    judge("checkout", "complete", &asked);
    assert_eq!((status, asked["status"].as_str()), (200, Some("requires_escalation")));
    assert_eq!((Client::codes(&asked), asked["continue_url"].is_string()), (vec!["requires_3ds"], true));
    assert_eq!(
        c.pay(&ready, "k2", "sandbox_ok").await.expect("an answer").1["status"],
        "requires_escalation"
    );
    assert!(c.front.orders().is_empty());
    let finish = format!("/_sandbox/finish/{}", ready["id"].as_str().expect("an id"));
    assert_eq!(c.sandbox(&finish, &json!({})).await, 200);
    assert_eq!(c.sandbox(&finish, &json!({})).await, 409);
    let (done, order) = (c.get(&ready).await, &c.front.orders()[0]);
    assert_eq!((done["status"].as_str(), Client::total(&done)), (Some("completed"), Client::total(&ready)));
    assert_eq!((order.key.as_str(), order.total), ("browser", Client::total(&ready)));

    // The bank has seen the buyer: the next Complete is taken.
    let (ready, _, _) = bought(&c, "k3").await;
    assert!(c.front.verify(ready["id"].as_str().expect("an id")));
    assert_eq!(c.pay(&ready, "k4", "sandbox_ok").await.expect("an answer").1["status"], "completed");
    c.fault("three-ds:as=again");
    let (ready, _, _) = bought(&c, "k5").await;
    assert_eq!(c.pay(&ready, "k6", "sandbox_ok").await.expect("an answer").1["status"], "completed");
    assert_eq!(
        c.front.orders().iter().map(|order| order.key.as_str()).collect::<Vec<_>>(),
        ["browser", "k4", "k6"]
    );
    // So is one that was escalated from the start, by the button on the page that it names.
    c.fault("escalate");
    let ready = c.ready("mug-indigo", 1).await;
    let page = ready["continue_url"].as_str().expect("an address").trim_start_matches("http://127.0.0.1:1");
    assert_eq!((ready["status"].as_str(), page.starts_with("/o/")), (Some("requires_escalation"), true));
    for (method, status) in [("GET", 200), ("POST", 200), ("POST", 409), ("GET", 200)] {
        assert_eq!(c.send(method, page, None, &json!({})).await.expect("an answer").0, status, "{method}");
    }
    assert_eq!(c.get(&ready).await["status"], "completed");
    assert_eq!(c.front.orders().last().expect("an order").key, "browser");
}

#[tokio::test]
async fn an_update_of_a_finished_session_is_answered_in_every_way() {
    let c = Client::new();
    let (ready, _, _) = bought(&c, "k").await;
    let canceled = c.ready("mug-indigo", 1).await;
    c.ok("POST", &format!("{}/cancel", Client::path(&canceled)), json!({})).await;
    for (kind, status) in
        [("409", 409), ("404", 404), ("410", 410), ("422", 422), ("200", 200), ("error", 200)]
    {
        c.fault(&format!("put-finished:as={kind}"));
        for (over, end) in [(&ready, "completed"), (&canceled, "canceled")] {
            let body = Client::order("mug-sand", 1);
            let (came, answer) = c.send("PUT", &Client::path(over), None, &body).await.expect("an answer");
            assert_eq!(came, status, "{kind}");
            match kind {
                "200" => assert_eq!((&answer["id"], &answer["status"]), (&over["id"], &json!(end))),
                _ => assert_eq!(answer["ucp"]["status"], "error", "{kind}"),
            }
        }
    }
    assert_eq!(lines_of(&c.get(&ready).await), [("mug-indigo", 2)]);
}
