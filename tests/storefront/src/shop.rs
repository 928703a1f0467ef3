//! The merchant's state: goods, stock, carts, checkouts and orders in one SQLite file, and the clock it runs on.

use crate::books::Books;
use crate::document::Document;
use crate::fault::{Fault, Faults};
use crate::feed::{self, Goods};
use crate::http::{Reply, Req};
use crate::live::{Live, LiveError};
use crate::psp::Psp;
use crate::versions::Version;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, AtomicU32};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// Where the merchant keeps its data.
#[derive(Debug, Clone)]
pub enum DataPlace {
    /// `storefront.sqlite` in this folder.
    Folder(PathBuf),
    /// In memory, gone with it.
    Memory,
}

/// What this merchant signs with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignKind {
    /// ECDSA on P-256 with SHA-256.
    Es256,
    /// Ed25519.
    Ed25519,
}

/// How to open a storefront.
#[derive(Clone)]
pub struct Config {
    /// A Merchant Center feed as text; without it, the seed catalog.
    pub feed: Option<String>,
    /// Where the data lies.
    pub data: DataPlace,
    /// Folder of packs to host, as `tradewind publish` wrote it.
    pub packs: Option<PathBuf>,
    /// Folder of pictures and models to host.
    pub assets: Option<PathBuf>,
    /// Folder of a film that `cargo seed show` made; without it, there are no live shows.
    pub show: Option<PathBuf>,
    /// An nchan that passes on what shows say, beside this merchant's own streams, as `http://127.0.0.1:8431`.
    pub nchan: Option<String>,
    /// The address it is reached at, without a slash at the end.
    pub base_url: String,
    /// Whether a platform's profile may lie on loopback over http: the protocol wants https, a test has none.
    pub loopback_profiles: bool,
    /// The versions that are spoken; the newest has the root profile.
    pub versions: Vec<Version>,
    /// Profiles of platforms that this shop knows beforehand, by their address.
    pub known: BTreeMap<String, Value>,
    /// What a platform speaks whose profile is neither known nor fetched, and whose address names no version; none: it is
    /// refused.
    pub unfetched: Option<Version>,
    /// Whether every way to pay is offered beside the sandbox wallet, to platforms of 2026-08-25 on.
    pub methods: bool,
    /// What answers are signed with; none: they are not signed, and requests are not verified.
    pub sign: Option<SignKind>,
    /// A payment service provider that charges cards, as `http://127.0.0.1:8420`; without it, this merchant plays that part.
    pub psp: Option<String>,
    /// The App Store's numbers of this merchant's apps: an ad postback about another app is kept and not counted. Empty: of any.
    pub apps: Vec<i64>,
    /// Guards `/_sandbox`.
    pub admin_token: String,
    /// Unix time in milliseconds.
    pub clock: Arc<dyn Fn() -> i64 + Send + Sync>,
    /// Makes ids, so that a run can be repeated.
    pub seed: u64,
    /// Faults that are on from the start.
    pub faults: Vec<Fault>,
}

impl Config {
    /// The seed catalog in memory, at `base_url`, on the machine's clock.
    pub fn new(base_url: &str) -> Self {
        Self {
            feed: None,
            data: DataPlace::Memory,
            packs: None,
            assets: None,
            show: None,
            nchan: None,
            base_url: base_url.trim_end_matches('/').to_owned(),
            loopback_profiles: true,
            versions: Version::ALL.to_vec(),
            known: BTreeMap::new(),
            unfetched: Some(Version::V2026_04_08),
            methods: false,
            sign: None,
            psp: None,
            apps: Vec::new(),
            admin_token: "sandbox".to_owned(),
            clock: Arc::new(|| {
                let since =
                    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
                i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
            }),
            seed: 0,
            faults: Vec::new(),
        }
    }
}

/// Why a storefront cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum StorefrontError {
    /// The feed has no good row.
    #[error("the feed has no good row")]
    Feed,
    /// The folder of the live show has no film that `cargo seed show` made.
    #[error("the folder of the show has no film")]
    Show,
    /// nchan is not at an address of this machine.
    #[error("nchan must be at http://, a loopback address and a port")]
    NchanAddress,
    /// The payment service provider is not at an address of this machine.
    #[error("the payment service provider must be at http://, a loopback address and a port")]
    PspAddress,
    /// The proxy in front of the payment service provider does not start.
    #[error("the proxy in front of the payment service provider: {0}")]
    PspProxy(std::io::Error),
    /// SQLite failed.
    #[error(transparent)]
    Store(#[from] rusqlite::Error),
}

