//! A vault whose "locked" reads as "nothing".

use std::sync::Arc;
use tradewind_ports::{Secret, Vault, VaultError};

/// Answers "nothing kept" while the vault inside is locked.
pub struct LockedIsEmpty(pub Arc<dyn Vault>);

impl Vault for LockedIsEmpty {
    fn read(&self, name: &str) -> Result<Option<Secret>, VaultError> {
        match self.0.read(name) {
            Err(VaultError::Locked) => Ok(None),
            told => told,
        }
    }

    fn write(&self, name: &str, value: &Secret) -> Result<(), VaultError> {
        self.0.write(name, value)
    }

    fn remove(&self, name: &str) -> Result<(), VaultError> {
        self.0.remove(name)
    }
}
