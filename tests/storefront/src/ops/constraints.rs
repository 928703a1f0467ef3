//! Request constraints (2026-08-25): what the next request must hold is said beforehand.

use crate::http::Req;
use crate::ops::held::{Held, Place};
use crate::ops::session::Session;
use crate::shop::Shop;
use serde_json::{Value, json};
use std::collections::BTreeSet;

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
