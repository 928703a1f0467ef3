//! A part of a quote: what one rule charges on one line, before and after rounding; and sums of them.

use super::facts::Facts;
use crate::row::{By, Charge, Row};
use crate::span::Unknowns;
use crate::{Span, TradeError};
use std::ops::{Deref, DerefMut};

/// Charges in the order of work: each is on those before it.
pub(crate) const ORDER: [Charge; 3] = [Charge::Duty, Charge::Excise, Charge::Tax];

/// The most parts of a line, and the most fees of an order: rules come from merchants, and each part costs memory on a phone.
pub const MAX_PARTS: usize = 64;

/// Parts of all lines, no more than [`MAX_PARTS`] made of each.
pub(crate) struct Parts<'a> {
    all: Vec<Part<'a>>,
    /// How many were made, by line: one that another replaced counts too.
    made: Vec<usize>,
}

/// What one rule charges on one line.
pub(crate) struct Part<'a> {
    /// The line.
    pub(crate) line: usize,
    pub(crate) of: Charge,
    /// Number of its layer; [`FLAT`] of an amount for each thing counted.
    pub(crate) layer: u8,
    /// The rule that says how much.
    pub(crate) rate: &'a Row,
    /// The rule that it is shown under: a relief that reduces it, else the same.
    pub(crate) row: &'a Row,
    /// In the quote's currency, exact; none where it cannot be known.
    pub(crate) span: Option<Span>,
    /// In minor units of the quote's currency, once it is rounded.
    pub(crate) minor: Minor,
    /// What would make it narrower.
    pub(crate) hangs_on: Unknowns,
    /// The tax is collected at sale.
    pub(crate) at_sale: bool,
    /// A tax of the border, of a line whose tax is likely within its price.
    pub(crate) instead: bool,
    /// Who collects it.
    pub(crate) by: By,
}

/// What a part weighs where a sum is shared: by its least, likely and most.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Weighed {
    pub(crate) lanes: [i64; 3],
    /// They are the amounts themselves, and lost no digit.
    pub(crate) whole: bool,
    /// The three are equal.
    pub(crate) exact: bool,
}

/// The layer of flat amounts: reliefs of single layers do not mean them.
pub(crate) const FLAT: u8 = u8::MAX;

/// Least, likely and most, in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Minor {
    pub(crate) min: i64,
    pub(crate) likely: i64,
    pub(crate) max: i64,
}

/// What is charged on a line already, as rounded: none where that cannot be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Below {
    pub(crate) duty: Option<Minor>,
    pub(crate) excise: Option<Minor>,
}

/// Charges before reliefs, for tests of them.
#[derive(Default)]
pub(crate) struct Sums {
    pub(crate) duty: Charged,
    pub(crate) excise: Charged,
    pub(crate) tax: Charged,
}

/// A charge of each line, and of all. No lines while it is not computed.
pub(crate) struct Charged {
    pub(crate) lines: Vec<Span>,
    pub(crate) all: Span,
}

impl<'a> Parts<'a> {
    /// For so many lines.
    pub(crate) fn of(lines: usize) -> Self {
        Self { all: Vec::with_capacity(lines.saturating_mul(3)), made: vec![0; lines] }
    }

    /// Whether there is room for one more part of a line.
    pub(crate) fn room(&self, line: usize) -> Result<(), TradeError> {
        let made = self.made.get(line).copied().unwrap_or(MAX_PARTS);
        if made < MAX_PARTS { Ok(()) } else { Err(TradeError::PartCount) }
    }

    pub(crate) fn push(&mut self, part: Part<'a>) -> Result<(), TradeError> {
        self.room(part.line)?;
        if let Some(made) = self.made.get_mut(part.line) {
            *made += 1;
        }
        self.all.push(part);
        Ok(())
    }

    pub(crate) fn retain(&mut self, stays: impl FnMut(&Part<'a>) -> bool) {
        self.all.retain(stays);
    }

    pub(crate) fn into_all(self) -> Vec<Part<'a>> {
        self.all
    }
}

impl<'a> Deref for Parts<'a> {
    type Target = [Part<'a>];

    fn deref(&self) -> &Self::Target {
        &self.all
    }
}

impl DerefMut for Parts<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.all
    }
}

impl<'a> Part<'a> {
    pub(crate) fn new(line: usize, of: Charge, layer: u8, row: &'a Row, span: Option<Span>) -> Self {
        let (minor, hangs_on, by) = (Minor::default(), Unknowns::NONE, By::Border);
        let (at_sale, instead) = (false, false);
        Self { line, of, layer, rate: row, row, span, minor, hangs_on, at_sale, instead, by }
    }

    /// Its rounded amount in main units.
    pub(crate) fn rounded(&self, facts: &Facts<'_>) -> Span {
        self.minor.in_order().main(facts.digits)
    }
}

impl Default for Charged {
    fn default() -> Self {
        Self { lines: Vec::new(), all: Span::ZERO }
    }
}

impl Sums {
    /// The place of a charge.
    pub(crate) fn of(&mut self, of: Charge) -> &mut Charged {
        match of {
            Charge::Duty | Charge::Customs => &mut self.duty,
            Charge::Excise => &mut self.excise,
            Charge::Tax => &mut self.tax,
        }
    }
}

impl Default for Below {
    fn default() -> Self {
        let nothing = Some(Minor::default());
        Self { duty: nothing, excise: nothing }
    }
}

impl Below {
    /// With a part of the line more, of what other charges are on.
    pub(crate) fn add(&mut self, part: &Part<'_>) -> Result<(), TradeError> {
        self.charge(part.of, part.span.is_some().then_some(part.minor))
    }

    /// With a charge more, which is none where it cannot be known.
    pub(crate) fn charge(&mut self, of: Charge, minor: Option<Minor>) -> Result<(), TradeError> {
        let sum = match of {
            Charge::Duty => &mut self.duty,
            Charge::Excise => &mut self.excise,
            Charge::Tax | Charge::Customs => return Ok(()),
        };
        *sum = match (*sum, minor) {
            (Some(before), Some(minor)) => Some(before.plus(minor.in_order()).ok_or(TradeError::Overflow)?),
            _ => None,
        };
        Ok(())
    }
}

impl Minor {
    /// In main units of a currency with so many decimals.
    pub(crate) fn main(self, digits: u32) -> Span {
        let main = |minor| rust_decimal::Decimal::new(minor, digits);
        Span { min: main(self.min), likely: main(self.likely), max: main(self.max) }
    }

    /// Whether the three are equal.
    pub(crate) fn is_exact(self) -> bool {
        self.min == self.likely && self.likely == self.max
    }

    /// The sum; none where it does not fit.
    pub(crate) fn plus(self, other: Self) -> Option<Self> {
        let min = self.min.checked_add(other.min)?;
        let likely = self.likely.checked_add(other.likely)?;
        Some(Self { min, likely, max: self.max.checked_add(other.max)? })
    }

    /// What is rounded together is shared as three sums, each by itself: a part's share of a greater sum may be the smaller one by what
    /// was rounded off. The range holds all three, and what is likely stays.
    pub(crate) fn in_order(self) -> Self {
        let Self { min, likely, max } = self;
        Self { min: min.min(likely).min(max), likely, max: max.max(likely).max(min) }
    }
}
