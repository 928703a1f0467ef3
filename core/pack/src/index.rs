//! `tradewind.json`: which manifest serves which market and language. A hint, not signed: the manifest is.

use serde::{Deserialize, Serialize};
use tradewind_domain::{Currency, Language, Market};

/// The index of a folder of packs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Index {
    /// Version of this file's shape: 1.
    pub version: u32,
    /// The merchant, as people know it.
    pub name: String,
    /// The key that signs, 64 hex digits.
    pub ed25519_key: String,
    /// Markets in the publisher's order.
    pub markets: Vec<IndexMarket>,
}

/// One market and the languages it is published in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexMarket {
    /// Where goods are sold to.
    pub market: Market,
    /// Currency of all its prices.
    pub currency: Currency,
    /// Languages in the publisher's order.
    pub languages: Vec<IndexLanguage>,
}

/// One language of a market.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexLanguage {
    /// Language of the words.
    pub language: Language,
    /// Path of the manifest, relative to the folder.
    pub manifest: String,
}
