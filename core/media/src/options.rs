//! How the caches are kept.

use tradewind_storage::Repairs;

/// How to keep pictures and models.
#[derive(Debug, Clone)]
pub struct MediaOptions {
    /// Name of a SQLite VFS; `None` for the system's.
    pub vfs: Option<String>,
    /// Most bytes of pictures; the one used longest ago goes first.
    pub picture_cap_bytes: u64,
    /// Most bytes of models; the one used longest ago goes first.
    pub model_cap_bytes: u64,
    /// Told when the file was damaged and built anew.
    pub repairs: Repairs,
}

impl Default for MediaOptions {
    fn default() -> Self {
        Self {
            vfs: None,
            picture_cap_bytes: 100 << 20,
            model_cap_bytes: 128 << 20,
            repairs: Repairs::default(),
        }
    }
}
