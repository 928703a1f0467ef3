//! The one request by which an order is quoted at the door: for a card, and for each row of a list.

use crate::kernel::goods::{Parcel, RATES, SaleTax};
use crate::kernel::trade::day_at;
use tradewind_domain::{Market, Money, TaxDisplay, Timestamp};
use tradewind_trade::{Claimed, Request, Rules};

/// Whether prices have the tax of the sale in them where nobody says it: they are of the market where the person shops, wherever the
/// parcel goes.
pub(crate) fn prices_have_tax(market: Market) -> bool {
    market.tax_display() == Some(TaxDisplay::Gross)
}

/// The order as rules see it at a moment; none where nothing is bought.
pub(crate) fn request(
    rules: &Rules,
    parcel: &Parcel,
    to: Market,
    prices_have_tax: bool,
    now: Timestamp,
) -> Option<Request> {
    let currency = parcel.lines.first()?.price.currency;
    let delivery = parcel.delivery.unwrap_or(Money::zero(currency));
    let place = rules.place(to);
    let within = |from: Market| from == to || place.is_some_and(|place| place.countries.contains(&from));
    let claims = parcel.claims;
    let added = claims.tax == Some(SaleTax::Added);
    // Who adds the tax to what is sent from abroad collects it at the sale: its own total shows that.
    let collects = added && parcel.ships_from.is_some_and(|from| !within(from));
    Some(Request {
        ship_from: parcel.ships_from,
        claimed: Claimed { duty: claims.duty, import_tax: claims.import_tax },
        registered: collects.then_some(true),
        tax_included: claims.tax.map_or(prices_have_tax, |tax| tax == SaleTax::Within),
        rates: place.and_then(|place| RATES.between(currency, place.currency)).into_iter().collect(),
        ..Request::new(to, day_at(rules, to, now)?, parcel.lines.clone(), delivery)
    })
}
