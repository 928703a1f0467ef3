//! Answers we get: strict on what money and identity hang on, tolerant of everything else.
//!
//! Absent and null are one; unknown fields are ignored; an unknown total type is kept. A float where minor units
//! belong, a missing id, two totals or none: garbage, with the place named and no byte of the body.

mod goods;
mod order;

pub(crate) use goods::catalog_page;
pub(crate) use order::order;

use crate::client::{Discovered, VERSION};
use crate::write::PART;
use serde_json::Value;
use std::time::Duration;
use tradewind_commerce::{
    Capabilities, Checkout, CheckoutLine, CheckoutStatus, DeliveryOption, MerchantError, MerchantLink,
    MerchantMessage, MessageKind, OrderRef, PaymentHandler, SessionHandler, Severity,
};
use tradewind_domain::text::clean;
use tradewind_domain::{CheckoutId, Currency, ItemId, Money, OrderId, Timestamp, TotalLine, WebUrl};

/// The most entries of one list that are read.
const MAX_ENTRIES: usize = 500;

/// The most parcels of one checkout.
const MAX_PARCELS: usize = 50;

type Read<T> = Result<T, MerchantError>;

fn garbage<T>(place: &'static str) -> Read<T> {
    Err(MerchantError::Garbage(place))
}

/// What a profile says about us two.
pub(crate) enum Negotiated {
    /// It speaks our version.
    Speaks(Discovered),
    /// It has another profile for our version.
    Elsewhere(WebUrl),
}

/// Reads `/.well-known/ucp`, with or without its `ucp` wrapper.
pub(crate) fn discovery(profile: &Value, merchant: &WebUrl) -> Read<Negotiated> {
    let ucp = if profile["ucp"].is_object() { &profile["ucp"] } else { profile };
    let Some(version) = ucp["version"].as_str() else { return garbage("profile.version") };
    if version != VERSION {
        return match ucp["supported_versions"][VERSION].as_str() {
            Some(leaf) => {
                Ok(Negotiated::Elsewhere(merchant.join_named(leaf).map_err(|_| MerchantError::Insecure)?))
            }
            None => Err(MerchantError::VersionUnsupported),
        };
    }
    // Lists of named objects are the shape of 2026-01-11, whatever the version field says.
    if ucp["services"].is_array() || ucp["capabilities"].is_array() {
        return Err(MerchantError::VersionUnsupported);
    }
    let same = |entry: &&Value| entry["version"].as_str() == Some(VERSION);
    let rest = entries(&ucp["services"]["dev.ucp.shopping"])
        .filter(same)
        .find(|service| service["transport"].as_str() == Some("rest"));
    let Some(endpoint) = rest.and_then(|service| service["endpoint"].as_str()) else {
        return garbage("profile.services");
    };
    let endpoint = merchant.join_named(endpoint).map_err(|_| MerchantError::Insecure)?;
    // Paths are put behind it; a query would swallow them.
    let endpoint = endpoint.base().map_err(|_| MerchantError::Garbage("profile.endpoint"))?;
    let has = |name: &str| {
        entries(&ucp["capabilities"][format!("dev.ucp.shopping.{name}")]).any(|entry| same(&entry))
    };
    let capabilities = Capabilities {
        checkout: has("checkout"),
        cart: has("cart"),
        catalog_search: has("catalog.search"),
        catalog_lookup: has("catalog.lookup"),
        fulfillment: has("fulfillment"),
        discount: has("discount"),
        order: has("order"),
        payment_handlers: handlers(&ucp["payment_handlers"]),
        endpoint_host: None,
    };
    Ok(Negotiated::Speaks(Discovered { endpoint, capabilities }))
}

fn handlers(map: &Value) -> Vec<PaymentHandler> {
    map.as_object()
        .into_iter()
        .flatten()
        .flat_map(|(name, list)| {
            entries(list).filter_map(|entry| {
                Some(PaymentHandler { name: bounded(name, 200), id: bounded(entry["id"].as_str()?, 255) })
            })
        })
        .take(50)
        .collect()
}

