//! What was published, and every breach of a rule: the JSON of `publish --json`.

use crate::rules::{Finding, Severity};
use serde::Serialize;
use std::collections::BTreeMap;
use tradewind_domain::{Code, Currency, Language, Market};

/// What was published.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Report {
    /// Version of this shape: 1.
    pub version: u32,
    /// Rows that were published.
    pub accepted: u32,
    /// Rows left out.
    pub rejected: u32,
    /// Breaches that left nothing out.
    pub warnings: u32,
    /// How often each code was found.
    pub by_code: BTreeMap<&'static str, u32>,
    /// Every breach, in the order found.
    pub findings: Vec<Finding>,
    /// The packs, one for each market and language.
    pub packs: Vec<ScopeReport>,
    /// Whether the published development key signed.
    pub development_key: bool,
    /// Rows and rejected rows of each feed that has prices.
    pub files: Vec<FileReport>,
    /// Where the base feed's market comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub market_source: Option<MarketSource>,
    /// Where its language comes from: `stated`, `feed`, or `default` for English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language_source: Option<&'static str>,
    /// The rules of trade that go with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rules: Option<RulesReport>,
    /// Whether the folder held rules of trade, and has none any more.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub rules_withdrawn: bool,
    /// Why nothing was published, if so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<Code>,
}

/// How much of one feed was taken.
#[derive(Debug, Clone, Serialize)]
pub struct FileReport {
    /// Path of the feed, as it was named.
    pub file: String,
    /// Rows read from it.
    pub rows: u32,
    /// Those left out.
    pub rejected: u32,
}

/// What was published for one market and language.
#[derive(Debug, Clone, Serialize)]
pub struct ScopeReport {
    /// Where goods are sold to.
    pub market: Market,
    /// Language of the words.
    pub language: Language,
    /// Currency of the prices.
    pub currency: Currency,
    /// Items in it; rows without a price in this market are not.
    pub items: u32,
    /// The manifest's version.
    pub version: u64,
    /// Bytes a phone loads for all of it.
    pub bytes: u64,
    /// Whether anything changed since the last publication.
    pub changed: bool,
}

/// Rules of trade that were published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RulesReport {
    /// The day as of which they are, `2026-07-01`.
    pub as_of: String,
    /// Bytes a phone loads for them.
    pub bytes: u64,
    /// Whether they are others than those the folder held.
    pub changed: bool,
}

/// Where the base feed's market comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MarketSource {
    /// The command line's `--market`.
    Stated,
    /// The country in the feed's own language tag, as in `fr-FR`.
    Language,
    /// The country its currency is at home in.
    Currency,
}

impl Report {
    /// Counts the rows of one feed.
    pub(crate) fn count(&mut self, file: String, rows: u32, rejected: u32) {
        self.files.push(FileReport { file, rows, rejected });
    }

    /// Adds breaches, and counts them by code and severity.
    pub(crate) fn note(&mut self, findings: Vec<Finding>) {
        for finding in &findings {
            *self.by_code.entry(finding.code).or_default() += 1;
            if finding.severity == Severity::Warn {
                self.warnings += 1;
            }
        }
        self.findings.extend(findings);
    }
}
