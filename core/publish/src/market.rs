//! Which market and currency a feed is of: what was said, else what all its rows agree on. No row decides for the others.

use crate::country;
use crate::error::PublishError;
use crate::feed::Feed;
use crate::price::{PriceFault, price};
use crate::report::MarketSource;
use crate::request::Request;
use crate::row::Place;
use std::collections::BTreeMap;
use std::path::Path;
use tradewind_domain::{Currency, Language, Market};

/// What the base feed is of.
pub(crate) struct Terms {
    pub(crate) market: Market,
    pub(crate) source: MarketSource,
    pub(crate) place: Place,
    /// Whether the market's own currency is another one.
    pub(crate) foreign: bool,
}

/// Market, currency and zone of the base feed. None for a feed without any price.
pub(crate) fn terms(request: &Request, base: &Feed) -> Result<Option<Terms>, PublishError> {
    let own = request.market.and_then(country::currency);
    let known = request.currency.or(own);
    let counts = count(base, known);
    let agreed = match request.currency {
        Some(currency) => Some(currency),
        None => agreed(&request.feed, counts, own)?,
    };
    let Some(currency) = agreed.or(known) else { return Ok(None) };
    let (market, source) = match request.market {
        Some(market) => (market, MarketSource::Stated),
        None => assumed(base, currency).ok_or(PublishError::MarketUnknown(currency))?,
    };
    Ok(Some(Terms {
        market,
        source,
        place: Place { market: Some(market), known, expected: Some(currency), zone: country::zone(market) },
        foreign: request.currency.is_none() && own.is_some_and(|own| own != currency),
    }))
}

/// Currency and zone of a price feed for `market`.
pub(crate) fn price_place(file: &Path, feed: &Feed, market: Market) -> Result<Place, PublishError> {
    let own = country::currency(market);
    let expected = agreed(file, count(feed, own), own)?;
    Ok(Place { market: Some(market), known: own, expected, zone: country::zone(market) })
}

/// How many rows have a price in each currency.
fn count(feed: &Feed, known: Option<Currency>) -> BTreeMap<Currency, u32> {
    let mut counts = BTreeMap::new();
    for row in &feed.rows {
        let field = row.first("price").or_else(|| row.first("sale_price"));
        match field.map(|field| price(&field.value, known)) {
            Some(Ok(money)) => *counts.entry(money.currency).or_default() += 1,
            Some(Err(PriceFault::Zero(currency))) => *counts.entry(currency).or_default() += 1,
            _ => {}
        }
    }
    counts
}

/// The one currency of all rows; where there are several, the market's `own`, if that was said.
fn agreed(
    file: &Path,
    counts: BTreeMap<Currency, u32>,
    own: Option<Currency>,
) -> Result<Option<Currency>, PublishError> {
    if counts.len() <= 1 {
        return Ok(counts.into_keys().next());
    }
    match own.filter(|own| counts.contains_key(own)) {
        Some(own) => Ok(Some(own)),
        None => {
            let mut counts: Vec<(Currency, u32)> = counts.into_iter().collect();
            counts.sort_by_key(|(_, rows)| std::cmp::Reverse(*rows));
            Err(PublishError::CurrencyMixed { path: file.to_owned(), counts })
        }
    }
}

/// Without a word from the merchant: the country of the feed's language tag if it pays in this currency, else the one that
/// the currency is at home in.
fn assumed(base: &Feed, currency: Currency) -> Option<(Market, MarketSource)> {
    let tag = base.language.as_deref().and_then(|tag| Language::parse(tag).ok());
    let region = tag
        .as_ref()
        .and_then(|tag| tag.as_str().split('-').skip(1).find_map(|part| Market::parse(part).ok()));
    match region.filter(|region| country::currency(*region) == Some(currency)) {
        Some(region) => Some((region, MarketSource::Language)),
        None => home_market(currency).map(|market| (market, MarketSource::Currency)),
    }
}

/// The market a currency is at home in, for the currencies of one large market; the euro's is Germany, its largest.
fn home_market(currency: Currency) -> Option<Market> {
    let code = match currency.as_str() {
        "USD" => "US",
        "EUR" => "DE",
        "JPY" => "JP",
        "AED" => "AE",
        "GBP" => "GB",
        "CHF" => "CH",
        "CAD" => "CA",
        "AUD" => "AU",
        "INR" => "IN",
        "BRL" => "BR",
        "MXN" => "MX",
        "PLN" => "PL",
        "SEK" => "SE",
        "SAR" => "SA",
        "KRW" => "KR",
        _ => return None,
    };
    Market::parse(code).ok()
}
