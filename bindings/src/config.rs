//! What a shop is told when it is made, and how that becomes the core's own record.

use std::sync::Arc;
use tradewind_app::{AppConfig, BUILT_AT};
use tradewind_domain::hex::from_hex;
use tradewind_domain::{Currency, Language, Market, Timestamp, WebUrl};
use tradewind_l10n::Localizer;
use tradewind_ports::{Clock, ShiftedClock, SystemClock};

/// Where our platform profile lies, that a merchant may fetch.
const PROFILE: &str = "https://tradewind.example/profile.json";

/// What a shop is told when it is made. Anything else it learns from the merchant or the person.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ShopConfig {
    /// The merchant's address, for example `https://shop.example`. One shop serves one merchant.
    pub merchant: String,
    /// A folder of the app's own for all files (`filesDir`, Application Support). One running shop a folder.
    pub data_folder: String,
    /// The system's preferred languages, BCP 47, most preferred first. What cannot be read is passed over.
    pub languages: Vec<String>,
    /// The country to shop in at the first start, ISO 3166-1 alpha-2: what the system's region says. A stored setting wins.
    pub market: Option<String>,
    /// The currency to wish for at the first start, ISO 4217; usually null (`nil`). A stored setting wins.
    pub currency: Option<String>,
    /// The system's time zone, an IANA name (`Europe/Berlin`) or an offset (`GMT+03:00`); one that is unknown counts as UTC.
    pub time_zone: String,
    /// Whether there is a network now. Later `Intent.Connectivity` says.
    pub online: bool,
    /// Where the merchant can fetch our platform profile of UCP 2026-04-08; null (`nil`) for the usual place. Those of later
    /// versions lie beside it (`profile.json`, `profile.2026-08-25.json`).
    pub profile_url: Option<String>,
    /// The publisher's key to trust for the catalog: Ed25519, 64 lower-case hex digits, as `tradewind publish` prints it. Null
    /// (`nil`): the key that the merchant shows first is trusted from then on.
    #[uniffi(default = None)]
    pub publisher_key: Option<String>,
    /// Origins beside the merchant's own (`https://pay.example`) at which checkouts may run without being shown to the person
    /// first. Usually empty.
    #[uniffi(default = [])]
    pub allowed_origins: Vec<String>,
    /// Only for sandboxes: other ways to an origin, `https://a.example=http://127.0.0.1:8080`. Empty on a phone.
    pub host_overrides: Vec<String>,
    /// Whether this device may draw models. If not, or if it has nothing that can, still pictures are shown.
    pub draws: bool,
    /// Only for sandboxes: when it is as the shop opens (`2026-06-30T12:00:00Z`); its clock goes on from there. Null (`nil`) on a
    /// phone, whose clock is the system's. Refused (`BAD_INPUT`) for a merchant that is not on this machine.
    #[uniffi(default = None)]
    pub sandbox_clock: Option<String>,
}

fn languages(config: &ShopConfig) -> Vec<Language> {
    config.languages.iter().filter_map(|tag| Language::parse(tag).ok()).collect()
}

/// The words of the person's language; of a time zone that cannot be read the words are those of UTC.
pub(crate) fn words(config: &ShopConfig) -> Option<Localizer> {
    Localizer::new(&languages(config), "UTC").ok()
}

/// The clock that the shop goes by. None for a moment that cannot be read, and for any at a merchant that is not on this machine: no
/// app that is shipped goes by it.
pub(crate) fn clock(config: &ShopConfig) -> Option<Arc<dyn Clock>> {
    let Some(moment) = &config.sandbox_clock else { return Some(Arc::new(SystemClock::new())) };
    let is_here = WebUrl::parse(&config.merchant).is_ok_and(|merchant| merchant.is_loopback());
    let moment = Timestamp::parse_rfc3339(moment).ok().filter(|_| is_here)?;
    Some(Arc::new(ShiftedClock::at(moment)))
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

/// 32 bytes from 64 hex digits, of either case.
fn key(text: &str) -> Option<[u8; 32]> {
    from_hex(&text.to_ascii_lowercase())
}
