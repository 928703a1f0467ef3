//! Receipts of merchants that say more than their totals: how they round, their discounts by name, entries in parts.

mod common;

use common::*;
use tradewind_domain::receipt::ReceiptNumber;
use tradewind_domain::{
    DeclaredRounding, EntryParts, NamedDiscounts, ReceiptCheck, ReceiptRounding, RoundedAt, RoundingMode,
    SumsSaid, TotalEffect, TotalKind, TotalLine,
};
use tradewind_trade::{BoughtLine, check_receipt};

fn bought(price: &str, quantity: u32) -> BoughtLine {
    let price = money(price);
    let stated = price.checked_mul(quantity).ok();
    BoughtLine { title: "Mug".to_owned(), price, quantity, stated, total: stated }
}

fn total(kind: TotalKind, amount: &str) -> TotalLine {
    TotalLine { kind, effect: TotalEffect::Adds, display_text: None, amount: money(amount) }
}

fn declared(level: RoundedAt, mode: RoundingMode) -> SumsSaid {
    let rounding = DeclaredRounding { level, mode, exponent: None, gross: Some(true) };
    SumsSaid { rounding: Some(rounding), ..SumsSaid::default() }
}

/// How much more a number is stated than it comes to, in minor units; none where it is taken as stated.
fn above(check: &ReceiptCheck, kind: TotalKind) -> Option<i64> {
    let number = check.numbers.iter().find(|number| number.kind == Some(kind.clone())).expect("it is there");
    number.above().map(|above| above.minor)
}

/// Two mugs of 21.90 and delivery of 4.90 with 19 % in it: 7.77 by line, 7.78 at once.
fn german(stated: &str, said: &SumsSaid) -> ReceiptCheck {
    let totals = [
        total(TotalKind::Subtotal, "43.80 EUR"),
        total(TotalKind::Delivery, "4.90 EUR"),
        total(TotalKind::Total, "48.70 EUR"),
        TotalLine {
            display_text: Some("USt. 19%".to_owned()),
            effect: TotalEffect::Included,
            ..total(TotalKind::Tax, stated)
        },
    ];
    check_receipt(&[bought("21.90 EUR", 2)], &totals, said).expect("a check")
}

#[test]
fn a_merchant_that_says_how_it_rounds_is_held_to_that_alone() {
    let (line, once) =
        (declared(RoundedAt::Line, RoundingMode::HalfUp), declared(RoundedAt::Total, RoundingMode::HalfUp));
    let holds = german("7.77 EUR", &line);
    assert_eq!((holds.difference(), holds.rounding), (None, Some(ReceiptRounding::Line)));
    assert_eq!(holds.declared, line.rounding);
    // Either is a usual way, and neither is the other's.
    for (stated, said, off) in [("7.78 EUR", &line, 1), ("7.77 EUR", &once, -1)] {
        assert_eq!(german(stated, &SumsSaid::default()).difference(), None, "{stated}");
        let check = german(stated, said);
        assert_eq!((above(&check, TotalKind::Tax), check.rounding), (Some(off), None), "{stated}");
    }
    let down = german("7.78 EUR", &declared(RoundedAt::Total, RoundingMode::Down));
    assert_eq!(above(&down, TotalKind::Tax), Some(1));
    // A step of ten cents is what it says, too.
    let rounding = once.rounding.map(|one| DeclaredRounding { exponent: Some(-1), ..one });
    let coarse = SumsSaid { rounding, ..SumsSaid::default() };
    assert_eq!(german("7.80 EUR", &coarse).difference(), None);
}

/// Mugs of 20.00 and 10.00 and these discounts, delivery of 5.00.
fn reduced(items: Option<&str>, whole: Option<&str>, all: &str, said: &SumsSaid) -> ReceiptCheck {
    let mut totals = vec![total(TotalKind::Subtotal, "30.00 EUR")];
    totals.extend(items.map(|amount| total(TotalKind::ItemsDiscount, amount)));
    totals.extend(whole.map(|amount| total(TotalKind::Discount, amount)));
    totals.extend([total(TotalKind::Delivery, "5.00 EUR"), total(TotalKind::Total, all)]);
    check_receipt(&[bought("20.00 EUR", 1), bought("10.00 EUR", 1)], &totals, said).expect("a check")
}

fn named(of_lines: &str, of_all: &str, least: &str) -> SumsSaid {
    let discounts = NamedDiscounts { of_lines: money(of_lines), of_all: money(of_all), least: money(least) };
    SumsSaid { discounts: Some(discounts), ..SumsSaid::default() }
}

