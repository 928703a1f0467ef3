//! What the merchant's totals say of duty and tax: what is left beside them, in which words, and what a fee is on then.

use super::*;
use crate::kernel::goods::{Claims, SaleTax};
use tradewind_domain::TotalLine;
use tradewind_trade::row::{FeeBase, When};

#[test]
fn what_the_merchants_totals_say_of_tax_counts_and_not_the_habit_of_the_market() {
    let now = Timestamp::parse_rfc3339("2026-11-29T12:00:00Z").expect("a moment");
    let habit = prices_have_tax(market());
    let of =
        |parcel: &Parcel| request(trade::built_in(), parcel, country("DE"), habit, now).expect("a request");
    let asked = |from: &str, tax: Option<SaleTax>| {
        let parcel = Parcel { claims: Claims { tax, ..Claims::default() }, ..parcel(from, 3_900) };
        let request = of(&parcel);
        (request.registered, request.tax_included)
    };
    assert_eq!(asked("JP", Some(SaleTax::Added)), (Some(true), false), "it collects the tax at the sale");
    assert_eq!(asked("JP", Some(SaleTax::Within)), (None, true));
    assert_eq!(asked("JP", None), (None, true), "as prices are in Germany");
    // What is sent within the union is not imported.
    for from in ["DE", "PT"] {
        assert_eq!(asked(from, Some(SaleTax::Added)), (None, false), "{from}");
    }
    let nowhere = Parcel { ships_from: None, ..parcel("JP", 3_900) };
    let nowhere = Parcel { claims: Claims { tax: Some(SaleTax::Added), ..Claims::default() }, ..nowhere };
    assert_eq!(of(&nowhere).registered, None, "nobody knows that it is imported");
}

#[test]
fn who_takes_the_duty_does_not_thereby_take_the_tax_nor_the_other_way_round() {
    let asked = |claims: Claims| {
        seen("DE", "2026-07-10", Parcel { paid: Some(eur(5_555)), claims, ..parcel("JP", 3_900) })
    };
    let silent = asked(Claims::default());
    assert!(has(&silent, "Customs duty") && has(&silent, "Import tax"), "{:?}", labels(&silent));
    let duty = asked(Claims { duty: true, ..Claims::default() });
    assert!(!has(&duty, "Customs duty") && has(&duty, "Import tax"), "{:?}", labels(&duty));
    let tax = asked(Claims { import_tax: true, ..Claims::default() });
    assert!(has(&tax, "Customs duty") && !has(&tax, "Import tax"), "{:?}", labels(&tax));
    assert!(duty.amount != silent.amount && tax.amount != silent.amount);
    // Whose total has the tax of the sale on top: three euros for the sub-heading are left, and no fee for paying the tax.
    let sold = asked(Claims { tax: Some(SaleTax::Added), ..Claims::default() });
    assert_eq!(labels(&sold), ["Total", "Customs duty: €3.00 per kind of goods"]);
    assert_eq!(plain(&sold.amount), "€58.55");
    // Nobody collects a cent: nobody takes a fee for that.
    let both = asked(Claims { duty: true, import_tax: true, tax: None });
    assert_eq!(labels(&both), ["Total"]);
    assert_eq!(plain(&both.amount), "€55.55");
}

#[test]
fn where_the_total_holds_one_of_duty_and_tax_the_other_one_is_named() {
    let first = |claims: Claims, paid: Option<Money>| {
        let view = seen("DE", "2026-07-10", Parcel { paid, claims, ..parcel("JP", 3_900) });
        view.notes.into_iter().next().expect("a note")
    };
    let paid = Some(eur(5_555));
    let silent = "The shop’s total does not include what is due at the border";
    assert_eq!(first(Claims::default(), paid), silent);
    let duty = Claims { duty: true, ..Claims::default() };
    assert!(first(duty, paid).starts_with("The shop’s total includes duty but not import tax."));
    let tax = Claims { import_tax: true, ..Claims::default() };
    assert!(first(tax, paid).starts_with("The shop’s total includes import tax but not duty."));
    // Nothing is left, or the shop has not said its total yet.
    let both = Claims { duty: true, ..tax };
    assert!(plain(&first(both, paid)).starts_with("Delivery included"));
    assert!(plain(&first(Claims::default(), None)).starts_with("Delivery included"));
}

