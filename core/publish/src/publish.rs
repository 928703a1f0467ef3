//! The whole: feeds read and checked, markets and languages joined, packs sealed, signed and laid down.

use crate::feed::{self, Feed, FeedError, Row};
use crate::folder::{self, FolderError, ScopePack};
use crate::media;
use crate::row::{Check, Taken, path, price, tidy};
use crate::rules::{Finding, Severity};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tradewind_domain::{Currency, Item, Language, Market, Offer, OptionValue, Scope, Timestamp};
use tradewind_pack::columns::{Columns, MAX_DESCRIPTION, MAX_TITLE};
use tradewind_pack::picture::Unreadable;
use tradewind_pack::{DEVELOPMENT_SEED, PackError};

/// What to publish.
#[derive(Debug, Clone)]
pub struct Request {
    /// The base feed: all rows, in one language, with one market's prices.
    pub feed: PathBuf,
    /// The base feed's market; without it, the one its currency is at home in.
    pub market: Option<Market>,
    /// The base feed's language; without it, what the feed says, else English.
    pub lang: Option<Language>,
    /// Supplemental feeds of words.
    pub texts: Vec<(Language, PathBuf)>,
    /// Supplemental feeds of prices.
    pub prices: Vec<(Market, PathBuf)>,
    /// Ed25519 seed; without it the published development key.
    pub key: Option<[u8; 32]>,
    /// The folder to write.
    pub out: PathBuf,
    /// The moment the prices are of; without it, when the newest input was written.
    pub as_of: Option<Timestamp>,
    /// The merchant's name; without it the feed's title.
    pub name: Option<String>,
    /// How long a phone may trust the packs.
    pub valid_for: Duration,
    /// A folder in which the files of main pictures lie, by the last part of their address: they get a first paint.
    pub media: Option<PathBuf>,
}

/// Why nothing was published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// A file cannot be read.
    #[error("{}: {error}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// A feed is larger than [`feed::MAX_FEED_BYTES`].
    #[error("{}: larger than 1 GiB", .0.display())]
    TooLarge(PathBuf),
    /// A feed is not readable.
    #[error("{}: {error}", path.display())]
    Feed {
        /// Which.
        path: PathBuf,
        /// Why.
        error: FeedError,
    },
    /// No row of the base feed was taken.
    #[error("no good row in the feed")]
    NoGoodRow(Box<Report>),
    /// The base feed's currency is at home in many markets or none that we know: say `--market`.
    #[error("the market of a feed in {0} must be stated with --market")]
    MarketUnknown(Currency),
    /// A pack could not be made.
    #[error(transparent)]
    Pack(#[from] PackError),
    /// The folder could not be written.
    #[error(transparent)]
    Folder(#[from] FolderError),
}

/// What was published.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Report {
    /// Version of this shape: 1.
    pub version: u32,
    /// Rows taken.
    pub accepted: u32,
    /// Rows left out.
    pub rejected: u32,
    /// Breaches that left nothing out.
    pub warnings: u32,
    /// How often each code was found.
    pub by_code: BTreeMap<&'static str, u32>,
    /// Every breach.
    pub findings: Vec<Finding>,
    /// The packs, one for each market and language.
    pub packs: Vec<ScopeReport>,
    /// Whether the published development key signed.
    pub development_key: bool,
}

/// One pack.
#[derive(Debug, Clone, Serialize)]
pub struct ScopeReport {
    /// Where goods are sold to.
    pub market: Market,
    /// Language of the words.
    pub language: Language,
    /// Currency of the prices.
    pub currency: Currency,
    /// Items in it; rows without a price in this market are not.
    pub items: u32,
    /// The manifest's version.
    pub version: u64,
    /// Bytes a phone loads for all of it.
    pub bytes: u64,
    /// Whether anything changed since the last publication.
    pub changed: bool,
}

