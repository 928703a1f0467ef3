//! Requests and answers that get lost, are repeated, or are overtaken.

use crate::case::{Case, SECOND};
use crate::world::{InProcess, credential};
use bytes::Bytes;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use tradewind_payments::law::State;
use tradewind_payments::wallets::sandbox;
use tradewind_payments::{PayRequest, PaymentError};
use tradewind_ports::{BoxFuture, HttpRequest, HttpResponse, Transport, TransportError};

impl Case {
    /// What a second tap on Pay asks for.
    pub(crate) fn second_tap(&self) -> PayRequest {
        PayRequest { credential: Some(credential()), ..PayRequest::default() }
    }
}

/// A checkout that is paid by the sandbox's card, at once.
async fn by_card(case: &Case, phone: &crate::world::Phone) -> PayRequest {
    let request = case.request(phone, sandbox::WALLET.handler).await;
    PayRequest { credential: Some(credential()), ..request }
}

/// Row 4, Adyen/adyen-android#105: "Error sending payment, try again" after it had succeeded, which invites to pay twice. Here a lost
/// answer is asked about, and a second tap pays nothing meanwhile.
#[tokio::test(start_paused = true)]
async fn an_answer_that_gets_lost_after_success_invites_nobody_to_pay_twice() {
    for fault in ["drop-after-commit", "5xx-after", "garbage", "delay-after", "cut-short"] {
        let case = Case::of("21.90 EUR", "DE");
        let phone = case.w.phone();
        let request = by_card(&case, &phone).await;
        case.w.fault(&format!("{fault}:at=complete:times=1"));
        let paying = case.begin(&phone, request);
        tokio::time::sleep(SECOND / 5).await;
        if phone.driver.is_pending().expect("reads") {
            assert!(
                matches!(phone.driver.pay(case.second_tap()).await, Err(PaymentError::Pending)),
                "{fault}"
            );
        }
        case.ends_bought(&phone, paying).await;
    }
}

/// Between phone and merchant: a gateway that holds the first Complete, says so to the second one with the same key (409), and
/// lets the first one through then.
struct Duplicates {
    inner: Arc<InProcess>,
    met: AtomicU32,
    held: Mutex<Option<HttpRequest>>,
    keys: Mutex<BTreeSet<(String, Bytes)>>,
    said: &'static str,
}

impl Transport for Duplicates {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            if !request.url.url().path().ends_with("/complete") {
                return self.inner.send(request).await;
            }
            let key = request.headers.iter().find(|(name, _)| name == "idempotency-key");
            let key = key.map(|(_, value)| value.clone()).unwrap_or_default();
            self.keys.lock().expect("not poisoned").insert((key, request.body.clone()));
            match self.met.fetch_add(1, Ordering::SeqCst) {
                0 => {
                    *self.held.lock().expect("not poisoned") = Some(request);
                    Err(TransportError::Timeout)
                }
                1 => {
                    let held = self.held.lock().expect("not poisoned").take().expect("the first was held");
                    self.inner.send(held).await?;
                    let body = format!(r#"{{"code":"{}","content":"a duplicate"}}"#, self.said);
                    let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
                    Ok(HttpResponse { status: 409, headers, body: body.into_bytes().into() })
                }
                _ => self.inner.send(request).await,
            }
        })
    }
}

/// Row 10, stripe/stripe-terminal-android#470, paypal/PayPal-Android-SDK#152 and #278: a time-out, another try, and 409 or
/// DUPLICATE_REQUEST were shown as a decline. Here a 409 says that the first request is known: it is asked about.
#[tokio::test(start_paused = true)]
async fn a_duplicate_is_no_decline() {
    for said in ["DUPLICATE_REQUEST", "DUPLICATE_REQUEST_ID", "idempotency_in_flight", "payment_declined"] {
        let gateway: Mutex<Option<Arc<Duplicates>>> = Mutex::default();
        let case = Case::over("21.90 EUR", "DE", |inner| {
            let duplicates = Arc::new(Duplicates {
                inner,
                met: 0.into(),
                held: Mutex::default(),
                keys: Mutex::default(),
                said,
            });
            *gateway.lock().expect("not poisoned") = Some(duplicates.clone());
            duplicates
        });
        let phone = case.w.phone();
        let request = by_card(&case, &phone).await;
        let paying = case.begin(&phone, request);
        case.ends_bought(&phone, paying).await;
        let gateway = gateway.into_inner().expect("not poisoned").expect("made");
        assert_eq!(gateway.met.load(Ordering::SeqCst), 2, "{said}: sent again once, and then asked about");
        assert_eq!(
            gateway.keys.lock().expect("not poisoned").len(),
            1,
            "{said}: the same bytes, the same key"
        );
    }
}

