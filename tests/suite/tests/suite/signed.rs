//! Signed messages over real HTTP: the command line with a key of its own, at a merchant that signs and verifies with code of its
//! own.

use crate::journey::shop;
use serde_json::{Value, json};
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use tradewind_storefront::{Fault, SignKind};
use tradewind_suite::Merchant;

/// 32 bytes, as base64url.
const SECRET: &str = "BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU";
const OTHER_SECRET: &str = "BgYGBgYGBgYGBgYGBgYGBgYGBgYGBgYGBgYGBgYGBgY";

/// A file with a private key.
fn key_file(folder: &Path, name: &str, secret: &str, es256: bool) -> PathBuf {
    let (kind, curve) = if es256 { ("EC", "P-256") } else { ("OKP", "Ed25519") };
    let path = folder.join(name);
    let jwk = json!({"kty": kind, "crv": curve, "kid": "command-line", "d": secret});
    std::fs::write(&path, jwk.to_string()).expect("written");
    path
}

/// What `tradewind profile` prints, and its exit code.
fn profile(more: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_phone")).arg("profile").args(more).output();
    let output = output.expect("the command line starts");
    (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&output.stdout).into_owned())
}

const BUY: [&str; 6] = ["--lang", "de", "--market", "DE", "--item", "mug-indigo"];

#[test]
fn a_signed_journey_ends_in_one_order() {
    for (kind, es256) in [(SignKind::Es256, false), (SignKind::Ed25519, true)] {
        let folder = tempfile::tempdir().expect("a folder");
        let merchant = Merchant::signing(kind).expect("starts");
        let key = key_file(folder.path(), "key.json", SECRET, es256);
        let key = key.to_str().expect("a path");
        // A paid order outlives an answer that somebody changed on its way.
        let fault = "signature:as=altered-body:at=complete:times=1";
        merchant.front.set_fault(Fault::parse(fault).expect("well written"));
        let more = [&BUY[..], &["--sign-key", key]].concat();
        let (code, _, last) = shop(&merchant.base, &folder.path().join("phone"), &more);
        assert_eq!((code, last["result"].as_str()), (0, Some("confirmed")), "{kind:?}: {last}");
        assert_eq!(merchant.front.orders().len(), 1);
        assert_eq!(merchant.front.faults()[0].times, Some(0), "it struck");
    }
}

#[test]
fn a_merchant_that_signs_badly_has_its_code_and_sells_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let merchant = Merchant::signing(SignKind::Es256).expect("starts");
    for bad in ["other-key", "altered-body", "expired", "unknown-kid"] {
        merchant.front.set_fault(Fault::parse(&format!("signature:as={bad}")).expect("well written"));
        let (code, _, last) = shop(&merchant.base, &folder.path().join(bad), &BUY);
        assert_eq!((code, last["code"].as_str()), (5, Some("MERCHANT_SIGNATURE")), "{bad}: {last}");
    }
    merchant.front.set_fault(Fault::parse("signature:as=missing").expect("well written"));
    let (code, _, last) = shop(&merchant.base, &folder.path().join("missing"), &BUY);
    assert_eq!((code, last["result"].as_str()), (0, Some("confirmed")), "unsigned answers are taken: {last}");
    assert_eq!(merchant.front.orders().len(), 1);
}

#[test]
fn a_profile_names_the_public_half_alone_and_a_request_by_another_key_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let key = key_file(folder.path(), "key.json", SECRET, true);
    let key = key.to_str().expect("a path");
    for (version, place) in [("2026-08-25", "keys"), ("2026-04-08", "signing_keys")] {
        let (code, text) = profile(&["--protocol", version, "--sign-key", key]);
        let document: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!((code, document[place][0]["kid"].as_str()), (0, Some("command-line")), "{version}");
        assert!(document[place][0]["y"].is_string() && !text.contains(SECRET), "{version}");
    }
    let wrong = folder.path().join("wrong.json");
    for text in ["{}", "no", r#"{"kty": "EC", "crv": "P-256", "d": "AA"}"#, r#"{"kty": "RSA", "d": "AA"}"#] {
        std::fs::write(&wrong, text).expect("written");
        assert_eq!(profile(&["--sign-key", wrong.to_str().expect("a path")]).0, 2, "{text}");
    }

    // A platform whose profile names one key, and whose requests are signed by another.
    let other = key_file(folder.path(), "other.json", OTHER_SECRET, true);
    let (_, document) = profile(&["--protocol", "2026-08-25", "--sign-key", other.to_str().expect("a path")]);
    let address = served(document);
    let merchant = Merchant::signing(SignKind::Es256).expect("starts");
    let more = [&BUY[..], &["--sign-key", key, "--profile", &address]].concat();
    let (code, _, last) = shop(&merchant.base, &folder.path().join("phone"), &more);
    assert_eq!((code, last["code"].as_str()), (3, Some("MERCHANT_REFUSED")), "{last}");
    assert_eq!(merchant.front.sessions().len(), 0);
}

/// Serves a document at each path of an address, until the test ends.
fn served(document: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("binds");
    let address = format!("http://{}/profile.json", listener.local_addr().expect("bound"));
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let _ = stream.read(&mut [0; 4_096]);
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", document.len());
            let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(document.as_bytes()));
        }
    });
    address
}
