//! Customs value, rated charges, tax bases, reliefs and collectors: the row that wins for a line, or the hull of all that may.

use super::facts::Facts;
use super::hull::Hull;
use super::kinds::{List, unknown};
use super::part::{Below, Part, Parts, Sums};
use crate::row::{By, Carriage, Charge, Combine, Incoterm, Part as Base, Rate, Row, Rule, Unit};
use crate::rules::Table;
use crate::span::{Unknowns, sum};
use crate::{Span, TradeError, What};
use rust_decimal::Decimal;

/// The most that a line weighs where nothing is known, in grams, and what a piece is taken to weigh. The post takes parcels of up to
/// 20 kg, and by choice of up to 30 (Universal Postal Union, Universal Postal Convention, basic services).
const MOST_GRAMS: i64 = 30_000;
const LIKELY_GRAMS: i64 = 500;

/// Sets the customs value of each line, and their sum.
pub(crate) fn customs_values(facts: &mut Facts<'_>) -> Result<(), TradeError> {
    for at in 0..facts.goods.len() {
        let value = customs_value(facts, at)?;
        if let Some(good) = facts.goods.get_mut(at) {
            (good.valued, good.customs) = (value, value);
        }
    }
    // Limits are asked of the value by the valuation; charges are on it as it is rounded.
    facts.sum_customs()?;
    super::settle::customs(facts)
}

/// The customs value of a line by the valuation.
pub(crate) fn customs_value(facts: &Facts<'_>, at: usize) -> Result<Span, TradeError> {
    let mut hull = Hull::new();
    for (row, truth) in facts.ruled(List::Valuations, at) {
        let truth = facts.and_moving(truth, &row.when, at, None)?;
        let (Rule::Valuation { cif, part }, Some(good), true) = (&row.rule, facts.goods.get(at), truth.can)
        else {
            continue;
        };
        let value = if *cif { good.cif } else { good.worth };
        let value = if *part == Decimal::ONE_HUNDRED { value } else { value.percent(Span::exact(*part))? };
        hull.take(truth, row, Some(value), Unknowns::NONE);
        if truth.must {
            break;
        }
    }
    Ok(hull.finish().and_then(|(span, _, _)| span).unwrap_or(Span::ZERO))
}

/// Charges of one kind on every line, in every layer. `below` is what is charged on each line already.
pub(crate) fn rated<'a>(
    facts: &Facts<'a>,
    of: Charge,
    below: &[Below],
    at_border: bool,
    parts: &mut Parts<'a>,
) -> Result<(), TradeError> {
    for table in tables(facts, of) {
        for (at, below) in below.iter().enumerate() {
            if let Some(part) = one(facts, table, at, *below, at_border)? {
                parts.push(part)?;
            }
        }
    }
    Ok(())
}

/// Tables of a charge, each with its number.
pub(crate) fn tables<'a>(facts: &Facts<'a>, of: Charge) -> impl Iterator<Item = (usize, &'a Table)> {
    facts.indexed.tables.iter().enumerate().filter(move |(_, table)| table.of == of)
}

/// The charge of a table on a line; none where no row of it may hold.
pub(crate) fn one<'a>(
    facts: &Facts<'a>,
    (number, table): (usize, &Table),
    at: usize,
    below: Below,
    at_border: bool,
) -> Result<Option<Part<'a>>, TradeError> {
    let at_sale = facts.at_sale(table.of, at, at_border);
    let within = facts.request.tax_included && at_sale;
    let part = |span: Option<Span>, row: &'a Row, hangs_on: Unknowns| {
        let mut part = Part::new(at, table.of, table.layer, row, span);
        (part.hangs_on, part.at_sale) = (hangs_on, at_sale);
        part
    };
    if let Some((row, percents)) = facts.percents(number, at) {
        let span = match base(facts, (table.of, at), (percents.with_duty, within), below)? {
            Some(base) if within => Some(taken_out(base, percents.percent)?),
            Some(base) => Some(base.percent(percents.percent)?),
            None => None,
        };
        let known = span.is_some_and(Span::is_exact);
        return Ok(Some(part(span, row, if known { Unknowns::NONE } else { percents.hangs_on })));
    }
    let mut hull = Hull::new();
    for (row, truth) in facts.rates(number, at) {
        let Rule::Rate(rate) = &row.rule else { continue };
        let truth = facts.and_moving(truth, &row.when, at, None)?;
        // What has no amount counts where it is due for certain: else no goods of unknown code would have a sum.
        if !truth.can || (!truth.must && !rate.is_included()) {
            continue;
        }
        let base = base(facts, (table.of, at), (rate.with_duty, within), below)?;
        let (value, hangs_on) = charged(facts, rate, at, base, within)?;
        hull.take(truth, row, value, hangs_on);
        if truth.must {
            break;
        }
    }
    Ok(hull.finish().map(|(span, row, hangs_on)| part(span, row, hangs_on)))
}

