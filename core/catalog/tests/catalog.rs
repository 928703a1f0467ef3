//! The catalog as a phone lives it: published, fetched, verified, applied, searched, with every way of going wrong.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tradewind_catalog::{
    Catalog, CatalogError, CatalogOptions, Filter, Freshness, ModelFile, PictureOptions, Pictures, Refresh,
    Refreshed, Window,
};
use tradewind_domain::{Code, Currency, ItemId, Language, Market, Scope, Timestamp, WebUrl};
use tradewind_ports::fakes::LockedVault;
use tradewind_ports::{
    BoxFuture, HttpRequest, HttpResponse, MemoryVault, OpenGate, Secret, Transport, TransportError, Vault,
};

const NOW: Timestamp = Timestamp(1_795_521_600_000);
const LOOPBACK: &str = "http://127.0.0.1:9/";

/// Serves a folder of packs, with single paths overridden, and notes what was asked.
#[derive(Default)]
struct Host {
    folder: PathBuf,
    overrides: Mutex<BTreeMap<String, HttpResponse>>,
    asked: Mutex<Vec<String>>,
}

impl Host {
    fn answer(&self, path: &str, status: u16, headers: &[(&str, &str)], body: &[u8]) {
        let headers = headers.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        let answer = HttpResponse { status, headers, body: body.to_vec().into() };
        self.overrides.lock().expect("not poisoned").insert(path.to_owned(), answer);
    }

