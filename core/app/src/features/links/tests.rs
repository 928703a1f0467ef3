//! What a link opens, and that it does nothing else.

use crate::features::Route;
use crate::kernel::catalog::CatalogSource;
use crate::kernel::effects::{
    CatalogOp, Effect, HomeRead, ItemRef, LiveOp, NetworkOp, OrdersOp, Outcome, PaymentState, Query,
    Refreshed,
};
use crate::kernel::intent::Intent;
use crate::kernel::nav::Tab;
use crate::kernel::shows::ShowRef;
use crate::kernel::testing::{Given, head, id, item, line, order, product, shown, url};
use std::collections::BTreeSet;
use std::path::Path;
use tradewind_domain::{Currency, Gtin};
use tradewind_live::SessionId;

mod installed;
mod offered;
mod short_code;

fn opened(link: &str) -> Given {
    Given::a_shop().when(open(link))
}

fn open(link: &str) -> Intent {
    Intent::OpenLink { url: link.into() }
}

fn page(path: &str, others: &[&str]) -> Route {
    Route::Product(ItemRef::Link { page: url(path), others: others.iter().map(|path| url(path)).collect() })
}

#[test]
fn a_product_opens_and_the_card_of_what_can_be_no_show_too() {
    for link in [
        "tradewind://p/red",
        "tradewind://live/eid%2042/red?t=90",
        "https://shop.example/p/red",
        "https://www.shop.example/de/p/red?utm_source=x#reviews",
        "“https://shop.example/p/red”,",
        "TRADEWIND://P/red",
    ] {
        opened(link)
            .asks(|effect| matches!(effect, Effect::Catalog(CatalogOp::Item { by: ItemRef::Id(by), .. }) if *by == id("red")));
    }
}

#[test]
fn a_link_is_found_among_the_words_it_was_shared_with() {
    for text in ["Look at this: https://shop.example/p/red, nice!", "Mug\nhttps://shop.example/p/red\n"] {
        opened(text)
            .asks(|effect| matches!(effect, Effect::Catalog(CatalogOp::Item { by: ItemRef::Id(by), .. }) if *by == id("red")));
    }
}

#[test]
fn a_page_is_looked_up_by_its_address_and_by_those_that_are_the_same() {
    opened("https://shop.example/products/red")
        .knows(|model| assert_eq!(*model.route(), page("products/red", &[])));
    opened("https://shop.example/de/products/red?fbclid=x")
        .knows(|model| assert_eq!(*model.route(), page("de/products/red", &["products/red"])));
}

#[test]
fn a_page_that_is_no_product_s_is_said_by_whose_it_is() {
    let unknown = |link: &str| {
        let given = Given::a_shop().with(|model| model.catalog.head = Some(head(model, 1))).when(open(link));
        let ticket = given.model.features.product.ticket;
        let mut code = None;
        let _ = given.told(Outcome::ItemRead { ticket, found: None }).screen(|screen| {
            code = shown!(Product, screen).empty.as_ref().and_then(|empty| empty.code.clone());
        });
        code
    };
    assert_eq!(unknown("https://elsewhere.example/pay/me").as_deref(), Some("LINK_FOREIGN"));
    assert_eq!(unknown("https://shop.example/about").as_deref(), Some("LINK_UNKNOWN"));
    assert_eq!(unknown("https://www.shop.example/about").as_deref(), Some("LINK_UNKNOWN"));
    assert_eq!(unknown("tradewind://p/gone").as_deref(), Some("ITEM_UNKNOWN"));
}

#[test]
fn words_are_searched() {
    let query = Query { words: "mug".into(), category: None };
    opened("tradewind://s/mug").knows(|model| assert_eq!(*model.route(), Route::Results(query)));
}

#[test]
fn the_number_of_a_bar_code_opens_its_product() {
    let gtin = Gtin::parse("4006381333931").expect("a number");
    let given = opened("https://id.gs1.org/01/04006381333931/10/LOT")
        .knows(|model| assert_eq!(*model.route(), Route::Product(ItemRef::Gtin(gtin.clone()))));
    let ticket = given.model.features.product.ticket;
    // The feed has it in fourteen digits.
    let mut red = item("red", Currency::USD);
    red.facts.gtin = Gtin::parse("04006381333931").ok();
    let found = Some(Box::new(product(vec![red])));
    given
        .told(Outcome::ItemRead { ticket, found })
        .screen(|screen| assert_eq!(shown!(Product, screen).key, "red"))
        .when(Intent::Retry)
        .screen(|screen| assert_eq!(shown!(Product, screen).key, "red", "it stays while it is read again"));
    let wrong = opened("https://shop.example/01/04006381333930");
    wrong.sees(|snapshot| assert_eq!(snapshot.screen.name(), "home"));
}

