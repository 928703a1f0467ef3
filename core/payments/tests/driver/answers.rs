//! Every answer is bound to its question, and a refusal is what it is. Field rows: checkout 5-9, 12-18, 36.

use crate::world::{InProcess, approve, world};
use std::sync::Arc;
use std::time::Duration;
use tradewind_domain::{Code, Currency, Money};
use tradewind_payments::Prepared;
use tradewind_payments::law::State;
use tradewind_ports::{BoxFuture, HttpRequest, HttpResponse, Transport, TransportError};

#[tokio::test(start_paused = true)]
async fn an_answer_about_another_session_is_garbage_and_is_asked_again() {
    for how in ["completed", "canceled", "renamed"] {
        for at in ["complete", "get"] {
            let w = world();
            let phone = w.phone();
            let request = phone.request().await;
            if at == "get" {
                w.fault("drop-after-commit:path=complete:times=1");
            }
            w.fault(&format!("other-session:as={how}:at={at}:times=1"));
            phone.pay_at_once(request).await.expect("settles");
            assert_eq!(phone.last(), State::Succeeded, "{how} at {at}");
            let (books, kept) = (w.front.orders(), phone.store.orders().expect("reads"));
            assert_eq!((books.len(), kept.len()), (1, 1), "{how} at {at}");
            assert_eq!(kept[0].checkout.as_str(), books[0].checkout, "{how} at {at}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_about_another_order_is_dropped() {
    for how in ["swapped", "checkout", "id"] {
        let w = world();
        let phone = w.phone();
        phone.pay(&w, approve()).await.expect("settles");
        let before = phone.store.orders().expect("reads");
        w.fault(&format!("other-order:as={how}"));
        let refused = phone.driver.refresh_order(&before[0].id).await.err().map(|error| error.code());
        assert_eq!(refused, Some(Code::MerchantGarbage), "{how}");
        assert_eq!(phone.store.orders().expect("reads"), before, "{how}");
    }
}

#[tokio::test(start_paused = true)]
async fn completed_at_another_total_is_kept_and_said_with_both_numbers() {
    for fault in [
        "other-total:as=price",
        "other-total:as=fee",
        "other-total:as=told",
        "other-currency:as=books",
        "other-currency:as=told",
    ] {
        let w = world();
        let phone = w.phone();
        let request = phone.request().await;
        let shown = request.seen.basket.sums.clone().expect("named").total;
        w.fault(&format!("{fault}:times=1"));
        phone.pay_at_once(request).await.expect("settles");
        assert_eq!(phone.last(), State::Succeeded, "{fault}");
        let order = phone.last_view().order.expect("kept");
        assert_eq!(order.agreed.map(|agreed| agreed.total), Some(shown), "{fault}");
        let charged: Option<Money> = order.total();
        assert_ne!(charged, Some(shown), "{fault}");
        // It is still said after the order was asked about.
        let again = phone.driver.refresh_order(&order.id).await.expect("known");
        assert_eq!(again.agreed, order.agreed, "{fault}");
    }
    let w = world();
    let phone = w.phone();
    phone.pay(&w, approve()).await.expect("settles");
    assert_eq!(phone.last_view().order.expect("kept").agreed, None, "what was agreed needs no word");
}

#[tokio::test(start_paused = true)]
async fn a_refusal_of_this_very_request_is_a_decline_within_a_second_in_the_shops_words() {
    for how in ["402", "400", "403", "422", "200"] {
        let w = world();
        let phone = w.phone();
        let request = phone.request().await;
        w.fault(&format!("refuse-complete:as={how}:times=1"));
        let began = tokio::time::Instant::now();
        phone.pay_at_once(request).await.expect("settles");
        assert_eq!((phone.last(), phone.last_view().reason), (State::Declined, Some(Code::PaymentDeclined)));
        assert!(began.elapsed() <= Duration::from_millis(1_200), "{how}: {:?}", began.elapsed());
        assert!(!phone.last_view().messages.is_empty(), "{how}: the shop's own words");
        assert_eq!((w.completes().len(), w.front.orders().len()), (1, 0), "{how}");
        // The person is free to use another card, also where the shop cannot cancel.
        phone.pay(&w, approve()).await.expect("settles");
        assert_eq!((phone.last(), w.front.orders().len()), (State::Succeeded, 1), "{how}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_was_not_taken_for_another_reason_is_not_called_declined() {
    // Sold out, or dearer, while Complete travels.
    for (change, reason) in [
        (serde_json::json!({"stock": {"item": "mug-indigo", "quantity": 0}}), Code::OutOfStock),
        (
            serde_json::json!({"price": {"item": "mug-indigo", "market": "DE", "minor": 9_900}}),
            Code::PriceChanged,
        ),
    ] {
        let w = world();
        let phone = w.phone();
        let request = phone.request().await;
        w.sandbox(change).await;
        phone.pay_at_once(request).await.expect("settles");
        assert_eq!((phone.last(), phone.last_view().reason), (State::NotTaken, Some(reason)));
        assert!(!phone.last_view().messages.is_empty());
        assert!(!phone.changed.lock().expect("not poisoned").is_empty(), "the checkout is told anew");
        assert_eq!(w.front.orders().len(), 0);
    }
    let w = world();
    let phone = w.phone();
    let request = phone.request().await;
    w.fault("refuse-address:times=1");
    phone.pay_at_once(request).await.expect("settles");
    assert_eq!((phone.last(), phone.last_view().reason), (State::NotTaken, Some(Code::AddressRefused)));
}

#[tokio::test(start_paused = true)]
async fn a_session_that_is_gone_at_complete_ends_without_a_purchase_and_frees_the_person() {
    for how in ["404", "409", "410", "422"] {
        let w = world();
        let phone = w.phone();
        let request = phone.request().await;
        w.fault(&format!("gone-at-complete:as={how}"));
        phone.pay_at_once(request).await.expect("settles");
        assert!(matches!(phone.last(), State::Ended | State::NotTaken), "{how}: {:?}", phone.states());
        w.front.clear_fault("gone-at-complete");
        phone.pay(&w, approve()).await.expect("settles");
        assert_eq!((phone.last(), w.front.orders().len()), (State::Succeeded, 1), "{how}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_merchants_wish_to_wait_is_cut_to_the_time_that_is_left() {
    for wish in ["1", "2", "fraction", "negative", "none", "3600", "date"] {
        for fault in ["rate-limit", "rate-limit-after", "retry-after"] {
            let w = world();
            let phone = w.phone();
            let request = phone.request().await;
            w.fault(&format!("{fault}:as={wish}:path=complete:times=1"));
            let began = tokio::time::Instant::now();
            phone.pay_at_once(request).await.expect("settles");
            assert!(began.elapsed() < Duration::from_secs(60), "{fault} {wish}: {:?}", began.elapsed());
            let orders = w.front.orders().len();
            assert_eq!(orders, usize::from(phone.last() == State::Succeeded), "{fault} {wish}");
            assert!(matches!(phone.last(), State::Succeeded | State::Ended), "{fault} {wish}");
            if fault == "rate-limit-after" || matches!(wish, "1" | "2" | "fraction" | "negative") {
                assert_eq!(phone.last(), State::Succeeded, "{fault} {wish}: it could be had");
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn one_order_number_twice_keeps_two_orders() {
    let w = world();
    let phone = w.phone();
    w.fault("same-order-number");
    for _ in 0..2 {
        phone.pay(&w, approve()).await.expect("settles");
        assert_eq!(phone.last(), State::Succeeded);
    }
    assert_eq!((w.front.orders().len(), phone.store.orders().expect("reads").len()), (2, 2));
}

/// A shop that leaves these fields of a completed session out, or has them otherwise.
struct Terse {
    inner: Arc<InProcess>,
    fields: &'static [(&'static str, serde_json::Value)],
}

impl Transport for Terse {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            let mut answer = self.inner.send(request).await?;
            if let Ok(mut body) = serde_json::from_slice::<serde_json::Value>(&answer.body)
                && body["status"] == "completed"
            {
                for (name, value) in self.fields {
                    body[*name] = value.clone();
                }
                answer.body = body.to_string().into_bytes().into();
            }
            Ok(answer)
        })
    }
}

#[tokio::test(start_paused = true)]
async fn bought_without_a_word_about_the_sum_is_bought_and_no_sum_is_made_up() {
    use serde_json::Value::{Array, Null};
    const CASES: [&[(&str, serde_json::Value)]; 4] = [
        &[("totals", Null)],
        &[("totals", Array(Vec::new()))],
        &[("currency", Null)],
        &[("currency", Null), ("totals", Null), ("line_items", Null)],
    ];
    for fields in &CASES {
        let mut w = world();
        w.ports.transport = Arc::new(Terse { inner: w.net.clone(), fields });
        let phone = w.phone();
        let request = phone.request().await;
        let shown = request.seen.basket.sums.clone().expect("named").total;
        phone.pay_at_once(request).await.expect("settles");
        assert_eq!(phone.last(), State::Succeeded, "{fields:?}");
        assert!(w.clock_seconds() < 5.0, "at once");
        let kept = phone.store.orders().expect("reads");
        assert_eq!((kept.len(), w.front.orders().len()), (1, 1), "{fields:?}");
        assert!(kept[0].totals.is_empty(), "nothing is said to be charged");
        assert_eq!(kept[0].currency, Currency::EUR);
        let agreed = kept[0].agreed.expect("what was agreed to is kept");
        assert_eq!((agreed.total, agreed.lines_differ), (shown, false), "{fields:?}");
    }

    // Found by another door, it is bought as well.
    let mut w = world();
    w.ports.transport = Arc::new(Terse { inner: w.net.clone(), fields: CASES[3] });
    let phone = w.phone();
    let draft = crate::world::draft("mug-indigo", 2);
    phone.prepare(&draft).await.expect("opens");
    assert!(w.front.finish(&w.front.sessions()[0].id));
    assert!(matches!(phone.driver.prepare(&draft, None).await, Ok(Prepared::Bought(_))));
    let order = phone.store.orders().expect("reads").remove(0);
    assert!(order.totals.is_empty() && order.agreed.is_some());
}

#[tokio::test(start_paused = true)]
async fn a_sum_that_is_there_and_does_not_read_is_garbage_and_an_open_session_needs_one() {
    use serde_json::Value::{Bool, Null};
    // A session that is not completed has to say what it asks for.
    struct Open(Arc<InProcess>);
    impl Transport for Open {
        fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
            Box::pin(async move {
                let mut answer = self.0.send(request).await?;
                if let Ok(mut body) = serde_json::from_slice::<serde_json::Value>(&answer.body)
                    && body["line_items"].is_array()
                {
                    body["totals"] = Null;
                    answer.body = body.to_string().into_bytes().into();
                }
                Ok(answer)
            })
        }
    }
    let mut w = world();
    w.ports.transport = Arc::new(Open(w.net.clone()));
    let refused = w.phone().prepare(&crate::world::draft("mug-indigo", 2)).await;
    assert_eq!(refused.err().map(|error| error.code()), Some(Code::MerchantGarbage));

    let mut w = world();
    w.ports.transport = Arc::new(Terse { inner: w.net.clone(), fields: &[("currency", Bool(true))] });
    let phone = w.phone();
    let request = phone.request().await;
    let paying = phone.pay_at_once(request);
    assert!(tokio::time::timeout(Duration::from_secs(60), paying).await.is_err(), "asked on");
    assert_eq!(phone.last(), State::Unknown);
}
