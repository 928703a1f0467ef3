//! What the person is told of the border: before and after a rule begins, within a union, where nobody has rules, near a limit.

use super::*;
use crate::kernel::testing::{Given, all_at_100, market, merchants_rules};
use crate::kernel::trade::TradeState;
use tradewind_catalog::KeptRules;
use tradewind_domain::{Currency, Language, Market, Money, Timestamp};
use tradewind_l10n::{Localizer, plain};
use tradewind_trade::row::{Combine, Fee, Place, Row, Rule};
use tradewind_trade::{Hs, Line, MAX_PARTS, Span, decimal};

mod claims;
mod parts;

fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

fn country(code: &str) -> Market {
    Market::parse(code).expect("a country")
}

/// A porcelain teapot for this price, sent to Germany or elsewhere.
fn parcel(from: &str, price: i64) -> Parcel {
    let line = Line {
        hs: Hs::parse("691110").expect("a code"),
        origin: Some(country(from)),
        grams: Some(900),
        ..Line::new(eur(price), 1)
    };
    let ships_from = Some(country(from));
    Parcel { lines: vec![line], delivery: Some(eur(1_200)), ships_from, ..Parcel::default() }
}

fn seen(to: &str, on: &str, parcel: Parcel) -> DoorView {
    let words = Localizer::new(&[Language::parse("en").expect("a tag")], "UTC").expect("words");
    let now = Timestamp::parse_rfc3339(&format!("{on}T12:00:00Z")).expect("a moment");
    let context = ViewContext { words: &words, now, market: market(), seconds: 0.0 };
    let model = Given::a_shop_in(to, Currency::EUR).model;
    view(&model, parcel, &context).expect("a quote")
}

fn labels(view: &DoorView) -> Vec<String> {
    view.rows.iter().map(|row| plain(&row.label)).collect()
}

/// Whether a part is called so, whatever it amounts to.
fn has(view: &DoorView, name: &str) -> bool {
    labels(view).iter().any(|label| label.starts_with(name))
}

#[test]
fn a_japanese_teapot_to_berlin_owes_duty_from_the_first_of_july_2026_on() {
    let before = seen("DE", "2026-06-30", parcel("JP", 3_900));
    assert!(!has(&before, "Customs duty"), "{:?}", labels(&before));
    let after = seen("DE", "2026-07-01", parcel("JP", 3_900));
    let duty: Vec<_> =
        after.rows.iter().filter(|row| plain(&row.label).starts_with("Customs duty")).collect();
    assert!(!duty.is_empty(), "{:?}", labels(&after));
    assert!(duty.iter().any(|row| plain(&row.amount).contains("3.00")), "{duty:?}");
    let days = "Rule in force from Jul 1, 2026 to Jul 1, 2028";
    let since = |row: &&DoorRow| row.notes.iter().any(|note| plain(note) == days);
    assert!(duty.iter().any(since), "{duty:?}");
    assert!(
        duty.iter().all(|row| row.source_url.starts_with("https://") && !row.source.is_empty()),
        "{duty:?}"
    );
    assert!(after.as_of.starts_with("Customs and tax rules as of"));
    assert!(plain(&after.summary).ends_with("at your door"));
}

#[test]
fn what_is_sent_within_the_union_owes_nothing_more() {
    let view = seen("DE", "2026-11-29", parcel("PT", 3_900));
    assert!(
        view.notes.iter().any(|note| note == "By the rules we have, nothing more is due at your door"),
        "{:?}",
        view.notes
    );
    assert!(view.limits.is_empty());
    assert_eq!(plain(&view.amount), "€51.00");
}

#[test]
fn a_country_without_rules_says_so_and_gives_a_range() {
    let view = seen("KE", "2026-11-29", parcel("JP", 3_900));
    assert!(
        view.notes.iter().any(|note| note.starts_with("We have no rules for this country")),
        "{:?}",
        view.notes
    );
    assert!(plain(&view.amount).contains(" to "), "{}", view.amount);
}

