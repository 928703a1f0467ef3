//! Small values of a row: paths, addresses, weights, codes.

use crate::words;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// `Kitchen > Tea and coffee` as a path; the number that a taxonomy puts before it says nothing to a shopper.
pub(crate) fn path(text: &str) -> Vec<String> {
    let text = words::line(text).unwrap_or_default();
    let named = text.split_once(" - ").filter(|(number, _)| number.bytes().all(|b| b.is_ascii_digit()));
    let text = named.map_or(text.as_str(), |(_, path)| path);
    text.split('>').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).take(8).collect()
}

/// The addresses in one value: a comma or a blank parts two of them, and belongs to one where none begins after it.
pub(super) fn addresses(text: &str) -> impl Iterator<Item = String> {
    let text = words::value(text).into_owned();
    let begins = |rest: &str| {
        let start = rest.get(..8).unwrap_or(rest).to_ascii_lowercase();
        start.starts_with("http://") || start == "https://"
    };
    let mut cuts: Vec<usize> = text
        .match_indices([',', ' ', '|', ';'])
        .map(|(at, _)| at)
        .filter(|at| text.get(at + 1..).is_some_and(|rest| begins(rest.trim_start())))
        .collect();
    cuts.push(text.len());
    let mut from = 0;
    let parts: Vec<String> = cuts
        .into_iter()
        .map(|cut| {
            let part = text.get(from..cut).unwrap_or_default();
            from = cut + 1;
            part.trim_matches([',', ' ', '|', ';']).to_owned()
        })
        .filter(|part| !part.is_empty())
        .collect();
    parts.into_iter()
}

/// An http address as the https one of the same page; the port of http goes with it.
pub(super) fn secured(text: &str) -> Option<String> {
    let rest = text.get(..7).filter(|scheme| scheme.eq_ignore_ascii_case("http://")).and(text.get(7..))?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = (rest.get(..end)?, rest.get(end..)?);
    Some(format!("https://{}{path}", host.strip_suffix(":80").unwrap_or(host)))
}

/// `0.42 kg` in grams, rounded to the nearest. International pound and ounce of 1959: 453.59237 g, 28.349523125 g.
pub(super) fn grams(text: &str) -> Option<u32> {
    let (number, unit) = text.split_once(' ')?;
    let factor = match unit.trim() {
        "g" => Decimal::ONE,
        "kg" => Decimal::ONE_THOUSAND,
        "lb" => Decimal::new(45_359_237, 5),
        "oz" => Decimal::new(28_349_523_125, 9),
        _ => return None,
    };
    let plain = number.bytes().all(|b| b.is_ascii_digit() || b == b'.') && number.len() <= 12;
    let number = plain.then(|| Decimal::from_str_exact(number).ok()).flatten()?;
    number.checked_mul(factor)?.round().to_u32()
}

pub(super) fn hs_code(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| *c != '.').collect();
    ((6..=10).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_readers() {
        assert_eq!(
            (grams("0.42 kg"), grams("1 lb"), grams("3 oz"), grams("7")),
            (Some(420), Some(454), Some(85), None)
        );
        assert_eq!(hs_code("6912.00"), Some("691200".into()));
        assert_eq!(path("2092 - Home &amp;gt; Mugs &gt; "), ["Home", "Mugs"]);
        assert_eq!(secured("HTTP://shop.example:80/a?b").as_deref(), Some("https://shop.example/a?b"));
        assert_eq!(secured("ftp://shop.example"), None);
        let parts: Vec<_> =
            addresses("https://a.example/1,2.jpg, https://a.example/3.jpg,HTTP://a.example/4").collect();
        assert_eq!(parts, ["https://a.example/1,2.jpg", "https://a.example/3.jpg", "HTTP://a.example/4"]);
    }
}
