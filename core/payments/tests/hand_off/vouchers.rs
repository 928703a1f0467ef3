//! Vouchers that are asked about beside everything else: a slow answer about one holds up nothing, and a late one changes nothing.

use super::{SECONDS, VOUCHERS, World, request, world};
use crate::made_up;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use tokio::sync::mpsc::unbounded_channel;
use tokio::task::{LocalSet, spawn_local};
use tradewind_commerce::{CheckoutStatus, Work};
use tradewind_domain::{CheckoutId, Timestamp};
use tradewind_payments::wallets::ALL;
use tradewind_payments::{Answer, Prepared, Request, Waiting, Wallet};

/// A phone with a voucher out, of which the merchant does not answer.
async fn silent() -> World {
    let work = Work::Voucher { reference: "123".into(), barcode: None, page: None, until: None };
    let world = world(VOUCHERS, work);
    let request = request(&world.driver).await;
    world.driver.pay(request).await.expect("settles");
    let first = CheckoutId::parse("chk-1").expect("an id");
    *world.engine.held.lock().expect("not poisoned") = Some(first);
    world
}

impl World {
    /// The merchant answers again.
    fn answers(&self) {
        *self.engine.held.lock().expect("not poisoned") = None;
    }
}

#[tokio::test(start_paused = true)]
async fn a_voucher_that_the_merchant_is_slow_about_holds_up_no_purchase() {
    let world = silent().await;
    world.becomes(CheckoutStatus::ReadyForComplete);
    let (sender, requests) = unbounded_channel();
    let told: Arc<Mutex<Vec<Answer<u32>>>> = Arc::default();
    let (driver, tells) = (world.driver.clone(), told.clone());
    LocalSet::new()
        .run_until(async {
            spawn_local(async move {
                driver.serve(requests, move |answer| tells.lock().expect("not poisoned").push(answer)).await;
            });
            let draft = Box::new(made_up::draft());
            assert!(sender.send(Request::LookAtWaiting).is_ok());
            assert!(sender.send(Request::LookAtWaiting).is_ok());
            assert!(sender.send(Request::Prepare { mark: 7, draft, purchase: None }).is_ok());
            tokio::time::sleep(2 * SECONDS).await;
        })
        .await;
    let told = told.lock().expect("not poisoned");
    assert!(
        matches!(&told[..], [Answer::Prepared { mark: 7, prepared: Ok(Prepared::Open(_)), .. }]),
        "{told:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_late_answer_about_a_voucher_brings_nothing_back_that_was_erased() {
    let world = silent().await;
    let looks = tokio::spawn({
        let driver = world.driver.clone();
        async move { driver.look_at_waiting().await }
    });
    tokio::time::sleep(SECONDS).await;
    assert!(world.driver.erase().expect("erases"), "nothing is asked about a checkout");
    world.becomes(CheckoutStatus::Completed);
    world.answers();
    looks.await.expect("no panic").expect("asks");
    assert!(!world.driver.has_orders().expect("reads"));
    assert!(world.driver.waiting().expect("reads").is_empty());
}

const MINUTES: u32 = 60;
const HOURS: u32 = 3_600;

/// A way to pay as its row has it.
fn row(id: &str) -> &'static Wallet {
    ALL.iter().find(|wallet| wallet.id == id).expect("a row")
}

/// A phone with a slip for a convenience store out, and what is said of it.
async fn konbini(until: Option<Timestamp>) -> (World, Waiting) {
    let work = Work::Voucher { reference: "123456".into(), barcode: None, page: None, until };
    let world = world(std::slice::from_ref(row("konbini")), work);
    let request = request(&world.driver).await;
    world.driver.pay(request).await.expect("settles");
    let out = world.driver.waiting().expect("reads").remove(0);
    (world, out)
}

#[tokio::test(start_paused = true)]
async fn a_slip_is_shown_an_hour_early_by_the_merchants_date_or_the_methods() {
    let named = made_up::BEGIN.after(48 * HOURS * SECONDS);
    let (_, out) = konbini(Some(named)).await;
    assert_eq!(out.until, Some(made_up::BEGIN.after(47 * HOURS * SECONDS)));
    // Seven days by its row, and the session that says whose it is has gone.
    let (world, out) = konbini(None).await;
    assert_eq!(out.until, Some(out.since.after((7 * 24 - 1) * HOURS * SECONDS)));
    assert!(world.driver.checkout().expect("reads").is_none());
}

#[tokio::test(start_paused = true)]
async fn a_slip_that_the_merchant_forgot_is_over_when_it_cannot_be_paid_any_more_and_not_before() {
    for named in [Some(made_up::BEGIN.after(48 * HOURS * SECONDS)), None] {
        let (world, out) = konbini(named).await;
        world.engine.gone.store(true, Ordering::SeqCst);
        // What a kiosk printed in time is paid half an hour longer, and the phone's clock may be off by more.
        let days = if named.is_some() { 2 } else { 7 };
        tokio::time::sleep((days + 1) * 24 * HOURS * SECONDS - MINUTES * SECONDS).await;
        world.driver.look_at_waiting().await.expect("asks");
        assert_eq!(world.driver.waiting().expect("reads"), [out]);
        tokio::time::sleep(2 * MINUTES * SECONDS).await;
        world.driver.look_at_waiting().await.expect("asks");
        assert!(world.driver.waiting().expect("reads").is_empty(), "{named:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn that_a_slip_is_not_known_is_believed_when_it_is_said_twice() {
    let (world, out) = konbini(Some(made_up::BEGIN.after(48 * HOURS * SECONDS))).await;
    tokio::time::sleep(4 * 24 * HOURS * SECONDS).await;
    world.engine.strays.store(1, Ordering::SeqCst);
    world.driver.look_at_waiting().await.expect("asks");
    assert_eq!(world.driver.waiting().expect("reads"), [out], "a gateway had lost its way");
    assert_eq!(world.engine.strays.load(Ordering::SeqCst), 0);
    world.engine.strays.store(2, Ordering::SeqCst);
    world.driver.look_at_waiting().await.expect("asks");
    assert!(world.driver.waiting().expect("reads").is_empty());
}

#[test]
fn what_a_bank_tells_on_the_next_business_day_is_waited_for_over_a_long_weekend() {
    assert_eq!(row("konbini").facts.told_late(), Some(30 * MINUTES * SECONDS));
    assert_eq!(row("boleto").facts.told_late(), Some(4 * 24 * HOURS * SECONDS));
    assert_eq!(row("paypal").facts.told_late(), None);
}
