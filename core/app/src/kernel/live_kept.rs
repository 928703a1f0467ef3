//! What the person's file keeps of shows, as two JSON texts of a merchant: held prices with the keys that signed them and the merchant's
//! clock, offered ones that wait for keys, moments with their orders, wished reminders, reports; and what is known of the last show, which
//! changes with each card. Bounded; what does not read is begun anew.

use crate::kernel::effects::{Effect, PersonOp};
use crate::kernel::holds::{HeldPrice, MOST, Refused, UnverifiedHolds, monotonic};
use crate::kernel::model::Model;
use crate::kernel::moments::MomentsState;
use crate::kernel::now::Now;
use crate::kernel::reports::{MOST_REPORTS, SentReport};
use crate::kernel::shows::Reminded;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use tradewind_domain::Timestamp;
use tradewind_live::{KeptClock, KeptHold, ServerClock, SessionId, Timeline};

/// The most that is kept of a show, in bytes. A show that says more is read from its playlist and its events again.
const SHOW_BYTES: usize = 256 << 10;
/// The most that is read of each: above what is ever written, 2,100 moments of some 2 KB each.
const BYTES: usize = 8 << 20;
/// The most reminders.
const MOST_REMINDERS: usize = 50;

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    captions: bool,
    /// As builds before wrote wishes, without their times.
    #[serde(skip_serializing)]
    reminders: BTreeSet<SessionId>,
    reminded: BTreeMap<SessionId, Reminded>,
    withdrawn: BTreeMap<SessionId, Timestamp>,
    clock: Option<KeptClock>,
    holds: Vec<KeptPrice>,
    unverified: UnverifiedHolds,
    moments: MomentsState,
    reports: Vec<SentReport>,
    /// Where earlier builds kept the last show.
    #[serde(skip_serializing)]
    show: Option<(SessionId, String)>,
}

#[derive(Serialize, Deserialize)]
struct KeptPrice {
    hold: KeptHold,
    /// Milliseconds that were left when it was first met.
    whole: u64,
    /// Why it holds no more: it may still stand in its show, and is not to be offered again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    refused: Option<Refused>,
    /// Whether it was bought at: none of those that earlier builds kept.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    bought: bool,
}

/// Keeps all of it but the show; nothing before the person's file was read.
pub(crate) fn keep(model: &Model, at: Now) -> Option<Effect> {
    if !model.loaded {
        return None;
    }
    let holds = model.holds.all.iter();
    let kept = Kept {
        captions: model.features.live.captions,
        reminders: BTreeSet::new(),
        reminded: bounded(model.shows.reminders.clone()),
        withdrawn: bounded(model.shows.withdrawn.clone()),
        clock: model.holds.clock.keep(monotonic(at.seconds), at.now),
        holds: holds
            .map(|one| KeptPrice {
                hold: one.hold.keep(),
                whole: u64::try_from(one.whole.as_millis()).unwrap_or(u64::MAX),
                refused: one.refused,
                bought: one.bought,
            })
            .collect(),
        unverified: model.holds.unverified.clone(),
        moments: model.moments.clone(),
        reports: model.reports.all.clone(),
        show: None,
    };
    serde_json::to_string(&kept).ok().map(|text| Effect::Person(PersonOp::KeepLive(text)))
}

fn bounded<T>(all: BTreeMap<SessionId, T>) -> BTreeMap<SessionId, T> {
    all.into_iter().take(MOST_REMINDERS).collect()
}

/// Keeps the open show where the person was told of anything since it was kept last. One that is too much stays as it was kept.
pub(crate) fn keep_show(model: &mut Model, now: Duration) -> Option<Effect> {
    let open = model.features.live.open.as_mut().filter(|open| open.unkept && model.loaded)?;
    (open.kept, open.unkept) = (Some(now), false);
    written(&show(&open.show.session, &open.timeline)?)
}

/// As [`keep_show`], of a show that is left: what is kept of it is at hand where it is opened again.
pub(crate) fn leave_show(model: &mut Model) -> Option<Effect> {
    let open = model.features.live.open.take()?;
    model.features.live.kept = show(&open.show.session, &open.timeline);
    let kept = model.features.live.kept.as_ref().filter(|_| open.unkept && model.loaded)?;
    written(kept)
}

fn written(kept: &(SessionId, String)) -> Option<Effect> {
    serde_json::to_string(kept).ok().map(|text| Effect::Person(PersonOp::KeepShow(text)))
}

/// What is kept of a show, where it is not too much.
pub(crate) fn show(session: &SessionId, timeline: &Timeline) -> Option<(SessionId, String)> {
    let text = String::from_utf8(timeline.keep()).ok().filter(|text| text.len() <= SHOW_BYTES)?;
    Some((session.clone(), text))
}

/// Takes what was kept: held prices are held to the keys that they were kept with.
pub(crate) fn restore(model: &mut Model, kept: Option<&str>, show: Option<&str>, at: Now) {
    restore_all(model, kept, at);
    let Some(text) = show.filter(|text| text.len() <= BYTES) else { return };
    if let Ok(show) = serde_json::from_str::<(SessionId, String)>(text) {
        model.features.live.kept = Some(show).filter(|(_, text)| text.len() <= SHOW_BYTES);
    }
}

fn restore_all(model: &mut Model, kept: Option<&str>, at: Now) {
    let Some(text) = kept.filter(|text| text.len() <= BYTES) else { return };
    let Ok(kept) = serde_json::from_str::<Kept>(text) else { return };
    let now = monotonic(at.seconds);
    if let Some(clock) = &kept.clock {
        model.holds.clock = ServerClock::restore(clock, now, at.now);
    }
    model.holds.all = kept
        .holds
        .into_iter()
        .take(MOST)
        .filter_map(|one| {
            let hold =
                one.hold.verify().ok().filter(|hold| hold.terms().merchant.same_origin(&model.merchant))?;
            let whole = Duration::from_millis(one.whole);
            Some(HeldPrice { hold, whole, refused: one.refused, bought: one.bought })
        })
        .collect();
    model.holds.unverified = kept.unverified.restored(now);
    model.holds.tidy(now);
    model.features.live.captions = kept.captions;
    model.features.live.kept = kept.show.filter(|(_, text)| text.len() <= SHOW_BYTES);
    let before = kept.reminders.into_iter().map(|session| (session, Reminded::default()));
    model.shows.reminders = bounded(before.chain(kept.reminded).collect());
    model.shows.withdrawn = bounded(kept.withdrawn);
    model.moments = kept.moments;
    model.reports.all = kept.reports.into_iter().take(MOST_REPORTS).collect();
}
