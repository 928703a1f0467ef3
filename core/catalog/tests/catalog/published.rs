//! A published catalog on a host, and a phone that fetches it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tradewind_catalog::{Catalog, CatalogError, CatalogOptions, Filter, Refresh, Refreshed, Window};
use tradewind_domain::{Language, Market, Scope, Timestamp, WebUrl, lock};
use tradewind_ports::{
    BoxFuture, HttpRequest, HttpResponse, MemoryVault, NoFailPoint, Transport, TransportError, Vault,
};

pub(super) const NOW: Timestamp = Timestamp(1_795_521_600_000);
const LOOPBACK: &str = "http://127.0.0.1:9/";

/// Serves a folder of packs, with single paths overridden, and notes what was asked.
#[derive(Default)]
pub(super) struct Host {
    pub(super) folder: PathBuf,
    pub(super) overrides: Mutex<BTreeMap<String, HttpResponse>>,
    pub(super) asked: Mutex<Vec<String>>,
}

impl Host {
    pub(super) fn answer(&self, path: &str, status: u16, headers: &[(&str, &str)], body: &[u8]) {
        let headers = headers.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        let answer = HttpResponse { status, headers, body: body.to_vec().into() };
        lock(&self.overrides).insert(path.to_owned(), answer);
    }

    pub(super) fn discovery(&self) -> Option<Vec<u8>> {
        let index: serde_json::Value =
            serde_json::from_slice(&std::fs::read(self.folder.join("tradewind.json")).ok()?).ok()?;
        let mut index = index;
        for market in index["markets"].as_array_mut()? {
            for language in market["languages"].as_array_mut()? {
                language["manifest_url"] = format!("/packs/{}", language["manifest"].as_str()?).into();
            }
        }
        serde_json::to_vec(&index).ok()
    }
}

impl Transport for Host {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let path = request.url.url().path().to_owned();
        lock(&self.asked).push(path.clone());
        let kept = lock(&self.overrides).get(&path).cloned();
        let body = match path.as_str() {
            "/.well-known/tradewind" => self.discovery(),
            path => std::fs::read(self.folder.join(path.trim_start_matches("/packs/"))).ok(),
        };
        Box::pin(async move {
            let answer = kept.unwrap_or(match body {
                Some(body) => HttpResponse { status: 200, headers: Vec::new(), body: body.into() },
                None => HttpResponse { status: 404, headers: Vec::new(), body: Vec::new().into() },
            });
            if answer.body.len() as u64 > request.max_body {
                return Err(TransportError::TooLarge);
            }
            Ok(answer)
        })
    }
}

pub(super) fn scope(text: &str) -> Scope {
    let (market, language) = text.split_once('/').expect("MARKET/lang");
    Scope {
        market: Market::parse(market).expect("a market"),
        language: Language::parse(language).expect("a tag"),
    }
}

pub(super) fn feed(titles: &[(&str, &str, &str)]) -> String {
    let rows: String = titles
        .iter()
        .map(|(id, title, price)| {
            format!(
                "{id}\t{title}\tMade well\thttps://shop.example/p/{id}\thttps://shop.example/i/{id}.png\tin_stock\t\
                 {price}\tKiln\tKitchen > Cups\tmug\n"
            )
        })
        .collect();
    format!(
        "id\ttitle\tdescription\tlink\timage_link\tavailability\tprice\tbrand\tproduct_type\titem_group_id\n{rows}"
    )
}

pub(super) const GOODS: [(&str, &str, &str); 4] = [
    ("mug-1", "Hand-thrown mug, indigo", "34.90 EUR"),
    ("mug-2", "Große Küchenschale", "44.90 EUR"),
    ("mug-3", "手びねりのマグカップ", "54.90 EUR"),
    ("mug-4", "إبريق شاي نُحاسي", "64.90 EUR"),
];

pub(super) struct World {
    pub(super) _dir: tempfile::TempDir,
    pub(super) phone: PathBuf,
    pub(super) host: Host,
    pub(super) vault: Arc<MemoryVault>,
    pub(super) catalog: Catalog,
    pub(super) merchant: WebUrl,
}

pub(super) fn publish(dir: &Path, feed: &str, as_of: i64, prices: &[(&str, &str)]) {
    std::fs::write(dir.join("feed.tsv"), feed).expect("written");
    let prices = prices
        .iter()
        .map(|(market, text)| {
            let path = dir.join(format!("{market}.tsv"));
            std::fs::write(&path, text).expect("written");
            (Market::parse(market).expect("a market"), path)
        })
        .collect();
    let request = tradewind_publish::Request {
        feed: dir.join("feed.tsv"),
        market: None,
        lang: None,
        texts: Vec::new(),
        prices,
        key: None,
        out: dir.join("packs"),
        as_of: Some(Timestamp(as_of)),
        name: None,
        seller: None,
        valid_for: Duration::from_secs(30 * 86_400),
        media: None,
        currency: None,
        encoding: None,
        accept_shrink: true,
        rules: None,
    };
    tradewind_publish::publish(&request, &mut |_, _, _| {}).expect("published");
}

pub(super) fn world() -> World {
    let dir = tempfile::tempdir().expect("a folder");
    let phone = dir.path().join("phone");
    std::fs::create_dir(&phone).expect("made");
    publish(dir.path(), &feed(&GOODS), NOW.0, &[("JP", "id\tprice\nmug-1\t5480 JPY\n")]);
    let host = Host { folder: dir.path().join("packs"), ..Host::default() };
    let catalog = open(&phone);
    let merchant = WebUrl::parse(LOOPBACK).expect("loopback");
    World { _dir: dir, phone, host, vault: Arc::default(), catalog, merchant }
}

pub(super) fn open(folder: &Path) -> Catalog {
    Catalog::open(folder, "http://127.0.0.1:9", &CatalogOptions::default(), Arc::new(NoFailPoint))
        .expect("opens")
}

impl World {
    pub(super) async fn refresh(&self, wish: &str) -> Result<Refreshed, CatalogError> {
        self.refresh_with(wish, None, self.vault.clone(), NOW).await
    }

    pub(super) async fn refresh_with(
        &self,
        wish: &str,
        pinned: Option<[u8; 32]>,
        vault: Arc<dyn Vault>,
        now: Timestamp,
    ) -> Result<Refreshed, CatalogError> {
        let wish = scope(wish);
        let request = Refresh {
            merchant: &self.merchant,
            wish: &wish,
            pinned,
            transport: &self.host,
            vault,
            fail_point: &NoFailPoint,
            now,
            built_at: Timestamp(0),
            asked: false,
        };
        self.catalog.refresh(request).await
    }

    pub(super) fn titles(&self, wish: &str, query: &str) -> Vec<String> {
        let window = Window { first: 0, count: 20 };
        let hits = self.catalog.search(&scope(wish), query, &Filter::default(), window).expect("searches");
        assert_eq!(hits.total as usize, hits.rows.len());
        hits.rows.into_iter().map(|hit| hit.item.title).collect()
    }

    pub(super) fn manifest(&self) -> Vec<u8> {
        std::fs::read(self.host.folder.join("DE/en/manifest.twm")).expect("there")
    }
}
