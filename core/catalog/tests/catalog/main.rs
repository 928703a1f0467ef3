//! The catalog as a phone lives it: published, fetched, verified, applied, searched, with every way of going wrong.

mod published;

use published::{GOODS, NOW, World, feed, open, publish, scope, world};
use std::sync::Arc;
use std::time::Duration;
use tradewind_catalog::{CatalogError, Filter, Freshness, Refreshed, Window};
use tradewind_domain::{Code, Currency, ItemId, WebUrl, lock};
use tradewind_ports::fakes::LockedVault;
use tradewind_ports::{MemoryVault, Secret, Vault};

#[tokio::test]
async fn a_published_catalog_is_fetched_once_and_read_without_a_network() {
    let w = world();
    assert!(matches!(w.refresh("DE/en").await, Ok(Refreshed::Applied { items: 4, .. })));
    let asked = lock(&w.host.asked).len();
    assert!(matches!(w.refresh("DE/en").await, Ok(Refreshed::Unchanged)));
    assert_eq!(lock(&w.host.asked).len(), asked + 2, "a second time only the manifest is asked for");

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
        lock(&w.host.overrides).clear();
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
    lock(&w.host.overrides).clear();
    let late = NOW.after(Duration::from_secs(40 * 86_400));
    let expired = w.refresh_with("DE/en", None, w.vault.clone(), late).await;
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
    let pinned = w.refresh_with("DE/en", Some([7; 32]), Arc::new(MemoryVault::default()), NOW).await;
    assert!(matches!(pinned, Err(CatalogError::KeyChanged)));
    let locked = w.refresh_with("DE/en", None, Arc::new(LockedVault), NOW).await;
    assert_eq!(locked.err().map(|error| error.code()), Some(Code::VaultFailed));
    w.merchant = WebUrl::parse("https://shop.example/").expect("https");
    w.vault = Arc::default();
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
    let first = w.refresh_with("US/en", None, Arc::new(MemoryVault::default()), NOW).await;
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
        let keyed = w.refresh_with("US/en", Some([7; 32]), Arc::new(MemoryVault::default()), NOW).await;
        assert!(matches!(keyed, Err(CatalogError::Unsigned)), "{status}");
    }
    // One that has them, badly, is another matter.
    let w = world();
    w.host.answer("/.well-known/tradewind", 200, &[("content-type", "application/json")], b"<!doctype html>");
    assert!(matches!(w.refresh("US/en").await, Err(CatalogError::Discovery)));
}
