//! What a second implementation of the rules found in this one: each order is the smallest that showed it, each amount worked out by hand.

mod common;

use common::*;
use tradewind_domain::{Currency, TotalEffect, TotalKind};
use tradewind_trade::row::{By, Carriage, Flag, Flags, Incoterm};
use tradewind_trade::{Hs, Line, Quote, Request, Rules, quote};

fn quoted<'a>(rules: &'a Rules, request: &'a Request) -> Quote<'a> {
    quote(rules, request).expect("a quote")
}

/// The tax of a line of this kind, as it may lie.
fn tax(rules: &Rules, request: &Request) -> (i64, i64, i64) {
    of(&quoted(rules, request), TotalKind::ImportTax)
}

#[test]
fn duty_is_the_carrier_s_also_where_the_seller_collects_the_tax() {
    let rules = rules();
    // A registered seller takes the tax in Switzerland; nobody but the post takes the duty on wine, and asks a fee for it.
    let request = Request {
        registered: Some(true),
        mode: Some(Carriage::Post),
        ..order("CH", "2026-10-08", vec![line("2204", "11.73 CHF", 1)], "29.90 CHF")
    };
    let quote = quoted(&rules, &request);
    let by =
        |kind| quote.lines.iter().filter(|line| line.kind == kind).map(|line| line.by).collect::<Vec<_>>();
    assert_eq!(by(TotalKind::Duty), [Some(By::Border)]);
    assert_eq!(by(TotalKind::Tax), [Some(By::Seller)]);
    assert_eq!(by(TotalKind::Fee), [Some(By::Carrier)]);
    // Delivered duty paid, all is the seller's and there is no fee.
    let paid = Request { incoterm: Incoterm::Ddp, ..request };
    assert!(quoted(&rules, &paid).lines.iter().all(|line| line.by == Some(By::Seller)));
}

#[test]
fn a_flat_tax_at_sale_is_a_tax_of_the_sale() {
    let rules = place("[[flat]]\nid = \"xx-flat\"\nof = \"tax\"\namount = \"0.30\"\nper = \"line\"\n");
    let home = order("XX", "2026-03-01", vec![line("64", "10.00 USD", 1)], "0.00 USD");
    let home = Request { ship_from: Some(market("XX")), ..home };
    let quote = quoted(&rules, &home);
    assert_eq!((exact(&quote, TotalKind::Tax), exact(&quote, TotalKind::ImportTax)), (130, 0));
    assert_eq!(quote.paid_now, money("11.30 USD"));
}

#[test]
fn customs_values_of_all_lines_are_rounded_together() {
    let rules = rules();
    // 60 % of 9,000 and of 16,000 yen are 5,400 and 9,600: together 15,000, and not 5,000 and 9,000.
    let lines = vec![line("490199", "9000 JPY", 1), line("490199", "16000 JPY", 1)];
    assert_eq!(tax(&rules, &order("JP", "2026-10-01", lines, "0 JPY")), (1_500, 1_500, 1_500));
}

#[test]
fn a_limit_is_asked_of_the_customs_value_before_it_is_rounded() {
    let rules = rules();
    // Free up to 10,000 yen of customs value: 60 % of 16,666 yen, not of 18,333, which rounds down to it.
    let of_price = |price| tax(&rules, &order("JP", "2026-10-01", vec![line("490199", price, 1)], "0 JPY"));
    assert_eq!(of_price("16666 JPY"), (0, 0, 0));
    assert_eq!(of_price("16667 JPY"), (1_000, 1_000, 1_000));
    assert_eq!(of_price("18333 JPY"), (1_000, 1_000, 1_000));
}

#[test]
fn tax_within_a_price_has_the_ends_of_the_rates_that_may_hold() {
    let rules = rules();
    // Books may pay 10 % in Finland, other goods pay 25.5 %: of 100.00 that is 9.09 or 20.32.
    let unknown = Line { hs: Hs::ANY, ..line("64", "100.00 EUR", 1) };
    let home = order("FI", "2026-10-01", vec![unknown], "0.00 EUR");
    let home = Request { ship_from: Some(market("FI")), tax_included: true, ..home };
    assert_eq!(of(&quoted(&rules, &home), TotalKind::Tax), (909, 2_032, 2_032));
}

#[test]
fn half_a_unit_of_tax_within_prices_rounds_up_whatever_was_divided() {
    let rules = rules();
    // A sixth of 310,887 yen is 51,814.5.
    let lines = ["13822 JPY", "289575 JPY", "2170 JPY"].map(|price| line("851830", price, 1));
    let home = Request {
        ship_from: Some(market("GB")),
        insurance: money("482 JPY"),
        tax_included: true,
        rates: vec![rate("GBP", "210.6980091149", "JPY")],
        ..order("GB", "2027-10-19", lines.to_vec(), "4838 JPY")
    };
    assert_eq!(exact(&quoted(&rules, &home), TotalKind::Tax), 51_815);
}

