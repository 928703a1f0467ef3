//! Bodies we send, as the schemas' `ucp_request` annotations want them: what is omitted on create is not there.

use bytes::Bytes;
use serde_json::{Map, Value, json};
use tradewind_commerce::{
    CatalogContext, Checkout, CheckoutDraft, Credential, MerchantError, SessionHandler,
};
use tradewind_domain::Buyer;
use tradewind_ports::Secret;

/// Parts a delivery option's key: group id and option id, which may hold any other character.
pub(crate) const PART: char = '\u{1f}';

pub(crate) fn create(draft: &CheckoutDraft, ships: bool) -> Value {
    let lines: Vec<Value> = draft
        .lines
        .iter()
        .map(|line| json!({"item": {"id": line.item}, "quantity": line.quantity.count()}))
        .collect();
    let mut body = json!({"line_items": lines, "context": context(draft)});
    add_person(&mut body, draft);
    if ships && !draft.buyer.address.street_address.is_empty() {
        body["fulfillment"] =
            json!({"methods": [{"type": "shipping", "destinations": [address(&draft.buyer)]}]});
    }
    body
}

pub(crate) fn update(current: &Checkout, draft: &CheckoutDraft, ships: bool) -> Value {
    let raw: Value = serde_json::from_str(&current.engine_state).unwrap_or_default();
    let lines: Vec<Value> = draft
        .lines
        .iter()
        .map(|line| {
            let mut wanted = json!({"item": {"id": line.item}, "quantity": line.quantity.count()});
            if let Some(known) = current.lines.iter().find(|known| known.item == line.item) {
                wanted["id"] = json!(known.id);
            }
            wanted
        })
        .collect();
    let mut body = json!({"line_items": lines, "context": context(draft)});
    add_person(&mut body, draft);
    let address_known = !draft.buyer.address.street_address.is_empty();
    if ships && address_known {
        body["fulfillment"] = json!({"methods": methods(&raw, current, draft)});
    }
    body
}

/// The merchant's methods with its own ids, our address, and the option chosen in each group.
fn methods(raw: &Value, current: &Checkout, draft: &CheckoutDraft) -> Vec<Value> {
    let all_lines: Vec<&str> = current.lines.iter().map(|line| line.id.as_str()).collect();
    let known = raw["fulfillment"]["methods"].as_array().cloned().unwrap_or_default();
    if known.is_empty() {
        return vec![
            json!({"type": "shipping", "line_item_ids": all_lines, "destinations": [address(&draft.buyer)]}),
        ];
    }
    let chosen = draft.selected_option.as_deref().and_then(|key| key.split_once(PART));
    known
        .iter()
        .filter(|method| method["type"].as_str().is_none_or(|kind| kind == "shipping"))
        .map(|method| {
            let mut destination = address(&draft.buyer);
            let place = method["destinations"].as_array().and_then(|all| all.first());
            // The platform selects: the address that we send is the one that is meant (UCP 2026-04-08 fulfillment).
            let selected =
                method["selected_destination_id"].as_str().or_else(|| place?["id"].as_str()).map(str::to_owned);
            if let Some(id) = &selected {
                destination["id"] = json!(id);
            }
            let mut echo = json!({
                "line_item_ids": method["line_item_ids"].as_array().map_or_else(|| json!(all_lines), |ids| json!(ids)),
                "destinations": [destination],
            });
            for name in ["id", "type"] {
                if method[name].is_string() {
                    echo[name] = method[name].clone();
                }
            }
            if let Some(id) = selected {
                echo["selected_destination_id"] = json!(id);
            }
            let groups: Vec<Value> = method["groups"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|group| {
                    let id = group["id"].as_str()?;
                    let mine = chosen.filter(|(of, _)| *of == id).map(|(_, option)| json!(option));
                    Some(json!({"id": id, "selected_option_id": mine.unwrap_or_else(|| group["selected_option_id"].clone())}))
                })
                .collect();
            if !groups.is_empty() {
                echo["groups"] = json!(groups);
            }
            echo
        })
        .collect()
}

/// The instrument's type: the one that was named, else the session's first, else a card.
fn instrument<'a>(handler: Option<&'a SessionHandler>, credential: &'a Credential) -> &'a str {
    let offered = handler.and_then(|handler| handler.instruments.first());
    credential.instrument.as_deref().or(offered.map(String::as_str)).unwrap_or("card")
}

pub(crate) fn complete(checkout: &Checkout, credential: &Credential) -> Result<Bytes, MerchantError> {
    let token = credential.token.expose_str().ok_or(MerchantError::Garbage("credential"))?;
    let handler = checkout.payment_handlers.iter().find(|handler| handler.is(&credential.handler));
    let body = json!({"payment": {"instruments": [{
        "id": "instrument_1",
        "handler_id": handler.map_or(credential.handler.as_str(), |handler| handler.id.as_str()),
        "type": instrument(handler, credential),
        "selected": true,
        "credential": {"type": credential.kind, "token": token},
    }]}});
    Ok(Secret::new(body.to_string().into_bytes()).into_bytes())
}

/// `asked` holds the words and filters.
pub(crate) fn search(asked: Value, context: &CatalogContext, cursor: Option<&str>) -> Value {
    let mut body = asked;
    body["context"] = catalog_context(context);
    body["pagination"] = json!({"limit": 50});
    if let Some(cursor) = cursor {
        body["pagination"]["cursor"] = json!(cursor);
    }
    body
}

pub(crate) fn lookup(ids: &[&str], context: &CatalogContext) -> Value {
    json!({"ids": ids, "context": catalog_context(context)})
}

fn catalog_context(context: &CatalogContext) -> Value {
    json!({
        "address_country": context.market, "language": context.language, "currency": context.currency,
    })
}

fn context(draft: &CheckoutDraft) -> Value {
    json!({"address_country": draft.market, "language": draft.language, "currency": draft.currency})
}

fn add_person(body: &mut Value, draft: &CheckoutDraft) {
    let buyer = &draft.buyer;
    let mut known = Map::new();
    for (name, value) in [
        ("first_name", &buyer.first_name),
        ("last_name", &buyer.last_name),
        ("email", &buyer.email),
        ("phone_number", &buyer.phone_number),
    ] {
        if !value.is_empty() {
            known.insert(name.to_owned(), json!(value));
        }
    }
    if !known.is_empty() {
        body["buyer"] = Value::Object(known);
    }
    body["discounts"] = json!({"codes": draft.discount_codes});
}

fn address(buyer: &Buyer) -> Value {
    let place = &buyer.address;
    let mut known = Map::new();
    for (name, value) in [
        ("first_name", &buyer.first_name),
        ("last_name", &buyer.last_name),
        ("street_address", &place.street_address),
        ("extended_address", &place.extended_address),
        ("address_locality", &place.address_locality),
        ("address_region", &place.address_region),
        ("postal_code", &place.postal_code),
        ("address_country", &place.address_country),
    ] {
        if !value.is_empty() {
            known.insert(name.to_owned(), json!(value));
        }
    }
    Value::Object(known)
}
