//! The ways to pay: which, in which order, and what pressing one asks for.

use super::ready;
use crate::features::checkout::screen::PaymentMethod;
use crate::features::checkout::state::Session;
use crate::kernel::effects::{Effect, Outcome, PaymentOp, PaymentState, PaymentUpdate, PersonOp};
use crate::kernel::intent::Intent;
use crate::kernel::model::Model;
use crate::kernel::testing::{WALLET, order, shown};
use tradewind_commerce::SessionHandler;
use tradewind_commerce::agreement::Agreement;
use tradewind_domain::address::BuyerField;
use tradewind_domain::{Currency, Money};
use tradewind_payments::registry::{METHODS, Way};
use tradewind_payments::{Ability, Wallet};

#[test]
fn where_there_are_several_ways_to_pay_the_person_chooses_one_and_a_key_that_is_none_pays_nothing() {
    let two = || {
        ready(100).with(|model| {
            let Session::Here(checkout) = &mut model.features.checkout.session else {
                unreachable!("asked for")
            };
            let first = checkout.payment_handlers[0].clone();
            checkout.payment_handlers.extend([
                // The same once more, one there is no wallet for, and one that there is.
                SessionHandler { id: "again".into(), ..first },
                SessionHandler::of("com.example.unheard_of", "unheard"),
                SessionHandler::of("com.example.other", "other"),
            ]);
            model.host.payable.push("com.example.other".into());
        })
    };
    let chosen = |wanted: Option<&'static str>| move |effect: &Effect| matches!(effect, Effect::Payment(PaymentOp::Pay { method, .. }) if method.as_ref().map(|one| one.as_str()) == wanted);
    ready(100).screen(|screen| assert!(shown!(Checkout, screen).methods.is_empty(), "one way is no choice"));
    two().screen(|screen| {
        let checkout = shown!(Checkout, screen);
        let keys: Vec<_> = checkout.methods.iter().map(|one| one.key.as_str()).collect();
        assert_eq!(keys, [WALLET, "com.example.other"], "in the merchant's order");
        let label = &checkout.methods[1].label;
        assert!(label.contains("1.00") && label.contains("com.example.other"), "{label}");
    });
    let pay = |key: &str| Intent::Pay { method: Some(key.to_owned()) };
    two().when(pay("com.example.other")).asks(chosen(Some("com.example.other")));
    two().when(Intent::Pay { method: None }).asks(chosen(None));
    for none in ["com.example.unheard_of", ""] {
        two().when(pay(none)).effects([]).screen(|screen| {
            let notice = shown!(Checkout, screen).notice.as_ref().expect("it is said");
            assert_eq!(notice.code.as_deref(), Some("PAYMENT_METHOD_UNAVAILABLE"), "{none}");
        });
    }
}

