//! A shop for a measure: a phone's folder filled from packs, the app on it, waiting for its screens.

use crate::data;
use crate::host;
use crate::measured::Outcome;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tradewind_app::{AppConfig, Screen, Shop, Snapshot};
use tradewind_catalog::{Catalog, CatalogOptions, Refresh};
use tradewind_domain::{Language, Market, WebUrl};
use tradewind_ports::fakes::NotingWallet;
use tradewind_ports::{Clock, MemoryVault, NoFailPoint, OsEntropy, Ports, SilentLog, SystemClock};

pub(crate) const ORIGIN: &str = "http://127.0.0.1:9";

/// A phone's folder with the catalog of these packs in it.
pub(crate) fn fill(phone: &Path, packs: &Path) -> Outcome<()> {
    std::fs::create_dir_all(phone)?;
    let catalog = Catalog::open(phone, ORIGIN, &CatalogOptions::default(), Arc::new(NoFailPoint))?;
    let request = Refresh {
        merchant: &WebUrl::parse(ORIGIN)?,
        wish: &data::scope(),
        pinned: None,
        transport: &host::Folder::new(packs.to_owned()),
        vault: Arc::new(MemoryVault::default()),
        fail_point: &NoFailPoint,
        now: SystemClock::new().now(),
        built_at: tradewind_app::BUILT_AT,
        asked: true,
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(catalog.refresh(request))?;
    Ok(())
}

pub(crate) fn shop(phone: &Path) -> Outcome<Shop> {
    let config = AppConfig {
        merchant: WebUrl::parse(ORIGIN)?,
        profile_url: WebUrl::parse(ORIGIN)?,
        publisher_key: None,
        allowed_origins: Vec::new(),
        built_at: tradewind_app::BUILT_AT,
        asked: true,
        data_folder: phone.to_owned(),
        preferred_languages: vec![Language::parse("en")?],
        market: Some(Market::parse("US")?),
        currency: None,
        time_zone: "UTC".into(),
        forced_language: None,
        online: false,
        vfs: None,
    };
    let ports = Ports {
        transport: Arc::new(host::Folder::new(phone.to_owned())),
        clock: Arc::new(SystemClock::new()),
        entropy: Arc::new(OsEntropy),
        vault: Arc::new(MemoryVault::default()),
        wallet: Arc::new(NotingWallet::default()),
        hand_off: Arc::new(tradewind_ports::NoHandOffs),
        log: Arc::new(SilentLog),
        fail_point: Arc::new(NoFailPoint),
    };
    Ok(Shop::new(config, ports)?)
}

/// Waits for home with its catalog read.
pub(crate) fn home(shop: &Shop) -> Outcome<u64> {
    wait(
        shop,
        |snapshot| matches!(&snapshot.screen, Screen::Home { content: home } if !home.as_of.is_empty() && !home.loading),
    )
}

pub(crate) fn wait(shop: &Shop, there: impl Fn(&Snapshot) -> bool) -> Outcome<u64> {
    let end = Instant::now() + Duration::from_secs(20);
    while Instant::now() < end {
        if let Some(snapshot) = shop.snapshot().filter(|snapshot| there(snapshot)) {
            return Ok(snapshot.revision);
        }
        std::thread::sleep(Duration::from_micros(20));
    }
    Err("the snapshot never came".into())
}
