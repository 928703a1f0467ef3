//! What the cart does.

use crate::features::cart::screen::CartLineRow;
use crate::kernel::effects::{Effect, Outcome, PaymentState, PersonOp};
use crate::kernel::holds::{MOST_SENT, Refused};
use crate::kernel::intent::Intent;
use crate::kernel::nav::Tab;
use crate::kernel::screen_parts::Tone;
use crate::kernel::testing::{AT, Given, held, item, line, shown};
use std::time::Duration;
use tradewind_domain::{Availability, Condition, Currency, EnergyClass, EnergyLabel, Item, Market, Money};
use tradewind_l10n::plain;
use tradewind_live::ServerClock;

/// Two red mugs and a blue one in the cart, on the screen; the catalog was not asked yet.
fn cart() -> Given {
    Given::a_shop()
        .with(|model| {
            model.features.cart.lines = vec![line("red", 2, Currency::USD), line("blue", 1, Currency::USD)];
            model.features.cart.lines[1].position = 1;
        })
        .when(Intent::OpenTab { tab: Tab::Cart })
}

/// As [`cart`], with what the catalog knows of its items.
fn priced(change: impl FnOnce(&mut Item)) -> Given {
    let mut red = item("red", Currency::USD);
    change(&mut red);
    answered(cart(), vec![red, item("blue", Currency::USD)])
}

/// The catalog answers the last question.
fn answered(given: Given, items: Vec<Item>) -> Given {
    let ticket = given.model.features.cart.ticket;
    given.told(Outcome::CartItemsRead { ticket, items, siblings: Vec::new() })
}

#[test]
fn the_sum_and_the_badge_count_pieces() {
    priced(|_| {}).sees(|snapshot| {
        let cart = shown!(Cart, &snapshot.screen);
        assert_eq!((cart.subtotal.as_str(), cart.can_checkout), ("$3.00", true));
        let badge = snapshot.tabs.iter().find(|tab| tab.tab == Tab::Cart).map(|tab| tab.badge.as_str());
        assert_eq!(badge, Some("3"));
    });
}

#[test]
fn a_dearer_line_is_said_and_accepted_before_the_checkout() {
    priced(|red| red.offer.price = Money::new(150, Currency::USD))
        .screen(|screen| {
            let cart = shown!(Cart, screen);
            assert_eq!((cart.lines[0].tone, cart.lines[0].notice.is_empty()), (Tone::Warning, false));
            assert!(!cart.can_checkout && !cart.accept_label.is_empty());
        })
        .when(Intent::AcceptCartPrices)
        .asks(|effect| matches!(effect, Effect::Person(PersonOp::PutLine(line)) if line.seen_price.minor == 150))
        .screen(|screen| assert!(shown!(Cart, screen).can_checkout));
}

#[test]
fn what_is_sold_out_or_gone_keeps_the_checkout_shut_and_out_of_the_sum() {
    priced(|red| red.offer.availability = Availability::OutOfStock).screen(|screen| {
        let cart = shown!(Cart, screen);
        assert_eq!(
            (cart.lines[0].tone, cart.can_checkout, cart.subtotal.as_str()),
            (Tone::Error, false, "$1.00")
        );
    });
    answered(cart(), vec![item("blue", Currency::USD)]).screen(|screen| {
        let cart = shown!(Cart, screen);
        assert_eq!((cart.lines[0].tone, cart.can_checkout), (Tone::Error, false));
    });
    // Before the catalog was asked, nothing is gone.
    cart().screen(|screen| assert!(shown!(Cart, screen).can_checkout));
}

#[test]
fn a_late_answer_to_an_earlier_question_changes_nothing() {
    let given = cart();
    let ticket = given.model.features.cart.ticket;
    let late = Outcome::CartItemsRead { ticket, items: Vec::new(), siblings: Vec::new() };
    let given = given
        .when(Intent::SetQuantity { key: "red".into(), quantity: 5 })
        .told(late)
        .effects([])
        .knows(|model| assert!(!model.features.cart.read))
        .screen(|screen| assert!(shown!(Cart, screen).can_checkout, "nothing is gone"));
    answered(given, vec![item("blue", Currency::USD)])
        .screen(|screen| assert!(!shown!(Cart, screen).can_checkout, "the last question is answered"));
}

#[test]
fn a_quantity_is_kept_and_none_removes_the_line() {
    let of = |quantity| Intent::SetQuantity { key: "red".into(), quantity };
    cart()
        .when(of(5))
        .asks(|effect| matches!(effect, Effect::Person(PersonOp::PutLine(line)) if line.quantity.count() == 5))
        .when(of(0))
        .asks(|effect| matches!(effect, Effect::Person(PersonOp::RemoveLine { item }) if item.as_str() == "red"))
        .when(of(1_000))
        .effects([]);
    cart().when(of(1_000)).sees(|snapshot| {
        assert_eq!(snapshot.banners[0].code.as_deref(), Some("QUANTITY_LIMIT"));
        assert_eq!(shown!(Cart, &snapshot.screen).lines[0].quantity, 2);
    });
}

