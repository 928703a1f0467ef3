//! The sandbox merchant is honest: it opens nothing it cannot sell, and charges no total that nobody saw.

mod client;

use client::{Client, judge};
use serde_json::{Value, json};
use std::sync::atomic::Ordering;

#[tokio::test]
async fn what_is_not_sold_here_opens_nothing_and_never_costs_nothing() {
    let c = Client::new();
    for path in ["/checkout-sessions", "/carts"] {
        let refused = c.ok("POST", path, Client::order("no-such-thing", 1)).await;
        judge("error", "read", &refused);
        assert_eq!((refused["ucp"]["status"].as_str(), &refused["id"]), (Some("error"), &Value::Null));
        assert_eq!(Client::codes(&refused), ["item_unavailable"]);
    }
    assert!(c.front.sessions().is_empty());

    // Beside what is sold it gets a word, and no line that costs nothing.
    let mut body = Client::order("mug-indigo", 1);
    let lines = body["line_items"].as_array_mut().expect("lines");
    lines.push(json!({"item": {"id": "no-such-thing"}, "quantity": 1}));
    let mixed = c.ok("POST", "/checkout-sessions", body).await;
    judge("checkout", "create", &mixed);
    assert_eq!(
        (mixed["status"].as_str(), Client::codes(&mixed)),
        (Some("incomplete"), vec!["item_unavailable"])
    );
    assert_eq!(mixed["line_items"].as_array().map(Vec::len), Some(1));
    assert_eq!(Client::total(&mixed), 2190 + 490);
    // Nor does an update to it change what is there.
    let ready = c.ready("mug-indigo", 1).await;
    let refused = c.ok("PUT", &Client::path(&ready), Client::order("no-such-thing", 1)).await;
    assert_eq!(refused["ucp"]["status"], "error");
    assert_eq!(c.get(&ready).await["line_items"], ready["line_items"]);
}

#[tokio::test]
async fn sold_out_and_too_few_are_said_when_the_checkout_opens() {
    let c = Client::new();
    c.sandbox("/_sandbox", &json!({"stock": {"item": "mug-indigo", "quantity": 0}})).await;
    c.sandbox("/_sandbox", &json!({"stock": {"item": "mug-sand", "quantity": 2}})).await;
    for (item, quantity, code) in [("mug-indigo", 1, "out_of_stock"), ("mug-sand", 3, "quantity_unavailable")]
    {
        let opened = c.ready(item, quantity).await;
        judge("checkout", "create", &opened);
        assert_eq!((opened["status"].as_str(), Client::codes(&opened)), (Some("incomplete"), vec![code]));
        assert_eq!(opened["messages"][0]["severity"], "recoverable");
    }
    assert_eq!(c.ready("mug-sand", 2).await["status"], "ready_for_complete");
}

#[tokio::test]
async fn a_cart_alone_becomes_one_checkout_and_goes_before_the_body() {
    let c = Client::new();
    let lines = json!({"line_items": [{"item": {"id": "mug-indigo"}, "quantity": 2}]});
    let cart = c.ok("POST", "/carts", lines).await;
    for body in [
        json!({"cart_id": cart["id"]}),
        json!({"cart_id": cart["id"], "line_items": []}),
        json!({"cart_id": cart["id"], "line_items": [{"item": {"id": "mug-sand"}, "quantity": 9}]}),
    ] {
        let opened = c.ok("POST", "/checkout-sessions", body).await;
        judge("checkout", "create", &opened);
        assert_eq!(opened["line_items"][0]["item"]["id"], "mug-indigo");
        assert_eq!(opened["line_items"][0]["quantity"], 2);
    }
    assert_eq!(c.front.sessions().len(), 1);
    let nothing = c.send("POST", "/checkout-sessions", None, &json!({"cart_id": "cart_none"})).await;
    assert_eq!(nothing.expect("an answer").0, 404);
}

#[tokio::test]
async fn a_search_wants_a_query_or_a_filter() {
    let c = Client::new();
    for body in
        [json!({}), json!({"query": " "}), json!({"filters": {}}), json!({"filters": {"categories": []}})]
    {
        let (status, answer) = c.send("POST", "/catalog/search", None, &body).await.expect("an answer");
        assert_eq!(status, 400, "{body}");
        assert_eq!(answer["messages"][0]["content"], "search requires a query or filter");
    }
    let context = json!({"address_country": "DE", "currency": "EUR"});
    let dear =
        json!({"filters": {"price": {"min": 20_000}}, "context": context, "pagination": {"limit": 10}});
    let dear = c.ok("POST", "/catalog/search", dear).await;
    judge("search", "search", &dear);
    let products = dear["products"].as_array().expect("products");
    assert!(!products.is_empty());
    assert!(products.iter().all(|one| one["price_range"]["max"]["amount"].as_i64() >= Some(20_000)));
    let category = products[0]["categories"][0]["value"].clone();
    let of_it = c.ok("POST", "/catalog/search", json!({"filters": {"categories": [category]}})).await;
    assert!(of_it["pagination"]["total_count"].as_u64() >= Some(1));
}

