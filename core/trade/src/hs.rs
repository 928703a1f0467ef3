//! Codes of the Harmonized System, as far as they are known, and the editions they are of.

use crate::TradeError;

/// How many digits a code may have at most: six are the world's, up to ten are a country's.
pub const MAX_DIGITS: u32 = 10;

/// A code, or the beginning of one: 0, or 2 to 10 digits. No digits cover every code.
///
/// Codes order as their texts do: all that begin with `6404` stand between `6404` and `6405`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hs {
    /// The digits, filled up with zeros to ten, times [`COUNTS`], and how many they are: one number, which orders as the texts do.
    packed: u64,
}

/// More than there are digits.
const COUNTS: u64 = 16;

/// A year's edition of the Harmonized System (World Customs Organization); what a code means may differ between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Edition {
    /// In force since 2012-01-01.
    Hs2012,
    /// In force since 2017-01-01.
    Hs2017,
    /// In force since 2022-01-01.
    Hs2022,
    /// To be in force from 2028-01-01.
    Hs2028,
}

impl Hs {
    /// Every code; also a code of which nothing is known.
    pub const ANY: Self = Self { packed: 0 };

    /// Parses `640411` or `6404.11`: 2 to 10 digits, points between them are left out. The chapter is one of the HS.
    pub fn parse(text: &str) -> Result<Self, TradeError> {
        let (mut value, mut digits) = (0_u64, 0_u32);
        for byte in text.bytes().filter(|byte| *byte != b'.') {
            if !byte.is_ascii_digit() || digits == MAX_DIGITS {
                return Err(TradeError::BadHs);
            }
            value = value * 10 + u64::from(byte - b'0');
            digits += 1;
        }
        Self::of_digits(value, digits)
    }

    /// Of `digits` digits, read as a number.
    pub fn of_digits(value: u64, digits: u32) -> Result<Self, TradeError> {
        if digits == 0 && value == 0 {
            return Ok(Self::ANY);
        }
        if !(2..=MAX_DIGITS).contains(&digits) || value >= 10_u64.pow(digits) {
            return Err(TradeError::BadHs);
        }
        let filled = value * 10_u64.pow(MAX_DIGITS - digits);
        // Chapter 77 is kept free; 98 and 99 are the countries' own.
        match filled / 100_000_000 {
            0 | 77 => Err(TradeError::BadHs),
            _ => Ok(Self::packed(filled, digits)),
        }
    }

    const fn packed(filled: u64, digits: u32) -> Self {
        Self { packed: filled * COUNTS + digits as u64 }
    }

    const fn filled(self) -> u64 {
        self.packed / COUNTS
    }

    /// How many digits are known.
    pub const fn digits(self) -> u32 {
        (self.packed % COUNTS) as u32
    }

    /// The digits as a number.
    pub const fn value(self) -> u64 {
        self.filled() / 10_u64.pow(MAX_DIGITS - self.digits())
    }

    /// The first two digits as a number.
    pub(crate) const fn chapter(self) -> u64 {
        self.filled() / const { 10_u64.pow(MAX_DIGITS - 2) }
    }

    /// The first four digits as a number, with zeros for those that are not known.
    pub(crate) const fn heading(self) -> u64 {
        self.filled() / const { 10_u64.pow(MAX_DIGITS - 4) }
    }

    /// A number that few codes share, found without a division.
    pub(crate) const fn spread(self) -> u64 {
        self.packed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40
    }

    /// Whether every code that this one may be begins with `prefix`.
    pub fn begins_with(self, prefix: Self) -> bool {
        // How far it stands behind the first code that begins with it.
        let behind = self.filled().checked_sub(prefix.filled());
        let among = |behind| behind < 10_u64.pow(MAX_DIGITS - prefix.digits());
        self.digits() >= prefix.digits() && behind.is_some_and(among)
    }

    /// The first digits alone; all where there are fewer.
    pub fn cut(self, digits: u32) -> Self {
        if digits >= self.digits() {
            return self;
        }
        let unit = 10_u64.pow(MAX_DIGITS - digits);
        Self::packed(self.filled() / unit * unit, digits)
    }
}

impl std::fmt::Display for Hs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.digits() {
            0 => f.write_str("*"),
            digits => write!(f, "{:0width$}", self.value(), width = digits as usize),
        }
    }
}

impl std::fmt::Debug for Hs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

impl Edition {
    /// Every edition by its name.
    pub const ALL: [(&'static str, Self); 4] = [
        ("HS2012", Self::Hs2012),
        ("HS2017", Self::Hs2017),
        ("HS2022", Self::Hs2022),
        ("HS2028", Self::Hs2028),
    ];

    /// Parses `HS2022`.
    pub fn parse(text: &str) -> Result<Self, TradeError> {
        let found = Self::ALL.iter().find(|(name, _)| *name == text);
        found.map(|(_, edition)| *edition).ok_or(TradeError::BadEdition)
    }

    /// `HS2022`.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(_, edition)| *edition == self).map_or("", |(name, _)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_with_and_without_points() {
        let code = |text| Hs::parse(text).expect("a code");
        assert_eq!(code("6404.11"), code("640411"));
        assert_eq!((code("0901").to_string().as_str(), code("6404.11.00.90").digits()), ("0901", 10));
        for bad in ["6", "77", "0012", "64a4", "64041100901", "6404 11"] {
            assert_eq!(Hs::parse(bad), Err(TradeError::BadHs), "{bad}");
        }
    }

    #[test]
    fn a_prefix_covers_what_begins_with_it() {
        let code = |text| Hs::parse(text).expect("a code");
        assert!(code("640411").begins_with(code("6404")) && code("6404").begins_with(Hs::ANY));
        assert!(!code("6404").begins_with(code("640411")) && !code("6404").begins_with(code("6405")));
        assert!(!Hs::ANY.begins_with(code("64")));
        assert_eq!(code("640411").cut(4), code("6404"));
    }
}