#[test]
fn a_removed_line_comes_back_to_its_place_while_its_message_stands() {
    let removed = || cart().when(Intent::RemoveLine { key: "red".into() });
    removed()
        .sees(|snapshot| assert!(snapshot.toast.as_ref().is_some_and(|toast| !toast.undo.is_empty())))
        .when(Intent::Undo)
        .sees(|snapshot| {
            let keys: Vec<&str> =
                shown!(Cart, &snapshot.screen).lines.iter().map(|line| line.key.as_str()).collect();
            assert_eq!(keys, ["red", "blue"]);
            assert_eq!(snapshot.toast, None);
        });
    removed()
        .when(Intent::DismissToast)
        .when(Intent::Undo)
        .effects([])
        .screen(|screen| assert_eq!(shown!(Cart, screen).lines.len(), 1));
}

#[test]
fn an_open_payment_holds_the_cart_as_it_is() {
    let paying = || cart().with(|model| model.features.checkout.payment = PaymentState::Sending);
    paying().when(Intent::RemoveLine { key: "red".into() }).effects([]);
    paying().when(Intent::SetQuantity { key: "red".into(), quantity: 3 }).effects([]);
    paying().screen(|screen| assert!(!shown!(Cart, screen).can_checkout));
}

#[test]
fn an_empty_cart_says_so() {
    Given::a_shop().when(Intent::OpenTab { tab: Tab::Cart }).sees(|snapshot| {
        let cart = shown!(Cart, &snapshot.screen);
        assert!(cart.empty.is_some() && !cart.can_checkout && cart.subtotal.is_empty());
        assert!(snapshot.tabs.iter().all(|tab| tab.badge.is_empty()));
    });
}

#[test]
fn a_line_has_the_small_print_of_its_item() {
    priced(|red| {
        red.facts.condition = Some(Condition::Refurbished);
        red.facts.energy = Some(EnergyLabel { class: EnergyClass::C, scale: None });
        red.facts.personalised = true;
    })
    .screen(|screen| {
        let lines = &shown!(Cart, screen).lines;
        let said =
            |line: &CartLineRow| [&line.energy, &line.condition, &line.personalised].map(|one| plain(one));
        assert_eq!(said(&lines[0]), ["Energy C", "Refurbished", "Price personalized for you"]);
        assert!(lines[0].accessibility.ends_with("Energy C · Refurbished · Price personalized for you"));
        assert_eq!(said(&lines[1]), ["", "", ""]);
    });
}

/// Six kinds of goods that are free of duty in a cart in Germany, worth 149 euros, the last a game for nine; beside it a small one for
/// five, that `change` changes, as it does the game.
fn games(change: impl FnOnce(&mut Item, &mut Item)) -> Vec<String> {
    let made = |name: &str, hs: &str, price: i64| {
        let mut made = item(name, Currency::EUR);
        (made.hs_code, made.origin, made.weight_grams) = (Some(hs.into()), Some("JP".into()), Some(900));
        made.offer.price = Money::new(price, Currency::EUR);
        made.facts.ships_from = Market::parse("JP").ok();
        made
    };
    let alone = |hs: &&str| Item { group: None, ..made(hs, hs, 2_800) };
    let mut items: Vec<Item> = ["851713", "847130", "852589", "851830", "940161"].iter().map(alone).collect();
    let (mut game, mut small) = (made("game", "950450", 900), made("small", "950450", 500));
    change(&mut game, &mut small);
    items.push(game);
    let lines: Vec<_> = items.iter().map(|item| line(item.id.as_str(), 1, Currency::EUR)).collect();
    let given = Given::a_shop_in("DE", Currency::EUR)
        .with(|model| model.features.cart.lines = lines)
        .when(Intent::OpenTab { tab: Tab::Cart });
    let ticket = given.model.features.cart.ticket;
    let mut said = Vec::new();
    let _ = given.told(Outcome::CartItemsRead { ticket, items, siblings: vec![small] }).screen(|screen| {
        let door = shown!(Cart, screen).door.as_ref().expect("it comes to something");
        let more = door.advice.iter().map(|one| plain(&one.text)).filter(|text| text.starts_with("Add 1 ×"));
        said = more.collect();
    });
    said
}

