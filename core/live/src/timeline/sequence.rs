//! Which statements have come, and from which id a stream is resumed.

use crate::limits::AHEAD;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Numbers that have come. A stream is resumed from the last one before which none is missing: from the newest, what was overtaken
/// on its way and lost with its connection would never be sent again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sequence {
    /// This one and all before it have come.
    whole: u64,
    /// The id of that one, or of one before it.
    resume: Option<String>,
    /// Those that came beyond one that is missing, with their ids.
    ahead: BTreeMap<u64, Option<String>>,
}

impl Sequence {
    /// Notes a number; false where it had come.
    pub(crate) fn take(&mut self, seq: u64, id: Option<&str>) -> bool {
        if seq <= self.whole || self.ahead.contains_key(&seq) {
            return false;
        }
        self.ahead.insert(seq, id.map(str::to_owned));
        self.close();
        // One that does not come for so long does not come: an event that was too large, a host that lost it.
        if self.ahead.len() > AHEAD {
            self.give_up();
        }
        true
    }

    /// What is missing in front of the first that came beyond it does not come any more.
    pub(crate) fn give_up(&mut self) {
        if let Some((first, _)) = self.ahead.first_key_value() {
            self.whole = first.saturating_sub(1);
            self.close();
        }
    }

    /// What has this number and those before it is not sent.
    pub(crate) fn begins_after(&mut self, seq: u64) {
        if seq <= self.whole {
            return;
        }
        self.whole = seq;
        let later = seq.checked_add(1).map(|next| self.ahead.split_off(&next)).unwrap_or_default();
        let skipped = std::mem::replace(&mut self.ahead, later);
        if let Some(id) = skipped.into_values().flatten().last() {
            self.resume = Some(id);
        }
        self.close();
    }

    pub(crate) fn resume(&self) -> Option<&str> {
        self.resume.as_deref()
    }

    /// The first number that is missing before others that have come.
    pub(crate) fn missing(&self) -> Option<u64> {
        if self.ahead.is_empty() { None } else { self.whole.checked_add(1) }
    }

    /// Whether what was kept can have been made here.
    pub(crate) fn is_sound(&self) -> bool {
        self.ahead.len() <= AHEAD && self.ahead.keys().next().is_none_or(|first| *first > self.whole)
    }

    fn close(&mut self) {
        while let Some(next) = self.whole.checked_add(1)
            && let Some(id) = self.ahead.remove(&next)
        {
            self.whole = next;
            self.resume = id.or(self.resume.take());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_resumes_before_the_first_that_is_missing() {
        let mut sequence = Sequence::default();
        assert!(sequence.take(1, Some("a")) && sequence.take(3, Some("c")) && !sequence.take(3, Some("c")));
        assert_eq!((sequence.resume(), sequence.missing()), (Some("a"), Some(2)));
        assert!(sequence.take(2, None) && !sequence.take(1, Some("a")));
        assert_eq!((sequence.resume(), sequence.missing()), (Some("c"), None));
        // One gap is given up at a time.
        assert!(sequence.take(6, Some("f")) && sequence.take(9, Some("i")));
        sequence.give_up();
        assert_eq!((sequence.resume(), sequence.missing()), (Some("f"), Some(7)));
        assert!(!sequence.take(5, Some("e")), "it comes too late");
    }

    #[test]
    fn a_stream_that_begins_later_misses_nothing_before() {
        let mut sequence = Sequence::default();
        sequence.take(9, Some("i"));
        sequence.take(12, Some("l"));
        sequence.begins_after(10);
        assert_eq!((sequence.resume(), sequence.missing()), (Some("i"), Some(11)));
        sequence.begins_after(3);
        assert!(sequence.take(11, Some("k")) && !sequence.take(5, Some("e")));
        assert_eq!((sequence.resume(), sequence.missing()), (Some("l"), None));
        sequence.begins_after(u64::MAX);
        assert!(!sequence.take(u64::MAX, None) && sequence.is_sound());
    }

    #[test]
    fn one_that_never_comes_is_given_up() {
        let mut sequence = Sequence::default();
        for seq in 2..=AHEAD as u64 + 2 {
            assert!(sequence.take(seq, Some(&seq.to_string())) && sequence.is_sound());
        }
        assert_eq!(sequence.missing(), None);
        assert!(!sequence.take(1, None));
    }
}
