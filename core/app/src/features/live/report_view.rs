//! Draws the form by which a show is reported, and what became of reports.

use crate::features::live::report::{CONFIRMED, CONTACT, GOOD_FAITH, REASON, WORDS};
use crate::features::live::screen::{LivePhase, ReportChoice, ReportField, ReportPanel, ReportRow};
use crate::features::live::state::ReportDraft;
use crate::kernel::model::Model;
use crate::kernel::reports::{ReportState, SentReport};
use crate::kernel::screen_parts::{Banner, Tone};
use crate::kernel::view_context::ViewContext;
use tradewind_domain::Code;
use tradewind_live::{Reason, ReportForm, SessionId};

/// Label of showing the form; empty while it is shown, and where no show is.
pub(crate) fn label(
    model: &Model,
    session: Option<&SessionId>,
    phase: LivePhase,
    context: &ViewContext<'_>,
) -> String {
    let known = !matches!(phase, LivePhase::Loading | LivePhase::Gone);
    if known && draft(model, session).is_none() { context.words.live_report() } else { String::new() }
}

/// The form, where it is shown.
pub(crate) fn panel(
    model: &Model,
    session: Option<&SessionId>,
    context: &ViewContext<'_>,
) -> Option<ReportPanel> {
    let draft = draft(model, session)?;
    Some(match &model.reports.taker {
        Some(taker) => form(model, draft, taker, context),
        None => elsewhere(model, context),
    })
}

/// What was reported of the show, latest first.
pub(crate) fn rows(model: &Model, session: Option<&SessionId>, context: &ViewContext<'_>) -> Vec<ReportRow> {
    let Some(session) = session else { return Vec::new() };
    model.reports.of(session).map(|sent| row(model, sent, context)).collect()
}

fn draft<'a>(model: &'a Model, session: Option<&SessionId>) -> Option<&'a ReportDraft> {
    model.features.live.report.as_ref().filter(|draft| Some(&draft.session) == session)
}

fn form(model: &Model, draft: &ReportDraft, taker: &str, context: &ViewContext<'_>) -> ReportPanel {
    let words = context.words;
    let form = &draft.form;
    let reason = |reason: Reason| ReportChoice {
        field: REASON.to_owned(),
        key: reason.as_str().to_owned(),
        label: reason_word(reason, context),
        selected: form.reason == Some(reason),
    };
    let wanted = form.reason == Some(Reason::Other);
    let field = |name: &str, label: String, value: &str, note: String| ReportField {
        field: name.to_owned(),
        label,
        value: value.to_owned(),
        note,
    };
    // Where and when change nothing of whether it is whole.
    let can_send = form.is_whole() && !model.reports.is_full();
    ReportPanel {
        title: words.live_report(),
        note: words.report_note(taker),
        notice: (!model.online).then(|| banner(Tone::Info, None, words.report_offline())),
        reasons_title: words.report_reason(),
        reasons: Reason::ALL.into_iter().map(reason).collect(),
        fields: vec![
            field(
                WORDS,
                if wanted { words.report_words_wanted() } else { words.report_words() },
                &form.words,
                String::new(),
            ),
            field(CONTACT, words.report_contact(), &form.contact, words.report_contact_note()),
        ],
        good_faith: Some(ReportChoice {
            field: GOOD_FAITH.to_owned(),
            key: if form.good_faith { String::new() } else { CONFIRMED.to_owned() },
            label: words.report_good_faith(),
            selected: form.good_faith,
        }),
        missing: missing(model, form, context),
        send_label: words.report_send(),
        can_send,
        leave_label: words.report_leave(),
        link: String::new(),
        link_label: String::new(),
    }
}

/// Why it cannot be sent; empty where it can.
fn missing(model: &Model, form: &ReportForm, context: &ViewContext<'_>) -> String {
    if !form.is_whole() {
        context.words.report_missing()
    } else if model.reports.is_full() {
        context.words.report_full()
    } else {
        String::new()
    }
}

/// The merchant names no address: where it can be told instead.
fn elsewhere(model: &Model, context: &ViewContext<'_>) -> ReportPanel {
    let words = context.words;
    let code = Code::ReportUnaddressed;
    ReportPanel {
        title: words.live_report(),
        note: String::new(),
        notice: Some(banner(Tone::Warning, Some(code), words.error(code))),
        reasons_title: String::new(),
        reasons: Vec::new(),
        fields: Vec::new(),
        good_faith: None,
        missing: String::new(),
        send_label: String::new(),
        can_send: false,
        leave_label: words.report_leave(),
        link: model.merchant.as_str().to_owned(),
        link_label: words.report_elsewhere(model.merchant.url().host_str().unwrap_or_default()),
    }
}

fn banner(tone: Tone, code: Option<Code>, text: String) -> Banner {
    let code = code.map(|code| code.as_str().to_owned());
    Banner { tone, code, text, action: String::new(), answers: Vec::new() }
}

fn row(model: &Model, sent: &SentReport, context: &ViewContext<'_>) -> ReportRow {
    let words = context.words;
    let (detail, tone) = match &sent.state {
        // Where the merchant names another host than the person was told of, nothing is sent.
        ReportState::Waiting if model.online && model.reports.taker.as_ref() == Some(&sent.taker) => {
            (words.report_sending(), Tone::Info)
        }
        ReportState::Waiting => (words.report_waiting(), Tone::Info),
        ReportState::Delivered { number: Some(number), at } => {
            (words.report_delivered_number(number, *at), Tone::Success)
        }
        ReportState::Delivered { number: None, at } => (words.report_delivered(*at), Tone::Success),
        ReportState::Refused => (words.error(Code::ReportRefused), Tone::Error),
        ReportState::GivenUp => (words.report_given_up(&sent.taker), Tone::Error),
    };
    let reason = reason_word(sent.report.reason, context);
    ReportRow {
        key: sent.key.clone(),
        text: words.report_sent(sent.report.reported_at, &reason),
        detail,
        tone,
    }
}

fn reason_word(reason: Reason, context: &ViewContext<'_>) -> String {
    let words = context.words;
    match reason {
        Reason::Misleading => words.report_misleading(),
        Reason::Dangerous => words.report_dangerous(),
        Reason::Offensive => words.report_offensive(),
        Reason::Other => words.report_other(),
    }
}
