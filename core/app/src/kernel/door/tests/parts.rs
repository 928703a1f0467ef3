//! What each part of a breakdown is called and what is said of its rule: in every language, of every row that we have.

use super::*;
use crate::kernel::door::rule::{doubt, own_word};
use std::collections::BTreeSet;
use tradewind_l10n::LanguageInfo;
use tradewind_trade::row::Confidence;

fn speak(tag: &str) -> Localizer {
    Localizer::new(&[Language::parse(tag).expect("a tag")], "UTC").expect("words")
}

/// A teapot from Japan and a lantern from Morocco to Berlin, in a language.
fn told(tag: &str) -> DoorView {
    let words = speak(tag);
    let now = Timestamp::parse_rfc3339("2026-11-29T12:00:00Z").expect("a moment");
    let context = ViewContext { words: &words, now, market: market(), seconds: 0.0 };
    let mut both = parcel("JP", 3_900);
    let lantern = Line {
        hs: Hs::parse("940550").expect("a code"),
        origin: Some(country("MA")),
        ..Line::new(eur(3_900), 1)
    };
    both.lines.push(lantern);
    let model = Given::a_shop_in("DE", Currency::EUR).model;
    view(&model, both, &context).expect("a quote")
}

#[test]
fn no_two_parts_are_called_the_same_in_any_language() {
    let view = seen("DE", "2026-11-29", parcel("JP", 3_900));
    assert_eq!(
        labels(&view),
        [
            "Subtotal",
            "Delivery",
            "Customs duty: 0% to 12%",
            "Customs duty: €3.00 per kind of goods (if the shop is registered for tax)",
            "Customs duty: €3.00 per kind of goods (if the shop isn’t registered for tax)",
            "Import tax: 19%",
            "EU handling fee",
            "Postal handling fee",
            "Courier’s handling fee",
        ]
    );
    for one in LanguageInfo::all() {
        let labels = labels(&told(one.tag));
        let distinct: BTreeSet<&String> = labels.iter().collect();
        assert_eq!((distinct.len(), labels.len()), (10, 10), "{}: {labels:?}", one.tag);
    }
}

#[test]
fn where_nobody_knows_its_way_or_where_it_was_made_no_two_parts_are_called_the_same_anywhere() {
    let words = speak("en");
    let now = Timestamp::parse_rfc3339("2026-11-29T12:00:00Z").expect("a moment");
    let context = ViewContext { words: &words, now, market: market(), seconds: 0.0 };
    let places = trade::built_in().places().flat_map(|place| place.countries.clone());
    let places: Vec<Market> = places.chain([country("KE")]).collect();
    assert!(places.len() > 30, "{places:?}");
    // A teapot, a lamp, and a shirt, whose duties are not in our table; below the limits and far above them.
    for (code, price) in
        ["691110", "940521", "610910"].into_iter().flat_map(|one| [(one, 3_900), (one, 400_000)])
    {
        for to in &places {
            let line = Line { hs: Hs::parse(code).expect("a code"), ..Line::new(eur(price), 1) };
            let parcel = Parcel { lines: vec![line], delivery: Some(eur(1_200)), ..Parcel::default() };
            let model = Given::a_shop_in(to.as_str(), Currency::EUR).model;
            let labels = labels(&view(&model, parcel, &context).expect("a quote"));
            let distinct: BTreeSet<&String> = labels.iter().collect();
            assert_eq!(distinct.len(), labels.len(), "{code} for {price} to {to}: {labels:?}");
        }
    }
}

#[test]
fn a_fee_of_an_amount_and_a_percentage_says_both_and_a_duty_of_one_country_which() {
    let unknown = |to: &str| {
        let line = Line { hs: Hs::parse("610910").expect("a code"), ..Line::new(eur(40_000), 1) };
        labels(&seen(to, "2026-11-29", Parcel { lines: vec![line], ..Parcel::default() }))
    };
    let swiss = unknown("CH");
    for amount in ["11.50", "16.00"] {
        let same = |label: &&String| {
            label.starts_with("Postal handling fee: ")
                && label.contains(amount)
                && label.ends_with(" plus 3%")
        };
        assert_eq!(swiss.iter().filter(same).count(), 1, "{amount}: {swiss:?}");
    }
    let american = unknown("US");
    for name in ["China", "Brazil"] {
        let end = format!(" (if made in {name})");
        assert_eq!(american.iter().filter(|label| label.ends_with(&end)).count(), 1, "{american:?}");
    }
    let known = labels(&seen("US", "2026-11-29", parcel("CN", 40_000)));
    assert!(known.iter().all(|label| !label.contains("if made in")), "{known:?}");
}

