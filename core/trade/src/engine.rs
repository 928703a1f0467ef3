//! The order of work: customs value, reliefs, duty, excise, tax, fees, rounding, and who collects.

mod before;
mod conditions;
mod exchange;
pub(crate) mod explain;
mod facts;
mod fee;
mod flat;
mod hull;
mod kept;
mod kinds;
pub(crate) mod limits;
mod order;
pub(crate) mod part;
mod rate;
mod report;
mod settle;
mod weigh;
mod within;
pub(crate) mod year;

use crate::row::Charge;
use crate::rules::Indexed;
use crate::{Amount, Notice, Quote, Request, Rules, Span, TradeError};
use before::Before;
pub(crate) use exchange::Exchange;
use facts::{Facts, Good};
use kept::Kept;
use kinds::{Kinds, Setting};
use order::in_order;
use part::{Below, Charged, Part, Parts, Sums};

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
    known: Vec<Known<'a>>,
}

/// What is known of a setting at a place.
#[derive(Debug)]
struct Known<'a> {
    place: &'a Indexed,
    kinds: Kinds,
    kept: Kept,
    before: Before<Good>,
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
    fn take(&mut self, request: &Request, indexed: &'a Indexed) -> Known<'a> {
        let setting = Setting::of(request, indexed);
        let of_it = |known: &Known<'_>| std::ptr::eq(known.place, indexed) && known.kinds.is_of(&setting);
        match self.known.iter().position(of_it) {
            Some(at) => self.known.swap_remove(at),
            None => Known {
                place: indexed,
                kinds: Kinds::new(setting, indexed),
                kept: Kept::of(request.on, indexed),
                before: Before::default(),
            },
        }
    }

    /// Puts them back, with what was answered since.
    fn put(&mut self, known: Known<'a>) {
        self.known.push(known);
    }
}

/// The total of the quote of an order; none where a line of it is not included.
pub(crate) fn total(memory: &mut Memory<'_>, request: &Request) -> Result<Option<Amount>, TradeError> {
    let (Some(indexed), _) = place(memory.rules, request) else { return Ok(None) };
    let Known { place, kinds, mut kept, before } = memory.take(request, indexed);
    let mut facts = Facts::with(request, indexed, kinds, before)?;
    let weighed = kept.lines(&mut facts).and_then(|lines| weigh::total(&mut kept, &facts, &lines));
    let total = match weighed {
        Some(total) => total,
        None => {
            let (whole, parts) = charges(facts)?;
            facts = whole;
            let total = report::total_alone(&facts, &parts)?;
            facts.forget();
            total
        }
    };
    let (kinds, before) = facts.left();
    memory.put(Known { place, kinds, kept, before });
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
    let mut sums = Sums::default();
    let parts = in_order(&facts, |of, below, parts| charge(&facts, of, below, &mut sums, parts))?;
    Ok((facts, parts))
}

/// A charge of all lines, with reliefs and who collects it.
fn charge<'a>(
    facts: &Facts<'a>,
    of: Charge,
    below: &[Below],
    sums: &mut Sums,
    parts: &mut Parts<'a>,
) -> Result<(), TradeError> {
    owed(facts, of, below, false, parts)?;
    *sums.of(of) = before(facts, parts, of)?;
    if of == Charge::Tax && facts.may_be_at_border() {
        // Tax that is likely within a price counts into no sum. What the border may ask instead stands beside it.
        let mut instead = Parts::of(facts.goods.len());
        owed(facts, of, below, true, &mut instead)?;
        for mut part in instead.into_all() {
            if facts.likely_sold_alone(part.line) {
                part.instead = true;
                parts.push(part)?;
            }
        }
    }
    rate::relieve(facts, of, sums, parts)?;
    if of == Charge::Tax {
        facts.may_be_within(parts);
    }
    for part in parts.iter_mut().filter(|part| part.of == of) {
        part.by = rate::collector(facts, part)?;
    }
    Ok(())
}

/// A charge of every line, by rates and for each thing counted. `at_border`: as if no tax were collected at sale.
fn owed<'a>(
    facts: &Facts<'a>,
    of: Charge,
    below: &[Below],
    at_border: bool,
    parts: &mut Parts<'a>,
) -> Result<(), TradeError> {
    rate::rated(facts, of, below, at_border, parts)?;
    flat::flats(facts, of, at_border, parts)
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
