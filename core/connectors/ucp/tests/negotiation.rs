//! In which version a merchant is spoken to, and what becomes of a merchant that does not want it.

mod host;

use host::{NEW, OLD, credential, draft, engine, english, profile, session, shop};
use serde_json::{Value, json};
use tradewind_commerce::{CheckoutEngine, Engine, MerchantError};
use tradewind_domain::{CheckoutId, WebUrl};

const ROOT: &str = "GET /.well-known/ucp";

/// The newest profile at the root, with a leaf of the older version.
fn root_of_both() -> Value {
    let mut root = profile(NEW);
    root["ucp"]["supported_versions"] = json!({OLD: "/ucp/old"});
    root
}

/// A root of a version that nobody speaks yet, and what it says of older ones.
fn later_root(older: Value) -> Value {
    json!({"ucp": {"version": "2027-01-01", "supported_versions": older, "services": {}, "payment_handlers": {}}})
}

#[tokio::test]
async fn the_newest_version_in_common_is_spoken_and_each_request_names_its_profile() {
    let (host, merchant) = shop();
    host.says(ROOT, 200, root_of_both());
    host.says("POST /2026-08-25/checkout-sessions", 201, session(NEW));
    merchant.create_checkout(&draft(), "key").await.expect("opens");
    let newest = "https://tradewind.example/profile.2026-08-25.json".to_owned();
    let create = "POST /2026-08-25/checkout-sessions".to_owned();
    assert_eq!(host.asked(), [(ROOT.to_owned(), newest.clone()), (create, newest.clone())]);
    // At an older merchant only its root is asked for in the newest one's name.
    let (host, merchant) = shop();
    host.says(ROOT, 200, profile(OLD));
    host.says("POST /2026-04-08/checkout-sessions", 201, session(OLD));
    merchant.create_checkout(&draft(), "key").await.expect("opens");
    let create = "POST /2026-04-08/checkout-sessions".to_owned();
    let oldest = "https://tradewind.example/profile.json".to_owned();
    assert_eq!(host.asked(), [(ROOT.to_owned(), newest), (create, oldest)]);
}

#[tokio::test]
async fn a_leaf_of_the_newest_version_comes_before_the_root() {
    let (host, merchant) = shop();
    let mut root = profile(OLD);
    root["ucp"]["supported_versions"] = json!({NEW: "/ucp/new"});
    host.says(ROOT, 200, root);
    host.says("POST /2026-04-08/checkout-sessions", 201, session(OLD));
    host.says("POST /2026-08-25/checkout-sessions", 201, session(NEW));
    // A leaf that is gone, no profile, or one of another date gives way to the next; a network that fails does not.
    for (status, leaf) in [(404, Value::Null), (200, json!([])), (200, profile(OLD))] {
        host.says("GET /ucp/new", status, leaf);
        let opened = engine(&host).create_checkout(&draft(), "key").await;
        assert!(opened.is_ok(), "{status}: {opened:?}");
        let asked = host.asked();
        assert_eq!(asked[2].0, "POST /2026-04-08/checkout-sessions");
    }
    host.says("GET /ucp/new", 503, Value::Null);
    let refused = engine(&host).create_checkout(&draft(), "key").await;
    assert_eq!(refused.err(), Some(MerchantError::Failed { status: 503 }));
    host.says("GET /ucp/new", 200, profile(NEW));
    merchant.create_checkout(&draft(), "key").await.expect("opens");
    assert_eq!(host.asked().last().expect("one").0, "POST /2026-08-25/checkout-sessions");
}

#[tokio::test]
async fn entries_of_another_date_or_of_another_owners_schema_are_not_there() {
    for (name, entry, there) in [
        ("capabilities", json!({"version": NEW, "schema": "https://ucp.dev/x.json"}), true),
        ("capabilities", json!({"version": NEW}), false),
        ("capabilities", json!({"version": NEW, "schema": "https://ucp.example/x.json"}), false),
        ("capabilities", json!({"version": OLD, "schema": "https://ucp.dev/x.json"}), false),
        ("payment_handlers", json!({"version": OLD, "id": "h"}), true),
        ("payment_handlers", json!({"id": "h", "schema": "https://dev.example/x.json"}), false),
        ("payment_handlers", json!({"id": "h", "schema": 7}), false),
    ] {
        let (host, merchant) = shop();
        let mut root = profile(NEW);
        root["ucp"][name]["dev.ucp.shopping.cart"] = json!([entry]);
        host.says(ROOT, 200, root);
        let can = merchant.capabilities().await.expect("met");
        assert_eq!(can.cart || !can.payment_handlers.is_empty(), there, "{name}: {entry}");
    }
    for service in [
        json!({"version": OLD, "transport": "rest", "endpoint": "/x"}),
        json!({"version": NEW, "transport": "rest", "endpoint": "/x", "schema": "https://shop.example/x.json"}),
    ] {
        let (host, merchant) = shop();
        let mut root = profile(NEW);
        root["ucp"]["services"]["dev.ucp.shopping"] = json!([service]);
        host.says(ROOT, 200, root);
        assert_eq!(merchant.capabilities().await.err(), Some(MerchantError::Garbage("profile.services")));
    }
}

