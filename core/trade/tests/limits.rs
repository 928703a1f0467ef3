//! How far an order is from the values up to which nothing is charged.

mod common;

use common::{day, market, rules};
use tradewind_domain::Money;
use tradewind_trade::row::Charge;
use tradewind_trade::row::Rule;
use tradewind_trade::{
    ExchangeRate, Line, Memory, Options, Request, Rules, advise_one, limits, limits_with, year_counted,
    year_limit, year_quota,
};

fn eur(minor: i64) -> Money {
    Money::new(minor, tradewind_domain::Currency::EUR)
}

fn request(to: &str, on: &str, price: Money) -> Request {
    let line = Line::new(price, 1);
    Request {
        ship_from: Some(market("JP")),
        ..Request::new(market(to), day(on), vec![line], Money::zero(price.currency))
    }
}

#[test]
fn the_limit_of_duty_in_the_european_union_ends_with_june_2026() {
    let rules = rules();
    let before = request("DE", "2026-06-30", eur(14_690));
    let found = limits(&rules, &before).expect("computes");
    let duty = found.iter().find(|limit| limit.of.contains(&Charge::Duty)).expect("a limit");
    assert_eq!((duty.bound, duty.reached, duty.kept), (eur(15_000), eur(14_690), true));
    let above = request("DE", "2026-06-30", eur(15_001));
    let found = limits(&rules, &above).expect("computes");
    assert!(found.iter().any(|limit| limit.of.contains(&Charge::Duty) && !limit.kept));
    let after = request("DE", "2026-07-01", eur(14_690));
    let found = limits(&rules, &after).expect("computes");
    assert!(found.iter().all(|limit| !limit.of.contains(&Charge::Duty)), "{found:?}");
}

#[test]
fn a_limit_is_in_the_places_money_and_nothing_is_one_where_nothing_is_imported() {
    let rules = rules();
    let mut order = request("GB", "2026-11-29", eur(10_000));
    assert_eq!(limits(&rules, &order).expect("computes"), [], "without a rate nobody knows");
    order.rates = vec![ExchangeRate {
        from: eur(0).currency,
        to: tradewind_domain::Currency::parse("GBP").expect("a currency"),
        rate: "0.8338".parse().expect("a rate"),
        source: "test".into(),
        at: "2026-10-30".into(),
    }];
    let found = limits(&rules, &order).expect("computes");
    assert!(
        found.iter().any(|limit| limit.bound.minor == 13_500 && limit.reached.minor == 8_338),
        "{found:?}"
    );
    let within = Request { ship_from: Some(market("FR")), ..request("DE", "2026-06-30", eur(1_000)) };
    assert_eq!(limits(&rules, &within).expect("computes"), []);
    assert_eq!(limits(&rules, &request("KE", "2026-06-30", eur(1_000))).expect("computes"), [], "no file");
}

fn cny(minor: i64) -> Money {
    Money::new(minor, tradewind_domain::Currency::parse("CNY").expect("a currency"))
}

#[test]
fn the_limit_of_the_year_counts_what_was_spent_before() {
    let rules = rules();
    let order =
        |spent: Option<Money>| Request { year_spent: spent, ..request("CN", "2026-11-29", cny(400_000)) };
    let at = |spent| {
        let order = order(spent);
        let limit = year_limit(&rules, &order).expect("computes").expect("a limit");
        (limit.bound.minor, limit.reached.minor, limit.kept)
    };
    assert_eq!(at(Some(cny(2_200_000))), (2_600_000, 2_600_000, true));
    assert_eq!(at(Some(cny(2_200_001))), (2_600_000, 2_600_001, false));
    assert_eq!(at(None), (2_600_000, 400_000, true), "what was spent is not known");
    // Two pieces for more than 5,000 go as general trade, whatever is left of the year.
    let mut two = order(None);
    two.lines.iter_mut().for_each(|line| line.quantity = 2);
    assert_eq!(year_limit(&rules, &two).expect("computes"), None);
    let home = Request { ship_from: Some(market("CN")), ..order(None) };
    assert_eq!(year_limit(&rules, &home).expect("computes"), None);
    let elsewhere = request("DE", "2026-11-29", eur(10_000));
    assert_eq!(year_limit(&rules, &elsewhere).expect("computes"), None);
}

