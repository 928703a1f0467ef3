//! What these tests share: a merchant, and numbers from a seed (splitmix64: Steele, Lea, Flood, OOPSLA 2014).

#![allow(dead_code, reason = "each test takes what it needs")]

use tradewind_domain::{Timestamp, WebUrl};
use tradewind_links::{Arrival, LinkError, Merchant, Source, read};
use tradewind_signatures::{KeyField, KeySet, SigningKey};

/// 2026-11-30.
pub(crate) const NOW: Timestamp = Timestamp(1_796_000_000_000);
pub(crate) const KID: &str = "links-2026";

pub(crate) fn url(text: &str) -> WebUrl {
    WebUrl::parse(text).expect("an address")
}

pub(crate) fn key(seed: u8) -> SigningKey {
    SigningKey::ed25519(Some(KID), &[seed; 32]).expect("a key")
}

pub(crate) fn merchant() -> Merchant {
    let profile = serde_json::json!({"keys": [key(7).to_jwk()]});
    let keys = KeySet::of_profile(&profile, KeyField::Keys).expect("keys");
    Merchant::new(url("https://shop.example/"))
        .with_hosts([url("https://shop.de.example/")])
        .with_permalink(url("https://shop.example/buy"))
        .with_keys(keys)
}

pub(crate) fn tapped(text: &str) -> Result<Arrival, LinkError> {
    read(text, Source::Tap, &merchant(), NOW)
}

pub(crate) fn typed(text: &str) -> Result<Arrival, LinkError> {
    read(text, Source::Typed, &merchant(), NOW)
}

pub(crate) struct Rng(u64);

impl Rng {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).expect("below a usize")
    }

    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}
