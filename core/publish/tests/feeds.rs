//! Feeds as merchants write them, good and bad, and the packs that come of them.

use std::path::{Path, PathBuf};
use std::time::Duration;
use tradewind_domain::{Currency, Language, Market, Scope, Timestamp};
use tradewind_pack::columns::Columns;
use tradewind_pack::{DEVELOPMENT_SEED, Expected, FactsColumns, Index, Manifest, object, public_key};
use tradewind_publish::{PublishError, Report, Request, feed, publish};

const GOOD: &str = "<g:id>mug-1</g:id><g:title>Mug &amp; saucer</g:title><g:description>Thrown by hand.</g:description>\
<g:link>https://shop.example/p/mug-1</g:link><g:image_link>https://shop.example/m.webp</g:image_link>\
<g:availability>in_stock</g:availability><g:price>34.90 EUR</g:price><g:brand>Kiln</g:brand>";

fn rss(items: &[&str]) -> String {
    let rows: String = items.iter().map(|item| format!("<item>\n{item}\n</item>\n")).collect();
    format!(
        "<?xml version=\"1.0\"?>\n<rss version=\"2.0\" xmlns:g=\"http://base.google.com/ns/1.0\" \
         xmlns:tw=\"https://tradewind.example/ns/feed/1\">\n<channel><title>Shop</title>\n{rows}</channel></rss>"
    )
}

fn request(folder: &Path, feed: &str) -> Request {
    let path = folder.join("feed");
    std::fs::write(&path, feed).expect("written");
    Request {
        feed: path,
        market: None,
        lang: None,
        texts: Vec::new(),
        prices: Vec::new(),
        key: None,
        out: folder.join("out"),
        as_of: Some(Timestamp(1_795_521_600_000)),
        name: None,
        seller: None,
        valid_for: Duration::from_secs(86_400),
        media: None,
        currency: None,
        encoding: None,
        accept_shrink: false,
        rules: None,
    }
}

fn run(feed: &str) -> Result<Report, PublishError> {
    let folder = tempfile::tempdir().expect("a folder");
    publish(&request(folder.path(), feed), &mut |_, _, _| {})
}

fn codes(result: Result<Report, PublishError>) -> Vec<&'static str> {
    let report = match result {
        Ok(report) => report,
        Err(PublishError::NoGoodRow(report)) => *report,
        Err(error) => unreachable!("{error}"),
    };
    report.findings.iter().map(|finding| finding.code).collect()
}

