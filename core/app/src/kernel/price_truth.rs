//! From what an announced reduction is reckoned, and whether it holds.

use crate::kernel::view_context::ViewContext;
use tradewind_domain::{Item, Money};
use tradewind_trade::{Claim, Day, History, Reduction, check_reduction};

/// The price that an item is reduced from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reference {
    /// It is not reduced, or not below the lowest price of the days before, which is known.
    None,
    /// The merchant's regular price: no law asks for another, or the lowest one is not known.
    Regular(Money),
    /// The lowest price of the days before.
    Lowest(Money),
}

/// What is to be said of a reduction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Truth {
    /// What it is shown from.
    pub(crate) reference: Reference,
    /// The lowest price that it does not hold against; none where it holds, or nobody knows.
    pub(crate) wrong: Option<Money>,
}

/// The reduction of an item as it is to be shown where the person shops (Directive 98/6/EC art. 6a, CJEU C-330/23).
pub(crate) fn of(item: &Item, context: &ViewContext<'_>) -> Truth {
    let (now, regular) = (item.offer.price_at(context.now), item.offer.price);
    if !item.offer.on_sale(context.now) {
        return Truth { reference: Reference::None, wrong: None };
    }
    let merchants = Truth { reference: Reference::Regular(regular), wrong: None };
    let lowest = item.facts.lowest_30.filter(|_| context.market.reduction_days().is_some());
    let (Some(lowest), Ok(today)) = (lowest, Day::at(context.now, 0)) else { return merchants };
    let history = History { prices: Vec::new(), stated_lowest: Some(lowest) };
    let claim = Claim { now, was: Some(regular), percent: None, since: today };
    let from = |lowest: Money| match now.minor < lowest.minor {
        true => Reference::Lowest(lowest),
        false => Reference::None,
    };
    match check_reduction(&history, &claim) {
        Ok(Reduction::Holds { lowest, .. }) => Truth { reference: from(lowest), wrong: None },
        Ok(Reduction::False { lowest, .. }) => Truth { reference: from(lowest), wrong: Some(lowest) },
        Ok(Reduction::Unknown) | Err(_) => merchants,
    }
}

impl Reference {
    /// The price itself.
    pub(crate) const fn money(self) -> Option<Money> {
        match self {
            Self::None => None,
            Self::Regular(money) | Self::Lowest(money) => Some(money),
        }
    }
}

#[cfg(test)]
mod tests;
