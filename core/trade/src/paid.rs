//! What is paid for each line of an order once every discount is taken off: one rule for the receipt and for the door.

use crate::{TradeError, allocate};
use tradewind_domain::total::Discounts;
use tradewind_domain::{Money, TotalKind, TotalLine};

/// What a line of an order comes to, before and after its own discounts. All amounts are in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineSums {
    /// Its goods, before discounts.
    pub goods: Money,
    /// What the merchant says that it comes to (its `total`); none where it says nothing.
    pub total: Option<Money>,
}

/// What is paid for the lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paid {
    /// For each line, in minor units. Below zero where a discount is more than the goods: it may pay for delivery, too.
    pub lines: Vec<i64>,
    /// How many lines share a discount by our own reckoning; zero where the merchant says what each has of it.
    pub shared: usize,
}

/// What is paid for each line after every discount: those that a merchant puts into its lines, and those of its totals, which are
/// shared by value.
///
/// Errors: sums beyond 64 bits ([`TradeError::Overflow`]), goods below zero ([`TradeError::Negative`]).
pub fn after_discounts(lines: &[LineSums], totals: &[TotalLine]) -> Result<Paid, TradeError> {
    let off = |kind: TotalKind| {
        let entries = totals.iter().filter(|line| line.kind == kind && line.effect.adds());
        let off = entries.map(|line| line.amount.minor).try_fold(0_i64, i64::checked_sub);
        off.ok_or(TradeError::Overflow)
    };
    let (items, whole) = (off(TotalKind::ItemsDiscount)?, off(TotalKind::Discount)?);
    let all = items.checked_add(whole).ok_or(TradeError::Overflow)?;
    let (stand, _) = subtotal(lines, totals)?;
    let (within, off) = match (stand, taken_off(lines)?) {
        (Discounts::Within, _) => (true, all),
        // The totals repeat what the lines take off: all of it, or what is of single lines.
        (Discounts::Beside, Some(own)) if own != 0 && own == all => (true, 0),
        (Discounts::Beside, Some(own)) if own != 0 && own == items => (true, whole),
        (Discounts::Beside, _) => (false, all),
    };
    let from = |line: &LineSums| if within { line.after() } else { line.goods };
    let from: Vec<i64> = lines.iter().map(|line| from(line).minor).collect();
    let shares = allocate(off, &from)?;
    let less = |(from, share): (&i64, i64)| from.checked_sub(share).ok_or(TradeError::Overflow);
    let left = from.iter().zip(shares).map(less).collect::<Result<_, _>>()?;
    Ok(Paid { lines: left, shared: if off == 0 { 0 } else { lines.len() } })
}

/// Where discounts stand, and what the subtotal comes to in minor units. One that is of neither sum is held against the nearer one.
pub(crate) fn subtotal(lines: &[LineSums], totals: &[TotalLine]) -> Result<(Discounts, i64), TradeError> {
    let sum = |of: fn(&LineSums) -> Money| {
        let all = lines.iter().map(|line| of(line).minor).try_fold(0_i64, i64::checked_add);
        all.ok_or(TradeError::Overflow)
    };
    let (goods, after) = (sum(|line| line.goods)?, sum(LineSums::after)?);
    let Some(stated) = totals.iter().find(|line| line.kind == TotalKind::Subtotal) else {
        return Ok((Discounts::Beside, goods));
    };
    let money = |minor| Some(Money::new(minor, stated.amount.currency));
    let nearer = || match stated.amount.minor.abs_diff(after) < stated.amount.minor.abs_diff(goods) {
        true => Discounts::Within,
        false => Discounts::Beside,
    };
    let stand = Discounts::of(stated.amount, money(goods), money(after)).unwrap_or_else(nearer);
    Ok((stand, if stand == Discounts::Within { after } else { goods }))
}

/// What the lines take off themselves; none where one comes to more than its goods (its tax is in it), or to less than nothing.
pub(crate) fn taken_off(lines: &[LineSums]) -> Result<Option<i64>, TradeError> {
    let mut off = 0_i64;
    for line in lines {
        let (goods, after) = (line.goods.minor, line.after().minor);
        if after < 0 || after > goods {
            return Ok(None);
        }
        off = goods.checked_sub(after).and_then(|one| off.checked_add(one)).ok_or(TradeError::Overflow)?;
    }
    Ok(Some(off))
}

impl LineSums {
    fn after(&self) -> Money {
        self.total.unwrap_or(self.goods)
    }
}
