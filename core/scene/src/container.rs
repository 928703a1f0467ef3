//! The GLB container (glTF 2.0, section 4): a header, a JSON chunk, at most one binary chunk.

use crate::error::ModelError;

const MAGIC: &[u8; 4] = b"glTF";
const JSON: u32 = 0x4E4F_534A;
const BINARY: u32 = 0x004E_4942;

/// Whether the bytes begin as a GLB does; else they are taken for the JSON of a glTF.
pub fn is_glb(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// JSON and binary chunk of a GLB.
pub(crate) fn split(bytes: &[u8]) -> Result<(&[u8], Option<&[u8]>), ModelError> {
    let broken = ModelError::Container;
    let word = |at: usize| -> Option<u32> {
        let four: [u8; 4] = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(u32::from_le_bytes(four))
    };
    let version = word(4).ok_or(broken("the header is cut off"))?;
    if version != 2 {
        return Err(ModelError::Version(version.to_string()));
    }
    let length = word(8).ok_or(broken("the header is cut off"))? as usize;
    if length > bytes.len() {
        return Err(broken("shorter than its header says"));
    }
    let (mut at, mut json, mut binary) = (12, None, None);
    while at < length {
        let size = word(at).ok_or(broken("a chunk's header is cut off"))? as usize;
        let kind = word(at + 4).ok_or(broken("a chunk's header is cut off"))?;
        let end = at.checked_add(8).and_then(|from| from.checked_add(size)).filter(|end| *end <= length);
        let chunk = end.and_then(|end| bytes.get(at + 8..end)).ok_or(broken("a chunk is cut off"))?;
        match kind {
            JSON if json.is_none() => json = Some(chunk),
            JSON => return Err(broken("two JSON chunks")),
            BINARY if json.is_none() => return Err(broken("the JSON chunk is not the first")),
            BINARY if binary.is_none() => binary = Some(chunk),
            BINARY => return Err(broken("two binary chunks")),
            // Others are for extensions and are passed over (section 4.4.3).
            _ if json.is_none() => return Err(broken("the JSON chunk is not the first")),
            _ => {}
        }
        at += 8 + size;
    }
    Ok((json.ok_or(broken("no JSON chunk"))?, binary))
}
