//! Rounding of charges as the place's law states it, and shares of what was rounded together.

use super::facts::Facts;
use super::fee;
use super::kinds::List;
use super::part::{Minor, ORDER, Part, Weighed};
use crate::allocate::{allocate, allocate_into};
use crate::round::{Level, Mode, Rounding, round, to_minor};
use crate::row::{Charge, Rule};
use crate::span::sum_of;
use crate::{Span, TradeError};
use rust_decimal::Decimal;

/// Digits behind the mark that stay when an amount went through an exchange rate, or tax was taken out of a price: what lies beyond is
/// the division's own.
const EXACT: u32 = 15;

/// How many digits more than the currency has a weight has.
const FINER: u32 = 4;

/// Rounds the parts of a charge and gives each its minor units.
pub(crate) fn settle(facts: &Facts<'_>, of: Charge, parts: &mut [Part<'_>]) -> Result<(), TradeError> {
    let settled =
        (0..parts.len()).filter(|at| parts.get(*at).is_some_and(|part| part.of == of && part.span.is_some()));
    let settled: Vec<usize> = settled.collect();
    let Some(rounding) = stated_for_all(facts, of, &settled, parts) else {
        return one_by_one(facts, of, parts);
    };
    let level = rounding.map_or(Level::Rate, |rounding| rounding.level);
    let mut room = Room::of(facts, of, due(parts));
    if matches!(level, Level::Unit | Level::Line) {
        let mut each = settled.chunks(1);
        return each.try_for_each(|alone| together(facts, rounding, alone, parts, &mut room));
    }
    // Where all are rounded alike, what belongs together is found in one pass.
    let mut firsts: Vec<usize> = Vec::new();
    let mut group_of: Vec<usize> = Vec::with_capacity(settled.len());
    for at in &settled {
        let belongs = |first: &usize| {
            let (Some(one), Some(other)) = (parts.get(*first), parts.get(*at)) else { return false };
            other.by == one.by
                && other.at_sale == one.at_sale
                && (level == Level::Total || std::ptr::eq(other.rate, one.rate))
        };
        let number = firsts.iter().position(belongs);
        group_of.push(number.unwrap_or(firsts.len()));
        if number.is_none() {
            firsts.push(*at);
        }
    }
    let mut group = Vec::with_capacity(settled.len());
    for number in 0..firsts.len() {
        group.clear();
        let members = settled.iter().zip(&group_of).filter(|(_, of)| **of == number);
        group.extend(members.map(|(at, _)| *at));
        together(facts, rounding, &group, parts, &mut room)?;
    }
    Ok(())
}

