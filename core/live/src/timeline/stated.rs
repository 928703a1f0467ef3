//! A price or a stock as it was stated over time: which one counts at a moment of the picture.

use crate::limits::WAITING;
use serde::{Deserialize, Serialize};
use tradewind_domain::Timestamp;

/// One statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stated<T> {
    pub(crate) seq: u64,
    pub(crate) at: Timestamp,
    pub(crate) value: T,
}

/// Statements of which each still may count: of those whose moment is reached the newest by number alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Statements<T>(Vec<Stated<T>>);

impl<T> Default for Statements<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Copy + PartialEq> Statements<T> {
    /// Takes one, in any order. `reached` is the furthest moment that was on the glass.
    pub(crate) fn take(&mut self, new: Stated<T>, reached: Option<Timestamp>) {
        if self.0.iter().any(|old| old.seq == new.seq) {
            return;
        }
        self.0.push(new);
        let begun = |stated: &Stated<T>| reached.map_or(stated.at, |reached| stated.at.max(reached));
        let all = self.0.clone();
        self.0.retain(|old| !all.iter().any(|newer| newer.seq > old.seq && newer.at <= begun(old)));
        if self.0.len() > WAITING
            && let Some(oldest) = (0..self.0.len()).min_by_key(|at| self.0[*at].seq)
        {
            self.0.remove(oldest);
        }
    }

    /// The one that counts at a moment.
    pub(crate) fn at(&self, moment: Timestamp) -> Option<Stated<T>> {
        self.0.iter().filter(|stated| stated.at <= moment).max_by_key(|stated| stated.seq).copied()
    }

    /// The next moment after this one at which another may count.
    pub(crate) fn next(&self, after: Timestamp) -> Option<Timestamp> {
        self.0.iter().map(|stated| stated.at).filter(|at| *at > after).min()
    }

    pub(crate) fn is_sound(&self) -> bool {
        self.0.len() <= WAITING
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stated(seq: u64, at: i64, value: u32) -> Stated<u32> {
        Stated { seq, at: Timestamp(at), value }
    }

    #[test]
    fn the_newest_whose_moment_has_come_counts_in_whatever_order_they_come() {
        let all = [stated(1, 10, 100), stated(2, 20, 90), stated(3, 15, 80), stated(4, 40, 70)];
        for turn in 0..all.len() {
            let mut statements = Statements::default();
            (0..all.len()).for_each(|at| statements.take(all[(at + turn) % all.len()], None));
            let at = |moment| statements.at(Timestamp(moment)).map(|stated| stated.value);
            assert_eq!(
                [9, 10, 15, 20, 39, 40].map(at),
                [None, Some(100), Some(80), Some(80), Some(80), Some(70)]
            );
            assert_eq!(statements.next(Timestamp(15)), Some(Timestamp(40)), "what is outdone is dropped");
        }
    }

    #[test]
    fn what_is_reached_is_one_and_what_waits_is_few() {
        let mut statements = Statements::default();
        for seq in 0..1_000 {
            statements.take(stated(seq, 1_000 + seq as i64, 5), None);
            assert!(statements.is_sound());
        }
        let mut reached = Statements::default();
        for seq in 0..1_000 {
            reached.take(stated(seq, seq as i64, 5), Some(Timestamp(9_999)));
        }
        assert_eq!(reached.0, [stated(999, 999, 5)]);
        // An older one that comes late changes nothing.
        reached.take(stated(5, 5, 6), Some(Timestamp(9_999)));
        assert_eq!(reached.at(Timestamp(9_999)).map(|stated| stated.value), Some(5));
    }
}
