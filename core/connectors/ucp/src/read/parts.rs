//! What the readers share: lists, bounded text, sums, the reference of an order.

use serde_json::Value;
use tradewind_commerce::{MerchantError, OrderRef};
use tradewind_domain::text::clean;
use tradewind_domain::{Currency, Money, OrderId, Timestamp, TotalEffect, TotalKind, TotalLine, WebUrl};

/// The most entries of one list that are read.
pub(super) const MAX_ENTRIES: usize = 500;

pub(crate) type Read<T> = Result<T, MerchantError>;

pub(crate) fn garbage<T>(place: &'static str) -> Read<T> {
    Err(MerchantError::Garbage(place))
}

/// When an answer was made, as far as that can be known.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AnsweredAt {
    /// The merchant's clock: the answer's `Date`, else this phone's.
    pub(crate) merchant: Timestamp,
    /// This phone's clock.
    pub(crate) phone: Timestamp,
    /// Whether the answer had a `Date`.
    pub(crate) dated: bool,
}

/// The largest number that each reader of JSON has exactly (RFC 8259, 6; UCP 2026-08-25 `amount.json`): 2^53 - 1.
const EXACT: i64 = 9_007_199_254_740_991;

/// Minor units; none for what is no whole number, or none that two readers would read alike.
pub(crate) fn minor(amount: &Value) -> Option<i64> {
    amount.as_i64().filter(|minor| (-EXACT..=EXACT).contains(minor))
}

pub(super) fn totals(list: &Value, currency: Currency) -> Read<Vec<TotalLine>> {
    let lines: Vec<TotalLine> = entries(list)
        .map(|total| {
            let Some(kind) = total["type"].as_str() else { return garbage("totals.type") };
            let Some(minor) = minor(&total["amount"]) else { return garbage("totals.amount") };
            Ok(total_line(total, kind, minor, TotalEffect::Adds, currency))
        })
        .collect::<Read<_>>()?;
    for kind in [TotalKind::Subtotal, TotalKind::Total] {
        if lines.iter().filter(|line| line.kind == kind).count() != 1 {
            return garbage("totals");
        }
    }
    let included = included(list, currency);
    Ok(lines.into_iter().chain(included).collect())
}

fn total_line(entry: &Value, kind: &str, minor: i64, effect: TotalEffect, currency: Currency) -> TotalLine {
    TotalLine {
        kind: TotalKind::of_type(&bounded(kind, 60)),
        effect,
        display_text: text(&entry["display_text"], 200),
        amount: Money::new(minor, currency),
    }
}

/// Taxes that are within the total: the itemized lines of the `total` entry that say their type (`totals.json`, `lines`). The
/// other lines only repeat what the entry says, as does all of them where they do not come to it.
fn included(list: &Value, currency: Currency) -> Vec<TotalLine> {
    let Some(total) = entries(list).find(|entry| entry["type"] == "total") else { return Vec::new() };
    let amounts = entries(&total["lines"]).map(|line| minor(&line["amount"]));
    let sum = amounts.into_iter().try_fold(0_i64, |sum, amount| sum.checked_add(amount?));
    if sum != minor(&total["amount"]) {
        return Vec::new();
    }
    entries(&total["lines"])
        .filter_map(|line| {
            let kind = line["type"].as_str().filter(|kind| *kind == TotalKind::Tax.as_type())?;
            let minor = minor(&line["amount"]).filter(|minor| *minor >= 0)?;
            Some(total_line(line, kind, minor, TotalEffect::Included, currency))
        })
        .collect()
}

pub(super) fn order_ref(order: &Value) -> Read<OrderRef> {
    let Some(id) = order["id"].as_str().and_then(|id| OrderId::parse(id).ok()) else {
        return garbage("order.id");
    };
    let permalink = order["permalink_url"].as_str().and_then(|url| WebUrl::parse(url).ok());
    Ok(OrderRef { id, label: text(&order["label"], 100), permalink })
}

pub(crate) fn entries(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten().take(MAX_ENTRIES)
}

/// A registry's names with their entries: first those that `order` lists, as often as they are there once, then the others by
/// name. It says what the merchant prefers and leaves nothing out (2026-08-25, `ucp.map_order`).
pub(crate) fn ordered<'a>(map: &'a Value, order: &'a Value) -> impl Iterator<Item = (&'a str, &'a Value)> {
    let first: Vec<&str> = entries(order).filter_map(Value::as_str).collect();
    let place = |name: &str| first.iter().position(|one| *one == name).unwrap_or(first.len());
    let mut all: Vec<(&str, &Value)> =
        map.as_object().into_iter().flatten().map(|(name, list)| (name.as_str(), list)).collect();
    all.sort_by_key(|(name, _)| (place(name), *name));
    all.into_iter()
}

/// Plain text from outside: bounded and cleaned; none if nothing of it can be seen.
pub(crate) fn text(value: &Value, max: usize) -> Option<String> {
    clean(value.as_str()?, max)
}

/// A code or an id's words: as [`text`], empty if nothing is left.
pub(crate) fn bounded(text: &str, max: usize) -> String {
    clean(text, max).unwrap_or_default()
}