/// What a rate comes to on a line, and what that hangs on.
fn charged(
    facts: &Facts<'_>,
    rate: &Rate,
    at: usize,
    base: Option<Span>,
    within: bool,
) -> Result<(Option<Span>, Unknowns), TradeError> {
    let by_percent = match (rate.percent, base) {
        (Some(percent), Some(base)) if within => Some(taken_out(base, percent)?),
        (Some(percent), Some(base)) => Some(base.percent(percent)?),
        (Some(_), None) => return Ok((None, Unknowns::NONE)),
        (None, _) => None,
    };
    let Some((unit, amount)) = rate.amount else { return Ok((by_percent, Unknowns::NONE)) };
    let (count, mut hangs_on) = counted(facts, unit, at)?;
    let Some(by_unit) = facts.of_place(amount.times(count)?)? else {
        return Ok((None, unknown(What::Rate)));
    };
    let all = match (by_percent, rate.combine) {
        (None, _) => by_unit,
        (Some(percent), Combine::Add) => percent.plus(by_unit)?,
        (Some(percent), Combine::Greater) => percent.greater(by_unit),
        (Some(percent), Combine::Lesser) => percent.lesser(by_unit),
    };
    if all.is_exact() {
        hangs_on = Unknowns::NONE;
    }
    Ok((Some(all), hangs_on))
}

/// How many pieces, kilograms or litres a line has.
pub(crate) fn counted(facts: &Facts<'_>, unit: Unit, at: usize) -> Result<(Span, Unknowns), TradeError> {
    let Some((good, line)) = facts.goods.get(at).zip(facts.request.lines.get(at)) else {
        return Ok((Span::ZERO, Unknowns::NONE));
    };
    // Thousandths: of a kilogram, of a litre.
    let thousandths = |each: Option<u32>, what: What| match each {
        Some(each) => {
            let all =
                Decimal::new(i64::from(each), 3).checked_mul(good.quantity).ok_or(TradeError::Overflow)?;
            Ok((Span::exact(all), Unknowns::NONE))
        }
        None => {
            let (one, all) = (Decimal::new(LIKELY_GRAMS, 3), Decimal::new(MOST_GRAMS, 3));
            let likely = one.checked_mul(good.quantity).ok_or(TradeError::Overflow)?.min(all);
            let most = Span { min: Decimal::ZERO, likely, max: all };
            Ok((most, unknown(what)))
        }
    };
    match unit {
        Unit::Kg => thousandths(line.grams, What::Mass),
        Unit::Litre => thousandths(line.millilitres, What::Volume),
        Unit::Item => Ok((Span::exact(good.quantity), Unknowns::NONE)),
        Unit::Line | Unit::Consignment | Unit::Subheading => Ok((Span::exact(Decimal::ONE), Unknowns::NONE)),
    }
}

/// What percents of a charge on a line are of: none where that cannot be known. `with_duty`: the duty is to be in it; `within`: the charge
/// is within the price.
fn base(
    facts: &Facts<'_>,
    (of, at): (Charge, usize),
    (with_duty, within): (bool, bool),
    below: Below,
) -> Result<Option<Span>, TradeError> {
    let [duty, excise] = [below.duty, below.excise].map(|minor| minor.map(|minor| minor.main(facts.digits)));
    let customs = facts.goods.get(at).map(|good| good.customs);
    match of {
        Charge::Excise if with_duty => {
            customs.zip(duty).map(|(customs, duty)| customs.plus(duty)).transpose()
        }
        Charge::Duty | Charge::Excise | Charge::Customs => Ok(customs),
        Charge::Tax => tax_base(facts, at, within, (duty, excise)),
    }
}

