//! The small handle of shows: hears where the player is, and counts held prices down. The owner of the state is told only when
//! something is to be shown otherwise, so that neither makes a snapshot each second.

use crate::kernel::effects::{LiveNews, Outcome, Report, Ticket};
use crate::kernel::holds::Standing;
use crate::kernel::model::Model;
use serde::{Deserialize, Serialize};
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;
use tradewind_domain::{Timestamp, WebUrl, lock};
use tradewind_l10n::{Localizer, plain};
use tradewind_live::{PictureClock, PlayerReport, Playlist, ServerClock, SessionId};

/// What a player says of itself: four times a second while it plays, and at once when it is stopped, stalls, is sought or begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LivePosition {
    /// `LiveScreen::key`.
    pub show: String,
    /// The player's own time, in milliseconds from the begin of the first playlist that it was given.
    pub position_ms: u64,
    /// The programme date-time of the picture, in Unix milliseconds, where the player knows it.
    pub programme_ms: Option<i64>,
    /// How far the glass is behind that, in milliseconds; 0 where nobody knows.
    pub latency_ms: u64,
    /// Whether the picture moves.
    pub playing: bool,
    /// Whether it was played to its end, and the last of it is on the glass.
    #[serde(default)]
    pub ended: bool,
}

/// What changes each second.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveTick {
    /// Of each held price that is known.
    pub countdowns: Vec<Countdown>,
}

/// What is left of a held price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Countdown {
    /// `HoldView::key`.
    pub key: String,
    /// `1:29 left`; empty once it is over.
    pub text: String,
    /// The same to be spoken, in whole minutes or seconds.
    pub spoken: String,
    /// How much of its time is left, in percent: for a bar.
    pub percent: u8,
    /// Whether it is over, or nobody knows: then no time is shown.
    pub over: bool,
}

/// What the owner wants counted, and at which moment of the picture something changes.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct LiveLook {
    /// Whether a show is open, followed or not.
    is_open: bool,
    followed: Option<Followed>,
    /// The moment that the owner has drawn.
    moment: Option<Timestamp>,
    /// Whether it was drawn as the last one of the picture.
    last: bool,
    /// The next one at which anything changes.
    next: Option<Timestamp>,
    /// The first event that is missing.
    missing: Option<u64>,
    counting: Vec<Counting>,
    server: ServerClock,
}

#[derive(Debug, Clone, PartialEq)]
struct Followed {
    ticket: Ticket,
    session: SessionId,
    playlist: WebUrl,
}

#[derive(Debug, Clone, PartialEq)]
struct Counting {
    key: String,
    until: Timestamp,
    whole: Duration,
}

/// What is to be heard and counted by this state.
pub(crate) fn look(model: &Model) -> LiveLook {
    let open = model.features.live.open.as_ref();
    let followed = open.and_then(|open| {
        let playlist = open.followed.clone()?;
        Some(Followed { ticket: open.ticket, session: open.show.session.clone(), playlist })
    });
    let moment = open.and_then(|open| open.moment);
    let last = open.is_some_and(|open| open.last);
    let next = open.zip(moment).and_then(|(open, moment)| open.timeline.next_change(moment));
    let missing = open.and_then(|open| open.timeline.missing());
    let holds = &model.holds;
    let running =
        holds.all.iter().filter(|one| matches!(one.standing(&holds.clock, holds.now), Standing::Running(_)));
    let counting = running.map(|one| Counting {
        key: one.terms().nonce.as_str().to_owned(),
        until: one.terms().not_after,
        whole: one.whole,
    });
    let counting = counting.collect();
    let (is_open, server) = (open.is_some(), holds.clock);
    LiveLook { is_open, followed, moment, last, next, missing, counting, server }
}

#[cfg(test)]
impl LiveLook {
    /// A show is followed under this ticket.
    pub(crate) fn of_following(ticket: Ticket, playlist: WebUrl) -> Self {
        let session = SessionId::parse("show-1").expect("an id");
        Self { is_open: true, followed: Some(Followed { ticket, session, playlist }), ..Self::default() }
    }

    /// The same, while an event is missing.
    pub(crate) fn missing(self, missing: Option<u64>) -> Self {
        Self { missing, ..self }
    }
}

pub(crate) struct LiveSource {
    inner: Mutex<Inner>,
    report: Report,
}

#[derive(Default)]
struct Inner {
    look: LiveLook,
    picture: PictureClock,
    /// The playlist whose segments `picture` knows.
    dated: Option<WebUrl>,
    /// A `LiveNews::Moved` is in the mailbox.
    asked: bool,
}

