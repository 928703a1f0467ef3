//! A cue in its timeline: from when to when it stands, and whether the person was told of it.

use super::stated::Stated;
use crate::cue::{Cue, EndReason};
use serde::{Deserialize, Serialize};
use tradewind_domain::Timestamp;

/// That a cue is taken away, and why.
pub(super) type Ending = Stated<Option<EndReason>>;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) cue: Cue,
    /// When it was unpinned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) end: Option<Ending>,
    /// Whether the person was told of it.
    pub(super) told: bool,
}

impl Entry {
    /// When it is taken away: by its own statement or a later one, or with the show.
    pub(super) fn until(&self, over: Option<Timestamp>) -> Option<Timestamp> {
        [self.cue.until, self.unpinned().map(|end| end.at), over].into_iter().flatten().min()
    }

    /// Its own end. One of before it was stated anew is none.
    pub(super) fn unpinned(&self) -> Option<Ending> {
        self.end.filter(|end| end.seq > self.cue.seq)
    }

    /// The same cue again: of the other source, of another copy of the playlist, or stated anew.
    pub(super) fn restate(&mut self, mut cue: Cue) -> bool {
        if cue.seq > self.cue.seq {
            if self.cue.seq == 0 {
                // The playlist that gives no numbers may be the only one that knows the end.
                cue.until = cue.until.or(self.cue.until);
            }
            let changed = cue != self.cue;
            self.cue = cue;
            return changed;
        }
        // A range of a playlist gets its end later, under the same id (RFC 8216 4.3.2.7).
        let ends =
            (cue.seq == self.cue.seq || cue.seq == 0) && self.cue.until.is_none() && cue.until.is_some();
        if ends {
            self.cue.until = cue.until;
        }
        ends
    }
}
