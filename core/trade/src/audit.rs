//! A receipt computed again: each line, discount, tax and total, under a declared rounding policy.

use crate::round::{Level, Mode, round, to_minor};
use crate::{TradeError, allocate};
use rust_decimal::Decimal;
use tradewind_domain::{Currency, Money};

/// How a merchant says that it rounds. HMRC VATREC12010 to 12030 tells unit, line and total apart; UCP says "round once at the line".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// What is rounded once: a unit, a line, all lines of one rate, or the total.
    pub level: Level,
    /// Which way.
    pub mode: Mode,
    /// The step, as a power of ten of the main unit: -2 is a cent.
    pub exponent: i8,
    /// Prices have the tax in them.
    pub gross: bool,
}

/// A receipt as the merchant states it. All amounts are in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Of every amount.
    pub currency: Currency,
    /// Goods.
    pub lines: Vec<ReceiptLine>,
    /// A discount on the whole, in percent of the goods, if there is one.
    pub discount_percent: Option<Decimal>,
    /// What the discount came to, as stated: zero or more.
    pub discount: i64,
    /// What is added with no rate: delivery, fees. Minor units.
    pub others: i64,
    /// The tax as stated, in minor units.
    pub tax: i64,
    /// The total as stated, in minor units.
    pub total: i64,
}

/// A line of a receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptLine {
    /// The price of one unit in main units; it may have more decimals than the currency.
    pub price: Decimal,
    /// How many; shops sell 1.5 m of cloth (medusajs/medusa#13734).
    pub quantity: Decimal,
    /// The line's amount as stated, in minor units, if it is.
    pub amount: Option<i64>,
    /// Tax on it, in percent.
    pub tax_percent: Decimal,
}

/// What a receipt comes to by its policy. Minor units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Computed {
    /// Each line: gross where prices are gross, net where they are net.
    pub lines: Vec<i64>,
    /// The discount: zero or more.
    pub discount: i64,
    /// The tax.
    pub tax: i64,
    /// The goods without tax, after the discount.
    pub net: i64,
    /// What is paid.
    pub total: i64,
}

/// Something that a receipt states otherwise than its policy gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    /// What is stated otherwise.
    pub what: Stated,
    /// As stated.
    pub stated: Money,
    /// As computed.
    pub computed: Money,
}

/// A number of a receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stated {
    /// A line's amount.
    Line(usize),
    /// The discount.
    Discount,
    /// The tax.
    Tax,
    /// The total.
    Total,
}

/// What came out of an audit. The merchant's numbers stand either way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// What it comes to by the policy.
    pub computed: Computed,
    /// What is stated otherwise, in the order of the receipt; nothing where all agrees.
    pub findings: Vec<Finding>,
}

/// Computes a receipt again and tells every number that differs.
pub fn audit(receipt: &Receipt, policy: Policy) -> Result<Verdict, TradeError> {
    let computed = compute(receipt, policy)?;
    let money = |minor| Money::new(minor, receipt.currency);
    let mut findings = Vec::new();
    let mut compare = |what, stated: i64, computed: i64| {
        if stated != computed {
            findings.push(Finding { what, stated: money(stated), computed: money(computed) });
        }
    };
    for (at, (line, computed)) in receipt.lines.iter().zip(&computed.lines).enumerate() {
        compare(Stated::Line(at), line.amount.unwrap_or(*computed), *computed);
    }
    compare(Stated::Discount, receipt.discount, computed.discount);
    compare(Stated::Tax, receipt.tax, computed.tax);
    compare(Stated::Total, receipt.total, computed.total);
    Ok(Verdict { computed, findings })
}

/// What a receipt comes to.
fn compute(receipt: &Receipt, policy: Policy) -> Result<Computed, TradeError> {
    let digits = receipt.currency.minor_digits();
    let rounded = |value: Decimal| round(value, policy.mode, policy.exponent);
    let minor = |value: Decimal| to_minor(rounded(value)?, digits);
    let mut lines = Vec::with_capacity(receipt.lines.len());
    for line in &receipt.lines {
        if line.price.is_sign_negative()
            || line.quantity.is_sign_negative()
            || line.tax_percent.is_sign_negative()
        {
            return Err(TradeError::Negative);
        }
        lines.push(minor(line.price.checked_mul(line.quantity).ok_or(TradeError::Overflow)?)?);
    }
    let paid = paid(receipt, policy, &lines, &rounded)?;
    let discount = sum(&lines)?.checked_sub(sum(&paid)?).ok_or(TradeError::Overflow)?;
    let tax = tax(receipt, policy, &paid, &rounded)?;
    let goods = sum(&paid)?;
    let (net, all) = if policy.gross {
        (goods.checked_sub(tax), Some(goods))
    } else {
        (Some(goods), goods.checked_add(tax))
    };
    let total = all.and_then(|all| all.checked_add(receipt.others));
    Ok(Computed {
        lines,
        discount,
        tax,
        net: net.ok_or(TradeError::Overflow)?,
        total: total.ok_or(TradeError::Overflow)?,
    })
}