fn open(out: &Path, scope: &str) -> Columns {
    let (market, language) = scope.split_once('/').expect("MARKET/lang");
    let scope = Scope {
        market: Market::parse(market).expect("a market"),
        language: Language::parse(language).expect("a tag"),
    };
    let bytes = std::fs::read(out.join(market).join(language).join("manifest.twm")).expect("there");
    let key = public_key(&DEVELOPMENT_SEED);
    let expected = Expected { key: &key, scope: &scope, highest_seen: None, now: Timestamp(0) };
    let manifest = Manifest::open(&bytes, &expected).expect("a good signature");
    let raw = |name: &str| {
        let stream = manifest.snapshot(name).expect("named");
        object::open(stream, &std::fs::read(out.join("objects").join(&stream.object)).expect("there"))
            .expect("opens")
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
    columns
}

#[test]
fn each_broken_row_has_its_own_code_line_and_field() {
    let cases = [
        ("<g:id>mug-1</g:id>", "", "id_missing"),
        ("<g:id>mug-1</g:id>", &format!("<g:id>{}</g:id>", "x".repeat(51)), "id_too_long"),
        ("<g:title>Mug &amp; saucer</g:title>", "", "title_missing"),
        ("Mug &amp; saucer", &"x".repeat(151), "title_too_long"),
        ("<g:link>https://shop.example/p/mug-1</g:link>", "", "link_missing"),
        (
            "https://shop.example/p/mug-1",
            &format!("https://shop.example/{}", "x".repeat(2000)),
            "link_too_long",
        ),
        ("https://shop.example/p/mug-1", "http://shop.example/p/mug-1", "link_insecure"),
        ("https://shop.example/p/mug-1", "ftp://shop.example/p/mug-1", "link_bad"),
        ("https://shop.example/m.webp", "m.webp", "image_link_bad"),
        ("<g:image_link>https://shop.example/m.webp</g:image_link>", "", "image_link_missing"),
        ("34.90 EUR", "3.490 EUR", "price_bad"),
        ("34.90 EUR", "0.00 EUR", "price_zero"),
        ("34.90 EUR", "34.90 XXX", "price_bad"),
        ("<g:price>34.90 EUR</g:price>", "", "price_missing"),
        ("in_stock", "maybe", "availability_bad"),
        ("<g:availability>in_stock</g:availability>", "", "availability_missing"),
        ("<g:brand>Kiln</g:brand>", "", "brand_missing"),
        ("<g:description>Thrown by hand.</g:description>", "", "description_missing"),
        ("</g:brand>", "</g:brand><g:gtin>4006381333930</g:gtin>", "gtin_bad"),
        ("</g:brand>", "</g:brand><g:sale_price>40 EUR</g:sale_price>", "sale_price_not_lower"),
        ("</g:brand>", "</g:brand><g:sale_price>4 USD</g:sale_price>", "sale_price_bad"),
        ("</g:brand>", "</g:brand><g:shipping_weight>heavy</g:shipping_weight>", "weight_bad"),
        ("</g:brand>", "</g:brand><tw:hs_code>69</tw:hs_code>", "hs_code_bad"),
        ("</g:brand>", "</g:brand><tw:country_of_origin>Portugal</tw:country_of_origin>", "origin_bad"),
        ("</g:brand>", "</g:brand><g:virtual_model_link>mug.glb</g:virtual_model_link>", "model_bad"),
    ];
    for (from, to, code) in cases {
        let bad = GOOD.replace(from, to);
        assert_ne!(bad, GOOD, "{code}");
        let other = GOOD.replace("mug-1", "mug-2");
        let report = run(&rss(&[&other, &bad])).expect("one good row");
        let found: Vec<_> = report.findings.iter().map(|finding| (finding.code, finding.line)).collect();
        assert_eq!(found, [(code, if to.is_empty() { 7 } else { 8 })], "{code}");
    }
    assert_eq!(codes(run(&rss(&[GOOD, GOOD]))), ["id_duplicate"]);
    let folder = tempfile::tempdir().expect("a folder");
    let mixed = rss(&[GOOD, &GOOD.replace("mug-1", "b").replace("EUR", "USD")]);
    let request = Request { market: Market::parse("DE").ok(), ..request(folder.path(), &mixed) };
    assert_eq!(codes(publish(&request, &mut |_, _, _| {})), ["price_other_currency"]);
}

#[test]
fn a_feed_without_a_good_row_is_an_error() {
    assert!(matches!(run(&rss(&["<g:id>a</g:id>"])), Err(PublishError::NoGoodRow(_))));
    assert!(matches!(run(&rss(&[])), Err(PublishError::NoGoodRow(_))));
}

#[test]
fn the_three_kinds_of_feed_give_the_same_pack() {
    let atom = format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:g=\"http://base.google.com/ns/1.0\">\
         <title>Shop</title><entry>{}</entry></feed>",
        GOOD.replace(
            "<g:link>https://shop.example/p/mug-1</g:link>",
            "<link href=\"https://shop.example/p/mug-1\"/>"
        )
        .replace("g:description", "summary")
    );
    let tsv = "ID\tTitle\tdescription\tlink\timage link\tavailability\tprice\tbrand\n\
               mug-1\tMug & saucer\t\"Thrown by hand.\"\thttps://shop.example/p/mug-1\thttps://shop.example/m.webp\t\
               in stock\t34.90 EUR\tKiln\n";
    let mut packs = Vec::new();
    for feed in [rss(&[GOOD]), atom, tsv.to_owned()] {
        let folder = tempfile::tempdir().expect("a folder");
        let report = publish(&request(folder.path(), &feed), &mut |_, _, _| {}).expect("published");
        assert_eq!((report.accepted, report.warnings), (1, 0), "{:?}", report.findings);
        packs.push(open(&folder.path().join("out"), "DE/en"));
    }
    assert_eq!(packs[0], packs[1]);
    assert_eq!(packs[0], packs[2]);
    assert_eq!(packs[0].item(0, Currency::EUR).expect("a row").title, "Mug & saucer");
}

