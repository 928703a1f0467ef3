//! What a product does.

use crate::features::Route;
use crate::features::product::view::last_moment;
use crate::kernel::catalog::CatalogSource;
use crate::kernel::effects::{
    CatalogOp, Effect, ItemRead, ItemRef, NetworkOp, Outcome, PaymentState, PersonOp,
};
use crate::kernel::holds::Refused;
use crate::kernel::intent::Intent;
use crate::kernel::testing::{AT, Given, head, held, id, item, line, product, shown};
use std::time::Duration;
use tradewind_domain::item::Sale;
use tradewind_domain::{
    Availability, Currency, Language, Measure, Money, OptionValue, Timestamp, Unit, UnitPricing,
};
use tradewind_l10n::{Localizer, plain};
use tradewind_trade::Day;

#[test]
fn a_sale_to_midnight_names_the_day_before() {
    let said = |until: &str, zone: &str| {
        let words = Localizer::new(&[Language::parse("en").expect("a tag")], zone).expect("known");
        plain(&words.sale_until(last_moment(Timestamp::parse_rfc3339(until).expect("a moment"))))
    };
    assert_eq!(said("2026-12-01T00:00:00+01:00", "Europe/Berlin"), "On sale until Nov 30, 2026");
    assert_eq!(said("2026-11-30T23:59:59Z", "UTC"), "On sale until Nov 30, 2026");
    assert_eq!(said("2026-12-01T00:00:00+01:00", "Asia/Tokyo"), "On sale until Dec 1, 2026");
}

fn coloured(name: &str, colour: &str) -> tradewind_domain::Item {
    let options = vec![OptionValue { name: "color".into(), value: colour.into() }];
    tradewind_domain::Item { options, ..item(name, Currency::USD) }
}

/// A red mug that also comes in blue, on the screen.
fn read() -> Given {
    open(product(vec![coloured("red", "Red"), coloured("blue", "Blue")]))
}

fn open(read: ItemRead) -> Given {
    let given = Given::a_shop()
        .with(|model| model.catalog.head = Some(head(model, 1)))
        .when(Intent::OpenProduct { key: read.item.id.as_str().into() });
    let ticket = given.model.features.product.ticket;
    given.told(Outcome::ItemRead { ticket, found: Some(Box::new(read)) })
}

#[test]
fn a_card_opens_its_product_and_a_key_that_is_none_opens_nothing() {
    Given::a_shop()
        .when(Intent::OpenProduct { key: "red".into() })
        .asks(|effect| matches!(effect, Effect::Catalog(CatalogOp::Item { by: ItemRef::Id(by), .. }) if *by == id("red")));
    Given::a_shop()
        .when(Intent::OpenProduct { key: String::new() })
        .effects([])
        .knows(|model| assert_eq!(*model.route(), Route::Home));
}

#[test]
fn what_is_shown_was_seen() {
    read()
        .asks(
            |effect| matches!(effect, Effect::Person(PersonOp::NoteSeen { item, .. }) if *item == id("red")),
        )
        .knows(|model| assert_eq!(model.recent, [id("red")]))
        .sees(|snapshot| assert_eq!(snapshot.title, "Mug red"));
}

#[test]
fn another_colour_is_the_same_place() {
    read()
        .screen(|screen| {
            let chips = &shown!(Product, screen).variants;
            let labels: Vec<&str> = chips.iter().map(|chip| chip.label.as_str()).collect();
            assert_eq!(labels, ["Red", "Blue"]);
        })
        .when(Intent::ChooseVariant { key: "blue".into() })
        .screen(|screen| assert_eq!(shown!(Product, screen).key, "blue"))
        .when(Intent::ChooseVariant { key: "green".into() })
        .effects([])
        .when(Intent::Back)
        .knows(|model| assert_eq!(*model.route(), Route::Home));
}

#[test]
fn adding_keeps_the_line_at_the_price_that_is_seen_and_says_so() {
    read()
        .when(Intent::AddToCart { quantity: 2 })
        .asks(
            |effect| matches!(effect, Effect::Person(PersonOp::PutLine(line)) if line.quantity.count() == 2),
        )
        .sees(|snapshot| {
            assert!(snapshot.toast.as_ref().is_some_and(|toast| toast.text.contains("Mug red")));
            assert!(!shown!(Product, &snapshot.screen).in_cart.is_empty());
        })
        .when(Intent::AddToCart { quantity: 1 })
        .knows(|model| assert_eq!(model.features.cart.lines[0].quantity.count(), 3));
}