impl Inner {
    /// What the owner is to be told now; nothing before it has looked at what it was told last.
    fn news(&mut self) -> Option<LiveNews> {
        let ticket = self.look.followed.as_ref()?.ticket;
        let moment = self.picture.moment()?;
        let last = self.picture.is_at_end();
        let changes = match self.look.moment {
            None => true,
            Some(drawn) => {
                moment < drawn || last != self.look.last || self.look.next.is_some_and(|next| next <= moment)
            }
        };
        if !changes || self.asked {
            return None;
        }
        self.asked = true;
        Some(LiveNews::Moved { ticket, moment, last })
    }
}

impl LiveSource {
    pub(crate) fn new(report: Report) -> Self {
        Self { inner: Mutex::default(), report }
    }

    /// The owner says what it has drawn, and what is followed.
    pub(crate) fn follow(&self, look: LiveLook) {
        let mut inner = self.lock();
        inner.asked = false;
        // While the app is away nothing is followed and the player may go on: its positions mean what they meant. One that is given
        // another playlist, or a show that is opened again, begins anew.
        let playlist = look.followed.as_ref().map(|followed| followed.playlist.clone());
        if !look.is_open || (playlist.is_some() && playlist != inner.dated) {
            inner.picture.restart();
            inner.dated = playlist;
        }
        inner.look = look;
        // A player that stands still says nothing more of itself: what it said last counts.
        self.tell(inner);
    }

    /// Whether this following is wanted.
    pub(crate) fn wants(&self, ticket: Ticket) -> bool {
        self.lock().look.followed.as_ref().is_some_and(|followed| followed.ticket == ticket)
    }

    /// The first event of this following that is missing.
    pub(crate) fn missing(&self, ticket: Ticket) -> Option<u64> {
        let inner = self.lock();
        let followed = inner.look.followed.as_ref().is_some_and(|followed| followed.ticket == ticket);
        inner.look.missing.filter(|_| followed)
    }

    /// Takes the dates of a playlist, and whether it has ended.
    pub(crate) fn take(&self, ticket: Ticket, playlist: &Playlist) {
        let mut inner = self.lock();
        if inner.look.followed.as_ref().is_some_and(|followed| followed.ticket == ticket) {
            inner.picture.take(playlist);
            self.tell(inner);
        }
    }

    /// Where the player is, `now` by the clock that nobody sets. Waits for nothing.
    pub(crate) fn position(&self, position: &LivePosition, now: Duration) {
        let mut inner = self.lock();
        let Some(followed) = &inner.look.followed else { return };
        if followed.session.as_str() != position.show {
            return;
        }
        inner.picture.report(PlayerReport {
            position: Duration::from_millis(position.position_ms),
            programme: position.programme_ms.map(Timestamp),
            latency: Duration::from_millis(position.latency_ms),
            playing: position.playing,
            ended: position.ended,
            at: now,
        });
        self.tell(inner);
    }

    /// Tells the owner where the picture is, if anything is to be shown otherwise there. The lock is let go before.
    fn tell(&self, mut inner: MutexGuard<'_, Inner>) {
        let news = inner.news();
        drop(inner);
        if let Some(news) = news {
            (self.report)(Outcome::Live(news));
        }
    }

    /// What is left now. Waits for nothing.
    pub(crate) fn tick(&self, words: &Localizer, now: Duration) -> LiveTick {
        let (counting, server) = {
            let inner = self.lock();
            (inner.look.counting.clone(), inner.look.server)
        };
        LiveTick { countdowns: counting.iter().map(|one| countdown(one, &server, words, now)).collect() }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        lock(&self.inner)
    }
}

fn countdown(one: &Counting, server: &ServerClock, words: &Localizer, now: Duration) -> Countdown {
    let left = server.left(one.until, now).filter(|left| left.sure && !left.time.is_zero());
    let Some(left) = left.map(|left| left.time) else {
        return Countdown {
            key: one.key.clone(),
            text: String::new(),
            spoken: String::new(),
            percent: 0,
            over: true,
        };
    };
    let seconds = left.as_secs();
    let spoken = match seconds / 60 {
        0 => words.hold_left_seconds(seconds),
        minutes => words.hold_left_minutes(minutes),
    };
    let whole = one.whole.as_millis().max(1);
    Countdown {
        key: one.key.clone(),
        text: words.hold_left(&clock_face(seconds)),
        spoken: plain(&spoken),
        percent: u8::try_from((left.as_millis() * 100 / whole).min(100)).unwrap_or(100),
        over: false,
    }
}

/// `1:29`, or `1:02:03`: whole seconds, none more than there are.
fn clock_face(seconds: u64) -> String {
    let (hours, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{rest:02}"),
        _ => format!("{hours}:{minutes:02}:{rest:02}"),
    }
}

#[cfg(test)]
mod tests;
