//! Which version a platform is spoken to in, and what differs between them.

mod client;

use client::{Client, agent, judge_of};
use serde_json::{Value, json};
use std::io::{Read as _, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tradewind_storefront::{Config, SignKind, Version};

const OLD: Version = Version::V2026_04_08;
const NEW: Version = Version::V2026_08_25;

fn profile(version: &str, capabilities: &[&str]) -> Value {
    let named: serde_json::Map<String, Value> = capabilities
        .iter()
        .map(|name| (format!("dev.ucp.shopping.{name}"), json!([{"version": version}])))
        .collect();
    json!({"ucp": {"version": version, "services": {}, "payment_handlers": {}, "capabilities": named}})
}

/// Serves one answer on loopback to whoever asks; gives its address, and how often it was asked.
fn served(answer: String) -> (String, Arc<AtomicUsize>) {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/profile", listener.local_addr().expect("an address"));
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            count.fetch_add(1, Ordering::SeqCst);
            let _ = stream.read(&mut [0_u8; 1024]);
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    (url, asked)
}

fn ok(body: &Value) -> String {
    format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n{body}")
}

/// The status of a create by a platform whose profile lies there, and the answer.
async fn created(c: &Client, url: &str) -> (u16, Value) {
    let order = Client::order("mug-indigo", 1);
    let came = c.call("POST", "/checkout-sessions", None, &order, &agent(url)).await.expect("an answer");
    (came.status, came.body)
}

#[tokio::test]
async fn the_root_is_the_newest_and_a_leaf_is_whole() {
    let c = Client::new();
    let root = c.ok("GET", "/.well-known/ucp", json!({})).await;
    assert_eq!(root["ucp"]["version"], NEW.date());
    let leaf = root["ucp"]["supported_versions"][OLD.date()].as_str().expect("an address");
    let leaf = leaf.strip_prefix("http://127.0.0.1:1").expect("its own");
    let leaf = c.ok("GET", leaf, json!({})).await;
    assert_eq!(
        (leaf["ucp"]["version"].as_str(), &leaf["ucp"]["supported_versions"]),
        (Some(OLD.date()), &Value::Null)
    );
    for (version, profile) in [(NEW, &root), (OLD, &leaf)] {
        if let Some(judge) = judge_of(version) {
            judge.business(profile);
        }
        for registry in ["services", "capabilities"] {
            let all = profile["ucp"][registry].as_object().expect("a registry");
            assert!(all.values().all(|entries| entries[0]["version"] == version.date()), "{registry}");
        }
    }
    let none = c.send("GET", "/.well-known/ucp/2031-01-01", None, &json!({})).await.expect("an answer");
    assert_eq!(none.0, 404);
    let old = Client::with(|config: &mut Config| config.versions = vec![OLD]);
    let root = old.ok("GET", "/.well-known/ucp", json!({})).await;
    assert_eq!(
        (root["ucp"]["version"].as_str(), &root["ucp"]["supported_versions"]),
        (Some(OLD.date()), &Value::Null)
    );
    assert_eq!(created(&old, "https://p.example/profile.2026-08-25.json").await.0, 422);
}

#[tokio::test]
async fn a_merchant_that_signs_publishes_its_keys_and_signs_what_it_answers() {
    for kind in [SignKind::Es256, SignKind::Ed25519] {
        let c = Client::with(|config| config.sign = Some(kind));
        for (version, path, place) in
            [(NEW, "/.well-known/ucp", "keys"), (OLD, "/.well-known/ucp/2026-04-08", "signing_keys")]
        {
            let profile = c.ok("GET", path, json!({})).await;
            if let Some(judge) = judge_of(version) {
                judge.business(&profile);
            }
            let kids = |profile: &Value| -> Vec<String> {
                let all = profile[place].as_array().into_iter().flatten();
                all.filter_map(|key| key["kid"].as_str().map(str::to_owned)).collect()
            };
            let before = kids(&profile);
            c.front.rotate_key();
            let after = kids(&c.ok("GET", path, json!({})).await);
            assert_eq!(after[1], before[0], "the one before stays: {after:?}");
            assert_ne!(after[0], before[0]);
        }
        let order = Client::order("mug-indigo", 1);
        let signed = c.call("POST", "/checkout-sessions", None, &order, &agent("https://p.example/p")).await;
        let headers = signed.expect("an answer").headers;
        for name in ["signature", "signature-input", "content-digest"] {
            assert!(headers.contains_key(name), "{kind:?} {name}");
        }
        c.fault("signature:as=missing");
        let plain = c.call("POST", "/checkout-sessions", None, &order, &agent("https://p.example/p")).await;
        assert!(!plain.expect("an answer").headers.contains_key("signature"));
    }
}

#[tokio::test]
async fn the_platforms_profile_decides() {
    // One that is known beforehand goes before all else.
    let known = "https://known.example/profile.2026-04-08.json";
    let c = Client::with(|config| {
        config.known.insert(known.to_owned(), profile(NEW.date(), &["checkout"]));
        config.known.insert("https://odd.example/p".to_owned(), json!({"ucp": {"version": "2026-08-25"}}));
        config.known.insert("https://late.example/p".to_owned(), profile("2031-01-01", &["checkout"]));
    });
    let (status, body) = created(&c, known).await;
    assert_eq!((status, &body["ucp"]["version"]), (201, &json!(NEW.date())));
    let named: Vec<&str> =
        body["ucp"]["capabilities"].as_object().expect("a registry").keys().map(String::as_str).collect();
    assert_eq!(named, ["dev.ucp.shopping.checkout"], "what both have");
    // Where nobody can look, its address may say it; else it speaks the first.
    for (url, version) in
        [("https://p.example/profile.2026-08-25.json", NEW), ("https://p.example/profile.json", OLD)]
    {
        assert_eq!(created(&c, url).await.1["ucp"]["version"], version.date(), "{url}");
    }
    for (url, status, code) in [
        ("https://odd.example/p", 422, "profile_malformed"),
        ("https://late.example/p", 422, "version_unsupported"),
        ("ftp://p.example/p", 400, "invalid_profile_url"),
    ] {
        let (came, body) = created(&c, url).await;
        assert_eq!((came, body["code"].as_str()), (status, Some(code)), "{url}");
        assert_eq!(Client::codes(&body), [code]);
    }
    let strict = Client::with(|config| config.unfetched = None);
    let (status, body) = created(&strict, "https://p.example/profile.json").await;
    assert_eq!((status, body["code"].as_str()), (424, Some("profile_unreachable")));
}

#[tokio::test]
async fn a_profile_on_loopback_is_fetched_and_kept_for_a_minute() {
    let c = Client::new();
    let (url, asked) = served(ok(&profile(NEW.date(), &["checkout", "fulfillment"])));
    for _ in 0..2 {
        let (status, body) = created(&c, &url).await;
        assert_eq!((status, &body["ucp"]["version"]), (201, &json!(NEW.date())));
    }
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    c.now.fetch_add(61_000, Ordering::SeqCst);
    created(&c, &url).await;
    assert_eq!(asked.load(Ordering::SeqCst), 2);
    let (nothing, _) = served(ok(&json!("profile")));
    assert_eq!(created(&c, &nothing).await.0, 422, "what answers and is no profile is none");
    let (gone, _) = served("HTTP/1.1 404 Not Found\r\n\r\n{}".to_owned());
    assert_eq!(
        created(&c, &gone).await.1["ucp"]["version"],
        OLD.date(),
        "what is not there is not looked at"
    );
    // A platform without a capability is not served by it.
    let (bare, _) = served(ok(&profile(NEW.date(), &["catalog.search"])));
    let (status, body) = created(&c, &bare).await;
    assert_eq!((status, Client::codes(&body)), (200, vec!["capabilities_incompatible"]));
    assert_eq!(body["ucp"]["version"], NEW.date());
}

#[tokio::test]
async fn an_update_replaces_the_whole_from_2026_08_25_on() {
    for version in Version::ALL {
        let c = Client::at(version);
        let ready = c.ready("mug-indigo", 1).await;
        let lines = json!({"line_items": ready["line_items"], "discounts": {"codes": []}});
        let left = c.ok("PUT", &Client::path(&ready), lines).await;
        let stays = version == OLD;
        assert_eq!(left["status"] == "ready_for_complete", stays, "{version:?}");
        assert_eq!(left["buyer"].is_object(), stays);
        assert_eq!(left["fulfillment"]["methods"][0]["destinations"].is_array(), stays);
    }
}

#[tokio::test]
async fn a_place_that_is_not_listed_changes_nothing() {
    let c = Client::at(NEW);
    let ready = c.ready("mug-indigo", 1).await;
    let mut order = Client::order("mug-sand", 3);
    order["fulfillment"]["methods"][0]["selected_destination_id"] = json!("elsewhere");
    let told = c.ok("PUT", &Client::path(&ready), order).await;
    assert_eq!(told["line_items"], ready["line_items"]);
    let message = &told["messages"][0];
    assert_eq!(
        (message["severity"].as_str(), message["path"].as_str()),
        (Some("recoverable"), Some("$.fulfillment.methods[0].selected_destination_id"))
    );
}

#[tokio::test]
async fn an_update_of_what_is_being_paid_is_answered_with_what_stands() {
    for version in Version::ALL {
        let c = Client::at(version);
        c.fault("slow-complete:times=1");
        let ready = c.ready("mug-indigo", 1).await;
        c.pay(&ready, "k", "sandbox_ok").await.expect("an answer");
        let order = Client::order("mug-sand", 3);
        let (status, told) = c.send("PUT", &Client::path(&ready), None, &order).await.expect("an answer");
        match version {
            Version::V2026_04_08 => assert_eq!(status, 409),
            Version::V2026_08_25 => {
                assert_eq!((status, told["status"].as_str()), (200, Some("complete_in_progress")));
                assert_eq!(told["line_items"], ready["line_items"]);
                assert_eq!(told["messages"][0]["severity"], "recoverable");
            }
        }
    }
}

#[tokio::test]
async fn one_instrument_pays_and_what_is_given_back_is_below_zero() {
    for version in Version::ALL {
        let c = Client::at(version);
        let ready = c.ready("mug-indigo", 1).await;
        let one = json!({"id": "i1", "handler_id": "sandbox", "type": "sandbox", "selected": true,
            "credential": {"type": "token", "token": "sandbox_ok"}});
        let other = json!({"id": "i2", "handler_id": "sandbox", "type": "sandbox", "selected": false,
            "credential": {"type": "token", "token": "sandbox_ok"}});
        let path = format!("{}/complete", Client::path(&ready));
        let body = json!({"payment": {"instruments": [one, other]}});
        let (_, two) = c.send("POST", &path, None, &body).await.expect("an answer");
        if version == NEW {
            assert_eq!(Client::codes(&two), ["payment_failed"]);
            c.pay(&ready, "k", "sandbox_ok").await.expect("an answer");
        } else {
            assert_eq!(two["status"], "completed", "the selected one");
        }
        let id = c.front.orders()[0].id.clone();
        assert_eq!(c.sandbox("/_sandbox", &json!({"order": {"id": id, "step": "refund"}})).await, 200);
        let order = c.ok("GET", &format!("/orders/{id}"), json!({})).await;
        let back = order["adjustments"][0]["totals"][0]["amount"].as_i64().expect("an amount");
        assert_eq!(back < 0, version == NEW, "{version:?}");
    }
}

#[tokio::test]
async fn a_merchant_can_be_newer_than_anybody() {
    let c = Client::new();
    c.fault("other-version:as=newer:times=1");
    let root = c.ok("GET", "/.well-known/ucp", json!({})).await;
    assert_eq!(root["ucp"]["version"], "2031-01-01");
    assert_eq!(root["ucp"]["supported_versions"].as_object().map(serde_json::Map::len), Some(2));
    let leaf = c.ok("GET", "/.well-known/ucp/2026-08-25", json!({})).await;
    assert_eq!(leaf["ucp"]["version"], NEW.date());
    c.fault("other-leaf:times=1");
    let leaf = c.ok("GET", "/.well-known/ucp/2026-04-08", json!({})).await;
    assert_eq!(leaf["ucp"]["version"], "2031-01-01");
}
