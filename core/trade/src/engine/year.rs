//! What counts towards what one person may bring into a place in a calendar year, and how far an order is from that.

use super::facts::Facts;
use super::limits::Limit;
use super::rate;
use crate::round::to_minor;
use crate::row::{Measure, Place, Row, Rule, ValueTest, When};
use crate::{Day, Request, Rules, TradeError};
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
        let other = When { value: Vec::new(), ..row.when.clone() };
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

/// The customs value of an order, in the place's currency: what is counted of it towards the year once it is bought. Nothing of what is
/// not imported; none without a rate, and where the place has no file.
pub fn customs_value(rules: &Rules, request: &Request) -> Result<Option<Money>, TradeError> {
    let Some(indexed) = rules.indexed(request.to) else { return Ok(None) };
    let mut facts = Facts::new(request, indexed)?;
    if facts.domestic() {
        return Ok(Some(Money::zero(indexed.place.currency)));
    }
    rate::customs_values(&mut facts)?;
    facts.tested_customs.map(|value| money(value.likely, &indexed.place)).transpose()
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
