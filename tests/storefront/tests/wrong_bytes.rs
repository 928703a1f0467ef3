//! Wrong merchants in bytes, numbers and words: what comes is spoiled, the books stay true.

mod client;

use axum::body::Body;
use axum::http::Request;
use client::Client;
use serde_json::{Value, json};
use tower::ServiceExt;
use tradewind_storefront::{Fault, Storefront};

/// The bytes and the content type of the profile under a fault.
async fn profile(front: &Storefront, fault: &str) -> (u16, String, Vec<u8>) {
    front.set_fault(Fault::parse(fault).expect("well written"));
    let request = Request::builder().uri("/.well-known/ucp").body(Body::empty()).expect("a request");
    let answer = front.router().oneshot(request).await.expect("infallible");
    front.clear_fault(fault.split(':').next().unwrap_or_default());
    let kind = answer.headers().get("content-type").map(|kind| kind.to_str().expect("text").to_owned());
    let status = answer.status().as_u16();
    let bytes = axum::body::to_bytes(answer.into_body(), 1 << 25).await.expect("all of it");
    (status, kind.unwrap_or_default(), bytes.to_vec())
}

#[tokio::test]
async fn another_encoding_type_size_or_nothing() {
    let c = Client::new();
    let (_, _, plain) = profile(&c.front, "disclosure").await;
    let (_, _, bom) = profile(&c.front, "encoding:as=bom").await;
    assert!(bom.starts_with(b"\xef\xbb\xbf{") && bom.len() == plain.len() + 3);
    let (_, _, wide) = profile(&c.front, "encoding:as=utf16").await;
    assert_eq!((wide.len(), &wide[..2]), (plain.len() * 2, b"{\0".as_slice()));
    assert_eq!(profile(&c.front, "encoding:as=html").await.1, "text/html");
    assert_eq!(profile(&c.front, "encoding:as=untyped").await.1, "");
    for (kind, size) in [("10mb", 10_000_000), ("4mb", 3_900_000), ("deep", 200_000)] {
        let (_, _, big) = profile(&c.front, &format!("big:as={kind}")).await;
        assert!(big.len() > size && big.ends_with(b"}"), "{kind}");
        assert_eq!(serde_json::from_slice::<Value>(&big).is_ok(), kind != "deep", "{kind}");
    }
    assert_eq!(profile(&c.front, "empty").await, (200, "application/json".to_owned(), Vec::new()));
    assert_eq!(profile(&c.front, "empty:as=204").await.0, 204);
    let (_, _, other) = profile(&c.front, "other-endpoint").await;
    assert!(String::from_utf8(other).expect("text").contains("\"endpoint\":\"http://127.0.0.1:9\""));
}

#[tokio::test]
async fn sent_elsewhere_or_failed_before_and_after() {
    let c = Client::new();
    let ready = c.ready("mug-indigo", 1).await;
    let path = format!("{}/complete", Client::path(&ready));
    for kind in ["307", "303", "302"] {
        c.fault(&format!("redirect:as={kind}:at=complete:times=1"));
        let came = c.call("POST", &path, None, &json!({}), "").await.expect("an answer");
        assert_eq!((came.status.to_string(), c.front.orders().len()), (kind.to_owned(), 0));
        assert!(came.headers["location"].to_str().expect("text").starts_with("http://127.0.0.1:9/"));
    }
    c.fault("5xx-after:at=complete:times=1");
    assert_eq!(c.pay(&ready, "k", "sandbox_ok").await.expect("an answer").0, 500);
    assert_eq!(c.front.orders().len(), 1);
    assert_eq!(c.pay(&ready, "k", "sandbox_ok").await.expect("an answer").1["status"], "completed");
}

#[tokio::test(start_paused = true)]
async fn an_answer_breaks_off_in_the_middle_or_drips() {
    let c = Client::new();
    let ready = c.ready("mug-indigo", 1).await;
    c.fault("cut-short:at=complete:times=1");
    assert!(c.pay(&ready, "k", "sandbox_ok").await.is_none());
    assert_eq!(c.front.orders().len(), 1);
    c.fault("drip:at=complete:times=1");
    let before = tokio::time::Instant::now();
    assert_eq!(c.pay(&ready, "k", "sandbox_ok").await.expect("an answer").1["status"], "completed");
    assert_eq!(before.elapsed().as_secs(), 3);
}

#[tokio::test(start_paused = true)]
async fn an_answer_comes_late_and_what_it_says_was_done_in_time() {
    let c = Client::new();
    let ready = c.ready("mug-indigo", 1).await;
    c.fault("delay-after:at=complete:times=1");
    let waited =
        tokio::time::timeout(std::time::Duration::from_secs(10), c.pay(&ready, "k", "sandbox_ok")).await;
    assert!(waited.is_err() && c.front.orders().len() == 1);
}

