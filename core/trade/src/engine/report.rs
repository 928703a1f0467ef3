//! The quote as it is told: lines by rule and collector, the total, what would narrow it and what is to be said.

use super::facts::Facts;
use super::fee::{Due, fees};
use super::part::{Minor, Part};
use crate::quote::{Amount, Narrow, Notice, Quote, QuoteLine, What};
use crate::row::{By, Charge, Confidence, Row};
use crate::span::Unknowns;
use crate::{Request, Rules, TradeError};
use tradewind_domain::total::Collector;
use tradewind_domain::{Currency, Money, TotalEffect, TotalKind};

/// The quote of what was charged.
pub(crate) fn quote<'a>(
    rules: &'a Rules,
    facts: &Facts<'a>,
    parts: Vec<Part<'a>>,
    lack: Option<Notice<'a>>,
) -> Result<Quote<'a>, TradeError> {
    let fees = fees(facts, &parts)?;
    let lines = all_lines(facts, &parts, &fees)?;
    let mut quote = Quote {
        total: total(facts.currency, &lines)?,
        paid_now: paid_now(facts.currency, &lines)?,
        lines,
        place: Some(facts.place),
        as_of: rules.as_of(),
        rate: facts.exchange.and_then(|exchange| exchange.used),
        narrow: narrow(facts, &parts, fees.iter().map(|fee| fee.hangs_on)),
        notices: lack.into_iter().collect(),
    };
    if facts.exchange.is_none() && lack.is_none() {
        quote.notices.push(Notice::NoRate);
    }
    let others = facts.goods.iter().enumerate().filter(|(_, good)| good.other_edition);
    quote.notices.extend(others.map(|(at, _)| Notice::OtherEdition(at)));
    for row in quote.lines.iter().filter_map(|line| line.rule) {
        let notice = Notice::Unverified(row);
        if row.confidence == Confidence::Unverified && !quote.notices.contains(&notice) {
            quote.notices.push(notice);
        }
    }
    Ok(quote)
}

/// The total of the same quote, without what is said beside it; none where a line is not included.
pub(crate) fn total_alone(facts: &Facts<'_>, parts: &[Part<'_>]) -> Result<Option<Amount>, TradeError> {
    let fees = fees(facts, parts)?;
    if parts.iter().any(|part| part.span.is_none()) {
        return Ok(None);
    }
    let mut sum = Minor::default();
    // As lines are told: parts of one charge, rule and collector together. To a sum this makes a difference where parts are ranges.
    let mut groups: Vec<(&Part<'_>, Minor)> = Vec::new();
    let within = |part: &Part<'_>| part.of == Charge::Tax && part.at_sale && facts.request.tax_included;
    for part in parts.iter().filter(|part| !within(part)) {
        if part.minor.is_exact() {
            sum = sum.add(part.minor)?;
            continue;
        }
        let group = groups.iter_mut().find(|(first, _)| {
            std::ptr::eq(first.row, part.row)
                && first.of == part.of
                && first.by == part.by
                && first.at_sale == part.at_sale
        });
        match group {
            Some((_, all)) => *all = all.add(part.minor)?,
            None => groups.push((part, part.minor)),
        }
    }
    total_of(facts, groups.into_iter().map(|(_, all)| all.in_order()).chain([sum]), &fees)
}

/// The total of charges as lines tell them, of fees and of the order's own amounts; none where a fee is not known.
pub(super) fn total_of(
    facts: &Facts<'_>,
    charged: impl Iterator<Item = Minor>,
    fees: &[Due<'_>],
) -> Result<Option<Amount>, TradeError> {
    let mut sum = Minor::default();
    for fee in fees {
        let Some(minor) = fee.minor else { return Ok(None) };
        sum = sum.add(minor.told())?;
    }
    for minor in charged {
        sum = sum.add(minor.told())?;
    }
    let paid = facts.paid();
    sum = sum.add(Minor { min: paid, likely: paid, max: paid })?;
    Ok(Some(Amount::between(sum.min, sum.likely, sum.max, facts.currency)))
}

fn all_lines<'a>(
    facts: &Facts<'a>,
    parts: &[Part<'a>],
    fees: &[Due<'a>],
) -> Result<Vec<QuoteLine<'a>>, TradeError> {
    let mut lines = own(facts);
    grouped(facts, parts, &mut lines)?;
    for fee in fees {
        let shown = (TotalKind::Fee, fee.by, fee.row);
        lines.push(told(facts, shown, fee.minor, false));
    }
    Ok(lines)
}

/// The quote where there are no rules at all: the order's own amounts, and three lines that are not included.
pub(crate) fn nothing_known<'a>(
    rules: &'a Rules,
    request: &'a Request,
    lack: Option<Notice<'a>>,
) -> Result<Quote<'a>, TradeError> {
    let currency = request.currency()?;
    let goods = request.lines.iter().try_fold(Money::zero(currency), |sum, line| {
        line.price.checked_mul(line.quantity).and_then(|line| sum.checked_add(line))
    });
    let goods = goods.map_err(|_| TradeError::Overflow)?;
    let mut lines = vec![
        QuoteLine::own(TotalKind::Subtotal, goods),
        QuoteLine::own(TotalKind::Delivery, request.delivery),
    ];
    if request.insurance.minor > 0 {
        lines.push(QuoteLine::own(TotalKind::Insurance, request.insurance));
    }
    lines.extend([TotalKind::Duty, TotalKind::ImportTax, TotalKind::Fee].map(|kind| QuoteLine {
        kind,
        effect: TotalEffect::NotIncluded,
        amount: Amount::NotIncluded,
        by: None,
        goods: Vec::new(),
        rule: None,
        source: None,
    }));
    Ok(Quote {
        total: total(currency, &lines)?,
        paid_now: paid_now(currency, &lines)?,
        lines,
        place: None,
        as_of: rules.as_of(),
        rate: None,
        narrow: Vec::new(),
        notices: lack.into_iter().collect(),
    })
}