#[tokio::test]
async fn a_payment_is_repeated_in_the_version_of_its_bytes() {
    let (host, merchant) = shop();
    host.says(ROOT, 200, profile(OLD));
    host.says("POST /2026-04-08/checkout-sessions", 201, session(OLD));
    let opened = merchant.create_checkout(&draft(), "key").await.expect("opens");
    let prepared = merchant.prepare_complete(&opened, &credential(), "pay").expect("made");
    assert_eq!(prepared.protocol, OLD);
    // The merchant has learnt the newer version, and the app has been started anew.
    host.says(ROOT, 200, root_of_both());
    let mut bought = session(OLD);
    bought["status"] = json!("completed");
    bought["order"] = json!({"id": "o-1"});
    host.says("POST /2026-04-08/checkout-sessions/c-1/complete", 200, bought);
    let later = engine(&host);
    assert!(later.capabilities().await.is_ok());
    host.asked();
    later.complete(&opened.id, &prepared, &english()).await.expect("bought");
    let oldest = "https://tradewind.example/profile.json".to_owned();
    assert_eq!(host.asked(), [("POST /2026-04-08/checkout-sessions/c-1/complete".to_owned(), oldest)]);
    // One of before versions were kept is of the first.
    let unnamed = tradewind_commerce::PreparedRequest { protocol: String::new(), ..prepared };
    later.complete(&opened.id, &unnamed, &english()).await.expect("bought");
    assert_eq!(host.asked()[0].1, "https://tradewind.example/profile.json");
}

#[tokio::test]
async fn a_newer_merchant_is_met_at_an_older_leaf() {
    let (host, merchant) = shop();
    host.says(ROOT, 200, later_root(json!({OLD: "/ucp/old"})));
    host.says("GET /ucp/old", 200, profile(OLD));
    assert!(merchant.capabilities().await.expect("met").checkout);
    host.says("GET /2026-04-08/checkout-sessions/c-1", 200, session(OLD));
    let id = CheckoutId::parse("c-1").expect("an id");
    merchant.checkout(&id, &english()).await.expect("reads");
}

#[tokio::test]
async fn a_leaf_that_is_missing_or_of_another_date_is_not_used() {
    let (host, merchant) = shop();
    host.says(ROOT, 200, later_root(json!({OLD: "/ucp/old"})));
    for (status, leaf) in [(404, Value::Null), (200, Value::Null), (200, profile("2026-01-11"))] {
        host.says("GET /ucp/old", status, leaf);
        let refused = merchant.capabilities().await;
        assert_eq!(refused.err(), Some(MerchantError::VersionUnsupported), "{status}");
    }
    // A leaf that names further ones leads nowhere.
    host.says("GET /ucp/old", 200, later_root(json!({OLD: "/ucp/older"})));
    host.asked();
    assert_eq!(merchant.capabilities().await.err(), Some(MerchantError::VersionUnsupported));
    assert_eq!(host.asked().len(), 2);
    host.says(ROOT, 200, later_root(json!({OLD: "https://10.0.0.1/ucp"})));
    assert_eq!(merchant.capabilities().await.err(), Some(MerchantError::Insecure));
}

#[tokio::test]
async fn a_network_that_fails_is_no_word_about_versions() {
    let (host, merchant) = shop();
    host.says(ROOT, 200, later_root(json!({OLD: "/ucp/old"})));
    assert!(matches!(merchant.capabilities().await, Err(MerchantError::Transport(_))));
    host.says("GET /ucp/old", 500, Value::Null);
    assert_eq!(merchant.capabilities().await.err(), Some(MerchantError::Failed { status: 500 }));
    host.says("GET /ucp/old", 200, profile(OLD));
    assert!(merchant.capabilities().await.is_ok(), "nothing of it was kept");
}

#[tokio::test]
async fn a_merchant_that_refuses_the_version_is_met_anew() {
    let (host, merchant) = shop();
    host.says(ROOT, 200, profile(OLD));
    let flat = json!({"code": "version_unsupported", "content": "Speak later.", "continue_url": "https://shop.example/"});
    let listed = json!({"messages": [{"type": "error", "code": "version_unsupported", "content": "No."}]});
    for refusal in [flat, listed] {
        host.says("POST /2026-04-08/checkout-sessions", 422, refusal);
        let refused = merchant.create_checkout(&draft(), "key").await;
        assert_eq!(refused.err(), Some(MerchantError::VersionUnsupported));
        host.asked();
        host.says("POST /2026-04-08/checkout-sessions", 201, session(OLD));
        merchant.create_checkout(&draft(), "key").await.expect("opens");
        merchant.create_checkout(&draft(), "key").await.expect("opens");
        let asked: Vec<String> = host.asked().into_iter().map(|(what, _)| what).collect();
        let create = "POST /2026-04-08/checkout-sessions";
        assert_eq!(asked, [ROOT, create, create], "its profile was asked for once more");
    }
}

