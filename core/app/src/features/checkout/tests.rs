//! What the checkout does.

mod away;
mod billing;
mod claims;
mod held;
mod late;
mod lying_rules;
mod methods;
mod offered;
mod personalised;
mod said;
mod terms;
mod why;

use crate::features::Route;
use crate::features::checkout::screen::CheckoutPhase;
use crate::features::checkout::view::sheet_lines;
use crate::kernel::dispatch::{Message, update};
use crate::kernel::effects::{
    Effect, Ending, ItemRef, Outcome, PaymentOp, PaymentState, PaymentUpdate, PersonOp,
};
use crate::kernel::error::Fault;
use crate::kernel::intent::Intent;
use crate::kernel::testing::{AT, Given, buyer, checkout, id, line, order, shown};
use crate::kernel::view_context::ViewContext;
use tradewind_commerce::{Checkout, CheckoutStatus};
use tradewind_domain::address::BuyerField;
use tradewind_domain::{
    CheckoutId, Code, Collector, Currency, Language, Money, Order, TotalEffect, TotalKind, TotalLine,
};
use tradewind_l10n::{Localizer, plain};
use tradewind_payments::OpenPayment;
use tradewind_person::PurchaseBegun;

/// One red mug in the cart of a person whose data is known, and the checkout opened.
fn opened() -> Given {
    Given::a_shop_in("DE", Currency::EUR)
        .with(|model| {
            (model.buyer, model.features.cart.lines) = (buyer(), vec![line("red", 1, Currency::EUR)])
        })
        .when(Intent::OpenCheckout)
}

/// As [`opened`], and the merchant asks for this much.
fn ready(minor: i64) -> Given {
    let given = opened();
    let ticket = given.model.features.checkout.ticket;
    given.told(Outcome::CheckoutReady { ticket, checkout: Box::new(checkout("red", minor)), host: None })
}

fn paying(state: PaymentState) -> Given {
    ready(100).when(Intent::Pay { method: None }).told(Outcome::Payment(Box::new(PaymentUpdate::just(state))))
}

fn prepares(effect: &Effect) -> bool {
    matches!(effect, Effect::Payment(PaymentOp::Prepare { .. }))
}

fn pays(effect: &Effect) -> bool {
    matches!(effect, Effect::Payment(PaymentOp::Pay { .. }))
}

#[test]
fn a_person_who_is_known_goes_to_the_review_and_the_merchant_is_asked() {
    opened().asks(prepares).screen(|screen| {
        let checkout = shown!(Checkout, screen);
        assert_eq!(
            (checkout.phase, checkout.loading, checkout.can_pay),
            (CheckoutPhase::Review, true, false)
        );
    });
}

#[test]
fn a_stranger_fills_in_the_form_and_what_is_missing_is_said_once_it_was_sent() {
    let form = Given::a_shop_in("DE", Currency::EUR)
        .with(|model| model.features.cart.lines = vec![line("red", 1, Currency::EUR)])
        .when(Intent::OpenCheckout)
        .asks_nothing(prepares)
        .screen(|screen| {
            let checkout = shown!(Checkout, screen);
            assert_eq!(checkout.phase, CheckoutPhase::Buyer);
            assert!(checkout.fields.iter().all(|field| field.error.is_empty()));
        })
        .when(Intent::SubmitBuyer)
        .effects([])
        .screen(|screen| {
            let fields = &shown!(Checkout, screen).fields;
            assert!(fields.iter().any(|field| field.field == BuyerField::Email && !field.error.is_empty()));
        });
    let whole = buyer();
    let filled = BuyerField::form("DE").into_iter().fold(form, |given, (field, _)| {
        given.when(Intent::EditBuyer { field, value: whole.field(field).to_owned() })
    });
    filled
        .when(Intent::SubmitBuyer)
        .asks(|effect| matches!(effect, Effect::Person(PersonOp::SaveBuyer(saved)) if saved.email == "erika@example.com"))
        .asks(prepares);
}

#[test]
fn pay_is_on_when_the_merchant_asks_what_was_seen() {
    ready(100)
        .screen(|screen| {
            let checkout = shown!(Checkout, screen);
            assert_eq!((checkout.can_pay, checkout.pay_blocked.as_str()), (true, ""));
            assert!(checkout.pay_label.contains("1.00"), "{}", checkout.pay_label);
        })
        .when(Intent::Pay { method: None })
        .asks(pays)
        .screen(|screen| assert_eq!(shown!(Checkout, screen).phase, CheckoutPhase::Wallet))
        .when(Intent::Pay { method: None })
        .effects([]);
}

