//! Reports of shows: the form, the sending, and what became of it. The merchant is told, and nobody else.

use crate::features::live::cards::{item_of, standing};
use crate::features::live::state::ReportDraft;
use crate::kernel::effects::{Effect, Effects, LiveOp};
use crate::kernel::error::Fault;
use crate::kernel::live_kept;
use crate::kernel::model::Model;
use crate::kernel::now::Now;
use crate::kernel::reports::{ReportState, SentReport};
use tradewind_domain::Code;
use tradewind_live::{Place, Reason, Receipt, ReportForm, ShowReport};

/// Names of the form's fields, for `EditReport`.
pub(crate) const REASON: &str = "reason";
pub(crate) const WORDS: &str = "words";
pub(crate) const CONTACT: &str = "contact";
pub(crate) const GOOD_FAITH: &str = "good_faith";
/// What stands in [`GOOD_FAITH`] once it is confirmed.
pub(crate) const CONFIRMED: &str = "yes";

/// Shows the form about what is to be seen now, or leaves it.
pub(crate) fn show(model: &mut Model, shown: bool) -> Effects {
    let open = model.features.live.open.as_ref().filter(|_| shown && model.loaded);
    let known = open.filter(|open| model.shows.named(&open.show.session).is_some());
    model.features.live.report = known.map(|open| ReportDraft {
        session: open.show.session.clone(),
        at: open.moment,
        item: standing(open).and_then(|shown| item_of(&shown).cloned()),
        form: ReportForm::default(),
    });
    Vec::new()
}

pub(crate) fn edit(model: &mut Model, field: &str, value: &str) -> Effects {
    let reason = Reason::parse(value);
    if !matches!(field, REASON | WORDS | CONTACT | GOOD_FAITH) || (field == REASON && reason.is_none()) {
        return model.bad_input();
    }
    let Some(draft) = &mut model.features.live.report else { return Vec::new() };
    match field {
        REASON => draft.form.reason = reason,
        WORDS => draft.form.write_words(value),
        CONTACT => draft.form.write_contact(value),
        _ => draft.form.good_faith = value == CONFIRMED,
    }
    Vec::new()
}

/// Takes the form as a report that is kept until it is delivered.
pub(crate) fn send(model: &mut Model, at: Now) -> Effects {
    let Some(draft) = &model.features.live.report else { return Vec::new() };
    let Some(taker) = model.reports.taker.clone() else {
        return vec![Effect::Log(Fault::new(Code::ReportUnaddressed).record("live.report"))];
    };
    if model.reports.is_full() {
        return model.bad_input();
    }
    match draft.form.report(place(model, draft, at)) {
        Ok(report) => {
            model.features.live.report = None;
            model.reports.unkeyed = model.reports.unkeyed.saturating_add(1);
            vec![Effect::Live(LiveOp::KeyReport { taker, report: Box::new(report) })]
        }
        // The screen says what is missing.
        Err(error) => vec![Effect::Log(Fault::new(error.code()).record("live.report"))],
    }
}

fn place(model: &Model, draft: &ReportDraft, at: Now) -> Place {
    let show = model.shows.named(&draft.session);
    let second = draft.at.and_then(|moment| show?.seconds(moment));
    let link = show.and_then(|show| {
        let exact = second.and_then(|second| show.link(&model.merchant, Some(second)));
        exact.or_else(|| show.link(&model.merchant, None))
    });
    Place {
        session: draft.session.clone(),
        url: link.unwrap_or_else(|| model.merchant.clone()).as_str().to_owned(),
        at: draft.at,
        item: draft.item.clone(),
        reported_at: at.now,
        language: model.settings.language.as_str().to_owned(),
    }
}

/// It has a key: it is kept before it is sent. One that was sent before everything was erased is neither.
pub(crate) fn keyed(
    model: &mut Model,
    (key, taker): (String, String),
    report: ShowReport,
    at: Now,
) -> Effects {
    let Some(left) = model.reports.unkeyed.checked_sub(1) else { return Vec::new() };
    model.reports.unkeyed = left;
    let sent = SentReport { key, taker, report, state: ReportState::Waiting };
    let sending = if model.online { Some(sending(&sent)) } else { None };
    model.reports.put(sent);
    live_kept::keep(model, at).into_iter().chain(sending).collect()
}

pub(crate) fn told(model: &mut Model, key: &str, told: Result<Receipt, Code>, at: Now) -> Effects {
    let mut effects = Vec::new();
    let state = match told {
        Ok(Receipt { number, received_at }) => {
            ReportState::Delivered { number, at: received_at.unwrap_or(at.now) }
        }
        Err(code) => {
            effects.push(Effect::Log(Fault::new(code).record("live.report_refused")));
            ReportState::Refused
        }
    };
    if model.reports.settle(key, state) {
        effects.extend(live_kept::keep(model, at));
    }
    effects
}

/// Sends what waits.
pub(crate) fn due(model: &Model) -> Effects {
    if !model.online || !model.loaded {
        return Vec::new();
    }
    model.reports.waiting().map(sending).collect()
}

fn sending(sent: &SentReport) -> Effect {
    let (key, taker, report) = (sent.key.clone(), sent.taker.clone(), Box::new(sent.report.clone()));
    Effect::Live(LiveOp::SendReport { key, taker, report })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::live::screen::{LiveScreen, ReportPanel};
    use crate::kernel::effects::{LiveNews, Outcome, PersonOp};
    use crate::kernel::intent::Intent;
    use crate::kernel::reports::MOST_REPORTS;
    use crate::kernel::screen_parts::Tone;
    use crate::kernel::shows::ShowState;
    use crate::kernel::testing::{AT, Given, buyer, show, shown};
    use tradewind_domain::Currency;
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
        assert!(
            panel.can_send && panel.missing.is_empty() && panel.good_faith.is_some_and(|one| one.selected)
        );
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
        let keeps = |effect: &Effect| matches!(effect, Effect::Person(PersonOp::KeepLive(text)) if text.contains("k1"));
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
        assert_eq!(
            (code, panel.reasons.is_empty(), panel.can_send),
            (Some("REPORT_UNADDRESSED"), true, false)
        );
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
}
