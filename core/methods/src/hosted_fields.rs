//! A card in a provider's own fields: the merchant's page that holds them, and the one message that it answers by.
//!
//! The handler `dev.tradewind.pay.hosted_card` is ours, and so are the names below: no provider has written them. The merchant's
//! configuration names the page, [`Config::fields_url`]. The host shows it in an isolated surface, where the page finds one name,
//! `HostedFieldsConsumer`, and says to it once:
//!
//! ```json
//! {"type": "hosted_fields.token", "credential": {"type": "token", "token": "tok_1"}, "display": {"brand": "visa", "last_digits": "1111"}}
//! ```
//!
//! `display` may be missing. The card's number never reaches the host: the provider's fields are frames of its own in that page.

use crate::error::MethodError;
use crate::json;
use crate::token::Token;
use serde::Deserialize;
use serde_json::value::RawValue;
use tradewind_domain::WebUrl;

/// The longest message of a page that is read, in bytes.
pub const MAX_MESSAGE: usize = 16 << 10;
/// The longest token in it, in bytes. Those of Stripe and Adyen have below 100 and below 4 KiB (general knowledge).
const MAX_TOKEN: usize = 8 << 10;
/// The longest word in it, in bytes.
const MAX_WORD: usize = 64;
/// What the page says when it has a token.
const TOKEN: &str = "hosted_fields.token";

/// The merchant's configuration of the handler. Members of other names are its provider's, and not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The page with the fields: https, or http on loopback. Whether the merchant may name its origin is the caller's to judge.
    pub fields_url: WebUrl,
}

#[derive(Deserialize)]
struct ConfigWire {
    fields_url: Option<String>,
}

impl Config {
    /// Reads the configuration, as JSON.
    pub fn read_text(text: &[u8]) -> Result<Self, MethodError> {
        let wire: ConfigWire = json::read(text)?;
        let url = wire.fields_url.ok_or(MethodError::Config { field: "fields_url" })?;
        Ok(Self { fields_url: WebUrl::parse(&url)? })
    }
}

/// What a page gave for a card that was typed into its fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tokenized {
    /// UCP's `credential.type`.
    pub kind: String,
    /// UCP's `credential.token`.
    pub token: Token,
    /// For UCP's `display.brand`: lower-case letters, digits, `_` and `-`.
    pub brand: Option<String>,
    /// The last digits, at most four, for UCP's `display.last_digits`.
    pub last_digits: Option<String>,
}

#[derive(Deserialize)]
struct MessageWire<'a> {
    #[serde(rename = "type")]
    kind: String,
    #[serde(borrow)]
    credential: CredentialWire<'a>,
    display: Option<DisplayWire>,
}

#[derive(Deserialize)]
struct CredentialWire<'a> {
    #[serde(rename = "type")]
    kind: String,
    #[serde(borrow)]
    token: &'a RawValue,
}

#[derive(Deserialize)]
struct DisplayWire {
    brand: Option<String>,
    last_digits: Option<String>,
}

