//! Prices that have the tax of the sale in them: what is left of them without it.

use crate::facts::{Facts, Scheme};
use crate::range::Range;
use crate::rounding::NOISE;
use rust_decimal::Decimal;
use tradewind_trade::row::{Charge, Rule};

impl Facts<'_> {
    /// Takes the tax out of every price that has it in it, by the schemes that its line may go by.
    pub(crate) fn take_tax_out(&mut self) {
        for at in 0..self.lines.len() {
            let schemes = self.lines[at].schemes.clone();
            self.lines[at].worth = self.worth(at, &schemes);
        }
    }

    /// A line's price, and it with delivery and insurance, without tax that is within it; the first of the schemes is the likely one.
    pub(crate) fn worth(&mut self, at: usize, schemes: &[Scheme]) -> [Range; 2] {
        let goods = &self.lines[at];
        let paid = [goods.goods, goods.goods + goods.delivery + goods.insurance].map(Range::known);
        let sold: Vec<Scheme> = schemes.iter().copied().filter(|scheme| scheme.at_sale).collect();
        let percents: Vec<Range> = sold.into_iter().map(|scheme| self.percent_within(at, scheme)).collect();
        let Some(percent) = percents.into_iter().reduce(Range::or) else { return paid };
        let without = |percent: Decimal, paid: Decimal| {
            (paid * Decimal::ONE_HUNDRED / (Decimal::ONE_HUNDRED + percent)).round_dp(NOISE)
        };
        paid.map(|paid| {
            let less = Range {
                min: without(percent.max, paid.min),
                likely: without(percent.likely, paid.likely),
                max: without(percent.min, paid.max),
            };
            match (schemes.iter().all(|scheme| scheme.at_sale), schemes.first()) {
                (true, _) => less,
                (false, Some(Scheme { at_sale: true, .. })) => less.or(paid),
                (false, _) => paid.or(less),
            }
        })
    }

    /// All percents of tax of a line that goes by a scheme, whatever is measured.
    fn percent_within(&mut self, at: usize, scheme: Scheme) -> Range {
        let schemes = std::mem::replace(&mut self.lines[at].schemes, vec![scheme]);
        self.unmeasured = true;
        let mut sum = Range::ZERO;
        for layer in 0..self.place.layers.len() as u8 {
            let winners = self.winners(
                at,
                |rule| matches!(rule, Rule::Rate(rate) if rate.of == Charge::Tax && rate.layer == layer),
            );
            if winners.rows.is_empty() {
                continue;
            }
            let percent = winners.range(|row| match &row.rule {
                Rule::Rate(rate) => Some(rate.percent.map_or(Range::ZERO, Range::of)),
                _ => None,
            });
            sum = sum.plus(percent.unwrap_or(Range::ZERO));
        }
        self.unmeasured = false;
        self.lines[at].schemes = schemes;
        sum
    }
}
