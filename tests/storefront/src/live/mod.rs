//! Live shows, as `LIVE.md` has them: a film that loops (`film.rs`), its playlists (`playlist.rs`), what a show says beside them (`say.rs`, an
//! event each: `event.rs`), over a stream of the shop's own (`sse.rs`) and through nginx with nchan (`nchan.rs`), what the tester does
//! (`act.rs`), and prices that are held (`holds.rs`, `checkout.rs`), signed (`proof.rs`).

pub(crate) mod act;
pub(crate) mod checkout;
mod event;
mod film;
pub(crate) mod holds;
mod nchan;
mod playlist;
mod proof;
pub(crate) mod routes;
mod say;
mod sessions;
pub(crate) mod sse;
#[cfg(test)]
mod tests;

pub use act::{LiveComment, LiveDeed, LiveRefused};
pub use nchan::{Nchan, NchanError};
pub use sessions::LiveRow;

use crate::shop::{Shop, StorefrontError, lock};
use film::Film;
use nchan::Publisher;
use rusqlite::Connection;
use say::Said;
use serde_json::{Value, json};
use sessions::Show;
use std::path::Path;
use std::sync::{Mutex, MutexGuard};
use tokio::sync::watch;

/// The name of the extension, and of its member in a checkout.
pub(crate) const LIVE: &str = "dev.tradewind.live";

/// The shows of a shop.
pub(crate) struct Live {
    pub(crate) film: Film,
    pub(crate) shows: Vec<Show>,
    state: Mutex<State>,
    /// Counts up whenever something was said, or the line was cut.
    changed: watch::Sender<u64>,
    publisher: Option<Publisher>,
}

/// What changes.
struct State {
    /// What each show has said, in the order of [`Live::shows`].
    said: Vec<Said>,
    /// The line is cut until then, in Unix milliseconds.
    cut_until: i64,
    /// Whether the shop is closing: streams end.
    is_closed: bool,
}

impl Live {
    /// Reads the film and announces the shows: one that is over, one that runs since a moment ago, one that is to come.
    pub(crate) fn open(folder: &Path, nchan: Option<&str>, now: i64) -> Result<Self, StorefrontError> {
        let film = Film::open(folder)?;
        let publisher = nchan.map(Publisher::open).transpose().map_err(|_| StorefrontError::NchanAddress)?;
        let shows = sessions::shows(&film, now);
        let said = shows.iter().map(|_| Said::new(now)).collect();
        let state = Mutex::new(State { said, cut_until: 0, is_closed: false });
        Ok(Self { film, shows, state, changed: watch::Sender::new(0), publisher })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }

    /// The place of a show in the list.
    fn find(&self, id: &str) -> Option<usize> {
        self.shows.iter().position(|show| show.id == id)
    }

    /// When a show was ended, if it was.
    fn ended_at(&self, at: usize) -> Option<i64> {
        self.state().said.get(at).and_then(|said| said.ended_at)
    }

    /// Whether streams and playlists are cut off at this moment: until when.
    fn cut(&self, now: i64) -> Option<i64> {
        let until = self.state().cut_until;
        (until > now).then_some(until)
    }

    /// Wakes all streams.
    fn wake(&self) {
        self.changed.send_modify(|count| *count += 1);
    }

    /// Ends all streams, for the shop is closing.
    pub(crate) fn close(&self) {
        self.state().is_closed = true;
        self.wake();
    }
}

/// Looks at what is due in all shows, and says it. Cheap where nothing is.
pub(crate) fn tick(shop: &Shop, db: &Connection) {
    if let Some(live) = &shop.live {
        say::look(shop, live, db);
    }
}

/// The extension, as a profile has it.
pub(crate) fn profile(shop: &Shop, date: &str, ucp: &mut Value) {
    let Some(live) = &shop.live else { return };
    let keys: Vec<Value> = live.shows.iter().map(|show| proof::jwk(shop, show.id)).collect();
    ucp["capabilities"][LIVE] = json!([{
        "version": date, "spec": "https://tradewind.dev/live", "schema": "https://tradewind.dev/live.json",
        "extends": ["dev.ucp.shopping.checkout", "dev.ucp.shopping.order"],
        "config": {"sessions_url": shop.url("/live/sessions"), "keys": keys},
    }]);
}

/// RFC 3339 in UTC with milliseconds.
fn rfc3339(ms: i64) -> String {
    jiff::Timestamp::from_millisecond(ms).map(|moment| format!("{moment:.3}")).unwrap_or_default()
}
