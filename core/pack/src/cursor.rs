//! Postcard's wire format (postcard.jamesmunns.com/wire-format) read along, out of memory or a file: no length is believed
//! before it was compared with a limit.

use crate::error::PackError;
use std::io;

/// A sale: price in minor units; when it begins and when it has ended, in Unix milliseconds, open where `None`.
pub type SaleColumn = (i64, Option<i64>, Option<i64>);

/// Raw bytes of a stream, in memory or in a file, read at any place.
pub trait Raw {
    /// How many there are.
    fn size(&self) -> u64;
    /// Reads some at a place: at least one, unless that is the end.
    fn read_at(&self, at: u64, to: &mut [u8]) -> io::Result<usize>;
}

impl Raw for Vec<u8> {
    fn size(&self) -> u64 {
        self.len() as u64
    }

    fn read_at(&self, at: u64, to: &mut [u8]) -> io::Result<usize> {
        let from = usize::try_from(at).ok().and_then(|at| self.get(at..)).unwrap_or_default();
        let count = from.len().min(to.len());
        to[..count].copy_from_slice(&from[..count]);
        Ok(count)
    }
}

/// A place in a stream, with what lies ahead of it.
pub(crate) struct Cursor<'a, R> {
    raw: &'a R,
    /// Where what comes after `ahead` lies.
    next: u64,
    ahead: Vec<u8>,
    used: usize,
    room: usize,
}

const ENDS: PackError = PackError::Tampered("columns");

impl<'a, R: Raw> Cursor<'a, R> {
    pub(crate) fn new(raw: &'a R, at: u64, room: usize) -> Self {
        Self { raw, next: at, ahead: Vec::new(), used: 0, room }
    }

    pub(crate) fn place(&self) -> u64 {
        self.next - (self.ahead.len() - self.used) as u64
    }

    fn fill(&mut self) -> Result<(), PackError> {
        self.ahead.resize(self.room, 0);
        self.used = 0;
        let count = self.raw.read_at(self.next, &mut self.ahead).map_err(|_| PackError::Store)?;
        self.ahead.truncate(count);
        self.next += count as u64;
        if count == 0 { Err(ENDS) } else { Ok(()) }
    }

    /// A column's beginning, after all its values were passed.
    pub(crate) fn column(
        &mut self,
        rows: u32,
        mut pass: impl FnMut(&mut Self) -> Result<(), PackError>,
    ) -> Result<u64, PackError> {
        if self.varint()? != u64::from(rows) {
            return Err(PackError::Tampered("row count"));
        }
        let at = self.place();
        for _ in 0..rows {
            pass(self)?;
        }
        Ok(at)
    }

    pub(crate) fn byte(&mut self) -> Result<u8, PackError> {
        if self.used == self.ahead.len() {
            self.fill()?;
        }
        let byte = *self.ahead.get(self.used).ok_or(ENDS)?;
        self.used += 1;
        Ok(byte)
    }

    pub(crate) fn varint(&mut self) -> Result<u64, PackError> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            // The tenth byte has room for one bit.
            if shift == 63 && bits > 1 {
                return Err(ENDS);
            }
            value |= bits << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(ENDS)
    }

    pub(crate) fn number(&mut self) -> Result<u32, PackError> {
        u32::try_from(self.varint()?).map_err(|_| ENDS)
    }

    pub(crate) fn signed(&mut self) -> Result<i64, PackError> {
        let zigzag = self.varint()?;
        Ok((zigzag >> 1) as i64 ^ -((zigzag & 1) as i64))
    }

    pub(crate) fn optional<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, PackError>,
    ) -> Result<Option<T>, PackError> {
        match self.byte()? {
            0 => Ok(None),
            1 => read(self).map(Some),
            _ => Err(ENDS),
        }
    }

    pub(crate) fn sale(&mut self) -> Result<SaleColumn, PackError> {
        Ok((self.signed()?, self.optional(Self::signed)?, self.optional(Self::signed)?))
    }

    /// Bytes of which there are said to be no more than `max`: looked at before any are taken.
    pub(crate) fn bytes(&mut self, max: usize, what: &'static str) -> Result<Vec<u8>, PackError> {
        let mut left = usize::try_from(self.varint()?).map_err(|_| ENDS)?;
        if left > max {
            return Err(PackError::Tampered(what));
        }
        let mut out = Vec::with_capacity(left);
        while left > 0 {
            if self.used == self.ahead.len() {
                self.fill()?;
            }
            let here = self.ahead.get(self.used..).unwrap_or_default();
            let count = here.len().min(left);
            out.extend_from_slice(here.get(..count).unwrap_or_default());
            self.used += count;
            left -= count;
        }
        Ok(out)
    }

    pub(crate) fn text(&mut self, max: usize, what: &'static str) -> Result<String, PackError> {
        String::from_utf8(self.bytes(max, what)?).map_err(|_| ENDS)
    }

    pub(crate) fn list<T>(
        &mut self,
        max: usize,
        what: &'static str,
        mut read: impl FnMut(&mut Self) -> Result<T, PackError>,
    ) -> Result<Vec<T>, PackError> {
        let count = usize::try_from(self.varint()?).map_err(|_| ENDS)?;
        if count > max {
            return Err(PackError::Tampered(what));
        }
        (0..count).map(|_| read(self)).collect()
    }

    pub(crate) fn skip_list(
        &mut self,
        max: usize,
        what: &'static str,
        mut skip: impl FnMut(&mut Self) -> Result<(), PackError>,
    ) -> Result<(), PackError> {
        let count = usize::try_from(self.varint()?).map_err(|_| ENDS)?;
        if count > max {
            return Err(PackError::Tampered(what));
        }
        (0..count).try_for_each(|_| skip(self))
    }

    pub(crate) fn skip_text(&mut self) -> Result<(), PackError> {
        let length = self.varint()?;
        let here = (self.ahead.len() - self.used) as u64;
        if length <= here {
            self.used += length as usize;
            return Ok(());
        }
        let next =
            self.next.checked_add(length - here).filter(|next| *next <= self.raw.size()).ok_or(ENDS)?;
        (self.next, self.used) = (next, 0);
        self.ahead.clear();
        Ok(())
    }

    pub(crate) fn skip_optional_number(&mut self) -> Result<(), PackError> {
        self.optional(Self::number).map(drop)
    }
}
