//! What a provider's own code adds to a payment that came to nothing: every row of every method, in every language.

use super::ready;
use crate::features::checkout::screen::CheckoutScreen;
use crate::features::checkout::state::Said;
use crate::kernel::effects::{Ending, Outcome, PaymentState, PaymentUpdate};
use crate::kernel::error::Fault;
use crate::kernel::intent::Intent;
use crate::kernel::model::Model;
use crate::kernel::settings::Settings;
use crate::kernel::testing::{Given, checkout, shown};
use std::collections::BTreeSet;
use tradewind_commerce::{MerchantMessage, MessageKind, Severity};
use tradewind_domain::{Code, Language};
use tradewind_l10n::{LanguageInfo, plain};
use tradewind_payments::registry::METHODS;
use tradewind_payments::{Reason, Wallets};

/// The shop's own words.
const SHOPS: &str = "The bank refused.";

/// What is said in English for a word of ours, at a method of this title; nothing for what is no reason.
fn english(reason: Reason, title: &str) -> Option<String> {
    let fixed = match reason {
        Reason::Pending | Reason::Repeated => return None,
        Reason::NotEnrolled => return Some(format!("This number has no account with {title}.")),
        Reason::Busy => return Some(format!("Another payment with {title} is still open.")),
        Reason::Unavailable => return Some(format!("{title} is not available at the moment.")),
        Reason::InsufficientFunds => "There was not enough money in your account.",
        Reason::Cancelled => "The payment was canceled before it was approved.",
        Reason::Declined => "The payment was refused, and no reason was given.",
        Reason::Expired => "The payment was not approved in time.",
        Reason::Limit => "The amount is above a limit on your account.",
        Reason::Unreachable => "Your phone or the network could not be reached.",
        Reason::WrongSecret => "The PIN was wrong.",
        Reason::Setup => "The shop has set up this way to pay incorrectly. The shop has to fix this.",
        Reason::Unknown => "No reason was given.",
    };
    Some(fixed.to_owned())
}

/// A checkout whose payment by a method came to this, with the provider's code in the shop's message.
fn told(state: PaymentState, method: Option<&str>, code: Option<&str>) -> Given {
    let said = MerchantMessage {
        kind: MessageKind::Error,
        code: "payment_declined".into(),
        content: SHOPS.into(),
        severity: Severity::Recoverable,
        path: None,
        disclosure: false,
        image: None,
        url: None,
        provider_code: code.map(str::to_owned),
    };
    let method = method.map(str::to_owned);
    let update = PaymentUpdate { messages: vec![said], method, ..PaymentUpdate::just(state) };
    ready(100).with(|model| model.host.wallets = Wallets::all()).told(Outcome::Payment(Box::new(update)))
}

#[test]
fn what_is_said_in_place_of_a_checkout_is_read_in_no_earlier_payments_table() {
    let wallet = METHODS.iter().find(|one| !one.facts.words.is_empty()).expect("one has codes");
    let (code, _) = wallet.facts.words[0];
    let given = told(PaymentState::Declined, Some(wallet.handler), Some(code));
    let said = given.model.features.checkout.said.messages.clone();
    assert_eq!(given.model.features.checkout.said.method.as_deref(), Some(wallet.handler));
    let ticket = given.model.features.checkout.ticket;
    let fault = Fault::new(Code::MerchantRefused);
    given.told(Outcome::CheckoutFailed { ticket, fault, messages: said.clone() }).knows(|model| {
        assert_eq!(model.features.checkout.said, Said { messages: said, method: None });
    });
    // Nor is it once Pay was pressed again, or there is another checkout.
    let declined = || told(PaymentState::Declined, Some(wallet.handler), Some(code));
    let over = |model: &Model| {
        assert_eq!(model.features.checkout.said, Said::default());
    };
    // By a credential, which no wallet of this device has a say in.
    let by_credential = declined().with(|model| model.host.wallets = Wallets::default());
    by_credential.when(Intent::Pay { method: None }).knows(over);
    let again = declined();
    let ticket = again.model.features.checkout.ticket;
    let checkout = Box::new(checkout("red", 100));
    again.told(Outcome::CheckoutReady { ticket, checkout, host: None }).knows(over);
}