#[test]
fn another_piece_or_another_variant_is_advised_while_it_can_be_bought() {
    let less = |title: &str, euros: &str| [format!("Add 1 × {title}: €{euros} less at your door in total")];
    assert_eq!(games(|_, _| ()), less("Mug small", "15.47"));
    let gone = |small: &mut Item| small.offer.availability = Availability::OutOfStock;
    assert_eq!(games(|_, small| gone(small)), less("Mug game", "10.71"));
    assert_eq!(games(|_, small| small.facts.ships_from = None), less("Mug game", "10.71"));
    let last = |game: &mut Item, small: &mut Item| {
        gone(small);
        game.offer.stock = Some(1);
    };
    assert_eq!(games(last), [] as [String; 0]);
    // A variant by the title of the line is told apart by its options.
    let alike = |game: &mut Item, small: &mut Item| small.title.clone_from(&game.title);
    assert_eq!(games(alike), less("Mug game · Sand", "15.47"));
}

/// So many red mugs for a euro each in the cart of a shop in Germany, which holds them at 0.80 for a minute.
fn held_cart(quantity: u32, minor: i64) -> Given {
    let second = Duration::from_secs(1);
    let given = Given::a_shop_in("DE", Currency::EUR)
        .with(|model| {
            model.features.cart.lines = vec![line("red", quantity, Currency::EUR)];
            model.holds.clock.hear_answer(AT.now, second, second);
            model.holds.take(held("red", 80, 60), second);
        })
        .when(Intent::OpenTab { tab: Tab::Cart });
    let mut red = item("red", Currency::EUR);
    red.offer.price = Money::new(minor, Currency::EUR);
    answered(given, vec![red])
}

#[test]
fn a_price_that_is_held_now_is_what_a_line_costs_and_counts_in_the_sum() {
    held_cart(2, 100)
        .screen(|screen| {
            let cart = shown!(Cart, screen);
            let row = &cart.lines[0];
            assert_eq!(
                (row.price.as_str(), row.line_total.as_str(), cart.subtotal.as_str()),
                ("€0.80", "€1.60", "€1.60")
            );
            let hold = row.hold.as_ref().expect("it is said that it is held");
            assert!(hold.holds && hold.price.is_empty(), "the price stands on the line already");
            assert!(plain(&hold.sentence).starts_with("€0.80 each instead of €1.00 in the shop until"));
            assert!(row.accessibility.contains("€1.60") && row.notice.is_empty() && cart.can_checkout);
        })
        .with(|model| {
            let nonce = model.holds.all[0].terms().nonce.clone();
            model.holds.refuse(nonce.as_str(), Refused::Expired);
        })
        .screen(|screen| {
            let cart = shown!(Cart, screen);
            let row = &cart.lines[0];
            assert_eq!((row.price.as_str(), cart.subtotal.as_str()), ("€1.00", "€2.00"));
            let hold = row.hold.as_ref().expect("it is said what became of it");
            let said = "The held price of €0.80 has run out. The price is now €1.00.";
            assert!(!hold.holds && plain(&hold.sentence) == said, "{}", hold.sentence);
        });
}

#[test]
fn a_held_price_that_is_not_for_what_lies_there_or_not_below_it_counts_nowhere() {
    held_cart(21, 100).screen(|screen| {
        let cart = shown!(Cart, screen);
        assert_eq!((cart.lines[0].price.as_str(), cart.subtotal.as_str()), ("€1.00", "€21.00"));
        assert!(cart.lines[0].hold.as_ref().is_some_and(|hold| hold.sentence.contains("fewer items")));
    });
    held_cart(1, 70).screen(|screen| {
        let cart = shown!(Cart, screen);
        assert_eq!((cart.lines[0].price.as_str(), cart.subtotal.as_str()), ("€0.70", "€0.70"));
        assert!(cart.lines[0].hold.is_none());
    });
    // Nothing is promised while the merchant's clock is not known.
    held_cart(1, 100).with(|model| model.holds.clock = ServerClock::default()).screen(|screen| {
        let cart = shown!(Cart, screen);
        assert_eq!((cart.lines[0].price.as_str(), cart.subtotal.as_str()), ("€1.00", "€1.00"));
    });
}

#[test]
fn no_more_held_prices_count_than_go_along_with_a_checkout() {
    let second = Duration::from_secs(1);
    let names: Vec<String> = (0..=MOST_SENT).map(|n| format!("mug-{n}")).collect();
    let given = Given::a_shop_in("DE", Currency::EUR)
        .with(|model| {
            model.features.cart.lines = names.iter().map(|name| line(name, 1, Currency::EUR)).collect();
            model.holds.clock.hear_answer(AT.now, second, second);
            names.iter().for_each(|name| model.holds.take(held(name, 80, 60), second));
        })
        .when(Intent::OpenTab { tab: Tab::Cart });
    answered(given, names.iter().map(|name| item(name, Currency::EUR)).collect())
        .screen(|screen| assert_eq!(shown!(Cart, screen).subtotal, "€5.00", "five at 0.80, one at 1.00"));
}
