//! Random carts, computed twice: the same lines, the same total. `TRADEWIND_CARTS` says how many, `TRADEWIND_CART` replays one seed.

use std::collections::BTreeSet;
use tradewind_trade::row::{Place, Row, Rule};
use tradewind_trade::{Request, Rules, quote};
use tradewind_trade_check::cart::{Seed, World, at_every_turn, random, world_and_more};
use tradewind_trade_check::{Second, carts, difference, only, shrunk};

/// Carts of a usual run.
const USUAL: u64 = 100_000;

struct Both {
    world: World,
    rules: Rules,
    second: Second,
}

impl Both {
    fn new() -> Self {
        let world = world_and_more();
        let as_of = world.places.iter().map(|place| place.since).max().expect("places");
        let rules = Rules::of(world.places.clone(), Vec::new(), as_of);
        let second = Second { places: world.places.clone(), fault: None };
        Self { world, rules, second }
    }

    /// What differs, if anything; an order that one of both refuses differs too.
    fn difference(&self, request: &Request) -> Option<String> {
        match quote(&self.rules, request) {
            Ok(quote) => difference(&quote, &self.second.answer(request)),
            Err(error) => Some(error.to_string()),
        }
    }

    fn hold(&self, request: &Request, from: &str) {
        let Some(found) = self.difference(request) else { return };
        let least = shrunk(request, |smaller| self.difference(smaller).is_some());
        let told = self.difference(&least).unwrap_or_default();
        assert!(found.is_empty(), "{from}: on {} {least:#?}\n{told}", least.on);
    }
}

#[test]
fn both_compute_the_same_from_every_seed() {
    let both = Both::new();
    let seeds = only().map_or(0..carts(USUAL), |seed| seed..seed + 1);
    for seed in seeds {
        let request = random(&both.world, &mut Seed(seed));
        both.hold(&request, &format!("TRADEWIND_CART={seed} replays it"));
    }
}

#[test]
fn both_compute_the_same_on_the_days_around_every_turn() {
    let both = Both::new();
    for (number, request) in at_every_turn(&both.world).into_iter().enumerate() {
        both.hold(&request, &format!("turn {number}"));
    }
}

/// Rows that a line of a quote may name.
fn may_be_named(place: &Place) -> impl Iterator<Item = &Row> {
    let named = |row: &&Row| {
        matches!(row.rule, Rule::Rate(_) | Rule::Relief { .. } | Rule::Flat { .. } | Rule::Fee(_))
    };
    place.rows.iter().filter(named)
}

/// Whether carts get everywhere: of the rows that a quote may name, all but a few are named within the first carts.
#[test]
fn carts_come_upon_nearly_every_row() {
    let both = Both::new();
    let mut named = BTreeSet::new();
    for seed in 0..40_000 {
        let answer = both.second.answer(&random(&both.world, &mut Seed(seed)));
        named.extend(answer.lines.into_iter().filter_map(|line| line.rule));
    }
    let all: Vec<&Row> = both.world.places.iter().flat_map(may_be_named).collect();
    let missed: Vec<&str> = all.iter().map(|row| row.id.as_str()).filter(|id| !named.contains(*id)).collect();
    assert!(missed.len() * 20 < all.len(), "{} of {} rows: {missed:?}", missed.len(), all.len());
}