#[tokio::test]
async fn a_search_is_paged_and_every_product_comes_once() {
    let c = Client::new();
    for fault in [None, Some("small-pages")] {
        fault.iter().for_each(|text| c.fault(text));
        let (mut all, mut cursor, mut pages) = (Vec::new(), Value::Null, 0);
        loop {
            let mut body = json!({"filters": {"price": {"min": 0}}, "pagination": {"limit": 50}});
            if !cursor.is_null() {
                body["pagination"]["cursor"] = cursor;
            }
            let page = c.ok("POST", "/catalog/search", body).await;
            judge("search", "search", &page);
            all.extend(
                page["products"].as_array().expect("products").iter().map(|one| one["id"].to_string()),
            );
            pages += 1;
            if page["pagination"]["has_next_page"] == false {
                assert_eq!(page["pagination"]["total_count"].as_u64(), Some(all.len() as u64));
                break;
            }
            cursor = page["pagination"]["cursor"].clone();
        }
        let unique: std::collections::BTreeSet<&String> = all.iter().collect();
        assert!(pages > 1 && unique.len() == all.len(), "{pages} pages, {} products", all.len());
    }
}

#[tokio::test]
async fn a_lookup_gives_each_product_once_with_all_that_asked_for_it() {
    let c = Client::new();
    let ids = json!({"ids": ["kilim-rust", "kilim", "kilim-rust", "nothing"]});
    let found = c.ok("POST", "/catalog/lookup", ids).await;
    judge("lookup", "lookup", &found);
    let products = found["products"].as_array().expect("products");
    assert_eq!(products.len(), 1);
    let inputs: Vec<&Value> = products[0]["variants"]
        .as_array()
        .expect("variants")
        .iter()
        .flat_map(|variant| variant["inputs"].as_array().expect("inputs"))
        .collect();
    assert_eq!(inputs.len(), 2);
    assert!(inputs.contains(&&json!({"id": "kilim-rust", "match": "exact"})));
    assert!(inputs.contains(&&json!({"id": "kilim", "match": "featured"})));
    assert_eq!(Client::codes(&found), ["not_found"]);
    let many: Vec<String> = (0..51).map(|n| format!("id-{n}")).collect();
    assert_eq!(
        c.send("POST", "/catalog/lookup", None, &json!({"ids": many})).await.expect("an answer").0,
        400
    );
}

#[tokio::test]
async fn a_platform_profile_that_is_not_https_is_refused_by_its_own_code() {
    let (c, strict) = (Client::new(), Client::with(|config| config.loopback_profiles = false));
    let lines = json!({"line_items": [{"item": {"id": "mug-indigo"}, "quantity": 1}]});
    let ask = async |c: &Client, agent: &str| {
        let came = c.call("POST", "/carts", None, &lines, agent).await.expect("an answer");
        (came.status, came.body["messages"][0]["code"].as_str().unwrap_or_default().to_owned())
    };
    let refused = (400, "invalid_profile_url".to_owned());
    for agent in [
        "",
        "tradewind/1.0",
        "profile=\"\"",
        "profile=\"profile.json\"",
        "profile=\"http://agent.example/profile\"",
        "profile=\"http://127.0.0.1.agent.example/profile\"",
        "profile=\"ftp://agent.example/profile\"",
        "profile=\"https://\"",
    ] {
        assert_eq!(ask(&c, agent).await, refused, "{agent}");
    }
    let loopback = "profile=\"http://127.0.0.1:2/profile\"";
    assert_eq!(ask(&strict, loopback).await, refused);
    assert_eq!(ask(&c, loopback).await.0, 201);
    assert_eq!(ask(&c, "profile=\"http://[::1]:2/profile\"").await.0, 201);
    assert_eq!(ask(&strict, "profile=\"https://agent.example/profile.json\", v=1").await.0, 201);
}

#[tokio::test]
async fn the_profile_may_be_cached_and_every_answer_has_the_merchants_date() {
    let c = Client::new();
    let came = c.call("GET", "/.well-known/ucp", None, &json!({}), "").await.expect("an answer");
    assert_eq!(came.headers["cache-control"], "public, max-age=300");
    assert_eq!(came.headers["date"], "Tue, 24 Nov 2026 12:00:00 GMT");
}

#[tokio::test]
async fn one_instrument_needs_no_mark_and_several_need_one() {
    let c = Client::new();
    let one = |mark: Value| {
        let mut one = json!({
            "id": "i1", "handler_id": "sandbox", "type": "sandbox",
            "credential": {"type": "token", "token": "sandbox_ok"},
        });
        if !mark.is_null() {
            one["selected"] = mark;
        }
        one
    };
    let ready = c.ready("mug-indigo", 1).await;
    let path = format!("{}/complete", Client::path(&ready));
    for bad in [
        vec![],
        vec![one(json!(false))],
        vec![one(json!(null)), one(json!(null))],
        vec![one(json!(true)), one(json!(true))],
    ] {
        let body = json!({"payment": {"instruments": bad}});
        assert_eq!(c.send("POST", &path, None, &body).await.expect("an answer").0, 400, "{body}");
    }
    let body = json!({"payment": {"instruments": [one(json!(null))]}});
    assert_eq!(c.ok("POST", &path, body).await["status"], "completed");
}

