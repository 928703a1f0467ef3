//! EXT_meshopt_compression and KHR_meshopt_compression: buffer views that are decoded before anybody reads them.
//!
//! Written after the extension's appendices A ("Bitstream") and B ("Filters") and held to what the reference decoder makes of the same bytes
//! (`tests/kit/compressed.mjs`). The one decoder in Rust there is (meshopt-rs 0.1) takes the size of a vertex as a type, which is a copy
//! of it for each of 64 sizes, and knows version 0 alone.

mod attributes;
mod filter;
mod indices;
mod input;

use crate::document::{MeshoptView, Whole};
use crate::error::ModelError;
use input::BROKEN;

/// Decodes a view: `count` elements of `byteStride` bytes each.
pub(crate) fn decode(view: &MeshoptView, bytes: &[u8]) -> Result<Vec<u8>, ModelError> {
    let count = number(view.count)?;
    let stride = number(view.byte_stride)?;
    let mut decoded = match (view.mode.as_str(), stride) {
        ("ATTRIBUTES", _) => attributes::decode(bytes, count, stride)?,
        ("TRIANGLES", 2 | 4) => packed(&indices::triangles(bytes, count)?, stride)?,
        ("INDICES", 2 | 4) => packed(&indices::sequence(bytes, count)?, stride)?,
        _ => return Err(BROKEN),
    };
    let filter = view.filter.as_deref().unwrap_or("NONE");
    match (filter, view.mode.as_str()) {
        ("NONE", _) => {}
        (filter, "ATTRIBUTES") => filter::apply(filter, &mut decoded, stride)?,
        _ => return Err(BROKEN),
    }
    Ok(decoded)
}

/// Bytes that a view comes to; asked before anything is allocated.
pub(crate) fn decoded_bytes(view: &MeshoptView) -> Result<u64, ModelError> {
    Ok((number(view.count)? as u64).saturating_mul(number(view.byte_stride)? as u64))
}

fn number(field: Option<Whole>) -> Result<usize, ModelError> {
    field.map(|whole| whole.0).ok_or(ModelError::Buffer("a meshopt view without count or stride"))
}

/// Indices as 16 or 32 bits, little endian.
fn packed(indices: &[u32], stride: usize) -> Result<Vec<u8>, ModelError> {
    if stride == 4 {
        return Ok(indices.iter().flat_map(|index| index.to_le_bytes()).collect());
    }
    let mut all = Vec::with_capacity(indices.len() * 2);
    for index in indices {
        all.extend(u16::try_from(*index).map_err(|_| BROKEN)?.to_le_bytes());
    }
    Ok(all)
}

#[cfg(test)]
mod tests;
