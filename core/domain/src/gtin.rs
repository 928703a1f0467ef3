//! The number on a product's bar code (GS1 Global Trade Item Number).

use crate::typed::ascii;
use serde::{Deserialize, Serialize};

/// A GTIN of 8, 12, 13 or 14 digits whose check digit fits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Gtin(String);

/// Why a text is no GTIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a GTIN")]
pub struct GtinError;

impl Gtin {
    /// Reads the digits; blanks and hyphens between them go. Sheets lose the zero that a number begins with: it is put back
    /// where 7 or 11 digits are left.
    pub fn parse(text: &str) -> Result<Self, GtinError> {
        let mut digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).take(15).collect();
        if matches!(digits.len(), 7 | 11) {
            digits.insert(0, '0');
        }
        let right = matches!(digits.len(), 8 | 12 | 13 | 14)
            && digits.bytes().all(|b| b.is_ascii_digit())
            && weighed(digits.as_bytes()).is_multiple_of(10);
        if right { Ok(Self(digits)) } else { Err(GtinError) }
    }

    /// Reads a number that was typed or scanned: 8, 12, 13 or 14 digits of any script and nothing else but blanks and hyphens
    /// between them. No zero is put back: seven digits that a person types are no number of a product.
    pub fn typed(text: &str) -> Result<Self, GtinError> {
        let digits: String = ascii(text).chars().filter(|c| !matches!(c, ' ' | '-')).take(15).collect();
        if matches!(digits.len(), 8 | 12 | 13 | 14) { Self::parse(&digits) } else { Err(GtinError) }
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The value of the digits, below 10^14. Numbers of different lengths that differ in zeros before them are the same
    /// number (GS1 General Specifications 3.3.2), and have the same value.
    pub fn number(&self) -> i64 {
        self.0.bytes().fold(0, |number, digit| number * 10 + i64::from(digit.saturating_sub(b'0')))
    }
}

/// GS1 General Specifications 7.9: weights 1 and 3 from the right, check digit included.
fn weighed(digits: &[u8]) -> u32 {
    let weights = [1, 3].into_iter().cycle();
    digits
        .iter()
        .rev()
        .zip(weights)
        .map(|(digit, weight)| u32::from(digit.saturating_sub(b'0')) * weight)
        .sum()
}

impl TryFrom<String> for Gtin {
    type Error = GtinError;

    fn try_from(text: String) -> Result<Self, GtinError> {
        Self::parse(&text)
    }
}

impl From<Gtin> for String {
    fn from(gtin: Gtin) -> Self {
        gtin.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_decides() {
        let read = |text| Gtin::parse(text).ok().map(String::from);
        assert_eq!(read("4006381333931").as_deref(), Some("4006381333931"));
        assert_eq!(read("400 6381-333931").as_deref(), Some("4006381333931"));
        assert_eq!(read("36000291452").as_deref(), Some("036000291452"));
        assert_eq!(read("96385074").as_deref(), Some("96385074"));
        assert_eq!(read("10614141000415").as_deref(), Some("10614141000415"));
        for bad in
            ["4006381333930", "", "123", "40063813339312345", "400638133393X", "４００６３８１３３３９３１"]
        {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_typed_number_is_of_any_script_and_has_all_its_digits() {
        let read = |text| Gtin::typed(text).ok().map(String::from);
        assert_eq!(read(" 400-6381 333931").as_deref(), Some("4006381333931"));
        assert_eq!(read("４００６３８１３３３９３１").as_deref(), Some("4006381333931"));
        assert_eq!(read("٤٠٠٦٣٨١٣٣٣٩٣١").as_deref(), Some("4006381333931"));
        for other in ["36000291452", "4006381333930", "mug 4006381333931", "", "12345678"] {
            assert_eq!(read(other), None, "{other}");
        }
    }

    #[test]
    fn zeros_before_a_number_change_nothing() {
        let number = |text| Gtin::parse(text).expect("a number").number();
        assert_eq!(number("036000291452"), 36_000_291_452);
        assert_eq!(number("036000291452"), number("00036000291452"));
        assert_eq!(number("96385074"), 96_385_074);
    }
}
