//! Faults between rows and between files: ids twice, countries twice, overlaps, gaps, rules that every place must have.

use super::fault::{Fault, FaultCode};
use crate::row::*;
use crate::{Day, Hs};
use std::collections::BTreeMap;
use tradewind_domain::Market;

/// Every fault that more than one row makes.
pub(crate) fn across(places: &[Place], faults: &mut Vec<Fault>) {
    let (mut ids, mut countries) = (BTreeMap::new(), BTreeMap::new());
    for place in places {
        let begins = format!("{}-", place.id.to_ascii_lowercase());
        for row in &place.rows {
            // Rows of a union's countries may begin with the country.
            let country = place
                .countries
                .iter()
                .any(|country| row.id.starts_with(&format!("{}-", country.as_str().to_ascii_lowercase())));
            if !row.id.starts_with(&begins) && !country {
                faults.push(fault(place, row, FaultCode::BadId, format!("the id begins with {begins}")));
            }
            if ids.insert(row.id.as_str(), place.id.as_str()).is_some() {
                faults.push(fault(place, row, FaultCode::DuplicateId, "another row has this id"));
            }
        }
        let others = place.also.iter().chain(&place.within).map(|(code, _)| code);
        for country in place.countries.iter().chain(others) {
            if let Some(other) = countries.insert(*country, place.id.as_str()) {
                let words = format!("{country} is in {other} too");
                faults.push(head(place, FaultCode::CountryTwice, words));
            }
        }
        overlaps(place, faults);
        gaps(place, faults);
        place.countries.iter().for_each(|country| missing(place, *country, faults));
    }
}

fn fault(place: &Place, row: &Row, code: FaultCode, words: impl Into<String>) -> Fault {
    Fault { code, file: format!("{}.toml", place.id), row: row.id.clone(), words: words.into() }
}

fn head(place: &Place, code: FaultCode, words: String) -> Fault {
    Fault { code, file: format!("{}.toml", place.id), row: "head".into(), words }
}

/// Rows of which one alone wins, by what they compete for. None of rows that all hold.
fn contest(row: &Row) -> Option<(u8, u16)> {
    match &row.rule {
        Rule::Valuation { .. } => Some((0, 0)),
        Rule::TaxBase(_) => Some((1, 0)),
        Rule::Rate(rate) => Some((2 + rate.of as u8, u16::from(rate.layer))),
        Rule::Collect { of, .. } => Some((10, u16::from(*of))),
        Rule::Round { of, .. } => Some((11, u16::from(*of))),
        Rule::Scheme { .. } | Rule::Relief { .. } | Rule::Flat { .. } | Rule::Fee(_) | Rule::Split { .. } => {
            None
        }
    }
}

fn overlaps(place: &Place, faults: &mut Vec<Fault>) {
    for (at, row) in place.rows.iter().enumerate() {
        let Some(contest_of) = contest(row) else { continue };
        for other in place.rows.iter().skip(at + 1) {
            let both = contest(other) == Some(contest_of)
                && row.priority == other.priority
                && row.when.conditions() == other.when.conditions()
                && row.from <= other.until.unwrap_or(LAST)
                && other.from <= row.until.unwrap_or(LAST)
                && same_prefix(row, other)
                && !apart(&row.when, &other.when);
            if both {
                let words = format!("it holds with {} on one day, and neither wins", row.id);
                faults.push(fault(place, other, FaultCode::Overlap, words));
            }
        }
    }
}

/// The last day there is.
const LAST: Day = Day::LAST;

fn same_prefix(a: &Row, b: &Row) -> bool {
    let (of, other) = (&a.when.hs.0, &b.when.hs.0);
    (of.is_empty() && other.is_empty()) || of.iter().any(|prefix| other.contains(prefix))
}

