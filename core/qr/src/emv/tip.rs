//! Tags 55 to 57: a tip that is asked for, a fee that is fixed, or a fee in percent.

use crate::amount::Amount;
use crate::error::QrError;
use tradewind_domain::Currency;

/// What is paid besides the amount (EMV QRCPS-MPM 1.1, tags 55 to 57).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tip {
    /// `01`: the app asks the payer for a tip.
    Asked,
    /// `02`: this much more.
    Fixed(Amount),
    /// `03`: this share of the amount more.
    Percent(Percent),
}

/// A share from 0.01 to 99.99 percent, with its spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Percent {
    hundredths: u16,
    spelled: Box<str>,
}

impl Percent {
    /// Reads one to five characters: digits, and at most two behind a point.
    pub fn read(text: &str) -> Result<Self, QrError> {
        let malformed = QrError::Malformed { field: "convenience fee percentage" };
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if text.len() > 5 || whole.is_empty() || part.len() > 2 || !digits(whole) || !digits(part) {
            return Err(malformed);
        }
        if text.ends_with('.') {
            return Err(malformed);
        }
        let hundredths = format!("{whole}{part:0<2}").parse::<u32>().map_err(|_| malformed.clone())?;
        match u16::try_from(hundredths) {
            Ok(hundredths @ 1..=9_999) => Ok(Self { hundredths, spelled: text.into() }),
            _ => Err(malformed),
        }
    }

    /// Hundredths of a percent, 1 to 9,999.
    pub fn hundredths(&self) -> u16 {
        self.hundredths
    }

    /// The digits as written.
    pub fn spelled(&self) -> &str {
        &self.spelled
    }
}

impl Tip {
    /// Reads the three tags together: the indicator says which of the other two is there, and no other may be.
    pub(crate) fn read(tags: [Option<&str>; 3], currency: Currency) -> Result<Option<Self>, QrError> {
        Ok(match tags {
            [None, None, None] => None,
            [Some("01"), None, None] => Some(Self::Asked),
            [Some("02"), Some(fixed), None] => Some(Self::Fixed(Amount::read_open(fixed, currency)?)),
            [Some("03"), None, Some(percent)] => Some(Self::Percent(Percent::read(percent)?)),
            _ => return Err(QrError::TipRule),
        })
    }

    /// The three tags.
    pub(crate) fn tags(&self) -> [Option<&str>; 3] {
        match self {
            Self::Asked => [Some("01"), None, None],
            Self::Fixed(amount) => [Some("02"), Some(amount.spelled()), None],
            Self::Percent(percent) => [Some("03"), None, Some(percent.spelled())],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percents_are_exact() {
        for (text, hundredths) in [("3", 300), ("3.00", 300), ("00.01", 1), ("99.99", 9_999), ("2.5", 250)] {
            assert_eq!(Percent::read(text).map(|p| p.hundredths()), Ok(hundredths), "{text}");
        }
        for text in ["", "0", "00.00", "100", ".5", "5.", "1.234", "-1", "1,5", "99.990"] {
            assert!(Percent::read(text).is_err(), "{text}");
        }
    }
}
