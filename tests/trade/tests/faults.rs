//! The comparison can fail: each fault that is put into the second implementation on purpose is found.

use tradewind_trade::{Rules, quote};
use tradewind_trade_check::cart::{Seed, random, world};
use tradewind_trade_check::{Fault, Second, difference};

/// Within so many carts.
const CARTS: u64 = 5_000;

#[test]
fn each_deliberate_fault_is_found() {
    let world = world();
    let as_of = world.places.iter().map(|place| place.since).max().expect("places");
    let rules = Rules::of(world.places.clone(), Vec::new(), as_of);
    let mut not_found = Vec::new();
    for fault in Fault::ALL {
        let second = Second { places: world.places.clone(), fault: Some(fault) };
        let found = (0..CARTS).any(|seed| {
            let request = random(&world, &mut Seed(seed));
            let quote = quote(&rules, &request).expect("a quote");
            difference(&quote, &second.answer(&request)).is_some()
        });
        if !found {
            not_found.push(fault);
        }
    }
    assert_eq!(not_found, []);
}
