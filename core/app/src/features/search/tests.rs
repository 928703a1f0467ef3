//! What a search does.

use crate::features::Route;
use crate::features::search::state::MerchantSearch;
use crate::kernel::catalog::CatalogSource;
use crate::kernel::effects::{Effect, FoundRow, NetworkOp, Outcome, SearchOp, SearchRead};
use crate::kernel::error::Fault;
use crate::kernel::intent::Intent;
use crate::kernel::nav::Tab;
use crate::kernel::testing::{Given, item, shown};
use tradewind_domain::{Code, Currency, Money};
use tradewind_l10n::plain;
use tradewind_trade::Amount;

fn typed(words: &str) -> Intent {
    Intent::Search { words: words.into() }
}

fn asked(effect: &Effect, like: impl Fn(&SearchOp) -> bool) -> bool {
    matches!(effect, Effect::Search(search) if like(search))
}

fn asks_merchant(effect: &Effect) -> bool {
    matches!(effect, Effect::Network(NetworkOp::Search { .. }))
}

/// A search for `mug` that found one of three.
fn found() -> Given {
    let given = Given::a_shop().when(typed("mug"));
    told(given, None)
}

/// The last search found this, with what it comes to at the door.
fn told(given: Given, door: Option<Amount>) -> Given {
    let ticket = given.model.features.results.ticket;
    let red = FoundRow { item: item("red", Currency::USD), matched: std::iter::once(0..3).collect(), door };
    given.told(Outcome::SearchRead { ticket, hits: SearchRead { total: 3, first: 0, rows: vec![red] } })
}

#[test]
fn each_key_stroke_is_asked_about_and_is_one_place_to_go_back_from() {
    Given::a_shop()
        .when(typed("m"))
        .when(typed("mug"))
        .asks(|effect| {
            asked(effect, |search| search.words == "mug" && (search.first, search.count) == (0, 30))
        })
        .when(Intent::Back)
        .knows(|model| assert_eq!(*model.route(), Route::Home));
}

#[test]
fn control_characters_are_no_words_and_an_endless_text_is_cut() {
    Given::a_shop()
        .when(typed("m\u{0}u\ng"))
        .asks(|effect| asked(effect, |search| search.words == "mug"))
        .when(typed(&"x".repeat(1_000)))
        .asks(|effect| asked(effect, |search| search.words.len() == 200));
}

#[test]
fn what_was_found_is_shown_with_what_matched() {
    found().screen(|screen| {
        let results = shown!(Results, screen);
        assert_eq!((results.total, results.rows.len(), results.loading), (3, 1, false));
        assert_eq!((results.rows[0].highlights[0].start, results.rows[0].highlights[0].end), (0, 3));
        assert!(results.empty.is_none());
    });
}

#[test]
fn an_answer_to_earlier_words_is_dropped() {
    let given = Given::a_shop().when(typed("m"));
    let late = given.model.features.results.ticket;
    let hits = SearchRead { total: 9, first: 0, rows: Vec::new() };
    given.when(typed("mug")).told(Outcome::SearchRead { ticket: late, hits }).screen(|screen| {
        assert_eq!((shown!(Results, screen).total, shown!(Results, screen).loading), (0, true))
    });
}

#[test]
fn a_window_is_bounded_and_belongs_to_results() {
    found()
        .when(Intent::Window { first: 60, count: 5_000 })
        .asks(|effect| asked(effect, |search| (search.first, search.count) == (60, 100)));
    Given::a_shop().when(Intent::Window { first: 0, count: 30 }).effects([]);
}

#[test]
fn a_merchant_without_packs_is_asked_for_words_and_for_nothing_else() {
    let online = || Given::a_shop().with(|model| model.catalog.source = CatalogSource::Online);
    online().when(typed("mug")).asks(asks_merchant);
    online().when(typed("  ")).asks_nothing(asks_merchant);
    Given::a_shop().when(typed("mug")).asks_nothing(asks_merchant);
    online().with(|model| model.online = false).when(typed("mug")).asks_nothing(asks_merchant);
}

