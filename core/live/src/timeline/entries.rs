//! The cues of a timeline in the order in which they came, each id once.

use super::entry::{Ending, Entry, restate};
use crate::cue::Cue;
use crate::ids::CueId;
use crate::limits::CUES;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry as Slot;
use serde::{Deserialize, Serialize, Serializer};
use std::hash::{BuildHasher, Hasher, RandomState};

/// At most [`CUES`] of them. What is known of a cue beside itself lies in lists of its own: so the list of a playlist, two megabytes of it,
/// becomes this one without being moved.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(try_from = "Vec<Kept>")]
pub(super) struct Entries {
    cues: Vec<Cue>,
    /// Of each cue, whether the person was told of it.
    told: Vec<bool>,
    /// When each was unpinned; shorter than `cues` where the rest was not.
    ends: Vec<Option<Ending>>,
    /// Where each id is in `cues`: places alone, so that no id is there twice.
    places: HashTable<usize>,
    /// Ids come from outside: with a secret of the process nobody finds many that are looked for in one place.
    hashes: RandomState,
}

impl Entries {
    pub(super) const fn len(&self) -> usize {
        self.cues.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Entry<'_>> {
        self.cues.iter().zip(&self.told).enumerate().map(|(at, (cue, told))| Entry {
            cue,
            end: self.ends.get(at).copied().flatten(),
            told: *told,
        })
    }

    /// Where the cue of this id is.
    pub(super) fn known(&self, id: &CueId) -> Option<usize> {
        let same = |at: &usize| self.cues.get(*at).is_some_and(|cue| cue.id == *id);
        self.places.find(hash(&self.hashes, id), same).copied()
    }

    /// Takes a whole list where nothing is known yet, up to an id that is in it twice or to [`CUES`]. Gives back what it did not take.
    pub(super) fn fill(&mut self, mut cues: Vec<Cue>) -> Vec<Cue> {
        if !self.cues.is_empty() {
            return cues;
        }
        let most = cues.len().min(CUES);
        self.places.reserve(most, |_| 0);
        let again = (0..most).find(|at| !place(&mut self.places, &self.hashes, &cues, *at));
        let rest = cues.split_off(again.unwrap_or(most));
        cues.shrink_to_fit();
        self.told = vec![false; cues.len()];
        self.cues = cues;
        rest
    }

    /// Takes one more, whose id is not known. Where it is.
    pub(super) fn push(&mut self, cue: Cue) -> usize {
        let at = self.cues.len();
        self.cues.push(cue);
        self.told.push(false);
        place(&mut self.places, &self.hashes, &self.cues, at);
        at
    }

    /// States one anew; whether that changed anything.
    pub(super) fn restate(&mut self, at: usize, cue: Cue) -> bool {
        self.cues.get_mut(at).is_some_and(|known| restate(known, cue))
    }

    /// One is taken away. The newest word counts.
    pub(super) fn end(&mut self, at: usize, end: Ending) {
        if self.ends.len() <= at {
            self.ends.resize(at + 1, None);
        }
        if self.ends[at].is_none_or(|old| old.seq < end.seq) {
            self.ends[at] = Some(end);
        }
    }

    /// The person is told of those of which `tells` says so.
    pub(super) fn tell(&mut self, mut tells: impl FnMut(Entry<'_>) -> bool) {
        for (at, (cue, told)) in self.cues.iter().zip(&mut self.told).enumerate() {
            let end = self.ends.get(at).copied().flatten();
            *told |= tells(Entry { cue, end, told: *told });
        }
    }
}

/// Notes where this one of the cues is; false where its id is known.
fn place(places: &mut HashTable<usize>, hashes: &RandomState, cues: &[Cue], at: usize) -> bool {
    let id = |at: usize| &cues[at].id;
    match places.entry(hash(hashes, id(at)), |known| id(*known) == id(at), |known| hash(hashes, id(*known))) {
        Slot::Occupied(_) => false,
        Slot::Vacant(free) => {
            free.insert(at);
            true
        }
    }
}

fn hash(hashes: &RandomState, id: &CueId) -> u64 {
    let mut hasher = hashes.build_hasher();
    hasher.write(id.as_str().as_bytes());
    hasher.finish()
}

impl PartialEq for Entries {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Entries {}

impl Serialize for Entries {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

/// An [`Entry`] as it comes back.
#[derive(Deserialize)]
struct Kept {
    cue: Cue,
    #[serde(default)]
    end: Option<Ending>,
    told: bool,
}

/// More than [`CUES`], or two of one id.
#[derive(Debug, thiserror::Error)]
#[error("not the cues of a timeline")]
struct Unsound;

impl TryFrom<Vec<Kept>> for Entries {
    type Error = Unsound;

    fn try_from(kept: Vec<Kept>) -> Result<Self, Unsound> {
        let mut entries = Self::default();
        let (told, ends): (Vec<bool>, Vec<Option<Ending>>) =
            kept.iter().map(|kept| (kept.told, kept.end)).unzip();
        let rest = entries.fill(kept.into_iter().map(|kept| kept.cue).collect());
        (entries.told, entries.ends) = (told, ends);
        if rest.is_empty() { Ok(entries) } else { Err(Unsound) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cue::{Comment, Content};
    use tradewind_domain::Timestamp;

    fn cue(id: &str, seq: u64) -> Cue {
        let content = Content::Comment(Comment { author: None, text: "Does it break?".into() });
        let id = CueId::parse(id).expect("an id");
        Cue { id, from: Timestamp(1), until: None, seq, content }
    }

    fn ids<'a>(cues: impl IntoIterator<Item = &'a Cue>) -> Vec<&'a str> {
        cues.into_iter().map(|cue| cue.id.as_str()).collect()
    }

    #[test]
    fn a_list_is_taken_whole_up_to_an_id_that_is_in_it_twice() {
        let mut entries = Entries::default();
        let rest = entries.fill(vec![cue("a", 1), cue("b", 1), cue("a", 2), cue("c", 1)]);
        assert_eq!(
            (ids(entries.iter().map(|entry| entry.cue)), ids(&rest)),
            (vec!["a", "b"], vec!["a", "c"])
        );
        let rest = entries.fill(rest);
        assert_eq!(ids(&rest), ["a", "c"], "one after the other where something is known");
        assert_eq!(entries.push(cue("c", 1)), 2);
        let known = ["a", "b", "c", "d"].map(|id| entries.known(&CueId::parse(id).expect("an id")));
        assert_eq!(known, [Some(0), Some(1), Some(2), None]);
    }

    #[test]
    fn ends_are_of_their_cue_and_the_newest_counts() {
        let mut entries = Entries::default();
        entries.fill(vec![cue("a", 1), cue("b", 1), cue("c", 1)]);
        for seq in [3, 5, 4] {
            entries.end(1, Ending { seq, at: Timestamp(9), value: None });
        }
        entries.tell(|entry| entry.cue.id.as_str() == "c");
        entries.tell(|entry| entry.cue.id.as_str() == "a");
        let seen = |entries: &Entries| -> Vec<(Option<u64>, bool)> {
            entries.iter().map(|entry| (entry.end.map(|end| end.seq), entry.told)).collect()
        };
        assert_eq!(seen(&entries), [(None, true), (Some(5), false), (None, true)], "told once stays told");
        let kept = serde_json::to_string(&entries).expect("JSON");
        let again: Entries = serde_json::from_str(&kept).expect("as it was");
        assert_eq!((seen(&again), &again), (seen(&entries), &entries));
    }
}
