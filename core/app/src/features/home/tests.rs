//! What home does.

use crate::features::Route;
use crate::kernel::effects::Query;
use crate::kernel::effects::{
    CatalogOp, CategoryRead, Effect, HomeRead, NetworkOp, Outcome, PersonOp, RefreshFailed, Refreshed,
};
use crate::kernel::error::Fault;
use crate::kernel::intent::Intent;
use crate::kernel::model::Model;
use crate::kernel::nav::Tab;
use crate::kernel::testing::{Given, head, id, item, shown};
use tradewind_domain::{Code, Currency, Item, Market};

/// What the catalog holds, as home reads it.
fn catalog(model: &Model, version: u64) -> HomeRead {
    HomeRead {
        head: Some(head(model, version)),
        categories: vec![CategoryRead { key: "mugs".into(), name: "Mugs".into(), items: 3, face: None }],
        deals: vec![item("red", Currency::USD)],
        recent: Vec::new(),
    }
}

/// Home, read from the first version of a catalog.
fn read() -> Given {
    let given = Given::a_shop().when(Intent::OpenTab { tab: Tab::Home });
    let (ticket, home) = (given.model.features.home.ticket, catalog(&given.model, 1));
    given.told(Outcome::HomeRead { ticket, home: Box::new(home) })
}

fn reads_home(effect: &Effect) -> bool {
    matches!(effect, Effect::Catalog(CatalogOp::Home { .. }))
}

#[test]
fn the_tab_reads_home_with_what_was_seen_last() {
    Given::a_shop()
        .with(|model| model.recent = vec![id("red")])
        .when(Intent::OpenTab { tab: Tab::Home })
        .asks(|effect| matches!(effect, Effect::Catalog(CatalogOp::Home { recent, .. }) if *recent == [id("red")]))
        .screen(|screen| assert!(shown!(Home, screen).loading));
}

#[test]
fn what_was_read_is_shown_under_headings() {
    read().screen(|screen| {
        let home = shown!(Home, screen);
        assert_eq!((home.categories[0].name.as_str(), home.categories_title.is_empty()), ("Mugs", false));
        assert_eq!((home.deals[0].key.as_str(), home.recent_title.as_str()), ("red", ""));
        assert!(!home.loading && home.empty.is_none() && !home.as_of.is_empty());
    });
}

#[test]
fn a_late_answer_changes_nothing() {
    let given = Given::a_shop().when(Intent::OpenTab { tab: Tab::Home });
    let (late, home) = (given.model.features.home.ticket, catalog(&given.model, 1));
    given
        .when(Intent::OpenTab { tab: Tab::Home })
        .told(Outcome::HomeRead { ticket: late, home: Box::new(home) })
        .effects([])
        .knows(|model| assert_eq!(model.catalog.head, None));
}

#[test]
fn another_catalog_has_the_cart_and_what_is_shown_read_again() {
    let given = read();
    let (ticket, home) = (given.model.features.home.ticket, catalog(&given.model, 1));
    // The same one: nothing else is read.
    let given = given.told(Outcome::HomeRead { ticket, home: Box::new(home) }).effects([]);
    let given = given.when(Intent::Search { words: "mug".into() });
    let (ticket, home) = (given.model.features.home.ticket, catalog(&given.model, 2));
    given
        .told(Outcome::HomeRead { ticket, home: Box::new(home) })
        .asks(|effect| matches!(effect, Effect::Catalog(CatalogOp::CartItems { .. })))
        .asks(|effect| matches!(effect, Effect::Search(_)));
}

#[test]
fn a_category_opens_by_its_key_and_an_unknown_key_opens_nothing() {
    let category = Some(("mugs".to_owned(), "Mugs".to_owned()));
    read().when(Intent::OpenCategory { key: "mugs".into() }).knows(|model| {
        assert_eq!(*model.route(), Route::Results(Query { words: String::new(), category }));
    });
    read()
        .when(Intent::OpenCategory { key: "cups".into() })
        .effects([])
        .knows(|model| assert_eq!(*model.route(), Route::Home));
}

#[test]
fn what_cannot_be_read_is_said_above_the_screen() {
    let given = Given::a_shop().when(Intent::OpenTab { tab: Tab::Home });
    let ticket = given.model.features.home.ticket;
    given
        .told(Outcome::HomeFailed { ticket, fault: Fault::new(Code::StoreFailed) })
        .asks(|effect| matches!(effect, Effect::Log(_)))
        .sees(|snapshot| assert_eq!(snapshot.banners[0].code.as_deref(), Some("STORE_FAILED")));
}

#[test]
fn home_is_read_again_after_every_refresh() {
    read().told(Outcome::Refreshed(Ok(Refreshed::Unchanged))).asks(reads_home);
    let (fault, served) = (Fault::new(Code::Timeout), Vec::new());
    read().told(Outcome::Refreshed(Err(RefreshFailed { fault, served }))).asks(reads_home);
}

