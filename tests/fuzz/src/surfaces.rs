//! What must hold of what a bank's page or one with card fields says to its host, and of what a provider says to the merchant,
//! whatever the bytes are.

use serde_json::Value;
use tradewind_commerce::{SurfaceEnd, SurfaceHeard, SurfaceTalk as _};
use tradewind_connector_ucp::page_talk;
use tradewind_methods::hosted_fields::{Config, MAX_MESSAGE, Tokenized};
use tradewind_storefront::{any_intent, any_notice, any_psp_answer, any_webhook};

/// Where the page of the good talks is at home.
const BANK: &str = "https://acs.example";
/// The longest message that is read, with room for what an answer puts around an id out of it, in bytes.
const LONGEST_REPLY: usize = (16 << 10) + 512;

/// A talk with a bank's page: JSON of messages (`origin`, `said`), or else a line each, all of the bank's origin. A stranger gets no
/// word; what is answered is JSON-RPC with the id that was asked by; the page is done only after it was ready, and then once.
///
/// # Panics
/// Where that does not hold.
pub fn surface(bytes: &[u8]) -> &'static str {
    let mut talk = page_talk("c1", "2026-08-25", &[BANK.to_owned()]);
    let (mut ready, mut over, mut end) = (false, false, "nothing");
    for (origin, text) in messages(bytes) {
        let heard = talk.heard(&origin, &text);
        if origin != BANK || over {
            assert_eq!(heard, SurfaceHeard::Nothing, "{origin:?} {text:?}");
        }
        let reply = match &heard {
            SurfaceHeard::Nothing => None,
            SurfaceHeard::Reply(reply) => Some(reply),
            SurfaceHeard::End { reply, how } => {
                assert!(ready || *how == SurfaceEnd::Failed, "done before it was ready: {text:?}");
                over = true;
                end = if *how == SurfaceEnd::Done { "taken" } else { "failed" };
                reply.as_ref()
            }
        };
        let Some(reply) = reply else { continue };
        let asked: Value = serde_json::from_str(&text).expect("proof: it was answered");
        let answer: Value = serde_json::from_str(reply).expect("proof: what is answered is JSON");
        assert!(reply.len() <= LONGEST_REPLY && answer["jsonrpc"] == "2.0", "{reply}");
        // What is no whole number is written with other digits, and may be read as its neighbour.
        assert!(asked["id"].is_f64() || answer["id"] == asked["id"], "{reply}");
        ready |= answer["result"].as_object().is_some_and(serde_json::Map::is_empty);
        end = if end == "nothing" { "answered" } else { end };
    }
    end
}

/// What a page with card fields says, or a merchant's configuration. A page is https or on this machine; a token is neither empty nor
/// printed, and what is shown of its card is short and plain.
///
/// # Panics
/// Where that does not hold.
pub fn hosted_fields(bytes: &[u8]) -> &'static str {
    if let Ok(config) = Config::read_text(bytes) {
        let url = config.fields_url;
        assert!(url.url().scheme() == "https" || url.is_loopback(), "{url:?}");
        return "taken";
    }
    match Tokenized::read(bytes) {
        Ok(card) => {
            assert!(bytes.len() <= MAX_MESSAGE && !card.token.expose().is_empty());
            let plain = |text: &String| {
                (1..=64).contains(&text.len())
                    && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b))
            };
            assert!(plain(&card.kind) && card.brand.as_ref().is_none_or(plain), "{card:?}");
            let digits = |text: &String| text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
            assert!(card.last_digits.as_ref().is_none_or(digits), "{card:?}");
            assert!(format!("{card:?}").contains("Token(..)"));
            "taken"
        }
        Err(error) => error.code(),
    }
}

/// The messages with where each came from.
fn messages(bytes: &[u8]) -> Vec<(String, String)> {
    match serde_json::from_slice::<Value>(bytes) {
        Ok(Value::Array(all)) => {
            let origin = |one: &Value| one["origin"].as_str().unwrap_or_default().to_owned();
            all.iter().map(|one| (origin(one), one["said"].to_string())).collect()
        }
        _ => {
            let text = String::from_utf8_lossy(bytes);
            text.split('\n').map(|line| (BANK.to_owned(), line.to_owned())).collect()
        }
    }
}

/// The secret that the kept webhooks are signed with, and when (Unix seconds).
const SECRET: &str = "whsec_of_the_corpus";
const SIGNED_AT: i64 = 1_788_000_000;

/// What providers say to the sandbox's merchant: a notice or an intent (JSON), a webhook (its signature in the first line), or an answer as
/// it comes over the wire. Nothing is paid that is of another payment or another sum, what is signed is of this body, secret and
/// moment alone, and only a plain refusal says that nothing was done.
///
/// # Panics
/// Where that does not hold.
pub fn psp_answer(bytes: &[u8]) -> &'static str {
    let notices = any_notice(bytes, "p1", 2_190, "EUR");
    let strangers = any_notice(bytes, "p2", 2_190, "EUR");
    let larger = any_notice(bytes, "p1", 2_191, "EUR");
    for (provider, paid) in &notices {
        assert!(strangers.iter().all(|(other, _)| other != provider), "{provider}: of two payments");
        assert!(!paid || larger.iter().all(|(other, _)| other != provider), "{provider}: of two sums");
    }
    if let Some(id) = any_intent(bytes) {
        named(&id);
        return "taken";
    }
    if !notices.is_empty() {
        return "taken";
    }
    if let Some(kind) = webhook(bytes) {
        return kind;
    }
    let kind = any_psp_answer(bytes);
    if kind == "refused" {
        let head = String::from_utf8_lossy(bytes);
        let status = head.lines().next().and_then(|line| line.split(' ').nth(1)?.parse::<u16>().ok());
        assert!(status.is_some_and(|status| (400..500).contains(&status) && ![409, 429].contains(&status)));
    }
    if kind == "intent" { "taken" } else { kind }
}

/// What a webhook amounts to; none for what is none.
fn webhook(bytes: &[u8]) -> Option<&'static str> {
    let at = bytes.iter().position(|byte| *byte == b'\n')?;
    let (signature, body) = (std::str::from_utf8(&bytes[..at]).ok()?, &bytes[at + 1..]);
    let signature = signature.strip_prefix("Stripe-Signature: ")?;
    let (is_signed, hint) = any_webhook(signature, body, SECRET, SIGNED_AT);
    if let Some(id) = &hint {
        named(id);
    }
    if !is_signed {
        return Some(if hint.is_some() { "unsigned" } else { "neither" });
    }
    let signed = |body: &[u8], secret: &str, now: i64| any_webhook(signature, body, secret, now).0;
    assert!(!signed(&[body, b" "].concat(), SECRET, SIGNED_AT), "another body");
    assert!(!signed(body, "whsec_of_another", SIGNED_AT), "another secret");
    assert!(!signed(body, SECRET, SIGNED_AT + 601), "of long ago");
    Some(if hint.is_some() { "taken" } else { "signed" })
}

/// The id of an intent goes into addresses.
fn named(id: &str) {
    let plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    assert!(id.starts_with("pi_") && id.len() <= 255 && plain, "{id:?}");
}
