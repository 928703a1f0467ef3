//! `tradewind publish`: the command line, its progress bar and its summary.

use crate::error::PublishError;
use crate::feed::Encoding;
use crate::models::ModelLook;
use crate::publish::publish_and_look;
use crate::report::{MarketSource, Report};
use crate::request::Request;
use crate::rules::{Finding, Severity};
use clap::Args;
use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;
use tradewind_domain::{Currency, Language, Market, Timestamp};

/// How many findings the summary for people lists; `--json` has all.
const SHOWN: usize = 20;

/// What scripts may rely on.
const EXIT_CODES: &str = "\
Facts read beside words and prices: condition, energy_efficiency_class (with min_ and max_), unit_pricing_measure,
unit_pricing_base_measure, ships_from_country, shipping, gtin, mpn, tw:hs_code, tw:country_of_origin,
tw:lowest_price_30_days, tw:popularity. What does not read is left out and told.

Exit codes:
  0  published
  1  not published; the folder is as it was. The reason begins the line on stderr, and is `error` in --json:
     FEED_UNREADABLE  a feed cannot be read, has no good row, or does not say what it must
     FEED_SHRUNK      the folder holds a publication of which a market and language would lose over half its items,
                      a language lost half its words, or over 20 % of a feed's rows are left out; --accept-shrink publishes all the same
     RULES_UNREADABLE the file of --rules cannot be read, is not what `tradewind rules build` makes, or is too large
     RULES_OLDER      its rules are as of an earlier day than those the folder holds
  2  used wrongly";

/// Publishes a merchant's product feed as signed offline packs.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub struct PublishArgs {
    /// The product feed: RSS 2.0, Atom or tab-separated, in Merchant Center's attributes; also packed by gzip or zip.
    #[arg(long, value_name = "FILE")]
    pub feed: PathBuf,
    /// The folder to write; any static host can serve it. Keeps history.tsv, the prices of the last days, for feeds without
    /// tw:lowest_price_30_days: published where all 30 days are known.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Market of the feed's own prices, as in DE. Prices without a currency are in the market's own.
    #[arg(long, value_parser = market)]
    pub market: Option<Market>,
    /// Currency of the feed's own prices, as in EUR: those without one are in it, rows in another are left out.
    #[arg(long, value_parser = currency)]
    pub currency: Option<Currency>,
    /// Language of the feed's own words, as in de.
    #[arg(long, value_parser = language)]
    pub lang: Option<Language>,
    /// Words of another language, as in ja=words.ja.xml. May stand several times.
    #[arg(long, value_name = "LANG=FILE", value_parser = text_file)]
    pub text: Vec<(Language, PathBuf)>,
    /// Prices of another market, with its shipping and tw:lowest_price_30_days, as in JP=prices.JP.tsv. May stand several
    /// times.
    #[arg(long, value_name = "MARKET=FILE", value_parser = price_file)]
    pub prices: Vec<(Market, PathBuf)>,
    /// The Ed25519 seed, 32 raw bytes. Without it the published development key signs, which phones refuse off
    /// loopback.
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    /// The moment the prices are of (RFC 3339); without it, when the newest input was written.
    #[arg(long, value_parser = moment)]
    pub as_of: Option<Timestamp>,
    /// The merchant's name; without it the feed's title.
    #[arg(long)]
    pub name: Option<String>,
    /// Who sells by law, as on an invoice, where that is another name: shoppers read both before they pay.
    #[arg(long)]
    pub seller: Option<String>,
    /// How many days phones may trust these packs.
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..=3650))]
    pub expires_days: u16,
    /// Folder with the files of the pictures and the models, named as their addresses end: phones show a picture's colours
    /// before it is there; of a model you are told whether phones show it, and what of it they draw in another way.
    #[arg(long, value_name = "DIR")]
    pub media: Option<PathBuf>,
    /// Encoding of feeds that are not UTF-8 and do not say what they are, as in windows-1252 or shift_jis.
    #[arg(long, value_name = "LABEL", value_parser = encoding)]
    pub encoding: Option<&'static Encoding>,
    /// Publishes although much less would take the place of what the folder holds.
    #[arg(long)]
    pub accept_shrink: bool,
    /// Rules of trade that phones quote duty and tax by, as `tradewind rules build` makes them. Say it each time: a publication
    /// without them takes them out, and phones use their own.
    #[arg(long, value_name = "FILE")]
    pub rules: Option<PathBuf>,
    /// Prints the report as JSON.
    #[arg(long)]
    pub json: bool,
}

fn market(text: &str) -> Result<Market, String> {
    Market::parse(text).map_err(|error| error.to_string())
}

fn currency(text: &str) -> Result<Currency, String> {
    Currency::parse(&text.to_ascii_uppercase()).map_err(|error| error.to_string())
}

fn encoding(label: &str) -> Result<&'static Encoding, String> {
    Encoding::for_label(label.as_bytes()).ok_or_else(|| "not an encoding of the WHATWG's list".to_owned())
}

fn language(text: &str) -> Result<Language, String> {
    Language::parse(text).map_err(|error| error.to_string())
}

fn moment(text: &str) -> Result<Timestamp, String> {
    Timestamp::parse_rfc3339(text).map_err(|error| error.to_string())
}

