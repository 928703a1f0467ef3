//! The seed catalog: where it lies, and how it is published.

use std::path::{Path, PathBuf};
use std::time::Duration;
use tradewind_domain::{Market, Timestamp};
use tradewind_l10n::LanguageInfo;
use tradewind_publish::Request;

/// The host that the seed's feed names for pictures and models.
pub const HOST: &str = "https://seed.tradewind.example";

/// Where the seed catalog lies.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/seed")
}

/// Where the film of the seed's live shows lies.
pub fn show() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/show")
}

/// How the seed is published: every language of the app that it has words in, eight markets, the development key, with the pictures' first paint.
pub fn request(out: &Path, as_of: Timestamp) -> Request {
    let seed = folder();
    let market = |code: &str| Market::parse(code).expect("proof: a literal code");
    let markets = ["US", "DE", "JP", "AE", "KE", "BR", "IN", "CN"];
    Request {
        feed: seed.join("feed.en.xml"),
        market: None,
        lang: None,
        texts: LanguageInfo::all()
            .iter()
            .map(|one| (one.language(), seed.join(format!("text.{}.xml", one.tag))))
            .filter(|(_, text)| text.is_file())
            .collect(),
        prices: markets.map(|code| (market(code), seed.join(format!("prices.{code}.tsv")))).into(),
        key: None,
        out: out.to_owned(),
        as_of: Some(as_of),
        name: None,
        seller: Some("Tradewind Seed Trading Ltd".to_owned()),
        valid_for: Duration::from_secs(30 * 86_400),
        media: Some(seed.join("images")),
        currency: None,
        encoding: None,
        accept_shrink: false,
        rules: None,
    }
}
