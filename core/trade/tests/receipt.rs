//! Receipts computed again: a tax within the prices, on top, in its own base, off by one, and where nothing states its rate.

mod common;

use common::*;
use tradewind_domain::{
    Currency, Money, ReceiptCheck, ReceiptRounding, TotalEffect, TotalKind, TotalLine, receipt::ReceiptNumber,
};
use tradewind_trade::{
    BoughtLine, Level, LineSums, Mode, Paid, Policy, Receipt, ReceiptLine, TradeError, after_discounts,
    audit, check_receipt,
};

fn bought(price: &str, quantity: u32) -> BoughtLine {
    let price = money(price);
    let stated = price.checked_mul(quantity).ok();
    BoughtLine { title: "Mug".to_owned(), price, quantity, stated, total: stated }
}

fn total(kind: TotalKind, amount: &str) -> TotalLine {
    TotalLine { kind, effect: TotalEffect::Adds, display_text: None, amount: money(amount) }
}

fn tax(words: &str, effect: TotalEffect, amount: &str) -> TotalLine {
    TotalLine { display_text: Some(words.to_owned()), effect, ..total(TotalKind::Tax, amount) }
}

fn number(check: &ReceiptCheck, kind: TotalKind) -> &ReceiptNumber {
    check.numbers.iter().find(|number| number.kind == Some(kind.clone())).expect("it is there")
}

/// Two mugs of 21.90 and delivery of 4.90 with 19 % in it: 48.70, of which 7.775... is tax.
fn german(stated: &str) -> ReceiptCheck {
    let totals = [
        total(TotalKind::Subtotal, "43.80 EUR"),
        total(TotalKind::Delivery, "4.90 EUR"),
        total(TotalKind::Total, "48.70 EUR"),
        tax("USt. 19%", TotalEffect::Included, stated),
    ];
    check_receipt(&[bought("21.90 EUR", 2)], &totals).expect("a check")
}

#[test]
fn a_tax_within_the_prices_holds_and_says_how_it_is_rounded() {
    let check = german("7.78 EUR");
    assert_eq!(check.difference(), None);
    // 6.9932 and 0.7824 are 6.99 and 0.78 by line, which is 7.77; 7.7756 once is 7.78.
    assert_eq!(check.rounding, Some(ReceiptRounding::Once));
    assert_eq!(german("7.77 EUR").rounding, Some(ReceiptRounding::Line));
    assert_eq!(number(&check, TotalKind::Delivery).computed, None, "nothing says what it is made of");
}

#[test]
fn a_tax_that_is_one_unit_off_is_told_and_the_total_stands_where_it_is_within() {
    let check = german("7.79 EUR");
    let differs = check.difference().expect("it differs");
    assert_eq!((&differs.kind, differs.above()), (&Some(TotalKind::Tax), Some(money("0.01 EUR"))));
    assert_eq!((check.rounding, differs.computed), (None, Some(money("7.78 EUR"))));
    assert!(!number(&check, TotalKind::Total).differs());
}

#[test]
fn a_tax_on_top_that_is_off_takes_the_total_with_it_and_is_named_first() {
    let receipt = |stated: &str, all: &str| {
        let totals = [
            total(TotalKind::Subtotal, "24.00 USD"),
            tax("Sales tax (7.25 %)", TotalEffect::Adds, stated),
            total(TotalKind::Total, all),
        ];
        check_receipt(&[bought("24.00 USD", 1)], &totals).expect("a check")
    };
    assert_eq!(receipt("1.74 USD", "25.74 USD").difference(), None);
    let off = receipt("1.73 USD", "25.73 USD");
    let first = off.difference().expect("it differs");
    assert_eq!((&first.kind, first.above()), (&Some(TotalKind::Tax), Some(money("-0.01 USD"))));
    assert_eq!(number(&off, TotalKind::Total).computed, Some(money("25.74 USD")));
}

#[test]
fn a_discount_is_taken_off_before_the_tax() {
    let totals = [
        total(TotalKind::Subtotal, "100.00 EUR"),
        total(TotalKind::Discount, "-10.00 EUR"),
        tax("VAT 20%", TotalEffect::Adds, "18.00 EUR"),
        total(TotalKind::Total, "108.00 EUR"),
    ];
    let check = check_receipt(&[bought("33.40 EUR", 1), bought("66.60 EUR", 1)], &totals).expect("a check");
    assert_eq!((check.difference(), check.rounding), (None, Some(ReceiptRounding::Line)));
}

/// A mug of 20.00 for 15.00 and one in full, as a merchant has it that puts discounts into its lines.
fn within() -> [BoughtLine; 2] {
    [BoughtLine { total: Some(money("15.00 EUR")), ..bought("20.00 EUR", 1) }, bought("10.00 EUR", 1)]
}

#[test]
fn a_discount_within_the_lines_is_in_the_subtotal_and_taken_off_before_the_tax() {
    let receipt = |subtotal: &str| {
        let totals = [
            total(TotalKind::Subtotal, subtotal),
            tax("VAT 20%", TotalEffect::Adds, "5.00 EUR"),
            total(TotalKind::Total, "30.00 EUR"),
        ];
        check_receipt(&within(), &totals).expect("a check")
    };
    let check = receipt("25.00 EUR");
    assert_eq!((check.difference(), check.rounding), (None, Some(ReceiptRounding::Line)));
    assert_eq!(number(&receipt("25.01 EUR"), TotalKind::Subtotal).above(), Some(money("0.01 EUR")));
}

