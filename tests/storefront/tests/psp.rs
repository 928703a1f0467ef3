//! Cards that are charged at localstripe: paid, declined, the bank asks, asked again, taken back, and the provider is away.

mod client;

use client::charged::Charged;
use client::live::{codes, work};
use client::localstripe::{Localstripe, free_port};
use serde_json::{Value, json};
use tradewind_storefront::{Config, Storefront, StorefrontError};

#[test]
fn a_card_is_paid_at_the_provider_whichever_sheet_it_comes_by() {
    let Some(psp) = Localstripe::start() else { return };
    let shop = Charged::at(&psp.url());
    for method in ["sandbox", "google_pay", "apple_pay", "hosted_card"] {
        let ready = shop.live.ready("US");
        let token = if method == "sandbox" { "sandbox_ok" } else { "tok_of_a_sheet" };
        let paid = shop.complete(&ready, method, token, &format!("key of {method}")).json();
        assert_eq!(paid["status"], "completed", "{method}: {paid:#}");
        let intents = psp.intents(&ready);
        assert_eq!(intents.len(), 1);
        let of = json!({"session": ready["id"], "key": format!("key of {method}")});
        let total = paid["totals"].as_array().and_then(|all| all.last()).map(|total| &total["amount"]);
        assert_eq!((&intents[0]["metadata"], &intents[0]["status"]), (&of, &json!("succeeded")));
        assert_eq!((Some(&intents[0]["amount"]), &intents[0]["currency"]), (total, &json!("usd")));
        let rows = shop.live.front.ledger();
        assert_eq!(Some(rows.last().expect("a capture").payment.as_str()), intents[0]["id"].as_str());
    }
    assert_eq!((shop.live.orders(), shop.live.book()), (4, (vec!["capture".to_owned(); 4], 0)));
}

#[test]
fn a_declined_card_leaves_the_session_open_and_another_one_pays() {
    let Some(psp) = Localstripe::start() else { return };
    let shop = Charged::at(&psp.url());
    let ready = shop.live.ready("US");
    let stock = shop.live.front.stock("mug");
    for (method, token) in
        [("sandbox", "sandbox_declined"), ("sandbox", "nonsense"), ("hosted_card", "tok_declined")]
    {
        let open = shop.complete(&ready, method, token, &shop.live.key()).json();
        assert_eq!((&open["status"], codes(&open)), (&json!("ready_for_complete"), vec!["payment_declined"]));
        assert!(open.to_string().contains("Card card_declined"), "the provider's own word: {open:#}");
        assert_eq!((shop.live.orders(), shop.live.front.stock("mug")), (0, stock));
    }
    assert_eq!(psp.count(&ready, "canceled"), 3, "what was declined cannot be paid any more");
    assert_eq!(shop.pay(&ready, "sandbox_ok")["status"], "completed");
    assert_eq!((psp.count(&ready, "succeeded"), shop.live.orders()), (1, 1));
    assert_eq!(shop.live.front.stock("mug"), stock - 1);
}

/// A checkout whose bank asks, and its intent.
fn asked(psp: &Localstripe, shop: &Charged) -> (Value, Value) {
    let ready = shop.live.ready("US");
    let waits = shop.pay(&ready, "sandbox_3ds");
    assert_eq!(waits["status"], "complete_in_progress", "{waits:#}");
    assert_eq!(work(&waits).0, "dev.ucp.common.payment.three_ds_challenge");
    let intent = psp.intents(&ready).remove(0);
    assert_eq!((&intent["status"], shop.live.orders()), (&json!("requires_action"), 0));
    (waits, intent)
}

#[test]
fn the_bank_asks_and_the_person_approves_or_refuses() {
    let Some(psp) = Localstripe::start() else { return };
    for (approves, on_our_page) in [(true, true), (true, false), (false, true), (false, false)] {
        let shop = Charged::at(&psp.url());
        let (waits, intent) = asked(&psp, &shop);
        if on_our_page {
            let page = work(&waits).2["url"].as_str().expect("an address").to_owned();
            let pressed = shop.live.press(&page, if approves { "approve" } else { "fail" });
            assert_eq!(pressed.status, 200, "{}", pressed.body);
        } else {
            psp.authenticate(&intent, approves);
        }
        let told = shop.live.get(&waits);
        if approves {
            assert_eq!((&told["status"], shop.live.orders()), (&json!("completed"), 1));
            assert_eq!((psp.count(&waits, "succeeded"), shop.live.book().1), (1, 0));
        } else {
            assert_eq!(
                (&told["status"], codes(&told)),
                (&json!("ready_for_complete"), vec!["payment_declined"])
            );
            assert_eq!((psp.count(&waits, "canceled"), shop.live.orders()), (1, 0));
        }
    }
}