#[test]
fn a_market_that_is_not_served_leads_to_those_that_are() {
    let served = ["DE", "JP"].map(|code| Market::parse(code).expect("a market")).to_vec();
    let offered = served.iter().map(|market| tradewind_catalog::Offered { market: *market, currency: None });
    Given::a_shop()
        .told(Outcome::Offered(offered.collect()))
        .told(Outcome::Refreshed(Err(RefreshFailed { fault: Fault::new(Code::MarketNotServed), served })))
        .with(|model| model.features.home.loading = false)
        .screen(|screen| {
            let home = shown!(Home, screen);
            let keys: Vec<&str> = home.served.iter().map(|one| one.key.as_str()).collect();
            assert_eq!(keys, ["DE", "JP"]);
            assert!(
                home.empty.as_ref().is_some_and(|empty| empty.code.as_deref() == Some("MARKET_NOT_SERVED"))
            );
        })
        .when(Intent::Retry)
        .asks_nothing(|effect| matches!(effect, Effect::Network(NetworkOp::Refresh { .. })))
        .knows(|model| assert_eq!(*model.route(), Route::Settings));
}

/// An item in a category.
fn of(name: &str, category: &str) -> Item {
    Item { category: vec![category.into()], group: None, ..item(name, Currency::USD) }
}

/// Home of two categories and three deals, where a vase was seen last and a mug before it.
fn seen() -> Given {
    let given = Given::a_shop()
        .with(|model| model.recent = vec![id("vase-2"), id("mug-2")])
        .when(Intent::OpenTab { tab: Tab::Home });
    let category =
        |key: &str, name: &str| CategoryRead { key: key.into(), name: name.into(), items: 3, face: None };
    let home = HomeRead {
        head: Some(head(&given.model, 1)),
        categories: vec![category("0", "Rugs"), category("1", "Mugs"), category("2", "Vases")],
        deals: vec![of("rug-1", "Rugs"), of("mug-1", "Mugs"), of("vase-1", "Vases"), of("mug-2", "Mugs")],
        recent: vec![of("vase-2", "Vases"), of("mug-2", "Mugs")],
    };
    let ticket = given.model.features.home.ticket;
    given.told(Outcome::HomeRead { ticket, home: Box::new(home) })
}

fn ranking(value: &str) -> Intent {
    Intent::ChooseSetting { setting: "personal_ranking".into(), value: value.into() }
}

/// Names of the categories, keys of the deals, and what is said of their order.
fn order(given: &Given) -> (Vec<String>, Vec<String>, String) {
    let mut order = (Vec::new(), Vec::new(), String::new());
    given.look(|snapshot| {
        let home = shown!(Home, &snapshot.screen);
        order.0 = home.categories.iter().map(|one| one.name.clone()).collect();
        order.1 = home.deals.iter().map(|one| one.key.clone()).collect();
        order.2.clone_from(&home.ranked);
    });
    order
}

#[test]
fn what_was_seen_here_comes_first_with_consent_alone_and_it_is_said_why() {
    let given = seen();
    let plain = (["Rugs", "Mugs", "Vases"], ["rug-1", "mug-1", "vase-1", "mug-2"]);
    let is_plain = |given: &Given| {
        let (categories, deals, why) = order(given);
        assert_eq!(categories, plain.0);
        assert_eq!(deals, plain.1);
        assert_eq!(why, "");
    };
    is_plain(&given);
    let given = given.when(ranking("refused"));
    is_plain(&given);
    let given = given.when(ranking("granted"));
    let (categories, deals, why) = order(&given);
    assert_eq!(categories, ["Vases", "Mugs", "Rugs"]);
    assert_eq!(
        deals,
        ["mug-2", "vase-1", "mug-1", "rug-1"],
        "the one that was seen, then what is like the latest"
    );
    assert!(tradewind_l10n::plain(&why).contains("Mug vase-2"), "{why}");
    // Nothing that another merchant or a link says is asked: a wish not to be tracked is about what is told.
    let given = given.when(Intent::GlobalPrivacyControl { on: true });
    assert_eq!(order(&given).0, ["Vases", "Mugs", "Rugs"]);
    is_plain(&given.when(ranking("refused")));
}

#[test]
fn what_was_deleted_while_home_was_read_does_not_come_back() {
    let given = seen().when(ranking("granted")).when(Intent::OpenTab { tab: Tab::Home });
    let ticket = given.model.features.home.ticket;
    let home = HomeRead { recent: vec![of("vase-2", "Vases")], ..catalog(&given.model, 1) };
    let given = given.when(Intent::DeleteViewed).told(Outcome::HomeRead { ticket, home: Box::new(home) });
    assert_eq!(order(&given).2, "");
    given.knows(|model| assert!(model.features.home.recent.is_empty()));
}

#[test]
fn what_was_seen_is_forgotten_when_the_person_wants_it() {
    let given = seen().when(ranking("granted")).when(Intent::DeleteViewed);
    assert_eq!(order(&given).2, "");
    given
        .effects([Effect::Person(PersonOp::ForgetSeen)])
        .knows(|model| assert!(model.recent.is_empty() && model.features.home.recent.is_empty()))
        .when(Intent::DeleteViewed)
        .effects([]);
}
