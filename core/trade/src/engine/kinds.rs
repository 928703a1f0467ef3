//! What rows say of goods that are alike, as far as it hangs neither on values nor on schemes: answered once for many lines and orders.

use super::hull::Hull;
use crate::flags::Flagged;
use crate::row::{Carriage, Flags, Incoterm, Row, Rule, When};
use crate::rules::{Candidate, Indexed};
use crate::span::{Truth, Unknowns};
use crate::{Claimed, Day, Hs, Request, Span, What};
use std::collections::BTreeMap;
use std::ops::Range;
use tradewind_domain::Market;

/// Kinds of rows that are gone through, but for rates, which are looked up by prefix.
#[derive(Debug, Clone, Copy)]
pub(crate) enum List {
    Schemes,
    Valuations,
    TaxBases,
    Reliefs,
    Flats,
    Fees,
    Collects,
    Rounds,
}

/// How many of them there are.
const LISTS: usize = 8;

/// How many kinds are found without a search.
const LAST: usize = 512;

/// What all lines of an order have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Setting {
    on: Day,
    to: Market,
    ship_from: Option<Market>,
    mode: Option<Carriage>,
    incoterm: Incoterm,
    claimed: Claimed,
    registered: Option<bool>,
    consumer: bool,
    parcel: Flagged,
}

/// What is asked of a line, but for amounts.
type Alike = (Hs, bool, Option<Market>, (u16, u16));

/// Answers for one setting, by goods that are alike.
#[derive(Debug)]
pub(crate) struct Kinds {
    setting: Setting,
    /// Rows that hold on the day in the country, by their numbers.
    rows: [Vec<usize>; LISTS],
    /// How many rows the lists before each one have.
    firsts: [usize; LISTS],
    /// For each of these, whether it may hold for any goods that were asked of.
    may: [Vec<bool>; LISTS],
    /// And for each table of rates, whether it has such a row.
    may_rate: Vec<bool>,
    known: BTreeMap<Alike, usize>,
    /// The kind that was found last of those that have a place in common: most goods are found here.
    last: Vec<usize>,
    kinds: Vec<Kind>,
}

#[derive(Debug)]
struct Kind {
    alike: Alike,
    /// For each row of all lists, in their order.
    truths: Vec<Truth>,
    /// Rows that may give a rate, table after table, the best of each first.
    rates: Vec<(usize, Truth)>,
    tables: Vec<Rated>,
}

/// What a table of rates says of a kind.
#[derive(Debug)]
struct Rated {
    /// Which of the rates are of it.
    rates: Range<usize>,
    /// What they come to, where they are percents alone that hang neither on values nor on schemes.
    percents: Option<Percents>,
}

/// Percents of all rows that may give a rate, as one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Percents {
    /// The row that is shown.
    row: usize,
    pub(crate) percent: Span,
    /// They are of the customs value with the duty.
    pub(crate) with_duty: bool,
    pub(crate) hangs_on: Unknowns,
}

impl Setting {
    /// Of an order; codes of countries as the place takes them.
    pub(crate) fn of(request: &Request, indexed: &Indexed) -> Self {
        Self {
            on: request.on,
            to: indexed.country(request.to),
            ship_from: request.ship_from.map(|from| indexed.country(from)),
            mode: request.mode,
            incoterm: request.incoterm,
            claimed: request.claimed,
            registered: request.registered,
            consumer: request.consumer,
            parcel: request.lines.iter().fold(Flagged::default(), |all, line| all.or(line.flagged())),
        }
    }
}

impl Kinds {
    pub(crate) fn new(setting: Setting, indexed: &Indexed) -> Self {
        let lists: [&[usize]; LISTS] = [
            &indexed.schemes,
            &indexed.valuations,
            &indexed.tax_bases,
            &indexed.reliefs,
            &indexed.flats,
            &indexed.fees,
            &indexed.collects,
            &indexed.rounds,
        ];
        let holds = |at: &usize| {
            indexed.place.rows.get(*at).is_some_and(|row| row.holds_there(setting.on, setting.to))
        };
        let rows: [Vec<usize>; LISTS] = lists.map(|list| list.iter().copied().filter(holds).collect());
        let firsts = std::array::from_fn(|list| rows.iter().take(list).map(Vec::len).sum());
        let may = std::array::from_fn(|list| vec![false; rows.get(list).map_or(0, Vec::len)]);
        let may_rate = vec![false; indexed.tables.len()];
        let (known, last) = (BTreeMap::new(), vec![0; LAST]);
        Self { setting, rows, firsts, may, may_rate, known, last, kinds: Vec::new() }
    }

    /// Whether it is of this setting.
    pub(crate) fn is_of(&self, setting: &Setting) -> bool {
        self.setting == *setting
    }