/// Publishes. `progress` is told a stage and how far it is, from 0 to its second number.
pub fn publish(request: &Request, progress: &mut dyn FnMut(&str, u64, u64)) -> Result<Report, PublishError> {
    progress("read", 0, 1);
    let mut newest = 0;
    let base = load(&request.feed, &mut newest)?;
    let texts = load_all(&request.texts, &mut newest)?;
    let prices = load_all(&request.prices, &mut newest)?;
    progress("read", 1, 1);

    let mut report = Report { version: 1, development_key: request.key.is_none(), ..Report::default() };
    let mut items = check_rows(&base, &name_of(&request.feed), &mut report, progress);
    if items.is_empty() {
        return Err(PublishError::NoGoodRow(Box::new(report)));
    }
    if let Some(folder) = &request.media {
        paint_first(folder, &name_of(&request.feed), &mut items, &mut report, progress);
    }
    let currency = items[0].item.offer.price.currency;
    let market = match request.market {
        Some(market) => market,
        None => home_market(currency).ok_or(PublishError::MarketUnknown(currency))?,
    };
    let stated = base.language.as_deref().and_then(|tag| Language::parse(tag).ok());
    let language = request.lang.clone().or(stated).unwrap_or_else(english);

    let words = words_by_language(request, &texts, language, &items, &mut report);
    let offers = offers_by_market(request, &prices, market, &items, &mut report);

    let as_of = request.as_of.unwrap_or(Timestamp(newest));
    let merchant = request.name.clone().or(base.title.clone()).unwrap_or_else(|| "Shop".to_owned());
    let mut packs = Vec::new();
    let all = (words.len() * offers.len()) as u64;
    for (market, market_offers) in &offers {
        for (language, language_words) in &words {
            progress("seal", packs.len() as u64, all);
            let scope = Scope { market: *market, language: language.clone() };
            if let Some(pack) = ScopePack::seal(scope, &join(&items, language_words, market_offers))? {
                packs.push(pack);
            }
        }
    }
    progress("seal", all, all);
    let expires_at = as_of.after(request.valid_for);
    let seed = request.key.unwrap_or(DEVELOPMENT_SEED);
    report.packs = folder::write(&request.out, &tidy(&merchant), packs, &seed, as_of, expires_at)?;
    Ok(report)
}

fn english() -> Language {
    Language::parse("en").expect("proof: en is a well-formed tag")
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

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn load(path: &Path, newest: &mut i64) -> Result<Feed, PublishError> {
    let read = |error| PublishError::Read { path: path.to_owned(), error };
    let meta = std::fs::metadata(path).map_err(read)?;
    if meta.len() > feed::MAX_FEED_BYTES {
        return Err(PublishError::TooLarge(path.to_owned()));
    }
    let written =
        meta.modified().ok().and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok()).unwrap_or_default();
    *newest = (*newest).max(Timestamp(0).after(written).0);
    let bytes = std::fs::read(path).map_err(read)?;
    feed::read(&bytes).map_err(|error| PublishError::Feed { path: path.to_owned(), error })
}

fn load_all<K: Clone>(files: &[(K, PathBuf)], newest: &mut i64) -> Result<Vec<(K, Feed)>, PublishError> {
    files.iter().map(|(key, path)| Ok((key.clone(), load(path, newest)?))).collect()
}

fn check_rows(
    feed: &Feed,
    file: &str,
    report: &mut Report,
    progress: &mut dyn FnMut(&str, u64, u64),
) -> Vec<Taken> {
    let mut seen = BTreeSet::new();
    let mut taken = Vec::with_capacity(feed.rows.len());
    let mut currency = None;
    for (at, row) in feed.rows.iter().enumerate() {
        if at % 1_000 == 0 {
            progress("check", at as u64, feed.rows.len() as u64);
        }
        let mut check = Check::new(file, row);
        let mut item = check.item();
        if let Some(Taken { item: good, .. }) = &item {
            let of_first = *currency.get_or_insert(good.offer.price.currency);
            if !seen.insert(good.id.clone()) {
                check.found("id_duplicate", row.first("id"));
                item = None;
            } else if good.offer.price.currency != of_first {
                check.found("price_other_currency", row.first("price"));
                item = None;
            }
        }
        report.note(check.findings);
        match item {
            Some(item) => {
                report.accepted += 1;
                taken.push(item);
            }
            None => report.rejected += 1,
        }
    }
    // Rank: the merchant's own popularity first, then the feed's order.
    taken.sort_by_key(|taken| taken.popularity.unwrap_or(u32::MAX));
    taken
}

/// Gives main pictures the first paint that the pack has room for.
fn paint_first(
    folder: &Path,
    file: &str,
    items: &mut [Taken],
    report: &mut Report,
    progress: &mut dyn FnMut(&str, u64, u64),
) {
    let all = items.len() as u64;
    for (at, Taken { item, .. }) in items.iter_mut().enumerate() {
        progress("pictures", at as u64, all);
        let Some(main) = item.pictures.first_mut() else { continue };
        match media::first_paint(folder, &main.url) {
            Ok(hash) => main.thumbhash = hash,
            Err(Unreadable) => {
                report.note(vec![Finding::of("picture_unreadable", file, 1, item.id.as_str())]);
            }
        }
    }
}

impl Report {
    fn note(&mut self, findings: Vec<Finding>) {
        for finding in &findings {
            *self.by_code.entry(finding.code).or_default() += 1;
            if finding.severity == Severity::Warn {
                self.warnings += 1;
            }
        }
        self.findings.extend(findings);
    }
}

