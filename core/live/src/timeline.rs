//! The one timeline of a show: cues of the playlist and of the event stream, each once, at its moment of the picture.
//!
//! Whoever drives it keeps [`Timeline::keep`] before anything that [`Timeline::advance`] gave is told to the person: then nothing is told
//! twice, whenever the process ends. Who keeps it less often is given again, after the process was ended, what came since. What stands
//! beside the picture is [`Timeline::at`] alone, which changes nothing: a seek, a stop and a restart are other moments asked for.

mod entries;
mod entry;
mod sequence;
mod stated;

use crate::cue::{Content, Cue, EndReason};
use crate::events::LiveEvent;
use crate::ids::{CueId, SessionId};
use crate::limits::{CUES, ITEMS, STATE_BYTES};
use entries::Entries;
use entry::{Ending, Entry};
use sequence::Sequence;
use serde::{Deserialize, Serialize};
use stated::{Stated, Statements};
use std::collections::BTreeMap;
use tradewind_domain::{Code, ItemId, Money, Timestamp};

/// The form of what is kept.
const FORMAT: u32 = 1;

/// Whether a show is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// It is: what is said in it counts.
    Live,
    /// It is looked at again: what was said in it is over, today's price counts.
    Replay,
}

/// What is known of a show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    format: u32,
    session: SessionId,
    mode: Mode,
    cues: Entries,
    /// Ends of cues that have not come yet.
    ends: BTreeMap<CueId, Ending>,
    prices: BTreeMap<ItemId, Statements<Money>>,
    stocks: BTreeMap<ItemId, Statements<u32>>,
    over: Option<Stated<()>>,
    /// The picture's last moment, while the picture stands there.
    #[serde(skip)]
    last: Option<Timestamp>,
    /// The furthest moment that was on the glass.
    reached: Option<Timestamp>,
    sequence: Sequence,
}

/// A cue whose moment has come, told once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Which.
    pub id: CueId,
    /// Whether it was gone again before the picture came to it, as by a seek, or the picture ended before it: it is listed, and does not
    /// stand.
    pub missed: bool,
}

/// A cue as it is to be shown at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShownCue<'a> {
    /// What it is.
    pub cue: &'a Cue,
    /// Whether it stands beside the picture now.
    pub stands: bool,
    /// Whether what was offered with it is over: the show is looked at again, or has ended.
    pub past: bool,
    /// The price that was said last: with `past`, what it was then. Today's is the catalog's.
    pub said: Option<Money>,
    /// How many are left, as far as the show says; none where it is over.
    pub stock: Option<u32>,
    /// Why it was taken away before its time, where the merchant said so.
    pub reason: Option<EndReason>,
}

/// What a list of cues did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Taken {
    /// Those that were not known or were known otherwise.
    pub changed: usize,
    /// Those for which there is no room.
    pub refused: usize,
}

/// Why what was kept cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TimelineError {
    /// Not what a timeline keeps, or too large.
    #[error("not a kept timeline")]
    Malformed,
    /// Of another show.
    #[error("of another show")]
    OtherSession,
}

impl TimelineError {
    /// The public code.
    pub const fn code(self) -> Code {
        Code::StoreFailed
    }
}

impl Timeline {
    /// Of a show of which nothing is known yet.
    pub fn new(session: SessionId, mode: Mode) -> Self {
        Self {
            format: FORMAT,
            session,
            mode,
            cues: Entries::default(),
            ends: BTreeMap::new(),
            prices: BTreeMap::new(),
            stocks: BTreeMap::new(),
            over: None,
            last: None,
            reached: None,
            sequence: Sequence::default(),
        }
    }

    /// For the person's file: JSON, at most [`STATE_BYTES`] of it by far.
    pub fn keep(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("proof: every key of a map is a text or a number")
    }

    /// Of what was kept.
    pub fn restore(session: &SessionId, kept: &[u8]) -> Result<Self, TimelineError> {
        if kept.len() > STATE_BYTES {
            return Err(TimelineError::Malformed);
        }
        let text = std::str::from_utf8(kept).map_err(|_| TimelineError::Malformed)?;
        let timeline: Self = serde_json::from_str(text).map_err(|_| TimelineError::Malformed)?;
        if timeline.session != *session {
            return Err(TimelineError::OtherSession);
        }
        let sound = timeline.format == FORMAT
            && timeline.ends.len() <= CUES
            && timeline.prices.len().max(timeline.stocks.len()) <= ITEMS
            && timeline.prices.values().all(Statements::is_sound)
            && timeline.stocks.values().all(Statements::is_sound)
            && timeline.sequence.is_sound();
        if sound { Ok(timeline) } else { Err(TimelineError::Malformed) }
    }

