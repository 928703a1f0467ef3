//! Objects: one stream's columns, postcard-encoded, zstd-compressed, named by the BLAKE3 of what lies on the host.

use crate::error::PackError;
use crate::manifest::{Kind, StreamRef};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::Read;
use tradewind_domain::hex::to_hex;
use tradewind_domain::limits::STREAM_WINDOW_LOG;

/// zstd level for publishing: between 9 and 19, because a merchant publishes often and a phone loads seldom. Not tuned on
/// our own data yet; readers do not depend on it.
pub const LEVEL: i32 = 12;

/// The largest object that [`open`] holds in memory, raw.
const OPENED_BYTES: u64 = 64 << 20;

/// A stream ready for the host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// How the manifest names it.
    pub stream: StreamRef,
    /// The object's bytes.
    pub bytes: Vec<u8>,
}

/// Encodes and compresses a stream's columns as a snapshot.
pub fn seal<T: Serialize>(name: &str, columns: &T, rows: u32) -> Result<Sealed, PackError> {
    let raw = postcard::to_stdvec(columns).map_err(|_| PackError::Format("columns"))?;
    seal_raw(name, &raw, rows)
}

/// Compresses bytes that have a format of their own, as a snapshot of `rows` rows.
pub fn seal_raw(name: &str, raw: &[u8], rows: u32) -> Result<Sealed, PackError> {
    let bytes = zstd::bulk::compress(raw, LEVEL).map_err(|_| PackError::Format("compression"))?;
    let stream = StreamRef {
        name: name.to_owned(),
        kind: Kind::Snapshot,
        from: None,
        object: to_hex(blake3::hash(&bytes).as_bytes()),
        bytes: bytes.len() as u64,
        raw_bytes: raw.len() as u64,
        rows,
    };
    // What no phone would take is not published.
    stream.check_size()?;
    Ok(Sealed { stream, bytes })
}

/// Checks an object's length and hash while it comes, piece by piece.
#[derive(Debug, Default)]
pub struct Intake {
    hasher: blake3::Hasher,
    bytes: u64,
}

impl Intake {
    /// The next piece.
    pub fn put(&mut self, piece: &[u8]) {
        self.hasher.update(piece);
        self.bytes = self.bytes.saturating_add(piece.len() as u64);
    }

    /// Whether what came is what the manifest names.
    pub fn check(&self, stream: &StreamRef) -> Result<(), PackError> {
        if self.bytes != stream.bytes {
            return Err(PackError::Tampered("length"));
        }
        if to_hex(self.hasher.finalize().as_bytes()) != stream.object {
            return Err(PackError::Tampered("hash"));
        }
        Ok(())
    }
}

/// Decompresses an object that was checked, piece by piece: exactly `raw_bytes` come out, never more. Memory at once is the
/// window of the compression and one piece.
pub fn unpack<E: From<PackError>>(
    stream: &StreamRef,
    object: impl Read,
    mut to: impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let bad = || E::from(PackError::Tampered("compression"));
    stream.check_size()?;
    let mut decoder = zstd::stream::read::Decoder::new(object).map_err(|_| bad())?;
    decoder.window_log_max(STREAM_WINDOW_LOG).map_err(|_| bad())?;
    let mut piece = vec![0; 64 << 10];
    let mut left = stream.raw_bytes;
    loop {
        let count = decoder.read(&mut piece).map_err(|_| bad())?;
        if count == 0 {
            break;
        }
        left = left.checked_sub(count as u64).ok_or_else(bad)?;
        to(piece.get(..count).unwrap_or_default())?;
    }
    if left == 0 { Ok(()) } else { Err(PackError::Tampered("raw length").into()) }
}

/// Checks and decompresses a small object at once, for those who look at what was published.
pub fn open(stream: &StreamRef, bytes: &[u8]) -> Result<Vec<u8>, PackError> {
    let mut intake = Intake::default();
    intake.put(bytes);
    intake.check(stream)?;
    if stream.raw_bytes > OPENED_BYTES {
        return Err(PackError::TooLarge("object"));
    }
    let mut raw = Vec::new();
    unpack(stream, bytes, |piece| {
        raw.extend_from_slice(piece);
        Ok::<(), PackError>(())
    })?;
    Ok(raw)
}

/// Reads a stream's columns from [`open`]ed bytes of our own; every byte must be used. Empty lists take more memory than
/// bytes, so that a phone reads a stranger's by [`crate::Rows`].
pub fn read<T: DeserializeOwned>(raw: &[u8]) -> Result<T, PackError> {
    match postcard::take_from_bytes::<T>(raw) {
        Ok((columns, [])) => Ok(columns),
        _ => Err(PackError::Tampered("columns")),
    }
}
