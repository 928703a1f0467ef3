//! Every way to pay, lived through from seeds: nothing is paid twice, nothing is lost, no other sum is paid, nobody is locked out.

use tradewind_payments::Family;
use tradewind_suite::mutants::Mutant;
use tradewind_suite::sim::{Lives, live, live_with, methods};

/// Lives of each method in the normal run.
const SEEDS: u64 = 40;

/// How many lives of each: [`SEEDS`], or ten times as many where `TRADEWIND_SEEDS` is set (`cargo verify --deep`).
fn seeds() -> u64 {
    if std::env::var_os("TRADEWIND_SEEDS").is_some() { 10 * SEEDS } else { SEEDS }
}

#[test]
fn every_way_to_pay_pays_once_and_loses_nothing() {
    let mut all = Lives::default();
    let ways = methods();
    assert!(ways.len() >= 25, "{}", ways.len());
    for (wallet, country, price) in &ways {
        let mut of_this = Lives::default();
        for seed in 0..seeds() {
            let one = live(wallet, country, price, seed);
            assert!(
                !one.is_wrong(),
                "{}: {one:?}; replay with cargo sim --method {} --seed {seed}",
                wallet.id,
                wallet.id
            );
            of_this.add(&one);
        }
        // A life that never ends with an order tries nothing.
        assert!(of_this.bought * 2 > seeds(), "{}: {of_this:?}", wallet.id);
        all.add(&of_this);
    }
    assert!(all.crashes > 0 && all.unknowns > 0 && all.put_aside > 0, "{all:?}");
    println!(
        "count: ways to pay: {} methods, {} lives, {} submits, {} crashes, {} unknown, {} late, {} put aside ({} charged after all); 0 doubled, 0 lost, 0 of another sum, 0 locked out",
        ways.len(),
        ways.len() as u64 * seeds(),
        all.submits,
        all.crashes,
        all.unknowns,
        all.late,
        all.put_aside,
        all.captured_aside,
    );
}

#[test]
fn a_link_that_is_believed_is_found() {
    let is_handed = |family: Family| matches!(family, Family::AppSwitch | Family::Redirect);
    let ways: Vec<_> = methods().into_iter().filter(|(wallet, ..)| is_handed(wallet.family)).collect();
    let wrong = |seed: u64| {
        let mut ways = ways.iter();
        ways.find(|(wallet, country, price)| {
            live_with(wallet, country, price, seed, Some(Mutant::ClaimTrusted)).unmade > 0
        })
    };
    let found = (0..seeds()).find_map(|seed| wrong(seed).map(|(wallet, ..)| (seed, wallet.id)));
    assert!(found.is_some(), "{:?} went unnoticed", Mutant::ClaimTrusted);
    println!("ways to pay: {:?} found by {:?}", Mutant::ClaimTrusted, found.unwrap_or_default());
}

#[test]
fn a_life_is_the_same_from_the_same_seed() {
    // One life in some hundreds has two things happen in the same millisecond.
    for (wallet, country, price) in methods() {
        for seed in 50_000..50_020 {
            let (first, again) = (live(wallet, country, price, seed), live(wallet, country, price, seed));
            assert_eq!(first, again, "{} with seed {seed}", wallet.id);
        }
    }
}
