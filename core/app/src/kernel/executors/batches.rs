//! In which portions a merchant is asked for many items: all at once where it takes that, in smaller ones where it does not, and never
//! in more than a few requests.

use std::collections::VecDeque;
use tradewind_domain::ItemId;

/// The most requests for one cart: a link has fifty items at most.
const MOST: u32 = 12;
/// What every merchant takes at once (UCP, catalog lookup: "SHOULD accept at least 10").
const SMALL: usize = 10;

/// The portions that are still to be asked for.
#[derive(Debug)]
pub(crate) struct Batches {
    waiting: VecDeque<Vec<ItemId>>,
    left: u32,
}

impl Batches {
    pub(crate) fn of(ids: Vec<ItemId>) -> Self {
        let waiting = if ids.is_empty() { VecDeque::new() } else { VecDeque::from([ids]) };
        Self { waiting, left: MOST }
    }

    /// The next portion; none when all were asked for, or no request is left.
    pub(crate) fn take_next(&mut self) -> Option<Vec<ItemId>> {
        self.left = self.left.checked_sub(1)?;
        self.waiting.pop_front()
    }

    /// The merchant did not take this one as a whole: too many, or one of them that it does not know. It is asked for in parts.
    pub(crate) fn split(&mut self, batch: &[ItemId]) {
        let part = if batch.len() > SMALL { SMALL } else { batch.len().div_ceil(2) };
        self.waiting.extend(batch.chunks(part.max(1)).map(<[ItemId]>::to_vec));
    }

    /// Whether some were never asked for, or not alone: nothing is known of them.
    pub(crate) fn any_left(&self) -> bool {
        !self.waiting.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(count: usize) -> Vec<ItemId> {
        (0..count).map(|n| ItemId::parse(format!("mug-{n}")).expect("an id")).collect()
    }

    /// How many requests a merchant gets that takes so many ids at once.
    fn asked(count: usize, takes: usize) -> (u32, usize, bool) {
        let (mut batches, mut requests, mut found) = (Batches::of(ids(count)), 0, 0);
        while let Some(batch) = batches.take_next() {
            requests += 1;
            match batch.len() <= takes {
                true => found += batch.len(),
                false => batches.split(&batch),
            }
        }
        (requests, found, batches.any_left())
    }

    #[test]
    fn fifty_are_one_request_where_the_merchant_takes_that_and_never_more_than_a_few() {
        assert_eq!(asked(50, 50), (1, 50, false));
        assert_eq!(asked(50, 10), (6, 50, false));
        assert_eq!(asked(8, 2), (7, 8, false));
        let (requests, _, left) = asked(50, 1);
        assert_eq!((requests, left), (MOST, true), "what was not asked for is not taken for unknown");
        assert_eq!(asked(0, 1), (0, 0, false));
    }
}
