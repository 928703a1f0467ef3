//! A sum shared among parts: largest remainder, so that the parts come to the sum exactly.

use crate::TradeError;
use std::cmp::Reverse;

/// Shares `sum` minor units among parts by their weights (not below zero). The shares add up to `sum` exactly.
///
/// Each part gets its share rounded towards zero; what is left goes, one unit each, to the parts with the largest remainders,
/// of equal ones to the first. Where all weights are zero, all weigh the same. No parts share a sum of zero alone.
/// 100 among three of one weight is 34, 33 and 33.
pub fn allocate(sum: i64, weights: &[i64]) -> Result<Vec<i64>, TradeError> {
    let mut shares = vec![0; weights.len()];
    allocate_into(sum, weights, &mut shares)?;
    Ok(shares)
}

/// The same, into a place that is already there; both have one length.
pub(crate) fn allocate_into(sum: i64, weights: &[i64], shares: &mut [i64]) -> Result<(), TradeError> {
    if weights.iter().any(|weight| *weight < 0) {
        return Err(TradeError::Negative);
    }
    if sum == 0 {
        shares.fill(0);
        return Ok(());
    }
    if shares.is_empty() {
        return Err(TradeError::Overflow);
    }
    let all: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    if all == 0 {
        return largest_remainders(sum, &vec![1; shares.len()], shares.len() as i128, shares);
    }
    largest_remainders(sum, weights, all, shares)
}

/// By weights that come to `all`, which is more than nothing.
fn largest_remainders(sum: i64, weights: &[i64], all: i128, shares: &mut [i64]) -> Result<(), TradeError> {
    let short =
        u64::try_from(all).ok().filter(|all| sum >= 0 && all.checked_mul(sum.unsigned_abs()).is_some());
    if let Some(all) = short {
        // No weight is above them all, so no product leaves 64 bits either.
        return short_remainders(sum, weights, all, shares);
    }
    // What each part lost by rounding.
    let mut lost: Vec<(i128, usize)> = Vec::with_capacity(shares.len());
    let mut given = 0_i128;
    for (at, (share, weight)) in shares.iter_mut().zip(weights).enumerate() {
        // Two numbers of 64 bits: no product of them leaves 128.
        let exact = i128::from(sum) * i128::from(*weight);
        let whole = exact / all;
        lost.push((-(exact - whole * all).abs(), at));
        given += whole;
        *share = i64::try_from(whole).map_err(|_| TradeError::Overflow)?;
    }
    let left = i128::from(sum) - given;
    give(usize::try_from(left.abs()).unwrap_or(usize::MAX), left.signum() as i64, lost, shares);
    Ok(())
}

/// The same in 64 bits.
fn short_remainders(sum: i64, weights: &[i64], all: u64, shares: &mut [i64]) -> Result<(), TradeError> {
    let sum = sum.unsigned_abs();
    let mut lost: Vec<(Reverse<u64>, usize)> = Vec::with_capacity(shares.len());
    let mut left = sum;
    for (at, (share, weight)) in shares.iter_mut().zip(weights).enumerate() {
        let exact = sum * weight.unsigned_abs();
        let whole = exact / all;
        left -= whole;
        lost.push((Reverse(exact - whole * all), at));
        *share = i64::try_from(whole).map_err(|_| TradeError::Overflow)?;
    }
    give(usize::try_from(left).unwrap_or(usize::MAX), 1, lost, shares);
    Ok(())
}

/// Gives `one` to so many parts: the largest losses first, of equal ones the first part; in which order these few get their unit does not
/// matter.
fn give<Lost: Ord>(many: usize, one: i64, mut lost: Vec<(Lost, usize)>, shares: &mut [i64]) {
    let many = many.min(lost.len());
    if many == 0 {
        return;
    }
    if many < lost.len() {
        lost.select_nth_unstable(many - 1);
    }
    for (_, at) in lost.into_iter().take(many) {
        if let Some(share) = shares.get_mut(at) {
            *share += one;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_goes_to_the_largest_remainders() {
        assert_eq!(allocate(100, &[1, 1, 1]), Ok(vec![34, 33, 33]));
        assert_eq!(allocate(10, &[1, 2, 4]), Ok(vec![1, 3, 6]));
        assert_eq!(allocate(-10, &[1, 2, 4]), Ok(vec![-1, -3, -6]));
        assert_eq!(allocate(5, &[0, 0]), Ok(vec![3, 2]));
        assert_eq!(allocate(0, &[]), Ok(vec![]));
        assert_eq!(allocate(1, &[]), Err(TradeError::Overflow));
        assert_eq!(allocate(1, &[-1, 2]), Err(TradeError::Negative));
    }

    #[test]
    fn the_widest_numbers_are_shared_exactly() {
        let shares = allocate(i64::MAX, &[i64::MAX, i64::MAX, 1]).expect("shares");
        assert_eq!(shares.iter().map(|share| i128::from(*share)).sum::<i128>(), i128::from(i64::MAX));
        let shares = allocate(i64::MIN, &[7, 11, 13]).expect("shares");
        assert_eq!(shares.iter().map(|share| i128::from(*share)).sum::<i128>(), i128::from(i64::MIN));
    }
}
