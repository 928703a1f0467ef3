//! Charges of lines that were computed for an order like this one: variants of an order have most of their lines in common.

use super::facts::{Facts, Sums};
use super::kinds::List;
use super::part::{MAX_PARTS, Minor, Part, Weighed};
use super::{rate, settle};
use crate::row::{By, Charge, Measure, Per, Row, Rule, ValueTest};
use crate::rules::{Indexed, Table};
use crate::{Day, Span, TradeError};
use rust_decimal::Decimal;
use tradewind_domain::Currency;

/// How many lines are kept, a power of two: of one order there is always room for all.
const PLACES: usize = 1024;
/// In the order in which each is on those before it.
const CHARGES: [Charge; 3] = [Charge::Duty, Charge::Excise, Charge::Tax];
/// How far from its own place a line is looked for.
const NEAR: usize = 8;

/// Lines of orders of one setting.
#[derive(Debug)]
pub(crate) struct Kept {
    /// Of which money they are.
    money: Option<Converted>,
    /// Tests of rows that all lines of an order pass or fail alike.
    tests: Vec<ValueTest>,
    /// Every state that these tests were in, as can, must and likely of each; its number is that of the state.
    states: Vec<Vec<(bool, bool, bool)>>,
    lines: Vec<Option<Box<Line>>>,
    /// Number of the order.
    order: usize,
}

/// The quote's currency, and the rate into the place's: none where there is none, and where both are the same.
type Converted = (Currency, Option<(Option<Decimal>, bool)>);

/// All that the charges of a line hang on, but for the setting, the tests of all lines, and charges that are in the base of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Key {
    kind: usize,
    quantity: u32,
    /// Price of all pieces, and shares of delivery and insurance, in minor units.
    goods: i64,
    delivery: i128,
    insurance: i128,
    grams: Option<u32>,
    millilitres: Option<u32>,
    /// Schemes that it may go by, the likely one, and whether the tax of that is collected at sale.
    schemes: (u32, usize, bool),
}

#[derive(Debug)]
struct Line {
    key: Key,
    /// The last order that it is of.
    order: usize,
    /// The state of tests that its charges are of.
    state: usize,
    customs: Span,
    /// Duty, excise and tax, each with the duty and the excise that it is on.
    charges: [Option<(Below, Vec<Option<One>>)>; 3],
}

/// What is charged on a line already, as rounded.
type Below = [Option<Minor>; 2];

/// A part of a line, as it is before it is rounded. Rows are numbers.
#[derive(Debug, Clone, Copy)]
struct One {
    rate: usize,
    row: usize,
    layer: u8,
    span: Option<Span>,
    at_sale: bool,
    by: By,
    weighed: Option<Weighed>,
}

impl Kept {
    /// Nothing yet, of the rules of a day.
    pub(crate) fn of(on: Day, indexed: &Indexed) -> Self {
        let rows = indexed.place.rows.iter().filter(|row| row.holds_on(on));
        let of_all = |test: &&ValueTest| match test.of {
            Measure::Year | Measure::Turnover | Measure::Pieces => true,
            Measure::Goods | Measure::Cif | Measure::Customs => test.per == Per::Consignment,
            Measure::Duty | Measure::Tax | Measure::Charges => false,
        };
        let tests = rows.flat_map(|row| &row.when.value).filter(of_all);
        let mut all: Vec<ValueTest> = Vec::new();
        for test in tests {
            if !all.contains(test) {
                all.push(*test);
            }
        }
        Self { money: None, tests: all, states: Vec::new(), lines: Vec::new(), order: 0 }
    }

