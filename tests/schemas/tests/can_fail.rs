//! The judge sees what is wrong: also what the validator, which is open, lets pass.

use serde_json::{Value, json};
use tradewind_schemas::Judge;

/// A session as a merchant of 2026-04-08 answers it.
fn session() -> Value {
    json!({
        "ucp": {"version": "2026-04-08", "payment_handlers": {}},
        "id": "c-1", "status": "incomplete", "currency": "EUR", "links": [],
        "line_items": [{"id": "l", "item": {"id": "i", "title": "I", "price": 1}, "quantity": 1,
            "totals": [{"type": "subtotal", "amount": 1}, {"type": "total", "amount": 1}]}],
        "totals": [{"type": "subtotal", "amount": 1}, {"type": "total", "amount": 1}],
        "fulfillment": {"methods": [{"id": "m", "type": "shipping", "line_item_ids": ["l"],
            "groups": [{"id": "g", "line_item_ids": ["l"], "options": [{"id": "o", "title": "Post",
                "description": "Two days", "totals": [{"type": "total", "amount": 0}]}]}]}]}})
}

#[test]
fn an_extension_is_judged_in_the_shape_of_its_version() {
    let mut words = session();
    words["fulfillment"]["methods"][0]["groups"][0]["options"][0]["description"] =
        json!({"plain": "Two days"});
    for (version, right, wrong) in
        [("2026-04-08", session(), words.clone()), ("2026-08-25", words.clone(), session())]
    {
        let Some(judge) = Judge::at(version) else { continue };
        let named = |mut body: Value| {
            body["ucp"]["version"] = json!(version);
            body
        };
        assert_eq!(judge.faults_of_answer("checkout", "create", &named(right)), Vec::<String>::new());
        assert_eq!(judge.faults_of_answer("checkout", "create", &named(wrong)).len(), 1, "{version}");
        assert!(!judge.faults_of_answer("checkout", "create", &json!({})).is_empty());
        assert_eq!(judge.faults_of_answer("nothing", "create", &json!({})).len(), 1);
    }
}

#[test]
fn what_is_no_requests_is_seen() {
    let lines = json!([{"item": {"id": "i"}, "quantity": 1}]);
    for version in ["2026-04-08", "2026-08-25"] {
        let Some(judge) = Judge::at(version) else { continue };
        let create = json!({"line_items": lines});
        assert_eq!(judge.faults_of_request("create", &create), Vec::<String>::new(), "{version}");
        for wrong in [
            json!({"line_items": [{"id": "l", "item": {"id": "i"}, "quantity": 1}]}),
            json!({"line_items": lines, "payment": {"selected_term_id": "t"}}),
            json!({"line_items": lines, "totals": []}),
            json!({"line_items": lines,
                "fulfillment": {"methods": [{"type": "shipping", "line_item_ids": ["l"]}]}}),
        ] {
            assert!(!judge.faults_of_request("create", &wrong).is_empty(), "{version}: {wrong}");
        }
        let one = json!({"id": "1", "handler_id": "h", "type": "card", "selected": true,
            "credential": {"type": "token", "token": "t"}});
        let pays = |all: Value| json!({"payment": {"instruments": all}});
        assert_eq!(
            judge.faults_of_request("complete", &pays(json!([one]))),
            Vec::<String>::new(),
            "{version}"
        );
        assert!(!judge.faults_of_request("complete", &pays(json!([one, one]))).is_empty(), "{version}");
        let place = |kind: Value| {
            json!({"line_items": lines, "fulfillment": {"methods": [
                {"id": "m", "type": kind, "line_item_ids": ["l"], "destinations": [{"street_address": "S"}]}]}})
        };
        let update = |kind: Value| judge.faults_of_request("update", &place(kind)).is_empty();
        assert!(update(json!("shipping")), "{version}");
        assert_eq!(update(json!("pickup")), version == "2026-04-08", "{version}");
    }
}

#[test]
fn a_profile_is_judged_by_its_side() {
    for version in ["2026-04-08", "2026-08-25"] {
        let Some(judge) = Judge::at(version) else { continue };
        let spec = format!("https://ucp.dev/{version}/specification/overview");
        let schema = format!("https://ucp.dev/{version}/schemas/shopping/checkout.json");
        let mut profile = json!({"ucp": {"version": version, "services": {}, "payment_handlers": {},
            "capabilities": {"dev.ucp.shopping.checkout": [{"version": version, "spec": spec, "schema": schema}]}}});
        assert_eq!(judge.faults_of_profile("platform", &profile), Vec::<String>::new(), "{version}");
        assert_eq!(judge.faults_of_profile("business", &profile), Vec::<String>::new(), "{version}");
        profile["ucp"]["capabilities"]["dev.ucp.shopping.checkout"][0] = json!({"version": version});
        assert!(!judge.faults_of_profile("platform", &profile).is_empty(), "{version}");
        let bare = judge.faults_of_profile("business", &profile).is_empty();
        assert_eq!(
            bare,
            version == "2026-04-08",
            "from 2026-08-25 on a merchant names the schema: {version}"
        );
    }
}

#[test]
fn terms_of_payment_are_judged_with_the_resource_and_chosen_on_update_alone() {
    let Some(judge) = Judge::at("2026-08-25") else { return };
    let body = |schedules: Value| {
        json!({
            "ucp": {"version": "2026-08-25", "payment_handlers": {}},
            "id": "c-1", "status": "incomplete", "currency": "EUR", "links": [],
            "line_items": [{"id": "l", "item": {"id": "i", "title": "I", "price": 1}, "quantity": 1,
                "totals": [{"type": "subtotal", "amount": 1}, {"type": "total", "amount": 1}]}],
            "totals": [{"type": "subtotal", "amount": 1}, {"type": "total", "amount": 1}],
            "payment": {"selected_term_id": "t", "terms": [{"id": "t", "title": "T", "schedules": schedules}]}})
    };
    let right = json!([{"id": "s", "type": "immediate", "description": {"plain": "Today."}, "amount": 1}]);
    assert_eq!(judge.faults_of_answer("checkout", "create", &body(right)), Vec::<String>::new());
    let silent = json!([{"id": "s", "type": "immediate", "amount": 1}]);
    assert_eq!(judge.faults_of_answer("checkout", "create", &body(silent)).len(), 1);
    let lines = json!([{"item": {"id": "i"}, "quantity": 1}]);
    let chosen = json!({"line_items": lines, "payment": {"selected_term_id": "t"}});
    assert_eq!(judge.faults_of_request("update", &chosen), Vec::<String>::new());
    assert!(!judge.faults_of_request("create", &chosen).is_empty());
}
