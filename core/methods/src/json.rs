//! JSON from outside: bounded before it is read, and a token taken out of it in one copy that is wiped.

use crate::error::MethodError;
use crate::token::Token;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::str::Chars;
use zeroize::Zeroizing;

/// The largest answer of a wallet or a provider, in bytes. A token of Google Pay or Apple Pay has 2 to 6 KiB.
pub(crate) const MAX_BYTES: usize = 64 << 10;

/// Reads an answer, never more than [`MAX_BYTES`]. All of it has to be UTF-8 (RFC 8259, 8.1), also what is not looked at.
pub(crate) fn read<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, MethodError> {
    if bytes.len() > MAX_BYTES {
        return Err(MethodError::TooLong { limit: MAX_BYTES });
    }
    let text = std::str::from_utf8(bytes).map_err(|_| MethodError::NotJson)?;
    serde_json::from_str(text).map_err(|_| MethodError::NotJson)
}

/// What is built here as text.
pub(crate) fn write<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("proof: plain structures with text keys, and no writer that can fail")
}

/// The text of a JSON string, undone into one buffer that is never moved and is wiped.
pub(crate) fn secret_text(raw: &RawValue) -> Option<Token> {
    let inner = raw.get().strip_prefix('"')?.strip_suffix('"')?;
    // An escape is never shorter than what it stands for: the buffer does not grow.
    let mut out = Zeroizing::new(String::with_capacity(inner.len()));
    let mut rest = inner.chars();
    while let Some(c) = rest.next() {
        out.push(if c == '\\' { escaped(&mut rest)? } else { c });
    }
    Some(Token::new(out))
}

/// A JSON value as it is written, kept as a secret.
pub(crate) fn secret_raw(raw: &RawValue) -> Token {
    Token::new(Zeroizing::new(raw.get().to_owned()))
}

/// The text of a number, or of a string without escapes: amounts and codes come as either.
pub(crate) fn scalar(raw: &RawValue) -> Option<&str> {
    let text = raw.get();
    match text.strip_prefix('"') {
        Some(rest) => rest.strip_suffix('"').filter(|inner| !inner.contains('\\')),
        None => text.starts_with(|c: char| c == '-' || c.is_ascii_digit()).then_some(text),
    }
}

/// What stands behind a backslash (RFC 8259, 7).
fn escaped(rest: &mut Chars<'_>) -> Option<char> {
    Some(match rest.next()? {
        '"' => '"',
        '\\' => '\\',
        '/' => '/',
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => {
            let first = unit(rest)?;
            if !(0xd800..0xdc00).contains(&first) {
                return char::from_u32(first);
            }
            let second = if (rest.next()?, rest.next()?) == ('\\', 'u') { unit(rest)? } else { return None };
            let low = second.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
            char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + low)?
        }
        _ => return None,
    })
}

fn unit(rest: &mut Chars<'_>) -> Option<u32> {
    (0..4).try_fold(0, |value, _| Some(value << 4 | rest.next()?.to_digit(16)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A token out of a JSON string is what the JSON library reads, whatever is escaped in it.
    #[test]
    fn a_string_is_undone_as_the_library_undoes_it() {
        let texts = [
            r#""""#,
            r#""plain""#,
            r#""{\"signature\":\"MEQ\\u003d\",\"v\":\"ECv2\"}""#,
            r#""\b\f\n\r\t\/\\\"""#,
            r#""A\u00e9\u6700\ud83d\ude00\uffff""#,
            r#""a\ud83d""#,
            r#""\ud83dx\ude00""#,
            r#""\ud83d\u0041""#,
            r#""\ude00""#,
        ];
        for text in texts {
            let raw: &RawValue = serde_json::from_str(text).expect("a JSON string");
            let ours = secret_text(raw).map(|token| token.expose().to_owned());
            assert_eq!(ours, serde_json::from_str::<String>(text).ok(), "{text}");
        }
        for other in ["1", "null", "{}", "[\"a\"]"] {
            let raw: &RawValue = serde_json::from_str(other).expect("JSON");
            assert_eq!(secret_text(raw), None, "{other}");
        }
    }

    #[test]
    fn the_buffer_of_a_token_is_as_large_as_what_was_written() {
        let raw: &RawValue = serde_json::from_str(r#""\u0041\u6700\ud83d\ude00""#).expect("a JSON string");
        let token = secret_text(raw).expect("a text");
        assert_eq!(token.expose(), "A最😀");
        assert_eq!(token.into_bytes().capacity(), 24);
    }
}
