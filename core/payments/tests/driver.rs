//! The driver against the real sandbox merchant, in process, on a clock that a test turns.

#[path = "driver/answers.rs"]
mod answers;
#[path = "driver/constraints.rs"]
mod constraints;
#[path = "driver/elsewhere.rs"]
mod elsewhere;
mod made_up;
#[path = "driver/sessions.rs"]
mod sessions;
#[path = "driver/signed.rs"]
mod signed;
#[path = "driver/system_sheets.rs"]
mod system_sheets;
#[path = "driver/terms.rs"]
mod terms;
#[path = "driver/window.rs"]
mod window;
#[path = "driver/world.rs"]
mod world;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tradewind_commerce::quote::{adds_up, total};
use tradewind_commerce::{CatalogEngine, Credential, Question};
use tradewind_domain::{Code, Currency, ItemId, Language, Market};
use tradewind_payments::Wallets;
use tradewind_payments::law::State;
use tradewind_payments::wallets::sandbox;
use tradewind_payments::{PayRequest, PaymentError};
use tradewind_person::{FolderLock, PersonStore, StoreError, StoreOptions};
use tradewind_ports::{Clock, NoFailPoint, Secret, WalletAnswer};
use tradewind_schemas::Judge;
use tradewind_storefront::Version;
use world::{BASE, approve, credential, draft, request_of, world, world_of};

#[tokio::test(start_paused = true)]
async fn an_approved_payment_becomes_one_kept_order() {
    let w = world();
    let phone = w.phone();
    phone.pay(&w, approve()).await.expect("settles");
    assert_eq!(phone.last(), State::Succeeded);
    assert_eq!(phone.states(), [State::HandedOff, State::Sending, State::Succeeded]);
    assert_eq!((w.front.orders().len(), phone.store.orders().expect("reads").len()), (1, 1));
    assert_eq!(phone.driver.checkout().expect("reads"), None);
    let order = phone.store.orders().expect("reads")[0].id.clone();
    assert_eq!(phone.driver.refresh_order(&order).await.expect("known").lines[0].quantity, 2);
    let raw = std::fs::read(w.folder.path().join("person.sqlite")).expect("there");
    assert!(!raw.windows(10).any(|part| part == b"sandbox_ok"), "the credential is wiped");
}

