//! Supplemental feeds: words of other languages, prices of other markets, joined by id.

use crate::country;
use crate::error::PublishError;
use crate::feed::{Feed, Row};
use crate::history::History;
use crate::market;
use crate::report::Report;
use crate::request::{Request, name_of};
use crate::row::{Check, MarketFacts, Taken, cheapest, path};
use crate::rules::{Finding, Severity};
use jiff::tz::TimeZone;
use std::collections::{HashMap, HashSet};
use tradewind_domain::{Facts, Item, Language, Market, Offer, OptionValue, Timestamp};
use tradewind_pack::columns::Columns;

/// The words of one item in one language.
#[derive(Debug, Clone)]
pub(crate) struct Words {
    title: String,
    description: Option<String>,
    category: Option<Vec<String>>,
    options: Vec<OptionValue>,
}

pub(crate) type WordsById = HashMap<String, Words>;

pub(crate) fn words_by_language(
    request: &Request,
    texts: &[(Language, Feed)],
    base: Language,
    items: &[Taken],
    report: &mut Report,
) -> Vec<(Language, WordsById)> {
    let mut all = vec![(base, WordsById::new())];
    let ids: HashSet<&str> = items.iter().map(|taken| taken.item.id.as_str()).collect();
    for ((language, feed), (_, file)) in texts.iter().zip(&request.texts) {
        let file = name_of(file);
        let mut words = WordsById::new();
        let mut findings = Vec::new();
        let (mut rows, mut rejected) = (0, 0);
        for row in &feed.rows {
            let Some(id) = row.first("id") else { continue };
            let ours = ids.contains(id.value.as_str());
            rows += u32::from(ours);
            let mut check = Check::new(&file, row);
            if words.contains_key(&id.value) {
                // As in the base feed, the first stays.
                check.found("id_duplicate", Some(id));
            } else {
                match words_of(&mut check, row) {
                    Some(read) => drop(words.insert(id.value.clone(), read)),
                    None => {
                        // A row without a title is one that is not translated yet: nothing of it is left out.
                        rejected += u32::from(ours && row.first("title").is_some());
                        check.found("words_bad", None);
                    }
                }
            }
            findings.extend(check.findings);
        }
        for item in items.iter().filter(|taken| !words.contains_key(taken.item.id.as_str())) {
            findings.push(Finding::of("words_missing", &file, 1, item.item.id.as_str()));
        }
        report.note(findings);
        report.count(file, rows, rejected);
        // The base language may have a feed of its own, which then is the better one.
        match all.iter_mut().find(|(known, _)| known == language) {
            Some((_, known)) => known.extend(words),
            None => all.push((language.clone(), words)),
        }
    }
    all
}

fn words_of(check: &mut Check<'_>, row: &Row) -> Option<Words> {
    row.first("title")?;
    let kept = check.findings.len();
    let Some(title) = check.title() else {
        // Told as the language's, not as the item's.
        check.findings.truncate(kept);
        return None;
    };
    Some(Words {
        title,
        description: check.description(),
        category: row.first("product_type").map(|field| path(&field.value)),
        options: check.options(),
    })
}

/// Offers by item id, with what a price feed says beside them; `None` for the base feed's own.
pub(crate) type OffersById = Option<HashMap<String, (Offer, MarketFacts)>>;