    /// Which show.
    pub const fn session(&self) -> &SessionId {
        &self.session
    }

    /// Whether it is on.
    pub const fn mode(&self) -> Mode {
        self.mode
    }

    /// The show has become one to be looked at again.
    pub const fn replay(&mut self) {
        self.mode = Mode::Replay;
    }

    /// The id to send as `Last-Event-ID`: everything before it has come and is in [`Timeline::keep`].
    pub fn resume(&self) -> Option<&str> {
        self.sequence.resume()
    }

    /// The first statement that is missing and that others have overtaken: for `GapWatch`.
    pub fn missing(&self) -> Option<u64> {
        self.sequence.missing()
    }

    /// The statement of this number, which is missing, does not come any more. Nothing where it has come meanwhile.
    pub fn give_up(&mut self, seq: u64) {
        if self.missing() == Some(seq) {
            self.sequence.give_up();
        }
    }

    /// Takes the cues of a playlist.
    pub fn take_cues(&mut self, cues: Vec<Cue>) -> Taken {
        let known = self.cues.len();
        let rest = self.cues.fill(cues);
        let mut taken = Taken { changed: self.cues.len() - known, refused: 0 };
        if taken.changed > 0 {
            for (id, end) in std::mem::take(&mut self.ends) {
                self.unpin(id, end);
            }
        }
        for cue in rest {
            match self.pin(cue) {
                Some(changed) => taken.changed += usize::from(changed),
                None => taken.refused += 1,
            }
        }
        taken
    }

    /// Takes an event of the stream, with its id; whether it was new.
    pub fn take_event(&mut self, id: Option<&str>, event: LiveEvent) -> bool {
        if let LiveEvent::BeginsAfter { seq } = event {
            self.sequence.begins_after(seq);
            return true;
        }
        if !event.seq().is_some_and(|seq| self.sequence.take(seq, id)) {
            return false;
        }
        let reached = self.reached;
        match event {
            LiveEvent::Pinned(cue) => {
                self.pin(cue);
            }
            LiveEvent::Unpinned { id, at, seq, reason } => self.unpin(id, Stated { seq, at, value: reason }),
            LiveEvent::Price { item, price, at, seq } => {
                let price = Stated { seq, at, value: price };
                if let Some(prices) = room(&mut self.prices, item) {
                    prices.take(price, reached);
                }
            }
            LiveEvent::Stock { item, stock, at, seq } => {
                let stock = Stated { seq, at, value: stock };
                if let Some(stocks) = room(&mut self.stocks, item) {
                    stocks.take(stock, reached);
                }
            }
            LiveEvent::Over { at, seq } => {
                if self.over.is_none_or(|over| over.seq < seq) {
                    self.over = Some(Stated { seq, at, value: () });
                }
            }
            LiveEvent::BeginsAfter { .. } | LiveEvent::Heartbeat { .. } | LiveEvent::Unknown { .. } => {}
        }
        true
    }

    /// The picture stands at its end (`PictureClock::is_at_end`), which is this moment; none: it does not, or not any more. A show ends
    /// where its picture does: a host ends it after the last whole segment, so that the moment of `session-over` is never on the glass.
    pub const fn picture_ends(&mut self, last: Option<Timestamp>) {
        self.last = last;
    }

