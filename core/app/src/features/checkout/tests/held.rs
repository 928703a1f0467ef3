//! Held prices in a checkout: sent along, agreed to, refused by the merchant, run out; never changed in silence.

use crate::features::Route;
use crate::kernel::effects::{Effect, LiveNews, Outcome, PaymentOp};
use crate::kernel::holds::{Refused, Standing};
use crate::kernel::intent::Intent;
use crate::kernel::testing::{AT, Given, buyer, checkout, held, item, line, shown};
use std::time::Duration;
use tradewind_commerce::{Checkout, CheckoutDraft, MerchantMessage, MessageKind, Severity};
use tradewind_domain::{Currency, Money, Quantity};

const NOW: Duration = Duration::from_secs(1);

/// A cart of one mug for 1.00, which the shop holds at 0.80 for a minute, and its checkout opened.
fn opened() -> Given {
    Given::a_shop_in("DE", Currency::EUR)
        .with(|model| {
            model.buyer = buyer();
            model.features.cart.lines = vec![line("red", 1, Currency::EUR)];
            let red = item("red", Currency::EUR);
            model.features.cart.items = [(red.id.clone(), red)].into();
            model.features.cart.read = true;
            model.holds.now = NOW;
            model.holds.clock.hear_answer(AT.now, NOW, NOW);
            model.holds.take(held("red", 80, 60), NOW);
        })
        .when(Intent::OpenCheckout)
}

fn asked(effect: &Effect) -> Option<&CheckoutDraft> {
    match effect {
        Effect::Payment(PaymentOp::Prepare { draft, .. }) => Some(draft),
        _ => None,
    }
}

fn asks_with_hold(effect: &Effect) -> bool {
    asked(effect).and_then(|draft| draft.live.as_ref()).is_some_and(|live| live.holds.len() == 1)
}

fn asks_without(effect: &Effect) -> bool {
    asked(effect).is_some_and(|draft| draft.live.is_none())
}

fn answered(given: Given, answer: Checkout) -> Given {
    let ticket = given.model.features.checkout.ticket;
    given.told(Outcome::CheckoutReady { ticket, checkout: Box::new(answer), host: None })
}

#[test]
fn a_held_price_goes_along_and_is_what_was_agreed_to() {
    let given = opened().asks(asks_with_hold);
    answered(given, checkout("red", 80)).screen(|screen| {
        let screen = shown!(Checkout, screen);
        assert!(screen.can_pay, "{}", screen.pay_blocked);
        assert!(screen.holds.first().is_some_and(|hold| hold.holds && hold.price == "€0.80"));
    });
}

#[test]
fn what_the_merchant_does_not_hold_is_asked_for_no_more_and_the_other_price_is_agreed_to() {
    let mut refused = checkout("red", 100);
    refused.messages = vec![MerchantMessage {
        path: Some("$['dev.tradewind.live'].holds[0]".into()),
        ..said("hold_oversold")
    }];
    let given = answered(opened(), refused).asks(asks_without);
    answered(given, checkout("red", 100))
        .screen(|screen| {
            let screen = shown!(Checkout, screen);
            assert!(!screen.can_pay && !screen.accept_label.is_empty(), "the other price is to be agreed to");
            let hold = screen.holds.first().expect("it is said what became of it");
            assert!(!hold.holds && hold.sentence.contains("€0.80") && hold.sentence.contains("€1.00"));
        })
        .when(Intent::AcceptPrice)
        .screen(|screen| assert!(shown!(Checkout, screen).can_pay));
}

#[test]
fn one_that_runs_out_on_the_screen_is_asked_about_at_once() {
    let given = answered(opened(), checkout("red", 80));
    let woke = || Outcome::Live(LiveNews::Woke);
    given
        .told(woke())
        .asks_nothing(|effect| asked(effect).is_some())
        .with(|model| {
            let nonce = model.holds.all[0].terms().nonce.clone();
            model.holds.refuse(nonce.as_str(), Refused::Expired);
            assert_eq!(*model.route(), Route::Checkout);
        })
        .told(woke())
        .asks(asks_without);
}

#[test]
fn one_that_is_over_by_a_clock_that_was_just_heard_is_asked_about_at_once() {
    let date = AT.now.after(Duration::from_secs(120));
    let heard = Outcome::Live(LiveNews::Dated { date, sent: NOW, received: NOW });
    answered(opened(), checkout("red", 80)).told(heard).asks(asks_without);
}

#[test]
fn a_held_price_above_the_carts_own_is_not_asked_for() {
    let given = opened().with(|model| {
        model.features.cart.lines[0].seen_price = Money::new(70, Currency::EUR);
        let standing = model.holds.all[0].standing(&model.holds.clock, NOW);
        assert!(matches!(standing, Standing::Running(_)));
    });
    given.when(Intent::Back).when(Intent::OpenCheckout).asks(asks_without);
}

#[test]
fn one_that_is_for_fewer_than_lie_in_the_cart_is_not_asked_for_and_that_is_said() {
    let given = opened()
        .with(|model| model.features.cart.lines[0].quantity = Quantity::new(21).expect("in range"))
        .when(Intent::Back)
        .when(Intent::OpenCheckout)
        .asks(asks_without);
    answered(given, checkout("red", 100)).screen(|screen| {
        let screen = shown!(Checkout, screen);
        let hold = screen.holds.first().expect("it is said");
        assert!(!hold.holds && hold.sentence.contains("fewer items"), "{}", hold.sentence);
    });
}

fn said(code: &str) -> MerchantMessage {
    MerchantMessage {
        kind: MessageKind::Error,
        code: code.to_owned(),
        content: "Gone.".to_owned(),
        severity: Severity::Recoverable,
        path: None,
        disclosure: false,
        image: None,
        url: None,
        provider_code: None,
    }
}
