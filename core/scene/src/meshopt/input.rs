//! Compressed bytes as they are read.

use crate::error::ModelError;

/// Why bytes are refused.
pub(super) const BROKEN: ModelError = ModelError::Buffer("meshopt data that cannot be decoded");

/// Bytes that are read from the front; nothing is read beyond their end.
pub(super) struct Input<'a>(pub(super) &'a [u8]);

impl<'a> Input<'a> {
    pub(super) fn byte(&mut self) -> Result<u8, ModelError> {
        let (first, rest) = self.0.split_first().ok_or(BROKEN)?;
        self.0 = rest;
        Ok(*first)
    }

    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8], ModelError> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(BROKEN)?;
        self.0 = rest;
        Ok(taken)
    }
}

/// 0, -1, 1, -2, 2, ...
pub(super) const fn unzigzag(value: u32) -> u32 {
    (value >> 1) ^ (value & 1).wrapping_neg()
}
