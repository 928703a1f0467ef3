//! Where a merchant may have its checkouts run, and which addresses its answers may name.

use std::sync::{Arc, Mutex};
use tradewind_commerce::{CatalogContext, CatalogEngine, CheckoutEngine, Engine, MerchantError, Question};
use tradewind_connector_ucp::UcpEngine;
use tradewind_domain::{CheckoutId, Currency, Language, Market, WebUrl, lock};
use tradewind_ports::fakes::{LockedVault, NotingWallet, OpeningVault, SeededEntropy};
use tradewind_ports::{
    BoxFuture, HttpRequest, HttpResponse, MemoryVault, NoFailPoint, Ports, SilentLog, SystemClock, Transport,
    TransportError, Vault,
};

/// Answers the profile with one endpoint, anything else with `answer`; notes where each request went.
struct Host {
    endpoint: String,
    answer: serde_json::Value,
    went: Mutex<Vec<String>>,
}

impl Transport for Host {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        lock(&self.went).push(request.url.as_str().to_owned());
        let can = serde_json::json!([{"version": "2026-04-08"}]);
        let profile = serde_json::json!({"ucp": {
            "version": "2026-04-08",
            "services": {"dev.ucp.shopping":
                [{"version": "2026-04-08", "transport": "rest", "endpoint": self.endpoint}]},
            "capabilities": {"dev.ucp.shopping.checkout": can, "dev.ucp.shopping.catalog.search": can},
            "payment_handlers": {}}});
        let known = request.url.url().path() == "/.well-known/ucp";
        let body = if known { profile } else { self.answer.clone() };
        let body = body.to_string().into_bytes().into();
        Box::pin(async move { Ok(HttpResponse { status: 200, headers: Vec::new(), body }) })
    }
}

fn english() -> Language {
    Language::parse("en").expect("a tag")
}

struct Shop {
    host: Arc<Host>,
    merchant: UcpEngine,
}

fn shop_with(
    merchant: &str,
    endpoint: &str,
    answer: serde_json::Value,
    allowed: &[&str],
    vault: Arc<dyn Vault>,
) -> Shop {
    let host = Arc::new(Host { endpoint: endpoint.to_owned(), answer, went: Mutex::default() });
    let ports = Ports {
        transport: host.clone(),
        clock: Arc::new(SystemClock::new()),
        entropy: Arc::new(SeededEntropy::new(1)),
        vault,
        wallet: Arc::new(NotingWallet::default()),
        hand_off: Arc::new(tradewind_ports::NoHandOffs),
        log: Arc::new(SilentLog),
        fail_point: Arc::new(NoFailPoint),
    };
    let url = |text: &str| WebUrl::parse(text).expect("an address");
    let client = UcpEngine::new(url(merchant), url("https://tradewind.example/profile.json"), ports);
    let merchant = client.allowing(allowed.iter().map(|text| url(text)).collect());
    Shop { host, merchant }
}

fn shop(merchant: &str, endpoint: &str) -> Shop {
    shop_with(merchant, endpoint, serde_json::Value::Null, &[], Arc::new(MemoryVault::default()))
}

#[tokio::test]
async fn nothing_is_sent_to_an_endpoint_that_a_merchant_has_no_business_to_name() {
    let session = CheckoutId::parse("c-1").expect("an id");
    for (merchant, endpoint) in [
        // The path would be swallowed by the query, and a stranger's service be told to delete.
        ("http://127.0.0.1:1", "http://127.0.0.1:2/api/v1/delete?all=true&x="),
        ("https://shop.example", "https://shop.example/ucp?x="),
        ("https://shop.example", "https://shop.example/ucp#"),
        ("https://shop.example", "https://shop.example/ucp#x"),
        ("https://shop.example", "http://127.0.0.1:8080/ucp"),
        ("https://shop.example", "https://localhost/ucp"),
        ("https://shop.example", "https://192.168.1.1/ucp"),
        ("https://shop.example", "https://[fd00::1]/ucp"),
        ("https://shop.example", "https://169.254.169.254/ucp"),
        ("https://shop.example", "http://shop.example/ucp"),
        ("https://shop.example", "//10.1.2.3/ucp"),
        ("http://127.0.0.1:1", "https://10.1.2.3/ucp"),
    ] {
        let shop = shop(merchant, endpoint);
        let refused = shop.merchant.checkout(&session, &english()).await;
        assert!(
            matches!(refused, Err(MerchantError::Insecure | MerchantError::Garbage("profile.endpoint"))),
            "{endpoint}: {refused:?}"
        );
        let went = lock(&shop.host.went).clone();
        assert_eq!(went.len(), 1, "{endpoint}: only the profile was asked: {went:?}");
    }
}