#[test]
fn a_dearer_price_is_accepted_before_it_is_paid() {
    ready(150)
        .when(Intent::Pay { method: None })
        .effects([])
        .screen(|screen| {
            let checkout = shown!(Checkout, screen);
            assert_eq!((checkout.pay_blocked_code.as_str(), checkout.can_pay), ("PRICE_CHANGED", false));
            assert!(!checkout.accept_label.is_empty());
        })
        .when(Intent::AcceptPrice)
        .asks(|effect| matches!(effect, Effect::Person(PersonOp::PutLine(line)) if line.seen_price.minor == 150))
        .when(Intent::Pay { method: None })
        .asks(pays);
}

#[test]
fn pay_is_off_without_network_above_the_limit_and_while_the_merchant_is_asked() {
    ready(100).when(Intent::Connectivity { online: false }).when(Intent::Pay { method: None }).effects([]);
    ready(100)
        .with(|model| model.host.max = Some(Money::new(99, Currency::EUR)))
        .screen(|screen| assert_eq!(shown!(Checkout, screen).pay_blocked_code, "MAX_EXCEEDED"))
        .when(Intent::Pay { method: None })
        .effects([]);
    ready(100)
        .when(Intent::AddCode { code: "TEN".into() })
        .asks(prepares)
        .when(Intent::Pay { method: None })
        .effects([]);
}

#[test]
fn a_code_is_sent_once_whatever_its_case_and_an_empty_one_never() {
    let codes = |given: Given| given.model.features.checkout.codes.clone();
    let add = |given: Given, code: &str| given.when(Intent::AddCode { code: code.into() });
    assert_eq!(codes(add(add(ready(100), " TEN "), "ten")), ["TEN"]);
    add(ready(100), "  ").effects([]);
    add(ready(100), &"x".repeat(65)).effects([]);
    let removed = add(ready(100), "TEN").when(Intent::RemoveCode { key: "TEN".into() });
    assert_eq!(codes(removed.asks(prepares)), Vec::<String>::new());
}

#[test]
fn codes_are_few_and_one_that_brought_nothing_makes_room() {
    let add = |given: Given, n: usize| given.when(Intent::AddCode { code: format!("CODE-{n}") });
    let given = (0..13).fold(ready(100), add);
    let wanted: Vec<String> = (3..13).map(|n| format!("CODE-{n}")).collect();
    assert_eq!(given.model.features.checkout.codes, wanted);
    let all = wanted.clone();
    let given = given.with(|model| {
        let applied = Checkout { applied_codes: all, ..checkout("red", 100) };
        model.features.checkout.session.put(applied);
    });
    add(given, 13)
        .asks_nothing(prepares)
        .knows(|model| assert_eq!(model.features.checkout.codes, wanted, "each of them counts"))
        .sees(|snapshot| assert_eq!(snapshot.banners[0].code.as_deref(), Some("BAD_INPUT")));
}

#[test]
fn a_late_answer_to_an_earlier_wish_is_dropped() {
    let given = opened();
    let late = given.model.features.checkout.ticket;
    given
        .when(Intent::AddCode { code: "TEN".into() })
        .told(Outcome::CheckoutReady { ticket: late, checkout: Box::new(checkout("red", 100)), host: None })
        .screen(|screen| assert!(shown!(Checkout, screen).loading))
        .told(Outcome::CheckoutFailed {
            ticket: late,
            fault: Fault::new(Code::Timeout),
            messages: Vec::new(),
        })
        .effects([]);
}

#[test]
fn what_fails_is_said_and_tried_again() {
    let given = opened();
    let ticket = given.model.features.checkout.ticket;
    given
        .told(Outcome::CheckoutFailed { ticket, fault: Fault::new(Code::Timeout), messages: Vec::new() })
        .screen(|screen| {
            let checkout = shown!(Checkout, screen);
            assert_eq!(checkout.notice.as_ref().and_then(|notice| notice.code.as_deref()), Some("TIMEOUT"));
            assert!(!checkout.retry_label.is_empty());
        })
        .when(Intent::Retry)
        .asks(prepares);
}

