//! The constructor's record: what a host must say once.

use std::path::PathBuf;
use tradewind_domain::{Currency, Language, Market, WebUrl};

/// What the app is told when it is made. Anything else it learns from the merchant or the person.
#[derive(Debug, Clone)]
pub struct AppConfig {
    /// The merchant: one app instance serves one. Only the origin counts.
    pub merchant: WebUrl,
    /// Where the merchant can fetch our platform profile (`UCP-Agent`).
    pub profile_url: WebUrl,
    /// The publisher key to trust (Ed25519, 32 bytes); without it the key seen first is pinned in the vault.
    pub publisher_key: Option<[u8; 32]>,
    /// The folder for all files. One running app a folder.
    pub data_folder: PathBuf,
    /// The system's preferred languages, most preferred first.
    pub preferred_languages: Vec<Language>,
    /// The market to start with; a stored setting wins.
    pub market: Option<Market>,
    /// The currency to start wishing for; a stored setting wins.
    pub currency: Option<Currency>,
    /// IANA time zone, or an offset (`GMT+03:00`), to start with; one that is unknown counts as UTC. A stored setting wins.
    pub time_zone: String,
    /// The language to use whatever the settings say (a command line's `--lang`); usually `None`.
    pub forced_language: Option<Language>,
    /// Whether the network may be used at the start; later `Intent::Connectivity` says.
    pub online: bool,
    /// SQLite VFS to keep files through; `None` for the system's. Tests lend faulty disks here.
    pub vfs: Option<String>,
}
