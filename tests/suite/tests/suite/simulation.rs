//! The till on a seeded wire, clock, disk and death, against the real merchant in process. Invariants are looked for on
//! the wire, on the platter and behind the merchant's counter.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tradewind_checkout::attempt::State;
use tradewind_checkout::merchant::{CheckoutDraft, CheckoutStatus, DraftLine};
use tradewind_checkout::quote::{SANDBOX_WALLET, total};
use tradewind_checkout::ucp::UcpMerchant;
use tradewind_checkout::{Mutant, PayRequest, PersonStore, StoreOptions, Till, TillEvent};
use tradewind_domain::{Buyer, Currency, ItemId, Language, Market, Quantity, Timestamp, WebUrl};
use tradewind_ports::fakes::{NotingWallet, SeededEntropy, TokioClock};
use tradewind_ports::{Clock, MemoryVault, OpenGate, Ports, Secret, SilentLog, WalletAnswer, WalletWords};
use tradewind_storefront::{Config, Fault, Storefront};
use tradewind_suite::net::Wire;
use tradewind_suite::vfs;

const SEEDS: u64 = 1_000;

/// How many lives: [`SEEDS`], or what `TRADEWIND_SEEDS` says (`cargo verify --deep` says ten times as many).
fn seeds() -> u64 {
    std::env::var("TRADEWIND_SEEDS").ok().and_then(|text| text.parse().ok()).unwrap_or(SEEDS)
}
const BASE: &str = "http://127.0.0.1:1";

/// What a run must not do.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Breaches {
    doubled: bool,
    lost: bool,
    key_changed: bool,
    not_journalled: bool,
    crossed: bool,
    said_bought_wrongly: bool,
    not_settled: bool,
}

impl Breaches {
    fn any(&self) -> bool {
        *self != Self::default()
    }
}

/// One life of a phone and more: it buys, is killed at seeded moments, comes back, until the purchase is settled.
fn run(seed: u64, mutant: Option<Mutant>) -> Breaches {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build();
    runtime.expect("a runtime").block_on(life(seed, mutant))
}

async fn life(seed: u64, mutant: Option<Mutant>) -> Breaches {
    let dice = Arc::new(SeededEntropy::new(seed));
    let clock = Arc::new(TokioClock::starting_at(Timestamp(1_795_521_600_000)));
    let mut config = Config::new(BASE);
    let shop_clock = clock.clone();
    config.clock = Arc::new(move || shop_clock.now().0);
    config.seed = seed;
    let front = Storefront::open(config).expect("the seed catalog is good");
    let wire = Arc::new(Wire::new(front.clone(), Arc::new(SeededEntropy::new(seed ^ 0xA5A5)), 3));
    if dice.below(4) == 0 {
        front.set_fault(Fault::parse("decline:times=1").expect("well written"));
    }
    let name = folder_name(seed, mutant);
    let folder = Path::new(&name);
    vfs::register();
    vfs::forget(&name);
    let wallet = Arc::new(NotingWallet::default());
    let ports = Ports {
        transport: wire.clone(),
        clock: clock.clone(),
        entropy: Arc::new(SeededEntropy::new(seed ^ 0x5A5A)),
        vault: Arc::new(MemoryVault::default()),
        wallet: wallet.clone(),
        log: Arc::new(SilentLog),
        gate: Arc::new(OpenGate),
    };
    let not_journalled = Arc::new(AtomicBool::new(false));
    let (of, noted) = (name.clone(), not_journalled.clone());
    wire.watch(Box::new(move |sent| {
        // The bytes must be on the platter before they leave: looked for in what a power cut would leave.
        if sent.what.ends_with("/complete") && !journalled(&of, &sent.body, &sent.key) {
            noted.store(true, Ordering::SeqCst);
        }
    }));

    let mut told_bought = 0;
    for life in 0..12 {
        if life >= 8 {
            wire.calm_down();
        }
        let said = Arc::new(Mutex::new(None));
        let till = phone(folder, &ports, said.clone(), mutant);
        let living = buy(&till, &wallet, &dice);
        // Most lives end early; the last ones are long enough for anything.
        let span = if life >= 8 { 600_000 } else { 20 + dice.below(30_000) };
        let settled = tokio::time::timeout(Duration::from_millis(span), living).await;
        wire.forget_in_flight();
        if *said.lock().expect("not poisoned") == Some(State::Succeeded) {
            told_bought += 1;
        }
        drop(till);
        if matches!(settled, Ok(true)) {
            break;
        }
        // Half the deaths are power cuts: what was not synced is gone, or some of it is.
        match dice.below(4) {
            0 => vfs::crash(&name, || false),
            1 => vfs::crash(&name, || dice.below(2) == 0),
            _ => {}
        }
    }
    // The last word is what a power cut leaves.
    vfs::crash(&name, || false);

    let store = open(folder);
    let known = store.orders().expect("reads");
    let made = front.orders();
    let mut bodies: BTreeMap<String, bytes::Bytes> = BTreeMap::new();
    // A declined attempt is followed by another with a key of its own; one key never goes with two bodies.
    let key_changed = wire
        .completes()
        .into_iter()
        .any(|sent| *bodies.entry(sent.key).or_insert_with(|| sent.body.clone()) != sent.body);
    let breaches = Breaches {
        doubled: made.len() > 1,
        lost: made.iter().any(|order| !known.iter().any(|mine| mine.id.as_str() == order.id)),
        key_changed,
        not_journalled: not_journalled.load(Ordering::SeqCst),
        crossed: wire.crossed.load(Ordering::SeqCst),
        said_bought_wrongly: told_bought > 0 && made.is_empty(),
        not_settled: store.open_attempt().expect("reads").is_some(),
    };
    drop(store);
    vfs::forget(&name);
    breaches
}

