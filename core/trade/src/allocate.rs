//! A sum shared among parts: largest remainder, so that the parts come to the sum exactly.

use crate::TradeError;

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
    if shares.is_empty() {
        return if sum == 0 { Ok(()) } else { Err(TradeError::Overflow) };
    }
    let all: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    let (all, even) = if all == 0 { (shares.len() as i128, true) } else { (all, false) };
    let weight = |at: usize| if even { 1 } else { weights.get(at).copied().unwrap_or(0) };
    // What each part lost by rounding.
    let mut lost: Vec<(i128, usize)> = Vec::with_capacity(shares.len());
    let mut given = 0_i128;
    let short =
        u64::try_from(all).ok().filter(|all| sum >= 0 && all.checked_mul(sum.unsigned_abs()).is_some());
    for (at, share) in shares.iter_mut().enumerate() {
        let whole = match short {
            // No weight is above them all, so no product leaves 64 bits either.
            Some(all) => {
                let exact = sum.unsigned_abs() * weight(at).unsigned_abs();
                let whole = exact / all;
                lost.push((-i128::from(exact - whole * all), at));
                i128::from(whole)
            }
            // Two numbers of 64 bits: no product of them leaves 128.
            None => {
                let exact = i128::from(sum) * i128::from(weight(at));
                let whole = exact / all;
                lost.push((-(exact - whole * all).abs(), at));
                whole
            }
        };
        given += whole;
        *share = i64::try_from(whole).map_err(|_| TradeError::Overflow)?;
    }
    let left = i128::from(sum) - given;
    let many = usize::try_from(left.abs()).unwrap_or(usize::MAX).min(lost.len());
    if many == 0 {
        return Ok(());
    }
    // The largest losses first, of equal ones the first part; in which order these few get their unit does not matter.
    lost.select_nth_unstable(many - 1);
    for (_, at) in lost.into_iter().take(many) {
        if let Some(share) = shares.get_mut(at) {
            *share += left.signum() as i64;
        }
    }
    Ok(())
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
