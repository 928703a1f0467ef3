//! UCP `attribution`: sent as texts where there is something to tell, in no request otherwise, and taken back.

mod host;

use host::{NEW, OLD, draft, session, shop_of};
use serde_json::{Value, json};
use tradewind_commerce::{CheckoutDraft, CheckoutEngine};
use tradewind_schemas::Judge;

fn told() -> CheckoutDraft {
    let mut draft = draft();
    draft.attribution.put("utm_source", "tiktok");
    draft.attribution.put("ttclid", "E.C.P.7");
    draft
}

/// The bodies of opening a checkout as `first` and changing it to `second`; `answer` is what the merchant says to both. Each is held to the
/// protocol.
async fn went(version: &str, answer: Value, first: &CheckoutDraft, second: &CheckoutDraft) -> [Value; 2] {
    let (host, merchant) = shop_of(version);
    host.says(&format!("POST /{version}/checkout-sessions"), 201, answer.clone());
    host.says(&format!("PUT /{version}/checkout-sessions/c-1"), 200, answer);
    let opened = merchant.create_checkout(first, "key").await.expect("opens");
    merchant.update_checkout(&opened, second, "other").await.expect("changes");
    let went = host.went();
    ["create", "update"].map(|operation| {
        let method = if operation == "create" { "POST" } else { "PUT" };
        let sent = went.iter().find(|one| one.what.starts_with(method)).expect("sent");
        let body: Value = serde_json::from_slice(&sent.body).expect("JSON");
        if let Some(judge) = Judge::at(version) {
            judge.request(operation, &body);
        }
        body
    })
}

#[tokio::test]
async fn what_may_be_told_is_sent_as_texts_and_stays_in_a_change() {
    for version in [OLD, NEW] {
        for body in went(version, session(version), &told(), &told()).await {
            assert_eq!(
                body["attribution"],
                json!({"ttclid": "E.C.P.7", "utm_source": "tiktok"}),
                "{version}"
            );
        }
    }
}

#[tokio::test]
async fn without_anything_to_tell_it_is_in_no_request() {
    for version in [OLD, NEW] {
        for body in went(version, session(version), &draft(), &draft()).await {
            assert_eq!(body.get("attribution"), None, "{version}");
        }
    }
}

#[tokio::test]
async fn what_the_merchant_was_told_is_taken_back_where_nothing_may_be_told_any_more() {
    for version in [OLD, NEW] {
        let mut answer = session(version);
        answer["attribution"] = json!({"utm_source": "tiktok"});
        let [_, update] = went(version, answer, &told(), &draft()).await;
        assert_eq!(update["attribution"], json!({}), "{version}");
    }
}
