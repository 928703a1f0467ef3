//! The vault port: small secrets that outlive the cache (pinned publisher key, highest manifest seen, tokens).

use crate::{FailPoint, Secret, private_folder};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use tradewind_domain::hex::to_hex;
use tradewind_domain::lock;

/// Keeps small secrets. On a phone this is the Keystore or Keychain, lent by the host; it may be locked, slow or
/// wiped at any time. Names are ours (`publisher-key/<merchant>`), at most 200 bytes; values at most 4 KiB.
pub trait Vault: Send + Sync {
    /// Reads a secret; `None` if there is none.
    fn read(&self, name: &str) -> Result<Option<Secret>, VaultError>;

    /// Writes a secret; when this returns, it is durable.
    fn write(&self, name: &str, value: &Secret) -> Result<(), VaultError>;

    /// Forgets a secret; forgetting what is not there is no error.
    fn remove(&self, name: &str) -> Result<(), VaultError>;

    /// Whether a call may take longer than reading memory does. One that never does is asked without a thread that could be
    /// left waiting.
    fn may_stall(&self) -> bool {
        true
    }
}

/// Why a vault does not serve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// The device is locked; later it may serve.
    #[error("the vault is locked")]
    Locked,
    /// The host or its storage failed.
    #[error("the vault failed")]
    Failed,
    /// A name or value beyond the limits.
    #[error("beyond the vault's limits")]
    Limits,
}

/// The limits of a name and a value, for whoever serves this port.
pub fn within_limits(name: &str, value: &[u8]) -> Result<(), VaultError> {
    if name.len() <= 200 && value.len() <= 4096 { Ok(()) } else { Err(VaultError::Limits) }
}

/// A vault in memory: for tests, and for a host without one.
#[derive(Debug, Default)]
pub struct MemoryVault {
    kept: Mutex<BTreeMap<String, Secret>>,
}

impl Vault for MemoryVault {
    fn read(&self, name: &str) -> Result<Option<Secret>, VaultError> {
        Ok(lock(&self.kept).get(name).cloned())
    }

    fn write(&self, name: &str, value: &Secret) -> Result<(), VaultError> {
        within_limits(name, value.expose())?;
        lock(&self.kept).insert(name.to_owned(), value.clone());
        Ok(())
    }

    fn remove(&self, name: &str) -> Result<(), VaultError> {
        lock(&self.kept).remove(name);
        Ok(())
    }

    fn may_stall(&self) -> bool {
        false
    }
}

/// A vault of files, one a secret, for a desktop or a command line: readable by the owner alone, not encrypted.
/// A write is whole or not there: written beside, synced, renamed, folder synced.
pub struct FileVault {
    folder: PathBuf,
    fail_point: Arc<dyn FailPoint>,
}

impl FileVault {
    /// A vault in `folder`, which is made if it is not there.
    pub fn open(folder: impl Into<PathBuf>, fail_point: Arc<dyn FailPoint>) -> Result<Self, VaultError> {
        let folder = folder.into();
        private_folder(&folder, is_ours).map_err(|_| VaultError::Failed)?;
        Ok(Self { folder, fail_point })
    }

    /// Names become file names byte by byte in hex, so that no name can leave the folder.
    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(to_hex(name.as_bytes()))
    }

    fn write_whole(&self, name: &str, value: &[u8]) -> std::io::Result<()> {
        let (path, beside) = (self.path(name), self.path(name).with_extension("new"));
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&beside)?;
        self.fail_point.pass("vault.write.before");
        file.write_all(value)?;
        self.fail_point.pass("vault.write.after");
        self.fail_point.pass("vault.sync.before");
        file.sync_all()?;
        self.fail_point.pass("vault.sync.after");
        self.fail_point.pass("vault.rename.before");
        fs::rename(&beside, &path)?;
        fs::File::open(&self.folder)?.sync_all()?;
        self.fail_point.pass("vault.rename.after");
        Ok(())
    }
}

impl Vault for FileVault {
    fn read(&self, name: &str) -> Result<Option<Secret>, VaultError> {
        match fs::read(self.path(name)) {
            Ok(bytes) => Ok(Some(Secret::new(bytes))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(_) => Err(VaultError::Failed),
        }
    }

    fn write(&self, name: &str, value: &Secret) -> Result<(), VaultError> {
        within_limits(name, value.expose())?;
        self.write_whole(name, value.expose()).map_err(|_| VaultError::Failed)
    }

    fn remove(&self, name: &str) -> Result<(), VaultError> {
        match fs::remove_file(self.path(name)) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
            Err(_) => Err(VaultError::Failed),
        }
    }
}

/// Whether in a folder there is nothing but secrets of ours, whose names are hex.
fn is_ours(names: &[String]) -> bool {
    names.iter().all(|name| name.trim_end_matches(".new").bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::NoFailPoint;

    #[test]
    fn both_vaults_keep_and_forget() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = FileVault::open(folder.path(), Arc::new(NoFailPoint)).expect("opens");
        let memory = MemoryVault::default();
        for vault in [&file as &dyn Vault, &memory] {
            assert_eq!(vault.read("a/../b"), Ok(None));
            assert_eq!(vault.write("a/../b", &Secret::new("one")), Ok(()));
            assert_eq!(vault.write("a/../b", &Secret::new("two")), Ok(()));
            assert_eq!(vault.read("a/../b"), Ok(Some(Secret::new("two"))));
            assert_eq!(vault.remove("a/../b"), Ok(()));
            assert_eq!(vault.remove("a/../b"), Ok(()));
            assert_eq!(vault.read("a/../b"), Ok(None));
            assert_eq!(vault.write("x", &Secret::new(vec![0; 4097])), Err(VaultError::Limits));
        }
    }
}
