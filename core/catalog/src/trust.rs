//! What a phone trusts: the publisher's key, the highest version seen, and the earliest time that it can be now.

use crate::error::CatalogError;
use crate::request::Refresh;
use std::sync::Arc;
use std::time::Duration;
use tradewind_domain::hex::{from_hex, to_hex};
use tradewind_domain::{Scope, Timestamp};
use tradewind_pack::{Manifest, PackError, is_development_key};
use tradewind_ports::{HttpResponse, Secret, Vault};

/// How far a catalog's date may lie after the merchant's own clock: one day, for publishers who mistook their time zone.
const AHEAD: Duration = Duration::from_secs(86_400);

/// What the vault keeps of one merchant, and what is believed of it. Its calls wait for the vault: they belong on a thread for
/// blocking work.
#[derive(Clone)]
pub(crate) struct Trust {
    vault: Arc<dyn Vault>,
    origin: String,
    is_loopback: bool,
    /// The key that the app was made with.
    built_in: Option<[u8; 32]>,
    now: Timestamp,
    built_at: Timestamp,
}

impl Trust {
    pub(crate) fn of(request: &Refresh<'_>) -> Self {
        Self {
            vault: request.vault.clone(),
            origin: request.merchant.origin(),
            is_loopback: request.merchant.is_loopback(),
            built_in: request.pinned,
            now: request.now,
            built_at: request.built_at,
        }
    }

    /// The key to verify with: the constructor's, else the one pinned earlier, else the merchant's own (`shown`), pinned from
    /// now on. A merchant that then shows another is refused.
    pub(crate) fn trusted_key(&self, shown: [u8; 32]) -> Result<[u8; 32], CatalogError> {
        let pinned = self.pin()?;
        let key = pinned.unwrap_or(shown);
        if is_development_key(&key) && !self.is_loopback {
            return Err(CatalogError::DevelopmentKey);
        }
        if key != shown {
            return Err(CatalogError::KeyChanged);
        }
        if pinned.is_none() {
            self.vault.write(&key_name(&self.origin), &Secret::new(to_hex(&key)))?;
        }
        Ok(key)
    }

    /// The constructor's key, or the pinned one. A pin that cannot be read is an error: read as none, whoever answers first
    /// would take its place.
    pub(crate) fn pin(&self) -> Result<Option<[u8; 32]>, CatalogError> {
        if self.built_in.is_some() {
            return Ok(self.built_in);
        }
        self.read(&key_name(&self.origin), from_hex::<32>)
    }

    /// The highest version seen of a scope.
    pub(crate) fn highest_seen(&self, scope: &Scope) -> Result<Option<u64>, CatalogError> {
        self.read(&self.version_name(scope), |text| text.parse().ok())
    }

    /// The present time, but never earlier than the build of the app or the date of the newest catalog that this phone
    /// accepted: a phone's clock that runs behind must not bring expired catalogs back.
    pub(crate) fn now(&self) -> Result<Timestamp, CatalogError> {
        let newest = self.read(&newest_name(&self.origin), |text| text.parse().ok().map(Timestamp))?;
        Ok(self.now.max(self.built_at).max(newest.unwrap_or(self.built_at)))
    }

    /// Keeps version and date of the catalog that was applied. Without a date of the merchant's host (`dated`), a catalog's
    /// date after the phone's own clock (`now`) is not kept.
    pub(crate) fn keep(
        &self,
        scope: &Scope,
        version: u64,
        as_of: Timestamp,
        now: Timestamp,
        dated: bool,
    ) -> Result<(), CatalogError> {
        self.vault.write(&self.version_name(scope), &Secret::new(version.to_string()))?;
        let name = newest_name(&self.origin);
        let known = self.read(&name, |text| text.parse().ok().map(Timestamp))?;
        let believed = dated || as_of <= now.after(AHEAD);
        if believed && known.is_none_or(|known| known < as_of) {
            self.vault.write(&name, &Secret::new(as_of.0.to_string()))?;
        }
        Ok(())
    }

    fn read<T>(&self, name: &str, parse: impl Fn(&str) -> Option<T>) -> Result<Option<T>, CatalogError> {
        match self.vault.read(name)? {
            None => Ok(None),
            Some(kept) => kept.expose_str().and_then(parse).map(Some).ok_or(CatalogError::Pin),
        }
    }

    fn version_name(&self, scope: &Scope) -> String {
        version_name_of(&self.origin, &scope.market.to_string(), &scope.language.to_string())
    }
}

/// Refuses a catalog dated more than [`AHEAD`] in the future: once accepted, its version and date would lock out every
/// later catalog.
pub(crate) fn not_ahead(manifest: &Manifest, answer: &HttpResponse) -> Result<(), CatalogError> {
    match answer.date() {
        Some(date) if manifest.as_of > date.after(AHEAD) => Err(PackError::NotYet.into()),
        _ => Ok(()),
    }
}

/// Vault entry of the publisher's key that is trusted for an origin.
pub(crate) fn key_name(origin: &str) -> String {
    format!("publisher-key/{origin}")
}

/// Vault entry of the highest version seen of an origin's market and language.
pub(crate) fn version_name_of(origin: &str, market: &str, language: &str) -> String {
    format!("manifest-version/{origin}/{market}/{language}")
}

/// Vault entry of the date of the newest catalog accepted from an origin, Unix milliseconds.
pub(crate) fn newest_name(origin: &str) -> String {
    format!("newest-as-of/{origin}")
}
