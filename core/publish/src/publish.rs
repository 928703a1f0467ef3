//! The whole: feeds read and checked, markets and languages joined, packs sealed, signed and laid down.

use crate::feed::{self, Encoding, Feed, FeedError};
use crate::folder::{self, FolderError, ScopePack};
use crate::market::{self, MarketSource, Terms};
use crate::media;
use crate::row::{Check, Place, Taken};
use crate::rules::{Finding, Severity};
use crate::shrink::{Shrunk, shrunk};
use crate::supplement::{join, offers_by_market, words_by_language};
use crate::words;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tradewind_domain::text::clean;
use tradewind_domain::{Code, Currency, Language, Market, Scope, Timestamp};
use tradewind_pack::{DEVELOPMENT_SEED, PackError};
use tradewind_picture::Unreadable;

/// What to publish.
#[derive(Debug, Clone)]
pub struct Request {
    /// The base feed: all rows, in one language, with one market's prices.
    pub feed: PathBuf,
    /// The base feed's market; without it, the country of its language tag or the one its currency is at home in.
    pub market: Option<Market>,
    /// The currency of the base feed's prices: those without one are in it, rows in another are left out. Without it, the
    /// market's own if that is stated, else the one all rows agree on.
    pub currency: Option<Currency>,
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
    /// How feeds are encoded that are neither UTF-8 nor say it.
    pub encoding: Option<&'static Encoding>,
    /// Whether a much smaller catalog may take the place of what the folder holds.
    pub accept_shrink: bool,
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
    /// A feed's prices are in several currencies and nothing says which is meant.
    #[error("{}: prices in several currencies ({}): say --currency or --market; rows in another are then left out", path.display(), listed(counts))]
    CurrencyMixed {
        /// Which feed.
        path: PathBuf,
        /// Rows of each currency, most first.
        counts: Vec<(Currency, u32)>,
    },
    /// What the folder holds would be laid over by much less.
    #[error("{0}; nothing was changed. Say --accept-shrink if that is meant")]
    Shrunk(Shrunk, Box<Report>),
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
    /// Rows and rejected rows of each feed that has prices.
    pub files: Vec<FileReport>,
    /// Where the base feed's market comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub market_source: Option<MarketSource>,
    /// Where its language comes from: `stated`, `feed`, or `default` for English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language_source: Option<&'static str>,
    /// Why nothing was published, if so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<Code>,
}

/// How much of one feed was taken.
#[derive(Debug, Clone, Serialize)]
pub struct FileReport {
    /// The feed.
    pub file: String,
    /// Its rows.
    pub rows: u32,
    /// Those left out.
    pub rejected: u32,
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
    let before = if request.accept_shrink { Vec::new() } else { folder::published(&request.out) };
    let mut newest = 0;
    let base = load(request, &request.feed, &mut newest)?;
    let texts = load_all(request, &request.texts, &mut newest)?;
    let prices = load_all(request, &request.prices, &mut newest)?;
    progress("read", 1, 1);

    let mut report = Report { version: 1, development_key: request.key.is_none(), ..Report::default() };
    note_encodings(request, &base, &texts, &prices, &mut report);
    let file = name_of(&request.feed);
    let terms = market::terms(request, &base)?;
    let mut items = check_rows(&base, &file, terms.as_ref().map(|terms| &terms.place), &mut report, progress);
    report.count(file.clone(), report.accepted.saturating_add(report.rejected), report.rejected);
    let Some(Terms { market, source, foreign, .. }) = terms.filter(|_| !items.is_empty()) else {
        report.error = Some(Code::FeedUnreadable);
        return Err(PublishError::NoGoodRow(Box::new(report)));
    };
    if foreign {
        report.note(vec![Finding::of("currency_foreign", &file, 1, "")]);
    }
    if let Some(folder) = &request.media {
        paint_first(folder, &file, &mut items, &mut report, progress);
    }
    let stated = base.language.as_deref().and_then(|tag| Language::parse(tag).ok());
    report.market_source = Some(source);
    report.language_source = Some(match (&request.lang, &stated) {
        (Some(_), _) => "stated",
        (None, Some(_)) => "feed",
        (None, None) => "default",
    });
    let language = request.lang.clone().or(stated).unwrap_or_else(english);

    let languages = words_by_language(request, &texts, language, &items, &mut report);
    let offers = offers_by_market(request, &prices, market, &items, &mut report)?;

