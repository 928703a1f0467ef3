//! Numbers of bar codes: GTINs alone, GS1 element strings as scanners give them, and GS1 Digital Links.

use crate::error::LinkError;
use tradewind_domain::Gtin;
use tradewind_domain::typed::{ascii, is_invisible};

/// What a scanner puts before an element string: the symbology (ISO/IEC 15424) of GS1-128, DataBar, DataMatrix, QR and
/// DotCode.
const SYMBOLOGIES: [&str; 5] = ["]C1", "]e0", "]d2", "]Q3", "]J1"];

/// The same before a number alone: EAN-13, UPC-A and UPC-E, EAN-8, ITF-14.
const PLAIN: [&str; 4] = ["]E0", "]E4", "]I0", "]I1"];

/// Before a number with an addition of two or five digits, as journals and books have it.
const WITH_ADDITION: &str = "]E3";

/// What ends an element whose length is not fixed: FNC1, which scanners hand over as this (GS1 General Specifications
/// 7.8.3).
const SEPARATOR: char = '\u{1d}';

/// The most elements of a string that are looked at.
const MOST_ELEMENTS: usize = 32;

/// What people and pages write before a number.
const WORDS: [&str; 5] = ["GTIN", "EAN", "UPC", "JAN", "ISBN"];

/// Reads a text that is a number and nothing else: 8, 12, 13 or 14 digits of any script with blanks and hyphens
/// between, or an element string (GS1 General Specifications 3) that has a GTIN. Of the others of its elements none is
/// looked at. None for any other text.
pub(crate) fn read(text: &str) -> Option<Result<Gtin, LinkError>> {
    let text = text.trim_matches(is_invisible);
    let string = SYMBOLOGIES.iter().find_map(|known| text.strip_prefix(known));
    // What names such a symbology is an element string, whatever is in it; some printers put a link there.
    if let Some(string) = string.filter(|string| !string.contains("://")) {
        let element = element_string(string).or_else(|| bracketed(string));
        return Some(element.unwrap_or(Err(LinkError::Number)));
    }
    let element = bracketed(text).or_else(|| unlabelled(text).map(Ok));
    let element = element.or_else(|| if text.contains(SEPARATOR) { element_string(text) } else { None });
    if element.is_some() {
        return element;
    }
    if let Some(number) = text.strip_prefix(WITH_ADDITION) {
        return Some(checked(number.get(..13).unwrap_or_default()));
    }
    let text = PLAIN.iter().find_map(|known| text.strip_prefix(known)).unwrap_or_else(|| without_word(text));
    let short = text.len() <= 64 && !text.is_empty();
    let digits = if short { ascii(text) } else { return None };
    let only = digits.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-'));
    let count = digits.chars().filter(char::is_ascii_digit).count();
    let whole = only && digits.starts_with(|c: char| c.is_ascii_digit()) && matches!(count, 8 | 12 | 13 | 14);
    whole.then(|| expanded(&digits).unwrap_or_else(|| checked(&digits)))
}

/// The GTIN of an element string behind its symbology: the first of the elements `01` and `8006` (a piece of an item).
/// None where no element is one, or one before it cannot be told from the next.
fn element_string(text: &str) -> Option<Result<Gtin, LinkError>> {
    let mut rest = text;
    for _ in 0..MOST_ELEMENTS {
        rest = rest.trim_start_matches(SEPARATOR);
        let kind = rest.get(..2).filter(|kind| all_digits(kind))?;
        if let Some(number) = rest.strip_prefix("01").or_else(|| rest.strip_prefix("8006")) {
            return Some(fourteen(number.get(..14)));
        }
        rest = match fixed(kind) {
            Some(length) => rest.get(length..)?,
            None => rest.split_once(SEPARATOR)?.1,
        };
    }
    None
}

/// The length of an element with its identifier, where it is fixed by the first two digits of that (GS1 General
/// Specifications 7.8.5).
fn fixed(kind: &str) -> Option<usize> {
    Some(match kind {
        "00" => 20,
        "01" | "02" | "03" | "41" => 16,
        "04" => 18,
        "11" | "12" | "13" | "14" | "15" | "16" | "17" | "18" | "19" => 8,
        "20" => 4,
        "31" | "32" | "33" | "34" | "35" | "36" => 10,
        _ => return None,
    })
}

/// An element string as it is printed below a bar code: `(17)251231(01)04006381333931(10)AB`, with blanks where people
/// put some.
fn bracketed(text: &str) -> Option<Result<Gtin, LinkError>> {
    let elements = text.strip_prefix('(')?;
    for element in elements.split('(').take(MOST_ELEMENTS) {
        let (kind, value) = element.split_once(')')?;
        let kind = kind.trim();
        if !(2..=4).contains(&kind.len()) || !all_digits(kind) {
            return None;
        }
        let value = || value.chars().filter(|c| !c.is_whitespace() && *c != '-').collect::<String>();
        match kind {
            "01" => return Some(fourteen(Some(value().as_str()))),
            "8006" => return Some(fourteen(value().get(..14))),
            _ => {}
        }
    }
    None
}

