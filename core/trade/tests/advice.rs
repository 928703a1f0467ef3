//! Advice against brute force, and against the orders that it promises.

mod common;

use common::*;
use tradewind_trade::row::{Carriage, Flag, Flags};
use tradewind_trade::{Change, Line, Memory, Options, Request, Rules, advise, advise_one, quote};

/// Two cheap lines and a dear one to Germany, just above the limit of the relief from duty.
fn cart() -> (Request, Options) {
    let lines =
        vec![line("640411", "89.00 EUR", 1), line("691110", "49.90 EUR", 1), line("940521", "15.00 EUR", 1)];
    let request = Request { registered: Some(true), ..order("DE", "2026-06-20", lines, "12.00 EUR") };
    let options = Options {
        delivery: vec![
            (money("9.00 EUR"), Some(Carriage::Post)),
            (money("30.00 EUR"), Some(Carriage::Express)),
        ],
        instead: vec![vec![line("640411", "80.00 EUR", 1)], vec![], vec![]],
        more: vec![line("4901", "5.00 EUR", 1)],
        leave_out: true,
        wait_until: Some(day("2026-07-10")),
    };
    (request, options)
}

/// Every order that may come out, by nested loops: what is saved, by likely amounts.
fn brute(rules: &Rules, request: &Request, options: &Options) -> Vec<i64> {
    let before = quote(rules, request).expect("a quote").total.amount.minor().1;
    let mut saved = Vec::new();
    let days: Vec<_> = [request.on].into_iter().chain([day("2026-07-01")]).collect();
    let deliveries: Vec<_> =
        [(request.delivery, request.mode)].into_iter().chain(options.delivery.iter().copied()).collect();
    for on in &days {
        for delivery in &deliveries {
            for kept in 0..8_u32 {
                for cheaper in [false, true] {
                    for more in [false, true] {
                        if cheaper && kept & 1 == 0 {
                            continue;
                        }
                        let (mut lines, mut aside) = (Vec::new(), 0);
                        for (at, one) in request.lines.iter().enumerate() {
                            if kept >> at & 1 == 0 {
                                aside += one.price.minor;
                            } else if cheaper && at == 0 {
                                lines.push(options.instead[0][0].clone());
                            } else {
                                lines.push(one.clone());
                            }
                        }
                        if more {
                            lines.push(options.more[0].clone());
                            aside -= options.more[0].price.minor;
                        }
                        if lines.is_empty() {
                            continue;
                        }
                        let (delivery, mode) = *delivery;
                        let order = Request { on: *on, delivery, mode, lines, ..request.clone() };
                        let after = quote(rules, &order).expect("a quote").total.amount.minor().1;
                        saved.push(before - after - aside);
                    }
                }
            }
        }
    }
    saved.retain(|saved| *saved > 0);
    saved.sort_unstable_by_key(|saved| std::cmp::Reverse(*saved));
    saved
}

#[test]
fn advice_is_what_brute_force_finds() {
    let rules = rules();
    let (request, options) = cart();
    let advice = advise(&rules, &request, &options).expect("advice");
    assert!(advice.whole, "{} weighed", advice.weighed);
    let saved: Vec<i64> = advice.plans.iter().map(|plan| plan.saved).collect();
    assert_eq!(saved, brute(&rules, &request, &options));
    assert!(!saved.is_empty());
}

#[test]
fn every_plan_quotes_as_promised_and_none_splits() {
    let rules = rules();
    let (request, options) = cart();
    let advice = advise(&rules, &request, &options).expect("advice");
    for plan in &advice.plans {
        let quote = quote(&rules, &plan.request).expect("a quote");
        assert_eq!(quote.total.amount, plan.total);
        let left = plan.changes.iter().filter(|change| matches!(change, Change::LeaveOut(_))).count();
        let more = plan.changes.iter().filter(|change| matches!(change, Change::More(_))).count();
        assert_eq!(
            plan.request.lines.len(),
            request.lines.len() - left + more,
            "one order, nothing sent beside it"
        );
    }
    assert!(!advice.as_one.is_empty(), "what is left out and bought apart counts as one: the row says so");
}

#[test]
fn plans_of_one_change_are_those_of_all_plans_that_have_one() {
    let rules = rules();
    let (request, options) = cart();
    let mut wanted = advise(&rules, &request, &options).expect("advice").plans;
    wanted.retain(|plan| plan.changes.len() == 1);
    assert!(!wanted.is_empty());
    assert_eq!(advise_one(&mut Memory::of(&rules), &request, &options).expect("advice").plans, wanted);
}