#[test]
fn a_platform_without_the_capability_is_sent_to_the_merchant_s_page() {
    let Some(psp) = Localstripe::start() else { return };
    let mut shop = Charged::at(&psp.url());
    shop.live.agent = "profile=\"https://platform.example/profile.2026-04-08.json\"";
    let ready = shop.live.ready("US");
    let sent = shop.pay(&ready, "sandbox_3ds");
    assert_eq!((&sent["status"], codes(&sent)), (&json!("requires_escalation"), vec!["requires_3ds"]));
    let page = sent["continue_url"].as_str().expect("an address");
    let done = shop.live.http("POST", &shop.live.path_of(page), &[], "");
    assert_eq!(done.status, 200, "{}", done.body);
    assert_eq!(shop.live.get(&ready)["status"], "completed");
    assert_eq!((psp.count(&ready, "succeeded"), shop.live.orders()), (1, 1));
}

#[test]
fn faults_of_the_sandbox_choose_the_card() {
    let Some(psp) = Localstripe::start() else { return };
    for (fault, status, code) in [
        ("decline", "ready_for_complete", "payment_declined"),
        ("three-ds:as=browser", "requires_escalation", "requires_3ds"),
    ] {
        let shop = Charged::at(&psp.url());
        let ready = shop.live.ready("US");
        shop.live.fault(fault);
        let told = shop.pay(&ready, "sandbox_ok");
        assert_eq!((&told["status"], codes(&told)), (&json!(status), vec![code]), "{fault}");
        assert_eq!((psp.count(&ready, "succeeded"), shop.live.orders()), (0, 0));
        if code == "requires_3ds" {
            let id = ready["id"].as_str().expect("an id");
            assert!(shop.live.front.verify(id), "the bank has seen the person");
            assert_eq!((psp.count(&ready, "succeeded"), shop.live.orders()), (1, 1));
        }
    }
}

#[test]
fn the_same_complete_again_is_one_intent() {
    let Some(psp) = Localstripe::start() else { return };
    let shop = Charged::at(&psp.url());
    let ready = shop.live.ready("US");
    let first = shop.complete(&ready, "sandbox", "sandbox_ok", "the key");
    let second = shop.complete(&ready, "sandbox", "sandbox_ok", "the key");
    assert_eq!((first.status, second.status, &first.body), (200, 200, &second.body));
    assert_eq!(shop.complete(&ready, "sandbox", "sandbox_ok", "another key").status, 409);
    // Many at a time: one is handled, the others are told to wait or are given its answer.
    let busy = shop.live.ready("US");
    shop.live.fault("psp:as=delay:ms=300");
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                assert!([200, 409].contains(&shop.complete(&busy, "sandbox", "sandbox_ok", "k").status))
            });
            scope.spawn(|| shop.live.get(&busy));
        }
    });
    assert_eq!(shop.settled(&busy)["status"], "completed");
    for checkout in [&ready, &busy] {
        assert_eq!((psp.intents(checkout).len(), psp.count(checkout, "succeeded")), (1, 1));
    }
    assert_eq!((shop.live.orders(), shop.live.book().1), (2, 0));
}

#[test]
fn a_payment_that_waits_is_taken_back_at_the_provider_or_runs_out() {
    let Some(psp) = Localstripe::start() else { return };
    let shop = Charged::at(&psp.url());
    let (waits, _) = asked(&psp, &shop);
    let cancel = format!("{}/cancel", client::live::path(&waits));
    assert_eq!(shop.live.ucp("POST", &cancel, &json!({})).json()["status"], "canceled");
    assert_eq!((psp.count(&waits, "canceled"), shop.live.book().0), (1, vec!["void".to_owned()]));

    // It was approved before the cancel arrived: bought is bought.
    let (waits, intent) = asked(&psp, &shop);
    psp.authenticate(&intent, true);
    let cancel = format!("{}/cancel", client::live::path(&waits));
    assert_eq!(shop.live.ucp("POST", &cancel, &json!({})).status, 409);
    assert_eq!((&shop.live.get(&waits)["status"], shop.live.orders()), (&json!("completed"), 1));

    let shop = Charged::at(&psp.url());
    let (waits, intent) = asked(&psp, &shop);
    shop.wait(15 * 60);
    let late = shop.live.get(&waits);
    assert_eq!((&late["status"], codes(&late)), (&json!("ready_for_complete"), vec!["payment_expired"]));
    psp.authenticate(&intent, true);
    assert_eq!(
        (psp.count(&waits, "canceled"), psp.count(&waits, "succeeded"), shop.live.orders()),
        (1, 0, 0)
    );
}

