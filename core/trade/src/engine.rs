//! The order of work: customs value, reliefs, duty, excise, tax, fees, rounding, and who collects.

mod conditions;
pub(crate) mod explain;
mod facts;
mod fee;
mod flat;
mod hull;
mod kept;
mod kinds;
pub(crate) mod limits;
pub(crate) mod part;
mod rate;
mod report;
mod settle;
mod within;
pub(crate) mod year;

use crate::row::Charge;
use crate::rules::Indexed;
use crate::{Amount, Notice, Quote, Request, Rules, Span, TradeError};
pub(crate) use facts::Exchange;
use facts::{Charged, Facts, Sums};
use kept::Kept;
use kinds::{Kinds, Setting};
use part::{Part, Parts};

/// What an order comes to at the door, by the rules of its day.
///
/// Amounts are in the currency of the order, or of [`Request::quote_in`]. Where the place has no file, or its rules do not reach the day,
/// the quote is made by the rules of [`crate::ELSEWHERE`]: wide ranges, with a notice. What is not known makes ranges, and
/// [`Quote::narrow`] says which answers would make them narrower.
///
/// Errors: an order that is not one ([`TradeError::LineCount`], `CurrencyMismatch`, `Negative`, `NoQuantity`), a currency without a rate
/// where one was asked for, and amounts out of range.
pub fn quote<'a>(rules: &'a Rules, request: &'a Request) -> Result<Quote<'a>, TradeError> {
    let (indexed, lack) = place(rules, request);
    let Some(indexed) = indexed else { return report::nothing_known(rules, request, lack) };
    let (facts, parts) = charges(Facts::new(request, indexed)?)?;
    report::quote(rules, &facts, parts, lack)
}

/// What was answered of goods while orders were weighed by one table of rules, each setting by itself: asked again, it is not computed
/// again.
#[derive(Debug)]
pub struct Memory<'a> {
    rules: &'a Rules,
    known: Vec<(&'a Indexed, Kinds, Kept)>,
}

impl<'a> Memory<'a> {
    /// An empty one, of these rules.
    pub const fn of(rules: &'a Rules) -> Self {
        Self { rules, known: Vec::new() }
    }

    /// The rules that it is of.
    pub const fn rules(&self) -> &'a Rules {
        self.rules
    }

    /// Takes the answers for the setting of an order at a place. Rows have numbers of their place: those of another are no answers.
    fn take(&mut self, request: &Request, indexed: &'a Indexed) -> (Kinds, Kept) {
        let setting = Setting::of(request, indexed);
        let of_it = |(place, kinds, _): &(&Indexed, Kinds, Kept)| {
            std::ptr::eq(*place, indexed) && kinds.is_of(&setting)
        };
        match self.known.iter().position(of_it) {
            Some(at) => {
                let (_, kinds, kept) = self.known.swap_remove(at);
                (kinds, kept)
            }
            None => (Kinds::new(setting, indexed), Kept::of(request.on, indexed)),
        }
    }

    /// Puts them back, with what was answered since.
    fn put(&mut self, indexed: &'a Indexed, kinds: Kinds, kept: Kept) {
        self.known.push((indexed, kinds, kept));
    }
}

/// The total of the quote of an order; none where a line of it is not included.
pub(crate) fn total(memory: &mut Memory<'_>, request: &Request) -> Result<Option<Amount>, TradeError> {
    let (Some(indexed), _) = place(memory.rules, request) else { return Ok(None) };
    let (kinds, mut kept) = memory.take(request, indexed);
    let mut facts = Facts::with(request, indexed, kinds)?;
    let (facts, parts) = match kept.charges(&mut facts) {
        Some(parts) => (facts, parts),
        None => charges(facts)?,
    };
    let total = report::total_alone(&facts, &parts)?;
    memory.put(indexed, facts.kinds, kept);
    Ok(total)
}

/// The place whose rules hold for an order, and what its own lack. None where there are no rules at all.
fn place<'a>(rules: &'a Rules, request: &Request) -> (Option<&'a Indexed>, Option<Notice<'a>>) {
    let found = rules.indexed(request.to);
    let lack = match found {
        None => Some(Notice::PlaceUnknown),
        Some(indexed) if request.on < indexed.place.since => Some(Notice::BeforeRules),
        Some(indexed) if !indexed.is_whole(request.to, request.on) => Some(Notice::Gap),
        Some(_) => None,
    };
    let whole = found.filter(|_| lack.is_none());
    (whole.or_else(|| rules.elsewhere()), lack)
}