#[test]
fn waiting_is_weighed_only_until_the_day_allowed() {
    let rules = rules();
    let (request, options) = cart();
    let waits = |options: &Options| {
        let advice = advise(&rules, &request, options).expect("advice");
        let changes = advice.plans.iter().flat_map(|plan| plan.changes.clone());
        changes.filter(|change| matches!(change, Change::Wait(_))).count()
    };
    assert_eq!(waits(&Options { wait_until: None, ..options.clone() }), 0);
    assert_eq!(waits(&Options { wait_until: Some(day("2026-06-30")), ..options }), 0);
}

#[test]
fn no_more_than_so_many_are_weighed() {
    let rules = rules();
    let lines = vec![line("640411", "20.00 EUR", 1); 12];
    let request = order("DE", "2026-06-20", lines, "12.00 EUR");
    let options = Options { leave_out: true, ..Options::default() };
    let advice = advise(&rules, &request, &options).expect("advice");
    assert_eq!((advice.weighed, advice.whole), (tradewind_trade::MAX_WEIGHED, false));
    let many = Request { lines: vec![line("640411", "20.00 EUR", 1); 13], ..request };
    let advice = advise(&rules, &many, &options).expect("advice");
    assert_eq!((advice.weighed, advice.whole), (13, false), "of more lines each change by itself");
    assert!(advice.plans.iter().all(|plan| plan.changes.len() == 1));
}

/// A long order: lines of many kinds, some of perfume, some of which little is known.
fn long(rules_to: &str, currency: &str) -> (Request, Options) {
    let codes = ["640411", "691110", "9405", "910211", "490199", "62", "610910", "851830", "3303", "420221"];
    let made = |at: usize| {
        let code = codes[at % codes.len()];
        let flags = if code == "3303" { Flags::default().with(Flag::Perfume) } else { Flags::default() };
        let price = format!("{}.{:02} {currency}", 3 + at % 17, at % 100);
        let origin = ["CN", "VN", "IT"].get(at % 4).map(|origin| market(origin));
        Line {
            origin,
            flags,
            grams: (!at.is_multiple_of(3)).then_some(250),
            ..line(code, &price, 1 + at as u32 % 3)
        }
    };
    let lines = (0..100).map(made).collect();
    let request = order(rules_to, "2026-06-20", lines, &format!("12.00 {currency}"));
    let delivery = vec![(money(&format!("9.00 {currency}")), Some(Carriage::Post)), (request.delivery, None)];
    let options = Options {
        delivery,
        instead: (0..100).map(|at| vec![made(at + 1)]).collect(),
        leave_out: true,
        wait_until: Some(day("2027-12-31")),
        ..Options::default()
    };
    (request, options)
}

/// What is kept between variants changes nothing: each comes to what its quote says, by unknown and known sellers, with tax in the prices.
#[test]
fn a_long_order_is_weighed_change_by_change_and_each_comes_to_its_quote() {
    let rules = rules();
    for (to, currency, registered, tax_included) in [
        ("DE", "EUR", Some(true), true),
        ("DE", "EUR", None, true),
        ("GB", "GBP", Some(false), false),
        ("CH", "CHF", None, false),
        ("NO", "NOK", Some(true), false),
        ("US", "USD", Some(false), false),
    ] {
        let (request, options) = long(to, currency);
        let request = Request { registered, tax_included, ..request };
        let advice = advise(&rules, &request, &options).expect("advice");
        assert!(!advice.whole, "changes of two lines together are not weighed");
        assert!(advice.weighed >= 202 && !advice.plans.is_empty(), "{to}: {} weighed", advice.weighed);
        let before = quote(&rules, &request).expect("a quote").total.amount.minor().1;
        for plan in &advice.plans {
            let quote = quote(&rules, &plan.request).expect("a quote");
            assert_eq!(quote.total.amount, plan.total, "{to}: {:?}", plan.changes);
            let left = match plan.changes.as_slice() {
                [Change::LeaveOut(at)] => {
                    request.lines[*at].price.minor * i64::from(request.lines[*at].quantity)
                }
                [_] => 0,
                other => panic!("{other:?}"),
            };
            assert_eq!(plan.saved, before - plan.total.minor().1 - left, "{to}: {:?}", plan.changes);
        }
    }
}
