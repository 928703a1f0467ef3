//! The discounts of a receipt: what its totals take off, beside what its lines take off and what the merchant names.

use super::percent::percent_in;
use crate::LineSums;
use crate::paid::taken_off;
use crate::round::{Mode, round, to_minor};
use rust_decimal::Decimal;
use tradewind_domain::total::Discounts;
use tradewind_domain::{SumsSaid, TotalKind, TotalLine};

/// Which way a percent of a price may be rounded: shops take off what is usual for them.
const MODES: [Mode; 4] = [Mode::HalfUp, Mode::HalfEven, Mode::Down, Mode::Up];

/// What the entries of the totals come to in minor units, zero or less; none where nothing is said from which it could be computed.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Off {
    /// The entry `items_discount`.
    pub(super) items: Option<i64>,
    /// The entry `discount`.
    pub(super) whole: Option<i64>,
}

/// What lines take off by their own entries is what `items_discount` comes to, or both entries together: then each has a share of it that
/// nobody can compute. Of what a merchant names, both entries together are held
/// against it: it may be said in either, and what is taken off beyond it may have a reason without a name. Less than it names is
/// told, unless a whole discount is missing: that one may stand in the price of delivery.
pub(super) fn check(sums: &[LineSums], totals: &[TotalLine], stand: Discounts, said: &SumsSaid) -> Off {
    // Discounts within the lines are in the subtotal, and the totals do not say them again.
    if stand == Discounts::Within {
        return Off::default();
    }
    let (Ok(items), Ok(whole)) =
        (only(totals, &TotalKind::ItemsDiscount), only(totals, &TotalKind::Discount))
    else {
        return Off::default();
    };
    let off = |line: Option<&TotalLine>| line.map_or(0, |line| line.amount.minor.saturating_neg());
    let (items_off, whole_off) = (off(items), off(whole));
    let own = taken_off(sums).ok().flatten().filter(|own| *own != 0 && *own == items_off);
    let own = said.line_discounts.map(|amount| amount.minor).or(own);
    let in_both = |own: &i64| whole_off != 0 && *own == items_off.saturating_add(whole_off);
    let own = own.filter(|own| !in_both(own));
    let by_percent = whole.filter(|line| is_of_its_percent(line, sums, items_off)).map(|_| whole_off);
    let Some(named) = said.discounts else { return Off::of(own, by_percent) };
    let (of_lines, of_all, least) = (named.of_lines.minor, named.of_all.minor, named.least.minor);
    let (named, stated) = (of_lines.saturating_add(of_all), items_off.saturating_add(whole_off));
    let missing = named.saturating_sub(stated);
    if missing < 0 || missing >= least {
        return Off::of(own, by_percent);
    }
    if missing == 0 && whole_off != 0 {
        return Off::of(Some(items_off), Some(whole_off));
    }
    let lines = own.unwrap_or(of_lines);
    let (of_lines, of_all) = match (missing, items.is_some() && whole.is_some()) {
        (0, _) => (items_off, whole_off),
        (_, true) => (lines, named.saturating_sub(lines)),
        // The one entry that there is has all of it.
        (_, false) => (named, named),
    };
    Off::of(own.or(Some(of_lines)), Some(of_all))
}

impl Off {
    /// Of what is taken off, zero or more.
    fn of(items: Option<i64>, whole: Option<i64>) -> Self {
        Self { items: items.map(i64::saturating_neg), whole: whole.map(i64::saturating_neg) }
    }
}

/// The one entry of a kind that counts; of several nobody says which discount is in which.
fn only<'a>(totals: &'a [TotalLine], kind: &TotalKind) -> Result<Option<&'a TotalLine>, ()> {
    let mut all = totals.iter().filter(|line| line.kind == *kind && line.effect.adds());
    let first = all.next();
    if all.next().is_some() { Err(()) } else { Ok(first) }
}

/// Whether a discount whose words name a percent is that percent of the goods, before or after what the lines take off.
fn is_of_its_percent(line: &TotalLine, sums: &[LineSums], items_off: i64) -> bool {
    let Some(percent) = line.display_text.as_deref().and_then(percent_in) else { return false };
    let stated = line.amount.minor.checked_neg();
    let share = |minor: i64, mode: Mode| {
        let all = Decimal::from(minor).checked_mul(percent)?;
        let exact = all.checked_div(Decimal::ONE_HUNDRED)?;
        to_minor(round(exact, mode, 0).ok()?, 0).ok()
    };
    let goods = sums.iter().try_fold(0_i64, |sum, line| sum.checked_add(line.goods.minor));
    let Some(goods) = goods else { return false };
    let bases = [goods, goods.saturating_sub(items_off)];
    MODES.into_iter().any(|mode| {
        let by_line =
            sums.iter().try_fold(0_i64, |sum, line| sum.checked_add(share(line.goods.minor, mode)?));
        by_line == stated || bases.iter().any(|base| share(*base, mode) == stated)
    }) && stated.is_some()
}
