//! The journal's disk: full while a payment is out, and free of a credential that has no more use.

use crate::person_shop::holds;
use crate::simulation::purchase::draft;
use serde_json::Map;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tradewind_commerce::Credential;
use tradewind_connector_ucp::UcpEngine;
use tradewind_domain::{Code, Timestamp, WebUrl, lock};
use tradewind_payments::law::State;
use tradewind_payments::wallets::sandbox;
use tradewind_payments::{Driver, PayRequest, PaymentEvent, Prepared, Wallets};
use tradewind_person::{PersonStore, StoreOptions};
use tradewind_ports::fakes::{NotingWallet, SeededEntropy, TokioClock};
use tradewind_ports::{Clock, MemoryVault, NoFailPoint, Ports, Secret, SilentLog};
use tradewind_storefront::{Config, Fault, Storefront};
use tradewind_suite::net::Wire;
use tradewind_suite::paying::request_of;
use tradewind_suite::vfs;

const BASE: &str = "http://127.0.0.1:1";

/// The disk fills up while the answer is on its way: said as that, nothing lost, and gone on with once there is room.
#[test]
fn a_full_disk_while_paying_is_said_and_the_payment_goes_on() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build();
    runtime.expect("a runtime").block_on(async {
        vfs::register();
        let name = "/full-while-paying";
        vfs::forget(name);
        let clock = Arc::new(TokioClock::starting_at(Timestamp(1_795_521_600_000)));
        let mut config = Config::new(BASE);
        let shop_clock = clock.clone();
        config.clock = Arc::new(move || shop_clock.now().0);
        let front = Storefront::open(config).expect("the seed catalog is good");
        let wire = Arc::new(Wire::new(front.clone(), Arc::new(SeededEntropy::new(1)), 0));
        wire.watch(Box::new(move |sent| {
            if sent.what.ends_with("/complete") {
                vfs::set_full(Some(name));
            }
        }));
        let ports = Ports {
            transport: wire.clone(),
            clock,
            entropy: Arc::new(SeededEntropy::new(2)),
            vault: Arc::new(MemoryVault::default()),
            wallet: Arc::new(NotingWallet::default()),
            hand_off: Arc::new(tradewind_ports::NoHandOffs),
            log: Arc::new(SilentLog),
            fail_point: Arc::new(NoFailPoint),
        };
        let options = StoreOptions { vfs: Some(vfs::NAME.to_owned()) };
        let store = PersonStore::open(Path::new(name), BASE, &options, Arc::new(NoFailPoint)).expect("opens");
        let url = |text: &str| WebUrl::parse(text).expect("loopback");
        let merchant = UcpEngine::new(url(BASE), url("http://127.0.0.1:2/profile"), ports.clone());
        let wallets = Wallets::all();
        let stuck = Arc::new(Mutex::new(Vec::new()));
        let noted = stuck.clone();
        let tell = move |event| {
            if let PaymentEvent::Stuck(code) = event {
                lock(&noted).push(code);
            }
        };
        let driver = Driver::new(
            store.clone(),
            Arc::new(merchant),
            ports,
            wallets,
            Box::new(|| tradewind_domain::Language::parse("en").expect("a tag")),
            Box::new(tell),
        );
        let opened = driver.prepare(&draft(), None).await.expect("opens");
        let Prepared::Open(checkout) = opened else { unreachable!("nothing is bought yet") };
        let paid = checkout.id.clone();
        let credential = Credential {
            handler: sandbox::WALLET.handler.into(),
            instrument: None,
            kind: "token".into(),
            token: Secret::new("sandbox_ok"),
            more: Map::new(),
        };
        let request = PayRequest { credential: Some(credential), ..request_of(&checkout) };
        let room = async {
            tokio::time::sleep(Duration::from_secs(30)).await;
            assert_eq!(*lock(&stuck), [Code::DiskFull], "said, and said once");
            assert_eq!(front.orders().len(), 1, "it was paid");
            store.open_attempt().expect("reads").expect("the journal has it");
            vfs::set_full(None);
        };
        // It goes on by itself as soon as there is room.
        tokio::join!(driver.pay(request), room).0.expect("settles");
        assert!(store.open_attempt().expect("reads").is_none());
        let orders = store.orders().expect("reads");
        assert_eq!((orders.len(), &orders[0].checkout), (1, &paid));
        assert_eq!(front.orders().len(), 1);
        assert_eq!(wire.completes().len(), 1, "paid once");
        vfs::forget(name);
    });
}

/// Unknown never sends again: its credential is gone from the disk the moment it is entered.
#[test]
fn a_credential_does_not_outlive_its_use() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build();
    runtime.expect("a runtime").block_on(async {
        let folder = tempfile::tempdir().expect("a folder");
        let clock = Arc::new(TokioClock::starting_at(Timestamp(1_795_521_600_000)));
        let mut config = Config::new(BASE);
        let shop_clock = clock.clone();
        config.clock = Arc::new(move || shop_clock.now().0);
        let front = Storefront::open(config).expect("the seed catalog is good");
        front.set_fault(Fault::parse("5xx:path=/complete").expect("well written"));
        let ports = Ports {
            transport: Arc::new(Wire::new(front.clone(), Arc::new(SeededEntropy::new(1)), 0)),
            clock,
            entropy: Arc::new(SeededEntropy::new(2)),
            vault: Arc::new(MemoryVault::default()),
            wallet: Arc::new(NotingWallet::default()),
            hand_off: Arc::new(tradewind_ports::NoHandOffs),
            log: Arc::new(SilentLog),
            fail_point: Arc::new(NoFailPoint),
        };
        let store = PersonStore::open(folder.path(), BASE, &StoreOptions::default(), Arc::new(NoFailPoint))
            .expect("opens");
        let url = |text: &str| WebUrl::parse(text).expect("loopback");
        let merchant = UcpEngine::new(url(BASE), url("http://127.0.0.1:2/profile"), ports.clone());
        let seen_on_disk: Arc<Mutex<Vec<(State, bool)>>> = Arc::default();
        let (noted, of) = (seen_on_disk.clone(), folder.path().to_owned());
        let tell = move |event| {
            if let PaymentEvent::Payment(view) = event {
                lock(&noted).push((view.state, holds(&of, &["sandbox_secret"]).is_some()));
            }
        };
        let wallets = Wallets::all();
        let driver = Driver::new(
            store,
            Arc::new(merchant),
            ports,
            wallets,
            Box::new(|| tradewind_domain::Language::parse("en").expect("a tag")),
            Box::new(tell),
        );
        let opened = driver.prepare(&draft(), None).await.expect("opens");
        let Prepared::Open(checkout) = opened else { unreachable!("nothing is bought yet") };
        let credential = Credential {
            handler: sandbox::WALLET.handler.into(),
            instrument: None,
            kind: "token".into(),
            token: Secret::new("sandbox_secret"),
            more: Map::new(),
        };
        let request = PayRequest { credential: Some(credential), ..request_of(&checkout) };
        let _ = tokio::time::timeout(Duration::from_secs(600), driver.pay(request)).await;
        let seen = lock(&seen_on_disk).clone();
        assert!(
            seen.contains(&(State::Sending, true)),
            "it is in the journal while it may be sent: {seen:?}"
        );
        assert!(seen.contains(&(State::Unknown, false)), "{seen:?}");
        assert!(!seen.contains(&(State::Unknown, true)), "{seen:?}");
    });
}
