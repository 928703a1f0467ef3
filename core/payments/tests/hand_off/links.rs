//! Links to a method's own app, as a phone can open them.

use super::{SECONDS, WALLET, request, world};
use tradewind_commerce::{CheckoutStatus, Work};
use tradewind_payments::law::State;
use tradewind_payments::{Facts, Needs, Otherwise, Stopping, Wallet, Word};
use tradewind_ports::Way;

/// A method whose app is known on Android by its package, too.
const PACKAGED: &[Wallet] = &[Wallet {
    facts: &Facts {
        needs: Needs::App {
            android: &["com.example.pay", "upi"],
            ios: &["example-pay"],
            otherwise: Some(Otherwise::Web),
        },
        ..Facts::ANYWHERE
    },
    ..WALLET
}];

#[tokio::test(start_paused = true)]
async fn an_intent_link_is_opened_as_the_link_of_the_app_that_stands_in_it() {
    let app = "intent://order/1#Intent;scheme=example-pay;package=com.example.pay;end";
    let world = world(PACKAGED, Work::Link { app: Some(app.into()), page: None, until: None });
    let paying = world.pays().await;
    world.driver.hear(Word::OpenAgain);
    tokio::time::sleep(SECONDS).await;
    let opened = world.hands.opened();
    assert_eq!(opened.len(), 2);
    for one in &opened {
        assert!(matches!(&one.way, Way::Link { app: Some(app), .. } if app == "example-pay://order/1"));
    }
    world.becomes(CheckoutStatus::Completed);
    paying.await.expect("no panic").expect("settles");
    assert_eq!(world.last().state, State::Succeeded);
}

#[tokio::test(start_paused = true)]
async fn a_sum_that_stands_in_an_intent_link_is_read_before_it_is_opened() {
    let app =
        "intent://pay?pa=shop@bank&pn=Shop&am=1.00&cu=INR#Intent;scheme=upi;package=com.example.pay;end";
    let world = world(PACKAGED, Work::Link { app: Some(app.into()), page: None, until: None });
    let request = request(&world.driver).await;
    world.driver.pay(request).await.expect("settles");
    assert!(world.hands.opened().is_empty(), "it is over another sum");
    assert_eq!((world.last().state, world.last().stopping), (State::Ended, Some(Stopping::Refused)));
}
