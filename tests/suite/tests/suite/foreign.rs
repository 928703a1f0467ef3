//! Somebody else's shop: found, bought at, and, where that cannot be, told why.

use crate::journey::shop;
use serde_json::Value;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tradewind_app::screen::ResultsScreen;
use tradewind_app::{Intent, Screen, Shop};
use tradewind_ports::fakes::NotingWallet;
use tradewind_suite::foreign::{Foreign, Good, Manner};
use tradewind_suite::merchant::publish_seed;
use tradewind_suite::{Merchant, hosts};

const PLACE: [&str; 4] = ["--lang", "en", "--market", "US"];

/// Exit code and last line of a run at `base`.
fn run(base: &str, data: &Path, more: &[&str]) -> (i32, Value) {
    let more: Vec<&str> = PLACE.iter().chain(more).copied().collect();
    let (exit, _, last) = shop(base, data, &more);
    (exit, last)
}

fn code(last: &Value) -> &str {
    last["code"].as_str().unwrap_or_default()
}

/// Every search so far carried words or a filter.
fn assert_each_search_asks(foreign: &Foreign) {
    for body in foreign.asked("/catalog/search") {
        let words = body["query"].as_str().is_some_and(|words| !words.trim().is_empty());
        let filters = body["filters"].as_object().is_some_and(|filters| !filters.is_empty());
        assert!(words || filters, "{body}");
    }
}

#[test]
fn a_shop_that_refuses_an_empty_search_sells_by_id_by_words_and_by_link() {
    let folder = tempfile::tempdir().expect("a folder");
    let foreign = Foreign::start(Manner::default()).expect("opens");
    let page = format!("{}/products/cup-3", foreign.base);
    let ways: [(&[&str], &str); 7] = [
        (&["--item", "v-2"], "v-2"),
        // A product's own id means the variant that the shop names for it.
        (&["--item", "cup-3"], "v-3"),
        (&["--search", "number 3"], "v-3"),
        // Words that are in no title: what the shop finds is found.
        (&["--search", "beaker"], "v-1"),
        (&["--link", "tradewind://p/v-2"], "v-2"),
        (&["--link", "tradewind://s/beaker"], "v-1"),
        (&["--link", &page], "v-3"),
    ];
    for (number, (way, bought)) in ways.iter().enumerate() {
        let (exit, last) = run(&foreign.base, &folder.path().join(number.to_string()), way);
        assert_eq!((exit, last["result"].as_str()), (0, Some("confirmed")), "{way:?}: {last}");
        assert_eq!(foreign.sold().last().map(String::as_str), Some(*bought), "{way:?}");
    }
    assert_each_search_asks(&foreign);
    // Nothing was named, and the shop shows nothing unasked: that is no empty catalog.
    let (exit, last) = run(&foreign.base, &folder.path().join("none"), &[]);
    assert_eq!((exit, code(&last)), (3, "ITEM_UNKNOWN"));
    // One that does is bought at without a word.
    foreign.change(|manner| manner.lists = true);
    assert_eq!(run(&foreign.base, &folder.path().join("none"), &[]).0, 0);
    assert_each_search_asks(&foreign);
}

#[test]
fn a_shop_that_only_searches_sells_by_id_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let goods = vec![Good { also: "v-9".to_owned(), ..Good::cup(9) }, Good::cup(1)];
    let foreign = Foreign::start(Manner { looks_up: false, goods, ..Manner::default() }).expect("opens");
    assert_eq!(run(&foreign.base, folder.path(), &["--item", "v-9"]).0, 0);
    assert_eq!(foreign.sold(), ["v-9"]);
}