#[test]
fn a_part_that_is_known_of_some_goods_alone_is_named_with_the_others_and_said_not_to_be_whole() {
    let mut both = parcel("JP", 3_900);
    both.lines.push(Line {
        hs: Hs::parse("220830").expect("a code"),
        origin: Some(country("JP")),
        grams: Some(1_200),
        millilitres: Some(700),
        ..Line::new(eur(3_000), 1)
    });
    let view = seen("DE", "2026-11-29", both);
    let codes = |row: &&DoorRow| row.notes.iter().any(|note| plain(note) == "Tariff number 220830");
    let taxes: Vec<&DoorRow> =
        view.rows.iter().filter(|row| plain(&row.label).starts_with("Import tax")).collect();
    let (unknown, known): (Vec<&DoorRow>, Vec<&DoorRow>) =
        taxes.into_iter().partition(|row| plain(&row.amount) == "not included");
    assert!(!unknown.is_empty() && !known.is_empty(), "{:?}", view.rows);
    assert!(unknown.iter().all(codes) && !known.iter().any(codes), "{:?}", view.rows);
    let says = |sentence: &str| view.notes.iter().filter(|note| plain(note) == sentence).count();
    assert_eq!(says("Not all of it is in this amount: Import tax"), 1, "{:?}", view.notes);
    assert_eq!(says("Not in this amount: Import tax"), 0, "{:?}", view.notes);
    assert_eq!(says("Not in this amount: Excise"), 1, "{:?}", view.notes);
}

#[test]
fn each_duty_says_of_which_goods_it_is_by_their_headings() {
    let named = |view: &DoorView, name: &str| {
        let notes = |row: &DoorRow| {
            let of_goods =
                row.notes.iter().map(|note| plain(note)).filter(|note| note.starts_with("Tariff number"));
            of_goods.collect::<Vec<_>>()
        };
        let rows = view.rows.iter().filter(|row| plain(&row.label).starts_with(name));
        rows.map(notes).collect::<Vec<_>>()
    };
    let view = told("en");
    let pot = "Tariff number 691110: Tableware and kitchenware, of porcelain or china";
    let lantern = "Tariff number 940550: Non-electrical luminaires and lighting fittings";
    let duties = named(&view, "Customs duty");
    assert_eq!(duties, [vec![pot], vec![lantern], vec![pot, lantern], vec![pot, lantern]]);
    assert!(named(&view, "Import tax").iter().all(Vec::is_empty));
}

#[test]
fn what_is_not_certain_says_why_by_the_shape_of_its_row() {
    let words = speak("en");
    let rows: Vec<&Row> = trade::built_in().places().flat_map(|place| &place.rows).collect();
    let why = |id: &str| {
        let row = rows.iter().find(|row| row.id == id).expect("a row of this id");
        doubt(row, &words).unwrap_or_default()
    };
    let begins = [
        ("eu-duty-pref-jp-porcelain", "Because of where these goods were made, less may be due"),
        ("eu-duty-other", "We don’t have the rate for goods of this kind"),
        ("us-duty-porcelain", "The exact rate for these goods isn’t confirmed"),
        ("us-s301-fl-12-5", "It isn’t confirmed that this additional duty applies"),
        ("de-vat-books", "Goods of this kind may be taxed at a reduced rate"),
        ("de-fee-express", "Carriers set this fee themselves"),
        ("eu-fee-handling", "It isn’t confirmed that this is charged"),
        ("fr-fee-small-parcels", "The amount of this charge isn’t confirmed"),
        ("ae-duty-300-1000", "Not confirmed by an official source"),
        ("de-vat", ""),
        // That there is no figure for it is said in its place.
        ("eu-excise", ""),
    ];
    for (id, sentence) in begins {
        let said = why(id);
        assert!(said.starts_with(sentence) && said.is_empty() == sentence.is_empty(), "{id}: {said}");
    }
    let has_amount = |row: &Row| !matches!(&row.rule, Rule::Rate(rate) if !rate.is_included());
    for row in rows.iter().filter(|row| row.confidence == Confidence::Unverified) {
        assert_eq!(doubt(row, &words).is_some(), has_amount(row), "{}", row.id);
    }
}

#[test]
fn a_fee_of_an_authority_has_words_of_its_own() {
    // Its English name is no word of the app: a new one wants a row in `own_word`.
    let words = speak("en");
    let rows = trade::built_in().places().flat_map(|place| &place.rows);
    for row in rows {
        let Rule::Fee(fee) = &row.rule else { continue };
        if fee.by == By::Border {
            assert!(own_word(fee, &words).is_some(), "{}: {}", row.id, fee.name);
        }
    }
}
