//! What a phone lends the shop in a test: everything real but the vault, which is gone with the run.

use std::path::Path;
use std::sync::Arc;
use tradewind_app::AppConfig;
use tradewind_domain::{Language, Market, WebUrl};
use tradewind_ports::{
    HostOverride, MemoryVault, NetTransport, NoFailPoint, OsEntropy, OverridingTransport, Ports, SilentLog,
    SystemClock, WalletSheet,
};

/// Ports to the merchant at `base`, which also serves what its feed names on another host.
pub fn ports(base: &str, wallet: Arc<dyn WalletSheet>) -> Ports {
    let net = Arc::new(NetTransport::new().expect("proof: ring and the roots are compiled in"));
    let seed = HostOverride::parse(&crate::merchant::seed_override(base));
    Ports {
        transport: Arc::new(OverridingTransport::new(net, seed.into_iter().collect())),
        clock: Arc::new(SystemClock::new()),
        entropy: Arc::new(OsEntropy),
        vault: Arc::new(MemoryVault::default()),
        wallet,
        hand_off: Arc::new(tradewind_ports::NoHandOffs),
        log: Arc::new(SilentLog),
        fail_point: Arc::new(NoFailPoint),
    }
}

/// A phone that shops at `base` and keeps its files in `data`.
pub fn config(base: &str, data: &Path, language: &str, market: &str) -> AppConfig {
    let base = WebUrl::parse(base).expect("proof: a merchant of the suite is on loopback");
    AppConfig {
        merchant: base.clone(),
        profile_url: base,
        publisher_key: None,
        allowed_origins: Vec::new(),
        built_at: tradewind_app::BUILT_AT,
        asked: true,
        data_folder: data.to_owned(),
        preferred_languages: Language::parse(language).into_iter().collect(),
        market: Market::parse(market).ok(),
        currency: None,
        time_zone: "UTC".into(),
        forced_language: None,
        online: true,
        vfs: None,
    }
}
