//! What the phone's own files say before the app is started.

use std::path::Path;
use std::sync::Arc;
use tradewind_domain::WebUrl;
use tradewind_person::{FolderLock, PersonStore, StoreError, StoreOptions};
use tradewind_ports::{FailPoint, OsEntropy, Vault};

/// Whether a payment to this merchant is open. Looked up before the app starts: an app that has nothing to take up says
/// nothing about it.
pub(super) fn is_open(
    data: &Path,
    merchant: &WebUrl,
    vault: Arc<dyn Vault>,
    fail_point: Arc<dyn FailPoint>,
) -> Result<bool, StoreError> {
    let _lock = FolderLock::acquire(data)?;
    let store = PersonStore::open(data, &merchant.origin(), &StoreOptions::default(), fail_point)?;
    // The vault may know of one that the file does not.
    store.attach_vault(vault, Arc::new(OsEntropy))?;
    store.has_open_attempt()
}
