//! How each country writes addresses and postal codes: libaddressinput's data, see `data/postal.tsv`.

use crate::buyer::{Buyer, BuyerField};
use crate::typed::ascii;

const TABLE: &str = include_str!("../data/postal.tsv");

/// A country that the table does not name: its default, and nothing that is typed gets lost.
const DEFAULT: Layout =
    Layout { local: "%N%n%O%n%A%n%C%n%S %Z", latin: "", required: "AC", shapes: "", example: "" };

/// Where a family name stands before the given one in the script of the country; in Vietnam and Hungary in any.
const FAMILY_FIRST: [&str; 8] = ["CN", "HK", "HU", "JP", "KR", "MO", "TW", "VN"];

/// One country's row.
#[derive(Clone, Copy)]
struct Layout {
    local: &'static str,
    latin: &'static str,
    required: &'static str,
    shapes: &'static str,
    example: &'static str,
}

fn layout(country: &str) -> Layout {
    let row = TABLE.lines().find_map(|line| {
        let mut cells = line.split('\t');
        (cells.next() == Some(country)).then(|| {
            let mut next = || cells.next().unwrap_or_default();
            Layout { local: next(), latin: next(), required: next(), shapes: next(), example: next() }
        })
    });
    row.unwrap_or(DEFAULT)
}

/// The fields of a country's form in the order in which its people write them; then whether each is needed. See
/// [`BuyerField::form`].
pub(crate) fn form(country: &str) -> Vec<(BuyerField, bool)> {
    use BuyerField as F;
    let layout = layout(country);
    let needs = |code: char| layout.required.contains(code);
    let from_far = from_far(&layout);
    let mut form = vec![(F::Email, true)];
    if from_far {
        form.push((F::AddressCountry, true));
    }
    let mut codes: Vec<char> = codes(layout.local).collect();
    // A company stands above the name on an envelope; in a form the person comes first.
    if codes.starts_with(&['O', 'N']) {
        codes.swap(0, 1);
    }
    for code in codes {
        match code {
            'N' if family_first(country) => form.extend([(F::LastName, true), (F::FirstName, false)]),
            'N' => form.extend([(F::FirstName, true), (F::LastName, false)]),
            'O' => form.push((F::ExtendedAddress, false)),
            'A' => form.push((F::StreetAddress, true)),
            'C' => form.push((F::AddressLocality, needs('C'))),
            'S' => form.push((F::AddressRegion, needs('S'))),
            'Z' => form.push((F::PostalCode, needs('Z'))),
            _ => {}
        }
    }
    form.push((F::PhoneNumber, false));
    if !from_far {
        form.push((F::AddressCountry, true));
    }
    form
}

/// Whether an address goes from the country down to the person, as in East Asia.
fn from_far(layout: &Layout) -> bool {
    let order: String = codes(layout.local).collect();
    order.find('N') > order.find('A')
}

fn codes(format: &str) -> impl Iterator<Item = char> + '_ {
    format.split('%').skip(1).filter_map(|part| part.chars().next()).filter(|code| *code != 'n')
}

fn family_first(country: &str) -> bool {
    FAMILY_FIRST.contains(&country)
}

/// A postal code as its country writes it: upper case, separators in their places. `None` for one that the country cannot
/// have.
///
/// Where codes are digits alone, a wrong count of them is left to the merchant, who learns of changes first (Korea went from
/// six to five in 2015); letters are not.
pub fn postal_code(country: &str, typed: &str) -> Option<String> {
    let layout = layout(country);
    let typed = ascii(typed).trim().trim_start_matches('〒').trim().to_ascii_uppercase();
    if layout.shapes.is_empty() || typed.is_empty() {
        return Some(typed);
    }
    let shapes = || layout.shapes.split('|');
    let digits_alone = shapes().all(|shape| shape.chars().all(|c| matches!(c, 'n' | ' ' | '-')));
    // `D-10115`, `SE 114 55`: the country's own sign before it says nothing that is not known.
    let bare = match typed.split_once(['-', ' ']) {
        Some((sign, rest)) if digits_alone && (sign == country || sign == one_letter(sign)) => rest,
        _ => &typed,
    };
    let bare: String = bare.chars().filter(|c| !matches!(c, ' ' | '-' | '.')).collect();
    if let Some(code) = shapes().find_map(|shape| fill(shape, &bare)) {
        return Some(code);
    }
    let plausible =
        digits_alone && (3..=10).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_digit());
    plausible.then_some(typed)
}

/// The text itself if it is one ASCII letter.
fn one_letter(text: &str) -> &str {
    if text.len() == 1 && text.bytes().all(|b| b.is_ascii_uppercase()) { text } else { "" }
}