#[tokio::test]
async fn numbers_totals_and_words_that_are_not_what_they_should_be() {
    let c = Client::new();
    let told = async |fault: &str| {
        c.fault(fault);
        let answer = c.ready("mug-indigo", 1).await;
        c.front.clear_fault(fault.split(':').next().unwrap_or_default());
        answer
    };
    let last = |answer: &Value| answer["totals"].as_array().expect("totals").last().expect("one").clone();
    assert_eq!(last(&told("wrong-numbers:as=strings").await)["amount"], "2680");
    assert!(last(&told("wrong-numbers:as=floats").await)["amount"].is_f64());
    assert!(last(&told("wrong-numbers:as=exponent").await)["amount"].is_f64());
    assert_eq!(last(&told("wrong-numbers:as=overflow").await)["amount"], 9_223_372_036_854_775_808_u64);
    assert_eq!(told("wrong-numbers:as=price").await["line_items"][0]["item"]["price"], "2190");
    assert_eq!(told("wrong-numbers:as=quantity").await["line_items"][0]["quantity"], "1");
    assert_eq!(told("wrong-numbers:as=none").await["line_items"][0]["quantity"], 0);
    assert_eq!(told("wrong-numbers:as=id").await["id"], 12_345);

    assert_eq!(told("odd-totals:as=total-first").await["totals"][0]["type"], "total");
    assert_eq!(last(&told("odd-totals:as=two-totals").await)["amount"], 100);
    assert_eq!(told("odd-totals:as=no-subtotal").await["totals"][0]["type"], "fulfillment");
    assert_eq!(Client::total(&told("odd-totals:as=many").await), 2680 + 600);
    let wrapped = told("odd-totals:as=unknown-type").await;
    assert_eq!((wrapped["totals"][2]["type"].as_str(), Client::total(&wrapped)), (Some("gift_wrap"), 2980));

    let title = |answer: &Value| answer["line_items"][0]["item"]["title"].as_str().expect("text").to_owned();
    assert!(title(&told("odd-words:as=controls").await).contains('\u{202e}'));
    assert!(title(&told("odd-words:as=html").await).contains("<img"));
    assert_eq!(title(&told("odd-words:as=empty").await), "\u{200b}");
    assert_eq!(told("odd-words:as=newline").await["line_items"][0]["item"]["id"], "mug-indigo\n");
    assert_eq!(told("unknown-word:as=status").await["status"], "processing");
    assert_eq!(told("unknown-word:as=method").await["fulfillment"]["methods"][0]["type"], "drone");
    assert_eq!(told("disclosure").await["messages"][0]["presentation"], "disclosure");
    assert_eq!(told("big:as=messages").await["messages"].as_array().map(Vec::len), Some(20_000));
    // A reader that takes the last of two keys reads what is not so.
    assert_eq!(told("keys-twice").await["status"], "completed");
    assert_eq!(Client::total(&told("keys-twice:as=totals").await), 1);
    assert!(c.front.sessions().iter().all(|kept| kept.total == 2680 && kept.state == "open"));
}

#[tokio::test]
async fn a_hidden_fee_another_currency_and_a_price_that_rises_at_complete() {
    let c = Client::new();
    c.fault("wrong-total:as=hidden:times=1");
    assert_eq!(Client::total(&c.ready("mug-indigo", 1).await), 2680 + 5_000);
    for currency in ["USD", "KWD", "BTC", "usd"] {
        c.fault(&format!("foreign-currency:as={currency}:times=1"));
        let other = c.ready("mug-indigo", 1).await;
        assert_eq!((other["currency"].as_str(), Client::total(&other)), (Some(currency), 2680));
    }
    let ready = c.ready("mug-indigo", 1).await;
    c.fault("price-rises:times=1");
    let (_, told) = c.pay(&ready, "k", "sandbox_ok").await.expect("an answer");
    assert_eq!((Client::codes(&told), Client::total(&told)), (vec!["price_changed"], 2190 + 219 + 490));
    assert!(c.front.orders().is_empty());
    assert_eq!(Client::total(&c.get(&ready).await), 2190 + 219 + 490);
    // One session is escalated and stays so; the next is not.
    c.fault("escalate:times=1");
    let (first, second) = (c.ready("mug-sand", 1).await, c.ready("mug-sand", 1).await);
    assert_eq!(c.get(&first).await["status"], "requires_escalation");
    assert_eq!(second["status"], "ready_for_complete");
}