/// ProgixDev/incacook-app#36, akash-network/console#3449 (customers charged two and three times), KanishJebaMathewM/Truxify#14932,
/// square/square-mcp-server#31: the key was made anew for each call, or held in memory only. Here it is on disk before the first
/// request, with the bytes, and both are the same in each process.
#[tokio::test(start_paused = true)]
async fn the_key_outlives_the_process() {
    let case = Case::of("21.90 EUR", "DE");
    let mut phone = case.w.phone();
    let request = by_card(&case, &phone).await;
    case.w.fault("drop-before-commit:at=complete:times=3");
    let mut paying = case.begin(&phone, request);
    for lives in 1..=3 {
        while case.w.completes().len() < lives {
            tokio::time::sleep(SECOND / 100).await;
        }
        (phone, paying) = case.restart(phone, paying).await;
    }
    case.ends_bought(&phone, paying).await;
    let sent: BTreeSet<_> = case.w.completes().into_iter().collect();
    assert!(case.w.completes().len() >= 4, "three got lost: {}", case.w.completes().len());
    assert_eq!(sent.len(), 1, "the same bytes under the same key, in four processes");
}

/// Shopify/checkout-sheet-kit-swift#604: offline while the sheet was loading, no call of its delegate came, ever. Here each state is
/// told, also without a network, and it goes on by itself when there is one.
#[tokio::test(start_paused = true)]
async fn without_a_network_it_is_said_and_goes_on_by_itself() {
    let case = Case::of("21.90 EUR", "DE");
    let phone = case.w.phone();
    let request = by_card(&case, &phone).await;
    // The merchant takes it, and its answer does not arrive; then there is no network.
    case.w.fault("drop-after-commit:at=complete:times=1");
    case.w.net.hang_up.store(true, Ordering::SeqCst);
    let paying = case.begin(&phone, request);
    case.until(&phone, State::Unknown, |_| true).await;
    assert_eq!(phone.last(), State::Unknown, "told, in words");
    case.w.net.hang_up.store(false, Ordering::SeqCst);
    case.w.net.offline.store(false, Ordering::SeqCst);
    case.ends_bought(&phone, paying).await;
}

/// medusajs/medusa#13301 (paid, and the order is missing, one in twenty) and duncanmcclean/statamic-cargo#190: the notice of the
/// provider and the shopper's confirmation raced. Here the session is asked about until its order is there, whichever came first.
#[tokio::test(start_paused = true)]
async fn a_payment_whose_order_comes_late_is_waited_for() {
    // Taken and still at work; open and without a word; completed without an order; lost in a gateway while it settles.
    for fault in [
        "slow-complete:times=1",
        "silent-complete:times=1",
        "unreadable-complete:as=no-order:times=1",
        "unreadable-complete:as=no-order:at=get:times=2",
    ] {
        let case = Case::of("21.90 EUR", "DE");
        let phone = case.w.phone();
        let request = by_card(&case, &phone).await;
        if fault.contains("at=get") {
            case.w.fault("drop-after-commit:at=complete:times=1");
        }
        case.w.fault(fault);
        let paying = case.begin(&phone, request);
        case.ends_bought(&phone, paying).await;
        let (kept, made) = (phone.store.orders().expect("reads"), case.w.front.orders());
        assert_eq!(kept[0].id.as_str(), made[0].id, "{fault}");
    }
}
