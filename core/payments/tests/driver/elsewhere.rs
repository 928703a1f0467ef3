//! Bought by another door: a browser, a second device, a restored copy, a processor that settles late. Nothing is bought
//! twice, and what was bought is found. Field rows: checkout 1-4, 10-13, 17.

use crate::world::{World, approve, draft, request_of, world};
use std::time::Duration;
use tradewind_commerce::CheckoutStatus;
use tradewind_domain::{Code, Currency, ItemId, Money, Quantity, Timestamp};
use tradewind_payments::law::State;
use tradewind_payments::{PaymentError, Prepared};
use tradewind_person::{CartLine, PurchaseBegun};
use tradewind_ports::fakes::OpeningVault;

const NAME: Option<&str> = Some("first");

fn line() -> CartLine {
    CartLine {
        item: ItemId::parse("mug-indigo").expect("an id"),
        quantity: Quantity::new(2).expect("in range"),
        title: "Mug".into(),
        seen_price: Money::new(2_190, Currency::EUR),
        picture: None,
        added_at: Timestamp(0),
        position: 0,
    }
}

/// The one session of the merchant that has been opened.
fn session(w: &World) -> String {
    w.front.sessions().last().expect("opened").id.clone()
}

#[tokio::test(start_paused = true)]
async fn finished_in_the_browser_is_found_whatever_the_shop_answers_to_the_next_change() {
    for how in ["409", "404", "410", "422", "200", "error"] {
        let w = world();
        let phone = w.phone();
        phone.store.begin_purchase("first", &line(), Timestamp(0)).expect("begun");
        w.fault("escalate");
        let opened = phone.driver.prepare(&draft("mug-indigo", 2), NAME).await.expect("opens");
        let Prepared::Open(opened) = opened else { unreachable!("{how}: nothing is bought yet") };
        assert_eq!(opened.status, CheckoutStatus::RequiresEscalation, "{how}");
        w.front.clear_fault("escalate");
        assert!(w.front.finish(&session(&w)), "{how}");
        w.fault(&format!("put-finished:as={how}"));
        // Back in the app, perhaps started anew, the same is asked for again.
        let phone = w.phone();
        let found = phone.driver.prepare(&draft("mug-indigo", 2), NAME).await.expect("asks");
        let Prepared::Bought(order) = found else { unreachable!("{how}: it is bought") };
        assert_eq!(order.checkout.as_str(), session(&w), "{how}");
        assert_eq!(phone.last(), State::Succeeded, "{how}");
        assert_eq!((w.front.orders().len(), w.front.sessions().len()), (1, 1), "{how}");
        let begun = phone.store.begin_purchase("first", &line(), Timestamp(0)).expect("reads");
        assert_eq!(begun, PurchaseBegun::Done(order.id.clone()), "{how}");
        assert_eq!(phone.store.orders().expect("reads").len(), 1, "{how}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_session_that_is_ready_and_was_paid_on_another_device_is_found_by_the_next_change() {
    for how in ["409", "404", "410", "422", "200", "error"] {
        let w = world();
        let phone = w.phone();
        w.fault("decline:times=1");
        phone.pay(&w, approve()).await.expect("settles");
        assert_eq!(phone.last(), State::Declined);
        // The tablet has the same session, and pays it.
        assert!(w.front.finish(&session(&w)));
        w.fault(&format!("put-finished:as={how}"));
        let found = phone.driver.prepare(&draft("mug-indigo", 2), None).await.expect("asks");
        assert!(matches!(found, Prepared::Bought(_)), "{how}");
        assert_eq!((w.front.orders().len(), phone.store.orders().expect("reads").len()), (1, 1), "{how}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_was_finished_elsewhere_is_found_when_the_app_comes_to_the_front() {
    let w = world();
    let phone = w.phone();
    phone.prepare(&draft("mug-indigo", 2)).await.expect("opens");
    assert!(w.front.finish(&session(&w)));
    assert!(!phone.driver.ask().await.expect("asks"), "not gone: bought");
    assert_eq!(phone.last(), State::Succeeded);
    assert_eq!(phone.driver.checkout().expect("reads"), None);
    assert_eq!(phone.store.orders().expect("reads").len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_copy_restored_from_before_the_payment_does_not_pay_again() {
    let w = world();
    let phone = w.phone();
    let request = phone.request().await;
    let backup = tempfile::tempdir().expect("a folder");
    let (file, copy) = (w.folder.path().join("person.sqlite"), backup.path().join("person.sqlite"));
    std::fs::copy(&file, &copy).expect("copied");
    phone.pay_at_once(request).await.expect("settles");
    assert_eq!(phone.last(), State::Succeeded);
    drop(phone);
    std::fs::copy(&copy, &file).expect("restored");
    let phone = w.phone();
    let found = phone.driver.prepare(&draft("mug-indigo", 2), None).await.expect("asks");
    assert!(matches!(found, Prepared::Bought(_)));
    assert_eq!((w.front.orders().len(), phone.store.orders().expect("reads").len()), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn a_cancelled_attempt_that_a_processor_charges_later_is_found_before_the_next_payment() {
    let w = world();
    let phone = w.phone();
    w.fault("captured-after-cancel:ms=60000");
    let request = phone.request().await;
    phone.pay_at_once(request).await.expect("settles");
    assert_eq!(phone.last(), State::Ended);
    tokio::time::sleep(Duration::from_secs(120)).await;
    w.front.clear_fault("captured-after-cancel");
    let found = phone.driver.prepare(&draft("mug-indigo", 2), None).await.expect("asks");
    assert!(matches!(found, Prepared::Bought(_)), "{:?}", phone.states());
    assert_eq!((w.front.orders().len(), phone.store.orders().expect("reads").len()), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn still_open_without_a_word_is_asked_about_and_never_called_declined() {
    let w = world();
    let phone = w.phone();
    w.fault("silent-complete:times=1");
    let request = phone.request().await;
    phone.pay_at_once(request).await.expect("settles");
    assert_eq!(phone.last(), State::Succeeded);
    assert!(!phone.states().contains(&State::Declined));
    assert_eq!(w.front.orders().len(), 1);
    assert!(w.completes().iter().all(|sent| *sent == w.completes()[0]), "same key, same bytes");
}

#[tokio::test(start_paused = true)]
async fn a_bank_that_wants_to_see_the_person_is_no_decline_and_the_way_back_asks() {
    // The buyer finishes the order in the browser.
    let w = world();
    let phone = w.phone();
    w.fault("three-ds:as=browser:times=1");
    let request = phone.request().await;
    phone.pay_at_once(request).await.expect("settles");
    assert_eq!((phone.last(), phone.last_view().reason), (State::Escalated, Some(Code::BankCheck)));
    let told = phone.changed.lock().expect("not poisoned").last().expect("told").clone();
    assert!(told.continue_url.is_some(), "there is a way on");
    assert!(w.front.finish(&session(&w)));
    phone.driver.ask().await.expect("asks");
    assert_eq!((phone.last(), w.front.orders().len()), (State::Succeeded, 1));
    // The bank is content, and the app pays.
    let w = world();
    let phone = w.phone();
    w.fault("three-ds:as=again:times=1");
    let request = phone.request().await;
    phone.pay_at_once(request).await.expect("settles");
    assert_eq!(phone.last(), State::Escalated);
    assert!(w.front.verify(&session(&w)));
    phone.driver.ask().await.expect("asks");
    let told = phone.changed.lock().expect("not poisoned").last().expect("told").clone();
    assert_eq!(told.status, CheckoutStatus::ReadyForComplete);
    phone.pay_at_once(request_of(&told)).await.expect("settles");
    assert_eq!((phone.last(), w.front.orders().len()), (State::Succeeded, 1));
    let keys: Vec<_> = w.completes().into_iter().map(|(key, _)| key).collect();
    assert_ne!(keys.first(), keys.last(), "a new attempt has a new key");
}

#[tokio::test(start_paused = true)]
async fn a_clock_put_ahead_while_a_payment_is_out_ends_nothing() {
    for hours in [8, -24, 24 * 365 * 5, -24 * 365 * 20] {
        let w = world();
        let phone = w.phone();
        let request = phone.request().await;
        w.fault("drop-after-commit:path=complete:times=1");
        w.net.hang_up.store(true, std::sync::atomic::Ordering::SeqCst);
        let _ = tokio::time::timeout(Duration::from_millis(100), phone.pay_at_once(request)).await;
        drop(phone);
        w.net.hang_up.store(false, std::sync::atomic::Ordering::SeqCst);
        w.net.offline.store(false, std::sync::atomic::Ordering::SeqCst);
        // The phone's clock alone: the merchant's stays.
        w.clock.set_offset_ms(hours * 3_600_000);
        let phone = w.phone();
        phone.driver.resume().await.expect("settles");
        assert_eq!(phone.last(), State::Succeeded, "{hours} h");
        assert_eq!((w.front.orders().len(), phone.store.orders().expect("reads").len()), (1, 1), "{hours} h");
    }
}

#[tokio::test(start_paused = true)]
async fn a_sheet_on_a_clock_that_is_put_back_still_has_its_minutes_and_no_more() {
    let w = world();
    let phone = w.phone();
    let request = phone.request().await;
    let began = tokio::time::Instant::now();
    let back = async {
        tokio::time::sleep(Duration::from_secs(5)).await;
        w.clock.set_offset_ms(-30 * 24 * 3_600_000);
    };
    tokio::join!(phone.driver.pay(request), back).0.expect("settles");
    assert_eq!(phone.last(), State::Cancelled);
    assert!(began.elapsed() < Duration::from_secs(700), "{:?}", began.elapsed());
}

#[tokio::test(start_paused = true)]
async fn what_nobody_answers_for_can_be_put_aside_after_three_days_and_is_told_when_charged_after_all() {
    let w = world();
    let phone = w.phone();
    let request = phone.request().await;
    w.fault("unreadable-complete");
    w.fault("no-cancel");
    let asides = async {
        tokio::time::sleep(Duration::from_secs(60)).await;
        let facts = phone.last_view().facts.expect("told what to tell the shop");
        assert_eq!((phone.last(), facts.may_put_aside), (State::Unknown, false));
        phone.driver.put_aside().expect("noted");
        tokio::time::sleep(Duration::from_secs(60)).await;
        assert_eq!(phone.last(), State::Unknown, "too early");
        tokio::time::sleep(Duration::from_secs(72 * 3_600)).await;
        phone.driver.put_aside().expect("noted");
    };
    tokio::join!(phone.pay_at_once(request), asides).0.expect("settles");
    assert_eq!(phone.last(), State::PutAside);
    // The way is free.
    let other = phone.prepare(&draft("mug-sand", 1)).await.expect("opens");
    assert_eq!(other.status, CheckoutStatus::ReadyForComplete);
    // The shop gets well, and says what became of it: kept and told as that, and no confirmation of the new checkout.
    w.front.clear_fault("unreadable-complete");
    tokio::time::sleep(Duration::from_secs(120)).await;
    let next = phone.driver.prepare(&draft("mug-sand", 1), None).await.expect("goes on");
    assert!(matches!(next, Prepared::Open(_)));
    assert_eq!((phone.last(), phone.last_view().late), (State::Succeeded, true));
    assert_eq!((w.front.orders().len(), phone.store.orders().expect("reads").len()), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn a_session_that_the_merchant_forgot_can_be_put_aside_at_once() {
    let w = world();
    let phone = w.phone();
    let request = phone.request().await;
    w.fault("forgets-session");
    w.fault("drop-after-commit:path=complete");
    let aside = async {
        while !phone.told.lock().expect("not poisoned").iter().any(|view| {
            view.state == State::Unknown && view.facts.as_ref().is_some_and(|facts| facts.may_put_aside)
        }) {
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
        assert!(matches!(
            phone.driver.prepare(&draft("mug-sand", 1), None).await,
            Err(PaymentError::Pending)
        ));
        phone.driver.put_aside().expect("noted");
    };
    tokio::join!(phone.pay_at_once(request), aside).0.expect("settles");
    assert_eq!(phone.last(), State::PutAside);
    assert!(w.clock_seconds() < 120.0);
}

#[tokio::test(start_paused = true)]
async fn while_the_bank_may_still_charge_nothing_is_changed_and_nothing_is_opened() {
    let w = world();
    let phone = w.phone();
    w.fault("three-ds:as=browser:times=1");
    let request = phone.request().await;
    phone.pay_at_once(request).await.expect("settles");
    assert_eq!(phone.last(), State::Escalated);
    let before = w.net.sent.lock().expect("not poisoned").len();
    // The same is asked for again while the bank's page is open: by this run, and by the next.
    for phone in [w.phone(), w.phone()] {
        let still = phone.prepare(&draft("mug-indigo", 2)).await.expect("asks");
        assert_eq!(still.status, CheckoutStatus::RequiresEscalation);
    }
    // A shop that hides the session while it is at it says nothing definite.
    w.fault("gone-at-complete:as=404:at=get");
    let hidden = w.phone().driver.prepare(&draft("mug-indigo", 2), None).await;
    if let Ok(Prepared::Open(checkout)) = hidden {
        assert_eq!(checkout.status, CheckoutStatus::RequiresEscalation);
    }
    w.front.clear_fault("gone-at-complete");
    let asked: Vec<String> = {
        let sent = w.net.sent.lock().expect("not poisoned");
        sent.iter()
            .skip(before)
            .map(|(what, ..)| what.clone())
            .filter(|what| !what.starts_with("GET"))
            .collect()
    };
    assert_eq!(asked, Vec::<String>::new(), "only questions");
    assert!(w.front.finish(&session(&w)));
    let found = w.phone().driver.prepare(&draft("mug-indigo", 2), None).await.expect("asks");
    assert!(matches!(found, Prepared::Bought(_)));
    assert_eq!((w.front.orders().len(), w.front.sessions().len()), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn declined_then_bought_on_the_same_session_is_no_news_later() {
    let w = world();
    let phone = w.phone();
    w.fault("decline:times=1");
    phone.pay(&w, approve()).await.expect("settles");
    phone.pay(&w, approve()).await.expect("settles");
    assert_eq!(phone.last(), State::Succeeded);
    let told = phone.states().len();
    tokio::time::sleep(Duration::from_secs(120)).await;
    let next = phone.driver.prepare(&draft("mug-sand", 1), None).await.expect("opens");
    assert!(matches!(next, Prepared::Open(_)), "what was bought before is not bought again");
    assert_eq!(phone.states().len(), told, "and nothing is told of it");
    assert_eq!(phone.store.orders().expect("reads")[0].agreed, None);
}

#[tokio::test(start_paused = true)]
async fn a_restored_attempt_and_the_one_that_the_vault_knows_of_are_both_driven_to_their_end_in_one_start() {
    let w = world();
    let start = || {
        let phone = w.phone();
        phone.store.attach_vault(w.ports.vault.clone(), w.ports.entropy.clone()).expect("reads");
        phone
    };
    let offline = |is: bool| w.net.offline.store(is, std::sync::atomic::Ordering::SeqCst);
    // Charged, and the process ends before it hears of it.
    let lost = async || {
        let phone = start();
        let request = phone.request().await;
        w.fault("drop-after-commit");
        w.net.hang_up.store(true, std::sync::atomic::Ordering::SeqCst);
        let paying = phone.pay_at_once(request);
        assert!(tokio::time::timeout(Duration::from_secs(5), paying).await.is_err(), "still asking");
        w.net.hang_up.store(false, std::sync::atomic::Ordering::SeqCst);
        w.front.clear_fault("drop-after-commit");
        offline(false);
    };
    let file = w.folder.path().join("person.sqlite");
    let backup = tempfile::tempdir().expect("a folder");
    let copy = backup.path().join("person.sqlite");
    lost().await;
    std::fs::copy(&file, &copy).expect("copied");
    let phone = start();
    phone.driver.resume().await.expect("settles");
    assert_eq!(phone.last(), State::Succeeded);
    drop(phone);
    lost().await;
    // The copy has the first one open; the vault knows of the second.
    std::fs::copy(&copy, &file).expect("restored");

    let phone = start();
    phone.driver.resume().await.expect("settles both");
    assert!(!phone.driver.is_pending().expect("reads"), "{:?}", phone.states());
    let ends = phone.states().into_iter().filter(|state| *state == State::Succeeded).count();
    assert_eq!((ends, phone.store.orders().expect("reads").len(), w.front.orders().len()), (2, 2, 2));
    assert_eq!(w.completes().len(), 2, "nothing was sent again");
}

#[tokio::test(start_paused = true)]
async fn a_locked_vault_is_met_again_and_costs_no_sale_and_one_that_stays_locked_never_sends() {
    // Questions that are answered with "locked": three a meeting.
    for (locked, sends, end) in [(0, 2, State::Succeeded), (8, 2, State::Succeeded), (500, 1, State::Ended)] {
        let mut w = world();
        let phone = w.phone();
        phone.store.attach_vault(w.ports.vault.clone(), w.ports.entropy.clone()).expect("reads");
        w.fault("drop-before-commit:path=complete:times=1");
        let request = phone.request().await;
        w.net.hang_up.store(true, std::sync::atomic::Ordering::SeqCst);
        let paying = phone.pay_at_once(request);
        assert!(tokio::time::timeout(Duration::from_secs(5), paying).await.is_err(), "the process ends");
        drop(phone);
        for switch in [&w.net.hang_up, &w.net.offline] {
            switch.store(false, std::sync::atomic::Ordering::SeqCst);
        }

        let inner = w.ports.vault.clone();
        w.ports.vault = std::sync::Arc::new(OpeningVault::new(locked, inner));
        let phone = w.phone();
        phone.store.attach_vault(w.ports.vault.clone(), w.ports.entropy.clone()).expect("reads");
        phone.driver.resume().await.expect("settles");
        assert_eq!(phone.last(), end, "{locked}");
        let sent = w.completes();
        assert_eq!((sent.len(), w.front.orders().len()), (sends, sends - 1), "{locked}");
        assert!(sent.windows(2).all(|pair| pair[0] == pair[1]), "the same bytes under the same key");
    }
}
