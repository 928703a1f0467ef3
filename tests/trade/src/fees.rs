//! Fees of carriers and authorities.

use crate::charges::{Charged, combined};
use crate::facts::Facts;
use crate::range::{Range, Truth};
use rust_decimal::Decimal;
use tradewind_trade::row::{By, Fee, FeeBase, Incoterm, Row, Rule};

/// A fee that may be asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'a> {
    /// The rule.
    pub(crate) rule: &'a Row,
    /// Who asks for it.
    pub(crate) by: By,
    /// How much; none where it cannot be computed without a rate of exchange.
    pub(crate) amount: Option<Range>,
}

impl<'a> Facts<'a> {
    /// All fees.
    pub(crate) fn fees(&self, charged: &[Charged<'a>]) -> Vec<Asked<'a>> {
        let on_delivery = charged
            .iter()
            .filter(|part| matches!(part.by, By::Carrier | By::Border))
            .map(|part| part.exact.and(Some(part.rounded.in_order())))
            .try_fold(Range::ZERO, |sum, part| Some(sum.plus(part?)));
        let due = match on_delivery {
            None => Truth::Open { likely: true },
            Some(sum) if sum.max.is_zero() => Truth::No,
            Some(sum) if sum.min.is_zero() => Truth::Open { likely: !sum.likely.is_zero() },
            Some(_) => Truth::Yes,
        };
        let mut fees = Vec::new();
        for row in self.rows() {
            let Rule::Fee(fee) = &row.rule else { continue };
            let mut holds = (0..self.lines.len()).map(|at| self.holds(row, at)).fold(Truth::No, Truth::or);
            if fee.only_if_due {
                holds = holds.and(due);
            }
            let of_buyer = matches!(fee.by, By::Carrier | By::Border);
            let paid = self.request.incoterm == Incoterm::Ddp && of_buyer;
            if holds == Truth::No || paid || self.domestic() {
                continue;
            }
            let amount = self.fee(fee, on_delivery).map(|amount| amount.if_holds(holds));
            fees.push(Asked { rule: row, by: fee.by, amount });
        }
        fees
    }

    fn fee(&self, fee: &Fee, on_delivery: Option<Range>) -> Option<Range> {
        let worth = |with_way: usize| {
            self.lines.iter().fold(Range::ZERO, |sum, goods| sum.plus(goods.worth[with_way]))
        };
        let percent = match fee.percent {
            None => None,
            Some((base, percent)) => {
                let base = match base {
                    FeeBase::Advanced => on_delivery?,
                    FeeBase::Goods => worth(0),
                    FeeBase::Cif => worth(1),
                    FeeBase::Customs => {
                        self.lines.iter().fold(Range::ZERO, |sum, goods| sum.plus(goods.customs))
                    }
                };
                Some(base.percent(Range::of(percent)))
            }
        };
        let fixed = match fee.amount {
            None => None,
            Some(amount) => Some(self.of_place(Range::of(amount))?),
        };
        let mut all = match (percent, fixed) {
            (Some(percent), Some(fixed)) => combined(fee.combine, percent, fixed),
            (one, other) => one.or(other)?,
        };
        if let Some(least) = fee.least {
            all = all.with(self.of_place(Range::known(least))?, Decimal::max);
        }
        if let Some(most) = fee.most {
            all = all.with(self.of_place(Range::known(most))?, Decimal::min);
        }
        Some(all)
    }
}