/// Everything that is charged, rounded, with who collects it.
fn charges<'a>(mut facts: Facts<'a>) -> Result<(Facts<'a>, Vec<Part<'a>>), TradeError> {
    rate::customs_values(&mut facts)?;
    let mut parts = Parts::of(facts.goods.len());
    let mut sums = Sums::default();
    if !facts.domestic() {
        let customs = |at: usize, _| Ok(facts.goods.get(at).map(|good| good.customs));
        rate::rated(&facts, Charge::Duty, &customs, &mut parts)?;
        flat::flats(&facts, Charge::Duty, &mut parts)?;
        sums.duty = before(&facts, &parts, Charge::Duty)?;
        finish(&facts, Charge::Duty, &sums, &mut parts)?;
        let duties = by_line(&facts, &parts, Charge::Duty)?;
        let excised = |at: usize, with_duty: bool| {
            rate::excise_base(&facts, at, with_duty, duties.get(at).copied().flatten())
        };
        rate::rated(&facts, Charge::Excise, &excised, &mut parts)?;
        flat::flats(&facts, Charge::Excise, &mut parts)?;
        sums.excise = before(&facts, &parts, Charge::Excise)?;
        finish(&facts, Charge::Excise, &sums, &mut parts)?;
    }
    let (duties, excises) =
        (by_line(&facts, &parts, Charge::Duty)?, by_line(&facts, &parts, Charge::Excise)?);
    taxes(&facts, &duties, &excises, &mut parts)?;
    sums.tax = before(&facts, &parts, Charge::Tax)?;
    if facts.may_be_at_border() {
        // Tax that is likely within a price counts into no sum. What the border may ask instead stands beside it.
        let mut instead = Parts::of(facts.goods.len());
        facts.at_border = true;
        taxes(&facts, &duties, &excises, &mut instead)?;
        facts.at_border = false;
        for mut part in instead.into_all() {
            if facts.likely_sold_alone(part.line) {
                part.instead = true;
                parts.push(part)?;
            }
        }
    }
    finish(&facts, Charge::Tax, &sums, &mut parts)?;
    Ok((facts, parts.into_all()))
}

/// Tax of every line, by rates and for each thing counted. Duty and excise are by line.
fn taxes<'a>(
    facts: &Facts<'a>,
    duties: &[Option<Span>],
    excises: &[Option<Span>],
    parts: &mut Parts<'a>,
) -> Result<(), TradeError> {
    let taxed = |at: usize, _| {
        let of = |list: &[Option<Span>]| list.get(at).copied().flatten();
        rate::tax_base(facts, at, of(duties), of(excises))
    };
    rate::rated(facts, Charge::Tax, &taxed, parts)?;
    flat::flats(facts, Charge::Tax, parts)
}

/// Reliefs, collectors and rounding of one charge.
fn finish<'a>(facts: &Facts<'a>, of: Charge, sums: &Sums, parts: &mut [Part<'a>]) -> Result<(), TradeError> {
    rate::relieve(facts, of, sums, parts)?;
    if of == Charge::Tax {
        facts.may_be_within(parts);
    }
    for part in parts.iter_mut().filter(|part| part.of == of) {
        part.by = rate::collector(facts, part)?;
    }
    settle::settle(facts, of, parts)
}

/// A charge by line before reliefs; what is not known of it counts as nothing.
fn before(facts: &Facts<'_>, parts: &[Part<'_>], of: Charge) -> Result<Charged, TradeError> {
    if !facts.charges_are_tested() {
        return Ok(Charged::default());
    }
    let mut lines = vec![Span::ZERO; facts.goods.len()];
    for part in parts.iter().filter(|part| part.of == of) {
        if let (Some(slot), Some(span)) = (lines.get_mut(part.line), part.span) {
            *slot = slot.plus(span)?;
        }
    }
    let all = lines.iter().try_fold(Span::ZERO, |sum, line| sum.plus(*line))?;
    Ok(Charged { lines, all })
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
