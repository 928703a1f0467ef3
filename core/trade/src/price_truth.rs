//! Whether an announced reduction is one: Directive 98/6/EC article 6a, CJEU C-330/23 (Aldi Süd, 26 September 2024).

use crate::round::Mode;
use crate::{Day, TradeError, round};
use rust_decimal::Decimal;
use tradewind_domain::Money;

/// How many days before a reduction its reference price is the lowest of (98/6/EC article 6a(2): "not shorter than 30 days").
pub const REFERENCE_DAYS: i32 = 30;

/// Prices of one product, each from the day on which it was first asked until the next one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    /// In the order of days.
    pub prices: Vec<(Day, Money)>,
    /// Whether the shop itself states the lowest price of the last 30 days, and which.
    pub stated_lowest: Option<Money>,
}

/// What a merchant announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// The price asked now.
    pub now: Money,
    /// The price that is shown as the one before, if any.
    pub was: Option<Money>,
    /// The percent that is announced, if any.
    pub percent: Option<Decimal>,
    /// The day on which the reduction began.
    pub since: Day,
}

/// Whether an announcement holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reduction {
    /// It is one from the lowest price before it: that price, and the true percent, rounded down to a whole one.
    Holds {
        /// The lowest price of the 30 days before.
        lowest: Money,
        /// Of that price.
        percent: u32,
    },
    /// It does not hold: what it should have been reckoned from.
    False {
        /// The lowest price of the 30 days before.
        lowest: Money,
        /// The true percent; zero where the price did not fall, or rose.
        percent: u32,
        /// What of the announcement is wrong.
        wrong: Wrong,
    },
    /// Too little is known of the 30 days before.
    Unknown,
}

/// What of an announcement is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// The price is not below the lowest one of the 30 days before.
    NoReduction,
    /// The price shown as the one before is above that.
    Was,
    /// The percent is more than what it comes to from that.
    Percent,
}

/// Checks an announced reduction on a day against the prices before it began.
///
/// The reference is the lowest price in the 30 days before [`Claim::since`]; a price that began earlier counts where it still stood in
/// them. Prices in another currency than `now` make it unknown. The shop's own statement of its lowest price counts where it is lower
/// than what was seen, and where nothing was seen.
pub fn check_reduction(history: &History, claim: &Claim) -> Result<Reduction, TradeError> {
    let Some(lowest) = lowest(history, claim) else { return Ok(Reduction::Unknown) };
    let percent = percent(lowest, claim.now)?;
    let wrong = if claim.now.minor >= lowest.minor {
        Some(Wrong::NoReduction)
    } else if claim.was.is_some_and(|was| was.minor > lowest.minor) {
        Some(Wrong::Was)
    } else if claim.percent.is_some_and(|said| said > percent_up(lowest, claim.now)) {
        Some(Wrong::Percent)
    } else {
        None
    };
    Ok(match wrong {
        Some(wrong) => Reduction::False { lowest, percent, wrong },
        None => Reduction::Holds { lowest, percent },
    })
}

/// The lowest price of the 30 days before a reduction began, as far as it is known.
fn lowest(history: &History, claim: &Claim) -> Option<Money> {
    let first = claim.since.number().checked_sub(REFERENCE_DAYS)?;
    let mut seen: Option<i64> = None;
    for (at, (from, price)) in history.prices.iter().enumerate() {
        let next = history.prices.get(at + 1).map_or(claim.since, |(next, _)| *next);
        let stood = from.number() < claim.since.number() && next.number() > first;
        if !stood {
            continue;
        }
        if price.currency != claim.now.currency {
            return None;
        }
        seen = Some(seen.map_or(price.minor, |seen| seen.min(price.minor)));
    }
    let stated = history.stated_lowest.filter(|stated| stated.currency == claim.now.currency);
    let lowest = match (seen, stated.map(|stated| stated.minor)) {
        (Some(seen), Some(stated)) => seen.min(stated),
        (seen, stated) => seen.or(stated)?,
    };
    Some(Money::new(lowest, claim.now.currency)).filter(|lowest| lowest.minor > 0)
}

/// How many whole percent `now` is below `lowest`; zero where it is not.
fn percent(lowest: Money, now: Money) -> Result<u32, TradeError> {
    let exact = exact_percent(lowest, now);
    let whole = round(exact, Mode::Down, 0)?;
    Ok(u32::try_from(whole).unwrap_or(0))
}

/// The same as shops round it: a half and more is one more percent.
fn percent_up(lowest: Money, now: Money) -> Decimal {
    round(exact_percent(lowest, now), Mode::HalfUp, 0).unwrap_or(Decimal::ZERO)
}

fn exact_percent(lowest: Money, now: Money) -> Decimal {
    let fallen = Decimal::from(lowest.minor) - Decimal::from(now.minor);
    let percent = (fallen * Decimal::ONE_HUNDRED).checked_div(Decimal::from(lowest.minor));
    percent.unwrap_or(Decimal::ZERO).max(Decimal::ZERO)
}
