//! A price that the merchant made for one person.

use super::ready;
use crate::features::checkout::state::Session;
use crate::kernel::testing::{Given, item, shown};
use tradewind_commerce::{MerchantMessage, MessageKind, Severity};
use tradewind_domain::Currency;

#[test]
fn a_price_that_is_made_for_this_person_is_said_once_before_it_is_paid() {
    let said = |given: Given| {
        let mut count = 0;
        given.screen(|screen| {
            let messages = &shown!(Checkout, screen).messages;
            count = messages.iter().filter(|one| one.code == "personalised_price" && one.disclosure).count();
        });
        count
    };
    let made = |given: Given| {
        given.with(|model| {
            let mut red = item("red", Currency::EUR);
            red.facts.personalised = true;
            model.features.cart.items.insert(red.id.clone(), red);
        })
    };
    assert_eq!((said(made(ready(100))), said(ready(100))), (1, 0));
    let told = made(ready(100)).with(|model| {
        if let Session::Here(checkout) = &mut model.features.checkout.session {
            checkout.messages.push(MerchantMessage {
                kind: MessageKind::Info,
                code: "personalised_price".into(),
                content: "Made for you".into(),
                severity: Severity::None,
                path: None,
                disclosure: true,
                image: None,
                url: None,
                provider_code: None,
            });
        }
    });
    assert_eq!(said(told), 1, "the merchant's own words stand for it");
}
