//! Rounding as the place states it: of what together, where, and what each line has of it.

use crate::Fault;
use crate::charges::Charged;
use crate::facts::{Exchange, Facts};
use crate::range::Range;
use crate::rounding::{NOISE, rounded, shared};
use rust_decimal::Decimal;
use tradewind_trade::row::{Charge, Rule};
use tradewind_trade::{Level, Mode, Rounding};

impl<'a> Facts<'a> {
    /// The rounding that a place states for a charge on a line.
    fn stated(&self, charge: Charge, at: usize) -> Option<Rounding> {
        let of_charge = |rule: &Rule| matches!(rule, Rule::Round { of, .. } if of >> (charge as u8) & 1 == 1);
        let winners = self.winners(at, of_charge);
        let likely = winners.rows.iter().find(|(_, truth)| truth.is_likely()).map(|(row, _)| &row.rule);
        match likely {
            Some(Rule::Round { how, .. }) if self.fault != Some(Fault::NoRoundingRows) => Some(*how),
            _ => None,
        }
    }

    /// Rounds parts of one charge: each line's, those of one rate together, or all together; apart by who collects them. Each part gets
    /// its share of the rounded sum.
    pub(crate) fn round(&self, charge: Charge, parts: &mut [Charged<'a>]) {
        let mut done: Vec<usize> = Vec::new();
        for first in 0..parts.len() {
            if done.contains(&first) || parts[first].exact.is_none() {
                continue;
            }
            let stated = self.stated(charge, parts[first].line);
            let level = stated.map_or(Level::Rate, |stated| stated.level);
            let with = |at: &usize| {
                let (part, other) = (&parts[first], &parts[*at]);
                let together = match level {
                    Level::Unit | Level::Line => *at == first,
                    Level::Rate => part.rate.id == other.rate.id,
                    Level::Total => true,
                };
                together && part.by == other.by && part.at_sale == other.at_sale && other.exact.is_some()
            };
            let group: Vec<usize> = (0..parts.len()).filter(with).collect();
            let at_sale = parts[first].at_sale;
            let share = |of: fn(Range) -> Decimal| {
                let exact = |at: &usize| of(parts[*at].exact.unwrap_or(Range::ZERO));
                let weights: Vec<Decimal> = group.iter().map(exact).collect();
                let sum = self.rounded_sum(stated, at_sale, weights.iter().sum());
                shared(sum, &self.as_weights(&weights), self.digits)
            };
            let min = share(|range| range.min);
            let (likely, max) = (share(|range| range.likely), share(|range| range.max));
            for (index, at) in group.iter().enumerate() {
                parts[*at].rounded = Range { min: min[index], likely: likely[index], max: max[index] };
            }
            done.extend(group);
        }
    }

    /// Amounts as weights: to four digits behind the minor unit.
    fn as_weights(&self, amounts: &[Decimal]) -> Vec<Decimal> {
        amounts.iter().map(|amount| rounded(amount.round_dp(NOISE), Mode::HalfUp, -self.digits - 4)).collect()
    }

    /// A sum of charges in minor units of the quote's currency. What is collected at the border is rounded in the place's currency first;
    /// what is collected at sale in that of the sale, by the place's mode.
    fn rounded_sum(&self, stated: Option<Rounding>, at_sale: bool, sum: Decimal) -> Decimal {
        let mode = stated.map_or(Mode::HalfUp, |stated| stated.mode);
        let mode = if self.fault == Some(Fault::RoundsDown) { Mode::Down } else { mode };
        let to_minor = |value: Decimal| rounded(value.round_dp(NOISE), Mode::HalfUp, -self.digits);
        match self.exchange {
            Some(Exchange::Same) => {
                let exponent = stated.map_or(-self.digits, |stated| i32::from(stated.exponent));
                to_minor(rounded(sum.round_dp(NOISE), mode, exponent))
            }
            Some(exchange) if !at_sale => {
                let digits = self.place.currency.minor_digits() as i32;
                let exponent = stated.map_or(-digits, |stated| i32::from(stated.exponent));
                let there = exchange.there(sum).round_dp(NOISE);
                to_minor(exchange.back(rounded(there, mode, exponent)))
            }
            _ => rounded(sum.round_dp(NOISE), mode, -self.digits),
        }
    }

    /// The customs value as it is charged on: rounded, where the place says so, of each line or of all together, and shared to lines.
    pub(crate) fn round_customs(&mut self) {
        for goods in &mut self.lines {
            goods.customs = goods.valued;
        }
        let (Some(stated), Some(exchange)) = (self.stated(Charge::Customs, 0), self.exchange) else { return };
        let round = |value: Decimal| {
            let there = exchange.there(value).round_dp(NOISE);
            exchange.back(rounded(there, stated.mode, i32::from(stated.exponent)))
        };
        if stated.level == Level::Line {
            for goods in &mut self.lines {
                goods.customs = goods.valued.each(round);
            }
            return;
        }
        let share = |of: fn(Range) -> Decimal| {
            let values: Vec<Decimal> = self.lines.iter().map(|goods| of(goods.valued)).collect();
            let all = rounded(round(values.iter().sum()).round_dp(NOISE), Mode::HalfUp, -self.digits);
            shared(all, &self.as_weights(&values), self.digits)
        };
        let (min, likely, max) =
            (share(|range| range.min), share(|range| range.likely), share(|range| range.max));
        for (at, goods) in self.lines.iter_mut().enumerate() {
            goods.customs = Range { min: min[at], likely: likely[at], max: max[at] };
        }
    }
}
