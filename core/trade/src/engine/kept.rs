//! Charges of lines that were computed for an order like this one: variants of an order have most of their lines in common.

use super::facts::Facts;
use super::kinds::List;
use super::order::in_order;
use super::part::{Below, Part, Parts, Sums, Weighed};
use super::rate;
use crate::row::{By, Charge, Measure, Per, Row, Rule, ValueTest};
use crate::rules::Indexed;
use crate::{Day, Span, TradeError};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use std::hash::{Hash, Hasher};
use tradewind_domain::Currency;

/// How many lines are kept when an order begins; over it all are forgotten.
const MOST: usize = 1024;
/// How many answers are kept of a line: its charges, on duties that differ by what was rounded.
const MOST_OF_LINE: usize = 8;

/// Lines of orders of one setting.
#[derive(Debug)]
pub(crate) struct Kept {
    /// Of which money they are.
    money: Option<Converted>,
    /// Tests of rows that all lines of an order pass or fail alike.
    tests: Vec<ValueTest>,
    /// Every state that these tests were in, as can, must and likely of each; its number is that of the state.
    states: Vec<Vec<(bool, bool, bool)>>,
    /// The number of each line.
    numbers: FxHashMap<Key, usize>,
    lines: Vec<Line>,
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
    customs: Span,
    answers: Vec<Answer>,
}

/// What a charge of a line comes to, by table.
#[derive(Debug)]
struct Answer {
    asked: Asked,
    parts: Vec<Option<One>>,
}

/// A charge, the state of tests, and what is charged on the line already.
type Asked = (Charge, usize, Below);

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
        let (numbers, lines) = (FxHashMap::default(), Vec::new());
        Self { money: None, tests: all, states: Vec::new(), numbers, lines }
    }

    /// Everything that is charged, rounded, with who collects it. None for an order of which charges of one line hang on other lines by
    /// more than sums of prices, and for one that is in error.
    pub(crate) fn charges<'a>(&mut self, facts: &mut Facts<'a>) -> Option<Vec<Part<'a>>> {
        if !is_line_by_line(facts) {
            return None;
        }
        self.begin(facts);
        let numbers: Option<Vec<usize>> = (0..facts.goods.len()).map(|at| self.valued(facts, at)).collect();
        let numbers = numbers?;
        facts.sum_customs().ok()?;
        if facts.listed(List::Flats).any(|(_, row)| !facts.ruled_out(&row.when)) {
            return None;
        }
        let state = self.state(facts)?;
        let facts = &*facts;
        in_order(facts, |of, below, parts| self.charge(facts, (of, state), &numbers, below, parts)).ok()
    }

    /// Begins an order. What is kept of other money is of no use.
    fn begin(&mut self, facts: &Facts<'_>) {
        let money = (facts.currency, facts.exchange.map(|rate| rate.turned()));
        if self.money != Some(money) || self.lines.len() > MOST {
            self.money = Some(money);
            self.states.clear();
            self.numbers.clear();
            self.lines.clear();
        }
    }

    /// The number of a line of the order, which gets its customs value.
    fn valued(&mut self, facts: &mut Facts<'_>, at: usize) -> Option<usize> {
        let key = Key::of(facts, at)?;
        let number = match self.numbers.get(&key).copied() {
            Some(known) => known,
            None => {
                let new = self.lines.len();
                self.lines.push(Line { customs: rate::customs_value(facts, at).ok()?, answers: Vec::new() });
                self.numbers.insert(key, new);
                new
            }
        };
        let customs = self.lines.get(number)?.customs;
        let good = facts.goods.get_mut(at)?;
        (good.valued, good.customs) = (customs, customs);
        Some(number)
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

    /// A charge of all lines, in a state of tests.
    fn charge<'a>(
        &mut self,
        facts: &Facts<'a>,
        (of, state): (Charge, usize),
        numbers: &[usize],
        below: &[Below],
        parts: &mut Parts<'a>,
    ) -> Result<(), TradeError> {
        for table in 0..rate::tables(facts, of).count() {
            for (at, (number, below)) in numbers.iter().zip(below).enumerate() {
                let Some(line) = self.lines.get_mut(*number) else { continue };
                let answer = line.answer(facts, (of, state, *below), at)?;
                let one = answer.get(table).and_then(Option::as_ref);
                one.and_then(|one| one.part(facts, at, of)).map_or(Ok(()), |part| parts.push(part))?;
            }
        }
        Ok(())
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
}

impl Hash for Key {
    /// Few lines are alike in these, and differ in others.
    fn hash<State: Hasher>(&self, state: &mut State) {
        (self.kind, self.goods, self.delivery).hash(state);
    }
}

impl Line {
    /// What a charge comes to: computed where it is not kept.
    fn answer(&mut self, facts: &Facts<'_>, asked: Asked, at: usize) -> Result<&[Option<One>], TradeError> {
        let known = self.answers.iter().position(|answer| answer.asked == asked);
        if known.is_none() {
            if self.answers.len() == MOST_OF_LINE {
                self.answers.clear();
            }
            self.answers.push(Answer { asked, parts: computed(facts, asked, at)? });
        }
        let answer = known.map_or(self.answers.last(), |known| self.answers.get(known));
        Ok(answer.map(|answer| answer.parts.as_slice()).unwrap_or_default())
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
}

/// A charge of a line by table, with reliefs and who collects it.
fn computed(facts: &Facts<'_>, asked: Asked, at: usize) -> Result<Vec<Option<One>>, TradeError> {
    let (of, _, below) = asked;
    let mut all = Vec::new();
    for table in rate::tables(facts, of) {
        let Some(mut part) = rate::one(facts, table, at, below, false)? else {
            all.push(None);
            continue;
        };
        rate::relieve(facts, of, &Sums::default(), std::slice::from_mut(&mut part))?;
        part.by = rate::collector(facts, &part)?;
        all.push(One::of(facts, &part));
    }
    Ok(all)
}
