//! What a quantity counts steps of, for goods that are not sold by the piece.

use serde::{Deserialize, Serialize};
use tradewind_domain::Money;

/// What a quantity counts steps of: with a scale of 2 of `kg`, 150 is 1.5 kg.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// The unit's name for machines, as UN/CEFACT Recommendation 20 has it (`KGM`), or the merchant's own.
    pub code: String,
    /// One step is `10^-scale` of it; at most 15 (UCP 2026-08-25 `common/types/unit.json`).
    pub scale: u8,
    /// Its name for people, in the merchant's words.
    pub text: String,
}

impl Unit {
    /// So many steps in digits: `1.5`.
    pub fn digits(&self, steps: u32) -> String {
        let scale = usize::from(self.scale);
        let digits = format!("{steps:0>width$}", width = scale.saturating_add(1));
        let (whole, part) = digits.split_at(digits.len().saturating_sub(scale));
        let part = part.trim_end_matches('0');
        if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") }
    }

    /// What so many steps come to at `price` for one whole unit: the minor units below and above the exact amount, which are
    /// one where it is whole. The merchant rounds once, and it is not said how.
    pub fn cost(&self, price: Money, steps: u32) -> Option<(Money, Money)> {
        let whole = 10_i128.checked_pow(u32::from(self.scale))?;
        let exact = i128::from(price.minor).checked_mul(i128::from(steps))?;
        let below = exact.div_euclid(whole);
        let above = below.checked_add(i128::from(exact.rem_euclid(whole) != 0))?;
        let money = |minor: i128| Some(Money::new(i64::try_from(minor).ok()?, price.currency));
        Some((money(below)?, money(above)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tradewind_domain::Currency;

    #[test]
    fn steps_are_written_without_what_says_nothing() {
        for (scale, steps, digits) in [
            (2, 150, "1.5"),
            (2, 5, "0.05"),
            (2, 200, "2"),
            (0, 3, "3"),
            (3, 1_234, "1.234"),
            (15, 1, "0.000000000000001"),
        ] {
            let unit = Unit { code: "KGM".into(), scale, text: "kg".into() };
            assert_eq!(unit.digits(steps), digits);
        }
    }

    #[test]
    fn what_steps_cost_lies_between_two_minor_units() {
        let unit = |scale| Unit { code: "KGM".into(), scale, text: "kg".into() };
        let cost = |scale, minor, steps| {
            let (below, above) = unit(scale).cost(Money::new(minor, Currency::EUR), steps).expect("in range");
            (below.minor, above.minor)
        };
        assert_eq!(cost(2, 1_000, 150), (1_500, 1_500));
        assert_eq!(cost(2, 333, 25), (83, 84));
        assert_eq!(cost(15, 9_007_199_254_740_991, u32::MAX), (38_685_626_218, 38_685_626_219));
        assert_eq!(unit(0).cost(Money::new(i64::MAX, Currency::EUR), 2), None, "beyond what money can be");
        assert_eq!(unit(200).cost(Money::new(1, Currency::EUR), 2), None);
    }
}
