//! Whether the conditions of a row hold for a line: yes, no, or open, with what it hangs on.

use super::facts::Facts;
use super::kinds::{List, Percents, Ruled, Setting, fixed, unknown, within};
use super::part::{Charged, Sums};
use crate::row::{Measure, Per, Row, ValueTest, When};
use crate::span::{Truth, Unknowns};
use crate::{Span, TradeError, What};
use rust_decimal::Decimal;

/// Digits behind the mark to which a value is compared with a limit, where a tax was taken out of it.
const MEASURED: u32 = 9;

impl<'a> Facts<'a> {
    /// Whether every condition holds for a line.
    pub(crate) fn holds(&self, when: &When, at: usize) -> Result<Truth, TradeError> {
        let Some((good, line)) = self.goods.get(at).zip(self.request.lines.get(at)) else {
            return Ok(Truth::NO);
        };
        let setting = Setting::of(self.request, self.indexed);
        let mut truth = fixed(&setting, when, good.code, good.origin, line.flagged());
        if !when.hs.0.is_empty() {
            truth = truth.and(within(good.code, &when.hs.0));
        }
        self.and_moving(truth, when, at, None)
    }

    /// Rows of a list that may hold for a line, as far as that hangs neither on values nor on schemes.
    pub(crate) fn ruled(&self, list: List, at: usize) -> impl Iterator<Item = Ruled<'a>> + '_ {
        let kind = self.goods.get(at).map_or(usize::MAX, |good| good.kind);
        let rows = self.kinds.rows(list).iter().zip(self.kinds.truths(list, kind));
        let rows = rows.filter(|(_, truth)| truth.can);
        rows.filter_map(|(row, truth)| self.place.rows.get(*row).map(|row| (row, *truth)))
    }

