//! The seed catalog: where it lies, and how it is published.

use std::path::{Path, PathBuf};
use std::time::Duration;
use tradewind_domain::{Language, Market, Timestamp};
use tradewind_publish::Request;

/// The host that the seed's feed names for pictures and models.
pub const HOST: &str = "https://seed.tradewind.example";

/// Where the seed catalog lies.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/seed")
}

/// How the seed is published: four languages, four markets, the development key, with the pictures' first paint.
pub fn request(out: &Path, as_of: Timestamp) -> Request {
    let seed = folder();
    let language = |tag: &str| Language::parse(tag).expect("proof: a literal tag");
    let market = |code: &str| Market::parse(code).expect("proof: a literal code");
    let languages = ["de", "ar", "ja"];
    let markets = ["US", "DE", "JP", "AE"];
    Request {
        feed: seed.join("feed.en.xml"),
        market: None,
        lang: None,
        texts: languages.map(|tag| (language(tag), seed.join(format!("text.{tag}.xml")))).into(),
        prices: markets.map(|code| (market(code), seed.join(format!("prices.{code}.tsv")))).into(),
        key: None,
        out: out.to_owned(),
        as_of: Some(as_of),
        name: None,
        valid_for: Duration::from_secs(30 * 86_400),
        media: Some(seed.join("images")),
        currency: None,
        encoding: None,
        accept_shrink: false,
    }
}
