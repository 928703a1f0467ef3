//! Held prices of a show, as a create and an update ask for them; and where a profile says that shows are reported.

mod host;

use host::{NEW, OLD, draft, profile, session, shop, shop_of};
use serde_json::{Value, json};
use tradewind_commerce::{CheckoutDraft, CheckoutEngine, Engine, LiveClaim};

/// The bodies of a create and an update, the first with a claim and the second with another; `answer` is what the merchant says to both.
async fn bodies(
    version: &str,
    answer: Value,
    first: Option<LiveClaim>,
    second: Option<LiveClaim>,
) -> Vec<Value> {
    let (host, merchant) = shop_of(version);
    host.says(&format!("POST /{version}/checkout-sessions"), 201, answer.clone());
    host.says(&format!("PUT /{version}/checkout-sessions/c-1"), 200, answer);
    let first = CheckoutDraft { live: first, ..draft() };
    let opened = merchant.create_checkout(&first, "key").await.expect("opens");
    let second = CheckoutDraft { live: second, ..draft() };
    merchant.update_checkout(&opened, &second, "other").await.expect("changes");
    host.went().iter().filter_map(|one| serde_json::from_slice(&one.body).ok()).collect()
}

#[tokio::test]
async fn a_hold_goes_along_as_it_was_signed_and_an_update_without_it_asks_for_none() {
    let hold = json!({"session": "show-1", "price": {"minor": 1_900, "currency": "EUR"}, "nonce": "n"});
    let claim = LiveClaim { session: "show-1".into(), holds: vec![hold.to_string(), "no JSON".into()] };
    for version in [NEW, OLD] {
        let bodies = bodies(version, session(version), Some(claim.clone()), None).await;
        assert_eq!(
            bodies[0]["dev.tradewind.live"],
            json!({"session": "show-1", "holds": [hold]}),
            "{version}"
        );
        assert!(bodies[1].get("dev.tradewind.live").is_none(), "{version}");
    }
}

#[tokio::test]
async fn a_price_that_ran_out_is_taken_back_where_an_update_that_says_nothing_leaves_it() {
    let claim = LiveClaim { session: "show-1".into(), holds: Vec::new() };
    for (version, wanted) in [(OLD, Some(json!({"session": "show-1", "holds": []}))), (NEW, None)] {
        let mut answer = session(version);
        answer["dev.tradewind.live"] = json!({"session": "show-1", "at": 1, "holds": []});
        let bodies = bodies(version, answer, Some(claim.clone()), None).await;
        assert_eq!(bodies[1].get("dev.tradewind.live"), wanted.as_ref(), "{version}");
    }
}

#[tokio::test]
async fn reports_go_where_the_profile_says_and_nowhere_where_it_says_nothing() {
    for (said, wanted) in [
        (json!("/live/reports"), Some("https://shop.example/live/reports")),
        (json!("https://reports.example/in"), Some("https://reports.example/in")),
        (json!("http://shop.example/live/reports"), None),
        (json!("https://10.0.0.1/in"), None),
        (json!(7), None),
        (Value::Null, None),
    ] {
        let (host, merchant) = shop();
        let mut body = profile(NEW);
        body["ucp"]["capabilities"]["dev.tradewind.live"] = json!([{"version": NEW, "config": {
            "sessions_url": "/live/sessions", "reports_url": said, "keys": [],
        }}]);
        host.says("GET /.well-known/ucp", 200, body);
        let offer = merchant.live(false).await.expect("a profile").expect("shows");
        assert_eq!(offer.reports.as_ref().map(|url| url.as_str()), wanted, "{said}");
        assert_eq!(offer.sessions.as_str(), "https://shop.example/live/sessions");
    }
}