fn text_file(text: &str) -> Result<(Language, PathBuf), String> {
    let (tag, path) = text.split_once('=').ok_or("expected LANG=FILE")?;
    Ok((language(tag)?, PathBuf::from(path)))
}

fn price_file(text: &str) -> Result<(Market, PathBuf), String> {
    let (code, path) = text.split_once('=').ok_or("expected MARKET=FILE")?;
    Ok((market(code)?, PathBuf::from(path)))
}

/// Runs the command; `look` looks at the models of `--media`, if anybody does. Exit code: 0 published, 1 not published, 2 used
/// wrongly.
pub fn run(
    args: &PublishArgs,
    look: Option<&dyn ModelLook>,
    out: &mut dyn Write,
    err: &mut dyn Write,
    terminal: bool,
) -> u8 {
    let key = match args.key.as_ref().map(std::fs::read).transpose() {
        Ok(None) => None,
        Ok(Some(bytes)) => match <[u8; 32]>::try_from(bytes) {
            Ok(seed) => Some(seed),
            Err(_) => {
                let _ = writeln!(err, "--key: not 32 raw bytes");
                return 2;
            }
        },
        Err(error) => {
            let _ = writeln!(err, "--key: {error}");
            return 2;
        }
    };
    let request = Request {
        feed: args.feed.clone(),
        market: args.market,
        currency: args.currency,
        lang: args.lang.clone(),
        texts: args.text.clone(),
        prices: args.prices.clone(),
        key,
        out: args.out.clone(),
        as_of: args.as_of,
        name: args.name.clone(),
        seller: args.seller.clone(),
        valid_for: Duration::from_secs(u64::from(args.expires_days) * 86_400),
        media: args.media.clone(),
        encoding: args.encoding,
        accept_shrink: args.accept_shrink,
        rules: args.rules.clone(),
    };
    let bar = if terminal { indicatif::ProgressBar::new(1) } else { indicatif::ProgressBar::hidden() };
    let result = publish_and_look(&request, look, &mut |phase, done, all| {
        bar.set_message(phase.to_owned());
        bar.set_length(all.max(1));
        bar.set_position(done);
    });
    bar.finish_and_clear();
    let (report, code) = match result {
        Ok(report) => (report, 0),
        Err(PublishError::NoGoodRow(report)) => {
            let _ = writeln!(err, "FEED_UNREADABLE: no good row in the feed");
            (*report, 1)
        }
        Err(PublishError::Shrunk(shrunk, report)) => {
            let _ = writeln!(err, "FEED_SHRUNK: {}", PublishError::Shrunk(shrunk, Box::default()));
            (*report, 1)
        }
        Err(error) => {
            let code = error.code();
            let _ = writeln!(err, "{code}: {error}");
            let nothing = Report { version: 1, error: Some(code), ..Report::default() };
            if args.json {
                let _ = json(&nothing, out);
            }
            return 1;
        }
    };
    let written = if args.json { json(&report, out) } else { summary(&report, out) };
    if written.is_err() { 1 } else { code }
}

fn json(report: &Report, out: &mut dyn Write) -> std::io::Result<()> {
    serde_json::to_writer(&mut *out, report)?;
    writeln!(out)
}

fn summary(report: &Report, out: &mut dyn Write) -> std::io::Result<()> {
    writeln!(
        out,
        "{} accepted, {} rejected, {} warnings",
        report.accepted, report.rejected, report.warnings
    )?;
    for (code, count) in &report.by_code {
        let sentence = crate::rules::rule(code).map(|rule| rule.sentence).unwrap_or_default();
        writeln!(out, "  {count:>6}  {code}: {sentence}")?;
    }
    let rejections = report.findings.iter().filter(|finding| finding.severity == Severity::Reject);
    for finding in rejections.take(SHOWN) {
        let Finding { file, line, code, id, sentence, .. } = finding;
        writeln!(out, "  rejected {file}:{line} {code} [{id}]: {sentence}")?;
    }
    for pack in &report.packs {
        let state = if pack.changed { "new" } else { "unchanged" };
        writeln!(
            out,
            "{}/{}: {} items in {}, {} KiB, version {}, {state}",
            pack.market,
            pack.language,
            pack.items,
            pack.currency,
            pack.bytes.div_ceil(1024),
            pack.version
        )?;
    }
    if let Some(rules) = &report.rules {
        let state = if rules.changed { "new" } else { "unchanged" };
        writeln!(out, "rules of trade as of {}, {} KiB, {state}", rules.as_of, rules.bytes.div_ceil(1024))?;
    } else if report.rules_withdrawn {
        writeln!(out, "rules of trade taken out: phones use their own; --rules publishes them")?;
    }
    if let Some(pack) = report.packs.first() {
        match report.market_source {
            Some(MarketSource::Language) => {
                writeln!(out, "market {} by the feed's language tag; --market says another", pack.market)?;
            }
            Some(MarketSource::Currency) => {
                writeln!(out, "market {} by the feed's currency; --market says another", pack.market)?;
            }
            _ => {}
        }
        if report.language_source == Some("default") {
            writeln!(out, "the feed names no language: taken as {}; --lang says another", pack.language)?;
        }
    }
    if report.development_key && report.error.is_none() {
        writeln!(out, "signed with the published development key: for loopback only; use --key to go live")?;
    }
    Ok(())
}
