//! The whole: feeds read and checked, markets and languages joined, packs sealed, signed and laid down.

use crate::country;
use crate::error::PublishError;
use crate::feed::{self, Feed};
use crate::folder::{self, Names, ScopePack};
use crate::history::{self, History};
use crate::market::{self, Terms};
use crate::media;
use crate::models::{ModelLook, look_at_models};
use crate::report::Report;
use crate::request::{Request, name_of};
use crate::row::{Check, Place, Taken};
use crate::rules::Finding;
use crate::shrink::shrunk;
use crate::supplement::{MarketOffers, join, note_prices, offers_by_market, words_by_language};
use crate::trade_rules;
use crate::words;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use tradewind_domain::text::clean;
use tradewind_domain::{Code, Language, Market, Scope, Timestamp};
use tradewind_pack::DEVELOPMENT_SEED;
use tradewind_picture::Unreadable;

/// The longest name of who sells, in characters.
const MOST_NAME: usize = 200;

/// Publishes. `progress` is told a phase and how far it is, from 0 to its second number.
pub fn publish(request: &Request, progress: &mut dyn FnMut(&str, u64, u64)) -> Result<Report, PublishError> {
    publish_and_look(request, None, progress)
}

/// As [`publish`], and `look` tells what is to be known of each model whose file is in [`Request::media`].
pub fn publish_and_look(
    request: &Request,
    look: Option<&dyn ModelLook>,
    progress: &mut dyn FnMut(&str, u64, u64),
) -> Result<Report, PublishError> {
    progress("read", 0, 1);
    let before = if request.accept_shrink { Vec::new() } else { folder::published(&request.out) };
    let mut newest = 0;
    let rules = request.rules.as_deref().map(|path| trade_rules::read(path, &request.out)).transpose()?;
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
        if let Some(look) = look {
            look_at_models(look, folder, &file, &items, &mut report, progress);
        }
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
    let mut history = read_history(&request.out, &mut report)?;
    note_prices(&mut history, &items, &offers, as_of);
    let merchant = request.name.clone().or(base.title.clone()).unwrap_or_default();
    let merchant =
        clean(&words::line(&merchant).unwrap_or_default(), MOST_NAME).unwrap_or_else(|| "Shop".to_owned());
    let seller = request.seller.as_deref().and_then(words::line).and_then(|name| clean(&name, MOST_NAME));
    let names = Names { seller: seller.filter(|seller| *seller != merchant), merchant };
    let mut packs = Vec::new();
    let all = (languages.len() * offers.len()) as u64;
    for (at, (market, offers)) in offers.iter().enumerate() {
        let zone = country::zone(*market);
        let market_offers =
            MarketOffers { market: *market, base: at == 0, offers, history: &history, zone, as_of };
        for (language, language_words) in &languages {
            progress("seal", packs.len() as u64, all);
            let scope = Scope { market: *market, language: language.clone() };
            if let Some(pack) = ScopePack::seal(scope, &join(&items, language_words, &market_offers))? {
                packs.push(pack.with(rules.as_ref().map(|rules| rules.sealed.clone())));
            }
        }
    }
    progress("seal", all, all);
    if let Some(shrunk) = shrunk(&before, &packs, &report) {
        report.error = Some(Code::FeedShrunk);
        return Err(PublishError::Shrunk(shrunk, Box::new(report)));
    }
    report.rules_withdrawn = rules.is_none() && !folder::published_rules(&request.out).is_empty();
    report.rules = rules.map(|rules| rules.report);
    let expires_at = as_of.after(request.valid_for);
    let seed = request.key.unwrap_or(DEVELOPMENT_SEED);
    // The history first: packs without their day in it would be a gap in what is known of prices.
    folder::write_beside(&request.out, history::FILE, &history.file(as_of))?;
    report.packs = folder::write(&request.out, &names, packs, &seed, as_of, expires_at)?;
    Ok(report)
}

/// What the folder knows of prices of before; nothing where nothing was published into it.
fn read_history(out: &Path, report: &mut Report) -> Result<History, PublishError> {
    let path = out.join(history::FILE);
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(History::default()),
        Err(error) => return Err(PublishError::Read { path, error }),
    };
    let (history, findings) = History::read(&String::from_utf8_lossy(&bytes));
    report.note(findings);
    Ok(history)
}

fn english() -> Language {
    Language::parse("en").expect("proof: en is a well-formed tag")
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
