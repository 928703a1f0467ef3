//! Vouchers that are asked about beside everything else: a slow answer about one holds up nothing, and a late one changes nothing.

use super::{SECONDS, VOUCHERS, World, request, world};
use crate::made_up;
use std::sync::{Arc, Mutex};
use tokio::sync::mpsc::unbounded_channel;
use tokio::task::{LocalSet, spawn_local};
use tradewind_commerce::{CheckoutStatus, Work};
use tradewind_domain::CheckoutId;
use tradewind_payments::{Answer, Prepared, Request};

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
