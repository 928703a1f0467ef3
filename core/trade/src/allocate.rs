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
    let (mut all, mut signs) = (0_i128, 0_i64);
    for weight in weights {
        all += i128::from(*weight);
        signs |= *weight;
    }
    if signs < 0 {
        return Err(TradeError::Negative);
    }
    if sum == 0 {
        shares.fill(0);
        return Ok(());
    }
    if shares.is_empty() {
        return Err(TradeError::Overflow);
    }
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
    // Two numbers of 64 bits: no product of them leaves 128.
    let exact = |weight: i64| i128::from(sum) * i128::from(weight);
    let mut left = i128::from(sum);
    for (share, weight) in shares.iter_mut().zip(weights) {
        let whole = exact(*weight) / all;
        left -= whole;
        *share = i64::try_from(whole).map_err(|_| TradeError::Overflow)?;
    }
    let many = usize::try_from(left.abs()).unwrap_or(usize::MAX);
    let lost = |weight: i64, share: i64| (exact(weight) - i128::from(share) * all).abs();
    give((many, left.signum() as i64), weights, shares, lost);
    Ok(())
}

/// The same in 64 bits.
fn short_remainders(sum: i64, weights: &[i64], all: u64, shares: &mut [i64]) -> Result<(), TradeError> {
    let sum = sum.unsigned_abs();
    let mut left = sum;
    for (share, weight) in shares.iter_mut().zip(weights) {
        let whole = sum * weight.unsigned_abs() / all;
        left -= whole;
        *share = i64::try_from(whole).map_err(|_| TradeError::Overflow)?;
    }
    let many = usize::try_from(left).unwrap_or(usize::MAX);
    let lost = |weight: i64, share: i64| sum * weight.unsigned_abs() - share.unsigned_abs() * all;
    give((many, 1), weights, shares, lost);
    Ok(())
}

/// Gives `one` to so many parts: the largest losses first, of equal ones the first part. `lost` is what a part of a weight lost by rounding
/// to its share.
fn give<Lost: Ord + Copy>(
    (many, one): (usize, i64),
    weights: &[i64],
    shares: &mut [i64],
    lost: impl Fn(i64, i64) -> Lost,
) {
    if many == 0 {
        return;
    }
    let many = many.min(shares.len());
    let mut ordered: Vec<Reverse<Lost>> = Vec::with_capacity(shares.len());
    ordered.extend(shares.iter().zip(weights).map(|(share, weight)| Reverse(lost(*weight, *share))));
    let Some(last) = many.checked_sub(1).filter(|last| *last < ordered.len()) else { return };
    let Reverse(last) = *ordered.select_nth_unstable(last).1;
    // Of those that lost as much as the last one that is given to, so many are given to.
    let mut equal = ordered.iter().take(many).filter(|lost| lost.0 == last).count();
    for (share, weight) in shares.iter_mut().zip(weights) {
        let lost = lost(*weight, *share);
        // Added up, not branched on: which parts are given to, no processor can foresee.
        let as_equal = usize::from(lost == last).min(equal);
        equal -= as_equal;
        *share += one * (i64::from(lost > last) + as_equal as i64);
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
