//! What one of an item comes to at the person's door, where no more than a sum is shown of it.

use crate::kernel::door_request::prices_have_tax;
use crate::kernel::door_sort::DoorSort;
use crate::kernel::model::Model;
use crate::kernel::trade::{built_in, day_at};
use crate::kernel::view_context::ViewContext;
use tradewind_domain::{Market, Timestamp};
use tradewind_trade::Amount;

/// How items are put in order by it, here and now.
pub(crate) fn sort(model: &Model, now: Timestamp) -> DoorSort {
    let (rules, to) = (built_in(), destination(model));
    let year_spent = day_at(rules, to, now).and_then(|on| model.spent.this_year(rules, to, on));
    DoorSort { to, tax_included: prices_have_tax(model.settings.market), now, year_spent }
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
