//! Terms of payment, as answers have them and as an update chooses one.

mod host;

use host::{NEW, OLD, credential, draft, english, opened, session, shop_of};
use serde_json::{Value, json};
use tradewind_commerce::{
    CheckoutDraft, CheckoutEngine, CheckoutStatus, Due, MerchantError, OrderEngine, quote,
};
use tradewind_domain::{OrderId, Timestamp};
use tradewind_schemas::Judge;

const TERMS: &str = "dev.ucp.common.payment.terms";

fn payment(kind: &str, words: &str, amount: i64) -> Value {
    json!({"id": words, "type": kind, "description": {"plain": words}, "amount": amount})
}

/// The specification's own example, at our mug's price: all now, or half on delivery.
fn offered(version: &str) -> Value {
    let mut body = session(version);
    body["ucp"]["capabilities"] = json!({TERMS: [{"version": version}]});
    body["payment"] = json!({"selected_term_id": "later", "terms": [
        {"id": "now", "title": "Pay now", "description": {"plain": "Save 1 EUR."},
            "schedules": [payment("immediate", "Due today.", 2_090)]},
        {"id": "later", "title": "Half now", "schedules": [
            payment("immediate", "Due today.", 1_090), payment("on_delivery", "Due on delivery.", 1_100)]}]});
    body
}

#[tokio::test]
async fn what_is_due_now_and_later_is_what_the_selected_term_says() {
    if let Some(judge) = Judge::at(NEW) {
        judge.answer("checkout", "create", &offered(NEW));
    }
    let told = opened(NEW, offered(NEW)).await.expect("reads");
    let minor = |amount: Option<tradewind_domain::Money>| amount.map(|one| one.minor);
    assert_eq!((minor(quote::due_now(&told)), minor(quote::due_later(&told))), (Some(1_090), Some(1_100)));
    assert!(quote::adds_up(&told), "what is not selected is indicative");
    let terms = told.terms.expect("there");
    assert_eq!((terms.all[0].description.as_str(), terms.all[1].description.as_str()), ("Save 1 EUR.", ""));
    let later = &terms.chosen().expect("selected").schedules[1];
    assert_eq!((later.due, later.words.as_str(), later.at), (Due::Later, "Due on delivery.", None));
    let mut dated = offered(NEW);
    dated["payment"]["terms"][1]["schedules"][1]["due_at"] = json!("2026-12-01T00:00:00Z");
    let told = opened(NEW, dated).await.expect("reads");
    let at = told.terms.expect("there").all[1].schedules[1].at;
    assert_eq!(at, Timestamp::parse_rfc3339("2026-12-01T00:00:00Z").ok());
}

#[tokio::test]
async fn terms_count_only_where_the_answer_names_their_extension_and_its_version_has_them() {
    let mut unnamed = offered(NEW);
    unnamed["ucp"]["capabilities"] = json!({});
    assert_eq!(opened(NEW, unnamed).await.expect("reads").terms, None);
    assert_eq!(opened(OLD, offered(OLD)).await.expect("reads").terms, None);
    assert_eq!(opened(NEW, session(NEW)).await.expect("reads").terms, None);
}

#[tokio::test]
async fn a_schedule_that_is_not_known_is_due_later() {
    for kind in ["instalment", "IMMEDIATE", "now", ""] {
        let mut body = offered(NEW);
        body["payment"]["terms"][1]["schedules"][0]["type"] = json!(kind);
        let told = opened(NEW, body).await.expect("reads");
        assert_eq!(quote::due_now(&told).expect("a sum").minor, 0, "{kind}");
    }
}

#[tokio::test]
async fn terms_without_a_selection_are_garbage_and_bought_is_bought() {
    let wrong: [(&str, Value); 9] = [
        ("/payment/selected_term_id", json!("other")),
        ("/payment/selected_term_id", Value::Null),
        ("/payment/terms", json!([])),
        ("/payment/terms", json!({})),
        ("/payment/terms/0/id", json!("later")),
        ("/payment/terms/1/title", json!("")),
        ("/payment/terms/1/schedules", json!([])),
        ("/payment/terms/1/schedules/1/amount", json!(-1)),
        ("/payment/terms/1/schedules/1/description", json!({"plain": ""})),
    ];
    for (place, value) in wrong {
        let mut body = offered(NEW);
        *body.pointer_mut(place).expect("there") = value.clone();
        let told = opened(NEW, body.clone()).await;
        assert!(matches!(told, Err(MerchantError::Garbage(_))), "{place} {value}: {told:?}");
        body["status"] = json!("complete_in_progress");
        let told = opened(NEW, body.clone()).await.expect("it is being paid");
        assert_eq!((told.status, told.terms), (CheckoutStatus::CompleteInProgress, None), "{place}");
        body["status"] = json!("completed");
        body["order"] = json!({"id": "o-1", "permalink_url": "https://shop.example/o-1"});
        assert!(opened(NEW, body).await.expect("it is bought").order.is_some(), "{place}");
    }
}

