//! Draws a show around its picture.

use crate::features::Route;
use crate::features::live::cards::cards;
use crate::features::live::screen::{LiveComment, LivePhase, LiveScreen, LiveVideo};
use crate::features::live::state::OpenShow;
use crate::features::live::{reminders, report_view};
use crate::kernel::effects::LiveLine;
use crate::kernel::model::Model;
use crate::kernel::screen_parts::{Banner, Tone};
use crate::kernel::show_rows::{host, poster};
use crate::kernel::shows::{Show, ShowState};
use crate::kernel::view_context::ViewContext;
use std::time::Duration;
use tradewind_domain::Language;
use tradewind_l10n::plain;
use tradewind_live::Content;

pub(crate) fn view(model: &Model, context: &ViewContext<'_>) -> LiveScreen {
    let words = context.words;
    let session = match model.route() {
        Route::Show(show) => Some(&show.session),
        _ => None,
    };
    let show = session.and_then(|session| model.shows.named(session));
    let open = model.features.live.open.as_ref().filter(|open| Some(&open.show.session) == session);
    let phase = phase(model, show, open);
    let (card, earlier) = open.map(|open| cards(model, open, context)).unwrap_or_default();
    let video = show.and_then(|show| video(model, show, open, context));
    let with_video = |text: String| if video.is_some() { text } else { String::new() };
    let live = video.as_ref().is_some_and(|video| !video.is_replay);
    let captions = video.as_ref().is_some_and(|video| !video.captions_language.is_empty());
    LiveScreen {
        key: session.map(|session| session.as_str().to_owned()).unwrap_or_default(),
        title: show.map(|show| show.title.clone()).unwrap_or_else(|| words.live_title()),
        host: show.map(|show| host(show, context)).unwrap_or_default(),
        phase,
        state: match (phase, show) {
            (LivePhase::Running | LivePhase::Paused, _) => words.live_running(),
            (LivePhase::Coming, Some(show)) => words.live_coming(show.starts_at),
            (LivePhase::Replay, _) => words.live_replay(),
            (LivePhase::Loading, _) => words.loading(),
            _ => String::new(),
        },
        poster: show.and_then(|show| poster(show, context)),
        comment: open.and_then(|open| comment(open, context)),
        earlier_title: if earlier.is_empty() { String::new() } else { words.live_earlier() },
        notice: notice(model, phase, context),
        reminder: show
            .filter(|show| show.state == ShowState::Coming)
            .map(|show| reminders::of_show(model, show, context)),
        report_label: report_view::label(model, session, phase, context),
        report: report_view::panel(model, session, context),
        reports: report_view::rows(model, session, context),
        play_label: with_video(words.live_play()),
        pause_label: with_video(words.live_pause()),
        sound_label: with_video(words.live_sound()),
        edge_label: if live { words.live_edge() } else { String::new() },
        small_window_label: with_video(words.live_small_window()),
        captions_label: match (captions, model.features.live.captions) {
            (false, _) => String::new(),
            (true, false) => words.live_captions_on(),
            (true, true) => words.live_captions_off(),
        },
        card,
        earlier,
        video,
    }
}

fn phase(model: &Model, show: Option<&Show>, open: Option<&OpenShow>) -> LivePhase {
    let line = open.and_then(|open| open.line);
    let Some(show) = show else {
        return if model.shows.read { LivePhase::Gone } else { LivePhase::Loading };
    };
    let over =
        open.is_some_and(|open| open.moment.map_or(open.ended, |moment| open.timeline.is_over(moment)));
    match (show.state, line) {
        (ShowState::Coming, _) => LivePhase::Coming,
        (ShowState::Ended, _) if show.playlist.is_some() => LivePhase::Replay,
        (ShowState::Ended, _) => LivePhase::Gone,
        (ShowState::Running, Some(LiveLine::Gone)) => LivePhase::Gone,
        (ShowState::Running, _) if over => LivePhase::Over,
        (ShowState::Running, Some(LiveLine::Away)) => LivePhase::Paused,
        (ShowState::Running, _) if !model.online => LivePhase::Paused,
        (ShowState::Running, _) => LivePhase::Running,
    }
}

fn video(
    model: &Model,
    show: &Show,
    open: Option<&OpenShow>,
    context: &ViewContext<'_>,
) -> Option<LiveVideo> {
    let playlist = show.playlist.as_ref().filter(|_| show.state != ShowState::Coming)?;
    let is_replay = show.state == ShowState::Ended;
    let language = captions(show, &model.settings.language);
    Some(LiveVideo {
        playlist: playlist.as_str().to_owned(),
        is_replay,
        begin: open.filter(|_| is_replay).and_then(|open| begin(open, show)),
        captions_shown: model.features.live.captions && !language.is_empty(),
        captions_language: language,
        small_window: true,
        accessibility: plain(&context.words.live_video_spoken(&show.title)),
    })
}

/// The moment that is to be seen first, in Unix milliseconds.
fn begin(open: &OpenShow, show: &Show) -> Option<i64> {
    let since = open.show.after.map(|seconds| show.starts_at.after(Duration::from_secs(u64::from(seconds))));
    open.show.at.or(since).map(|at| at.0)
}

/// The captions in the person's language, else the first there are.
fn captions(show: &Show, language: &Language) -> String {
    let primary =
        |tag: &str| tag.split('-').next().unwrap_or_default().eq_ignore_ascii_case(language.primary());
    let own = show.captions.iter().find(|tag| primary(tag)).or_else(|| show.captions.first());
    own.cloned().unwrap_or_default()
}

/// The comment that stands beside the picture.
fn comment(open: &OpenShow, context: &ViewContext<'_>) -> Option<LiveComment> {
    let standing = open.timeline.at(open.moment?);
    let comment = standing.iter().rev().find_map(|shown| match &shown.cue.content {
        Content::Comment(comment) => Some(comment),
        _ => None,
    })?;
    let author = comment.author.clone().unwrap_or_default();
    let accessibility = match author.as_str() {
        "" => comment.text.clone(),
        author => plain(&context.words.live_comment_spoken(author, &comment.text)),
    };
    Some(LiveComment { author, text: comment.text.clone(), accessibility })
}

fn notice(model: &Model, phase: LivePhase, context: &ViewContext<'_>) -> Option<Banner> {
    let words = context.words;
    let (tone, text, action) = match phase {
        LivePhase::Paused => (Tone::Warning, words.live_paused(), words.retry()),
        LivePhase::Over => (Tone::Info, words.live_ended(), String::new()),
        LivePhase::Replay => (Tone::Info, words.live_recorded(), String::new()),
        LivePhase::Gone => (Tone::Warning, words.live_gone(), String::new()),
        LivePhase::Loading => {
            let fault = model.shows.fault?;
            let code = Some(fault.code.as_str().to_owned());
            return Some(Banner {
                tone: Tone::Warning,
                code,
                text: words.error(fault.code),
                action: words.retry(),
                answers: Vec::new(),
            });
        }
        LivePhase::Coming | LivePhase::Running => return None,
    };
    Some(Banner { tone, code: None, text, action, answers: Vec::new() })
}
