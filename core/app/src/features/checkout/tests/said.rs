//! What is said of a voucher that ends on the screen, of a discount that is not certain yet, and of a fee that no price held.

use super::{opened, paying, ready};
use crate::features::checkout::fees::added;
use crate::features::checkout::screen::CheckoutPhase;
use crate::features::checkout::state::Session;
use crate::kernel::effects::{Outcome, PaymentState, PaymentUpdate};
use crate::kernel::testing::{Given, checkout, id, order, shown};
use tradewind_commerce::agreement::AgreedLine;
use tradewind_commerce::quote::Block;
use tradewind_commerce::{
    Action, Checkout, MerchantMessage, MessageKind, ProvisionalDiscount, Severity, Work,
};
use tradewind_domain::{Collector, Currency, Money, Timestamp, TotalEffect, TotalKind, TotalLine};
use tradewind_l10n::plain;
use tradewind_payments::Waiting;

#[test]
fn a_voucher_that_is_paid_or_over_while_it_stands_on_the_screen_is_said_there() {
    let out = || paying(PaymentState::Deferred { id: "a".into() });
    let confirmed = PaymentUpdate::just(PaymentState::Confirmed { order: Box::new(order("red", "1042")) });
    let paid = |id: &str| {
        Outcome::Payment(Box::new(PaymentUpdate { voucher: Some(id.into()), ..confirmed.clone() }))
    };
    out().told(paid("a")).screen(|screen| {
        let checkout = shown!(Checkout, screen);
        assert_eq!((checkout.phase, checkout.order.as_deref()), (CheckoutPhase::Confirmed, Some("1042")));
    });
    out().told(paid("b")).screen(|screen| assert_eq!(shown!(Checkout, screen).phase, CheckoutPhase::Voucher));
    // It is over without being paid: what it was for is in the cart again.
    out()
        .with(|model| model.waiting = vec![waiting("a")])
        .told(Outcome::Waiting(Vec::new()))
        .screen(|screen| {
            let checkout = shown!(Checkout, screen);
            let title = checkout.notice.as_ref().map(|notice| notice.title.as_str());
            assert_eq!(
                (checkout.phase, title),
                (CheckoutPhase::Ended, Some("This payment slip is no longer valid"))
            );
        })
        .knows(|model| assert_eq!(model.features.cart.lines.last().expect("a line").item, id("blue")));
    // One that was paid puts nothing back.
    out()
        .with(|model| model.waiting = vec![waiting("a")])
        .told(paid("a"))
        .told(Outcome::Waiting(Vec::new()))
        .knows(|model| assert!(model.features.cart.lines.iter().all(|line| line.item != id("blue"))));
}

fn waiting(id_of_it: &str) -> Waiting {
    let price = Some(Money::new(100, Currency::EUR));
    let line = AgreedLine { item: id("blue"), title: "Mug".into(), quantity: 2, price };
    let work = Work::Voucher { reference: "4401".into(), barcode: None, page: None, until: None };
    Waiting {
        id: id_of_it.into(),
        handler: "konbini".into(),
        payee: "shop.example".into(),
        amount: Money::new(200, Currency::EUR),
        since: Timestamp(1),
        until: None,
        lines: vec![line],
        action: Action { id: "1".into(), handler: "konbini".into(), work },
    }
}

#[test]
fn what_was_said_of_an_earlier_try_does_not_stand_on_the_next_one() {
    let declined = MerchantMessage {
        kind: MessageKind::Error,
        code: "payment_declined".into(),
        content: "Declined.".into(),
        severity: Severity::Recoverable,
        path: None,
        disclosure: false,
        image: None,
        url: None,
        provider_code: None,
    };
    let paying_again = |state: PaymentState| {
        ready(100)
            .with(|model| {
                let Session::Here(checkout) = &mut model.features.checkout.session else {
                    unreachable!("asked for")
                };
                checkout.messages = vec![declined.clone()];
            })
            .told(Outcome::Payment(Box::new(PaymentUpdate::just(state))))
    };
    for state in [PaymentState::Sending, PaymentState::Confirmed { order: Box::new(order("red", "1042")) }] {
        paying_again(state).screen(|screen| assert!(shown!(Checkout, screen).messages.is_empty()));
    }
}

