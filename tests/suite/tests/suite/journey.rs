//! Every screen in every language, and every outcome with its code, through the app against the real merchant.

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use tradewind_l10n::{Direction, LanguageInfo};
use tradewind_storefront::{Fault, Version};
use tradewind_suite::Merchant;
use tradewind_suite::merchant::publish_seed;

/// Runs `tradewind shop` and gives its exit code, its screens and its last line.
pub(crate) fn shop(merchant: &str, data: &Path, more: &[&str]) -> (i32, Vec<Value>, Value) {
    let output = Command::new(env!("CARGO_BIN_EXE_phone"))
        .args(["shop", "--merchant", merchant, "--json", "--wait", "30", "--data"])
        .arg(data)
        .args(more)
        // The country that this machine's language names is no part of a test.
        .envs([("LC_ALL", "C"), ("LANG", "C")])
        .output()
        .expect("the phone starts");
    let mut lines: Vec<Value> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line of JSON"))
        .collect();
    let last = lines.pop().unwrap_or_default();
    (output.status.code().unwrap_or(-1), lines, last)
}

struct World {
    folder: tempfile::TempDir,
    merchant: Merchant,
}

fn world() -> World {
    let folder = tempfile::tempdir().expect("a folder");
    let packs = folder.path().join("packs");
    publish_seed(&packs).expect("the seed is good");
    let merchant = Merchant::start(Some(&packs), None).expect("starts");
    World { folder, merchant }
}

impl World {
    fn shop(&self, name: &str, more: &[&str]) -> (i32, String) {
        let (code, _, last) = shop(&self.merchant.base, &self.folder.path().join(name), more);
        (code, last["code"].as_str().unwrap_or_default().to_owned())
    }

    fn fault(&self, text: &str) {
        self.merchant.front.set_fault(Fault::parse(text).expect("well written"));
    }
}

/// Every language in which the seed has words: its row, and its home market.
fn places() -> Vec<&'static LanguageInfo> {
    let seed = tradewind_desk_phone::seed::folder();
    let has_words =
        |one: &&LanguageInfo| one.tag == "en" || seed.join(format!("text.{}.xml", one.tag)).is_file();
    LanguageInfo::all().iter().filter(has_words).collect()
}

#[test]
fn the_journey_ends_in_a_kept_order_in_every_language() {
    let w = world();
    for info in places() {
        let (language, market) = (info.tag, info.home_market);
        let direction = match info.direction {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        };
        let data = w.folder.path().join(language);
        let more = ["--lang", language, "--market", market];
        let (code, screens, last) = shop(&w.merchant.base, &data, &more);
        assert_eq!((code, last["result"].as_str()), (0, Some("confirmed")), "{language}: {last}");
        let seen: BTreeSet<&str> = screens.iter().filter_map(|one| one["screen"].as_str()).collect();
        for screen in ["home", "results", "product", "checkout"] {
            assert!(seen.contains(screen), "{language}: {seen:?}");
        }
        for screen in screens.iter().filter(|one| one["screen"].is_string()) {
            assert_eq!(
                (screen["language"].as_str(), screen["direction"].as_str()),
                (Some(language), Some(direction))
            );
            check_words(language, screen);
        }
        // Again under the same name: reported, not bought; also without a network.
        for again in [vec![], vec!["--offline"]] {
            let more: Vec<&str> = more.iter().copied().chain(again).collect();
            let (code, _, said) = shop(&w.merchant.base, &data, &more);
            assert_eq!((code, &said["order"]), (0, &last["order"]), "{language}");
        }
    }
    assert!(places().len() >= 4);
    assert_eq!(w.merchant.front.orders().len(), places().len());
}

/// No raw key, no English left, marks on screen and none where a screen reader reads.
pub(crate) fn check_words(language: &str, screen: &Value) {
    each_text(screen, "", &mut |key, text| {
        if key == "accessibility" {
            let marked = text.chars().any(|c| matches!(c, '\u{2066}'..='\u{2069}'));
            assert!(!marked, "{language}: {key} = {text:?}");
        }
        let raw = tradewind_l10n::Localizer::message_ids().iter().any(|id| id.contains('-') && *id == text);
        assert!(!raw, "{language}: a raw key: {text}");
        let data = [
            "key",
            "words",
            "link",
            "url",
            "playlist",
            "product",
            "code",
            "order",
            "field",
            "input",
            "brand",
            "kind",
            "screen",
            "phase",
            "tone",
            "setting",
            // Where a rule is written, by its own title, and who gave a rate.
            "source",
            "source_url",
            "rate",
        ];
        let own = [
            "language",
            "direction",
            "tab",
            "name",
            "state",
            "status_key",
            "pay_blocked_code",
            "continue_url",
            "page",
            "receipt_export",
            "receipt_file",
            // What is shared has a link in it, and a name for its picture's file.
            "message",
            "file",
        ];
        let other_letters = LanguageInfo::all().iter().any(|one| one.tag == language && one.script != "Latn");
        if other_letters && !data.contains(&key) && !own.contains(&key) && !allowed(text) {
            let latin = text.as_bytes().windows(3).any(|three| three.iter().all(u8::is_ascii_alphabetic));
            assert!(!latin, "{language}: {key} = {text}");
        }
    });
}

