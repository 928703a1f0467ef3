//! Draws the receipt of an order as it was computed again: one line in words, and each number behind one tap.

pub(crate) mod export;

use crate::kernel::cards::total_word;
use crate::kernel::screen_parts::{ReceiptRow, ReceiptView, Tone};
use crate::kernel::view_context::ViewContext;
use tradewind_domain::{Money, ReceiptCheck, ReceiptNumber, ReceiptRounding, TaxUnchecked, TotalKind};

/// None where nothing of it could be computed.
pub(crate) fn view(check: &ReceiptCheck, context: &ViewContext<'_>) -> Option<ReceiptView> {
    let words = context.words;
    if check.numbers.iter().all(|number| number.computed.is_none()) {
        return None;
    }
    let taxed = check.numbers.iter().any(|number| number.kind == Some(TotalKind::Tax));
    let computed = check.numbers.iter().any(|number| is_tax(number) && number.computed.is_some());
    let differs = check.difference();
    let mut notes = Vec::new();
    match (check.rounding, taxed, computed) {
        (Some(ReceiptRounding::Line), ..) => notes.push(words.receipt_by_line()),
        (Some(ReceiptRounding::Once), ..) => notes.push(words.receipt_once()),
        (Some(ReceiptRounding::Piece), ..) => notes.push(words.receipt_by_piece()),
        (None, true, true) if check.declared.is_some() => notes.push(words.receipt_declared_otherwise()),
        (None, true, true) => notes.push(words.receipt_no_way()),
        (None, true, false) if check.unchecked == Some(TaxUnchecked::Base) => {
            notes.push(words.receipt_no_base());
        }
        (None, true, false) => notes.push(words.receipt_no_rate()),
        (None, false, _) => {}
    }
    if check.rounding.is_some() && check.declared.is_some() {
        notes.push(words.receipt_declared());
    }
    if differs.is_some() {
        notes.push(words.receipt_stands());
    }
    let (summary, tone) = match differs {
        None => (words.receipt_holds(), Tone::Success),
        Some(number) => (difference(number, context), Tone::Info),
    };
    Some(ReceiptView {
        summary,
        tone,
        why_label: words.receipt_why(),
        rows: check.numbers.iter().map(|number| row(number, context)).collect(),
        notes,
    })
}

fn is_tax(number: &ReceiptNumber) -> bool {
    number.kind == Some(TotalKind::Tax)
}

fn difference(number: &ReceiptNumber, context: &ViewContext<'_>) -> String {
    let (words, name) = (context.words, label(number, context));
    match number.above() {
        Some(above) if above.minor > 0 => words.receipt_more(above, &name),
        Some(below) => words.receipt_less(Money::new(below.minor.saturating_neg(), below.currency), &name),
        None => words.receipt_holds(),
    }
}

fn row(number: &ReceiptNumber, context: &ViewContext<'_>) -> ReceiptRow {
    let words = context.words;
    ReceiptRow {
        label: label(number, context),
        stated: words.receipt_stated(number.stated),
        computed: match number.computed {
            Some(computed) => words.receipt_computed(computed),
            None => words.receipt_as_stated(),
        },
        difference: if number.differs() { difference(number, context) } else { String::new() },
    }
}

/// The merchant's words, else ours for a kind that we know.
fn label(number: &ReceiptNumber, context: &ViewContext<'_>) -> String {
    match (&number.words, &number.kind) {
        (Some(words), _) => words.clone(),
        (None, Some(kind)) => total_word(kind, false, context),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests;