#[test]
fn a_fee_on_what_is_advanced_is_on_what_the_shop_leaves_to_the_carrier() {
    // All that is collected on delivery, once more: the fee shows what it is on.
    let trade = merchants_rules("2027-01-01", |places| {
        for place in places.iter_mut().filter(|place| place.id == "EU") {
            place.rows.retain(|row| !matches!(row.rule, Rule::Fee(_)));
            let fee = Fee {
                name: "Advancement".to_owned(),
                amount: None,
                percent: Some((FeeBase::Advanced, Span::exact(decimal("100").expect("a number")))),
                combine: Combine::Add,
                least: None,
                most: None,
                only_if_due: true,
                by: By::Carrier,
            };
            let like = place.rows.iter().find(|row| matches!(row.rule, Rule::Flat { .. })).cloned();
            place.rows.extend(like.map(|row| Row { rule: Rule::Fee(fee), when: When::default(), ..row }));
        }
    });
    let now = Timestamp::parse_rfc3339("2027-01-10T12:00:00Z").expect("a moment");
    let rules = trade.choose(country("DE"), now).shop.expect("newer ones");
    let most = |duty: bool, import_tax: bool| {
        let claims = Claims { duty, import_tax, tax: None };
        let parcel = Parcel { paid: Some(eur(5_555)), claims, ..parcel("JP", 3_900) };
        let request = request(rules, &parcel, country("DE"), true, now).expect("a request");
        let quote = quote(rules, &request).expect("a quote");
        [TotalKind::Duty, TotalKind::ImportTax, TotalKind::Fee].map(|kind| {
            let of_it = quote.lines.iter().filter(|line| line.kind == kind);
            of_it.map(|line| line.amount.minor().2).sum::<i64>()
        })
    };
    let [duty, tax, fee] = most(false, false);
    assert!(duty > 0 && tax > 0, "{duty} {tax}");
    assert_eq!(fee, duty + tax);
    assert_eq!(most(true, false), [duty, tax, tax]);
    assert_eq!(most(false, true), [duty, tax, duty]);
    assert_eq!(most(true, true), [duty, tax, 0]);
}

/// The card of a teapot from Japan whose merchant takes duty and tax, and states an import tax of this.
fn collected(trade: TradeState, to: &str, on: &str, minor: i64) -> DoorView {
    let words = Localizer::new(&[Language::parse("en").expect("a tag")], "UTC").expect("words");
    let now = Timestamp::parse_rfc3339(&format!("{on}T12:00:00Z")).expect("a moment");
    let context = ViewContext { words: &words, now, market: market(), seconds: 0.0 };
    let model = Given::a_shop_in(to, Currency::EUR).with(|model| model.trade = trade).model;
    let claims = Claims { duty: true, import_tax: true, tax: None };
    let parcel = Parcel { paid: Some(eur(60_000)), claims, ..parcel("JP", 39_000) };
    let stated = TotalLine {
        kind: TotalKind::ImportTax,
        effect: TotalEffect::Adds,
        display_text: None,
        amount: eur(minor),
    };
    view_beside(&model, &parcel, &[stated], &context).expect("an estimate")
}

#[test]
fn an_estimate_beside_what_the_shop_states_says_where_its_rules_are_written_and_at_which_rate() {
    let beside = collected(TradeState::default(), "GB", "2026-11-29", 8_000);
    let alone = seen("GB", "2026-11-29", parcel("JP", 39_000));
    assert!(beside.rate.contains("GBP"), "{}", beside.rate);
    assert_eq!(beside.rate, alone.rate);
    let tax = beside.rows.iter().find(|row| row.label == "Import tax").expect("a row");
    assert!(tax.source_url.starts_with("https://") && !tax.source.is_empty(), "{tax:?}");
    let known = |row: &&DoorRow| alone.rows.iter().any(|other| other.source_url == row.source_url);
    let strangers: Vec<&DoorRow> = beside.rows.iter().filter(|row| !known(row)).collect();
    assert!(strangers.is_empty(), "{strangers:?}");
    // In the union nothing is converted.
    assert_eq!(collected(TradeState::default(), "DE", "2026-11-29", 8_000).rate, "");
    // What the shop's rules name is a stranger's address here too.
    let trade = merchants_rules("2027-01-01", |places| {
        for source in places.iter_mut().flat_map(|place| &mut place.sources) {
            source.address = "javascript:alert(1)".to_owned();
        }
    });
    let theirs = collected(trade, "GB", "2027-01-10", 8_000);
    assert!(theirs.as_of.contains("given by the shop"), "{}", theirs.as_of);
    assert!(theirs.rows.iter().all(|row| row.source_url.is_empty()), "{:?}", theirs.rows);
}
