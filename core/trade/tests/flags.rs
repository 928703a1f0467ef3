//! Flags that follow from an HS code: known, open, of a consignment, and behind what a person says.

mod common;

use common::*;
use tradewind_domain::TotalKind;
use tradewind_trade::row::{Flag, Flags};
use tradewind_trade::{Hs, Line, Narrow, Quote, Request, Rules, What, quote};

fn quoted<'a>(rules: &'a Rules, request: &'a Request) -> Quote<'a> {
    quote(rules, request).expect("a quote")
}

fn unknown(price: &str) -> Line {
    Line { hs: Hs::ANY, ..line("64", price, 1) }
}

/// Free of tax but for alcohol: 10 % of 100.00 is 10.00.
const NO_ALCOHOL: &str =
    "[[relief]]\nid = \"xx-relief\"\nof = [\"tax\"]\nnot_flags = [\"alcohol\", \"tobacco\"]\n";

#[test]
fn a_code_answers_a_flag_and_one_that_is_too_short_leaves_it_open() {
    let rules = place(NO_ALCOHOL);
    let of = |line: Line| {
        let request = order("XX", "2026-03-01", vec![line], "0.00 USD");
        let quote = quoted(&rules, &request);
        let asks = quote.narrow.contains(&Narrow { line: Some(0), what: What::Hs });
        (of(&quote, TotalKind::ImportTax), asks)
    };
    assert_eq!(of(line("220421", "100.00 USD", 1)), ((1_000, 1_000, 1_000), false));
    assert_eq!(of(line("240220", "100.00 USD", 1)), ((1_000, 1_000, 1_000), false));
    assert_eq!(of(line("640411", "100.00 USD", 1)), ((0, 0, 0), false));
    assert_eq!(of(line("22", "100.00 USD", 1)), ((0, 0, 1_000), true));
    assert_eq!(of(unknown("100.00 USD")), ((0, 0, 1_000), true));
    // What a person says goes before the code, and closes what it leaves open.
    let (alcohol, tobacco) = (Flags::default().with(Flag::Alcohol), Flags::default().with(Flag::Tobacco));
    let said = |flags| of(Line { flags, ..line("640411", "100.00 USD", 1) });
    assert_eq!(said(alcohol), ((1_000, 1_000, 1_000), false));
    let denied = |line: Line, without| of(Line { without, ..line });
    assert_eq!(denied(line("220421", "100.00 USD", 1), alcohol), ((0, 0, 0), false));
    assert_eq!(denied(unknown("100.00 USD"), Flags(alcohol.0 | tobacco.0)), ((0, 0, 0), false));
    assert_eq!(denied(unknown("100.00 USD"), alcohol), ((0, 0, 1_000), true), "it may be tobacco");
}

#[test]
fn a_line_of_unknown_goods_leaves_the_flags_of_its_consignment_open() {
    let rules = place(
        "[[relief]]\nid = \"xx-relief\"\nof = [\"tax\"]\nnot_parcel_flags = [\"alcohol\", \"tobacco\"]\n",
    );
    let of = |second: Line| {
        let lines = vec![line("640411", "100.00 USD", 1), second];
        let request = order("XX", "2026-03-01", lines, "0.00 USD");
        let quote = quoted(&rules, &request);
        let asked = quote.narrow.iter().filter(|narrow| narrow.what == What::Hs);
        (of(&quote, TotalKind::ImportTax), asked.map(|narrow| narrow.line).collect::<Vec<_>>())
    };
    assert_eq!(of(line("640411", "50.00 USD", 1)), ((0, 0, 0), vec![]));
    assert_eq!(of(line("2208", "50.00 USD", 1)), ((1_500, 1_500, 1_500), vec![]));
    // The code of the line that is known is not asked for.
    assert_eq!(of(unknown("50.00 USD")), ((0, 0, 1_500), vec![Some(1)]));
}

/// A fee hangs on a scheme, and the scheme on the code: that is asked of the line, once.
#[test]
fn a_code_is_asked_of_its_line_alone() {
    let rules = rules();
    let request = order("DE", "2026-11-29", vec![unknown("39.00 EUR")], "0.00 EUR");
    let request = Request { registered: None, ..request };
    let quote = quoted(&rules, &request);
    let asked = quote.narrow.iter().filter(|narrow| narrow.what == What::Hs).map(|narrow| narrow.line);
    assert_eq!(asked.collect::<Vec<_>>(), [Some(0)]);
}

/// HM Revenue & Customs: the rule up to GBP 135 is not for consignments that contain excise goods, whoever forgot to say so.
#[test]
fn gb_a_bottle_is_one_by_its_code() {
    let rules = rules();
    let kinds_of = |other: Line| {
        let lines = vec![line("940521", "40.00 GBP", 1), other];
        let request = order("GB", "2026-06-01", lines, "0.00 GBP");
        let quote = quoted(&rules, &request);
        (of(&quote, TotalKind::Tax).2 > 0, of(&quote, TotalKind::ImportTax).2 > 0)
    };
    let kinds = |code: &str| kinds_of(line(code, "30.00 GBP", 1));
    assert_eq!(kinds("940521"), (true, false));
    assert_eq!(kinds("220830"), (false, true));
    let without = Flags::default().with(Flag::Alcohol);
    assert_eq!(kinds_of(Line { without, ..line("220830", "30.00 GBP", 1) }), (true, false));
}