#[test]
fn discounts_of_lines_are_what_the_lines_take_off() {
    let said = SumsSaid { line_discounts: Some(money("3.00 EUR")), ..SumsSaid::default() };
    let holds = reduced(Some("-3.00 EUR"), None, "32.00 EUR", &said);
    assert_eq!((holds.difference(), above(&holds, TotalKind::ItemsDiscount)), (None, Some(0)));
    let off = reduced(Some("-2.00 EUR"), None, "33.00 EUR", &said);
    assert_eq!(above(&off, TotalKind::ItemsDiscount), Some(100));
    assert_eq!(above(&off, TotalKind::Total), Some(100));
    assert_eq!(off.difference().and_then(|one| one.kind.clone()), Some(TotalKind::ItemsDiscount));
    // Both entries together are what the lines take off: which has how much of it is the merchant's to say.
    let split = reduced(Some("-2.00 EUR"), Some("-1.00 EUR"), "32.00 EUR", &said);
    assert_eq!((split.difference(), above(&split, TotalKind::ItemsDiscount)), (None, None));
    let more = reduced(Some("-2.00 EUR"), Some("-2.00 EUR"), "31.00 EUR", &said);
    assert_eq!(above(&more, TotalKind::ItemsDiscount), Some(100));
    // Without such entries the lines' own sums say it, where they come to the same.
    let totals = [
        total(TotalKind::Subtotal, "20.00 EUR"),
        total(TotalKind::ItemsDiscount, "-5.00 EUR"),
        total(TotalKind::Total, "15.00 EUR"),
    ];
    let line = BoughtLine { total: Some(money("15.00 EUR")), ..bought("20.00 EUR", 1) };
    assert_eq!(
        above(
            &check_receipt(&[line], &totals, &SumsSaid::default()).expect("a check"),
            TotalKind::ItemsDiscount
        ),
        Some(0)
    );
}

#[test]
fn what_a_merchant_names_is_taken_off() {
    let both = named("3.00 EUR", "1.00 EUR", "1.00 EUR");
    let holds = reduced(Some("-3.00 EUR"), Some("-1.00 EUR"), "31.00 EUR", &both);
    assert_eq!(
        (above(&holds, TotalKind::ItemsDiscount), above(&holds, TotalKind::Discount)),
        (Some(0), Some(0))
    );
    // Said in the other entry, it is said all the same.
    assert_eq!(reduced(Some("-4.00 EUR"), None, "31.00 EUR", &both).difference(), None);
    assert_eq!(reduced(None, Some("-4.00 EUR"), "31.00 EUR", &both).difference(), None);
    // Or a part of it in each, whatever the lines say of themselves.
    let split = SumsSaid { line_discounts: Some(money("3.00 EUR")), ..both.clone() };
    let split = reduced(Some("-2.00 EUR"), Some("-2.00 EUR"), "31.00 EUR", &split);
    assert_eq!((split.difference(), above(&split, TotalKind::ItemsDiscount)), (None, Some(0)));
    let less = reduced(None, Some("-3.50 EUR"), "31.50 EUR", &both);
    assert_eq!(above(&less, TotalKind::Discount), Some(50));
    // A whole one that is not there may be in the price of delivery; more may have a reason without a name.
    for whole in ["-3.00 EUR", "-6.00 EUR"] {
        let check = reduced(None, Some(whole), "32.00 EUR", &both);
        assert_eq!(above(&check, TotalKind::Discount), None, "{whole}");
    }
}

#[test]
fn a_percent_in_the_words_of_a_discount_may_explain_it_and_accuses_nobody() {
    let of = |words: &str, amount: &str| {
        let totals = [
            total(TotalKind::Subtotal, "33.35 EUR"),
            TotalLine { display_text: Some(words.to_owned()), ..total(TotalKind::Discount, amount) },
            total(TotalKind::Total, "30.00 EUR"),
        ];
        above(
            &check_receipt(&[bought("33.35 EUR", 1)], &totals, &SumsSaid::default()).expect("a check"),
            TotalKind::Discount,
        )
    };
    assert_eq!([of("10% off", "-3.34 EUR"), of("10% off", "-3.33 EUR")], [Some(0), Some(0)]);
    assert_eq!([of("10% off", "-3.00 EUR"), of("Welcome", "-3.34 EUR")], [None, None]);
}

#[test]
fn a_fee_in_parts_is_what_its_parts_come_to_and_the_total_follows() {
    let totals = [
        total(TotalKind::Subtotal, "30.00 EUR"),
        total(TotalKind::Fee, "2.00 EUR"),
        total(TotalKind::Fee, "1.00 EUR"),
        total(TotalKind::Total, "33.00 EUR"),
    ];
    let said =
        |sum: &str| SumsSaid { parts: vec![EntryParts { entry: 1, sum: money(sum) }], ..SumsSaid::default() };
    let check = |sum: &str| check_receipt(&[bought("30.00 EUR", 1)], &totals, &said(sum)).expect("a check");
    assert_eq!(check("2.00 EUR").difference(), None);
    let off = check("1.50 EUR");
    assert_eq!((above(&off, TotalKind::Fee), above(&off, TotalKind::Total)), (Some(50), Some(50)));
    assert_eq!(off.numbers.iter().filter(|number| ReceiptNumber::differs(number)).count(), 2);
    assert_eq!(check_receipt(&[bought("30.00 EUR", 1)], &totals, &said("2.00 USD")), None);
}