/// `bare` in a shape. What the shape says itself may be left out (`1073` for `LV-1073`).
fn fill(shape: &str, bare: &str) -> Option<String> {
    let own: String = shape.chars().take_while(char::is_ascii_uppercase).collect();
    let mut rest = bare.strip_prefix(own.as_str()).unwrap_or(bare).chars();
    let mut code = own.clone();
    for c in shape.chars().skip(own.len()) {
        match c {
            'n' => code.push(rest.next().filter(char::is_ascii_digit)?),
            'a' => code.push(rest.next().filter(char::is_ascii_uppercase)?),
            'x' => code.push(rest.next().filter(char::is_ascii_alphanumeric)?),
            separator => code.push(separator),
        }
    }
    rest.next().is_none().then_some(code)
}

/// A postal code of the country, to show what is meant; empty where there are none.
pub fn postal_example(country: &str) -> &'static str {
    layout(country).example
}

/// The countries whose way of writing addresses is known, by their codes.
pub fn postal_countries() -> impl Iterator<Item = &'static str> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split('\t').next())
}

/// The name and address of a buyer, line by line as an envelope of the country has them, without the country itself.
pub fn lines(buyer: &Buyer) -> Vec<String> {
    let place = &buyer.address;
    let country = place.address_country.as_str();
    let layout = layout(country);
    let latin = [&place.street_address, &place.address_locality, &place.address_region]
        .iter()
        .all(|text| is_latin(text));
    let format = if latin && !layout.latin.is_empty() { layout.latin } else { layout.local };
    let value = |code: char| match code {
        'N' => name(buyer),
        'A' => joined(&place.street_address, " ", &place.extended_address),
        'C' => place.address_locality.clone(),
        'S' => place.address_region.clone(),
        'Z' => place.postal_code.clone(),
        _ => String::new(),
    };
    format.split("%n").map(|line| filled(line, value)).filter(|line| !line.is_empty()).collect()
}

/// A line with its values; what stands between two of them is written where both are there.
fn filled(line: &str, value: impl Fn(char) -> String) -> String {
    let mut text = String::new();
    let mut between = String::new();
    let mut parts = line.split('%');
    between.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let mut chars = part.chars();
        let value = chars.next().map(&value).unwrap_or_default();
        if !value.is_empty() {
            text.push_str(&between);
            text.push_str(&value);
        }
        if text.is_empty() {
            between.clear();
        } else if !value.is_empty() {
            between.clear();
            between.push_str(chars.as_str());
        }
    }
    text
}

fn name(buyer: &Buyer) -> String {
    let (given, family) = (&buyer.first_name, &buyer.last_name);
    let latin = is_latin(given) && is_latin(family);
    match buyer.address.address_country.as_str() {
        "HU" | "VN" => joined(family, " ", given),
        "JP" if !latin => joined(family, " ", given),
        country if family_first(country) && !latin => joined(family, "", given),
        _ => joined(given, " ", family),
    }
}

fn joined(first: &str, between: &str, second: &str) -> String {
    if first.is_empty() || second.is_empty() {
        [first, second].concat()
    } else {
        [first, between, second].concat()
    }
}