#[test]
fn hostile_feeds_are_refused_with_their_line() {
    let bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE x [<!ENTITY a \"aaaa\">]>\n<rss><channel/></rss>";
    assert_eq!(feed::read(bomb.as_bytes()), Err(feed::FeedError::Entity { line: 2 }));
    let entity = rss(&[&GOOD.replace("&amp;", "&evil;")]);
    assert!(matches!(feed::read(entity.as_bytes()), Err(feed::FeedError::Entity { .. })));
    let deep = format!("<rss>{}", "<a>".repeat(100));
    assert_eq!(feed::read(deep.as_bytes()), Err(feed::FeedError::Depth { line: 1 }));
    let cut = rss(&[GOOD]);
    assert!(matches!(feed::read(&cut.as_bytes()[..cut.len() / 2]), Err(feed::FeedError::Xml { .. })));
    assert_eq!(feed::read(b"<rss>\n\xff"), Err(feed::FeedError::Encoding { line: 2 }));
    assert_eq!(feed::read(b""), Err(feed::FeedError::Empty));
    assert_eq!(feed::read(b"name\tprice\nx\t1"), Err(feed::FeedError::Header));
}

#[test]
fn mutated_feeds_never_panic() {
    let good = rss(&[GOOD, GOOD]);
    let mut state = 7_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    for _ in 0..3_000 {
        let mut bad = good.clone().into_bytes();
        for _ in 0..=next() % 4 {
            let at = next() % bad.len();
            bad[at] = b"<>&;\"'/\n\xffa1 "[next() % 12];
        }
        if let Ok(read) = feed::read(&bad) {
            read.rows.iter().for_each(|row| drop(tradewind_publish::row::Check::new("f", row).item()));
        }
    }
}

#[test]
fn markets_and_languages_join_and_the_same_input_gives_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| -> PathBuf {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        path
    };
    let second = GOOD.replace("mug-1", "mug-2");
    let mut request = request(folder.path(), &rss(&[GOOD, &second]));
    let german = rss(&["<g:id>mug-1</g:id><g:title>Becher</g:title><g:product_type>Küche</g:product_type>"]);
    request.texts = vec![(Language::parse("de").expect("de"), file("de.xml", &german))];
    request.prices = vec![(Market::parse("JP").expect("JP"), file("jp.tsv", "id\tprice\nmug-1\t5480 JPY\n"))];
    let report = publish(&request, &mut |_, _, _| {}).expect("published");
    let packs: Vec<_> = report
        .packs
        .iter()
        .map(|p| format!("{}/{} {} {}", p.market, p.language, p.currency, p.items))
        .collect();
    assert_eq!(packs, ["DE/en EUR 2", "DE/de EUR 2", "JP/en JPY 1", "JP/de JPY 1"]);
    assert_eq!(report.by_code.get("words_missing"), Some(&1));

    let german = open(&request.out, "DE/de");
    assert_eq!(german.item(0, Currency::EUR).expect("a row").title, "Becher");
    assert_eq!(german.item(1, Currency::EUR).expect("a row").title, "Mug & saucer");
    let japan = open(&request.out, "JP/en").item(0, Currency::JPY).expect("a row");
    assert_eq!(japan.offer.price.minor, 5480);

    let index: Index =
        serde_json::from_slice(&std::fs::read(request.out.join("tradewind.json")).expect("there"))
            .expect("an index");
    assert_eq!(index.markets.len(), 2);

    // Again: nothing changes. Elsewhere: the same bytes. With a new price: a higher version, even of an older date.
    let manifest = |out: &Path| std::fs::read(out.join("DE/en/manifest.twm")).expect("there");
    let before = manifest(&request.out);
    assert!(publish(&request, &mut |_, _, _| {}).expect("published").packs.iter().all(|pack| !pack.changed));
    let elsewhere = Request { out: folder.path().join("elsewhere"), ..request.clone() };
    publish(&elsewhere, &mut |_, _, _| {}).expect("published");
    assert_eq!(manifest(&elsewhere.out), before);
    std::fs::write(&request.feed, rss(&[&GOOD.replace("34.90", "35.90"), &second])).expect("written");
    request.as_of = Some(Timestamp(1_000));
    let again = publish(&request, &mut |_, _, _| {}).expect("published");
    assert_eq!(again.packs[0].version, report.packs[0].version + 1);
    let objects = std::fs::read_dir(request.out.join("objects")).expect("there").count();
    let named: std::collections::BTreeSet<String> = ["DE/en", "DE/de", "JP/en", "JP/de"]
        .iter()
        .flat_map(|scope| {
            let bytes = std::fs::read(request.out.join(scope).join("manifest.twm")).expect("there");
            let line = bytes.split(|b| *b == b'\n').next().expect("a line").to_vec();
            let manifest: Manifest = serde_json::from_slice(&line).expect("a manifest");
            manifest.streams.into_iter().map(|stream| stream.object).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(objects, named.len(), "no orphan stays");
}

#[test]
fn the_retail_demo_feed_is_taken_whole() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/retail-demo-store.google.xml");
    if !path.exists() {
        println!("skipped: the retail demo feed is not beside this checkout");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let request = Request { feed: path, ..request(folder.path(), "") };
    let report = publish(&request, &mut |_, _, _| {}).expect("published");
    assert_eq!((report.accepted, report.rejected), (2465, 0));
}