#[test]
fn bought_empties_the_cart_and_leads_to_the_order() {
    paying(PaymentState::Confirmed { order: Box::new(order("red", "1042")) })
        .screen(|screen| assert_eq!(shown!(Checkout, screen).order.as_deref(), Some("1042")))
        .knows(|model| assert!(model.features.cart.lines.is_empty()))
        .when(Intent::Done)
        .knows(|model| assert!(matches!(model.route(), Route::Order(id) if id.as_str() == "1042")));
}

#[test]
fn a_declined_or_cancelled_payment_can_be_tried_again() {
    for (state, code) in [
        (PaymentState::Declined, "PAYMENT_DECLINED"),
        (PaymentState::Cancelled { reason: None }, "PAYMENT_CANCELLED"),
    ] {
        paying(state)
            .screen(|screen| {
                let notice =
                    shown!(Checkout, screen).notice.as_ref().and_then(|notice| notice.code.as_deref());
                assert_eq!(notice, Some(code));
            })
            .when(Intent::Pay { method: None })
            .asks(pays);
    }
}

#[test]
fn an_unknown_payment_is_put_aside_only_where_it_may_be() {
    let facts = |may_put_aside| OpenPayment {
        checkout: CheckoutId::parse("chk_1").expect("an id"),
        amount: Money::new(100, Currency::EUR),
        since: AT.now,
        may_put_aside,
    };
    let unknown = |may| {
        let told = PaymentUpdate::just(PaymentState::Unknown { facts: Some(facts(may)), stopping: None });
        ready(100).when(Intent::Pay { method: None }).told(Outcome::Payment(Box::new(told)))
    };
    unknown(true)
        .screen(|screen| assert_ne!(shown!(Checkout, screen).aside_label, ""))
        .when(Intent::PutAside)
        .effects([Effect::Payment(PaymentOp::PutAside)]);
    unknown(false)
        .screen(|screen| assert_eq!(shown!(Checkout, screen).aside_label, ""))
        .when(Intent::PutAside)
        .effects([]);
}

#[test]
fn nothing_of_the_checkout_changes_while_a_payment_is_open() {
    for intent in [
        Intent::ChangeBuyer,
        Intent::SubmitBuyer,
        Intent::Done,
        Intent::AcceptPrice,
        Intent::EditBuyer { field: BuyerField::Email, value: "x".into() },
    ] {
        paying(PaymentState::Sending)
            .when(intent)
            .effects([])
            .screen(|screen| assert_eq!(shown!(Checkout, screen).phase, CheckoutPhase::Sending));
    }
}

#[test]
fn a_session_that_ended_is_cleared_away_when_it_is_left() {
    let mut gone = checkout("red", 100);
    gone.status = CheckoutStatus::Expired;
    ready(100)
        .told(Outcome::CheckoutChanged(Box::new(gone)))
        .screen(|screen| assert_eq!(shown!(Checkout, screen).pay_blocked_code, "CHECKOUT_ENDED"));
    paying(PaymentState::Ended(Ending::Session))
        .screen(|screen| assert_eq!(shown!(Checkout, screen).phase, CheckoutPhase::Ended))
        .when(Intent::Back)
        .knows(|model| {
            assert!(
                model.features.checkout.session.shown().is_none()
                    && model.features.checkout.payment == PaymentState::Idle
            )
        });
}

#[test]
fn a_payment_charged_after_all_is_said_above_every_screen_also_where_the_shop_names_no_sum() {
    for (totals, says) in [(order("red", "1042").totals, "€1.00"), (Vec::new(), "doesn’t state the amount")]
    {
        let order = Order { totals, ..order("red", "1042") };
        let confirmed = PaymentUpdate::just(PaymentState::Confirmed { order: Box::new(order) });
        Given::a_shop().told(Outcome::Payment(Box::new(PaymentUpdate { late: true, ..confirmed }))).sees(
            |snapshot| {
                let banner = snapshot.banners.first().expect("it is said");
                assert!(banner.text.contains(says), "{}", banner.text);
            },
        );
    }
}

