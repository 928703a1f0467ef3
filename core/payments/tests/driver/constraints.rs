//! What a merchant has said of the request that pays: kept where it can be, and never a reason not to ask.

use crate::world::{Phone, World, approve, draft, request_of, world};
use serde_json::Value;
use tradewind_commerce::CheckoutStatus;
use tradewind_domain::Code;
use tradewind_payments::PaymentError;
use tradewind_payments::law::State;
use tradewind_schemas::Judge;

/// A phone whose person has given their data, where the merchant says this.
fn told(kind: &str) -> (World, Phone) {
    let w = world();
    w.fault(&format!("constraints:as={kind}"));
    let phone = w.phone();
    let buyer = draft("mug-indigo", 1).buyer;
    phone.store.save_buyer(&buyer).expect("written");
    (w, phone)
}

/// The instrument of the last Complete, which is held to the protocol.
fn sent(w: &World) -> Value {
    let body: Value = serde_json::from_slice(&w.completes().last().expect("sent").1).expect("JSON");
    if let Some(judge) = Judge::at("2026-08-25") {
        judge.request("complete", &body);
    }
    body["payment"]["instruments"][0].clone()
}

#[tokio::test(start_paused = true)]
async fn a_billing_address_goes_along_where_one_is_wanted_and_nowhere_else() {
    let (w, phone) = told("billing");
    phone.pay(&w, approve()).await.expect("settles");
    assert_eq!((phone.last(), w.front.orders().len()), (State::Succeeded, 1));
    let address = sent(&w)["billing_address"].clone();
    assert_eq!(
        address,
        serde_json::json!({"first_name": "Noor", "street_address": "Lange Straße 1", "address_locality": "Berlin",
            "address_country": "DE"})
    );
    let (w, phone) = told("brand");
    phone.pay(&w, approve()).await.expect("settles");
    assert_eq!(phone.last(), State::Succeeded);
    assert_eq!(sent(&w)["billing_address"], Value::Null);
    // The person named another.
    let (w, phone) = told("billing");
    let mut other = tradewind_domain::Buyer::default();
    other.address.street_address = "Hof 2".into();
    other.address.address_country = "FR".into();
    phone.store.save_billing(Some(&other)).expect("written");
    phone.pay(&w, approve()).await.expect("settles");
    let address = serde_json::json!({"street_address": "Hof 2", "address_country": "FR"});
    assert_eq!((phone.last(), &sent(&w)["billing_address"]), (State::Succeeded, &address));
    phone.store.delete_buyer().expect("written");
    assert_eq!(phone.store.billing().expect("reads"), None, "it goes with the buyer's data");
}

#[tokio::test(start_paused = true)]
async fn without_an_address_the_merchant_is_asked_and_a_later_try_pays() {
    let (w, phone) = told("billing");
    phone.store.delete_buyer().expect("written");
    phone.pay(&w, approve()).await.expect("settles");
    assert_eq!(w.completes().len(), 1, "it is sent all the same");
    assert!(
        phone.last() != State::Succeeded && !phone.driver.is_pending().expect("reads"),
        "{:?}",
        phone.states()
    );
    assert_eq!(w.front.orders().len(), 0);
    phone.store.save_buyer(&draft("mug-indigo", 1).buyer).expect("written");
    phone.pay(&w, approve()).await.expect("settles");
    assert_eq!((phone.last(), w.front.orders().len()), (State::Succeeded, 1));
}

#[tokio::test(start_paused = true)]
async fn a_wallet_that_cannot_make_the_credential_is_not_offered() {
    let (w, phone) = told("credential");
    let checkout = phone.prepare(&draft("mug-indigo", 2)).await.expect("opens");
    assert_eq!(checkout.status, CheckoutStatus::ReadyForComplete);
    let refused = phone.driver.pay(request_of(&checkout)).await;
    assert!(matches!(refused, Err(PaymentError::Unsupported)), "{refused:?}");
    assert_eq!(refused.err().map(|error| error.code()), Some(Code::PaymentUnsupported));
    assert!(w.wallet.shown().is_empty() && w.completes().is_empty());
    // A credential from outside is the merchant's to judge.
    phone.pay_at_once(request_of(&checkout)).await.expect("settles");
    assert_eq!((w.completes().len(), w.front.orders().len()), (1, 0));
    assert!(phone.last() != State::Succeeded && !phone.driver.is_pending().expect("reads"));
}

#[tokio::test(start_paused = true)]
async fn what_nobody_can_use_stops_nothing() {
    for (kind, bought) in [("malformed", 1), ("codes", 1), ("quantity", 1), ("unsupported", 0)] {
        let (w, phone) = told(kind);
        phone.pay(&w, approve()).await.expect("settles");
        assert_eq!((w.completes().len(), w.front.orders().len()), (1, bought), "{kind}");
        assert_eq!(sent(&w)["billing_address"], Value::Null, "{kind}");
        assert!(!phone.driver.is_pending().expect("reads"), "{kind}");
    }
}