    let as_of = request.as_of.unwrap_or(Timestamp(newest));
    let merchant = request.name.clone().or(base.title.clone()).unwrap_or_default();
    let merchant =
        clean(&words::line(&merchant).unwrap_or_default(), 200).unwrap_or_else(|| "Shop".to_owned());
    let mut packs = Vec::new();
    let all = (languages.len() * offers.len()) as u64;
    for (market, market_offers) in &offers {
        for (language, language_words) in &languages {
            progress("seal", packs.len() as u64, all);
            let scope = Scope { market: *market, language: language.clone() };
            if let Some(pack) = ScopePack::seal(scope, &join(&items, language_words, market_offers))? {
                packs.push(pack);
            }
        }
    }
    progress("seal", all, all);
    if let Some(shrunk) = shrunk(&before, &packs, &report) {
        report.error = Some(Code::FeedShrunk);
        return Err(PublishError::Shrunk(shrunk, Box::new(report)));
    }
    let expires_at = as_of.after(request.valid_for);
    let seed = request.key.unwrap_or(DEVELOPMENT_SEED);
    report.packs = folder::write(&request.out, &merchant, packs, &seed, as_of, expires_at)?;
    Ok(report)
}

fn english() -> Language {
    Language::parse("en").expect("proof: en is a well-formed tag")
}

fn listed(counts: &[(Currency, u32)]) -> String {
    let all: Vec<String> = counts.iter().map(|(currency, rows)| format!("{rows} {currency}")).collect();
    all.join(", ")
}

pub(crate) fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn load(request: &Request, path: &Path, newest: &mut i64) -> Result<Feed, PublishError> {
    let read = |error| PublishError::Read { path: path.to_owned(), error };
    let meta = std::fs::metadata(path).map_err(read)?;
    if meta.len() > feed::MAX_FEED_BYTES {
        return Err(PublishError::TooLarge(path.to_owned()));
    }
    let written =
        meta.modified().ok().and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok()).unwrap_or_default();
    *newest = (*newest).max(Timestamp(0).after(written).0);
    let bytes = std::fs::read(path).map_err(read)?;
    feed::read_as(&bytes, request.encoding, feed::MAX_FEED_BYTES)
        .map_err(|error| PublishError::Feed { path: path.to_owned(), error })
}

fn load_all<K: Clone>(
    request: &Request,
    files: &[(K, PathBuf)],
    newest: &mut i64,
) -> Result<Vec<(K, Feed)>, PublishError> {
    files.iter().map(|(key, path)| Ok((key.clone(), load(request, path, newest)?))).collect()
}

fn note_encodings(
    request: &Request,
    base: &Feed,
    texts: &[(Language, Feed)],
    prices: &[(Market, Feed)],
    report: &mut Report,
) {
    let texts = texts.iter().zip(&request.texts).map(|((_, feed), (_, path))| (feed, path));
    let prices = prices.iter().zip(&request.prices).map(|((_, feed), (_, path))| (feed, path));
    let all = std::iter::once((base, &request.feed)).chain(texts).chain(prices);
    let assumed = all.filter(|(feed, _)| feed.encoding_assumed);
    report.note(assumed.map(|(_, path)| Finding::of("encoding_assumed", &name_of(path), 1, "")).collect());
}

fn check_rows(
    feed: &Feed,
    file: &str,
    place: Option<&Place>,
    report: &mut Report,
    progress: &mut dyn FnMut(&str, u64, u64),
) -> Vec<Taken> {
    let mut seen = BTreeSet::new();
    let mut taken = Vec::with_capacity(feed.rows.len());
    for (at, row) in feed.rows.iter().enumerate() {
        if at % 1_000 == 0 {
            progress("check", at as u64, feed.rows.len() as u64);
        }
        let mut check = Check::new(file, row);
        if let Some(place) = place {
            check = check.of_place(place);
        }
        let mut item = check.item();
        if let Some(Taken { item: good, .. }) = &item
            && !seen.insert(good.id.clone())
        {
            check.found("id_duplicate", row.first("id"));
            item = None;
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
    /// Counts the rows of one feed.
    pub(crate) fn count(&mut self, file: String, rows: u32, rejected: u32) {
        self.files.push(FileReport { file, rows, rejected });
    }

    /// Notes breaches.
    pub(crate) fn note(&mut self, findings: Vec<Finding>) {
        for finding in &findings {
            *self.by_code.entry(finding.code).or_default() += 1;
            if finding.severity == Severity::Warn {
                self.warnings += 1;
            }
        }
        self.findings.extend(findings);
    }
}
