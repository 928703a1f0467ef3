//! An engine that knows no repeated request is asked, never sent to twice; one that knows it is sent to again.

mod made_up;

use made_up::{Fate, MadeUp, driver};
use serde_json::Map;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tradewind_commerce::{Credential, Idempotency};
use tradewind_payments::law::State;
use tradewind_payments::wallets::sandbox;
use tradewind_payments::{Driver, PayRequest};
use tradewind_ports::Secret;

async fn request(driver: &Driver) -> PayRequest {
    let credential = Credential {
        handler: sandbox::WALLET.handler.into(),
        instrument: None,
        kind: "token".into(),
        token: Secret::new("t"),
        more: Map::new(),
    };
    PayRequest { credential: Some(credential), ..made_up::request(driver).await }
}

/// Pays at such an engine: how it ended, and how often it was sent.
async fn paid(gives: Idempotency, fate: Fate) -> (State, u32) {
    let folder = tempfile::tempdir().expect("a folder");
    let told = Arc::default();
    let engine = MadeUp::new(gives, fate);
    let driver = driver(folder.path(), engine.clone(), &told);
    let request = request(&driver).await;
    driver.pay(request).await.expect("settles");
    let last = *told.lock().expect("not poisoned").last().expect("told");
    (last, engine.sent.load(Ordering::SeqCst))
}

#[tokio::test(start_paused = true)]
async fn a_payment_whose_answer_was_lost_is_found_by_asking() {
    for gives in [Idempotency::AskOnly, Idempotency::ByCart, Idempotency::ByKey] {
        assert_eq!(paid(gives, Fate::DoneUnheard).await, (State::Succeeded, 1), "{gives:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_lost_request_goes_out_again_only_where_the_engine_knows_it() {
    assert_eq!(paid(Idempotency::ByKey, Fate::LostOnce).await, (State::Succeeded, 2));
    assert_eq!(paid(Idempotency::ByCart, Fate::LostOnce).await, (State::Succeeded, 2));
    // Asked until it is Unknown, then cancelled: nothing was paid, and nothing was sent twice.
    assert_eq!(paid(Idempotency::AskOnly, Fate::LostOnce).await, (State::Ended, 1));
}

#[tokio::test(start_paused = true)]
async fn after_a_restart_it_is_asked_and_not_sent_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let told = Arc::default();
    let engine = MadeUp::new(Idempotency::AskOnly, Fate::LostOnce);
    let first = driver(folder.path(), engine.clone(), &told);
    let request = request(&first).await;
    // The process ends while the answer is waited for.
    let ended = tokio::time::timeout(Duration::from_secs(2), first.pay(request)).await;
    assert!(ended.is_err(), "still being asked about");
    drop(first);
    assert_eq!(engine.sent.load(Ordering::SeqCst), 1);
    let second = driver(folder.path(), engine.clone(), &told);
    assert!(second.is_pending().expect("reads"));
    second.resume().await.expect("settles");
    assert_eq!(engine.sent.load(Ordering::SeqCst), 1);
    assert_eq!(told.lock().expect("not poisoned").last(), Some(&State::Ended));
}

#[tokio::test(start_paused = true)]
async fn a_method_that_the_person_chose_pays_and_no_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let told = Arc::default();
    let driver = driver(folder.path(), MadeUp::new(Idempotency::ByKey, Fate::DoneUnheard), &told);
    let chosen = |name: &str| Some(tradewind_domain::HandlerId::parse(name).expect("a name"));
    let mut request = request(&driver).await;
    request.credential = None;
    request.method = chosen("com.example.other");
    let refused = driver.pay(request.clone()).await.err().map(|error| error.code());
    assert_eq!(refused, Some(tradewind_domain::Code::PaymentUnsupported));
    request.method = chosen(sandbox::WALLET.handler);
    let waiting = tokio::time::timeout(Duration::from_secs(1), driver.pay(request)).await;
    assert!(waiting.is_err(), "its sheet is shown, and waited for");
    assert_eq!(told.lock().expect("not poisoned").last(), Some(&State::HandedOff));
}
