//! What counts towards what one person may bring into a place in a calendar year, and how far an order is from that.

use super::facts::Facts;
use super::limits::Limit;
use super::rate;
use crate::round::to_minor;
use crate::row::{Measure, Place, Row, Rule, ValueTest, When};
use crate::{Day, Request, Rules, Span, TradeError};
use rust_decimal::Decimal;
use tradewind_domain::{Market, Money};

/// The most that one person may spend in a calendar year on what goes by a procedure of a place, in its currency; the lowest of several.
/// None where no procedure has such a limit on the day.
pub fn year_quota(rules: &Rules, to: Market, on: Day) -> Option<Money> {
    let place = rules.place(to)?;
    let rows = place.rows.iter().filter(|row| row.holds_on(on));
    let bounds = rows.filter_map(of_the_year).filter_map(|test| test.high);
    money(bounds.map(|(bound, _)| bound).min()?, place).ok()
}

/// How far an order, with what was spent before, is from the limit of the year; the likely amount where that is not known. None for what is
/// not imported, without a rate into the place's currency, and where no procedure that the goods may go by has such a limit.
pub fn year_limit<'a>(rules: &'a Rules, request: &Request) -> Result<Option<Limit<'a>>, TradeError> {
    let Some(indexed) = rules.indexed(request.to).filter(|one| one.place.since <= request.on) else {
        return Ok(None);
    };
    let facts = Facts::new(request, indexed)?;
    if facts.domestic() || facts.exchange.is_none() {
        return Ok(None);
    }
    for row in indexed.rows(&indexed.schemes, request.on) {
        let Some((test, (bound, below))) = of_the_year(row).and_then(|test| Some((test, test.high?))) else {
            continue;
        };
        // What is over the year's limit alone would go by it: what goes another way in any case uses nothing of it.
        let others = row.when.value.iter().filter(|test| test.of != Measure::Year);
        let other = When { value: others.copied().collect(), ..row.when.clone() };
        let mut speaks_of_it = false;
        for at in 0..facts.goods.len() {
            speaks_of_it |= facts.holds(&other, at)?.can;
        }
        if speaks_of_it {
            let reached = facts.year.likely;
            return Ok(Some(Limit {
                row,
                of: Vec::new(),
                measure: test.of,
                bound: money(bound, &indexed.place)?,
                reached: money(reached, &indexed.place)?,
                kept: if below { reached < bound } else { reached <= bound },
            }));
        }
    }
    Ok(None)
}

/// What an order counts towards the year once it is bought: the customs value, in the place's currency, of the goods that likely go by a
/// procedure with a limit of the year. Others use nothing of that, and what is not imported does not either. None without a rate, and
/// where the place has no file.
pub fn year_counted(rules: &Rules, request: &Request) -> Result<Option<Money>, TradeError> {
    let Some(indexed) = rules.indexed(request.to) else { return Ok(None) };
    let mut facts = Facts::new(request, indexed)?;
    if facts.domestic() {
        return Ok(Some(Money::zero(indexed.place.currency)));
    }
    rate::customs_values(&mut facts)?;
    let rows = indexed.rows(&indexed.schemes, request.on).filter(|row| of_the_year(row).is_some());
    let numbers = rows.filter_map(|row| match &row.rule {
        Rule::Scheme { number, .. } => Some(usize::from(*number)),
        _ => None,
    });
    let of_quota: Vec<usize> = numbers.collect();
    let goods = facts.goods.iter().filter(|good| of_quota.contains(&good.scheme.likely));
    let sum = Span::sum_of(goods.map(|good| good.valued))?;
    facts.to_place(sum)?.map(|value| money(value.likely, &indexed.place)).transpose()
}

/// The row's upper bound of what is spent in a year, where it is a procedure that has one.
fn of_the_year(row: &Row) -> Option<ValueTest> {
    let is_scheme = matches!(row.rule, Rule::Scheme { .. });
    let of_year = |test: &&ValueTest| test.of == Measure::Year && test.high.is_some();
    row.when.value.iter().find(of_year).filter(|_| is_scheme).copied()
}

fn money(value: Decimal, place: &Place) -> Result<Money, TradeError> {
    Ok(Money::new(to_minor(value, place.currency.minor_digits())?, place.currency))
}
