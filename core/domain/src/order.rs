//! What a merchant confirmed: an order, its lines, totals and timeline.

use crate::receipt::ReceiptCheck;
use crate::total::{self, TotalLine};
use crate::{CheckoutId, Currency, ItemId, Money, OrderId, Timestamp, WebUrl};
use serde::{Deserialize, Serialize};

/// An order as last heard of from the merchant. UCP has no order-level status or date: `status` is derived from
/// lines and events ([`OrderStatus::derive`]), `placed_at` is the phone's own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// The merchant's id.
    pub id: OrderId,
    /// A label for people (`#1042`), if the merchant gave one.
    pub label: Option<String>,
    /// The checkout it came from.
    pub checkout: CheckoutId,
    /// The order's page at the merchant.
    pub permalink: Option<WebUrl>,
    /// When this phone learned of it.
    pub placed_at: Timestamp,
    /// What was bought.
    pub lines: Vec<OrderLine>,
    /// Totals in the merchant's order and words; empty where it names no sum.
    pub totals: Vec<TotalLine>,
    /// Currency of all amounts.
    pub currency: Currency,
    /// Where it stands.
    pub status: OrderStatus,
    /// What happened, oldest first.
    pub events: Vec<OrderEvent>,
    /// What the person had agreed to, where the merchant completed something else, or does not say at what sum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed: Option<AgreedOtherwise>,
    /// What the accepted term of payment asks for after the order; empty where all was paid with it. Whether any of it has been
    /// paid since, the merchant does not say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub later: Vec<Owed>,
    /// The receipt as this phone computed it again when it was bought; none for orders of before, and where the merchant names no sum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<ReceiptCheck>,
    /// Nothing was paid with it: its total is paid when it is delivered.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub on_delivery: bool,
}

impl Order {
    /// What was paid, where the merchant says.
    pub fn total(&self) -> Option<Money> {
        total::stated_total(&self.totals)
    }
}

/// A payment that is due after the order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owed {
    /// When and how it is due, in the merchant's words.
    pub words: String,
    /// The moment, where the merchant knows one.
    pub at: Option<Timestamp>,
    /// What is due then.
    pub amount: Money,
}

/// What a person had agreed to before the merchant completed something else: kept with the order, and said plainly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreedOtherwise {
    /// The total on the button.
    pub total: Money,
    /// Whether other lines were bought than those agreed to.
    pub lines_differ: bool,
}

/// One line of an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrderLine {
    /// What was bought.
    pub item: ItemId,
    /// Title as the merchant gave it.
    pub title: String,
    /// Price of one.
    pub price: Money,
    /// How many, after edits.
    pub quantity: u32,
    /// How many of them are fulfilled.
    pub fulfilled: u32,
}

/// Where an order stands, derived from its lines and events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderStatus {
    /// Taken, nothing sent yet.
    Processing,
    /// Part of it is on its way.
    PartlyShipped,
    /// On its way.
    Shipped,
    /// Delivered, as the merchant says.
    Delivered,
    /// Cancelled before delivery.
    Canceled,
    /// Sent back or paid back in full.
    Returned,
}

/// One thing that happened to an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderEvent {
    /// What kind of thing.
    pub kind: EventKind,
    /// The merchant's time, in ms since 1970 UTC.
    pub at: Timestamp,
    /// The carrier and tracking number, as the merchant wrote them; may be empty.
    pub tracking: String,
    /// Where to follow it.
    pub tracking_url: Option<WebUrl>,
    /// The merchant's words; may be empty.
    pub description: String,
}

/// Kinds of events we have words for (UCP `fulfillment_event.type` and `adjustment.type`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// Order placed on this phone.
    Placed,
    /// The merchant works on it.
    Processing,
    /// Handed to the carrier.
    Shipped,
    /// With the carrier.
    InTransit,
    /// On the last leg.
    OutForDelivery,
    /// UCP `delivered`: the buyer has it.
    Delivered,
    /// An attempt to deliver failed.
    FailedAttempt,
    /// UCP `canceled` or `cancellation`: it will not come.
    Canceled,
    /// Cannot be delivered.
    Undeliverable,
    /// Sent back to the merchant.
    ReturnedToSender,
    /// Money paid back.
    Refund,
    /// A return was agreed or received.
    Return,
    /// Anything else, in the merchant's own word.
    Other(String),
}

impl OrderStatus {
    /// The status that lines and events amount to: a cancellation or full return wins, then what is fulfilled,
    /// then the furthest event.
    pub fn derive(lines: &[OrderLine], events: &[OrderEvent]) -> Self {
        let any = |kind: &EventKind| events.iter().any(|event| event.kind == *kind);
        let wanted: u64 = lines.iter().map(|line| u64::from(line.quantity)).sum();
        let fulfilled: u64 = lines.iter().map(|line| u64::from(line.fulfilled)).sum();
        if any(&EventKind::Canceled) || (wanted == 0 && !lines.is_empty()) {
            Self::Canceled
        } else if any(&EventKind::ReturnedToSender) || any(&EventKind::Return) {
            Self::Returned
        } else if any(&EventKind::Delivered) && fulfilled >= wanted {
            Self::Delivered
        } else if fulfilled > 0 && fulfilled < wanted {
            Self::PartlyShipped
        } else if fulfilled > 0
            || any(&EventKind::Shipped)
            || any(&EventKind::InTransit)
            || any(&EventKind::OutForDelivery)
        {
            Self::Shipped
        } else {
            Self::Processing
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(quantity: u32, fulfilled: u32) -> OrderLine {
        OrderLine {
            item: ItemId::parse("a").expect("a good id"),
            title: "A".into(),
            price: Money::new(1, Currency::EUR),
            quantity,
            fulfilled,
        }
    }

    fn event(kind: EventKind) -> OrderEvent {
        OrderEvent {
            kind,
            at: Timestamp(0),
            tracking: String::new(),
            tracking_url: None,
            description: String::new(),
        }
    }

    #[test]
    fn status_is_derived_from_lines_and_events() {
        let s = OrderStatus::derive;
        assert_eq!(s(&[line(2, 0)], &[]), OrderStatus::Processing);
        assert_eq!(s(&[line(2, 1)], &[event(EventKind::Shipped)]), OrderStatus::PartlyShipped);
        assert_eq!(s(&[line(2, 2)], &[event(EventKind::Shipped)]), OrderStatus::Shipped);
        assert_eq!(s(&[line(2, 2)], &[event(EventKind::Delivered)]), OrderStatus::Delivered);
        assert_eq!(s(&[line(2, 0)], &[event(EventKind::Canceled)]), OrderStatus::Canceled);
        assert_eq!(s(&[line(0, 0)], &[]), OrderStatus::Canceled);
        assert_eq!(s(&[line(1, 1)], &[event(EventKind::Return)]), OrderStatus::Returned);
    }
}
