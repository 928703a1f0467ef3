//! Objects: one stream's columns, postcard-encoded, zstd-compressed, named by the BLAKE3 of what lies on the host.

use crate::error::PackError;
use crate::key::to_hex;
use crate::manifest::{Kind, MAX_RAW_BYTES, StreamRef};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// zstd level for publishing: between 9 and 19, because a merchant publishes often and a phone loads seldom. Not tuned on
/// our own data yet; readers do not depend on it.
pub const LEVEL: i32 = 12;

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
    let bytes = zstd::bulk::compress(&raw, LEVEL).map_err(|_| PackError::Format("compression"))?;
    let stream = StreamRef {
        name: name.to_owned(),
        kind: Kind::Snapshot,
        from: None,
        object: to_hex(blake3::hash(&bytes).as_bytes()),
        bytes: bytes.len() as u64,
        raw_bytes: raw.len() as u64,
        rows,
    };
    Ok(Sealed { stream, bytes })
}

/// Checks and decompresses an object: length, hash, then exactly `raw_bytes` out, never more.
pub fn open(stream: &StreamRef, bytes: &[u8]) -> Result<Vec<u8>, PackError> {
    if bytes.len() as u64 != stream.bytes {
        return Err(PackError::Tampered("length"));
    }
    if to_hex(blake3::hash(bytes).as_bytes()) != stream.object {
        return Err(PackError::Tampered("hash"));
    }
    if stream.raw_bytes > MAX_RAW_BYTES {
        return Err(PackError::TooLarge("object"));
    }
    let capacity = usize::try_from(stream.raw_bytes).map_err(|_| PackError::TooLarge("object"))?;
    let raw = zstd::bulk::decompress(bytes, capacity).map_err(|_| PackError::Tampered("compression"))?;
    if raw.len() == capacity { Ok(raw) } else { Err(PackError::Tampered("raw length")) }
}

/// Reads a stream's columns from [`open`]ed bytes; every byte must be used.
pub fn read<T: DeserializeOwned>(raw: &[u8]) -> Result<T, PackError> {
    match postcard::take_from_bytes::<T>(raw) {
        Ok((columns, [])) => Ok(columns),
        _ => Err(PackError::Tampered("columns")),
    }
}