#[test]
fn each_line_of_totals_says_what_it_does_to_the_sum() {
    let euros = |minor| Money::new(minor, Currency::EUR);
    let line = |kind, effect, minor| TotalLine { kind, effect, display_text: None, amount: euros(minor) };
    let mut asked = checkout("red", 100);
    asked.totals.extend([
        line(TotalKind::Tax, TotalEffect::Included, 16),
        line(TotalKind::Duty, TotalEffect::Estimated { min: euros(5), max: euros(30) }, 10),
        line(TotalKind::ImportTax, TotalEffect::CollectedLater { by: Collector::Carrier }, 20),
        line(TotalKind::Excise, TotalEffect::CollectedLater { by: Collector::Customs }, 1),
        line(TotalKind::Insurance, TotalEffect::NotIncluded, 0),
    ]);
    let given = opened();
    let ticket = given.model.features.checkout.ticket;
    given.told(Outcome::CheckoutReady { ticket, checkout: Box::new(asked), host: None }).screen(|screen| {
        let rows: Vec<(String, String, bool)> = shown!(Checkout, screen)
            .totals
            .iter()
            .map(|row| (plain(&row.label), plain(&row.amount), row.paid_now))
            .collect();
        let row = |label: &str, amount: &str, paid: bool| (label.to_owned(), amount.to_owned(), paid);
        assert_eq!(
            rows,
            [
                row("Subtotal", "€1.00", true),
                row("Total, tax included", "€1.00", true),
                row("incl. tax", "€0.16", false),
                row("Customs duty, estimated", "€0.05 to €0.30", false),
                row("Import tax, payable to the carrier", "€0.20", false),
                row("Excise, payable to customs", "€0.01", false),
                row("Insurance", "not included", false),
            ]
        );
        assert!(shown!(Checkout, screen).can_pay, "what is not paid now is in no sum");
    });
}

#[test]
fn a_wallets_sheet_lists_what_is_paid_now_and_the_sum_last() {
    let mut asked = checkout("red", 100);
    asked.totals.reverse();
    let included = TotalLine { effect: TotalEffect::Included, ..asked.totals[1].clone() };
    asked.totals.push(TotalLine { kind: TotalKind::Tax, ..included });
    let words = Localizer::new(&[Language::parse("en").expect("a tag")], "UTC").expect("words");
    let context = ViewContext {
        words: &words,
        now: AT.now,
        market: crate::kernel::testing::market(),
        seconds: AT.seconds,
    };
    let lines: Vec<String> = sheet_lines(&asked, &context).into_iter().map(|line| line.label).collect();
    assert_eq!(lines, ["Subtotal", "Total, tax included"]);
}

/// After a restart both come in any order: the payment that was open, and the touch that asks for the same purchase again.
#[test]
fn a_purchase_begun_again_shows_its_open_payment_whichever_comes_first() {
    let line = line("mug", 1, Currency::EUR);
    let resumed = || {
        let unknown = PaymentUpdate::just(PaymentState::Unknown { facts: None, stopping: None });
        Message::Outcome(Outcome::Payment(Box::new(unknown)))
    };
    let begin =
        || Message::Intent(Intent::BeginPurchase { name: "first".into(), item: "mug".into(), quantity: 1 });
    for messages in [[resumed(), begin()], [begin(), resumed()]] {
        let mut model = Given::a_shop_in("DE", Currency::EUR).model;
        for message in messages {
            update(&mut model, message, AT);
        }
        let begun = Outcome::PurchaseBegun { state: PurchaseBegun::Open, line: line.clone() };
        update(&mut model, Message::Outcome(begun), AT);
        assert_eq!(
            (model.route(), model.features.checkout.phase()),
            (&Route::Checkout, CheckoutPhase::Unknown)
        );
        let product = Route::Product(ItemRef::Id(id("mug")));
        assert!(!model.nav.stack().contains(&product), "back leads to the cart");
    }
}

#[test]
fn pay_is_written_with_a_method_and_without() {
    let read = |text: &str| serde_json::from_str::<Intent>(text).ok();
    assert_eq!(read("\"pay\""), Some(Intent::Pay { method: None }));
    assert_eq!(read(r#"{"pay":{}}"#), Some(Intent::Pay { method: None }));
    assert_eq!(
        read(r#"{"pay":{"method":"com.example"}}"#),
        Some(Intent::Pay { method: Some("com.example".into()) })
    );
    assert_eq!(read(r#"{"pay":{"method":7}}"#), None);
    assert_eq!(read("\"undo\""), Some(Intent::Undo));
    assert_eq!(read("\"nothing like it\""), None);
}
