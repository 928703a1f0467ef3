//! Character references as shops write them: HTML's names, numbers of any kind, also those that XML does not allow.

use quick_xml::escape::{resolve_html5_entity, resolve_xml_entity};

/// The longest name there is, with room (`&CounterClockwiseContourIntegral;`).
const MAX_NAME: usize = 34;

/// What a reference is that stands between `&` and `;`; none for a name that HTML does not have.
pub(crate) fn resolve(name: &str) -> Option<Resolved> {
    match name.strip_prefix('#') {
        Some(number) => number_of(number).map(|code| match code {
            0xd800..=0xdbff => Resolved::High(code),
            0xdc00..=0xdfff => Resolved::Low(code),
            _ => Resolved::Char(character(code)),
        }),
        None => resolve_xml_entity(name).or_else(|| resolve_html5_entity(name)).map(Resolved::Text),
    }
}

/// A resolved reference.
#[derive(Clone, Copy)]
pub(crate) enum Resolved {
    /// A name's text.
    Text(&'static str),
    /// A number's character.
    Char(char),
    /// The first half of a character that was written in two, as UTF-16 has it.
    High(u32),
    /// The second half.
    Low(u32),
}

/// Both halves of a character that was written in two.
pub(crate) fn joined(high: u32, low: u32) -> char {
    let point = 0x1_0000 + ((high & 0x3ff) << 10) + (low & 0x3ff);
    char::from_u32(point).unwrap_or(' ')
}

fn number_of(number: &str) -> Option<u32> {
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16),
        None => (number, 10),
    };
    let plain = !digits.is_empty() && digits.len() <= 8 && digits.chars().all(|c| c.is_digit(radix));
    plain.then(|| u32::from_str_radix(digits, radix).ok()).flatten()
}

/// As HTML reads numbers: 128 to 159 are of windows-1252 (WHATWG HTML 13.2.5.80); what is no character becomes a blank.
fn character(code: u32) -> char {
    let c = char::from_u32(code).filter(|c| *c != '\0').unwrap_or(' ');
    of_windows(c)
}

/// A control character of the second block is a letter of windows-1252 that was carried over without a look.
pub(crate) fn of_windows(c: char) -> char {
    match u8::try_from(u32::from(c)) {
        Ok(byte @ 0x80..=0x9f) => {
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next().unwrap_or(c)
        }
        _ => c,
    }
}

/// Reads a reference at the start of `text`, which begins with `&`: its characters and how many bytes it takes.
pub(crate) fn at_start(text: &str) -> Option<(String, usize)> {
    let body = text.get(1..)?;
    let decimal = body.strip_prefix('#').map(|rest| rest.bytes().take_while(u8::is_ascii_digit).count());
    let length = match decimal {
        // A decimal number ends where its digits do, whatever follows.
        Some(digits @ 1..) => 1 + digits,
        _ => body.bytes().take(MAX_NAME).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count(),
    };
    let name = body.get(..length)?;
    let closed = body.as_bytes().get(length) == Some(&b';');
    // Without its semicolon only what nobody writes otherwise.
    if !closed && !matches!(name, "nbsp" | "amp" | "quot") && !name.starts_with('#') {
        return None;
    }
    let used = 1 + length + usize::from(closed);
    match resolve(name)? {
        Resolved::Text(text) => Some((text.to_owned(), used)),
        Resolved::Char(c) => Some((c.to_string(), used)),
        Resolved::Low(_) => Some((" ".to_owned(), used)),
        Resolved::High(high) => {
            let rest = text.get(used..)?;
            let second = rest.strip_prefix('&').and_then(|rest| rest.split_once(';'));
            match second.filter(|(name, _)| name.len() <= MAX_NAME).map(|(name, _)| (name, resolve(name))) {
                Some((name, Some(Resolved::Low(low)))) => {
                    Some((joined(high, low).to_string(), used + name.len() + 2))
                }
                _ => Some((" ".to_owned(), used)),
            }
        }
    }
}