/// The handlers of a session, with the instruments each takes.
fn session_handlers(map: &Value) -> Vec<SessionHandler> {
    let all = map.as_object().into_iter().flatten().flat_map(|(name, list)| {
        entries(list).filter_map(move |entry| {
            Some(SessionHandler {
                name: bounded(name, 200),
                id: bounded(entry["id"].as_str()?, 255),
                instruments: entries(&entry["available_instruments"])
                    .filter_map(|one| one["type"].as_str())
                    .map(|kind| bounded(kind, 100))
                    .take(50)
                    .collect(),
            })
        })
    });
    all.take(50).collect()
}

/// The longest life of a session that is believed, from the moment of the answer: a merchant that names a later end must
/// not lock a person out for longer.
const LONGEST_LIFE: Duration = Duration::from_secs(24 * 3_600);

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

/// A checkout, bound to the one that was asked about (`None` for a new one). A session past its end that is not
/// completed reads as expired, which UCP leaves to us; past by the merchant's own clock, for this phone's may be wrong.
pub(crate) fn checkout(body: &Value, asked: Option<&CheckoutId>, at: AnsweredAt) -> Read<Checkout> {
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
        .map(|line| line_item(line, currency))
        .collect::<Read<_>>()?;
    let order = match &body["order"] {
        Value::Null => None,
        order => Some(order_ref(order)?),
    };
    if status == CheckoutStatus::Completed && order.is_none() {
        return garbage("order");
    }
    Ok(Checkout {
        id,
        status,
        currency,
        lines,
        totals: if no_sum { Vec::new() } else { totals(&body["totals"], currency)? },
        messages: messages(body),
        links: links(&body["links"]),
        delivery: if wordless { Vec::new() } else { delivery(body, currency)? },
        applied_codes: entries(&body["discounts"]["applied"])
            .filter_map(|applied| Some(bounded(applied["code"].as_str()?, 100)))
            .collect(),
        continue_url: body["continue_url"].as_str().and_then(|url| WebUrl::parse(url).ok()),
        expires_at,
        clock_skew: at.merchant.0.saturating_sub(at.phone.0),
        dated: at.dated,
        payment_handlers: session_handlers(&body["ucp"]["payment_handlers"]),
        order,
        wants_destination: wants_destination(body),
        engine_state: body.to_string(),
    })
}

/// Whether the merchant waits for a destination to be chosen among those that it has listed.
fn wants_destination(body: &Value) -> bool {
    entries(&body["fulfillment"]["methods"]).any(|method| {
        method["type"].as_str().is_none_or(|kind| kind == "shipping")
            && method["selected_destination_id"].is_null()
            && method["destinations"].as_array().is_some_and(|all| !all.is_empty())
    })
}

fn line_item(line: &Value, currency: Currency) -> Read<CheckoutLine> {
    let item = &line["item"];
    let Some(id) = item["id"].as_str().and_then(|id| ItemId::parse(id).ok()) else {
        return garbage("item.id");
    };
    let Some(price) = item["price"].as_i64().filter(|minor| *minor >= 0) else {
        return garbage("item.price");
    };
    let quantity =
        line["quantity"].as_u64().and_then(|count| u32::try_from(count).ok()).filter(|count| *count > 0);
    let Some(quantity) = quantity else { return garbage("quantity") };
    let price = Money::new(price, currency);
    let stated = |kind: &str| -> Read<Option<Money>> {
        match entries(&line["totals"]).find(|total| total["type"] == kind) {
            None => Ok(None),
            Some(total) => match total["amount"].as_i64() {
                Some(minor) => Ok(Some(Money::new(minor, currency))),
                None => garbage("line total"),
            },
        }
    };
    let subtotal = stated("subtotal")?;
    let total = match stated("total")? {
        None => price.checked_mul(quantity).map_err(|_| MerchantError::Garbage("line total"))?,
        Some(total) => total,
    };
    // With nothing but a `total` there is no sum to hold it against.
    let others: Vec<i64> = entries(&line["totals"])
        .filter(|part| part["type"] != "total")
        .map(|part| part["amount"].as_i64().ok_or(MerchantError::Garbage("line total")))
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
    })
}

