//! Shows and held prices on phones that are killed, on wires that lose, double, overtake and stall, by clocks that are set: from seeds.
//! No card is early, lost or doubled, no hold is extended or lost; and each wrong timeline and each wrong countdown is found.
#![allow(clippy::print_stdout, reason = "counts are said aloud")]

mod holds;
mod life;
mod line;
mod rng;
mod show;
mod wire;

use holds::Countdown;
use life::{Breach, Met, life};
use line::Mutant;

const SEEDS: u64 = 1_000;

/// How many lives: [`SEEDS`], or what `TRADEWIND_SEEDS` says (`cargo verify --deep` says ten times as many).
fn seeds() -> u64 {
    std::env::var("TRADEWIND_SEEDS").ok().and_then(|text| text.parse().ok()).unwrap_or(SEEDS)
}

#[test]
fn simulation_of_shows_nothing_is_early_lost_or_doubled() {
    let mut all = Met::default();
    for seed in 0..seeds() {
        let met = life(seed, None).unwrap_or_else(|breach| panic!("seed {seed}: {breach:?}"));
        all.told += met.told;
        all.kills += met.kills;
        all.seeks += met.seeks;
        all.drops += met.drops;
        all.asks += met.asks;
        all.ends += met.ends;
    }
    assert!(all.told > 1_000 && all.kills > 100 && all.seeks > 100 && all.drops > 100, "{all:?}");
    assert!(all.asks > 100 && all.ends > 100, "{all:?}");
    println!(
        "count: shows: {} lives, {} cards told, {} kills, {} seeks, {} broken streams, {} asked for anew, {} ends: 0 early, 0 lost, 0 doubled",
        seeds(),
        all.told,
        all.kills,
        all.seeks,
        all.drops,
        all.asks,
        all.ends
    );
}

#[test]
fn simulation_of_shows_finds_each_wrong_timeline() {
    for (mutant, expected) in Mutant::ALL.into_iter().zip([
        &[Breach::Early][..],
        &[Breach::Doubled],
        &[Breach::Lost, Breach::Price],
        &[Breach::Doubled],
        &[Breach::Lost],
        &[Breach::Stuck],
    ]) {
        let found = (0..SEEDS).find_map(|seed| life(seed, Some(mutant)).err().map(|breach| (seed, breach)));
        let (seed, breach) = found.unwrap_or_else(|| panic!("{mutant:?} is not found"));
        assert!(expected.contains(&breach), "{mutant:?} as {breach:?}");
        println!("shows: {mutant:?} found as {breach:?} by seed {seed}");
    }
    println!("count: shows: {} wrong timelines, each found", Mutant::ALL.len());
}

#[test]
fn simulation_of_holds_nothing_is_extended_or_lost() {
    let mut kills = 0;
    for seed in 0..seeds() {
        kills += holds::life(seed, Countdown::Monotonic)
            .unwrap_or_else(|breach| panic!("seed {seed}: {breach:?}"));
    }
    assert!(kills > 100, "{kills}");
    println!("count: held prices: {} lives, {kills} kills: 0 extended, 0 lost", seeds());
}

#[test]
fn simulation_of_holds_finds_each_wrong_countdown() {
    for countdown in [Countdown::Wall, Countdown::RestartForgotten, Countdown::Sleeping] {
        let found =
            (0..SEEDS).find_map(|seed| holds::life(seed, countdown).err().map(|breach| (seed, breach)));
        let (seed, breach) = found.unwrap_or_else(|| panic!("{countdown:?} is not found"));
        println!("held prices: {countdown:?} found as {breach:?} by seed {seed}");
    }
}
