//! Fetching a newer catalog: discover, verify, then commit. Nothing that is not verified is ever written.
//!
//! Order (TUF specification 5, cut to one role): one fixed start time; the trusted key; the manifest's signature, scope,
//! version and expiry; each object's length and hash; every row; then one transaction; then the rules of trade, whose faults
//! keep no catalog from its place ([`crate::rules`]). The highest version seen is in the vault, outside the droppable cache, so that a deleted cache reopens no rollback. What is trusted is in [`crate::trust`].

use crate::apply::NewHead;
use crate::begun::{ApplyMarker, was_begun};
use crate::db::Catalog;
use crate::discovery::{DiscoveryWire, MAX_DISCOVERY_BYTES, Offered, choose};
use crate::error::CatalogError;
use crate::incoming::{self, Unpacked};
use crate::request::Refresh;
use crate::trust::{self, Trust};
use tradewind_domain::hex::from_hex;
use tradewind_domain::{Scope, Timestamp, WebUrl, lock};
use tradewind_pack::manifest::MAX_MANIFEST_BYTES;
use tradewind_pack::{Expected, Manifest, PackError, Rows};
use tradewind_ports::{HttpRequest, HttpResponse, Method};
use tradewind_storage::blocking;

/// Points at which a test may stop the process.
pub const FAIL_POINTS: &[&str] = &[
    "catalog.request.before",
    "catalog.answer.after",
    "catalog.apply.before",
    "catalog.rows.after",
    "catalog.commit.before",
    "catalog.commit.after",
    "catalog.pin.before",
    "catalog.pin.after",
];

/// What a refresh came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refreshed {
    /// The merchant has nothing newer.
    Unchanged,
    /// A newer catalog is in place.
    Applied {
        /// Version of the catalog that is in place now.
        version: u64,
        /// Number of its items.
        items: u32,
    },
    /// The merchant publishes no packs: it has nothing at `/.well-known/tradewind` that is for us.
    NoPacks,
}

impl Catalog {
    /// The markets that the merchant's index named when it was last read, in its order; none before a refresh read one.
    pub fn offered(&self) -> Vec<Offered> {
        lock(&self.inner.offered).clone()
    }

    /// Fetches what is newer for `wish` and puts it in place.
    pub async fn refresh(&self, request: Refresh<'_>) -> Result<Refreshed, CatalogError> {
        let at = request.merchant.join("/.well-known/tradewind").map_err(|_| CatalogError::Discovery)?;
        let answer = fetch(&request, &at, MAX_DISCOVERY_BYTES, None).await?;
        if has_no_packs(&answer) {
            // Whoever can answer for the merchant's host could else take the signature away.
            let trust = Trust::of(&request);
            return if blocking(move || trust.pin()).await?.is_some() {
                Err(CatalogError::Unsigned)
            } else {
                Ok(Refreshed::NoPacks)
            };
        }
        let discovery: DiscoveryWire = std::str::from_utf8(&expect_ok(answer, request.now)?.body)
            .ok()
            .and_then(|text| serde_json::from_str(text).ok())
            .ok_or(CatalogError::Discovery)?;
        if discovery.version != 1 {
            return Err(CatalogError::Discovery);
        }
        let offered =
            discovery.markets.iter().map(|one| Offered { market: one.market, currency: one.currency });
        *lock(&self.inner.offered) = offered.collect();
        let shown = from_hex::<32>(&discovery.ed25519_key).ok_or(CatalogError::Discovery)?;
        let trust = Trust::of(&request);
        let (key, now) =
            blocking(move || Ok::<_, CatalogError>((trust.trusted_key(shown)?, trust.now()?))).await?;
        let (scope, manifest_url) = choose(&request, &discovery)?;
        let (this, asked) = (self.clone(), scope.clone());
        let known = blocking(move || this.head(&asked)).await?;
        let known = known.filter(|head| head.scope == scope && head.signed);

        let etag = known.as_ref().and_then(|head| head.etag.as_deref());
        let answer = fetch(&request, &manifest_url, MAX_MANIFEST_BYTES as u64, etag).await?;
        if answer.status == 304 && known.is_some() {
            self.confirmed(&scope, now).await?;
            return Ok(Refreshed::Unchanged);
        }
        let answer = expect_ok(answer, request.now)?;
        let (trust, asked) = (Trust::of(&request), scope.clone());
        let seen = blocking(move || trust.highest_seen(&asked)).await?;
        let highest = seen.max(known.as_ref().map(|head| head.version));
        let manifest =
            Manifest::open(&answer.body, &Expected { key: &key, scope: &scope, highest_seen: highest, now })?;
        trust::not_ahead(&manifest, &answer)?;
        let etag = answer.header("etag").map(str::to_owned);
        let expect = |answer| expect_ok(answer, request.now);
        if known.as_ref().is_some_and(|head| head.version == manifest.version) {
            self.confirmed(&scope, now).await?;
            self.follow_rules(&request, &manifest_url, &manifest, etag.as_deref(), expect).await;
            return Ok(Refreshed::Unchanged);
        }
        if !request.asked {
            let (this, asked, version) = (self.clone(), scope.clone(), manifest.version);
            if blocking(move || Ok::<_, CatalogError>(was_begun(this.folder(), &asked, version))).await? {
                return Err(CatalogError::Unfinished);
            }
        }
        let streams = self.load(&request, &manifest_url, &manifest).await?;
        let (version, items, as_of) = (manifest.version, manifest.items, manifest.as_of);
        let (this, asked, merchant) = (self.clone(), request.asked, request.merchant.clone());
        let signed = manifest.clone();
        let (applied, kept_etag) = (scope.clone(), etag.clone());
        blocking(move || {
            let begun = ApplyMarker::mark(this.folder(), &applied, manifest.version, asked)?;
            // Without the rules that it names, a manifest is read again however often it stays the same.
            let whole = this.has_rules(&manifest)?;
            let head = NewHead {
                scope: &applied,
                merchant: &manifest.merchant,
                seller: manifest.seller.as_deref(),
                currency: manifest.currency,
                version: manifest.version,
                as_of: manifest.as_of,
                expires_at: Some(manifest.expires_at),
                now,
                signed: true,
                etag: kept_etag.as_deref().filter(|_| whole),
            };
            let Streams { needed: [text, offers, rank, media], facts } = streams;
            let rows = Rows::new(manifest.items, text, offers, rank, media)?;
            let rows = match facts {
                Some(facts) => rows.with_facts(facts)?,
                None => rows,
            };
            this.apply(&head, &merchant, &rows)?;
            drop(begun);
            Ok::<_, CatalogError>(())
        })
        .await?;
        request.fail_point.pass("catalog.pin.before");
        let (trust, dated) = (Trust::of(&request), answer.date().is_some());
        blocking(move || trust.keep(&scope, version, as_of, now, dated)).await?;
        request.fail_point.pass("catalog.pin.after");
        self.follow_rules(&request, &manifest_url, &signed, etag.as_deref(), expect).await;
        Ok(Refreshed::Applied { version, items })
    }

