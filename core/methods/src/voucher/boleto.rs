//! Boleto: the 47 digits that people type (linha digitável) and the 44 of the bar code, one made of the other.
//!
//! Bar code: bank (1 to 3), currency 9 (4), check digit (5), due date factor (6 to 9), sum in cents (10 to 19), the bank's own field
//! (20 to 44). Typed line: bank, currency and the first 5 of the bank's field, a check digit; its next 10, a check digit; its
//! last 10, a check digit; the bar code's check digit; factor and sum. The three are modulo 10, the bar code's is modulo 11.
//! Source: FEBRABAN's layout as Banco do Brasil and Itaú publish it. Bills of utilities (48 digits, 8 first) are other papers.

use crate::error::MethodError;
use crate::sum;
use std::time::Duration;
use tradewind_domain::{Money, Timestamp};

/// The longest text read, in characters: 47 digits and what stands between them.
const MAX_CHARS: usize = 100;
const DAY_MS: i64 = 86_400_000;
/// 7 October 1997, day 0 of the factor, in days from 1 January 1970.
const FIRST_BASE: i64 = 10_141;
/// After 9999 (21 February 2025) comes 1000 again: the base moves on by this many days, first to 29 May 2022.
const CYCLE: i64 = 9_000;
/// Which of the cycles is meant: banks take papers that were due up to 3,000 days ago or will be within 5,500.
const WINDOW: std::ops::RangeInclusive<i64> = -3_000..=5_500;
/// São Paulo is three hours behind UTC, all year since 2019.
const BEHIND_MS: i64 = 3 * 3_600_000;

/// A boleto whose four check digits hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Boleto {
    /// The bar code, as numbers from 0 to 9.
    digits: [u8; 44],
}

/// When a boleto is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// Its last second in São Paulo.
    pub until: Timestamp,
}

impl Boleto {
    /// Reads either form, with the dots and spaces that people copy.
    pub fn read(text: &str) -> Result<Self, MethodError> {
        let malformed = MethodError::Malformed { field: "linha digitável" };
        if text.chars().take(MAX_CHARS + 1).count() > MAX_CHARS {
            return Err(MethodError::TooLong { limit: MAX_CHARS });
        }
        let mut digits: Vec<u8> = Vec::with_capacity(MAX_CHARS);
        for c in text.trim().chars() {
            match c {
                '0'..='9' => digits.push(c as u8 - b'0'),
                '.' | ' ' | '-' | '\u{a0}' => {}
                _ => return Err(malformed),
            }
        }
        if let Ok(code) = <[u8; 44]>::try_from(digits.as_slice()) {
            return Self::of(code);
        }
        let line = <[u8; 47]>::try_from(digits).map_err(|_| malformed)?;
        for (field, check) in [(0..9, 9), (10..20, 20), (21..31, 31)] {
            if modulo_10(&line[field]) != line[check] {
                return Err(MethodError::CheckDigits);
            }
        }
        let mut code = [0; 44];
        code[..4].copy_from_slice(&line[..4]);
        code[4] = line[32];
        code[5..19].copy_from_slice(&line[33..]);
        code[19..24].copy_from_slice(&line[4..9]);
        code[24..34].copy_from_slice(&line[10..20]);
        code[34..].copy_from_slice(&line[21..31]);
        Self::of(code)
    }

    fn of(digits: [u8; 44]) -> Result<Self, MethodError> {
        // 9 is the real; nothing else was ever printed.
        if digits[3] != 9 {
            return Err(MethodError::CurrencyDiffers);
        }
        if modulo_11(&digits) == digits[4] { Ok(Self { digits }) } else { Err(MethodError::CheckDigits) }
    }

    /// The 44 digits of the bar code (interleaved 2 of 5).
    pub fn barcode(&self) -> String {
        text(&self.digits)
    }

    /// The 47 digits that are typed, in their five groups: `34191.09008 01015.271248 80212.460002 4 25480000675787`.
    pub fn line(&self) -> String {
        let d = &self.digits;
        let first = [&d[..4], &d[19..24]].concat();
        let group = |digits: &[u8]| {
            let all = text(digits);
            format!("{}.{}{}", &all[..5], &all[5..], modulo_10(digits))
        };
        let (second, third) = (group(&d[24..34]), group(&d[34..]));
        format!("{} {second} {third} {} {}", group(&first), d[4], text(&d[5..19]))
    }

    /// The sum; none where the paper leaves it to the payer.
    pub fn amount(&self) -> Option<Money> {
        let minor = number(&self.digits[9..19]);
        (minor > 0).then(|| Money::new(minor, sum::currency("BRL")))
    }

    /// Compares the sum with what was agreed.
    pub fn check(&self, agreed: Money) -> Result<(), MethodError> {
        if agreed.currency != sum::currency("BRL") {
            return Err(MethodError::CurrencyDiffers);
        }
        sum::same(self.amount().ok_or(MethodError::SumAbsent)?, agreed)
    }

    /// When it is due; none where it says no date. `now` chooses the cycle of the factor, which began anew in 2025. One that banks
    /// would not take in any cycle is [`MethodError::Expired`].
    pub fn due(&self, now: Timestamp) -> Result<Option<Due>, MethodError> {
        let factor = number(&self.digits[5..9]);
        if factor < 1_000 {
            // Older rules had none below 1000; banks print 0000 for "no date".
            return if factor == 0 {
                Ok(None)
            } else {
                Err(MethodError::Malformed { field: "fator de vencimento" })
            };
        }
        let today = now.0.saturating_sub(BEHIND_MS).div_euclid(DAY_MS);
        let mut days = (0..).map(|cycle| FIRST_BASE + factor + cycle * CYCLE);
        let day =
            days.find(|day| day - today >= *WINDOW.start()).filter(|day| WINDOW.contains(&(day - today)));
        let midnight = Timestamp(day.ok_or(MethodError::Expired)? * DAY_MS);
        let until = Timestamp(midnight.0 + BEHIND_MS).after(Duration::from_secs(86_399));
        Ok(Some(Due { day: midnight.to_rfc3339().chars().take(10).collect(), until }))
    }
}

/// Weights 2 and 1 from the right, the digits of each product added.
fn modulo_10(digits: &[u8]) -> u8 {
    let sum: u32 = digits
        .iter()
        .rev()
        .zip([2_u32, 1].into_iter().cycle())
        .map(|(digit, weight)| u32::from(*digit) * weight)
        .map(|product| product / 10 + product % 10)
        .sum();
    ((10 - sum % 10) % 10) as u8
}

/// Weights 2 to 9 from the right over all but the check digit itself; 0, 10 and 11 become 1.
fn modulo_11(code: &[u8; 44]) -> u8 {
    let others = code.iter().enumerate().filter(|(at, _)| *at != 4).map(|(_, digit)| u32::from(*digit));
    let sum: u32 = others.rev().zip((2_u32..=9).cycle()).map(|(digit, weight)| digit * weight).sum();
    match 11 - sum % 11 {
        0 | 10 | 11 => 1,
        check => check as u8,
    }
}

fn number(digits: &[u8]) -> i64 {
    digits.iter().fold(0, |value, digit| value * 10 + i64::from(*digit))
}

fn text(digits: &[u8]) -> String {
    digits.iter().map(|digit| char::from(b'0' + digit)).collect()
}
