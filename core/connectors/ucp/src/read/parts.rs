//! What the readers share: lists, bounded text, sums, the reference of an order.

use serde_json::Value;
use tradewind_commerce::{MerchantError, OrderRef};
use tradewind_domain::text::clean;
use tradewind_domain::{Currency, Money, OrderId, Timestamp, TotalLine, WebUrl};

/// The most entries of one list that are read.
pub(super) const MAX_ENTRIES: usize = 500;

pub(super) type Read<T> = Result<T, MerchantError>;

pub(super) fn garbage<T>(place: &'static str) -> Read<T> {
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

pub(super) fn totals(list: &Value, currency: Currency) -> Read<Vec<TotalLine>> {
    let lines: Vec<TotalLine> = entries(list)
        .map(|total| {
            let Some(kind) = total["type"].as_str() else { return garbage("totals.type") };
            let Some(minor) = total["amount"].as_i64() else { return garbage("totals.amount") };
            let display_text = text(&total["display_text"], 200);
            Ok(TotalLine { kind: bounded(kind, 60), display_text, amount: Money::new(minor, currency) })
        })
        .collect::<Read<_>>()?;
    for kind in ["subtotal", "total"] {
        if lines.iter().filter(|line| line.kind == kind).count() != 1 {
            return garbage("totals");
        }
    }
    Ok(lines)
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

/// Plain text from outside: bounded and cleaned; none if nothing of it can be seen.
pub(super) fn text(value: &Value, max: usize) -> Option<String> {
    clean(value.as_str()?, max)
}

/// A code or an id's words: as [`text`], empty if nothing is left.
pub(super) fn bounded(text: &str, max: usize) -> String {
    clean(text, max).unwrap_or_default()
}
