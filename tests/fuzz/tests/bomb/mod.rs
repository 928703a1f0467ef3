//! What explodes: catalogs, pictures, models and answers whose few bytes ask for much.

pub(crate) mod answers;
pub(crate) mod catalogs;
pub(crate) mod host;
pub(crate) mod models;
pub(crate) mod pictures;

use tradewind_domain::{Language, Market, Scope, Timestamp};

/// 2026-11-24T12:00:00Z.
pub(crate) const NOW: Timestamp = Timestamp(1_795_521_600_000);
pub(crate) const MERCHANT: &str = "http://127.0.0.1:9/";

pub(crate) fn scope() -> Scope {
    Scope { market: Market::parse("DE").expect("DE"), language: Language::parse("de").expect("de") }
}
