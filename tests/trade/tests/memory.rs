//! What is kept between orders changes nothing: each order that is weighed with a memory of others comes to what its quote says.

use tradewind_domain::Money;
use tradewind_trade::{Amount, Change, Memory, Options, Request, Rules, advise_one, quote};
use tradewind_trade_check::cart::{Seed, options, random, world_and_more};
use tradewind_trade_check::{carts, only};

/// Carts of a usual run: each has some variants.
const USUAL: u64 = 100_000;
const VARIANTS: u64 = 8;

/// The order with one more change: a line left out, another price, another quantity, other goods, other delivery, or the same lines again.
fn changed(seed: &mut Seed, request: &Request, options: &Options) -> Request {
    let mut changed = request.clone();
    let at = seed.below(changed.lines.len() as u64) as usize;
    match seed.below(8) {
        0 if changed.lines.len() > 1 => drop(changed.lines.remove(at)),
        1 => changed.lines[at].price.minor = seed.below(40_000) as i64,
        2 => changed.lines[at].quantity = 1 + seed.below(4) as u32,
        3 => changed.delivery.minor = seed.below(4_000) as i64,
        4 if changed.lines.len() < 40 => {
            let again = changed.lines.clone();
            changed.lines.extend(again);
            changed.lines.iter_mut().skip(at).for_each(|line| line.price.minor += 1);
        }
        5 => changed.lines[at].price.minor += 1,
        6 => changed.lines[at].grams = Some(seed.below(3_000) as u32),
        _ => {
            let instead = options.instead.get(at).and_then(|choices| choices.first());
            changed.lines[at] = instead.cloned().unwrap_or_else(|| changed.lines[0].clone());
        }
    }
    changed
}

/// The total of an order as it is weighed: as the plan of a dearer one whose delivery may be had for less.
fn weighed(memory: &mut Memory<'_>, request: &Request) -> Option<Amount> {
    let dear = Money::new(request.delivery.minor + 10_000_000, request.delivery.currency);
    let dearer = Request { delivery: dear, ..request.clone() };
    let delivery = vec![(request.delivery, request.mode)];
    let advice = advise_one(memory, &dearer, &Options { delivery, ..Options::default() });
    let plan = advice.expect("advice").plans.into_iter().next()?;
    assert_eq!((plan.changes.as_slice(), &plan.request), ([Change::Delivery(0)].as_slice(), request));
    Some(plan.total)
}

#[test]
fn an_order_weighed_with_a_memory_of_others_comes_to_its_quote() {
    let world = world_and_more();
    let as_of = world.places.iter().map(|place| place.since).max().expect("places");
    let rules = Rules::of(world.places.clone(), Vec::new(), as_of);
    // Of all carts, so that places, settings, rates and currencies follow each other in it; begun anew before it grows large.
    let mut memory = Memory::of(&rules);
    let (mut equal, mut lacking) = (0, 0);
    for seed in only().map_or(0..carts(USUAL) / 20, |seed| seed..seed + 1) {
        let mut numbers = Seed(seed);
        let mut request = random(&world, &mut numbers);
        let options = options(&world, &mut numbers, &request);
        if seed % 64 == 0 {
            memory = Memory::of(&rules);
        }
        for _ in 0..VARIANTS {
            let quote = quote(&rules, &request).expect("a quote");
            let told = || format!("TRADEWIND_CART={seed} replays it: {request:?}");
            match weighed(&mut memory, &request) {
                Some(total) => {
                    assert_eq!(total, quote.total.amount, "{}", told());
                    equal += 1;
                }
                None => {
                    let lacks = quote.lines.iter().any(|line| line.amount == Amount::NotIncluded);
                    assert!(lacks, "{}", told());
                    lacking += 1;
                }
            }
            request = changed(&mut numbers, &request, &options);
        }
    }
    assert!(only().is_some() || equal > lacking, "{equal} of {} orders have a total", equal + lacking);
}