#[test]
fn pages_are_followed_to_their_end_and_not_for_ever() {
    let folder = tempfile::tempdir().expect("a folder");
    let goods: Vec<Good> = (1..=25).map(|n| Good { in_stock: n == 25, ..Good::cup(n) }).collect();
    let foreign = Foreign::start(Manner { goods, ..Manner::default() }).expect("opens");
    assert_eq!(run(&foreign.base, &folder.path().join("a"), &["--search", "cup"]).0, 0);
    assert_eq!(foreign.sold(), ["v-25"]);
    // Home looks at a few: the first that is there is on the fourth page.
    foreign.change(|manner| {
        manner.lists = true;
        manner.goods = (1..=9).map(|n| Good { in_stock: n >= 8, ..Good::cup(n) }).collect();
    });
    assert_eq!(run(&foreign.base, &folder.path().join("home"), &[]).0, 0);
    assert_eq!(foreign.sold(), ["v-25", "v-8"]);
    let before = foreign.asked("/catalog/search").len();
    foreign.change(|manner| {
        manner.endless = true;
        manner.goods = (1..=3).map(|n| Good { in_stock: false, ..Good::cup(n) }).collect();
    });
    let (exit, last) = run(&foreign.base, &folder.path().join("b"), &["--search", "cup"]);
    assert_eq!((exit, code(&last)), (3, "ITEM_UNKNOWN"), "{last}");
    assert!(foreign.asked("/catalog/search").len() - before <= 21);
}

#[test]
fn what_is_wrong_with_a_shop_is_the_code() {
    let folder = tempfile::tempdir().expect("a folder");
    let cases: Vec<(&str, Manner, i32, &str)> = vec![
        (
            "version",
            Manner { version: "2026-01-23".into(), ..Manner::default() },
            5,
            "UCP_VERSION_UNSUPPORTED",
        ),
        (
            "currency of a listing",
            Manner { currency: "XX9".into(), lists: true, ..Manner::default() },
            5,
            "MERCHANT_GARBAGE",
        ),
        ("currency", Manner { currency: "XX9".into(), ..Manner::default() }, 5, "MERCHANT_GARBAGE"),
        (
            "discovery fails",
            Manner { fails: Some(("/.well-known/ucp".into(), 500)), ..Manner::default() },
            5,
            "MERCHANT_FAILED",
        ),
        (
            "discovery leads elsewhere",
            Manner { fails: Some(("/.well-known/ucp".into(), 302)), ..Manner::default() },
            5,
            "MERCHANT_GARBAGE",
        ),
        (
            "search fails",
            Manner { fails: Some(("/catalog/search".into(), 503)), lists: true, ..Manner::default() },
            5,
            "MERCHANT_FAILED",
        ),
    ];
    for (name, manner, exit, wanted) in cases {
        let foreign = Foreign::start(manner).expect("opens");
        for way in [["--item", "v-1"], ["--search", "cup"]] {
            let begun = Instant::now();
            let data = folder.path().join(format!("{name} {}", way[0]));
            let (code_of_exit, last) = run(&foreign.base, &data, &way);
            assert_eq!((code_of_exit, code(&last)), (exit, wanted), "{name}, {way:?}: {last}");
            assert!(begun.elapsed() < Duration::from_secs(15), "{name}: told at once");
        }
    }
}

#[test]
fn a_market_that_is_not_served_is_told_with_those_that_are() {
    let folder = tempfile::tempdir().expect("a folder");
    let packs = folder.path().join("packs");
    publish_seed(&packs).expect("the seed is good");
    let merchant = Merchant::start(Some(&packs), None).expect("starts");
    let (exit, _, last) = shop(&merchant.base, &folder.path().join("phone"), &["--market", "FR"]);
    assert_eq!((exit, code(&last)), (3, "MARKET_NOT_SERVED"), "{last}");
    let mut markets: Vec<&str> =
        last["markets"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    markets.sort_unstable();
    assert_eq!(markets, ["AE", "BR", "CN", "DE", "IN", "JP", "KE", "US"]);
}

#[test]
fn a_shop_of_one_market_is_shopped_at_without_naming_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let feed = folder.path().join("feed.tsv");
    let rows = "id\ttitle\tdescription\tlink\timage_link\tavailability\tprice\n\
                lamp\tLampe\tEine Lampe.\thttps://shop.example/p/lamp\thttps://shop.example/i/lamp.webp\tin_stock\t12.00 EUR\n";
    std::fs::write(&feed, rows).expect("written");
    let packs = folder.path().join("packs");
    let mut request = tradewind_suite::merchant::seed_request(&packs);
    request.feed = feed;
    request.lang = tradewind_domain::Language::parse("de").ok();
    request.market = tradewind_domain::Market::parse("DE").ok();
    (request.texts, request.prices, request.media) = (Vec::new(), Vec::new(), None);
    tradewind_publish::publish(&request, &mut |_, _, _| {}).expect("published");
    let merchant = Merchant::start(Some(&packs), None).expect("starts");
    let data = folder.path().join("phone");
    // The sandbox's counter does not know the lamp: how far it comes shows that it was found.
    let (_, screens, last) = shop(&merchant.base, &data, &["--item", "lamp"]);
    assert!(screens.iter().any(|one| one["screen"] == "product" && one["body"]["key"] == "lamp"), "{last}");
    assert_ne!(code(&last), "CATALOG_EMPTY");
    // A market that was named is no guess.
    let (exit, _, last) =
        shop(&merchant.base, &folder.path().join("named"), &["--market", "US", "--item", "lamp"]);
    assert_eq!((exit, code(&last)), (3, "MARKET_NOT_SERVED"), "{last}");
    assert_eq!(last["markets"], serde_json::json!(["DE"]));
}

