//! Payments at a merchant that signs its answers: what a bad signature does to one that was made.

use crate::world::{approve, draft, world_with};
use std::time::Duration;
use tradewind_domain::Code;
use tradewind_payments::law::State;
use tradewind_storefront::{SignKind, Version};

const BAD: [&str; 4] = ["other-key", "altered-body", "expired", "unknown-kid"];

#[tokio::test(start_paused = true)]
async fn a_paid_order_outlives_a_badly_signed_answer() {
    for (version, kind) in
        [(Version::V2026_08_25, SignKind::Es256), (Version::V2026_04_08, SignKind::Ed25519)]
    {
        for bad in BAD {
            let w = world_with(version, Some(kind));
            let phone = w.phone();
            w.fault(&format!("signature:as={bad}:at=complete:times=1"));
            phone.pay(&w, approve()).await.expect("settles");
            assert_eq!(phone.last(), State::Succeeded, "{version:?} {bad}");
            // The answer was lost, and the merchant was asked: it had taken the money, and took it once.
            assert!(phone.states().contains(&State::Asking), "{bad}: {:?}", phone.states());
            assert_eq!((w.completes().len(), w.front.orders().len()), (1, 1), "{version:?} {bad}");
            assert_eq!(phone.store.orders().expect("reads").len(), 1, "{bad}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn answers_that_stay_badly_signed_leave_it_unknown_and_nothing_is_paid_twice() {
    let w = world_with(Version::V2026_08_25, Some(SignKind::Es256));
    let phone = w.phone();
    let request = phone.request().await;
    w.fault("signature:as=other-key");
    let paying = phone.pay_at_once(request);
    assert!(tokio::time::timeout(Duration::from_secs(60), paying).await.is_err(), "asked on");
    assert_eq!(phone.last(), State::Unknown);
    assert_eq!(w.front.orders().len(), 1);
    // Another purchase has to wait; once the merchant signs as it should, also after a start, the order is there.
    let refused = phone.prepare(&draft("mug-sand", 1)).await.expect_err("one is open");
    assert_eq!(refused.code(), Code::PaymentPending);
    w.front.clear_fault("signature");
    let phone = w.phone();
    phone.driver.resume().await.expect("settles");
    assert_eq!(phone.last(), State::Succeeded);
    assert_eq!((w.front.orders().len(), phone.store.orders().expect("reads").len()), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn a_declined_payment_with_a_bad_signature_is_asked_about_before_it_is_declined() {
    let w = world_with(Version::V2026_08_25, Some(SignKind::Es256));
    let phone = w.phone();
    w.fault("decline:times=1");
    w.fault("signature:as=altered-body:at=complete:times=1");
    phone.pay(&w, approve()).await.expect("settles");
    assert!(phone.states().contains(&State::Asking), "{:?}", phone.states());
    assert_eq!((phone.last(), w.front.orders().len()), (State::Declined, 0));
    // The way is free.
    phone.pay(&w, approve()).await.expect("settles");
    assert_eq!((phone.last(), w.front.orders().len()), (State::Succeeded, 1));
}

#[tokio::test(start_paused = true)]
async fn a_phone_whose_clock_is_wrong_reads_signed_answers() {
    for hours in [-30_i64, 30] {
        let w = world_with(Version::V2026_08_25, Some(SignKind::Es256));
        w.clock.set_offset_ms(hours * 3_600_000);
        let phone = w.phone();
        phone.prepare(&draft("mug-indigo", 1)).await.expect("opens");
    }
}
