//! Reminders of shows to come: wished, moved with their show, withdrawn with it; and as the system is to keep them.

use crate::features::live::screen::LiveReminder;
use crate::kernel::away::News;
use crate::kernel::effects::Effects;
use crate::kernel::live_kept;
use crate::kernel::model::Model;
use crate::kernel::now::Now;
use crate::kernel::shows::{MOST_SHOWS, Reminded, Show, ShowState, ShowsState, app_link};
use crate::kernel::toast::ToastState;
use crate::kernel::view_context::ViewContext;
use tradewind_domain::Timestamp;
use tradewind_live::SessionId;

/// The person wishes to be reminded of the open show, or does not any more.
pub(crate) fn remind(model: &mut Model, on: bool, at: Now) -> Effects {
    let Some(open) = &model.features.live.open else { return Vec::new() };
    let session = open.show.session.clone();
    let coming = model.shows.named(&session).filter(|show| on && show.state == ShowState::Coming);
    let changed = match coming.map(|show| Reminded { at: Some(show.starts_at), title: show.title.clone() }) {
        Some(reminded) => {
            model.shows.withdrawn.remove(&session);
            model.shows.erased.remove(&session);
            model.shows.reminders.insert(session, reminded).is_none()
        }
        None => withdraw(&mut model.shows, &session),
    };
    if changed { live_kept::keep(model, at).into_iter().collect() } else { Vec::new() }
}

/// The shows were listed anew: a reminder follows its show, and goes with one that is not announced any more. Both are said.
pub(crate) fn listed(model: &mut Model, at: Now) -> Effects {
    // A list that is full may leave out what comes later.
    let is_whole = model.shows.list.len() < MOST_SHOWS;
    let (reminders, withdrawn) = (model.shows.reminders.clone(), model.shows.withdrawn.clone());
    for (session, before) in &reminders {
        let show = model.shows.named(session).map(|show| (show.state, show.starts_at, show.title.clone()));
        match show {
            Some((ShowState::Coming, begins, title)) => {
                if before.at.is_some_and(|at| at != begins) {
                    say(model, Change::Moved(begins), &title);
                }
                model.shows.reminders.insert(session.clone(), Reminded { at: Some(begins), title });
            }
            None if !is_whole => {}
            None if before.at.is_some_and(|begins| begins > at.now) => {
                withdraw(&mut model.shows, session);
                say(model, Change::Cancelled, &before.title);
            }
            // What began or is over needs none.
            _ => {
                withdraw(&mut model.shows, session);
            }
        }
    }
    model.shows.withdrawn.retain(|_, begins| *begins > at.now);
    let changed = reminders != model.shows.reminders || withdrawn != model.shows.withdrawn;
    if changed { live_kept::keep(model, at).into_iter().collect() } else { Vec::new() }
}

enum Change {
    /// It begins then.
    Moved(Timestamp),
    Cancelled,
}

/// Says it on the screen, and to who does not see that.
fn say(model: &mut Model, change: Change, title: &str) {
    let title = title.to_owned();
    let (toast, news) = match change {
        Change::Moved(at) => {
            (ToastState::ShowMoved { title: title.clone(), at }, News::ShowMoved { title, at })
        }
        Change::Cancelled => {
            (ToastState::ShowCancelled { title: title.clone() }, News::ShowCancelled { title })
        }
    };
    if model.foreground {
        model.show_toast(toast);
    }
    model.away.happened(news);
}

/// Whether there was one.
fn withdraw(shows: &mut ShowsState, session: &SessionId) -> bool {
    let Some(reminded) = shows.reminders.remove(session) else { return false };
    if let Some(at) = reminded.at {
        shows.withdrawn.insert(session.clone(), at);
    }
    true
}

/// All as the system is to keep them: those that are wished, and what it may still hold of those that are not any more.
pub(crate) fn all(model: &Model, context: &ViewContext<'_>) -> Vec<LiveReminder> {
    let wished = model.shows.reminders.iter().filter_map(|(session, reminded)| {
        let at = reminded.at.filter(|at| *at > context.now)?;
        Some(reminder(session, &reminded.title, at, true, context))
    });
    let not = model.shows.withdrawn.iter().chain(&model.shows.erased).filter(|(_, at)| **at > context.now);
    wished.chain(not.map(|(session, at)| reminder(session, "", *at, false, context))).collect()
}

