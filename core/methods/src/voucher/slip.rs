//! Numbers for a till: digits in the groups that they were written in, bounded, and no more is known of them.

use crate::error::MethodError;
use tradewind_domain::typed;

/// The longest text read, in characters.
const MAX_CHARS: usize = 64;

/// Where a number is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Till {
    /// OXXO, Mexico: a reference of 14 digits (Conekta), or the longer one of the bar code, up to 30.
    Oxxo,
    /// A convenience store in Japan: 6 to 20 digits by chain and provider, some with a second number behind a dash.
    Konbini,
}

/// A number to be shown at a till.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    till: Till,
    digits: String,
}

impl Slip {
    /// Reads a number as a merchant writes it: digits of any script, with spaces and dashes between them.
    pub fn read(text: &str, till: Till) -> Result<Self, MethodError> {
        if text.chars().take(MAX_CHARS + 1).count() > MAX_CHARS {
            return Err(MethodError::TooLong { limit: MAX_CHARS });
        }
        let malformed = MethodError::Malformed { field: "reference" };
        let mut digits = String::new();
        for c in typed::ascii(typed::trimmed(text)).chars() {
            match c {
                '0'..='9' => digits.push(c),
                ' ' | '-' => {}
                _ => return Err(malformed),
            }
        }
        let lengths = match till {
            Till::Oxxo => 14..=30,
            Till::Konbini => 6..=20,
        };
        if lengths.contains(&digits.len()) { Ok(Self { till, digits }) } else { Err(malformed) }
    }

    /// Where it is paid.
    pub fn till(&self) -> Till {
        self.till
    }

    /// The digits alone, as a bar code has them.
    pub fn digits(&self) -> &str {
        &self.digits
    }

    /// In groups of four, as people read them out.
    pub fn grouped(&self) -> String {
        let mut out = String::with_capacity(self.digits.len() * 5 / 4);
        for (at, c) in self.digits.chars().enumerate() {
            if at > 0 && at % 4 == 0 {
                out.push(' ');
            }
            out.push(c);
        }
        out
    }
}
