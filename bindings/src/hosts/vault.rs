//! The vault: small secrets in the Keystore or Keychain.

use crate::error::{HostError, asked};
use crate::live::{HandleKind, LiveCount};
use tradewind_ports::vault::within_limits;
use tradewind_ports::{Secret, Vault, VaultError};

/// Keeps small secrets: the Keystore on Android, the Keychain on Apple's systems. Called from the core's worker threads, never
/// from the main thread, and never two calls for one name at once. Names are ours, at most 200 bytes; values at most 4 KiB.
#[uniffi::export(callback_interface)]
pub trait VaultHost: Send + Sync {
    /// Reads a secret; null (`nil`) if there is none.
    fn read(&self, name: String) -> Result<Option<Vec<u8>>, HostError>;

    /// Writes a secret; when this returns, it is durable.
    fn write(&self, name: String, value: Vec<u8>) -> Result<(), HostError>;

    /// Forgets a secret; forgetting what is not there is no error.
    fn delete(&self, name: String) -> Result<(), HostError>;
}

/// The port, served by a host. Its limits hold in both directions: what is longer was not written by us.
pub(crate) struct LentVault {
    host: Box<dyn VaultHost>,
    _counted: LiveCount,
}

impl LentVault {
    pub(crate) fn new(host: Box<dyn VaultHost>) -> Self {
        Self { host, _counted: LiveCount::new(HandleKind::Host) }
    }
}

impl Vault for LentVault {
    fn read(&self, name: &str) -> Result<Option<Secret>, VaultError> {
        let bytes = asked(|| self.host.read(name.to_owned()))?;
        within_limits(name, bytes.as_deref().unwrap_or_default())?;
        Ok(bytes.map(Secret::new))
    }

    fn write(&self, name: &str, value: &Secret) -> Result<(), VaultError> {
        within_limits(name, value.expose())?;
        Ok(asked(|| self.host.write(name.to_owned(), value.expose().to_vec()))?)
    }

    fn remove(&self, name: &str) -> Result<(), VaultError> {
        Ok(asked(|| self.host.delete(name.to_owned()))?)
    }
}
