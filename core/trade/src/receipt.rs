//! A purchase's receipt computed again from what it says of itself, under the usual ways of rounding.
//!
//! UCP (2026-08-25) has no field for a merchant's rounding policy or for a tax's rate. The rate is read where the merchant writes it
//! into the words of its tax (`VAT 19%`); the ways to round are tried, and the verdict says which one gives the stated tax.

use crate::paid::subtotal;
use crate::round::{Level, Mode};
use crate::{LineSums, Policy, Receipt, ReceiptLine, TradeError, after_discounts, audit};
use rust_decimal::Decimal;
use tradewind_domain::receipt::{ReceiptCheck, ReceiptNumber, ReceiptRounding};
use tradewind_domain::total::sum_of_parts;
use tradewind_domain::{Currency, Money, TotalEffect, TotalKind, TotalLine};

/// Goods of one kind on a receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoughtLine {
    /// In the merchant's words.
    pub title: String,
    /// The price of one.
    pub price: Money,
    /// How many.
    pub quantity: u32,
    /// What the line comes to before discounts, as the merchant states it; none where it does not.
    pub stated: Option<Money>,
    /// What the line comes to in the end, its own discounts taken off, as the merchant states it; none where it does not.
    pub total: Option<Money>,
}

/// The ways in which shops round a tax: once a line (HMRC VATREC12010), once for all (EN 16931, BR-CO-17), once a piece; a half
/// goes up, or to the even one.
const WAYS: [(ReceiptRounding, Level, Mode); 5] = [
    (ReceiptRounding::Line, Level::Line, Mode::HalfUp),
    (ReceiptRounding::Once, Level::Rate, Mode::HalfUp),
    (ReceiptRounding::Piece, Level::Unit, Mode::HalfUp),
    (ReceiptRounding::Line, Level::Line, Mode::HalfEven),
    (ReceiptRounding::Once, Level::Rate, Mode::HalfEven),
];

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
    let (tax, rounding) = tax((lines, &sums), totals, currency).unwrap_or_default();
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
    Some(ReceiptCheck { rounding, numbers })
}

/// A part as it comes to, else as it is stated.
fn with(line: &TotalLine, computed: Option<Money>) -> TotalLine {
    TotalLine { amount: computed.unwrap_or(line.amount), ..line.clone() }
}

/// What the one tax of a receipt comes to, and by which way of rounding it is the stated one. Where no way gives it, what comes
/// closest. None where there is no tax or more than one, or its rate is not stated.
fn tax(
    lines: (&[BoughtLine], &[LineSums]),
    totals: &[TotalLine],
    currency: Currency,
) -> Option<(Option<Money>, Option<ReceiptRounding>)> {
    let mut taxes = totals.iter().filter(|line| line.kind == TotalKind::Tax);
    let (Some(stated), None) = (taxes.next(), taxes.next()) else { return None };
    let percent = percent_in(stated.display_text.as_deref()?)?;
    let included = stated.effect == TotalEffect::Included;
    // Delivery is taxed as the goods are, or not at all: which of it, no merchant says.
    let mut best: Option<(u64, i64)> = None;
    for own_base in [false, true] {
        if own_base && !included {
            continue;
        }
        for with_delivery in [true, false] {
            for (rounding, level, mode) in WAYS {
                let gross = included && !own_base;
                let way = Way { level, mode, gross, percent, with_delivery };
                let Ok(computed) = computed(lines, totals, currency, way) else { continue };
                let apart = computed.abs_diff(stated.amount.minor);
                if apart == 0 {
                    return Some((Some(stated.amount), Some(rounding)));
                }
                if best.is_none_or(|(least, _)| apart < least) {
                    best = Some((apart, computed));
                }
            }
        }
    }
    best.map(|(_, computed)| (Some(Money::new(computed, currency)), None))
}

/// A way to compute a tax.
#[derive(Clone, Copy)]
struct Way {
    level: Level,
    mode: Mode,
    gross: bool,
    percent: Decimal,
    with_delivery: bool,
}

fn computed(
    (lines, sums): (&[BoughtLine], &[LineSums]),
    totals: &[TotalLine],
    currency: Currency,
    way: Way,
) -> Result<i64, TradeError> {
    let digits = currency.minor_digits();
    let receipt_line = |price: i64, quantity: u32| ReceiptLine {
        price: Decimal::new(price, digits),
        quantity: Decimal::from(quantity),
        amount: None,
        tax_percent: way.percent,
    };
    let paid = after_discounts(sums, totals)?.lines;
    // What is paid in full keeps its pieces, which a tax may be rounded by.
    let line = |((line, sums), paid): ((&BoughtLine, &LineSums), i64)| match sums.goods.minor == paid {
        true => receipt_line(line.price.minor, line.quantity),
        false => receipt_line(paid, 1),
    };
    let mut taxed: Vec<ReceiptLine> = lines.iter().zip(sums).zip(paid).map(line).collect();
    let delivered = totals.iter().filter(|line| line.kind == TotalKind::Delivery && line.effect.adds());
    if way.with_delivery {
        taxed.extend(delivered.map(|line| receipt_line(line.amount.minor, 1)));
    }
    let receipt =
        Receipt { currency, lines: taxed, discount_percent: None, discount: 0, others: 0, tax: 0, total: 0 };
    // A step of the currency is the least that can be paid.
    let exponent = -i8::try_from(digits).map_err(|_| TradeError::Overflow)?;
    let policy = Policy { level: way.level, mode: way.mode, exponent, gross: way.gross };
    Ok(audit(&receipt, policy)?.computed.tax)
}

/// The one percent that words state, before its sign or behind it, in the digits of any language of ours.
fn percent_in(words: &str) -> Option<Decimal> {
    let plain: String = words.chars().map(plain_char).filter(|one| !one.is_whitespace()).collect();
    let (before, after) = plain.split_once('%')?;
    if after.contains('%') {
        return None;
    }
    let number = |one: &char| one.is_ascii_digit() || *one == '.';
    let behind: String = before.chars().rev().take_while(number).collect();
    let found: String = match behind.is_empty() {
        true => after.chars().take_while(number).collect(),
        false => behind.chars().rev().collect(),
    };
    // A point that ends a word before it, or a sentence, is none of the number's.
    let found = found.trim_matches('.');
    let percent = Decimal::from_str_exact(found).ok()?;
    (percent > Decimal::ZERO && percent < Decimal::ONE_HUNDRED && found.len() <= 8).then_some(percent)
}

/// A digit, a decimal mark or a percent sign as ASCII has it.
fn plain_char(one: char) -> char {
    let digit = |zero: u32| char::from_digit(u32::from(one).wrapping_sub(zero), 10);
    match one {
        '٪' | '％' => '%',
        '٫' | ',' => '.',
        '٠'..='٩' => digit(0x0660).unwrap_or(one),
        '۰'..='۹' => digit(0x06F0).unwrap_or(one),
        '０'..='９' => digit(0xFF10).unwrap_or(one),
        _ => one,
    }
}
