//! Charges of lines that were computed for an order like this one: variants of an order have most of their lines in common.

use super::facts::{Alike, Facts};
use super::kinds::List;
use super::part::{Below, MAX_PARTS, Part, Sums, Weighed};
use super::{rate, settle};
use crate::round::{Level, Rounding, to_minor};
use crate::row::{By, Charge, Measure, Per, Row, Rule, ValueTest};
use crate::rules::Indexed;
use crate::{Day, Span, TradeError};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use std::hash::{Hash, Hasher};
use tradewind_domain::Currency;

/// How many lines are kept when an order begins, and how many parts of theirs; over it all are forgotten.
const MOST: usize = 1024;
const MOST_PARTS: usize = 32 * MOST;

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
    /// Parts of all answers, by table in each.
    parts: Vec<Option<One>>,
    pub(super) ways: Vec<Way>,
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
    way: (i64, i64),
    grams: Option<u32>,
    millilitres: Option<u32>,
    schemes: Alike,
}

#[derive(Debug)]
struct Line {
    customs: Span,
    /// The same in minor units of the quote's currency, where it is so many.
    minor: Option<i64>,
    answers: Vec<Answer>,
}

/// What a charge of a line comes to in a state of tests, on what is charged on it already.
#[derive(Debug)]
struct Answer {
    of: Charge,
    state: usize,
    below: Below,
    /// Its part by the first table of the charge, among all parts.
    first: usize,
}

/// A part of a line, as it is before it is rounded: how it is charged, and how much, if that can be known.
#[derive(Debug)]
pub(super) struct One {
    pub(super) way: Way,
    pub(super) much: Option<(Span, Weighed)>,
}

/// How a part is charged. Rows are numbers, and so are ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Way {
    of: Charge,
    rate: usize,
    pub(super) row: usize,
    pub(super) at_sale: bool,
    pub(super) by: By,
    pub(super) rounding: Option<Rounding>,
    /// The first way whose parts are rounded together with those of this one, where all of a charge are rounded alike, and not each part
    /// alone.
    pub(super) together: usize,
    /// The first way whose parts one line tells with those of this one.
    pub(super) told: usize,
}

/// Lines of an order by their numbers, and the number of the state that tests of all of them are in.
#[derive(Debug)]
pub(super) struct Lines {
    pub(super) numbers: Vec<usize>,
    pub(super) state: usize,
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
        let (states, parts, ways) = (Vec::new(), Vec::new(), Vec::new());
        Self { money: None, tests: all, states, numbers, lines, parts, ways }
    }

    /// The lines of an order as they are kept here. None for an order of which charges of one line hang on other lines by more than sums
    /// of prices, and for one that is in error.
    pub(super) fn lines(&mut self, facts: &mut Facts<'_>) -> Option<Lines> {
        if !is_line_by_line(facts) {
            return None;
        }
        self.begin(facts);
        let mut numbers = Vec::with_capacity(facts.goods.len());
        for at in 0..facts.goods.len() {
            let good = facts.goods.get(at)?;
            // Most lines are those of the order before.
            let kept = good.kept.filter(|(_, had)| *had == good.scheme.alike());
            numbers.push(match kept {
                Some((number, _)) => number,
                None => self.valued(facts, at)?,
            });
        }
        self.sum_customs(facts, &numbers)?;
        if facts.listed(List::Flats).any(|(_, row)| !facts.ruled_out(&row.when)) {
            return None;
        }
        let state = self.state(facts)?;
        Some(Lines { numbers, state })
    }

    /// Begins an order. What is kept of other money is of no use.
    fn begin(&mut self, facts: &mut Facts<'_>) {
        let money = (facts.currency, facts.exchange.map(|rate| rate.turned()));
        if self.money != Some(money) || self.lines.len() > MOST || self.parts.len() > MOST_PARTS {
            self.money = Some(money);
            self.states.clear();
            self.numbers.clear();
            self.lines.clear();
            self.parts.clear();
            self.ways.clear();
            facts.goods.iter_mut().for_each(|good| good.kept = None);
        }
    }

    /// The number of a line of the order, which gets its customs value.
    fn valued(&mut self, facts: &mut Facts<'_>, at: usize) -> Option<usize> {
        let number = self.number(facts, at)?;
        let customs = self.lines.get(number)?.customs;
        let good = facts.goods.get_mut(at)?;
        (good.valued, good.customs, good.kept) = (customs, customs, Some((number, good.scheme.alike())));
        Some(number)
    }

    /// The number of a line by all that its charges hang on.
    fn number(&mut self, facts: &Facts<'_>, at: usize) -> Option<usize> {
        let key = Key::of(facts, at)?;
        if let Some(known) = self.numbers.get(&key) {
            return Some(*known);
        }
        let new = self.lines.len();
        let customs = rate::customs_value(facts, at).ok()?;
        let whole = customs.is_exact() && customs.min.scale() <= facts.digits;
        let minor = to_minor(customs.min, facts.digits).ok().filter(|_| whole);
        self.lines.push(Line { customs, minor, answers: Vec::new() });
        self.numbers.insert(key, new);
        Some(new)
    }

    /// Adds up customs values.
    fn sum_customs(&self, facts: &mut Facts<'_>, numbers: &[usize]) -> Option<()> {
        let mut minors = numbers.iter().map(|number| self.lines.get(*number)?.minor);
        match minors.try_fold(0_i64, |sum, minor| sum.checked_add(minor?)) {
            Some(sum) => facts.customs_sum(Span::exact(Decimal::new(sum, facts.digits))).ok(),
            None => facts.sum_customs().ok(),
        }
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

    /// The first part of the answer what a charge of a line comes to: computed where it is not kept.
    #[inline]
    pub(super) fn ask(
        &mut self,
        facts: &Facts<'_>,
        (of, state): (Charge, usize),
        below: &Below,
        (number, at): (usize, usize),
    ) -> Option<usize> {
        let is_of = |answer: &&Answer| answer.of == of && answer.state == state && answer.below == *below;
        let known = self.lines.get(number)?.answers.iter().find(is_of);
        known.map(|known| known.first).or_else(|| self.answer(facts, (of, state), below, (number, at)))
    }

    #[cold]
    fn answer(
        &mut self,
        facts: &Facts<'_>,
        (of, state): (Charge, usize),
        below: &Below,
        (number, at): (usize, usize),
    ) -> Option<usize> {
        let first = self.parts.len();
        self.parts.extend(computed(facts, &mut self.ways, (of, *below), at)?);
        self.lines.get_mut(number)?.answers.push(Answer { of, state, below: *below, first });
        Some(first)
    }

    /// A part of an answer.
    pub(super) fn part(&self, at: usize) -> Option<&One> {
        self.parts.get(at)?.as_ref()
    }
}

