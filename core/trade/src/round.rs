//! Rounding: mode, exponent and level, as a law or a merchant states them.

use crate::TradeError;
use rust_decimal::{Decimal, RoundingStrategy};

/// Which way an amount between two steps goes. Amounts below zero go as their positive ones do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// To the nearest; a half away from zero (HMRC VATREC12030: 0.5p and more rounds up).
    HalfUp,
    /// To the nearest; a half to the even one.
    HalfEven,
    /// Away from zero.
    Up,
    /// Towards zero.
    Down,
}

/// What is rounded once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// The price of one piece.
    Unit,
    /// Each line of goods.
    Line,
    /// All lines of one rate together.
    Rate,
    /// All together.
    Total,
}

/// How amounts are rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rounding {
    /// Which way.
    pub mode: Mode,
    /// The step, as a power of ten of the currency's main unit: -2 is a cent, 2 is hundreds.
    pub exponent: i8,
    /// What is rounded once.
    pub level: Level,
}

impl Mode {
    /// All by their words.
    pub const ALL: &'static [(&'static str, Self)] =
        &[("half-up", Self::HalfUp), ("half-even", Self::HalfEven), ("up", Self::Up), ("down", Self::Down)];

    /// By its word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == word).map(|(_, found)| *found)
    }

    const fn strategy(self) -> RoundingStrategy {
        match self {
            Self::HalfUp => RoundingStrategy::MidpointAwayFromZero,
            Self::HalfEven => RoundingStrategy::MidpointNearestEven,
            Self::Up => RoundingStrategy::AwayFromZero,
            Self::Down => RoundingStrategy::ToZero,
        }
    }
}

impl Level {
    /// All by their words.
    pub const ALL: &'static [(&'static str, Self)] =
        &[("unit", Self::Unit), ("line", Self::Line), ("rate", Self::Rate), ("total", Self::Total)];

    /// By its word. Rules of places say `consignment` for `total`.
    pub fn parse(word: &str) -> Option<Self> {
        let word = if word == "consignment" { "total" } else { word };
        Self::ALL.iter().find(|(known, _)| *known == word).map(|(_, found)| *found)
    }
}

/// Rounds an amount of main units to a multiple of ten to the power of `exponent` (-12 to 12).
pub fn round(value: Decimal, mode: Mode, exponent: i8) -> Result<Decimal, TradeError> {
    if exponent <= 0 {
        let decimals = u32::from(exponent.unsigned_abs());
        if mode == Mode::HalfUp
            && let Some(steps) = half_up(value, decimals)
        {
            return Ok(Decimal::new(steps, decimals));
        }
        return Ok(value.round_dp_with_strategy(decimals, mode.strategy()));
    }
    let step =
        Decimal::from(10_u64.checked_pow(u32::from(exponent.unsigned_abs())).ok_or(TradeError::Overflow)?);
    let steps = value.checked_div(step).ok_or(TradeError::Overflow)?;
    steps.round_dp_with_strategy(0, mode.strategy()).checked_mul(step).ok_or(TradeError::Overflow)
}

/// Powers of ten by which amounts of few decimals are multiplied.
const UNITS: [i64; 9] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

/// An amount of main units as minor units of a currency with `digits` decimals, a half away from zero.
#[inline]
pub(crate) fn to_minor(value: Decimal, digits: u32) -> Result<i64, TradeError> {
    if let Some(more) = digits.checked_sub(value.scale()) {
        // No more decimals than asked for: nothing is rounded.
        let short = i64::try_from(value.mantissa()).ok().zip(UNITS.get(more as usize));
        if let Some(minor) = short.and_then(|(digits, unit)| digits.checked_mul(*unit)) {
            return Ok(minor);
        }
        let exact = 10_i128.checked_pow(more).and_then(|unit| value.mantissa().checked_mul(unit));
        return exact.and_then(|minor| i64::try_from(minor).ok()).ok_or(TradeError::Overflow);
    }
    if let Some(minor) = half_up(value, digits) {
        return Ok(minor);
    }
    let rounded = value.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
    let scaled = Decimal::from(10_u32.pow(digits)).checked_mul(rounded).ok_or(TradeError::Overflow)?;
    i64::try_from(scaled).map_err(|_| TradeError::Overflow)
}

/// A short number that is not below zero in steps of so many decimals, a half up; none where it has no more decimals, or is longer.
fn half_up(value: Decimal, decimals: u32) -> Option<i64> {
    let unit = UNITS.get(value.scale().checked_sub(decimals)? as usize)?;
    let digits = i64::try_from(value.mantissa()).ok().filter(|digits| *digits >= 0)?;
    Some(digits.checked_add(unit / 2)? / unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rounded(text: &str, mode: Mode, exponent: i8) -> String {
        let value = Decimal::from_str_exact(text).expect("a number");
        round(value, mode, exponent).expect("in range").normalize().to_string()
    }

    #[test]
    fn each_mode_goes_its_way() {
        let modes = [Mode::HalfUp, Mode::HalfEven, Mode::Up, Mode::Down];
        let all = |text, exponent| modes.map(|mode| rounded(text, mode, exponent));
        assert_eq!(all("1.185", -2), ["1.19", "1.18", "1.19", "1.18"]);
        assert_eq!(all("-1.185", -2), ["-1.19", "-1.18", "-1.19", "-1.18"]);
        assert_eq!(all("2350", 2), ["2400", "2400", "2400", "2300"]);
        assert_eq!(all("2.5", 0), ["3", "2", "3", "2"]);
    }

    #[test]
    fn the_short_way_rounds_as_the_long_one() {
        for digits in [0, 1, 49, 50, 51, 149, 150, 12_345, 99_950, 99_949_999, i64::MAX, -50] {
            for value in (0..12).map(|scale| Decimal::new(digits, scale)) {
                let long = value.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
                assert_eq!(round(value, Mode::HalfUp, -2), Ok(long), "{value}");
                assert_eq!(to_minor(value, 2), to_minor(long, 2), "{value}");
            }
        }
    }

    #[test]
    fn what_does_not_fit_is_an_error() {
        assert_eq!(to_minor(Decimal::MAX, 2), Err(TradeError::Overflow));
        assert_eq!(to_minor(Decimal::from(i64::MAX), 2), Err(TradeError::Overflow));
        assert_eq!(to_minor(Decimal::new(12_345, 3), 2), Ok(1_235));
    }
}
