//! The settings that every feature reads, and the markets and currencies there are to choose from.

use tradewind_catalog::Offered;
use tradewind_domain::{Currency, Language, Market};

/// What features read of settings, and what the system prefers while a language is not set.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Settings {
    pub(crate) forced: Option<Language>,
    pub(crate) chosen: Option<Language>,
    pub(crate) preferred: Vec<Language>,
    /// The language in use: what negotiation made of the above.
    pub(crate) language: Language,
    pub(crate) market: Market,
    pub(crate) currency: Currency,
    pub(crate) time_zone: String,
}

/// Under which name the handler by which a payment last succeeded is kept in the person's file.
pub(crate) const PAID_WITH: &str = "paid_with";

impl Settings {
    /// A language in use and a market; nothing is chosen yet.
    pub(crate) fn new(language: Language, market: Market) -> Self {
        Self {
            forced: None,
            chosen: None,
            preferred: vec![language.clone()],
            language,
            market,
            currency: Currency::USD,
            time_zone: "UTC".to_owned(),
        }
    }

    /// Forced, chosen, then what the system prefers.
    pub(crate) fn languages(&self) -> Vec<Language> {
        let first = self.forced.clone().or_else(|| self.chosen.clone());
        first.into_iter().chain(self.preferred.iter().cloned()).collect()
    }
}

/// `DE:EUR`, or `DE` alone.
pub(crate) fn read_offered(word: &str) -> Option<Offered> {
    let (market, currency) = word.split_once(':').unwrap_or((word, ""));
    Some(Offered { market: Market::parse(market).ok()?, currency: Currency::parse(currency).ok() })
}

/// The markets that a person can choose: those of the merchant's index. Without one, the usual ones and the present one.
pub(crate) fn markets(offered: &[Offered], present: Market) -> Vec<Market> {
    if !offered.is_empty() {
        return offered.iter().map(|one| one.market).collect();
    }
    let mut markets: Vec<Market> = Market::offered().collect();
    if !markets.contains(&present) {
        markets.insert(0, present);
    }
    markets
}

/// The currencies that a person can wish for: those of the merchant's markets, and the present one.
pub(crate) fn currencies(offered: &[Offered], present: Currency) -> Vec<Currency> {
    let known = offered.iter().filter_map(|one| one.currency);
    let mut seen = std::collections::BTreeSet::new();
    let mut currencies: Vec<Currency> = known.filter(|currency| seen.insert(*currency)).collect();
    if currencies.is_empty() {
        currencies = Market::offered().filter_map(Market::currency).collect();
    }
    if !currencies.contains(&present) {
        currencies.insert(0, present);
    }
    currencies
}