/// A folder on the simulated disk; tests run side by side, so each run has its own.
fn folder_name(seed: u64, mutant: Option<Mutant>) -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    format!("/sim-{}-{seed}-{mutant:?}", NEXT.fetch_add(1, Ordering::SeqCst))
}

fn journalled(folder: &str, body: &[u8], key: &str) -> bool {
    let copy = format!("{folder}-platter");
    vfs::durable_copy(folder, &copy);
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE;
    let path = format!("{copy}/person.sqlite");
    let found = rusqlite::Connection::open_with_flags_and_vfs(&path, flags, vfs::NAME).and_then(|db| {
        let sql = "SELECT count(*) FROM attempt WHERE body = ?1 AND key = ?2 AND sends > 0";
        db.query_row(sql, rusqlite::params![body, key], |row| row.get::<_, i64>(0))
    });
    vfs::forget(&copy);
    found.is_ok_and(|count| count == 1)
}

fn open(folder: &Path) -> PersonStore {
    let options = StoreOptions { vfs: Some(vfs::NAME.to_owned()) };
    PersonStore::open(folder, BASE, &options, Arc::new(OpenGate)).expect("opens")
}

fn phone(folder: &Path, ports: &Ports, said: Arc<Mutex<Option<State>>>, mutant: Option<Mutant>) -> Till {
    let url = |text: &str| WebUrl::parse(text).expect("loopback");
    let merchant = UcpMerchant::new(url(BASE), url("http://127.0.0.1:2/profile"), ports.clone());
    let till = Till::new(
        open(folder),
        Arc::new(merchant),
        ports.clone(),
        vec![SANDBOX_WALLET.to_owned()],
        Box::new(move |event| {
            if let TillEvent::Payment(view) = event {
                *said.lock().expect("not poisoned") = Some(view.state);
            }
        }),
    );
    till.set_mutant(mutant);
    till
}

