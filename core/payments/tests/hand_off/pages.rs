//! A bank's page in a surface: run once, listened to by its origin, and never believed.

use super::{BANKS, SECONDS, action, phone, request, url, world};
use crate::made_up::MERCHANT;
use std::sync::Arc;
use tradewind_commerce::{CheckoutStatus, Work};
use tradewind_payments::Word;
use tradewind_payments::law::State;
use tradewind_ports::{NoHandOffs, Way};

fn challenge() -> Work {
    Work::Challenge { url: url(&format!("{MERCHANT}/acs/1")) }
}

#[tokio::test(start_paused = true)]
async fn a_challenge_is_shown_once_answered_and_asked_about() {
    let world = world(BANKS, challenge());
    let paying = world.pays().await;
    let opened = world.hands.opened();
    let Way::Surface { origins, visible, .. } = &opened[0].way else { unreachable!("{opened:?}") };
    assert!(*visible && origins == &[MERCHANT.to_owned()]);
    let said = |origin: &str, text: &str| Word::SurfaceSaid {
        surface: opened[0].id.clone(),
        origin: origin.into(),
        text: text.into(),
    };
    world.driver.hear(said("https://evil.example", "done"));
    world.driver.hear(said(MERCHANT, "ready"));
    tokio::time::sleep(SECONDS).await;
    assert_eq!(world.hands.posted(), [(opened[0].id.clone(), "go on".to_owned())]);
    world.becomes(CheckoutStatus::Completed);
    world.driver.hear(said(MERCHANT, "done"));
    paying.await.expect("no panic").expect("settles");
    assert_eq!(world.last().state, State::Succeeded);
}

#[tokio::test(start_paused = true)]
async fn a_challenge_that_was_closed_is_not_shown_again_and_decides_nothing() {
    let world = world(BANKS, challenge());
    let paying = world.pays().await;
    let id = world.hands.opened()[0].id.clone();
    world.driver.hear(Word::SurfaceClosed { surface: id });
    tokio::time::sleep(30 * SECONDS).await;
    assert_eq!(world.hands.opened().len(), 1, "an unchanged occurrence is not reopened");
    assert_eq!(world.last().state, State::Accepted);
    *world.engine.actions.lock().expect("not poisoned") = vec![action("a2", challenge())];
    for _ in 0..100 {
        tokio::time::sleep(SECONDS / 10).await;
    }
    assert_eq!(world.hands.opened().len(), 2, "a new occurrence is");
    world.becomes(CheckoutStatus::Completed);
    world.driver.hear(Word::SurfaceClosed { surface: world.hands.opened()[1].id.clone() });
    paying.await.expect("no panic").expect("settles");
    assert_eq!(world.last().state, State::Succeeded);
}

#[tokio::test(start_paused = true)]
async fn a_page_of_another_origin_is_never_run() {
    let world = world(BANKS, Work::Challenge { url: url("https://acs.elsewhere.example/1") });
    let request = request(&world.driver).await;
    let driver = world.driver.clone();
    let paying = tokio::spawn(async move { driver.pay(request).await });
    world.until(|view| view.state == State::Accepted).await;
    tokio::time::sleep(20 * SECONDS).await;
    assert!(world.hands.opened().is_empty());
    world.becomes(CheckoutStatus::Completed);
    paying.await.expect("no panic").expect("settles");
}

#[tokio::test(start_paused = true)]
async fn a_phone_without_a_surface_asks_on() {
    let world = world(BANKS, challenge());
    let without = phone(&world._folder, &world.engine, BANKS, Arc::new(NoHandOffs), &world.told);
    let request = request(&without).await;
    let paying = tokio::spawn(async move { without.pay(request).await });
    world.until(|view| view.state == State::Accepted).await;
    world.becomes(CheckoutStatus::Completed);
    paying.await.expect("no panic").expect("settles");
    assert_eq!(world.last().state, State::Succeeded);
}
