//! A purchase's receipt computed again from what it says of itself, under the usual ways of rounding.
//!
//! UCP (2026-08-25) has no field for a merchant's rounding policy or for a tax's rate. The rate is read where the merchant writes it
//! into the words of its tax (`VAT 19%`); what it may be on and the ways to round are tried, and the verdict says which one gives the
//! stated tax. Where none does, and it is not known what the tax is on, that is said, and nothing against the merchant.

mod bought;
mod percent;
mod tax;

use crate::LineSums;
use crate::paid::subtotal;
pub use bought::BoughtLine;
use tax::Tax;
use tradewind_domain::receipt::{ReceiptCheck, ReceiptNumber};
use tradewind_domain::total::sum_of_parts;
use tradewind_domain::{Money, TotalKind, TotalLine};

/// Every number of a receipt beside what it comes to. None where it states no total, or amounts of several currencies.
pub fn check_receipt(lines: &[BoughtLine], totals: &[TotalLine]) -> Option<ReceiptCheck> {
    let currency = totals.iter().find(|line| line.kind == TotalKind::Total)?.amount.currency;
    let of_lines = lines.iter().flat_map(|line| [Some(line.price), line.stated, line.total]).flatten();
    if of_lines.chain(totals.iter().map(|line| line.amount)).any(|amount| amount.currency != currency) {
        return None;
    }
    let mut sums = Vec::with_capacity(lines.len());
    for line in lines {
        sums.push(LineSums { goods: line.price.checked_mul(line.quantity).ok()?, total: line.total });
    }
    let of_line = |(line, sums): (&BoughtLine, &LineSums)| {
        let words = Some(line.title.clone());
        Some(ReceiptNumber { kind: None, words, stated: line.stated?, computed: Some(sums.goods) })
    };
    let mut numbers: Vec<ReceiptNumber> = lines.iter().zip(&sums).filter_map(of_line).collect();
    let (_, all) = subtotal(&sums, totals).ok()?;
    let all = Money::new(all, currency);
    let (tax, rounding, unchecked) = match tax::check((lines, &sums), totals, currency) {
        Tax::None => (None, None, None),
        Tax::Explained(tax, rounding) => (Some(tax), Some(rounding), None),
        Tax::Differs(tax) => (Some(tax), None, None),
        Tax::Unchecked(why) => (None, None, Some(why)),
    };
    let computed = |line: &TotalLine| match line.kind {
        // A merchant that names no lines says nothing from which its goods could be computed.
        TotalKind::Subtotal if !lines.is_empty() => Some(all),
        TotalKind::Tax => tax,
        _ => None,
    };
    let parts: Vec<TotalLine> = totals.iter().map(|line| with(line, computed(line))).collect();
    let total = sum_of_parts(&parts, currency);
    numbers.extend(totals.iter().map(|line| match line.kind {
        TotalKind::Total => ReceiptNumber::of_total(line, total),
        _ => ReceiptNumber::of_total(line, computed(line)),
    }));
    Some(ReceiptCheck { rounding, unchecked, numbers })
}

/// A part as it comes to, else as it is stated.
fn with(line: &TotalLine, computed: Option<Money>) -> TotalLine {
    TotalLine { amount: computed.unwrap_or(line.amount), ..line.clone() }
}
