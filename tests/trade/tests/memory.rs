//! What is kept between orders changes nothing: each order that is weighed with a memory of others comes to what its quote says.

use tradewind_domain::Money;
use tradewind_trade::{
    Amount, Change, Day, Memory, Options, Request, Rules, advise_one, limits, limits_with, quote,
};
use tradewind_trade_check::cart::{Seed, options, random, world_and_more};
use tradewind_trade_check::{carts, only};

/// Carts of a usual run: each has some variants.
const USUAL: u64 = 100_000;
const VARIANTS: u64 = 8;

/// The order with one more change: a line left out, more goods, another price, another quantity, other goods, other delivery by another way,
/// another day, or the same lines again.
fn changed(seed: &mut Seed, request: &Request, options: &Options) -> Request {
    let mut changed = request.clone();
    let at = seed.below(changed.lines.len() as u64) as usize;
    match seed.below(12) {
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
        7 => changed.lines.insert(at, changed.lines[changed.lines.len() - 1].clone()),
        8 => changed.lines.extend(options.more.iter().take(1).cloned()),
        9 => {
            let wait = changed.on.number() + seed.below(90) as i32;
            changed.on = Day::of_number(wait).unwrap_or(changed.on);
        }
        10 => {
            if let Some((delivery, mode)) = options.delivery.first() {
                (changed.delivery, changed.mode) = (*delivery, *mode);
            }
        }
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
        let first = request.clone();
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
            // What was asked of the same memory in between, of a limit or of a whole order, makes no difference.
            let near = limits(&rules, &request).expect("limits");
            assert_eq!(limits_with(&mut memory, &request).expect("limits"), near, "{}", told());
            // Variants of one order, as advice has them, or each of the one before; some of several changes at once.
            let from = if seed % 2 == 0 { &first } else { &request };
            let changes = 1 + numbers.below(3);
            request = (0..changes).fold(from.clone(), |order, _| changed(&mut numbers, &order, &options));
        }
    }
    assert!(only().is_some() || equal > lacking, "{equal} of {} orders have a total", equal + lacking);
}
