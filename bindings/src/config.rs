//! How what a shell tells a shop becomes the core's own record.

use crate::facade::ShopConfig;
use tradewind_app::{AppConfig, BUILT_AT};
use tradewind_domain::{Currency, Language, Market, WebUrl};
use tradewind_l10n::Localizer;

/// Where our platform profile lies, that a merchant may fetch.
const PROFILE: &str = "https://tradewind.example/profile.json";

fn languages(config: &ShopConfig) -> Vec<Language> {
    config.languages.iter().filter_map(|tag| Language::parse(tag).ok()).collect()
}

/// The words of the person's language; of a time zone that cannot be read the words are those of UTC.
pub(crate) fn words(config: &ShopConfig) -> Option<Localizer> {
    Localizer::new(&languages(config), "UTC").ok()
}

/// None for what cannot be read.
pub(crate) fn core_config(config: ShopConfig) -> Option<AppConfig> {
    let preferred_languages = languages(&config);
    // A key or an origin that cannot be read must not end as none: the app would trust whoever answers first.
    let publisher_key = match config.publisher_key.as_deref() {
        Some(text) => Some(key(text)?),
        None => None,
    };
    let origins = config.allowed_origins.iter().map(|text| WebUrl::parse(text).ok()?.base().ok());
    Some(AppConfig {
        merchant: WebUrl::parse(&config.merchant).ok()?,
        profile_url: WebUrl::parse(config.profile_url.as_deref().unwrap_or(PROFILE)).ok()?,
        publisher_key,
        allowed_origins: origins.collect::<Option<Vec<_>>>()?,
        built_at: BUILT_AT,
        asked: false,
        data_folder: config.data_folder.into(),
        preferred_languages,
        market: config.market.and_then(|code| Market::parse(&code).ok()),
        currency: config.currency.and_then(|code| Currency::parse(&code).ok()),
        time_zone: config.time_zone,
        forced_language: None,
        online: config.online,
        vfs: None,
    })
}

/// 32 bytes from 64 hex digits.
fn key(text: &str) -> Option<[u8; 32]> {
    let mut key = [0; 32];
    let digits = text.as_bytes();
    if digits.len() != 64 {
        return None;
    }
    for (byte, pair) in key.iter_mut().zip(digits.chunks_exact(2)) {
        let pair = std::str::from_utf8(pair).ok()?;
        *byte = u8::from_str_radix(pair, 16).ok().filter(|_| pair.bytes().all(|digit| digit != b'+'))?;
    }
    Some(key)
}
