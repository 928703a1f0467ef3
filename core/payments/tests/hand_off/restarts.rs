//! A process that ends while the person is in the app: the next one goes by the journal, whatever else is lost.

use super::{LINK, LINKS, POLICY, SECONDS, WALLET, World, link, phone, world};
use std::time::Duration;
use tradewind_commerce::{CheckoutStatus, MerchantMessage, MessageKind, Severity};
use tradewind_payments::Wallet;
use tradewind_payments::law::State;
use tradewind_payments::policy::Policy;

/// As a bank's transfer, which may be on its way over a long weekend.
const BANK: &[Wallet] =
    &[Wallet { policy: Policy { accepted: Duration::from_secs(345_600), ..POLICY }, ..WALLET }];

impl World {
    /// The person is sent there, and the process ends.
    async fn dies_while_paying(&self) {
        let paying = self.pays().await;
        paying.abort();
        let _ = paying.await;
        self.told.lock().expect("not poisoned").clear();
    }
}

#[tokio::test(start_paused = true)]
async fn a_transfer_whose_session_names_another_handler_has_the_time_of_its_method() {
    let world = world(BANK, link());
    world.dies_while_paying().await;
    let file = rusqlite::Connection::open(world._folder.path().join("person.sqlite")).expect("opens");
    let forget = "UPDATE checkout SET body = replace(body, '\"com.example.link\"', '\"com.example.lost\"')";
    assert_eq!(file.execute(forget, []).expect("written"), 1);
    drop(file);
    let again = phone(&world._folder, &world.engine, BANK, world.hands.clone(), &world.told);
    let known = again.checkout().expect("reads").expect("the session is there");
    let of_another = known.payment_handlers.iter().all(|one| one.name.as_str() != LINK);
    assert!(of_another, "whose the merchant's id is nobody knows by the session");
    let resuming = tokio::spawn(async move { again.resume().await });
    world.until(|view| view.handed.is_some()).await;
    tokio::time::sleep(16 * 60 * SECONDS).await;
    assert_eq!(world.last().state, State::Accepted, "a card would have been cancelled after 15 minutes");
    world.becomes(CheckoutStatus::Completed);
    resuming.await.expect("no panic").expect("settles");
    assert_eq!(world.last().state, State::Succeeded);
}

#[tokio::test(start_paused = true)]
async fn why_it_came_to_nothing_is_told_after_a_restart_as_well() {
    let world = world(LINKS, link());
    world.dies_while_paying().await;
    *world.engine.messages.lock().expect("not poisoned") = vec![MerchantMessage {
        kind: MessageKind::Error,
        code: "payment_failed".into(),
        content: "The bank refused.".into(),
        severity: Severity::Recoverable,
        path: None,
        disclosure: false,
        image: None,
        url: None,
        provider_code: Some("2001".into()),
    }];
    world.becomes(CheckoutStatus::Canceled);
    let again = phone(&world._folder, &world.engine, LINKS, world.hands.clone(), &world.told);
    again.resume().await.expect("settles");
    let last = world.last();
    let codes: Vec<_> = last.messages.iter().map(|said| said.provider_code.as_deref()).collect();
    assert_eq!((last.state, codes.as_slice()), (State::Ended, [Some("2001")].as_slice()));
}