#[test]
fn what_is_shared_is_seen_before_it_goes_out_and_follows_what_is_shown() {
    let shared = |screen: &crate::kernel::screens::Screen| shown!(Product, screen).share.clone();
    read()
        .screen(|screen| assert_eq!(shared(screen), None))
        .when(Intent::ShareProduct { shown: true })
        .effects([])
        .screen(|screen| {
            let card = shared(screen).expect("it was asked for");
            assert_eq!(card.link, "https://shop.example/p");
            assert_eq!(card.file, "product-red.jpg");
            let text =
                "Mug red: $1.00 on Nov 24, 2026. The price may have changed since.\nhttps://shop.example/p";
            assert_eq!(card.message, text);
            assert!(card.picture.key.contains(&card.link) && card.picture.accessibility.contains("Mug red"));
        })
        .when(Intent::ChooseVariant { key: "blue".into() })
        .screen(|screen| assert!(shared(screen).is_some_and(|card| card.message.starts_with("Mug blue"))))
        .when(Intent::ShareProduct { shown: false })
        .screen(|screen| assert_eq!(shared(screen), None))
        .when(Intent::ShareProduct { shown: true })
        .when(Intent::OpenProduct { key: "green".into() })
        .knows(|model| assert!(!model.features.product.sharing, "it was another product's"));
}

#[test]
fn a_price_that_is_made_for_this_person_is_not_shared() {
    let mut red = coloured("red", "Red");
    red.facts.personalised = true;
    open(product(vec![red])).when(Intent::ShareProduct { shown: true }).screen(|screen| {
        let card = shown!(Product, screen).share.as_ref().expect("it was asked for");
        assert_eq!(card.message, "Mug red\nhttps://shop.example/p");
    });
}

#[test]
fn nothing_is_shared_where_no_product_is_shown() {
    Given::a_shop()
        .when(Intent::ShareProduct { shown: true })
        .effects([])
        .knows(|model| assert!(!model.features.product.sharing));
}

#[test]
fn nothing_is_added_that_is_too_much_sold_out_or_beside_an_open_payment() {
    let puts = |effect: &Effect| matches!(effect, Effect::Person(PersonOp::PutLine(_)));
    read()
        .when(Intent::AddToCart { quantity: 1_000 })
        .asks_nothing(puts)
        .sees(|snapshot| assert_eq!(snapshot.banners[0].code.as_deref(), Some("QUANTITY_LIMIT")));
    let mut sold_out = coloured("red", "Red");
    sold_out.offer.availability = Availability::OutOfStock;
    open(product(vec![sold_out]))
        .screen(|screen| assert!(!shown!(Product, screen).can_add))
        .when(Intent::AddToCart { quantity: 1 })
        .asks_nothing(puts);
    read()
        .with(|model| model.features.checkout.payment = PaymentState::Sending)
        .screen(|screen| assert!(!shown!(Product, screen).can_add))
        .when(Intent::AddToCart { quantity: 1 })
        .asks_nothing(puts);
}

#[test]
fn a_merchant_without_packs_is_asked_once_for_what_is_not_here() {
    let given = Given::a_shop()
        .with(|model| model.catalog.source = CatalogSource::Online)
        .when(Intent::OpenProduct { key: "red".into() });
    let ticket = given.model.features.product.ticket;
    let given = given
        .told(Outcome::ItemRead { ticket, found: None })
        .asks(|effect| matches!(effect, Effect::Network(NetworkOp::Item { id: by, .. }) if *by == id("red")));
    let ticket = given.model.features.product.ticket;
    given.told(Outcome::ItemRead { ticket, found: None }).screen(|screen| {
        let empty = shown!(Product, screen).empty.as_ref().expect("it is unknown");
        assert_eq!(empty.code.as_deref(), Some("ITEM_UNKNOWN"));
    });
}

#[test]
fn a_page_of_another_host_is_foreign() {
    let given = Given::a_shop()
        .with(|model| model.catalog.head = Some(head(model, 1)))
        .when(Intent::OpenLink { url: "https://elsewhere.example/mug".into() });
    let ticket = given.model.features.product.ticket;
    given.told(Outcome::ItemRead { ticket, found: None }).screen(|screen| {
        let empty = shown!(Product, screen).empty.as_ref().expect("it is foreign");
        assert_eq!(empty.code.as_deref(), Some("LINK_FOREIGN"));
    });
}

