//! Laying packs down: objects first, manifests next, the index last, orphans away at the end. A phone that reads in
//! the middle of it finds the old catalog or the new one.

use crate::report::ScopeReport;
use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::path::{Path, PathBuf};
use tradewind_domain::hex::{from_hex, to_hex};
use tradewind_domain::{Currency, Market, Scope, Timestamp};
use tradewind_pack::columns::{Columns, TextColumns};
use tradewind_pack::manifest::StreamRef;
use tradewind_pack::object::{self, Sealed, seal};
use tradewind_pack::{FORMAT, Index, IndexLanguage, IndexMarket, Manifest, PackError, RULES, public_key};

/// A folder that cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// The system's reason, and where.
    #[error("{}: {error}", path.display())]
    Io {
        /// Path of the file or folder.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// A manifest could not be made.
    #[error(transparent)]
    Pack(#[from] PackError),
}

/// The sealed streams of one market and language.
#[derive(Debug)]
pub struct ScopePack {
    scope: Scope,
    currency: Currency,
    items: u32,
    streams: Vec<Sealed>,
}

impl ScopePack {
    /// Seals the columns; nothing for a market in which no item has a price.
    pub fn seal(scope: Scope, columns: &Columns) -> Result<Option<Self>, PackError> {
        let items = u32::try_from(columns.text.id.len()).map_err(|_| PackError::TooLarge("rows"))?;
        let Some(currency) = columns.currency else { return Ok(None) };
        let mut streams = vec![
            seal("text", &columns.text, items)?,
            seal("offers", &columns.offers, items)?,
            seal("rank", &columns.rank, items)?,
            seal("media", &columns.media, items)?,
        ];
        if columns.facts.say_anything() {
            streams.push(seal("facts", &columns.facts, items)?);
        }
        Ok(Some(Self { scope, currency, items, streams }))
    }

    /// With one more stream.
    pub(crate) fn with(mut self, more: Option<Sealed>) -> Self {
        self.streams.extend(more);
        self
    }

    /// Its market and language.
    pub(crate) fn scope(&self) -> &Scope {
        &self.scope
    }

    /// Its titles; none where they do not read.
    pub(crate) fn titles(&self) -> Option<Titles> {
        self.streams.first().and_then(|text| titles(&text.stream, &text.bytes))
    }

    /// How many items it has.
    pub(crate) fn items(&self) -> u32 {
        self.items
    }

    fn manifest_path(&self) -> String {
        format!("{}/{}/manifest.twm", self.scope.market, self.scope.language)
    }
}

/// What a folder holds of one market and language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Market and language.
    pub scope: Scope,
    /// How many items.
    pub items: u32,
    /// How many of them have another title than in their market's first language; 0 for that one itself, and where it cannot
    /// be read.
    pub translated: u32,
}

/// What was last published into `out`: what its index names, or every manifest there where the index cannot be read.
pub fn published(out: &Path) -> Vec<Published> {
    let (ordered, manifests) = last_manifests(out);
    let mut first: Option<(Market, Titles)> = None;
    manifests
        .into_iter()
        .map(|manifest| {
            let titles = if ordered { titles_of(out, &manifest) } else { Titles::new() };
            let translated = match &first {
                Some((market, first)) if *market == manifest.market => translated(first, &titles),
                _ => {
                    first = Some((manifest.market, titles));
                    0
                }
            };
            let scope = Scope { market: manifest.market, language: manifest.language };
            Published { scope, items: manifest.items, translated }
        })
        .collect()
}

/// The rules of trade that were last published into `out`, each once: the object's name, and the rules as they were compiled; none
/// where the object cannot be read.
pub(crate) fn published_rules(out: &Path) -> Vec<(String, Option<Vec<u8>>)> {
    let mut found: Vec<(String, Option<Vec<u8>>)> = Vec::new();
    for manifest in last_manifests(out).1 {
        let Ok(stream) = manifest.snapshot(RULES) else { continue };
        if found.iter().all(|(known, _)| *known != stream.object) {
            let bytes = fs::read(out.join("objects").join(&stream.object)).ok();
            let raw = bytes.and_then(|bytes| object::open(stream, &bytes).ok());
            found.push((stream.object.clone(), raw));
        }
    }
    found
}

