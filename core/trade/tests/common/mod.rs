//! What tests share: the rules as they are in `assets/trade`, and short ways to write an order.

#![allow(dead_code, clippy::missing_docs_in_private_items)]

use rust_decimal::Decimal;
use std::path::Path;
use tradewind_domain::{Currency, Market, Money, TotalKind};
use tradewind_trade::row::{Carriage, Incoterm};
use tradewind_trade::{Day, ExchangeRate, Hs, Line, Quote, Request, Rules, author};

/// Every file of `assets/trade`.
pub(crate) fn files() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/trade");
    let mut files: Vec<(String, String)> = std::fs::read_dir(folder)
        .expect("a folder")
        .filter_map(Result::ok)
        .filter(|entry| entry.path().extension().is_some_and(|end| end == "toml"))
        .map(|entry| {
            let text = std::fs::read_to_string(entry.path()).expect("a text");
            (entry.file_name().to_string_lossy().into_owned(), text)
        })
        .collect();
    files.sort();
    files
}

/// What files say, where they have no fault.
fn written(files: &[(String, String)]) -> author::Written {
    let told = |faults: Vec<author::Fault>| faults.iter().map(ToString::to_string).collect::<Vec<_>>();
    author::read(files).map_err(told).expect("no fault")
}

/// Those files, compiled.
pub(crate) fn compiled() -> Vec<u8> {
    let written = written(&files());
    author::build(&written, day("2026-11-29")).expect("compiles")
}

/// Those files as rules, by way of their compiled form.
pub(crate) fn rules() -> Rules {
    Rules::read(&compiled()).expect("reads")
}

/// Rules of one text of a place.
pub(crate) fn rules_of(name: &str, text: &str) -> Rules {
    let written = written(&[(name.into(), text.into())]);
    Rules::read(&author::build(&written, day("2026-11-29")).expect("compiles")).expect("reads")
}

/// A place with these rows beside the four that every place has: free of duty, 10 % tax, value with delivery and insurance, in dollars.
/// Each row gets its day, its source and its confidence.
pub(crate) fn place(rows: &str) -> Rules {
    let head = r#"place = "XX"
names = { en = "Place", de = "Ort", ja = "場所", ar = "مكان" }
countries = ["XX"]
currency = "USD"
hs_edition = "HS2022"
since = 2020-01-01
utc_offset = "+00:00"
[source.law]
title = "The law"
publisher = "Its parliament"
date = 2020-01-01
address = "https://law.example/1"
"#;
    let usual = r#"
[[valuation]]
id = "xx-value"
basis = "cif"
[[tax_base]]
id = "xx-base"
adds = ["goods", "delivery", "insurance", "duty", "excise"]
[[tax]]
id = "xx-tax"
hs = ["*"]
percent = "10"
[[duty]]
id = "xx-free"
hs = ["*"]
percent = "0"
"#;
    let each = "\nfrom = 2020-01-01\nsource = \"law\"\nconfidence = \"official\"\n";
    let rows = format!("{usual}{rows}");
    let rows: Vec<String> =
        rows.split("\n[[").skip(1).map(|row| format!("[[{}{each}", row.trim_end())).collect();
    rules_of("XX.toml", &format!("{head}\n{}", rows.join("\n")))
}

/// SplitMix64 (Steele, Lea, Flood, 2014): the same numbers from the same seed.
pub(crate) struct Seed(pub(crate) u64);

impl Seed {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, most: u64) -> u64 {
        self.next() % most
    }

    pub(crate) fn one_of<T: Clone>(&mut self, list: &[T]) -> T {
        let at = self.below(list.len() as u64) as usize;
        list[at].clone()
    }

    pub(crate) fn some<T>(&mut self, value: T) -> Option<T> {
        if self.below(4) == 0 { None } else { Some(value) }
    }
}

pub(crate) fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

pub(crate) fn market(text: &str) -> Market {
    Market::parse(text).expect("a country")
}

pub(crate) fn hs(text: &str) -> Hs {
    Hs::parse(text).expect("a code")
}

/// `89.00 EUR`.
pub(crate) fn money(text: &str) -> Money {
    let (amount, code) = text.split_once(' ').expect("amount and currency");
    Money::parse_decimal(amount, Currency::parse(code).expect("a currency")).expect("an amount")
}

/// A line of a code, a price and a quantity.
pub(crate) fn line(code: &str, price: &str, quantity: u32) -> Line {
    Line { hs: hs(code), ..Line::new(money(price), quantity) }
}

/// By express, delivered at place, from a seller who is not registered.
pub(crate) fn order(to: &str, on: &str, lines: Vec<Line>, delivery: &str) -> Request {
    Request {
        mode: Some(Carriage::Express),
        incoterm: Incoterm::Dap,
        registered: Some(false),
        ship_from: Some(market("CN")),
        ..Request::new(market(to), day(on), lines, money(delivery))
    }
}

/// `1 NZD = 0.6507 USD`.
pub(crate) fn rate(from: &str, rate: &str, to: &str) -> ExchangeRate {
    ExchangeRate {
        from: Currency::parse(from).expect("a currency"),
        to: Currency::parse(to).expect("a currency"),
        rate: Decimal::from_str_exact(rate).expect("a number"),
        source: "test".into(),
        at: "2026-01-01".into(),
    }
}

/// The least, likely and most of all lines of a kind, in minor units.
pub(crate) fn of(quote: &Quote<'_>, kind: TotalKind) -> (i64, i64, i64) {
    quote
        .lines
        .iter()
        .filter(|line| line.kind == kind)
        .map(|line| line.amount.minor())
        .fold((0, 0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1, sum.2 + one.2))
}

/// The exact amount of a kind, in minor units.
pub(crate) fn exact(quote: &Quote<'_>, kind: TotalKind) -> i64 {
    let (min, likely, max) = of(quote, kind);
    assert_eq!((min, likely), (max, max), "not exact");
    likely
}
