//! Terms of payment: what is due now is on the sheet, the rest is kept with the order, and what was rewritten is agreed to again.

use crate::world::{World, approve, credential, draft, request_of, world};
use serde_json::Value;
use std::time::Duration;
use tradewind_commerce::agreement::{Agreement, Change};
use tradewind_commerce::quote::{Agreed, Block, block, due_now, total};
use tradewind_commerce::{Checkout, CheckoutDraft};
use tradewind_domain::{Code, Money};
use tradewind_payments::law::State;
use tradewind_payments::wallets::sandbox;
use tradewind_payments::{PayRequest, PaymentError};

/// Two mugs under this term.
fn wish(term: &str) -> CheckoutDraft {
    CheckoutDraft { term: Some(term.to_owned()), ..draft("mug-indigo", 2) }
}

fn why(checkout: &Checkout, agreed: &Agreed) -> Option<Block> {
    block(checkout, agreed, &[sandbox::WALLET.handler.to_owned()])
}

/// The term that each request of this kind has chosen.
fn chosen(w: &World, kind: &str) -> Vec<Value> {
    let sent = w.net.sent.lock().expect("not poisoned");
    let bodies = sent.iter().filter(|(what, ..)| what.starts_with(kind)).map(|(.., body)| body);
    bodies
        .map(|body| {
            let body: Value = serde_json::from_slice(body).unwrap_or_default();
            body["payment"]["selected_term_id"].clone()
        })
        .collect()
}

#[tokio::test(start_paused = true)]
async fn a_term_is_chosen_by_an_update_alone_and_its_total_is_the_checkouts() {
    let w = world();
    w.fault("terms");
    let phone = w.phone();
    let first = phone.prepare(&draft("mug-indigo", 2)).await.expect("opens");
    assert_eq!(first.terms.as_ref().expect("offered").selected, "now");
    let second = phone.prepare(&wish("half")).await.expect("chooses");
    assert_eq!(second.terms.as_ref().expect("offered").selected, "half");
    assert!(
        total(&first).expect("a sum").minor < total(&second).expect("a sum").minor,
        "paid at once is less"
    );
    let third = phone.prepare(&draft("mug-indigo", 2)).await.expect("stays");
    assert_eq!(third.terms.as_ref().expect("offered").selected, "half", "what holds is said again");
    phone.pay_at_once(request_of(&third)).await.expect("settles");
    assert_eq!(phone.last(), State::Succeeded);
    assert_eq!(chosen(&w, "PUT"), ["half", "half"]);
    assert!(chosen(&w, "POST").iter().all(Value::is_null));
}

#[tokio::test(start_paused = true)]
async fn a_wish_that_a_new_session_offers_is_chosen_there_at_once() {
    let w = world();
    w.fault("terms");
    let opened = w.phone().prepare(&wish("half")).await.expect("opens");
    assert_eq!(opened.terms.expect("offered").selected, "half");
    assert_eq!(chosen(&w, "PUT"), ["half"]);
}

#[tokio::test(start_paused = true)]
async fn what_is_due_later_is_not_on_the_sheet_and_is_kept_with_the_order() {
    let w = world();
    w.fault("terms:as=one");
    let phone = w.phone();
    let checkout = phone.prepare(&draft("mug-indigo", 2)).await.expect("opens");
    let (now, all) = (due_now(&checkout).expect("a sum"), total(&checkout).expect("a sum"));
    assert!(0 < now.minor && now.minor < all.minor, "{now:?} of {all:?}");
    let answering = async {
        while w.wallet.shown().is_empty() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let sheet = w.wallet.shown()[0].clone();
        phone.driver.wallet_answered(sheet.sheet.clone(), approve().expect("an answer"));
        sheet.amount
    };
    let (paid, shown) = tokio::join!(phone.driver.pay(request_of(&checkout)), answering);
    paid.expect("settles");
    assert_eq!((phone.last(), shown), (State::Succeeded, now));
    let order = phone.store.orders().expect("reads")[0].clone();
    let later = Money::new(all.minor - now.minor, all.currency);
    let owed = |order: &tradewind_domain::Order| -> Vec<(String, Money)> {
        order.later.iter().map(|one| (one.words.clone(), one.amount)).collect()
    };
    assert_eq!((order.total(), order.agreed), (Some(all), None), "the attempt is of the whole sum");
    assert_eq!(owed(&order), [("Bei Lieferung fällig.".to_owned(), later)]);
    let again = phone.driver.refresh_order(&order.id).await.expect("known");
    assert_eq!(owed(&again), owed(&order), "the merchant says the same");
}

