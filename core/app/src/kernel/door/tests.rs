//! What the person is told of the border: before and after a rule begins, within a union, where nobody has rules, near a limit.

use super::*;
use crate::kernel::testing::{Given, market};
use tradewind_domain::{Currency, Language};
use tradewind_l10n::{Localizer, plain};

fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

fn country(code: &str) -> Market {
    Market::parse(code).expect("a country")
}

/// A porcelain teapot for this price, sent to Germany or elsewhere.
fn parcel(from: &str, price: i64) -> Parcel {
    let line = Line {
        hs: Hs::parse("691110").expect("a code"),
        origin: Some(country(from)),
        grams: Some(900),
        ..Line::new(eur(price), 1)
    };
    Parcel { lines: vec![line], delivery: Some(eur(1_200)), ships_from: Some(country(from)) }
}

fn seen(to: &str, on: &str, parcel: Parcel) -> DoorView {
    let words = Localizer::new(&[Language::parse("en").expect("a tag")], "UTC").expect("words");
    let now = Timestamp::parse_rfc3339(&format!("{on}T12:00:00Z")).expect("a moment");
    let context = ViewContext { words: &words, now, market: market(), seconds: 0.0 };
    let model = Given::a_shop_in(to, Currency::EUR).model;
    view(&model, parcel, &context).expect("a quote")
}

fn labels(view: &DoorView) -> Vec<&str> {
    view.rows.iter().map(|row| row.label.as_str()).collect()
}

#[test]
fn a_japanese_teapot_to_berlin_owes_duty_from_the_first_of_july_2026_on() {
    let before = seen("DE", "2026-06-30", parcel("JP", 3_900));
    assert!(!labels(&before).contains(&"Customs duty"), "{:?}", labels(&before));
    let after = seen("DE", "2026-07-01", parcel("JP", 3_900));
    let duty: Vec<_> = after.rows.iter().filter(|row| row.label == "Customs duty").collect();
    assert!(!duty.is_empty(), "{:?}", labels(&after));
    assert!(duty.iter().any(|row| plain(&row.amount).contains("3.00")), "{duty:?}");
    let since =
        |row: &&DoorRow| row.notes.iter().any(|note| plain(note) == "Rule in force since Jul 1, 2026");
    assert!(duty.iter().any(since), "{duty:?}");
    assert!(
        duty.iter().all(|row| row.source_url.starts_with("https://") && !row.source.is_empty()),
        "{duty:?}"
    );
    assert!(after.as_of.starts_with("Customs and tax rules as of"));
    assert!(plain(&after.summary).ends_with("at your door"));
}

#[test]
fn what_is_sent_within_the_union_owes_nothing_more() {
    let view = seen("DE", "2026-11-29", parcel("PT", 3_900));
    assert!(view.notes.iter().any(|note| note == "Nothing more is due at your door"), "{:?}", view.notes);
    assert!(view.limits.is_empty());
    assert_eq!(plain(&view.amount), "€51.00");
}

#[test]
fn a_country_without_rules_says_so_and_gives_a_range() {
    let view = seen("KE", "2026-11-29", parcel("JP", 3_900));
    assert!(
        view.notes.iter().any(|note| note.starts_with("We have no rules for this country")),
        "{:?}",
        view.notes
    );
    assert!(plain(&view.amount).contains(" to "), "{}", view.amount);
}

#[test]
fn the_limit_at_which_duty_starts_is_told_to_the_cent() {
    let view = seen("DE", "2026-06-30", parcel("JP", 14_690));
    let near = view.limits.iter().find(|limit| plain(&limit.text).contains("duty starts")).expect("a limit");
    assert_eq!(plain(&near.text), "€3.10 below the limit at which duty starts");
    assert_eq!((near.percent, near.passed), (97, false));
    let view = seen("DE", "2026-06-30", parcel("JP", 15_001));
    let passed = view.limits.iter().find(|limit| limit.passed).expect("a limit");
    assert_eq!(plain(&passed.text), "€0.01 over the duty-free limit");
}

#[test]
fn without_a_price_of_delivery_that_is_said_and_a_closer_estimate_says_what_it_needs() {
    let unknown = Parcel { delivery: None, ships_from: None, lines: vec![Line::new(eur(3_900), 1)] };
    let view = seen("DE", "2026-11-29", unknown);
    assert!(view.notes[0].starts_with("Without delivery"), "{:?}", view.notes);
    assert!(!view.needs.is_empty() && view.needs.len() <= MOST_NEEDS && !view.needs_label.is_empty());
}

#[test]
fn nothing_bought_is_no_parcel() {
    let words = Localizer::new(&[Language::parse("en").expect("a tag")], "UTC").expect("words");
    let context = ViewContext { words: &words, now: Timestamp(0), market: market(), seconds: 0.0 };
    let model = Given::a_shop_in("DE", Currency::EUR).model;
    assert_eq!(view(&model, Parcel { lines: Vec::new(), delivery: None, ships_from: None }, &context), None);
}

#[test]
fn what_is_not_in_the_sum_stands_beside_it_by_name() {
    // The bank says no rate of the dirham, so its fees have no sum in euros.
    let view = seen("AE", "2026-11-29", parcel("JP", 23_900));
    let unknown: Vec<_> = view.rows.iter().filter(|row| plain(&row.amount) == "not included").collect();
    assert!(!unknown.is_empty(), "{:?}", labels(&view));
    for row in unknown {
        let note = format!("Not in this amount: {}", row.label);
        assert_eq!(view.notes.iter().filter(|said| plain(said) == note).count(), 1, "{:?}", view.notes);
    }
    let known = seen("DE", "2026-11-29", parcel("PT", 3_900));
    assert!(known.notes.iter().all(|note| !note.starts_with("Not in this amount")), "{:?}", known.notes);
}
