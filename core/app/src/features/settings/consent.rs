//! The switches of what a person may agree to, and what is kept of links because of it.

use crate::features::settings::screen::{ConsentSettings, ConsentSwitch};
use crate::kernel::attribution;
use crate::kernel::consent::{NO, YES};
use crate::kernel::effects::Effects;
use crate::kernel::model::Model;
use crate::kernel::now::Now;
use crate::kernel::screen_parts::Fact;
use crate::kernel::view_context::ViewContext;
use tradewind_l10n::plain;
use tradewind_person::{Answer, Purpose, Touch};

/// None for what is neither yes nor no.
pub(crate) fn chosen(model: &mut Model, purpose: Purpose, value: &str, at: Now) -> Option<Effects> {
    match value {
        YES => Some(attribution::answer(model, purpose, true, at)),
        NO => Some(attribution::answer(model, purpose, false, at)),
        _ => None,
    }
}

pub(crate) fn view(model: &Model, context: &ViewContext<'_>) -> ConsentSettings {
    let words = context.words;
    let kept = kept(model, context);
    let said = |text: String| if kept.is_empty() { String::new() } else { text };
    ConsentSettings {
        title: words.consent_title(),
        note: words.consent_note(),
        switches: Purpose::ALL.into_iter().map(|purpose| switch(model, purpose, context)).collect(),
        viewed_label: if model.recent.is_empty() { String::new() } else { words.consent_viewed_delete() },
        kept_title: said(words.consent_kept()),
        delete_label: said(words.consent_delete()),
        kept,
    }
}

fn switch(model: &Model, purpose: Purpose, context: &ViewContext<'_>) -> ConsentSwitch {
    let words = context.words;
    let (title, note) = match purpose {
        Purpose::MeasureCampaigns => (words.consent_campaigns(), words.consent_campaigns_note()),
        Purpose::RewardCreators => (words.consent_creators(), words.consent_creators_note()),
        Purpose::PersonalRanking => (words.consent_ranking(), words.consent_ranking_note()),
    };
    let since = since(model, purpose, context);
    let on = model.consent.allows(purpose);
    ConsentSwitch {
        setting: purpose.as_str().to_owned(),
        accessibility: plain(&words.consent_spoken(&since, &title)),
        title,
        note,
        since,
        on,
        key: if on { NO } else { YES }.to_owned(),
    }
}

/// Whether it is on and since when, or why it is off. Who asks is named only while somebody does: which of them it was is
/// not kept.
fn since(model: &Model, purpose: Purpose, context: &ViewContext<'_>) -> String {
    let words = context.words;
    let asks = model.host.says_no();
    let by_system = model.host.tracking_denied && !model.host.privacy_signal;
    let name = if by_system { words.consent_signal_system() } else { words.consent_signal_gpc() };
    let Some(last) = model.consent.answer(purpose) else {
        let signal = asks && purpose != Purpose::PersonalRanking;
        return if signal { words.consent_off_signal(&name) } else { words.consent_off() };
    };
    match last.answer {
        Answer::GrantedDespiteSignal if asks => words.consent_on_despite(last.at, &name),
        Answer::Granted | Answer::GrantedDespiteSignal => words.consent_on_since(last.at),
        Answer::Refused => words.consent_off_since(last.at),
        Answer::RefusedBySignal if asks => words.consent_off_signal_since(last.at, &name),
        Answer::RefusedBySignal => words.consent_off_asked_since(last.at),
    }
}

/// What is kept of links, and how many orders the merchant was told of it for, and checkouts that may still become some.
fn kept(model: &Model, context: &ViewContext<'_>) -> Vec<Fact> {
    let words = context.words;
    let row = |label: String, touch: &Touch| Fact {
        label,
        value: words.consent_kept_until(touch.until, &source(touch, context)),
    };
    let mut rows = match model.consent.touches.as_slice() {
        [] => Vec::new(),
        [only] => vec![row(words.consent_kept_only(), only)],
        [first, .., latest] => {
            vec![row(words.consent_kept_first(), first), row(words.consent_kept_latest(), latest)]
        }
    };
    let (orders, open): (Vec<_>, Vec<_>) =
        model.consent.attributed.iter().partition(|one| one.order.is_some());
    for (label, all) in [(words.consent_kept_orders(), orders), (words.consent_kept_open(), open)] {
        if !all.is_empty() {
            let count = u64::try_from(all.len()).unwrap_or(u64::MAX);
            rows.push(Fact { label, value: words.number(count) });
        }
    }
    rows
}

/// Where the person came from, in words: as the link says it, where it does.
fn source(touch: &Touch, context: &ViewContext<'_>) -> String {
    let words = context.words;
    let said =
        ["utm_source", "utm_campaign"].into_iter().filter_map(|name| touch.campaign.get(name).cloned());
    let mut parts: Vec<String> = said.collect();
    if parts.is_empty() && !touch.campaign.is_empty() {
        parts.push(words.consent_kept_ad());
    }
    if touch.creator.is_some() {
        parts.push(words.consent_kept_creator());
    }
    parts.join(" · ")
}
