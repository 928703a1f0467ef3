//! What is advised: only what crosses a limit or changes the law, each exact, never to split.

use super::super::{Parcel, view_with};
use super::*;
use crate::kernel::testing::{Given, market};
use tradewind_domain::{Currency, Language, Market};
use tradewind_l10n::{Localizer, plain};
use tradewind_trade::Hs;

fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

fn country(code: &str) -> Market {
    Market::parse(code).expect("a country")
}

fn pot(from: &str, price: i64) -> Line {
    Line {
        hs: Hs::parse("691110").expect("a code"),
        origin: Some(country(from)),
        grams: Some(900),
        ..Line::new(eur(price), 1)
    }
}

/// A pot of 120 euros and a cup of 40, from Japan.
fn parcel() -> Parcel {
    let lines = vec![pot("JP", 12_000), pot("JP", 4_000)];
    Parcel { lines, delivery: Some(eur(1_200)), ships_from: Some(country("JP")), ..Parcel::default() }
}

fn titles() -> Vec<String> {
    vec!["Pot".to_owned(), "Cup".to_owned()]
}

fn advised(to: &str, on: &str, parcel: Parcel, choices: &Choices) -> Vec<(String, Vec<String>)> {
    let words = Localizer::new(&[Language::parse("en").expect("a tag")], "UTC").expect("words");
    let now = Timestamp::parse_rfc3339(&format!("{on}T12:00:00Z")).expect("a moment");
    let context = ViewContext { words: &words, now, market: market(), seconds: 0.0 };
    let model = Given::a_shop_in(to, Currency::EUR).model;
    let view = view_with(&model, parcel, choices, &context).expect("a quote");
    assert_eq!(view.advice.is_empty(), view.advice_label.is_empty());
    let plain_of = |one: &DoorAdvice| (plain(&one.text), one.notes.iter().map(|note| plain(note)).collect());
    view.advice.iter().map(plain_of).collect()
}

fn days(on: &str, count: i64) -> Option<Timestamp> {
    let now = Timestamp::parse_rfc3339(&format!("{on}T12:00:00Z")).expect("a moment");
    Some(Timestamp(now.0 + count * 86_400_000))
}

fn texts(advised: &[(String, Vec<String>)]) -> Vec<&str> {
    advised.iter().map(|(text, _)| text.as_str()).collect()
}

#[test]
fn leaving_out_the_least_that_brings_the_rest_below_a_limit_is_advised_and_never_to_split() {
    let choices = Choices { titles: titles(), ..Choices::default() };
    let said = advised("DE", "2026-06-20", parcel(), &choices);
    let [(text, notes)] = said.as_slice() else { unreachable!("{said:?}") };
    assert!(text.starts_with("Without Cup: €") && text.ends_with("less in duty, tax and fees"), "{text}");
    assert_eq!(notes[0], "Your order then stays within the duty-free limit of €150.00");
    // What is left out and bought apart counts as one: that is said beside it.
    assert!(notes[1].starts_with("Ordering it separately soon after doesn’t help"), "{notes:?}");
    // Below the limit there is nothing to leave out, and since July 2026 there is no such limit.
    let cup = || Parcel { lines: vec![pot("JP", 4_000), pot("JP", 3_000)], ..parcel() };
    assert_eq!(advised("DE", "2026-06-20", cup(), &choices), []);
    assert_eq!(advised("DE", "2026-11-29", parcel(), &choices), []);
}

#[test]
fn what_is_advised_is_what_the_changed_order_comes_to() {
    // Sent within the union nothing is uncertain: another delivery saves its price to the cent.
    let lines = vec![pot("PT", 12_000)];
    let parcel = || Parcel {
        lines: lines.clone(),
        delivery: Some(eur(1_200)),
        ships_from: Some(country("PT")),
        ..Parcel::default()
    };
    let choices = Choices {
        delivery: vec![("Economy".to_owned(), eur(700)), ("Courier".to_owned(), eur(2_500))],
        ..Choices::default()
    };
    let said = advised("DE", "2026-11-29", parcel(), &choices);
    assert_eq!(said, [("With Economy: €5.00 less at your door".to_owned(), Vec::new())]);
    assert_eq!(advised("DE", "2026-11-29", parcel(), &Choices::default()), [], "nothing may be changed");
}

#[test]
fn a_variant_is_advised_where_the_law_treats_it_otherwise_and_not_for_its_price_alone() {
    let instead = |line: Line| Choices {
        titles: vec!["Pot".to_owned()],
        instead: vec![vec![("Blue".to_owned(), line)]],
        ..Choices::default()
    };
    let parcel = || Parcel { lines: vec![pot("CN", 12_000)], ..parcel() };
    let other = advised("US", "2026-11-29", parcel(), &instead(pot("PT", 12_000)));
    assert!(texts(&other).iter().any(|text| text.starts_with("Pot as Blue instead: €")), "{other:?}");
    assert_eq!(advised("US", "2026-11-29", parcel(), &instead(pot("CN", 9_000))), []);
}