#[test]
fn while_the_provider_is_away_that_is_said_and_afterwards_it_is_paid_once() {
    let port = free_port();
    let mut shop = Charged::at(&format!("http://127.0.0.1:{port}"));
    let ready = shop.live.ready("US");
    let left = shop.live.front.stock("mug");
    let first = shop.complete(&ready, "sandbox", "sandbox_ok", "the key").json();
    assert_eq!(
        (&first["status"], codes(&first)),
        (&json!("complete_in_progress"), vec!["payment_unconfirmed"])
    );
    assert_eq!(
        shop.complete(&ready, "sandbox", "sandbox_ok", "another key").status,
        409,
        "no second attempt"
    );
    shop.live.judges = true;
    let still = shop.live.get(&ready);
    shop.live.judges = false;
    assert_eq!(
        (&still["status"], codes(&still)),
        (&json!("complete_in_progress"), vec!["payment_unconfirmed"])
    );
    assert_eq!(
        (shop.live.orders(), shop.live.front.stock("mug")),
        (0, left - 1),
        "its goods are kept for it"
    );
    let Some(psp) = Localstripe::start_at(port) else { return };
    let paid = shop.settled(&ready);
    assert_eq!((&paid["status"], &paid["messages"]), (&json!("completed"), &Value::Null));
    assert_eq!((psp.intents(&ready).len(), psp.count(&ready, "succeeded"), shop.live.orders()), (1, 1, 1));
}

#[test]
fn what_was_not_asked_for_in_time_is_not_paid_hours_later() {
    let Some(psp) = Localstripe::start() else { return };
    for place in ["psp-method", "psp-create", "psp-confirm"] {
        let shop = Charged::at(&psp.url());
        let ready = shop.live.ready("US");
        let left = shop.live.front.stock("mug");
        shop.live.fault(&format!("psp:as=cached-5xx:at={place}"));
        assert_eq!(shop.pay(&ready, "sandbox_ok")["status"], "complete_in_progress");
        shop.live.front.clear_fault("psp");
        shop.wait(15 * 60);
        let told = shop.live.get(&ready);
        assert_eq!(
            (&told["status"], codes(&told)),
            (&json!("ready_for_complete"), vec!["payment_expired"]),
            "{place}"
        );
        assert_eq!((psp.count(&ready, "succeeded"), shop.live.orders()), (0, 0));
        assert_eq!(shop.live.front.stock("mug"), left, "its goods are back");
        assert_eq!(shop.pay(&ready, "sandbox_ok")["status"], "completed");
    }
}

#[test]
fn a_shop_that_ends_while_it_asks_goes_on_where_it_was() {
    let Some(psp) = Localstripe::start() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let shop = Charged::kept(&psp.url(), folder.path());
    let ready = shop.live.ready("US");
    shop.live.fault("psp:as=lost:at=psp-confirm+psp-read");
    let nobody_knows = shop.complete(&ready, "sandbox", "sandbox_ok", "the key").json();
    assert_eq!(nobody_knows["status"], "complete_in_progress");
    assert_eq!((psp.count(&ready, "succeeded"), shop.live.orders()), (1, 0), "the money has moved");
    let shop = Charged::kept(&psp.url(), folder.path());
    assert_eq!(shop.live.get(&ready)["status"], "completed");
    assert_eq!((psp.intents(&ready).len(), shop.live.orders(), shop.live.book().1), (1, 1, 0));
}

#[test]
fn a_provider_elsewhere_is_refused() {
    for url in [
        "https://127.0.0.1:1",
        "http://192.0.2.1:80",
        "http://api.stripe.example",
        "http://127.0.0.1",
        "nonsense",
    ] {
        let mut config = Config::new("http://127.0.0.1:1");
        config.psp = Some(url.to_owned());
        assert!(matches!(Storefront::open(config), Err(StorefrontError::PspAddress)), "{url}");
    }
}
