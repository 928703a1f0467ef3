//! What Android and Apple make of our table of paths, by readings of their rules that share nothing with ours.

#![allow(clippy::panic, reason = "helpers of tests say what they met")]

mod kit;

use kit::{Rng, merchant, tapped, url};
use serde_json::Value;
use tradewind_domain::{Gtin, ItemId, OrderId, Quantity};
use tradewind_links::build::{self, Base};
use tradewind_links::paths::{
    android_manifest_filters, apple_app_site_association, apple_entitlements, assetlinks, claims,
};
use tradewind_links::{Dialect, Line, LinkError, Proposal, Target};

const HOST: &str = "shop.tradewind.example";

/// What Android's `PatternMatcher` does with a simple glob (AOSP, `android.os.PatternMatcher`): `.` is any
/// character, `x*` any number of `x`, `.*` runs to the first place of the character behind it and never goes back.
fn simple_glob(pattern: &[char], text: &[char]) -> bool {
    let (mut p, mut t) = (0, 0);
    while p < pattern.len() {
        let repeats = pattern.get(p + 1) == Some(&'*');
        match (pattern[p], repeats) {
            ('.', true) => {
                let Some(behind) = pattern.get(p + 2) else { return true };
                while t < text.len() && text[t] != *behind {
                    t += 1;
                }
                if t == text.len() {
                    return false;
                }
                (p, t) = (p + 3, t + 1);
            }
            (c, true) => {
                while text.get(t) == Some(&c) {
                    t += 1;
                }
                p += 2;
            }
            (c, false) => {
                if t == text.len() || (c != '.' && c != text[t]) {
                    return false;
                }
                (p, t) = (p + 1, t + 1);
            }
        }
    }
    t == text.len()
}

/// The paths of a filter, out of its XML: an attribute and its pattern.
fn filter_paths(xml: &str) -> Vec<(String, String)> {
    let data = xml.split("<data android:").skip(1).filter_map(|rest| rest.split_once("=\""));
    data.map(|(name, rest)| (name.to_owned(), rest.split('"').next().unwrap_or_default().to_owned()))
        .filter(|(name, _)| name.starts_with("path"))
        .collect()
}

fn android_static(filter: &[(String, String)], path: &str) -> bool {
    let chars = |text: &str| text.chars().collect::<Vec<char>>();
    filter.iter().any(|(kind, pattern)| match kind.as_str() {
        "path" => pattern == path,
        "pathPrefix" => path.starts_with(pattern.as_str()),
        "pathPattern" => simple_glob(&chars(pattern), &chars(path)),
        other => panic!("{other}"),
    })
}

/// `*` any number of characters, `?` one: by all ways, with a table, as the documents of both systems describe it.
fn wildcards(pattern: &str, text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    let mut reached = vec![false; text.len() + 1];
    reached[0] = true;
    for wanted in pattern.chars() {
        let mut next = vec![false; text.len() + 1];
        for at in 0..=text.len() {
            next[at] = match wanted {
                '*' => reached[at] || (at > 0 && next[at - 1]),
                '?' => at > 0 && reached[at - 1],
                c => at > 0 && reached[at - 1] && text[at - 1] == c,
            };
        }
        reached = next;
    }
    reached[text.len()]
}

/// The first component that matches in path and query counts, and says whether the app is opened.
fn components(list: &Value, path: &str, query: &str) -> bool {
    for component in list.as_array().expect("a list") {
        let fits = |name: &str, pattern: &Value| {
            let pattern = pattern.as_str().expect("a pattern");
            query
                .split('&')
                .filter_map(|pair| pair.split_once('='))
                .any(|(own, value)| own == name && wildcards(pattern, value))
        };
        let in_path =
            component.get("/").is_none_or(|pattern| wildcards(pattern.as_str().expect("a pattern"), path));
        let in_query = component.get("?").is_none_or(|all| {
            all.as_object().expect("parameters").iter().all(|(name, pattern)| fits(name, pattern))
        });
        if in_path && in_query {
            return component.get("exclude") != Some(&Value::Bool(true));
        }
    }
    false
}

/// Paths and queries near the rules: their pieces, and what breaks them.
fn some_path(rng: &mut Rng) -> (String, String) {
    const STARTS: &[&str] = &[
        "/p/",
        "/s/",
        "/live/",
        "/o/",
        "/product/",
        "/products/",
        "/01/",
        "/buy/",
        "/cart/",
        "/checkout",
        "/checkout/",
        "/checkout-link/",
        "/checkout-link",
        "/terms",
        "/account/",
        "/P/",
        "/p",
        "//p/",
        "/payment/return/",
        "/",
    ];
    const BEFORE: &[&str] = &[
        "", "", "", "/de", "/en-US", "/d", "/deu", "/de_DE", "/en-us", "/--", "/a/", "/é-", "/zh-Hant", "/??",
    ];
    const PIECES: &[&str] =
        &["mug", "a:1", ":", ",", "/", ".", "*", "?x", "p/", "%20", "é", "1", "-", "..", "01/", ".*"];
    const QUERIES: &[&str] = &[
        "",
        "products=a:1",
        "products=",
        "product=a",
        "xproducts=a",
        "utm_source=x&products=a%3A1",
        "products",
        "a=1&b=2",
    ];
    let mut path = format!("{}{}", rng.pick(BEFORE), rng.pick(STARTS));
    for _ in 0..rng.below(4) {
        let piece: &&str = rng.pick(PIECES);
        path.push_str(piece);
    }
    (path.replace('?', "%3F"), (*rng.pick(QUERIES)).to_owned())
}