fn fourteen(number: Option<&str>) -> Result<Gtin, LinkError> {
    match number.filter(|number| number.len() == 14 && all_digits(number)) {
        Some(number) => checked(number),
        None => Err(LinkError::Number),
    }
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// An element string without its symbology, as the cameras of phones give it: `01`, 14 digits whose check digit
/// fits, and the end or another element behind them (GS1 General Specifications 7.8, with its separator or without).
fn unlabelled(text: &str) -> Option<Gtin> {
    let element = text.strip_prefix("01")?;
    let (number, behind) = (element.get(..14)?, element.get(14..)?);
    let ends = behind.chars().next().is_none_or(|c| c == SEPARATOR || c.is_ascii_digit());
    if all_digits(number) && ends { checked(number).ok() } else { None }
}

/// A text without the word before its number.
fn without_word(text: &str) -> &str {
    let behind = |word: &&str| {
        let head = text.get(..word.len()).filter(|head| head.eq_ignore_ascii_case(word))?;
        text.get(head.len()..)?
            .strip_prefix([' ', ':', '#'])
            .map(|rest| rest.trim_start_matches([' ', ':', '#']))
    };
    WORDS.iter().find_map(behind).unwrap_or(text)
}

/// The number that a UPC-E bar code says in eight digits, in the twelve that it stands for (GS1 General Specifications
/// 5.2.2.4), where the check digit fits those. The numbers of EAN-8 that begin so are a shop's own, which no feed has.
fn expanded(digits: &str) -> Option<Result<Gtin, LinkError>> {
    let digits: Vec<char> = digits.chars().filter(char::is_ascii_digit).collect();
    let [system @ ('0' | '1'), a, b, c, d, e, last, check] = digits[..] else { return None };
    let zeros = |count: usize| "0".repeat(count);
    let body = match last {
        '0' | '1' | '2' => format!("{a}{b}{last}{}{c}{d}{e}", zeros(4)),
        '3' => format!("{a}{b}{c}{}{d}{e}", zeros(5)),
        '4' => format!("{a}{b}{c}{d}{}{e}", zeros(5)),
        _ => format!("{a}{b}{c}{d}{e}{}{last}", zeros(4)),
    };
    checked(&format!("{system}{body}{check}")).ok().map(Ok)
}

/// Reads the path of a GS1 Digital Link (URI syntax 1.6): `/01/GTIN`, with qualifiers behind and anything before, and
/// `/8006/` of a piece of an item. The short names (`/gtin/`) are gone since 1.3, and are not read. None where there is
/// none; a wrong check digit is an error only where the path begins with the key, since another page may have the same
/// shape.
pub(crate) fn digital_link(parts: &[String]) -> Option<Result<Gtin, LinkError>> {
    let keyed = |(key, value): (&String, &String)| match key.as_str() {
        "01" if has_length(value) => Some(value.clone()),
        "8006" if value.len() == 18 && all_digits(value) => value.get(..14).map(str::to_owned),
        _ => None,
    };
    let mut pairs = parts.iter().zip(parts.iter().skip(1)).map(keyed).enumerate();
    let (at, digits) = pairs.find_map(|(at, digits)| Some((at, digits?)))?;
    let read = checked(&digits);
    (at == 0 || read.is_ok()).then_some(read)
}

fn has_length(value: &str) -> bool {
    matches!(value.len(), 8 | 12 | 13 | 14) && all_digits(value)
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
            ("]d2\u{1d}0104006381333931", "4006381333931"),
            ("]J10104006381333931", "4006381333931"),
            ("]d217251231310300012010AB\u{1d}0104006381333931", "4006381333931"),
            ("]Q310AB01\u{1d}0104006381333931\u{1d}21X", "4006381333931"),
            ("17251231\u{1d}10AB\u{1d}0104006381333931", "4006381333931"),
            ("]C1800604006381333931010221X", "4006381333931"),
            ("(17)251231(10)AB(01)04006381333931", "4006381333931"),
            ("(01) 0400 6381 33393 1", "4006381333931"),
            ("]C1(01)04006381333931", "4006381333931"),
            ("(8006)040063813339310102", "4006381333931"),
            ("]E3400638133393112345", "4006381333931"),
            ("]I104006381333931", "4006381333931"),
            ("EAN: 4006381333931", "4006381333931"),
            ("gtin 04006381333931", "4006381333931"),
            // UPC-E of 042100005264, and of three others by each way of leaving zeros out.
            ("04252614", "042100005264"),
            ("]E0042100005264", "042100005264"),
            ("01234531", "012300000451"),
            ("01234543", "012340000053"),
            ("01234565", "012345000065"),
        ] {
            assert_eq!(number(from), Some(Ok(to.to_owned())), "{from:?}");
        }
        for wrong in [
            "4006381333930",
            "(01)04006381333930",
            "(01)1",
            "(01)4006381333931",
            "]d201",
            "]d2",
            "]d210AB",
            "]C100106141411234567897",
            "]C1020400638133393137",
            "17251231\u{1d}0104006381333930",
            "]E3400638133393012",
            "00000000",
            "00000000000000",
            "04252615",
        ] {
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
            "172512310104006381333931",
            "(10)AB",
            "(see 01)04006381333931",
            "a\u{1d}0104006381333931",
            "EAN4006381333931x",
            "EANS 4006381333931",
            "]C04006381333931",
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
