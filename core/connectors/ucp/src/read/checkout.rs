//! A checkout session.

use super::delivery::delivery;
use super::handlers::session_handlers;
use super::messages::messages;
use super::parts::{
    AnsweredAt, MAX_ENTRIES, Read, bounded, entries, garbage, minor, order_ref, text, totals,
};
use super::said::said;
use crate::dialect::Dialect;
use crate::named;
use serde_json::Value;
use std::time::Duration;
use tradewind_commerce::{
    Checkout, CheckoutLine, CheckoutStatus, MerchantError, MerchantLink, ProvisionalDiscount,
};
use tradewind_domain::{CheckoutId, Currency, ItemId, Money, SumsSaid, Timestamp, WebUrl};

/// The longest life of a session that is believed, from the moment of the answer: a merchant that names a later end must
/// not lock a person out for longer.
const LONGEST_LIFE: Duration = Duration::from_secs(24 * 3_600);

/// A checkout, bound to the one that was asked about (`None` for a new one). A session past its end that is not
/// completed reads as expired, which UCP leaves to us; past by the merchant's own clock, for this phone's may be wrong.
pub(crate) fn checkout(
    body: &Value,
    dialect: &dyn Dialect,
    asked: Option<&CheckoutId>,
    at: AnsweredAt,
) -> Read<Checkout> {
    let Some(id) = body["id"].as_str().and_then(|id| CheckoutId::parse(id).ok()) else {
        return garbage("id");
    };
    if asked.is_some_and(|asked| *asked != id) {
        return garbage("id of another checkout");
    }
    // What was bought was bought, also where the shop does not say its sum; then no amount is read. A sum that is there and
    // does not read is garbage all the same.
    let bought = body["status"] == "completed";
    let silent = |name: &str| body[name].is_null() || body[name].as_array().is_some_and(Vec::is_empty);
    let (wordless, no_sum) =
        (bought && silent("currency"), bought && (silent("currency") || silent("totals")));
    let stated = body["currency"].as_str().and_then(|code| Currency::parse(code).ok());
    // Without one, no amount is read: it means nothing.
    let Some(currency) = stated.or(wordless.then_some(Currency::EUR)) else { return garbage("currency") };
    let expires_at = body["expires_at"]
        .as_str()
        .and_then(|text| Timestamp::parse_rfc3339(text).ok())
        .map(|end| end.min(at.merchant.after(LONGEST_LIFE)));
    let over = expires_at.is_some_and(|end| end <= at.merchant);
    let status = match body["status"].as_str() {
        Some("completed") => CheckoutStatus::Completed,
        Some("canceled") => CheckoutStatus::Canceled,
        Some("complete_in_progress") => CheckoutStatus::CompleteInProgress,
        Some("incomplete" | "requires_escalation" | "ready_for_complete") if over => CheckoutStatus::Expired,
        Some("incomplete") => CheckoutStatus::Incomplete,
        Some("requires_escalation") => CheckoutStatus::RequiresEscalation,
        Some("ready_for_complete") => CheckoutStatus::ReadyForComplete,
        _ => return garbage("status"),
    };
    // What is not read might be what keeps it from being paid.
    if body["messages"].as_array().is_some_and(|all| all.len() > MAX_ENTRIES) {
        return garbage("messages");
    }
    let lines = entries(&body["line_items"])
        .take(if wordless { 0 } else { MAX_ENTRIES })
        .map(|line| line_item(line, dialect, currency))
        .collect::<Read<_>>()?;
    let order = match &body["order"] {
        Value::Null => None,
        order => Some(order_ref(order)?),
    };
    if status == CheckoutStatus::Completed && order.is_none() {
        return garbage("order");
    }
    let handlers = session_handlers(dialect, body);
    Ok(Checkout {
        id,
        status,
        currency,
        lines,
        totals: if no_sum { Vec::new() } else { totals(&body["totals"], currency)? },
        sums_said: if no_sum { SumsSaid::default() } else { said(body, currency) },
        messages: messages(body),
        links: links(&body["links"]),
        delivery: if wordless { Vec::new() } else { delivery(body, dialect, currency)? },
        applied_codes: entries(&body["discounts"]["applied"])
            .filter_map(|applied| Some(bounded(applied["code"].as_str()?, 100)))
            .collect(),
        provisional: entries(&body["discounts"]["applied"])
            .filter_map(|applied| provisional(applied, currency))
            .collect(),
        continue_url: body["continue_url"].as_str().and_then(|url| WebUrl::parse(url).ok()),
        expires_at,
        clock_skew: at.merchant.0.saturating_sub(at.phone.0),
        dated: at.dated,
        actions: dialect.actions(body, &handlers),
        payment_handlers: handlers,
        terms: dialect.terms(body, status, currency)?,
        order,
        wants_destination: wants_destination(dialect, body),
        engine_state: named::text(body),
    })
}

