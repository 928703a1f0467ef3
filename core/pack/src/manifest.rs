//! The manifest: what a catalog consists of, signed over its exact bytes.

use crate::error::PackError;
use crate::key::{is_signed, public_key, sign};
use serde::{Deserialize, Serialize};
use tradewind_domain::hex::{from_hex, to_hex};
use tradewind_domain::limits::{CATALOG_ROWS, STREAM_BYTES, STREAM_RAW_BYTES};
use tradewind_domain::{Currency, Language, Market, Scope, Timestamp};

/// The format version this crate writes and reads.
pub const FORMAT: u32 = 1;

/// The name of the stream that holds the merchant's rules of trade, compiled (`tradewind-trade`): one object for all markets and
/// languages, of no rows of its own. Readers of before leave it aside, as they do any stream that they do not know.
pub const RULES: &str = "rules";

/// The largest manifest read: about 300 streams and deltas, far above what a chain needs.
pub const MAX_MANIFEST_BYTES: usize = 64 << 10;
/// Most signatures that are checked; the rest are ignored.
pub const MAX_SIGNATURES: usize = 8;

/// What a catalog of one market and language consists of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The format version, [`FORMAT`].
    pub format: u32,
    /// The least format an app must read to use it; lets a later writer lock old apps out on purpose.
    pub min_app: u32,
    /// The merchant, as people know it.
    pub merchant: String,
    /// Who sells by law, as on an invoice; none where that is the same name, or was not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seller: Option<String>,
    /// Where goods are sold to.
    pub market: Market,
    /// Language of the words.
    pub language: Language,
    /// Currency of all prices.
    pub currency: Currency,
    /// Grows with each publication; a phone never goes back.
    pub version: u64,
    /// When the prices were current, by the publisher.
    pub as_of: Timestamp,
    /// From when on it is no longer to be trusted.
    pub expires_at: Timestamp,
    /// Number of items; every stream has as many rows.
    pub items: u32,
    /// The objects, in the order to be applied.
    pub streams: Vec<StreamRef>,
}

/// One object of a stream.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StreamRef {
    /// `text`, `offers`, `rank`, `media`, `facts`, [`RULES`], or one that came later.
    pub name: String,
    /// Whether the object is a whole stream or changes to one.
    pub kind: Kind,
    /// The version a delta starts from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<u64>,
    /// BLAKE3 of the compressed bytes, 64 hex digits: the object's name.
    pub object: String,
    /// Size of the object, compressed, in bytes.
    pub bytes: u64,
    /// Size of the stream, decompressed, in bytes.
    pub raw_bytes: u64,
    /// Number of rows in the object.
    pub rows: u32,
}

/// Whether an object is whole or a change. Kinds that came later read as [`Kind::Unknown`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The whole stream.
    Snapshot,
    /// Changes since `from`.
    Delta,
    /// Not known to this reader.
    #[serde(other)]
    Unknown,
}

/// What a phone expects of the manifest it asked for.
#[derive(Debug, Clone)]
pub struct Expected<'a> {
    /// The trusted publisher key.
    pub key: &'a [u8; 32],
    /// Market and language asked for.
    pub scope: &'a Scope,
    /// The highest version seen of this scope, kept in the vault.
    pub highest_seen: Option<u64>,
    /// When the update began: one time for all its checks (TUF 5.1, fixed update start time).
    pub now: Timestamp,
}

impl Manifest {
    /// Reads a manifest from outside. The signature is checked first, over the exact bytes of the first line;
    /// nothing of an unsigned manifest is ever parsed. Then format, scope, rollback, expiry and limits.
    pub fn open(bytes: &[u8], expected: &Expected<'_>) -> Result<Self, PackError> {
        if bytes.len() > MAX_MANIFEST_BYTES {
            return Err(PackError::TooLarge("manifest"));
        }
        let payload = signed_payload(bytes, expected.key)?;
        let manifest: Self = std::str::from_utf8(payload)
            .ok()
            .and_then(|text| serde_json::from_str(text).ok())
            .ok_or(PackError::Format("manifest"))?;
        manifest.check(expected)?;
        Ok(manifest)
    }

    /// The manifest's bytes: the payload on one line, then a line with key and signature for each seed.
    pub fn sign(&self, seeds: &[[u8; 32]]) -> Result<Vec<u8>, PackError> {
        let mut out = serde_json::to_vec(self).map_err(|_| PackError::Format("manifest"))?;
        let signatures: Vec<String> = seeds
            .iter()
            .map(|seed| format!("\n{} {}", to_hex(&public_key(seed)), to_hex(&sign(seed, &out))))
            .collect();
        signatures.iter().for_each(|line| out.extend_from_slice(line.as_bytes()));
        out.push(b'\n');
        if out.len() > MAX_MANIFEST_BYTES { Err(PackError::TooLarge("manifest")) } else { Ok(out) }
    }

    /// Market and language.
    pub fn scope(&self) -> Scope {
        Scope { market: self.market, language: self.language.clone() }
    }

    /// The whole of a stream.
    pub fn snapshot(&self, name: &str) -> Result<&StreamRef, PackError> {
        self.streams
            .iter()
            .find(|stream| stream.name == name && stream.kind == Kind::Snapshot)
            .ok_or(PackError::Format("a stream is missing"))
    }

    fn check(&self, expected: &Expected<'_>) -> Result<(), PackError> {
        if self.format != FORMAT {
            return Err(PackError::Format("format version"));
        }
        if self.min_app > FORMAT {
            return Err(PackError::AppTooOld);
        }
        if self.market != expected.scope.market || self.language != expected.scope.language {
            return Err(PackError::WrongScope);
        }
        if expected.highest_seen.is_some_and(|seen| self.version < seen) {
            return Err(PackError::Rollback);
        }
        if self.expires_at <= expected.now {
            return Err(PackError::Expired);
        }
        if self.merchant.chars().count() > 200 || self.items > CATALOG_ROWS {
            return Err(PackError::TooLarge("manifest field"));
        }
        self.streams.iter().try_for_each(StreamRef::check)
    }
}

impl StreamRef {
    fn check(&self) -> Result<(), PackError> {
        if from_hex::<32>(&self.object).is_none() {
            return Err(PackError::Format("object name"));
        }
        self.check_size()
    }
}

impl StreamRef {
    /// Whether its numbers are within what a phone takes.
    pub(crate) fn check_size(&self) -> Result<(), PackError> {
        if self.bytes > STREAM_BYTES || self.raw_bytes > STREAM_RAW_BYTES || self.rows > CATALOG_ROWS {
            return Err(PackError::TooLarge("object"));
        }
        Ok(())
    }
}

/// The first line, if one of the signatures below it is the trusted key's.
fn signed_payload<'a>(bytes: &'a [u8], key: &[u8; 32]) -> Result<&'a [u8], PackError> {
    let mut lines = bytes.split(|byte| *byte == b'\n');
    let payload = lines.next().ok_or(PackError::Signature)?;
    let trusted_hex = to_hex(key);
    let good = lines.take(MAX_SIGNATURES).any(|line| {
        std::str::from_utf8(line)
            .ok()
            .and_then(|line| line.split_once(' '))
            .filter(|(by, _)| *by == trusted_hex)
            .and_then(|(_, signature)| from_hex::<64>(signature))
            .is_some_and(|signature| is_signed(key, payload, &signature))
    });
    if good { Ok(payload) } else { Err(PackError::Signature) }
}