#[test]
fn the_limit_at_which_duty_starts_is_told_to_the_cent() {
    let view = seen("DE", "2026-06-30", parcel("JP", 14_690));
    let near = view.limits.iter().find(|limit| plain(&limit.text).contains("duty starts")).expect("a limit");
    assert_eq!(plain(&near.text), "€3.10 below the limit at which duty starts");
    assert_eq!((near.percent, near.passed), (97, false));
    let view = seen("DE", "2026-06-30", parcel("JP", 15_001));
    let passed = view.limits.iter().find(|limit| limit.passed).expect("a limit");
    assert_eq!(plain(&passed.text), "€0.01 over the duty-free limit");
}

#[test]
fn without_a_price_of_delivery_that_is_said_and_a_closer_estimate_says_what_it_needs() {
    let unknown = Parcel { lines: vec![Line::new(eur(3_900), 1)], ..Parcel::default() };
    let view = seen("DE", "2026-11-29", unknown);
    assert!(view.notes[0].starts_with("Without delivery"), "{:?}", view.notes);
    assert!(!view.needs.is_empty() && view.needs.len() <= MOST_NEEDS && !view.needs_label.is_empty());
}

#[test]
fn nothing_bought_is_no_parcel() {
    let words = Localizer::new(&[Language::parse("en").expect("a tag")], "UTC").expect("words");
    let context = ViewContext { words: &words, now: Timestamp(0), market: market(), seconds: 0.0 };
    let model = Given::a_shop_in("DE", Currency::EUR).model;
    assert_eq!(view(&model, Parcel::default(), &context), None);
}

#[test]
fn what_is_not_in_the_sum_stands_beside_it_by_name() {
    // The bank says no rate of the dirham, so its fees have no sum in euros.
    let view = seen("AE", "2026-11-29", parcel("JP", 23_900));
    let unknown: Vec<_> = view.rows.iter().filter(|row| plain(&row.amount) == "not included").collect();
    assert!(!unknown.is_empty(), "{:?}", labels(&view));
    for row in unknown {
        let name = plain(&row.label).split(": ").next().unwrap_or_default().to_owned();
        let note = format!("Not in this amount: {name}");
        assert_eq!(view.notes.iter().filter(|said| plain(said) == note).count(), 1, "{:?}", view.notes);
    }
    let known = seen("DE", "2026-11-29", parcel("PT", 3_900));
    assert!(known.notes.iter().all(|note| !note.starts_with("Not in this amount")), "{:?}", known.notes);
}

/// As [`seen`], by the merchant's rules.
fn seen_by(trade: TradeState, to: &str, parcel: Parcel) -> DoorView {
    let words = Localizer::new(&[Language::parse("en").expect("a tag")], "UTC").expect("words");
    let now = Timestamp::parse_rfc3339("2027-01-10T12:00:00Z").expect("a moment");
    let context = ViewContext { words: &words, now, market: market(), seconds: 0.0 };
    let model = Given::a_shop_in(to, Currency::EUR).with(|model| model.trade = trade).model;
    view(&model, parcel, &context).expect("a quote")
}

#[test]
fn an_estimate_by_the_shops_rules_says_so_and_of_what_day() {
    let own = seen_by(TradeState::default(), "DE", parcel("JP", 3_900));
    let theirs = seen_by(merchants_rules("2027-01-01", |_| ()), "DE", parcel("JP", 3_900));
    assert_eq!(plain(&theirs.as_of), "Customs and tax rules as of Jan 1, 2027, given by the shop");
    assert!(!own.as_of.contains("given by the shop"), "{}", own.as_of);
    assert_eq!(DoorView { as_of: String::new(), ..own.clone() }, DoorView { as_of: String::new(), ..theirs });
    let dear = seen_by(merchants_rules("2027-01-01", |places| all_at_100(places)), "DE", parcel("JP", 3_900));
    assert_ne!(dear.amount, own.amount);
}

/// Flat amounts of the European Union, so many times more.
fn again(places: &mut [Place], times: usize) {
    for place in places.iter_mut().filter(|place| place.id == "EU") {
        let flats = place.rows.iter().filter(|row| matches!(row.rule, Rule::Flat { .. }));
        let flats: Vec<Row> = flats.cloned().collect();
        place.rows.extend((0..times).flat_map(|_| flats.clone()));
    }
}

