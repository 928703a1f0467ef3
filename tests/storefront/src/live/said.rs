//! What a show has said, and what of it stands.

use super::event::{Event, HOLD, Ring};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Cues that a playlist can have; older ones are forgotten.
const MOST_CUES: usize = 512;

/// A card, a hold or a comment, for as long as it stands.
#[derive(Debug, Clone)]
pub(super) struct Cue {
    pub(super) event: Arc<Event>,
    pub(super) from: i64,
    pub(super) until: Option<i64>,
}

impl Cue {
    pub(super) fn id(&self) -> &str {
        self.event.any("id").as_str().unwrap_or_default()
    }
}

/// What an item costs by market, and how many there are.
pub(super) type Books = (BTreeMap<String, i64>, i64);

/// What a show has said.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) ring: Ring,
    pub(super) ended_at: Option<i64>,
    /// Whether cards follow the film: until somebody pins by hand.
    pub(super) follows: bool,
    /// How many chapters it has followed.
    pub(super) followed: i64,
    /// Oldest first.
    pub(super) cues: Vec<Cue>,
    /// What was last told of an item, or first seen.
    pub(super) told: BTreeMap<String, Books>,
}

impl Said {
    pub(super) fn new(now: i64) -> Self {
        Self {
            // Begun higher each time, so that nobody takes what is new for what they know.
            ring: Ring::new(u64::try_from(now / 1_000).unwrap_or_default()),
            ended_at: None,
            follows: true,
            followed: 0,
            cues: Vec::new(),
            told: BTreeMap::new(),
        }
    }

    /// Keeps an event as a cue from a moment on.
    pub(super) fn keep(&mut self, event: Arc<Event>, from: i64) {
        self.cues.push(Cue { event, from, until: None });
        let over = self.cues.len().saturating_sub(MOST_CUES);
        self.cues.drain(..over);
    }

    /// Ends what stands of a kind.
    pub(super) fn close(&mut self, kind: &str, at: i64) {
        let open = self.cues.iter_mut().filter(|cue| cue.event.kind == kind && cue.until.is_none());
        open.for_each(|cue| cue.until = Some(at.max(cue.from)));
    }

    /// The newest cue of a kind that stands.
    pub(super) fn standing(&self, kind: &str) -> Option<&Cue> {
        self.cues.iter().rev().find(|cue| cue.event.kind == kind && cue.until.is_none())
    }

    /// Holds that stand, with their nonces.
    pub(super) fn holds(&self) -> impl Iterator<Item = (&Cue, &str)> {
        let open = self.cues.iter().filter(|cue| cue.event.kind == HOLD && cue.until.is_none());
        open.map(|cue| (cue, cue.event.any("nonce").as_str().unwrap_or_default()))
    }
}
