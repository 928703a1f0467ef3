//! A purchase's receipt computed again from what it says of itself, under the usual ways of rounding.
//!
//! UCP (2026-08-25) has no field for a merchant's rounding policy or for a tax's rate. The rate is read where the merchant writes it
//! into the words of its tax (`VAT 19%`); what it may be on and the ways to round are tried, and the verdict says which one gives the
//! stated tax. Where none does, and it is not known what the tax is on, that is said, and nothing against the merchant. A merchant
//! that says all the same how it rounds ([`SumsSaid::rounding`]) is held to that way alone.
//!
//! Discounts are what lines take off and what the merchant names of them; what is told in parts is what its parts come to; the
//! total is the sum of all that.

mod bought;
mod discounts;
mod percent;
mod tax;

use crate::LineSums;
use crate::paid::subtotal;
pub use bought::BoughtLine;
use tax::Tax;
use tradewind_domain::receipt::{ReceiptCheck, ReceiptNumber};
use tradewind_domain::total::sum_of_parts;
use tradewind_domain::{Money, SumsSaid, TotalKind, TotalLine};

/// Every number of a receipt beside what it comes to, held to what the merchant says beside its totals. None where it states no total, or
/// amounts of several currencies.
pub fn check_receipt(lines: &[BoughtLine], totals: &[TotalLine], said: &SumsSaid) -> Option<ReceiptCheck> {
    let currency = totals.iter().find(|line| line.kind == TotalKind::Total)?.amount.currency;
    let of_lines = lines.iter().flat_map(|line| [Some(line.price), line.stated, line.total]).flatten();
    let of_totals = totals.iter().map(|line| line.amount).chain(said.amounts());
    if of_lines.chain(of_totals).any(|amount| amount.currency != currency) {
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
    let (stand, all) = subtotal(&sums, totals).ok()?;
    let money = |minor| Money::new(minor, currency);
    let off = discounts::check(&sums, totals, stand, said);
    let (tax, rounding, unchecked) = match tax::check((lines, &sums), totals, currency, said.rounding) {
        Tax::None => (None, None, None),
        Tax::Explained(tax, rounding) => (Some(tax), Some(rounding), None),
        Tax::Differs(tax) => (Some(tax), None, None),
        Tax::Unchecked(why) => (None, None, Some(why)),
    };
    let in_parts = |at: usize| said.parts.iter().find(|part| part.entry == at).map(|part| part.sum);
    let computed = |(at, line): (usize, &TotalLine)| match line.kind {
        // A merchant that names no lines says nothing from which its goods could be computed.
        TotalKind::Subtotal => (!lines.is_empty()).then(|| money(all)),
        TotalKind::Tax => tax,
        TotalKind::ItemsDiscount if line.effect.adds() => off.items.map(money).or_else(|| in_parts(at)),
        TotalKind::Discount if line.effect.adds() => off.whole.map(money).or_else(|| in_parts(at)),
        TotalKind::Total => None,
        _ => in_parts(at),
    };
    let parts: Vec<TotalLine> = totals.iter().enumerate().map(|one| with(one.1, computed(one))).collect();
    let total = sum_of_parts(&parts, currency);
    numbers.extend(totals.iter().enumerate().map(|one| match one.1.kind {
        TotalKind::Total => ReceiptNumber::of_total(one.1, total),
        _ => ReceiptNumber::of_total(one.1, computed(one)),
    }));
    Some(ReceiptCheck { rounding, declared: said.rounding, unchecked, numbers })
}

/// A part as it comes to, else as it is stated.
fn with(line: &TotalLine, computed: Option<Money>) -> TotalLine {
    TotalLine { amount: computed.unwrap_or(line.amount), ..line.clone() }
}
