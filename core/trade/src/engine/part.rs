//! A part of a quote: what one rule charges on one line, before and after rounding.

use super::facts::Facts;
use crate::Span;
use crate::row::{By, Charge, Row};
use crate::span::Unknowns;

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

/// The layer of flat amounts: reliefs of single layers do not mean them.
pub(crate) const FLAT: u8 = u8::MAX;

/// Least, likely and most, in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Minor {
    pub(crate) min: i64,
    pub(crate) likely: i64,
    pub(crate) max: i64,
}

impl<'a> Part<'a> {
    pub(crate) fn new(line: usize, of: Charge, layer: u8, row: &'a Row, span: Option<Span>) -> Self {
        let (minor, hangs_on, by) = (Minor::default(), Unknowns::NONE, By::Border);
        let (at_sale, instead) = (false, false);
        Self { line, of, layer, rate: row, row, span, minor, hangs_on, at_sale, instead, by }
    }

    /// Its rounded amount in main units.
    pub(crate) fn rounded(&self, facts: &Facts<'_>) -> Span {
        let main = |minor| rust_decimal::Decimal::new(minor, facts.digits);
        let Minor { min, likely, max } = self.minor.in_order();
        Span { min: main(min), likely: main(likely), max: main(max) }
    }
}

impl Minor {
    /// What is rounded together is shared as three sums, each by itself: a part's share of a greater sum may be the smaller one by what
    /// was rounded off. The range holds all three, and what is likely stays.
    pub(crate) fn in_order(self) -> Self {
        let Self { min, likely, max } = self;
        Self { min: min.min(likely).min(max), likely, max: max.max(likely).max(min) }
    }
}
