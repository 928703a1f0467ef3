//! Whose rules an estimate is made by, and what is said of those that are not used.

use super::*;
use crate::kernel::effects::{CatalogOp, Effect, Outcome, Refreshed};
use crate::kernel::testing::{Given, merchants_rules};
use tradewind_ports::Level;

fn at(day: &str) -> Timestamp {
    Timestamp::parse_rfc3339(&format!("{day}T12:00:00Z")).expect("a moment")
}

fn germany() -> Market {
    Market::parse("DE").expect("DE")
}

fn kenya() -> Market {
    Market::parse("KE").expect("KE")
}

/// Whether the merchant's are used, and what is said.
fn chosen(state: &TradeState, to: Market, day: &str) -> (bool, Vec<Code>) {
    let choice = state.choose(to, at(day));
    (choice.shop.is_some(), choice.said)
}

#[test]
fn the_newer_ones_are_used_and_of_the_same_day_those_of_this_build() {
    let own = built_in().as_of().to_string();
    for (as_of, used) in [("2026-01-01", false), (own.as_str(), false), ("2027-01-01", true)] {
        let state = merchants_rules(as_of, |_| ());
        assert_eq!(chosen(&state, germany(), "2027-01-10"), (used, Vec::new()), "{as_of}");
    }
    assert_eq!(chosen(&TradeState::default(), germany(), "2027-01-10"), (false, Vec::new()));
}

#[test]
fn rules_of_a_day_to_come_are_not_used_before_it() {
    let state = merchants_rules("9999-12-31", |_| ());
    assert_eq!(chosen(&state, germany(), "2027-01-10"), (false, Vec::new()));
    let state = merchants_rules("2027-01-11", |_| ());
    assert!(chosen(&state, germany(), "2027-01-10").0, "a day is another time zone");
    assert!(!chosen(&state, germany(), "2027-01-09").0);
}

#[test]
fn a_place_that_the_merchant_left_out_is_quoted_by_this_build_and_that_is_said() {
    let without = merchants_rules("2027-01-01", |places| places.retain(|place| place.id != "EU"));
    assert_eq!(chosen(&without, germany(), "2027-01-10"), (false, vec![Code::RulesGap]));
    let japan = Market::parse("JP").expect("JP");
    assert_eq!(chosen(&without, japan, "2027-01-10"), (true, Vec::new()), "other places stay the merchant's");
    // There is a file, and its rows end before today.
    let ended = merchants_rules("2027-01-01", |places| {
        for row in places.iter_mut().flat_map(|place| &mut place.rows) {
            row.until = Some(row.until.unwrap_or(row.from).min(row.from));
        }
    });
    assert_eq!(chosen(&ended, germany(), "2027-01-10"), (false, vec![Code::RulesGap]));
    // A country that neither knows is no fault of the merchant's.
    assert_eq!(chosen(&without, kenya(), "2027-01-10"), (false, Vec::new()));
}

#[test]
fn what_was_refused_is_said_whichever_rules_are_used() {
    let refused = TradeState { refused: Some(Code::RulesTampered), ..TradeState::default() };
    assert_eq!(chosen(&refused, germany(), "2027-01-10"), (false, vec![Code::RulesTampered]));
    let both = TradeState { refused: Some(Code::RulesOlder), ..merchants_rules("2027-01-01", |_| ()) };
    assert_eq!(chosen(&both, germany(), "2027-01-10"), (true, vec![Code::RulesOlder]));
}

#[test]
fn they_are_read_at_the_start_and_after_each_refresh_of_packs() {
    let reads = |effect: &Effect| *effect == Effect::Catalog(CatalogOp::Rules);
    let loaded = Outcome::Loaded(Box::default());
    let given = Given::a_shop().with(|model| model.online = false).told(loaded).asks(reads);
    let given = given.told(Outcome::Refreshed(Ok(Refreshed::Unchanged))).asks(reads);
    given.told(Outcome::Refreshed(Ok(Refreshed::Online))).asks_nothing(reads);
}

#[test]
fn a_refusal_is_logged_once_and_no_banner_stands_for_it() {
    let refused = || TradeState { refused: Some(Code::RulesTampered), ..TradeState::default() };
    let logs = |effect: &Effect| matches!(effect, Effect::Log(record) if record.event == "trade.rules_refused" && record.level == Level::Warn);
    let given = Given::a_shop().told(Outcome::RulesRead(refused())).asks(logs);
    let given = given.sees(|snapshot| assert!(snapshot.banners.is_empty(), "{:?}", snapshot.banners));
    let given = given.told(Outcome::RulesRead(refused())).asks_nothing(logs);
    // Erasing everything leaves none.
    let _ = given
        .told(Outcome::RulesRead(merchants_rules("2027-01-01", |_| ())))
        .with(|model| model.forget_everything())
        .knows(|model| assert_eq!(model.trade, TradeState::default()));
}
