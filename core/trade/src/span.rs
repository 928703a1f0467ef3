//! Amounts and answers that may be known in part: a least, a likely and a most; yes, no, or open.

use crate::TradeError;
use rust_decimal::Decimal;

/// An exact decimal number that lies between `min` and `max`; `likely` is the one to show first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The least it may be.
    pub min: Decimal,
    /// What it is likely to be.
    pub likely: Decimal,
    /// The most it may be.
    pub max: Decimal,
}

impl Span {
    /// Nothing.
    pub const ZERO: Self = Self::exact(Decimal::ZERO);

    /// A number that is known.
    pub const fn exact(value: Decimal) -> Self {
        Self { min: value, likely: value, max: value }
    }

    /// Whether it is known.
    #[inline]
    pub fn is_exact(self) -> bool {
        same(self.min, self.max) && same(self.likely, self.min)
    }

    /// Whether it is known to be nothing.
    pub fn is_zero(self) -> bool {
        self.min.is_zero() && self.max.is_zero()
    }

    /// Each of the three by itself. `f` keeps the order of numbers.
    pub fn map(self, f: impl Fn(Decimal) -> Result<Decimal, TradeError>) -> Result<Self, TradeError> {
        let min = f(self.min)?;
        if self.is_exact() {
            return Ok(Self::exact(min));
        }
        Ok(Self { min, likely: f(self.likely)?, max: f(self.max)? })
    }

    /// The sum.
    #[inline]
    pub fn plus(self, other: Self) -> Result<Self, TradeError> {
        // Much of what is added up is nothing. Shares of three sums need not be in order: each of the three is looked at.
        let nothing = |span: Self| span.min.is_zero() && span.likely.is_zero() && span.max.is_zero();
        if nothing(other) {
            return Ok(self);
        }
        if nothing(self) {
            return Ok(other);
        }
        self.zip(other, sum)
    }

    /// The sum of many.
    pub(crate) fn sum_of(spans: impl Iterator<Item = Self> + Clone) -> Result<Self, TradeError> {
        let lane = |pick: fn(Self) -> Decimal| sum_of(spans.clone().map(pick)).ok_or(TradeError::Overflow);
        let (min, likely) = (lane(|span| span.min)?, lane(|span| span.likely)?);
        Ok(Self { min, likely, max: lane(|span| span.max)? })
    }

    /// The product, of numbers that are not below zero.
    pub fn times(self, other: Self) -> Result<Self, TradeError> {
        self.zip(other, product)
    }

    /// So many percent of it.
    pub fn percent(self, percent: Self) -> Result<Self, TradeError> {
        let product = self.times(percent)?;
        product.map(|mut value| {
            // A hundredth is two more decimals; where there is no room for them, a division.
            if value.set_scale(value.scale() + 2).is_ok() {
                return Ok(value);
            }
            value.checked_div(Decimal::ONE_HUNDRED).ok_or(TradeError::Overflow)
        })
    }

    /// The greater of two.
    pub fn greater(self, other: Self) -> Self {
        let (min, max) = (self.min.max(other.min), self.max.max(other.max));
        Self { min, likely: self.likely.max(other.likely), max }
    }

    /// The lesser of two.
    pub fn lesser(self, other: Self) -> Self {
        let (min, max) = (self.min.min(other.min), self.max.min(other.max));
        Self { min, likely: self.likely.min(other.likely), max }
    }

    /// The same with its ends in order: shares of three sums, each shared by itself, need not be.
    pub(crate) fn in_order(self) -> Self {
        let (min, max) = (self.min.min(self.max), self.max.max(self.min));
        Self { min: min.min(self.likely), likely: self.likely, max: max.max(self.likely) }
    }

    /// This or `other`: this one stays the likely one.
    pub fn or(self, other: Self) -> Self {
        Self { min: self.min.min(other.min), likely: self.likely, max: self.max.max(other.max) }
    }

