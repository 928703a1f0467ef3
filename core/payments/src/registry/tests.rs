//! Which methods a country sees, and what moves them.

use super::*;
use crate::ability::{Device, Os};
use tradewind_domain::{Currency, HandlerId};

/// Android with Google's services, a card's fields and every app.
fn a_phone() -> Device {
    Device { os: Os::Android, play_services: true, hosted_fields: true, apps: None }
}

fn ways(device: &Device) -> Vec<Way> {
    let way = |wallet| Some(Way { wallet, ability: device.ability(wallet)? });
    METHODS.iter().filter_map(way).collect()
}

fn amount(minor: i64, currency: &str) -> Money {
    Money { minor, currency: Currency::parse(currency).expect("a currency") }
}

fn question(country: &str, minor: i64, currency: &str) -> Question<'static> {
    let country = Market::parse(country).expect("a country");
    Question { country, amount: amount(minor, currency), last_paid: None }
}

/// Every method without a fee.
fn all() -> Vec<Offer<'static>> {
    METHODS.iter().map(|wallet| Offer { handler: wallet.handler, fee: None }).collect()
}

fn ids(ranked: &[Ranked]) -> Vec<&'static str> {
    ranked.iter().map(|one| one.wallet.id).collect()
}

fn asked(device: &Device, offers: &[Offer<'_>], question: &Question<'_>) -> Vec<&'static str> {
    ids(&rank(&ways(device), offers, question))
}

#[test]
fn a_country_sees_its_own_first() {
    for (country, currency, minor, first) in [
        ("KE", "KES", 250_000, &["mpesa", "airtel_money"][..]),
        ("BR", "BRL", 12_000, &["pix", "hosted_card"]),
        ("IN", "INR", 120_000, &["upi", "hosted_card"]),
        ("DE", "EUR", 12_000, &["paypal", "open_banking"]),
        ("CN", "CNY", 12_000, &["alipay", "wechat_pay"]),
        ("NL", "EUR", 12_000, &["ideal", "paypal"]),
        ("US", "USD", 12_000, &["hosted_card", "paypal"]),
    ] {
        let found = asked(&a_phone(), &all(), &question(country, minor, currency));
        assert_eq!(found.get(..first.len()), Some(first), "{country}");
    }
}

#[test]
fn a_sum_out_of_bounds_hides_a_method_and_no_other() {
    let here = |minor| asked(&a_phone(), &all(), &question("KE", minor, "KES"));
    assert_eq!(here(25_000_000)[0], "mpesa");
    assert_eq!(here(100)[0], "mpesa");
    assert!(!here(25_000_001).contains(&"mpesa"));
    assert!(!here(99).contains(&"mpesa"));
    assert!(here(25_000_001).contains(&"airtel_money"), "it has no bound of its own");
    assert!(!asked(&a_phone(), &all(), &question("KE", 2_000, "EUR")).contains(&"mpesa"), "another currency");
    assert!(!asked(&a_phone(), &all(), &question("BR", 2_000, "KES")).contains(&"mpesa"), "another country");
}

#[test]
fn a_missing_app_stays_lower_where_something_stands_in() {
    let without = Device { apps: Some(Vec::new()), ..a_phone() };
    let question = question("CN", 12_000, "CNY");
    let ranked = rank(&ways(&without), &all(), &question);
    assert_eq!(ids(&ranked)[0], "alipay", "its page stands in");
    assert_eq!(ranked[0].why, [Why::Usual, Why::AppMissing]);
    assert!(!ids(&ranked).contains(&"wechat_pay"), "nothing stands in");
    let with = rank(&ways(&a_phone()), &all(), &question);
    assert!(with[0].score > ranked[0].score);
    // One app here, the other missing: neighbours change places.
    let germany = self::question("GB", 12_000, "GBP");
    let (here, missing) = (asked(&a_phone(), &all(), &germany), asked(&without, &all(), &germany));
    let place = |ids: &[&str]| ids.iter().position(|id| *id == "paypal");
    assert!(place(&here) <= place(&missing));
}

