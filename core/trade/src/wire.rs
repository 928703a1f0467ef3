//! Numbers, texts and lists in compiled rules: written shortest, read within limits before anything is allocated.

use crate::TradeError;
use rust_decimal::Decimal;

/// The longest text in compiled rules, in bytes.
pub(crate) const MAX_TEXT: usize = 2_000;
/// The most digits behind the mark of a number.
pub(crate) const MAX_SCALE: u8 = 12;

/// What is written.
#[derive(Default)]
pub(crate) struct Writer(Vec<u8>);

impl Writer {
    pub(crate) fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    /// LEB128: seven bits a byte, the lowest first.
    pub(crate) fn number(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.0.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.0.push(value as u8);
    }

    /// Zigzag: small numbers of both signs are short.
    pub(crate) fn signed(&mut self, value: i64) {
        self.number(((value << 1) ^ (value >> 63)) as u64);
    }

    /// A decimal number as its digits and how many of them stand behind the mark.
    pub(crate) fn decimal(&mut self, value: Decimal) -> Result<(), TradeError> {
        let value = value.normalize();
        let digits = i64::try_from(value.mantissa()).map_err(|_| TradeError::BadNumber)?;
        let scale = u8::try_from(value.scale()).ok().filter(|scale| *scale <= MAX_SCALE);
        self.byte(scale.ok_or(TradeError::BadNumber)?);
        self.signed(digits);
        Ok(())
    }

    pub(crate) fn text(&mut self, text: &str) -> Result<(), TradeError> {
        if text.len() > MAX_TEXT {
            return Err(TradeError::TooLarge("a text"));
        }
        self.number(text.len() as u64);
        self.0.extend_from_slice(text.as_bytes());
        Ok(())
    }

    /// Everything, with its checksum behind it.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        let sum = crc32(&self.0);
        self.0.extend_from_slice(&sum.to_le_bytes());
        self.0
    }
}

/// What is read, from the front.
pub(crate) struct Reader<'a>(&'a [u8]);

/// What is said where the bytes end before the rules do.
const ENDS: TradeError = TradeError::Damaged("it ends early");

impl<'a> Reader<'a> {
    /// Of bytes that end with their checksum.
    pub(crate) fn checked(bytes: &'a [u8]) -> Result<Self, TradeError> {
        let (body, sum) = bytes.split_last_chunk::<4>().ok_or(ENDS)?;
        if u32::from_le_bytes(*sum) != crc32(body) {
            return Err(TradeError::Damaged("its checksum differs"));
        }
        Ok(Self(body))
    }

    pub(crate) fn byte(&mut self) -> Result<u8, TradeError> {
        let (first, rest) = self.0.split_first().ok_or(ENDS)?;
        self.0 = rest;
        Ok(*first)
    }

    pub(crate) fn number(&mut self) -> Result<u64, TradeError> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            // The tenth byte has room for one bit.
            if shift == 63 && bits > 1 {
                break;
            }
            value |= bits << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(TradeError::Damaged("a number is too long"))
    }

    pub(crate) fn signed(&mut self) -> Result<i64, TradeError> {
        let zigzag = self.number()?;
        Ok((zigzag >> 1) as i64 ^ -((zigzag & 1) as i64))
    }

    /// A number that is at most `most`.
    pub(crate) fn within(&mut self, most: u64, what: &'static str) -> Result<u64, TradeError> {
        let value = self.number()?;
        if value <= most { Ok(value) } else { Err(TradeError::TooLarge(what)) }
    }

    pub(crate) fn decimal(&mut self) -> Result<Decimal, TradeError> {
        let scale = self.byte()?;
        let digits = self.signed()?;
        if scale > MAX_SCALE {
            return Err(TradeError::Damaged("a number has too many decimals"));
        }
        Ok(Decimal::new(digits, u32::from(scale)))
    }

    pub(crate) fn text(&mut self) -> Result<&'a str, TradeError> {
        let length = usize::try_from(self.within(MAX_TEXT as u64, "a text")?).map_err(|_| ENDS)?;
        let (text, rest) = self.0.split_at_checked(length).ok_or(ENDS)?;
        self.0 = rest;
        std::str::from_utf8(text).map_err(|_| TradeError::Damaged("a text is not UTF-8"))
    }

    /// So many things, at most `most`. Each takes a byte or more, so that a count above what is left is refused first.
    pub(crate) fn list<T>(
        &mut self,
        most: u64,
        what: &'static str,
        mut read: impl FnMut(&mut Self) -> Result<T, TradeError>,
    ) -> Result<Vec<T>, TradeError> {
        let count = usize::try_from(self.within(most, what)?).map_err(|_| ENDS)?;
        if count > self.0.len() {
            return Err(ENDS);
        }
        (0..count).map(|_| read(self)).collect()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// CRC-32 of IEEE 802.3: finds every change of up to 32 bits that lie together. No proof against a stranger: packs are signed.
fn crc32(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg());
        }
    }
    !sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_published_one() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn what_is_written_is_read() {
        let mut out = Writer::default();
        for value in [0, 1, 127, 128, u64::MAX] {
            out.number(value);
        }
        for value in [0, -1, i64::MIN, i64::MAX] {
            out.signed(value);
        }
        out.decimal(Decimal::new(-12_500, 3)).expect("a number");
        out.text("été").expect("a text");
        let bytes = out.finish();
        let mut read = Reader::checked(&bytes).expect("whole");
        for value in [0, 1, 127, 128, u64::MAX] {
            assert_eq!(read.number(), Ok(value));
        }
        for value in [0, -1, i64::MIN, i64::MAX] {
            assert_eq!(read.signed(), Ok(value));
        }
        assert_eq!(read.decimal(), Ok(Decimal::new(-125, 1)));
        assert_eq!((read.text(), read.is_empty()), (Ok("été"), true));
    }

    #[test]
    fn a_length_is_not_believed() {
        let mut out = Writer::default();
        out.number(u64::MAX);
        let bytes = out.finish();
        let list = Reader::checked(&bytes).and_then(|mut read| read.list(9, "things", Reader::byte));
        assert_eq!(list, Err(TradeError::TooLarge("things")));
    }
}