#[test]
fn a_line_that_is_there_keeps_its_place() {
    read()
        .with(|model| {
            model.features.cart.lines = vec![line("red", 1, Currency::USD), line("blue", 1, Currency::USD)];
            model.features.cart.lines[1].position = 1;
        })
        .when(Intent::AddToCart { quantity: 1 })
        .knows(|model| {
            let lines: Vec<_> = model
                .features
                .cart
                .lines
                .iter()
                .map(|line| (line.item.as_str(), line.quantity.count()))
                .collect();
            assert_eq!(lines, [("red", 2), ("blue", 1)]);
        });
}

/// A red mug in Germany, reduced from 2.00 to 1.50; the phone saw these prices so many days ago.
fn reduced(seen: &[(i32, i64)]) -> Given {
    let mut red = item("red", Currency::EUR);
    let eur = |minor| Money::new(minor, Currency::EUR);
    red.offer.price = eur(200);
    red.offer.sale = Some(Sale { price: eur(150), from: None, until: None });
    let today = Day::at(AT.now, 0).expect("a day").number();
    let given = Given::a_shop_in("DE", Currency::EUR).with(|model| {
        model.catalog.head = Some(head(model, 1));
        for (ago, minor) in seen {
            model.prices.note(model.settings.market, &red.id, today - ago, eur(*minor));
        }
    });
    let given = given.when(Intent::OpenProduct { key: "red".into() });
    let ticket = given.model.features.product.ticket;
    given.told(Outcome::ItemRead { ticket, found: Some(Box::new(product(vec![red]))) })
}

#[test]
fn a_reduction_that_does_not_hold_against_what_this_phone_saw_is_marked() {
    reduced(&[(60, 200), (20, 200), (10, 140)]).screen(|screen| {
        let said = plain(&shown!(Product, screen).price_truth);
        assert!(said.contains("this device showed the price €1.40 on Nov"), "{said}");
    });
    reduced(&[(60, 200), (20, 200)])
        .screen(|screen| assert_eq!(shown!(Product, screen).price_truth, ""))
        .knows(|model| {
            let seen = model.prices.of(model.settings.market, &id("red"));
            assert_eq!(seen.last().map(|run| run.price.minor), Some(150), "and today's is seen now");
        });
}

#[test]
fn what_is_shown_is_noted_once_a_day() {
    let notes = |effect: &Effect| matches!(effect, Effect::Person(PersonOp::NotePrices { noted, .. }) if noted.len() == 2);
    let again = |given: Given| {
        let ticket = given.model.features.product.ticket;
        let read = product(vec![coloured("red", "Red"), coloured("blue", "Blue")]);
        given.told(Outcome::ItemRead { ticket, found: Some(Box::new(read)) })
    };
    let given = read().asks(notes);
    again(given).asks_nothing(notes);
}

#[test]
fn a_price_that_is_made_for_this_person_says_so() {
    let mut red = coloured("red", "Red");
    red.facts.personalised = true;
    open(product(vec![red])).screen(|screen| {
        assert!(shown!(Product, screen).personalised.contains("personalized for you"));
    });
    read().screen(|screen| assert_eq!(shown!(Product, screen).personalised, ""));
}

#[test]
fn a_tariff_number_says_what_its_goods_are() {
    let shown = |code: &str| {
        let mut red = item("red", Currency::USD);
        red.hs_code = Some(code.to_owned());
        let mut facts = Vec::new();
        let _ = open(product(vec![red])).screen(|screen| facts.clone_from(&shown!(Product, screen).facts));
        let fact = facts.into_iter().find(|fact| fact.label == "Customs tariff number");
        plain(&fact.expect("it is shown").value)
    };
    assert_eq!(shown("691110"), "691110 · Tableware and kitchenware, of porcelain or china");
    assert_eq!(shown("010121"), "010121", "goods that we have no words for");
    assert_eq!(shown("none"), "none");
}

