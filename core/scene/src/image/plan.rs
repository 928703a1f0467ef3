//! How much smaller each picture is made so that all of them fit a phone, and in which order they are decoded.

use crate::error::ModelError;
use crate::limits::Limits;

/// Longest side of a picture that is kept: as large as every graphics card of a phone takes.
pub(super) const KEPT_SIDE: u32 = 4096;
/// Longest side of a picture that is kept where several are so large that decoding one fills the memory.
const KEPT_BESIDE: u32 = 2048;
/// Most halvings: what is added up for a point of the result stays a 32-bit number.
const MOST_HALVINGS: u32 = 8;
/// A side below which nothing is made smaller.
const LEAST_SIDE: u32 = 256;
/// Bytes that decoding one picture may take: an 8,192 x 8,192 JPEG, which is made smaller where it lies.
pub(super) const DECODING_BYTES: u64 = 200 << 20;
/// From how many of them on two such pictures are too many.
const MUCH: u64 = 96 << 20;

/// What counts of a picture before it is decoded.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sized {
    /// Width and height in the file.
    pub(super) size: (u32, u32),
    /// Bytes that decoding it takes at its own size.
    pub(super) cost: u64,
    /// How many pictures of that size are kept of it.
    pub(super) copies: u64,
}

/// Width and height after so many halvings.
pub(super) fn halved(size: (u32, u32), times: u32) -> (u32, u32) {
    let side = |side: u32| side.checked_shr(times).unwrap_or(0).max(1);
    (side(size.0), side(size.1))
}

/// How often each picture is halved: the largest first, of two alike the later one, since surfaces name their colours first.
pub(super) fn halvings(all: &[Sized], limits: &Limits) -> Result<Vec<u32>, ModelError> {
    let several = all.iter().filter(|picture| picture.cost > MUCH).count() > 1;
    let mut times: Vec<u32> = all
        .iter()
        .map(|picture| {
            let most = if several && picture.cost > MUCH { KEPT_BESIDE } else { KEPT_SIDE };
            let fits = |times: &u32| longest(halved(picture.size, *times)) <= most;
            (0..MOST_HALVINGS).find(fits).unwrap_or(MOST_HALVINGS)
        })
        .collect();
    let pixels = |index: usize, times: u32| {
        let (width, height) = halved(all[index].size, times);
        u64::from(width) * u64::from(height) * all[index].copies
    };
    let mut sum: u64 = (0..all.len()).map(|index| pixels(index, times[index])).sum();
    let mut open: std::collections::BinaryHeap<(u64, usize)> =
        (0..all.len()).map(|index| (pixels(index, times[index]), index)).collect();
    while sum > limits.pixels {
        let too_many = ModelError::TooManyPixels(limits.pixels);
        let (before, index) = open.pop().ok_or(too_many.clone())?;
        if longest(halved(all[index].size, times[index])) < LEAST_SIDE * 2 || times[index] >= MOST_HALVINGS {
            return Err(too_many);
        }
        times[index] += 1;
        let after = pixels(index, times[index]);
        sum -= before - after;
        open.push((after, index));
    }
    Ok(times)
}

/// The dearest first, while little else is held.
pub(super) fn order(all: &[Sized]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(all[*index].cost));
    order
}

fn longest(size: (u32, u32)) -> u32 {
    size.0.max(size.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(side: u32) -> Sized {
        Sized { size: (side, side), cost: u64::from(side) * u64::from(side) * 3, copies: 1 }
    }

    #[test]
    fn pictures_are_halved_until_all_fit_the_largest_and_the_last_first() {
        let limits = Limits { pixels: 24_000_000, ..Limits::default() };
        let of = |all: &[Sized]| halvings(all, &limits);
        assert_eq!(of(&[square(4096)]), Ok(vec![0]));
        assert_eq!(of(&[square(8192)]), Ok(vec![1]));
        assert_eq!(of(&[square(4096); 2]), Ok(vec![0, 1]));
        assert_eq!(of(&[square(4096); 4]), Ok(vec![1; 4]));
        // Two that fill the memory while they are decoded.
        assert_eq!(of(&[square(8192); 2]), Ok(vec![2; 2]));
        assert_eq!(of(&[Sized { size: (8192, 3), cost: 1, copies: 1 }]), Ok(vec![1]));
        assert_eq!(of(&[square(512); 300]).map(|times| times.iter().sum::<u32>() > 100), Ok(true));
        assert_eq!(of(&[square(300); 1000]), Err(ModelError::TooManyPixels(24_000_000)));
        assert_eq!(halved((8192, 3), 2), (2048, 1));
    }

    #[test]
    fn a_copy_counts() {
        let limits = Limits { pixels: 24_000_000, ..Limits::default() };
        assert_eq!(halvings(&[Sized { copies: 2, ..square(4096) }], &limits), Ok(vec![1]));
    }
}
