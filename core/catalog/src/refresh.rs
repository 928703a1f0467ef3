//! Fetching a newer catalog: discover, verify, then commit. Nothing that is not verified is ever written.
//!
//! Order (TUF specification 5, cut to one role): one fixed start time; the trusted key; the manifest's signature, scope,
//! version and expiry; each object's length and hash; every row; then one transaction. The highest version seen is in
//! the vault, outside the droppable cache, so that a deleted cache reopens no rollback.

use crate::apply::NewHead;
use crate::db::Catalog;
use crate::error::CatalogError;
use serde::Deserialize;
use std::time::Duration;
use tradewind_domain::{Language, Market, Scope, Timestamp, WebUrl};
use tradewind_pack::columns::Columns;
use tradewind_pack::key::{from_hex, to_hex};
use tradewind_pack::manifest::MAX_MANIFEST_BYTES;
use tradewind_pack::{Expected, Manifest, StreamRef, is_development_key, object};
use tradewind_ports::{Gate, HttpRequest, HttpResponse, Method, Secret, Transport, Vault};

/// Points at which a test may stop the process.
pub const GATES: &[&str] = &[
    "catalog.request.before",
    "catalog.answer.after",
    "catalog.apply.before",
    "catalog.rows.after",
    "catalog.commit.before",
    "catalog.commit.after",
    "catalog.pin.before",
    "catalog.pin.after",
];

/// The largest `/.well-known/tradewind` read.
const MAX_DISCOVERY_BYTES: u64 = 256 << 10;
/// An object may take long on a slow network.
const OBJECT_TIMEOUT: Duration = Duration::from_secs(120);

/// What a refresh needs of the outside.
pub struct Refresh<'a> {
    /// The merchant.
    pub merchant: &'a WebUrl,
    /// Market and language wished for.
    pub wish: &'a Scope,
    /// The publisher key the app was made with, if it was.
    pub pinned: Option<[u8; 32]>,
    /// Sends requests.
    pub transport: &'a dyn Transport,
    /// Keeps key and version.
    pub vault: &'a dyn Vault,
    /// Where tests stop.
    pub gate: &'a dyn Gate,
    /// When the refresh began.
    pub now: Timestamp,
}

/// What a refresh came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refreshed {
    /// The merchant has nothing newer.
    Unchanged,
    /// A newer catalog is in place.
    Applied {
        /// Its version.
        version: u64,
        /// Its items.
        items: u32,
    },
    /// The merchant publishes no packs (`404` for `/.well-known/tradewind`).
    NoPacks,
}

/// `/.well-known/tradewind`: which manifest serves which market and language.
#[derive(Debug, Deserialize)]
struct DiscoveryWire {
    version: u32,
    ed25519_key: String,
    markets: Vec<MarketWire>,
}

#[derive(Debug, Deserialize)]
struct MarketWire {
    market: Market,
    languages: Vec<LanguageWire>,
}

#[derive(Debug, Deserialize)]
struct LanguageWire {
    language: Language,
    manifest_url: String,
}