/// Whether two rows can never hold for one line.
fn apart(a: &When, b: &When) -> bool {
    let lists = |a: &(Vec<Market>, Vec<Market>), b: &(Vec<Market>, Vec<Market>)| {
        let disjoint = !a.0.is_empty() && !b.0.is_empty() && !a.0.iter().any(|one| b.0.contains(one));
        let left_out =
            |of: &Vec<Market>, not: &Vec<Market>| !of.is_empty() && of.iter().all(|one| not.contains(one));
        disjoint || left_out(&a.0, &b.1) || left_out(&b.0, &a.1)
    };
    let to = !a.to.is_empty() && !b.to.is_empty() && !a.to.iter().any(|one| b.to.contains(one));
    let hs = |of: &Vec<Hs>, not: &Vec<Hs>| {
        !of.is_empty() && of.iter().all(|one| not.iter().any(|prefix| one.begins_with(*prefix)))
    };
    to || lists(&a.ship_from, &b.ship_from)
        || lists(&a.origin, &b.origin)
        || differ(a.mode, b.mode)
        || differ(a.incoterm, b.incoterm)
        || differ(a.registered, b.registered)
        || differ(a.consumer, b.consumer)
        || (a.schemes.0 != 0 && b.schemes.0 != 0 && a.schemes.0 & b.schemes.0 == 0)
        || (a.schemes.0 != 0 && a.schemes.0 & !b.schemes.1 == 0)
        || (b.schemes.0 != 0 && b.schemes.0 & !a.schemes.1 == 0)
        || (a.flags.0.0 != 0 && a.flags.0.0 & !b.flags.1.0 == 0)
        || (b.flags.0.0 != 0 && b.flags.0.0 & !a.flags.1.0 == 0)
        || (a.parcel_flags.0.0 != 0 && a.parcel_flags.0.0 & !b.parcel_flags.1.0 == 0)
        || (b.parcel_flags.0.0 != 0 && b.parcel_flags.0.0 & !a.parcel_flags.1.0 == 0)
        || hs(&a.hs.0, &b.hs.1)
        || hs(&b.hs.0, &a.hs.1)
        || a.value.iter().any(|test| b.value.iter().any(|other| beside(test, other)))
}

fn differ<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
    a.zip(b).is_some_and(|(a, b)| a != b)
}

/// Whether two tests of one value leave no value that passes both.
fn beside(a: &ValueTest, b: &ValueTest) -> bool {
    let below = |a: &ValueTest, b: &ValueTest| {
        a.high
            .zip(b.low)
            .is_some_and(|((high, less), (low, more))| high < low || (high == low && (less || more)))
    };
    a.of == b.of && a.per == b.per && (below(a, b) || below(b, a))
}

/// Rows that follow each other: one kind, one subject, the same conditions.
fn gaps(place: &Place, faults: &mut Vec<Fault>) {
    let subject = |row: &Row| match &row.rule {
        Rule::Scheme { number, .. } => (20, u16::from(*number)),
        Rule::Relief { of, layers, .. } => (21, u16::from(*of) << 8 | *layers as u16),
        Rule::Flat { of, per, .. } => (22, (*of as u16) << 8 | *per as u16),
        Rule::Fee(fee) => (23, fee.by as u16),
        Rule::Split { apart, .. } => (24, u16::from(*apart)),
        _ => contest(row).unwrap_or_default(),
    };
    let follows = |row: &&Row, other: &&Row| {
        let names = match (&row.rule, &other.rule) {
            (Rule::Fee(fee), Rule::Fee(other)) => fee.name == other.name,
            _ => true,
        };
        subject(row) == subject(other) && row.when == other.when && names
    };
    for row in place.rows.iter().filter(|row| !row.after_gap) {
        let before = place.rows.iter().filter(|other| follows(&row, other) && other.from < row.from);
        let last = before.map(|other| other.until.unwrap_or(LAST)).max();
        if last.is_some_and(|last| last.next() < row.from) {
            let words =
                "days between it and the row before it are in neither: after_gap = true, if that is the law";
            faults.push(fault(place, row, FaultCode::Gap, words));
        }
    }
}

/// Whether a row is of a kind that must be there.
type Wanted = fn(&Row) -> bool;

/// What every country must have on every day since the file is whole.
fn missing(place: &Place, country: Market, faults: &mut Vec<Fault>) {
    let wanted: [(&str, Wanted); 4] = [
        ("valuation", |row| matches!(row.rule, Rule::Valuation { .. })),
        ("tax_base", |row| matches!(row.rule, Rule::TaxBase(_))),
        ("duty of hs *", |row| base(row, Charge::Duty)),
        ("tax of hs *", |row| base(row, Charge::Tax)),
    ];
    for (words, wanted) in wanted {
        let plain = |row: &&Row| {
            let asks = row.when.conditions() - usize::from(!row.when.to.is_empty());
            let to = row.when.to.is_empty() || row.when.to.contains(&country);
            wanted(row) && to && asks == 0 && (row.when.hs.0.is_empty() || row.when.hs.0.contains(&Hs::ANY))
        };
        let mut spans: Vec<(Day, Day)> =
            place.rows.iter().filter(plain).map(|row| (row.from, row.until.unwrap_or(LAST))).collect();
        spans.sort_unstable();
        let mut next = place.since;
        let mut whole = false;
        for (from, until) in spans {
            if from <= next && next <= until {
                whole = until == LAST;
                next = until.next();
            }
        }
        if !whole {
            let words = format!("no {words} without other conditions for {country} on {next}");
            faults.push(head(place, FaultCode::MissingRule, words));
        }
    }
}

fn base(row: &Row, of: Charge) -> bool {
    matches!(&row.rule, Rule::Rate(rate) if rate.of == of && rate.layer == 0)
}