/// The headline's text, and the shop's own words below it.
fn read(screen: &CheckoutScreen) -> (String, Vec<&str>) {
    let body = screen.notice.as_ref().map(|notice| plain(&notice.body)).unwrap_or_default();
    (body, screen.messages.iter().map(|row| row.text.as_str()).collect())
}

#[test]
fn every_code_of_every_method_says_its_sentence_and_is_in_none() {
    let mut rows = 0;
    let mut reasons = BTreeSet::new();
    for wallet in METHODS {
        for (code, reason) in wallet.facts.words {
            rows += 1;
            reasons.insert(reason.as_str());
            told(PaymentState::Declined, Some(wallet.handler), Some(code)).screen(|screen| {
                let (body, below) = read(shown!(Checkout, screen));
                match english(*reason, wallet.title) {
                    Some(why) => {
                        let nothing = "Nothing was charged. You can try again or use another payment method.";
                        assert_eq!(body, format!("{why}\n{nothing}"), "{} {code}", wallet.id);
                        assert_eq!(below, [SHOPS], "the shop's own words stand below");
                    }
                    None => assert_eq!((body.as_str(), below.len()), (SHOPS, 0), "{} {code}", wallet.id),
                }
            });
            for state in [
                PaymentState::Declined,
                PaymentState::NotTaken { reason: None },
                PaymentState::Ended(Ending::Session),
            ] {
                for language in LanguageInfo::all() {
                    let given = told(state.clone(), Some(wallet.handler), Some(code)).with(|model| {
                        let language = Language::parse(language.tag).expect("a tag");
                        model.settings = Settings::new(language, model.settings.market);
                    });
                    given.screen(|screen| {
                        let (body, _) = read(shown!(Checkout, screen));
                        assert!(!body.is_empty(), "{} {code} {}", wallet.id, language.tag);
                        assert!(!body.contains(code), "{} {code} {}: {body}", wallet.id, language.tag);
                    });
                }
            }
        }
    }
    assert!(rows > 50 && reasons.len() == 14, "{rows} {reasons:?}");
}

#[test]
fn what_is_said_in_the_headline_is_not_said_again_and_what_was_stopped_has_no_reason() {
    let body = |state: PaymentState, code: &str| {
        let mut body = String::new();
        told(state, Some("dev.tradewind.pay.mpesa"), Some(code))
            .screen(|screen| body = read(shown!(Checkout, screen)).0);
        body
    };
    let over = |reason| PaymentState::NotTaken { reason: Some(reason) };
    assert_eq!(body(over(Code::PaymentCancelled), "1032"), SHOPS);
    assert_eq!(body(over(Code::PaymentExpired), "1019"), SHOPS);
    assert_eq!(body(over(Code::PaymentCancelled), "1"), "There was not enough money in your account.");
    let ended = body(PaymentState::Ended(Ending::Session), "2001");
    assert_eq!(ended, "The PIN was wrong.\nNothing was bought. You can start again from your cart.");
    let stopped = body(PaymentState::Ended(Ending::Stopped), "2001");
    assert_eq!(stopped, "Nothing was charged. Your cart is as it was.");
}

#[test]
fn a_code_that_no_table_knows_and_one_without_its_method_change_nothing() {
    let mpesa = Some("dev.tradewind.pay.mpesa");
    for (method, code) in [
        (mpesa, Some("31337")),
        (mpesa, Some("Z9")),
        (mpesa, None),
        (None, Some("1")),
        (Some("com.example.gone"), Some("1")),
        (Some("not a name"), Some("1")),
    ] {
        told(PaymentState::Declined, method, code).screen(|screen| {
            assert_eq!(read(shown!(Checkout, screen)), (SHOPS.to_owned(), Vec::new()), "{method:?} {code:?}");
        });
    }
}
