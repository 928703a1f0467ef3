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

/// A language as BCP 47 writes it, in canonical case (`de`, `pt-BR`, `zh-Hant`); at most 35 bytes (RFC 5646 4.4.1).
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

impl Language {
    /// Parses a language with optional script and region; `_` is read as `-`, the case is made canonical.
    pub fn parse(text: &str) -> Result<Self, PlaceError> {
        if text.len() > 35 {
            return Err(PlaceError::Language);
        }
        let mut out = String::new();
        for (at, part) in text.split(['-', '_']).enumerate() {
            let letters = part.bytes().all(|b| b.is_ascii_alphabetic());
            let digits = part.bytes().all(|b| b.is_ascii_digit());
            let tidy = match (at, part.len()) {
                (0, 2 | 3) if letters => part.to_ascii_lowercase(),
                (1, 4) if letters => part[..1].to_ascii_uppercase() + &part[1..].to_ascii_lowercase(),
                (1 | 2, 2) if letters => part.to_ascii_uppercase(),
                (1 | 2, 3) if digits => part.to_owned(),
                _ => return Err(PlaceError::Language),
            };
            if at > 0 {
                out.push('-');
            }
            out.push_str(&tidy);
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
        for (from, to) in
            [("DE", "de"), ("pt_br", "pt-BR"), ("zh-hant-tw", "zh-Hant-TW"), ("es-419", "es-419")]
        {
            assert_eq!(Language::parse(from).map(String::from).as_deref(), Ok(to));
        }
        for bad in ["", "d", "english", "de-", "de-DE-x", "de--DE", "ü", "de-1"] {
            assert_eq!(Language::parse(bad), Err(PlaceError::Language), "{bad}");
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
