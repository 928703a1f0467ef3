//! What is paid to who brings the goods: an order says so, whatever its answer leaves out.

use super::{LINK, SECONDS, WALLET, link, request, world};
use std::sync::atomic::Ordering;
use tradewind_commerce::{CheckoutStatus, Work};
use tradewind_payments::law::State;
use tradewind_payments::{Family, Wallet};

const CASH: &[Wallet] = &[Wallet { family: Family::OnDelivery, ..WALLET }];
const DOOR: &str = "com.example.door";
/// By a link, and at the door.
const BOTH: &[Wallet] = &[WALLET, Wallet { handler: DOOR, id: "door", family: Family::OnDelivery, ..WALLET }];
/// The same, with the door first.
const DOOR_FIRST: &[Wallet] = &[BOTH[1], BOTH[0]];

#[tokio::test(start_paused = true)]
async fn an_order_that_names_no_handler_is_still_to_be_paid_at_the_door() {
    for without_handlers in [false, true] {
        let world = world(CASH, Work::Other);
        let request = request(&world.driver).await;
        let driver = world.driver.clone();
        let paying = tokio::spawn(async move { driver.pay(request).await });
        world.until(|view| view.state == State::Accepted).await;
        tokio::time::sleep(SECONDS).await;
        world.engine.without_handlers.store(without_handlers, Ordering::SeqCst);
        world.becomes(CheckoutStatus::Completed);
        paying.await.expect("no panic").expect("settles");
        let order = world.last().order.expect("bought");
        assert!(order.on_delivery, "without handlers: {without_handlers}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_merchant_that_gives_its_id_to_another_handler_does_not_change_what_was_tried() {
    for (wallets, work, other, at_the_door) in
        [(BOTH, link(), DOOR, false), (DOOR_FIRST, Work::Other, LINK, true)]
    {
        let world = world(wallets, work);
        let request = request(&world.driver).await;
        let driver = world.driver.clone();
        let paying = tokio::spawn(async move { driver.pay(request).await });
        world.until(|view| view.state == State::Accepted).await;
        tokio::time::sleep(SECONDS).await;
        *world.engine.handler.lock().expect("not poisoned") = other;
        world.becomes(CheckoutStatus::Completed);
        paying.await.expect("no panic").expect("settles");
        let order = world.last().order.expect("bought");
        assert_eq!(order.on_delivery, at_the_door, "named as {other}");
    }
}