#[test]
fn sheets_follow_the_system() {
    let us = question("US", 12_000, "USD");
    let iphone = Device { os: Os::Ios, ..a_phone() };
    let plain = Device { play_services: false, ..a_phone() };
    assert!(asked(&iphone, &all(), &us).contains(&"apple_pay"));
    assert!(!asked(&iphone, &all(), &us).contains(&"google_pay"));
    assert!(asked(&a_phone(), &all(), &us).contains(&"google_pay"));
    assert!(!asked(&plain, &all(), &us).contains(&"google_pay"));
    // A card is typed into its provider's fields: where an app cannot show them, it is not ranked.
    let without = Device { hosted_fields: false, ..a_phone() };
    for country in ["US", "JP"] {
        let question = question(country, 12_000, if country == "US" { "USD" } else { "JPY" });
        assert_eq!(asked(&a_phone(), &all(), &question)[0], "hosted_card");
        assert!(!asked(&without, &all(), &question).contains(&"hosted_card"), "{country}");
    }
}

#[test]
fn what_paid_last_moves_up() {
    let us = question("US", 12_000, "USD");
    let before = asked(&a_phone(), &all(), &us);
    assert!(before.iter().position(|id| *id == "klarna") > Some(1));
    let ranked =
        rank(&ways(&a_phone()), &all(), &Question { last_paid: Some("dev.tradewind.pay.klarna"), ..us });
    assert!(ids(&ranked).iter().position(|id| *id == "klarna") <= Some(1), "{:?}", ids(&ranked));
    let klarna = ranked.iter().find(|one| one.wallet.id == "klarna").expect("there");
    assert_eq!(klarna.why, [Why::Usual, Why::LastPaid]);
    let unknown = Question { last_paid: Some("com.example.gone"), ..us };
    assert_eq!(asked(&a_phone(), &all(), &unknown), before);
}

#[test]
fn a_fee_moves_down_and_a_saving_up() {
    let kenya = question("KE", 250_000, "KES");
    let with = |fee: i64| {
        let offer =
            |wallet: &Wallet| Offer { handler: wallet.handler, fee: (wallet.id == "mpesa").then_some(fee) };
        rank(&ways(&a_phone()), &METHODS.iter().map(offer).collect::<Vec<_>>(), &kenya)
    };
    assert_eq!(ids(&with(0))[0], "mpesa");
    assert_eq!(ids(&with(12_500))[0], "airtel_money", "5% weigh more than the distance");
    assert!(with(12_500).iter().any(|one| one.why.contains(&Why::Fee)));
    assert_eq!(ids(&with(1))[0], "mpesa", "next to nothing");
    assert!(with(1)[0].score < with(0)[0].score && with(0)[0].score < with(-1)[0].score);
    // A stranger's number: nothing overflows, and it has a bound.
    assert_eq!(with(i64::MAX)[0].wallet.id, "airtel_money");
    assert_eq!(with(i64::MIN)[0].score, 160);
}

