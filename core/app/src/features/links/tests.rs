//! What a link opens.

use crate::features::Route;
use crate::kernel::effects::Query;
use crate::kernel::effects::{CatalogOp, Effect, ItemRef, OrdersOp, PaymentState};
use crate::kernel::intent::Intent;
use crate::kernel::nav::Tab;
use crate::kernel::testing::{Given, id, line, order, url};
use tradewind_domain::Currency;

fn opened(link: &str) -> Given {
    Given::a_shop().when(Intent::OpenLink { url: link.into() })
}

#[test]
fn a_product_and_the_card_of_a_stream_open_the_product() {
    for link in ["tradewind://p/red", "tradewind://live/eid-42/red", "https://shop.example/p/red"] {
        opened(link)
            .asks(|effect| matches!(effect, Effect::Catalog(CatalogOp::Item { by: ItemRef::Id(by), .. }) if *by == id("red")));
    }
}

#[test]
fn a_page_is_looked_up_by_its_address() {
    opened("https://shop.example/products/red")
        .knows(|model| assert_eq!(*model.route(), Route::Product(ItemRef::Link(url("products/red")))));
}

#[test]
fn words_are_searched() {
    let query = Query { words: "mug".into(), category: None };
    opened("tradewind://s/mug").knows(|model| assert_eq!(*model.route(), Route::Results(query)));
}

#[test]
fn an_order_opens_over_the_list_of_orders() {
    Given::a_shop()
        .with(|model| model.orders = vec![order("red", "1042")])
        .when(Intent::OpenLink { url: "tradewind://o/1042".into() })
        .asks(|effect| matches!(effect, Effect::Orders(OrdersOp::One(_))))
        .when(Intent::Back)
        .knows(|model| assert_eq!((model.nav.tab, model.route()), (Tab::Orders, &Route::Orders)));
}

#[test]
fn back_leads_home_whatever_lay_there() {
    Given::a_shop()
        .when(Intent::Search { words: "cup".into() })
        .when(Intent::OpenLink { url: "tradewind://p/red".into() })
        .when(Intent::Back)
        .knows(|model| assert_eq!(*model.route(), Route::Home));
}

#[test]
fn a_checkout_under_way_stays_on_its_tab() {
    Given::a_shop()
        .with(|model| {
            model.features.cart.lines = vec![line("red", 1, Currency::USD)];
            model.features.checkout.payment = PaymentState::Sending;
        })
        .when(Intent::OpenCheckout)
        .when(Intent::OpenLink { url: "tradewind://s/mug".into() })
        .when(Intent::OpenTab { tab: Tab::Cart })
        .knows(|model| assert_eq!(*model.route(), Route::Checkout));
}

#[test]
fn a_link_never_acts() {
    for link in ["tradewind://pay/1042", "tradewind://cart/red", "javascript:alert(1)", ""] {
        opened(link)
            .asks_nothing(|effect| !matches!(effect, Effect::Log(_) | Effect::ToastOver { .. }))
            .sees(|snapshot| {
                assert_eq!(snapshot.screen.name(), "home");
                assert!(snapshot.toast.as_ref().is_some_and(|toast| toast.undo.is_empty()), "{link}");
            });
    }
}
