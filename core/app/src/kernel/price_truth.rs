//! From what an announced reduction is reckoned, and whether it holds.

use crate::kernel::view_context::ViewContext;
use tradewind_domain::{Item, Money, Timestamp};
use tradewind_person::PriceSeen;
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
    if !item.offer.on_sale(context.now) {
        return Truth { reference: Reference::None, wrong: None };
    }
    reckoned(item, item.offer.price_at(context.now), item.offer.price, context)
}

/// From what a price that is held in a show is shown as reduced: by the same rules, from what the shop asks without it.
pub(crate) fn of_held(item: &Item, held: Money, context: &ViewContext<'_>) -> Reference {
    reckoned(item, held, item.offer.price_at(context.now), context).reference
}

fn reckoned(item: &Item, now: Money, regular: Money, context: &ViewContext<'_>) -> Truth {
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

/// A lower price that this phone saw before a reduction began, with the last day on which it did: what is announced does not hold
/// against it. None where the phone knows less than so many days before, or nothing against it. What it saw is not all that there
/// was, so nothing is ever confirmed by it.
pub(crate) fn seen_before(
    item: &Item,
    seen: &[PriceSeen],
    context: &ViewContext<'_>,
) -> Option<(Money, Timestamp)> {
    let days = i32::from(context.market.reduction_days()?);
    let today = Day::at(context.now, 0).ok()?.number();
    let now = item.offer.price_at(context.now);
    let said = item.offer.sale.as_ref().filter(|_| item.offer.on_sale(context.now))?.from;
    let said = said.and_then(|from| Day::at(from, 0).ok()).map(Day::number).filter(|day| *day <= today);
    // Where the merchant does not say since when, it is since the phone saw this price without another one between.
    let since = said.or_else(|| seen.last().filter(|last| last.price == now).map(|last| last.first));
    let since = since.unwrap_or(today);
    let first = since.checked_sub(days)?;
    if seen.first()?.first > first {
        return None;
    }
    // Between two days on which it looked the phone knows nothing: a price counts where it was seen within those days.
    let within = || seen.iter().filter(|run| run.last >= first && run.first < since);
    let prices = within().filter_map(|run| Some((Day::of_number(run.first).ok()?, run.price))).collect();
    let claim = Claim { now, was: Some(item.offer.price), percent: None, since: Day::of_number(since).ok()? };
    match check_reduction(&History { prices, stated_lowest: None }, &claim) {
        Ok(Reduction::False { lowest, .. }) => {
            let run = within().rfind(|run| run.price == lowest)?;
            Some((lowest, Day::of_number(run.last.min(since - 1)).ok()?.moment()))
        }
        _ => None,
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
