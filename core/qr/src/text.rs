//! The shapes that short texts have to have.

/// Whether a text has such a length and nothing but such bytes.
pub(crate) fn is(text: &str, lengths: std::ops::RangeInclusive<usize>, kind: fn(&u8) -> bool) -> bool {
    lengths.contains(&text.len()) && text.as_bytes().iter().all(kind)
}
