//! Answers that come late: what was asked before says nothing of what is asked now.

use super::{prepares, ready};
use crate::kernel::effects::{Effect, Outcome, PaymentOp};
use crate::kernel::error::Fault;
use crate::kernel::intent::Intent;
use crate::kernel::testing::{Given, checkout, shown};
use tradewind_commerce::CheckoutStatus;
use tradewind_domain::Code;

/// A checkout that has ended, of which the merchant is asked how.
fn asked() -> Given {
    let mut ended = checkout("red", 100);
    ended.status = CheckoutStatus::Expired;
    ready(100)
        .told(Outcome::CheckoutChanged(Box::new(ended)))
        .when(Intent::Retry)
        .asks(|effect| matches!(effect, Effect::Payment(PaymentOp::Ask { .. })))
}

#[test]
fn a_late_answer_how_it_stands_is_dropped_once_it_is_asked_again() {
    let given = asked();
    let late = given.model.features.checkout.asked;
    let given = given.when(Intent::Retry);
    let newest = given.model.features.checkout.asked;
    given
        .told(Outcome::Asked { ticket: late, gone: Err(Fault::new(Code::Timeout)) })
        .effects([])
        .screen(|screen| {
            let checkout = shown!(Checkout, screen);
            assert!(checkout.loading && checkout.retry_label.is_empty(), "it is still asked");
        })
        .told(Outcome::Asked { ticket: newest, gone: Ok(true) })
        .asks(prepares);
}

#[test]
fn a_late_answer_how_it_stood_is_dropped_once_something_else_is_wanted() {
    let given = asked();
    let late = given.model.features.checkout.asked;
    given
        .when(Intent::AddCode { code: "TEN".into() })
        .asks(prepares)
        .told(Outcome::Asked { ticket: late, gone: Ok(true) })
        .effects([])
        .screen(|screen| assert!(shown!(Checkout, screen).loading, "the last wish is not answered yet"));
}
