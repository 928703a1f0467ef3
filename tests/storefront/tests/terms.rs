//! Terms of payment: what is offered, what is chosen, what an order is placed under.

mod client;

use client::live::{Live, work};
use client::{Client, judge_of};
use serde_json::{Value, json};
use tradewind_storefront::Version;

const NEW: Version = Version::V2026_08_25;
const TERMS: &str = "dev.ucp.common.payment.terms";

async fn ready(kind: &str) -> (Client, Value) {
    let c = Client::at(NEW);
    c.fault(&format!("terms:as={kind}"));
    let ready = c.ready("mug-indigo", 2).await;
    (c, ready)
}

fn total(body: &Value) -> i64 {
    let all = body["totals"].as_array().into_iter().flatten();
    all.filter(|one| one["type"] == "total").filter_map(|one| one["amount"].as_i64()).sum()
}

/// The selected term and what its payments come to.
fn selected(body: &Value) -> (&str, i64) {
    let id = body["payment"]["selected_term_id"].as_str().expect("selected");
    let all = body["payment"]["terms"].as_array().expect("a list");
    let term = all.iter().find(|term| term["id"] == id).expect("offered");
    let amounts =
        term["schedules"].as_array().expect("a list").iter().filter_map(|one| one["amount"].as_i64());
    (id, amounts.sum())
}

async fn choose(c: &Client, checkout: &Value, term: &str) -> Value {
    let mut order = Client::order("mug-indigo", 2);
    order["payment"] = json!({"selected_term_id": term});
    c.ok("PUT", &Client::path(checkout), order).await
}

fn pays() -> Value {
    json!({"payment": {"instruments": [{"id": "i1", "handler_id": "sandbox", "type": "sandbox", "selected": true,
        "credential": {"type": "token", "token": "sandbox_ok"}}]}})
}

#[tokio::test]
async fn each_kind_is_what_the_protocol_says_and_comes_to_the_total() {
    for kind in tradewind_storefront::kinds("terms") {
        let (c, first) = ready(kind).await;
        let told = c.get(&first).await;
        for body in [&first, &told] {
            let (_, sum) = selected(body);
            assert_eq!(sum == total(body), *kind != "unsummed", "{kind}");
            assert!(body["ucp"]["capabilities"][TERMS].is_array());
            let Some(judge) = judge_of(NEW) else { continue };
            judge.answer("checkout", "create", body);
        }
    }
}

#[tokio::test]
async fn paying_at_once_costs_less_and_the_choice_holds_until_another_update() {
    let (c, first) = ready("choice").await;
    let half = choose(&c, &first, "half").await;
    assert_eq!((selected(&first).0, selected(&half).0), ("now", "half"));
    assert!(total(&first) < total(&half));
    assert_eq!(first["discounts"]["applied"][0]["automatic"], true);
    assert_eq!(total(&c.get(&half).await), total(&half));
    let none = c.ok("PUT", &Client::path(&half), Client::order("mug-indigo", 2)).await;
    assert_eq!(selected(&none).0, "now", "an update replaces the whole");
    let unknown = choose(&c, &half, "never").await;
    assert_eq!(selected(&unknown).0, "now");
    assert_eq!(unknown["messages"][0]["path"], "$.payment.selected_term_id");
}

#[tokio::test]
async fn a_term_is_chosen_by_an_update_alone() {
    let c = Client::at(NEW);
    c.fault("terms");
    let mut order = Client::order("mug-indigo", 2);
    order["payment"] = json!({"selected_term_id": "half"});
    let (status, _) = c.send("POST", "/checkout-sessions", None, &order).await.expect("an answer");
    assert_eq!(status, 400);
    let first = c.ready("mug-indigo", 2).await;
    let mut complete = pays();
    complete["payment"]["selected_term_id"] = json!("half");
    let path = format!("{}/complete", Client::path(&first));
    let (status, _) = c.send("POST", &path, None, &complete).await.expect("an answer");
    assert_eq!((status, c.get(&first).await["status"].as_str()), (400, Some("ready_for_complete")));
}

#[tokio::test]
async fn an_order_says_the_term_that_it_was_placed_under() {
    let (c, first) = ready("choice").await;
    let half = choose(&c, &first, "half").await;
    let done = c.ok("POST", &format!("{}/complete", Client::path(&half)), pays()).await;
    assert_eq!(done["status"], "completed");
    let path = format!("/orders/{}", done["order"]["id"].as_str().expect("an id"));
    let order = c.ok("GET", &path, json!({})).await;
    let term = &order["payment"]["accepted_term"];
    let amounts =
        term["schedules"].as_array().expect("a list").iter().filter_map(|one| one["amount"].as_i64());
    assert_eq!((term["id"].as_str(), amounts.sum::<i64>()), (Some("half"), total(&order)));
    if let Some(judge) = judge_of(NEW) {
        judge.answer("order", "read", &order);
    }
}

#[tokio::test]
async fn what_is_rewritten_or_gone_is_so_once_it_was_read() {
    let (c, first) = ready("rewritten").await;
    let half = choose(&c, &first, "half").await;
    let read = c.get(&half).await;
    let words = |body: &Value| body["payment"]["terms"][1]["schedules"][1]["description"]["plain"].clone();
    assert_ne!(words(&half), words(&read));
    assert_eq!((selected(&half), total(&half)), (selected(&read), total(&read)));
    let (c, first) = ready("changed").await;
    let half = choose(&c, &first, "half").await;
    assert_eq!(Client::codes(&half), [""; 0]);
    let read = c.get(&half).await;
    assert_eq!((selected(&read).0, Client::codes(&read)), ("now", vec!["payment_term_changed"]));
}

#[tokio::test]
async fn a_platform_without_terms_sees_none_of_them() {
    let c = Client::at(Version::V2026_04_08);
    c.fault("terms");
    let told = c.ready("mug-indigo", 2).await;
    assert!(told["payment"].is_null() && told["ucp"]["capabilities"][TERMS].is_null());
}

#[test]
fn a_provider_is_asked_for_what_is_due_now() {
    for (kind, all) in [("one", false), ("choice", true)] {
        let shop = Live::selling("21.90 EUR");
        shop.fault(&format!("terms:as={kind}"));
        let ready = shop.ready("DE");
        let waits = shop.complete(&ready, "sepa_transfer");
        let due = if all { total(&ready) } else { total(&ready) / 2 };
        let (_, _, config) = work(&waits);
        let text = config["text"].as_str().expect("a code").to_owned();
        assert!(text.contains(&format!("EUR{}.{:02}", due / 100, due % 100)), "{kind}: {text}");
        assert!(waits["payment"]["instruments"].is_array() && waits["payment"]["terms"].is_array());
    }
}