#[test]
fn tax_is_likely_on_the_duty_that_is_likely() {
    let rules = place(
        "[[duty]]\nid = \"xx-shoes\"\nhs = [\"6403\"]\npercent = \"30\"\n[[duty]]\nid = \"xx-wine\"\nhs = [\"2204\"]\npercent = { min = \"0\", likely = \"9\", max = \"20\" }\n[[rounding]]\nid = \"xx-down\"\nof = [\"duty\"]\nmode = \"down\"\nexponent = 2\nlevel = \"consignment\"\n",
    );
    // Duty on the shoes is 300.00. With 0.00, 90.00 or 200.00 on the wine the whole is 300, 300 or 500: the shoes' share of it is
    // 300.00, 230.77 or 300.00, and the tax is likely on 2,000 and 300.
    let lines = vec![line("6403", "1000.00 USD", 1), line("2204", "1000.00 USD", 1)];
    let request = order("XX", "2026-03-01", lines, "0.00 USD");
    assert_eq!(of(&quoted(&rules, &request), TotalKind::Duty), (23_077, 30_000, 50_000));
    assert_eq!(tax(&rules, &request).1, 23_000);
}

#[test]
fn a_flat_amount_is_shared_by_lines_that_it_covers_and_by_no_others() {
    let rules = rules();
    // USD 160 for a parcel with goods of Vietnam: these are a gift, and free. The other goods are likely Brazil's, at USD 200.
    let gift = Line {
        origin: Some(market("VN")),
        flags: Flags::default().with(Flag::Gift),
        ..line("640411", "57.63 USD", 1)
    };
    let other = Line { hs: Hs::ANY, ..line("64", "27.81 USD", 1) };
    let request = Request {
        ship_from: Some(market("BR")),
        mode: Some(Carriage::Post),
        ..order("US", "2026-02-20", vec![other, gift], "0.00 USD")
    };
    let quote = quoted(&rules, &request);
    let named = |id: &str| quote.lines.iter().find(|line| line.rule.is_some_and(|row| row.id == id));
    assert_eq!(named("us-post-flat-160").map(|line| line.amount.minor()), Some((0, 0, 5_208)));
    assert_eq!(named("us-post-flat-200").map(|line| line.amount.minor()), Some((0, 20_000, 20_000)));
}

#[test]
fn short_codes_of_different_chapters_are_different_sub_headings() {
    let rules = rules();
    let request = Request {
        registered: Some(true),
        ..order("DE", "2026-10-01", vec![line("64", "10.00 EUR", 1), line("69", "10.00 EUR", 1)], "0.00 EUR")
    };
    assert_eq!(exact(&quoted(&rules, &request), TotalKind::Duty), 600);
}

#[test]
fn a_test_of_duty_or_tax_may_be_of_a_line_or_a_piece() {
    let of_per = |per: &str| {
        let rules = place(&format!(
            "[[relief]]\nid = \"xx-relief\"\nof = [\"tax\"]\nvalue = [{{ of = \"tax\", per = \"{per}\", at_most = \"5.00\" }}]\n"
        ));
        let lines = vec![line("64", "30.00 USD", 1), line("69", "40.00 USD", 2)];
        tax(&rules, &order("XX", "2026-03-01", lines, "0.00 USD")).1
    };
    // Tax is 3.00 and, on two pieces, 8.00.
    assert_eq!((of_per("consignment"), of_per("line"), of_per("item")), (1_100, 800, 0));
}

#[test]
fn rates_are_rounded_apart_also_where_one_relief_lowers_both() {
    let rules = place(
        "[[tax]]\nid = \"xx-books\"\nhs = [\"49\"]\npercent = \"5\"\n[[relief]]\nid = \"xx-relief\"\nof = [\"tax\"]\npays = \"50\"\n",
    );
    // Half of 10 % of 0.29 is 0.0145, half of 5 % of 0.58 too: a cent each, and not 0.03 together.
    let lines = vec![line("64", "0.29 USD", 1), line("49", "0.58 USD", 1)];
    assert_eq!(tax(&rules, &order("XX", "2026-03-01", lines, "0.00 USD")), (2, 2, 2));
}

#[test]
fn what_a_person_spent_is_open_without_a_rate_for_this_order() {
    let rules = place(
        "[[relief]]\nid = \"xx-relief\"\nof = [\"tax\"]\nvalue = [{ of = \"year\", at_most = \"300.00\" }]\n",
    );
    let of_spent = |spent: &str| {
        let request = order("XX", "2026-03-01", vec![line("64", "90.00 EUR", 1)], "0.00 EUR");
        tax(&rules, &Request { year_spent: Some(money(spent)), ..request })
    };
    assert_eq!(of_spent("300.01 USD"), (900, 900, 900));
    assert_eq!(of_spent("300.00 USD"), (0, 0, 900), "the order itself may be above it");
}

#[test]
fn what_is_not_included_stands_under_the_rule_that_is_likely() {
    let rules = rules();
    // Watches pay an amount a piece in Britain, which nobody can say in francs without a rate; books may pay less tax.
    let unknown = Line { hs: Hs::ANY, ..line("64", "180.00 CHF", 1) };
    let request = order("GB", "2026-11-09", vec![unknown], "0.00 CHF");
    let quote = quoted(&rules, &request);
    let shown: Vec<&str> = quote
        .lines
        .iter()
        .filter(|line| line.effect == TotalEffect::NotIncluded)
        .filter_map(|line| line.rule.map(|row| row.id.as_str()))
        .collect();
    assert_eq!(shown[..2], ["gb-duty-other", "gb-vat"]);
    assert_eq!(quote.total.amount.minor().0, money("180.00 CHF").minor);
    assert_eq!(Currency::parse("CHF"), Ok(quote.paid_now.currency));
}
