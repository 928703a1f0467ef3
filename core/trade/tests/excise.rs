//! Excise goods: what is due on them is not in our table, and no sum claims otherwise.

mod common;

use common::*;
use tradewind_domain::{TotalEffect, TotalKind};
use tradewind_trade::row::{Carriage, Flag, Flags, Incoterm};
use tradewind_trade::{Amount, Edition, Hs, Line, Notice, Quote, Request, quote};

const NOTE: &str = "Excise on alcohol and tobacco is not in our table.";

/// Whether an excise is told that is not included, and why, and no tax of the border that would be on it is told as known.
fn is_left_open(quote: &Quote<'_>) -> bool {
    let excise = quote.lines.iter().find(|line| line.kind == TotalKind::Excise);
    let open = excise
        .is_some_and(|line| (line.amount, line.effect) == (Amount::NotIncluded, TotalEffect::NotIncluded));
    let told = quote.notices.iter().any(|one| matches!(one, Notice::Unverified(row) if row.note == NOTE));
    let point = |amount: Amount| matches!(amount, Amount::Exact(money) if money.minor > 0);
    let taxed = quote.lines.iter().any(|line| line.kind == TotalKind::ImportTax && point(line.amount));
    open && told && !taxed
}

#[test]
fn spirits_and_cigarettes_never_have_a_point() {
    let rules = rules();
    let mut asked = 0;
    for place in rules.places() {
        let currency = place.currency.as_str();
        let (price, delivery) = match place.currency.minor_digits() {
            0 => (format!("3000 {currency}"), format!("900 {currency}")),
            _ => (format!("30.00 {currency}"), format!("9.00 {currency}")),
        };
        for to in &place.countries {
            for code in ["220830", "2208", "220421", "220300", "2207", "240220", "2403", "24"] {
                for on in ["2026-02-26", "2026-11-30", "2029-06-01"] {
                    for (mode, incoterm, registered, consumer) in [
                        (Some(Carriage::Express), Incoterm::Dap, Some(false), true),
                        (Some(Carriage::Post), Incoterm::Ddp, Some(true), false),
                        (None, Incoterm::Dap, None, true),
                    ] {
                        let request = Request {
                            to: *to,
                            ship_from: Some(market("VN")),
                            mode,
                            incoterm,
                            registered,
                            consumer,
                            ..order("DE", on, vec![line(code, &price, 2)], &delivery)
                        };
                        let quote = quote(&rules, &request).expect("a quote");
                        assert!(is_left_open(&quote), "{to} {code} {on}: {:?}", quote.lines);
                        asked += 1;
                    }
                }
            }
        }
    }
    assert!(asked > 2_000, "{asked}");
}

#[test]
fn a_code_of_another_edition_and_what_is_said_of_goods_count_too() {
    let rules = rules();
    let excise = |line: Line| {
        let request = order("DE", "2026-11-30", vec![line], "9.00 EUR");
        let quote = quote(&rules, &request).expect("a quote");
        quote.lines.iter().any(|line| line.kind == TotalKind::Excise)
    };
    let alcohol = Flags::default().with(Flag::Alcohol);
    assert!(excise(Line { edition: Edition::Hs2028, ..line("220830", "30.00 EUR", 1) }));
    assert!(excise(Line { flags: alcohol, ..line("180690", "30.00 EUR", 1) }), "filled with brandy");
    assert!(!excise(Line { without: alcohol, ..line("220421", "30.00 EUR", 1) }), "without alcohol");
    // Goods of which little is known are likely none of these: all of them would be without a sum.
    for open in [Hs::ANY, hs("22")] {
        assert!(!excise(Line { hs: open, ..line("64", "30.00 EUR", 1) }), "{open}");
    }
    assert!(!excise(line("640411", "30.00 EUR", 1)));
    // Sent from within the Union nothing is imported.
    let home = order("DE", "2026-11-30", vec![line("220421", "30.00 EUR", 1)], "9.00 EUR");
    let home = Request { ship_from: Some(market("FR")), ..home };
    let home = quote(&rules, &home).expect("a quote");
    assert!(home.lines.iter().all(|line| line.kind != TotalKind::Excise));
}

#[test]
fn other_goods_of_the_order_keep_their_tax() {
    let rules = rules();
    let lines = vec![line("940521", "200.00 EUR", 1), line("220830", "30.00 EUR", 1)];
    let request = order("DE", "2026-11-30", lines, "0.00 EUR");
    let quote = quote(&rules, &request).expect("a quote");
    let taxes: Vec<Amount> =
        quote.lines.iter().filter(|line| line.kind == TotalKind::ImportTax).map(|line| line.amount).collect();
    let (known, open): (Vec<Amount>, Vec<Amount>) =
        taxes.into_iter().partition(|amount| *amount != Amount::NotIncluded);
    // 19 % of 200.00 and of 2.7 to 4.7 % of duty on it.
    assert_eq!(known.iter().map(Amount::minor).map(|(least, ..)| least).collect::<Vec<_>>(), [3_903]);
    assert_eq!(open.len(), 1, "that of the bottle is on its excise too");
    let asked = quote.narrow.iter().any(|narrow| narrow.what == tradewind_trade::What::Rate);
    assert!(!asked, "no exchange rate would tell it");
}
