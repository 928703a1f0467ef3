//! Webhooks of the provider: a hint that it is worth asking, when they are its own; otherwise nothing.

mod client;

use client::charged::Charged;
use client::localstripe::Localstripe;
use ring::hmac;
use serde_json::{Value, json};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// A checkout that waits for the bank, and its intent.
fn asked(psp: &Localstripe, shop: &Charged) -> (Value, Value) {
    let ready = shop.live.ready("US");
    shop.pay(&ready, "sandbox_3ds");
    (ready.clone(), psp.intents(&ready).remove(0))
}

/// Waits for what the merchant does by itself; true once it did.
fn comes(mut is_there: impl FnMut() -> bool) -> bool {
    let until = Instant::now() + Duration::from_secs(15);
    while !is_there() {
        if Instant::now() > until {
            return false;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    true
}

#[test]
fn a_payment_that_nobody_asks_about_is_learnt_of_by_a_webhook() {
    let Some(psp) = Localstripe::start() else { return };
    let shop = Charged::at(&psp.url());
    let (ready, intent) = asked(&psp, &shop);
    psp.authenticate(&intent, true);
    assert!(comes(|| shop.live.orders() == 1), "no webhook came: {:?}", shop.live.front.requests());
    assert!(shop.live.front.requests().contains(&"POST /psp/webhook".to_owned()));
    assert_eq!(shop.live.get(&ready)["status"], "completed");
    assert_eq!((psp.count(&ready, "succeeded"), shop.live.book().1), (1, 0));
}

/// What localstripe would send, signed with a secret.
fn sent(shop: &Charged, event: &Value, secret: &str, ago_s: u64) -> (u16, Value) {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs() - ago_s;
    let body = event.to_string();
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let tag = hmac::sign(&key, format!("{now}.{body}").as_bytes());
    let hex: String = tag.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    let header = format!("t={now},v1={hex}");
    let answer = shop.live.http("POST", "/psp/webhook", &[("stripe-signature", &header)], &body);
    (answer.status, answer.json()["asked"].clone())
}

fn event(intent: &Value) -> Value {
    let mut told = intent.clone();
    told["status"] = json!("succeeded");
    json!({"id": "evt_1", "object": "event", "type": "payment_intent.succeeded", "data": {"object": told}})
}

#[test]
fn what_a_webhook_says_is_never_believed() {
    let Some(psp) = Localstripe::start() else { return };
    let shop = Charged::at(&psp.url());
    let (ready, intent) = asked(&psp, &shop);
    let secret = shop.live.front.webhook_secret().expect("there is a provider");
    let untouched = || {
        assert_eq!(
            (shop.live.get(&ready)["status"].as_str(), shop.live.orders()),
            (Some("complete_in_progress"), 0)
        );
        assert_eq!(psp.count(&ready, "requires_action"), 1);
    };
    assert_eq!(sent(&shop, &event(&intent), "whsec_of_a_stranger", 0).0, 400, "forged");
    untouched();
    assert_eq!(sent(&shop, &event(&intent), &secret, 301).0, 400, "too old");
    untouched();
    assert_eq!(
        shop.live.http("POST", "/psp/webhook", &[], &event(&intent).to_string()).status,
        400,
        "not signed"
    );
    untouched();
    // Our own secret from here on: what is wrong is what it says.
    let mut other_sum = intent.clone();
    other_sum["amount"] = json!(1);
    let mut stranger = intent.clone();
    stranger["id"] = json!("pi_stranger");
    for wrong in [event(&other_sum), event(&stranger), json!({"type": "charge.succeeded"}), json!([])] {
        assert_eq!(sent(&shop, &wrong, &secret, 0), (200, json!(false)), "{wrong}");
        untouched();
    }
    // It says that it is paid; the provider, when it is asked, says that it is not.
    assert_eq!(sent(&shop, &event(&intent), &secret, 0), (200, json!(true)));
    untouched();
}

#[test]
fn a_webhook_that_is_repeated_changes_nothing() {
    let Some(psp) = Localstripe::start() else { return };
    let shop = Charged::at(&psp.url());
    let (ready, intent) = asked(&psp, &shop);
    let secret = shop.live.front.webhook_secret().expect("there is a provider");
    psp.authenticate(&intent, true);
    sent(&shop, &event(&intent), &secret, 0);
    assert_eq!(shop.live.orders(), 1);
    let book = shop.live.front.ledger();
    for _ in 0..3 {
        assert_eq!(sent(&shop, &event(&intent), &secret, 0), (200, json!(false)), "it is over");
    }
    assert_eq!((shop.live.orders(), shop.live.front.ledger()), (1, book));
    assert_eq!((psp.count(&ready, "succeeded"), shop.live.book().1), (1, 0));
}
