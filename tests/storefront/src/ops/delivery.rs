//! Delivery: the destination, one or two parcels, and the option chosen for each.

use crate::ops::session::Session;
use crate::shop::Shop;
use crate::versions::Version;
use crate::words::say;
use serde_json::{Value, json};

/// Delivery options: id, words, and price by currency in minor units.
const OPTIONS: [(&str, &[(&str, i64)]); 2] = [
    (
        "standard",
        &[
            ("USD", 599),
            ("EUR", 490),
            ("JPY", 600),
            ("AED", 2_000),
            ("KES", 35_000),
            ("BRL", 1_990),
            ("INR", 9_900),
            ("CNY", 1_200),
        ],
    ),
    (
        "express",
        &[
            ("USD", 1_499),
            ("EUR", 1_290),
            ("JPY", 1_500),
            ("AED", 4_500),
            ("KES", 90_000),
            ("BRL", 3_990),
            ("INR", 24_900),
            ("CNY", 2_500),
        ],
    ),
];

pub(crate) fn price(option: &str, currency: &str) -> i64 {
    OPTIONS
        .iter()
        .find(|(id, _)| *id == option)
        .and_then(|(_, prices)| prices.iter().find(|(code, _)| *code == currency))
        .map_or(0, |(_, minor)| *minor)
}

/// The options chosen, one a parcel.
pub(crate) fn chosen(session: &Session) -> Vec<&str> {
    if !session.ships() {
        return Vec::new();
    }
    parcels(session).into_iter().filter_map(|(_, option)| option).collect()
}

/// Whether a parcel still wants its option.
pub(crate) fn undecided(session: &Session) -> bool {
    session.ships() && parcels(session).iter().any(|(_, option)| option.is_none())
}

/// The parcels' ids, and the option chosen for each.
fn parcels(session: &Session) -> Vec<(&'static str, Option<&str>)> {
    let mut all = vec![("group_1", session.option.as_deref())];
    if session.has("two-parcels") {
        all.push(("group_2", session.second.as_deref()));
    }
    all
}

/// Where a body chooses a destination that is not there: 2026-08-25 takes none in its place.
pub(crate) fn unknown_place(body: &Value) -> Option<String> {
    let methods = body["fulfillment"]["methods"].as_array()?;
    let unknown =
        |method: &Value| method["selected_destination_id"].as_str().is_some_and(|id| id != "dest_1");
    let at = methods.iter().position(unknown)?;
    Some(format!("$.fulfillment.methods[{at}].selected_destination_id"))
}

/// Where a body chooses an option that is not there. It is a matter of the purchase and not of the request: said by a message
/// beside what stands.
pub(crate) fn unknown_option(body: &Value) -> Option<String> {
    let unknown = |group: &Value| group["selected_option_id"].as_str().is_some_and(|id| !is_option(id));
    for (at, method) in body["fulfillment"]["methods"].as_array()?.iter().enumerate() {
        let groups = method["groups"].as_array().map(Vec::as_slice).unwrap_or_default();
        if let Some(group) = groups.iter().position(unknown) {
            return Some(format!("$.fulfillment.methods[{at}].groups[{group}].selected_option_id"));
        }
    }
    None
}

fn is_option(id: &str) -> bool {
    OPTIONS.iter().any(|(known, _)| *known == id)
}

/// Takes destination and options from a body; an option that is not there is passed over.
pub(crate) fn take(shop: &Shop, session: &mut Session, body: &Value) {
    let Some(method) = body["fulfillment"]["methods"].as_array().and_then(|methods| methods.first()) else {
        return;
    };
    let mut given = method["destinations"].as_array().and_then(|all| all.first()).cloned();
    if let Some(destination) = given.as_mut().filter(|place| place["address_country"].is_string()) {
        destination["id"] = json!("dest_1");
        session.market = shop.market(destination["address_country"].as_str());
        session.destination = given;
    }
    session.selected |= method["selected_destination_id"] == "dest_1";
    if session.ships() && !session.has("no-option") {
        // Delivery is known from here on; the cheaper one until the person chooses.
        session.option.get_or_insert_with(|| "standard".to_owned());
        session.second.get_or_insert_with(|| "standard".to_owned());
    }
    for group in method["groups"].as_array().into_iter().flatten() {
        let Some(option) = group["selected_option_id"].as_str().filter(|id| is_option(id)) else { continue };
        let parcel = if group["id"] == "group_2" { &mut session.second } else { &mut session.option };
        *parcel = Some(option.to_owned());
    }
}

/// The `fulfillment` member of an answer.
pub(crate) fn body(session: &Session, currency: &str, version: Version) -> Value {
    let lines: Vec<&str> = session.lines.iter().map(|line| line.id.as_str()).collect();
    let mut method = json!({"id": "shipping_1", "type": "shipping", "line_item_ids": lines});
    if let Some(destination) = &session.destination {
        method["destinations"] = json!([version.destination(destination)]);
    }
    if session.ships() {
        method["selected_destination_id"] = json!("dest_1");
        let groups: Vec<Value> = parcels(session)
            .into_iter()
            .map(|(id, option)| {
                json!({
                    "id": id,
                    "line_item_ids": lines,
                    "options": options(&session.language, currency, version),
                    "selected_option_id": option,
                })
            })
            .collect();
        method["groups"] = json!(groups);
    }
    json!({"methods": [method]})
}

fn options(language: &str, currency: &str, version: Version) -> Vec<Value> {
    OPTIONS
        .iter()
        .map(|(id, _)| {
            let price = price(id, currency);
            json!({
                "id": id,
                "title": say(language, id),
                "description": version.description(say(language, &format!("{id}_note"))),
                "totals": [{"type": "subtotal", "amount": price}, {"type": "total", "amount": price}],
            })
        })
        .collect()
}
