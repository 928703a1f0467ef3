//! The constructor's record: what a host must say once.

use std::path::PathBuf;
use tradewind_domain::{Currency, Language, Market, Timestamp, WebUrl};

/// When this release was made, 2026-11-01T00:00:00Z: no phone's clock is believed to be earlier. Raised with each release.
pub const BUILT_AT: Timestamp = Timestamp(1_793_491_200_000);

/// What the app is told when it is made. Anything else it learns from the merchant or the person.
#[derive(Debug, Clone)]
pub struct AppConfig {
    /// The merchant: one app instance serves one. Only the origin counts.
    pub merchant: WebUrl,
    /// Where the merchant can fetch our platform profile (`UCP-Agent`).
    pub profile_url: WebUrl,
    /// The publisher key to trust (Ed25519, 32 bytes); without it the key seen first is pinned in the vault.
    pub publisher_key: Option<[u8; 32]>,
    /// Origins beside the merchant's own at which checkouts may run without being shown to the person first.
    pub allowed_origins: Vec<WebUrl>,
    /// When the app was built, usually [`BUILT_AT`]: catalogs expire by this moment at least, whatever the clock says.
    pub built_at: Timestamp,
    /// Whether a person asked for this very run (a command line): then a catalog that was begun in an earlier one and did not
    /// come to an end is begun again at once; elsewhere it waits for the person to ask.
    pub asked: bool,
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