#[test]
fn a_quota_is_of_places_that_have_one_and_what_goes_by_it_counts_towards_it() {
    let rules = rules();
    let on = day("2026-11-29");
    assert_eq!(year_quota(&rules, market("CN"), on), Some(cny(2_600_000)));
    assert_eq!(year_quota(&rules, market("CN"), day("2018-12-31")), None, "before its first day");
    for other in ["DE", "US", "JP", "KE"] {
        assert_eq!(year_quota(&rules, market(other), on), None, "{other}");
    }
    // Delivery is in it; what is sold within the country counts nothing, and without a rate nobody knows.
    let order = Request { delivery: cny(3_000), ..request("CN", "2026-11-29", cny(400_000)) };
    assert_eq!(year_counted(&rules, &order), Ok(Some(cny(403_000))));
    // Two pieces for 8,000 are general trade, and so is what is over the limit with what was spent before.
    let mut two = order.clone();
    two.lines.iter_mut().for_each(|line| line.quantity = 2);
    assert_eq!(year_counted(&rules, &two), Ok(Some(cny(0))));
    let over = Request { year_spent: Some(cny(2_200_001)), ..order.clone() };
    assert_eq!(year_counted(&rules, &over), Ok(Some(cny(0))));
    let home = Request { ship_from: Some(market("CN")), ..order };
    assert_eq!(year_counted(&rules, &home), Ok(Some(cny(0))));
    assert_eq!(year_counted(&rules, &request("CN", "2026-11-29", eur(10_000))), Ok(None));
}

#[test]
fn what_is_sold_within_a_place_has_no_relief_of_imports() {
    let rules = rules();
    for (place, price) in [("JP", "JPY"), ("CA", "CAD"), ("AU", "AUD")] {
        let price = Money::new(5_000, tradewind_domain::Currency::parse(price).expect("a currency"));
        let line = Line::new(price, 1);
        let request = Request {
            ship_from: Some(market(place)),
            ..Request::new(market(place), day("2026-11-29"), vec![line], Money::zero(price.currency))
        };
        let quote = tradewind_trade::quote(&rules, &request).expect("computes");
        let tax =
            quote.lines.iter().find(|line| line.kind == tradewind_domain::TotalKind::Tax).expect("a tax");
        assert!(tax.amount.minor().0 > 0, "{place}: {tax:?}");
    }
}

#[test]
fn what_is_remembered_of_other_orders_changes_no_limit_and_no_plan() {
    let rules = rules();
    // A place that has a gap on a day of its own is quoted by the rules of elsewhere, while its limits are its own.
    let mut places: Vec<_> = rules.places().cloned().collect();
    for place in places.iter_mut().filter(|place| place.id == "EU") {
        place.rows.retain(|row| !matches!(row.rule, Rule::Valuation { .. }));
    }
    let gap = Rules::of(places, Vec::new(), rules.as_of());
    for rules in [&rules, &gap] {
        let mut memory = Memory::of(rules);
        let orders = ["2026-06-30", "2026-07-01", "2026-06-30"].map(|on| request("DE", on, eur(15_001)));
        for order in orders.iter().chain(&[request("JP", "2026-06-30", eur(1_000))]).chain(&orders) {
            let options = Options { wait_until: Some(day("2026-12-01")), ..Options::default() };
            let alone = advise_one(&mut Memory::of(rules), order, &options).expect("advice");
            assert_eq!(advise_one(&mut memory, order, &options).expect("advice"), alone);
            assert_eq!(
                limits_with(&mut memory, order).expect("computes"),
                limits(rules, order).expect("computes")
            );
        }
    }
}