/// The manifests that were last published into `out`, and whether they stand in the order of its index.
fn last_manifests(out: &Path) -> (bool, Vec<Manifest>) {
    let index = fs::read(out.join("tradewind.json")).ok();
    let index = index.and_then(|bytes| serde_json::from_slice::<Index>(&bytes).ok());
    // Which language is a market's first, the index alone tells.
    let ordered = index.is_some();
    let paths: Vec<PathBuf> = match index {
        Some(index) => {
            let languages = index.markets.into_iter().flat_map(|market| market.languages);
            languages.map(|language| out.join(language.manifest)).collect()
        }
        None => {
            let inside = |folder: &Path| fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
            let markets = inside(out).flat_map(|market| inside(&market.path()).collect::<Vec<_>>());
            let mut paths: Vec<PathBuf> =
                markets.map(|language| language.path().join("manifest.twm")).collect();
            paths.sort();
            paths
        }
    };
    (ordered, paths.iter().filter_map(|path| last_manifest(&fs::read(path).ok()?)).collect())
}

/// The hash of each item's title by the hash of its id: enough to tell titles apart, of a million items too.
pub(crate) type Titles = HashMap<u64, u64>;

/// How many items have another title in `other` than in `first`.
pub(crate) fn translated(first: &Titles, other: &Titles) -> u32 {
    let own = other.iter().filter(|(id, title)| first.get(id).is_some_and(|one| one != *title));
    u32::try_from(own.count()).unwrap_or(u32::MAX)
}

fn titles_of(out: &Path, manifest: &Manifest) -> Titles {
    let text = manifest.snapshot("text").ok();
    let bytes = text.and_then(|text| fs::read(out.join("objects").join(&text.object)).ok());
    text.zip(bytes).and_then(|(text, bytes)| titles(text, &bytes)).unwrap_or_default()
}

/// None where the stream does not read: then nothing is known of its words. Of our own making, so of any size.
fn titles(stream: &StreamRef, bytes: &[u8]) -> Option<Titles> {
    let mut raw = Vec::new();
    let unpacked = object::unpack(stream, bytes, |piece| {
        raw.extend_from_slice(piece);
        Ok::<(), PackError>(())
    });
    let columns: TextColumns = unpacked.and_then(|()| object::read(&raw)).ok()?;
    let hash = |text: &String| {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        hasher.finish()
    };
    Some(columns.id.iter().zip(&columns.title).map(|(id, title)| (hash(id), hash(title))).collect())
}

/// Who sells.
pub struct Names {
    /// As people know it.
    pub merchant: String,
    /// By law, where that is another name.
    pub seller: Option<String>,
}

/// Writes all packs into `out`, signed with `seed`.
pub fn write(
    out: &Path,
    names: &Names,
    packs: Vec<ScopePack>,
    seed: &[u8; 32],
    as_of: Timestamp,
    expires_at: Timestamp,
) -> Result<Vec<ScopeReport>, FolderError> {
    let mut kept = BTreeSet::new();
    for sealed in packs.iter().flat_map(|pack| &pack.streams) {
        let path = out.join("objects").join(&sealed.stream.object);
        if !path.exists() {
            write_whole(&path, &sealed.bytes)?;
        }
        kept.insert(sealed.stream.object.clone());
    }
    let reports = packs
        .iter()
        .map(|pack| write_manifest(out, names, pack, seed, as_of, expires_at))
        .collect::<Result<_, _>>()?;
    let index = index_of(&names.merchant, &packs, &public_key(seed));
    let json = serde_json::to_vec_pretty(&index).map_err(|_| PackError::Format("index"))?;
    write_whole(&out.join("tradewind.json"), &json)?;
    remove_orphans(&out.join("objects"), &kept)?;
    Ok(reports)
}

