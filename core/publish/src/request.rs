//! What a merchant asks for.

use crate::feed::Encoding;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tradewind_domain::{Currency, Language, Market, Timestamp};

/// What to publish.
#[derive(Debug, Clone)]
pub struct Request {
    /// The base feed: all rows, in one language, with one market's prices.
    pub feed: PathBuf,
    /// The base feed's market; without it, the country of its language tag or the one its currency is at home in.
    pub market: Option<Market>,
    /// The currency of the base feed's prices: those without one are in it, rows in another are left out. Without it, the
    /// market's own if that is stated, else the one all rows agree on.
    pub currency: Option<Currency>,
    /// The base feed's language; without it, what the feed says, else English.
    pub lang: Option<Language>,
    /// Supplemental feeds of words.
    pub texts: Vec<(Language, PathBuf)>,
    /// Supplemental feeds of prices.
    pub prices: Vec<(Market, PathBuf)>,
    /// Ed25519 seed; without it the published development key.
    pub key: Option<[u8; 32]>,
    /// The folder to write.
    pub out: PathBuf,
    /// The moment the prices are of; without it, when the newest input was written.
    pub as_of: Option<Timestamp>,
    /// The merchant's name; without it the feed's title.
    pub name: Option<String>,
    /// Who sells by law, where that is another name.
    pub seller: Option<String>,
    /// How long a phone may trust the packs.
    pub valid_for: Duration,
    /// A folder in which the files of main pictures and of models lie, by the last part of their address: pictures get a first
    /// paint, models are looked at where somebody does.
    pub media: Option<PathBuf>,
    /// How feeds are encoded that are neither UTF-8 nor say it.
    pub encoding: Option<&'static Encoding>,
    /// Whether a much smaller catalog may take the place of what the folder holds.
    pub accept_shrink: bool,
    /// Compiled rules of trade that phones are to quote by; without them, phones use their own.
    pub rules: Option<PathBuf>,
}

pub(crate) fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