fn own<'a>(facts: &Facts<'a>) -> Vec<QuoteLine<'a>> {
    let money = |minor| Money::new(minor, facts.currency);
    let goods: i64 = facts.goods.iter().map(|good| good.minor).sum();
    let mut lines = Vec::with_capacity(8);
    lines.push(QuoteLine::own(TotalKind::Subtotal, money(goods)));
    lines.push(QuoteLine::own(TotalKind::Delivery, money(facts.delivery)));
    if facts.insurance > 0 {
        lines.push(QuoteLine::own(TotalKind::Insurance, money(facts.insurance)));
    }
    lines
}

/// One line for each kind, rule and collector, in the order of their first part; what is not included stands apart from what is.
fn grouped<'a>(
    facts: &Facts<'a>,
    parts: &[Part<'a>],
    lines: &mut Vec<QuoteLine<'a>>,
) -> Result<(), TradeError> {
    let mut done = vec![false; parts.len()];
    for of in [Charge::Duty, Charge::Excise, Charge::Tax] {
        for (first, part) in parts.iter().enumerate() {
            if part.of != of || done.get(first).copied().unwrap_or(true) {
                continue;
            }
            let mut sum = Some(Minor::default());
            let mut goods = Vec::new();
            for (at, other) in parts.iter().enumerate().skip(first) {
                let same = other.of == of
                    && std::ptr::eq(other.row, part.row)
                    && other.by == part.by
                    && other.at_sale == part.at_sale
                    && other.span.is_some() == part.span.is_some();
                let Some(slot) = done.get_mut(at).filter(|_| same) else { continue };
                *slot = true;
                goods.push(other.line);
                sum = match (sum, other.span) {
                    (Some(sum), Some(_)) => Some(sum.add(other.minor)?),
                    _ => None,
                };
            }
            // Several parts may be of one line.
            goods.sort_unstable();
            goods.dedup();
            let sum = sum.map(Minor::in_order);
            let kind = match of {
                Charge::Duty | Charge::Customs => TotalKind::Duty,
                Charge::Excise => TotalKind::Excise,
                Charge::Tax if part.at_sale => TotalKind::Tax,
                Charge::Tax => TotalKind::ImportTax,
            };
            let included = of == Charge::Tax && part.at_sale && facts.request.tax_included;
            lines.push(QuoteLine { goods, ..told(facts, (kind, part.by, part.row), sum, included) });
        }
    }
    Ok(())
}

