//! How long a request is sent again: inside of its window under the same key, past it only asked about.

use crate::made_up::{self, BEGIN, Fate, MadeUp, driver_at};
use crate::world::{credential, world};
use std::path::Path;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tradewind_commerce::Idempotency;
use tradewind_domain::Timestamp;
use tradewind_payments::law::State;
use tradewind_payments::wallets::sandbox;
use tradewind_payments::{Driver, Facts, PayRequest, PaymentEvent, Wallet, Wallets};

const HOUR_MS: i64 = 3_600_000;
/// As the sandbox's, whose merchant knows a request for six hours.
const SIX_HOURS: &[Wallet] = &[Wallet {
    facts: &Facts { window: Some(Duration::from_secs(6 * 3_600)), ..Facts::ANYWHERE },
    ..sandbox::WALLET
}];

type Told = Arc<Mutex<Vec<State>>>;

fn phone(moment: Timestamp, folder: &Path, engine: &Arc<MadeUp>, wallets: Wallets, told: &Told) -> Driver {
    let told = told.clone();
    let tell = Box::new(move |event| {
        if let PaymentEvent::Payment(view) = event {
            told.lock().expect("not poisoned").push(view.state);
        }
    });
    driver_at(moment, folder, engine.clone(), wallets, Arc::new(tradewind_ports::NoHandOffs), tell)
}

#[tokio::test(start_paused = true)]
async fn a_request_older_than_its_window_is_only_asked_about() {
    for (wallets, hours, ends, sends) in [
        (Wallets::all(), 0, State::Succeeded, 2),
        (Wallets::all(), 23, State::Succeeded, 2),
        (Wallets::all(), 24, State::Ended, 1),
        (Wallets::all(), 24 * 30, State::Ended, 1),
        (Wallets::of(SIX_HOURS), 5, State::Succeeded, 2),
        (Wallets::of(SIX_HOURS), 7, State::Ended, 1),
        // A clock that was put back tells nothing.
        (Wallets::all(), -1, State::Ended, 1),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let (told, engine) = (Told::default(), MadeUp::new(Idempotency::ByKey, Fate::LostOnce));
        let first = phone(BEGIN, folder.path(), &engine, wallets, &told);
        let request = PayRequest { credential: Some(credential()), ..made_up::request(&first).await };
        // The request gets lost, and the process ends before it goes again.
        let ended = tokio::time::timeout(Duration::from_millis(100), first.pay(request)).await;
        assert!(ended.is_err() && engine.sent.load(Ordering::SeqCst) == 1, "{hours} h");
        drop(first);
        let later = Timestamp(BEGIN.0 + hours * HOUR_MS);
        let second = phone(later, folder.path(), &engine, wallets, &told);
        second.resume().await.expect("settles");
        let last = *told.lock().expect("not poisoned").last().expect("told");
        assert_eq!((last, engine.sent.load(Ordering::SeqCst)), (ends, sends), "{hours} h");
        assert!(!second.is_pending().expect("reads"), "{hours} h: the way is free");
    }
}

#[tokio::test(start_paused = true)]
async fn a_merchant_that_says_what_time_it_is_is_believed_before_the_phone() {
    // The phone's clock is put off by a year while nothing runs; the merchant's answers say that minutes went by.
    for hours in [24 * 365, -24 * 365] {
        let w = world();
        w.fault("clock-off:ms=0");
        {
            let phone = w.phone();
            let request = phone.request().await;
            w.fault("drop-before-commit:path=complete:times=1");
            w.net.hang_up.store(true, Ordering::SeqCst);
            let _ = tokio::time::timeout(Duration::from_millis(100), phone.pay_at_once(request)).await;
        }
        w.net.hang_up.store(false, Ordering::SeqCst);
        w.net.offline.store(false, Ordering::SeqCst);
        tokio::time::sleep(Duration::from_secs(120)).await;
        w.clock.set_offset_ms(hours * HOUR_MS);
        let phone = w.phone();
        phone.driver.resume().await.expect("settles");
        assert_eq!((phone.last(), w.completes().len()), (State::Succeeded, 2), "{hours} h");
        assert!(!phone.driver.is_pending().expect("reads"));
    }
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_is_set_right_before_the_answer_moves_no_sending_forward() {
    let w = world();
    w.fault("clock-off:ms=0");
    // The phone is a day ahead, and the merchant's answers have told so.
    w.clock.set_offset_ms(24 * HOUR_MS);
    let phone = w.phone();
    let request = phone.request().await;
    w.fault("drop-before-commit:path=complete");
    w.net.hang_up.store(true, Ordering::SeqCst);
    let set_right = async {
        while !w.net.offline.load(Ordering::SeqCst) {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        w.clock.set_offset_ms(0);
        w.net.hang_up.store(false, Ordering::SeqCst);
        w.net.offline.store(false, Ordering::SeqCst);
    };
    let both = async { tokio::join!(phone.pay_at_once(request), set_right) };
    let ended = tokio::time::timeout(Duration::from_secs(8), both).await;
    assert!(ended.is_err(), "each request gets lost");
    let row = phone.store.open_attempt().expect("reads").expect("open");
    let first = row.first_sent_at.expect("sent");
    // A date counts seconds.
    assert!((first.0 - BEGIN.0).abs() < 2_000, "{} ms late", first.0 - BEGIN.0);
    assert!(w.completes().len() > 1, "inside of its window it is sent again");
}
