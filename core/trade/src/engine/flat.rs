//! Amounts for each thing counted: a piece, a kilogram, a line, a parcel, a distinct tariff sub-heading.

use super::facts::{Facts, unknown};
use super::part::{FLAT, Part};
use super::rate::counted;
use crate::allocate::allocate;
use crate::round::to_minor;
use crate::row::{Charge, Rule, Unit};
use crate::span::{Truth, Unknowns};
use crate::{Hs, Span, TradeError, What};
use rust_decimal::Decimal;

/// Adds flat charges of one kind. Lines whose rated charge they replace owe that no more.
pub(crate) fn flats<'a>(facts: &Facts<'a>, of: Charge, parts: &mut Vec<Part<'a>>) -> Result<(), TradeError> {
    for row in facts.indexed.rows(&facts.indexed.flats, facts.request.on) {
        let Rule::Flat { of: charge, amount, per, digits, replaces } = &row.rule else { continue };
        if *charge != of {
            continue;
        }
        let mut covered: Vec<(usize, Truth)> = Vec::new();
        for at in 0..facts.goods.len() {
            let truth = facts.holds(&row.when, at, None)?;
            covered.extend(truth.can.then_some((at, truth)));
        }
        if covered.is_empty() {
            continue;
        }
        if *replaces {
            parts.iter_mut().filter(|part| part.of == of && part.layer != FLAT).try_for_each(|part| {
                let truth = covered.iter().find(|(at, _)| *at == part.line).map(|(_, truth)| *truth);
                truth.map_or(Ok(()), |truth| replaced(part, truth))
            })?;
            // What is replaced for certain is told no more.
            let gone = |line| covered.iter().any(|(at, truth)| *at == line && truth.must);
            parts.retain(|part| part.of != of || part.layer == FLAT || !gone(part.line));
        }
        let (shares, hangs_on) = shares(facts, &covered, *amount, *per, u32::from(*digits))?;
        for ((at, truth), share) in covered.iter().zip(shares) {
            let share = facts.of_place(share)?;
            let mut part = Part::new(*at, of, FLAT, row, share);
            let open = if truth.must { Unknowns::NONE } else { truth.hangs_on };
            part.hangs_on = if share.is_some() { open.and(hangs_on) } else { unknown(What::Rate) };
            parts.push(part);
        }
    }
    Ok(())
}

fn replaced(part: &mut Part<'_>, truth: Truth) -> Result<(), TradeError> {
    part.span = part.span.map(|span| match (truth.must, truth.likely) {
        (true, _) => Span::ZERO,
        (false, true) => Span::ZERO.or(span),
        (false, false) => span.or(Span::ZERO),
    });
    part.hangs_on = if truth.must { Unknowns::NONE } else { part.hangs_on.and(truth.hangs_on) };
    Ok(())
}

/// What each covered line bears, in the place's currency.
fn shares(
    facts: &Facts<'_>,
    covered: &[(usize, Truth)],
    amount: Span,
    per: Unit,
    digits: u32,
) -> Result<(Vec<Span>, Unknowns), TradeError> {
    let mut hangs_on = Unknowns::NONE;
    if !matches!(per, Unit::Consignment | Unit::Subheading) {
        let mut all = Vec::with_capacity(covered.len());
        for (at, truth) in covered {
            let (count, hangs) = counted(facts, per, *at)?;
            hangs_on = hangs_on.and(hangs);
            all.push(weighed(amount.times(count)?, *truth));
        }
        return Ok((all, hangs_on));
    }
    let count = if per == Unit::Consignment {
        weighed(Span::exact(Decimal::ONE), any(covered))
    } else {
        let (count, hangs) = subheadings(facts, covered, digits);
        hangs_on = hangs;
        count
    };
    let sum = amount.times(count)?;
    let weights: Vec<i64> = covered.iter().map(|(at, _)| weight(facts, covered, *at, per, digits)).collect();
    // In minor units of the place, so that the shares come to the sum exactly.
    let scale = facts.place.currency.minor_digits();
    let share = |value: Decimal| allocate(to_minor(value, scale)?, &weights);
    let (min, likely, max) = (share(sum.min)?, share(sum.likely)?, share(sum.max)?);
    let spans = min.into_iter().zip(likely).zip(max).map(|((min, likely), max)| {
        let main = |minor| Decimal::new(minor, scale);
        Span { min: main(min), likely: main(likely), max: main(max) }
    });
    Ok((spans.collect(), hangs_on))
}

/// An amount that is due where something holds.
fn weighed(amount: Span, truth: Truth) -> Span {
    match (truth.must, truth.likely) {
        (true, _) => amount,
        (false, true) => amount.or(Span::ZERO),
        (false, false) => Span::ZERO.or(amount),
    }
}

fn any(covered: &[(usize, Truth)]) -> Truth {
    covered.iter().fold(Truth::NO, |all, (_, truth)| all.not().and(truth.not()).not())
}

/// How many distinct sub-headings the covered lines have: lines whose code is too short may be of any that begins with it.
fn subheadings(facts: &Facts<'_>, covered: &[(usize, Truth)], digits: u32) -> (Span, Unknowns) {
    let count = |wanted: &dyn Fn(&Truth) -> bool| {
        let lines =
            covered.iter().filter(|(_, truth)| wanted(truth)).filter_map(|(at, _)| facts.goods.get(*at));
        let codes: Vec<Hs> = lines.map(|good| good.code.cut(digits)).collect();
        let (mut known, open): (Vec<Hs>, Vec<Hs>) =
            codes.into_iter().partition(|code| code.digits() == digits);
        known.sort_unstable();
        known.dedup();
        (known, open)
    };
    let (known, mut open) = count(&|truth| truth.must);
    // One sub-heading for codes that may be of one: at least one where nothing known begins with any of them.
    open.retain(|code| !known.iter().any(|known| known.begins_with(*code)));
    let least = known.len() + usize::from(!open.is_empty());
    let (known, open) = count(&|truth| truth.can);
    let most = known.len() + open.len();
    let (known, mut open) = count(&|truth| truth.likely);
    open.sort_unstable();
    open.dedup();
    let likely = (known.len() + open.len()).clamp(least, most);
    let whole = |count: usize| Decimal::from(count as u64);
    let span = Span { min: whole(least), likely: whole(likely), max: whole(most) };
    (span, if span.is_exact() { Unknowns::NONE } else { unknown(What::Hs) })
}

/// How much of the sum a line bears: equal shares of each sub-heading, or its value.
fn weight(facts: &Facts<'_>, covered: &[(usize, Truth)], at: usize, per: Unit, digits: u32) -> i64 {
    /// Divides by every number up to 16.
    const WHOLE: i64 = 720_720;
    let Some(good) = facts.goods.get(at) else { return 0 };
    if per == Unit::Consignment {
        return good.minor;
    }
    let code = good.code.cut(digits);
    if code.digits() < digits {
        return WHOLE;
    }
    let same = covered.iter().filter_map(|(other, _)| facts.goods.get(*other));
    let same = same.filter(|other| other.code.cut(digits) == code).count();
    WHOLE / i64::try_from(same.max(1)).unwrap_or(i64::MAX)
}