#[test]
fn a_purchase_begun_is_finished_also_when_another_product_would_be_the_first_today() {
    let folder = tempfile::tempdir().expect("a folder");
    let foreign = Foreign::start(Manner { lists: true, ..Manner::default() }).expect("opens");
    let again = |more: &[&str]| run(&foreign.base, folder.path(), more);
    let (exit, last) = again(&["--pay", "cancel"]);
    assert_eq!((exit, code(&last)), (3, "PAYMENT_CANCELLED"), "{last}");
    foreign.change(|manner| manner.goods.reverse());
    let (exit, last) = again(&[]);
    assert_eq!((exit, last["result"].as_str()), (0, Some("confirmed")), "{last}");
    assert_eq!(foreign.sold(), ["v-1"], "what was begun, not what is first now");
    // Reported ever after, sold out or not, with a shop or without.
    let order = last["order"].clone();
    foreign.change(|manner| manner.goods.retain(|good| good.id != "v-1"));
    for more in [vec![], vec!["--offline"]] {
        let (exit, last) = again(&more);
        assert_eq!((exit, &last["order"]), (0, &order), "{last}");
    }
    // Words that name another one are another purchase.
    assert_eq!(code(&again(&["--item", "v-2"]).1), "PURCHASE_MISMATCH");
    assert_eq!(foreign.sold(), ["v-1"]);
}

#[test]
fn a_link_to_an_order_buys_nothing_and_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let foreign = Foreign::start(Manner::default()).expect("opens");
    let (exit, last) = run(&foreign.base, folder.path(), &["--item", "v-1"]);
    assert_eq!(exit, 0, "{last}");
    let link = format!("tradewind://o/{}", last["order"].as_str().expect("an order"));
    let (exit, last) = run(&foreign.base, folder.path(), &["--purchase", "second", "--link", &link]);
    assert_eq!((exit, last["result"].as_str()), (3, Some("not_bought")), "{last}");
    assert_eq!(foreign.sold().len(), 1);
}

#[test]
fn a_link_is_foreign_only_when_it_leads_elsewhere() {
    let folder = tempfile::tempdir().expect("a folder");
    let foreign = Foreign::start(Manner { lists: true, ..Manner::default() }).expect("opens");
    let nowhere = format!("{}/products/no-such-cup", foreign.base);
    let long = format!("tradewind://s/{}", "x".repeat(3_000));
    for (link, wanted) in [
        (nowhere.as_str(), "LINK_UNKNOWN"),
        ("https://elsewhere.example/products/cup-1", "LINK_FOREIGN"),
        ("http://elsewhere.example/products/cup-1", "INSECURE_URL"),
        ("tradewind://pay/1", "LINK_UNKNOWN"),
        ("tradewind://p/no-such-cup", "ITEM_UNKNOWN"),
        (long.as_str(), "LINK_TOO_LONG"),
    ] {
        let (_, last) = run(&foreign.base, &folder.path().join("phone"), &["--link", link]);
        assert_eq!(code(&last), wanted, "{link}");
    }
}

