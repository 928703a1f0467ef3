//! What the checkout does.

use crate::features::checkout::screen::CheckoutPhase;
use crate::kernel::dispatch::{Message, update};
use crate::kernel::effects::{ItemRef, Outcome, PaymentState, PaymentTold};
use crate::kernel::intent::Intent;
use crate::kernel::nav::Route;
use crate::kernel::testing::{AT, Given, id, line};
use tradewind_checkout::PurchaseBegun;
use tradewind_domain::Currency;

/// After a restart both come in any order: the payment that was open, and the touch that asks for the same purchase again.
#[test]
fn a_purchase_begun_again_shows_its_open_payment_whichever_comes_first() {
    let line = line("mug", 1, Currency::EUR);
    let resumed = || Message::Outcome(Outcome::Payment(Box::new(PaymentTold::just(PaymentState::Unknown))));
    let begin =
        || Message::Intent(Intent::BeginPurchase { name: "first".into(), item: "mug".into(), quantity: 1 });
    for messages in [[resumed(), begin()], [begin(), resumed()]] {
        let mut model = Given::a_shop_in("DE", Currency::EUR).model;
        for message in messages {
            update(&mut model, message, AT);
        }
        let begun = Outcome::PurchaseBegun { state: PurchaseBegun::Open, line: line.clone() };
        update(&mut model, Message::Outcome(begun), AT);
        assert_eq!((model.route(), model.checkout.phase()), (&Route::Checkout, CheckoutPhase::Unknown));
        let product = Route::Product(ItemRef::Id(id("mug")));
        assert!(!model.nav.stack().contains(&product), "back leads to the cart");
    }
}