pub(crate) struct Shop {
    pub(crate) config: Config,
    pub(crate) goods: Goods,
    db: Mutex<Books>,
    pub(crate) faults: Arc<Mutex<Faults>>,
    pub(crate) in_flight: Mutex<BTreeSet<String>>,
    /// The payment service provider that charges cards.
    pub(crate) psp: Option<Psp>,
    /// Live shows, where there are any.
    pub(crate) live: Option<Live>,
    /// Sessions about which the provider is being asked.
    pub(crate) charging: Mutex<BTreeSet<String>>,
    pub(crate) log: Mutex<Vec<String>>,
    /// Before this moment the time of no session is up that waits for somebody to approve, and nobody looks for one. Unix
    /// milliseconds.
    pub(crate) closes_at: AtomicI64,
    /// As `closes_at`, of payments that settle later by themselves.
    pub(crate) due_at: AtomicI64,
    /// Profiles of platforms by address, with when they were fetched.
    pub(crate) profiles: Mutex<BTreeMap<String, (i64, Option<Value>)>>,
    /// Which of its keys it signs with.
    pub(crate) key_number: AtomicU32,
    /// Its own profiles as they were told, by what they hang on.
    pub(crate) documents: Mutex<BTreeMap<Document, Reply>>,
    /// The methods' entries of profiles and answers, in their order, once they were wanted.
    pub(crate) entries: OnceLock<Vec<Value>>,
}

impl Shop {
    /// Opens the merchant's books.
    pub(crate) fn open(config: Config) -> Result<Self, StorefrontError> {
        let goods = match &config.feed {
            Some(text) => {
                feed::read_feed(text).filter(|goods| !goods.items.is_empty()).ok_or(StorefrontError::Feed)?
            }
            None => seed().ok_or(StorefrontError::Feed)?,
        };
        let db = match &config.data {
            DataPlace::Memory => Books::in_memory()?,
            DataPlace::Folder(folder) => Books::in_folder(folder)?,
        };
        for item in &goods.items {
            let sql = "INSERT OR IGNORE INTO stock (item, quantity) VALUES (?1, ?2)";
            db.prepare_cached(sql)?.execute(params![item.id, item.stock])?;
        }
        let mut faults = Faults::default();
        config.faults.iter().cloned().for_each(|fault| faults.set(fault));
        let faults = Arc::new(Mutex::new(faults));
        let psp = match &config.psp {
            Some(url) => {
                let address = loopback(url).ok_or(StorefrontError::PspAddress)?;
                Some(Psp::open(address, Arc::clone(&faults)).map_err(StorefrontError::PspProxy)?)
            }
            None => None,
        };
        let show = config.show.as_deref();
        let live =
            show.map(|folder| Live::open(folder, config.nchan.as_deref(), (config.clock)())).transpose();
        let live = live.map_err(|error| match error {
            LiveError::Film => StorefrontError::Show,
            LiveError::Nchan => StorefrontError::NchanAddress,
        })?;
        let shop = Self {
            config,
            goods,
            db: Mutex::new(db),
            faults,
            in_flight: Mutex::default(),
            psp,
            live,
            charging: Mutex::default(),
            log: Mutex::default(),
            closes_at: AtomicI64::new(i64::MIN),
            due_at: AtomicI64::new(i64::MIN),
            profiles: Mutex::default(),
            key_number: AtomicU32::new(1),
            documents: Mutex::default(),
            entries: OnceLock::new(),
        };
        Ok(shop)
    }