/// That of a show that is to come.
pub(crate) fn of_show(model: &Model, show: &Show, context: &ViewContext<'_>) -> LiveReminder {
    let is_on = model.shows.reminders.contains_key(&show.id);
    reminder(&show.id, &show.title, show.starts_at, is_on, context)
}

fn reminder(
    session: &SessionId,
    title: &str,
    at: Timestamp,
    is_on: bool,
    context: &ViewContext<'_>,
) -> LiveReminder {
    let words = context.words;
    LiveReminder {
        key: format!("show-{session}"),
        is_on,
        at: at.0,
        title: title.to_owned(),
        body: words.live_remind_body(),
        // Every id of a show can stand in one.
        link: app_link(session).unwrap_or_default(),
        label: if is_on { words.live_remind_off() } else { words.live_remind() },
        note: if is_on { words.live_remind_note(at) } else { String::new() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::effects::{Effect, LiveNews, LiveOp, Outcome, PersonOp};
    use crate::kernel::error::Fault;
    use crate::kernel::intent::Intent;
    use crate::kernel::snapshot::Snapshot;
    use crate::kernel::testing::{self, AT, Given};
    use std::time::Duration;
    use tradewind_domain::Code;

    fn hour(hours: u64) -> Timestamp {
        AT.now.after(Duration::from_secs(hours * 3_600))
    }

    fn show(name: &str, begins: Timestamp) -> Show {
        Show { starts_at: begins, ..testing::show(name, ShowState::Coming) }
    }

    fn lists(given: Given, shows: Vec<Show>) -> Given {
        let ticket = given.model.shows.ticket;
        given.told(Outcome::Live(LiveNews::Listed { ticket, shows: Ok(shows) }))
    }

    /// A reminder of a show that begins in two hours, and nothing is looked at any more.
    fn reminded() -> Given {
        let given = Given::a_shop().told(Outcome::Waiting(Vec::new()));
        let given = lists(given, vec![show("show-2", hour(2))]);
        let given = given.when(Intent::OpenShow { key: "show-2".into() });
        given.when(Intent::RemindOfShow { on: true }).when(Intent::Back)
    }

    fn one(snapshot: &Snapshot) -> &LiveReminder {
        let [one] = snapshot.reminders.as_slice() else { unreachable!("{:?}", snapshot.reminders) };
        one
    }

    fn keeps(effect: &Effect) -> bool {
        matches!(effect, Effect::Person(PersonOp::KeepLive(_)))
    }

    #[test]
    fn the_system_keeps_it_whatever_screen_is_shown_until_it_is_not_wished() {
        reminded()
            .sees(|snapshot| {
                let one = one(snapshot);
                assert_eq!((one.is_on, one.at, one.key.as_str()), (true, hour(2).0, "show-show-2"));
                assert_eq!((one.title.as_str(), one.link.as_str()), ("Tea time", "tradewind://live/show-2"));
                assert_eq!(snapshot.look_again, Some(86_400), "it may be moved meanwhile");
            })
            .when(Intent::OpenShow { key: "show-2".into() })
            .when(Intent::RemindOfShow { on: false })
            .when(Intent::Back)
            .sees(|snapshot| {
                assert_eq!(
                    (one(snapshot).is_on, snapshot.look_again),
                    (false, None),
                    "it is to be taken back"
                );
            });
    }

    #[test]
    fn its_link_opens_its_show_whatever_that_is_called() {
        for name in ["show-2", "a:b._-", ".", ".."] {
            let given = Given::a_shop().told(Outcome::Waiting(Vec::new()));
            let given = lists(given, vec![show(name, hour(2))]).when(Intent::OpenShow { key: name.into() });
            let given = given.when(Intent::RemindOfShow { on: true }).when(Intent::Back);
            let mut link = String::new();
            let given = given.sees(|snapshot| link = one(snapshot).link.clone());
            given.when(Intent::OpenLink { url: link.clone() }).knows(|model| {
                let shown = model.nav.show().map(|show| show.session.as_str());
                assert_eq!(shown, Some(name), "{link}");
            });
        }
    }

    #[test]
    fn it_moves_with_its_show_and_that_is_said() {
        let given = lists(reminded(), vec![show("show-2", hour(3))]).asks(keeps).sees(|snapshot| {
            assert_eq!((one(snapshot).is_on, one(snapshot).at), (true, hour(3).0));
            let toast = snapshot.toast.as_ref().expect("it is said");
            assert!(toast.text.contains("Tea time"), "{}", toast.text);
        });
        lists(given, vec![show("show-2", hour(3))]).asks_nothing(keeps);
    }

    #[test]
    fn it_is_withdrawn_with_a_show_that_is_not_announced_any_more() {
        lists(reminded(), Vec::new()).asks(keeps).sees(|snapshot| {
            assert!(!one(snapshot).is_on && snapshot.toast.is_some());
        });
        // A show that began is none that was cancelled.
        let begun = Show { state: ShowState::Running, ..show("show-2", AT.now) };
        lists(reminded(), vec![begun]).sees(|snapshot| {
            assert!(!one(snapshot).is_on && snapshot.toast.is_none());
        });
        // A full list says nothing of those that it leaves out.
        let many = (0..MOST_SHOWS).map(|at| show(&format!("other-{at}"), hour(1))).collect();
        lists(reminded(), many).asks_nothing(keeps).sees(|snapshot| assert!(one(snapshot).is_on));
    }

    #[test]
    fn in_the_background_it_is_looked_whether_a_show_moved_and_said_in_a_notification() {
        let asks = |effect: &Effect| matches!(effect, Effect::Live(LiveOp::List { .. }));
        let looks = || {
            let given =
                reminded().when(Intent::Foreground { active: false }).when(Intent::LookAgain).asks(asks);
            given.told(Outcome::Waiting(Vec::new())).sees(|snapshot| {
                assert_eq!(snapshot.look_again, Some(0), "the shows are not listed yet");
            })
        };
        lists(looks(), vec![show("show-2", hour(3))]).sees(|snapshot| {
            assert_eq!((snapshot.look_again, one(snapshot).at), (Some(86_400), hour(3).0));
            assert_eq!(snapshot.news.as_ref().map(|news| news.title.as_str()), Some("Tea time"));
        });
        let given = looks();
        let ticket = given.model.shows.ticket;
        let failed = LiveNews::Listed { ticket, shows: Err(Fault::new(Code::Timeout)) };
        given.told(Outcome::Live(failed)).sees(|snapshot| {
            assert_eq!((snapshot.look_again, one(snapshot).is_on), (Some(86_400), true));
            assert_eq!(snapshot.news, None);
        });
        // Whoever wished for none is not looked after.
        Given::a_shop().when(Intent::LookAgain).asks_nothing(asks);
    }

    #[test]
    fn what_is_erased_is_taken_back_from_the_system_and_written_nowhere() {
        let given = reminded().told(Outcome::Erased(Ok(()))).sees(|snapshot| {
            let one = one(snapshot);
            assert_eq!((one.is_on, one.key.as_str(), one.title.as_str()), (false, "show-show-2", ""));
        });
        let kept = live_kept::keep(&given.model, AT);
        let bare = |kept: &Option<Effect>| matches!(kept, Some(Effect::Person(PersonOp::KeepLive(text))) if !text.contains("show-2"));
        assert!(bare(&kept), "{kept:?}");
        // Who wishes for it again has it again.
        lists(given, vec![show("show-2", hour(2))])
            .when(Intent::OpenShow { key: "show-2".into() })
            .when(Intent::RemindOfShow { on: true })
            .sees(|snapshot| assert!(one(snapshot).is_on));
    }

    #[test]
    fn it_is_there_after_a_restart_and_what_an_earlier_build_kept_is_read() {
        let mut kept = None;
        let _ = reminded().with(|model| kept = live_kept::keep(model, AT));
        let Some(Effect::Person(PersonOp::KeepLive(text))) = kept else { unreachable!("it is kept") };
        Given::a_shop()
            .with(|model| live_kept::restore(model, Some(&text), None, AT))
            .sees(|snapshot| assert_eq!(one(snapshot).at, hour(2).0));
        let old = r#"{"captions": true, "reminders": ["show-2"]}"#;
        let given = Given::a_shop().with(|model| live_kept::restore(model, Some(old), None, AT));
        let given =
            given.sees(|snapshot| assert!(snapshot.reminders.is_empty(), "its time is not known yet"));
        lists(given, vec![show("show-2", hour(2))]).sees(|snapshot| {
            assert!(one(snapshot).is_on && snapshot.toast.is_none(), "and it did not move");
        });
    }
}