/// What stays Latin in every language: our name, codes, time zones, languages' own names, the names of carriers, of ways to
/// pay and of a country's taxes, what lamps of every language are said to be, what the person typed, and ids.
fn allowed(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "Tradewind",
        "USD",
        "EUR",
        "JPY",
        "AED",
        "KES",
        "BRL",
        "INR",
        "CNY",
        "UTC",
        "Noor",
        "Example",
        "noor@example.com",
        "Harbour",
        "Coast",
        "Port",
        "WELCOME10",
        "Europe/",
        "Africa/",
        "Asia/",
        "America/",
        "Sandbox",
        "Apple Pay",
        "Google Pay",
        "PayPal",
        "Alipay",
        "WeChat Pay",
        "Wero",
        "M-PESA",
        "Pix",
        "Boleto",
        "ICMS",
        "LED",
        "GTIN",
        "ord_",
    ];
    let autonyms = LanguageInfo::all().iter().map(|one| one.autonym);
    WORDS.iter().copied().chain(autonyms).any(|word| text.contains(word))
}

fn each_text(value: &Value, key: &str, look: &mut dyn FnMut(&str, &str)) {
    match value {
        Value::String(text) => look(key, text),
        Value::Array(all) => all.iter().for_each(|one| each_text(one, key, look)),
        Value::Object(all) => all.iter().for_each(|(key, one)| each_text(one, key, look)),
        _ => {}
    }
}

#[test]
fn a_payment_that_nobody_answers_for_is_put_aside_where_it_may_be_and_not_before() {
    let w = world();
    let line = |data: &str, more: &[&str]| {
        let place = ["--lang", "de", "--market", "DE", "--item", "mug-indigo"];
        let arguments = if more.contains(&"--put-aside") { &place[..4] } else { &place[..] };
        let arguments: Vec<&str> = arguments.iter().chain(more).copied().collect();
        let (exit, _, last) = shop(&w.merchant.base, &w.folder.path().join(data), &arguments);
        let text = |name: &str| last[name].as_str().unwrap_or_default().to_owned();
        (exit, text("result"), text("code"))
    };
    let is = |exit: i32, result: &str, code: &str| (exit, result.to_owned(), code.to_owned());
    assert_eq!(line("none", &["--put-aside"]), is(3, "nothing_open", ""));

    // The shop does not answer: too early.
    for fault in ["unreadable-complete", "no-cancel"] {
        w.fault(fault);
    }
    assert_eq!(line("a", &["--wait", "15"]), is(4, "unknown", "PAYMENT_UNKNOWN"));
    assert_eq!(line("a", &["--put-aside", "--wait", "15"]), is(4, "unknown", "ASIDE_TOO_EARLY"));
    assert_eq!(line("a", &["--put-aside", "--credential", "sandbox=x"]).0, 2, "it buys nothing");
    // It was begun three days ago: the person may let it go, also while the shop does not answer.
    let file = w.folder.path().join("a/person.sqlite");
    let db = rusqlite::Connection::open(file).expect("opens");
    let back = db.execute("UPDATE attempt SET created_at = created_at - 72 * 3600 * 1000", []);
    assert_eq!(back.expect("written"), 1);
    drop(db);
    assert_eq!(line("a", &["--put-aside"]), is(0, "put_aside", ""));
    assert_eq!(line("a", &["--put-aside"]), is(3, "nothing_open", ""));
    // The shop gets well, and says that it was bought: kept under its purchase, and nothing is paid again.
    for fault in ["unreadable-complete", "no-cancel"] {
        w.merchant.front.clear_fault(fault);
    }
    let orders = w.merchant.front.orders().len();
    assert_eq!(line("a", &[]).0, 0);
    assert_eq!(w.merchant.front.orders().len(), orders, "found, not bought again");

    // Asked about once more, it may turn out to be bought.
    for fault in ["unreadable-complete", "no-cancel"] {
        w.fault(fault);
    }
    assert_eq!(line("b", &["--wait", "15"]).0, 4);
    for fault in ["unreadable-complete", "no-cancel"] {
        w.merchant.front.clear_fault(fault);
    }
    assert_eq!(line("b", &["--put-aside"]), is(0, "confirmed", ""));

    // A shop that no longer knows the session holds nobody.
    w.fault("forgets-session");
    w.fault("drop-after-commit:path=complete");
    assert_eq!(line("c", &["--wait", "3"]).0, 4);
    assert_eq!(line("c", &["--put-aside"]), is(0, "put_aside", ""));
}

