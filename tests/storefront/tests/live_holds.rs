//! Prices that are held in a show: honoured, run out, sold out, forged; and the moment that an order keeps.

mod client;

use client::heard::{Listener, act, client, client_at, film, hold_lines, is_signed, moment_lines, offered};
use client::{Client, judge};
use serde_json::{Value, json};
use std::sync::atomic::Ordering;
use tradewind_storefront::{LiveDeed, Version};

const LIVE: &str = "dev.tradewind.live";

/// A checkout of mugs that came from the running show, with holds.
fn body(quantity: u32, holds: &[&Value]) -> Value {
    let mut body = Client::order("mug-indigo", quantity);
    body[LIVE] = json!({"session": "show-1", "holds": holds});
    body
}

async fn create(client: &Client, body: Value) -> Value {
    client.ok("POST", "/checkout-sessions", body).await
}

fn price(checkout: &Value) -> i64 {
    checkout["line_items"][0]["item"]["price"].as_i64().expect("a price")
}

/// What one mug costs without a hold.
async fn usual(client: &Client) -> i64 {
    price(&client.ready("mug-indigo", 1).await)
}

#[tokio::test]
async fn a_good_hold_sets_the_price_and_the_order_keeps_the_moment() {
    let c = client();
    let usual = usual(&c).await;
    let hold = offered(&c, "DE", 3, 90).await;
    assert!(is_signed(&c, &hold["proof"], &hold_lines(&hold)).await, "{hold:#}");
    assert_eq!(hold["merchant"], "http://127.0.0.1:1/");
    assert_eq!(hold["not_after"], c.now.load(Ordering::SeqCst) + 90_000);
    let held = hold["price"]["minor"].as_i64().expect("a price");
    assert_eq!(held, usual - usual / 5);
    let mut body = body(2, &[&hold]);
    let seen_at = c.now.load(Ordering::SeqCst) - 12_000;
    body[LIVE]["at"] = json!(seen_at);
    let ready = create(&c, body).await;
    judge("checkout", "create", &ready);
    assert_eq!((ready["status"].as_str(), price(&ready)), (Some("ready_for_complete"), held));
    assert_eq!(ready["totals"][0]["amount"], 2 * held);
    assert_eq!(ready[LIVE]["holds"], json!([hold["nonce"]]));
    let (status, done) = c.pay(&ready, "k1", "sandbox_ok").await.expect("an answer");
    assert_eq!((status, done["status"].as_str()), (200, Some("completed")), "{done:#}");
    judge("checkout", "complete", &done);
    assert_eq!(Client::total(&done), c.front.orders()[0].total);
    let order =
        c.ok("GET", &format!("/orders/{}", done["order"]["id"].as_str().expect("an id")), Value::Null).await;
    judge("order", "read", &order);
    assert_eq!(order[LIVE], done[LIVE]);
    assert_eq!(order[LIVE]["title"], "Von Hand gemacht: acht Dinge von allen Seiten");
    let moment = order[LIVE]["moments"][0].clone();
    assert_eq!((&moment["item"], &moment["at"]), (&json!("mug-indigo"), &json!(seen_at)));
    assert_eq!(moment["price"], hold["price"]);
    assert!(is_signed(&c, &moment["proof"], &moment_lines(&moment)).await, "{moment:#}");
    let mut later = moment.clone();
    later["at"] = json!(seen_at + 1);
    assert!(!is_signed(&c, &later["proof"], &moment_lines(&later)).await);
    let left: Vec<i64> = c.front.live()[1].holds.iter().map(|(.., left)| *left).collect();
    assert_eq!(left, [1], "two of three are gone");
}

#[tokio::test]
async fn a_moment_lies_within_the_show_and_not_after_now() {
    let c = client();
    let now = c.now.load(Ordering::SeqCst);
    for (said, kept) in [(now + 5_000, now), (5, now - 40_000), (now - 1, now - 1)] {
        let mut body = body(1, &[]);
        body[LIVE]["at"] = json!(said);
        assert_eq!(create(&c, body).await[LIVE]["at"], kept);
    }
    for wrong in [json!({"session": "show-9"}), json!({"session": "show-1", "at": "now"}), json!([])] {
        let mut body = Client::order("mug-indigo", 1);
        body[LIVE] = wrong;
        let (status, _) = c.send("POST", "/checkout-sessions", None, &body).await.expect("an answer");
        assert_eq!(status, 400);
    }
}

#[tokio::test]
async fn a_hold_that_ran_out_is_said_and_changes_no_price() {
    let c = client();
    let usual = usual(&c).await;
    let hold = offered(&c, "DE", 3, 90).await;
    let ready = create(&c, body(1, &[&hold])).await;
    assert!(price(&ready) < usual);
    c.now.fetch_add(89_999, Ordering::SeqCst);
    assert_eq!(price(&c.get(&ready).await), price(&ready), "a millisecond is left");
    c.now.fetch_add(1, Ordering::SeqCst);
    let (_, answer) = c.pay(&ready, "k1", "sandbox_ok").await.expect("an answer");
    assert_eq!((answer["status"].as_str(), price(&answer)), (Some("incomplete"), usual), "{answer:#}");
    assert_eq!(Client::codes(&answer), ["hold_expired", "price_changed"]);
    assert_eq!(answer["messages"][0]["path"], "$['dev.tradewind.live'].holds[0]");
    let (_, again) = c.pay(&answer, "k2", "sandbox_ok").await.expect("an answer");
    assert_eq!(again["status"], "incomplete", "it is to be left out first");
    assert!(c.front.orders().is_empty());
    let ready = c.ok("PUT", &Client::path(&ready), body(1, &[])).await;
    assert_eq!((ready["status"].as_str(), price(&ready)), (Some("ready_for_complete"), usual));
    let (_, done) = c.pay(&ready, "k3", "sandbox_ok").await.expect("an answer");
    assert_eq!(done["status"], "completed");
}

