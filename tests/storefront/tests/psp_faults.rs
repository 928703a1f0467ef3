//! What the wire to the provider does wrong, at each request that matters: one capture there, one order here, or none of both.

mod client;

use client::charged::Charged;
use client::live::codes;
use client::localstripe::Localstripe;
use serde_json::{Value, json};
use std::time::Duration;

/// Faults, with how many intents there may be afterwards: one that was asked for twice is confirmed once.
const FAULTS: [(&str, usize); 8] = [
    ("psp:as=delay:ms=300", 1),
    ("psp:as=reset:times=1", 1),
    ("psp:as=lost:times=1", 1),
    ("psp:as=lost:times=2", 1),
    ("psp:as=conflict:ms=700:times=1", 2),
    ("psp:as=rate-limit:times=1", 1),
    ("psp:as=cached-5xx:times=1", 1),
    ("psp:as=cached-5xx:times=2", 1),
];

/// Where they strike.
const PLACES: [&str; 5] =
    ["psp-create", "psp-confirm", "psp-create+psp-confirm", "psp-find+psp-read", "psp-method"];

#[test]
fn whatever_is_lost_a_card_is_charged_once() {
    let Some(psp) = Localstripe::start() else { return };
    std::thread::scope(|scope| {
        for (fault, most) in FAULTS {
            let psp = &psp;
            scope.spawn(move || {
                for place in PLACES {
                    charged_once(psp, &format!("{fault}:at={place}"), most);
                }
            });
        }
    });
}

/// Longer than the merchant waits: it is carried out after the merchant has asked what there is.
#[test]
fn what_is_carried_out_after_all_does_not_charge_a_second_time() {
    let Some(psp) = Localstripe::start() else { return };
    std::thread::scope(|scope| {
        for place in ["psp-create", "psp-confirm"] {
            let psp = &psp;
            scope.spawn(move || {
                let checkout = charged_once(psp, &format!("psp:as=delay:ms=3600:times=1:at={place}"), 2);
                std::thread::sleep(Duration::from_millis(2_000));
                let intents = if place == "psp-create" { 2 } else { 1 };
                assert_eq!((psp.intents(&checkout).len(), psp.count(&checkout, "succeeded")), (intents, 1));
            });
        }
    });
}

/// A checkout that is paid under a fault, once.
fn charged_once(psp: &Localstripe, fault: &str, most: usize) -> Value {
    let shop = Charged::at(&psp.url());
    let ready = shop.live.ready("US");
    shop.live.fault(fault);
    shop.pay(&ready, "sandbox_ok");
    let told = shop.settled(&ready);
    assert_eq!(told["status"], "completed", "{fault}: {told:#}");
    assert_eq!(psp.count(&ready, "succeeded"), 1, "{fault}");
    assert!((1..=most).contains(&psp.intents(&ready).len()), "{fault}: {:#?}", psp.intents(&ready));
    assert_eq!((shop.live.orders(), shop.live.book().1), (1, 0), "{fault}");
    ready
}

#[test]
fn a_declined_card_stays_declined_whatever_is_lost() {
    let Some(psp) = Localstripe::start() else { return };
    for fault in ["reset", "lost", "conflict", "rate-limit", "cached-5xx"] {
        let shop = Charged::at(&psp.url());
        let ready = shop.live.ready("US");
        shop.live.fault(&format!("psp:as={fault}:ms=300:times=1:at=psp-confirm+psp-cancel"));
        shop.pay(&ready, "sandbox_declined");
        let told = shop.settled(&ready);
        assert_eq!(
            (&told["status"], codes(&told)),
            (&json!("ready_for_complete"), vec!["payment_declined"]),
            "{fault}"
        );
        assert_eq!((psp.count(&ready, "succeeded"), shop.live.orders()), (0, 0), "{fault}");
    }
}

#[test]
fn a_provider_that_never_answers_is_asked_until_it_does() {
    let Some(psp) = Localstripe::start() else { return };
    for place in ["psp-create", "psp-confirm"] {
        let shop = Charged::at(&psp.url());
        let ready = shop.live.ready("US");
        shop.live.fault(&format!("psp:as=cached-5xx:at={place}"));
        shop.pay(&ready, "sandbox_ok");
        for _ in 0..2 {
            let told = shop.live.get(&ready);
            assert_eq!(
                (&told["status"], codes(&told)),
                (&json!("complete_in_progress"), vec!["payment_unconfirmed"])
            );
            assert_eq!((psp.count(&ready, "succeeded"), shop.live.orders()), (0, 0));
        }
        shop.live.front.clear_fault("psp");
        assert_eq!(shop.settled(&ready)["status"], "completed", "{place}");
        assert_eq!(
            (psp.intents(&ready).len(), psp.count(&ready, "succeeded"), shop.live.orders()),
            (1, 1, 1)
        );
    }
}

#[test]
fn too_many_requests_are_not_made_more() {
    let Some(psp) = Localstripe::start() else { return };
    let shop = Charged::at(&psp.url());
    let ready = shop.live.ready("US");
    shop.live.fault("psp:as=rate-limit:times=1:at=psp-create");
    assert_eq!(shop.pay(&ready, "sandbox_ok")["status"], "complete_in_progress");
    assert_eq!(shop.live.get(&ready)["status"], "complete_in_progress", "Retry-After: 1 is not over");
    assert_eq!(psp.intents(&ready).len(), 0);
    shop.wait(1);
    assert_eq!(shop.live.get(&ready)["status"], "completed");
}

#[test]
fn an_intent_is_found_on_a_later_page() {
    let Some(psp) = Localstripe::start() else { return };
    for _ in 0..130 {
        psp.ask("POST", "/v1/payment_intents", "amount=100&currency=usd");
    }
    let shop = Charged::at(&psp.url());
    let ready = shop.live.ready("US");
    shop.live.fault("psp:as=lost:times=1:at=psp-create");
    assert_eq!(shop.pay(&ready, "sandbox_ok")["status"], "completed");
    assert_eq!((psp.intents(&ready).len(), psp.count(&ready, "succeeded")), (1, 1));
}
