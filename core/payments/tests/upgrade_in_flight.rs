//! A folder of an earlier version, with a payment in flight: brought up, and driven on to its end.

mod made_up;

use made_up::{BEGIN, Fate, MERCHANT, MadeUp, driver};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use tradewind_commerce::Idempotency;
use tradewind_payments::law::State;
use tradewind_person::{FolderLock, PersonStore, StoreOptions};
use tradewind_ports::NoFailPoint;

/// A copy of the folder that a version with this schema left: `att-1` was sent, and its answer never came.
fn old_folder(schema: u32) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../person/tests/fixtures");
    std::fs::copy(fixtures.join(format!("person_{schema}.sqlite")), folder.path().join("person.sqlite"))
        .expect("copied");
    folder
}

fn store(folder: &Path) -> PersonStore {
    PersonStore::open(folder, MERCHANT, &StoreOptions::default(), Arc::new(NoFailPoint)).expect("opens")
}

#[tokio::test(start_paused = true)]
async fn a_payment_in_flight_is_driven_on_across_the_upgrade() {
    for schema in [1, 2] {
        let folder = old_folder(schema);
        let _lock = FolderLock::acquire(folder.path()).expect("free");
        let before = store(folder.path()).open_attempt().expect("reads").expect("in flight");
        assert_eq!((before.id.as_str(), before.state, before.sends), ("att-1", State::Asking, 1));

        let (told, engine) = (Arc::default(), MadeUp::new(Idempotency::ByKey, Fate::DoneUnheard));
        *engine.status.lock().expect("not poisoned") = tradewind_commerce::CheckoutStatus::Completed;
        driver(folder.path(), engine.clone(), &told).resume().await.expect("settles");
        assert_eq!(told.lock().expect("not poisoned").last(), Some(&State::Succeeded), "schema {schema}");
        assert_eq!(engine.sent.load(Ordering::SeqCst), 0, "it was bought: nothing is sent again");

        let after = store(folder.path());
        assert_eq!(after.open_attempt().expect("reads"), None);
        let order = after.purchase("first").expect("reads").expect("there").order;
        let orders = after.orders().expect("reads");
        assert!(orders.iter().any(|kept| Some(&kept.id) == order.as_ref()), "schema {schema}: {orders:?}");
        assert_eq!(orders.len(), 2, "the order of before is there, too");
        assert!(after.checkout_in_progress().expect("reads").checkout.is_none());
    }
}

#[tokio::test(start_paused = true)]
async fn one_that_did_nothing_is_sent_again_or_cancelled_by_who_began_it() {
    // Schema 1 does not say which phone began it: it is asked about and cancelled, never sent.
    let folder = old_folder(1);
    let store = store(folder.path());
    let vault = Arc::new(tradewind_ports::MemoryVault::default());
    store.attach_vault(vault, Arc::new(tradewind_ports::fakes::SeededEntropy::new(1))).expect("reads");
    drop(store);
    let (told, engine) = (Arc::default(), MadeUp::new(Idempotency::ByKey, Fate::LostOnce));
    driver(folder.path(), engine.clone(), &told).resume().await.expect("settles");
    assert_eq!(told.lock().expect("not poisoned").last(), Some(&State::Ended));
    assert_eq!(engine.sent.load(Ordering::SeqCst), 0);
    // The file of a phone without a vault is its own: the same bytes go out again, where they are known again. Earlier schemas do not
    // say when they were sent first; an attempt was begun before that.
    for (begun_h, state, sent) in [(1, State::Succeeded, 2), (25, State::Ended, 0)] {
        let folder = old_folder(2);
        let file = rusqlite::Connection::open(folder.path().join("person.sqlite")).expect("opens");
        let begun = BEGIN.0 - begun_h * 3_600_000;
        file.execute("UPDATE attempt SET created_at = ?1 WHERE id = 'att-1'", [begun]).expect("written");
        drop(file);
        let (told, engine) = (Arc::default(), MadeUp::new(Idempotency::ByKey, Fate::LostOnce));
        driver(folder.path(), engine.clone(), &told).resume().await.expect("settles");
        assert_eq!(told.lock().expect("not poisoned").last(), Some(&state), "{begun_h} h");
        assert_eq!(engine.sent.load(Ordering::SeqCst), sent, "{begun_h} h");
    }
}
