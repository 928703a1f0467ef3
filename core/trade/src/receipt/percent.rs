//! The percent that a merchant writes into the words of its tax.

use rust_decimal::Decimal;

/// The one percent that words state, before its sign or behind it, in the digits of any language of ours.
pub(super) fn percent_in(words: &str) -> Option<Decimal> {
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
