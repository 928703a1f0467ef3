//! The merchant's index at `/.well-known/tradewind`: which manifest serves which market and language.

use crate::error::CatalogError;
use crate::request::Refresh;
use serde::Deserialize;
use tradewind_domain::{Currency, Language, Market, Scope, WebUrl};

/// Most bytes of the index.
pub(crate) const MAX_DISCOVERY_BYTES: u64 = 256 << 10;

/// `/.well-known/tradewind`: which manifest serves which market and language.
#[derive(Debug, Deserialize)]
pub(crate) struct DiscoveryWire {
    pub(crate) version: u32,
    pub(crate) ed25519_key: String,
    pub(crate) markets: Vec<MarketWire>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct MarketWire {
    pub(crate) market: Market,
    pub(crate) currency: Option<Currency>,
    languages: Vec<LanguageWire>,
}

#[derive(Debug, Deserialize)]
struct LanguageWire {
    language: Language,
    manifest_url: String,
}

/// A market that the merchant's index names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offered {
    /// Where goods are sold to.
    pub market: Market,
    /// The currency of its prices, if the index says.
    pub currency: Option<Currency>,
}

/// The manifest for the wish: its market, and its language or else the nearest one that is offered.
pub(crate) fn choose(
    request: &Refresh<'_>,
    discovery: &DiscoveryWire,
) -> Result<(Scope, WebUrl), CatalogError> {
    let wish = request.wish;
    let no_such_market = || CatalogError::NoSuchMarket {
        served: discovery.markets.iter().map(|offered| offered.market).collect(),
    };
    let market =
        discovery.markets.iter().find(|market| market.market == wish.market).ok_or_else(no_such_market)?;
    let languages = &market.languages;
    let chosen = languages
        .iter()
        .find(|offered| offered.language == wish.language)
        .or_else(|| languages.iter().find(|offered| offered.language.primary() == wish.language.primary()))
        .or_else(|| languages.iter().find(|offered| offered.language.primary() == "en"))
        .or_else(|| languages.first())
        .ok_or_else(no_such_market)?;
    // A signature binds no host: what another host serves under the merchant's name is not the merchant's.
    let url = request.merchant.join_named(&chosen.manifest_url).map_err(|_| CatalogError::Discovery)?;
    if !url.same_origin(request.merchant) {
        return Err(CatalogError::Discovery);
    }
    Ok((Scope { market: market.market, language: chosen.language.clone() }, url))
}