    /// The number of the kind of these goods; what rows say of it is answered where it is new.
    pub(crate) fn number(
        &mut self,
        indexed: &Indexed,
        (code, other_edition): (Hs, bool),
        origin: Option<Market>,
        flagged: Flagged,
    ) -> usize {
        let alike = (code, other_edition, origin, (flagged.has.0, flagged.open.0));
        let place = (code.spread() ^ origin.map_or(0, spread)) as usize % LAST;
        let last = self.last.get(place).copied().unwrap_or(0);
        if self.kinds.get(last).is_some_and(|kind| kind.alike == alike) {
            return last;
        }
        let number = self.known.get(&alike).copied().unwrap_or(self.kinds.len());
        if let Some(last) = self.last.get_mut(place) {
            *last = number;
        }
        if number < self.kinds.len() {
            return number;
        }
        let kind = self.kind(indexed, alike);
        let may = self.may.iter_mut().flatten();
        may.zip(&kind.truths).for_each(|(may, truth)| *may |= truth.can);
        self.may_rate.iter_mut().zip(&kind.tables).for_each(|(may, rated)| *may |= !rated.rates.is_empty());
        self.kinds.push(kind);
        self.known.insert(alike, number);
        number
    }

    fn kind(&self, indexed: &Indexed, (code, other_edition, origin, (has, open)): Alike) -> Kind {
        let rows = &indexed.place.rows;
        let flagged = Flagged { has: Flags(has), open: Flags(open) };
        let fixed = |when: &When| fixed(&self.setting, when, code, origin, flagged);
        let listed = |at: &usize| {
            let Some(row) = rows.get(*at) else { return Truth::NO };
            let truth = fixed(&row.when);
            if row.when.hs.0.is_empty() { truth } else { truth.and(within(code, &row.when.hs.0)) }
        };
        let mut truths = Vec::with_capacity(self.rows.iter().map(Vec::len).sum());
        truths.extend(self.rows.iter().flatten().map(listed));
        let mut found: Vec<Candidate> = Vec::with_capacity(16);
        let mut rates: Vec<(usize, Truth)> = Vec::with_capacity(16);
        let rated = indexed.tables.iter().map(|table| {
            table.candidates(rows, code, (self.setting.on, self.setting.to), &mut found);
            let first = rates.len();
            for candidate in &found {
                let Some(row) = rows.get(candidate.row) else { continue };
                let mut truth = fixed(&row.when);
                if !candidate.covers {
                    let what = if other_edition { What::Edition } else { What::Hs };
                    truth = truth.and(Truth::open(false, unknown(what)));
                }
                if truth.can {
                    rates.push((candidate.row, truth));
                }
                // One that holds whatever is measured: none behind it counts.
                if truth.must && row.when.value.is_empty() && row.when.schemes == (0, 0) {
                    break;
                }
            }
            let percents = percents(rows, rates.get(first..).unwrap_or_default());
            Rated { rates: first..rates.len(), percents }
        });
        let tables = rated.collect();
        let alike = (code, other_edition, origin, (has, open));
        Kind { alike, truths, rates, tables }
    }

    /// What the rates of a table come to for a kind, with the number of the row that is shown.
    pub(crate) fn percents(&self, table: usize, kind: usize) -> Option<(usize, Percents)> {
        let percents = self.kinds.get(kind)?.tables.get(table)?.percents?;
        Some((percents.row, percents))
    }

