//! Any bytes at all, read as each thing that a provider or Apple says. Nothing but tests calls these.

use crate::postbacks::{Keys, PostbackRow, ad_attribution, skadnetwork};
use crate::providers::{About, Outcome, PROVIDERS, heard};
use crate::psp::{self, Intent, hinted, is_signed};
use serde_json::Value;

/// Reads JSON as a notice of each provider about one payment (its number, minor units, ISO 4217), for those who throw any bytes
/// at it: which providers (by their places in a fixed order) are understood, and whether it says that it was paid.
pub fn any_notice(bytes: &[u8], number: &str, amount: i64, currency: &str) -> Vec<(usize, bool)> {
    let Ok(notice) = serde_json::from_slice::<Value>(bytes) else { return Vec::new() };
    let about = About { number, amount, currency };
    let understood = |(at, provider)| Some((at, heard(provider, &about, &notice)?.outcome == Outcome::Paid));
    PROVIDERS.into_iter().enumerate().filter_map(understood).collect()
}

/// Reads JSON as a payment intent, for those who throw any bytes at it: its id.
pub fn any_intent(bytes: &[u8]) -> Option<String> {
    Intent::read(&serde_json::from_slice(bytes).ok()?).map(|intent| intent.id)
}

/// Reads a webhook, for those who throw any bytes at it: whether `Stripe-Signature` holds by this secret at this moment (Unix
/// seconds), and the id of the intent that it hints at.
pub fn any_webhook(signature: &str, body: &[u8], secret: &str, now_s: i64) -> (bool, Option<String>) {
    (is_signed(signature, body, secret, now_s), hinted(body).map(|intent| intent.id))
}

/// Reads what comes over the wire as an answer about an intent, for those who throw any bytes at it: `intent`, `unreadable`,
/// `refused` (nothing was done), `unknown` (nobody knows) or `not whole`.
pub fn any_psp_answer(bytes: &[u8]) -> &'static str {
    psp::any_answer(bytes)
}

/// Reads an ad postback by Apple's keys, for those who throw any bytes at it, as one of SKAdNetwork and as one of AdAttributionKit:
/// what would be kept of it, or the code by which it is refused.
pub fn any_postback(bytes: &[u8]) -> [Result<PostbackRow, &'static str>; 2] {
    let keys = Keys::apple();
    [skadnetwork(bytes, &keys), ad_attribution(bytes, &keys)].map(|read| match read {
        Ok(postback) => Ok(PostbackRow::of(&postback, postback.is_conversion())),
        Err(error) => Err(error.code()),
    })
}
