//! The shop is closed in order, also while a host's call does not return.

use crate::person_shop::{Phone, world};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tradewind_app::{Intent, Shop};
use tradewind_domain::lock;
use tradewind_person::{FolderLock, StoreError};
use tradewind_ports::{SheetEnd, WalletError, WalletRequest, WalletSheet};
use tradewind_suite::hosts;

/// One thread waits for the shop's thread; an observer on that thread shuts the shop down too.
#[test]
fn two_shutdowns_at_once_do_not_wait_for_each_other() {
    let w = world();
    let phone = w.phone();
    let (began, wait_began) = channel();
    let (go, wait_go) = channel::<()>();
    let wait_go = Mutex::new(wait_go);
    let shop = Arc::downgrade(&phone.shop);
    let observer = phone.shop.observe(move |_| {
        let _ = began.send(());
        if lock(&wait_go).recv().is_ok()
            && let Some(shop) = shop.upgrade()
        {
            shop.shutdown();
        }
    });
    wait_began.recv_timeout(Duration::from_secs(20)).expect("a snapshot comes");
    let (done, wait_done) = channel();
    let shutting = phone.shop.clone();
    std::thread::spawn(move || {
        shutting.shutdown();
        let _ = done.send(());
    });
    // The other thread waits for the shop's by now.
    std::thread::sleep(Duration::from_millis(200));
    go.send(()).expect("the observer waits");
    drop(go);
    let ended = wait_done.recv_timeout(Duration::from_secs(20));
    assert!(ended.is_ok(), "both wait for ever");
    drop(observer);
}

/// A host whose sheet takes its time.
struct SlowWallet {
    presenting: Arc<AtomicBool>,
    for_long: Duration,
}

impl WalletSheet for SlowWallet {
    fn present(&self, _request: &WalletRequest) -> Result<(), WalletError> {
        self.presenting.store(true, Ordering::SeqCst);
        std::thread::sleep(self.for_long);
        self.presenting.store(false, Ordering::SeqCst);
        Ok(())
    }

    fn dismiss(&self, _sheet: &str, _end: SheetEnd) {}
}

/// Counts from now on the panics of the threads of this name.
fn panics_of(name: &'static str) -> Arc<AtomicUsize> {
    let count = Arc::new(AtomicUsize::new(0));
    let (counted, before) = (count.clone(), std::panic::take_hook());
    std::panic::set_hook(Box::new(move |info| {
        if std::thread::current().name() == Some(name) {
            counted.fetch_add(1, Ordering::SeqCst);
        }
        before(info);
    }));
    count
}

#[test]
fn the_folder_is_let_go_after_the_last_task_and_at_once_where_none_is_left() {
    let w = world();
    let folder = w.folder.path().join("phone");
    for _ in 0..5 {
        let phone = w.phone();
        phone.see("anything", |_| Some(()));
        phone.shop.shutdown();
        drop(FolderLock::acquire(&folder).expect("free as soon as the shutdown is over"));
    }

    let panics = panics_of("tradewind-payments");
    let presenting = Arc::new(AtomicBool::new(false));
    let slow = SlowWallet { presenting: presenting.clone(), for_long: Duration::from_secs(5) };
    let config = hosts::config(&w.merchant.base, &folder, "en", "DE");
    let shop = Shop::new(config, hosts::ports(&w.merchant.base, Arc::new(slow))).expect("opens");
    let phone = Phone { shop: Arc::new(shop), wallet: Arc::default() };
    phone.to_review();
    phone.shop.dispatch(Intent::Pay { method: None });
    let end = Instant::now() + Duration::from_secs(20);
    while !presenting.load(Ordering::SeqCst) {
        assert!(Instant::now() < end, "the sheet is shown");
        std::thread::sleep(Duration::from_millis(2));
    }
    phone.shop.shutdown();
    while presenting.load(Ordering::SeqCst) {
        let taken = FolderLock::acquire(&folder);
        if presenting.load(Ordering::SeqCst) {
            assert!(matches!(taken, Err(StoreError::Locked)), "a task that may write is still there");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let end = Instant::now() + Duration::from_secs(20);
    while FolderLock::acquire(&folder).is_err() {
        assert!(Instant::now() < end, "let go with the last task");
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(panics.load(Ordering::SeqCst), 0, "what waits for the runtime finds it");
}