impl Catalog {
    /// Fetches what is newer for `wish` and puts it in place.
    pub async fn refresh(&self, request: Refresh<'_>) -> Result<Refreshed, CatalogError> {
        let at = request.merchant.join("/.well-known/tradewind").map_err(|_| CatalogError::Discovery)?;
        let answer = fetch(&request, &at, MAX_DISCOVERY_BYTES, None).await?;
        if answer.status == 404 {
            return Ok(Refreshed::NoPacks);
        }
        let discovery: DiscoveryWire =
            serde_json::from_slice(&expect_ok(answer)?.body).map_err(|_| CatalogError::Discovery)?;
        if discovery.version != 1 {
            return Err(CatalogError::Discovery);
        }
        let key = trusted_key(&request, &discovery)?;
        let (scope, manifest_url) = choose(&request, &discovery)?;
        let known = self.head(&scope)?.filter(|head| head.scope == scope && head.signed);

        let etag = known.as_ref().and_then(|head| head.etag.as_deref());
        let answer = fetch(&request, &manifest_url, MAX_MANIFEST_BYTES as u64, etag).await?;
        if answer.status == 304 && known.is_some() {
            self.confirm(&scope, request.now)?;
            return Ok(Refreshed::Unchanged);
        }
        let answer = expect_ok(answer)?;
        let highest = highest_seen(&request, &scope)?.max(known.as_ref().map(|head| head.version));
        let expected = Expected { key: &key, scope: &scope, highest_seen: highest, now: request.now };
        let manifest = Manifest::open(&answer.body, &expected)?;
        if known.as_ref().is_some_and(|head| head.version == manifest.version) {
            self.confirm(&scope, request.now)?;
            return Ok(Refreshed::Unchanged);
        }
        let columns = self.load(&request, &manifest_url, &manifest).await?;
        let this = self.clone();
        let (etag, now) = (answer.header("etag").map(str::to_owned), request.now);
        let (version, items) = (manifest.version, manifest.items);
        let applied_scope = scope.clone();
        blocking(move || {
            let head = NewHead {
                scope: &applied_scope,
                currency: manifest.currency,
                version: manifest.version,
                as_of: manifest.as_of,
                expires_at: Some(manifest.expires_at),
                now,
                signed: true,
                etag: etag.as_deref(),
            };
            this.apply(&head, &columns, manifest.items)
        })
        .await?;
        request.gate.pass("catalog.pin.before");
        request.vault.write(&version_name(&request, &scope), &Secret::new(version.to_string()))?;
        request.gate.pass("catalog.pin.after");
        Ok(Refreshed::Applied { version, items })
    }

    async fn load(
        &self,
        request: &Refresh<'_>,
        manifest_url: &WebUrl,
        manifest: &Manifest,
    ) -> Result<Columns, CatalogError> {
        let rows = manifest.items;
        let mut raw = Vec::with_capacity(4);
        for name in ["text", "offers", "rank", "media"] {
            let stream = manifest.snapshot(name)?;
            if stream.rows != rows {
                return Err(tradewind_pack::PackError::Tampered("row count").into());
            }
            raw.push(load_object(request, manifest_url, stream).await?);
        }
        blocking(move || {
            let mut raw = raw.into_iter();
            let mut next = || raw.next().unwrap_or_default();
            Ok(Columns {
                text: object::read(&next())?,
                offers: object::read(&next())?,
                rank: object::read(&next())?,
                media: object::read(&next())?,
                currency: None,
            })
        })
        .await
    }
}

/// Objects lie beside the market folders: `DE/de/manifest.twm` names `objects/...` two folders up.
async fn load_object(
    request: &Refresh<'_>,
    manifest_url: &WebUrl,
    stream: &StreamRef,
) -> Result<Vec<u8>, CatalogError> {
    let path = format!("../../objects/{}", stream.object);
    let url = manifest_url.join(&path).map_err(|_| CatalogError::Discovery)?;
    let answer = expect_ok(fetch(request, &url, stream.bytes, None).await?)?;
    Ok(object::open(stream, &answer.body)?)
}

async fn fetch(
    request: &Refresh<'_>,
    url: &WebUrl,
    max: u64,
    etag: Option<&str>,
) -> Result<HttpResponse, CatalogError> {
    let mut http = HttpRequest::new(Method::Get, url.clone());
    http.max_body = max;
    http.timeout = if max > MAX_DISCOVERY_BYTES { OBJECT_TIMEOUT } else { http.timeout };
    if let Some(etag) = etag {
        http = http.header("if-none-match", etag);
    }
    request.gate.pass("catalog.request.before");
    let answer = request.transport.send(http).await;
    request.gate.pass("catalog.answer.after");
    Ok(answer?)
}