/// A line with its effect: paid now, later, within another one, estimated, or not included.
fn told<'a>(
    facts: &Facts<'a>,
    (kind, by, row): (TotalKind, By, &'a Row),
    minor: Option<Minor>,
    included: bool,
) -> QuoteLine<'a> {
    let money = |minor| Money::new(minor, facts.currency);
    let (effect, amount, by) = match minor {
        None => (TotalEffect::NotIncluded, Amount::NotIncluded, Some(by)),
        Some(Minor { min: 0, max: 0, .. }) => (TotalEffect::Adds, Amount::Exact(money(0)), None),
        Some(Minor { min, likely, max }) => {
            let effect = match by {
                _ if included => TotalEffect::Included,
                _ if min != max => TotalEffect::Estimated { min: money(min), max: money(max) },
                By::Seller | By::Platform => TotalEffect::Adds,
                By::Carrier => TotalEffect::CollectedLater { by: Collector::Carrier },
                By::Border => TotalEffect::CollectedLater { by: Collector::Customs },
            };
            (effect, Amount::between(min, likely, max, facts.currency), Some(by))
        }
    };
    QuoteLine { kind, effect, amount, by, goods: Vec::new(), rule: None, source: None }
        .with_rule(facts.place, Some(row))
}

fn total<'a>(currency: Currency, lines: &[QuoteLine<'_>]) -> Result<QuoteLine<'a>, TradeError> {
    let mut sum = Minor::default();
    for line in lines.iter().filter(|line| line.effect != TotalEffect::Included) {
        let (min, likely, max) = line.amount.minor();
        sum = sum.add(Minor { min, likely, max })?;
    }
    let money = |minor| Money::new(minor, currency);
    let exact = sum.min == sum.max;
    let estimated = TotalEffect::Estimated { min: money(sum.min), max: money(sum.max) };
    Ok(QuoteLine {
        kind: TotalKind::Total,
        effect: if exact { TotalEffect::Adds } else { estimated },
        amount: Amount::between(sum.min, sum.likely, sum.max, currency),
        by: None,
        goods: Vec::new(),
        rule: None,
        source: None,
    })
}

fn paid_now(currency: Currency, lines: &[QuoteLine<'_>]) -> Result<Money, TradeError> {
    let now = lines.iter().filter(|line| line.effect.adds()).map(|line| line.amount.minor().1);
    let sum = now.into_iter().try_fold(0_i64, i64::checked_add);
    sum.map(|minor| Money::new(minor, currency)).ok_or(TradeError::Overflow)
}

/// Which answers would make the quote narrower: each once, the order's before the lines'.
fn narrow(facts: &Facts<'_>, parts: &[Part<'_>], fees: impl Iterator<Item = Unknowns>) -> Vec<Narrow> {
    let mut found = Vec::new();
    if facts.ship_from.is_none() {
        // It is taken to come from abroad. Sent from within the place it would not be imported at all.
        found.push(Narrow { line: None, what: What::ShipFrom });
    }
    let mut take = |line: Option<usize>, unknowns: Unknowns| {
        for what in What::ALL.into_iter().filter(|what| unknowns.0 >> *what as u16 & 1 == 1) {
            found.push(Narrow { line: line.filter(|_| what.of_line()), what });
        }
    };
    for part in parts.iter().filter(|part| part.span.is_none_or(|span| !span.is_exact())) {
        take(Some(part.line), part.hangs_on);
    }
    fees.for_each(|unknowns| take(None, unknowns));
    found.sort_unstable();
    found.dedup();
    // A fee hangs on what lines hang on: where a line is asked, it is not asked of the order again.
    let of_lines: Vec<What> =
        found.iter().filter(|narrow| narrow.line.is_some()).map(|narrow| narrow.what).collect();
    found.retain(|narrow| narrow.line.is_some() || !of_lines.contains(&narrow.what));
    found
}

impl Minor {
    /// As a line tells it: an amount whose ends meet is that.
    fn told(self) -> Self {
        Self { likely: if self.min == self.max { self.min } else { self.likely }, ..self }
    }

    fn add(self, other: Self) -> Result<Self, TradeError> {
        let sum = |a: i64, b: i64| a.checked_add(b).ok_or(TradeError::Overflow);
        Ok(Self {
            min: sum(self.min, other.min)?,
            likely: sum(self.likely, other.likely)?,
            max: sum(self.max, other.max)?,
        })
    }
}