    pub(crate) fn db(&self) -> MutexGuard<'_, Books> {
        lock(&self.db)
    }

    pub(crate) fn now(&self) -> i64 {
        (self.config.clock)()
    }

    /// RFC 3339 of a moment in Unix milliseconds.
    pub(crate) fn rfc3339(&self, ms: i64) -> String {
        jiff::Timestamp::from_millisecond(ms).map(|moment| moment.to_string()).unwrap_or_default()
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.config.base_url)
    }

    /// A new id, from the seed and a counter in the database: the same run gives the same ids.
    pub(crate) fn new_id(&self, db: &Connection, kind: &str) -> String {
        let step = || -> rusqlite::Result<i64> {
            db.prepare_cached("UPDATE counter SET next = next + 1")?.execute([])?;
            db.prepare_cached("SELECT next FROM counter")?.query_row([], |row| row.get(0))
        };
        let next = step().unwrap_or_default();
        let hash = blake3::hash(format!("{} {kind} {next}", self.config.seed).as_bytes()).to_hex();
        format!("{kind}_{next}{}", &hash[..8])
    }

    /// What nobody guesses who was not told, from the seed and the counter; a sandbox has no secret that is worth more.
    pub(crate) fn new_secret(&self, db: &Connection) -> String {
        let id = self.new_id(db, "secret");
        blake3::hash(format!("{} {id}", self.config.admin_token).as_bytes()).to_hex()[..32].to_owned()
    }

    /// Of webhooks of the payment service provider: the name that we go by there, the address they come to, and the secret they
    /// are signed with, made from the tester's token as every secret here. None without a provider.
    pub(crate) fn webhook(&self) -> Option<(String, String, String)> {
        self.psp.as_ref()?;
        let url = self.url("/psp/webhook");
        let name = blake3::hash(url.as_bytes()).to_hex()[..16].to_owned();
        let secret = blake3::derive_key(
            "Tradewind sandbox, webhooks of the provider",
            self.config.admin_token.as_bytes(),
        );
        Some((name, url, format!("whsec_{}", blake3::Hash::from(secret).to_hex())))
    }

    pub(crate) fn stock(&self, db: &Connection, item: &str) -> i64 {
        let left = db.prepare_cached("SELECT quantity FROM stock WHERE item = ?1");
        left.and_then(|mut left| left.query_row([item], |row| row.get(0))).unwrap_or_default()
    }

    /// What one of `item` costs in `market` now: the sandbox's own price if one was set, else sale, else regular.
    pub(crate) fn price(&self, db: &Connection, item: &str, market: &str) -> Option<i64> {
        let set = db.prepare_cached("SELECT minor FROM price WHERE item = ?1 AND market = ?2");
        let set = set.and_then(|mut set| set.query_row([item, market], |row| row.get(0)).optional());
        let set: Option<i64> = set.ok().flatten();
        let good = self.goods.items.iter().find(|good| good.id == item)?;
        set.or_else(|| good.prices.get(market).map(|(regular, sale)| sale.unwrap_or(*regular)))
    }

    /// Sets what one of `item` costs in `market` from now on.
    pub(crate) fn set_price(&self, db: &Connection, item: &str, market: &str, minor: i64) -> Option<()> {
        let sql = "INSERT OR REPLACE INTO price (item, market, minor) VALUES (?1, ?2, ?3)";
        db.execute(sql, params![item, market, minor]).ok().map(|_| ())
    }

    pub(crate) fn currency(&self, market: &str) -> String {
        self.goods
            .markets
            .iter()
            .find(|known| known.code == market)
            .map(|known| known.currency.clone())
            .unwrap_or_default()
    }

    /// The market a country is in; the first market for one we do not sell to.
    pub(crate) fn market(&self, country: Option<&str>) -> String {
        let known = country.filter(|country| self.goods.markets.iter().any(|market| market.code == *country));
        known
            .map(str::to_owned)
            .or_else(|| self.goods.markets.first().map(|market| market.code.clone()))
            .unwrap_or_default()
    }

    /// Whether a fault strikes this request; counts it.
    pub(crate) fn strikes(&self, name: &str, request: &Req) -> Option<Fault> {
        let mut faults = lock(&self.faults);
        if !faults.list().iter().any(|fault| fault.name == name) {
            return None;
        }
        faults.strikes(name, request.place(), &request.path)
    }

    /// Whether any fault can strike this request.
    pub(crate) fn is_wrong_at(&self, request: &Req) -> bool {
        let place = request.place();
        lock(&self.faults).list().iter().any(|fault| fault.is_here(place, &request.path))
    }

    /// Whether a fault strikes this request in this kind; counts it only then.
    pub(crate) fn strikes_as(&self, name: &str, kind: &str, request: &Req) -> Option<Fault> {
        let mut faults = lock(&self.faults);
        faults.list().iter().any(|fault| fault.name == name && fault.kind == kind).then_some(())?;
        faults.strikes(name, request.place(), &request.path)
    }

    /// Whether every way to pay is offered: it was asked for at the start, or is switched on.
    pub(crate) fn offers_methods(&self) -> bool {
        self.config.methods || self.is_on("methods")
    }

    /// Whether a fault is on at all.
    pub(crate) fn is_on(&self, name: &str) -> bool {
        lock(&self.faults).list().iter().any(|fault| fault.name == name)
    }
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The socket of an address such as `http://127.0.0.1:8420`; none of one that is not on this machine.
fn loopback(url: &str) -> Option<SocketAddr> {
    let authority = url.strip_prefix("http://")?.trim_end_matches('/').replacen("localhost", "127.0.0.1", 1);
    authority.parse().ok().filter(|address: &SocketAddr| address.ip().is_loopback())
}

/// The seed catalog, embedded.
fn seed() -> Option<Goods> {
    let mut goods = feed::read_feed(include_str!("../../../assets/seed/feed.en.xml"))?;
    feed::add_words(&mut goods, "de", include_str!("../../../assets/seed/text.de.xml"));
    feed::add_words(&mut goods, "ar", include_str!("../../../assets/seed/text.ar.xml"));
    feed::add_words(&mut goods, "ja", include_str!("../../../assets/seed/text.ja.xml"));
    feed::add_prices(&mut goods, "US", include_str!("../../../assets/seed/prices.US.tsv"));
    feed::add_prices(&mut goods, "DE", include_str!("../../../assets/seed/prices.DE.tsv"));
    feed::add_prices(&mut goods, "JP", include_str!("../../../assets/seed/prices.JP.tsv"));
    feed::add_prices(&mut goods, "AE", include_str!("../../../assets/seed/prices.AE.tsv"));
    feed::add_prices(&mut goods, "KE", include_str!("../../../assets/seed/prices.KE.tsv"));
    feed::add_prices(&mut goods, "BR", include_str!("../../../assets/seed/prices.BR.tsv"));
    feed::add_prices(&mut goods, "IN", include_str!("../../../assets/seed/prices.IN.tsv"));
    feed::add_prices(&mut goods, "CN", include_str!("../../../assets/seed/prices.CN.tsv"));
    Some(goods)
}
