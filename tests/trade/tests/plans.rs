//! Plans of advice, computed anew by the second implementation: each comes to what it promises, and none splits the consignment.

use tradewind_domain::TotalKind;
use tradewind_trade::{Change, Line, Options, Plan, Request, Rules, advise};
use tradewind_trade_check::cart::{Seed, options, random, world_and_more};
use tradewind_trade_check::{Answer, Second, carts, only};

/// Carts of a usual run: each has many plans.
const USUAL: u64 = 100_000;

/// The order with the changes of a plan; the lines of one order, in their order.
fn changed(request: &Request, options: &Options, changes: &[Change]) -> Request {
    let mut changed = request.clone();
    let mut lines: Vec<Option<Line>> = request.lines.iter().cloned().map(Some).collect();
    for change in changes {
        match change {
            Change::Delivery(at) => (changed.delivery, changed.mode) = options.delivery[*at],
            Change::Instead { line, choice } => lines[*line] = Some(options.instead[*line][*choice].clone()),
            Change::LeaveOut(line) => lines[*line] = None,
            Change::More(at) => lines.push(Some(options.more[*at].clone())),
            Change::Wait(day) => changed.on = *day,
        }
    }
    changed.lines = lines.into_iter().flatten().collect();
    changed
}

/// The prices of goods in a quote's currency.
fn goods(second: &Second, request: &Request, line: &Line) -> i64 {
    let alone = second.answer(&Request { lines: vec![line.clone()], ..request.clone() });
    let goods = alone.lines.iter().filter(|line| line.kind == TotalKind::Subtotal);
    goods.filter_map(|line| line.amount).map(|(_, likely, _)| likely).sum()
}

fn hold(second: &Second, (request, options): (&Request, &Options), before: &Answer, plan: &Plan, seed: u64) {
    let told = format!("TRADEWIND_CART={seed} replays it: {:?} of {request:?}", plan.changes);
    assert_eq!(
        plan.request,
        changed(request, options, &plan.changes),
        "one order with these changes: {told}"
    );
    assert_eq!((plan.request.to, plan.request.ship_from), (request.to, request.ship_from), "{told}");
    let after = second.answer(&plan.request);
    assert_eq!(plan.total.minor(), after.total, "{told}");
    let mut aside = 0;
    for change in &plan.changes {
        match change {
            Change::LeaveOut(at) => aside += goods(second, request, &request.lines[*at]),
            Change::More(at) => aside -= goods(second, request, &options.more[*at]),
            _ => {}
        }
    }
    assert_eq!(plan.saved, before.total.1 - after.total.1 - aside, "{told}");
    assert_eq!(plan.sure, before.total.0 - after.total.2 - aside > 0, "{told}");
    assert!(plan.saved > 0 && after.lines.iter().all(|line| line.amount.is_some()), "{told}");
}

#[test]
fn every_plan_comes_to_what_it_promises() {
    let world = world_and_more();
    let as_of = world.places.iter().map(|place| place.since).max().expect("places");
    let rules = Rules::of(world.places.clone(), Vec::new(), as_of);
    let second = Second { places: world.places.clone(), fault: None };
    let mut plans = 0;
    let seeds = only().map_or(0..carts(USUAL) / 10, |seed| seed..seed + 1);
    for seed in seeds.clone() {
        let mut numbers = Seed(seed);
        let request = random(&world, &mut numbers);
        let options = options(&world, &mut numbers, &request);
        let advice = advise(&rules, &request, &options).expect("advice");
        let before = second.answer(&request);
        for plan in &advice.plans {
            hold(&second, (&request, &options), &before, plan, seed);
            plans += 1;
        }
        let rises = advice.plans.windows(2).any(|pair| pair[0].saved < pair[1].saved);
        assert!(!rises, "the one that saves most stands first: seed {seed}");
    }
    assert!(only().is_some() || plans > seeds.end, "{plans} plans of {} carts", seeds.end);
}