#[test]
fn a_fee_is_an_integer_of_the_configuration() {
    assert_eq!(fee_told(r#"{"fee": 150, "till": "123"}"#), Some(150));
    assert_eq!(fee_told(r#"{"fee": -50}"#), Some(-50));
    for nothing in
        ["", "{}", "[150]", r#"{"fee": 1.5}"#, r#"{"fee": "150"}"#, r#"{"fee": 9223372036854775808}"#]
    {
        assert_eq!(fee_told(nothing), None, "{nothing}");
    }
}

#[test]
fn a_payee_is_the_name_in_the_place_of_its_handler() {
    let told = |handler: &str, config: &str| payee_told(handler, config).map(String::from);
    let all = r#"{"merchant_info": {"merchant_name": "A"}, "displayName": "B", "payee": "C"}"#;
    for (handler, name) in [
        ("com.google.pay", "A"),
        ("dev.tradewind.pay.apple_pay", "B"),
        ("dev.tradewind.pay.pix", "C"),
        ("com.example.unknown", "C"),
    ] {
        assert_eq!(told(handler, all).as_deref(), Some(name), "{handler}");
    }
    // What stands in another's place is said by nobody.
    assert_eq!(told("com.google.pay", r#"{"payee": "C"}"#), None);
    assert_eq!(told("dev.tradewind.pay.apple_pay", r#"{"payee": "C"}"#), None);
    for (config, name) in [
        (r#"{"payee": "Kiln\nShop"}"#, Some("Kiln Shop")),
        (r#"{"payee": "\u202e"}"#, None),
        (r#"{"payee": 7}"#, None),
        (r#"{"payee": " "}"#, None),
        (r#"{"merchant_info": {"merchant_name": "A"}}"#, None),
        ("", None),
    ] {
        assert_eq!(told("dev.tradewind.pay.pix", config).as_deref(), name, "{config}");
    }
}

#[test]
fn what_is_not_offered_or_not_known_is_not_there() {
    let offers = [
        Offer { handler: "dev.tradewind.pay.pix", fee: None },
        Offer { handler: "com.example.unknown", fee: None },
    ];
    assert_eq!(asked(&a_phone(), &offers, &question("BR", 12_000, "BRL")), ["pix"]);
    assert!(asked(&a_phone(), &[], &question("BR", 12_000, "BRL")).is_empty());
}

#[test]
fn equals_keep_the_order_of_the_files() {
    // No row for this country: only what is used everywhere, and cash where it is.
    let found = asked(&a_phone(), &all(), &question("AU", 12_000, "AUD"));
    assert_eq!(found, ["paypal", "google_pay", "hosted_card"], "its app is here, then by file");
    for country in ["DE", "US", "JP", "ID"] {
        let q = question(country, 5_000, "EUR");
        assert_eq!(asked(&a_phone(), &all(), &q), asked(&a_phone(), &all(), &q));
    }
}

#[test]
fn the_rows_are_values_of_this_app() {
    for wallet in METHODS {
        assert!(HandlerId::parse(wallet.handler).is_ok(), "{}", wallet.id);
        for country in wallet.facts.countries {
            assert!(Market::parse(country).is_ok(), "{} {country}", wallet.id);
        }
        let sums = wallet.facts.least.iter().chain(wallet.facts.most).map(|(code, _)| code);
        for code in wallet.facts.currencies.iter().chain(sums) {
            assert!(Currency::parse(code).is_ok(), "{} {code}", wallet.id);
        }
        assert!(wallet.policy.poll.every.as_secs() >= 1, "{}", wallet.id);
        assert!(!sources(wallet.id).is_empty(), "{}", wallet.id);
    }
    for (country, order) in MARKETS {
        assert!(Market::parse(country).is_ok() && !order.is_empty(), "{country}");
    }
    assert!(sources("nothing").is_empty());
}

#[test]
fn a_policy_is_made_of_its_row() {
    let policy = |id: &str| METHODS.iter().find(|wallet| wallet.id == id).expect("a row").policy;
    // What was handed over lives on by itself; the request for it is answered at once or asked about.
    assert_eq!((policy("pix").accepted.as_secs(), policy("pix").dead_after.as_secs()), (86_400, 10));
    assert_eq!(policy("mpesa").accepted.as_secs(), 90);
    assert_eq!((policy("oxxo").poll.every.as_secs(), policy("oxxo").accepted.as_secs()), (3_600, 777_600));
    // A credential goes with the request: nothing is handed over.
    assert_eq!(
        policy("google_pay"),
        crate::policy::Policy { poll: policy("google_pay").poll, ..crate::policy::IMMEDIATE }
    );
    let facts = |id: &str| METHODS.iter().find(|wallet| wallet.id == id).expect("a row").facts;
    assert_eq!(facts("mpesa").word("1032"), Some(crate::Reason::Cancelled));
    assert_eq!(facts("mpesa").word("0"), None);
    assert_eq!(facts("paypal").window.map(|window| window.as_secs()), Some(6 * 3_600));
    assert_eq!(facts("konbini").show_early.map(|early| early.as_secs()), Some(3_600));
}
