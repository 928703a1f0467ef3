//! This install, as the phone's vault knows it: its id, and the notes of what was begun here.

use crate::notes::{self, NOTE_BYTES};
use serde::Serialize;
use std::sync::{Arc, Mutex, MutexGuard};
use tradewind_domain::lock;
use tradewind_ports::{Entropy, Patient, Secret, Vault, VaultError};

/// Name of the install id in the vault.
pub(crate) const INSTALL: &str = "install";
/// How often a locked vault is met again: for three quarters of a minute, with the pauses of questions to a merchant. Then
/// it is taken for one that does not serve.
pub(crate) const PROBES: u32 = 12;

/// This install, and its vault.
pub(crate) struct Install {
    pub(crate) identity: Mutex<Identity>,
    pub(crate) vault: Patient,
    pub(crate) entropy: Arc<dyn Entropy>,
    /// What seals requests in the journal, once it was asked for.
    pub(crate) journal_key: Mutex<Option<Secret>>,
}

/// What is known of this phone.
pub(crate) struct Identity {
    /// The id in the vault; one of this run alone, where the vault does not tell.
    pub(crate) id: String,
    pub(crate) status: VaultStatus,
    /// How often the vault was met.
    pub(crate) probed: u32,
}

/// How the vault stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum VaultStatus {
    /// It has told, or taken, the id.
    Serves,
    /// It was locked whenever it was asked: whose file this is, is not known yet.
    Locked,
    /// It failed: it proves nothing, and is not asked again in this run.
    Silent,
}

impl Install {
    pub(crate) fn id(&self) -> String {
        self.identity().id.clone()
    }

    pub(crate) fn serves(&self) -> bool {
        self.identity().status == VaultStatus::Serves
    }

    pub(crate) fn identity(&self) -> MutexGuard<'_, Identity> {
        lock(&self.identity)
    }

    /// Asks the vault for the id. Says whether it is a new one.
    pub(crate) fn probe(&self) -> bool {
        let kept = self.vault.read(INSTALL);
        let known = kept.as_ref().ok().and_then(Option::as_ref).and_then(|id| id.expose_str());
        let id = known.map_or_else(|| self.id(), str::to_owned);
        let told = match &kept {
            // An id that is lost again with the process would make its own attempts another's: safe, only slower.
            Ok(None) => self.vault.write(INSTALL, &Secret::new(id.as_str())),
            Ok(Some(_)) => Ok(()),
            Err(error) => Err(*error),
        };
        let is_new = known.is_none();
        let mut identity = self.identity();
        identity.probed += 1;
        identity.status = match told {
            Ok(()) => VaultStatus::Serves,
            Err(VaultError::Locked) if identity.probed < PROBES => VaultStatus::Locked,
            Err(_) => VaultStatus::Silent,
        };
        identity.id = id;
        is_new
    }

    /// A note; nothing where there is none, or the vault does not serve. An error where that cannot be known now.
    pub(crate) fn note<T: serde::de::DeserializeOwned>(&self, name: &str) -> Result<Option<T>, VaultError> {
        let kept = if self.serves() { self.vault.read(name)? } else { None };
        let kept = kept.filter(|kept| kept.expose().len() <= NOTE_BYTES);
        Ok(kept.and_then(|kept| {
            std::str::from_utf8(kept.expose()).ok().and_then(|text| serde_json::from_str(text).ok())
        }))
    }

    /// A note that cannot be kept is no reason to stop: without it the attempt is only asked about after a restart.
    pub(crate) fn keep<T: Serialize>(&self, name: &str, note: &T) {
        if self.serves()
            && let Some(text) = notes::text(note)
        {
            let _ = self.vault.write(name, &Secret::new(text));
        }
    }

    pub(crate) fn forget(&self, name: &str) {
        if self.serves() {
            let _ = self.vault.remove(name);
        }
    }
}
