//! What is compiled in is packed, as `build/packed.rs` does it.

/// Unpacks it whole; none where it was not packed so.
pub(crate) fn unpacked(packed: &[u8]) -> Option<Vec<u8>> {
    let (length, packed) = packed.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
    zstd::bulk::decompress(packed, length).ok()
}
