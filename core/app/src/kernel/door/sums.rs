//! Which lines of a quote stand beside what the shop asks for, and what the order comes to with them.

use crate::kernel::goods::{Claims, Parcel};
use crate::kernel::view_context::ViewContext;
use tradewind_domain::{Money, TotalEffect, TotalKind};
use tradewind_trade::{Amount, Quote, QuoteLine};

/// What it comes to: what the merchant asks for, where it has said so, and what is due beside it.
pub(super) fn total(quote: &Quote<'_>, parcel: &Parcel) -> Amount {
    let Some(paid) = parcel.paid else { return quote.total.amount };
    let nothing = [TotalEffect::Included, TotalEffect::NotIncluded];
    let beside = |line: &&QuoteLine<'_>| is_beside(line, parcel.claims) && !nothing.contains(&line.effect);
    let (mut min, mut likely, mut max) = (paid, paid, paid);
    for line in quote.lines.iter().filter(beside) {
        let (least, middle, most) = line.amount.minor();
        let more = |sum: Money, minor: i64| Money::new(sum.minor.saturating_add(minor), sum.currency);
        (min, likely, max) = (more(min, least), more(likely, middle), more(max, most));
    }
    if min == max { Amount::Exact(max) } else { Amount::Range { min, likely, max } }
}

/// A sum as the card shows it.
pub(super) fn amount(amount: &Amount, context: &ViewContext<'_>) -> String {
    match *amount {
        Amount::Exact(money) => context.words.money(money),
        Amount::Range { min, max, .. } => context.words.money_range(max, min),
        Amount::NotIncluded => context.words.total_not_included(),
    }
}

/// Whether anything is due at the border, or may be, that the merchant's total does not hold.
pub(super) fn is_due(quote: &Quote<'_>, claims: Claims) -> bool {
    quote.lines.iter().any(|line| is_left(line, claims) && line.effect != TotalEffect::Included)
}

/// Whether a line is beside what the shop asks for, and not certainly nothing.
pub(super) fn is_left(line: &QuoteLine<'_>, claims: Claims) -> bool {
    is_beside(line, claims) && !is_zero(line)
}

/// Whether a line is beside what the shop asks for. Tax of the sale is the shop's: it stands in its total, or is added there.
fn is_beside(line: &QuoteLine<'_>, claims: Claims) -> bool {
    match line.kind {
        TotalKind::Subtotal | TotalKind::Delivery | TotalKind::Insurance | TotalKind::Tax => false,
        _ => !claims.holds(&line.kind),
    }
}

/// Nothing is due and that is certain.
pub(super) fn is_zero(line: &QuoteLine<'_>) -> bool {
    matches!(line.amount, Amount::Exact(money) if money.minor == 0)
}
