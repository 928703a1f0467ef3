//! An amount as a code writes it: exact minor units, and the spelling, so that reading changes nothing.

use crate::error::QrError;
use tradewind_domain::{Currency, Money, MoneyError};

/// The longest amount in characters: EMVCo's tag 54 (13). The other families' limits are smaller or their own.
const MAX_CHARS: usize = 13;

/// A positive amount of money with the digits that a code spells it by (`10`, `10.0` and `10.00` are one amount).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    money: Money,
    spelled: Box<str>,
}

impl Amount {
    /// Reads a plain decimal with at most as many decimals as the currency has, above zero, of 13 characters at most.
    ///
    /// Digits behind the mark are counted as written: `1.000` is refused in a currency of two decimals.
    pub fn read(text: &str, currency: Currency) -> Result<Self, QrError> {
        if text.len() > MAX_CHARS {
            return Err(QrError::AmountOutOfRange);
        }
        let decimals = text.split_once('.').map_or(0, |(_, behind)| behind.len());
        let money = Money::parse_decimal(text, currency).map_err(|error| match error {
            MoneyError::TooPrecise => QrError::AmountTooPrecise,
            MoneyError::Overflow => QrError::AmountOutOfRange,
            _ => QrError::AmountMalformed,
        })?;
        if u32::try_from(decimals).unwrap_or(u32::MAX) > currency.minor_digits() {
            return Err(QrError::AmountTooPrecise);
        }
        if text.starts_with('-') {
            return Err(QrError::AmountMalformed);
        }
        if money.minor == 0 {
            return Err(QrError::AmountOutOfRange);
        }
        Ok(Self { money, spelled: text.into() })
    }

    /// As [`Amount::read`], and also `98.`: EMVCo counts that spelling as valid (QRCPS-MPM 1.1, tag 54).
    pub(crate) fn read_open(text: &str, currency: Currency) -> Result<Self, QrError> {
        let Some(whole) = text.strip_suffix('.').filter(|whole| !whole.contains('.')) else {
            return Self::read(text, currency);
        };
        if text.len() > MAX_CHARS {
            return Err(QrError::AmountOutOfRange);
        }
        Self::read(whole, currency).map(|read| Self { spelled: text.into(), ..read })
    }

    /// Spells an amount with all decimals of its currency (`4.22`, `5480` in yen).
    pub fn of(money: Money) -> Result<Self, QrError> {
        Self::read(&money.to_decimal().to_string(), money.currency)
    }

    /// The amount in minor units.
    pub fn money(&self) -> Money {
        self.money
    }

    /// The digits as written.
    pub fn spelled(&self) -> &str {
        &self.spelled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_counted_as_written() {
        let read = |text| Amount::read(text, Currency::EUR).map(|a| a.money().minor);
        assert_eq!(read("23.72"), Ok(2372));
        assert_eq!(read("23"), Ok(2300));
        assert_eq!(read("0.1"), Ok(10));
        for text in ["1.000", "1.005"] {
            assert_eq!(read(text), Err(QrError::AmountTooPrecise), "{text}");
        }
        for text in ["0", "0.00", "12345678901234"] {
            assert_eq!(read(text), Err(QrError::AmountOutOfRange), "{text}");
        }
        for text in ["", "-1", "+1", "1,50", "1 0", "1e2", ".5", "5.", "1.2.3", "\u{661}"] {
            assert_eq!(read(text), Err(QrError::AmountMalformed), "{text}");
        }
        assert_eq!(Amount::read("100.0", Currency::JPY), Err(QrError::AmountTooPrecise));
        let kwd = Currency::parse("KWD").expect("a code of the table");
        assert_eq!(Amount::read("1.125", kwd).map(|a| a.money().minor), Ok(1125));
    }

    #[test]
    fn a_mark_may_end_an_amount_of_emvco() {
        let read =
            |text| Amount::read_open(text, Currency::EUR).map(|a| (a.money().minor, a.spelled().to_owned()));
        assert_eq!(read("98."), Ok((9_800, "98.".to_owned())));
        assert_eq!(read("98.7"), Ok((9_870, "98.7".to_owned())));
        for text in [".", "1..", "1.2.", ""] {
            assert_eq!(read(text), Err(QrError::AmountMalformed), "{text}");
        }
        assert_eq!(read("1234567890123."), Err(QrError::AmountOutOfRange));
    }

    #[test]
    fn money_is_spelled_with_all_its_decimals() {
        let spelled =
            |minor, currency| Amount::of(Money::new(minor, currency)).map(|a| a.spelled().to_owned());
        assert_eq!(spelled(422, Currency::EUR).as_deref(), Ok("4.22"));
        assert_eq!(spelled(400, Currency::EUR).as_deref(), Ok("4.00"));
        assert_eq!(spelled(5480, Currency::JPY).as_deref(), Ok("5480"));
        assert_eq!(spelled(-1, Currency::EUR), Err(QrError::AmountMalformed));
        assert_eq!(spelled(i64::MAX, Currency::EUR), Err(QrError::AmountOutOfRange));
    }
}
