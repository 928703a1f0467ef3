//! Goods of the order that was weighed before: variants of an order have most of their lines in common.

use super::exchange::Exchange;
use crate::{Line, TradeError};
use rust_decimal::Decimal;
use tradewind_domain::Currency;

/// Lines of an order with their goods, as they were left. Of one setting, and of kinds that are numbered alike.
#[derive(Debug)]
pub(crate) struct Before<Good> {
    money: Option<Paid>,
    lines: Vec<Line>,
    pub(super) goods: Vec<Good>,
}

/// The currency of goods, and the rate into it: none where prices are in it.
type Paid = (Currency, (Option<Decimal>, bool));

impl<Good> Default for Before<Good> {
    fn default() -> Self {
        Self { money: None, lines: Vec::new(), goods: Vec::new() }
    }
}

impl<Good> Before<Good> {
    /// Begins an order. Goods in other money are of no use; `anew`: none are, because what was found of them since would be asked.
    pub(super) fn begin(&mut self, currency: Currency, into: Exchange<'_>, anew: bool) {
        let money = (!anew).then(|| (currency, into.turned()));
        if money.is_none() || self.money != money {
            self.forget();
            self.money = money;
        }
    }

    /// Forgets all.
    pub(super) fn forget(&mut self) {
        self.lines.clear();
        self.goods.clear();
    }

    /// Goes over to these lines. At the beginning and at the end, as far as both orders have the same, goods stay; those between are made.
    pub(super) fn follow(
        &mut self,
        lines: &[Line],
        make: impl FnMut(&Line) -> Result<Good, TradeError>,
    ) -> Result<(), TradeError> {
        let alike = |(one, other): &(&Line, &Line)| one == other;
        let first = self.lines.iter().zip(lines).take_while(alike).count();
        let rest = self.lines.len().min(lines.len()) - first;
        let last = self.lines.iter().rev().zip(lines.iter().rev()).take(rest).take_while(alike).count();
        let gone = first..self.lines.len() - last;
        let new = lines.get(first..lines.len() - last).unwrap_or_default();
        let made = new.iter().map(make).collect::<Result<Vec<Good>, _>>()?;
        self.goods.splice(gone.clone(), made);
        self.lines.splice(gone, new.iter().cloned());
        Ok(())
    }
}