/// Whether any part of charges that are rounded is collected on delivery for certain.
fn due(parts: &[Part<'_>]) -> bool {
    parts.iter().any(|part| fee::on_delivery(part.by) && part.minor.in_order().min > 0)
}

/// The rounding of a charge, if any, where it is the same for all these parts; else none.
fn stated_for_all(
    facts: &Facts<'_>,
    of: Charge,
    settled: &[usize],
    parts: &[Part<'_>],
) -> Option<Option<Rounding>> {
    if facts.kinds.rows(List::Rounds).is_empty() {
        return Some(None);
    }
    let mut found = None;
    for part in settled.iter().filter_map(|at| parts.get(*at)) {
        let rounding = stated(facts, of, part.line).ok()?;
        if *found.get_or_insert(rounding) != rounding {
            return None;
        }
    }
    Some(found.flatten())
}

/// The same where lines are rounded in different ways: the first of a group says how.
fn one_by_one(facts: &Facts<'_>, of: Charge, parts: &mut [Part<'_>]) -> Result<(), TradeError> {
    let mut done = vec![false; parts.len()];
    let mut room = Room::of(facts, of, due(parts));
    for first in 0..parts.len() {
        let Some(part) = parts.get(first).filter(|part| part.of == of) else { continue };
        if done.get(first).copied().unwrap_or(true) || part.span.is_none() {
            continue;
        }
        let rounding = stated(facts, of, part.line)?;
        let level = rounding.map_or(Level::Rate, |rounding| rounding.level);
        let (rate, at_sale, by) = (part.rate, part.at_sale, part.by);
        let mut group: Vec<usize> = Vec::new();
        // What is rounded alone needs no look at all the others.
        let most = if matches!(level, Level::Unit | Level::Line) { 1 } else { parts.len() };
        for (at, other) in parts.iter().enumerate().skip(first).take(most) {
            let with = match level {
                Level::Unit | Level::Line => true,
                Level::Rate => std::ptr::eq(other.rate, rate) && other.by == by,
                Level::Total => other.by == by,
            };
            if other.of == of && with && other.at_sale == at_sale && other.span.is_some() {
                group.push(at);
                if let Some(slot) = done.get_mut(at) {
                    *slot = true;
                }
            }
        }
        together(facts, rounding, &group, parts, &mut room)?;
    }
    Ok(())
}

/// Rounds the sum of a group, whose tax is collected at sale for all of them or for none, and shares it. Where none asks for the shares, the
/// first has it all.
fn together(
    facts: &Facts<'_>,
    rounding: Option<Rounding>,
    group: &[usize],
    parts: &mut [Part<'_>],
    room: &mut Room,
) -> Result<(), TradeError> {
    let Some(first) = group.first().and_then(|at| parts.get(*at)) else { return Ok(()) };
    let (at_sale, row) = (first.at_sale, first.row);
    // Lines are told by row: what is under one row is a sum there.
    let mut of_one_row = true;
    let mut weighed = Vec::with_capacity(group.len());
    for part in group.iter().filter_map(|at| parts.get(*at)) {
        of_one_row &= std::ptr::eq(part.row, row);
        weighed.extend(part.span.map(|span| (span, Weighed::of(span, facts.digits))));
    }
    let minors = room.shared(facts, (rounding, at_sale), of_one_row, weighed.iter())?;
    for (at, minor) in group.iter().zip(minors) {
        if let Some(part) = parts.get_mut(*at) {
            part.minor = *minor;
        }
    }
    Ok(())
}

/// Of which parts it must be known what they come to, beside the sum of those that are rounded together.
#[derive(Clone, Copy)]
enum Apart {
    Every,
    /// Of ranges.
    Ranges,
    None,
}

/// Room for what is computed of one group of a charge after the other.
pub(super) struct Room {
    apart: Apart,
    weights: Vec<i64>,
    shares: Vec<i64>,
    minors: Vec<Minor>,
}

impl Room {
    /// Of a charge whose parts are to be rounded. `due`: of those before it something is collected on delivery for certain.
    pub(super) fn of(facts: &Facts<'_>, of: Charge, due: bool) -> Self {
        let apart = if ORDER.last() != Some(&of) {
            Apart::Every
        } else if fee::of_parts(facts, due) {
            // No charge is on the last one. Fees may be.
            Apart::Ranges
        } else {
            Apart::None
        };
        let most = facts.goods.len();
        let (weights, shares) = (Vec::with_capacity(most), Vec::with_capacity(most));
        Self { apart, weights, shares, minors: Vec::with_capacity(most) }
    }

    /// Minor units of each part of a group, or of all as one where none asks for the shares: of parts that are `of_one_row`.
    pub(super) fn shared<'p>(
        &mut self,
        facts: &Facts<'_>,
        (rounding, at_sale): (Option<Rounding>, bool),
        of_one_row: bool,
        parts: impl Iterator<Item = &'p (Span, Weighed)> + Clone,
    ) -> Result<&[Minor], TradeError> {
        let Self { apart, weights, shares, minors } = self;
        let (mut count, mut exact, mut whole) = (0, true, true);
        for (_, weighed) in parts.clone() {
            count += 1;
            exact &= weighed.exact;
            whole &= weighed.whole;
        }
        let summed = match apart {
            Apart::Every => false,
            Apart::Ranges => exact,
            Apart::None => true,
        };
        let in_range = || parts.clone().all(|(_, weighed)| weighed.lanes.iter().all(|lane| *lane >= 0));
        let alone = count == 1 || summed && of_one_row && in_range();
        minors.clear();
        minors.resize(if alone { 1 } else { count }, Minor::default());
        for lane in 0..if exact { 1 } else { 3 } {
            weights.clear();
            weights.extend(parts.clone().map(|(_, weighed)| in_lane(weighed.lanes, lane)));
            // Of weights that lost no digit the sum is that of the amounts.
            let added = || weights.iter().try_fold(0_i64, |sum, weight| sum.checked_add(*weight));
            let all = match whole.then(added).flatten() {
                Some(all) => Decimal::new(all, facts.digits + FINER),
                None => {
                    let spans =
                        parts.clone().map(|(span, _)| in_lane([span.min, span.likely, span.max], lane));
                    sum_of(spans).ok_or(TradeError::Overflow)?
                }
            };
            let all = minor(facts, rounding, at_sale, all)?;
            shares.clear();
            shares.resize(minors.len(), all);
            if !alone {
                allocate_into(all, weights, shares)?;
            }
            for (minor, share) in minors.iter_mut().zip(shares.iter()) {
                match lane {
                    _ if exact => *minor = Minor { min: *share, likely: *share, max: *share },
                    0 => minor.min = *share,
                    1 => minor.likely = *share,
                    _ => minor.max = *share,
                }
            }
        }
        Ok(minors)
    }
}

/// The least, the likely and the most.
fn in_lane<T>([least, likely, most]: [T; 3], lane: usize) -> T {
    match lane {
        0 => least,
        1 => likely,
        _ => most,
    }
}

impl Weighed {
    /// Of an amount of a currency with so many decimals.
    pub(super) fn of(span: Span, digits: u32) -> Self {
        let fits =
            |value: Decimal| value.scale() <= digits + FINER && to_minor(value, digits + FINER).is_ok();
        let lanes = [span.min, span.likely, span.max].map(|value| weight(value, digits));
        Self { lanes, whole: fits(span.min) && fits(span.likely) && fits(span.max), exact: span.is_exact() }
    }
}

/// A weight for sharing: four digits more than the currency has, where they fit.
fn weight(value: Decimal, digits: u32) -> i64 {
    to_minor(value, digits + FINER).or_else(|_| to_minor(value, digits)).unwrap_or(i64::MAX)
}

/// A sum as minor units of the quote's currency: rounded as the law says in the place's currency where it is charged there.
fn minor(
    facts: &Facts<'_>,
    rounding: Option<Rounding>,
    at_sale: bool,
    value: Decimal,
) -> Result<i64, TradeError> {
    let own = facts.exchange.is_some_and(|rate| rate.used.is_none());
    if own || at_sale || facts.exchange.is_none() {
        let value = value.round_dp(EXACT);
        // Where nothing is stated a half goes up, as it does to minor units.
        let Some(rounding) = rounding else { return to_minor(value, facts.digits) };
        let exponent = if own { rounding.exponent } else { -(facts.digits as i8) };
        return to_minor(round(value, rounding.mode, exponent)?, facts.digits);
    }
    let there = facts.to_place(Span::exact(value))?.unwrap_or(Span::exact(value));
    let digits = facts.place.currency.minor_digits() as i8;
    let (mode, exponent) =
        rounding.map_or((Mode::HalfUp, -digits), |rounding| (rounding.mode, rounding.exponent));
    let there = round(there.min.round_dp(EXACT), mode, exponent)?;
    let back = facts.of_place(Span::exact(there))?.unwrap_or(Span::exact(there));
    to_minor(back.min.round_dp(EXACT), facts.digits)
}

/// The rounding that a place states for a charge, if any.
pub(super) fn stated(facts: &Facts<'_>, of: Charge, line: usize) -> Result<Option<Rounding>, TradeError> {
    for (row, truth) in facts.ruled(List::Rounds, line) {
        let Rule::Round { of: charges, how } = &row.rule else { continue };
        if charges >> of as u8 & 1 == 1 && facts.and_moving(truth, &row.when, line, None)?.likely {
            return Ok(Some(*how));
        }
    }
    Ok(None)
}

/// Customs values of all lines as they are charged on: rounded where the place says so, each line's or all together, and shared to lines.
pub(crate) fn customs(facts: &mut Facts<'_>) -> Result<(), TradeError> {
    let Some(rounding) = stated(facts, Charge::Customs, 0)? else { return Ok(()) };
    let values: Vec<Span> = facts.goods.iter().map(|good| good.valued).collect();
    let round_there = |value: Span| {
        let Some(there) = facts.to_place(value)? else { return Ok(None) };
        let there = there.map(|value| round(value.round_dp(EXACT), rounding.mode, rounding.exponent))?;
        facts.of_place(there)
    };
    let mut rounded = values.clone();
    if matches!(rounding.level, Level::Unit | Level::Line) {
        for value in &mut rounded {
            *value = round_there(*value)?.unwrap_or(*value);
        }
    } else {
        let sum = values.iter().try_fold(Span::ZERO, |sum, value| sum.plus(*value))?;
        let Some(all) = round_there(sum)? else { return Ok(()) };
        let shares = |pick: fn(&Span) -> Decimal| {
            let weights: Vec<i64> = values.iter().map(|value| weight(pick(value), facts.digits)).collect();
            allocate(to_minor(pick(&all).round_dp(EXACT), facts.digits)?, &weights)
        };
        let (min, likely, max) =
            (shares(|span| span.min)?, shares(|span| span.likely)?, shares(|span| span.max)?);
        let main = |minor| Decimal::new(minor, facts.digits);
        for (value, ((min, likely), max)) in rounded.iter_mut().zip(min.into_iter().zip(likely).zip(max)) {
            *value = Span { min: main(min), likely: main(likely), max: main(max) };
        }
    }
    for (good, value) in facts.goods.iter_mut().zip(rounded) {
        good.customs = value;
    }
    Ok(())
}
