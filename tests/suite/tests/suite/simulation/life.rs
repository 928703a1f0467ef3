//! One life of a phone and more: seeded disturbances, deaths, and what a run must not do.

use super::disk::{BASE, approved, folder_name, journalled, key_of, try_open};
use super::purchase::{buy, phone};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tradewind_checkout::attempt::State;
use tradewind_domain::Timestamp;
use tradewind_ports::fakes::{NotingWallet, SeededEntropy, TokioClock};
use tradewind_ports::{Clock as _, MemoryVault, OpenGate, Ports, SilentLog};
use tradewind_storefront::{Config, Fault, Storefront};
use tradewind_suite::mutants::{Mutant, NoDate, WrongWire};
use tradewind_suite::net::Wire;
use tradewind_suite::vfs;

/// What a run must not do.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Breaches {
    pub(super) doubled: bool,
    pub(super) lost: bool,
    pub(super) key_changed: bool,
    pub(super) not_journalled: bool,
    pub(super) crossed: bool,
    pub(super) said_bought_wrongly: bool,
    pub(super) not_settled: bool,
    /// Charged another sum than agreed, and no word of it.
    pub(super) sum_unsaid: bool,
    /// Called declined, and charged under that very key.
    pub(super) called_declined: bool,
}

impl Breaches {
    pub(super) fn any(&self) -> bool {
        *self != Self::default()
    }
}

/// One life of a phone and more: it buys, is killed at seeded moments, comes back, until the purchase is settled.
pub(super) fn run(seed: u64, mutant: Option<Mutant>) -> Breaches {
    run_and_count(seed, mutant).0
}

/// As [`run`], with the disturbances that were met.
pub(super) fn run_and_count(seed: u64, mutant: Option<Mutant>) -> (Breaches, BTreeMap<&'static str, u64>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build();
    runtime.expect("a runtime").block_on(life(seed, mutant))
}

/// What a shop may do of itself in a run: one of these in each.
const DEEDS: &[&str] = &[
    "",
    "",
    "",
    "decline:times=1",
    "refuse-complete:as=402:times=1",
    "refuse-complete:as=200:times=1",
    "silent-complete:times=1",
    "slow-complete:times=1",
    "other-total:as=price:times=1",
    "other-total:as=told:times=1",
    "other-currency:as=books:times=1",
    "three-ds:as=again:times=1",
    "three-ds:as=browser:times=1",
    "same-order-number",
    "put-finished:as=404",
    "put-finished:as=422",
    "put-finished:as=200",
];

/// How far a person sets the phone's clock off, in hours.
const CLOCKS: &[i64] = &[0, 0, 0, 8, -24, 24 * 365 * 5];

async fn life(seed: u64, mutant: Option<Mutant>) -> (Breaches, BTreeMap<&'static str, u64>) {
    let dice = Arc::new(SeededEntropy::new(seed));
    let clock = Arc::new(TokioClock::starting_at(Timestamp(1_795_521_600_000)));
    let mut config = Config::new(BASE);
    let shop_clock = TokioClock::starting_at(clock.now());
    config.clock = Arc::new(move || shop_clock.now().0);
    config.seed = seed;
    let front = Storefront::open(config).expect("the seed catalog is good");
    let wire = Arc::new(Wire::new(front.clone(), Arc::new(SeededEntropy::new(seed ^ 0xA5A5)), 3));
    let deed = DEEDS[usize::try_from(dice.below(DEEDS.len() as u64)).unwrap_or(0)];
    if !deed.is_empty() {
        front.set_fault(Fault::parse(deed).expect("well written"));
    }
    // In a quarter of the runs somebody finishes the session by another door: a browser, a tablet.
    if dice.below(4) == 0 {
        let (front, after) = (front.clone(), Duration::from_millis(dice.below(60_000)));
        tokio::spawn(async move {
            tokio::time::sleep(after).await;
            if let Some(session) = front.sessions().last() {
                front.finish(&session.id);
            }
        });
    }
    let name = folder_name(seed, mutant);
    let folder = Path::new(&name);
    vfs::register();
    vfs::forget(&name);
    if mutant == Some(Mutant::NoSync) {
        vfs::never_sync(&name);
    }
    let wallet = Arc::new(NotingWallet::default());
    let ports = Ports {
        transport: match mutant {
            Some(Mutant::ForeignAnswerAccepted) => Arc::new(WrongWire(wire.clone())),
            Some(Mutant::WallClockEndsSessions) => Arc::new(NoDate(wire.clone())),
            _ => wire.clone(),
        },
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
    let declined: Arc<Mutex<Vec<String>>> = Arc::default();
    for life in 0..12 {
        let off = CLOCKS[usize::try_from(dice.below(CLOCKS.len() as u64)).unwrap_or(0)];
        clock.set_offset_ms(off * 3_600_000);
        if life >= 8 {
            wire.calm_down();
            clock.set_offset_ms(0);
            front.faults().iter().for_each(|fault| front.clear_fault(&fault.name));
        }
        let said = Arc::new(Mutex::new(None));
        let Some(till) = phone(folder, &ports, said.clone(), declined.clone(), mutant) else { break };
        let living = buy(&till, &front, &wallet, &dice);
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

    let made = front.orders();
    let Some((store, known)) = try_open(folder).and_then(|store| Some((store.clone(), store.orders().ok()?)))
    else {
        // What does not read any more is lost.
        vfs::forget(&name);
        return (Breaches { lost: true, ..Breaches::default() }, wire.met());
    };
    let mut bodies: BTreeMap<String, bytes::Bytes> = BTreeMap::new();
    // A declined attempt is followed by another with a key of its own; one key never goes with two bodies.
    let key_changed = wire
        .completes()
        .into_iter()
        .any(|sent| *bodies.entry(sent.key).or_insert_with(|| sent.body.clone()) != sent.body);
    let sum_unsaid = known.iter().any(|mine| {
        let approved = approved(&name, mine.checkout.as_str());
        let booked = made.iter().find(|order| order.checkout == mine.checkout.as_str());
        let same = |minor: i64, currency: &str| {
            booked.is_none_or(|order| order.total == minor && order.currency == currency)
        };
        mine.agreed.is_none() && approved.is_some_and(|(minor, currency)| !same(minor, &currency))
    });
    let breaches = Breaches {
        doubled: made.len() > 1,
        lost: made.iter().any(|order| !known.iter().any(|mine| mine.checkout.as_str() == order.checkout)),
        key_changed,
        not_journalled: not_journalled.load(Ordering::SeqCst),
        crossed: wire.crossed.load(Ordering::SeqCst),
        said_bought_wrongly: told_bought > 0 && made.is_empty(),
        not_settled: store.open_attempt().map_or(true, |open| open.is_some()),
        sum_unsaid,
        called_declined: declined
            .lock()
            .expect("not poisoned")
            .iter()
            .any(|id| key_of(&name, id).is_some_and(|key| made.iter().any(|order| order.key == key))),
    };
    drop(store);
    vfs::forget(&name);
    (breaches, wire.met())
}