#[test]
fn pages_of_a_merchant_are_shown_as_they_come_and_the_last_ends_the_wait() {
    let given = Given::a_shop().with(|model| model.catalog.source = CatalogSource::Online).when(typed("mug"));
    let MerchantSearch::Asked(ticket) = given.model.features.results.merchant else {
        unreachable!("it is asked")
    };
    given
        .told(Outcome::Searched { ticket, more: true, fault: None })
        .asks(|effect| matches!(effect, Effect::Search(_)))
        .knows(|model| assert_eq!(model.features.results.merchant, MerchantSearch::Asked(ticket)))
        .told(Outcome::Searched { ticket, more: false, fault: None })
        .knows(|model| assert_eq!(model.features.results.merchant, MerchantSearch::Idle))
        .told(Outcome::Searched { ticket, more: false, fault: None })
        .effects([]);
}

#[test]
fn a_fault_leaves_rows_in_sight_and_says_so_above_them() {
    let given = found();
    let ticket = given.model.features.results.ticket;
    given
        .told(Outcome::SearchFailed { ticket, fault: Fault::new(Code::StoreFailed) })
        .sees(|snapshot| {
            let results = shown!(Results, &snapshot.screen);
            assert_eq!((results.rows.len(), results.empty.is_none()), (1, true));
            assert_eq!(snapshot.banners[0].code.as_deref(), Some("STORE_FAILED"));
        })
        .when(Intent::OpenTab { tab: Tab::Cart })
        .sees(|snapshot| assert!(snapshot.banners.is_empty(), "it is about results alone"));
}

#[test]
fn results_are_put_in_the_order_of_the_door_and_stay_so_while_words_are_typed() {
    let by_door = |effect: &Effect, on: bool| asked(effect, |search| search.by_door.is_some() == on);
    let sorted = found()
        .screen(|screen| {
            let results = shown!(Results, screen);
            assert_eq!(results.sort_label, "Sort by price at your door");
            assert!(!results.by_door && results.rows[0].door.is_empty() && results.sort_note.is_empty());
        })
        .when(Intent::SortByDoor { on: true })
        .asks(|effect| by_door(effect, true))
        .screen(|screen| {
            let results = shown!(Results, screen);
            assert_eq!(results.sort_label, "Sort by best match");
            assert!(results.by_door && results.rows[0].door.is_empty(), "rows of before: {:?}", results.rows);
        })
        .when(Intent::SortByDoor { on: true })
        .effects([]);
    sorted
        .when(typed("mugs"))
        .asks(|effect| by_door(effect, true))
        .when(Intent::SortByDoor { on: false })
        .asks(|effect| {
            by_door(effect, false) && asked(effect, |search| (search.first, search.count) == (0, 30))
        });
    Given::a_shop().when(Intent::SortByDoor { on: true }).effects([]);
}

#[test]
fn a_card_shows_the_sum_that_it_was_put_in_order_by_and_no_other() {
    let sum = |minor| Some(Amount::Exact(Money::new(minor, Currency::USD)));
    let door = |given: Given| {
        let mut door = String::new();
        let given = given.screen(|screen| door = plain(&shown!(Results, screen).rows[0].door));
        (given, door)
    };
    // Of an item for 1.00: what comes along is shown as it is, and nothing is computed again.
    let (given, shown) = door(told(found().when(Intent::SortByDoor { on: true }), sum(4_200)));
    assert_eq!(shown, "$42.00 at your door");
    // Its delivery is not known: a part must not look like the whole.
    let (given, shown) = door(told(given, None));
    assert_eq!(shown, "");
    let (_, shown) = door(told(given, sum(4_200)).when(Intent::SortByDoor { on: false }));
    assert_eq!(shown, "", "they stand in another order");
}
