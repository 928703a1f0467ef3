//! A merchant of made packs, sealed and signed here row by row, with every byte of them at hand.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};
use tradewind_catalog::{Catalog, CatalogError, CatalogOptions, Refresh, Refreshed};
use tradewind_domain::{
    Availability, Currency, Facts, Item, ItemId, Language, Market, Money, Offer, Picture, Scope, Timestamp,
    WebUrl, lock,
};
use tradewind_pack::columns::Columns;
use tradewind_pack::object::{Sealed, seal};
use tradewind_pack::{DEVELOPMENT_SEED, Manifest, public_key};
use tradewind_ports::{
    BoxFuture, FailPoint, HttpRequest, HttpResponse, MemoryVault, NoFailPoint, Transport, TransportError,
    Vault,
};
use tradewind_storage::Repairs;

/// 2026-11-24T12:00:00Z.
pub(crate) const NOW: Timestamp = Timestamp(1_795_521_600_000);
pub(crate) const DAY: i64 = 86_400_000;
pub(crate) const MERCHANT: &str = "http://127.0.0.1:9/";

pub(crate) fn scope() -> Scope {
    Scope { market: Market::parse("DE").expect("DE"), language: Language::parse("de").expect("de") }
}

pub(crate) fn item(n: u32) -> Item {
    Item {
        id: ItemId::parse(format!("lamp-{n}")).expect("an id"),
        group: None,
        title: format!("Lamp {n}"),
        description: "Gives light.".into(),
        brand: "Kiln".into(),
        category: vec!["Light".into(), format!("Lamps {}", n % 7)],
        options: Vec::new(),
        link: WebUrl::parse(&format!("https://shop.example/p/{n}")).expect("https"),
        pictures: vec![Picture {
            url: WebUrl::parse("https://shop.example/i.webp").expect("https"),
            thumbhash: None,
        }],
        model: None,
        weight_grams: None,
        hs_code: None,
        origin: None,
        offer: Offer {
            price: Money::new(100 + i64::from(n), Currency::EUR),
            sale: None,
            availability: Availability::InStock,
            stock: Some(n),
        },
        facts: Facts::default(),
    }
}

pub(crate) fn columns(count: u32) -> Columns {
    let mut columns = Columns::default();
    (0..count).for_each(|n| columns.push(&item(n)));
    columns
}

/// The streams of columns that have `rows` rows; that of facts where they say anything.
pub(crate) fn sealed(columns: &Columns, rows: u32) -> Vec<Sealed> {
    let mut streams = vec![
        seal("text", &columns.text, rows).expect("seals"),
        seal("offers", &columns.offers, rows).expect("seals"),
        seal("rank", &columns.rank, rows).expect("seals"),
        seal("media", &columns.media, rows).expect("seals"),
    ];
    if columns.facts.say_anything() {
        streams.push(seal("facts", &columns.facts, rows).expect("seals"));
    }
    streams
}

pub(crate) fn manifest(version: u64, items: u32, streams: &[Sealed]) -> Manifest {
    Manifest {
        format: 1,
        min_app: 1,
        merchant: "Kiln".into(),
        seller: Some("Kiln & Co GmbH".into()),
        market: scope().market,
        language: scope().language,
        currency: Currency::EUR,
        version,
        as_of: NOW,
        expires_at: Timestamp(NOW.0 + 30 * DAY),
        items,
        streams: streams.iter().map(|sealed| sealed.stream.clone()).collect(),
    }
}

/// Answers by path, and notes what was asked.
#[derive(Default)]
pub(crate) struct Host {
    pub(crate) answers: Mutex<BTreeMap<String, HttpResponse>>,
    pub(crate) asked: Mutex<Vec<String>>,
}

impl Host {
    pub(crate) fn answer(&self, path: &str, status: u16, headers: &[(&str, &str)], body: impl Into<Vec<u8>>) {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let answer = HttpResponse { status, headers, body: body.into().into() };
        lock(&self.answers).insert(path.to_owned(), answer);
    }

    /// A discovery document that names `manifest` for Germany.
    pub(crate) fn discover(&self, manifest: &str) {
        let key = tradewind_domain::hex::to_hex(&public_key(&DEVELOPMENT_SEED));
        let body = serde_json::json!({"version": 1, "ed25519_key": key, "markets": [
            {"market": "DE", "languages": [{"language": "de", "manifest_url": manifest}]}]});
        self.answer("/.well-known/tradewind", 200, &[], body.to_string());
    }

    /// A catalog, signed.
    pub(crate) fn publish(&self, manifest: &Manifest, streams: Vec<Sealed>) {
        self.publish_with(manifest, streams, &[]);
    }

    pub(crate) fn publish_with(&self, manifest: &Manifest, streams: Vec<Sealed>, headers: &[(&str, &str)]) {
        self.discover("/packs/DE/de/manifest.twm");
        let signed = manifest.sign(&[DEVELOPMENT_SEED]).expect("signs");
        self.answer("/packs/DE/de/manifest.twm", 200, headers, signed);
        for sealed in streams {
            self.answer(&format!("/packs/objects/{}", sealed.stream.object), 200, &[], sealed.bytes);
        }
    }

    /// How often paths with this in them were asked.
    pub(crate) fn asked_for(&self, part: &str) -> usize {
        lock(&self.asked).iter().filter(|path| path.contains(part)).count()
    }
}

impl Transport for Host {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let path = request.url.url().path().to_owned();
        let found = lock(&self.answers).get(&path).cloned();
        lock(&self.asked).push(path);
        Box::pin(async move {
            let none = HttpResponse { status: 404, headers: Vec::new(), body: Vec::new().into() };
            let answer = found.unwrap_or(none);
            let fits = answer.body.len() as u64 <= request.max_body;
            if fits { Ok(answer) } else { Err(TransportError::TooLarge) }
        })
    }
}

/// A phone at that merchant.
pub(crate) struct Phone {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) host: Host,
    pub(crate) vault: Arc<MemoryVault>,
    pub(crate) catalog: Catalog,
    pub(crate) repairs: Repairs,
    pub(crate) merchant: WebUrl,
    pub(crate) now: Timestamp,
    pub(crate) built_at: Timestamp,
    pub(crate) pinned: Option<[u8; 32]>,
    pub(crate) asked: bool,
}

impl Phone {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let repairs = Repairs::default();
        let catalog = open(folder.path(), &repairs, Arc::new(NoFailPoint));
        Self {
            folder,
            host: Host::default(),
            vault: Arc::default(),
            catalog,
            repairs,
            merchant: WebUrl::parse(MERCHANT).expect("loopback"),
            now: NOW,
            built_at: Timestamp(0),
            pinned: None,
            asked: false,
        }
    }

    pub(crate) async fn refresh(&self) -> Result<Refreshed, CatalogError> {
        self.refresh_with(self.vault.clone()).await
    }

    pub(crate) async fn refresh_with(&self, vault: Arc<dyn Vault>) -> Result<Refreshed, CatalogError> {
        let request = Refresh {
            merchant: &self.merchant,
            wish: &scope(),
            pinned: self.pinned,
            transport: &self.host,
            vault,
            fail_point: &NoFailPoint,
            now: self.now,
            built_at: self.built_at,
            asked: self.asked,
        };
        self.catalog.refresh(request).await
    }

    pub(crate) fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }
}

pub(crate) fn open(folder: &Path, repairs: &Repairs, fail_point: Arc<dyn FailPoint>) -> Catalog {
    let options = CatalogOptions { repairs: repairs.clone(), ..CatalogOptions::default() };
    Catalog::open(folder, "http://127.0.0.1:9", &options, fail_point).expect("opens")
}