/// What is paid for each line after the discount. A percent lowers the price at the policy's level and what is left is rounded; an
/// amount is shared by value, exactly.
fn paid(
    receipt: &Receipt,
    policy: Policy,
    lines: &[i64],
    rounded: &dyn Fn(Decimal) -> Result<Decimal, TradeError>,
) -> Result<Vec<i64>, TradeError> {
    let digits = receipt.currency.minor_digits();
    let goods = sum(lines)?;
    let Some(percent) = receipt.discount_percent else {
        let shares = allocate(receipt.discount, lines)?;
        let less = |(line, share): (&i64, i64)| line.checked_sub(share).ok_or(TradeError::Overflow);
        return lines.iter().zip(shares).map(less).collect();
    };
    let left = Decimal::ONE_HUNDRED.checked_sub(percent).ok_or(TradeError::Overflow)?;
    if matches!(policy.level, Level::Rate | Level::Total) {
        let all = to_minor(rounded(percented(Decimal::new(goods, digits), left)?)?, digits)?;
        return allocate(all, lines);
    }
    let one = |line: &ReceiptLine, amount: i64| match policy.level {
        Level::Unit => {
            let unit = rounded(percented(line.price, left)?)?;
            to_minor(rounded(unit.checked_mul(line.quantity).ok_or(TradeError::Overflow)?)?, digits)
        }
        _ => to_minor(rounded(percented(Decimal::new(amount, digits), left)?)?, digits),
    };
    receipt.lines.iter().zip(lines).map(|(line, amount)| one(line, *amount)).collect()
}

/// The tax in or on what is paid for each line, rounded at the policy's level.
fn tax(
    receipt: &Receipt,
    policy: Policy,
    paid: &[i64],
    rounded: &dyn Fn(Decimal) -> Result<Decimal, TradeError>,
) -> Result<i64, TradeError> {
    let digits = receipt.currency.minor_digits();
    let of = |value: Decimal, percent: Decimal| {
        if policy.gross { within(value, percent) } else { percented(value, percent) }
    };
    let mut exact: Vec<(Decimal, Decimal)> = Vec::with_capacity(paid.len());
    for (line, paid) in receipt.lines.iter().zip(paid) {
        let value = Decimal::new(*paid, digits);
        let tax = match policy.level {
            // Of one unit, then so many times; a discount lowers the unit's price evenly.
            Level::Unit if !line.quantity.is_zero() => {
                let unit = value.checked_div(line.quantity).ok_or(TradeError::Overflow)?;
                rounded(of(unit, line.tax_percent)?)?
                    .checked_mul(line.quantity)
                    .ok_or(TradeError::Overflow)?
            }
            Level::Unit | Level::Line => rounded(of(value, line.tax_percent)?)?,
            Level::Rate | Level::Total => of(value, line.tax_percent)?,
        };
        match exact.iter_mut().find(|(percent, _)| *percent == line.tax_percent) {
            Some((_, sum)) => *sum = sum.checked_add(tax).ok_or(TradeError::Overflow)?,
            None => exact.push((line.tax_percent, tax)),
        }
    }
    let mut all = Decimal::ZERO;
    for (_, tax) in exact {
        let tax = if policy.level == Level::Rate { rounded(tax)? } else { tax };
        all = all.checked_add(tax).ok_or(TradeError::Overflow)?;
    }
    to_minor(rounded(all)?, digits)
}

/// So many percent on top.
fn percented(value: Decimal, percent: Decimal) -> Result<Decimal, TradeError> {
    let all = value.checked_mul(percent).and_then(|all| all.checked_div(Decimal::ONE_HUNDRED));
    all.ok_or(TradeError::Overflow)
}

/// The part of an amount that is tax: `value * percent / (100 + percent)`.
fn within(value: Decimal, percent: Decimal) -> Result<Decimal, TradeError> {
    let whole = Decimal::ONE_HUNDRED.checked_add(percent);
    let all = value.checked_mul(percent).zip(whole).and_then(|(all, whole)| all.checked_div(whole));
    all.ok_or(TradeError::Overflow)
}

fn sum(amounts: &[i64]) -> Result<i64, TradeError> {
    amounts.iter().try_fold(0_i64, |sum, one| sum.checked_add(*one)).ok_or(TradeError::Overflow)
}
