//! Creators' links: the key of the profile is the one that signed them, over the lines that the README has.

mod client;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use client::{Client, judge_of};
use ed25519_dalek::{Signature, VerifyingKey};
use serde_json::{Value, json};
use std::sync::atomic::Ordering;
use tradewind_storefront::Version;

#[tokio::test]
async fn a_creator_s_link_is_signed_by_the_key_of_each_profile() {
    let c = Client::new();
    let link = c.front.creator_link("/p/mug-indigo", "mia", Some("MIA10"), 1_900_000_000).expect("plain");
    let (address, signature) = link.split_once("&tw_sig=").expect("signed");
    let query = "tw_by=mia&tw_code=MIA10&tw_exp=1900000000&tw_kid=links-1";
    assert_eq!(address, format!("http://127.0.0.1:1/p/mug-indigo?{query}"));
    let bytes = URL_SAFE_NO_PAD.decode(signature).expect("base64url");
    let signature = Signature::from_slice(&bytes).expect("64 bytes");
    for (version, path) in
        [(Version::V2026_08_25, "/.well-known/ucp"), (Version::V2026_04_08, "/.well-known/ucp/2026-04-08")]
    {
        let profile = c.ok("GET", path, Value::Null).await;
        if let Some(judge) = judge_of(version) {
            judge.business(&profile);
        }
        let config = &profile["ucp"]["capabilities"]["dev.tradewind.links"][0]["config"];
        assert_eq!((&config["hosts"], &config["keys"][0]["kid"]), (&json!([]), &json!("links-1")));
        let feeds: Vec<&Value> =
            config["ids"].as_array().into_iter().flatten().map(|form| &form["feed"]).collect();
        assert_eq!(feeds, ["gla_{n}", "gla_{n}", "shopify_*_{n}"]);
        let point =
            URL_SAFE_NO_PAD.decode(config["keys"][0]["x"].as_str().expect("text")).expect("base64url");
        let point: [u8; 32] = point.try_into().expect("32 bytes");
        let key = VerifyingKey::from_bytes(&point).expect("a key");
        let lines = format!("tradewind-link-v1\nhttp://127.0.0.1:1\n/p/mug-indigo\n{query}");
        assert!(key.verify_strict(lines.as_bytes(), &signature).is_ok());
        assert!(key.verify_strict(lines.replace("MIA10", "MIA99").as_bytes(), &signature).is_err());
    }
    for (path, by) in [("p/mug-indigo", "mia"), ("/p/mug indigo", "mia"), ("/p/mug-indigo", "mia&x=1")] {
        assert_eq!(c.front.creator_link(path, by, None, 1_900_000_000), None, "{path} {by}");
    }
}

/// What a code of the shop's stands for: the status, and the link.
async fn stands_for(c: &Client, code: &str) -> (u16, Value) {
    let path = format!("/.well-known/tradewind/codes/{code}");
    let (status, body) = c.send("GET", &path, None, &Value::Null).await.expect("an answer");
    (status, body["link"].clone())
}

#[tokio::test]
async fn a_short_code_stands_for_its_link_until_it_is_over() {
    let c = Client::new();
    for path in ["/.well-known/ucp", "/.well-known/ucp/2026-04-08"] {
        let profile = c.ok("GET", path, Value::Null).await;
        let config = &profile["ucp"]["capabilities"]["dev.tradewind.links"][0]["config"];
        assert_eq!(config["codes"], json!("http://127.0.0.1:1/.well-known/tradewind/codes/{code}"));
    }
    let link = "http://127.0.0.1:1/p/mug-indigo?tw_by=mia";
    let until = c.now.load(Ordering::SeqCst) / 1_000 + 60;
    let (stays, ends) = (c.front.short_code(link, None), c.front.short_code(link, Some(until)));
    let (stays, ends) = (stays.expect("kept"), ends.expect("kept"));
    assert_ne!(stays, ends);
    for code in [&stays, &ends] {
        assert!(code.len() == 8 && code.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{code}");
        assert_eq!(stands_for(&c, code).await, (200, json!(link)));
    }
    c.now.fetch_add(60_000, Ordering::SeqCst);
    assert_eq!(stands_for(&c, &stays).await, (200, json!(link)));
    assert_eq!(stands_for(&c, &ends).await, (410, Value::Null));
    assert_eq!(stands_for(&c, "DEM0001D").await, (200, json!("http://127.0.0.1:1/p/lamp-black")));
    assert_eq!(stands_for(&c, "DEM00039").await, (410, Value::Null));
    let numbered = "http://127.0.0.1:1/checkout-link/?products=1042:2,1043:1";
    assert_eq!(stands_for(&c, "DEM00047").await, (200, json!(numbered)));
    assert_eq!(c.front.short_code(&"x".repeat(2_049), None), None);
    let long = json!({"link": "x".repeat(2_049)});
    for (body, status) in [(json!({"link": link, "expires": until}), 200), (long, 400), (json!({}), 400)] {
        assert_eq!(c.sandbox("/_sandbox/codes", &body).await, status, "{body}");
    }
}

#[tokio::test]
async fn nobody_guesses_a_code() {
    let c = Client::new();
    for _ in 0..60 {
        assert_eq!(stands_for(&c, "AAAAAAAA").await, (404, Value::Null));
    }
    assert_eq!(stands_for(&c, "AAAAAAAA").await, (429, Value::Null));
    assert_eq!(stands_for(&c, "DEM0001D").await.0, 429, "not even a known one");
    c.now.fetch_add(60_000, Ordering::SeqCst);
    assert_eq!(stands_for(&c, "DEM0001D").await.0, 200);
}