#[tokio::test(start_paused = true)]
async fn decline_and_cancel_leave_the_way_free_and_use_a_new_key() {
    let w = world();
    let phone = w.phone();
    phone.pay(&w, Some(WalletAnswer::Cancelled)).await.expect("settles");
    assert_eq!(phone.last(), State::Cancelled);
    phone.pay(&w, Some(WalletAnswer::Declined)).await.expect("settles");
    assert_eq!(phone.last(), State::Declined);
    assert_eq!(w.completes().len(), 0, "nothing was sent");
    w.fault("decline:times=1");
    phone.pay(&w, approve()).await.expect("settles");
    assert_eq!(phone.last(), State::Declined);
    phone.pay(&w, approve()).await.expect("settles");
    assert_eq!(phone.last(), State::Succeeded);
    let sent = w.completes();
    assert_eq!(sent.len(), 2);
    assert_ne!(sent[0].0, sent[1].0, "a new attempt has a new key");
    assert_eq!(w.front.orders().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_sheet_that_cannot_be_shown_is_no_cancel_and_leaves_the_way_free() {
    let w = world();
    let phone = w.phone();
    w.wallet.set_fails(true);
    let request = phone.request().await;
    let error = phone.driver.pay(request).await.expect_err("no sheet");
    assert_eq!(error.code(), Code::WalletFailed);
    assert_eq!(phone.last(), State::Cancelled);
    assert_eq!(w.completes().len(), 0, "nothing was sent");
    w.wallet.set_fails(false);
    phone.pay(&w, approve()).await.expect("settles");
    assert_eq!((phone.last(), w.front.orders().len()), (State::Succeeded, 1));
}

#[tokio::test(start_paused = true)]
async fn a_lost_answer_is_asked_about_and_the_same_bytes_go_again() {
    for (fault, sends) in
        [("drop-before-commit", 2), ("drop-after-commit", 1), ("5xx", 2), ("garbage", 1), ("duplicate", 1)]
    {
        let w = world();
        let phone = w.phone();
        w.fault(&format!("{fault}:path=complete:times=1"));
        phone.pay(&w, approve()).await.expect("settles");
        assert_eq!(phone.last(), State::Succeeded, "{fault}");
        let sent = w.completes();
        assert_eq!(sent.len(), sends, "{fault}");
        assert!(sent.iter().all(|one| *one == sent[0]), "{fault}: same key, same bytes");
        assert_eq!(w.front.orders().len(), 1, "{fault}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_earlier_decline_does_not_settle_a_later_request_that_got_lost() {
    let w = world();
    let phone = w.phone();
    let request = phone.request().await;
    w.fault("decline:times=1");
    let by_name = || Credential { handler: sandbox::WALLET.handler.into(), ..credential() };
    let pay = || phone.driver.pay(PayRequest { credential: Some(by_name()), ..request.clone() });
    pay().await.expect("settles");
    assert_eq!(phone.last(), State::Declined);
    // The checkout still says `payment_declined` when it is asked about; this request never arrived.
    w.fault("drop-before-commit:path=complete:times=1");
    pay().await.expect("settles");
    assert_eq!(phone.last(), State::Succeeded);
    assert_eq!((w.completes().len(), w.front.orders().len()), (3, 1));
}

#[tokio::test(start_paused = true)]
async fn a_change_whose_answer_got_lost_is_asked_about_before_it_is_paid() {
    let w = world();
    let phone = w.phone();
    let request = phone.request().await;
    w.fault("drop-after-commit:times=1");
    assert!(phone.prepare(&draft("mug-indigo", 3)).await.is_err(), "the answer is lost");
    // The merchant has three by now; the person saw the price of two. Also after a restart.
    let phone = w.phone();
    let refused = phone.driver.pay(request).await;
    assert!(matches!(refused, Err(PaymentError::BasketChanged)), "{refused:?}");
    assert_eq!(phone.driver.checkout().expect("reads").expect("kept").lines[0].quantity, 3);
    assert_eq!((w.wallet.shown().len(), w.completes().len()), (0, 0));
}

#[tokio::test(start_paused = true)]
async fn a_slow_merchant_is_waited_for() {
    let w = world();
    let phone = w.phone();
    w.fault("slow-complete:times=1");
    phone.pay(&w, approve()).await.expect("settles");
    assert_eq!(phone.last(), State::Succeeded);
    assert_eq!((w.completes().len(), w.front.orders().len()), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn a_silent_sheet_has_minutes_and_then_nothing_was_sent() {
    let w = world();
    let phone = w.phone();
    phone.pay(&w, None).await.expect("settles");
    assert_eq!(phone.states(), [State::HandedOff, State::Cancelled]);
    assert!(w.clock.monotonic() >= Duration::from_secs(600));
    assert_eq!((w.front.orders().len(), w.completes().len()), (0, 0));
    // An answer that comes after all does nothing.
    let late = w.wallet.shown()[0].sheet.clone();
    phone.driver.wallet_answered(late, approve().expect("an answer"));
    phone.driver.resume().await.expect("nothing to do");
    assert_eq!(w.front.orders().len(), 0);
    phone.pay(&w, approve()).await.expect("the same checkout");
    assert_eq!(phone.last(), State::Succeeded);
}

#[tokio::test(start_paused = true)]
async fn a_kill_while_paying_ends_in_one_order() {
    for (fault, orders) in
        [("drop-after-commit:path=complete:times=1", 1), ("delay:path=complete:ms=4000:times=1", 1)]
    {
        let w = world();
        {
            let phone = w.phone();
            w.fault(fault);
            w.net.hang_up.store(true, std::sync::atomic::Ordering::SeqCst);
            let request = phone.request().await;
            let paying = phone.pay_at_once(request);
            // The process ends a moment after the request left.
            let _ = tokio::time::timeout(Duration::from_millis(100), paying).await;
        }
        w.net.hang_up.store(false, std::sync::atomic::Ordering::SeqCst);
        w.net.offline.store(false, std::sync::atomic::Ordering::SeqCst);
        let phone = w.phone();
        assert!(phone.driver.is_pending().expect("reads"), "{fault}: the journal knows");
        assert!(matches!(phone.prepare(&draft("mug-sand", 1)).await, Err(PaymentError::Pending)));
        phone.driver.resume().await.expect("settles");
        assert_eq!(phone.last(), State::Succeeded, "{fault}");
        assert_eq!(w.front.orders().len(), orders, "{fault}");
        assert_eq!(phone.store.orders().expect("reads").len(), 1, "{fault}");
    }
}

#[tokio::test(start_paused = true)]
async fn offline_after_sending_stays_unknown_until_the_merchant_is_back() {
    let w = world();
    let phone = w.phone();
    w.fault("drop-after-commit:path=complete:times=1");
    let request = phone.request().await;
    w.net.hang_up.store(true, std::sync::atomic::Ordering::SeqCst);
    let offline = async {
        tokio::time::sleep(Duration::from_secs(60)).await;
        assert_eq!(phone.last(), State::Unknown);
        w.net.offline.store(false, std::sync::atomic::Ordering::SeqCst);
    };
    let paid = tokio::join!(phone.pay_at_once(request), offline).0;
    paid.expect("settles");
    assert_eq!(phone.last(), State::Succeeded);
    assert_eq!(w.front.orders().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn pay_is_refused_when_the_amount_is_not_what_was_seen() {
    let w = world();
    let phone = w.phone();
    let mut request = phone.request().await;
    request.seen.basket.sums.as_mut().expect("named").total.minor -= 1;
    assert!(matches!(phone.driver.pay(request).await, Err(PaymentError::BasketChanged)));
    let mut request = phone.request().await;
    request.seen.basket.lines[0].quantity = 1;
    assert!(matches!(phone.driver.pay(request).await, Err(PaymentError::BasketChanged)));
    w.fault("wrong-total:times=1");
    let wrong = phone.prepare(&draft("mug-indigo", 1)).await.expect("opens");
    assert!(!adds_up(&wrong));
    assert!(matches!(phone.driver.pay(request_of(&wrong)).await, Err(PaymentError::TotalsMismatch)));
    w.fault("no-handler");
    let other = phone.prepare(&draft("mug-indigo", 1)).await.expect("opens");
    assert_eq!(
        phone.driver.pay(request_of(&other)).await.err().map(|error| error.code()),
        Some(Code::PaymentUnsupported)
    );
    assert_eq!(w.completes().len(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_credential_that_cannot_be_sent_leaves_the_way_free() {
    let w = world();
    let phone = w.phone();
    let request = phone.request().await;
    let token = Secret::new(vec![0xff, 0xfe]);
    let credential = Credential { token, ..credential() };
    assert!(phone.driver.pay(PayRequest { credential: Some(credential), ..request }).await.is_err());
    assert!(!phone.driver.is_pending().expect("reads"));
    phone.pay(&w, approve()).await.expect("settles");
    assert_eq!((phone.last(), w.front.orders().len()), (State::Succeeded, 1));
}

#[tokio::test(start_paused = true)]
async fn another_protocol_version_is_refused_before_any_request() {
    let w = world();
    w.fault("other-version");
    let error = w.phone().prepare(&draft("mug-indigo", 1)).await.err().map(|error| error.code());
    assert_eq!(error, Some(Code::UcpVersionUnsupported));
    let sent = w.net.sent.lock().expect("not poisoned");
    assert!(sent.iter().all(|(what, ..)| what == "GET /.well-known/ucp"), "{:?}", sent.len());
}

#[tokio::test(start_paused = true)]
async fn delivery_codes_and_languages_go_back_and_forth() {
    let w = world();
    let phone = w.phone();
    let mut wish = draft("mug-indigo", 1);
    let first = phone.prepare(&wish).await.expect("opens");
    assert_eq!(first.delivery.iter().map(|option| option.selected).collect::<Vec<_>>(), [true, false]);
    wish.selected_option = Some(first.delivery[1].id.clone());
    wish.discount_codes = vec!["WELCOME10".into()];
    let second = phone.prepare(&wish).await.expect("changes");
    assert_eq!(second.id, first.id);
    assert_eq!(second.delivery[1].title, "Expressversand");
    assert_eq!(total(&second).expect("a total").minor, 2190 - 219 + 1290);
    assert_eq!(second.applied_codes, ["WELCOME10"]);
    assert_eq!(second.links.len(), 2);
}

#[tokio::test(start_paused = true)]
async fn the_catalog_of_a_merchant_without_packs_is_read() {
    let w = world();
    let context = tradewind_commerce::CatalogContext {
        market: Market::parse("JP").expect("JP"),
        language: Language::parse("ja").expect("ja"),
        currency: Currency::JPY,
    };
    let page = w.merchant().page(Question::Words("マグ"), &context, None).await.expect("found");
    assert_eq!(page.items.len(), 3);
    assert_eq!(page.items[0].offer.price.currency, Currency::JPY);
    let one =
        w.merchant().lookup(&[ItemId::parse("kilim-rust").expect("an id")], &context).await.expect("found");
    assert_eq!(
        (one.len(), one[0].group.as_ref().map(|group| group.as_str().to_owned())),
        (1, Some("kilim".to_owned()))
    );
}

#[tokio::test(start_paused = true)]
async fn every_request_is_what_the_protocol_says() {
    for version in Version::ALL {
        if let Some(judge) = Judge::at(version.date()) {
            every_request(version, &judge).await;
        }
    }
    profiles();
}

async fn every_request(version: Version, judge: &Judge) {
    let w = world_of(version);
    let phone = w.phone();
    let mut wish = draft("mug-indigo", 1);
    let first = phone.prepare(&wish).await.expect("opens");
    wish.selected_option = Some(first.delivery[1].id.clone());
    phone.prepare(&wish).await.expect("changes");
    phone.pay(&w, approve()).await.expect("settles");
    let mut judged = 0;
    for (what, _, body) in
        w.net.sent.lock().expect("not poisoned").iter().filter(|(_, _, body)| !body.is_empty())
    {
        let operation = match what.as_str() {
            "POST /checkout-sessions" => "create",
            what if what.starts_with("PUT") => "update",
            _ => "complete",
        };
        judge.request(operation, &serde_json::from_slice(body).expect("JSON"));
        judged += 1;
    }
    assert!(judged >= 4);
}

fn profiles() {
    for version in tradewind_connector_ucp::VERSIONS {
        let offers = Wallets::all().offers();
        let profile = tradewind_connector_ucp::profile::document("https://phone.example", version, &offers);
        let profile = profile.expect("spoken");
        // Google's handler is of Google's version, as its specification names it; ours are of the protocol's.
        let handlers = &profile["ucp"]["payment_handlers"];
        let google = &handlers["com.google.pay"][0];
        assert_eq!(google["version"], "2026-01-11");
        assert_eq!(google["schema"], "https://pay.google.com/gp/p/ucp/2026-01-11/schemas/config.json");
        assert_eq!(handlers["dev.tradewind.pay.pix"][0]["version"], *version);
        let key = tradewind_connector_ucp::SigningKey::ed25519(None, &[7; 32]).expect("a key");
        let keyed =
            tradewind_connector_ucp::profile::with_keys(profile.clone(), vec![key.public().to_jwk("k")]);
        assert_ne!(keyed, profile);
        if let Some(judge) = Judge::at(version) {
            judge.platform(&profile);
            judge.platform(&keyed);
        }
    }
}

#[test]
fn a_second_app_on_the_folder_is_refused_and_a_newer_file_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = FolderLock::acquire(folder.path()).expect("free");
    assert!(matches!(FolderLock::acquire(folder.path()), Err(StoreError::Locked)));
    drop(first);
    FolderLock::acquire(folder.path()).expect("free again");
    let open = |path: &Path| PersonStore::open(path, BASE, &StoreOptions::default(), Arc::new(NoFailPoint));
    drop(open(folder.path()).expect("opens"));
    let db: PathBuf = folder.path().join("person.sqlite");
    let newer = rusqlite::Connection::open(&db).expect("opens");
    newer.pragma_update(None, "user_version", 99).expect("written");
    drop(newer);
    let before = std::fs::read(&db).expect("there");
    assert!(matches!(open(folder.path()), Err(StoreError::TooNew)));
    assert_eq!(std::fs::read(&db).expect("there"), before);
}
