//! Reports of shows: the form, the sending, and what became of it. The merchant is told, and nobody else.

use crate::features::live::cards::{item_of, standing};
use crate::features::live::state::ReportDraft;
use crate::kernel::effects::{Effect, Effects, LiveOp};
use crate::kernel::error::Fault;
use crate::kernel::live_kept;
use crate::kernel::model::Model;
use crate::kernel::now::Now;
use crate::kernel::reports::{ReportState, SentReport};
use crate::kernel::toast::ToastState;
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

/// After each change: what no host has taken for weeks is not waited for any more, and that is said.
pub(crate) fn give_up(model: &mut Model, at: Now) -> Effects {
    // Said by a message that passes, which nobody sees in the background.
    if !model.foreground || !model.loaded {
        return Vec::new();
    }
    let late = model.reports.give_up(at.now);
    let Some((_, host)) = late.first().cloned() else { return Vec::new() };
    model.show_toast(ToastState::ReportGivenUp { host });
    let drops = late.into_iter().map(|(key, _)| Effect::Live(LiveOp::DropReport { key }));
    drops.chain(live_kept::keep(model, at)).collect()
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
mod tests;
