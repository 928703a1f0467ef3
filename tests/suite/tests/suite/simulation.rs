//! The driver on a seeded wire, clock, disk and death, against the real merchant in process. Invariants are looked for on
//! the wire, on the platter and behind the merchant's counter.

#[path = "simulation/disk.rs"]
mod disk;
#[path = "simulation/life.rs"]
mod life;
#[path = "simulation/purchase.rs"]
pub(crate) mod purchase;

use disk::{folder_name, try_open};
use life::{run, run_and_count};
use std::collections::BTreeMap;
use std::path::Path;
use tradewind_suite::mutants::Mutant;
use tradewind_suite::vfs;

const SEEDS: u64 = 1_000;

/// How many lives: [`SEEDS`], or what `TRADEWIND_SEEDS` says (`cargo verify --deep` says ten times as many).
fn seeds() -> u64 {
    std::env::var("TRADEWIND_SEEDS").ok().and_then(|text| text.parse().ok()).unwrap_or(SEEDS)
}

#[test]
fn nothing_is_doubled_and_nothing_is_lost() {
    let (mut doubled, mut lost) = (0, 0);
    let mut met: BTreeMap<&'static str, u64> = BTreeMap::new();
    for seed in 0..seeds() {
        let (breaches, disturbed) = run_and_count(seed, None);
        doubled += u32::from(breaches.doubled);
        lost += u32::from(breaches.lost);
        disturbed.into_iter().for_each(|(name, times)| *met.entry(name).or_default() += times);
        assert!(!breaches.any(), "seed {seed}: {breaches:?}; replay with TRADEWIND_SEED={seed}");
    }
    let all: u64 = met.values().sum();
    println!(
        "count: simulation: {} seeds, {doubled} doubled, {lost} lost; {all} faults of {} kinds met",
        seeds(),
        met.len()
    );
    met.iter().for_each(|(name, times)| println!("simulation: {name}: {times}"));
    // On the wire, and two beside it: a locked vault, a restored copy.
    let kinds = 5 + tradewind_suite::net::LIES.len() + 2;
    assert_eq!(met.len(), kinds, "every kind of fault is met");
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
    for mutant in Mutant::ALL {
        let found = (0..SEEDS).find(|seed| run(*seed, Some(mutant)).any());
        assert!(found.is_some(), "{mutant:?} went unnoticed");
        println!("simulation: {mutant:?} found by seed {}", found.unwrap_or_default());
    }
    println!("count: simulation: {} mutants, each found", Mutant::ALL.len());
}

#[test]
fn a_full_disk_is_said_and_loses_nothing() {
    vfs::register();
    let name = folder_name(0, None);
    let store = try_open(Path::new(&name)).expect("opens");
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
