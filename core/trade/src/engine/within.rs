//! Prices that have the tax of the sale in them: what the goods are worth without it, which limits and customs values are of.

use super::facts::{Facts, Schemes};
use super::hull::Hull;
use super::part::Part;
use crate::row::{Charge, DOMESTIC, Rule};
use crate::span::Unknowns;
use crate::{Span, TradeError};
use rust_decimal::Decimal;

/// Digits behind the mark of an amount without its tax: what lies beyond is the division's own.
const EXACT: u32 = 15;

impl Facts<'_> {
    /// Takes every line as one whose tax is within its price by a scheme, or as one without tax in it.
    pub(super) fn presume(&mut self, scheme: Option<u8>) -> Result<(), TradeError> {
        if !self.request.tax_included {
            return Ok(());
        }
        for at in 0..self.goods.len() {
            let percent = scheme.map(|number| self.percent_within(at, usize::from(number))).transpose()?;
            self.without(at, percent, percent.is_none())?;
        }
        self.sum_up()
    }

    /// Once schemes are known: takes the tax out of the prices of lines whose tax is collected at sale.
    pub(super) fn take_tax_out(&mut self) -> Result<(), TradeError> {
        if !self.request.tax_included {
            return Ok(());
        }
        let sold = self.sold();
        for at in 0..self.goods.len() {
            let Some(scheme) = self.goods.get(at).map(|good| good.scheme) else { continue };
            let mut percent: Option<Span> = None;
            for number in (0..32).filter(|number| (scheme.can & sold) >> number & 1 == 1) {
                let one = self.percent_within(at, number)?;
                percent = Some(match percent {
                    Some(other) if scheme.likely == number => one.or(other),
                    Some(other) => other.or(one),
                    None => one,
                });
            }
            // Where it may go by another one too, there may be no tax in its price.
            self.without(at, percent, scheme.can & !sold != 0)?;
        }
        self.sum_up()
    }

    /// Where the price of a line may have the tax in it, nothing may come on top of it; where it is likely to have, nothing is likely to.
    /// The most stays, so this is done once reliefs are.
    pub(super) fn may_be_within(&self, parts: &mut [Part<'_>]) {
        if !self.request.tax_included {
            return;
        }
        let sold = self.sold();
        for part in parts.iter_mut().filter(|part| part.of == Charge::Tax && !part.at_sale) {
            let scheme = self.goods.get(part.line).map(|good| good.scheme);
            let Some(scheme) = scheme.filter(|scheme| scheme.can & sold != 0) else { continue };
            let instead = part.instead;
            part.span = part.span.map(|span| if instead { Span::ZERO.or(span) } else { span.or(Span::ZERO) });
            part.hangs_on = part.hangs_on.and(scheme.hangs_on);
        }
    }

    /// Whether the tax of any line is likely within its price, and may be one of the border.
    pub(super) fn may_be_at_border(&self) -> bool {
        self.request.tax_included && (0..self.goods.len()).any(|at| self.likely_sold_alone(at))
    }

    /// Whether a line is likely sold, and may be taxed at the border.
    pub(super) fn likely_sold_alone(&self, at: usize) -> bool {
        let scheme = self.goods.get(at).map(|good| good.scheme);
        scheme.is_some_and(|scheme| scheme.at_sale && scheme.can & !self.sold() != 0)
    }

    /// Schemes whose tax is collected at sale, as bits.
    fn sold(&self) -> u32 {
        let rows = self.indexed.rows(&self.indexed.schemes, self.request.on);
        let sold = rows.filter_map(|row| match &row.rule {
            Rule::Scheme { number, tax_at_sale: true } => 1_u32.checked_shl(u32::from(*number)),
            _ => None,
        });
        sold.fold(1 << DOMESTIC, |all, bit| all | bit)
    }

    /// What a line is worth without tax of so many percent; `or_with`: it may have none in it, and has likely none where the tax of the
    /// likely scheme is not collected at sale.
    fn without(&mut self, at: usize, percent: Option<Span>, or_with: bool) -> Result<(), TradeError> {
        let Some(good) = self.goods.get_mut(at) else { return Ok(()) };
        let likely_with = or_with && !good.scheme.at_sale;
        let less = |paid: Decimal| {
            let Some(percent) = percent else { return Ok(Span::exact(paid)) };
            let one = |percent: Decimal| {
                let all = paid.checked_mul(Decimal::ONE_HUNDRED);
                let less = all.and_then(|all| all.checked_div(Decimal::ONE_HUNDRED + percent));
                less.map(|less| less.round_dp(EXACT)).ok_or(TradeError::Overflow)
            };
            let less = Span { min: one(percent.max)?, likely: one(percent.likely)?, max: one(percent.min)? };
            let whole = Span::exact(paid);
            Ok(match (or_with, likely_with) {
                (false, _) => less,
                (true, true) => whole.or(less),
                (true, false) => less.or(whole),
            })
        };
        (good.worth, good.cif) = (less(good.goods)?, less(good.paid())?);
        Ok(())
    }

    /// The percents of tax of a line that goes by a scheme, whatever is measured.
    fn percent_within(&mut self, at: usize, scheme: usize) -> Result<Span, TradeError> {
        let open = std::mem::replace(&mut self.values_open, true);
        let before =
            self.goods.get_mut(at).map(|good| std::mem::replace(&mut good.scheme, Schemes::only(scheme)));
        let percent = self.percent(at);
        self.values_open = open;
        if let Some((good, before)) = self.goods.get_mut(at).zip(before) {
            good.scheme = before;
        }
        percent
    }

    fn percent(&self, at: usize) -> Result<Span, TradeError> {
        let mut sum = Span::ZERO;
        for (number, _) in self.indexed.tables.iter().enumerate().filter(|(_, table)| table.of == Charge::Tax)
        {
            let mut hull = Hull::new();
            for (row, truth) in self.rates(number, at) {
                let Rule::Rate(rate) = &row.rule else { continue };
                let truth = self.and_moving(truth, &row.when, at, None)?;
                if truth.can {
                    hull.take(truth, row, Some(rate.percent.unwrap_or(Span::ZERO)), Unknowns::NONE);
                }
                if truth.must {
                    break;
                }
            }
            let percent = hull.finish().and_then(|(percent, ..)| percent);
            sum = sum.plus(percent.unwrap_or(Span::ZERO))?;
        }
        Ok(sum)
    }
}