#[test]
fn waiting_is_advised_for_a_rule_that_ends_within_the_time_that_one_may_wait() {
    let wait = |until: i64| Choices { wait_until: days("2026-02-10", until), ..Choices::default() };
    // The emergency tariff on goods of Vietnam was void from 20 February 2026; a lower surcharge took its place on the 24th.
    let parcel = || Parcel { lines: vec![pot("VN", 12_000)], ..parcel() };
    let said = advised("US", "2026-02-10", parcel(), &wait(60));
    assert!(texts(&said).iter().any(|text| text.starts_with("If you order on ")), "{said:?}");
    assert_eq!(advised("US", "2026-02-10", parcel(), &wait(1)), []);
    assert_eq!(advised("US", "2026-02-10", parcel(), &Choices::default()), []);
}

/// Six kinds of goods that are free of duty, from Japan: the last, a game, for this price, the others for 28 euros each.
fn six_kinds(game: i64) -> Parcel {
    let goods = |hs: &str, price: i64| Line { hs: Hs::parse(hs).expect("a code"), ..pot("JP", price) };
    let free = ["851713", "847130", "852589", "851830", "940161"];
    let mut lines: Vec<Line> = free.into_iter().map(|hs| goods(hs, 2_800)).collect();
    lines.push(goods("950450", game));
    Parcel { lines, ..parcel() }
}

#[test]
fn buying_more_is_advised_only_where_the_whole_comes_to_less_with_it() {
    // Up to 150 euros each kind owes three euros since July 2026; above, what is free of duty owes nothing.
    let choices = |one_more: [bool; 6], beside: Vec<(String, Line)>| Choices {
        titles: ["Phone", "Computer", "Camera", "Headphones", "Chair", "Game"].map(str::to_owned).into(),
        one_more: one_more.into(),
        beside,
        ..Choices::default()
    };
    let said = |game: i64, choices: &Choices| advised("DE", "2026-11-29", six_kinds(game), choices);
    // 228.01 with one game, of which 18.00 is duty, taxed too; 217.30 with two.
    let two = said(900, &choices([true; 6], Vec::new()));
    assert_eq!(texts(&two), ["Add 1 × Game: €10.71 less at your door in total"]);
    assert_eq!(two[0].1, ["Likely, but not certain."]);
    // A cheaper one beside it is better still.
    let small = vec![("Small game".to_owned(), six_kinds(500).lines.pop().expect("a game"))];
    let beside = said(900, &choices([true; 6], small));
    assert_eq!(texts(&beside), ["Add 1 × Small game: €15.47 less at your door in total"]);
    // There is no other, it costs more than it saves, or the limit is far.
    assert_eq!(said(900, &choices([false; 6], Vec::new())), []);
    assert_eq!(said(900, &choices([true, true, true, true, true, false], Vec::new())), []);
    assert_eq!(said(100, &choices([true; 6], Vec::new())), []);
}

#[test]
fn a_rule_that_changed_while_it_waited_is_said_with_both_sums() {
    let notes = |since: Option<Timestamp>| {
        let words = Localizer::new(&[Language::parse("en").expect("a tag")], "UTC").expect("words");
        let now = Timestamp::parse_rfc3339("2026-07-10T12:00:00Z").expect("a moment");
        let context = ViewContext { words: &words, now, market: market(), seconds: 0.0 };
        let model = Given::a_shop_in("DE", Currency::EUR).model;
        let parcel = Parcel { lines: vec![pot("JP", 3_900)], ..parcel() };
        let view = view_with(&model, parcel, &Choices { since, ..Choices::default() }, &context);
        let notes = view.expect("a quote").notes;
        notes
            .iter()
            .map(|note| plain(note))
            .filter(|note| note.starts_with("The rules changed"))
            .collect::<Vec<_>>()
    };
    let said = notes(days("2026-06-20", 0));
    assert!(said.len() == 1 && said[0].contains("on Jul 1, 2026, while this was in your cart"), "{said:?}");
    assert_eq!(notes(days("2026-07-02", 0)), [] as [String; 0], "it was put there since");
    assert_eq!(notes(None), [] as [String; 0]);
}

#[test]
fn the_sums_of_a_rule_that_changed_are_those_of_the_card() {
    let seen = |on: &str, since: Option<Timestamp>| {
        let words = Localizer::new(&[Language::parse("en").expect("a tag")], "UTC").expect("words");
        let now = Timestamp::parse_rfc3339(&format!("{on}T12:00:00Z")).expect("a moment");
        let context = ViewContext { words: &words, now, market: market(), seconds: 0.0 };
        let model = Given::a_shop_in("DE", Currency::EUR).model;
        // The shop asks for more than our own sum of goods and delivery is.
        let parcel = Parcel { lines: vec![pot("JP", 3_900)], paid: Some(eur(9_999)), ..parcel() };
        view_with(&model, parcel, &Choices { since, ..Choices::default() }, &context).expect("a quote")
    };
    let (before, after) = (seen("2026-06-30", None), seen("2026-07-10", days("2026-06-20", 0)));
    let note = after.notes.iter().map(|note| plain(note)).find(|note| note.starts_with("The rules changed"));
    let note = note.expect("it is said");
    let sums = format!("{} before, {} now", plain(&before.amount), plain(&after.amount));
    assert!(note.ends_with(&sums), "{note}, not {sums}");
}