#[tokio::test]
async fn a_price_that_rose_while_complete_travelled_is_told_and_not_charged() {
    let c = Client::new();
    let ready = c.ready("mug-indigo", 1).await;
    let rise = json!({"price": {"item": "mug-indigo", "market": "DE", "minor": 10_449}});
    assert_eq!(c.sandbox("/_sandbox", &rise).await, 200);
    let (status, told) = c.pay(&ready, "k1", "sandbox_ok").await.expect("an answer");
    judge("checkout", "complete", &told);
    assert_eq!((status, told["status"].as_str()), (200, Some("ready_for_complete")));
    assert_eq!((Client::codes(&told), Client::total(&told)), (vec!["price_changed"], 10_449 + 490));
    assert_eq!(told["messages"][0]["severity"], "recoverable");
    assert!(c.front.orders().is_empty());
    // Agreed to now, by another Complete; the first one stays as it was answered.
    assert_eq!(c.pay(&ready, "k1", "sandbox_ok").await.expect("an answer").1, told);
    let (_, done) = c.pay(&ready, "k2", "sandbox_ok").await.expect("an answer");
    assert_eq!((done["status"].as_str(), Client::total(&done)), (Some("completed"), 10_449 + 490));
    assert_eq!(c.front.orders()[0].total, 10_449 + 490);
    // A price that fell is another total too.
    let ready = c.ready("mug-sand", 1).await;
    c.sandbox("/_sandbox", &json!({"price": {"item": "mug-sand", "market": "DE", "minor": 1}})).await;
    let (_, told) = c.pay(&ready, "k3", "sandbox_ok").await.expect("an answer");
    assert_eq!(Client::codes(&told), ["price_changed"]);
}

#[tokio::test]
async fn a_price_that_rose_while_in_progress_is_charged_as_agreed_and_stays_so() {
    let c = Client::new();
    let ready = c.ready("mug-indigo", 1).await;
    c.fault("slow-complete:times=1");
    assert_eq!(
        c.pay(&ready, "k", "sandbox_ok").await.expect("an answer").1["status"],
        "complete_in_progress"
    );
    let rise = json!({"price": {"item": "mug-indigo", "market": "DE", "minor": 10_449}});
    c.sandbox("/_sandbox", &rise).await;
    assert_eq!(Client::total(&c.get(&ready).await), Client::total(&ready));
    let done = c.get(&ready).await;
    judge("checkout", "read", &done);
    assert_eq!((done["status"].as_str(), &done["totals"]), (Some("completed"), &ready["totals"]));
    assert_eq!(c.front.orders()[0].total, Client::total(&ready));
    let order = c.ok("GET", &format!("/orders/{}", c.front.orders()[0].id), json!({})).await;
    judge("order", "read", &order);
    assert_eq!((Client::total(&order), &order["key"]), (Client::total(&ready), &Value::Null));
    // A completed checkout never changes.
    assert_eq!(c.get(&ready).await["totals"], ready["totals"]);
}

#[tokio::test]
async fn sold_out_while_complete_travelled_or_settled_is_told_and_not_charged() {
    let c = Client::new();
    for fault in [None, Some("slow-complete:times=1")] {
        let ready = c.ready("mug-indigo", 2).await;
        fault.iter().for_each(|text| c.fault(text));
        if fault.is_some() {
            c.pay(&ready, "slow", "sandbox_ok").await.expect("an answer");
        }
        c.sandbox("/_sandbox", &json!({"stock": {"item": "mug-indigo", "quantity": 0}})).await;
        let told = match fault {
            None => c.pay(&ready, "k", "sandbox_ok").await.expect("an answer").1,
            Some(_) => {
                c.get(&ready).await;
                c.get(&ready).await
            }
        };
        judge("checkout", "complete", &told);
        assert_eq!(
            (told["status"].as_str(), Client::codes(&told)),
            (Some("incomplete"), vec!["out_of_stock"])
        );
        assert!(c.front.orders().is_empty());
        c.sandbox("/_sandbox", &json!({"stock": {"item": "mug-indigo", "quantity": 9}})).await;
    }
}

#[tokio::test]
async fn a_session_ends_by_the_merchants_clock() {
    let c = Client::new();
    let ready = c.ready("mug-indigo", 1).await;
    c.now.fetch_add(31 * 60_000, Ordering::SeqCst);
    assert_eq!(c.get(&ready).await["status"], "canceled");
    assert_eq!(c.pay(&ready, "k", "sandbox_ok").await.expect("an answer").0, 409);
    assert!(c.front.orders().is_empty());
}
