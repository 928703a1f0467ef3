//! The data of the ways to pay says the same as the code: claims, lives, schemes, countries.

use std::path::Path;
use tradewind_domain::{Market, WebUrl};
use tradewind_methods::redirect::{Hop, Rule, check};
use tradewind_methods::{Claim, alipay, apple_pay, google_pay, push, upi, wechat_pay};

/// The row of a method.
fn row(file: &str, id: &str) -> toml::Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/payments").join(file);
    let table: toml::Table = std::fs::read_to_string(path).expect("a file").parse().expect("TOML");
    let methods = table["method"].as_array().expect("methods");
    let found = methods.iter().find(|method| method["id"].as_str() == Some(id));
    found.and_then(|method| method.as_table()).expect("a row").clone()
}

/// What comes back, and what it claims by the table.
fn claims(row: &toml::Table) -> Vec<(String, Claim)> {
    let claim = |word: &str| match word {
        "ok" | "approved" => Claim::Ok,
        "cancelled" => Claim::Cancelled,
        "failed" => Claim::Failed,
        "silent" => Claim::Silent,
        other => unreachable!("{other} is no claim"),
    };
    let all = row["claims"].as_array().expect("claims");
    let text = |one: &toml::Value, key: &str| one[key].as_str().expect("a text").to_owned();
    all.iter().map(|one| (text(one, "says"), claim(&text(one, "claim")))).collect()
}

#[test]
fn what_comes_back_claims_what_the_table_says() {
    for (says, claim) in claims(&row("app_switch.toml", "alipay")) {
        assert_eq!(alipay::claim(&says), claim, "{says}");
    }
    for (says, claim) in claims(&row("app_switch.toml", "wechat_pay")) {
        let code = says.strip_prefix("errCode ").map(|code| code.parse().expect("a number"));
        assert_eq!(wechat_pay::claim(code), claim, "{says}");
    }
    for (says, claim) in claims(&row("qr.toml", "upi")) {
        let status = says.strip_prefix("response with Status=");
        for status in status.map_or(vec!["null"], |statuses| statuses.split(" or ").collect()) {
            let text = if says.starts_with("response with") {
                format!("Status={status}")
            } else {
                status.to_owned()
            };
            assert_eq!(upi::Response::read(Some(&text)).map(|response| response.claim), Ok(claim), "{says}");
        }
    }
    for (says, claim) in claims(&row("sheet.toml", "google_pay")) {
        let code = ["RESULT_CANCELED", "RESULT_OK with PaymentData", "RESULT_ERROR"]
            .iter()
            .position(|known| *known == says);
        let code = code.map_or(99, |at| [0, -1, 1][at]);
        assert_eq!(google_pay::claim(code), claim, "{says}");
    }
}

#[test]
fn lives_and_limits_are_the_tables() {
    let number = |file: &str, id: &str, column: &str| row(file, id)[column].as_integer();
    let seconds = |time: std::time::Duration| i64::try_from(time.as_secs()).ok();
    assert_eq!(number("sheet.toml", "apple_pay", "answer_s"), seconds(apple_pay::ANSWER_WITHIN));
    assert_eq!(number("app_switch.toml", "wechat_pay", "dead_after_s"), seconds(wechat_pay::DEAD_AFTER));
    let names = row("sheet.toml", "google_pay")["words"].as_array().expect("words").clone();
    for word in names {
        let code = word["code"].as_str().expect("a code");
        assert!(
            (0..1_000).any(|status| google_pay::status_name(status) == Some(code)),
            "{code} has no number"
        );
    }
}

#[test]
fn every_country_of_mobile_money_has_its_numbers() {
    for id in ["mpesa", "mtn_momo", "airtel_money"] {
        for country in row("push.toml", id)["countries"].as_array().expect("countries") {
            let market = Market::parse(country.as_str().expect("a code")).expect("a country");
            let read = push::Phone::read("1", market).map_err(|error| error.code());
            assert_eq!(read, Err("PHONE_INVALID"), "{id} {country}");
        }
    }
}

/// A row's own schemes are opened, and the packages that it names are taken in an intent link.
#[test]
fn the_apps_of_a_row_can_be_opened() {
    let shop = WebUrl::parse("https://shop.example").expect("an address");
    for (file, id) in
        [("redirect.toml", "swish"), ("app_switch.toml", "alipay"), ("app_switch.toml", "paypal")]
    {
        let row = row(file, id);
        let list = |key: &str| -> Vec<String> {
            let all = row["device"][key].as_array().expect("a list");
            all.iter().filter_map(|one| one.as_str().map(str::to_owned)).collect()
        };
        let (schemes, packages) = (list("ios"), list("android"));
        let schemes: Vec<&str> = schemes.iter().map(String::as_str).collect();
        let packages: Vec<&str> = packages.iter().map(String::as_str).collect();
        let rule = Rule { schemes: &schemes, packages: &packages, hosts: &[] };
        for scheme in &schemes {
            let link = format!("{scheme}://pay?x=1");
            assert_eq!(check(&link, &shop, &rule), Ok(Hop::App { link: link.clone(), package: None }));
            let intent = format!("intent://pay?x=1#Intent;scheme={scheme};package={};end", packages[0]);
            let package = Some(packages[0].to_owned());
            assert_eq!(check(&intent, &shop, &rule), Ok(Hop::App { link, package }));
        }
    }
}