    /// The rows of a list that hold on the day, and may hold for any line.
    pub(crate) fn listed(&self, list: List) -> impl Iterator<Item = (usize, &'a Row)> + '_ {
        self.kinds
            .rows(list)
            .iter()
            .enumerate()
            .filter(move |(nth, _)| self.kinds.may(list, *nth))
            .filter_map(|(nth, row)| Some((nth, self.place.rows.get(*row)?)))
    }

    /// Whether the nth row of a list holds for a line. `sums` are there for reliefs.
    pub(crate) fn nth_holds(
        &self,
        (list, nth, row): (List, usize, &Row),
        at: usize,
        sums: Option<&Sums>,
    ) -> Result<Truth, TradeError> {
        let kind = self.goods.get(at).map_or(usize::MAX, |good| good.kind);
        let truth = self.kinds.truths(list, kind).get(nth).copied().unwrap_or(Truth::NO);
        self.and_moving(truth, &row.when, at, sums)
    }

    /// Rows of a table of rates that may hold for a line, the best first.
    pub(crate) fn rates(&self, table: usize, at: usize) -> impl Iterator<Item = Ruled<'a>> + '_ {
        let kind = self.goods.get(at).map_or(usize::MAX, |good| good.kind);
        let rates = self.kinds.rates(table, kind).iter();
        rates.filter_map(|(row, truth)| self.place.rows.get(*row).map(|row| (row, *truth)))
    }

    /// What the rates of a table come to for a line, where that is percents alone.
    pub(crate) fn percents(&self, table: usize, at: usize) -> Option<(&'a Row, Percents)> {
        let (row, percents) = self.kinds.percents(table, self.goods.get(at)?.kind)?;
        Some((self.place.rows.get(row)?, percents))
    }

    /// The same with what hangs on schemes and values.
    pub(crate) fn and_moving(
        &self,
        mut truth: Truth,
        when: &When,
        at: usize,
        sums: Option<&Sums>,
    ) -> Result<Truth, TradeError> {
        let Some(good) = self.goods.get(at).filter(|_| truth.can) else { return Ok(Truth::NO) };
        if when.schemes.0 != 0 {
            truth = truth.and(good.scheme.among(when.schemes.0));
        }
        if when.schemes.1 != 0 {
            truth = truth.and(good.scheme.among(when.schemes.1).not());
        }
        for test in &when.value {
            if !truth.can {
                break;
            }
            truth = truth.and(self.tested(test, at, sums)?);
        }
        Ok(truth)
    }

    /// Whether a relief of this day measures what is charged.
    pub(crate) fn charges_are_tested(&self) -> bool {
        let of_charges =
            |test: &ValueTest| matches!(test.of, Measure::Duty | Measure::Tax | Measure::Charges);
        self.listed(List::Reliefs).any(|(_, row)| row.when.value.iter().any(of_charges))
    }

    /// Whether a test of the whole consignment says that a row can hold for no line.
    pub(crate) fn ruled_out(&self, when: &When) -> bool {
        when.value.iter().any(|test| {
            let measured = match (test.of, test.per) {
                _ if self.values_open => None,
                (Measure::Goods, Per::Consignment) => self.tested_goods,
                (Measure::Cif, Per::Consignment) => self.tested_cif,
                (Measure::Customs, Per::Consignment) => self.tested_customs,
                _ => None,
            };
            measured.is_some_and(|measured| !bounded(test, self.compared(measured), Unknowns::NONE).can)
        })
    }

    /// A measured value as it is compared with a limit. Where a tax was taken out of prices they were divided, and what they come to
    /// together may miss a limit that it meets by a last digit.
    fn compared(&self, span: Span) -> Span {
        if !self.request.tax_included {
            return span;
        }
        let compared = |value: Decimal| value.round_dp(MEASURED);
        Span { min: compared(span.min), likely: compared(span.likely), max: compared(span.max) }
    }

    /// How many pieces there are in all. Five hundred lines of 32 bits each fit.
    fn pieces(&self) -> Decimal {
        Decimal::from(self.request.lines.iter().map(|line| u64::from(line.quantity)).sum::<u64>())
    }

    pub(super) fn tested(
        &self,
        test: &ValueTest,
        at: usize,
        sums: Option<&Sums>,
    ) -> Result<Truth, TradeError> {
        if self.values_open {
            return Ok(Truth::open(true, Unknowns::NONE));
        }
        let Some(good) = self.goods.get(at) else { return Ok(Truth::NO) };
        // What is measured is open where a rate is: more digits of the code may tell.
        let hangs_on = if good.code.digits() < 6 { unknown(What::Hs) } else { Unknowns::NONE };
        let one = if test.per == Per::Item { good.quantity } else { Decimal::ONE };
        let piece = |value: Decimal| value.checked_div(one).ok_or(TradeError::Overflow);
        let charged = |lists: &[fn(&Sums) -> &Charged]| {
            let mut sum = Span::ZERO;
            for charged in lists.iter().filter_map(|list| sums.map(list)) {
                let line = charged.lines.get(at).copied().unwrap_or(Span::ZERO);
                sum = sum.plus(if test.per == Per::Consignment { charged.all } else { line })?;
            }
            self.to_place(sum.in_order().map(piece)?)
        };
        let measured = match (test.of, test.per) {
            (Measure::Goods, Per::Consignment) => self.tested_goods,
            (Measure::Cif, Per::Consignment) => self.tested_cif,
            (Measure::Customs, Per::Consignment) => self.tested_customs,
            (Measure::Goods, Per::Line) => self.to_place(good.worth)?,
            (Measure::Goods, Per::Item) if !self.request.tax_included => {
                self.to_place(Span::exact(good.each))?
            }
            (Measure::Goods, Per::Item) => self.to_place(good.worth.map(piece)?)?,
            (Measure::Cif, _) => self.to_place(good.cif.map(piece)?)?,
            (Measure::Customs, _) => self.to_place(good.valued.map(piece)?)?,
            (Measure::Duty, _) => charged(&[|sums| &sums.duty])?,
            (Measure::Tax, _) => charged(&[|sums| &sums.tax])?,
            (Measure::Charges, _) => charged(&[|sums| &sums.duty, |sums| &sums.excise, |sums| &sums.tax])?,
            (Measure::Year, _) => Some(self.year),
            (Measure::Turnover, _) => return Ok(bounded(test, self.turnover, unknown(What::Turnover))),
            (Measure::Pieces, _) => return Ok(bounded(test, Span::exact(self.pieces()), Unknowns::NONE)),
        };
        let Some(measured) = measured else { return Ok(Truth::open(false, unknown(What::Rate))) };
        let measured = self.compared(measured);
        let hangs_on = if test.of == Measure::Year { unknown(What::YearSpent) } else { hangs_on };
        Ok(bounded(test, measured, hangs_on))
    }
}

fn bounded(test: &ValueTest, span: Span, hangs_on: Unknowns) -> Truth {
    let over =
        |value: Decimal| test.low.is_none_or(|(low, more)| if more { value > low } else { value >= low });
    let under =
        |value: Decimal| test.high.is_none_or(|(high, less)| if less { value < high } else { value <= high });
    let must = over(span.min) && under(span.max);
    Truth {
        can: over(span.max) && under(span.min),
        must,
        likely: over(span.likely) && under(span.likely),
        hangs_on: if must { Unknowns::NONE } else { hangs_on },
    }
}
