//! Numbers of bar codes: GTINs alone, GS1 element strings as scanners give them, and GS1 Digital Links.

use crate::error::LinkError;
use tradewind_domain::Gtin;
use tradewind_domain::typed::{ascii, is_invisible};

/// What a scanner puts before an element string: the symbology (ISO/IEC 15424) of GS1-128, DataBar, DataMatrix and
/// QR.
const SYMBOLOGIES: [&str; 4] = ["]C1", "]e0", "]d2", "]Q3"];

/// The same before a number alone: EAN-13 and UPC-A, EAN-8.
const PLAIN: [&str; 2] = ["]E0", "]E4"];

/// Reads a text that is a number and nothing else: 8, 12, 13 or 14 digits of any script with blanks and hyphens
/// between, or an element string (GS1 General Specifications 3) that begins with a GTIN. None for any other text.
pub(crate) fn read(text: &str) -> Option<Result<Gtin, LinkError>> {
    let text = text.trim_matches(is_invisible);
    let element = text
        .strip_prefix("(01)")
        .or_else(|| SYMBOLOGIES.iter().find_map(|known| text.strip_prefix(known)?.strip_prefix("01")));
    if let Some(element) = element {
        return Some(checked(element.get(..14).unwrap_or_default()));
    } else if let Some(gtin) = unlabelled(text) {
        return Some(Ok(gtin));
    }
    let text = PLAIN.iter().find_map(|known| text.strip_prefix(known)).unwrap_or(text);
    let short = text.len() <= 64 && !text.is_empty();
    let digits = if short { ascii(text) } else { return None };
    let only = digits.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-'));
    let count = digits.chars().filter(char::is_ascii_digit).count();
    let whole = only && digits.starts_with(|c: char| c.is_ascii_digit()) && matches!(count, 8 | 12 | 13 | 14);
    whole.then(|| checked(&digits))
}

/// An element string without its symbology, as the cameras of phones give it: `01`, 14 digits whose check digit
/// fits, and the end or another element behind them (GS1 General Specifications 7.8, with its separator or without).
fn unlabelled(text: &str) -> Option<Gtin> {
    let element = text.strip_prefix("01")?;
    let (number, behind) = (element.get(..14)?, element.get(14..)?);
    let digits = number.bytes().all(|byte| byte.is_ascii_digit());
    let ends = behind.chars().next().is_none_or(|c| c == '\u{1d}' || c.is_ascii_digit());
    if digits && ends { checked(number).ok() } else { None }
}

/// Reads the path of a GS1 Digital Link (URI syntax 1.6): `/01/GTIN`, with qualifiers behind and anything before.
/// The short names (`/gtin/`) are gone since 1.3, and are not read. None where there is none; a wrong check digit is
/// an error only where the path begins with the key, since another page may have the same shape.
pub(crate) fn digital_link(parts: &[String]) -> Option<Result<Gtin, LinkError>> {
    let key =
        parts.iter().zip(parts.iter().skip(1)).position(|(key, value)| key == "01" && has_length(value))?;
    let read = checked(parts.get(key + 1)?);
    (key == 0 || read.is_ok()).then_some(read)
}

fn has_length(value: &str) -> bool {
    matches!(value.len(), 8 | 12 | 13 | 14) && value.bytes().all(|byte| byte.is_ascii_digit())
}

/// A GTIN of 14 digits that begins with a zero is one of 13: feeds have those. Zeros alone fit their check digit and
/// are no product's.
fn checked(digits: &str) -> Result<Gtin, LinkError> {
    let gtin = Gtin::parse(digits).map_err(|_| LinkError::Number)?;
    if gtin.number() == 0 {
        return Err(LinkError::Number);
    }
    match gtin.as_str().strip_prefix('0').filter(|rest| rest.len() == 13) {
        Some(shorter) => Gtin::parse(shorter).map_err(|_| LinkError::Number),
        None => Ok(gtin),
    }
}

/// The number in 14 digits, zeros before it, as which numbers of any length are compared (GS1 General Specifications
/// 3.3.2).
pub fn gtin14(gtin: &Gtin) -> String {
    format!("{:0>14}", gtin.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<Result<String, LinkError>> {
        read(text).map(|read| read.map(String::from))
    }

    #[test]
    fn numbers_and_element_strings_are_read() {
        for (from, to) in [
            ("4006381333931", "4006381333931"),
            ("  400-6381 333931\n", "4006381333931"),
            ("٤٠٠٦٣٨١٣٣٣٩٣١", "4006381333931"),
            ("96385074", "96385074"),
            ("04006381333931", "4006381333931"),
            ("(01)04006381333931(10)ABC", "4006381333931"),
            ("]C10104006381333931\u{1d}10ABC", "4006381333931"),
            ("]E04006381333931", "4006381333931"),
            ("]E496385074", "96385074"),
            ("0104006381333931", "4006381333931"),
            ("\u{1d}0104006381333931", "4006381333931"),
            ("010400638133393110AB\u{1d}21X", "4006381333931"),
        ] {
            assert_eq!(number(from), Some(Ok(to.to_owned())), "{from:?}");
        }
        for wrong in ["4006381333930", "(01)04006381333930", "(01)1", "]d201", "00000000", "00000000000000"] {
            assert_eq!(number(wrong), Some(Err(LinkError::Number)), "{wrong}");
        }
        for other in [
            "",
            "mug",
            "1234",
            "-",
            "tradewind://p/1",
            "4006381333931x",
            "0501234567",
            "0104006381333930",
            "0104006381333931x",
        ] {
            assert_eq!(number(other), None, "{other}");
        }
    }

    #[test]
    fn numbers_of_any_length_are_compared_as_fourteen_digits() {
        let gtin = |text| Gtin::parse(text).expect("a number");
        assert_eq!(gtin14(&gtin("036000291452")), gtin14(&gtin("0036000291452")));
        assert_eq!(gtin14(&gtin("96385074")), "00000096385074");
    }
}
