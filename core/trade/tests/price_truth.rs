//! Announced reductions against the prices of the 30 days before.

mod common;

use common::{day, money};
use rust_decimal::Decimal;
use tradewind_trade::{Claim, History, Reduction, Wrong, check_reduction};

fn history(prices: &[(&str, &str)]) -> History {
    History {
        prices: prices.iter().map(|(on, price)| (day(on), money(price))).collect(),
        stated_lowest: None,
    }
}

fn claim(now: &str, was: &str, percent: i64, since: &str) -> Claim {
    let percent = Some(percent).filter(|percent| *percent > 0).map(Decimal::from);
    Claim { now: money(now), was: Some(money(was)), percent, since: day(since) }
}

/// CJEU C-330/23, Aldi Süd: bananas at 1.29, "-23 %" of 1.69, where the lowest price of 30 days was 1.29.
#[test]
fn cjeu_c_330_23_a_percent_is_of_the_lowest_price() {
    let bananas = history(&[
        ("2022-09-01", "1.69 EUR"),
        ("2022-09-26", "1.29 EUR"),
        ("2022-10-03", "1.69 EUR"),
        ("2022-10-17", "1.29 EUR"),
    ]);
    let found = check_reduction(&bananas, &claim("1.29 EUR", "1.69 EUR", 23, "2022-10-17"));
    let lowest = money("1.29 EUR");
    assert_eq!(found, Ok(Reduction::False { lowest, percent: 0, wrong: Wrong::NoReduction }));
}

#[test]
fn a_true_reduction_holds() {
    let seen = history(&[("2026-05-01", "100.00 EUR"), ("2026-06-15", "79.99 EUR")]);
    let found = check_reduction(&seen, &claim("79.99 EUR", "100.00 EUR", 20, "2026-06-15"));
    assert_eq!(found, Ok(Reduction::Holds { lowest: money("100.00 EUR"), percent: 20 }));
}

#[test]
fn a_price_that_stood_thirty_days_before_counts_and_one_of_the_day_before_that_does_not() {
    // 80.00 stood until 15 May. A reduction of 15 June looks back to 16 May, one of 14 June to 15 May.
    let seen = history(&[("2026-05-10", "80.00 EUR"), ("2026-05-16", "100.00 EUR")]);
    let lowest = |since| match check_reduction(&seen, &claim("70.00 EUR", "80.00 EUR", 0, since)) {
        Ok(Reduction::Holds { lowest, .. } | Reduction::False { lowest, .. }) => Some(lowest.minor),
        _ => None,
    };
    assert_eq!(lowest("2026-06-15"), Some(10_000));
    assert_eq!(lowest("2026-06-14"), Some(8_000));
}

#[test]
fn a_price_before_and_a_percent_that_are_too_high_are_told_apart() {
    let seen = history(&[("2026-05-01", "90.00 EUR")]);
    let wrong = |was, percent| match check_reduction(&seen, &claim("81.00 EUR", was, percent, "2026-06-15")) {
        Ok(Reduction::False { wrong, .. }) => Some(wrong),
        _ => None,
    };
    assert_eq!(wrong("120.00 EUR", 10), Some(Wrong::Was));
    assert_eq!(wrong("90.00 EUR", 30), Some(Wrong::Percent));
    assert_eq!(wrong("90.00 EUR", 10), None);
}

#[test]
fn without_prices_nothing_is_claimed() {
    let asked = claim("80.00 EUR", "100.00 EUR", 20, "2026-06-15");
    assert_eq!(check_reduction(&History::default(), &asked), Ok(Reduction::Unknown));
    let dollars = history(&[("2026-06-01", "100.00 USD")]);
    assert_eq!(check_reduction(&dollars, &asked), Ok(Reduction::Unknown));
    let stated = History { stated_lowest: Some(money("85.00 EUR")), ..History::default() };
    let found = check_reduction(&stated, &asked);
    assert_eq!(found, Ok(Reduction::False { lowest: money("85.00 EUR"), percent: 5, wrong: Wrong::Was }));
}
