//! Sorting by one copy of the standard library's sort: every type that is sorted by itself costs the phones' library 3 to 6 KB.

use std::cmp::Ordering;

/// Sorts as [`slice::sort_by`] does: stable, in n log n comparisons. For lists of a screen's size; what is sorted thousands of times a
/// second sorts by itself.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let mut order = order(items.len(), &|one, other| match (items.get(one), items.get(other)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => one.cmp(&other),
    });
    // Items change places along each cycle of the order. A place that is done says itself.
    for start in 0..order.len() {
        let mut at = start;
        while let Some(place) = order.get_mut(at) {
            let from = std::mem::replace(place, at);
            if from == start {
                break;
            }
            items.swap(at, from);
            at = from;
        }
    }
}

/// The same by a key of each item.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |one, other| key(one).cmp(&key(other)));
}

/// For each place, the number of the item that belongs there. Not generic: this is the one copy.
fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|one, other| compare(*one, *other));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_sorts_as_the_standard_library_does() {
        // Numbers of a plain generator; equal keys show that it is stable.
        let mut state = 7_u64;
        for length in (0..40).chain([500]) {
            let mut ours: Vec<(u64, usize)> = (0..length)
                .map(|at| {
                    state =
                        state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    (state >> 60, at)
                })
                .collect();
            let mut theirs = ours.clone();
            theirs.sort_by_key(|(key, _)| *key);
            sort_by_key(&mut ours, |(key, _)| *key);
            assert_eq!(ours, theirs);
            sort_by(&mut ours, |one, other| other.cmp(one));
            theirs.sort_by(|one, other| other.cmp(one));
            assert_eq!(ours, theirs);
        }
    }
}
