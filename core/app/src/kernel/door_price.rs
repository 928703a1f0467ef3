//! What one of an item comes to at the person's door, where no more than a sum is shown of it.

use crate::kernel::door_request::prices_have_tax;
use crate::kernel::door_sort::DoorSort;
use crate::kernel::model::Model;
use crate::kernel::trade::{built_in, day_at};
use crate::kernel::view_context::ViewContext;
use tradewind_domain::{Market, Money, Timestamp};
use tradewind_trade::{Amount, Rules};

/// How items are put in order by it, here and now.
pub(crate) fn sort(model: &Model, now: Timestamp) -> DoorSort {
    DoorSort {
        to: destination(model),
        tax_included: prices_have_tax(model.settings.market),
        now,
        year_spent: year_spent(model, built_in(), now),
    }
}

/// What this person spent in the year of a moment, by the clock of the place where things are sent; none where nothing is known, or the
/// place limits nothing.
pub(crate) fn year_spent(model: &Model, rules: &Rules, at: Timestamp) -> Option<Money> {
    let to = destination(model);
    model.spent.this_year(rules, to, day_at(rules, to, at)?)
}

/// A sum in a few words; empty where there is none.
pub(crate) fn short(total: Option<Amount>, context: &ViewContext<'_>) -> String {
    match total {
        Some(Amount::Exact(money)) => context.words.door_exact(money),
        Some(Amount::Range { min, max, .. }) => context.words.door_range(max, min),
        Some(Amount::NotIncluded) | None => String::new(),
    }
}

/// Where the person has things sent: their address, else the market in which they shop.
pub(crate) fn destination(model: &Model) -> Market {
    Market::parse(&model.buyer.address.address_country).unwrap_or(model.settings.market)
}