/// A discount that is still to be verified. One that does not read is left out: the totals have what it comes to.
fn provisional(applied: &Value, currency: Currency) -> Option<ProvisionalDiscount> {
    let amount = minor(&applied["amount"]).filter(|_| applied["provisional"] == true)?;
    let title = text(&applied["title"], 200)?;
    Some(ProvisionalDiscount { title, amount: Money::new(amount, currency) })
}

/// Whether the merchant waits for a destination to be chosen among those that it has listed.
fn wants_destination(dialect: &dyn Dialect, body: &Value) -> bool {
    entries(&body["fulfillment"]["methods"]).any(|method| {
        dialect.ships(method)
            && method["selected_destination_id"].is_null()
            && method["destinations"].as_array().is_some_and(|all| !all.is_empty())
    })
}

fn line_item(line: &Value, dialect: &dyn Dialect, currency: Currency) -> Read<CheckoutLine> {
    let item = &line["item"];
    let Some(id) = item["id"].as_str().and_then(|id| ItemId::parse(id).ok()) else {
        return garbage("item.id");
    };
    let Some(price) = minor(&item["price"]).filter(|minor| *minor >= 0) else {
        return garbage("item.price");
    };
    let quantity =
        line["quantity"].as_u64().and_then(|count| u32::try_from(count).ok()).filter(|count| *count > 0);
    let Some(quantity) = quantity else { return garbage("quantity") };
    let price = Money::new(price, currency);
    let stated = |kind: &str| -> Read<Option<Money>> {
        match entries(&line["totals"]).find(|total| total["type"] == kind) {
            None => Ok(None),
            Some(total) => match minor(&total["amount"]) {
                Some(minor) => Ok(Some(Money::new(minor, currency))),
                None => garbage("line total"),
            },
        }
    };
    let subtotal = stated("subtotal")?;
    let (unit, priced_otherwise) = (dialect.unit(item)?, dialect.is_priced_otherwise(item));
    let total = match stated("total")? {
        // What the merchant rounds, or prices by something else, it alone can say.
        None if unit.is_some() || priced_otherwise => return garbage("line total"),
        None => price.checked_mul(quantity).map_err(|_| MerchantError::Garbage("line total"))?,
        Some(total) => total,
    };
    // With nothing but a `total` there is no sum to hold it against.
    let others: Vec<i64> = entries(&line["totals"])
        .filter(|part| part["type"] != "total")
        .map(|part| minor(&part["amount"]).ok_or(MerchantError::Garbage("line total")))
        .collect::<Read<_>>()?;
    let sum = others.iter().try_fold(0_i64, |sum, part| sum.checked_add(*part));
    let adds_up = subtotal.is_none() || sum == Some(total.minor);
    Ok(CheckoutLine {
        id: bounded(line["id"].as_str().unwrap_or_default(), 255),
        title: text(&item["title"], 300).unwrap_or_else(|| id.as_str().to_owned()),
        item: id,
        price,
        quantity,
        total,
        subtotal,
        adds_up,
        unit,
        priced_otherwise,
    })
}

/// Links with an address we open; terms and privacy in the merchant's order.
fn links(list: &Value) -> Vec<MerchantLink> {
    entries(list)
        .filter_map(|link| {
            Some(MerchantLink {
                kind: bounded(link["type"].as_str()?, 100),
                title: text(&link["title"], 200),
                url: WebUrl::parse(link["url"].as_str()?).ok()?,
            })
        })
        .collect()
}
