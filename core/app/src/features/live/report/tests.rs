//! Reports: written, kept until they are delivered, given up.

use super::*;
use crate::features::live::screen::{LiveScreen, ReportPanel};
use crate::kernel::effects::{LiveNews, Outcome, PersonOp};
use crate::kernel::intent::Intent;
use crate::kernel::reports::MOST_REPORTS;
use crate::kernel::screen_parts::Tone;
use crate::kernel::shows::ShowState;
use crate::kernel::testing::{AT, Given, buyer, show, shown};
use tradewind_domain::{Currency, Timestamp};
use tradewind_live::SessionId;

const TAKER: &str = "reports.example";

/// A running show of a shop that takes reports.
fn watched(taken: bool) -> Given {
    Given::a_shop_in("DE", Currency::EUR)
        .with(|model| {
            model.shows.list = vec![show("show-1", ShowState::Running)];
            model.shows.read = true;
            model.buyer = buyer();
        })
        .told(Outcome::Live(LiveNews::TakesReports(taken.then(|| TAKER.to_owned()))))
        .when(Intent::OpenShow { key: "show-1".into() })
}

fn edit(field: &str, value: &str) -> Intent {
    Intent::EditReport { field: field.into(), value: value.into() }
}

/// The form, filled in.
fn filled() -> Given {
    watched(true)
        .when(Intent::ReportShow { shown: true })
        .when(edit(REASON, "misleading"))
        .when(edit(GOOD_FAITH, CONFIRMED))
}

fn report(given: &Given) -> Option<ReportPanel> {
    let mut panel = None;
    given.look(|snapshot| panel = shown!(Live, &snapshot.screen).report.clone());
    panel
}

fn seen(given: Given, look: impl FnOnce(&LiveScreen)) -> Given {
    given.screen(|screen| look(shown!(Live, screen)))
}

fn keyed_report(given: Given, key: &str) -> Given {
    let given = given
        .when(Intent::SendReport)
        .asks(|effect| matches!(effect, Effect::Live(LiveOp::KeyReport { taker, .. }) if taker == TAKER));
    has_key(given, key)
}

/// One that was sent has its key.
fn has_key(given: Given, key: &str) -> Given {
    let form = ReportForm { reason: Some(Reason::Misleading), good_faith: true, ..ReportForm::default() };
    let place = Place {
        session: SessionId::parse("show-1").expect("an id"),
        url: "https://shop.example/live/show-1".into(),
        at: None,
        item: None,
        reported_at: AT.now,
        language: "en".into(),
    };
    let report = Box::new(form.report(place).expect("whole"));
    given.told(Outcome::Live(LiveNews::ReportKeyed { key: key.into(), taker: TAKER.into(), report }))
}

#[test]
fn a_form_says_what_is_missing_until_it_is_whole() {
    let given = watched(true);
    let given = seen(given, |screen| {
        assert!(!screen.report_label.is_empty() && screen.report.is_none() && screen.reports.is_empty());
    });
    let given = given.when(Intent::ReportShow { shown: true });
    let panel = report(&given).expect("it is shown");
    assert!(
        !panel.can_send && !panel.missing.is_empty() && panel.note.contains("reports.example"),
        "{panel:?}"
    );
    assert_eq!((panel.reasons.len(), panel.fields.len(), panel.notice), (4, 2, None));
    // What cannot be sent is not.
    let given = given.when(Intent::SendReport).asks_nothing(|effect| matches!(effect, Effect::Live(_)));
    let choice = panel.reasons.last().expect("something else");
    let given = given.when(edit(&choice.field, &choice.key));
    let agree = panel.good_faith.expect("a statement");
    let given = given.when(edit(&agree.field, &agree.key));
    assert!(report(&given).is_some_and(|panel| !panel.can_send), "something else needs words");
    let given = given.when(edit(WORDS, "It was sold as new"));
    let panel = report(&given).expect("it is shown");
    assert!(panel.can_send && panel.missing.is_empty() && panel.good_faith.is_some_and(|one| one.selected));
    let given = given.when(edit("odd", "x")).sees(|snapshot| {
        assert!(snapshot.banners.iter().any(|banner| banner.code.as_deref() == Some("BAD_INPUT")));
    });
    let given = given.when(Intent::ReportShow { shown: false });
    assert_eq!(report(&given), None);
}

