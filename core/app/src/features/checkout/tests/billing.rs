//! The billing address: asked for where a way to pay wants one, and the one of delivery unless the person names another.

use super::ready;
use crate::features::checkout::screen::{CheckoutPhase, CheckoutScreen};
use crate::features::checkout::state::Session;
use crate::kernel::effects::{Effect, PersonOp};
use crate::kernel::intent::Intent;
use crate::kernel::testing::{Given, buyer, head, id, item, shown};
use tradewind_commerce::{Offered, SessionHandler, Wants};
use tradewind_domain::address::BuyerField;
use tradewind_domain::{Buyer, Currency, Text};
use tradewind_payments::Wallets;
use tradewind_payments::wallets::sandbox;

/// A checkout whose one way to pay wants a billing address, or does not.
fn wants(billing: bool) -> Given {
    ready(100).with(|model| {
        model.host.payable = vec![sandbox::WALLET.handler.to_owned()];
        model.host.wallets = Wallets::all();
        let Session::Here(checkout) = &mut model.features.checkout.session else { unreachable!("asked for") };
        let wants = Wants { billing: billing.then(Vec::new), ..Wants::default() };
        let handler = SessionHandler::of(sandbox::WALLET.handler, "sandbox");
        checkout.payment_handlers = vec![SessionHandler { offered: Offered::Any, wants, ..handler }];
    })
}

fn edit(field: BuyerField, value: &str) -> Intent {
    Intent::EditBuyer { field, value: value.to_owned() }
}

fn screen(given: Given, look: impl FnOnce(&CheckoutScreen)) {
    given.screen(|screen| look(shown!(Checkout, screen)));
}

#[test]
fn it_is_asked_for_only_where_it_is_wanted() {
    screen(wants(false), |screen| {
        assert!(screen.billing_title.is_empty() && screen.billing_summary.is_empty())
    });
    wants(false)
        .when(Intent::ChangeBilling)
        .knows(|model| assert!(!model.features.checkout.form.is_of_billing()));
    screen(wants(true), |screen| {
        assert_eq!(screen.billing_title, "Billing address");
        assert_eq!(screen.billing_summary, ["Same as the delivery address"]);
        assert!(screen.billing_same_label.is_empty(), "it is that already");
    });
}

#[test]
fn another_address_is_kept_and_given_up_again() {
    let form = wants(true).when(Intent::ChangeBilling);
    form.screen(|screen| {
        let screen = shown!(Checkout, screen);
        assert_eq!((screen.phase, screen.buyer_title.as_str()), (CheckoutPhase::Buyer, "Billing address"));
        let asked = |field| screen.fields.iter().find(|one| one.field == field);
        assert!(asked(BuyerField::Email).is_none() && asked(BuyerField::PhoneNumber).is_none());
        let country = asked(BuyerField::AddressCountry).expect("asked for");
        assert!(country.options.len() > 150, "cards come from everywhere");
        assert!(
            !asked(BuyerField::StreetAddress).expect("asked for").value.is_empty(),
            "what is known stands there"
        );
    });
    let missing = wants(true)
        .when(Intent::ChangeBilling)
        .when(edit(BuyerField::StreetAddress, ""))
        .when(Intent::SubmitBuyer);
    screen(missing, |screen| assert!(screen.fields.iter().any(|field| !field.error.is_empty())));
    let other = || {
        wants(true)
            .when(Intent::ChangeBilling)
            .when(edit(BuyerField::StreetAddress, "Hof 2"))
            .when(Intent::SubmitBuyer)
    };
    let kept = |effect: &Effect| {
        matches!(effect, Effect::Person(PersonOp::SaveBilling(Some(Buyer { address, email, .. })))
            if address.street_address == "Hof 2" && email.is_empty())
    };
    other().asks(kept);
    other().knows(|model| assert_eq!(model.buyer, buyer(), "what is delivered stays"));
    screen(other(), |screen| {
        assert_eq!(screen.phase, CheckoutPhase::Review);
        assert!(
            screen.billing_summary.iter().any(|line| line.contains("Hof 2")),
            "{:?}",
            screen.billing_summary
        );
        assert!(!screen.billing_same_label.is_empty());
    });
    other()
        .when(Intent::BillingAsDelivery)
        .asks(|effect| *effect == Effect::Person(PersonOp::SaveBilling(None)))
        .screen(|screen| {
            assert_eq!(shown!(Checkout, screen).billing_summary, ["Same as the delivery address"])
        });
    // The same once more is no other address.
    wants(true)
        .when(Intent::ChangeBilling)
        .when(Intent::SubmitBuyer)
        .asks(|effect| *effect == Effect::Person(PersonOp::SaveBilling(None)));
}