#[test]
fn parts_that_a_shop_makes_without_end_are_shown_up_to_a_bound() {
    let charged = |places: &mut Vec<Place>| {
        again(places, 25);
        for place in places.iter_mut().filter(|place| place.id == "EU") {
            let fees = (0..50).flat_map(|_| {
                let fee = Fee {
                    name: "Fee".to_owned(),
                    amount: Some(Span::exact(decimal("1").expect("a number"))),
                    percent: None,
                    combine: Combine::Add,
                    least: None,
                    most: None,
                    only_if_due: false,
                    by: By::Carrier,
                };
                let row = place.rows.iter().find(|row| matches!(row.rule, Rule::Flat { .. })).cloned();
                row.map(|row| Row { rule: Rule::Fee(fee), ..row })
            });
            let fees: Vec<Row> = fees.collect();
            place.rows.extend(fees);
        }
    };
    let view = seen_by(merchants_rules("2027-01-01", charged), "DE", parcel("JP", 3_900));
    assert!(view.as_of.contains("given by the shop"), "{}", view.as_of);
    assert_eq!(view.rows.len(), MOST_ROWS);
}

#[test]
fn what_is_wrong_with_the_shops_rules_is_a_note_and_the_estimate_is_by_our_own() {
    let own = seen_by(TradeState::default(), "DE", parcel("JP", 3_900));
    let noted = |trade: TradeState| {
        let mut view = seen_by(trade, "DE", parcel("JP", 3_900));
        let note = view.notes.pop().expect("a note");
        assert_eq!(view, own, "{note}");
        note
    };
    let without = |places: &mut Vec<Place>| places.retain(|place| place.id != "EU");
    let gap = noted(merchants_rules("2027-01-01", without));
    assert!(gap.starts_with("The customs and tax rules for this country have a gap today"), "{gap}");
    let all = [Code::RulesTampered, Code::RulesOlder, Code::RulesFormat, Code::RulesNotYet];
    let notes = all.map(|code| noted(KeptRules { table: None, refused: Some(code) }.into()));
    assert!(notes.iter().all(|note| note.ends_with("not used.")), "{notes:?}");
    // One charge again and again, more often than a phone has room for.
    let endless = noted(merchants_rules("2027-01-01", |places| again(places, MAX_PARTS)));
    assert_eq!(endless, gap);
    // Amounts that no sum can hold: our own, and it is said once.
    let beyond = merchants_rules("2027-01-01", |places| {
        for row in places.iter_mut().flat_map(|place| &mut place.rows) {
            if let Rule::Rate(rate) = &mut row.rule {
                let most = decimal("9000000000000000000").expect("a number");
                rate.percent = Some(Span::exact(most));
            }
        }
    });
    assert_eq!(noted(beyond), gap);
}

#[test]
fn words_of_the_shops_rules_are_cleaned_and_lead_to_public_pages_alone() {
    let sources = |title: &str, address: &str| {
        let trade = merchants_rules("2027-01-01", |places| {
            for source in places.iter_mut().flat_map(|place| &mut place.sources) {
                (source.title, source.address) = (title.to_owned(), address.to_owned());
            }
        });
        let view = seen_by(trade, "DE", parcel("JP", 3_900));
        assert!(!view.rows.is_empty());
        view.rows.into_iter().map(|row| (row.source, row.source_url)).collect::<Vec<_>>()
    };
    let has = |all: Vec<(String, String)>, title: &str, address: &str| {
        all.iter().any(|(one, _)| one == title)
            && all.iter().all(|(one, at)| at.is_empty() || (one == title && at == address))
    };
    assert!(has(
        sources("\u{202e}Law\u{2069}\u{7}", "https://law.example/1"),
        "Law",
        "https://law.example/1"
    ));
    for address in ["javascript:alert(1)", "https://192.168.1.1/router", "http://law.example/", "law", ""] {
        assert!(has(sources("Law", address), "Law", ""), "{address}");
    }
    assert!(
        sources("\u{200b}", "https://law.example/1")
            .iter()
            .all(|(title, at)| title.is_empty() && at.is_empty())
    );
}

