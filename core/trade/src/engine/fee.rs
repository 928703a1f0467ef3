//! Fees of carriers and authorities for collecting what is due.

use super::facts::Facts;
use super::kinds::{List, unknown};
use super::part::{MAX_PARTS, Minor, Part};
use crate::round::to_minor;
use crate::row::{By, Combine, Fee, FeeBase, Incoterm, Row, Rule};
use crate::span::{Truth, Unknowns};
use crate::{Span, TradeError, What};
use rust_decimal::Decimal;

/// A fee that may be due.
pub(crate) struct Due<'a> {
    pub(crate) row: &'a Row,
    pub(crate) by: By,
    /// None where it cannot be known.
    pub(crate) minor: Option<Minor>,
    pub(crate) hangs_on: Unknowns,
}

/// Every fee that may be due beside these charges.
pub(crate) fn fees<'a>(facts: &Facts<'a>, parts: &[Part<'a>]) -> Result<Vec<Due<'a>>, TradeError> {
    fees_on(facts, advanced(facts, parts)?)
}

/// The same beside charges of which so much is collected on delivery: none where a part of it is not known.
pub(super) fn fees_on<'a>(facts: &Facts<'a>, advanced: Option<Span>) -> Result<Vec<Due<'a>>, TradeError> {
    let mut all = Vec::new();
    for (nth, row, fee) in asked(facts) {
        let mut truth = Truth::NO;
        for at in 0..facts.goods.len() {
            let of_line = facts.nth_holds((List::Fees, nth, row), at, None)?;
            truth = truth.not().and(of_line.not()).not();
            if truth.must {
                break;
            }
        }
        if fee.only_if_due {
            truth = truth.and(due(facts, advanced));
        }
        if truth.can {
            if all.len() == MAX_PARTS {
                return Err(TradeError::PartCount);
            }
            all.push(one(facts, row, fee, truth, advanced)?);
        }
    }
    Ok(all)
}

/// Whether a fee may hang on what each part of a charge comes to, which is not rounded yet, and not on their sum alone: of parts that are
/// ranges the sum may be a wider range than that of the whole.
///
/// `due`: something is collected on delivery for certain; more of it makes no difference to a fee that is asked for where anything is.
pub(super) fn of_parts(facts: &Facts<'_>, due: bool) -> bool {
    asked(facts)
        .any(|(_, _, fee)| matches!(fee.percent, Some((FeeBase::Advanced, _))) || fee.only_if_due && !due)
}

/// Fees that may be due, as far as no line of goods and no charge tells.
fn asked<'a>(facts: &Facts<'a>) -> impl Iterator<Item = (usize, &'a Row, &'a Fee)> {
    facts.listed(List::Fees).filter_map(move |(nth, row)| {
        let Rule::Fee(fee) = &row.rule else { return None };
        let paid = on_delivery(fee.by) && facts.request.incoterm == Incoterm::Ddp;
        let asked = !facts.domestic() && !paid && !facts.ruled_out(&row.when);
        asked.then_some((nth, row, fee))
    })
}

/// Whether the carrier or the border collects it.
pub(super) const fn on_delivery(by: By) -> bool {
    matches!(by, By::Carrier | By::Border)
}

/// What the carrier or the border collects on delivery: none where a part of it is not known.
fn advanced(facts: &Facts<'_>, parts: &[Part<'_>]) -> Result<Option<Span>, TradeError> {
    let collected = parts.iter().filter(|part| on_delivery(part.by));
    if collected.clone().any(|part| part.span.is_none()) {
        return Ok(None);
    }
    let sum = collected.clone().try_fold(Minor::default(), |sum, part| sum.plus(part.minor.in_order()));
    match sum {
        Some(sum) => Ok(Some(sum.main(facts.digits))),
        None => Span::sum_of(collected.map(|part| part.rounded(facts))).map(Some),
    }
}

fn due(facts: &Facts<'_>, advanced: Option<Span>) -> Truth {
    match advanced {
        Some(sum) if sum.min > Decimal::ZERO => Truth::YES,
        Some(sum) if sum.max.is_zero() => Truth::NO,
        Some(sum) => Truth::open(sum.likely > Decimal::ZERO, Unknowns::NONE),
        None => Truth::open(true, lacking(facts)),
    }
}

/// What would tell an amount that is not known: a rate, where there is none. A rule that has no amount is told by nobody.
fn lacking(facts: &Facts<'_>) -> Unknowns {
    if facts.exchange.is_none() { unknown(What::Rate) } else { Unknowns::NONE }
}

fn one<'a>(
    facts: &Facts<'a>,
    row: &'a Row,
    fee: &'a Fee,
    truth: Truth,
    advanced: Option<Span>,
) -> Result<Due<'a>, TradeError> {
    let span = amount(facts, fee, advanced)?;
    let span = span.map(|span| match (truth.must, truth.likely) {
        (true, _) => span,
        (false, true) => span.or(Span::ZERO),
        (false, false) => Span::ZERO.or(span),
    });
    let minor = |value| to_minor(value, facts.digits);
    let rounded =
        |span: Span| Ok(Minor { min: minor(span.min)?, likely: minor(span.likely)?, max: minor(span.max)? });
    let hangs_on = if span.is_some() { truth.hangs_on } else { lacking(facts) };
    Ok(Due { row, by: fee.by, minor: span.map(rounded).transpose()?, hangs_on })
}

fn amount(facts: &Facts<'_>, fee: &Fee, advanced: Option<Span>) -> Result<Option<Span>, TradeError> {
    let fixed = fee.amount.map(|amount| facts.of_place(amount)).transpose()?;
    let percent = match fee.percent {
        None => None,
        Some((base, percent)) => Some(match based(facts, base, advanced)? {
            None => return Ok(None),
            Some(base) => base.percent(percent)?,
        }),
    };
    let mut span = match (fixed, percent, fee.combine) {
        (Some(None), _, _) | (None, None, _) => return Ok(None),
        (Some(Some(fixed)), None, _) => fixed,
        (None, Some(percent), _) => percent,
        (Some(Some(fixed)), Some(percent), Combine::Add) => fixed.plus(percent)?,
        (Some(Some(fixed)), Some(percent), Combine::Greater) => fixed.greater(percent),
        (Some(Some(fixed)), Some(percent), Combine::Lesser) => fixed.lesser(percent),
    };
    for (bound, least) in [(fee.least, true), (fee.most, false)] {
        let Some(bound) = bound else { continue };
        let Some(bound) = facts.of_place(Span::exact(bound))? else { return Ok(None) };
        span = if least { span.greater(bound) } else { span.lesser(bound) };
    }
    Ok(Some(span))
}

fn based(facts: &Facts<'_>, base: FeeBase, advanced: Option<Span>) -> Result<Option<Span>, TradeError> {
    Ok(match base {
        FeeBase::Advanced => advanced,
        FeeBase::Goods => Some(facts.all_goods),
        FeeBase::Cif => Some(facts.all_cif),
        FeeBase::Customs => {
            Some(facts.goods.iter().try_fold(Span::ZERO, |sum, good| sum.plus(good.customs))?)
        }
    })
}
