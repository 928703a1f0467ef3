//! A merchant that wishes to be left alone holds up no person who wants to be done with a payment.

use super::{LINKS, POLICY, SECONDS, WALLET, link, world};
use std::sync::atomic::Ordering;
use std::time::Duration;
use tradewind_payments::law::State;
use tradewind_payments::policy::Policy;
use tradewind_payments::{Stopping, Wallet, Word};

/// What is Unknown may be put aside at once.
const ASIDE: &[Wallet] = &[Wallet { policy: Policy { aside_after: Duration::ZERO, ..POLICY }, ..WALLET }];

#[tokio::test(start_paused = true)]
async fn a_person_who_stops_it_is_heard_while_the_merchant_is_left_alone() {
    let world = world(LINKS, link());
    let paying = world.pays().await;
    world.engine.busy.store(true, Ordering::SeqCst);
    tokio::time::sleep(20 * SECONDS).await;
    world.driver.hear(Word::LetGo);
    let began = tokio::time::Instant::now();
    world.until(|view| view.stopping == Some(Stopping::Wished)).await;
    paying.await.expect("no panic").expect("settles");
    assert!(began.elapsed() < SECONDS, "{:?}", began.elapsed());
    assert_eq!(world.last().state, State::Ended, "the merchant was told, and let go");
}

#[tokio::test(start_paused = true)]
async fn a_person_who_puts_it_aside_is_heard_while_the_merchant_is_left_alone() {
    let world = world(ASIDE, link());
    world.engine.lets_go.store(false, Ordering::SeqCst);
    let paying = world.pays().await;
    world.driver.hear(Word::LetGo);
    world.until(|view| view.state == State::Unknown).await;
    world.engine.busy.store(true, Ordering::SeqCst);
    tokio::time::sleep(20 * SECONDS).await;
    let began = tokio::time::Instant::now();
    world.driver.put_aside().expect("reads");
    paying.await.expect("no panic").expect("settles");
    assert_eq!(world.last().state, State::PutAside);
    assert!(began.elapsed() < SECONDS / 2, "{:?}", began.elapsed());
}