#[tokio::test]
async fn the_first_come_get_the_price_and_the_others_are_told() {
    let c = client();
    let usual = usual(&c).await;
    let mut stream = Listener::open(&c, "show-1", "DE", None).await.expect("a stream");
    let hold = offered(&c, "DE", 2, 90).await;
    let more = create(&c, body(3, &[&hold])).await;
    assert_eq!((Client::codes(&more), price(&more)), (vec!["hold_oversold"], usual));
    let first = create(&c, body(2, &[&hold])).await;
    let second = create(&c, body(1, &[&hold])).await;
    assert!(price(&first) < usual && price(&second) < usual);
    let (_, done) = c.pay(&first, "k1", "sandbox_ok").await.expect("an answer");
    assert_eq!(done["status"], "completed");
    let (_, late) = c.pay(&second, "k2", "sandbox_ok").await.expect("an answer");
    assert_eq!((late["status"].as_str(), price(&late)), (Some("incomplete"), usual));
    assert_eq!(Client::codes(&late), ["hold_oversold", "price_changed"]);
    assert_eq!(c.front.orders().len(), 1);
    c.front.live();
    let over = stream.until("unpinned").await.data;
    assert_eq!(over["reason"], "oversold");
    assert!(c.front.live()[1].holds.is_empty());
}

/// More than one at a time is held to the count as well where a card is charged by a provider: the same way takes both from stock.
#[tokio::test]
async fn a_declined_card_takes_nothing_of_a_hold() {
    let c = client();
    let hold = offered(&c, "DE", 1, 90).await;
    let ready = create(&c, body(1, &[&hold])).await;
    let (_, declined) = c.pay(&ready, "k1", "no_good").await.expect("an answer");
    assert_eq!(Client::codes(&declined), ["payment_declined"]);
    let (_, done) = c.pay(&declined, "k2", "sandbox_ok").await.expect("an answer");
    assert_eq!((done["status"].as_str(), price(&done)), (Some("completed"), price(&ready)));
}

#[tokio::test]
async fn what_the_show_did_not_sign_holds_nothing() {
    let c = client();
    let usual = usual(&c).await;
    let hold = offered(&c, "DE", 5, 90).await;
    let changed = |change: fn(&mut Value)| {
        let mut hold = hold.clone();
        change(&mut hold);
        hold
    };
    let elsewhere = Client::with(|config| {
        config.show = Some(film());
        config.seed = 7;
    });
    let strangers = offered(&elsewhere, "DE", 5, 90).await;
    let dollars = offered(&c, "US", 5, 90).await;
    let cases = [
        (changed(|hold| hold["price"]["minor"] = json!(1)), "hold_unknown"),
        (changed(|hold| hold["not_after"] = json!(i64::MAX)), "hold_unknown"),
        (changed(|hold| hold["quantity"] = json!(999)), "hold_unknown"),
        (changed(|hold| hold["item"] = json!("mug-indigo\nprice:1 EUR")), "hold_unknown"),
        (changed(|hold| hold["proof"]["kid"] = json!("show-2")), "hold_unknown"),
        (changed(|hold| hold["proof"]["sig"] = json!("AA")), "hold_unknown"),
        (json!({}), "hold_unknown"),
        (json!("eyJ"), "hold_unknown"),
        (strangers, "hold_unknown"),
        (dollars, "hold_mismatch"),
    ];
    for (hold, code) in &cases {
        let answer = create(&c, body(1, &[hold])).await;
        assert_eq!((Client::codes(&answer), price(&answer)), (vec![*code], usual), "{hold:#}");
        assert_eq!(answer["status"], "incomplete");
    }
    // Of something else than is bought.
    let mut other = Client::order("lamp-brass", 1);
    other[LIVE] = json!({"session": "show-1", "holds": [hold]});
    assert_eq!(Client::codes(&create(&c, other).await), ["hold_mismatch"]);
    // Taken back by the host.
    let nonce = hold["nonce"].as_str().expect("a nonce").to_owned();
    act(&c, &LiveDeed::Withdraw(nonce));
    assert_eq!(Client::codes(&create(&c, body(1, &[&hold])).await), ["hold_unknown"]);
    let six = vec![&hold; 6];
    let (status, _) = c.send("POST", "/checkout-sessions", None, &body(1, &six)).await.expect("an answer");
    assert_eq!(status, 400, "more than there may be");
}

/// At 2026-08-25 an update replaces the whole: a hold that it does not say again is left out.
#[tokio::test]
async fn an_update_says_the_show_again_or_leaves_it() {
    let c = client_at(Version::V2026_08_25);
    let hold = offered(&c, "DE", 5, 90).await;
    let ready = create(&c, body(1, &[&hold])).await;
    let kept = c.ok("PUT", &Client::path(&ready), body(1, &[&hold])).await;
    assert_eq!(price(&kept), price(&ready));
    let left = c.ok("PUT", &Client::path(&ready), Client::order("mug-indigo", 1)).await;
    assert!(price(&left) > price(&ready) && left[LIVE].is_null(), "{left:#}");
}
