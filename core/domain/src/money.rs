//! Money: integer minor units plus a currency. Never a float, never converted.

use crate::currency::Currency;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// An amount in minor units of its currency (cents for EUR, yen for JPY). May be negative (a discount).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Minor units, for example 1299 for 12.99 EUR.
    pub minor: i64,
    /// The currency these minor units are of.
    pub currency: Currency,
}

/// Why an amount could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Two amounts of different currencies do not add.
    #[error("two currencies in one sum")]
    CurrencyMismatch,
    /// The result does not fit 64 bits of minor units.
    #[error("amount out of range")]
    Overflow,
    /// Not a decimal number.
    #[error("not an amount")]
    NotANumber,
    /// More digits behind the mark than the currency has.
    #[error("more decimals than the currency has")]
    TooPrecise,
}

impl Money {
    /// An amount of `minor` units.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Zero minor units of `currency`.
    pub const fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    /// Parses a plain decimal number with a point (`12.5`, `-3`, `1200`), as feeds write it.
    ///
    /// Exact: more decimals than the currency has are refused unless they are zeros; no grouping marks, no
    /// exponent, no sign but `-`.
    pub fn parse_decimal(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let plain = !digits.is_empty()
            && digits.len() <= 24
            && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            && digits.bytes().filter(|b| *b == b'.').count() <= 1
            && digits.as_bytes().first().is_some_and(u8::is_ascii_digit)
            && digits.as_bytes().last().is_some_and(u8::is_ascii_digit);
        if !plain {
            return Err(MoneyError::NotANumber);
        }
        let value = Decimal::from_str_exact(text).map_err(|_| MoneyError::NotANumber)?.normalize();
        if value.scale() > currency.minor_digits() {
            return Err(MoneyError::TooPrecise);
        }
        let scaled = Decimal::from(10_u32.pow(currency.minor_digits()))
            .checked_mul(value)
            .ok_or(MoneyError::Overflow)?;
        i64::try_from(scaled).map(|minor| Self::new(minor, currency)).map_err(|_| MoneyError::Overflow)
    }

    /// The amount as an exact decimal of major units, for formatters.
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.minor, self.currency.minor_digits())
    }

    /// Sum of two amounts of one currency.
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        let minor = self.minor.checked_add(other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    /// Difference of two amounts of one currency.
    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        let minor = self.minor.checked_sub(other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    /// The amount `times` over (a line's total).
    pub fn checked_mul(self, times: u32) -> Result<Self, MoneyError> {
        let minor = self.minor.checked_mul(i64::from(times)).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    fn same_currency(self, other: Self) -> Result<(), MoneyError> {
        if self.currency == other.currency { Ok(()) } else { Err(MoneyError::CurrencyMismatch) }
    }
}

/// For logs of our own tests and for `--json`: code and minor units, no formatting for people.
impl std::fmt::Display for Money {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.to_decimal(), self.currency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_exact() {
        let cases =
            [("129.99", "USD", 12999), ("5480", "JPY", 5480), ("1.5", "KWD", 1500), ("0.10", "EUR", 10)];
        for (text, code, minor) in cases {
            let currency = Currency::parse(code).expect("a code of the table");
            assert_eq!(
                Money::parse_decimal(text, currency),
                Ok(Money::new(minor, currency)),
                "{text} {code}"
            );
        }
        assert_eq!(Money::parse_decimal("5480.00", Currency::JPY), Ok(Money::new(5480, Currency::JPY)));
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["", "-", ".5", "5.", "1,50", "1e3", "+1", "1 000", "١٢", "1.2.3", "0x10", "NaN"] {
            assert_eq!(Money::parse_decimal(text, Currency::EUR), Err(MoneyError::NotANumber), "{text}");
        }
        assert_eq!(Money::parse_decimal("1.005", Currency::EUR), Err(MoneyError::TooPrecise));
        assert_eq!(Money::parse_decimal("1.5", Currency::JPY), Err(MoneyError::TooPrecise));
        assert_eq!(Money::parse_decimal("99999999999999999999", Currency::EUR), Err(MoneyError::Overflow));
    }

    #[test]
    fn sums_stay_in_one_currency_and_in_range() {
        let a = Money::new(i64::MAX, Currency::EUR);
        assert_eq!(a.checked_add(Money::new(1, Currency::EUR)), Err(MoneyError::Overflow));
        assert_eq!(a.checked_add(Money::new(1, Currency::USD)), Err(MoneyError::CurrencyMismatch));
        assert_eq!(a.checked_mul(2), Err(MoneyError::Overflow));
        assert_eq!(Money::new(-5, Currency::JPY).to_string(), "-5 JPY");
    }
}