#[test]
fn no_merchant_is_asked_for_the_number_of_a_bar_code() {
    let given = Given::a_shop()
        .with(|model| model.catalog.source = CatalogSource::Online)
        .when(open("tradewind://01/04006381333931"));
    let ticket = given.model.features.product.ticket;
    given
        .told(Outcome::ItemRead { ticket, found: None })
        .asks_nothing(|effect| matches!(effect, Effect::Network(_)))
        .screen(|screen| {
            let empty = shown!(Product, screen).empty.as_ref().expect("it is not here");
            assert_eq!(empty.code.as_deref(), Some("ITEM_UNKNOWN"));
        });
    let given = Given::a_shop()
        .with(|model| model.catalog.source = CatalogSource::Online)
        .when(open("https://shop.example/de/products/red"));
    let ticket = given.model.features.product.ticket;
    given.told(Outcome::ItemRead { ticket, found: None }).asks(|effect| {
        matches!(effect, Effect::Network(NetworkOp::Link { others, .. }) if *others == [url("products/red")])
    });
}

#[test]
fn an_order_opens_over_the_list_of_orders() {
    Given::a_shop()
        .with(|model| model.orders = vec![order("red", "1042")])
        .when(open("tradewind://o/1042"))
        .asks(|effect| matches!(effect, Effect::Orders(OrdersOp::One(_))))
        .when(Intent::Back)
        .knows(|model| assert_eq!((model.nav.tab, model.route()), (Tab::Orders, &Route::Orders)));
}

#[test]
fn a_show_and_a_card_of_it_open_the_show() {
    for (link, after) in [
        ("tradewind://live/eid-42", None),
        ("tradewind://live/eid-42/red?t=90", Some(90)),
        ("https://shop.example/live/eid-42?t=5", Some(5)),
    ] {
        let show = ShowRef { session: SessionId::parse("eid-42").expect("an id"), at: None, after };
        Given::a_shop()
            .when(open(link))
            .knows(|model| assert_eq!(*model.route(), Route::Show(show), "{link}"))
            .when(Intent::Back)
            .knows(|model| assert_eq!(*model.route(), Route::Home, "{link}"));
    }
}

#[test]
fn home_opens_home() {
    for link in ["tradewind://home", "https://shop.example/"] {
        Given::a_shop()
            .when(Intent::OpenTab { tab: Tab::Settings })
            .when(open(link))
            .asks(|effect| matches!(effect, Effect::Catalog(CatalogOp::Home { .. })))
            .knows(|model| assert_eq!((model.nav.tab, model.route()), (Tab::Home, &Route::Home), "{link}"));
    }
}

#[test]
fn back_leads_home_whatever_lay_there() {
    Given::a_shop()
        .when(Intent::Search { words: "cup".into() })
        .when(open("tradewind://p/red"))
        .when(Intent::Back)
        .knows(|model| assert_eq!(*model.route(), Route::Home));
}

#[test]
fn of_two_links_the_newer_one_stands_and_the_answer_for_the_other_is_dropped() {
    let given = opened("tradewind://p/red");
    let late = given.model.features.product.ticket;
    let given = given.when(open("tradewind://p/blue"));
    let found = Some(Box::new(product(vec![item("red", Currency::USD)])));
    given
        .told(Outcome::ItemRead { ticket: late, found })
        .knows(|model| {
            assert_eq!(*model.route(), Route::Product(ItemRef::Id(id("blue"))));
            assert!(model.features.product.item.shown().is_none(), "the other one is not drawn");
        })
        .when(Intent::Back)
        .knows(|model| assert_eq!(*model.route(), Route::Home, "only one was opened"));
}

/// A link that came before there was any catalog: the person's file is read, the catalog is on its way.
fn cold(links: &[&str]) -> Given {
    let mut given = Given::a_shop().with(|model| model.catalog.refresh.begin());
    for link in links {
        given = given.when(open(link));
    }
    given
}

/// A catalog is in place.
fn catalog_comes(given: Given) -> Given {
    let given = given.told(Outcome::Refreshed(Ok(Refreshed::Applied)));
    let ticket = given.model.features.home.ticket;
    let head = Some(head(&given.model, 1));
    let home = HomeRead { head, categories: Vec::new(), deals: Vec::new(), recent: Vec::new() };
    given.told(Outcome::HomeRead { ticket, home: Box::new(home) })
}

