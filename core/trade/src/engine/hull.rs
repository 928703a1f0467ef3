//! What comes of rows of which one wins, where it is not known which: the hull of all that may, and the likely one.

use crate::Span;
use crate::row::Row;
use crate::span::{Truth, Unknowns};
use rust_decimal::Decimal;

/// What is known of a value when rows are gone through, the best first: the first that must hold ends it.
pub(crate) struct Hull<'a> {
    value: Option<Span>,
    /// The row that is likely, and its value where that is known.
    likely: Option<(Option<Decimal>, &'a Row)>,
    first: Option<&'a Row>,
    hangs_on: Unknowns,
    done: bool,
    lost: bool,
}

impl<'a> Hull<'a> {
    pub(crate) const fn new() -> Self {
        Self { value: None, likely: None, first: None, hangs_on: Unknowns::NONE, done: false, lost: false }
    }

    /// One more row that may hold, with its value: none where that cannot be known.
    pub(crate) fn take(&mut self, truth: Truth, row: &'a Row, value: Option<Span>, hangs_on: Unknowns) {
        self.first = self.first.or(Some(row));
        self.hangs_on = self.hangs_on.and(truth.hangs_on).and(hangs_on);
        self.done = truth.must;
        if truth.likely && self.likely.is_none() {
            self.likely = Some((value.map(|value| value.likely), row));
        }
        let Some(value) = value else {
            self.lost = true;
            return;
        };
        self.value = Some(self.value.map_or(value, |before| before.or(value)));
    }

    /// The hull; the row to show; what it hangs on. Where no row must hold, nothing may be due too.
    pub(crate) fn finish(self) -> Option<(Option<Span>, &'a Row, Unknowns)> {
        let (span, row, hangs_on) = self.whole()?;
        let known = span.is_some_and(Span::is_exact);
        Some((span, row, if known { Unknowns::NONE } else { hangs_on }))
    }

    /// The same, with all that it hangs on even where that makes no difference.
    pub(crate) fn whole(self) -> Option<(Option<Span>, &'a Row, Unknowns)> {
        let row = self.likely.map(|(_, row)| row).or(self.first)?;
        if self.lost {
            return Some((None, row, self.hangs_on));
        }
        let mut span = self.value?;
        if !self.done {
            span = span.or(Span::ZERO);
        }
        let likely = self.likely.and_then(|(likely, _)| likely);
        span.likely = likely.unwrap_or(if self.done { span.likely } else { Decimal::ZERO });
        Some((Some(span), row, self.hangs_on))
    }
}