fn totals(list: &Value, currency: Currency) -> Read<Vec<TotalLine>> {
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

/// `messages[]`, or what other servers send instead (`detail`).
pub(crate) fn messages(body: &Value) -> Vec<MerchantMessage> {
    let mut all: Vec<MerchantMessage> = entries(&body["messages"])
        .filter_map(|message| {
            let kind = match message["type"].as_str() {
                Some("warning") => MessageKind::Warning,
                Some("info") => MessageKind::Info,
                // What we do not know may be grave.
                _ => MessageKind::Error,
            };
            let code = bounded(message["code"].as_str().unwrap_or_default(), 100);
            let content = text(&message["content"], 2_000);
            // An error counts without words, too: then its code stands for them.
            let must_be_seen = kind == MessageKind::Error || message["presentation"] == "disclosure";
            let wordless = must_be_seen.then(|| match code.as_str() {
                "" => "error".to_owned(),
                code => code.replace('_', " "),
            });
            Some(MerchantMessage {
                kind,
                content: content.or(wordless)?,
                code,
                severity: match message["severity"].as_str() {
                    Some("recoverable") => Severity::Recoverable,
                    Some("requires_buyer_input") => Severity::RequiresBuyerInput,
                    Some("requires_buyer_review") => Severity::RequiresBuyerReview,
                    Some("unrecoverable") => Severity::Unrecoverable,
                    _ => Severity::None,
                },
                path: text(&message["path"], 300),
                disclosure: message["presentation"] == "disclosure",
                image: message["image_url"].as_str().and_then(|url| WebUrl::parse(url).ok()),
                url: message["url"].as_str().and_then(|url| WebUrl::parse(url).ok()),
            })
        })
        .collect();
    if all.is_empty()
        && let Some(detail) = text(&body["detail"], 2_000)
    {
        all.push(MerchantMessage {
            kind: MessageKind::Error,
            code: String::new(),
            content: detail,
            severity: Severity::None,
            path: None,
            disclosure: false,
            image: None,
            url: None,
        });
    }
    all
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

fn delivery(body: &Value, currency: Currency) -> Read<Vec<DeliveryOption>> {
    let mut all = Vec::new();
    let methods = entries(&body["fulfillment"]["methods"]);
    let groups: Vec<&Value> =
        methods.flat_map(|method| entries(&method["groups"])).take(MAX_PARCELS).collect();
    let names = parcels(body, &groups);
    for (group, parcel) in groups.into_iter().zip(names) {
        let Some(group_id) = group["id"].as_str() else { continue };
        for option in entries(&group["options"]) {
            let Some(id) = option["id"].as_str() else { continue };
            let stated = entries(&option["totals"]).find(|total| total["type"] == "total");
            let Some(minor) = stated.and_then(|total| total["amount"].as_i64()) else {
                return garbage("option.totals");
            };
            all.push(DeliveryOption {
                id: format!("{group_id}{PART}{id}"),
                parcel: parcel.clone(),
                title: text(&option["title"], 200).unwrap_or_else(|| bounded(id, 200)),
                description: text(&option["description"], 500).unwrap_or_default(),
                price: Money::new(minor, currency),
                selected: group["selected_option_id"].as_str() == Some(id),
            });
        }
    }
    Ok(all)
}

/// What each parcel is called: the titles of its lines, numbered where that does not tell them apart. Nothing where there is
/// one alone.
fn parcels(body: &Value, groups: &[&Value]) -> Vec<String> {
    if groups.len() < 2 {
        return groups.iter().map(|_| String::new()).collect();
    }
    let titles = |group: &&Value| {
        let ids: Vec<&Value> = entries(&group["line_item_ids"]).collect();
        let lines = entries(&body["line_items"]).filter(|line| ids.contains(&&line["id"]));
        let titles: Vec<String> = lines.filter_map(|line| text(&line["item"]["title"], 100)).collect();
        titles.join(", ").chars().take(200).collect::<String>()
    };
    let names: Vec<String> = groups.iter().map(titles).collect();
    let told_apart = |name: &str| !name.is_empty() && names.iter().filter(|one| *one == name).count() == 1;
    let numbered = names.iter().enumerate().map(|(at, name)| match told_apart(name) {
        true => name.clone(),
        false => format!("{} {name}", at + 1).trim().to_owned(),
    });
    numbered.collect()
}

fn order_ref(order: &Value) -> Read<OrderRef> {
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
fn text(value: &Value, max: usize) -> Option<String> {
    clean(value.as_str()?, max)
}

/// A code or an id's words: as [`text`], empty if nothing is left.
fn bounded(text: &str, max: usize) -> String {
    clean(text, max).unwrap_or_default()
}
