//! What answers of 2026-08-25 say that earlier ones do not, and what is sent back.

mod host;

use host::{NEW, OLD, draft, english, opened, session, shop_of};
use serde_json::{Value, json};
use tradewind_commerce::{
    CatalogContext, CatalogEngine, CheckoutDraft, CheckoutEngine, MerchantError, OrderEngine, Question, quote,
};
use tradewind_domain::{Currency, Market, OrderId, Timestamp};
use tradewind_schemas::Judge;

/// The body of the update after `answer`, held to the protocol.
async fn update_after(version: &str, answer: Value, draft: &CheckoutDraft) -> Value {
    let (host, merchant) = shop_of(version);
    host.says(&format!("POST /{version}/checkout-sessions"), 201, answer.clone());
    host.says(&format!("PUT /{version}/checkout-sessions/c-1"), 200, answer);
    let opened = merchant.create_checkout(draft, "key").await.expect("opens");
    merchant.update_checkout(&opened, draft, "other").await.expect("changes");
    let went = host.went();
    let body = serde_json::from_slice(&went.last().expect("sent").body).expect("JSON");
    if let Some(judge) = Judge::at(version) {
        judge.request("update", &body);
    }
    body
}

/// A session with a way to ship, a place to fetch at, one of the merchant's own and one that does not say what it is.
fn many_ways(version: &str) -> Value {
    let group = |id: &str| {
        json!({"id": id, "line_item_ids": ["li_1"], "selected_option_id": "o",
        "options": [{"id": "o", "title": "Post", "description": {"plain": "Two days"},
            "totals": [{"type": "total", "amount": 0}]}]})
    };
    let place = json!({"type": "business_location", "id": "store", "name": "Store"});
    let mut body = session(version);
    body["fulfillment"] = json!({"methods": [
        {"id": "m1", "type": "shipping", "line_item_ids": ["li_1"], "groups": [group("g1")],
            "destinations": [{"type": "shipping_address", "id": "home"}]},
        {"id": "m2", "type": "pickup", "line_item_ids": ["li_1"], "groups": [group("g2")], "destinations": [place],
            "selected_destination_id": "store"},
        {"id": "m3", "type": "pickup", "line_item_ids": ["li_1"], "destinations": [place]},
        {"id": "m4", "type": "by_drone", "line_item_ids": ["li_1"]},
        {"id": "m5", "line_item_ids": ["li_1"]}]});
    body
}

#[tokio::test]
async fn an_option_that_is_not_listed_any_more_is_not_asked_for_again() {
    for version in [OLD, NEW] {
        let mut answer = many_ways(version);
        let group = |of: &Value| of["fulfillment"]["methods"][0]["groups"][0]["selected_option_id"].clone();
        let express = json!({"id": "fast", "title": "Express", "totals": [{"type": "total", "amount": 900}]});
        if let Some(options) = answer["fulfillment"]["methods"][0]["groups"][0]["options"].as_array_mut() {
            options.push(express);
        }
        let mut chosen = draft();
        let told = opened(version, answer.clone()).await.expect("reads");
        chosen.selected_option =
            told.delivery.iter().find(|one| one.title == "Express").map(|one| one.id.clone());
        assert_eq!(group(&update_after(version, answer, &chosen).await), "fast");
        assert_eq!(group(&update_after(version, many_ways(version), &chosen).await), "o", "what stands");
    }
}

#[tokio::test]
async fn words_of_an_option_are_an_object() {
    let told = opened(NEW, many_ways(NEW)).await.expect("reads");
    assert_eq!(told.delivery.len(), 2, "of every method");
    assert_eq!(told.delivery[0].description, "Two days");
    let mut flat = many_ways(NEW);
    flat["fulfillment"]["methods"][0]["groups"][0]["options"][0]["description"] = json!("Two days");
    assert_eq!(opened(NEW, flat.clone()).await.expect("reads").delivery[0].description, "");
    flat["ucp"]["version"] = json!(OLD);
    assert_eq!(opened(OLD, flat).await.expect("reads").delivery[0].description, "Two days");
}

#[tokio::test]
async fn every_method_is_sent_back_and_a_place_of_the_merchants_is_never_written() {
    let body = update_after(NEW, many_ways(NEW), &draft()).await;
    let methods = body["fulfillment"]["methods"].as_array().expect("a list");
    let ids: Vec<&str> = methods.iter().filter_map(|method| method["id"].as_str()).collect();
    assert_eq!(ids, ["m1", "m2", "m3", "m4"]);
    assert_eq!(methods[0]["destinations"][0]["street_address"], "Lange Straße 1");
    assert_eq!(methods[0]["selected_destination_id"], "home");
    let chosen: Vec<&Value> = methods[1..].iter().map(|method| &method["selected_destination_id"]).collect();
    assert_eq!(chosen, [&json!("store"), &Value::Null, &Value::Null], "none is chosen for the person");
    assert!(methods[1..].iter().all(|method| method["destinations"].is_null()));
    assert_eq!(methods[1]["groups"][0]["selected_option_id"], "o");
    // At 2026-04-08 what is not shipped stays as it is, unsent.
    let body = update_after(OLD, many_ways(OLD), &draft()).await;
    let ids: Vec<&Value> =
        body["fulfillment"]["methods"].as_array().expect("a list").iter().map(|one| &one["id"]).collect();
    assert_eq!(ids, ["m1", "m5"]);
}

