//! What a merchant says of its sums beside its totals: discounts by name, entries in parts, and how it rounds.
//!
//! `rounding` is no field of UCP (2026-08-25): a merchant may add it to its checkouts, beside `totals`, and is held to it then.
//! `{"level": "unit|line|rate|total", "mode": "half_up|half_even|up|down", "exponent": -2, "gross": true}`; the last two may be left out.

use super::parts::{MAX_ENTRIES, entries, minor};
use serde_json::Value;
use tradewind_domain::{Currency, DeclaredRounding, EntryParts, Money, NamedDiscounts, SumsSaid};

/// Steps of a declared rounding that are believed: from a millionth of the main unit to a million.
const STEPS: std::ops::RangeInclusive<i8> = -6..=6;

/// All of it; of what does not read nothing is said.
pub(super) fn said(body: &Value, currency: Currency) -> SumsSaid {
    let money = |minor| Money::new(minor, currency);
    SumsSaid {
        line_discounts: line_discounts(&body["line_items"]).map(money),
        discounts: named(&body["discounts"]["applied"]).map(|[lines, all, least]| NamedDiscounts {
            of_lines: money(lines),
            of_all: money(all),
            least: money(least),
        }),
        parts: entry_parts(&body["totals"])
            .map(|(entry, sum)| EntryParts { entry, sum: money(sum) })
            .collect(),
        rounding: rounding(&body["rounding"]),
    }
}

/// What all lines take off by their entries `items_discount`, which are never above zero.
fn line_discounts(lines: &Value) -> Option<i64> {
    let mut found = None;
    for line in whole(lines)? {
        for entry in whole(&line["totals"]).unwrap_or_default() {
            if entry["type"] == "items_discount" {
                let off = minor(&entry["amount"]).filter(|minor| *minor <= 0)?.checked_neg()?;
                found = Some(found.unwrap_or(0_i64).checked_add(off)?);
            }
        }
    }
    found
}

/// What the named discounts take off the lines, what else, and the smallest of them. Their amounts are above zero; what is allocated to lines stands as
/// `items_discount` in the totals, the rest as `discount` (UCP, discount extension, "Allocation details").
fn named(applied: &Value) -> Option<[i64; 3]> {
    let applied = whole(applied).filter(|all| !all.is_empty())?;
    let (mut of_lines, mut of_all, mut least) = (0_i64, 0_i64, i64::MAX);
    for discount in applied {
        let amount = minor(&discount["amount"]).filter(|minor| *minor >= 0)?;
        let mut allocated = 0_i64;
        for part in whole(&discount["allocations"]).unwrap_or_default() {
            let share = minor(&part["amount"]).filter(|minor| *minor >= 0)?;
            if part["path"].as_str()?.starts_with("$.line_items") {
                allocated = allocated.checked_add(share)?;
            }
        }
        of_lines = of_lines.checked_add(allocated)?;
        least = least.min(amount);
        of_all = of_all.checked_add(amount.checked_sub(allocated).filter(|rest| *rest >= 0)?)?;
    }
    Some([of_lines, of_all, least])
}

/// Entries with parts, by their place. Those of `total` are read elsewhere: they say which tax is within it.
fn entry_parts(totals: &Value) -> impl Iterator<Item = (usize, i64)> {
    let with_parts = |(at, entry): (usize, &Value)| {
        let parts = whole(&entry["lines"]).filter(|parts| !parts.is_empty() && entry["type"] != "total")?;
        let amounts = parts.iter().map(|part| minor(&part["amount"]));
        let sum = amounts.into_iter().try_fold(0_i64, |sum, amount| sum.checked_add(amount?))?;
        Some((at, sum))
    };
    entries(totals).enumerate().filter_map(with_parts)
}

fn rounding(declared: &Value) -> Option<DeclaredRounding> {
    let read: DeclaredRounding = serde_json::from_value(declared.clone()).ok()?;
    read.exponent.is_none_or(|exponent| STEPS.contains(&exponent)).then_some(read)
}

/// A list that is read to its end: a sum of a part of it would be another sum.
fn whole(list: &Value) -> Option<&[Value]> {
    list.as_array().map(Vec::as_slice).filter(|all| all.len() <= MAX_ENTRIES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use tradewind_domain::{RoundedAt, RoundingMode};

    fn eur(minor: i64) -> Money {
        Money::new(minor, Currency::EUR)
    }

    #[test]
    fn discounts_are_of_lines_as_far_as_they_are_allocated_to_them() {
        let body = json!({
            "line_items": [
                {"totals": [{"type": "subtotal", "amount": 2_000}, {"type": "items_discount", "amount": -300}]},
                {"totals": [{"type": "subtotal", "amount": 1_000}]},
            ],
            "discounts": {"applied": [
                {"title": "Mugs", "amount": 300, "allocations": [{"path": "$.line_items[0]", "amount": 300}]},
                {"title": "Delivery", "amount": 100, "allocations": [{"path": "$.fulfillment", "amount": 100}]},
                {"title": "Code", "amount": 50},
            ]},
            "totals": [
                {"type": "subtotal", "amount": 3_000},
                {"type": "fee", "amount": 200, "lines": [{"amount": 150}, {"amount": 50}]},
                {"type": "total", "amount": 2_750, "lines": [{"amount": 2_750}]},
            ],
        });
        let said = said(&body, Currency::EUR);
        assert_eq!(said.line_discounts, Some(eur(300)));
        assert_eq!(
            said.discounts,
            Some(NamedDiscounts { of_lines: eur(300), of_all: eur(150), least: eur(50) })
        );
        assert_eq!(said.parts, [EntryParts { entry: 1, sum: eur(200) }]);
        assert_eq!(said.rounding, None);
    }

    #[test]
    fn of_what_does_not_read_nothing_is_said() {
        for wrong in [
            json!({"amount": -5}),
            json!({"amount": 1.5}),
            json!({"amount": 5, "allocations": [{"path": "$.line_items[0]", "amount": 6}]}),
            json!({"amount": 5, "allocations": [{"amount": 5}]}),
        ] {
            let body = json!({"discounts": {"applied": [wrong]}});
            assert!(said(&body, Currency::EUR).is_nothing(), "{body}");
        }
        let many: Vec<Value> = (0..=MAX_ENTRIES).map(|_| json!({"amount": 1})).collect();
        assert!(said(&json!({"discounts": {"applied": many}}), Currency::EUR).is_nothing());
        assert!(said(&json!({}), Currency::EUR).is_nothing());
    }

    #[test]
    fn a_rounding_is_declared_whole_or_not_at_all() {
        let of = |rounding: Value| said(&json!({"rounding": rounding}), Currency::EUR).rounding;
        let read = of(json!({"level": "line", "mode": "half_up", "gross": true})).expect("it is declared");
        assert_eq!((read.level, read.mode), (RoundedAt::Line, RoundingMode::HalfUp));
        for wrong in [
            json!({"level": "line"}),
            json!({"level": "moon", "mode": "half_up"}),
            json!({"level": "line", "mode": "half_up", "exponent": 40}),
            json!("line"),
        ] {
            assert_eq!(of(wrong.clone()), None, "{wrong}");
        }
    }
}