    async fn confirmed(&self, scope: &Scope, now: Timestamp) -> Result<(), CatalogError> {
        let (this, scope) = (self.clone(), scope.clone());
        blocking(move || this.confirm(&scope, now)).await
    }

    /// The streams, one after another: each goes to a file as it comes.
    async fn load(
        &self,
        request: &Refresh<'_>,
        manifest_url: &WebUrl,
        manifest: &Manifest,
    ) -> Result<Streams, CatalogError> {
        let load = async |name: &str| {
            let stream = manifest.snapshot(name)?;
            if stream.rows != manifest.items {
                return Err(PackError::Tampered("row count").into());
            }
            // Objects lie beside the market folders: `DE/de/manifest.twm` names `objects/...` two folders up.
            let path = format!("../../objects/{}", stream.object);
            let url = manifest_url.join(&path).map_err(|_| CatalogError::Discovery)?;
            let expect = |answer| expect_ok(answer, request.now);
            incoming::object(request, self.folder(), url, stream, expect).await
        };
        let needed = [load("text").await?, load("offers").await?, load("rank").await?, load("media").await?];
        let facts = match manifest.snapshot("facts") {
            Ok(_) => Some(load("facts").await?),
            Err(_) => None,
        };
        Ok(Streams { needed, facts })
    }
}

/// The streams of a catalog, unpacked.
struct Streams {
    /// `text`, `offers`, `rank` and `media`.
    needed: [Unpacked; 4],
    /// `facts`, where the merchant publishes it.
    facts: Option<Unpacked>,
}

async fn fetch(
    request: &Refresh<'_>,
    url: &WebUrl,
    max: u64,
    etag: Option<&str>,
) -> Result<HttpResponse, CatalogError> {
    let mut http = HttpRequest::new(Method::Get, url.clone());
    http.max_body = max;
    if let Some(etag) = etag {
        http = http.header("if-none-match", etag);
    }
    request.fail_point.pass("catalog.request.before");
    let answer = request.transport.send(http).await;
    request.fail_point.pass("catalog.answer.after");
    Ok(answer?)
}

fn expect_ok(answer: HttpResponse, now: Timestamp) -> Result<HttpResponse, CatalogError> {
    match answer.status {
        200 => Ok(answer),
        429 | 503 if let Some(retry_after) = answer.retry_after(now) => {
            Err(CatalogError::Busy { retry_after })
        }
        status => Err(CatalogError::Status(status)),
    }
}

/// Whether a merchant says that it has no such document. Hosts that know nothing of us do so in several ways: no such page,
/// no such method, not for you, somewhere else, or the page that they show for every address.
fn has_no_packs(answer: &HttpResponse) -> bool {
    let page =
        || answer.header("content-type").is_some_and(|kind| kind.trim_start().starts_with("text/html"));
    matches!(answer.status, 300..=399 | 401 | 403 | 404 | 405 | 410) || (answer.status == 200 && page())
}