    fn discovery(&self) -> Option<Vec<u8>> {
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
        self.asked.lock().expect("not poisoned").push(path.clone());
        let kept = self.overrides.lock().expect("not poisoned").get(&path).cloned();
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

fn scope(text: &str) -> Scope {
    let (market, language) = text.split_once('/').expect("MARKET/lang");
    Scope {
        market: Market::parse(market).expect("a market"),
        language: Language::parse(language).expect("a tag"),
    }
}

fn feed(titles: &[(&str, &str, &str)]) -> String {
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

const GOODS: [(&str, &str, &str); 4] = [
    ("mug-1", "Hand-thrown mug, indigo", "34.90 EUR"),
    ("mug-2", "Große Küchenschale", "44.90 EUR"),
    ("mug-3", "手びねりのマグカップ", "54.90 EUR"),
    ("mug-4", "إبريق شاي نُحاسي", "64.90 EUR"),
];

struct World {
    _dir: tempfile::TempDir,
    phone: PathBuf,
    host: Host,
    vault: MemoryVault,
    catalog: Catalog,
    merchant: WebUrl,
}

fn publish(dir: &Path, feed: &str, as_of: i64, prices: &[(&str, &str)]) {
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
        valid_for: Duration::from_secs(30 * 86_400),
        media: None,
        currency: None,
        encoding: None,
        accept_shrink: true,
    };
    tradewind_publish::publish(&request, &mut |_, _, _| {}).expect("published");
}

fn world() -> World {
    let dir = tempfile::tempdir().expect("a folder");
    let phone = dir.path().join("phone");
    std::fs::create_dir(&phone).expect("made");
    publish(dir.path(), &feed(&GOODS), NOW.0, &[("JP", "id\tprice\nmug-1\t5480 JPY\n")]);
    let host = Host { folder: dir.path().join("packs"), ..Host::default() };
    let catalog = open(&phone);
    let merchant = WebUrl::parse(LOOPBACK).expect("loopback");
    World { _dir: dir, phone, host, vault: MemoryVault::default(), catalog, merchant }
}

fn open(folder: &Path) -> Catalog {
    Catalog::open(folder, "http://127.0.0.1:9", &CatalogOptions::default(), Arc::new(OpenGate))
        .expect("opens")
}

impl World {
    async fn refresh(&self, wish: &str) -> Result<Refreshed, CatalogError> {
        self.refresh_with(wish, None, &self.vault, NOW).await
    }

    async fn refresh_with(
        &self,
        wish: &str,
        pinned: Option<[u8; 32]>,
        vault: &dyn Vault,
        now: Timestamp,
    ) -> Result<Refreshed, CatalogError> {
        let wish = scope(wish);
        let request = Refresh {
            merchant: &self.merchant,
            wish: &wish,
            pinned,
            transport: &self.host,
            vault,
            gate: &OpenGate,
            now,
            built_at: Timestamp(0),
            asked: false,
        };
        self.catalog.refresh(request).await
    }

    fn titles(&self, wish: &str, query: &str) -> Vec<String> {
        let window = Window { first: 0, count: 20 };
        let hits = self.catalog.search(&scope(wish), query, &Filter::default(), window).expect("searches");
        assert_eq!(hits.total as usize, hits.rows.len());
        hits.rows.into_iter().map(|hit| hit.item.title).collect()
    }

    fn manifest(&self) -> Vec<u8> {
        std::fs::read(self.host.folder.join("DE/en/manifest.twm")).expect("there")
    }
}

#[tokio::test]
async fn a_published_catalog_is_fetched_once_and_read_without_a_network() {
    let w = world();
    assert!(matches!(w.refresh("DE/en").await, Ok(Refreshed::Applied { items: 4, .. })));
    let asked = w.host.asked.lock().expect("not poisoned").len();
    assert!(matches!(w.refresh("DE/en").await, Ok(Refreshed::Unchanged)));
    assert_eq!(
        w.host.asked.lock().expect("not poisoned").len(),
        asked + 2,
        "a second time only the manifest is asked for"
    );

    let de = scope("DE/en");
    let head = w.catalog.head(&de).expect("reads").expect("is there");
    assert_eq!(
        (head.items, head.currency, head.signed, head.freshness(NOW)),
        (4, Currency::EUR, true, Freshness::Fresh)
    );
    assert_eq!(head.freshness(NOW.after(Duration::from_secs(2 * 86_400))), Freshness::Stale);
    assert_eq!(head.freshness(NOW.after(Duration::from_secs(31 * 86_400))), Freshness::Expired);
    assert_eq!(w.catalog.categories(&de).expect("reads")[0].items, 4);
    let item =
        w.catalog.item(&de, &ItemId::parse("mug-1").expect("an id")).expect("reads").expect("is there");
    assert_eq!(w.catalog.siblings(&de, item.group.as_ref().expect("a group")).expect("reads").len(), 4);
    assert_eq!(w.catalog.by_link(&de, &item.link).expect("reads"), Some(item));
    let offered: Vec<_> =
        w.catalog.offered().iter().map(|one| (one.market.to_string(), one.currency)).collect();
    assert_eq!(offered, [("DE".to_owned(), Some(Currency::EUR)), ("JP".to_owned(), Some(Currency::JPY))]);
}

#[tokio::test]
async fn a_link_with_tracking_parameters_a_fragment_or_a_slash_leads_to_its_item() {
    let w = world();
    let pages = ["p/mug-1", "p/mug-2?v=1&utm_source=feed", "p/mug-2?v=2", "p/mug-4/"];
    let rows = feed(&GOODS);
    let rows = GOODS.iter().zip(pages).fold(rows, |rows, ((id, ..), page)| {
        rows.replace(&format!("https://shop.example/p/{id}\t"), &format!("https://shop.example/{page}\t"))
    });
    publish(w._dir.path(), &rows, NOW.0 + 1_000, &[]);
    let de = scope("DE/en");
    w.refresh("DE/en").await.expect("applies");
    let found = |link: &str| {
        let link = WebUrl::parse(&format!("https://shop.example/{link}")).expect("an address");
        w.catalog.by_link(&de, &link).expect("reads").map(|item| item.id.as_str().to_owned())
    };
    for (link, item) in [
        ("p/mug-1", Some("mug-1")),
        ("p/mug-1?utm_source=x&fbclid=1", Some("mug-1")),
        ("p/mug-1#reviews", Some("mug-1")),
        ("p/mug-1/", Some("mug-1")),
        ("p/mug-2?v=1", Some("mug-2")),
        ("p/mug-2?gclid=7&v=2#x", Some("mug-3")),
        ("p/mug-2?v=3", None),
        ("p/mug-2", None),
        ("p/mug-4", Some("mug-4")),
        ("p/mug-4?ref=friend", Some("mug-4")),
        ("p/mug", None),
        ("p/mug-1/more", None),
    ] {
        assert_eq!(found(link).as_deref(), item, "{link}");
    }
}

#[tokio::test]
async fn search_finds_titles_in_four_languages() {
    let w = world();
    w.refresh("DE/en").await.expect("applies");
    let rows = [
        ("hand mug", vec![GOODS[0].1]),
        ("kuchensch", vec![GOODS[1].1]),
        ("gross kueche", vec![GOODS[1].1]),
        ("ねり", vec![GOODS[2].1]),
        ("ابريق", vec![GOODS[3].1]),
        ("نحاسي", vec![GOODS[3].1]),
        ("kiln", GOODS.iter().map(|row| row.1).collect()),
        ("", GOODS.iter().map(|row| row.1).collect()),
        ("\" OR 1", vec![GOODS[0].1]),
        ("zzz", vec![]),
    ];
    for (query, expected) in rows {
        let found = w.titles("DE/en", query);
        if query == "\" OR 1" {
            assert!(found.len() <= 4);
        } else {
            assert_eq!(found, expected, "{query}");
        }
    }
    let window = Window { first: 1, count: 2 };
    let hits = w.catalog.search(&scope("DE/en"), "kiln", &Filter::default(), window).expect("searches");
    assert_eq!((hits.total, hits.rows.len(), hits.rows[0].item.title.as_str()), (4, 2, GOODS[1].1));
    let nowhere = Filter { category: Some("99".into()) };
    assert_eq!(w.catalog.search(&scope("DE/en"), "kiln", &nowhere, window).expect("searches").total, 0);
}

#[tokio::test]
async fn no_market_shows_another_markets_price() {
    let w = world();
    w.refresh("DE/en").await.expect("applies");
    assert_eq!(w.catalog.head(&scope("JP/en")).expect("reads"), None);
    assert_eq!(w.titles("JP/en", "mug"), Vec::<String>::new());
    w.refresh("JP/ja").await.expect("applies in the language there is");
    let japan = w.catalog.all(&scope("JP/ja"), 0, 10).expect("reads");
    assert!(japan.iter().all(|item| item.offer.price.currency == Currency::JPY));
    assert_eq!(w.catalog.all(&scope("DE/de"), 0, 10).expect("reads").len(), 4);
    assert!(
        matches!(w.refresh("AE/ar").await, Err(CatalogError::NoSuchMarket { served }) if served.len() == 2)
    );
}

#[tokio::test]
async fn each_bad_pack_has_its_code_and_the_old_catalog_stays() {
    let w = world();
    w.refresh("DE/en").await.expect("applies");
    let good = w.manifest();
    let newer = || publish(w._dir.path(), &feed(&GOODS[..2]), NOW.0 + 1_000, &[]);
    newer();
    let path = "/packs/DE/en/manifest.twm";
    let object = |w: &World| {
        let line = w.manifest().split(|b| *b == b'\n').next().expect("a line").to_vec();
        let manifest: tradewind_pack::Manifest = serde_json::from_slice(&line).expect("a manifest");
        format!("/packs/objects/{}", manifest.snapshot("text").expect("named").object)
    };
    let text = object(&w);
    let bytes = std::fs::read(w.host.folder.join(text.trim_start_matches("/packs/"))).expect("there");
    let mut flipped = bytes.clone();
    flipped[7] ^= 1;
    let mut unsigned = w.manifest();
    unsigned[20] ^= 1;

    type Case<'a> = (&'a str, Vec<u8>, Code);
    let cases: [Case<'_>; 5] = [
        (&text, flipped, Code::PackTampered),
        (&text, bytes[..10].to_vec(), Code::PackTampered),
        (&text, vec![0; bytes.len() + 1], Code::TooLarge),
        (path, unsigned, Code::PackSignature),
        ("/.well-known/tradewind", b"<html>".to_vec(), Code::MerchantGarbage),
    ];
    for (at, body, code) in cases {
        w.host.answer(at, 200, &[], &body);
        assert_eq!(w.refresh("DE/en").await.err().map(|error| error.code()), Some(code), "{at}");
        assert_eq!(w.titles("DE/en", "").len(), 4, "the old catalog stays");
        w.host.overrides.lock().expect("not poisoned").clear();
    }
    // Seconds, with a fraction, as a date by the host's own clock, and far beyond what a phone believes.
    let date = ("date", "Sun, 06 Nov 1994 08:49:30 GMT");
    for (wish, millis) in [
        ("120", 120_000),
        ("1.5", 1_500),
        ("Sun, 06 Nov 1994 08:51:30 GMT", 120_000),
        ("Sun, 06 Nov 2094 08:51:30 GMT", 3_600_000),
        ("99999999999999999999999", 3_600_000),
    ] {
        w.host.answer(path, 503, &[date, ("retry-after", wish)], b"");
        let busy = w.refresh("DE/en").await;
        assert!(
            matches!(busy, Err(CatalogError::Busy { retry_after }) if retry_after.as_millis() == millis),
            "{wish}: {busy:?}"
        );
    }
    w.host.answer(path, 500, &[], b"");
    assert_eq!(w.refresh("DE/en").await.err().map(|error| error.code()), Some(Code::MerchantFailed));
    w.host.overrides.lock().expect("not poisoned").clear();
    let late = NOW.after(Duration::from_secs(40 * 86_400));
    let expired = w.refresh_with("DE/en", None, &w.vault, late).await;
    assert_eq!(expired.err().map(|error| error.code()), Some(Code::PackExpired));

    assert!(matches!(w.refresh("DE/en").await, Ok(Refreshed::Applied { items: 2, .. })));
    w.host.answer(path, 200, &[], &good);
    assert_eq!(w.refresh("DE/en").await.err().map(|error| error.code()), Some(Code::PackRollback));

    // A deleted cache reopens no rollback: the highest version is in the vault.
    let fresh = w._dir.path().join("fresh");
    std::fs::create_dir(&fresh).expect("made");
    let again = World { catalog: open(&fresh), ..w };
    assert_eq!(again.refresh("DE/en").await.err().map(|error| error.code()), Some(Code::PackRollback));
}

#[tokio::test]
async fn keys_are_pinned_and_the_development_key_stays_on_loopback() {
    let mut w = world();
    w.refresh("DE/en").await.expect("applies");
    w.vault.write("publisher-key/http://127.0.0.1:9", &Secret::new("ab".repeat(32))).expect("written");
    assert!(matches!(w.refresh("DE/en").await, Err(CatalogError::KeyChanged)));
    let pinned = w.refresh_with("DE/en", Some([7; 32]), &MemoryVault::default(), NOW).await;
    assert!(matches!(pinned, Err(CatalogError::KeyChanged)));
    let locked = w.refresh_with("DE/en", None, &LockedVault, NOW).await;
    assert_eq!(locked.err().map(|error| error.code()), Some(Code::VaultFailed));
    w.merchant = WebUrl::parse("https://shop.example/").expect("https");
    w.vault = MemoryVault::default();
    assert!(matches!(w.refresh("DE/en").await, Err(CatalogError::DevelopmentKey)));
}

#[tokio::test]
async fn a_broken_or_foreign_file_is_dropped_and_built_anew() {
    let w = world();
    w.refresh("DE/en").await.expect("applies");
    let World { phone, host, vault, merchant, _dir, catalog } = w;
    drop(catalog);
    std::fs::write(phone.join("catalog.sqlite"), b"not a database at all, but long enough to look like one")
        .expect("written");
    let w = World { catalog: open(&phone), phone: phone.clone(), host, vault, merchant, _dir };
    assert_eq!(w.catalog.head(&scope("DE/en")).expect("reads"), None);
    assert!(matches!(w.refresh("DE/en").await, Ok(Refreshed::Applied { .. })));
}

#[tokio::test]
async fn a_merchant_without_packs_is_cached_page_by_page() {
    let w = world();
    w.refresh("DE/en").await.expect("applies");
    let items = w.catalog.all(&scope("DE/en"), 0, 10).expect("reads");
    w.host.answer("/.well-known/tradewind", 404, &[], b"");
    let first = w.refresh_with("US/en", None, &MemoryVault::default(), NOW).await;
    assert!(matches!(first, Ok(Refreshed::NoPacks)));
    let us = scope("US/en");
    w.catalog.put_online(&us, Currency::EUR, &items[..2], NOW).expect("kept");
    w.catalog.put_online(&us, Currency::EUR, &items[1..3], NOW).expect("kept");
    let head = w.catalog.head(&us).expect("reads").expect("is there");
    assert_eq!((head.signed, head.items), (false, 3));
    assert_eq!(w.titles("US/en", "hand"), [GOODS[0].1]);
    w.catalog.put_online(&scope("DE/en"), Currency::EUR, &[], NOW).expect("ignored");
    assert!(
        w.catalog.head(&scope("DE/en")).expect("reads").expect("is there").signed,
        "signed rows are not replaced"
    );
}

#[tokio::test]
async fn a_host_that_knows_nothing_of_packs_says_so_in_many_ways() {
    for (status, headers) in [
        (404, vec![]),
        (410, vec![]),
        (403, vec![]),
        (405, vec![]),
        (302, vec![("location", "https://shop.example/login")]),
        (200, vec![("content-type", "text/html; charset=utf-8")]),
    ] {
        let w = world();
        w.host.answer("/.well-known/tradewind", status, &headers, b"<!doctype html>");
        assert!(matches!(w.refresh("US/en").await, Ok(Refreshed::NoPacks)), "{status}");
        // Where a key is trusted, none of these takes the signature away.
        let keyed = w.refresh_with("US/en", Some([7; 32]), &MemoryVault::default(), NOW).await;
        assert!(matches!(keyed, Err(CatalogError::Unsigned)), "{status}");
    }
    // One that has them, badly, is another matter.
    let w = world();
    w.host.answer("/.well-known/tradewind", 200, &[("content-type", "application/json")], b"<!doctype html>");
    assert!(matches!(w.refresh("US/en").await, Err(CatalogError::Discovery)));
}

#[tokio::test]
async fn pictures_are_bounded_fitted_kept_and_shown_offline() {
    let dir = tempfile::tempdir().expect("a folder");
    let png = |width, height| {
        let mut file = std::io::Cursor::new(Vec::new());
        let image = image::RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8, 90]));
        image.write_to(&mut file, image::ImageFormat::Png).expect("written");
        file.into_inner()
    };
    let host = Host::default();
    host.answer("/a.png", 200, &[], &png(400, 200));
    host.answer("/b.png", 200, &[], &png(300, 300));
    host.answer("/cut.png", 200, &[], &png(400, 200)[..500]);
    host.answer("/text.png", 200, &[], b"<svg onload='x'/>");
    let mut bomb = png(2, 2);
    bomb[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
    host.answer("/bomb.png", 200, &[], &bomb);
    let pictures =
        Pictures::open(dir.path(), &PictureOptions { cap_bytes: 30_000, ..PictureOptions::default() })
            .expect("opens");
    let url = |path: &str| WebUrl::parse(&format!("http://127.0.0.1:9/{path}")).expect("loopback");
    let fetch = async |path: &str, online: bool, at: i64| {
        let transport: Option<&dyn Transport> = if online { Some(&host) } else { None };
        pictures.fetch(&url(path), 100, 100, transport, Timestamp(at)).await
    };
    let image = fetch("a.png", true, 1).await.expect("shown");
    assert_eq!((image.width, image.height, image.rgba.len()), (100, 50, 20_000));
    assert!(!image.thumbhash.is_empty());
    assert_eq!(fetch("a.png", false, 2).await.expect("kept"), image);
    for (path, code) in [
        ("cut.png", Code::PictureBroken),
        ("text.png", Code::PictureBroken),
        ("bomb.png", Code::PictureBroken),
        ("none.png", Code::NotFound),
    ] {
        assert_eq!(fetch(path, true, 3).await.err().map(|error| error.code()), Some(code), "{path}");
    }
    assert_eq!(fetch("b.png", false, 4).await.err().map(|error| error.code()), Some(Code::Offline));
    fetch("b.png", true, 5).await.expect("shown");
    assert!(pictures.kept_bytes().expect("reads") <= 30_000);
    pictures.forget().expect("forgets");
    assert_eq!(pictures.kept_bytes().expect("reads"), 0);
}