#[test]
fn delivery_in_another_currency_is_not_in_the_sum_and_that_is_said() {
    let door = |shipping: Option<Money>| {
        let mut red = item("red", Currency::USD);
        red.facts.shipping = shipping;
        let mut door = None;
        let _ = open(product(vec![red])).screen(|screen| door = shown!(Product, screen).door.clone());
        door.expect("it comes to something")
    };
    let dollars = door(Some(Money::new(490, Currency::USD)));
    assert!(dollars.notes[0].starts_with("Delivery included"), "{:?}", dollars.notes);
    let (euros, silent) = (door(Some(Money::new(490, Currency::EUR))), door(None));
    assert!(euros.notes[0].starts_with("Without delivery"), "{:?}", euros.notes);
    assert_eq!(euros, silent, "nobody converts it");
    assert_ne!(euros.amount, dollars.amount);
}

#[test]
fn a_price_by_the_piece_counts_whole_pieces() {
    let seen = |milli: u64| {
        let of = |milli| Measure::new(milli, Unit::Ct).expect("a count");
        let mut ten = item("red", Currency::USD);
        ten.facts.unit_pricing = Some(UnitPricing { measure: of(10_000), base: of(milli), stated: None });
        let mut said = String::new();
        let _ =
            open(product(vec![ten])).screen(|screen| said.clone_from(&shown!(Product, screen).unit_price));
        plain(&said)
    };
    assert_eq!(seen(1_000), "$0.10 per piece");
    assert_eq!(seen(5_000), "$0.50 per 5 pieces");
    assert_eq!(seen(500), "", "nobody compares prices of half a piece");
}

/// A red mug for a euro in Germany, of which this is the lowest price before, on the screen; the shop holds it at 0.80 for a minute.
fn held_mug(lowest: Option<i64>) -> Given {
    let second = Duration::from_secs(1);
    let mut red = item("red", Currency::EUR);
    red.facts.lowest_30 = lowest.map(|minor| Money::new(minor, Currency::EUR));
    red.facts.unit_pricing = Some(UnitPricing {
        measure: Measure::parse("500ml").expect("a measure"),
        base: Measure::parse("1l").expect("a measure"),
        stated: Some(200),
    });
    let given = Given::a_shop_in("DE", Currency::EUR)
        .with(|model| {
            model.catalog.head = Some(head(model, 1));
            model.holds.clock.hear_answer(AT.now, second, second);
            model.holds.take(held("red", 80, 60), second);
        })
        .when(Intent::OpenProduct { key: "red".into() });
    let ticket = given.model.features.product.ticket;
    given.told(Outcome::ItemRead { ticket, found: Some(Box::new(product(vec![red]))) })
}

#[test]
fn a_price_that_is_held_now_is_what_a_product_costs_and_the_price_before_is_by_the_law() {
    let instead = "instead of €1.00 in the shop";
    let lowest = "Lowest price in the 30 days before the reduction: €1.00";
    for (known, was, says_shop) in
        [(None, "Was €1.00", false), (Some(100), lowest, false), (Some(75), "", true), (Some(80), "", true)]
    {
        held_mug(known).screen(|screen| {
            let screen = shown!(Product, screen);
            assert_eq!((screen.price.as_str(), plain(&screen.was).as_str()), ("€0.80", was), "{known:?}");
            let hold = screen.hold.as_ref().expect("it is said that it is held");
            assert!(hold.holds && hold.price.is_empty(), "the price stands there already");
            assert_eq!(plain(&hold.sentence).contains(instead), says_shop, "{}", hold.sentence);
            assert!(screen.unit_price.contains("€1.60"), "{}", screen.unit_price);
        });
    }
}

#[test]
fn a_held_price_that_has_run_out_is_told_with_both_prices() {
    held_mug(None)
        .with(|model| {
            let nonce = model.holds.all[0].terms().nonce.clone();
            model.holds.refuse(nonce.as_str(), Refused::Expired);
        })
        .screen(|screen| {
            let screen = shown!(Product, screen);
            assert_eq!((screen.price.as_str(), screen.was.as_str()), ("€1.00", ""));
            let hold = screen.hold.as_ref().expect("it is said what became of it");
            let said = "The held price of €0.80 has run out. The price is now €1.00.";
            assert!(!hold.holds && plain(&hold.sentence) == said, "{}", hold.sentence);
            assert!(screen.unit_price.contains("€2.00"), "{}", screen.unit_price);
        });
}
