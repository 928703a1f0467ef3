//! Rounding as RULES.md says it, and sums shared in whole minor units.

use rust_decimal::Decimal;
use tradewind_trade::Mode;

/// Digits behind the mark that are kept where something was divided.
pub(crate) const NOISE: u32 = 15;

/// Ten to the power of a number.
pub(crate) fn power_of_ten(exponent: i32) -> Decimal {
    let power = (0..exponent.unsigned_abs()).fold(Decimal::ONE, |power, _| power * Decimal::TEN);
    if exponent < 0 { Decimal::ONE / power } else { power }
}

/// An amount, not below zero, rounded to a multiple of ten to the power of `exponent`.
pub(crate) fn rounded(amount: Decimal, mode: Mode, exponent: i32) -> Decimal {
    let step = power_of_ten(exponent);
    let steps = amount / step;
    let below = steps.floor();
    let rest = steps - below;
    let half = Decimal::new(5, 1);
    let odd = !(below % Decimal::TWO).is_zero();
    let up = match mode {
        Mode::HalfUp => rest >= half,
        Mode::HalfEven => rest > half || (rest == half && odd),
        Mode::Up => !rest.is_zero(),
        Mode::Down => false,
    };
    if up { (below + Decimal::ONE) * step } else { below * step }
}

/// A sum, in whole minor units, shared by weights: each share is rounded down, and what is left goes, one unit each, to the largest
/// remainders, of equal ones to the first. Weights of zero alone are even.
pub(crate) fn shared(sum: Decimal, weights: &[Decimal], digits: i32) -> Vec<Decimal> {
    let unit = power_of_ten(-digits);
    if weights.is_empty() {
        return Vec::new();
    }
    let units = (sum / unit).trunc();
    let all: Decimal = weights.iter().sum();
    let parts: Vec<Decimal> = if all.is_zero() {
        vec![units / Decimal::from(weights.len()); weights.len()]
    } else {
        weights.iter().map(|weight| units * weight / all).collect()
    };
    let mut shares: Vec<Decimal> = parts.iter().map(Decimal::floor).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    // Beyond these digits lies what the division lost: equal remainders stay equal.
    let rest = |at: usize| (parts[at] - shares[at]).round_dp(NOISE);
    order.sort_by_key(|at| std::cmp::Reverse(rest(*at)));
    let mut left = units - shares.iter().sum::<Decimal>();
    for at in order {
        if left.is_zero() {
            break;
        }
        shares[at] += Decimal::ONE;
        left -= Decimal::ONE;
    }
    shares.into_iter().map(|share| share * unit).collect()
}