impl Key {
    fn of(facts: &Facts<'_>, at: usize) -> Option<Self> {
        let (good, line) = facts.goods.get(at).zip(facts.request.lines.get(at))?;
        Some(Self {
            kind: good.kind,
            quantity: line.quantity,
            goods: good.minor,
            way: good.way,
            grams: line.grams,
            millilitres: line.millilitres,
            schemes: good.scheme.alike(),
        })
    }
}

impl Hash for Key {
    /// Few lines are alike in these, and differ in others.
    fn hash<State: Hasher>(&self, state: &mut State) {
        (self.kind, self.goods, self.way.0).hash(state);
    }
}

impl One {
    fn of(facts: &Facts<'_>, ways: &mut Vec<Way>, part: &Part<'_>) -> Option<Self> {
        let weighed = |span| (span, Weighed::of(span, facts.digits));
        Some(Self { way: Way::of(facts, ways, part)?, much: part.span.map(weighed) })
    }
}

impl Way {
    /// The way in which a part is charged.
    fn of(facts: &Facts<'_>, ways: &mut Vec<Self>, part: &Part<'_>) -> Option<Self> {
        let number = |row: &Row| facts.place.rows.element_offset(row);
        let (of, at_sale, by) = (part.of, part.at_sale, part.by);
        let (rate, row) = (number(part.rate)?, number(part.row)?);
        let rounding = settle::stated(facts, of, part.line).ok()?;
        let new = ways.len();
        let collected = |way: &Self| (way.of, way.at_sale, way.by) == (of, at_sale, by);
        let first = |belongs: &dyn Fn(&Self) -> bool| ways.iter().position(belongs).unwrap_or(new);
        let rounded = |way: &Self| collected(way) && way.rounding == rounding;
        let together = match rounding.map_or(Level::Rate, |rounding| rounding.level) {
            Level::Total => first(&rounded),
            _ => first(&|way| rounded(way) && way.rate == rate),
        };
        let told = first(&|way| collected(way) && way.row == row);
        let same = first(&|way| rounded(way) && (way.rate, way.row) == (rate, row));
        if same == new {
            ways.push(Self { of, rate, row, at_sale, by, rounding, together, told });
        }
        ways.get(same).copied()
    }
}

/// Whether charges of a line hang on those of other lines by nothing but sums of prices, as far as can be told before sums are known.
fn is_line_by_line(facts: &Facts<'_>) -> bool {
    let rounds_customs =
        |row: &Row| matches!(row.rule, Rule::Round { of, .. } if of >> Charge::Customs as u8 & 1 == 1);
    !facts.request.tax_included
        && facts.indexed.tables.len() <= MAX_PARTS
        && !facts.values_open
        && !facts.charges_are_tested()
        && !facts.listed(List::Rounds).any(|(_, row)| rounds_customs(row))
        && !facts.listed(List::Valuations).any(|(_, row)| !row.when.value.is_empty())
}

/// A charge of a line by table, with reliefs and who collects it.
fn computed(
    facts: &Facts<'_>,
    ways: &mut Vec<Way>,
    (of, below): (Charge, Below),
    at: usize,
) -> Option<Vec<Option<One>>> {
    let mut one = |table| -> Result<Option<One>, TradeError> {
        let Some(mut part) = rate::one(facts, table, at, below, false)? else { return Ok(None) };
        rate::relieve(facts, of, &Sums::default(), std::slice::from_mut(&mut part))?;
        part.by = rate::collector(facts, &part)?;
        Ok(One::of(facts, ways, &part))
    };
    rate::tables(facts, of).map(|table| one(table).ok()).collect()
}
