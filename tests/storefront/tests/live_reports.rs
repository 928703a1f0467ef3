//! Reports of shows: taken once, numbered, refused where the law's parts are missing.

mod client;

use client::heard::{act, client};
use serde_json::{Value, json};
use std::sync::atomic::Ordering;
use tradewind_storefront::LiveDeed;

fn report() -> Value {
    json!({
        "session": "show-1", "url": "http://127.0.0.1:1/live/show-1?t=81", "at": 5, "item": "mug-indigo",
        "reason": "misleading", "good_faith": true, "reported_at": 7, "language": "de",
    })
}

#[tokio::test]
async fn a_report_is_taken_once_and_numbered() {
    let c = client();
    let profile = c.ok("GET", "/.well-known/ucp", Value::Null).await;
    let config = &profile["ucp"]["capabilities"]["dev.tradewind.live"][0]["config"];
    assert_eq!(config["reports_url"], "http://127.0.0.1:1/live/reports");
    let now = c.now.load(Ordering::SeqCst);
    let taken = (201, json!({"receipt": "R-000001", "received_at": now}));
    for _ in 0..2 {
        let answer = c.send("POST", "/live/reports", Some("one"), &report()).await;
        assert_eq!(answer.as_ref(), Some(&taken), "the same key is the same report");
    }
    let reports = c.front.live_reports();
    let [one] = reports.as_slice() else { unreachable!("{reports:?}") };
    assert_eq!(
        (one.session.as_str(), one.reason.as_str(), one.words.as_ref()),
        ("show-1", "misleading", None)
    );
    let second = c.send("POST", "/live/reports", Some("two"), &report()).await.expect("an answer");
    assert_eq!((second.0, &second.1["receipt"]), (201, &json!("R-000002")));
}

#[tokio::test]
async fn what_lacks_a_part_is_no_report() {
    let c = client();
    let wrongs = [
        ("session", json!("show-9")),
        ("url", json!("https://elsewhere.example/")),
        ("reason", json!("odd")),
        ("reason", json!("other")),
        ("good_faith", json!(false)),
        ("reported_at", Value::Null),
        ("words", json!("x".repeat(1_001))),
        ("contact", json!(7)),
    ];
    for (member, wrong) in wrongs {
        let mut body = report();
        body[member] = wrong;
        let answer = c.send("POST", "/live/reports", None, &body).await.expect("an answer");
        assert_eq!(answer.0, 422, "{body}");
    }
    assert!(c.front.live_reports().is_empty());
}

#[tokio::test]
async fn while_the_line_is_cut_nothing_is_taken() {
    let c = client();
    act(&c, &LiveDeed::Cut(10));
    let answer = c.send("POST", "/live/reports", Some("one"), &report()).await.expect("an answer");
    assert_eq!(answer.0, 503);
    c.now.fetch_add(10_001, Ordering::SeqCst);
    let answer = c.send("POST", "/live/reports", Some("one"), &report()).await.expect("an answer");
    assert_eq!(answer.0, 201, "that it was refused once is not kept");
}
