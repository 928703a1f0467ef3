//! Apps and browsers that the person was sent to: they come back late, by another way, or not at all.

use crate::case::{Case, SECOND};
use std::sync::atomic::Ordering;
use std::time::Duration;
use tradewind_payments::law::State;
use tradewind_payments::{PaymentError, Stopping, Word};
use tradewind_ports::Way;
use tradewind_storefront::{Deed, Refused};

/// Row 3, stripe/stripe-android#5508: the app was collapsed for some seconds; Failed was told, though it may be Completed. Here time
/// and a broken connection say nothing.
#[tokio::test(start_paused = true)]
async fn collapsed_for_a_while_without_a_network_is_no_failure() {
    let case = Case::of("24.00 USD", "US");
    let phone = case.w.phone();
    let (paying, _) = case.hand_over(&phone, "paypal").await;
    case.w.net.offline.store(true, Ordering::SeqCst);
    tokio::time::sleep(40 * SECOND).await;
    case.is_open(&phone);
    case.approves();
    case.w.net.offline.store(false, Ordering::SeqCst);
    phone.driver.hear(Word::Front);
    case.ends_bought(&phone, paying).await;
}

/// Row 5, Adyen/adyen-android#2529: after the activity was made anew the callback was never called. Here nothing waits for a
/// callback: the merchant is asked, in the same process and in the next.
#[tokio::test(start_paused = true)]
async fn a_library_that_never_calls_back_is_not_needed() {
    for restarts in [false, true] {
        let case = Case::of("160.00 CNY", "CN");
        let phone = case.w.phone();
        let (paying, _) = case.hand_over(&phone, "alipay").await;
        assert!(matches!(case.hands.opened()[0].way, Way::Call { .. }));
        case.approves();
        let (phone, paying) = match restarts {
            true => {
                paying.abort();
                case.restart(phone, paying).await
            }
            false => (phone, paying),
        };
        let began = tokio::time::Instant::now();
        case.ends_bought(&phone, paying).await;
        // A new process asks at once: the person is waiting.
        let most = if restarts { SECOND } else { 10 * SECOND };
        assert!(began.elapsed() < most, "{restarts}: {:?}", began.elapsed());
    }
}

/// Row 6, Adyen/adyen-android#501: the bank's app put the browser into the background, and the redirect was lost. Here the redirect
/// carries nothing that is needed.
#[tokio::test(start_paused = true)]
async fn a_redirect_that_gets_lost_loses_nothing() {
    let case = Case::of("21.90 EUR", "NL");
    let phone = case.w.phone();
    let (paying, _) = case.hand_over(&phone, "ideal").await;
    case.approves();
    let began = tokio::time::Instant::now();
    case.ends_bought(&phone, paying).await;
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    assert_eq!(case.hands.opened().len(), 1, "the person is sent there once");
}

/// Row 7, Adyen/adyen-android#578: the buyer left the wallet's app and took another method; the shop had to block the second payment
/// by hand. Here the driver does, until the merchant has voided the first.
#[tokio::test(start_paused = true)]
async fn another_method_waits_until_the_first_is_voided() {
    let case = Case::of("21.90 EUR", "DE");
    let phone = case.w.phone();
    let (paying, _) = case.hand_over(&phone, "paypal").await;
    let first = case.w.front.sessions().pop().expect("a session");
    phone.driver.hear(Word::Front);
    tokio::time::sleep(5 * SECOND).await;
    assert!(matches!(phone.driver.pay(case.second_tap()).await, Err(PaymentError::Pending)), "one at a time");
    phone.driver.hear(Word::LetGo);
    paying.await.expect("no panic").expect("settles");
    let view = phone.last_view();
    assert_eq!((view.state, view.stopping), (State::Ended, Some(Stopping::Wished)));
    assert_eq!(case.w.front.ledger().iter().filter(|row| row.entry == "void").count(), 1);
    // The first can be paid no more; the second is, once.
    phone.told.lock().expect("not poisoned").clear();
    let (paying, _) = case.hand_over(&phone, "klarna").await;
    assert_eq!(case.w.front.pay(&first.id, Deed::Approve), Err(Refused::Voided));
    case.approves();
    paying.await.expect("no panic").expect("settles");
    assert_eq!(phone.last(), State::Succeeded);
    assert_eq!((case.captures().len(), case.w.front.orders().len()), (1, 1));
}

/// Row 8, braintree/braintree_android#588 and braintree-android-drop-in#463: "user canceled" was told though PayPal had succeeded, or
/// though the app had been killed. Here who comes back without a word has said nothing, and a killed app goes on.
#[tokio::test(start_paused = true)]
async fn who_comes_back_without_a_word_has_not_cancelled() {
    for killed in [false, true] {
        let case = Case::of("24.00 USD", "US");
        let phone = case.w.phone();
        let (paying, _) = case.hand_over(&phone, "paypal").await;
        let (phone, paying) = match killed {
            true => case.restart(phone, paying).await,
            false => (phone, paying),
        };
        case.handed(&phone).await;
        phone.driver.hear(Word::Front);
        tokio::time::sleep(10 * SECOND).await;
        case.is_open(&phone);
        case.approves();
        phone.driver.hear(Word::Front);
        case.ends_bought(&phone, paying).await;
    }
}

/// Row 9, little-snow-fox/react-native-wechat-lib#100: who came back by hand brought no callback, and WeChat's page stayed payable: an
/// order that was called cancelled got paid. Here the library's "cancelled" (-2) is a claim. Given up is only what the merchant
/// has voided, and that cannot be paid any more.
#[tokio::test(start_paused = true)]
async fn a_page_that_stays_payable_is_not_called_cancelled() {
    for voided in [false, true] {
        let case = Case::of("160.00 CNY", "CN");
        let phone = case.w.phone();
        let (paying, handed) = case.hand_over(&phone, "wechat_pay").await;
        phone.driver.hear(Word::Front);
        phone.driver.hear(Word::Answered { hand_off: handed.id, text: "-2".into() });
        // The page lives for two hours; the person pays an hour later.
        tokio::time::sleep(Duration::from_secs(3_600)).await;
        case.is_open(&phone);
        if voided {
            phone.driver.hear(Word::LetGo);
            paying.await.expect("no panic").expect("settles");
            assert_eq!(phone.last(), State::Ended);
            assert_eq!(case.at_provider(Deed::Approve), Err(Refused::Voided), "what is over cannot be paid");
            assert_eq!((case.captures().len(), case.w.front.orders().len()), (0, 0));
        } else {
            case.approves();
            case.ends_bought(&phone, paying).await;
        }
    }
}

/// azhar1038/UPI-Plugin-Flutter#5: a UPI app that answered nothing was taken for "user_canceled". Here no answer of a UPI app ends
/// anything, not even its Failed.
#[tokio::test(start_paused = true)]
async fn an_empty_answer_of_a_upi_app_is_no_cancel() {
    let case = Case::of("1999.00 INR", "IN");
    let phone = case.w.phone();
    let (paying, handed) = case.hand_over(&phone, "upi").await;
    for text in ["", "null", "undefined", "Status=FAILURE&responseCode=01", "Status=FAILURE&responseCode=ZA"]
    {
        phone.driver.hear(Word::Answered { hand_off: handed.id.clone(), text: text.into() });
        tokio::time::sleep(3 * SECOND).await;
        case.is_open(&phone);
    }
    case.approves();
    case.ends_bought(&phone, paying).await;
}