#[test]
fn what_is_sent_is_of_the_show_and_holds_nothing_that_was_not_written() {
    filled().when(Intent::SendReport).asks(|effect| {
        let Effect::Live(LiveOp::KeyReport { report, .. }) = effect else { return false };
        let text = String::from_utf8(report.body()).unwrap_or_default();
        let personal = ["Erika", "Muster", "erika@example.com", "10115", "contact", "words"];
        report.url == "https://shop.example/live/show-1"
            && report.good_faith
            && personal.iter().all(|part| !text.contains(part))
    });
    let said = filled().when(edit(CONTACT, "me@example.com"));
    said.when(Intent::SendReport).asks(|effect| {
        matches!(effect, Effect::Live(LiveOp::KeyReport { report, .. }) if report.contact.as_deref() == Some("me@example.com"))
    });
}

#[test]
fn it_is_kept_and_sent_until_the_merchant_has_it() {
    let sends =
        |effect: &Effect| matches!(effect, Effect::Live(LiveOp::SendReport { key, .. }) if key == "k1");
    let keeps =
        |effect: &Effect| matches!(effect, Effect::Person(PersonOp::KeepLive(text)) if text.contains("k1"));
    let offline = filled().when(Intent::Connectivity { online: false });
    assert!(
        report(&offline).is_some_and(|panel| panel.can_send && panel.notice.is_some()),
        "offline is said"
    );
    let given = keyed_report(offline, "k1").asks(keeps).asks_nothing(sends);
    let given = seen(given, |screen| {
        assert!(screen.report.is_none() && screen.reports[0].detail.contains("Kept on this phone"));
    });
    let given = given.when(Intent::Connectivity { online: true }).asks(sends);
    let receipt = Receipt { number: Some("R-000001".into()), received_at: None };
    let told = LiveNews::ReportTold { key: "k1".into(), told: Ok(receipt) };
    let given = given.told(Outcome::Live(told.clone())).asks(keeps);
    let given = seen(given, |screen| {
        let row = &screen.reports[0];
        assert!(row.detail.contains("R-000001") && row.tone == Tone::Success, "{row:?}");
    });
    // Told again, and asked for again, nothing is done.
    let given = given.told(Outcome::Live(told)).asks_nothing(keeps);
    given.when(Intent::Retry).asks_nothing(sends);
}

#[test]
fn it_goes_where_the_person_was_told_also_when_another_address_is_named_meanwhile() {
    let other = LiveNews::TakesReports(Some("other.example".into()));
    let given = filled().when(Intent::SendReport).told(Outcome::Live(other));
    has_key(given, "k1")
        .asks(|effect| matches!(effect, Effect::Live(LiveOp::SendReport { taker, .. }) if taker == TAKER))
        .knows(|model| assert!(model.reports.all[0].taker == TAKER))
        .screen(|screen| {
            let row = &shown!(Live, screen).reports[0];
            assert!(row.detail.contains("Kept on this phone"), "it is not on its way: {row:?}");
        });
}

#[test]
fn one_that_has_its_key_after_everything_was_erased_is_neither_kept_nor_sent() {
    let given = filled().when(Intent::SendReport).told(Outcome::Erased(Ok(())));
    has_key(given, "k1").effects([]).knows(|model| assert!(model.reports.all.is_empty()));
}

#[test]
fn a_merchant_whose_shows_begin_again_and_again_has_no_report_sent_before_its_time() {
    let lists = |effect: &Effect| matches!(effect, Effect::Live(LiveOp::List { .. }));
    let sends = |effect: &Effect| matches!(effect, Effect::Live(LiveOp::SendReport { .. }));
    keyed_report(filled(), "k1")
        .asks(sends)
        .told(Outcome::Live(LiveNews::Begins))
        .asks(lists)
        .asks_nothing(sends)
        .when(Intent::Connectivity { online: false })
        .when(Intent::Connectivity { online: true })
        .asks(sends);
}

#[test]
fn a_refused_one_is_said_and_not_sent_again() {
    let refused = LiveNews::ReportTold { key: "k1".into(), told: Err(Code::ReportRefused) };
    let given = keyed_report(filled(), "k1").told(Outcome::Live(refused));
    let given = seen(given, |screen| assert_eq!(screen.reports[0].tone, Tone::Error));
    given
        .when(Intent::Retry)
        .asks_nothing(|effect| matches!(effect, Effect::Live(LiveOp::SendReport { .. })));
}

