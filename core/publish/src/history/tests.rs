//! The kept history: what it claims, and when it claims nothing.

use super::*;
use tradewind_domain::Availability;
use tradewind_domain::item::Sale;

/// 2026-11-24T12:00:00Z.
const NOON: i64 = 1_795_521_600_000;
const DAY: i64 = 86_400_000;

fn market() -> Market {
    Market::parse("DE").expect("a code")
}

fn id() -> ItemId {
    ItemId::parse("mug").expect("an id")
}

fn at(day: i64) -> Timestamp {
    Timestamp(NOON + day * DAY)
}

fn offer(minor: i64, sale: Option<(i64, Option<i64>)>) -> Offer {
    let sale = sale.map(|(minor, from)| Sale {
        price: Money::new(minor, Currency::EUR),
        from: from.map(at),
        until: None,
    });
    Offer { price: Money::new(minor, Currency::EUR), sale, availability: Availability::InStock, stock: None }
}

/// Publishes on each of these days, through the file as the folder has it.
fn publish(history: &mut History, days: std::ops::Range<i64>, offer: &Offer) {
    for day in days {
        history.note(market(), &id(), offer, at(day), &TimeZone::UTC);
        let (read, findings) = History::read(&history.file(at(day)));
        assert!(findings.is_empty() && read.items == history.items, "{}", history.file(at(day)));
        *history = read;
    }
}

fn lowest(history: &History, day: i64) -> Option<i64> {
    history.lowest(market(), &id(), at(day), &TimeZone::UTC).map(|money| money.minor)
}

#[test]
fn nothing_is_claimed_before_thirty_whole_days_are_known() {
    let mut history = History::default();
    publish(&mut history, 0..1, &offer(1_500, None));
    publish(&mut history, 1..30, &offer(2_000, None));
    assert_eq!(lowest(&history, 29), None);
    assert_eq!(lowest(&history, 30), Some(1_500));
    publish(&mut history, 30..31, &offer(2_000, None));
    assert_eq!(lowest(&history, 31), Some(2_000));
    // A day without a publication is not known.
    publish(&mut history, 32..50, &offer(2_000, None));
    assert_eq!(lowest(&history, 50), None);
    publish(&mut history, 50..62, &offer(2_000, None));
    assert_eq!((lowest(&history, 61), lowest(&history, 62)), (None, Some(2_000)));
}

#[test]
fn a_reduction_looks_back_from_its_first_day_however_long_it_stands() {
    let mut history = History::default();
    publish(&mut history, 0..10, &offer(1_800, None));
    publish(&mut history, 10..31, &offer(2_000, None));
    publish(&mut history, 31..70, &offer(2_000, Some((1_500, None))));
    assert_eq!(lowest(&history, 69), Some(1_800));
    // Lowered again within the same reduction: the price before it stays (article 6a, 5).
    publish(&mut history, 70..80, &offer(2_000, Some((1_200, None))));
    assert_eq!(lowest(&history, 79), Some(1_800));
    // Not reduced any more: the days of the reduction count for the next one.
    publish(&mut history, 80..100, &offer(2_000, None));
    assert_eq!(lowest(&history, 100), Some(1_200));
    publish(&mut history, 100..101, &offer(2_000, Some((1_900, None))));
    assert_eq!(lowest(&history, 101), Some(1_200));
    assert!(history.file(at(100)).len() < 300, "{}", history.file(at(100)));
}

#[test]
fn a_reduction_that_began_before_the_history_has_no_price_before_it() {
    let mut history = History::default();
    publish(&mut history, 0..40, &offer(2_000, Some((1_500, Some(-3)))));
    assert_eq!(lowest(&history, 39), None);
}

#[test]
fn the_lower_price_of_a_day_counts_and_a_feed_of_before_changes_nothing() {
    let mut history = History::default();
    publish(&mut history, 0..30, &offer(2_000, None));
    publish(&mut history, 29..30, &offer(1_700, None));
    publish(&mut history, 29..30, &offer(1_900, None));
    publish(&mut history, 3..4, &offer(100, None));
    assert_eq!(lowest(&history, 30), Some(1_700));
}

#[test]
fn another_currency_begins_anew_and_an_item_that_is_gone_is_forgotten() {
    let mut history = History::default();
    publish(&mut history, 0..30, &offer(2_000, None));
    let mut dollars = offer(2_500, None);
    dollars.price.currency = Currency::USD;
    publish(&mut history, 30..31, &dollars);
    assert_eq!(lowest(&history, 30), None);
    assert_eq!(history.file(at(30)).lines().count(), 2);
    assert_eq!(history.file(at(62)).lines().count(), 1);
}

#[test]
fn lines_that_do_not_read_are_found_and_left_out() {
    let good = "DE\tmug\tEUR\t\t2026-11-01*3=2190 2026-11-04*1=1990";
    let bad = [
        "DE\tmug\tEUR\t\t",
        "de\tmug\tEUR\t\t2026-11-01*3=2190",
        "DE\tmug\tXXX\t\t2026-11-01*3=2190",
        "DE\tmug\tEUR\tsoon\t2026-11-01*3=2190",
        "DE\tmug\tEUR\t\t2026-11-01*0=2190",
        "DE\tmug\tEUR\t\t2026-11-01*3=-5",
        "DE\tmug\tEUR\t\t2026-11-01*99999=2190",
        "DE\tmug\tEUR\t\t2026-11-01*3=2190 2026-11-02*1=1990",
        "mug",
    ];
    let (history, findings) = History::read(&format!("{HEADER}\n{good}\n{}\n", bad.join("\n")));
    assert_eq!(history.items.len(), 1);
    let lines: Vec<u32> = findings.iter().map(|finding| finding.line).collect();
    assert_eq!(lines, (3..12).collect::<Vec<_>>());
    assert_eq!(history.file(at(0)).lines().nth(1), Some(good));
}
