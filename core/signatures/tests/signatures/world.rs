//! A message that owns its parts, two keys, and a merchant's policy.

use std::time::Duration;
use tradewind_domain::{Timestamp, WebUrl};
use tradewind_signatures::{
    KeyField, KeySet, Message, Parameters, Policy, Request, Response, SignatureError, SigningKey, Verified,
    sign, verify,
};

/// A moment of whole seconds.
pub(crate) const NOW: Timestamp = Timestamp(1_788_000_000_000);

/// A minute of skew, no age.
pub(crate) const POLICY: Policy<'static> = Policy::ucp(Duration::from_secs(60), None);

/// A request, or an answer where it has a status.
#[derive(Clone)]
pub(crate) struct Owned {
    pub(crate) status: Option<u16>,
    pub(crate) method: String,
    pub(crate) url: WebUrl,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Owned {
    pub(crate) fn request(&self) -> Request<'_> {
        Request { method: &self.method, url: &self.url, headers: &self.headers, body: &self.body }
    }

    pub(crate) fn message(&self) -> Message<'_> {
        match self.status {
            None => Message::Request(self.request()),
            Some(status) => {
                Message::Response(Response { status, headers: &self.headers, body: &self.body }, None)
            }
        }
    }

    pub(crate) fn signed(mut self, key: &SigningKey) -> Self {
        let added = sign(&self.message(), key, &Parameters::ucp(NOW)).expect("signed");
        self.headers.extend(added);
        self
    }

    pub(crate) fn verify(&self, keys: &KeySet) -> Result<Verified, SignatureError> {
        verify(&self.message(), keys, &POLICY, NOW)
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        &self.headers.iter().find(|(own, _)| own == name).expect("a header field").1
    }

    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.headers.retain(|(own, _)| own != name);
        self.headers.push((name.to_owned(), value.to_owned()));
    }

    pub(crate) fn remove(&mut self, name: &str) {
        self.headers.retain(|(own, _)| own != name);
    }
}

pub(crate) fn headers(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

pub(crate) fn url(text: &str) -> WebUrl {
    WebUrl::parse(text).expect("an address")
}

/// The request of UCP's examples, with a query.
pub(crate) fn order() -> Owned {
    Owned {
        status: None,
        method: "POST".to_owned(),
        url: url("https://merchant.example.com/checkout-sessions?market=DE&x=1"),
        headers: headers(&[
            ("content-type", "application/json"),
            ("ucp-agent", "profile=\"https://platform.example/.well-known/ucp\""),
            ("idempotency-key", "550e8400-e29b-41d4-a716-446655440000"),
            ("request-id", "7c9e6679-7425-40de-944b-e07fc1f90ae7"),
        ]),
        body: br#"{"line_items":[{"item":{"id":"item_123"},"quantity":2}]}"#.to_vec(),
    }
}

/// Its answer.
pub(crate) fn answer() -> Owned {
    Owned {
        status: Some(201),
        headers: headers(&[("Content-Type", "application/json")]),
        body: br#"{"id":"chk_123","status":"ready_for_complete"}"#.to_vec(),
        ..order()
    }
}

/// A key of either kind.
pub(crate) fn both() -> [SigningKey; 2] {
    [
        SigningKey::es256(Some("platform-2026"), &[7; 32]).expect("a scalar"),
        SigningKey::ed25519(Some("platform-ed"), &[9; 32]).expect("a seed"),
    ]
}

/// A profile's keys.
pub(crate) fn published(jwks: Vec<serde_json::Value>) -> KeySet {
    KeySet::of_profile(&serde_json::json!({ "keys": jwks }), KeyField::Keys).expect("keys")
}

pub(crate) fn of(keys: &[SigningKey]) -> KeySet {
    published(keys.iter().map(SigningKey::to_jwk).collect())
}
