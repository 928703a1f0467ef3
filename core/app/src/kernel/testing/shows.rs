//! Shows, reports of them and held prices for tests.

use super::{AT, id, url};
use crate::kernel::shows::{Show, ShowState};
use std::time::Duration;
use tradewind_domain::{Currency, Money, Quantity, Timestamp, WebUrl};
use tradewind_live::{
    Expected, Hold, Nonce, Place, Reason, ReportForm, SessionId, ShowReport, SignedHold, Terms,
};
use tradewind_signatures::{KeyField, KeySet, SigningKey};

/// A show of this name; one that is not to come has a picture.
pub(crate) fn show(name: &str, state: ShowState) -> Show {
    Show {
        id: SessionId::parse(name).expect("an id"),
        state,
        title: "Tea time".into(),
        host: "Noor".into(),
        starts_at: AT.now,
        poster: None,
        items: Vec::new(),
        captions: Vec::new(),
        playlist: (state != ShowState::Coming).then(|| url("show.m3u8")),
        events: Vec::new(),
    }
}

/// A report of `show-1`, with all that a person can write in one.
pub(crate) fn show_report() -> ShowReport {
    let form = ReportForm {
        reason: Some(Reason::Other),
        words: "It was sold as new".into(),
        contact: "me@example.com".into(),
        good_faith: true,
    };
    let place = Place {
        session: SessionId::parse("show-1").expect("an id"),
        url: "https://shop.example/live/show-1".into(),
        at: None,
        item: None,
        reported_at: Timestamp(1),
        language: "en".into(),
    };
    form.report(place).expect("whole")
}

/// The key that the shop's shows sign with.
pub(crate) fn show_key() -> SigningKey {
    SigningKey::ed25519(Some("show-1"), &[5; 32]).expect("32 bytes")
}

/// A price that the shop holds in `show-1` for 20 of an item, for so many seconds from [`AT`] on.
pub(crate) fn signed_hold(name: &str, minor: i64, seconds: u64) -> SignedHold {
    signed_hold_of(&format!("nonce-of-a-hold-{name}"), name, minor, seconds)
}

/// The same, of this nonce.
pub(crate) fn signed_hold_of(nonce: &str, name: &str, minor: i64, seconds: u64) -> SignedHold {
    let terms = Terms {
        session: SessionId::parse("show-1").expect("an id"),
        merchant: WebUrl::parse("https://shop.example").expect("https"),
        item: id(name),
        price: Money::new(minor, Currency::EUR),
        quantity: Quantity::new(20).expect("in range"),
        not_before: None,
        not_after: AT.now.after(Duration::from_secs(seconds)),
        nonce: Nonce::parse(nonce).expect("a nonce"),
    };
    SignedHold::sign(&show_key(), terms)
}

/// The price of [`signed_hold`], verified.
pub(crate) fn held(name: &str, minor: i64, seconds: u64) -> Hold {
    verified_hold(signed_hold(name, minor, seconds))
}

/// One that [`show_key`] signed, verified.
pub(crate) fn verified_hold(signed: SignedHold) -> Hold {
    let keys = KeySet::of_profile(&serde_json::json!({ "keys": [show_key().to_jwk()] }), KeyField::Keys);
    let expected = Expected {
        session: &SessionId::parse("show-1").expect("an id"),
        merchant: &WebUrl::parse("https://shop.example").expect("https"),
        keys: &keys.expect("one key"),
        now: None,
    };
    signed.verify(&expected).expect("signed")
}