#[tokio::test]
async fn models_are_bounded_kept_when_good_and_shown_offline() {
    let dir = tempfile::tempdir().expect("a folder");
    let host = Host::default();
    host.answer("/a.glb", 200, &[], &[1; 600]);
    host.answer("/b.glb", 200, &[], &[2; 600]);
    let options = PictureOptions { model_cap_bytes: 1_000, ..PictureOptions::default() };
    let models = Pictures::open(dir.path(), &options).expect("opens").models();
    let url = |path: &str| WebUrl::parse(&format!("http://127.0.0.1:9/{path}")).expect("loopback");
    let fetch = async |path: &str, online: bool, at: i64| {
        let transport: Option<&dyn Transport> = if online { Some(&host) } else { None };
        models.fetch(&url(path), 1_000, transport, Timestamp(at)).await
    };
    let code = |result: Result<ModelFile, CatalogError>| result.err().map(|error| error.code());
    let file = fetch("a.glb", true, 1).await.expect("there");
    assert!(!file.kept && file.bytes == [1; 600][..]);
    assert_eq!(code(fetch("a.glb", false, 2).await), Some(Code::Offline), "not kept before it proved good");
    models.keep(&url("a.glb"), &file.bytes, Timestamp(3)).expect("kept");
    let kept = fetch("a.glb", false, 4).await.expect("kept");
    assert!(kept.kept && kept.bytes == file.bytes);
    assert_eq!(code(fetch("none.glb", true, 5).await), Some(Code::NotFound));
    // The one used longest ago makes room.
    models.keep(&url("b.glb"), &[2; 600], Timestamp(6)).expect("kept");
    assert_eq!(models.kept_bytes().expect("reads"), 600);
    assert_eq!(code(fetch("a.glb", false, 7).await), Some(Code::Offline));
    models.drop(&url("b.glb")).expect("dropped");
    assert_eq!(models.kept_bytes().expect("reads"), 0);
}