#[test]
fn a_sentence_of_the_shops_stands_once() {
    let said = |content: &str| MerchantMessage {
        kind: MessageKind::Error,
        code: "payment_declined".into(),
        content: content.into(),
        severity: Severity::Recoverable,
        path: None,
        disclosure: false,
        image: None,
        url: None,
        provider_code: None,
    };
    let lawful = MerchantMessage { disclosure: true, ..said("The bank refused.") };
    let messages = vec![said("The bank refused."), said("Try another card."), lawful];
    for state in [PaymentState::Declined, PaymentState::NotTaken { reason: None }] {
        let told = PaymentUpdate { messages: messages.clone(), ..PaymentUpdate::just(state) };
        ready(100).told(Outcome::Payment(Box::new(told))).screen(|screen| {
            let checkout = shown!(Checkout, screen);
            let above = checkout.notice.as_ref().map(|notice| notice.body.as_str());
            let below: Vec<&str> = checkout.messages.iter().map(|row| row.text.as_str()).collect();
            assert_eq!(above, Some("The bank refused."));
            assert_eq!(below, ["Try another card.", "The bank refused."], "a disclosure is never hidden");
        });
    }
}

#[test]
fn a_discount_that_the_shop_still_has_to_verify_is_said() {
    let unsure = ProvisionalDiscount { title: "Members".into(), amount: Money::new(250, Currency::EUR) };
    ready(100)
        .with(|model| {
            let Session::Here(checkout) = &mut model.features.checkout.session else {
                unreachable!("asked for")
            };
            checkout.provisional = vec![unsure.clone()];
        })
        .screen(|screen| {
            let said = shown!(Checkout, screen).messages.first().expect("it is said");
            assert_eq!(said.code, "provisional_discount");
            let text = plain(&said.text);
            assert!(text.contains("Members") && text.contains("2.50"), "{text}");
        });
}

/// A checkout of one mug for 1.00, to which the shop adds a fee of 0.30.
fn with_a_fee() -> Checkout {
    let mut asked = checkout("red", 100);
    let euro = |minor| Money::new(minor, Currency::EUR);
    let total = asked.totals.pop().expect("a total");
    let name = Some("Service".to_owned());
    let fee = TotalLine { kind: TotalKind::Fee, display_text: name, amount: euro(30), ..total.clone() };
    asked.totals.extend([fee, TotalLine { amount: euro(130), ..total }]);
    asked
}

fn said_of_fees(given: Given) -> Vec<String> {
    let mut said = Vec::new();
    let _ = given.screen(|screen| {
        let rows = shown!(Checkout, screen).messages.iter().filter(|row| row.code == "fees_added");
        said = rows.map(|row| plain(&row.text)).collect();
    });
    said
}

#[test]
fn a_fee_that_no_price_held_is_said_with_the_first_answer_and_not_beside_what_changed() {
    let first = || {
        let given = opened();
        let ticket = given.model.features.checkout.ticket;
        let asked = Box::new(with_a_fee());
        given.told(Outcome::CheckoutReady { ticket, checkout: asked, host: None })
    };
    assert_eq!(said_of_fees(first()), ["The shop adds €0.30 in fees that its first price did not include."]);
    first().screen(|screen| assert!(shown!(Checkout, screen).can_pay, "it is said, and may be paid"));
    // One that comes later changes what was agreed: that has its own words.
    let later = || ready(100).with(|model| model.features.checkout.session = Session::Here(with_a_fee()));
    assert_eq!(said_of_fees(later()), [] as [String; 0]);
    later().screen(|screen| {
        let notice = shown!(Checkout, screen).notice.clone().expect("what changed");
        assert!(plain(&notice.body).contains("New: Service, €0.30"), "{}", notice.body);
    });
    assert_eq!(said_of_fees(ready(100)), [] as [String; 0]);
}

#[test]
fn a_fee_that_is_not_paid_to_the_shop_now_or_is_in_a_price_adds_nothing_to_it() {
    for effect in [TotalEffect::Included, TotalEffect::CollectedLater { by: Collector::Carrier }] {
        let mut asked = with_a_fee();
        let fees = asked.totals.iter_mut().filter(|line| line.kind == TotalKind::Fee);
        fees.for_each(|fee| fee.effect = effect);
        assert_eq!(added(&asked, None), None);
    }
    assert_eq!(added(&with_a_fee(), None), Some(Money::new(30, Currency::EUR)));
    assert_eq!(added(&with_a_fee(), Some(&Block::TotalsMismatch)), None, "what does not add up says nothing");
}
