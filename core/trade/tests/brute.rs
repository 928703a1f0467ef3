//! Advice against brute force: random orders of one to twelve lines, and every combination of their changes quoted by itself.

mod common;

use common::*;
use tradewind_domain::{Currency, Money};
use tradewind_trade::row::{Carriage, Incoterm};
use tradewind_trade::{
    Amount, Day, Hs, Line, MAX_ADVISED, MAX_WEIGHED, Options, Request, Rules, advise, quote,
};

const PLACES: [(&str, &str); 9] = [
    ("DE", "EUR"),
    ("FR", "EUR"),
    ("GB", "GBP"),
    ("US", "USD"),
    ("CH", "CHF"),
    ("NO", "NOK"),
    ("JP", "JPY"),
    ("CN", "CNY"),
    ("BR", "BRL"),
];
const CODES: [&str; 10] =
    ["640411", "6404", "691110", "940521", "490199", "610910", "851830", "910211", "3303", "220421"];

fn goods(seed: &mut Seed, currency: Currency) -> Line {
    let price = 100 + seed.below(9_000) as i64;
    let (code, origin) = (seed.one_of(&CODES), seed.one_of(&["VN", "CN", "IT"]));
    let code = if seed.below(12) == 0 { Hs::ANY } else { hs(code) };
    let origin = seed.some(market(origin));
    Line {
        hs: code,
        origin,
        grams: Some(250),
        ..Line::new(Money::new(price, currency), 1 + seed.below(2) as u32)
    }
}

fn order_of(seed: &mut Seed, lines: usize) -> Request {
    let (to, currency) = seed.one_of(&PLACES);
    let currency = Currency::parse(currency).expect("a currency");
    let mode = seed.one_of(&[Carriage::Post, Carriage::Express]);
    let registered = seed.below(2) == 0;
    let on = day("2025-09-01").number() + seed.below(500) as i32;
    Request {
        ship_from: Some(market("CN")),
        mode: seed.some(mode),
        incoterm: if seed.below(4) == 0 { Incoterm::Ddp } else { Incoterm::Dap },
        registered: seed.some(registered),
        tax_included: seed.below(3) == 0,
        year_spent: Some(Money::zero(currency)),
        ..Request::new(
            market(to),
            Day::of_number(on).expect("a day"),
            (0..lines).map(|_| goods(seed, currency)).collect(),
            Money::new(seed.below(3_000) as i64, currency),
        )
    }
}

/// Days up to a last one on which rows of the place begin, or hold no more.
fn days(rules: &Rules, request: &Request, until: Option<Day>) -> Vec<Day> {
    let rows = rules.place(request.to).map(|place| place.rows.as_slice()).unwrap_or_default();
    let mut days: Vec<Day> = Vec::new();
    for row in rows {
        days.extend([Some(row.from), row.until.map(Day::next)].into_iter().flatten());
    }
    days.retain(|day| *day > request.on && until.is_some_and(|until| *day <= until));
    days.sort_unstable();
    days.dedup();
    days
}

/// What may be changed, with no more than [`MAX_WEIGHED`] combinations in all.
fn options_of(rules: &Rules, seed: &mut Seed, request: &Request) -> (Options, usize) {
    let currency = request.delivery.currency;
    let lines = request.lines.len();
    let mut options = Options { instead: vec![Vec::new(); lines], ..Options::default() };
    options.leave_out = lines <= 6 && seed.below(2) == 0;
    let mut all = if options.leave_out { 1 << lines } else { 1 };
    for at in 0..lines {
        // Kept, or left out, or one of these instead.
        let (now, then) = if options.leave_out { (2, 3) } else { (1, 2) };
        if seed.below(3) > 0 && all / now * then <= MAX_WEIGHED {
            all = all / now * then;
            options.instead[at].push(goods(seed, currency));
        }
    }
    for _ in 0..2 {
        if seed.below(2) == 0 && all * 2 <= MAX_WEIGHED {
            all *= 2;
            options.more.push(goods(seed, currency));
        }
    }
    if all * 3 <= MAX_WEIGHED {
        all *= 3;
        let cost = |seed: &mut Seed| Money::new(seed.below(3_000) as i64, currency);
        options.delivery = vec![(cost(seed), Some(Carriage::Post)), (cost(seed), Some(Carriage::Express))];
    }
    let until = Day::of_number(request.on.number() + seed.below(60) as i32).ok();
    let turns = days(rules, request, until).len();
    if all * (turns + 1) <= MAX_WEIGHED {
        all *= turns + 1;
        options.wait_until = until;
    }
    (options, all)
}

/// What each combination saves by the likely amounts, and what it comes to, where it saves anything: the number of a combination says of
/// each change which one it has.
fn brute(rules: &Rules, request: &Request, options: &Options) -> Vec<(i64, (i64, i64, i64))> {
    let before = quote(rules, request).expect("a quote").total.amount.minor().1;
    let mut deliveries = vec![(request.delivery, request.mode)];
    deliveries.extend(options.delivery.iter().copied());
    let mut on = vec![request.on];
    on.extend(days(rules, request, options.wait_until));
    let choices = |at: usize| 1 + options.instead[at].len() + usize::from(options.leave_out);
    let mut all = (deliveries.len() * on.len()) << options.more.len();
    all *= (0..request.lines.len()).map(choices).product::<usize>();
    let goods = |line: &Line| line.price.minor * i64::from(line.quantity);
    let mut saved = Vec::new();
    for mut number in 0..all {
        let mut next = |of: usize| {
            let one = number % of;
            number /= of;
            one
        };
        let (delivery, mode) = deliveries[next(deliveries.len())];
        let on = on[next(on.len())];
        let (mut lines, mut aside) = (Vec::new(), 0);
        for (at, line) in request.lines.iter().enumerate() {
            match next(choices(at)) {
                0 => lines.push(line.clone()),
                choice => match options.instead[at].get(choice - 1) {
                    Some(instead) => lines.push(instead.clone()),
                    None => aside += goods(line),
                },
            }
        }
        for more in options.more.iter().filter(|_| next(2) == 1) {
            aside -= goods(more);
            lines.push(more.clone());
        }
        if lines.is_empty() {
            continue;
        }
        let order = Request { on, delivery, mode, lines, ..request.clone() };
        let quote = quote(rules, &order).expect("a quote");
        // Of an order that leaves something out nobody knows what it saves.
        let lacks = quote.lines.iter().any(|line| line.amount == Amount::NotIncluded);
        let then = quote.total.amount.minor();
        if !lacks && before - then.1 - aside > 0 {
            saved.push((before - then.1 - aside, then));
        }
    }
    saved.sort_unstable();
    saved
}

#[test]
fn advice_is_what_brute_force_finds_for_any_order() {
    let rules = rules();
    let (mut plans, mut longest) = (0, 0);
    for number in 0..48 {
        let mut seed = Seed(number);
        let request = order_of(&mut seed, 1 + number as usize % MAX_ADVISED);
        let (options, all) = options_of(&rules, &mut seed, &request);
        assert!(all <= MAX_WEIGHED, "{all}");
        let advice = advise(&rules, &request, &options).expect("advice");
        assert!(advice.whole, "seed {number}: {} of {all} weighed", advice.weighed);
        let mut found: Vec<_> = advice.plans.iter().map(|plan| (plan.saved, plan.total.minor())).collect();
        found.sort_unstable();
        assert_eq!(found, brute(&rules, &request, &options), "seed {number}: {options:?} of {request:?}");
        plans += found.len();
        longest = longest.max(request.lines.len());
    }
    assert!(plans > 200 && longest == MAX_ADVISED, "{plans} plans");
}
