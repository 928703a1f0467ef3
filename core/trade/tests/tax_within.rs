//! Prices that may have the tax of the sale in them: then nothing comes on top, and the least of what is due says so.

mod common;

use common::*;
use tradewind_domain::TotalKind;
use tradewind_trade::{Hs, Line, Quote, Request, Rules, What, quote};

fn quoted<'a>(rules: &'a Rules, request: &'a Request) -> Quote<'a> {
    quote(rules, request).expect("a quote")
}

/// A registered seller collects the tax when it sells.
const AT_SALE: &str =
    "[[scheme]]\nid = \"xx-sale\"\nname = \"sale\"\ntax_at = \"sale\"\nseller = \"registered\"\n";

/// An order whose prices have the tax of a sale in them.
fn inclusive(registered: Option<bool>, lines: Vec<Line>) -> Request {
    Request { registered, tax_included: true, ..order("XX", "2026-03-01", lines, "0.00 USD") }
}

/// At 10 %, 110.00 is 100.00 and a tax of 10.00 within it. At the border it is 110.00, and 11.00 on top.
#[test]
fn nothing_may_come_on_top_where_the_tax_may_be_within_the_price() {
    let rules = place(AT_SALE);
    let of = |registered| {
        let request = inclusive(registered, vec![line("64", "110.00 USD", 1)]);
        let quote = quoted(&rules, &request);
        let asks = quote.narrow.iter().any(|narrow| narrow.what == What::Seller);
        let tax = (of(&quote, TotalKind::Tax), of(&quote, TotalKind::ImportTax));
        (tax, quote.total.amount.minor(), asks)
    };
    let none = (0, 0, 0);
    assert_eq!(of(Some(true)), (((1_000, 1_000, 1_000), none), (11_000, 11_000, 11_000), false));
    assert_eq!(of(Some(false)), ((none, (1_100, 1_100, 1_100)), (12_100, 12_100, 12_100), false));
    assert_eq!(of(None), ((none, (0, 1_100, 1_100)), (11_000, 12_100, 12_100), true));
}

/// Where the seller of a parcel to Germany is not known, it may come to its price alone: up to 150.00 no duty is due, and so no fee.
#[test]
fn de_a_parcel_may_come_to_its_price_alone() {
    let rules = rules();
    let lines = vec![line("640411", "119.00 EUR", 1)];
    let request = Request {
        registered: None,
        tax_included: true,
        ..order("DE", "2026-06-01", lines.clone(), "0.00 EUR")
    };
    let quote = quoted(&rules, &request);
    let (least, likely, most) = quote.total.amount.minor();
    assert_eq!(least, 11_900);
    // What is likely and the most are as if it was known that the seller is not registered.
    let known = Request { registered: Some(false), ..request.clone() };
    let known = quoted(&rules, &known);
    assert_eq!(of(&quote, TotalKind::ImportTax).1, of(&known, TotalKind::ImportTax).1);
    assert_eq!((likely, most), (known.total.amount.minor().1, known.total.amount.minor().2));
}

/// An amount of tax for each thing counted is within the price as well, and so is one that a relief lowers: the most is as it was.
#[test]
fn amounts_for_things_counted_and_reliefs_are_no_exception() {
    let rules = place(&format!(
        "{AT_SALE}[[flat]]\nid = \"xx-flat\"\nof = \"tax\"\namount = \"0.30\"\nper = \"line\"\n\
         [[relief]]\nid = \"xx-relief\"\nof = [\"tax\"]\npays = \"50\"\nvalue = [{{ of = \"tax\", above = \"5.00\" }}]\n"
    ));
    let request = inclusive(None, vec![line("64", "100.00 USD", 1)]);
    assert_eq!(of(&quoted(&rules, &request), TotalKind::ImportTax), (0, 515, 515));
}

/// Where prices have no tax in them it is due either way.
#[test]
fn prices_without_tax_stay_as_they_are() {
    let rules = place(AT_SALE);
    let request = inclusive(None, vec![line("64", "110.00 USD", 1)]);
    let request = Request { tax_included: false, ..request };
    assert_eq!(of(&quoted(&rules, &request), TotalKind::ImportTax), (1_100, 1_100, 1_100));
}

/// Food goes by no scheme here, and nobody knows what it is: 110.00 likely has 10.00 of tax in it, or the border asks for 11.00 on top.
#[test]
fn the_border_may_ask_on_top_of_a_price_that_likely_has_the_tax_in_it() {
    let rules = place(&format!("{AT_SALE}not_flags = [\"food\"]\n"));
    let of = |line: Line| {
        let request = inclusive(Some(true), vec![line]);
        let quote = quoted(&rules, &request);
        let tax = (of(&quote, TotalKind::Tax), of(&quote, TotalKind::ImportTax));
        let asks = quote.narrow.iter().any(|narrow| narrow.what == What::Hs);
        (tax, quote.total.amount.minor(), asks)
    };
    let (none, within) = ((0, 0, 0), (1_000, 1_000, 1_000));
    let unknown = Line { hs: Hs::ANY, ..line("64", "110.00 USD", 1) };
    assert_eq!(of(line("64", "110.00 USD", 1)), ((within, none), (11_000, 11_000, 11_000), false));
    assert_eq!(
        of(line("02", "110.00 USD", 1)),
        ((none, (1_100, 1_100, 1_100)), (12_100, 12_100, 12_100), false)
    );
    assert_eq!(of(unknown), ((within, (0, 0, 1_100)), (11_000, 11_000, 12_100), true));
}