    /// Everything that is charged, rounded, with who collects it. None for an order of which charges of one line hang on other lines by
    /// more than sums of prices, and for one that is in error.
    pub(crate) fn charges<'a>(&mut self, facts: &mut Facts<'a>) -> Option<Vec<Part<'a>>> {
        if !is_line_by_line(facts) {
            return None;
        }
        self.begin(facts);
        let places: Option<Vec<usize>> = (0..facts.goods.len()).map(|at| self.valued(facts, at)).collect();
        let places = places?;
        facts.sum_customs().ok()?;
        if facts.listed(List::Flats).any(|(_, row)| !facts.ruled_out(&row.when)) {
            return None;
        }
        let state = self.state(facts)?;
        let mut parts = Vec::with_capacity(facts.goods.len().saturating_mul(3));
        let mut below: Vec<Below> = vec![[Some(Minor::default()); 2]; places.len()];
        for (nth, of) in CHARGES.into_iter().enumerate() {
            if of != Charge::Tax && facts.domestic() {
                continue;
            }
            let first = parts.len();
            let count = tables(facts, of).count();
            for table in 0..count {
                for (at, (place, below)) in places.iter().zip(&below).enumerate() {
                    let kept = self.charged(facts, (nth, *place, state), at, *below)?;
                    if let Some(one) = kept.get(table)? {
                        parts.push(one.part(facts, at, of)?);
                    }
                }
            }
            settle::settle(facts, of, &mut parts).ok()?;
            for part in parts.get(first..).unwrap_or_default() {
                let Some(slot) = below.get_mut(part.line).and_then(|below| below.get_mut(nth)) else { break };
                *slot = match (*slot, part.span) {
                    (Some(before), Some(_)) => Some(before.plus(part.minor.in_order())?),
                    _ => None,
                };
            }
        }
        Some(parts)
    }

    /// Begins an order. What is kept of other money is of no use.
    fn begin(&mut self, facts: &Facts<'_>) {
        let money = (facts.currency, facts.exchange.map(|rate| rate.turned()));
        if self.money != Some(money) || self.lines.is_empty() {
            self.money = Some(money);
            self.lines.clear();
            self.lines.resize_with(PLACES, || None);
        }
        self.order += 1;
    }

    /// The place of a line of the order, which gets its customs value.
    fn valued(&mut self, facts: &mut Facts<'_>, at: usize) -> Option<usize> {
        let key = Key::of(facts, at)?;
        let place = self.place(&key)?;
        let known = self.lines.get(place)?.as_ref().filter(|line| line.key == key);
        let customs = match known {
            Some(line) => line.customs,
            None => rate::customs_value(facts, at).ok()?,
        };
        let good = facts.goods.get_mut(at)?;
        (good.valued, good.customs) = (customs, customs);
        let is_new = known.is_none();
        let slot = self.lines.get_mut(place)?;
        if is_new {
            let charges = [const { None }; 3];
            *slot = Some(Box::new(Line { key, order: self.order, state: 0, customs, charges }));
        } else if let Some(line) = slot {
            line.order = self.order;
        }
        Some(place)
    }

    /// Where a line is, or may be put: never in the place of another one of this order.
    fn place(&self, key: &Key) -> Option<usize> {
        let own = key.place();
        let mut free = None;
        for step in 0..PLACES {
            let place = (own + step) % PLACES;
            match self.lines.get(place)? {
                None => return Some(place),
                Some(line) if line.key == *key => return Some(place),
                Some(line) if line.order != self.order => free = free.or(Some(place)),
                Some(_) => {}
            }
            if step >= NEAR && free.is_some() {
                break;
            }
        }
        free
    }

    /// The number of the state that tests of all lines are in.
    fn state(&mut self, facts: &Facts<'_>) -> Option<usize> {
        let mut state = Vec::with_capacity(self.tests.len());
        for test in &self.tests {
            let truth = facts.tested(test, 0, None).ok()?;
            state.push((truth.can, truth.must, truth.likely));
        }
        if let Some(known) = self.states.iter().position(|known| *known == state) {
            return Some(known);
        }
        self.states.push(state);
        Some(self.states.len() - 1)
    }

    /// A charge of a line, by table.
    fn charged(
        &mut self,
        facts: &Facts<'_>,
        (nth, place, state): (usize, usize, usize),
        at: usize,
        below: Below,
    ) -> Option<&[Option<One>]> {
        let line = self.lines.get_mut(place)?.as_mut()?;
        if line.state != state {
            line.state = state;
            line.charges = [const { None }; 3];
        }
        let slot = line.charges.get_mut(nth)?;
        if !slot.as_ref().is_some_and(|(on, _)| *on == below) {
            *slot = Some((below, computed(facts, *CHARGES.get(nth)?, at, below).ok()?));
        }
        slot.as_ref().map(|(_, kept)| kept.as_slice())
    }
}