#[tokio::test(start_paused = true)]
async fn all_of_it_later_asks_for_nothing_now() {
    let w = world();
    w.fault("terms:as=instalments");
    let checkout = w.phone().prepare(&wish("invoice")).await.expect("opens");
    assert_eq!(due_now(&checkout).map(|now| now.minor), Some(0));
    let agreed = Agreed { basket: Agreement::of(&checkout), errors: Vec::new() };
    assert_eq!(why(&checkout, &agreed), None, "it can be ordered");
}

#[tokio::test(start_paused = true)]
async fn a_term_that_was_rewritten_in_place_is_agreed_to_again() {
    let w = world();
    w.fault("terms:as=rewritten");
    let phone = w.phone();
    let seen = phone.prepare(&wish("half")).await.expect("opens");
    let agreed = Agreed { basket: Agreement::of(&seen), errors: Vec::new() };
    assert_eq!(why(&seen, &agreed), None);
    assert!(!phone.driver.ask().await.expect("asks"), "it stands");
    let now = phone.driver.checkout().expect("reads").expect("kept");
    assert_eq!((total(&now), due_now(&now)), (total(&seen), due_now(&seen)), "not a cent is another");
    assert_eq!(why(&now, &agreed), Some(Block::BasketChanged { changes: vec![Change::Term] }));
    let request = PayRequest { credential: Some(credential()), ..request_of(&seen) };
    assert!(matches!(phone.driver.pay(request).await, Err(PaymentError::BasketChanged)));
    assert_eq!(w.completes().len(), 0);
    phone.pay_at_once(request_of(&now)).await.expect("agreed to anew");
    assert_eq!(phone.last(), State::Succeeded);
}

#[tokio::test(start_paused = true)]
async fn a_term_that_is_no_longer_offered_gives_way_to_another_and_says_so() {
    let w = world();
    w.fault("terms:as=changed");
    let phone = w.phone();
    let seen = phone.prepare(&wish("half")).await.expect("opens");
    let agreed = Agreed { basket: Agreement::of(&seen), errors: Vec::new() };
    phone.driver.ask().await.expect("asks");
    let now = phone.driver.checkout().expect("reads").expect("kept");
    assert!(now.messages.iter().any(|one| one.code == "payment_term_changed"), "{:?}", now.messages);
    let Some(Block::BasketChanged { changes }) = why(&now, &agreed) else { unreachable!("{now:?}") };
    assert!(changes.contains(&Change::Term), "{changes:?}");
    let agreed = Agreed { basket: Agreement::of(&now), errors: Vec::new() };
    assert_eq!(why(&now, &agreed), None, "a warning stops nothing by itself");
}

#[tokio::test(start_paused = true)]
async fn payments_that_do_not_come_to_the_total_are_never_paid() {
    let w = world();
    w.fault("terms:as=unsummed");
    let phone = w.phone();
    let checkout = phone.prepare(&draft("mug-indigo", 2)).await.expect("opens");
    let agreed = Agreed { basket: Agreement::of(&checkout), errors: Vec::new() };
    assert_eq!(why(&checkout, &agreed), Some(Block::TotalsMismatch));
    let request = PayRequest { credential: Some(credential()), ..request_of(&checkout) };
    let refused = phone.driver.pay(request).await.expect_err("not paid");
    assert_eq!(refused.code(), Code::TotalsMismatch);
    assert_eq!(w.completes().len(), 0);
}