/// Waits until `look` finds something on a screen.
fn see<T>(shop: &Shop, what: &str, mut look: impl FnMut(&Screen) -> Option<T>) -> T {
    let end = Instant::now() + Duration::from_secs(20);
    loop {
        let snapshot = shop.snapshot();
        if let Some(found) = snapshot.as_ref().and_then(|snapshot| look(&snapshot.screen)) {
            return found;
        }
        assert!(Instant::now() < end, "{what}: {snapshot:#?}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn typing_asks_a_shop_once_and_the_newest_question_wins() {
    let folder = tempfile::tempdir().expect("a folder");
    let foreign = Foreign::start(Manner { page: 50, ..Manner::default() }).expect("opens");
    let ports = hosts::ports(&foreign.base, Arc::new(NotingWallet::default()));
    let shop = Shop::new(hosts::config(&foreign.base, folder.path(), "en", "US"), ports).expect("opens");
    see(&shop, "that one searches here", |screen| match screen {
        Screen::Home { content: home } if !home.loading => {
            home.empty.clone().filter(|empty| empty.code.is_none())
        }
        _ => None,
    });
    let asked = || -> Vec<String> {
        let bodies = foreign.asked("/catalog/search");
        bodies.iter().filter_map(|body| Some(body["query"].as_str()?.to_owned())).collect()
    };
    let results = |wanted: &str| -> ResultsScreen {
        see(&shop, wanted, |screen| match screen {
            Screen::Results { content: one } if one.words == wanted && !one.loading => Some(one.clone()),
            _ => None,
        })
    };
    for words in ["b", "be", "bea", "beaker"] {
        shop.dispatch(Intent::Search { words: words.to_owned() });
    }
    assert_eq!(results("beaker").total, 3);
    assert_eq!(asked(), ["beaker"]);
    // A slow answer to an older question is nobody's any more.
    foreign.change(|manner| manner.delay = Duration::from_millis(600));
    shop.dispatch(Intent::Search { words: "number 1".to_owned() });
    let end = Instant::now() + Duration::from_secs(10);
    while asked().len() < 2 && Instant::now() < end {
        std::thread::sleep(Duration::from_millis(2));
    }
    shop.dispatch(Intent::Search { words: "number 2".to_owned() });
    let two = results("number 2");
    assert_eq!(two.rows.iter().map(|row| row.key.as_str()).collect::<Vec<_>>(), ["v-2"]);
    assert_eq!(asked(), ["beaker", "number 1", "number 2"]);
    // An emptied field asks nothing.
    shop.dispatch(Intent::Search { words: String::new() });
    std::thread::sleep(Duration::from_millis(400));
    assert_eq!(asked().len(), 3);
    assert_each_search_asks(&foreign);
}

#[test]
fn a_cart_that_a_link_proposes_is_one_question_however_many_things_are_in_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let goods: Vec<Good> = (1..=20).map(Good::cup).collect();
    let foreign = Foreign::start(Manner { goods, ..Manner::default() }).expect("opens");
    let ports = hosts::ports(&foreign.base, Arc::new(NotingWallet::default()));
    let shop = Shop::new(hosts::config(&foreign.base, folder.path(), "en", "US"), ports).expect("opens");
    see(&shop, "that one searches here", |screen| match screen {
        Screen::Home { content: home } if !home.loading => Some(()),
        _ => None,
    });
    let lines: Vec<String> = (1..=20).map(|n| format!("v-{n}:1")).collect();
    shop.dispatch(Intent::OpenLink { url: format!("tradewind://buy/{}", lines.join(",")) });
    let known = see(&shop, "what is proposed", |screen| match screen {
        Screen::Proposal { content: one } if !one.loading && one.can_add => Some(one.lines.clone()),
        _ => None,
    });
    assert!(known.len() == 20 && known.iter().all(|line| !line.price.is_empty()), "{known:#?}");
    assert_eq!(foreign.asked("/catalog/lookup").len(), 1);
}
