//! What delivery costs by country: Merchant Center's `shipping` (6324484), as text and as nested elements.

use super::place::Place;
use crate::feed::{Field, Row};
use crate::price::{PriceFault, price};
use crate::words;
use tradewind_domain::{Currency, Market, Money};

/// The most countries and services of one row.
const MAX_RATES: usize = 500;

/// Parts of a value without names of its own, in Merchant Center's order. Times follow, which are not read.
const ORDER: &str = "country:region:service:price";

/// Parts that keep a price to a part of the country.
const NARROWER: [&str; 4] = ["region", "postal_code", "location_id", "location_group_name"];

/// What one service costs to anywhere in a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// The country; none for the feed's own market.
    pub country: Option<Market>,
    /// What it costs; zero for nothing.
    pub price: Money,
}

/// The cheapest of `rates` to `market` in `currency`; those that name no country count where the feed is the market's `own`.
pub(crate) fn cheapest(rates: &[Rate], market: Market, currency: Currency, own: bool) -> Option<Money> {
    rates
        .iter()
        .filter(|rate| {
            rate.country.map_or(own, |country| country == market) && rate.price.currency == currency
        })
        .map(|rate| rate.price)
        .min_by_key(|price| price.minor)
}

/// The row's values with the order of their parts: the one in brackets in the column's name (`shipping(country:price)`), or
/// Merchant Center's.
pub(super) fn fields(row: &Row) -> impl Iterator<Item = (&str, &Field)> {
    row.fields.iter().flat_map(|(name, fields)| {
        let order = match name.strip_prefix("shipping") {
            Some("") => Some(ORDER),
            Some(rest) => rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')),
            None => None,
        };
        order.into_iter().flat_map(move |order| fields.iter().map(move |field| (order, field)))
    })
}

/// The rates of a value: several are parted by commas. Those of a part of a country are left out; none where one of them
/// does not read.
pub(super) fn read(text: &str, order: &str, place: &Place) -> Option<Vec<Rate>> {
    let text = words::value(text);
    if text.contains("<price>") {
        return nested(&text, place).map(|rate| rate.into_iter().collect());
    }
    let mut entries: Vec<String> = Vec::new();
    for part in text.split([',', ';']) {
        if part.contains(':') || entries.is_empty() {
            entries.push(part.to_owned());
        } else if let Some(last) = entries.last_mut() {
            // A comma within a price: `4,90 EUR`.
            last.push(',');
            last.push_str(part);
        }
        if entries.len() > MAX_RATES {
            return None;
        }
    }
    let rates: Option<Vec<Option<Rate>>> = entries.iter().map(|entry| listed(entry, order, place)).collect();
    Some(rates?.into_iter().flatten().collect())
}

/// `DE::Standard:4.90 EUR` in this order of parts; none where it does not read.
fn listed(entry: &str, order: &str, place: &Place) -> Option<Option<Rate>> {
    let parts: Vec<(&str, &str)> = order.split(':').zip(entry.split(':').map(str::trim)).collect();
    let part =
        |name: &str| parts.iter().find(|(known, _)| known.trim() == name).map_or("", |(_, value)| *value);
    rate(part, place)
}

/// `<country>DE</country><price>4.90 EUR</price>`, as the reader of XML leaves nested elements.
fn nested(text: &str, place: &Place) -> Option<Option<Rate>> {
    let part = |name: &str| {
        let begin = text.split_once(&format!("<{name}>")).map_or("", |(_, rest)| rest);
        begin.split_once(&format!("</{name}>")).map_or("", |(value, _)| value.trim())
    };
    rate(part, place)
}

/// The rate of named parts; `Some(None)` for one of a part of a country.
fn rate<'a>(part: impl Fn(&str) -> &'a str, place: &Place) -> Option<Option<Rate>> {
    let country = match part("country") {
        "" => None,
        code => Some(Market::parse(&code.to_ascii_uppercase()).ok()?),
    };
    // A price without its currency is in the feed's own, and only at home.
    let home = country.is_none() || country == place.market;
    let price = match price(part("price"), place.known.filter(|_| home)) {
        Ok(price) => price,
        Err(PriceFault::Zero(currency)) => Money::zero(currency),
        Err(_) => return None,
    };
    let whole = NARROWER.iter().all(|name| part(name).is_empty());
    Some(whole.then_some(Rate { country, price }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::TimeZone;

    fn rates(text: &str, order: &str) -> Option<Vec<String>> {
        let place = Place {
            market: Market::parse("DE").ok(),
            known: Some(Currency::EUR),
            expected: None,
            zone: TimeZone::UTC,
        };
        let said =
            |rate: Rate| format!("{} {}", rate.country.map_or("-".into(), |c| c.to_string()), rate.price);
        read(text, order, &place).map(|rates| rates.into_iter().map(said).collect())
    }

    #[test]
    fn every_form_is_read() {
        let one = |text| rates(text, ORDER).map(|rates| rates.join(", "));
        assert_eq!(one("DE::Standard:4.90 EUR").as_deref(), Some("DE 4.90 EUR"));
        assert_eq!(one("DE:::4,90 EUR, at:::9 EUR:1:2:3:4").as_deref(), Some("DE 4.90 EUR, AT 9.00 EUR"));
        assert_eq!(one(":::4.90").as_deref(), Some("- 4.90 EUR"));
        assert_eq!(one("DE:::4.90").as_deref(), Some("DE 4.90 EUR"));
        assert_eq!(one("DE:::0 EUR").as_deref(), Some("DE 0.00 EUR"));
        // To a part of the country.
        assert_eq!(one("US:CA:Ground:5 USD,US::Ground:7 USD").as_deref(), Some("US 7.00 USD"));
        assert_eq!(rates("JP:600 JPY", "country:price"), Some(vec!["JP 600 JPY".into()]));
        let nested = "<country>US</country>\n<service>Ground</service><price>6.49 USD</price>";
        assert_eq!(one(nested).as_deref(), Some("US 6.49 USD"));
        assert_eq!(
            one("<country>US</country><region>MA</region><price>6.49 USD</price>").as_deref(),
            Some("")
        );
    }

    #[test]
    fn nothing_is_guessed() {
        for bad in
            ["", "4.90 EUR", "DE:4.90 EUR", "Germany:::4.90 EUR", "DE:::free", "US:::5", "<price>x</price>"]
        {
            assert_eq!(rates(bad, ORDER), None, "{bad}");
        }
        assert_eq!(rates(&"DE:::1 EUR,".repeat(501), ORDER), None);
    }

    #[test]
    fn the_cheapest_of_the_market_counts() {
        let code = |text| Market::parse(text).expect("a code");
        let rate = |country: &str, minor| Rate {
            country: Market::parse(country).ok(),
            price: Money::new(minor, Currency::EUR),
        };
        let rates = [rate("DE", 900), rate("DE", 490), rate("FR", 100), rate("", 300)];
        let of =
            |market, currency, own| cheapest(&rates, code(market), currency, own).map(|money| money.minor);
        assert_eq!(of("DE", Currency::EUR, false), Some(490));
        assert_eq!(of("DE", Currency::EUR, true), Some(300));
        assert_eq!(of("DE", Currency::USD, false), None);
        assert_eq!(of("AT", Currency::EUR, false), None);
    }
}
