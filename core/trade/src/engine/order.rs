//! The order of work: duty, excise, tax, each on those before it.

use super::facts::Facts;
use super::part::{Below, ORDER, Part, Parts};
use super::settle;
use crate::TradeError;
use crate::row::Charge;

/// Charges of an order, in the order of work. What is sold within a place is not imported: its tax alone is owed.
pub(super) fn owed(facts: &Facts<'_>) -> impl Iterator<Item = Charge> + use<> {
    let domestic = facts.domestic();
    ORDER.into_iter().filter(move |of| *of == Charge::Tax || !domestic)
}

/// One charge after the other, each rounded before the next is on it. `charge` is given what is charged on each line already, and adds the
/// parts of its charge, not yet rounded, with who collects them.
pub(super) fn in_order<'a>(
    facts: &Facts<'a>,
    mut charge: impl FnMut(Charge, &[Below], &mut Parts<'a>) -> Result<(), TradeError>,
) -> Result<Vec<Part<'a>>, TradeError> {
    let mut parts = Parts::of(facts.goods.len());
    let mut below = vec![Below::default(); facts.goods.len()];
    for of in owed(facts) {
        let before = parts.len();
        charge(of, &below, &mut parts)?;
        settle::settle(facts, of, &mut parts)?;
        for part in parts.iter().skip(before) {
            below.get_mut(part.line).map_or(Ok(()), |below| below.add(part))?;
        }
    }
    Ok(parts.into_all())
}
