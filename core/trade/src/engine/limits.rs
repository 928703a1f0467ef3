//! How far an order is from the values up to which duty or tax is not charged.

use super::facts::Facts;
use super::rate;
use super::{Known, Memory};
use crate::round::to_minor;
use crate::row::{Charge, Measure, Per, Row, Rule, When};
use crate::{Request, Rules, TradeError};
use tradewind_domain::Money;

/// A value of the consignment up to which something is not charged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit<'a> {
    /// The relief that says so.
    pub row: &'a Row,
    /// What is not charged up to it.
    pub of: Vec<Charge>,
    /// What is measured.
    pub measure: Measure,
    /// The limit, in the place's currency.
    pub bound: Money,
    /// What the order comes to in it, as far as is likely; in the place's currency.
    pub reached: Money,
    /// The order keeps within it.
    pub kept: bool,
}

/// The limits of reliefs that may hold for an order as a whole, the lowest first. None for what is not imported, and without a rate
/// into the place's currency.
pub fn limits<'a>(rules: &'a Rules, request: &Request) -> Result<Vec<Limit<'a>>, TradeError> {
    limits_with(&mut Memory::of(rules), request)
}

/// As [`limits`], with what was answered of goods before.
pub fn limits_with<'a>(memory: &mut Memory<'a>, request: &Request) -> Result<Vec<Limit<'a>>, TradeError> {
    let rules = memory.rules;
    let Some(indexed) = rules.indexed(request.to).filter(|one| one.place.since <= request.on) else {
        return Ok(Vec::new());
    };
    let Known { place, kinds, kept, before } = memory.take(request, indexed);
    let mut facts = Facts::with(request, indexed, kinds, before)?;
    rate::customs_values(&mut facts)?;
    let mut found = Vec::new();
    if !facts.domestic() {
        for row in indexed.rows(&indexed.reliefs, request.on) {
            found.extend(limit(&facts, row)?);
        }
    }
    facts.forget();
    let (kinds, before) = facts.left();
    memory.put(Known { place, kinds, kept, before });
    found.sort_by_key(|limit| limit.bound.minor);
    Ok(found)
}

/// The limit of a relief whose one test is an upper bound of the consignment.
fn limit<'a>(facts: &Facts<'_>, row: &'a Row) -> Result<Option<Limit<'a>>, TradeError> {
    let (Rule::Relief { of, .. }, [test]) = (&row.rule, row.when.value.as_slice()) else { return Ok(None) };
    let (Some((bound, below)), None, Per::Consignment) = (test.high, test.low, test.per) else {
        return Ok(None);
    };
    let measured = match test.of {
        Measure::Goods => facts.tested_goods,
        Measure::Cif => facts.tested_cif,
        Measure::Customs => facts.tested_customs,
        _ => None,
    };
    let Some(measured) = measured else { return Ok(None) };
    let other = When { value: Vec::new(), ..row.when.clone() };
    let mut speaks_of_it = false;
    for at in 0..facts.goods.len() {
        speaks_of_it |= facts.holds(&other, at)?.can;
    }
    if !speaks_of_it {
        return Ok(None);
    }
    let currency = facts.place.currency;
    let money = |value| Ok(Money::new(to_minor(value, currency.minor_digits())?, currency));
    let charged = |charge: &Charge| of >> *charge as u8 & 1 == 1;
    Ok(Some(Limit {
        row,
        of: Charge::ALL.iter().map(|(_, charge)| *charge).filter(charged).collect(),
        measure: test.of,
        bound: money(bound)?,
        reached: money(measured.likely)?,
        kept: if below { measured.likely < bound } else { measured.likely <= bound },
    }))
}
