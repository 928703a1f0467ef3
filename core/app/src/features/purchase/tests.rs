//! What a named purchase does.

use crate::features::Route;
use crate::features::purchase::screen::PurchasePhase;
use crate::kernel::effects::{CatalogOp, Effect, ItemRef, Outcome, PaymentState, PaymentUpdate, PersonOp};
use crate::kernel::intent::Intent;
use crate::kernel::testing::{Given, id, item, line, order, product};
use tradewind_domain::{Currency, OrderId, Quantity};
use tradewind_person::{PurchaseBegun, PurchaseRow};

fn begun() -> Given {
    Given::a_shop().when(Intent::BeginPurchase { name: "first".into(), item: "red".into(), quantity: 1 })
}

fn row(item: &str, quantity: u32, order: Option<&str>) -> PurchaseRow {
    PurchaseRow {
        name: "first".into(),
        item: id(item),
        quantity: Quantity::new(quantity).expect("in range"),
        order: order.map(|number| OrderId::parse(number).expect("an id")),
    }
}

fn found(known: Option<PurchaseRow>) -> Outcome {
    Outcome::PurchaseFound { name: "first".into(), known }
}

fn phase(given: Given) -> PurchasePhase {
    given
        .model
        .features
        .purchase
        .as_ref()
        .map(crate::features::purchase::view::view)
        .expect("there is one")
        .state
}

#[test]
fn the_journal_is_asked_first() {
    begun().effects([Effect::Person(PersonOp::FindPurchase { name: "first".into() })]);
    Given::a_shop()
        .when(Intent::BeginPurchase { name: String::new(), item: "red".into(), quantity: 1 })
        .effects([])
        .sees(|snapshot| assert_eq!(snapshot.banners[0].code.as_deref(), Some("BAD_INPUT")));
}

#[test]
fn a_new_one_is_written_down_once_the_price_is_seen() {
    let given = begun()
        .told(found(None))
        .asks(|effect| matches!(effect, Effect::Catalog(CatalogOp::Item { by: ItemRef::Id(by), .. }) if *by == id("red")));
    let ticket = given.model.features.product.ticket;
    let read = product(vec![item("red", Currency::USD)]);
    given.told(Outcome::ItemRead { ticket, found: Some(Box::new(read)) }).asks(|effect| {
        matches!(effect, Effect::Person(PersonOp::BeginPurchase { name, line, .. })
            if name == "first" && line.seen_price.minor == 100)
    });
}

#[test]
fn what_was_bought_is_told_without_a_catalog() {
    let given = begun()
        .told(found(Some(row("red", 1, Some("1042")))))
        .knows(|model| assert!(matches!(model.route(), Route::Order(order) if order.as_str() == "1042")));
    assert_eq!(phase(given), PurchasePhase::Done);
}

#[test]
fn something_else_under_the_same_name_is_a_mismatch() {
    for known in [row("blue", 1, None), row("red", 2, None)] {
        let given = begun()
            .told(found(Some(known)))
            .sees(|snapshot| assert_eq!(snapshot.banners[0].code.as_deref(), Some("PURCHASE_MISMATCH")));
        assert_eq!(phase(given), PurchasePhase::Mismatch);
    }
}

#[test]
fn going_on_takes_whatever_was_begun_and_says_when_nothing_was() {
    let resumed = || Given::a_shop().when(Intent::ResumePurchase { name: "first".into(), quantity: 1 });
    resumed()
        .told(found(Some(row("blue", 1, None))))
        .knows(|model| assert_eq!(*model.route(), Route::Product(ItemRef::Id(id("blue")))));
    assert_eq!(phase(resumed().told(found(None)).effects([])), PurchasePhase::New);
}

#[test]
fn an_answer_about_another_name_changes_nothing() {
    begun()
        .told(Outcome::PurchaseFound { name: "second".into(), known: None })
        .effects([])
        .knows(|model| assert_eq!(*model.route(), Route::Home));
}

#[test]
fn once_written_down_it_is_the_cart_and_the_checkout_opens() {
    let begun = begun()
        .told(Outcome::PurchaseBegun { state: PurchaseBegun::Open, line: line("red", 1, Currency::USD) });
    begun.knows(|model| {
        assert_eq!((model.route(), model.features.cart.lines.len()), (&Route::Checkout, 1));
        assert_eq!(model.open_purchase(), Some("first"));
    });
}

#[test]
fn its_order_ends_it_and_an_order_of_another_does_not() {
    let paid = |purchase: Option<&str>| {
        let state = PaymentState::Confirmed { order: Box::new(order("red", "1042")) };
        let told = PaymentUpdate { purchase: purchase.map(str::to_owned), ..PaymentUpdate::just(state) };
        let line = line("red", 1, Currency::USD);
        phase(
            begun()
                .told(Outcome::PurchaseBegun { state: PurchaseBegun::Open, line })
                .told(Outcome::Payment(Box::new(told))),
        )
    };
    assert_eq!((paid(Some("first")), paid(None)), (PurchasePhase::Done, PurchasePhase::Open));
}