#[tokio::test]
async fn an_endpoint_on_another_host_is_told_and_pinned() {
    let host_of = async |endpoint: &str, allowed: &[&str], vault: &Arc<MemoryVault>| {
        let shop =
            shop_with("https://shop.example", endpoint, serde_json::Value::Null, allowed, vault.clone());
        shop.merchant.capabilities().await.map(|can| can.endpoint_host)
    };
    let vault = Arc::new(MemoryVault::default());
    assert_eq!(host_of("/ucp", &[], &vault).await, Ok(None));
    assert_eq!(host_of("https://shop.example:443/ucp", &[], &vault).await, Ok(None));
    let pay = "https://pay.example/ucp/v1";
    assert_eq!(host_of(pay, &[], &vault).await, Ok(Some("pay.example".to_owned())));
    assert_eq!(host_of(pay, &[], &vault).await, Ok(Some("pay.example".to_owned())), "and again");
    assert_eq!(
        host_of("https://pay.example/elsewhere", &[], &vault).await,
        Ok(Some("pay.example".to_owned())),
        "a host is pinned, not a path"
    );
    // Another one later is refused, unless the app's constructor allows it; one's own is always right.
    for other in ["https://evil.example/ucp", "https://pay.example:8443/ucp"] {
        assert_eq!(host_of(other, &[], &vault).await, Err(MerchantError::Insecure), "{other}");
    }
    assert_eq!(host_of("https://evil.example/ucp", &["https://evil.example"], &vault).await, Ok(None));
    assert_eq!(host_of("/ucp", &[], &vault).await, Ok(None));
    let fresh = Arc::new(MemoryVault::default());
    assert_eq!(
        host_of("https://pay.example:8443/ucp", &[], &fresh).await,
        Ok(Some("pay.example:8443".to_owned()))
    );
    // A vault that is locked for a moment is asked again: the pin stands, and no sale is lost.
    for (endpoint, host) in [
        (pay, Ok(Some("pay.example".to_owned()))),
        ("https://evil.example/ucp", Err(MerchantError::Insecure)),
    ] {
        let opening = Arc::new(OpeningVault::new(1, vault.clone()));
        let shop = shop_with("https://shop.example", endpoint, serde_json::Value::Null, &[], opening);
        assert_eq!(shop.merchant.capabilities().await.map(|can| can.endpoint_host), host, "{endpoint}");
    }
    // What cannot be pinned is not taken.
    let locked = shop_with("https://shop.example", pay, serde_json::Value::Null, &[], Arc::new(LockedVault));
    assert_eq!(locked.merchant.capabilities().await.err(), Some(MerchantError::Insecure));
}

#[tokio::test]
async fn addresses_in_answers_lead_to_no_place_of_ours() {
    let bad = ["http://127.0.0.1:8080/x", "https://10.0.0.1/x", "https://[::ffff:192.168.0.1]/x"];
    for bad in bad {
        let answer = serde_json::json!({
            "id": "c-1", "status": "requires_escalation", "currency": "EUR", "continue_url": bad,
            "line_items": [], "totals": [{"type": "subtotal", "amount": 0}, {"type": "total", "amount": 0}],
            "links": [{"type": "terms_of_service", "url": bad}, {"type": "privacy_policy", "url": "https://shop.example/p"}],
            "order": {"id": "o-1", "permalink_url": bad},
            "products": [{"id": "p", "title": "P", "url": bad,
                "media": [{"type": "image", "url": bad}, {"type": "image", "url": "https://cdn.example/i"},
                          {"type": "model_3d", "url": bad}],
                "variants": [{"id": "v", "title": "V", "price": {"amount": 1, "currency": "EUR"}}]}]});
        let vault = Arc::new(MemoryVault::default());
        let shop = shop_with("https://shop.example", "/ucp", answer, &[], vault);
        let checkout = shop.merchant.checkout(&CheckoutId::parse("c-1").expect("an id"), &english()).await;
        let checkout = checkout.expect("reads");
        assert_eq!(checkout.continue_url, None, "{bad}");
        let links: Vec<&str> = checkout.links.iter().map(|link| link.url.as_str()).collect();
        assert_eq!(links, ["https://shop.example/p"]);
        assert_eq!(checkout.order.expect("an order").permalink, None);
        let context = CatalogContext {
            market: Market::parse("DE").expect("DE"),
            language: Language::parse("de").expect("de"),
            currency: Currency::EUR,
        };
        let page = shop.merchant.page(Question::Words("p"), &context, None).await.expect("reads");
        let item = &page.items[0];
        assert_eq!((item.link.as_str(), &item.model), ("https://shop.example/", &None));
        let pictures: Vec<&str> = item.pictures.iter().map(|one| one.url.as_str()).collect();
        assert_eq!(pictures, ["https://cdn.example/i"]);
    }
}

#[tokio::test]
async fn an_answer_that_grows_in_memory_is_garbage() {
    let many = vec![serde_json::json!({"": 0}); 300_000];
    let vault = Arc::new(MemoryVault::default());
    let shop = shop_with(
        "https://shop.example",
        "/ucp",
        serde_json::json!({"id": "c-1", "links": many}),
        &[],
        vault,
    );
    let refused = shop.merchant.checkout(&CheckoutId::parse("c-1").expect("an id"), &english()).await;
    assert!(matches!(refused, Err(MerchantError::Garbage("not JSON"))), "{refused:?}");
}