/// Whether no letter of another script than the Latin one is in it.
fn is_latin(text: &str) -> bool {
    !text.chars().any(|c| c.is_alphabetic() && c > '\u{24f}' && !('\u{1e00}'..='\u{1eff}').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn buyer(country: &str, fields: [&str; 7]) -> Buyer {
        let mut buyer = Buyer::default();
        let [first, last, street, extended, city, region, code] = fields.map(str::to_owned);
        (buyer.first_name, buyer.last_name) = (first, last);
        buyer.address.street_address = street;
        buyer.address.extended_address = extended;
        buyer.address.address_locality = city;
        buyer.address.address_region = region;
        buyer.address.postal_code = code;
        buyer.address.address_country = country.to_owned();
        buyer
    }

    #[test]
    fn every_row_of_the_table_reads() {
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 6, "{line}");
            assert!(cells[0].len() == 2 && cells[1].contains("%A") && cells[3].contains('A'), "{line}");
            let example = cells[5];
            assert_eq!(postal_code(cells[0], example).as_deref(), Some(example), "{line}");
            assert_eq!(cells[4].is_empty(), example.is_empty(), "{line}");
        }
    }

    #[test]
    fn postal_codes_are_written_as_their_country_writes_them() {
        for (country, typed, written) in [
            ("GB", "sw1a1aa", Some("SW1A 1AA")),
            ("GB", "m2 5bq", Some("M2 5BQ")),
            ("IE", "d02x285", Some("D02 X285")),
            ("NL", "1012ab", Some("1012 AB")),
            ("CA", "k1a0b1", Some("K1A 0B1")),
            ("JP", "〒１５０−０００１", Some("150-0001")),
            ("JP", "1500001", Some("150-0001")),
            ("US", "97201", Some("97201")),
            ("US", "97201 1234", Some("97201-1234")),
            ("DE", "D-10115", Some("10115")),
            ("DE", "١٠١١٥", Some("10115")),
            ("SE", "SE-114 55", Some("11455")),
            ("BR", "01310100", Some("01310-100")),
            ("LV", "1073", Some("LV-1073")),
            ("LV", "lv1073", Some("LV-1073")),
            ("HK", "999077", Some("999077")),
            ("US", "abc", None),
            ("US", "12", None),
            ("DE", "1O115", None),
            ("GB", "10115", None),
            ("CA", "K1A", None),
            ("NL", "1012", None),
        ] {
            assert_eq!(postal_code(country, typed).as_deref(), written, "{country} {typed}");
        }
    }

    #[test]
    fn a_summary_reads_as_the_countrys_envelopes_do() {
        let cases = [
            (
                "GB",
                ["Ada", "King", "10 Downing St", "", "London", "", "SW1A 1AA"],
                vec!["Ada King", "10 Downing St", "London", "SW1A 1AA"],
            ),
            (
                "DE",
                ["Jule", "Beispiel", "Hafenstraße 12", "c/o Meyer", "Hamburg", "", "20457"],
                vec!["Jule Beispiel", "Hafenstraße 12 c/o Meyer", "20457 Hamburg"],
            ),
            (
                "US",
                ["Noor", "", "12 Harbor Street", "", "Portland", "OR", "97201"],
                vec!["Noor", "12 Harbor Street", "Portland, OR 97201"],
            ),
            (
                "US",
                ["Noor", "", "12 Harbor Street", "", "Portland", "", ""],
                vec!["Noor", "12 Harbor Street", "Portland"],
            ),
            (
                "JP",
                ["花子", "山田", "神南1-1", "", "渋谷区", "東京都", "150-0001"],
                vec!["〒150-0001", "東京都渋谷区", "神南1-1", "山田 花子"],
            ),
            (
                "JP",
                ["Hanako", "Yamada", "1-1 Jinnan", "", "Shibuya", "Tokyo", "150-0001"],
                vec!["Hanako Yamada", "1-1 Jinnan, Shibuya", "Tokyo 150-0001"],
            ),
            (
                "KR",
                ["길동", "홍", "세종대로 110", "", "중구", "서울특별시", "04524"],
                vec!["서울특별시 중구", "세종대로 110", "홍길동", "04524"],
            ),
            (
                "CH",
                ["Urs", "Muster", "Bahnhofstrasse 1", "", "Zürich", "", "8001"],
                vec!["Urs Muster", "Bahnhofstrasse 1", "CH-8001 Zürich"],
            ),
            ("AE", ["نور", "", "شارع المرفأ 1", "", "", "دبي", ""], vec!["نور", "شارع المرفأ 1", "دبي"]),
            (
                "HK",
                ["Ada", "Chan", "1 Queen's Road", "", "Central", "Hong Kong Island", ""],
                vec!["Ada Chan", "1 Queen's Road", "Central", "Hong Kong Island"],
            ),
            ("ZZ", ["A", "B", "C 1", "", "D", "E", "F"], vec!["A B", "C 1", "D", "E F"]),
        ];
        for (country, fields, lines) in cases {
            assert_eq!(super::lines(&buyer(country, fields)), lines, "{country}");
        }
    }

    #[test]
    fn forms_ask_in_the_countrys_order_for_what_it_needs() {
        use BuyerField as F;
        let position = |country: &str, field| form(country).iter().position(|(known, _)| *known == field);
        let needed =
            |country: &str, field| form(country).iter().find(|(known, _)| *known == field).map(|row| row.1);
        for country in ["GB", "KR", "BR", "IN", "CA", "AU", "NL", "FR", "CN", "DE", "US", "JP"] {
            assert_eq!(needed(country, F::PostalCode), Some(true), "{country}");
        }
        for country in ["AE", "HK"] {
            assert_eq!(needed(country, F::PostalCode), None, "{country}");
            assert_eq!(needed(country, F::AddressRegion), Some(true), "{country}");
        }
        assert_eq!(needed("IE", F::PostalCode), Some(false));
        assert!(position("JP", F::AddressRegion) < position("JP", F::StreetAddress));
        assert!(position("KR", F::AddressRegion) < position("KR", F::AddressLocality));
        assert!(position("GB", F::StreetAddress) < position("GB", F::PostalCode));
        assert!(position("FR", F::FirstName) < position("FR", F::ExtendedAddress));
        assert_eq!(position("JP", F::AddressCountry), Some(1));
        assert_eq!(form("DE").last().map(|row| row.0), Some(F::AddressCountry));
    }
}
