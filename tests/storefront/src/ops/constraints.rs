//! Request constraints (2026-08-25): what the next request must hold is said beforehand, and what does not hold it is refused.
//! The reader of them here shares nothing with the app's.

use crate::http::Req;
use crate::ops::profile::HANDLER_ID;
use crate::ops::session::Session;
use crate::shop::Shop;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A constraint that was said, as it is held.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Held {
    place: Place,
    expression: Value,
}

/// What of a request a constraint is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Place {
    /// Instruments of our handler, when they pay.
    Instruments,
    /// Lines, wherever a request has some.
    Lines,
    /// An update as a whole.
    Update,
}

const OURS: &str = "$['payment']['instruments'][?@['handler_id'] == 'sandbox' && @['type'] == 'sandbox']";

/// Says in an answer what the next request must hold, where that is switched on; gives what of it is held.
pub(crate) fn say(shop: &Shop, session: &Session, request: &Req, body: &mut Value) -> Vec<Held> {
    if !request.version().replaces() || session.state != "open" {
        return Vec::new();
    }
    let Some(fault) = shop.strikes("constraints", request) else { return Vec::new() };
    let billing = json!({"required": ["billing_address"],
        "properties": {"billing_address": {"required": ["street_address", "address_country"]}}});
    let held = |place: Place, expression: &Value| vec![Held { place, expression: expression.clone() }];
    match fault.kind.as_str() {
        "billing" => {
            instrument(body, &with_path(OURS, &billing));
            held(Place::Instruments, &billing)
        }
        "credential" => {
            let kinds = json!({"required": ["credential"], "properties": {"credential": {"anyOf": [
                {"properties": {"type": {"const": "pan"}}, "required": ["cvc"]},
                {"properties": {"type": {"const": "network_token"}}, "required": ["cryptogram", "eci_value"]}]}}});
            instrument(body, &with_path(OURS, &kinds));
            held(Place::Instruments, &kinds)
        }
        "quantity" => {
            let counts: BTreeSet<i64> = session.lines.iter().map(|line| line.quantity).collect();
            let same = json!({"properties": {"quantity": {"enum": counts}}});
            body["ucp"]["request_constraints"] = with_path("$['line_items'][*]", &same);
            held(Place::Lines, &same)
        }
        "codes" => {
            let locked = json!({"required": ["discounts"], "properties": {"discounts": {"required": ["codes"],
                "properties": {"codes": {"const": session.codes}}}}});
            body["ucp"]["request_constraints"] = locked.clone();
            held(Place::Update, &locked)
        }
        "brand" => {
            if let Some(one) = available(body) {
                one["constraints"] = json!({"properties": {"brand": {"enum": ["visa", "mastercard"]}}});
            }
            Vec::new()
        }
        // No such member: nobody may conclude anything from it, and nothing is held.
        "malformed" => {
            let mut none = with_path(OURS, &billing);
            none["minProperties"] = json!(3);
            instrument(body, &none);
            Vec::new()
        }
        // Well-formed, by a function that a platform need not know.
        _ => {
            let path = "$['payment']['instruments'][?length(@['handler_id']) > 0]";
            body["ucp"]["request_constraints"] = with_path(path, &billing);
            held(Place::Instruments, &billing)
        }
    }
}

fn with_path(path: &str, expression: &Value) -> Value {
    let mut said = expression.clone();
    said["path"] = json!(path);
    said
}

/// The one instrument that an answer makes available.
fn available(body: &mut Value) -> Option<&mut Value> {
    body["ucp"]["payment_handlers"].as_object_mut()?.values_mut().next()?.get_mut(0)?["available_instruments"]
        .get_mut(0)
}

fn instrument(body: &mut Value, said: &Value) {
    if let Some(one) = available(body) {
        one["ucp"] = json!({"request_constraints": said});
    }
}

/// Where an update does not hold what was said.
pub(crate) fn broken_by_update(held: &[Held], body: &Value) -> Option<String> {
    broken(held, |place| match place {
        Place::Update => vec![("$".to_owned(), body)],
        Place::Lines => entries("$.line_items", &body["line_items"]),
        Place::Instruments => Vec::new(),
    })
}

/// Where a Complete does not hold what was said. What was said of updates is not held against it.
pub(crate) fn broken_by_complete(held: &[Held], body: &Value) -> Option<String> {
    broken(held, |place| match place {
        Place::Instruments => {
            let mut all = entries("$.payment.instruments", &body["payment"]["instruments"]);
            all.retain(|(_, one)| one["handler_id"] == HANDLER_ID && one["type"] == "sandbox");
            all
        }
        Place::Lines | Place::Update => Vec::new(),
    })
}

fn broken<'b>(held: &[Held], at: impl Fn(Place) -> Vec<(String, &'b Value)>) -> Option<String> {
    held.iter()
        .find_map(|one| at(one.place).iter().find_map(|(path, object)| fault(&one.expression, object, path)))
}

fn entries<'b>(at: &str, list: &'b Value) -> Vec<(String, &'b Value)> {
    let all = list.as_array().into_iter().flatten().enumerate();
    all.map(|(index, entry)| (format!("{at}[{index}]"), entry)).collect()
}

/// The first place that is not as an expression wants it.
fn fault(expression: &Value, value: &Value, path: &str) -> Option<String> {
    let other = expression.get("const").is_some_and(|wanted| wanted != value);
    if other || expression["enum"].as_array().is_some_and(|all| !all.contains(value)) {
        return Some(path.to_owned());
    }
    let members = value.as_object()?;
    let below = |name: &str| format!("{path}.{name}");
    let required = expression["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    if let Some(missing) = required.into_iter().find(|name| !members.contains_key(*name)) {
        return Some(below(missing));
    }
    let rules = expression["properties"].as_object().into_iter().flatten();
    let within = rules.filter_map(|(name, rule)| fault(rule, members.get(name)?, &below(name))).next();
    let branches = expression["anyOf"].as_array();
    let none_holds =
        branches.is_some_and(|all| all.iter().all(|branch| fault(branch, value, path).is_some()));
    within.or_else(|| none_holds.then(|| path.to_owned()))
}