fn expect_ok(answer: HttpResponse) -> Result<HttpResponse, CatalogError> {
    match answer.status {
        200 => Ok(answer),
        429 | 503 => match answer.header("retry-after").and_then(|value| value.trim().parse::<u64>().ok()) {
            // An hour is as long as a shopper's phone will believe a host.
            Some(seconds) => Err(CatalogError::Busy { retry_after: Duration::from_secs(seconds.min(3_600)) }),
            None => Err(CatalogError::Status(answer.status)),
        },
        status => Err(CatalogError::Status(status)),
    }
}

/// The key to verify with: the constructor's, else the one pinned earlier, else the merchant's own, pinned from now
/// on. A merchant that then shows another is refused.
fn trusted_key(request: &Refresh<'_>, discovery: &DiscoveryWire) -> Result<[u8; 32], CatalogError> {
    let shown = from_hex::<32>(&discovery.ed25519_key).ok_or(CatalogError::Discovery)?;
    let name = key_name(&origin(request.merchant));
    let pinned = match request.pinned {
        Some(key) => Some(key),
        None => request.vault.read(&name)?.and_then(|secret| secret.expose_str().and_then(from_hex::<32>)),
    };
    let key = pinned.unwrap_or(shown);
    if is_development_key(&key) && !request.merchant.is_loopback() {
        return Err(CatalogError::DevelopmentKey);
    }
    if key != shown {
        return Err(CatalogError::KeyChanged);
    }
    if pinned.is_none() {
        request.vault.write(&name, &Secret::new(to_hex(&key)))?;
    }
    Ok(key)
}

/// The manifest for the wish: its market, and its language or else the nearest one that is offered.
fn choose(request: &Refresh<'_>, discovery: &DiscoveryWire) -> Result<(Scope, WebUrl), CatalogError> {
    let wish = request.wish;
    let market = discovery
        .markets
        .iter()
        .find(|market| market.market == wish.market)
        .ok_or(CatalogError::NoSuchMarket)?;
    let languages = &market.languages;
    let chosen = languages
        .iter()
        .find(|offered| offered.language == wish.language)
        .or_else(|| languages.iter().find(|offered| offered.language.primary() == wish.language.primary()))
        .or_else(|| languages.iter().find(|offered| offered.language.primary() == "en"))
        .or_else(|| languages.first())
        .ok_or(CatalogError::NoSuchMarket)?;
    let url = request.merchant.join(&chosen.manifest_url).map_err(|_| CatalogError::Discovery)?;
    Ok((Scope { market: market.market, language: chosen.language.clone() }, url))
}

fn highest_seen(request: &Refresh<'_>, scope: &Scope) -> Result<Option<u64>, CatalogError> {
    let kept = request.vault.read(&version_name(request, scope))?;
    Ok(kept.and_then(|secret| secret.expose_str().and_then(|text| text.parse().ok())))
}

fn version_name(request: &Refresh<'_>, scope: &Scope) -> String {
    version_name_of(&origin(request.merchant), &scope.market.to_string(), &scope.language.to_string())
}

/// Name of a highest version in the vault.
pub(crate) fn version_name_of(origin: &str, market: &str, language: &str) -> String {
    format!("manifest-version/{origin}/{market}/{language}")
}

/// Name of a pinned key in the vault.
pub(crate) fn key_name(origin: &str) -> String {
    format!("publisher-key/{origin}")
}

fn origin(merchant: &WebUrl) -> String {
    merchant.url().origin().ascii_serialization()
}

/// Runs `work` off the async threads where there are such; in a simulation on one thread it runs in place, so that
/// every run is the same.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, CatalogError> + Send + 'static,
) -> Result<T, CatalogError> {
    match tokio::runtime::Handle::try_current().map(|handle| handle.runtime_flavor()) {
        Ok(tokio::runtime::RuntimeFlavor::MultiThread) => tokio::task::spawn_blocking(work)
            .await
            .unwrap_or(Err(CatalogError::Internal("a worker was lost"))),
        _ => work(),
    }
}