#[tokio::test]
async fn payments_that_do_not_come_to_the_total_are_never_paid() {
    let mut short = offered(NEW);
    short["payment"]["terms"][1]["schedules"][1]["amount"] = json!(1_099);
    assert!(!quote::adds_up(&opened(NEW, short).await.expect("reads")));
    let mut vast = offered(NEW);
    for at in 0..2 {
        vast["payment"]["terms"][1]["schedules"][at]["amount"] = json!(9_007_199_254_740_991_i64);
    }
    assert!(!quote::adds_up(&opened(NEW, vast).await.expect("reads")));
}

/// The bodies of a create, an update and a Complete by somebody who wants this term.
async fn bodies(term: Option<&str>, answer: Value) -> Vec<Value> {
    let (host, merchant) = shop_of(NEW);
    host.says(&format!("POST /{NEW}/checkout-sessions"), 201, answer.clone());
    host.says(&format!("PUT /{NEW}/checkout-sessions/c-1"), 200, answer.clone());
    host.says(&format!("POST /{NEW}/checkout-sessions/c-1/complete"), 200, answer);
    let wish = CheckoutDraft { term: term.map(str::to_owned), ..draft() };
    let opened = merchant.create_checkout(&wish, "key").await.expect("opens");
    let changed = merchant.update_checkout(&opened, &wish, "other").await.expect("changes");
    let prepared = merchant.prepare_complete(&changed, &credential(), "third").expect("made");
    merchant.complete(&changed.id, &prepared, &english()).await.expect("heard");
    let went = host.went();
    let bodies: Vec<Value> = went.iter().filter_map(|one| serde_json::from_slice(&one.body).ok()).collect();
    if let Some(judge) = Judge::at(NEW) {
        for (operation, body) in ["create", "update", "complete"].into_iter().zip(&bodies) {
            judge.request(operation, body);
        }
    }
    bodies
}

#[tokio::test]
async fn a_term_is_chosen_on_update_alone() {
    for (wish, sent) in [(Some("now"), "now"), (None, "later"), (Some("gone"), "later")] {
        let bodies = bodies(wish, offered(NEW)).await;
        let said: Vec<&Value> = bodies.iter().map(|body| &body["payment"]["selected_term_id"]).collect();
        assert_eq!(said, [&Value::Null, &json!(sent), &Value::Null], "{wish:?}");
    }
    let bodies = bodies(Some("now"), session(NEW)).await;
    assert!(bodies[1]["payment"].is_null(), "no terms, nothing to choose");
}

#[tokio::test]
async fn an_order_keeps_what_is_owed_later() {
    let order = |payment: Value| {
        let mut body = session(NEW);
        body["id"] = json!("o-1");
        body["checkout_id"] = json!("c-1");
        body["permalink_url"] = json!("https://shop.example/o-1");
        body["fulfillment"] = json!({"expectations": [], "events": []});
        body["line_items"][0]["quantity"] = json!({"original": 1, "total": 1, "fulfilled": 0});
        body["ucp"]["capabilities"] = json!({TERMS: [{"version": NEW}]});
        body["payment"] = payment;
        body
    };
    let term = offered(NEW)["payment"]["terms"][1].clone();
    let mut unread = term.clone();
    unread["schedules"] = json!("soon");
    for (accepted, owed) in [(term, vec![1_100]), (unread, vec![]), (Value::Null, vec![])] {
        let (host, merchant) = shop_of(NEW);
        host.says(&format!("GET /{NEW}/orders/o-1"), 200, order(json!({"accepted_term": accepted})));
        let id = OrderId::parse("o-1").expect("an id");
        let told = merchant.order(&id, Timestamp(0), &english()).await.expect("the order stands");
        assert_eq!(told.later.iter().map(|one| one.amount.minor).collect::<Vec<_>>(), owed);
    }
}
