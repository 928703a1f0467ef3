//! Receipts computed again: a tax within the prices, on top, in its own base, off by one, and where nothing states its rate.

mod common;

use common::*;
use tradewind_domain::{
    Currency, Money, ReceiptCheck, ReceiptRounding, SumsSaid, TaxUnchecked, TotalEffect, TotalKind,
    TotalLine, receipt::ReceiptNumber,
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
    check_receipt(&[bought("21.90 EUR", 2)], &totals, &SumsSaid::default()).expect("a check")
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
        check_receipt(&[bought("24.00 USD", 1)], &totals, &SumsSaid::default()).expect("a check")
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
    let check =
        check_receipt(&[bought("33.40 EUR", 1), bought("66.60 EUR", 1)], &totals, &SumsSaid::default())
            .expect("a check");
    assert_eq!((check.difference(), check.rounding), (None, Some(ReceiptRounding::Line)));
}

/// Mugs of these prices, delivery of 4.90, a fee of 3.00, and a tax on top.
fn with_fee(words: &str, prices: &[&str], stated: &str) -> ReceiptCheck {
    let lines: Vec<BoughtLine> = prices.iter().map(|price| bought(price, 1)).collect();
    let sum: i64 = lines.iter().map(|line| line.price.minor).sum();
    let eur = |minor| Money::new(minor, Currency::EUR);
    let all = sum + 790 + money(stated).minor;
    let totals = [
        TotalLine { amount: eur(sum), ..total(TotalKind::Subtotal, "0.00 EUR") },
        total(TotalKind::Delivery, "4.90 EUR"),
        total(TotalKind::Fee, "3.00 EUR"),
        tax(words, TotalEffect::Adds, stated),
        TotalLine { amount: eur(all), ..total(TotalKind::Total, "0.00 EUR") },
    ];
    check_receipt(&lines, &totals, &SumsSaid::default()).expect("a check")
}

/// Nothing is said against the merchant, and why.
fn is_unchecked(check: &ReceiptCheck, why: TaxUnchecked) -> bool {
    check.difference().is_none()
        && (check.unchecked, check.rounding) == (Some(why), None)
        && check.numbers.iter().all(|number| number.kind != Some(TotalKind::Tax) || number.computed.is_none())
}

#[test]
fn a_tax_is_explained_by_whichever_amounts_it_is_on() {
    // 40.00 alone, with delivery, with the fee, with both.
    for stated in ["8.00 EUR", "8.98 EUR", "8.60 EUR", "9.58 EUR"] {
        let check = with_fee("VAT 20%", &["40.00 EUR"], stated);
        assert!(check.difference().is_none() && check.rounding.is_some(), "{stated}: {check:?}");
    }
    // One unit off the one base that comes near.
    for (stated, above) in [("8.01 EUR", "0.01 EUR"), ("9.60 EUR", "0.02 EUR"), ("8.96 EUR", "-0.02 EUR")] {
        let check = with_fee("VAT 20%", &["40.00 EUR"], stated);
        assert_eq!(check.difference().and_then(ReceiptNumber::above), Some(money(above)), "{stated}");
        assert_eq!(check.unchecked, None, "{stated}");
    }
}

#[test]
fn goods_that_are_exempt_or_at_a_lower_rate_are_no_difference() {
    // Of 40.00 and 10.00 the second is exempt, at 5.5 percent, or a tenth of its price is taxed; nothing at all is taxed.
    for stated in ["8.98 EUR", "9.53 EUR", "8.20 EUR", "0.00 EUR", "2.00 EUR"] {
        let check = with_fee("VAT 20%", &["40.00 EUR", "10.00 EUR"], stated);
        assert!(check.rounding.is_some() || is_unchecked(&check, TaxUnchecked::Base), "{stated}: {check:?}");
    }
    // A line of 0.30 at 5.5 percent makes 0.04 less; another one, exempt, 0.02: neither is a wrong rounding.
    for (prices, stated) in [(["40.00 EUR", "0.30 EUR"], "8.02 EUR"), (["40.00 EUR", "0.10 EUR"], "9.59 EUR")]
    {
        let check = with_fee("VAT 20%", &prices, stated);
        assert!(is_unchecked(&check, TaxUnchecked::Base), "{prices:?}: {check:?}");
    }
    // All goods come to 8.97; without the second, and with delivery, it is 8.98.
    let check = with_fee("VAT 20%", &["40.00 EUR", "4.85 EUR"], "8.98 EUR");
    assert!(is_unchecked(&check, TaxUnchecked::Base), "{check:?}");
}