#[test]
fn it_waits_over_a_restart_and_is_gone_when_everything_is_erased() {
    let given = keyed_report(filled(), "k1");
    let mut kept = None;
    let given = given.with(|model| kept = live_kept::keep(model, AT));
    let Some(Effect::Person(PersonOp::KeepLive(text))) = kept else { unreachable!("it is kept") };
    Given::a_shop().with(|model| live_kept::restore(model, Some(&text), None, AT)).knows(|model| {
        assert_eq!((model.reports.waiting().count(), due(model).len()), (1, 1));
    });
    given
        .told(Outcome::Erased(Ok(())))
        .asks(|effect| *effect == Effect::Live(LiveOp::DropReports))
        .knows(|model| assert!(model.reports.all.is_empty()));
}

#[test]
fn where_the_shop_names_no_address_it_is_said_where_to_go() {
    let given = watched(false).when(Intent::ReportShow { shown: true });
    let panel = report(&given).expect("it is shown");
    let code = panel.notice.as_ref().and_then(|notice| notice.code.as_deref());
    assert_eq!((code, panel.reasons.is_empty(), panel.can_send), (Some("REPORT_UNADDRESSED"), true, false));
    assert!(panel.link.starts_with("https://shop.example") && panel.link_label.contains("shop.example"));
    let given = given.when(edit(REASON, "offensive")).when(edit(GOOD_FAITH, CONFIRMED));
    given.when(Intent::SendReport).asks_nothing(|effect| matches!(effect, Effect::Live(_)));
}

#[test]
fn no_more_wait_than_are_kept() {
    let mut given = watched(true);
    for at in 0..MOST_REPORTS {
        let open = given.when(Intent::ReportShow { shown: true });
        let open = open.when(edit(REASON, "dangerous")).when(edit(GOOD_FAITH, CONFIRMED));
        given = keyed_report(open, &format!("k{at}"));
    }
    let given = given.when(Intent::ReportShow { shown: true });
    let given = given.when(edit(REASON, "dangerous")).when(edit(GOOD_FAITH, CONFIRMED));
    assert!(report(&given).is_some_and(|panel| !panel.can_send && panel.missing.contains("waiting")));
    let given = given.when(Intent::SendReport).asks_nothing(|effect| matches!(effect, Effect::Live(_)));
    // One that is delivered makes room.
    let told = LiveNews::ReportTold { key: "k3".into(), told: Ok(Receipt::default()) };
    let given = given.told(Outcome::Live(told));
    assert!(report(&given).is_some_and(|panel| panel.can_send && panel.missing.is_empty()));
    keyed_report(given, "more").knows(|model| {
        assert_eq!(model.reports.all.len(), MOST_REPORTS);
        assert!(model.reports.all.iter().all(|one| one.key != "k3"));
    });
}

#[test]
fn one_that_could_not_be_delivered_for_weeks_is_given_up_in_words_and_its_place_is_free() {
    let drops = |effect: &Effect| matches!(effect, Effect::Live(LiveOp::DropReport { key }) if key == "k1");
    let sends = |effect: &Effect| matches!(effect, Effect::Live(LiveOp::SendReport { .. }));
    let of_days = |model: &mut Model, days: i64| {
        for one in &mut model.reports.all {
            one.report.reported_at = Timestamp(AT.now.0 - days * 86_400_000);
        }
    };
    let given = keyed_report(filled(), "k1").with(|model| {
        for n in 2..=MOST_REPORTS {
            let other = SentReport { key: format!("k{n}"), ..model.reports.all[0].clone() };
            model.reports.put(other);
        }
        of_days(model, 29);
    });
    given
        .when(Intent::Retry)
        .asks(sends)
        .asks_nothing(drops)
        .knows(|model| assert!(model.reports.is_full()))
        // Nobody would be told.
        .when(Intent::Foreground { active: false })
        .with(|model| of_days(model, 30))
        .told(Outcome::Live(LiveNews::Woke))
        .asks_nothing(drops)
        .when(Intent::Foreground { active: true })
        .asks(drops)
        .asks(
            |effect| matches!(effect, Effect::Person(PersonOp::KeepLive(text)) if text.contains("given_up")),
        )
        .sees(|snapshot| {
            let toast = snapshot.toast.as_ref().expect("it is said");
            assert!(toast.text.contains(TAKER), "{}", toast.text);
            let row = &shown!(Live, &snapshot.screen).reports[0];
            assert!(row.tone == Tone::Error && row.detail == toast.text, "{row:?}");
        })
        .knows(|model| assert!(!model.reports.is_full()))
        .when(Intent::Retry)
        .asks_nothing(sends);
}