#[test]
fn a_discount_is_taken_off_once_wherever_it_stands() {
    let paid = |lines: &[BoughtLine], totals: &[TotalLine]| {
        let sums = |line: &BoughtLine| LineSums {
            goods: line.price.checked_mul(line.quantity).expect("in range"),
            total: line.total,
        };
        after_discounts(&lines.iter().map(sums).collect::<Vec<_>>(), totals)
    };
    let subtotal = |amount| total(TotalKind::Subtotal, amount);
    let items = total(TotalKind::ItemsDiscount, "-5.00 EUR");
    let whole = total(TotalKind::Discount, "-3.00 EUR");
    // Within the lines alone; said again in the totals; and one on the whole beside it, which is shared.
    assert_eq!(paid(&within(), &[subtotal("25.00 EUR")]), Ok(Paid { lines: vec![1_500, 1_000], shared: 0 }));
    let again = [subtotal("30.00 EUR"), items.clone()];
    assert_eq!(paid(&within(), &again), Ok(Paid { lines: vec![1_500, 1_000], shared: 0 }));
    let both = [subtotal("30.00 EUR"), items, whole.clone()];
    assert_eq!(paid(&within(), &both), Ok(Paid { lines: vec![1_320, 880], shared: 2 }));
    let full = [bought("20.00 EUR", 1), bought("10.00 EUR", 1)];
    assert_eq!(paid(&full, &[subtotal("30.00 EUR"), whole]), Ok(Paid { lines: vec![1_800, 900], shared: 2 }));
    // More than the goods is less than nothing; beyond 64 bits is a fault, and no panic.
    let vast = |minor| TotalLine {
        amount: Money::new(minor, Currency::EUR),
        ..total(TotalKind::Discount, "0.00 EUR")
    };
    assert_eq!(paid(&full[1..], &[vast(-1_500)]).map(|paid| paid.lines), Ok(vec![-500]));
    for minor in [i64::MIN, i64::MAX] {
        assert_eq!(paid(&full[1..], &[vast(minor)]), Err(TradeError::Overflow), "{minor}");
    }
    let receipt = Receipt {
        currency: Currency::EUR,
        lines: Vec::new(),
        discount_percent: None,
        discount: i64::MIN,
        others: 0,
        tax: 0,
        total: 0,
    };
    let line = ReceiptLine {
        price: "5.00".parse().expect("a price"),
        quantity: 1.into(),
        amount: None,
        tax_percent: 19.into(),
    };
    let policy = Policy { level: Level::Line, mode: Mode::HalfUp, exponent: -2, gross: false };
    assert_eq!(audit(&Receipt { lines: vec![line], ..receipt }, policy), Err(TradeError::Overflow));
}

#[test]
fn a_tax_in_its_own_base_and_digits_of_other_languages_are_read() {
    let of = |words: &str, amount: &str, all: &str| {
        let totals = [
            total(TotalKind::Subtotal, all),
            total(TotalKind::Total, all),
            tax(words, TotalEffect::Included, amount),
        ];
        check_receipt(&[bought(all, 1)], &totals).expect("a check")
    };
    for (words, amount, all) in [
        ("ICMS 18%", "18.00 BRL", "100.00 BRL"),
        ("ضريبة القيمة المضافة ٥٪", "5.00 AED", "105.00 AED"),
        ("消費税１０％", "100 JPY", "1100 JPY"),
        ("KDV %20", "20.00 TRY", "120.00 TRY"),
        ("TVA 5,5 %", "5.50 EUR", "105.50 EUR"),
    ] {
        let check = of(words, amount, all);
        assert!(check.rounding.is_some() && check.difference().is_none(), "{words}: {check:?}");
    }
    // Two rates in one text, none, or a hundred and more: none is stated.
    for words in ["VAT 7% / 19%", "VAT", "100%", "%"] {
        assert_eq!(number(&of(words, "1.00 EUR", "10.00 EUR"), TotalKind::Tax).computed, None, "{words}");
    }
}

#[test]
fn sums_are_computed_without_a_tax_and_lines_that_are_not_theirs_are_told() {
    let totals = [total(TotalKind::Subtotal, "43.81 EUR"), total(TotalKind::Total, "43.81 EUR")];
    let line = BoughtLine { stated: Some(money("43.79 EUR")), ..bought("21.90 EUR", 2) };
    let check = check_receipt(&[line], &totals).expect("a check");
    let off: Vec<_> =
        check.numbers.iter().filter_map(ReceiptNumber::above).map(|above| above.minor).collect();
    assert_eq!(off, [-1, 1, 1]);
    assert_eq!(check.numbers[0].words.as_deref(), Some("Mug"));
}

#[test]
fn nothing_is_said_of_a_receipt_without_a_total_or_of_two_currencies_and_no_number_makes_it_panic() {
    assert_eq!(check_receipt(&[bought("1.00 EUR", 1)], &[total(TotalKind::Subtotal, "1.00 EUR")]), None);
    assert_eq!(check_receipt(&[bought("1.00 USD", 1)], &[total(TotalKind::Total, "1.00 EUR")]), None);
    let vast = BoughtLine { price: Money::new(i64::MAX, Currency::EUR), ..bought("1.00 EUR", 2) };
    assert_eq!(check_receipt(&[vast], &[total(TotalKind::Total, "1.00 EUR")]), None);
    let wild = [
        TotalLine { amount: Money::new(i64::MIN, Currency::EUR), ..total(TotalKind::Discount, "1.00 EUR") },
        TotalLine { amount: Money::new(i64::MAX, Currency::EUR), ..tax("9%", TotalEffect::Adds, "1.00 EUR") },
        TotalLine { amount: Money::new(i64::MIN, Currency::EUR), ..total(TotalKind::Total, "1.00 EUR") },
    ];
    assert!(check_receipt(&[bought("1.00 EUR", 1)], &wild).is_some());
}
