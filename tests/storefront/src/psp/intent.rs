//! What the provider says of a payment intent, read once, or why nothing is known.

use super::wire::{Answer, Lost};
use serde_json::Value;

/// How long to wait where the provider does not say it, after a conflict or too many requests, in milliseconds.
const AFTER_MS: i64 = 1_000;
/// The longest that its Retry-After is followed, in seconds.
const MAX_AFTER_S: i64 = 60;
/// The longest id and secret.
const MAX_WORD: usize = 255;

/// A payment intent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Intent {
    pub(crate) id: String,
    pub(crate) status: Status,
    /// Minor units.
    pub(crate) amount: i64,
    /// ISO 4217, in small letters.
    pub(crate) currency: String,
    /// The checkout session that it is for, from its metadata.
    pub(crate) session: String,
    /// The key of the Complete that it is for, from its metadata.
    pub(crate) key: String,
    /// What the person's page proves itself with.
    pub(crate) secret: String,
    /// Why the last charge failed.
    pub(crate) error: Option<String>,
}

/// Where an intent stands (<https://docs.stripe.com/payments/paymentintents/lifecycle>).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    NeedsMethod,
    NeedsConfirmation,
    NeedsAction,
    Succeeded,
    Canceled,
    /// Being processed, or a word that is not known here: it has not ended.
    Pending,
}

/// Why a request has no answer to go by.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Trouble {
    /// The provider refuses, and has done nothing.
    #[error("refused with {status}: {code}")]
    Refused { status: u16, code: String },
    /// Nobody knows whether it was done: the provider must be asked.
    #[error("unknown")]
    Unknown {
        /// Not before so many milliseconds.
        after_ms: i64,
        /// Whether the provider repeats this answer for the same idempotency key, as Stripe v1 does with any 5xx.
        is_kept: bool,
    },
}

/// Reads an answer: JSON of success, or the trouble.
pub(super) fn json(answer: Result<Answer, Lost>) -> Result<Value, Trouble> {
    let unknown = |after_ms: i64, is_kept: bool| Trouble::Unknown { after_ms, is_kept };
    let answer = answer.map_err(|Lost| unknown(0, false))?;
    let body: Option<Value> = serde_json::from_slice(&answer.body).ok();
    match answer.status {
        200..=299 => body.ok_or_else(|| unknown(0, false)),
        409 | 429 => {
            let said = answer.header("retry-after").and_then(|after| after.parse::<i64>().ok());
            Err(unknown(said.map_or(AFTER_MS, |seconds| seconds.clamp(0, MAX_AFTER_S) * 1_000), false))
        }
        400..=499 => {
            let code = body.as_ref().and_then(|body| word(&body["error"]["code"]));
            Err(Trouble::Refused {
                status: answer.status,
                code: code.unwrap_or_else(|| answer.status.to_string()),
            })
        }
        status => Err(unknown(0, status >= 500)),
    }
}

impl Intent {
    /// Reads an intent; none where it cannot be read.
    pub(crate) fn read(value: &Value) -> Option<Self> {
        let id = word(&value["id"]).filter(|id| id.starts_with("pi_"))?;
        Some(Self {
            id,
            status: match value["status"].as_str()? {
                "requires_payment_method" => Status::NeedsMethod,
                "requires_confirmation" => Status::NeedsConfirmation,
                "requires_action" => Status::NeedsAction,
                "succeeded" => Status::Succeeded,
                "canceled" => Status::Canceled,
                _ => Status::Pending,
            },
            amount: value["amount"].as_i64()?,
            currency: value["currency"].as_str()?.to_ascii_lowercase(),
            session: value["metadata"]["session"].as_str().unwrap_or_default().to_owned(),
            key: value["metadata"]["key"].as_str().unwrap_or_default().to_owned(),
            secret: word(&value["client_secret"]).unwrap_or_default(),
            error: word(&value["last_payment_error"]["code"]),
        })
    }
}

/// A word of the provider's: short, and without anything that means something in an address.
pub(super) fn word(value: &Value) -> Option<String> {
    let plain = |text: &&str| {
        !text.is_empty()
            && text.len() <= MAX_WORD
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
    };
    value.as_str().filter(plain).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn told(status: u16, body: &str) -> Result<Value, Trouble> {
        let headers = vec![("retry-after".to_owned(), "3".to_owned())];
        json(Ok(Answer { status, headers, body: body.as_bytes().to_vec() }))
    }

    #[test]
    fn only_a_plain_refusal_says_that_nothing_was_done() {
        let unknown = |after_ms: i64, is_kept: bool| Err(Trouble::Unknown { after_ms, is_kept });
        assert_eq!(told(200, "{}"), Ok(json!({})));
        assert_eq!(told(200, "{"), unknown(0, false));
        assert_eq!(told(302, "{}"), unknown(0, false));
        assert_eq!(told(409, ""), unknown(3_000, false));
        assert_eq!(told(429, ""), unknown(3_000, false));
        assert_eq!(told(500, ""), unknown(0, true));
        assert_eq!(json(Err(Lost)), unknown(0, false));
        let refused = |code: &str| Err(Trouble::Refused { status: 402, code: code.to_owned() });
        assert_eq!(told(402, r#"{"error": {"code": "card_declined"}}"#), refused("card_declined"));
        assert_eq!(told(402, r#"{"error": {"code": "<b>"}}"#), refused("402"));
    }

    #[test]
    fn an_intent_is_read_or_it_is_none() {
        let good = json!({"id": "pi_1", "status": "succeeded", "amount": 2400, "currency": "USD"});
        assert_eq!(
            Intent::read(&good).map(|intent| (intent.status, intent.amount)),
            Some((Status::Succeeded, 2400))
        );
        for (name, bad) in [
            ("id", json!("pi_1/../x")),
            ("id", json!("ch_1")),
            ("amount", json!("2400")),
            ("status", json!(1)),
        ] {
            let mut broken = good.clone();
            broken[name] = bad;
            assert_eq!(Intent::read(&broken), None, "{broken}");
        }
    }
}
