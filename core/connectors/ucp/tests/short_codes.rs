//! Short codes: what the merchant is asked, and what is taken of its answers.

mod host;

use host::{MERCHANT, NEW, OLD, profile, shop};
use serde_json::{Value, json};
use std::sync::Arc;
use tradewind_commerce::{CodeAnswer, Engine, MerchantError};
use tradewind_connector_ucp::UcpEngine;

const AT: &str = "GET /.well-known/tradewind/codes/AB12CD34";

/// A merchant of this version whose profile says where its codes are asked about.
fn with_codes(version: &str, codes: Value) -> (Arc<host::Host>, UcpEngine) {
    let (host, merchant) = shop();
    let mut profile = profile(version);
    profile["ucp"]["capabilities"]["dev.tradewind.links"] =
        json!([{"version": version, "config": {"hosts": [], "keys": [], "codes": codes}}]);
    host.says("GET /.well-known/ucp", 200, profile);
    (host, merchant)
}

fn template() -> Value {
    json!(format!("{MERCHANT}/.well-known/tradewind/codes/{{code}}"))
}

#[tokio::test]
async fn a_code_is_asked_about_once_and_its_link_is_not_followed() {
    let link = "https://shop.example/p/mug?tw_by=mia";
    for version in [NEW, OLD] {
        let (host, merchant) = with_codes(version, template());
        host.says(AT, 200, json!({"link": link, "more": [1, 2]}));
        assert_eq!(merchant.short_code("AB12CD34").await, Ok(CodeAnswer::Link(link.to_owned())), "{version}");
        let asked: Vec<String> = host.went().into_iter().map(|one| one.what).collect();
        assert_eq!(asked, ["GET /.well-known/ucp", AT], "{version}");
    }
}

#[tokio::test]
async fn an_answer_that_is_no_link_is_none() {
    let (host, merchant) = with_codes(NEW, template());
    let long = "x".repeat(2_049);
    for body in
        [json!({}), json!({"link": 7}), json!({"link": ""}), json!({"link": long}), json!("x"), json!([])]
    {
        host.says(AT, 200, body.clone());
        let answer = merchant.short_code("AB12CD34").await;
        assert_eq!(answer, Err(MerchantError::Garbage("code.link")), "{body}");
    }
    for (status, wanted) in [(404, CodeAnswer::Unknown), (410, CodeAnswer::Expired)] {
        host.says(AT, status, json!({"link": "https://shop.example/p/mug"}));
        assert_eq!(merchant.short_code("AB12CD34").await, Ok(wanted));
    }
    for (status, wanted) in [
        (302, MerchantError::Garbage("redirect")),
        (500, MerchantError::Failed { status: 500 }),
        (204, MerchantError::Failed { status: 204 }),
    ] {
        host.says(AT, status, json!({"link": "https://shop.example/p/mug"}));
        assert_eq!(merchant.short_code("AB12CD34").await, Err(wanted), "{status}");
    }
}

#[tokio::test]
async fn a_merchant_without_codes_is_asked_nothing() {
    for codes in [Value::Null, json!("https://elsewhere.example/{code}"), json!("/codes")] {
        let (host, merchant) = with_codes(NEW, codes);
        assert_eq!(merchant.short_code("AB12CD34").await, Err(MerchantError::CapabilityMissing));
        assert_eq!(host.went().len(), 1, "its profile alone");
    }
    let (host, merchant) = with_codes(NEW, template());
    let answer = merchant.short_code("AB12CD34").await;
    assert!(matches!(answer, Err(MerchantError::Transport(_))), "{answer:?}");
    assert_eq!(host.went().len(), 2);
}