#[test]
fn who_is_paid_is_the_name_in_the_signed_catalog_with_the_legal_seller() {
    let text = |name: &str| Text::line(name, 200);
    for (merchant, seller, payee) in [
        // Nobody is named: who has words says so, and no host stands for a name.
        (None, None, ""),
        (text("Kiln"), None, "Kiln"),
        (text("Kiln"), text("Kiln & Co GmbH"), "Kiln · Kiln & Co GmbH"),
        (text("Kiln"), text("Kiln"), "Kiln"),
    ] {
        let paid = ready(100)
            .with(|model| {
                model.catalog.head =
                    Some(crate::kernel::effects::Head { merchant, seller, ..head(model, 1) });
            })
            .when(Intent::Pay { method: None });
        paid.asks(|effect| {
            use crate::kernel::effects::PaymentOp;
            matches!(effect, Effect::Payment(PaymentOp::Pay { payee: told, .. }) if told == payee)
        });
    }
}

#[test]
fn a_name_that_nobody_signed_stands_with_the_shops_host() {
    use crate::kernel::effects::PaymentOp;
    let named = r#"{"payee": "Amazon Payments Europe"}"#;
    let long = "Kiln".repeat(50);
    let all_of_it = format!(r#"{{"payee": "{long}"}}"#);
    let cut = format!("{} · {} · shop.example", &long[..30], "T".repeat(30));
    let too_long = "T".repeat(200);
    for (merchant, config, seller, payee) in [
        (None, named, None, "Amazon Payments Europe · shop.example"),
        (None, named, Some("Kiln GmbH"), "Amazon Payments Europe · Kiln GmbH · shop.example"),
        (None, r#"{"payee": "Kiln GmbH"}"#, Some("Kiln GmbH"), "Kiln GmbH · shop.example"),
        (None, "{}", Some("Kiln GmbH"), "Kiln GmbH · shop.example"),
        // However long they are, they push no host off the sheet.
        (None, all_of_it.as_str(), Some(too_long.as_str()), cut.as_str()),
        // The place of another handler than the one that pays.
        (None, r#"{"merchant_info": {"merchant_name": "Kiln & Co"}}"#, None, ""),
        (None, "{}", None, ""),
        // What is signed counts, and nothing else is read.
        (Text::line("Tide", 200), named, Some("Kiln GmbH"), "Tide"),
    ] {
        let paid = wants(false)
            .with(|model| {
                model.catalog.head =
                    Some(crate::kernel::effects::Head { merchant, seller: None, ..head(model, 1) });
                let mut red = item("red", Currency::EUR);
                red.facts.seller = seller.map(str::to_owned);
                model.features.cart.items.insert(id("red"), red);
                if let Session::Here(checkout) = &mut model.features.checkout.session {
                    checkout.payment_handlers[0].config = config.to_owned();
                }
            })
            .when(Intent::Pay { method: Some(sandbox::WALLET.handler.to_owned()) });
        paid.asks(
            |effect| matches!(effect, Effect::Payment(PaymentOp::Pay { payee: told, .. }) if told == payee),
        );
    }
}
