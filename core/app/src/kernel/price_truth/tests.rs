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
