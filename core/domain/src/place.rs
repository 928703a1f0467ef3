//! Where and in which language: market, language, and the pair that keys every cached row.

use serde::{Deserialize, Serialize};

/// Why a text names no place or language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PlaceError {
    /// Not two upper-case ASCII letters.
    #[error("not an ISO 3166-1 alpha-2 code")]
    Market,
    /// Not a well-formed short BCP 47 tag.
    #[error("not a language tag")]
    Language,
}

/// A market: the country goods are sold to, ISO 3166-1 alpha-2 (`DE`).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Market([u8; 2]);

impl Market {
    /// Parses two upper-case letters.
    pub fn parse(text: &str) -> Result<Self, PlaceError> {
        let bytes: [u8; 2] = text.as_bytes().try_into().map_err(|_| PlaceError::Market)?;
        if bytes.iter().all(u8::is_ascii_uppercase) { Ok(Self(bytes)) } else { Err(PlaceError::Market) }
    }

    /// The code, for example `DE`.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("proof: parse admits ASCII letters alone")
    }
}

/// A language as BCP 47 writes it, in canonical case (`de`, `pt-BR`, `zh-Hant`).
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

/// The longest tag read, in bytes: room for every keyword that Android and iOS append.
const MAX_TAG: usize = 255;

/// Whether a part of a tag has such a length and nothing but such bytes.
fn is(part: &str, lengths: std::ops::RangeInclusive<usize>, kind: fn(u8) -> bool) -> bool {
    lengths.contains(&part.len()) && part.bytes().all(kind)
}

impl Language {
    /// Parses a language with optional script and region; `_` is read as `-`, the case is made canonical.
    ///
    /// What else a well-formed tag may hold (RFC 5646 2.1: extended languages, variants, extensions such as the `-u-fw-mon`
    /// that phones append, private use) is read and left out: it says nothing of which words serve.
    pub fn parse(text: &str) -> Result<Self, PlaceError> {
        if text.len() > MAX_TAG {
            return Err(PlaceError::Language);
        }
        let mut parts = text.split(['-', '_']).peekable();
        let language = parts.next().filter(|part| is(part, 2..=3, |b| b.is_ascii_alphabetic()));
        let mut out = language.ok_or(PlaceError::Language)?.to_ascii_lowercase();
        let mut next = |lengths: std::ops::RangeInclusive<usize>, kind: fn(u8) -> bool| {
            parts.next_if(|part| is(part, lengths.clone(), kind))
        };
        for _ in 0..3 {
            // The primary language serves for its extended ones (`zh-yue`).
            next(3..=3, |b| b.is_ascii_alphabetic());
        }
        if let Some(script) = next(4..=4, |b| b.is_ascii_alphabetic()) {
            out.push('-');
            out.push_str(&(script[..1].to_ascii_uppercase() + &script[1..].to_ascii_lowercase()));
        }
        let region = next(2..=2, |b| b.is_ascii_alphabetic()).or_else(|| next(3..=3, |b| b.is_ascii_digit()));
        if let Some(region) = region {
            out.push('-');
            out.push_str(&region.to_ascii_uppercase());
        }
        let alphanumeric: fn(u8) -> bool = |b| b.is_ascii_alphanumeric();
        let variant = |part: &&str| {
            is(part, 5..=8, alphanumeric)
                || (is(part, 4..=4, alphanumeric) && part.starts_with(|c: char| c.is_ascii_digit()))
        };
        while parts.next_if(variant).is_some() {}
        // What is left are extensions: a singleton, then at least one part of its own. All of `-x-` is private.
        let (mut any, mut waits, mut private) = (false, false, false);
        for part in parts {
            let opens = part.len() == 1 && !private;
            if !is(part, 1..=8, alphanumeric) || (opens && waits) || (!any && !opens) {
                return Err(PlaceError::Language);
            }
            (any, waits) = (true, opens);
            private |= opens && part.eq_ignore_ascii_case("x");
        }
        if waits {
            return Err(PlaceError::Language);
        }
        Ok(Self(out))
    }

    /// The canonical tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language without script and region (`pt` of `pt-BR`).
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }
}

/// Market and language of one catalog. Every cached row and every query is keyed by it, so that no market can
/// ever show another market's price.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Scope {
    /// The market goods are sold to.
    pub market: Market,
    /// The language of the words.
    pub language: Language,
}

macro_rules! texts {
    ($name:ident) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
        impl TryFrom<String> for $name {
            type Error = PlaceError;
            fn try_from(text: String) -> Result<Self, PlaceError> {
                Self::parse(&text)
            }
        }
        impl From<$name> for String {
            fn from(value: $name) -> String {
                value.as_str().to_owned()
            }
        }
    };
}
texts!(Market);
texts!(Language);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_become_canonical() {
        for (from, to) in [
            ("DE", "de"),
            ("pt_br", "pt-BR"),
            ("zh-hant-tw", "zh-Hant-TW"),
            ("es-419", "es-419"),
            ("und", "und"),
        ] {
            assert_eq!(Language::parse(from).map(String::from).as_deref(), Ok(to));
        }
        for bad in
            ["", "d", "english", "de-", "de-DE-x", "de--DE", "ü", "de-1", "de-DE-FR", "x-private", "de-u-t-x"]
        {
            assert_eq!(Language::parse(bad), Err(PlaceError::Language), "{bad}");
        }
    }

    #[test]
    fn tags_with_extensions_and_variants_are_read() {
        for (from, to) in [
            ("de-DE-u-fw-mon-mu-celsius", "de-DE"),
            ("ja-JP-u-ca-japanese", "ja-JP"),
            ("ar-EG-u-nu-arab", "ar-EG"),
            ("de-CH-1901", "de-CH"),
            ("sl-rozaj-biske", "sl"),
            ("en-t-jp-u-hc-h23", "en"),
            ("en-US-x-a-b", "en-US"),
            ("zh-yue-Hant-HK", "zh-Hant-HK"),
            ("ca-ES-valencia-u-ca-gregory", "ca-ES"),
            ("en-US-u-ca-gregory-fw-sun-hc-h12-ms-ussystem-mu-fahrenhe-nu-latn", "en-US"),
        ] {
            assert_eq!(Language::parse(from).map(String::from).as_deref(), Ok(to), "{from}");
        }
    }

    #[test]
    fn markets_are_two_capitals() {
        assert!(Market::parse("DE").is_ok());
        for bad in ["de", "D", "DEU", "D1", "", "ßß"] {
            assert_eq!(Market::parse(bad), Err(PlaceError::Market), "{bad}");
        }
    }
}
