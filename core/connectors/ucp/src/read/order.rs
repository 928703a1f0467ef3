//! Orders, as the merchant tells of them.

use super::parts::{Read, bounded, entries, garbage, minor, order_ref, text, totals};
use crate::dialect::Dialect;
use serde_json::Value;
use tradewind_commerce::in_one;
use tradewind_domain::{
    CheckoutId, Currency, EventKind, ItemId, Money, Order, OrderEvent, OrderId, OrderLine, OrderStatus,
    Timestamp, WebUrl,
};

/// An order, bound to the one that was asked about; a single event that cannot be read is left out, the rest stays.
pub(crate) fn order(
    body: &Value,
    dialect: &dyn Dialect,
    asked: &OrderId,
    placed_at: Timestamp,
) -> Read<Order> {
    let reference = order_ref(body)?;
    if reference.id != *asked {
        return garbage("id of another order");
    }
    let Some(checkout) = body["checkout_id"].as_str().and_then(|id| CheckoutId::parse(id).ok()) else {
        return garbage("checkout_id");
    };
    let Some(currency) = body["currency"].as_str().and_then(|code| Currency::parse(code).ok()) else {
        return garbage("currency");
    };
    let lines: Vec<OrderLine> =
        entries(&body["line_items"]).map(|line| order_line(line, dialect, currency)).collect::<Read<_>>()?;
    let shipped = entries(&body["fulfillment"]["events"]);
    let adjusted = entries(&body["adjustments"]).filter(|one| one["status"].as_str() != Some("failed"));
    let mut events: Vec<OrderEvent> = shipped.chain(adjusted).filter_map(event).collect();
    events.sort_by_key(|event| event.at);
    Ok(Order {
        id: reference.id,
        label: reference.label,
        checkout,
        permalink: reference.permalink,
        placed_at,
        totals: totals(&body["totals"], currency)?,
        currency,
        status: OrderStatus::derive(&lines, &events),
        lines,
        events,
        agreed: None,
        later: dialect.owed(body, currency),
        receipt: None,
        on_delivery: false,
    })
}

fn order_line(line: &Value, dialect: &dyn Dialect, currency: Currency) -> Read<OrderLine> {
    let item = &line["item"];
    let Some(id) = item["id"].as_str().and_then(|id| ItemId::parse(id).ok()) else {
        return garbage("item.id");
    };
    let Some(price) = minor(&item["price"]) else { return garbage("item.price") };
    let count = |name: &str| line["quantity"][name].as_u64().and_then(|count| u32::try_from(count).ok());
    let Some(quantity) = count("total") else { return garbage("quantity.total") };
    let fulfilled = count("fulfilled").unwrap_or(0);
    let title = text(&item["title"], 300).unwrap_or_else(|| id.as_str().to_owned());
    let pieces = OrderLine { title, item: id, price: Money::new(price, currency), quantity, fulfilled };
    let (unit, priced_otherwise) = (dialect.unit(item)?, dialect.is_priced_otherwise(item));
    if unit.is_none() && !priced_otherwise {
        return Ok(pieces);
    }
    let stated = entries(&line["totals"]).find(|total| total["type"] == "subtotal");
    let Some(minor) = stated.and_then(|total| minor(&total["amount"])) else { return garbage("line total") };
    Ok(in_one(pieces, unit.as_ref(), Money::new(minor, currency)))
}

fn event(event: &Value) -> Option<OrderEvent> {
    let kind = match event["type"].as_str()? {
        "processing" => EventKind::Processing,
        "shipped" => EventKind::Shipped,
        "in_transit" => EventKind::InTransit,
        "out_for_delivery" => EventKind::OutForDelivery,
        "delivered" => EventKind::Delivered,
        "failed_attempt" => EventKind::FailedAttempt,
        "canceled" | "cancellation" => EventKind::Canceled,
        "undeliverable" => EventKind::Undeliverable,
        "returned_to_sender" => EventKind::ReturnedToSender,
        "refund" => EventKind::Refund,
        "return" => EventKind::Return,
        other => EventKind::Other(bounded(other, 60)),
    };
    let carrier = text(&event["carrier"], 100).unwrap_or_default();
    let number = text(&event["tracking_number"], 100).unwrap_or_default();
    Some(OrderEvent {
        kind,
        at: Timestamp::parse_rfc3339(event["occurred_at"].as_str()?).ok()?,
        tracking: format!("{carrier} {number}").trim().to_owned(),
        tracking_url: event["tracking_url"].as_str().and_then(|url| WebUrl::parse(url).ok()),
        description: text(&event["description"], 500).unwrap_or_default(),
    })
}
