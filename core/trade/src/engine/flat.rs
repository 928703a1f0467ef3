//! Amounts for each thing counted: a piece, a kilogram, a line, a parcel, a distinct tariff sub-heading.

use super::facts::Facts;
use super::kinds::{List, unknown};
use super::part::{FLAT, Part, Parts};
use super::rate::counted;
use crate::allocate::allocate;
use crate::round::to_minor;
use crate::row::{Charge, Rule, Unit};
use crate::span::{Truth, Unknowns};
use crate::{Hs, Span, TradeError, What};
use rust_decimal::Decimal;

/// Adds flat charges of one kind. Lines whose rated charge they replace owe that no more.
pub(crate) fn flats<'a>(
    facts: &Facts<'a>,
    of: Charge,
    at_border: bool,
    parts: &mut Parts<'a>,
) -> Result<(), TradeError> {
    for (nth, row) in facts.listed(List::Flats) {
        let Rule::Flat { of: charge, amount, per, digits, replaces } = &row.rule else { continue };
        if *charge != of || facts.ruled_out(&row.when) {
            continue;
        }
        let mut covered: Vec<(usize, Truth)> = Vec::new();
        for at in 0..facts.goods.len() {
            let truth = facts.nth_holds((List::Flats, nth, row), at, None)?;
            covered.extend(truth.can.then_some((at, truth)));
        }
        if covered.is_empty() {
            continue;
        }
        covered.iter().try_for_each(|(at, _)| parts.room(*at))?;
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
            part.at_sale = facts.at_sale(of, *at, at_border);
            let open = if truth.must { Unknowns::NONE } else { truth.hangs_on };
            part.hangs_on = if share.is_some() { open.and(hangs_on) } else { unknown(What::Rate) };
            parts.push(part)?;
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
    // In minor units of the place, so that the shares come to the sum exactly; in each case by the lines that are covered then.
    let scale = facts.place.currency.minor_digits();
    let share = |value: Decimal, wanted: fn(&Truth) -> bool| {
        let chosen: Vec<usize> = (0..covered.len())
            .filter(|index| covered.get(*index).is_some_and(|(_, truth)| wanted(truth)))
            .collect();
        let lines: Vec<usize> =
            chosen.iter().filter_map(|index| covered.get(*index)).map(|(at, _)| *at).collect();
        let weights: Vec<i64> = lines.iter().map(|at| weight(facts, &lines, *at, per, digits)).collect();
        let mut shares = vec![0; covered.len()];
        for (index, share) in chosen.into_iter().zip(allocate(to_minor(value, scale)?, &weights)?) {
            if let Some(slot) = shares.get_mut(index) {
                *slot = share;
            }
        }
        Ok::<_, TradeError>(shares)
    };
    let min = share(sum.min, |truth| truth.must)?;
    let likely = share(sum.likely, |truth| truth.likely)?;
    let max = share(sum.max, |truth| truth.can)?;
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
    let codes = |wanted: fn(&Truth) -> bool| -> Vec<Hs> {
        let lines = covered.iter().filter(|(_, truth)| wanted(truth));
        let mut codes: Vec<Hs> =
            lines.filter_map(|(at, _)| facts.goods.get(*at)).map(|good| good.code.cut(digits)).collect();
        codes.sort_unstable();
        codes
    };
    // A short code may be of any that begins with it: those that none begins with are apart for certain.
    let mut sure = codes(|truth| truth.must);
    sure.dedup();
    let least = sure
        .iter()
        .filter(|code| !sure.iter().any(|other| other != *code && other.begins_with(**code)))
        .count();
    // And it may be of none that is here.
    let may = codes(|truth| truth.can);
    let short = may.iter().filter(|code| code.digits() < digits).count();
    let mut whole_codes: Vec<Hs> = may.into_iter().filter(|code| code.digits() == digits).collect();
    whole_codes.dedup();
    let most = whole_codes.len() + short;
    let mut told = codes(|truth| truth.likely);
    told.dedup();
    let likely = told.len().clamp(least, most);
    let whole = |count: usize| Decimal::from(count as u64);
    let span = Span { min: whole(least), likely: whole(likely), max: whole(most) };
    (span, if span.is_exact() { Unknowns::NONE } else { unknown(What::Hs) })
}

/// How much of the sum a line bears: equal shares of each sub-heading, or its value.
fn weight(facts: &Facts<'_>, lines: &[usize], at: usize, per: Unit, digits: u32) -> i64 {
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
    let same = lines.iter().filter_map(|other| facts.goods.get(*other));
    let same = same.filter(|other| other.code.cut(digits) == code).count();
    WHOLE / i64::try_from(same.max(1)).unwrap_or(i64::MAX)
}
