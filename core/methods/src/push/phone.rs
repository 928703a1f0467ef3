//! A phone number of a country, in the form that mobile money wants: digits alone, the country's code first.

use crate::error::MethodError;
use tradewind_domain::{Market, typed};

/// The longest text read, in characters.
const MAX_CHARS: usize = 40;

/// How a country numbers its mobile phones: calling code, digits of a national number, whether people write a zero before it, and
/// the digits it may begin with. Operators are not told apart: numbers are carried from one to another.
///
/// Source: general knowledge of the national plans (ITU-T E.164), not read at the regulators; Ivory Coast has ten digits since
/// January 2021, Benin since November 2024.
struct Plan {
    country: &'static str,
    code: &'static str,
    digits: usize,
    zero: bool,
    begins: &'static str,
}

const fn plan(
    country: &'static str,
    code: &'static str,
    digits: usize,
    zero: bool,
    begins: &'static str,
) -> Plan {
    Plan { country, code, digits, zero, begins }
}

const PLANS: &[Plan] = &[
    plan("BJ", "229", 10, false, "0"),
    plan("CD", "243", 9, true, "89"),
    plan("CG", "242", 9, false, "0"),
    plan("CI", "225", 10, false, "0"),
    plan("CM", "237", 9, false, "6"),
    plan("GA", "241", 8, true, "67"),
    plan("GH", "233", 9, true, "25"),
    plan("KE", "254", 9, true, "17"),
    plan("LR", "231", 9, true, "578"),
    plan("MG", "261", 9, true, "3"),
    plan("MW", "265", 9, true, "89"),
    plan("NE", "227", 8, false, "789"),
    plan("RW", "250", 9, true, "7"),
    plan("TD", "235", 8, false, "679"),
    plan("TZ", "255", 9, true, "67"),
    plan("UG", "256", 9, true, "7"),
    plan("ZM", "260", 9, true, "579"),
];

/// A mobile number of a country. It does not print.
#[derive(Clone, PartialEq, Eq)]
pub struct Phone {
    code: &'static str,
    national: String,
}

impl Phone {
    /// Reads what a person types: with or without the country's code (`+254`, `00254`, `254`), with or without the zero before the
    /// national number, with spaces, dashes, dots and brackets, in any script's digits.
    ///
    /// Kenya gives `2547XXXXXXXX` and `2541XXXXXXXX`. A number of another country is refused, not guessed at.
    pub fn read(typed_text: &str, country: Market) -> Result<Self, MethodError> {
        let plan = PLANS.iter().find(|plan| plan.country == country.as_str()).ok_or(MethodError::Country)?;
        if typed_text.chars().take(MAX_CHARS + 1).count() > MAX_CHARS {
            return Err(MethodError::TooLong { limit: MAX_CHARS });
        }
        let text = typed::ascii(typed::trimmed(typed_text));
        let (plus, rest) = text.strip_prefix('+').map_or((false, text.as_str()), |rest| (true, rest));
        let mut digits = String::with_capacity(rest.len());
        for c in rest.chars() {
            match c {
                '0'..='9' => digits.push(c),
                ' ' | '-' | '.' | '(' | ')' | '/' => {}
                _ => return Err(MethodError::Phone),
            }
        }
        let abroad = if plus { Some(digits.as_str()) } else { digits.strip_prefix("00") };
        let national = match abroad {
            Some(whole) => whole.strip_prefix(plan.code).and_then(|rest| plan.national(rest)),
            None => plan.national(&digits).or_else(|| plan.national(digits.strip_prefix(plan.code)?)),
        };
        let national = national.ok_or(MethodError::Phone)?.to_owned();
        Ok(Self { code: plan.code, national })
    }

    /// The country's code and the national number, digits alone: `254712345678`.
    pub fn international(&self) -> String {
        format!("{}{}", self.code, self.national)
    }

    /// The national number without its zero: what Airtel Money wants.
    pub fn national(&self) -> &str {
        &self.national
    }
}

impl Plan {
    /// The national number in `digits`, without the zero that people write before it.
    fn national<'a>(&self, digits: &'a str) -> Option<&'a str> {
        let bare = if self.zero { digits.strip_prefix('0').unwrap_or(digits) } else { digits };
        let first = bare.chars().next()?;
        (bare.len() == self.digits && self.begins.contains(first)).then_some(bare)
    }
}

impl std::fmt::Debug for Phone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Phone(..)")
    }
}
