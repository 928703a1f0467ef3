//! Every row that speaks of some goods on a day, whether it counts, and why.

use super::facts::Facts;
use crate::row::{Flag, Measure, Place, Row, Source, ValueTest};
use crate::rules::Candidate;
use crate::{Hs, Request, Rules, TradeError};
use tradewind_domain::Market;

/// A row that speaks of the goods, and why it counts or does not.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained<'a> {
    /// The row.
    pub row: &'a Row,
    /// Where it is written.
    pub source: Option<&'a Source>,
    /// Whether it counts.
    pub standing: Standing,
    /// Its days and its conditions, in English.
    pub why: Vec<String>,
}

/// Whether a row counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It holds.
    Applies,
    /// It hangs on what is not known.
    Open,
    /// Another row goes before it.
    Beaten,
}

impl Standing {
    /// Its stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Applies => "applies",
            Self::Open => "open",
            Self::Beaten => "beaten",
        }
    }
}

/// Rows of which each stands by itself, and rows of which the first that holds goes before the others.
#[derive(Clone, Copy, PartialEq)]
enum Contest {
    All,
    First,
}

/// Every row that speaks of the first line of an order, in the order of the file. Prices do not count: a row that tests a value is
/// [`Standing::Open`], and [`Explained::why`] says the test.
pub fn explain<'a>(rules: &'a Rules, request: &Request) -> Result<Vec<Explained<'a>>, TradeError> {
    let Some(indexed) = rules.indexed(request.to).or_else(|| rules.elsewhere()) else {
        return Ok(Vec::new());
    };
    let facts = Facts::without_values(request, indexed)?;
    let place = &indexed.place;
    let code = facts.goods.first().map_or(Hs::ANY, |good| good.code);
    let covered = |list: &[usize]| list.iter().map(|at| (*at, true)).collect::<Vec<_>>();
    let mut standings: Vec<(usize, Standing)> = Vec::new();
    let all = [&indexed.reliefs, &indexed.flats, &indexed.fees, &indexed.splits, &indexed.rounds];
    for list in all {
        stand(&facts, &covered(list), Contest::All, &mut standings)?;
    }
    for list in [&indexed.schemes, &indexed.valuations, &indexed.tax_bases, &indexed.collects] {
        stand(&facts, &covered(list), Contest::First, &mut standings)?;
    }
    let mut found: Vec<Candidate> = Vec::new();
    for table in &indexed.tables {
        table.candidates(&place.rows, code, (request.on, facts.to), &mut found);
        let list: Vec<(usize, bool)> = found.iter().map(|one| (one.row, one.covers)).collect();
        stand(&facts, &list, Contest::First, &mut standings)?;
    }
    standings.sort_unstable_by_key(|(at, _)| *at);
    standings.dedup_by_key(|(at, _)| *at);
    let explained = standings.into_iter().filter_map(|(at, standing)| {
        let row = place.rows.get(at)?;
        Some(Explained { row, source: Rules::source(place, row), standing, why: why(place, row, code) })
    });
    Ok(explained.collect())
}

/// How each row of a list stands; rows that cannot hold are left out. With each: whether its HS prefix covers the code.
fn stand(
    facts: &Facts<'_>,
    list: &[(usize, bool)],
    contest: Contest,
    standings: &mut Vec<(usize, Standing)>,
) -> Result<(), TradeError> {
    let mut beaten = false;
    for (at, covers) in list {
        let row = facts.place.rows.get(*at).filter(|row| row.holds_on(facts.request.on));
        let Some(row) = row else { continue };
        let truth = facts.holds(&row.when, 0)?;
        if !truth.can {
            continue;
        }
        let must = truth.must && *covers;
        let standing = match (must, beaten) {
            (_, true) => Standing::Beaten,
            (true, false) => Standing::Applies,
            (false, false) => Standing::Open,
        };
        beaten |= must && contest == Contest::First;
        standings.push((*at, standing));
    }
    Ok(())
}

/// The days of a row and each of its conditions, in English.
fn why(place: &Place, row: &Row, code: Hs) -> Vec<String> {
    let when = &row.when;
    let until = row.until.map_or_else(|| "on".to_owned(), |until| format!("until {until}"));
    let mut words = vec![format!("from {} {until}", row.from)];
    let lists = [
        ("to", &when.to),
        ("sent from", &when.ship_from.0),
        ("not sent from", &when.ship_from.1),
        ("made in", &when.origin.0),
        ("not made in", &when.origin.1),
    ];
    for (name, markets) in lists.into_iter().filter(|(_, markets)| !markets.is_empty()) {
        let markets: Vec<&str> = markets.iter().map(Market::as_str).collect();
        words.push(format!("{name} {}", markets.join(" ")));
    }
    words.extend(prefix(&when.hs.0, code));
    words.extend(when.mode.map(|mode| format!("sent by {}", mode.as_str())));
    words.extend(when.incoterm.map(|term| format!("delivered {}", term.as_str())));
    words.extend(when.registered.map(|is| format!("seller is {}registered", if is { "" } else { "not " })));
    words.extend(when.consumer.map(|is| format!("buyer is a {}", if is { "consumer" } else { "business" })));
    let flags: Vec<&str> = Flag::ALL.iter().map(|(word, _)| *word).collect();
    let schemes: Vec<&str> = place.schemes.iter().map(String::as_str).collect();
    words.extend(named("goods are", u32::from(when.flags.0.0), &flags));
    words.extend(named("goods are not", u32::from(when.flags.1.0), &flags));
    words.extend(named("a line of the consignment is", u32::from(when.parcel_flags.0.0), &flags));
    words.extend(named("no line of the consignment is", u32::from(when.parcel_flags.1.0), &flags));
    words.extend(named("procedure is", when.schemes.0, &schemes));
    words.extend(named("procedure is not", when.schemes.1, &schemes));
    words.extend(when.value.iter().map(|test| tested(place, test)));
    words
}

fn prefix(prefixes: &[Hs], code: Hs) -> Option<String> {
    if prefixes.is_empty() {
        return None;
    }
    let covers =
        prefixes.iter().filter(|prefix| code.begins_with(**prefix)).max_by_key(|prefix| prefix.digits());
    Some(match covers {
        Some(prefix) if *prefix == Hs::ANY => "every HS code".into(),
        Some(prefix) => format!("HS code begins with {prefix}"),
        None => "more digits of the HS code may make it one of its prefixes".into(),
    })
}

fn named(words: &str, bits: u32, names: &[&str]) -> Option<String> {
    let named = names.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1).map(|(_, name)| *name);
    let named: Vec<&str> = named.collect();
    if named.is_empty() { None } else { Some(format!("{words} {}", named.join(" or "))) }
}

fn tested(place: &Place, test: &ValueTest) -> String {
    let mut words = format!("{} of the {}", test.of.as_str(), test.per.as_str());
    let unit = if test.of == Measure::Pieces { String::new() } else { format!(" {}", place.currency) };
    if let Some((low, more)) = test.low {
        words += &format!(" {} {low}{unit}", if more { "above" } else { "at least" });
    }
    if let Some((high, less)) = test.high {
        words += &format!(" {} {high}{unit}", if less { "below" } else { "at most" });
    }
    words
}
