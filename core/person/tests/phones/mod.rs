//! A phone with a payment open: the newest fixture, its vault, and what the vault knows of the payment.

#![allow(dead_code)]

use std::path::Path;
use std::sync::Arc;
use tradewind_person::{PersonStore, StoreOptions};
use tradewind_ports::fakes::SeededEntropy;
use tradewind_ports::{MemoryVault, NoFailPoint, Secret, Vault};

pub(crate) const MERCHANT: &str = "https://shop.example";
pub(crate) const NOTE: &str = "attempt/https://shop.example";
pub(crate) const PURCHASES: &str = "purchases/https://shop.example";

/// The newest fixture: `att-1`, being asked about, begun by `install-1`.
pub(crate) fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    std::fs::copy(fixtures.join("person_2.sqlite"), folder.path().join("person.sqlite")).expect("copied");
    folder
}

pub(crate) fn open(folder: &Path, vault: &Arc<MemoryVault>) -> PersonStore {
    let store =
        PersonStore::open(folder, MERCHANT, &StoreOptions::default(), Arc::new(NoFailPoint)).expect("opens");
    store.attach_vault(vault.clone(), Arc::new(SeededEntropy::new(1))).expect("reads");
    store
}

pub(crate) fn vault(install: Option<&str>, note: Option<&str>) -> Arc<MemoryVault> {
    let vault = MemoryVault::default();
    for (name, value) in [("install", install), (NOTE, note)] {
        if let Some(value) = value {
            vault.write(name, &Secret::new(value)).expect("written");
        }
    }
    Arc::new(vault)
}

pub(crate) fn note(id: &str) -> String {
    format!(
        r#"{{"id":"{id}","checkout":"chk-9","handler":"h","amount":{{"minor":2190,"currency":"EUR"}},"payee":"shop.example","key":"key-of-{id}","cancel_key":"cancel-of-{id}","created_at":8,"dead_at":9}}"#
    )
}