#[test]
fn both_systems_and_we_open_the_same_of_ten_thousand_paths() {
    let filter = filter_paths(&android_manifest_filters(HOST));
    let android = assetlinks(&["AA:BB".to_owned()], "example.tradewind");
    let extensions = &android[0]["relation_extensions"]["delegate_permission/common.handle_all_urls"];
    let dynamic = &extensions["dynamic_app_link_components"];
    let apple = apple_app_site_association("ABCDE12345.example.tradewind");
    let apple = &apple["applinks"]["details"][0]["components"];
    let (mut rng, mut opened) = (Rng::new(4), 0);
    for _ in 0..10_000 {
        let (path, query) = some_path(&mut rng);
        let ours = claims(&path, Some(&query));
        let scope = android_static(&filter, &path);
        let on_android = scope && components(dynamic, &path, &query);
        assert_eq!(components(apple, &path, &query), ours, "Apple: {path}?{query}");
        assert_eq!(on_android, ours, "Android 15: {path}?{query}");
        // Before Android 15 only the query makes a difference.
        assert_eq!(scope, claims(&path, Some("products=a")), "Android 14: {path}");
        opened += usize::from(ours);
    }
    assert!((1_000..8_000).contains(&opened), "{opened}");
}

#[test]
fn the_readings_read() {
    let glob = |pattern: &str, text: &str| {
        simple_glob(&pattern.chars().collect::<Vec<_>>(), &text.chars().collect::<Vec<_>>())
    };
    for (pattern, text, fits) in [
        ("/p/.*", "/p/", true),
        ("/p/.*", "/p", false),
        ("/../p/.*", "/de/p/x", true),
        ("/../p/.*", "/d/p/x", false),
        ("/cart/.*:.*", "/cart/a:", true),
        ("/cart/.*:.*", "/cart/a", false),
        ("/a*b", "/aaab", true),
        ("/.*ab", "/xaab", false),
    ] {
        assert_eq!(glob(pattern, text), fits, "{pattern} {text}");
    }
    for (pattern, text, fits) in
        [("*", "", true), ("?*", "", false), ("/a*b?", "/axbxbc", true), ("/a*", "/b", false)]
    {
        assert_eq!(wildcards(pattern, text), fits, "{pattern} {text}");
    }
    let list = serde_json::json!([{"/": "/p/x", "exclude": true}, {"/": "/p/*"}]);
    assert!(!components(&list, "/p/x", "") && components(&list, "/p/y", ""), "the first wins");
}

#[test]
fn what_is_built_for_the_web_opens_the_app() {
    let (mut rng, home, merchant) = (Rng::new(5), url("https://shop.example/"), merchant());
    let gtin = Gtin::parse("4006381333931").expect("a number");
    for _ in 0..500 {
        let item = ItemId::parse(format!("i{}", rng.next())).expect("a good id");
        let order = OrderId::parse(item.as_str()).expect("as an item's");
        let base = Base::Web(&home);
        let mut links = vec![
            build::product(base, &item),
            build::live(base, &item, None),
            build::card(base, &item, &item, Some(9)),
            build::search(base, item.as_str()),
            build::order(base, &order),
            build::gtin(base, &gtin),
        ];
        let lines = vec![Line { item, quantity: Quantity::ONE }];
        for dialect in Dialect::ALL.into_iter().filter(|dialect| *dialect != Dialect::Own) {
            let proposal = Proposal { lines: lines.clone(), code: None, dialect };
            links.push(build::proposal(&merchant, &proposal));
        }
        for link in links {
            let link = url(&link.expect("fits"));
            assert!(claims(link.url().path(), link.url().query()), "{link}");
            let localized = format!("/de{}", link.url().path());
            let number = link.url().path().starts_with("/01/");
            assert_eq!(claims(&localized, link.url().query()), !number, "{localized}");
        }
    }
}

#[test]
fn what_opens_the_app_is_read_or_refused_for_a_reason() {
    let mut rng = Rng::new(6);
    for _ in 0..10_000 {
        let (path, query) = some_path(&mut rng);
        if !claims(&path, Some(&query)) {
            continue;
        }
        let link = format!("https://shop.example{path}?{query}");
        let read = tapped(&link).map(|arrival| arrival.target);
        let known = matches!(read, Err(LinkError::Cart | LinkError::Encoding | LinkError::Number));
        assert!(read.is_ok() || known, "{link}: {read:?}");
        assert!(!matches!(read, Ok(Target::ShortCode(_))), "{link}");
    }
}

#[test]
fn the_manifest_has_the_filters_of_the_table() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../android/app/src/main/AndroidManifest.xml");
    let manifest = std::fs::read_to_string(path).expect("the manifest");
    let wanted = android_manifest_filters(HOST);
    assert!(manifest.contains(&wanted), "the manifest lacks:\n{wanted}");
    assert_eq!(manifest.matches("autoVerify").count(), 1, "and no other filter of a host");
}

#[test]
fn apple_s_app_asks_for_the_host_of_the_manifest() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ios/App/Tradewind.entitlements");
    let entitlements = std::fs::read_to_string(path).expect("the entitlements");
    assert_eq!(entitlements, apple_entitlements(HOST));
}
