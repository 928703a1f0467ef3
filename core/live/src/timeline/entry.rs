//! A cue in its timeline: from when to when it stands, and whether the person was told of it.

use super::stated::Stated;
use crate::cue::{Cue, EndReason};
use serde::Serialize;
use tradewind_domain::Timestamp;

/// That a cue is taken away, and why.
pub(super) type Ending = Stated<Option<EndReason>>;

/// One of [`super::entries::Entries`], looked at. So it is kept, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) struct Entry<'a> {
    pub(super) cue: &'a Cue,
    /// When it was unpinned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) end: Option<Ending>,
    /// Whether the person was told of it.
    pub(super) told: bool,
}

impl Entry<'_> {
    /// When it is taken away: by its own statement or a later one, or with the show.
    pub(super) fn until(&self, over: Option<Timestamp>) -> Option<Timestamp> {
        [self.cue.until, self.unpinned().map(|end| end.at), over].into_iter().flatten().min()
    }

    /// Its own end. One of before it was stated anew is none.
    pub(super) fn unpinned(&self) -> Option<Ending> {
        self.end.filter(|end| end.seq > self.cue.seq)
    }
}

/// The same cue again: of the other source, of another copy of the playlist, or stated anew. Whether it changed anything.
pub(super) fn restate(known: &mut Cue, mut cue: Cue) -> bool {
    if cue.seq > known.seq {
        if known.seq == 0 {
            // The playlist that gives no numbers may be the only one that knows the end.
            cue.until = cue.until.or(known.until);
        }
        let changed = cue != *known;
        *known = cue;
        return changed;
    }
    // A range of a playlist gets its end later, under the same id (RFC 8216 4.3.2.7).
    let ends = (cue.seq == known.seq || cue.seq == 0) && known.until.is_none() && cue.until.is_some();
    if ends {
        known.until = cue.until;
    }
    ends
}
