//! Amounts in another currency, by a rate that was given.

use crate::round::to_minor;
use crate::{ExchangeRate, TradeError};
use rust_decimal::Decimal;
use tradewind_domain::{Currency, Money};

/// From the order's currency into the place's.
#[derive(Clone, Copy)]
pub(crate) struct Exchange<'a> {
    /// None where both are the same.
    pub(crate) used: Option<&'a ExchangeRate>,
    divide: bool,
}

impl<'a> Exchange<'a> {
    /// The rate between two currencies, in either direction; none where it was not given.
    pub(crate) fn find(rates: &'a [ExchangeRate], from: Currency, to: Currency) -> Option<Self> {
        if from == to {
            return Some(Self { used: None, divide: false });
        }
        let straight = rates.iter().find(|rate| rate.from == from && rate.to == to);
        let turned = || rates.iter().find(|rate| rate.from == to && rate.to == from);
        let straight = straight.map(|rate| Self { used: Some(rate), divide: false });
        straight.or_else(|| turned().map(|rate| Self { used: Some(rate), divide: true }))
    }

    /// There.
    pub(crate) fn there(self, value: Decimal) -> Result<Decimal, TradeError> {
        self.apply(value, self.divide)
    }

    /// And back.
    pub(crate) fn back(self, value: Decimal) -> Result<Decimal, TradeError> {
        self.apply(value, !self.divide)
    }

    /// Money in whole minor units of what it is turned into, which has so many decimals.
    pub(crate) fn minor(self, money: Money, digits: u32) -> Result<i64, TradeError> {
        if self.used.is_none() { Ok(money.minor) } else { to_minor(self.there(money.to_decimal())?, digits) }
    }

    /// The rate, and whether it is divided by.
    pub(super) fn turned(self) -> (Option<Decimal>, bool) {
        (self.used.map(|used| used.rate), self.divide)
    }

    fn apply(self, value: Decimal, divide: bool) -> Result<Decimal, TradeError> {
        let Some(rate) = self.used.map(|used| used.rate) else { return Ok(value) };
        let result = if divide { value.checked_div(rate) } else { value.checked_mul(rate) };
        result.ok_or(TradeError::Overflow)
    }
}
