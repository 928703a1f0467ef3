//! Bytes to text: UTF-8, UTF-16, what an XML file declares, and Latin-1, which Merchant Center reads too (160079).

use super::rows::FeedError;
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// The text, and whether its encoding had to be assumed.
pub(super) fn decode<'a>(
    bytes: &'a [u8],
    stated: Option<&'static Encoding>,
) -> Result<(Cow<'a, str>, bool), FeedError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let body = bytes.get(mark..).unwrap_or_default();
        return text_of(body, encoding).map(|text| (text, false));
    }
    if let Some(encoding) = wide(bytes) {
        return text_of(bytes, encoding).map(|text| (text, false));
    }
    let declared = declared(bytes);
    let escaped = [stated, declared].contains(&Some(ISO_2022_JP)) && bytes.contains(&0x1b);
    let error = match std::str::from_utf8(bytes) {
        // Whatever is declared: what is UTF-8 by chance is not seen.
        Ok(text) if !escaped => return Ok((Cow::Borrowed(text), false)),
        Ok(_) => FeedError::Encoding { line: 1 },
        Err(error) => FeedError::Encoding { line: line_at(bytes, error.valid_up_to()) },
    };
    let narrow = |encoding: &&'static Encoding| encoding.is_ascii_compatible() && *encoding != UTF_8;
    if let Some(encoding) = stated.or(declared).filter(|one| narrow(one) || *one == ISO_2022_JP) {
        return text_of(bytes, encoding).map(|text| (text, false));
    }
    let is_xml = bytes.trim_ascii_start().starts_with(b"<");
    if !is_xml && stated.is_none() && looks_western(bytes) {
        return text_of(bytes, WINDOWS_1252).map(|text| (text, true));
    }
    Err(error)
}

/// UTF-16 without its mark: every second byte of ASCII is nothing.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(64) & !1)?;
    let zeros = |at: usize| head.iter().skip(at).step_by(2).filter(|byte| **byte == 0).count();
    let most = head.len() / 2 * 3 / 4;
    match (zeros(0), zeros(1)) {
        (0, odd) if odd > most => Some(UTF_16LE),
        (even, 0) if even > most => Some(UTF_16BE),
        _ => None,
    }
}

/// What `<?xml version="1.0" encoding="..."?>` says.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(1_024))?;
    let find = |from: usize, word: &[u8]| {
        head.get(from..)?.windows(word.len()).position(|window| window == word).map(|at| from + at)
    };
    let start = find(0, b"<?xml")?;
    let end = find(start, b"?>")?;
    let at = find(start, b"encoding").filter(|at| *at < end)? + b"encoding".len();
    let rest = head.get(at..end)?.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let (quote, rest) = rest.split_first()?;
    let length = rest.iter().position(|byte| byte == quote)?;
    Encoding::for_label(rest.get(..length)?)
}

/// Strict for bytes; half a character of UTF-16, which is a shop's slip in one word, becomes U+FFFD.
fn text_of<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Result<Cow<'a, str>, FeedError> {
    if encoding == UTF_16LE || encoding == UTF_16BE {
        return Ok(encoding.decode_without_bom_handling(bytes).0);
    }
    encoding.decode_without_bom_handling_and_without_replacement(bytes).ok_or_else(|| {
        let whole =
            |line: &[u8]| encoding.decode_without_bom_handling_and_without_replacement(line).is_some();
        let before = bytes.split(|byte| *byte == b'\n').take_while(|line| whole(line)).count();
        FeedError::Encoding { line: u32::try_from(before + 1).unwrap_or(u32::MAX) }
    })
}

/// Whether bytes that are not UTF-8 read as a western language in windows-1252: letters of it in words, signs of it, and no
/// run of them that would be another script's word.
fn looks_western(bytes: &[u8]) -> bool {
    let is_letter =
        |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, 0x8c | 0x9c | 0xc0..=0xd6 | 0xd8..=0xff);
    let mut run = 0;
    for (at, byte) in bytes.iter().copied().enumerate() {
        if byte < 0x80 {
            run = 0;
            continue;
        }
        run += 1;
        // What may stand within a word: apostrophe, dashes, blank, hyphen, dot.
        let within = matches!(byte, 0x92 | 0x96 | 0x97 | 0xa0 | 0xad | 0xb7);
        let sign = matches!(byte, 0x80 | 0x82 | 0x84 | 0x85 | 0x91 | 0x93..=0x95 | 0x99 | 0xa1 | 0xa3 | 0xa7 | 0xa9..=0xab
            | 0xae | 0xb0..=0xb5 | 0xb9..=0xbf | 0xd7);
        let beside = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(|byte| is_letter(*byte));
        let torn = beside(at.checked_sub(1)) && beside(at.checked_add(1));
        if run > 3 || !(is_letter(byte) || within || (sign && !torn)) {
            return false;
        }
    }
    true
}

fn line_at(bytes: &[u8], offset: usize) -> u32 {
    let newlines = bytes.get(..offset).unwrap_or(bytes).iter().filter(|byte| **byte == b'\n').count();
    u32::try_from(newlines + 1).unwrap_or(u32::MAX)
}