    fn zip(self, other: Self, f: impl Fn(Decimal, Decimal) -> Option<Decimal>) -> Result<Self, TradeError> {
        let min = f(self.min, other.min).ok_or(TradeError::Overflow)?;
        if self.is_exact() && other.is_exact() {
            return Ok(Self::exact(min));
        }
        let likely = f(self.likely, other.likely).ok_or(TradeError::Overflow)?;
        Ok(Self { min, likely, max: f(self.max, other.max).ok_or(TradeError::Overflow)? })
    }
}

/// Whether two numbers are equal; mostly they are written alike.
#[inline]
fn same(a: Decimal, b: Decimal) -> bool {
    a.serialize() == b.serialize() || a == b
}

/// The sum; of numbers with as many decimals that of their digits.
#[inline]
pub(crate) fn sum(a: Decimal, b: Decimal) -> Option<Decimal> {
    if a.scale() == b.scale() {
        // Mostly both are short, and no step of the long way is needed.
        let short = i64::try_from(a.mantissa()).ok().zip(i64::try_from(b.mantissa()).ok());
        if let Some(digits) = short.and_then(|(a, b)| a.checked_add(b)) {
            return Some(Decimal::new(digits, a.scale()));
        }
        // Two numbers of 96 bits: their sum fits 128.
        let digits = Decimal::try_from_i128_with_scale(a.mantissa() + b.mantissa(), a.scale());
        if let Ok(sum) = digits {
            return Some(sum);
        }
    }
    a.checked_add(b)
}

/// The sum of many numbers: short ones with as many decimals are added up as whole numbers.
pub(crate) fn sum_of(values: impl Iterator<Item = Decimal> + Clone) -> Option<Decimal> {
    let (mut all, mut scale) = (0_i64, None);
    for value in values.clone() {
        let digits = i64::try_from(value.mantissa())
            .ok()
            .filter(|digits| *digits == 0 || *scale.get_or_insert(value.scale()) == value.scale());
        let Some(more) = digits.and_then(|digits| all.checked_add(digits)) else {
            return values.into_iter().try_fold(Decimal::ZERO, sum);
        };
        all = more;
    }
    Some(Decimal::new(all, scale.unwrap_or(0)))
}

/// The product; of short numbers that of their digits.
fn product(a: Decimal, b: Decimal) -> Option<Decimal> {
    let digits = i64::try_from(a.mantissa()).ok().zip(i64::try_from(b.mantissa()).ok());
    if let Some((a_digits, b_digits)) = digits {
        let all = i128::from(a_digits) * i128::from(b_digits);
        if let Ok(product) = Decimal::try_from_i128_with_scale(all, a.scale() + b.scale()) {
            return Some(product);
        }
    }
    a.checked_mul(b)
}

/// What a quote could not know; each is a bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Unknowns(pub(crate) u16);

impl Unknowns {
    /// Nothing.
    pub(crate) const NONE: Self = Self(0);

    /// Both.
    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// An answer that may be open: `must` is yes, not `can` is no, else `likely` says which to show first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Truth {
    /// It may hold.
    pub(crate) can: bool,
    /// It holds.
    pub(crate) must: bool,
    /// It is taken to hold.
    pub(crate) likely: bool,
    /// What an open answer hangs on.
    pub(crate) hangs_on: Unknowns,
}

impl Truth {
    /// It holds.
    pub(crate) const YES: Self = Self::known(true);
    /// It does not hold.
    pub(crate) const NO: Self = Self::known(false);

    /// A known answer.
    pub(crate) const fn known(yes: bool) -> Self {
        Self { can: yes, must: yes, likely: yes, hangs_on: Unknowns::NONE }
    }

    /// An open answer.
    pub(crate) const fn open(likely: bool, hangs_on: Unknowns) -> Self {
        Self { can: true, must: false, likely, hangs_on }
    }

    /// Both hold.
    pub(crate) const fn and(self, other: Self) -> Self {
        if !self.can || !other.can {
            return Self::NO;
        }
        Self {
            can: true,
            must: self.must && other.must,
            likely: self.likely && other.likely,
            hangs_on: self.hangs_on.and(other.hangs_on),
        }
    }

    /// It does not hold.
    pub(crate) const fn not(self) -> Self {
        Self { can: !self.must, must: !self.can, likely: !self.likely, hangs_on: self.hangs_on }
    }
}
