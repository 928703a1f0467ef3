//! The languages there are, as `assets/l10n/languages.toml` says: the one table that everything asks.

use crate::error::L10nError;
use crate::packed::unpacked;
use tradewind_domain::Language;
use unic_langid::LanguageIdentifier;

/// Direction of a language's writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    LeftToRight,
    /// From right to left.
    RightToLeft,
}

/// One language of the app.
#[derive(Debug)]
pub struct LanguageInfo {
    /// BCP 47, in canonical case.
    pub tag: &'static str,
    /// The language's own name for itself.
    pub autonym: &'static str,
    /// Which way its lines run.
    pub direction: Direction,
    /// ISO 15924 code of its script.
    pub script: &'static str,
    /// CLDR's name of the digits that are written.
    pub numbering: &'static str,
    /// The locale that writes numbers, money and dates, whatever region the person names.
    formats: Option<&'static str>,
    /// How a percentage is written, `#` for the number.
    percent: &'static str,
    /// The regions that write it otherwise.
    percent_in: &'static [(&'static str, &'static str)],
    /// ISO 3166-1 alpha-2 code of the country where tests shop in this language.
    pub home_market: &'static str,
    /// Its Fluent messages, packed.
    words: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/languages.rs"));

impl LanguageInfo {
    /// Every language, in the order in which they are offered. Never empty: the build stops at an empty table.
    pub fn all() -> &'static [Self] {
        TABLE
    }

    /// Its Fluent messages. Unpacking them takes a tenth of a millisecond.
    pub(crate) fn words(&self) -> Result<String, L10nError> {
        let whole = unpacked(self.words).ok_or(L10nError::Data)?;
        String::from_utf8(whole).map_err(|_| L10nError::Data)
    }

    /// Whether there are words in this very language.
    pub fn speaks(language: &Language) -> bool {
        TABLE.iter().any(|one| one.tag == language.as_str())
    }

    /// The language that serves `preferred` best (BCP 47 lookup by `fluent-langneg`); the table's first if none does.
    pub fn serving(preferred: &[Language]) -> &'static Self {
        Self::lookup(preferred.iter().filter_map(|language| language.as_str().parse().ok()).collect())
    }

    pub(crate) fn lookup(wanted: Vec<LanguageIdentifier>) -> &'static Self {
        let have: Vec<LanguageIdentifier> = TABLE.iter().filter_map(|one| one.tag.parse().ok()).collect();
        let strategy = fluent_langneg::NegotiationStrategy::Lookup;
        let best = fluent_langneg::negotiate_languages(&wanted, &have, have.first(), strategy);
        let tag = best.first().map(ToString::to_string).unwrap_or_default();
        TABLE.iter().find(|one| one.tag == tag).unwrap_or(&TABLE[0])
    }

    /// The tag, parsed.
    pub fn language(&self) -> Language {
        Language::parse(self.tag).expect("proof: a test parses every tag of the table")
    }

    /// The CLDR locale that writes numbers, money and dates for a person of the locale `person` (`de-CH`).
    pub(crate) fn cldr_locale(&self, person: &str) -> Result<icu::locale::Locale, L10nError> {
        let tag = match self.formats {
            Some(formats) => format!("{formats}-u-nu-{}", self.numbering),
            None => person.to_owned(),
        };
        icu::locale::Locale::try_from_str(&tag).map_err(|_| L10nError::Data)
    }

    /// A percentage with its sign, as the region writes it.
    pub(crate) fn percent(&self, region: Option<&str>, number: &str) -> String {
        let other = self.percent_in.iter().find(|(code, _)| Some(*code) == region);
        other.map_or(self.percent, |(_, pattern)| pattern).replace('#', number)
    }
}