pub(crate) fn offers_by_market(
    request: &Request,
    prices: &[(Market, Feed)],
    base: Market,
    items: &[Taken],
    report: &mut Report,
) -> Result<Vec<(Market, OffersById)>, PublishError> {
    let base_offers: HashMap<&str, &Offer> =
        items.iter().map(|taken| (taken.item.id.as_str(), &taken.item.offer)).collect();
    let mut all = vec![(base, None)];
    for ((market, feed), (_, path)) in prices.iter().zip(&request.prices) {
        let file = name_of(path);
        let place = market::price_place(path, feed, *market)?;
        let has_prices = feed.rows.iter().any(|row| row.first("price").is_some());
        let mut offers = HashMap::new();
        let (mut rows, mut rejected) = (0, 0);
        for row in &feed.rows {
            let Some(id) = row.first("id") else { continue };
            let Some(base_offer) = base_offers.get(id.value.as_str()) else { continue };
            rows += 1;
            let mut check = Check::new(&file, row).of_place(&place);
            let offer = if offers.contains_key(&id.value) {
                check.found("id_duplicate", Some(id));
                None
            } else {
                check.offer_over(base_offer, has_prices)
            };
            let offer = offer.map(|offer| {
                let facts = check.market_facts(offer.price.currency);
                (offer, facts)
            });
            rejected += u32::from(check.findings.iter().any(|finding| finding.severity == Severity::Reject));
            report.note(check.findings);
            if let Some(offer) = offer {
                offers.insert(id.value.clone(), offer);
            }
        }
        report.count(file, rows, rejected);
        match all.iter_mut().find(|(known, _)| known == market) {
            Some((_, known)) => *known = Some(offers),
            None => all.push((*market, Some(offers))),
        }
    }
    Ok(all)
}

/// A market's offers, and what is known of prices beside them.
pub(crate) struct MarketOffers<'a> {
    /// The market.
    pub(crate) market: Market,
    /// Whether the base feed is of this market.
    pub(crate) base: bool,
    /// Its offers.
    pub(crate) offers: &'a OffersById,
    /// What items cost before.
    pub(crate) history: &'a History,
    /// The zone of its days.
    pub(crate) zone: TimeZone,
    /// The moment the prices are of.
    pub(crate) as_of: Timestamp,
}

impl MarketOffers<'_> {
    /// The item at its price here; none where it is not sold.
    fn item(&self, taken: &Taken) -> Option<Item> {
        let Taken { item, prices: base, .. } = taken;
        let (offer, prices) = match self.offers {
            None => (item.offer.clone(), base.clone()),
            Some(offers) => offers.get(item.id.as_str()).cloned()?,
        };
        let currency = offer.price.currency;
        // A price feed's own rates count before those that the base feed has for its country.
        let shipping = cheapest(&prices.rates, self.market, currency, true)
            .or_else(|| cheapest(&base.rates, self.market, currency, self.base));
        let known = || self.history.lowest(self.market, &item.id, self.as_of, &self.zone);
        let lowest_30 = prices.lowest_30.or_else(known);
        Some(Item { offer, facts: Facts { lowest_30, shipping, ..item.facts.clone() }, ..item.clone() })
    }
}

/// Notes what every item costs in every market.
pub(crate) fn note_prices(
    history: &mut History,
    items: &[Taken],
    offers: &[(Market, OffersById)],
    as_of: Timestamp,
) {
    for (market, by_id) in offers {
        let zone = country::zone(*market);
        for Taken { item, .. } in items {
            let offer = match by_id {
                None => Some(&item.offer),
                Some(offers) => offers.get(item.id.as_str()).map(|(offer, _)| offer),
            };
            if let Some(offer) = offer {
                history.note(*market, &item.id, offer, as_of, &zone);
            }
        }
    }
}

/// The items of one market in one language.
pub(crate) fn join(items: &[Taken], words: &WordsById, market_offers: &MarketOffers<'_>) -> Columns {
    let mut columns = Columns::default();
    for taken in items {
        let Some(mut joined) = market_offers.item(taken) else { continue };
        if let Some(words) = words.get(joined.id.as_str()) {
            joined.title.clone_from(&words.title);
            if let Some(description) = &words.description {
                joined.description.clone_from(description);
            }
            if let Some(category) = &words.category {
                joined.category.clone_from(category);
            }
            for option in &words.options {
                match joined.options.iter_mut().find(|known| known.name == option.name) {
                    Some(known) => known.value.clone_from(&option.value),
                    None => joined.options.push(option.clone()),
                }
            }
        }
        columns.push(&joined);
    }
    columns
}