fn write_manifest(
    out: &Path,
    names: &Names,
    pack: &ScopePack,
    seed: &[u8; 32],
    as_of: Timestamp,
    expires_at: Timestamp,
) -> Result<ScopeReport, FolderError> {
    let path = out.join(pack.manifest_path());
    let before = fs::read(&path).ok();
    let old = before.as_deref().and_then(last_manifest);
    let mut manifest = Manifest {
        format: FORMAT,
        min_app: FORMAT,
        merchant: names.merchant.clone(),
        seller: names.seller.clone(),
        market: pack.scope.market,
        language: pack.scope.language.clone(),
        currency: pack.currency,
        version: u64::try_from(as_of.0).unwrap_or(0),
        as_of,
        expires_at,
        items: pack.items,
        streams: pack.streams.iter().map(|sealed| sealed.stream.clone()).collect(),
    };
    if let Some(old) = old {
        let same = old.streams == manifest.streams
            && (&old.merchant, &old.seller) == (&manifest.merchant, &manifest.seller);
        if same && old.expires_at >= manifest.expires_at {
            // Nothing new to say: the old bytes stay, so that phones answer 304 to themselves.
            manifest = old;
        } else if old.version >= manifest.version {
            // A phone never goes back, so neither does the number, whatever the clock or the input says.
            manifest.version = old.version.saturating_add(1);
        }
    }
    let bytes = manifest.sign(&[*seed])?;
    let changed = before.as_deref() != Some(&bytes[..]);
    if changed {
        write_whole(&path, &bytes)?;
    }
    Ok(ScopeReport {
        market: pack.scope.market,
        language: pack.scope.language.clone(),
        currency: pack.currency,
        items: pack.items,
        version: manifest.version,
        bytes: bytes.len() as u64 + pack.streams.iter().map(|sealed| sealed.stream.bytes).sum::<u64>(),
        changed,
    })
}

/// What was last published here. Our own folder: read without a key, only to keep the version growing.
fn last_manifest(bytes: &[u8]) -> Option<Manifest> {
    serde_json::from_slice(bytes.split(|byte| *byte == b'\n').next()?).ok()
}

fn index_of(merchant: &str, packs: &[ScopePack], key: &[u8; 32]) -> Index {
    let mut markets: Vec<IndexMarket> = Vec::new();
    for pack in packs {
        let language =
            IndexLanguage { language: pack.scope.language.clone(), manifest: pack.manifest_path() };
        match markets.iter_mut().find(|market| market.market == pack.scope.market) {
            Some(market) => market.languages.push(language),
            None => markets.push(IndexMarket {
                market: pack.scope.market,
                currency: pack.currency,
                languages: vec![language],
            }),
        }
    }
    Index { version: 1, name: merchant.to_owned(), ed25519_key: to_hex(key), markets }
}

/// Writes a file of ours beside the packs.
pub(crate) fn write_beside(out: &Path, name: &str, text: &str) -> Result<(), FolderError> {
    write_whole(&out.join(name), text.as_bytes())
}

fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), FolderError> {
    let fail = |error| FolderError::Io { path: path.to_owned(), error };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(fail)?;
    }
    let beside = path.with_extension("new");
    let mut file = fs::File::create(&beside).map_err(fail)?;
    file.write_all(bytes).map_err(fail)?;
    file.sync_all().map_err(fail)?;
    fs::rename(&beside, path).map_err(fail)
}

fn remove_orphans(objects: &Path, kept: &BTreeSet<String>) -> Result<(), FolderError> {
    let fail = |error| FolderError::Io { path: objects.to_owned(), error };
    for entry in fs::read_dir(objects).map_err(fail)?.filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        // Only what is certainly ours: a name that is a hash, or a half-written one.
        let stem = name.strip_suffix(".new").unwrap_or(&name);
        if from_hex::<32>(stem).is_some() && !kept.contains(&name) {
            fs::remove_file(entry.path()).map_err(fail)?;
        }
    }
    Ok(())
}
