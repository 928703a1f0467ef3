//! The order of work: customs value, reliefs, duty, excise, tax, fees, rounding, and who collects.

mod conditions;
pub(crate) mod explain;
mod facts;
mod fee;
mod flat;
pub(crate) mod limits;
mod part;
mod rate;
mod report;
mod settle;
mod within;

use crate::row::Charge;
use crate::rules::Indexed;
use crate::{Notice, Quote, Request, Rules, Span, TradeError};
use facts::{Facts, Sums};
use part::Part;

/// What an order comes to at the door, by the rules of its day.
///
/// Amounts are in the currency of the order, or of [`Request::quote_in`]. Where the place has no file, or its rules do not reach the day,
/// the quote is made by the rules of [`crate::ELSEWHERE`]: wide ranges, with a notice. What is not known makes ranges, and
/// [`Quote::narrow`] says which answers would make them narrower.
///
/// Errors: an order that is not one ([`TradeError::LineCount`], `CurrencyMismatch`, `Negative`, `NoQuantity`), a currency without a rate
/// where one was asked for, and amounts out of range.
pub fn quote<'a>(rules: &'a Rules, request: &'a Request) -> Result<Quote<'a>, TradeError> {
    let found = rules.indexed(request.to);
    let lack = match found {
        None => Some(Notice::PlaceUnknown),
        Some(indexed) if request.on < indexed.place.since => Some(Notice::BeforeRules),
        Some(indexed) if !indexed.is_whole(request.to, request.on) => Some(Notice::Gap),
        Some(_) => None,
    };
    let whole = found.filter(|_| lack.is_none());
    let Some(indexed) = whole.or_else(|| rules.elsewhere()) else {
        return report::nothing_known(rules, request, lack);
    };
    let (facts, parts) = charges(indexed, request)?;
    report::quote(rules, &facts, parts, lack)
}

/// Everything that is charged, rounded, with who collects it.
fn charges<'a>(indexed: &'a Indexed, request: &'a Request) -> Result<(Facts<'a>, Vec<Part<'a>>), TradeError> {
    let mut facts = Facts::new(request, indexed)?;
    rate::customs_values(&mut facts)?;
    let mut parts: Vec<Part<'a>> = Vec::with_capacity(facts.goods.len() * 3);
    let mut sums = Sums::default();
    if !facts.domestic() {
        let customs = |at: usize, _| Ok(facts.goods.get(at).map(|good| good.customs));
        rate::rated(&facts, Charge::Duty, &customs, &mut parts)?;
        flat::flats(&facts, Charge::Duty, &mut parts)?;
        sums.duty = before(&facts, &parts, Charge::Duty)?;
        finish(&facts, Charge::Duty, &sums, &mut parts)?;
        let duties = by_line(&facts, &parts, Charge::Duty)?;
        let excised = |at: usize, with_duty: bool| {
            let customs = facts.goods.get(at).map(|good| good.customs);
            match (customs, duties.get(at).copied().flatten()) {
                (Some(customs), Some(duty)) if with_duty => customs.plus(duty).map(Some),
                (_, None) if with_duty => Ok(None),
                (customs, _) => Ok(customs),
            }
        };
        rate::rated(&facts, Charge::Excise, &excised, &mut parts)?;
        flat::flats(&facts, Charge::Excise, &mut parts)?;
        sums.excise = before(&facts, &parts, Charge::Excise)?;
        finish(&facts, Charge::Excise, &sums, &mut parts)?;
    }
    let (duties, excises) =
        (by_line(&facts, &parts, Charge::Duty)?, by_line(&facts, &parts, Charge::Excise)?);
    let taxed = |at: usize, _| {
        let of = |list: &[Option<Span>]| list.get(at).copied().flatten();
        rate::tax_base(&facts, at, of(&duties), of(&excises))
    };
    rate::rated(&facts, Charge::Tax, &taxed, &mut parts)?;
    flat::flats(&facts, Charge::Tax, &mut parts)?;
    sums.tax = before(&facts, &parts, Charge::Tax)?;
    finish(&facts, Charge::Tax, &sums, &mut parts)?;
    Ok((facts, parts))
}

/// Reliefs, collectors and rounding of one charge.
fn finish<'a>(facts: &Facts<'a>, of: Charge, sums: &Sums, parts: &mut [Part<'a>]) -> Result<(), TradeError> {
    rate::relieve(facts, of, sums, parts)?;
    for part in parts.iter_mut().filter(|part| part.of == of) {
        part.by = rate::collector(facts, part)?;
    }
    settle::settle(facts, of, parts)
}

/// A charge by line before reliefs; what is not known of it counts as nothing.
fn before(facts: &Facts<'_>, parts: &[Part<'_>], of: Charge) -> Result<Vec<Span>, TradeError> {
    let mut lines = vec![Span::ZERO; facts.goods.len()];
    for part in parts.iter().filter(|part| part.of == of) {
        if let (Some(slot), Some(span)) = (lines.get_mut(part.line), part.span) {
            *slot = slot.plus(span)?;
        }
    }
    Ok(lines)
}

/// A charge by line as rounded: none where a part of it is not known.
fn by_line(facts: &Facts<'_>, parts: &[Part<'_>], of: Charge) -> Result<Vec<Option<Span>>, TradeError> {
    let mut lines = vec![Some(Span::ZERO); facts.goods.len()];
    for part in parts.iter().filter(|part| part.of == of) {
        let Some(slot) = lines.get_mut(part.line) else { continue };
        *slot = match (*slot, part.span) {
            (Some(before), Some(_)) => Some(before.plus(part.rounded(facts))?),
            _ => None,
        };
    }
    Ok(lines)
}