#[test]
fn the_newest_link_waits_for_the_first_catalog_and_opens_then() {
    let given = cold(&["tradewind://p/red", "https://shop.example/products/blue"]);
    let ticket = given.model.features.product.ticket;
    let given = given.told(Outcome::ItemRead { ticket, found: None }).screen(|screen| {
        assert_eq!(shown!(Product, screen).empty, None, "nothing is missing while it may still come");
    });
    catalog_comes(given).asks(|effect| {
        matches!(effect, Effect::Catalog(CatalogOp::Item { by: ItemRef::Link { page, .. }, .. }) if *page == url("products/blue"))
    });
}

#[test]
fn a_checkout_under_way_stays_on_its_tab() {
    Given::a_shop()
        .with(|model| {
            model.features.cart.lines = vec![line("red", 1, Currency::USD)];
            model.features.checkout.payment = PaymentState::Sending;
        })
        .when(Intent::OpenCheckout)
        .when(open("tradewind://s/mug"))
        .when(Intent::OpenTab { tab: Tab::Cart })
        .knows(|model| assert_eq!(*model.route(), Route::Checkout));
}

#[test]
fn each_refusal_has_its_own_sentence_and_nothing_is_fetched() {
    let long = format!("tradewind://s/{}", "x".repeat(2_048));
    let refused = [
        "javascript:alert(1)",
        "http://shop.example/p/red",
        "https://sh0p.example/p/red",
        "https://shop.example@evil.example/p/red",
        "https://shop.example:8443/p/red",
        "https://shop.example/p/red?next=//evil.example",
        "https://shop.example/p/50%",
        "https://shop.example/p/\u{202e}der",
        "tradewind://buy/red:0",
        "4006381333930",
        long.as_str(),
    ];
    let mut sentences = BTreeSet::new();
    for link in refused {
        opened(link).asks_nothing(acts).sees(|snapshot| {
            assert_eq!(snapshot.screen.name(), "home");
            let toast = snapshot.toast.as_ref().expect("it is said");
            assert!(toast.undo.is_empty() && !toast.text.is_empty(), "{link}");
            assert!(sentences.insert(toast.text.clone()), "{link}: {}", toast.text);
        });
    }
}

#[test]
fn a_link_never_acts() {
    let forms = [
        "tradewind://pay/1042",
        "tradewind://cart/red",
        "tradewind://settings/language",
        "tradewind://buy/red:2?code=TEN&buyer/email=a@b.cd",
        "",
    ];
    for link in forms {
        opened(link).asks_nothing(acts);
    }
    for link in ["tradewind://pay/1042", "tradewind://cart/red", "javascript:alert(1)", ""] {
        opened(link).sees(|snapshot| {
            assert_eq!(snapshot.screen.name(), "home");
            assert!(snapshot.toast.as_ref().is_some_and(|toast| toast.undo.is_empty()), "{link}");
        });
    }
}

/// Whether an effect does more than read what lies on this phone, ask the merchant how an order of this phone stands, which shows
/// there are and what a typed code stands for, and say something.
fn acts(effect: &Effect) -> bool {
    !matches!(
        effect,
        Effect::Catalog(CatalogOp::Home { .. } | CatalogOp::Item { .. } | CatalogOp::Proposed { .. })
            | Effect::Search(_)
            | Effect::Orders(_)
            | Effect::Live(LiveOp::List { .. })
            | Effect::Network(NetworkOp::ShortCode { .. })
            | Effect::ToastOver { .. }
            | Effect::Log(_)
    )
}

#[test]
fn no_link_that_strangers_ever_wrote_does_more_than_read() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fuzz/corpus");
    let mut links = Vec::new();
    for folder in ["arrivals", "links"] {
        for entry in std::fs::read_dir(corpus.join(folder)).expect("the corpus lies beside the core") {
            let bytes = std::fs::read(entry.expect("readable").path()).expect("readable");
            links.push(String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    assert!(links.len() > 30, "{}", links.len());
    let mut proposals = 0;
    for link in &links {
        let lay = || [line("red", 2, Currency::USD)];
        let given = Given::a_shop().with(|model| model.features.cart.lines = lay().to_vec());
        let settings = given.model.settings.clone();
        given.when(open(link)).asks_nothing(acts).knows(|model| {
            assert_eq!(model.features.cart.lines, lay(), "{link:?}");
            assert_eq!(model.features.checkout.codes, Vec::<String>::new(), "{link:?}");
            assert_eq!(model.features.checkout.payment, PaymentState::Idle, "{link:?}");
            assert_eq!(model.settings, settings, "{link:?}");
            proposals += usize::from(*model.route() == Route::Proposal);
        });
    }
    assert!(proposals >= 3, "{proposals}: carts are among them");
}
