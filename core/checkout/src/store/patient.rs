//! A host's vault, with an end to waiting for it.

use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;
use tradewind_ports::{Secret, Vault, VaultError};

/// How long a vault may take for one call. A Keystore answers in tens of milliseconds.
const PATIENCE: Duration = Duration::from_secs(2);

/// A vault that is waited for only so long: a host's may stall, and no screen and no payment waits for that.
pub(super) struct Patient(pub(super) Arc<dyn Vault>);

impl Patient {
    fn ask<T: Send + 'static>(
        &self,
        call: impl FnOnce(&dyn Vault) -> Result<T, VaultError> + Send + 'static,
    ) -> Result<T, VaultError> {
        let (answer, answered) = channel();
        let vault = self.0.clone();
        let asking = std::thread::Builder::new().name("tradewind-vault".to_owned());
        let asking = asking.spawn(move || {
            let said = call(&*vault);
            drop(vault);
            let _ = answer.send(said);
        });
        asking.map_err(|_| VaultError::Failed)?;
        answered.recv_timeout(PATIENCE).unwrap_or(Err(VaultError::Failed))
    }

    pub(super) fn read(&self, name: &str) -> Result<Option<Secret>, VaultError> {
        let name = name.to_owned();
        self.ask(move |vault| vault.read(&name))
    }

    pub(super) fn write(&self, name: &str, value: Secret) -> Result<(), VaultError> {
        let name = name.to_owned();
        self.ask(move |vault| vault.write(&name, &value))
    }

    pub(super) fn remove(&self, name: &str) -> Result<(), VaultError> {
        let name = name.to_owned();
        self.ask(move |vault| vault.remove(&name))
    }
}
