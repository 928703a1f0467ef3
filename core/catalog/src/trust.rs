//! What a phone trusts: the publisher's key, the highest version seen, and the earliest time that it can be now.

use crate::discovery::DiscoveryWire;
use crate::error::CatalogError;
use crate::request::Refresh;
use std::time::Duration;
use tradewind_domain::{Scope, Timestamp};
use tradewind_pack::key::{from_hex, to_hex};
use tradewind_pack::{Manifest, PackError, is_development_key};
use tradewind_ports::{HttpResponse, Secret};

/// How far a catalog's date may lie after the merchant's own clock: one day, for publishers who mistook their time zone.
const AHEAD: Duration = Duration::from_secs(86_400);

/// The key to verify with: the constructor's, else the one pinned earlier, else the merchant's own, pinned from now
/// on. A merchant that then shows another is refused.
pub(crate) fn trusted_key(
    request: &Refresh<'_>,
    discovery: &DiscoveryWire,
) -> Result<[u8; 32], CatalogError> {
    let shown = from_hex::<32>(&discovery.ed25519_key).ok_or(CatalogError::Discovery)?;
    let pinned = pin(request)?;
    let key = pinned.unwrap_or(shown);
    if is_development_key(&key) && !request.merchant.is_loopback() {
        return Err(CatalogError::DevelopmentKey);
    }
    if key != shown {
        return Err(CatalogError::KeyChanged);
    }
    if pinned.is_none() {
        request.vault.write(&pin_name(request), &Secret::new(to_hex(&key)))?;
    }
    Ok(key)
}

/// The constructor's key, or the pinned one. A pin that cannot be read is an error: read as none, whoever answers first would
/// take its place.
pub(crate) fn pin(request: &Refresh<'_>) -> Result<Option<[u8; 32]>, CatalogError> {
    if request.pinned.is_some() {
        return Ok(request.pinned);
    }
    read(request, &pin_name(request), from_hex::<32>)
}

/// The highest version seen of a scope.
pub(crate) fn highest_seen(request: &Refresh<'_>, scope: &Scope) -> Result<Option<u64>, CatalogError> {
    read(request, &version_name(request, scope), |text| text.parse().ok())
}

/// The present time, but never earlier than the build of the app or the date of the newest catalog that this phone accepted:
/// a phone's clock that runs behind must not bring expired catalogs back.
pub(crate) fn now(request: &Refresh<'_>) -> Result<Timestamp, CatalogError> {
    let newest =
        read(request, &newest_name(&request.merchant.origin()), |text| text.parse().ok().map(Timestamp))?;
    Ok(request.now.max(request.built_at).max(newest.unwrap_or(request.built_at)))
}

/// Refuses a catalog dated more than [`AHEAD`] in the future: once accepted, its version and date would lock out every
/// later catalog.
pub(crate) fn not_ahead(manifest: &Manifest, answer: &HttpResponse) -> Result<(), CatalogError> {
    match answer.date() {
        Some(date) if manifest.as_of > date.after(AHEAD) => Err(PackError::NotYet.into()),
        _ => Ok(()),
    }
}

/// Keeps version and date of the catalog that was applied. Without a date of the merchant's host (`dated`), a catalog's date
/// after the phone's own clock is not kept.
pub(crate) fn keep(
    request: &Refresh<'_>,
    scope: &Scope,
    version: u64,
    as_of: Timestamp,
    now: Timestamp,
    dated: bool,
) -> Result<(), CatalogError> {
    request.vault.write(&version_name(request, scope), &Secret::new(version.to_string()))?;
    let name = newest_name(&request.merchant.origin());
    let known = read(request, &name, |text| text.parse().ok().map(Timestamp))?;
    let believed = dated || as_of <= now.after(AHEAD);
    if believed && known.is_none_or(|known| known < as_of) {
        request.vault.write(&name, &Secret::new(as_of.0.to_string()))?;
    }
    Ok(())
}

fn read<T>(
    request: &Refresh<'_>,
    name: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, CatalogError> {
    match request.vault.read(name)? {
        None => Ok(None),
        Some(kept) => kept.expose_str().and_then(parse).map(Some).ok_or(CatalogError::Pin),
    }
}

fn pin_name(request: &Refresh<'_>) -> String {
    key_name(&request.merchant.origin())
}

fn version_name(request: &Refresh<'_>, scope: &Scope) -> String {
    version_name_of(&request.merchant.origin(), &scope.market.to_string(), &scope.language.to_string())
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
