//! What is said of a voucher that ends on the screen, and of a discount that is not certain yet.

use super::{paying, ready};
use crate::features::checkout::screen::CheckoutPhase;
use crate::features::checkout::state::Session;
use crate::kernel::effects::{Outcome, PaymentState, PaymentUpdate};
use crate::kernel::testing::{order, shown};
use tradewind_commerce::ProvisionalDiscount;
use tradewind_domain::{Currency, Money};
use tradewind_l10n::plain;

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
    out()
        .told(Outcome::Waiting(Vec::new()))
        .screen(|screen| assert_eq!(shown!(Checkout, screen).phase, CheckoutPhase::Ended));
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