#[tokio::test]
async fn an_address_that_is_taken_back_is_not_sent_and_its_choice_is_gone() {
    let mut nowhere = draft();
    nowhere.buyer.address = tradewind_domain::Buyer::default().address;
    let body = update_after(NEW, many_ways(NEW), &nowhere).await;
    let methods = body["fulfillment"]["methods"].as_array().expect("a list");
    assert_eq!(methods.len(), 4);
    assert!(methods[0]["destinations"].is_null() && methods[0]["selected_destination_id"].is_null());
    assert_eq!(methods[1]["selected_destination_id"], "store");
    assert!(update_after(OLD, many_ways(OLD), &nowhere).await["fulfillment"].is_null());
    assert!(update_after(NEW, session(NEW), &nowhere).await["fulfillment"].is_null());
}

/// A session of 1.5 kg, whose sums are these.
fn by_weight(price: i64, steps: u32, subtotal: i64, total: i64) -> Value {
    let sums = json!([{"type": "subtotal", "amount": subtotal}, {"type": "total", "amount": total}]);
    let mut body = session(NEW);
    body["line_items"][0]["item"]["price"] = json!(price);
    body["line_items"][0]["item"]["quantity_unit"] = json!({"unit": "KGM", "scale": 2, "display_text": "kg"});
    body["line_items"][0]["quantity"] = json!(steps);
    body["line_items"][0]["totals"] = sums.clone();
    body["totals"] = sums;
    body
}

#[tokio::test]
async fn a_kilogram_is_counted_in_steps() {
    let told = opened(NEW, by_weight(1_000, 150, 1_500, 1_500)).await.expect("reads");
    let unit = told.lines[0].unit.clone().expect("by weight");
    assert_eq!((unit.digits(told.lines[0].quantity).as_str(), unit.text.as_str()), ("1.5", "kg"));
    assert!(quote::adds_up(&told));
    // The merchant rounds once, up or down; nothing else is its price.
    for (subtotal, right) in [(82, false), (83, true), (84, true), (85, false)] {
        let told = opened(NEW, by_weight(333, 25, subtotal, subtotal)).await.expect("reads");
        assert_eq!(quote::adds_up(&told), right, "{subtotal}");
    }
    let ordered = told.lines[0].ordered();
    assert_eq!(
        (ordered.quantity, ordered.price.minor, ordered.title.as_str()),
        (1, 1_500, "Mug · 1.5\u{a0}kg")
    );
    // By the piece, said or unsaid, is by the piece.
    let mut piece = session(NEW);
    piece["line_items"][0]["item"]["quantity_unit"] = json!({"unit": "C62", "display_text": "each"});
    assert_eq!(opened(NEW, piece.clone()).await.expect("reads").lines[0].unit, None);
    for wrong in [
        json!({"unit": "C62", "scale": 1, "display_text": "each"}),
        json!({"unit": "KGM", "scale": 16, "display_text": "kg"}),
        json!({"unit": "KGM", "scale": -1, "display_text": "kg"}),
        json!({"scale": 1, "display_text": "kg"}),
        json!("KGM"),
    ] {
        piece["line_items"][0]["item"]["quantity_unit"] = wrong.clone();
        assert_eq!(opened(NEW, piece.clone()).await, Err(MerchantError::Garbage("quantity_unit")), "{wrong}");
    }
    let mut silent = by_weight(1_000, 150, 1_500, 1_500);
    silent["line_items"][0]["totals"] = json!([]);
    assert_eq!(opened(NEW, silent).await, Err(MerchantError::Garbage("line total")));
}

#[tokio::test]
async fn what_is_priced_by_something_else_is_held_against_the_subtotal_alone() {
    let mut body = session(NEW);
    body["line_items"][0]["item"]["unit_price"] = json!({"amount": 1_000, "currency": "EUR",
        "measure": {"value": 219, "scale": 2, "unit": "KGM", "display_text": "kg"},
        "reference": {"value": 1, "unit": "KGM", "display_text": "kg"}});
    body["line_items"][0]["item"]["price"] = json!(2_000);
    let told = opened(NEW, body.clone()).await.expect("reads");
    assert!(quote::adds_up(&told));
    body["totals"] = json!([{"type": "subtotal", "amount": 2_000}, {"type": "total", "amount": 2_000}]);
    assert!(!quote::adds_up(&opened(NEW, body).await.expect("reads")));
}

