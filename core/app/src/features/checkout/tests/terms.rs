//! Terms of payment: what is shown of them, what choosing one asks for, and what Pay and the sheet say is due now.

use super::{opened, prepares};
use crate::features::checkout::view::sheet_lines;
use crate::kernel::effects::{Effect, Outcome, PaymentOp};
use crate::kernel::intent::Intent;
use crate::kernel::testing::{AT, Given, checkout, order, shown};
use crate::kernel::view_context::ViewContext;
use tradewind_commerce::{Checkout, Due, MerchantMessage, MessageKind, Schedule, Severity, Term, Terms};
use tradewind_domain::{Currency, Language, Money, Order, Owed};
use tradewind_l10n::{Localizer, plain};

fn euros(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

fn term(id: &str, parts: &[(Due, &str, i64)]) -> Term {
    let schedule = |(due, words, minor): &(Due, &str, i64)| Schedule {
        due: *due,
        words: (*words).to_owned(),
        at: None,
        amount: euros(*minor),
    };
    Term {
        id: id.into(),
        title: format!("Term {id}"),
        description: String::new(),
        schedules: parts.iter().map(schedule).collect(),
    }
}

/// 1.00 in all: at once, half on delivery, or all by invoice.
fn with_terms(selected: &str) -> Checkout {
    let all = vec![
        term("now", &[(Due::Now, "Due today.", 100)]),
        term("half", &[(Due::Now, "Due today.", 40), (Due::Later, "Due on delivery.", 60)]),
        term("invoice", &[(Due::Later, "Due in 14 days.", 100)]),
    ];
    Checkout { terms: Some(Terms { selected: selected.into(), all }), ..checkout("red", 100) }
}

/// A checkout was opened, and this is what the merchant answers.
fn answered(checkout: Checkout) -> Given {
    told(opened(), checkout)
}

fn told(given: Given, checkout: Checkout) -> Given {
    let ticket = given.model.features.checkout.ticket;
    given.told(Outcome::CheckoutReady { ticket, checkout: Box::new(checkout), host: None })
}

fn choose(key: &str) -> Intent {
    Intent::ChooseTerm { key: key.into() }
}

#[test]
fn a_term_is_chosen_by_its_key_and_its_new_total_is_seen_before_it_is_paid() {
    let wishes = |wanted: &'static str| move |effect: &Effect| matches!(effect, Effect::Payment(PaymentOp::Prepare { draft, .. }) if draft.term.as_deref() == Some(wanted));
    answered(with_terms("now")).when(choose("never")).effects([]);
    answered(checkout("red", 100)).when(choose("now")).effects([]);
    let chosen = answered(with_terms("now")).when(choose("half")).asks(prepares).asks(wishes("half"));
    told(chosen, with_terms("half"))
        .screen(|screen| {
            let checkout = shown!(Checkout, screen);
            let selected: Vec<_> =
                checkout.terms.iter().filter(|row| row.selected).map(|row| row.key.as_str()).collect();
            assert_eq!((selected, checkout.can_pay), (vec!["half"], true), "{}", checkout.pay_blocked_code);
        })
        // What holds is wished for again with whatever else is asked.
        .when(Intent::AddCode { code: "TEN".into() })
        .asks(wishes("half"));
}

#[test]
fn pay_and_the_sheet_say_what_is_due_now() {
    let words = Localizer::new(&[Language::parse("en").expect("a tag")], "UTC").expect("words");
    let context = ViewContext {
        words: &words,
        now: AT.now,
        market: crate::kernel::testing::market(),
        seconds: AT.seconds,
    };
    for (selected, label, due) in [
        ("now", "Pay €1.00", vec![]),
        ("half", "Pay €0.40 now", vec![("Due later", "€0.60"), ("Due now", "€0.40")]),
        ("invoice", "Place order · €1.00 due later", vec![("Due later", "€1.00"), ("Due now", "€0.00")]),
    ] {
        let asked = with_terms(selected);
        let lines = sheet_lines(&asked, &context);
        answered(asked).screen(|screen| {
            let checkout = shown!(Checkout, screen);
            assert_eq!((plain(&checkout.pay_label).as_str(), checkout.can_pay), (label, true));
            let rows: Vec<(String, String)> =
                checkout.totals.iter().skip(2).map(|row| (plain(&row.label), plain(&row.amount))).collect();
            let due: Vec<(String, String)> =
                due.iter().map(|(what, amount)| ((*what).to_owned(), (*amount).to_owned())).collect();
            assert_eq!(rows, due);
            let shown: Vec<(String, String)> =
                lines.iter().skip(2).map(|line| (line.label.clone(), line.amount.clone())).collect();
            assert_eq!(shown, due, "on the sheet, what is due now stands last");
        });
    }
}

#[test]
fn an_unknown_schedule_is_later_and_its_words_are_the_merchants() {
    answered(with_terms("half")).screen(|screen| {
        let rows = &shown!(Checkout, screen).terms;
        let half: Vec<_> = rows[1].schedules.iter().map(|one| (one.words.as_str(), one.now)).collect();
        assert_eq!(half, [("Due today.", true), ("Due on delivery.", false)]);
        let spoken = &rows[1].accessibility;
        assert!(
            spoken.contains("Term half") && spoken.contains("Due on delivery.") && spoken.contains("€0.60")
        );
    });
}

#[test]
fn one_term_is_no_choice_and_without_terms_there_is_no_heading() {
    let mut one = with_terms("half");
    if let Some(terms) = &mut one.terms {
        terms.all.retain(|term| term.id == "half");
    }
    answered(one).screen(|screen| {
        let checkout = shown!(Checkout, screen);
        assert_eq!(checkout.terms.iter().map(|row| row.choosable).collect::<Vec<_>>(), [false]);
        assert!(!checkout.terms_title.is_empty());
    });
    answered(checkout("red", 100)).screen(|screen| assert_eq!(shown!(Checkout, screen).terms_title, ""));
    answered(with_terms("half")).when(Intent::Pay { method: None }).screen(|screen| {
        let rows = &shown!(Checkout, screen).terms;
        let rows: Vec<_> = rows.iter().map(|row| (row.key.as_str(), row.choosable)).collect();
        assert_eq!(rows, [("half", false)], "once it is paid, what holds is shown");
    });
}

#[test]
fn disclosures_stand_in_their_term_and_are_shown_whole_where_their_path_leads_nowhere() {
    let notice = |path: &str, disclosure: bool| MerchantMessage {
        kind: MessageKind::Warning,
        code: path.into(),
        content: "Credit costs money.".into(),
        severity: Severity::None,
        path: Some(path.into()),
        disclosure,
        image: None,
        url: None,
        provider_code: None,
    };
    let mut asked = with_terms("now");
    asked.messages = vec![
        notice("$.payment.terms[1]", true),
        notice("$['payment']['terms'][2].schedules[0]", true),
        notice("$.payment.terms[9]", true),
        notice("$.payment.terms[1]", false),
    ];
    answered(asked).screen(|screen| {
        let checkout = shown!(Checkout, screen);
        let within: Vec<usize> = checkout.terms.iter().map(|row| row.notices.len()).collect();
        assert_eq!(within, [0, 1, 1]);
        let above: Vec<&str> = checkout.messages.iter().map(|row| row.code.as_str()).collect();
        assert_eq!(above, ["$.payment.terms[9]", "$.payment.terms[1]"]);
    });
}

#[test]
fn a_term_that_was_rewritten_is_agreed_to_before_it_is_paid() {
    let mut rewritten = with_terms("half");
    if let Some(terms) = &mut rewritten.terms {
        terms.all[1].schedules[1].words = "Due in 60 days.".into();
    }
    let changed = answered(with_terms("half")).told(Outcome::CheckoutChanged(Box::new(rewritten)));
    changed
        .screen(|screen| {
            let checkout = shown!(Checkout, screen);
            assert_eq!((checkout.pay_blocked_code.as_str(), checkout.can_pay), ("BASKET_CHANGED", false));
            assert!(checkout.notice.as_ref().is_some_and(|notice| !notice.body.is_empty()));
        })
        .when(Intent::Pay { method: None })
        .effects([])
        .when(Intent::AcceptPrice)
        .screen(|screen| assert!(shown!(Checkout, screen).can_pay));
}

#[test]
fn an_order_says_what_is_due_later() {
    let later = vec![Owed { words: "Due on delivery.".into(), at: None, amount: euros(60) }];
    for (later, title) in [(later, "Due later"), (Vec::new(), "")] {
        let order = Order { later: later.clone(), ..order("red", "1042") };
        Given::a_shop_in("DE", Currency::EUR)
            .with(|model| model.orders = vec![order.clone()])
            .when(Intent::OpenOrder { key: "1042".into() })
            .screen(|screen| {
                let shown = shown!(Order, screen);
                assert_eq!((shown.later_title.as_str(), shown.later.len()), (title, later.len()));
                assert!(
                    shown
                        .later
                        .iter()
                        .all(|row| row.label == "Due on delivery." && row.value.contains("0.60"))
                );
            });
    }
}
