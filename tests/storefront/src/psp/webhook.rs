//! Webhooks of the provider: whether one is signed with our secret, and which intent it is about.

use super::intent::Intent;
use ring::hmac;
use serde_json::Value;

/// How old a signature may be, in seconds (Stripe's own libraries have the same).
const TOLERANCE_S: i64 = 300;
/// The most signatures that are looked at.
const MAX_SIGNATURES: usize = 5;
/// The longest body.
const MAX_BODY: usize = 64 * 1_024;

/// Whether `Stripe-Signature` (`t=SECONDS,v1=HEX`) is of this body, by this secret and of now (Unix seconds).
pub(crate) fn is_signed(header: &str, body: &[u8], secret: &str, now_s: i64) -> bool {
    let mut parts = header.split(',').filter_map(|part| part.trim().split_once('='));
    let Some(("t", time)) = parts.next() else { return false };
    let is_now = time.parse::<i64>().is_ok_and(|at| now_s.abs_diff(at) <= TOLERANCE_S.unsigned_abs());
    if !is_now || body.len() > MAX_BODY {
        return false;
    }
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let signed = [time.as_bytes(), b".", body].concat();
    parts
        .filter(|(scheme, _)| *scheme == "v1")
        .take(MAX_SIGNATURES)
        .filter_map(|(_, hex)| bytes(hex))
        .any(|tag| hmac::verify(&key, &signed, &tag).is_ok())
}

/// The intent that an event of ours is about, as the event has it: a hint, and no more.
pub(crate) fn hinted(body: &[u8]) -> Option<Intent> {
    let event: Value = serde_json::from_slice(body).ok()?;
    event["type"].as_str().filter(|kind| kind.starts_with("payment_intent."))?;
    Intent::read(&event["data"]["object"])
}

/// The 32 bytes of a SHA-256 in hexadecimal digits.
fn bytes(hex: &str) -> Option<Vec<u8>> {
    let digits = hex.as_bytes();
    if digits.len() != 64 || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    digits
        .chunks(2)
        .map(|two| std::str::from_utf8(two).ok().and_then(|two| u8::from_str_radix(two, 16).ok()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Stripe's scheme, by hand.
    fn header(time: i64, body: &str, secret: &str) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
        let tag = hmac::sign(&key, format!("{time}.{body}").as_bytes());
        let hex: String = tag.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
        format!("t={time},v0=00,v1={hex}")
    }

    #[test]
    fn only_what_is_signed_now_and_by_us_is_taken() {
        let good = header(1_000, "{}", "secret");
        assert!(is_signed(&good, b"{}", "secret", 1_300));
        assert!(!is_signed(&good, b"{}", "secret", 1_301), "too old");
        assert!(!is_signed(&good, b"{}", "secret", 699), "of tomorrow");
        assert!(!is_signed(&good, b"{ }", "secret", 1_000), "another body");
        assert!(!is_signed(&good, b"{}", "other", 1_000), "another secret");
        assert!(!is_signed(&good.replace("t=1000", "t=1001"), b"{}", "secret", 1_000), "another time");
        for broken in ["", "t=1000", "v1=00,t=1000", "t=x,v1=00", "t=1000,v1=zz", "t=1000,v1="] {
            assert!(!is_signed(broken, b"{}", "secret", 1_000), "{broken}");
        }
    }

    #[test]
    fn events_of_other_things_are_no_hint() {
        let event = |kind: &str| {
            format!(
                r#"{{"type": "{kind}", "data": {{"object": {{"id": "pi_1", "status": "succeeded", "amount": 1, "currency": "usd"}}}}}}"#
            )
        };
        assert!(hinted(event("payment_intent.succeeded").as_bytes()).is_some());
        assert!(hinted(event("charge.succeeded").as_bytes()).is_none());
        assert!(hinted(b"{}").is_none() && hinted(b"{").is_none());
    }
}
