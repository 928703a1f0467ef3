//! What must hold of signed messages, whatever the bytes are: a message is as it comes over the wire, a line of the request or the
//! answer, header fields, an empty line, the body.

use std::fmt::Write as _;
use std::time::Duration;
use tradewind_domain::{Timestamp, WebUrl};
use tradewind_signatures::{
    KeyField, KeySet, Message, Parameters, Policy, Request, Response, SigningKey, sign, verify,
};

/// The names of the keys in the kept profiles.
const NAMES: [&str; 3] = ["platform-2026", "platform-ed", "merchant-key"];

/// The moment of the good messages.
const NOW: Timestamp = Timestamp(1_788_000_000_000);

/// Verifies a message by two published keys. A signature that holds covers what UCP wants, and holds again. A profile's keys, where it
/// is one, are read as they are written.
///
/// # Panics
/// Where that does not hold.
pub fn signatures(bytes: &[u8]) -> &'static str {
    if profile(bytes) {
        return "keys";
    }
    let Some((head, body)) = parted(bytes) else { return "short" };
    let head = String::from_utf8_lossy(head);
    let mut lines = head.split('\n');
    let first = lines.next().unwrap_or_default();
    let field = |line: &str| line.split_once(": ").map(|(name, value)| (name.to_owned(), value.to_owned()));
    let headers: Vec<(String, String)> = lines.filter_map(field).collect();
    let url = first.split_once(' ').and_then(|(_, rest)| WebUrl::parse(rest).ok());
    let status = first.parse().ok();
    let message = match (&url, status) {
        (Some(url), _) => {
            let method = first.split_once(' ').map_or("", |(method, _)| method);
            Message::Request(Request { method, url, headers: &headers, body })
        }
        (None, Some(status)) => Message::Response(Response { status, headers: &headers, body }, None),
        (None, None) => return "short",
    };
    let (keys, policy) = (published(), Policy::ucp(Duration::from_secs(60), Some(Duration::from_secs(300))));
    match verify(&message, &keys, &policy, NOW) {
        Ok(verified) => {
            let covers = |name: &str| verified.covered.iter().any(|own| own == name);
            assert!(covers("\"@method\"") || covers("\"@status\""), "{verified:?}");
            assert!(body.is_empty() || covers("\"content-digest\""), "{verified:?}");
            assert_eq!(verify(&message, &keys, &policy, NOW).as_ref(), Ok(&verified));
            let later = Timestamp(NOW.0 + 3_600_000);
            assert!(verify(&message, &keys, &policy, later).is_err(), "an hour later");
            "taken"
        }
        Err(error) => error.kind(),
    }
}

/// Whether it is a profile with keys of the names that are known here.
fn profile(bytes: &[u8]) -> bool {
    let mut usable = 0;
    for field in [KeyField::Keys, KeyField::SigningKeys] {
        let Ok(keys) = KeySet::read(bytes, field) else { continue };
        for name in NAMES {
            for key in keys.named(name).flatten() {
                assert_eq!(key.thumbprint().len(), 43);
                let profile = serde_json::json!({ "keys": [key.to_jwk("again")] });
                let again = KeySet::of_profile(&profile, KeyField::Keys).expect("proof: a list");
                assert!(again.named("again").eq([Some(key)]), "a key is read as it is written");
                usable += 1;
            }
        }
    }
    usable > 0
}

/// Good messages: a request and an answer by either key, and one with both signatures.
pub(crate) fn messages() -> Vec<Vec<u8>> {
    let url =
        WebUrl::parse("https://merchant.example.com/checkout-sessions?market=DE").expect("proof: https");
    let body = br#"{"line_items":[{"item":{"id":"item_123"},"quantity":2}]}"#;
    let headers = [
        ("content-type", "application/json"),
        ("ucp-agent", "profile=\"https://platform.example/.well-known/ucp\""),
        ("idempotency-key", "550e8400-e29b-41d4-a716-446655440000"),
        ("request-id", "7c9e6679-7425-40de-944b-e07fc1f90ae7"),
    ];
    // Not covered, and long: what changes in it changes nothing, so that some messages stay good.
    let agent = ("user-agent", "Tradewind/0.1 (a phone; a system; a version) ".repeat(8));
    let headers = headers.map(|(name, value)| (name, value.to_owned())).into_iter().chain([agent]);
    let headers: Vec<(String, String)> = headers.map(|(name, value)| (name.to_owned(), value)).collect();
    let mut all = Vec::new();
    for key in &keys() {
        let request = Request { method: "POST", url: &url, headers: &headers, body };
        let first = format!("POST {}", url.as_str());
        all.push(written(&first, &headers, &Message::Request(request), key, body));
        let response = Response { status: 201, headers: &headers[..1], body };
        all.push(written("201", &headers[..1], &Message::Response(response, None), key, body));
        let asked = Request { method: "GET", url: &url, headers: &headers[1..], body: b"" };
        let first = format!("GET {}", url.as_str());
        all.push(written(&first, &headers[1..], &Message::Request(asked), key, b""));
    }
    all
}

fn written(
    first: &str,
    headers: &[(String, String)],
    message: &Message<'_>,
    key: &SigningKey,
    body: &[u8],
) -> Vec<u8> {
    let added = sign(message, key, &Parameters::ucp(NOW)).expect("proof: a message of UCP's examples");
    let mut out = first.to_owned();
    for (name, value) in headers.iter().chain(&added) {
        let _ = write!(out, "\n{name}: {value}");
    }
    out.push_str("\n\n");
    let mut out = out.into_bytes();
    out.extend_from_slice(body);
    out
}

/// What stands before the empty line, and behind it.
fn parted(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = bytes.windows(2).position(|two| two == b"\n\n")?;
    Some((bytes.get(..at)?, bytes.get(at + 2..)?))
}

fn keys() -> [SigningKey; 2] {
    [
        SigningKey::es256(Some("platform-2026"), &[7; 32]).expect("proof: a scalar"),
        SigningKey::ed25519(Some("platform-ed"), &[9; 32]).expect("proof: a seed"),
    ]
}

fn published() -> KeySet {
    let keys = keys().map(|key| key.to_jwk());
    KeySet::of_profile(&serde_json::json!({ "keys": keys }), KeyField::Keys).expect("proof: keys of ours")
}
