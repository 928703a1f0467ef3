//! Whether the conditions of a row hold for a line: yes, no, or open, with what it hangs on.

use super::facts::{Facts, Sums, unknown};
use crate::row::{Carriage, Measure, Per, Row, ValueTest, When};
use crate::rules::Candidate;
use crate::span::{Truth, Unknowns};
use crate::{Hs, Span, TradeError, What};
use rust_decimal::Decimal;
use tradewind_domain::Market;

/// Digits behind the mark to which a value is compared with a limit, where a tax was taken out of it.
const MEASURED: u32 = 9;

impl Facts<'_> {
    /// Whether every condition holds for a line. `sums` are there for reliefs.
    pub(crate) fn holds(&self, when: &When, at: usize, sums: Option<&Sums>) -> Result<Truth, TradeError> {
        let truth = self.holds_but_hs(when, at, sums)?;
        let Some(good) = self.goods.get(at).filter(|_| truth.can) else { return Ok(Truth::NO) };
        Ok(if when.hs.0.is_empty() { truth } else { truth.and(within(good.code, &when.hs.0)) })
    }

    /// The same for rates, whose HS prefix was looked up.
    pub(crate) fn holds_but_hs(
        &self,
        when: &When,
        at: usize,
        sums: Option<&Sums>,
    ) -> Result<Truth, TradeError> {
        let request = self.request;
        let Some((good, line)) = self.goods.get(at).zip(request.lines.get(at)) else { return Ok(Truth::NO) };
        let flags = &when.flags;
        let parcel = &when.parcel_flags;
        let known = (when.to.is_empty() || when.to.contains(&self.to))
            && when.incoterm.is_none_or(|term| term == request.incoterm)
            && when.consumer.is_none_or(|consumer| consumer == request.consumer)
            && (flags.0.0 == 0 || flags.0.meets(line.flags))
            && !flags.1.meets(line.flags)
            && (parcel.0.0 == 0 || parcel.0.meets(self.parcel_flags))
            && !parcel.1.meets(self.parcel_flags);
        if !known {
            return Ok(Truth::NO);
        }
        let mut truth = Truth::YES;
        truth = truth.and(among(self.ship_from, &when.ship_from, None, What::ShipFrom));
        truth = truth.and(among(good.origin, &when.origin, self.ship_from, What::Origin));
        if let Some(mode) = when.mode {
            let open = Truth::open(mode == Carriage::Express, unknown(What::Mode));
            truth = truth.and(request.mode.map_or(open, |known| Truth::known(known == mode)));
        }
        if let Some(registered) = when.registered {
            let open = Truth::open(!registered, unknown(What::Seller));
            truth = truth.and(request.registered.map_or(open, |known| Truth::known(known == registered)));
        }
        if !when.hs.1.is_empty() {
            truth = truth.and(within(good.code, &when.hs.1).not());
        }
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

    /// The same for a rate that was looked up by its prefix.
    pub(super) fn holds_candidate(
        &self,
        row: &Row,
        candidate: &Candidate,
        at: usize,
    ) -> Result<Truth, TradeError> {
        let truth = self.holds_but_hs(&row.when, at, None)?;
        if candidate.covers || !truth.can {
            return Ok(truth);
        }
        let other_edition = self.goods.get(at).is_some_and(|good| good.other_edition);
        let what = if other_edition { What::Edition } else { What::Hs };
        Ok(truth.and(Truth::open(false, unknown(what))))
    }

    fn tested(&self, test: &ValueTest, at: usize, sums: Option<&Sums>) -> Result<Truth, TradeError> {
        if self.values_open {
            return Ok(Truth::open(true, Unknowns::NONE));
        }
        let Some(good) = self.goods.get(at) else { return Ok(Truth::NO) };
        // What is measured is open where a rate is: more digits of the code may tell.
        let hangs_on = if good.code.digits() < 6 { unknown(What::Hs) } else { Unknowns::NONE };
        let one = if test.per == Per::Item { good.quantity } else { Decimal::ONE };
        let piece = |value: Decimal| value.checked_div(one).ok_or(TradeError::Overflow);
        let charged = |lists: &[fn(&Sums) -> &Vec<Span>]| {
            let mut sum = Span::ZERO;
            for list in lists.iter().filter_map(|list| sums.map(list)) {
                let lines = list.iter().enumerate();
                let lines = lines.filter(|(line, _)| test.per == Per::Consignment || *line == at);
                sum = lines.map(|(_, span)| span).try_fold(sum, |sum, span| sum.plus(*span))?;
            }
            self.to_place(sum.in_order().map(piece)?)
        };
        let measured = match (test.of, test.per) {
            (Measure::Goods, Per::Consignment) => self.tested_goods,
            (Measure::Cif, Per::Consignment) => self.tested_cif,
            (Measure::Customs, Per::Consignment) => self.tested_customs,
            (Measure::Goods, Per::Line) => self.to_place(good.worth)?,
            (Measure::Goods, Per::Item) if !self.request.tax_included => self.to_place(Span::exact(good.each))?,
            (Measure::Goods, Per::Item) => self.to_place(good.worth.map(piece)?)?,
            (Measure::Cif, _) => self.to_place(good.cif.map(piece)?)?,
            (Measure::Customs, _) => self.to_place(good.valued.map(piece)?)?,
            (Measure::Duty, _) => charged(&[|sums| &sums.duty])?,
            (Measure::Tax, _) => charged(&[|sums| &sums.tax])?,
            (Measure::Charges, _) => charged(&[|sums| &sums.duty, |sums| &sums.excise, |sums| &sums.tax])?,
            (Measure::Year, _) => Some(self.year),
            (Measure::Turnover, _) => return Ok(bounded(test, self.turnover, unknown(What::Turnover))),
        };
        let Some(mut measured) = measured else { return Ok(Truth::open(false, unknown(What::Rate))) };
        if self.request.tax_included {
            // Prices were divided, and what they come to together may miss a limit that it meets by a last digit.
            measured = measured.map(|value| Ok(value.round_dp(MEASURED)))?;
        }
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

/// Whether a code begins with one of these; open where it is too short to tell.
fn within(code: Hs, prefixes: &[Hs]) -> Truth {
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
