//! When time in the background is wanted, and what is said in a notification.

use super::paying;
use crate::kernel::effects::{Effect, Outcome, PaymentOp, PaymentState, PaymentUpdate};
use crate::kernel::intent::Intent;
use crate::kernel::nav::Tab;
use crate::kernel::screen_parts::Tone;
use crate::kernel::screens::Screen;
use crate::kernel::snapshot::Snapshot;
use crate::kernel::testing::{Given, order, shown};
use tradewind_commerce::{Action, Work};
use tradewind_domain::{Currency, Money, Timestamp};
use tradewind_payments::Waiting;

fn voucher() -> Waiting {
    let work = Work::Voucher { reference: "4401".into(), barcode: None, page: None, until: None };
    Waiting {
        id: "a".into(),
        handler: "konbini".into(),
        payee: "shop.example".into(),
        amount: Money::new(100, Currency::EUR),
        since: Timestamp(1),
        until: None,
        lines: Vec::new(),
        action: Action { id: "1".into(), handler: "konbini".into(), work },
    }
}

fn paid() -> Outcome {
    let confirmed = PaymentState::Confirmed { order: Box::new(order("red", "1042")) };
    let told = PaymentUpdate { voucher: Some("a".into()), ..PaymentUpdate::just(confirmed) };
    Outcome::Payment(Box::new(told))
}

#[test]
fn time_is_wanted_at_once_for_an_open_payment_and_daily_for_a_voucher() {
    let looked = || Given::a_shop().told(Outcome::Waiting(Vec::new()));
    Given::a_shop().sees(|snapshot| assert_eq!(snapshot.look_again, Some(0), "nobody has looked yet"));
    looked().sees(|snapshot| assert_eq!(snapshot.look_again, None));
    looked()
        .told(Outcome::Waiting(vec![voucher()]))
        .sees(|snapshot| assert_eq!(snapshot.look_again, Some(86_400)));
    looked()
        .with(|model| model.features.checkout.payment = PaymentState::Sending)
        .sees(|snapshot| assert_eq!(snapshot.look_again, Some(0)));
    // With the wallet's sheet up nothing was sent.
    looked()
        .with(|model| model.features.checkout.payment = PaymentState::Wallet)
        .sees(|snapshot| assert_eq!(snapshot.look_again, None));
}

#[test]
fn a_voucher_that_is_paid_in_the_background_is_news_until_the_app_is_in_front() {
    let resumes = |effect: &Effect| *effect == Effect::Payment(PaymentOp::Resume);
    Given::a_shop()
        .told(Outcome::Waiting(vec![voucher()]))
        .when(Intent::LookAgain)
        .asks(resumes)
        .sees(|snapshot| {
            assert_eq!((snapshot.look_again, snapshot.news.as_ref()), (Some(0), None), "it looks");
        })
        .told(paid())
        .told(Outcome::Waiting(Vec::new()))
        .sees(|snapshot| {
            let news = snapshot.news.as_ref().expect("it was paid");
            assert_eq!(news.title, "Thank you! Your order is placed");
            assert!(tradewind_l10n::plain(&news.body).contains("1042"), "{}", news.body);
            assert_eq!(snapshot.look_again, None);
        })
        .when(Intent::Foreground { active: true })
        .sees(|snapshot| assert_eq!(snapshot.news, None));
    // In front, the screen says it.
    Given::a_shop()
        .told(Outcome::Waiting(vec![voucher()]))
        .told(paid())
        .sees(|snapshot| assert_eq!(snapshot.news, None));
}

