//! What is told of a receipt: that it holds, by how much it does not, and what could not be computed.

use super::*;
use crate::kernel::screen_parts::ReceiptView;
use crate::kernel::testing::{AT, market};
use tradewind_domain::{Currency, Language};
use tradewind_l10n::{Localizer, plain};

fn number(kind: Option<TotalKind>, stated: i64, computed: Option<i64>) -> ReceiptNumber {
    let eur = |minor| Money::new(minor, Currency::EUR);
    ReceiptNumber { kind, words: None, stated: eur(stated), computed: computed.map(eur) }
}

fn drawn(rounding: Option<ReceiptRounding>, numbers: Vec<ReceiptNumber>) -> Option<ReceiptView> {
    drawn_with(None, rounding, numbers)
}

fn drawn_with(
    unchecked: Option<TaxUnchecked>,
    rounding: Option<ReceiptRounding>,
    numbers: Vec<ReceiptNumber>,
) -> Option<ReceiptView> {
    let words = Localizer::new(&[Language::parse("en").expect("a tag")], "UTC").expect("words");
    let context = ViewContext { words: &words, now: AT.now, market: market(), seconds: 0.0 };
    view(&ReceiptCheck { rounding, declared: None, unchecked, numbers }, &context)
}

#[test]
fn a_receipt_that_holds_says_so_in_one_line_and_how_its_tax_is_rounded() {
    let numbers = vec![
        number(Some(TotalKind::Tax), 708, Some(708)),
        number(Some(TotalKind::Delivery), 490, None),
        number(Some(TotalKind::Total), 4_432, Some(4_432)),
    ];
    let view = drawn(Some(ReceiptRounding::Once), numbers).expect("a view");
    assert_eq!((view.summary.as_str(), view.tone), ("Receipt checked: the amounts add up", Tone::Success));
    assert_eq!(view.notes, ["Tax rounded once for the whole order"]);
    let delivery: Vec<_> = [&view.rows[1].stated, &view.rows[1].computed].map(|text| plain(text)).into();
    assert_eq!(delivery, ["Shop: €4.90", "Taken as the shop states it"]);
    assert!(view.rows.iter().all(|row| row.difference.is_empty() && !row.label.is_empty()));
}

#[test]
fn a_tax_that_is_off_by_one_is_told_calmly_and_the_shops_amount_stands() {
    let numbers = vec![
        number(Some(TotalKind::Total), 4_433, Some(4_432)),
        number(Some(TotalKind::Tax), 709, Some(708)),
    ];
    let view = drawn(None, numbers).expect("a view");
    assert_eq!(plain(&view.summary), "Receipt checked: €0.01 more than we calculate for Tax");
    assert_eq!(view.tone, Tone::Info);
    assert_eq!(view.notes.len(), 2);
    assert!(view.notes[1].starts_with("What you pay is the shop’s amount"), "{:?}", view.notes);
    assert_eq!(view.rows.iter().filter(|row| !row.difference.is_empty()).count(), 2);
    let less = drawn(None, vec![number(Some(TotalKind::Tax), 700, Some(708))]).expect("a view");
    assert_eq!(plain(&less.summary), "Receipt checked: €0.08 less than we calculate for Tax");
}

#[test]
fn a_tax_without_a_rate_is_said_not_to_be_checked_and_nothing_computed_is_no_check() {
    let numbers =
        vec![number(Some(TotalKind::Tax), 708, None), number(Some(TotalKind::Total), 4_432, Some(4_432))];
    let view = drawn(None, numbers).expect("a view");
    assert!(view.notes[0].starts_with("The shop doesn’t state its tax rate"), "{:?}", view.notes);
    assert_eq!(drawn(None, vec![number(Some(TotalKind::Tax), 708, None)]), None);
    let numbers =
        vec![number(Some(TotalKind::Tax), 512, None), number(Some(TotalKind::Total), 4_432, Some(4_432))];
    let view = drawn_with(Some(TaxUnchecked::Base), None, numbers).expect("a view");
    assert_eq!(view.notes, ["The shop doesn’t say which amounts are taxed, so we couldn’t check the tax."]);
    assert_eq!(view.tone, Tone::Success, "nothing is said against the shop");
}