#[tokio::test]
async fn a_flat_refusal_has_its_words_and_no_private_address() {
    let (host, merchant) = shop();
    host.says(ROOT, 200, profile(OLD));
    for (url, kept) in
        [("https://shop.example/go", Some("https://shop.example/go")), ("https://10.0.0.1/", None)]
    {
        let body = json!({"code": "profile_unreachable", "content": "Who are you?", "continue_url": url});
        host.says("POST /2026-04-08/checkout-sessions", 424, body);
        let Err(MerchantError::Refused { status: 424, messages }) =
            merchant.create_checkout(&draft(), "k").await
        else {
            unreachable!("refused")
        };
        let [said] = messages.as_slice() else { unreachable!("{messages:?}") };
        assert_eq!((said.code.as_str(), said.content.as_str()), ("profile_unreachable", "Who are you?"));
        assert_eq!(said.url.as_ref().map(WebUrl::as_str), kept);
    }
    host.says("POST /2026-04-08/checkout-sessions", 400, json!({"code": "invalid_profile_url"}));
    let Err(MerchantError::Refused { messages, .. }) = merchant.create_checkout(&draft(), "k").await else {
        unreachable!("refused")
    };
    assert_eq!(messages[0].content, "invalid profile url", "without words its code stands for them");
}

#[tokio::test]
async fn handlers_go_in_the_merchants_order_and_none_is_lost() {
    let (host, merchant) = shop();
    host.says(ROOT, 200, profile(OLD));
    let handlers = json!({"c.c": [{"id": "c"}], "a.a": [{"id": "a1"}, {"id": "a2"}], "b.b": [{"id": "b"}]});
    for (order, wanted) in [
        (Value::Null, ["a1", "a2", "b", "c"]),
        (json!(["c.c", "b.b", "c.c", "x.x"]), ["c", "b", "a1", "a2"]),
        (json!(["b.b", 7]), ["b", "a1", "a2", "c"]),
    ] {
        let mut body = session(OLD);
        body["ucp"]["payment_handlers"] = handlers.clone();
        body["ucp"]["map_order"] = json!({"payment_handlers": order});
        host.says("POST /2026-04-08/checkout-sessions", 201, body);
        let opened = merchant.create_checkout(&draft(), "key").await.expect("opens");
        let ids: Vec<&str> = opened.payment_handlers.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids, wanted, "{order}");
    }
}

#[tokio::test]
async fn a_request_that_pays_keeps_the_version_of_its_bytes() {
    let (host, merchant) = shop();
    host.says(ROOT, 200, profile(OLD));
    host.says("POST /2026-04-08/checkout-sessions", 201, session(OLD));
    let opened = merchant.create_checkout(&draft(), "key").await.expect("opens");
    let prepared = merchant.prepare_complete(&opened, &credential(), "pay").expect("made");
    assert_eq!(prepared.protocol, OLD);
    let bytes = String::from_utf8(prepared.body.to_vec()).expect("text");
    assert_eq!(
        serde_json::from_str::<Value>(&bytes).expect("JSON"),
        json!({"payment": {"instruments": [{"id": "instrument_1", "handler_id": "h1", "type": "card",
            "selected": true, "credential": {"type": "token", "token": "sandbox_ok"}}]}})
    );
}

/// A create that was lost is sent again under its key, perhaps by a later version of the app: the same bytes, whatever
/// changes here. Keys stand as written where serde_json keeps their order, and sorted on a phone, where it does not.
#[tokio::test]
async fn a_create_is_made_of_the_same_bytes_for_ever() {
    for version in [OLD, NEW] {
        let (host, merchant) = shop();
        host.says(ROOT, 200, profile(version));
        host.says(&format!("POST /{version}/checkout-sessions"), 201, session(version));
        merchant.create_checkout(&draft(), "key").await.expect("opens");
        let went = host.went();
        let body = String::from_utf8_lossy(&went.last().expect("sent").body).into_owned();
        let golden: Value = serde_json::from_str(AS_WRITTEN).expect("JSON");
        assert_eq!(body, golden.to_string(), "{version}");
    }
}

const AS_WRITTEN: &str = concat!(
    r#"{"line_items":[{"item":{"id":"mug-indigo"},"quantity":1}],"#,
    r#""context":{"address_country":"DE","language":"en","currency":"EUR"},"#,
    r#""buyer":{"first_name":"Noor","email":"noor@example.com"},"discounts":{"codes":["WELCOME10"]},"#,
    r#""fulfillment":{"methods":[{"type":"shipping","destinations":[{"first_name":"Noor","#,
    r#""street_address":"Lange Straße 1","address_locality":"Berlin","postal_code":"10115","#,
    r#""address_country":"DE"}]}]}}"#
);