#[tokio::test]
async fn an_amount_that_two_readers_read_differently_is_garbage() {
    for version in [OLD, NEW] {
        let mut body = session(version);
        for (amount, right) in [(9_007_199_254_740_991_i64, true), (9_007_199_254_740_992, false)] {
            body["totals"][1]["amount"] = json!(amount);
            let told = opened(version, body.clone()).await;
            assert_eq!(
                told.err(),
                (!right).then_some(MerchantError::Garbage("totals.amount")),
                "{version} {amount}"
            );
        }
    }
}

#[tokio::test]
async fn an_answer_of_another_version_is_garbage() {
    assert_eq!(opened(NEW, session(OLD)).await, Err(MerchantError::Garbage("ucp.version")));
    let mut unsaid = session(NEW);
    unsaid["ucp"]["version"] = Value::Null;
    assert!(opened(NEW, unsaid).await.is_ok());
    assert!(opened(OLD, session("2026-01-11")).await.is_ok(), "real servers of 2026-04-08 write any");
}

#[tokio::test]
async fn only_a_method_that_ships_waits_for_an_address() {
    for (kind, version, waits) in [
        (json!("shipping"), NEW, true),
        (json!("pickup"), NEW, false),
        (Value::Null, NEW, false),
        (Value::Null, OLD, true),
    ] {
        let mut body = session(version);
        body["fulfillment"] = json!({"methods": [{"id": "m", "type": kind, "destinations": [{"id": "d"}]}]});
        assert_eq!(opened(version, body).await.expect("reads").wants_destination, waits, "{version} {kind}");
    }
}

#[tokio::test]
async fn goods_that_are_not_sold_by_the_piece_are_left_out_of_a_page() {
    let (host, merchant) = shop_of(NEW);
    let variant = |id: &str, unit: Value| {
        json!({"id": id, "title": id, "description": {"plain": "x"},
        "price": {"amount": 1, "currency": "EUR"}, "quantity_unit": unit})
    };
    let weighed = variant("loose", json!({"unit": "KGM", "scale": 2, "display_text": "kg"}));
    let mut page = json!({"ucp": {"version": NEW}, "products": [{"id": "tea", "title": "Tea",
        "variants": [weighed.clone(), variant("packet", Value::Null)]}]});
    let context = CatalogContext {
        market: Market::parse("DE").expect("a market"),
        language: english(),
        currency: Currency::EUR,
    };
    for (variants, wanted) in
        [(page["products"][0]["variants"].clone(), vec!["packet"]), (json!([weighed]), Vec::new())]
    {
        page["products"][0]["variants"] = variants;
        host.says("POST /2026-08-25/catalog/search", 200, page.clone());
        let found = merchant.page(Question::Words("tea"), &context, None).await.expect("reads");
        let ids: Vec<&str> = found.items.iter().map(|item| item.id.as_str()).collect();
        assert_eq!(ids, wanted);
    }
}

#[tokio::test]
async fn an_ordered_weight_is_one_line_of_what_it_comes_to() {
    let (host, merchant) = shop_of(NEW);
    let mut order = json!({"ucp": {"version": NEW}, "id": "o-1", "checkout_id": "c-1", "currency": "EUR",
        "permalink_url": "https://shop.example/o", "fulfillment": {}, "line_items": [
            {"id": "l", "item": {"id": "tea", "title": "Tea", "price": 1_000,
                "quantity_unit": {"unit": "KGM", "scale": 2, "display_text": "kg"}},
            "quantity": {"total": 150, "fulfilled": 150}, "status": "fulfilled",
            "totals": [{"type": "subtotal", "amount": 1_500}, {"type": "total", "amount": 1_500}]}],
        "totals": [{"type": "subtotal", "amount": 1_500}, {"type": "total", "amount": 1_500}]});
    let id = OrderId::parse("o-1").expect("an id");
    for (fulfilled, of_one) in [(150, 1), (100, 0)] {
        order["line_items"][0]["quantity"]["fulfilled"] = json!(fulfilled);
        host.says("GET /2026-08-25/orders/o-1", 200, order.clone());
        let told = merchant.order(&id, Timestamp(0), &english()).await.expect("reads");
        let line = &told.lines[0];
        assert_eq!((line.quantity, line.fulfilled, line.price.minor), (1, of_one, 1_500));
        assert_eq!(line.title, "Tea · 1.5\u{a0}kg");
    }
}

#[tokio::test]
async fn discounts_that_are_still_to_be_verified_are_told_apart() {
    let mut body = session(NEW);
    body["discounts"] = json!({"applied": [
        {"title": "Spring", "code": "SPRING", "amount": 100},
        {"title": "Members", "amount": 250, "automatic": true, "provisional": true},
        {"title": "Unread", "amount": 2.5, "provisional": true},
    ]});
    let checkout = opened(NEW, body).await.expect("reads");
    assert_eq!(checkout.applied_codes, ["SPRING"]);
    let names: Vec<_> =
        checkout.provisional.iter().map(|one| (one.title.as_str(), one.amount.minor)).collect();
    assert_eq!(names, [("Members", 250)]);
}