#[test]
fn a_payment_that_settles_in_the_background_is_news_and_one_that_was_settled_before_is_none() {
    let confirmed = || {
        let told = PaymentUpdate::just(PaymentState::Confirmed { order: Box::new(order("red", "1042")) });
        Outcome::Payment(Box::new(told))
    };
    let said = |snapshot: &Snapshot| {
        let shown = shown!(Checkout, &snapshot.screen).notice.as_ref().expect("it is over");
        assert_eq!(snapshot.news.as_ref(), Some(shown));
    };
    paying(PaymentState::Sending).when(Intent::LookAgain).told(confirmed()).sees(said);
    // It ends after the app was left, before the system gives time; and that gives time twice before anybody looks.
    paying(PaymentState::Sending)
        .when(Intent::Foreground { active: false })
        .told(confirmed())
        .sees(said)
        .when(Intent::LookAgain)
        .told(Outcome::Waiting(Vec::new()))
        .sees(said)
        .when(Intent::LookAgain)
        .told(Outcome::Waiting(Vec::new()))
        .sees(said)
        .when(Intent::Foreground { active: true })
        .sees(|snapshot| assert_eq!(snapshot.news, None));
    // The person has seen it before they left.
    paying(PaymentState::Sending)
        .told(confirmed())
        .when(Intent::Foreground { active: false })
        .when(Intent::LookAgain)
        .told(Outcome::Waiting(Vec::new()))
        .sees(|snapshot| assert_eq!(snapshot.news, None));
    // A voucher that is out has not ended.
    paying(PaymentState::Sending)
        .when(Intent::Foreground { active: false })
        .told(Outcome::Payment(Box::new(PaymentUpdate::just(PaymentState::Deferred { id: "a".into() }))))
        .knows(|model| assert!(model.away.news.is_empty()));
}

#[test]
fn a_payment_that_settles_in_the_background_is_news_whatever_screen_was_left() {
    paying(PaymentState::Sending)
        .when(Intent::OpenTab { tab: Tab::Home })
        .when(Intent::Foreground { active: false })
        .when(Intent::LookAgain)
        .told(Outcome::Payment(Box::new(PaymentUpdate::just(PaymentState::Declined))))
        .sees(|snapshot| {
            assert!(matches!(snapshot.screen, Screen::Home { .. }), "{}", snapshot.screen.name());
            let code = snapshot.news.as_ref().and_then(|news| news.code.as_deref());
            assert_eq!(code, Some("PAYMENT_DECLINED"));
        });
}

#[test]
fn what_happens_to_two_vouchers_is_said_of_both() {
    let other = |payee: &str| Waiting { id: "b".into(), payee: payee.into(), ..voucher() };
    let away = |payee: &str| {
        Given::a_shop()
            .told(Outcome::Waiting(vec![voucher(), other(payee)]))
            .when(Intent::Foreground { active: false })
            .when(Intent::LookAgain)
    };
    // One is paid, the other is over.
    away("Kiln").told(paid()).told(Outcome::Waiting(Vec::new())).sees(|snapshot| {
        let news = snapshot.news.as_ref().expect("two things happened");
        assert_eq!((news.title.as_str(), news.tone), ("Thank you! Your order is placed", Tone::Success));
        let body = tradewind_l10n::plain(&news.body);
        let lines: Vec<&str> = body.lines().collect();
        assert_eq!(lines.len(), 2, "{body}");
        assert!(lines[0].contains("1042"), "{body}");
        assert!(lines[1].contains("Kiln") && lines[1].contains("1.00"), "{body}");
    });
    // Of a shop that named nobody the plain sentence is said; and the first gives the headline.
    away("").told(Outcome::Waiting(vec![voucher()])).told(paid()).sees(|snapshot| {
        let news = snapshot.news.as_ref().expect("two things happened");
        assert_eq!((news.title.as_str(), news.tone), ("This payment slip is no longer valid", Tone::Warning));
        assert!(news.body.starts_with("The shop has received no payment for it."), "{}", news.body);
        assert!(tradewind_l10n::plain(&news.body).contains("1042"), "{}", news.body);
    });
}

#[test]
fn a_look_is_counted_by_its_first_answer() {
    let looks = |wanted: u32| move |snapshot: &Snapshot| assert_eq!(snapshot.looks, wanted);
    Given::a_shop()
        .sees(looks(0))
        .told(Outcome::Waiting(Vec::new()))
        .sees(looks(1))
        .when(Intent::LookAgain)
        .sees(looks(1))
        // Something else changes meanwhile.
        .when(Intent::OpenTab { tab: Tab::Cart })
        .sees(looks(1))
        .told(Outcome::Waiting(Vec::new()))
        .sees(looks(2))
        .told(Outcome::Waiting(Vec::new()))
        .sees(looks(2));
}

#[test]
fn time_that_is_given_before_the_file_is_read_asks_for_nothing_more() {
    Given::a_shop().with(|model| model.loaded = false).when(Intent::LookAgain).effects([]);
}
