//! Consent that is withdrawn while a checkout is in progress, or is being paid.

use super::{DAY, choose, later, ready, settle, told_once, touch, yes};
use crate::kernel::consent::WORDING;
use crate::kernel::effects::{Effect, Loaded, Outcome, PaymentOp, PaymentState, PaymentUpdate, PersonOp};
use crate::kernel::intent::Intent;
use crate::kernel::nav::Tab;
use crate::kernel::testing::{Given, checkout, order};
use tradewind_domain::{CheckoutId, Order};
use tradewind_person::{Attributed, Purpose};

#[test]
fn a_withdrawal_gives_up_the_checkout_that_told_and_opens_it_anew_without() {
    ready(told_once())
        .when(choose(Purpose::MeasureCampaigns, "refused"))
        .asks(|effect| matches!(effect, Effect::Person(PersonOp::SaveTouches(all)) if all.is_empty()))
        .asks(|effect| *effect == Effect::Payment(PaymentOp::Abandon))
        .asks(|effect| matches!(effect, Effect::Payment(PaymentOp::Prepare { draft, .. }) if draft.attribution.is_empty()));
}

#[test]
fn a_withdrawal_while_the_checkout_is_being_opened_opens_it_anew_too() {
    let given = told_once();
    let asked = given.model.features.checkout.ticket;
    let given = given
        .when(choose(Purpose::MeasureCampaigns, "refused"))
        .asks(|effect| *effect == Effect::Payment(PaymentOp::Abandon))
        .asks(|effect| matches!(effect, Effect::Payment(PaymentOp::Prepare { draft, .. }) if draft.attribution.is_empty()));
    // The answer of the session that is cancelled by now is not shown.
    let checkout = Box::new(checkout("red", 100));
    given.told(Outcome::CheckoutReady { ticket: asked, checkout, host: None }).knows(|model| {
        assert!(model.features.checkout.session.shown().is_none() && model.consent.attributed.is_empty());
    });
}

#[test]
fn a_withdrawal_with_nothing_left_to_open_waits_for_no_answer() {
    let asked = told_once();
    asked
        .with(|model| model.features.cart.lines.clear())
        .when(choose(Purpose::MeasureCampaigns, "refused"))
        .asks(|effect| *effect == Effect::Payment(PaymentOp::Abandon))
        .asks_nothing(|effect| matches!(effect, Effect::Payment(PaymentOp::Prepare { .. })))
        .knows(|model| assert!(!model.features.checkout.session.is_asked()));
}

#[test]
fn a_withdrawal_under_a_payment_waits_for_its_end() {
    let gives_up = |effect: &Effect| *effect == Effect::Payment(PaymentOp::Abandon);
    for open in [PaymentState::Sending, PaymentState::Escalated] {
        let given = ready(told_once())
            .with(|model| model.features.checkout.payment = open)
            .when(choose(Purpose::MeasureCampaigns, "refused"))
            .asks_nothing(gives_up)
            .knows(|model| assert!(model.consent.touches.is_empty() && model.consent.to_give_up));
        given
            .with(|model| model.features.checkout.payment = PaymentState::Declined)
            .when(Intent::OpenTab { tab: Tab::Home })
            .asks(gives_up)
            .when(Intent::OpenTab { tab: Tab::Settings })
            .asks_nothing(gives_up);
    }
    // It ended in an order, which counts: there is nothing to give up.
    ready(told_once())
        .with(|model| model.features.checkout.payment = PaymentState::Sending)
        .when(choose(Purpose::MeasureCampaigns, "refused"))
        .told(Outcome::Payment(Box::new(PaymentUpdate::just(PaymentState::Confirmed {
            order: Box::new(order("red", "1042")),
        }))))
        .asks(|effect| matches!(effect, Effect::Person(PersonOp::CountAttributed { .. })))
        .when(Intent::OpenTab { tab: Tab::Home })
        .asks_nothing(gives_up);
}

#[test]
fn a_voucher_that_is_paid_leaves_what_the_checkout_in_progress_has_told() {
    another_is_paid("chk_voucher", |update| PaymentUpdate { voucher: Some("voucher".into()), ..update });
}

#[test]
fn a_payment_that_is_charged_late_leaves_it_too() {
    another_is_paid("chk_late", |update| PaymentUpdate { late: true, ..update });
}

/// Another checkout that told of it, too, is paid. The one in progress still goes once the person says no.
fn another_is_paid(checkout: &str, change: impl FnOnce(PaymentUpdate) -> PaymentUpdate) {
    let mut given = ready(told_once());
    let paid = Order { checkout: CheckoutId::parse(checkout).expect("an id"), ..order("blue", "7") };
    given.model.consent.attributed.push(Attributed { checkout: paid.checkout.clone(), order: None });
    let update = change(PaymentUpdate::just(PaymentState::Confirmed { order: Box::new(paid) }));
    given
        .told(Outcome::Payment(Box::new(update)))
        .asks(|effect| matches!(effect, Effect::Person(PersonOp::CountAttributed { .. })))
        .when(choose(Purpose::MeasureCampaigns, "refused"))
        .asks(|effect| *effect == Effect::Payment(PaymentOp::Abandon));
}

#[test]
fn after_thirty_days_the_checkout_that_told_goes_as_well() {
    let gives_up = |effect: &Effect| *effect == Effect::Payment(PaymentOp::Abandon);
    let mut given = ready(told_once());
    assert!(!settle(&mut given.model, later(29)).iter().any(gives_up));
    assert!(settle(&mut given.model, later(30)).iter().any(gives_up));
    // Also where the app was closed meanwhile.
    let consents = vec![yes(Purpose::MeasureCampaigns, WORDING)];
    let old = touch(-31 * DAY, "feed");
    let loaded = Loaded { consents, touches: vec![old], ..Loaded::default() };
    Given::a_shop().told(Outcome::Loaded(Box::new(loaded))).asks(gives_up);
}

#[test]
fn what_an_earlier_run_may_have_told_is_given_up_though_it_was_not_noted() {
    let consents = vec![yes(Purpose::MeasureCampaigns, WORDING)];
    let loaded = Loaded { consents, touches: vec![touch(0, "feed")], ..Loaded::default() };
    let gives_up = |effect: &Effect| *effect == Effect::Payment(PaymentOp::Abandon);
    Given::a_shop()
        .told(Outcome::Loaded(Box::new(loaded)))
        .asks_nothing(gives_up)
        .when(choose(Purpose::MeasureCampaigns, "refused"))
        .asks(gives_up);
}