impl Tokenized {
    /// Reads the message of a page. Words for display that are none are left out; anything else that is off is refused.
    pub fn read(message: &[u8]) -> Result<Self, MethodError> {
        if message.len() > MAX_MESSAGE {
            return Err(MethodError::TooLong { limit: MAX_MESSAGE });
        }
        let wire: MessageWire<'_> = json::read(message)?;
        if wire.kind != TOKEN {
            return Err(MethodError::Malformed { field: "type" });
        }
        let CredentialWire { kind, token } = wire.credential;
        if !is_word(&kind) {
            return Err(MethodError::Malformed { field: "credential.type" });
        }
        if token.get().len() > MAX_TOKEN {
            return Err(MethodError::TooLong { limit: MAX_TOKEN });
        }
        let token = json::secret_text(token).ok_or(MethodError::Malformed { field: "credential.token" })?;
        if token.expose().is_empty() {
            return Err(MethodError::Missing { field: "credential.token" });
        }
        let (brand, last_digits) = wire.display.map_or((None, None), |one| (one.brand, one.last_digits));
        let digits =
            |text: &String| (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        Ok(Self {
            kind,
            token,
            brand: brand.map(|brand| brand.to_ascii_lowercase()).filter(|brand| is_word(brand)),
            last_digits: last_digits.filter(digits),
        })
    }
}

/// Letters, digits, `_` and `-`, at least one and at most [`MAX_WORD`].
fn is_word(text: &str) -> bool {
    (1..=MAX_WORD).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{"type":"hosted_fields.token","credential":{"type":"token","token":"tok_\u0031"},"display":{"brand":"Visa","last_digits":"1111"}}"#;

    #[test]
    fn a_token_is_read_with_what_is_shown_of_its_card() {
        let read = Tokenized::read(GOOD.as_bytes()).expect("reads");
        assert_eq!((read.kind.as_str(), read.token.expose()), ("token", "tok_1"));
        assert_eq!((read.brand.as_deref(), read.last_digits.as_deref()), (Some("visa"), Some("1111")));
        assert!(!format!("{read:?}").contains("tok_1"), "a token prints nothing");
        let odd = GOOD.replace("Visa", "<b>").replace("1111", "4111111111111111");
        let read = Tokenized::read(odd.as_bytes()).expect("reads");
        assert_eq!((read.brand, read.last_digits), (None, None), "a whole number is no last digits");
        let bare = r#"{"type":"hosted_fields.token","credential":{"type":"token","token":"tok_1"}}"#;
        assert_eq!(Tokenized::read(bare.as_bytes()).expect("reads").brand, None);
    }

    #[test]
    fn what_is_no_token_is_refused() {
        let token = |text: &str| GOOD.replace("tok_\\u0031", text);
        for (message, code) in [
            (String::new(), "NOT_JSON"),
            ("null".to_owned(), "NOT_JSON"),
            (GOOD.replace("\"token\":", "\"tokens\":"), "NOT_JSON"),
            (GOOD.replace("hosted_fields.token", "hosted_fields.ready"), "FIELD_MALFORMED"),
            (GOOD.replace(r#""type":"token""#, r#""type":"to ken""#), "FIELD_MALFORMED"),
            (GOOD.replace(r#""type":"token""#, r#""type":"""#), "FIELD_MALFORMED"),
            (GOOD.replace(r#""tok_\u0031""#, "5"), "FIELD_MALFORMED"),
            (token(""), "FIELD_MISSING"),
            (token(&"t".repeat(MAX_TOKEN)), "TOO_LONG"),
            (token(&"t".repeat(MAX_MESSAGE)), "TOO_LONG"),
        ] {
            let refused = Tokenized::read(message.as_bytes()).map_err(|error| error.code());
            assert_eq!(refused, Err(code), "{}", &message[..message.len().min(120)]);
        }
        assert!(
            Tokenized::read(token(&"t".repeat(MAX_TOKEN - 2)).as_bytes()).is_ok(),
            "as long as it may be"
        );
    }

    #[test]
    fn a_page_is_https_or_on_this_machine() {
        let config =
            |url: &str| Config::read_text(format!(r#"{{"fields_url":"{url}","other":1}}"#).as_bytes());
        for url in ["https://shop.example/fields?key=1", "http://127.0.0.1:8080/fields"] {
            assert_eq!(config(url).expect("reads").fields_url.as_str(), url);
        }
        for url in
            ["http://shop.example/", "file:///x", "javascript:1", "https://a@shop.example/", "/fields", ""]
        {
            assert!(config(url).is_err(), "{url}");
        }
        for text in ["", "{}", "[]", r#"{"fields_url":null}"#, r#"{"fields_url":5}"#] {
            assert!(Config::read_text(text.as_bytes()).is_err(), "{text}");
        }
    }
}