    /// The picture has come to this moment: what is due and was not told yet, oldest first.
    pub fn advance(&mut self, moment: Timestamp) -> Vec<Due> {
        self.reached = self.reached.max(Some(moment));
        let (stated, end) = (self.over.map(|over| over.at), self.end());
        // Nothing of the picture is to come: what was said for a later moment is listed with the rest.
        let finished = self.last.is_some_and(|last| last <= moment);
        let is_due = |entry: &Entry<'_>| {
            // One that was taken back before its moment never stood.
            !entry.told
                && (finished || entry.cue.from <= moment)
                && entry.until(stated).is_none_or(|until| until > entry.cue.from)
        };
        let mut due: Vec<(Timestamp, Due)> = Vec::new();
        self.cues.tell(|entry| {
            let tells = is_due(&entry);
            if tells {
                let missed = entry.cue.from > moment || entry.until(end).is_some_and(|until| until <= moment);
                due.push((entry.cue.from, Due { id: entry.cue.id.clone(), missed }));
            }
            tells
        });
        due.sort_by(|one, other| (one.0, &one.1.id).cmp(&(other.0, &other.1.id)));
        due.into_iter().map(|(_, due)| due).collect()
    }

    /// What stands beside the picture at this moment, oldest first.
    pub fn at(&self, moment: Timestamp) -> Vec<ShownCue<'_>> {
        self.listed(moment, |_, shown| shown.stands)
    }

    /// What the person was told of so far, wherever the picture is now, oldest first: the list of the show.
    pub fn told(&self, moment: Timestamp) -> Vec<ShownCue<'_>> {
        self.listed(moment, |entry, _| entry.told)
    }

    /// Whether the show has ended at this moment.
    pub fn is_over(&self, moment: Timestamp) -> bool {
        self.end().is_some_and(|end| end <= moment)
    }

    /// The next moment of the picture after this one at which anything changes. Nothing needs to be asked or drawn until then.
    pub fn next_change(&self, after: Timestamp) -> Option<Timestamp> {
        let end = self.end();
        let cues = self.cues.iter().flat_map(|entry| [Some(entry.cue.from), entry.until(end)]);
        let prices = self.prices.values().map(|prices| prices.next(after));
        let stocks = self.stocks.values().map(|stocks| stocks.next(after));
        cues.chain(prices).chain(stocks).chain([end]).flatten().filter(|at| *at > after).min()
    }

    /// When it ends on the glass: as it was stated, or with its picture. A recording that stands at its end still shows what it showed.
    fn end(&self) -> Option<Timestamp> {
        let last = self.last.filter(|_| self.mode == Mode::Live);
        [self.over.map(|over| over.at), last].into_iter().flatten().min()
    }

    fn listed(
        &self,
        moment: Timestamp,
        wanted: impl Fn(Entry<'_>, &ShownCue<'_>) -> bool,
    ) -> Vec<ShownCue<'_>> {
        let shown = |entry| Some(self.shown(entry, moment)).filter(|shown| wanted(entry, shown));
        let mut list: Vec<ShownCue<'_>> = self.cues.iter().filter_map(shown).collect();
        list.sort_by(|one, other| (one.cue.from, &one.cue.id).cmp(&(other.cue.from, &other.cue.id)));
        list
    }

    fn shown<'a>(&self, entry: Entry<'a>, moment: Timestamp) -> ShownCue<'a> {
        let cue = entry.cue;
        let stands = cue.from <= moment && entry.until(self.end()).is_none_or(|until| moment < until);
        let reason = entry.unpinned().filter(|end| end.at <= moment).and_then(|end| end.value);
        let past = self.mode == Mode::Replay || self.is_over(moment);
        // A price that was reached stays, wherever the picture is sought to: what can be had is had now.
        let counts = self.reached.map_or(moment, |reached| reached.max(moment));
        let (mut said, mut stock) = (None, None);
        if let Content::Card(card) = &cue.content {
            let newer = |seq: u64, own: bool| seq > cue.seq || !own;
            let price = self.prices.get(&card.item).and_then(|prices| prices.at(counts));
            let left = self.stocks.get(&card.item).and_then(|stocks| stocks.at(counts));
            said = price
                .filter(|price| newer(price.seq, card.price.is_some()))
                .map(|price| price.value)
                .or(card.price);
            stock = left
                .filter(|left| newer(left.seq, card.stock.is_some()))
                .map(|left| left.value)
                .or(card.stock);
        }
        ShownCue { cue, stands, past, said, stock: stock.filter(|_| !past), reason }
    }

    /// Whether it changed anything; none where there is no room.
    fn pin(&mut self, cue: Cue) -> Option<bool> {
        if let Some(known) = self.cues.known(&cue.id) {
            return Some(self.cues.restate(known, cue));
        }
        if self.cues.len() >= CUES {
            return None;
        }
        let end = self.ends.remove(&cue.id);
        let at = self.cues.push(cue);
        if let Some(end) = end {
            self.cues.end(at, end);
        }
        Some(true)
    }

    fn unpin(&mut self, id: CueId, end: Ending) {
        if let Some(known) = self.cues.known(&id) {
            self.cues.end(known, end);
        } else if self.ends.get(&id).is_none_or(|old| old.seq < end.seq) && self.ends.len() < CUES {
            self.ends.insert(id, end);
        }
    }
}

/// The statements of an item; none where there are too many items.
fn room<T>(all: &mut BTreeMap<ItemId, Statements<T>>, item: ItemId) -> Option<&mut Statements<T>> {
    if all.len() >= ITEMS && !all.contains_key(&item) {
        return None;
    }
    Some(all.entry(item).or_default())
}

#[cfg(test)]
mod tests;
