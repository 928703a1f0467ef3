//! What is paid to who brings the goods: an order says so, whatever its answer leaves out.

use super::{SECONDS, WALLET, request, world};
use std::sync::atomic::Ordering;
use tradewind_commerce::{CheckoutStatus, Work};
use tradewind_payments::law::State;
use tradewind_payments::{Family, Wallet};

const CASH: &[Wallet] = &[Wallet { family: Family::OnDelivery, ..WALLET }];

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
