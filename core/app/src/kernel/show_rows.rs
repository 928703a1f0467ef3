//! Draws shows as rows, and the parts of one that several screens have.

use crate::kernel::model::Model;
use crate::kernel::screen_parts::{LiveRow, PictureRef};
use crate::kernel::shows::{Show, ShowState};
use crate::kernel::view_context::ViewContext;
use tradewind_l10n::plain;

/// The shows as home lists them.
pub(crate) fn rows(model: &Model, context: &ViewContext<'_>) -> Vec<LiveRow> {
    model.shows.list.iter().map(|show| row(show, context)).collect()
}

fn row(show: &Show, context: &ViewContext<'_>) -> LiveRow {
    let words = context.words;
    let state = match show.state {
        ShowState::Running => words.live_running(),
        ShowState::Coming => words.live_coming(show.starts_at),
        ShowState::Ended => words.live_again(),
    };
    let spoken = match show.host.as_str() {
        "" => words.live_row_spoken(&state, &show.title),
        host => words.live_row_spoken_host(host, &state, &show.title),
    };
    LiveRow {
        key: show.id.as_str().to_owned(),
        title: show.title.clone(),
        host: host(show, context),
        state,
        running: show.state == ShowState::Running,
        picture: poster(show, context),
        accessibility: plain(&spoken),
    }
}

/// `With Noor`; empty where nobody is named.
pub(crate) fn host(show: &Show, context: &ViewContext<'_>) -> String {
    if show.host.is_empty() { String::new() } else { context.words.live_host(&show.host) }
}

pub(crate) fn poster(show: &Show, context: &ViewContext<'_>) -> Option<PictureRef> {
    show.poster.as_ref().map(|url| PictureRef {
        key: url.as_str().to_owned(),
        accessibility: plain(&context.words.picture_of(&show.title)),
        thumbhash: Vec::new(),
    })
}
