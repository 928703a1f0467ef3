//! Amounts and answers that are known in part: a least, a likely and a most; yes, no and open.

use rust_decimal::Decimal;

/// A number between `min` and `max`; `likely` is shown first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Range {
    /// The least.
    pub(crate) min: Decimal,
    /// The likely one.
    pub(crate) likely: Decimal,
    /// The most.
    pub(crate) max: Decimal,
}

impl Range {
    /// Nothing.
    pub(crate) const ZERO: Self = Self { min: Decimal::ZERO, likely: Decimal::ZERO, max: Decimal::ZERO };

    /// A number that is known.
    pub(crate) fn known(value: Decimal) -> Self {
        Self { min: value, likely: value, max: value }
    }

    /// A range as a row writes it.
    pub(crate) fn of(span: tradewind_trade::Span) -> Self {
        Self { min: span.min, likely: span.likely, max: span.max }
    }

    /// The same computation for each of the three numbers of both.
    pub(crate) fn with(self, other: Self, f: impl Fn(Decimal, Decimal) -> Decimal) -> Self {
        Self {
            min: f(self.min, other.min),
            likely: f(self.likely, other.likely),
            max: f(self.max, other.max),
        }
    }

    /// The same computation for each of the three numbers.
    pub(crate) fn each(self, f: impl Fn(Decimal) -> Decimal) -> Self {
        Self { min: f(self.min), likely: f(self.likely), max: f(self.max) }
    }

    /// The sum.
    pub(crate) fn plus(self, other: Self) -> Self {
        self.with(other, |a, b| a + b)
    }

    /// So many percent of it.
    pub(crate) fn percent(self, percent: Self) -> Self {
        self.with(percent, |a, b| a * b / Decimal::ONE_HUNDRED)
    }

    /// With its least and its most at the ends: shares of three sums need not be in order.
    pub(crate) fn in_order(self) -> Self {
        let (least, most) = (self.min.min(self.max), self.min.max(self.max));
        Self { min: least.min(self.likely), likely: self.likely, max: most.max(self.likely) }
    }

    /// This one or another: the likely number stays.
    pub(crate) fn or(self, other: Self) -> Self {
        Self { min: self.min.min(other.min), likely: self.likely, max: self.max.max(other.max) }
    }

    /// Due where the answer is yes, nothing where it is no, either where it is open.
    pub(crate) fn if_holds(self, truth: Truth) -> Self {
        match truth {
            Truth::Yes => self,
            Truth::No => Self::ZERO,
            Truth::Open { likely } => {
                let shown = if likely { self.likely } else { Decimal::ZERO };
                Self { min: Decimal::ZERO, likely: shown, max: self.max }
            }
        }
    }
}

/// Whether a condition holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Truth {
    /// It holds.
    Yes,
    /// It does not hold.
    No,
    /// It cannot be answered; `likely` is what is shown first.
    Open {
        /// Taken to hold.
        likely: bool,
    },
}

impl Truth {
    /// A known answer.
    pub(crate) fn known(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }

    /// Taken to hold.
    pub(crate) fn is_likely(self) -> bool {
        matches!(self, Self::Yes | Self::Open { likely: true })
    }

    /// Both.
    pub(crate) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            _ => Self::Open { likely: self.is_likely() && other.is_likely() },
        }
    }

    /// One of both.
    pub(crate) fn or(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }

    /// The other way round.
    pub(crate) fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Open { likely } => Self::Open { likely: !likely },
        }
    }
}