#[test]
fn where_the_shop_has_said_its_sum_what_is_due_beside_it_comes_on_top() {
    let asked = Parcel { paid: Some(eur(5_555)), ..parcel("JP", 3_900) };
    let view = seen("DE", "2026-11-29", asked);
    assert_eq!(labels(&view)[0], "Total");
    assert_eq!(plain(&view.rows[0].amount), "€55.55");
    assert!(!has(&view, "Delivery"), "{:?}", labels(&view));
    assert_eq!(plain(&view.amount), "€55.55 to €128.66");
    // Nothing is due beside it: it is what the shop says.
    let within = Parcel { paid: Some(eur(5_555)), ..parcel("PT", 3_900) };
    assert_eq!(plain(&seen("DE", "2026-11-29", within).amount), "€55.55");
}

#[test]
fn an_estimate_is_kept_until_something_that_it_is_made_of_changes() {
    fn at(words: &Localizer, now: Timestamp) -> ViewContext<'_> {
        ViewContext { words, now, market: market(), seconds: 0.0 }
    }
    let localizer = || Localizer::new(&[Language::parse("en").expect("a tag")], "UTC").expect("words");
    let (words, others) = (localizer(), localizer());
    let now = Timestamp::parse_rfc3339("2026-11-29T12:00:00Z").expect("a moment");
    let later = |seconds: i64| Timestamp(now.0 + seconds * 1_000);
    let waits =
        |until: Timestamp| Choices { wait_until: Some(until), since: Some(now), ..Choices::default() };
    let marked = DoorView { title: "kept".to_owned(), ..seen("DE", "2026-11-29", parcel("JP", 3_900)) };
    let mut model = Given::a_shop_in("DE", Currency::EUR).model;
    // As if it had been made just now.
    let keep = |model: &Model| {
        let (parcel, choices, context) = (parcel("JP", 3_900), waits(later(0)), at(&words, now));
        let (to, trade) = (destination(model), &model.trade);
        let asked = Asked { parcel: &parcel, choices: &choices, to, trade, context: &context };
        model.door.or_make(&asked, || Some((true, marked.clone())))
    };
    let is_kept = |model: &Model, parcel: Parcel, choices: &Choices, context: &ViewContext<'_>| {
        view_with(model, parcel, choices, context).expect("a quote").title == "kept"
    };
    let pot = || parcel("JP", 3_900);
    keep(&model);
    // The clock goes on within the minute, and so does the day up to which one may wait.
    assert!(is_kept(&model, pot(), &waits(later(20)), &at(&words, later(20))));
    keep(&model);
    assert!(!is_kept(&model, pot(), &waits(later(0)), &at(&words, later(86_400))), "another day");
    keep(&model);
    assert!(!is_kept(&model, pot(), &waits(later(86_400)), &at(&words, now)), "one may wait longer");
    keep(&model);
    assert!(!is_kept(&model, pot(), &waits(later(0)), &at(&others, now)), "other words");
    keep(&model);
    assert!(!is_kept(&model, parcel("JP", 4_000), &waits(later(0)), &at(&words, now)), "another order");
    keep(&model);
    let titled = Choices { titles: vec!["Pot".to_owned()], ..waits(later(0)) };
    assert!(!is_kept(&model, pot(), &titled, &at(&words, now)), "other choices");
    keep(&model);
    let abroad = ViewContext { market: country("US"), ..at(&words, now) };
    assert!(!is_kept(&model, pot(), &waits(later(0)), &abroad), "another market");
    keep(&model);
    model.trade = merchants_rules("2026-11-28", |_| ());
    assert!(!is_kept(&model, pot(), &waits(later(0)), &at(&words, now)), "other rules");
    keep(&model);
    model.buyer.address.address_country = "FR".to_owned();
    assert!(!is_kept(&model, pot(), &waits(later(0)), &at(&words, now)), "sent elsewhere");
    // A person who erases everything erases it too.
    keep(&model);
    let trade = model.trade.clone();
    model.forget_everything();
    model.trade = trade;
    model.buyer.address.address_country = "FR".to_owned();
    assert!(!is_kept(&model, pot(), &waits(later(0)), &at(&words, now)));
}
