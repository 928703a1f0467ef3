//! A code that a person types after an install.
//!
//! Where a phone tells nothing of the link that led to it, the shop's page shows one, and nobody has to be recognised.

/// Seven symbols of Crockford's base 32 (no I, L, O, U) and a check symbol by Luhn's rule modulo 32 (ISO/IEC 7812-1
/// annex B, with 32 for 10), at least one of them a letter: a number alone could be a bar code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShortCode(String);

const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl ShortCode {
    /// Reads what a person typed: any case, blanks and hyphens between; O is zero, I and L are one.
    pub fn parse(text: &str) -> Option<Self> {
        symbols(text).filter(|code| sum(code).is_multiple_of(32)).map(Self)
    }

    /// Whether a text is one with a symbol mistyped: its check symbol does not fit. A word of letters alone is a word.
    pub(crate) fn is_mistyped(text: &str) -> bool {
        text.contains(|c: char| c.is_ascii_digit() || c == '-')
            && symbols(text).is_some_and(|code| !sum(&code).is_multiple_of(32))
    }

    /// The code of a number below 32^7. None where the number is larger, or its code would be digits alone.
    pub fn of(number: u64) -> Option<Self> {
        if number >= 1 << 35 {
            return None;
        }
        let symbol = |value: u64| char::from(SYMBOLS[(value % 32) as usize]);
        let body: String = (0..7).rev().map(|place| symbol(number >> (5 * place))).collect();
        let check = (32 - sum(&format!("{body}0")) % 32) % 32;
        let code = format!("{body}{}", symbol(u64::from(check)));
        code.bytes().any(|byte| byte.is_ascii_alphabetic()).then_some(Self(code))
    }

    /// The eight symbols.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As it is shown: two groups of four.
    pub fn shown(&self) -> String {
        let (first, second) = self.0.split_at(4);
        format!("{first}-{second}")
    }
}

/// Eight symbols, at least one of them a letter, as they are checked; none for any other text.
fn symbols(text: &str) -> Option<String> {
    let mut code = String::with_capacity(8);
    for c in text.chars().filter(|c| !matches!(c, ' ' | '-')) {
        let symbol = match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        if code.len() == 8 || value(symbol).is_none() {
            return None;
        }
        code.push(symbol);
    }
    (code.len() == 8 && code.bytes().any(|byte| byte.is_ascii_alphabetic())).then_some(code)
}

fn value(symbol: char) -> Option<u32> {
    SYMBOLS.iter().position(|known| char::from(*known) == symbol).and_then(|at| u32::try_from(at).ok())
}

/// Luhn's sum: from the right, every second value is doubled, and its two digits to the base of 32 are added.
fn sum(code: &str) -> u32 {
    let weighed = |(at, symbol): (usize, char)| {
        let value = value(symbol).unwrap_or_default() * if at % 2 == 1 { 2 } else { 1 };
        value / 32 + value % 32
    };
    code.chars().rev().enumerate().map(weighed).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed_and_one_wrong_symbol_shows() {
        for number in [10, 31, 12_345_678_901, (1 << 35) - 1] {
            let Some(code) = ShortCode::of(number) else { continue };
            assert_eq!(ShortCode::parse(&code.shown().to_lowercase()).as_ref(), Some(&code));
            for at in 0..8 {
                for symbol in SYMBOLS.iter().map(|byte| char::from(*byte)) {
                    let other: String =
                        code.0.chars().enumerate().map(|(n, c)| if n == at { symbol } else { c }).collect();
                    assert_eq!(ShortCode::parse(&other).is_some(), other == code.0, "{other}");
                    let one = other.bytes().any(|byte| byte.is_ascii_alphabetic());
                    let shown = format!("{}-{}", &other[..4], &other[4..]);
                    assert_eq!(ShortCode::is_mistyped(&shown), one && other != code.0, "{other}");
                }
            }
        }
        assert_eq!(ShortCode::of(1 << 35), None);
        for bad in ["", "AAAA", "UUUU-UUUU", "00000000", "AAAA-AAAA-A", "ÄÄÄÄÄÄÄÄ"] {
            assert_eq!(ShortCode::parse(bad), None, "{bad}");
            assert!(!ShortCode::is_mistyped(bad), "{bad}: nobody's code");
        }
        for word in ["headsets", "a b c d e f g h", "mug-42", "96385075", "shop.example"] {
            assert!(!ShortCode::is_mistyped(word), "{word}");
        }
    }
}
