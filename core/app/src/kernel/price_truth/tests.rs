//! A reduction is shown from the lowest price of 30 days where the law wants it, and one that does not hold is marked.

use super::*;
use crate::kernel::testing::{AT, item};
use tradewind_domain::item::Sale;
use tradewind_domain::{Currency, Language, Market};
use tradewind_l10n::Localizer;

fn truth(market: &str, now: i64, regular: i64, lowest: Option<i64>) -> Truth {
    let eur = |minor| Money::new(minor, Currency::EUR);
    let mut item = item("red", Currency::EUR);
    item.offer.price = eur(regular);
    item.offer.sale = (now < regular).then(|| Sale { price: eur(now), from: None, until: None });
    item.facts.lowest_30 = lowest.map(eur);
    let words = Localizer::new(&[Language::parse("en").expect("a tag")], "UTC").expect("words");
    let market = Market::parse(market).expect("a market");
    of(&item, &ViewContext { words: &words, now: AT.now, market, seconds: 0.0 })
}

#[test]
fn the_reference_is_the_lowest_price_where_the_law_wants_it_and_it_is_known() {
    let eur = |minor| Money::new(minor, Currency::EUR);
    let regular = |minor| Truth { reference: Reference::Regular(eur(minor)), wrong: None };
    let none = Truth { reference: Reference::None, wrong: None };
    assert_eq!(truth("DE", 1_800, 1_800, Some(1_500)), none, "not reduced");
    assert_eq!(truth("DE", 1_440, 1_800, None), regular(1_800), "nobody knows");
    assert_eq!(truth("US", 1_440, 1_800, Some(1_400)), regular(1_800), "no such law");
    let holds = Truth { reference: Reference::Lowest(eur(1_800)), wrong: None };
    assert_eq!(truth("DE", 1_440, 1_800, Some(1_800)), holds);
    let less = Truth { reference: Reference::Lowest(eur(1_600)), wrong: Some(eur(1_600)) };
    assert_eq!(truth("DE", 1_440, 1_800, Some(1_600)), less, "reduced, and not from what is announced");
    let no = Truth { reference: Reference::None, wrong: Some(eur(1_400)) };
    assert_eq!(truth("DE", 1_440, 1_800, Some(1_400)), no, "it was cheaper before");
    assert_eq!(truth("DE", 1_440, 1_800, Some(1_440)).reference, Reference::None);
}

/// What the phone says of a mug at `now`, regularly 18.00, when it saw these prices on days before today.
fn against(market: &str, now: i64, since: Option<i32>, seen: &[(i32, i32, i64)]) -> Option<(i64, i32)> {
    let eur = |minor| Money::new(minor, Currency::EUR);
    let today = Day::at(AT.now, 0).expect("a day").number();
    let mut item = item("red", Currency::EUR);
    item.offer.price = eur(1_800);
    let from = since.map(|days| Day::of_number(today - days).expect("a day").moment());
    item.offer.sale = (now < 1_800).then(|| Sale { price: eur(now), from, until: None });
    let run = |(first, last, minor): &(i32, i32, i64)| PriceSeen {
        first: today - first,
        last: today - last,
        price: eur(*minor),
    };
    let seen: Vec<PriceSeen> = seen.iter().map(run).collect();
    let words = Localizer::new(&[Language::parse("en").expect("a tag")], "UTC").expect("words");
    let market = Market::parse(market).expect("a market");
    let context = ViewContext { words: &words, now: AT.now, market, seconds: 0.0 };
    let (lowest, day) = seen_before(&item, &seen, &context)?;
    Some((lowest.minor, today - Day::at(day, 0).expect("a day").number()))
}

#[test]
fn a_reduction_is_held_against_what_this_phone_saw_in_the_days_before_it() {
    // Seen at 14.00 a week ago, now 14.40 "instead of 18.00".
    let cheaper = [(50, 20, 1_800), (12, 7, 1_400), (5, 5, 1_800), (0, 0, 1_440)];
    assert_eq!(against("DE", 1_440, None, &cheaper), Some((1_400, 7)));
    assert_eq!(against("US", 1_440, None, &cheaper), None, "no such law");
    assert_eq!(against("DE", 1_800, None, &cheaper), None, "nothing is announced");
    // It was never cheaper than the reduction, but cheaper than what it is said to be reduced from.
    assert_eq!(against("DE", 1_440, None, &[(50, 20, 1_600), (0, 0, 1_440)]), Some((1_600, 20)));
    assert_eq!(against("DE", 1_440, None, &[(50, 1, 1_800), (0, 0, 1_440)]), None, "it holds");
}

#[test]
fn too_little_known_proves_nothing() {
    assert_eq!(against("DE", 1_440, None, &[]), None);
    assert_eq!(against("DE", 1_440, None, &[(12, 7, 1_400), (0, 0, 1_440)]), None, "not thirty days");
    // The price of a day before the thirty counts no more, though nothing was seen since.
    assert_eq!(against("DE", 1_440, None, &[(50, 40, 1_400), (0, 0, 1_440)]), None);
    // The reduction itself is no price before it, whether the merchant says since when it holds or not.
    assert_eq!(against("DE", 1_440, None, &[(60, 30, 1_800), (20, 0, 1_440)]), None);
    assert_eq!(against("DE", 1_440, Some(20), &[(60, 30, 1_800), (20, 0, 1_440)]), None);
    assert_eq!(against("DE", 1_440, Some(2), &[(60, 30, 1_800), (20, 0, 1_440)]), Some((1_440, 3)));
}