/// Takes up what is open, then buys if nothing was bought yet. Says whether the purchase is over.
async fn buy(till: &Till, wallet: &NotingWallet, dice: &SeededEntropy) -> bool {
    if till.resume().await.is_err() || till.is_pending().unwrap_or(true) {
        return false;
    }
    for _ in 0..6 {
        if bought(till) {
            return true;
        }
        let Ok(checkout) = till.prepare(&draft()).await else {
            tokio::time::sleep(Duration::from_secs(1)).await;
            continue;
        };
        let Some(seen) = total(&checkout).filter(|_| checkout.status == CheckoutStatus::ReadyForComplete)
        else {
            continue;
        };
        let request = PayRequest {
            seen,
            payee: "Seed".into(),
            lines: Vec::new(),
            amount_text: String::new(),
            words: WalletWords::default(),
            credential: None,
            purchase: None,
        };
        let shown = wallet.shown().len();
        let silent = dice.below(8) == 0;
        let answering = async {
            loop {
                tokio::time::sleep(Duration::from_millis(20)).await;
                if let Some(sheet) = wallet.shown().get(shown) {
                    if !silent {
                        let token = Secret::new("sandbox_ok");
                        let answer = WalletAnswer::Approved { credential_type: "token".into(), token };
                        till.wallet_answered(sheet.sheet.clone(), answer);
                    }
                    return std::future::pending::<()>().await;
                }
            }
        };
        tokio::select! {
            _ = till.pay(request) => {}
            () = answering => {}
        }
    }
    bought(till)
}

/// Nothing is in progress and the order is known: read from the file, not from memory.
fn bought(till: &Till) -> bool {
    till.checkout().ok().flatten().is_none()
        && !till.is_pending().unwrap_or(true)
        && till.has_orders().unwrap_or(false)
}

fn draft() -> CheckoutDraft {
    let mut buyer = Buyer { email: "noor@example.com".into(), ..Buyer::default() };
    buyer.address.street_address = "Lange Straße 1".into();
    buyer.address.address_country = "DE".into();
    CheckoutDraft {
        lines: vec![DraftLine { item: ItemId::parse("mug-indigo").expect("an id"), quantity: Quantity::ONE }],
        buyer,
        discount_codes: Vec::new(),
        selected_option: None,
        market: Market::parse("DE").expect("DE"),
        language: Language::parse("de").expect("de"),
        currency: Currency::EUR,
    }
}

#[test]
fn nothing_is_doubled_and_nothing_is_lost() {
    let (mut doubled, mut lost) = (0, 0);
    let seeds = seeds();
    for seed in 0..seeds {
        let breaches = run(seed, None);
        doubled += u32::from(breaches.doubled);
        lost += u32::from(breaches.lost);
        assert!(!breaches.any(), "seed {seed}: {breaches:?}; replay with TRADEWIND_SEED={seed}");
    }
    println!("simulation: {seeds} seeds, {doubled} doubled, {lost} lost");
}

#[test]
fn one_seed_can_be_replayed() {
    let seed = std::env::var("TRADEWIND_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    let (first, again) = (run(seed, None), run(seed, None));
    assert_eq!(first, again);
    assert!(!first.any(), "seed {seed}: {first:?}");
}

#[test]
fn each_mutant_is_found() {
    for mutant in [Mutant::NewKeyOnRetry, Mutant::JournalAfterSend, Mutant::ResendWhileInFlight] {
        let found = (0..SEEDS).find(|seed| run(*seed, Some(mutant)).any());
        assert!(found.is_some(), "{mutant:?} went unnoticed");
        println!("simulation: {mutant:?} found by seed {}", found.unwrap_or_default());
    }
}

#[test]
fn a_full_disk_is_said_and_loses_nothing() {
    vfs::register();
    let name = folder_name(0, None);
    let store = open(Path::new(&name));
    store.save_setting("kept", "yes").expect("there is room");
    vfs::set_full(Some(&name));
    let big = "x".repeat(100_000);
    let refused = store.save_setting("big", &big).err().map(|error| error.code());
    vfs::set_full(None);
    assert_eq!(refused, Some(tradewind_domain::Code::DiskFull));
    assert_eq!(store.setting("kept").expect("reads").as_deref(), Some("yes"));
    store.save_setting("big", &big).expect("there is room again");
    drop(store);
    vfs::forget(&name);
}