/// The words of one item in one language.
#[derive(Debug, Clone)]
struct Words {
    title: String,
    description: String,
    category: Option<Vec<String>>,
    options: Vec<OptionValue>,
}

type WordsById = HashMap<String, Words>;

fn words_by_language(
    request: &Request,
    texts: &[(Language, Feed)],
    base: Language,
    items: &[Taken],
    report: &mut Report,
) -> Vec<(Language, WordsById)> {
    let mut all = vec![(base, WordsById::new())];
    for ((language, feed), (_, file)) in texts.iter().zip(&request.texts) {
        let file = name_of(file);
        let mut words = WordsById::new();
        let mut findings = Vec::new();
        for row in &feed.rows {
            if let Some(id) = row.first("id") {
                match words_of(row, &file) {
                    Some(read) => drop(words.insert(id.value.clone(), read)),
                    None => findings.push(Finding::of("words_bad", &file, row.line, &id.value)),
                }
            }
        }
        for item in items.iter().filter(|taken| !words.contains_key(taken.item.id.as_str())) {
            findings.push(Finding::of("words_missing", &file, 1, item.item.id.as_str()));
        }
        report.note(findings);
        // The base language may have a feed of its own, which then is the better one.
        match all.iter_mut().find(|(known, _)| known == language) {
            Some((_, known)) => known.extend(words),
            None => all.push((language.clone(), words)),
        }
    }
    all
}

fn words_of(row: &Row, file: &str) -> Option<Words> {
    let title = tidy(&row.first("title")?.value);
    if title.chars().count() > MAX_TITLE {
        return None;
    }
    let description = row.first("description").map(|field| tidy(&field.value)).unwrap_or_default();
    Some(Words {
        title,
        description: description.chars().take(MAX_DESCRIPTION).collect(),
        category: row.first("product_type").map(|field| path(&field.value)),
        options: Check::new(file, row).options(),
    })
}

/// Offers by item id; `None` for the base feed's own.
type OffersById = Option<HashMap<String, Offer>>;

fn offers_by_market(
    request: &Request,
    prices: &[(Market, Feed)],
    base: Market,
    items: &[Taken],
    report: &mut Report,
) -> Vec<(Market, OffersById)> {
    let availability: HashMap<&str, &Offer> =
        items.iter().map(|taken| (taken.item.id.as_str(), &taken.item.offer)).collect();
    let mut all = vec![(base, None)];
    for ((market, feed), (_, file)) in prices.iter().zip(&request.prices) {
        let file = name_of(file);
        let mut offers = HashMap::new();
        let mut currency = None;
        for row in &feed.rows {
            let Some(id) = row.first("id").map(|field| field.value.as_str()) else { continue };
            let Some(base_offer) = availability.get(id) else { continue };
            let mut row = row.clone();
            // A price feed may leave availability to the base feed.
            let stated = row.first("availability").is_some();
            if !stated {
                row.fields.remove("availability");
            }
            let mut check = Check::new(&file, &row);
            let offer = if stated { check.offer() } else { price_alone(&mut check, &row, base_offer) };
            let offer =
                offer.filter(|offer| *currency.get_or_insert(offer.price.currency) == offer.price.currency);
            report.note(check.findings);
            if let Some(offer) = offer {
                offers.insert(id.to_owned(), Offer { stock: offer.stock.or(base_offer.stock), ..offer });
            }
        }
        match all.iter_mut().find(|(known, _)| known == market) {
            Some((_, known)) => *known = Some(offers),
            None => all.push((*market, Some(offers))),
        }
    }
    all
}

fn price_alone(check: &mut Check<'_>, row: &Row, base: &Offer) -> Option<Offer> {
    let field = row.first("price");
    match field.and_then(|field| price(&field.value)) {
        None => {
            check.found(if field.is_none() { "price_missing" } else { "price_bad" }, field);
            None
        }
        Some(price) => Some(Offer { price, sale: None, availability: base.availability, stock: base.stock }),
    }
}

fn join(items: &[Taken], words: &WordsById, offers: &OffersById) -> Columns {
    let mut columns = Columns::default();
    for Taken { item, .. } in items {
        let offer = match offers {
            None => Some(item.offer.clone()),
            Some(offers) => offers.get(item.id.as_str()).cloned(),
        };
        let Some(offer) = offer else { continue };
        let mut joined = Item { offer, ..item.clone() };
        if let Some(words) = words.get(item.id.as_str()) {
            joined.title.clone_from(&words.title);
            joined.description.clone_from(&words.description);
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