    /// The rows of a list that hold on the day in the country, by their numbers, each with its place in the list.
    pub(crate) fn rows(&self, list: List) -> &[usize] {
        self.rows.get(list as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether the nth of them may hold for any goods.
    pub(crate) fn may(&self, list: List, nth: usize) -> bool {
        self.may.get(list as usize).and_then(|may| may.get(nth)).copied().unwrap_or(false)
    }

    /// What each of them says of a kind.
    pub(crate) fn truths(&self, list: List, kind: usize) -> &[Truth] {
        let first = self.firsts.get(list as usize).copied().unwrap_or(0);
        let those = first..first + self.rows(list).len();
        self.kinds.get(kind).and_then(|kind| kind.truths.get(those)).unwrap_or_default()
    }

    /// Whether a table of rates has a row that may hold for any goods that were asked of.
    pub(crate) fn may_rate(&self, table: usize) -> bool {
        self.may_rate.get(table).copied().unwrap_or(false)
    }

    /// The rows of a table of rates that may hold for a kind.
    pub(crate) fn rates(&self, table: usize, kind: usize) -> &[(usize, Truth)] {
        let kind = self.kinds.get(kind);
        let rates = kind.and_then(|kind| kind.rates.get(kind.tables.get(table)?.rates.clone()));
        rates.unwrap_or_default()
    }
}

/// A country as a number that is not near that of others.
fn spread(country: Market) -> u64 {
    country.as_str().bytes().fold(0, |spread, byte| spread * 31 + u64::from(byte)) * 37
}

/// Percents of rows as one, the best first: none where one of them is anything else, or hangs on more. A base is never below zero, so that
/// what the least percent of it comes to is the least.
fn percents(rows: &[Row], may: &[(usize, Truth)]) -> Option<Percents> {
    let mut hull = Hull::new();
    let mut with_duty = None;
    for (row, truth) in may.iter().map(|(at, truth)| (rows.get(*at), *truth)) {
        let (row, Rule::Rate(rate)) = (row?, &row?.rule) else { return None };
        let (plain, bases) = (rate.amount.is_none(), *with_duty.get_or_insert(rate.with_duty));
        let moves = !row.when.value.is_empty() || row.when.schemes != (0, 0);
        if !plain || moves || bases != rate.with_duty {
            return None;
        }
        hull.take(truth, row, Some(rate.percent?), Unknowns::NONE);
    }
    let (percent, shown, hangs_on) = hull.whole()?;
    let shown = may.iter().find(|(at, _)| rows.get(*at).is_some_and(|row| std::ptr::eq(row, shown)));
    Some(Percents { row: shown?.0, percent: percent?, with_duty: with_duty?, hangs_on })
}

/// Whether every condition holds that hangs neither on values nor on schemes; the prefixes that a row is for are asked elsewhere.
pub(crate) fn fixed(
    setting: &Setting,
    when: &When,
    code: Hs,
    origin: Option<Market>,
    flagged: Flagged,
) -> Truth {
    let known = (when.to.is_empty() || when.to.contains(&setting.to))
        && when.incoterm.is_none_or(|term| term == setting.incoterm)
        && when.consumer.is_none_or(|consumer| consumer == setting.consumer);
    if !known {
        return Truth::NO;
    }
    let mut truth = has_flags(flagged, when.flags, flagged);
    truth = truth.and(has_flags(setting.parcel, when.parcel_flags, flagged));
    truth = truth.and(among(setting.ship_from, &when.ship_from, None, What::ShipFrom));
    truth = truth.and(among(origin, &when.origin, setting.ship_from, What::Origin));
    if let Some(mode) = when.mode {
        let open = Truth::open(mode == Carriage::Express, unknown(What::Mode));
        truth = truth.and(setting.mode.map_or(open, |known| Truth::known(known == mode)));
    }
    if let Some(registered) = when.registered {
        let open = Truth::open(!registered, unknown(What::Seller));
        truth = truth.and(setting.registered.map_or(open, |known| Truth::known(known == registered)));
    }
    if !when.hs.1.is_empty() {
        truth = truth.and(within(code, &when.hs.1).not());
    }
    truth
}

/// Whether a line, or the consignment that it is in, has one of the first flags and none of the second. Where that is open, more digits of
/// the line's own code tell it only if the line's own flags are open: else another line is the one to ask of.
fn has_flags(flagged: Flagged, (of, not): (Flags, Flags), line: Flagged) -> Truth {
    let one_of = |wanted: Flags| {
        if flagged.has.meets(wanted) {
            return Truth::YES;
        }
        let hangs_on = if line.open.meets(wanted) { unknown(What::Hs) } else { Unknowns::NONE };
        if flagged.open.meets(wanted) { Truth::open(false, hangs_on) } else { Truth::NO }
    };
    let of = if of.0 == 0 { Truth::YES } else { one_of(of) };
    of.and(one_of(not).not())
}

/// Whether a code begins with one of these; open where it is too short to tell.
pub(crate) fn within(code: Hs, prefixes: &[Hs]) -> Truth {
    if prefixes.iter().any(|prefix| code.begins_with(*prefix)) {
        return Truth::YES;
    }
    let open = prefixes.iter().any(|prefix| prefix.begins_with(code));
    if open { Truth::open(false, unknown(What::Hs)) } else { Truth::NO }
}

/// Whether a country is one of the first and none of the second; one that is not known is taken to be `else_likely`.
fn among(
    country: Option<Market>,
    lists: &(Vec<Market>, Vec<Market>),
    else_likely: Option<Market>,
    what: What,
) -> Truth {
    let (of, not) = lists;
    if of.is_empty() && not.is_empty() {
        return Truth::YES;
    }
    let holds = |country: Market| (of.is_empty() || of.contains(&country)) && !not.contains(&country);
    let open = || Truth::open(else_likely.map_or(of.is_empty(), holds), unknown(what));
    country.map_or_else(open, |country| Truth::known(holds(country)))
}

/// A row of a list with what it says of a line.
pub(crate) type Ruled<'a> = (&'a Row, Truth);

/// The bit of an unknown.
pub(crate) const fn unknown(what: What) -> Unknowns {
    Unknowns(1 << what as u16)
}