/// What the tax of a line is on: none where a part of it cannot be known. Of tax that is within a price, the price is the base.
fn tax_base(
    facts: &Facts<'_>,
    at: usize,
    within: bool,
    (duty, excise): (Option<Span>, Option<Span>),
) -> Result<Option<Span>, TradeError> {
    let Some(good) = facts.goods.get(at) else { return Ok(None) };
    let mut hull = Hull::new();
    for (row, truth) in facts.ruled(List::TaxBases, at) {
        let truth = facts.and_moving(truth, &row.when, at, None)?;
        let (Rule::TaxBase(parts), true) = (&row.rule, truth.can) else { continue };
        let adds = |part: Base| parts >> part as u8 & 1 == 1;
        // What is paid is exact, and added up first.
        let (goods, customs) = (adds(Base::Goods), adds(Base::Customs));
        let paid = [
            (goods, good.goods),
            (customs && within, good.goods),
            (adds(Base::Delivery), good.delivery),
            (adds(Base::Insurance), good.insurance),
        ];
        let mut exact = Decimal::ZERO;
        for (_, amount) in paid.into_iter().filter(|(adds, amount)| *adds && !amount.is_zero()) {
            exact = sum(exact, amount).ok_or(TradeError::Overflow)?;
        }
        let others = [
            (customs && !within, Some(good.customs)),
            (adds(Base::Duty), duty),
            // An excise is in a price that has the tax in it.
            (adds(Base::Excise) && !within, excise),
        ];
        let mut all = Some(Span::exact(exact));
        for (_, one) in others.into_iter().filter(|(adds, _)| *adds) {
            all = all.zip(one).map(|(all, one)| all.plus(one)).transpose()?;
        }
        hull.take(truth, row, all, Unknowns::NONE);
        if truth.must {
            break;
        }
    }
    Ok(hull.finish().and_then(|(span, _, _)| span))
}

/// Tax within a price: what the price has of it, instead of what would come on top of it.
fn taken_out(base: Span, percent: Span) -> Result<Span, TradeError> {
    let within = |value: Decimal, percent: Decimal| {
        let all = value.checked_mul(percent);
        all.and_then(|all| all.checked_div(Decimal::ONE_HUNDRED + percent)).ok_or(TradeError::Overflow)
    };
    Ok(Span {
        min: within(base.min, percent.min)?,
        likely: within(base.likely, percent.likely)?,
        max: within(base.max, percent.max)?,
    })
}

/// Who collects a charge on a line.
pub(crate) fn collector(facts: &Facts<'_>, part: &Part<'_>) -> Result<By, TradeError> {
    let request = facts.request;
    let sellers = request.incoterm == Incoterm::Ddp || request.claimed.holds(part.of, part.at_sale);
    for (row, truth) in facts.ruled(List::Collects, part.line) {
        let Rule::Collect { of, by } = &row.rule else { continue };
        if of >> part.of as u8 & 1 == 1 && facts.and_moving(truth, &row.when, part.line, None)?.likely {
            let of_buyer = matches!(by, By::Carrier | By::Border);
            return Ok(if sellers && of_buyer { By::Seller } else { *by });
        }
    }
    Ok(match facts.request.mode {
        _ if sellers || part.at_sale => By::Seller,
        Some(Carriage::Post) => By::Border,
        _ => By::Carrier,
    })
}

/// Reduces parts of a charge by every relief that holds; a part that is reduced is shown under its relief.
pub(crate) fn relieve<'a>(
    facts: &Facts<'a>,
    of: Charge,
    sums: &Sums,
    parts: &mut [Part<'a>],
) -> Result<(), TradeError> {
    // Reliefs are of imports: what is sold within a place owes its tax from the first cent.
    if facts.domestic() {
        return Ok(());
    }
    for (nth, row) in facts.listed(List::Reliefs) {
        let Rule::Relief { of: charges, pays, layers } = &row.rule else { continue };
        if charges >> of as u8 & 1 == 0 || facts.ruled_out(&row.when) {
            continue;
        }
        for part in parts.iter_mut().filter(|part| part.of == of) {
            let layer = 1_u32.checked_shl(u32::from(part.layer)).unwrap_or(0);
            if *layers != 0 && layers & layer == 0 {
                continue;
            }
            let truth = facts.nth_holds((List::Reliefs, nth, row), part.line, Some(sums))?;
            let Some(span) = part.span.filter(|_| truth.can) else { continue };
            let less = span.percent(Span::exact(*pays))?;
            part.span = Some(match (truth.must, truth.likely) {
                (true, _) => less,
                (false, true) => less.or(span),
                (false, false) => span.or(less),
            });
            if truth.likely {
                part.row = row;
            }
            if !truth.must {
                part.hangs_on = part.hangs_on.and(truth.hangs_on);
            }
        }
    }
    Ok(())
}
