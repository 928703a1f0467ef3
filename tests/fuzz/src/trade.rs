//! What must hold of rules of trade, compiled and as they are written, whatever the bytes are.

use tradewind_domain::{Currency, Market, Money};
use tradewind_trade::row::{Carriage, Flag, Flags, Incoterm, Place};
use tradewind_trade::{
    Day, Hs, Line, Options, Request, Rules, advise, author, explain, limits, quote, write,
};

/// A place with rows of every kind, and two that are law.
const WRITTEN: [&str; 3] = [
    include_str!("../../../core/trade/tests/common/every_kind.toml"),
    include_str!("../../../assets/trade/CH.toml"),
    include_str!("../../../assets/trade/AE.toml"),
];
/// The day as of which rules are compiled here.
const AS_OF: &str = "2026-11-29";

/// Rules compiled.
pub(crate) fn compiled() -> Vec<Vec<u8>> {
    let one = |text: &&str| {
        let written = author::read(&[named(text)]).expect("proof: the suite reads these files");
        author::build(&written, day(AS_OF)).expect("proof: the suite compiles these files")
    };
    WRITTEN.iter().map(one).collect()
}

/// Rules as they are written.
pub(crate) fn written() -> Vec<Vec<u8>> {
    WRITTEN.iter().map(|text| text.as_bytes().to_vec()).collect()
}

/// Compiled rules, as they are and with the checksum that a stranger can compute as well: what is read is written as the same, and
/// whatever is asked of it ends with an answer or a typed error.
///
/// # Panics
/// Where that does not hold.
pub fn rules(bytes: &[u8]) -> &'static str {
    let plain = Rules::read(bytes);
    let rules = match plain.or_else(|_| Rules::read(&sealed(bytes))) {
        Ok(rules) => rules,
        Err(error) => return error.code(),
    };
    let places: Vec<Place> = rules.places().cloned().collect();
    if let Ok(again) = write(&places, &[], rules.as_of()) {
        let same = |again: Rules| again.places().eq(places.iter());
        assert!(Rules::read(&again).is_ok_and(same), "it reads as it was written");
    }
    asked(&rules);
    "taken"
}

/// A file of a place: faults that say where they are, or rules that compile and read as they were written.
///
/// # Panics
/// Where that does not hold.
pub fn authored(bytes: &[u8]) -> &'static str {
    let text = String::from_utf8_lossy(bytes);
    let written = match author::read(&[named(&text)]) {
        Ok(written) => written,
        Err(faults) => {
            let whole = |fault: &author::Fault| {
                !fault.row.is_empty() && !fault.words.is_empty() && fault.file.ends_with(".toml")
            };
            assert!(!faults.is_empty() && faults.iter().all(whole), "{faults:?}");
            return faults.first().map_or("none", |fault| fault.code.as_str());
        }
    };
    let compiled = match author::build(&written, day(AS_OF)) {
        Ok(compiled) => compiled,
        Err(error) => return error.code(),
    };
    let read = Rules::read(&compiled);
    assert!(read.is_ok(), "what was compiled reads");
    let Ok(rules) = read else { return "unread" };
    assert!(rules.places().eq(written.places.iter()), "it reads as it was written");
    asked(&rules);
    "taken"
}

/// Asks every place for quotes: none of them panics.
fn asked(rules: &Rules) {
    let countries: Vec<Market> =
        rules.places().filter_map(|place| place.countries.first().copied()).take(3).collect();
    for to in countries.into_iter().chain([market("DE")]) {
        for on in ["2020-01-01", "2026-09-01"] {
            let request = order(to, on);
            let mut codes: Vec<&str> = Vec::new();
            codes.extend(quote(rules, &request).err().map(|error| error.code()));
            codes.extend(limits(rules, &request).err().map(|error| error.code()));
            codes.extend(explain(rules, &request).err().map(|error| error.code()));
            assert!(codes.iter().all(|code| !code.is_empty()));
        }
    }
    let request = order(
        rules.places().find_map(|place| place.countries.first().copied()).unwrap_or(market("DE")),
        AS_OF,
    );
    let options = Options { leave_out: true, ..Options::default() };
    if let Ok(advice) = advise(rules, &request, &options) {
        for plan in &advice.plans {
            let then = quote(rules, &plan.request).map(|quote| quote.total.amount);
            assert_eq!(then, Ok(plan.total), "a plan comes to what it promises");
        }
    }
}

/// Shoes, wine for a present, and something of which nothing is known: prices with tax in them, by a seller nobody knows.
fn order(to: Market, on: &str) -> Request {
    let price = |minor| Money::new(minor, Currency::EUR);
    let shoes = Line {
        hs: Hs::parse("640411").expect("proof: a code"),
        origin: Some(market("VN")),
        grams: Some(900),
        ..Line::new(price(8_900), 2)
    };
    let wine = Line {
        hs: Hs::parse("2204").expect("proof: a code"),
        flags: Flags::default().with(Flag::Alcohol).with(Flag::Gift),
        ..Line::new(price(1_250), 1)
    };
    Request {
        mode: Some(Carriage::Post),
        incoterm: Incoterm::Dap,
        tax_included: true,
        ..Request::new(to, day(on), vec![shoes, wine, Line::new(price(399), 3)], price(700))
    }
}

/// A file's name is its place's: taken from the text, so that a change of it is met too.
fn named(text: &str) -> (String, String) {
    let name = text.split("place = \"").nth(1).and_then(|rest| rest.get(..2)).unwrap_or("XX");
    (format!("{name}.toml"), text.to_owned())
}

/// Bytes with a fitting checksum in the place of their last four (CRC-32, ISO 3309).
fn sealed(bytes: &[u8]) -> Vec<u8> {
    let mut body = bytes.get(..bytes.len().saturating_sub(4)).unwrap_or_default().to_vec();
    let step = |sum: u32| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 };
    let add = |sum: u32, byte: &u8| (0..8).fold(sum ^ u32::from(*byte), |sum, _| step(sum));
    let sum = !body.iter().fold(u32::MAX, add);
    body.extend_from_slice(&sum.to_le_bytes());
    body
}

fn day(text: &str) -> Day {
    Day::parse(text).expect("proof: a day")
}

fn market(text: &str) -> Market {
    Market::parse(text).expect("proof: a country")
}