impl Key {
    fn of(facts: &Facts<'_>, at: usize) -> Option<Self> {
        let (good, line) = facts.goods.get(at).zip(facts.request.lines.get(at))?;
        Some(Self {
            kind: good.kind,
            quantity: line.quantity,
            goods: good.minor,
            delivery: good.delivery.mantissa(),
            insurance: good.insurance.mantissa(),
            grams: line.grams,
            millilitres: line.millilitres,
            schemes: (good.scheme.can, good.scheme.likely, good.scheme.at_sale),
        })
    }

    /// Its own place, where it is free: neighbours differ by little, and are to lie far apart.
    fn place(&self) -> usize {
        const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
        let mixed = [self.goods as u64, self.delivery as u64, self.kind as u64].into_iter();
        let mixed = mixed.fold(0, |mixed: u64, one| (mixed ^ one).wrapping_mul(MIX).rotate_left(29));
        mixed as usize % PLACES
    }
}

impl One {
    fn of(facts: &Facts<'_>, part: &Part<'_>) -> Option<Self> {
        let number = |row: &Row| facts.place.rows.iter().position(|one| std::ptr::eq(one, row));
        let (rate, row) = (number(part.rate)?, number(part.row)?);
        let weighed = part.span.map(|span| Weighed::of(span, facts.digits));
        let (at_sale, by) = (part.at_sale, part.by);
        Some(Self { rate, row, layer: part.layer, span: part.span, at_sale, by, weighed })
    }

    fn part<'a>(&self, facts: &Facts<'a>, line: usize, of: Charge) -> Option<Part<'a>> {
        let (rate, row) = (facts.place.rows.get(self.rate)?, facts.place.rows.get(self.row)?);
        let (at_sale, by) = (self.at_sale, self.by);
        let weighed = self.weighed;
        Some(Part { row, at_sale, by, weighed, ..Part::new(line, of, self.layer, rate, self.span) })
    }
}

/// Whether charges of a line hang on those of other lines by nothing but sums of prices, as far as can be told before sums are known.
fn is_line_by_line(facts: &Facts<'_>) -> bool {
    let rounds_customs =
        |row: &Row| matches!(row.rule, Rule::Round { of, .. } if of >> Charge::Customs as u8 & 1 == 1);
    !facts.request.tax_included
        && !facts.values_open
        && !facts.charges_are_tested()
        && !facts.listed(List::Rounds).any(|(_, row)| rounds_customs(row))
        && !facts.listed(List::Valuations).any(|(_, row)| !row.when.value.is_empty())
        && facts.indexed.tables.len() <= MAX_PARTS
}

/// Tables of a charge, each with its number.
fn tables<'a>(facts: &Facts<'a>, of: Charge) -> impl Iterator<Item = (usize, &'a Table)> {
    facts.indexed.tables.iter().enumerate().filter(move |(_, table)| table.of == of)
}

/// A charge of a line by table, with reliefs and who collects it.
fn computed(facts: &Facts<'_>, of: Charge, at: usize, below: Below) -> Result<Vec<Option<One>>, TradeError> {
    let [duty, excise] = below.map(|minor| minor.map(|minor| minor.main(facts.digits)));
    let base = |at: usize, with_duty: bool| match of {
        Charge::Tax => rate::tax_base(facts, at, duty, excise),
        Charge::Excise => rate::excise_base(facts, at, with_duty, duty),
        Charge::Duty | Charge::Customs => Ok(facts.goods.get(at).map(|good| good.customs)),
    };
    let mut all = Vec::new();
    for table in tables(facts, of) {
        let Some(mut part) = rate::one(facts, table, at, &base)? else {
            all.push(None);
            continue;
        };
        rate::relieve(facts, of, &Sums::default(), std::slice::from_mut(&mut part))?;
        part.by = rate::collector(facts, &part)?;
        all.push(One::of(facts, &part));
    }
    Ok(all)
}