#[test]
fn a_tax_whose_base_nobody_can_know_is_said_not_to_be_checked() {
    let totals = |taxes: &[TotalLine]| {
        let mut totals = vec![total(TotalKind::Subtotal, "10.00 EUR"), total(TotalKind::Total, "10.00 EUR")];
        totals.extend_from_slice(taxes);
        totals
    };
    let within = |words: &str, amount: &str| tax(words, TotalEffect::Included, amount);
    let two = totals(&[within("VAT 7%", "0.30 EUR"), within("VAT 19%", "0.80 EUR")]);
    let check = check_receipt(&[bought("10.00 EUR", 1)], &two, &SumsSaid::default()).expect("a check");
    assert!(is_unchecked(&check, TaxUnchecked::Base), "{check:?}");
    let nothing_named =
        check_receipt(&[], &totals(&[within("VAT 19%", "1.61 EUR")]), &SumsSaid::default()).expect("a check");
    assert!(is_unchecked(&nothing_named, TaxUnchecked::Base), "{nothing_named:?}");
    let no_rate = totals(&[within("VAT", "1.60 EUR")]);
    let check = check_receipt(&[bought("10.00 EUR", 1)], &no_rate, &SumsSaid::default()).expect("a check");
    assert!(is_unchecked(&check, TaxUnchecked::Rate), "{check:?}");
    // Delivery of 0.05 is taxed or not: two bases come equally near.
    let cheap = [
        total(TotalKind::Subtotal, "40.00 EUR"),
        total(TotalKind::Delivery, "0.05 EUR"),
        tax("VAT 20%", TotalEffect::Adds, "8.02 EUR"),
        total(TotalKind::Total, "48.07 EUR"),
    ];
    let check = check_receipt(&[bought("40.00 EUR", 1)], &cheap, &SumsSaid::default()).expect("a check");
    assert!(is_unchecked(&check, TaxUnchecked::Base), "{check:?}");
}

#[test]
fn a_discount_that_we_share_ourselves_accuses_nobody_of_a_rounding() {
    let receipt = |discount: &str, stated: &str, all: &str| {
        let totals = [
            total(TotalKind::Subtotal, "100.00 EUR"),
            total(TotalKind::Discount, discount),
            tax("VAT 20%", TotalEffect::Adds, stated),
            total(TotalKind::Total, all),
        ];
        check_receipt(&[bought("33.40 EUR", 1), bought("66.60 EUR", 1)], &totals, &SumsSaid::default())
            .expect("a check")
    };
    assert!(is_unchecked(&receipt("-10.00 EUR", "18.01 EUR", "108.01 EUR"), TaxUnchecked::Base));
    let off = receipt("-10.00 EUR", "18.02 EUR", "108.02 EUR");
    assert_eq!(off.difference().and_then(ReceiptNumber::above), Some(money("0.02 EUR")));
    // A coupon that the maker pays for lowers no tax.
    let before = receipt("-10.00 EUR", "20.00 EUR", "110.00 EUR");
    assert!(before.difference().is_none() && before.rounding.is_some());
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
        check_receipt(&within(), &totals, &SumsSaid::default()).expect("a check")
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
        check_receipt(&[bought(all, 1)], &totals, &SumsSaid::default()).expect("a check")
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
    let check = check_receipt(&[line], &totals, &SumsSaid::default()).expect("a check");
    let off: Vec<_> =
        check.numbers.iter().filter_map(ReceiptNumber::above).map(|above| above.minor).collect();
    assert_eq!(off, [-1, 1, 1]);
    assert_eq!(check.numbers[0].words.as_deref(), Some("Mug"));
}

#[test]
fn nothing_is_said_of_a_receipt_without_a_total_or_of_two_currencies_and_no_number_makes_it_panic() {
    assert_eq!(
        check_receipt(
            &[bought("1.00 EUR", 1)],
            &[total(TotalKind::Subtotal, "1.00 EUR")],
            &SumsSaid::default()
        ),
        None
    );
    assert_eq!(
        check_receipt(&[bought("1.00 USD", 1)], &[total(TotalKind::Total, "1.00 EUR")], &SumsSaid::default()),
        None
    );
    let vast = BoughtLine { price: Money::new(i64::MAX, Currency::EUR), ..bought("1.00 EUR", 2) };
    assert_eq!(check_receipt(&[vast], &[total(TotalKind::Total, "1.00 EUR")], &SumsSaid::default()), None);
    let wild = [
        TotalLine { amount: Money::new(i64::MIN, Currency::EUR), ..total(TotalKind::Discount, "1.00 EUR") },
        TotalLine { amount: Money::new(i64::MAX, Currency::EUR), ..tax("9%", TotalEffect::Adds, "1.00 EUR") },
        TotalLine { amount: Money::new(i64::MIN, Currency::EUR), ..total(TotalKind::Total, "1.00 EUR") },
    ];
    assert!(check_receipt(&[bought("1.00 EUR", 1)], &wild, &SumsSaid::default()).is_some());
}
