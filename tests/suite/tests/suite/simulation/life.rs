//! One life of a phone and more: seeded disturbances, deaths, and what a run must not do.

use super::disk::{BASE, Backup, approved, folder_name, journalled, key_of, knows, open_attempt, try_open};
use super::purchase::{buy, phone};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tradewind_domain::{Timestamp, lock};
use tradewind_payments::law::State;
use tradewind_ports::fakes::{NotingWallet, OpeningVault, SeededEntropy, TokioClock};
use tradewind_ports::{Clock as _, MemoryVault, NoFailPoint, Ports, SilentLog, Vault as _};
use tradewind_storefront::{Config, Fault, Storefront};
use tradewind_suite::mutants::{LockedIsEmpty, Mutant, NoDate, WrongWire};
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
    /// Took its own file for another phone's.
    pub(super) changed_hands: bool,
    /// The shop holds a session open that the phone knows nothing of.
    pub(super) orphaned: bool,
    /// A start with ten quiet minutes left an attempt open.
    pub(super) left_open: bool,
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
    "drop-after-commit:path=complete:times=1",
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
    "unstated-total:as=totals",
    "unstated-total:as=currency",
    "unstated-total:as=bare",
];

/// What is in a shop's nature: it does not end when the trouble does.
const NATURE: &str = "unstated-total";

/// How far a person sets the phone's clock off, in hours.
const CLOCKS: &[i64] = &[0, 0, 8, -24, 24 * 365, 24 * 365 * 5];