#[test]
fn the_two_that_fit_best_stand_first_and_the_rest_behind_one_tap() {
    // Every method of the registry, offered by a merchant that names them the other way round.
    let all = || {
        ready(100).with(|model| {
            let way = |wallet| Way { wallet, ability: Ability::Plain };
            model.host.ways = METHODS.iter().map(way).collect();
            model.host.payable = METHODS.iter().map(|one| one.handler.to_owned()).collect();
            let Session::Here(checkout) = &mut model.features.checkout.session else {
                unreachable!("asked for")
            };
            let first = checkout.payment_handlers[0].clone();
            let handler = |wallet: &Wallet| SessionHandler {
                name: wallet.handler.into(),
                id: wallet.id.into(),
                ..first.clone()
            };
            checkout.payment_handlers = METHODS.iter().rev().map(handler).collect();
        })
    };
    let ours = |id: &str| format!("dev.tradewind.pay.{id}");
    let keys = |methods: &[PaymentMethod]| methods.iter().map(|one| one.key.clone()).collect::<Vec<_>>();
    all().screen(|screen| {
        let checkout = shown!(Checkout, screen);
        assert_eq!(keys(&checkout.methods), [ours("paypal"), ours("open_banking")]);
        assert!(checkout.methods[1].label.contains("Online banking"), "a type has our word");
        assert!(!checkout.more_label.is_empty());
        let more = ["sepa_transfer", "klarna", "hosted_card"].map(ours);
        assert_eq!(keys(&checkout.more_methods)[..3], more);
    });
    let of = |wanted: String| move |effect: &Effect| matches!(effect, Effect::Payment(PaymentOp::Pay { method: Some(method), .. }) if method.as_str() == wanted);
    let pay = |id: &str| Intent::Pay { method: Some(ours(id)) };
    // Pay without a method takes the best; the rest is paid by its key, and what is not used here is not.
    all().when(Intent::Pay { method: None }).asks(of(ours("paypal")));
    all().when(pay("klarna")).asks(of(ours("klarna")));
    all().when(pay("pix")).effects([]);
    // Where the goods go decides, not where the shop's prices are of.
    all().with(|model| model.buyer.address.address_country = "AT".into()).screen(|screen| {
        let checkout = shown!(Checkout, screen);
        assert_eq!(checkout.methods[0].key, "com.google.pay", "no row of its own: in the order of the files");
        assert!(!keys(&checkout.more_methods).contains(&ours("wero")), "not used in Austria");
    });
    // What paid last is offered first, and kept.
    let paid = |model: &mut Model| model.paid_with = Some(ours("klarna"));
    all().with(paid).screen(|screen| {
        assert_eq!(shown!(Checkout, screen).methods[0].key, ours("klarna"));
    });
    let done = PaymentState::Confirmed { order: Box::new(order("red", "1")) };
    let kept = ours("klarna");
    all()
        .when(pay("klarna"))
        .told(Outcome::Payment(Box::new(PaymentUpdate::just(done))))
        .asks(move |effect| matches!(effect, Effect::Person(PersonOp::SaveSetting { key: "paid_with", value }) if *value == kept));
}

#[test]
fn a_prompt_asks_for_a_mobile_number_before_anything_is_paid() {
    let kenya = |phone: &str| {
        let phone = phone.to_owned();
        ready(100).with(move |model| {
            let mpesa = METHODS.iter().find(|one| one.id == "mpesa").expect("there");
            model.host.ways = vec![Way { wallet: mpesa, ability: Ability::Plain }];
            model.host.payable = vec![mpesa.handler.to_owned()];
            let Session::Here(checkout) = &mut model.features.checkout.session else {
                unreachable!("asked for")
            };
            checkout.payment_handlers = vec![SessionHandler::of(mpesa.handler, "h_mpesa")];
            // M-PESA pays in shillings alone.
            let shillings = |money: Money| Money::new(money.minor, Currency::parse("KES").expect("a code"));
            checkout.currency = shillings(Money::new(0, Currency::EUR)).currency;
            checkout.totals.iter_mut().for_each(|line| line.amount = shillings(line.amount));
            for line in &mut checkout.lines {
                (line.price, line.total) = (shillings(line.price), shillings(line.total));
                line.subtotal = line.subtotal.map(shillings);
            }
            model.features.checkout.agreed.basket = Agreement::of(checkout);
            model.buyer.address.address_country = "KE".into();
            model.buyer.phone_number = phone;
        })
    };
    let key = || Intent::Pay { method: Some("dev.tradewind.pay.mpesa".into()) };
    for (phone, error) in
        [("", "Please fill this in"), ("020 123", "Enter a mobile number from the country of your address")]
    {
        kenya(phone).when(key()).effects([]).screen(|screen| {
            let checkout = shown!(Checkout, screen);
            let field = checkout.fields.iter().find(|field| field.field == BuyerField::PhoneNumber);
            let field = field.expect("it is in the form");
            assert_eq!((field.required, field.error.as_str()), (true, error));
        });
        kenya(phone)
            .when(key())
            .when(Intent::SubmitBuyer)
            .asks_nothing(|effect| matches!(effect, Effect::Payment(_)));
    }
    kenya("0712 345678").when(key()).asks(|effect| matches!(effect, Effect::Payment(PaymentOp::Pay { .. })));
}
