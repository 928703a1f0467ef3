//! Packs what is compiled in: a phone's library carries a third of it, or less.

/// The strongest compression there is: it is done once, and unpacking takes the same time whatever was done.
const LEVEL: i32 = 22;

/// Compressed by zstd; the length unpacked stands before it, 4 bytes, little-endian.
pub(crate) fn packed(whole: &[u8]) -> Result<Vec<u8>, String> {
    let length = u32::try_from(whole.len()).map_err(|error| error.to_string())?;
    let packed = zstd::bulk::compress(whole, LEVEL).map_err(|error| error.to_string())?;
    Ok([&length.to_le_bytes()[..], &packed].concat())
}
