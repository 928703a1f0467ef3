//! What a postback says, why one is not taken, and the fields of one, each read once and with its limit.

use serde_json::{Map, Value};

/// The longest body, in bytes: Apple's have less than a tenth of it.
const MAX_BODY: usize = 16 * 1_024;
/// The longest text of a field, in bytes.
const MAX_TEXT: usize = 256;

/// Whose key signed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signer {
    /// Apple's, for ads that people saw.
    Production,
    /// Apple's, for tests: any phone in Developer Mode signs by it, for any app.
    Development,
    /// This sandbox's own: it says nothing of Apple.
    Sandbox,
}

impl Signer {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Production => "production",
            Self::Development => "development",
            Self::Sandbox => "sandbox",
        }
    }
}

/// A postback whose signature holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Postback {
    /// `SKAdNetwork` or `AdAttributionKit`.
    pub(crate) kit: &'static str,
    /// Of SKAdNetwork; empty in AdAttributionKit.
    pub(crate) version: &'static str,
    /// `transaction-id` or `postback-identifier`.
    pub(crate) id: String,
    /// 0 for the first of the up to three postbacks of one conversion.
    pub(crate) sequence: i64,
    /// The App Store's number of the advertised app.
    pub(crate) app: i64,
    pub(crate) network: String,
    /// Which ad of the network: `campaign-id` or `source-identifier`.
    pub(crate) source: String,
    /// Whether this ad, of all that were seen, is the one that led there.
    pub(crate) won: bool,
    pub(crate) signer: Signer,
    pub(crate) claims: Claims,
}

impl Postback {
    /// Whether it stands for a conversion: the ad won, and it is the first that is told of it.
    pub(crate) fn is_conversion(&self) -> bool {
        self.won && self.sequence == 0
    }
}

/// What is not signed: whoever passes a postback on can write what they like.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Claims {
    /// `conversion-value`, 0 to 63.
    pub(crate) fine: Option<i64>,
    /// `coarse-conversion-value`: `low`, `medium` or `high`.
    pub(crate) coarse: Option<&'static str>,
}

impl Claims {
    /// What is no such value is none.
    pub(super) fn read(of: &Map<String, Value>) -> Self {
        let fine = of.get("conversion-value").and_then(Value::as_i64);
        let coarse = of.get("coarse-conversion-value").and_then(Value::as_str);
        Self {
            fine: fine.filter(|value| (0..=63).contains(value)),
            coarse: ["low", "medium", "high"].into_iter().find(|known| Some(*known) == coarse),
        }
    }
}

/// Why a postback is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PostbackError {
    #[error("longer than any postback")]
    TooLarge,
    #[error("not a JSON object")]
    NotJson,
    #[error("no version of SKAdNetwork that is known")]
    Version,
    #[error("{0} is missing, or is no such value")]
    Field(&'static str),
    #[error("a JWS is three parts, and signed by ES256")]
    Jws,
    #[error("no key of that name")]
    Key,
    #[error("the signature is not of this postback")]
    Signature,
}

impl PostbackError {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "too_large",
            Self::NotJson => "invalid_json",
            Self::Version => "version_unknown",
            Self::Field(_) => "field_invalid",
            Self::Jws => "jws_invalid",
            Self::Key => "key_not_found",
            Self::Signature => "signature_invalid",
        }
    }
}

/// The members of a body.
pub(super) fn object(body: &[u8]) -> Result<Map<String, Value>, PostbackError> {
    if body.len() > MAX_BODY {
        return Err(PostbackError::TooLarge);
    }
    match serde_json::from_slice(body) {
        Ok(Value::Object(members)) => Ok(members),
        _ => Err(PostbackError::NotJson),
    }
}

/// A text of visible ASCII, so that nothing in it reads as the mark between two fields.
pub(super) fn text<'a>(of: &'a Map<String, Value>, name: &'static str) -> Result<&'a str, PostbackError> {
    let is_plain = |text: &&str| {
        (1..=MAX_TEXT).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
    };
    of.get(name).and_then(Value::as_str).filter(is_plain).ok_or(PostbackError::Field(name))
}

/// A whole number from 0 on.
pub(super) fn number(of: &Map<String, Value>, name: &'static str) -> Result<i64, PostbackError> {
    of.get(name).and_then(Value::as_i64).filter(|value| *value >= 0).ok_or(PostbackError::Field(name))
}

pub(super) fn flag(of: &Map<String, Value>, name: &'static str) -> Result<bool, PostbackError> {
    of.get(name).and_then(Value::as_bool).ok_or(PostbackError::Field(name))
}

/// 0, 1 or 2.
pub(super) fn sequence(of: &Map<String, Value>) -> Result<i64, PostbackError> {
    const NAME: &str = "postback-sequence-index";
    number(of, NAME).ok().filter(|index| *index <= 2).ok_or(PostbackError::Field(NAME))
}
