//! Creators' links: the key of the profile is the one that signed them, over the lines that the README has.

mod client;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use client::{Client, judge_of};
use ed25519_dalek::{Signature, VerifyingKey};
use serde_json::{Value, json};
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