async fn life(seed: u64, mutant: Option<Mutant>) -> (Breaches, BTreeMap<&'static str, u64>) {
    let dice = Arc::new(SeededEntropy::new(seed));
    let clock = Arc::new(TokioClock::starting_at(Timestamp(1_795_521_600_000)));
    let mut config = Config::new(BASE);
    let shop_clock = TokioClock::starting_at(clock.now());
    config.clock = Arc::new(move || shop_clock.now().0);
    config.seed = seed;
    let front = Storefront::open(config).expect("the seed catalog is good");
    let wire = Arc::new(Wire::new(front.clone(), Arc::new(SeededEntropy::new(seed ^ 0xA5A5)), 3));
    // In a quarter of the runs an older copy of the file comes back beside a payment that the vault alone knows of. For there
    // to be two, the first payment is declined, and lives are as short as a payment.
    let restores = dice.below(4) == 0;
    let deed = match dice.below(DEEDS.len() as u64) {
        _ if restores => "decline:times=1",
        one => DEEDS[usize::try_from(one).unwrap_or(0)],
    };
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
    // In some runs the vault is locked when the phone starts with a payment open.
    let safe = Arc::new(MemoryVault::default());
    let vault = Arc::new(OpeningVault::new(0, safe.clone()));
    let mut locks = dice.below(24) == 0;
    let mut backup = restores.then(|| Backup::of(&name));
    let mut quirks: BTreeMap<&'static str, u64> = BTreeMap::new();
    let ports = Ports {
        transport: match mutant {
            Some(Mutant::ForeignAnswerAccepted) => Arc::new(WrongWire(wire.clone())),
            Some(Mutant::WallClockEndsSessions) => Arc::new(NoDate(wire.clone())),
            _ => wire.clone(),
        },
        clock: clock.clone(),
        entropy: Arc::new(SeededEntropy::new(seed ^ 0x5A5A)),
        vault: match mutant {
            Some(Mutant::LockedIsEmpty) => Arc::new(LockedIsEmpty(vault.clone())),
            _ => vault.clone(),
        },
        wallet: wallet.clone(),
        hand_off: Arc::new(tradewind_ports::NoHandOffs),
        log: Arc::new(SilentLog),
        fail_point: Arc::new(NoFailPoint),
    };
    let not_journalled = Arc::new(AtomicBool::new(false));
    let (of, noted, keys) = (name.clone(), not_journalled.clone(), safe.clone());
    wire.watch(Box::new(move |sent| {
        // The bytes must be on the platter before they leave: looked for in what a power cut would leave.
        if sent.what.ends_with("/complete") && !journalled(&of, &sent.body, &sent.key, &keys) {
            noted.store(true, Ordering::SeqCst);
        }
    }));

    let (mut told_bought, mut left_open, mut restored, mut installs) = (0, false, false, BTreeSet::new());
    let declined: Arc<Mutex<Vec<String>>> = Arc::default();
    for life in 0..12 {
        let off = CLOCKS[usize::try_from(dice.below(CLOCKS.len() as u64)).unwrap_or(0)];
        clock.set_offset_ms(off * 3_600_000);
        // The last lives are quiet, and so is the one after a restore: long enough for anything.
        let quiet = life >= 8 || restored;
        wire.set_calm(quiet);
        if quiet {
            clock.set_offset_ms(0);
            let passing = front.faults().into_iter().filter(|fault| fault.name != NATURE);
            passing.for_each(|fault| front.clear_fault(&fault.name));
        }
        if locks && open_attempt(&name).is_some() {
            vault.lock_for(3);
            *quirks.entry("a vault locked at the start").or_default() += 1;
            locks = false;
        }
        let said = Arc::new(Mutex::new(None));
        // One attempt a start is wrong only where there are two.
        let wrong = mutant.filter(|mutant| restored || *mutant != Mutant::OneAttemptAStart);
        let Some(driver) = phone(folder, &ports, said.clone(), declined.clone(), wrong) else { break };
        installs
            .extend(safe.read("install").ok().flatten().and_then(|id| id.expose_str().map(str::to_owned)));
        let living = buy(&driver, &front, &wallet, &dice, !quiet);
        let span = match backup {
            _ if quiet => 600_000,
            Some(_) if dice.below(2) == 0 => 20 + dice.below(300),
            _ => 20 + dice.below(30_000),
        };
        let settled = tokio::time::timeout(Duration::from_millis(span), living).await;
        wire.forget_in_flight();
        if *lock(&said) == Some(State::Succeeded) {
            told_bought += 1;
        }
        left_open |= quiet && driver.is_pending().unwrap_or(true);
        drop(driver);
        if matches!(settled, Ok(true)) {
            break;
        }
        // Half the deaths are power cuts: what was not synced is gone, or some of it is.
        match dice.below(4) {
            0 => vfs::crash(&name, || false),
            1 => vfs::crash(&name, || dice.below(2) == 0),
            _ => {}
        }
        restored = backup.as_mut().is_some_and(Backup::between_lives);
        if restored {
            backup = None;
            *quirks.entry("an older copy beside an open payment").or_default() += 1;
        }
    }
    // The last word is what a power cut leaves.
    vfs::crash(&name, || false);

    let made = front.orders();
    let Some((store, known)) = try_open(folder).and_then(|store| Some((store.clone(), store.orders().ok()?)))
    else {
        // What does not read any more is lost.
        vfs::forget(&name);
        return (Breaches { lost: true, ..Breaches::default() }, met(&wire, quirks));
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
        called_declined: lock(&declined)
            .iter()
            .any(|id| key_of(&name, id).is_some_and(|key| made.iter().any(|order| order.key == key))),
        changed_hands: installs.len() > 1,
        left_open,
        orphaned: front
            .sessions()
            .iter()
            .any(|one| !["completed", "canceled"].contains(&one.state.as_str()) && !knows(&name, &one.id)),
    };
    drop(store);
    vfs::forget(&name);
    (breaches, met(&wire, quirks))
}

/// Everything that disturbed a run: on the wire, and beside it.
fn met(wire: &Wire, mut quirks: BTreeMap<&'static str, u64>) -> BTreeMap<&'static str, u64> {
    quirks.extend(wire.met());
    quirks
}
