//! All shows of a shop: what was announced, what changes, and who waits for it.

use super::film::Film;
use super::publisher::Publisher;
use super::said::Said;
use super::show::{Show, shows};
use serde::Serialize;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// The name of the extension, and of its member in a checkout.
pub(crate) const LIVE: &str = "dev.tradewind.live";

/// Why there are no shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LiveError {
    /// The folder has no film that `cargo seed show` made.
    Film,
    /// nchan's address is not on this machine.
    Nchan,
}

/// The shows of a shop.
pub(crate) struct Live {
    pub(super) film: Film,
    pub(super) shows: Vec<Show>,
    state: Mutex<State>,
    /// Counts up whenever something was said, or the line was cut.
    changed: watch::Sender<u64>,
    pub(super) publisher: Option<Publisher>,
}

/// What changes.
pub(super) struct State {
    /// What each show has said, in the order of [`Live::shows`].
    pub(super) said: Vec<Said>,
    /// The line is cut until then, in Unix milliseconds.
    pub(super) cut_until: i64,
    /// Whether the shop is closing: streams end.
    pub(super) is_closed: bool,
    /// What was reported, oldest first.
    pub(super) reports: Vec<LiveReport>,
}

/// A report that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LiveReport {
    /// The number that it was confirmed with.
    pub receipt: String,
    /// Which show.
    pub session: String,
    /// What is wrong.
    pub reason: String,
    /// What happened, in the person's words.
    pub words: Option<String>,
    /// Where they want to be answered.
    pub contact: Option<String>,
    /// The whole body, as it came.
    pub body: String,
}

impl Live {
    /// Reads the film and announces the shows: one that is over, one that runs since a moment ago, one that is to come.
    pub(crate) fn open(folder: &Path, nchan: Option<&str>, now: i64) -> Result<Self, LiveError> {
        let film = Film::open(folder).ok_or(LiveError::Film)?;
        let publisher = nchan.map(|url| Publisher::open(url).ok_or(LiveError::Nchan)).transpose()?;
        let shows = shows(&film, now);
        let said = shows.iter().map(|_| Said::new(now)).collect();
        let state = Mutex::new(State { said, cut_until: 0, is_closed: false, reports: Vec::new() });
        Ok(Self { film, shows, state, changed: watch::Sender::new(0), publisher })
    }

    /// Taken after the books, where both are: never before them.
    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The place of a show in the list.
    pub(super) fn find(&self, id: &str) -> Option<usize> {
        self.shows.iter().position(|show| show.id == id)
    }

    /// Until when streams and playlists are cut off, if they are at this moment.
    pub(super) fn cut(&self, now: i64) -> Option<i64> {
        let until = self.state().cut_until;
        (until > now).then_some(until)
    }

    /// Wakes all streams.
    pub(super) fn wake(&self) {
        self.changed.send_modify(|count| *count += 1);
    }

    /// For one who waits for what is said.
    pub(super) fn listen(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    /// How many wait.
    pub(super) fn listeners(&self) -> usize {
        self.changed.receiver_count()
    }

    /// Ends all streams, for the shop is closing.
    pub(crate) fn close(&self) {
        self.state().is_closed = true;
        self.wake();
    }
}