#[test]
fn every_outcome_has_its_exit_and_its_code() {
    let w = world();
    let place = ["--lang", "de", "--market", "DE"];
    let with = |more: &[&'static str]| -> Vec<&'static str> {
        place.iter().copied().chain(more.iter().copied()).collect()
    };
    let expect = |name: &str, more: &[&'static str], exit: i32, code: &str| {
        assert_eq!(w.shop(name, &with(more)), (exit, code.to_owned()), "{name}");
    };
    expect("decline", &["--pay", "decline"], 3, "PAYMENT_DECLINED");
    expect("decline", &[], 0, "");
    expect("cancel", &["--pay", "cancel"], 3, "PAYMENT_CANCELLED");
    expect("silent", &["--pay", "silent", "--wait", "5"], 4, "PAYMENT_UNKNOWN");
    expect("silent", &[], 0, "");
    expect("mismatch", &["--item", "mug-sand"], 0, "");
    expect("mismatch", &["--item", "mug-indigo"], 3, "PURCHASE_MISMATCH");
    expect("review", &["--item", "teapot-celadon", "--qty", "11"], 3, "ESCALATION_REQUIRED");
    expect("many", &["--item", "mug-indigo", "--qty", "99"], 3, "QUANTITY_LIMIT");
    expect("gone", &["--item", "teapot-black"], 3, "OUT_OF_STOCK");
    expect("unknown", &["--item", "no-such-thing"], 3, "ITEM_UNKNOWN");
    expect("words", &["--search", "Becher"], 0, "");
    expect("nothing", &["--search", "zzzz"], 3, "ITEM_UNKNOWN");
    expect("link", &["--link", "tradewind://p/mug-celadon"], 0, "");
    expect("own-link", &["--link", "https://seed.tradewind.example/p/kilim-rust"], 0, "");
    expect("foreign", &["--link", "https://elsewhere.example/p/mug"], 3, "LINK_FOREIGN");
    expect("credential", &["--credential", "sandbox=sandbox_ok"], 0, "");
    expect("no-credential", &["--credential", "com.example.other=x"], 3, "PAYMENT_UNSUPPORTED");
    expect("no-way", &["--method", "com.example.other"], 3, "PAYMENT_METHOD_UNAVAILABLE");
    expect("express", &["--option", "express"], 0, "");
    expect("offline", &["--offline"], 5, "CATALOG_EMPTY");
    expect("override", &["--connect-to", "https://a.example=https://b.example"], 2, "");

    w.fault("stale-price");
    expect("stale", &[], 3, "PRICE_CHANGED");
    w.merchant.front.clear_fault("stale-price");
    w.fault("wrong-total");
    expect("wrong", &[], 3, "TOTALS_MISMATCH");
    w.merchant.front.clear_fault("wrong-total");
    w.fault("garbage:path=checkout-sessions");
    expect("garbage", &[], 5, "MERCHANT_GARBAGE");
    w.merchant.front.clear_fault("garbage");
    w.fault("5xx:path=checkout-sessions");
    expect("failed", &[], 5, "MERCHANT_FAILED");
    w.merchant.front.clear_fault("5xx");
    w.fault("other-version");
    expect("version", &[], 5, "UCP_VERSION_UNSUPPORTED");
    w.merchant.front.clear_fault("other-version");
    w.fault("drop-after-commit:path=complete:times=1");
    expect("lost", &[], 0, "");
    let (exit, _, last) = shop("http://shop.example/", &w.folder.path().join("http"), &[]);
    assert_eq!((exit, last["code"].as_str()), (5, Some("INSECURE_URL")));
}

#[test]
fn a_merchant_of_either_version_sells_also_where_nobody_speaks_its_newest() {
    let both = Version::ALL;
    for (versions, fault) in [
        (&both[..1], None),
        (&both[1..], None),
        (&both[..], None),
        (&both[..], Some("other-version:as=newer")),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let merchant = Merchant::speaking(versions).expect("starts");
        if let Some(fault) = fault {
            merchant.front.set_fault(Fault::parse(fault).expect("well written"));
        }
        // An answer that is lost is asked about, and what it paid is bought once.
        merchant
            .front
            .set_fault(Fault::parse("drop-after-commit:at=complete:times=1").expect("well written"));
        let more = ["--lang", "de", "--market", "DE", "--item", "mug-indigo", "--option", "express"];
        let (code, _, last) = shop(&merchant.base, &folder.path().join("phone"), &more);
        assert_eq!((code, last["result"].as_str()), (0, Some("confirmed")), "{versions:?} {fault:?}: {last}");
        assert_eq!(merchant.front.orders().len(), 1);
    }
}

#[test]
fn a_merchant_without_packs_still_sells() {
    let folder = tempfile::tempdir().expect("a folder");
    let merchant = Merchant::start(None, None).expect("starts");
    for more in [vec!["--search", "becher"], vec!["--item", "kilim-rust", "--purchase", "second"]] {
        let more: Vec<&str> = ["--lang", "de", "--market", "DE"].into_iter().chain(more).collect();
        let (code, _, last) = shop(&merchant.base, &folder.path().join("phone"), &more);
        assert_eq!((code, last["result"].as_str()), (0, Some("confirmed")), "{more:?}: {last}");
    }
    assert_eq!(merchant.front.orders().len(), 2);
}
