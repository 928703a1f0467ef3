//! Feeds as merchants really have them: each kind that once fell short, with what must come of it.

mod facts;
mod markets;
mod models;
mod offers;
mod shrink;
mod sources;
mod trade_rules;
mod words;

use std::path::Path;
use std::time::Duration;
use tempfile::TempDir;
use tradewind_domain::{Item, Language, Market, Scope, Timestamp};
use tradewind_pack::columns::Columns;
use tradewind_pack::{DEVELOPMENT_SEED, Expected, FactsColumns, Manifest, object, public_key};
use tradewind_publish::{PublishError, Report, Request, publish};

/// 2026-11-24T12:00:00Z.
const AS_OF: Timestamp = Timestamp(1_795_521_600_000);

/// A good row with the id `id`; tests replace parts of it.
fn row(id: &str) -> String {
    format!(
        "<g:id>{id}</g:id><g:title>Plain mug</g:title><g:description>A mug.</g:description>\
         <g:link>https://shop.example/p/{id}</g:link><g:image_link>https://shop.example/i/{id}.jpg</g:image_link>\
         <g:price>19.90 EUR</g:price><g:availability>in_stock</g:availability><g:brand>Kiln</g:brand>"
    )
}

fn rss(rows: &[String]) -> String {
    let items: String = rows.iter().map(|row| format!("<item>{row}</item>\n")).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:g=\"http://base.google.com/ns/1.0\" \
         xmlns:tw=\"https://tradewind.example/ns/feed/1\">\n\
         <channel><title>Field shop</title>\n{items}</channel></rss>"
    )
}

/// A folder with a feed in it, and how it is published.
struct Desk {
    folder: TempDir,
    request: Request,
}

impl Desk {
    fn new(feed: impl AsRef<[u8]>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("feed");
        std::fs::write(&path, feed).expect("written");
        let request = Request {
            feed: path,
            market: None,
            currency: None,
            lang: None,
            texts: Vec::new(),
            prices: Vec::new(),
            key: None,
            out: folder.path().join("out"),
            as_of: Some(AS_OF),
            name: None,
            seller: None,
            valid_for: Duration::from_secs(86_400),
            media: None,
            encoding: None,
            accept_shrink: false,
            rules: None,
        };
        Self { folder, request }
    }

    fn rows(rows: &[String]) -> Self {
        Self::new(rss(rows))
    }

    fn market(mut self, code: &str) -> Self {
        self.request.market = Market::parse(code).ok();
        self
    }

    fn prices(mut self, code: &str, feed: &str) -> Self {
        let path = self.folder.path().join(format!("{code}.tsv"));
        std::fs::write(&path, feed).expect("written");
        self.request.prices.push((Market::parse(code).expect("a code"), path));
        self
    }

    fn text(mut self, tag: &str, feed: &str) -> Self {
        let path = self.folder.path().join(format!("{tag}.xml"));
        std::fs::write(&path, feed).expect("written");
        self.request.texts.push((Language::parse(tag).expect("a tag"), path));
        self
    }

    fn feed(&self, feed: impl AsRef<[u8]>) {
        std::fs::write(&self.request.feed, feed).expect("written");
    }

    fn publish(&self) -> Result<Report, PublishError> {
        publish(&self.request, &mut |_, _, _| {})
    }

    fn good(&self) -> Report {
        self.publish().unwrap_or_else(|error| unreachable!("{error}"))
    }

    /// All items of a scope, as a phone reads them.
    fn items(&self, scope: &str) -> Vec<Item> {
        let (market, language) = scope.split_once('/').expect("MARKET/lang");
        let scope = Scope {
            market: Market::parse(market).expect("a market"),
            language: Language::parse(language).expect("a tag"),
        };
        read(&self.request.out, &scope)
    }

    /// Publishes, and the one item of it.
    fn only(&self, scope: &str) -> Item {
        let report = self.good();
        assert_eq!(report.accepted, 1, "{:?}", report.findings);
        self.items(scope).remove(0)
    }
}

fn read(out: &Path, scope: &Scope) -> Vec<Item> {
    let path = out.join(scope.market.as_str()).join(scope.language.as_str()).join("manifest.twm");
    let key = public_key(&DEVELOPMENT_SEED);
    let expected = Expected { key: &key, scope, highest_seen: None, now: Timestamp(0) };
    let manifest = Manifest::open(&std::fs::read(path).expect("there"), &expected).expect("signed");
    let raw = |name: &str| {
        let stream = manifest.snapshot(name).expect("named");
        let bytes = std::fs::read(out.join("objects").join(&stream.object)).expect("there");
        object::open(stream, &bytes).expect("opens")
    };
    let columns = Columns {
        text: object::read(&raw("text")).expect("reads"),
        offers: object::read(&raw("offers")).expect("reads"),
        rank: object::read(&raw("rank")).expect("reads"),
        media: object::read(&raw("media")).expect("reads"),
        facts: manifest
            .snapshot("facts")
            .map_or_else(|_| FactsColumns::default(), |_| object::read(&raw("facts")).expect("reads")),
        currency: Some(manifest.currency),
    };
    columns.check(manifest.items).expect("whole");
    (0..manifest.items as usize)
        .map(|row| columns.item(row, manifest.currency).expect("a good row"))
        .collect()
}

fn codes(report: &Report) -> Vec<(&'static str, &str)> {
    report.findings.iter().map(|finding| (finding.code, finding.id.as_str())).collect()
}

fn moment(text: &str) -> Timestamp {
    Timestamp::parse_rfc3339(text).expect("a moment")
}
