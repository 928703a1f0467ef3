//! A merchant whose rules of trade lie changes the estimate that stands beside the sum, and never the sum.

use super::{pays, ready};
use crate::features::checkout::screen::CheckoutScreen;
use crate::kernel::draw::draw;
use crate::kernel::effects::Effect;
use crate::kernel::intent::Intent;
use crate::kernel::now::Now;
use crate::kernel::testing::{Given, all_at_100, id, item, merchants_rules, shown};
use crate::kernel::trade::TradeState;
use std::cell::RefCell;
use tradewind_domain::{Currency, Language, Timestamp};
use tradewind_l10n::{Localizer, plain};

/// A checkout that can be paid, on a day after the merchant's rules.
fn seen(trade: TradeState) -> (CheckoutScreen, Option<Effect>) {
    let given = ready(100).with(|model| {
        model.trade = trade;
        model.features.cart.items.insert(id("red"), item("red", Currency::EUR));
    });
    let screen = drawn(&given);
    let asked = RefCell::new(None);
    let _ = given.when(Intent::Pay { method: None }).asks(|effect| {
        if pays(effect) {
            *asked.borrow_mut() = Some(effect.clone());
        }
        pays(effect)
    });
    (screen, asked.into_inner())
}

fn drawn(given: &Given) -> CheckoutScreen {
    let words = Localizer::new(&[Language::parse("en").expect("a tag")], "UTC").expect("compiled in");
    let now = Timestamp::parse_rfc3339("2027-01-10T12:00:00Z").expect("a moment");
    let snapshot = draw(&given.model, &words, Now { now, seconds: 1.0 }, 1);
    shown!(Checkout, snapshot.screen)
}

#[test]
fn rules_that_lie_change_the_estimate_and_nothing_that_is_paid() {
    let (honest, paid) = seen(TradeState::default());
    let (lying, paid_then) = seen(merchants_rules("2027-01-01", |places| all_at_100(places)));
    let door = |screen: &CheckoutScreen| screen.door.clone().expect("something is due");
    assert_ne!(door(&honest).amount, door(&lying).amount);
    assert!(
        plain(&door(&lying).as_of).ends_with("as of Jan 1, 2027, given by the shop"),
        "{}",
        door(&lying).as_of
    );
    assert!(!door(&honest).as_of.contains("shop"));
    assert!(honest.can_pay && paid.is_some());
    assert_eq!(paid, paid_then, "what is asked of the merchant is the sum that it named");
    let without = |screen: CheckoutScreen| CheckoutScreen { door: None, ..screen };
    assert_eq!(without(honest), without(lying), "not a line of the order differs");
}
