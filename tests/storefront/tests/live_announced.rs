//! Shows to come: moved, cancelled, and what a browser shows of a link to one.

mod client;

use axum::body::Body;
use axum::http::Request;
use client::Client;
use client::heard::client;
use serde_json::Value;
use std::sync::atomic::Ordering;
use tower::ServiceExt as _;
use tradewind_storefront::{LiveDeed, LiveRefused};

/// When `show-2` begins; none where it is not listed as one to come.
async fn begins(c: &Client) -> Option<i64> {
    let list = c.ok("GET", "/live/sessions?country=DE", Value::Null).await;
    let rows = list["sessions"].as_array().expect("sessions");
    let row = rows.iter().find(|row| row["id"] == "show-2" && row["state"] == "coming")?;
    row["starts_at"].as_i64()
}

async fn page(c: &Client, path: &str) -> (u16, String) {
    let request = Request::builder().uri(path).header("host", "127.0.0.1:1").header("accept-language", "en");
    let answer = c.front.router().oneshot(request.body(Body::empty()).expect("a request")).await;
    let answer = answer.expect("infallible");
    let status = answer.status().as_u16();
    let bytes = axum::body::to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
    (status, String::from_utf8_lossy(&bytes).into_owned())
}

#[tokio::test]
async fn a_show_to_come_is_moved_and_cancelled() {
    let c = client();
    let now = c.now.load(Ordering::SeqCst);
    assert!(c.front.live_act("show-2", &LiveDeed::Move(1_800)).is_ok());
    assert_eq!(begins(&c).await, Some(now + 1_800_000));
    assert_eq!(c.front.live_act("show-2", &LiveDeed::Move(0)), Err(LiveRefused::OutOfRange));
    assert_eq!(c.front.live_act("show-1", &LiveDeed::Move(1_800)), Err(LiveRefused::NotComing));
    assert_eq!(c.front.live_act("show-0", &LiveDeed::Cancel), Err(LiveRefused::NotComing));
    assert!(c.front.live_act("show-2", &LiveDeed::Cancel).is_ok());
    assert_eq!(begins(&c).await, None);
    assert_eq!(c.front.live_act("show-2", &LiveDeed::Move(60)), Err(LiveRefused::NotComing));
    c.now.fetch_add(40 * 60_000, Ordering::SeqCst);
    assert_eq!(begins(&c).await, None, "and it never begins");
}

#[tokio::test]
async fn a_link_to_a_show_is_a_page_in_a_browser() {
    let c = client();
    let (status, text) = page(&c, "/live/show-1?t=81").await;
    assert!(status == 200 && text.contains("<h1>"), "{status} {text}");
    assert_eq!(page(&c, "/live/show-9").await.0, 404);
    assert!(c.front.live_act("show-2", &LiveDeed::Cancel).is_ok());
    assert_eq!(page(&c, "/live/show-2").await.0, 404);
}
