//! Pairs as forms and links write them (`a=b&c=d`), bounded, each name once.

use crate::error::MethodError;
use percent_encoding::percent_decode_str;

/// The pairs of a text as written, in order. A name that comes twice is refused: two readers could take another one each.
pub(crate) fn pairs(text: &str, most: usize) -> Result<Vec<(&str, &str)>, MethodError> {
    let mut all: Vec<(&str, &str)> = Vec::new();
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        if all.len() == most {
            return Err(MethodError::TooLong { limit: most });
        }
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        if all.iter().any(|(known, _)| known.eq_ignore_ascii_case(name)) {
            return Err(MethodError::Malformed { field: "a name twice" });
        }
        all.push((name, value));
    }
    Ok(all)
}

/// A value with its escapes undone; a plus is a space, as form encoders write it.
pub(crate) fn decoded(value: &str, field: &'static str) -> Result<String, MethodError> {
    let spaced = value.replace('+', " ");
    let text = percent_decode_str(&spaced).decode_utf8();
    text.map(|text| text.into_owned()).map_err(|_| MethodError::Malformed { field })
}
