//! Which lines of a quote stand beside what the shop asks for, and what the order comes to with them.

use crate::kernel::goods::{Claims, Parcel};
use crate::kernel::view_context::ViewContext;
use tradewind_domain::{Money, TotalEffect, TotalKind};
use tradewind_trade::row::{By, Rule};
use tradewind_trade::{Amount, Quote, QuoteLine};

/// What it comes to: what the merchant asks for, where it has said so, and what is due beside it.
pub(super) fn total(quote: &Quote<'_>, parcel: &Parcel) -> Amount {
    let Some(paid) = parcel.paid else { return quote.total.amount };
    let nothing = [TotalEffect::Included, TotalEffect::NotIncluded];
    let beside =
        |line: &&QuoteLine<'_>| is_beside(quote, line, parcel.claims) && !nothing.contains(&line.effect);
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
    let due = |line: &&QuoteLine<'_>| is_beside(quote, line, claims) && line.effect != TotalEffect::Included;
    quote.lines.iter().filter(due).any(|line| !is_zero(line))
}

/// Whether a line is beside what the shop asks for. Tax of the sale is the shop's: it stands in its total, or is added there.
pub(super) fn is_beside(quote: &Quote<'_>, line: &QuoteLine<'_>, claims: Claims) -> bool {
    match line.kind {
        TotalKind::Subtotal | TotalKind::Delivery | TotalKind::Insurance | TotalKind::Tax => false,
        // Nobody takes a fee for collecting where nothing is left to be collected.
        TotalKind::Fee if claims.any_of_the_border() && is_for_collecting(line) => {
            quote.lines.iter().any(|one| is_collected(one, claims))
        }
        _ => !is_claimed(&line.kind, claims),
    }
}

/// Nothing is due and that is certain.
pub(super) fn is_zero(line: &QuoteLine<'_>) -> bool {
    matches!(line.amount, Amount::Exact(money) if money.minor == 0)
}

/// Whether the merchant's total holds charges of this kind.
const fn is_claimed(kind: &TotalKind, claims: Claims) -> bool {
    match kind {
        TotalKind::Duty => claims.duty,
        TotalKind::ImportTax => claims.import_tax,
        _ => false,
    }
}

/// Whether a fee is asked only where something is collected on delivery.
fn is_for_collecting(line: &QuoteLine<'_>) -> bool {
    line.rule.is_some_and(|row| matches!(&row.rule, Rule::Fee(fee) if fee.only_if_due))
}

/// Whether a charge, or a part of it, is collected on delivery although the merchant has its total.
fn is_collected(line: &QuoteLine<'_>, claims: Claims) -> bool {
    let charge = matches!(line.kind, TotalKind::Duty | TotalKind::ImportTax | TotalKind::Excise);
    let on_delivery = matches!(line.by, Some(By::Carrier | By::Border));
    charge && on_delivery && !is_claimed(&line.kind, claims) && !is_zero(line)
}
