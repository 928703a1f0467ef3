//! A merchant that answers each address with what a test wrote down, and notes what it was asked.
#![allow(dead_code, reason = "each test file uses its part")]

use serde_json::Map;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use tradewind_commerce::{Checkout, CheckoutDraft, CheckoutEngine, Credential, DraftLine, MerchantError};
use tradewind_connector_ucp::UcpEngine;
use tradewind_domain::{Buyer, Currency, ItemId, Language, Market, Quantity, WebUrl, lock};
use tradewind_ports::fakes::{NotingWallet, SeededEntropy};
use tradewind_ports::{
    BoxFuture, HttpRequest, HttpResponse, MemoryVault, NoFailPoint, Ports, Secret, SilentLog, SystemClock,
    Transport, TransportError,
};

pub(crate) const MERCHANT: &str = "https://shop.example";
/// The newest version.
pub(crate) const NEW: &str = "2026-08-25";
/// The one before it.
pub(crate) const OLD: &str = "2026-04-08";

/// What was sent.
pub(crate) struct Went {
    /// Method and path.
    pub(crate) what: String,
    /// The profile that `UCP-Agent` names.
    pub(crate) profile: String,
    pub(crate) body: Vec<u8>,
}

/// Answers by method and path; what has none does not answer at all.
#[derive(Default)]
pub(crate) struct Host {
    answers: Mutex<BTreeMap<String, (u16, Value)>>,
    went: Mutex<Vec<Went>>,
}

impl Host {
    pub(crate) fn says(&self, what: &str, status: u16, body: Value) {
        lock(&self.answers).insert(what.to_owned(), (status, body));
    }

    pub(crate) fn went(&self) -> Vec<Went> {
        std::mem::take(&mut lock(&self.went))
    }

    /// Methods, paths and profiles since the last look.
    pub(crate) fn asked(&self) -> Vec<(String, String)> {
        self.went().into_iter().map(|one| (one.what, one.profile)).collect()
    }
}

impl Transport for Host {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let what = format!("{} {}", request.method.as_str(), request.url.url().path());
        let agent = request.headers.iter().find(|(name, _)| *name == "ucp-agent");
        let profile = agent.and_then(|(_, value)| value.strip_prefix("profile=\"")?.strip_suffix('"'));
        lock(&self.went).push(Went {
            what: what.clone(),
            profile: profile.unwrap_or_default().to_owned(),
            body: request.body.to_vec(),
        });
        let answer = lock(&self.answers).get(&what).cloned();
        Box::pin(async move {
            let (status, body) = answer.ok_or(TransportError::Offline)?;
            Ok(HttpResponse { status, headers: Vec::new(), body: body.to_string().into_bytes().into() })
        })
    }
}

/// An engine at a new merchant.
pub(crate) fn shop() -> (Arc<Host>, UcpEngine) {
    let host = Arc::new(Host::default());
    let engine = engine(&host);
    (host, engine)
}

/// An engine at a new merchant of this version.
pub(crate) fn shop_of(version: &str) -> (Arc<Host>, UcpEngine) {
    let (host, merchant) = shop();
    host.says("GET /.well-known/ucp", 200, profile(version));
    (host, merchant)
}

/// What an engine makes of this answer to the opening of a checkout.
pub(crate) async fn opened(version: &str, body: Value) -> Result<Checkout, MerchantError> {
    let (host, merchant) = shop_of(version);
    host.says(&format!("POST /{version}/checkout-sessions"), 201, body);
    merchant.create_checkout(&draft(), "key").await
}

/// An engine that knows nothing of the merchant yet.
pub(crate) fn engine(host: &Arc<Host>) -> UcpEngine {
    engine_over(host.clone())
}

/// An engine on this wire.
pub(crate) fn engine_over(transport: Arc<dyn Transport>) -> UcpEngine {
    let ports = Ports {
        transport,
        clock: Arc::new(SystemClock::new()),
        entropy: Arc::new(SeededEntropy::new(1)),
        vault: Arc::new(MemoryVault::default()),
        wallet: Arc::new(NotingWallet::default()),
        hand_off: Arc::new(tradewind_ports::NoHandOffs),
        log: Arc::new(SilentLog),
        fail_point: Arc::new(NoFailPoint),
    };
    let url = |text: &str| WebUrl::parse(text).expect("an address");
    UcpEngine::new(url(MERCHANT), url("https://tradewind.example/profile.json"), ports)
}

/// A merchant's profile of a version that takes checkouts and ships.
pub(crate) fn profile(version: &str) -> Value {
    let can = |name: &str| {
        let schema = format!("https://ucp.dev/{version}/schemas/shopping/{name}.json");
        json!([{"version": version, "schema": schema}])
    };
    json!({"ucp": {
        "version": version,
        "services": {"dev.ucp.shopping": [
            {"version": version, "transport": "rest", "endpoint": format!("/{version}")}]},
        "capabilities": {
            "dev.ucp.shopping.checkout": can("checkout"),
            "dev.ucp.shopping.fulfillment": can("fulfillment"),
            "dev.ucp.shopping.catalog.search": can("catalog_search"),
            "dev.ucp.shopping.order": can("order")},
        "payment_handlers": {}}})
}

/// A session, ready to be paid, of one mug and its delivery.
pub(crate) fn session(version: &str) -> Value {
    json!({
        "ucp": {"version": version, "payment_handlers": {}},
        "id": "c-1", "status": "ready_for_complete", "currency": "EUR",
        "line_items": [{"id": "li_1", "item": {"id": "mug-indigo", "title": "Mug", "price": 2190}, "quantity": 1,
            "totals": [{"type": "subtotal", "amount": 2190}, {"type": "total", "amount": 2190}]}],
        "totals": [{"type": "subtotal", "amount": 2190}, {"type": "total", "amount": 2190}],
        "links": []})
}

pub(crate) fn english() -> Language {
    Language::parse("en").expect("a tag")
}

/// One mug for somebody whose whole address is known.
pub(crate) fn draft() -> CheckoutDraft {
    let mut buyer = Buyer { email: "noor@example.com".into(), first_name: "Noor".into(), ..Buyer::default() };
    buyer.address.street_address = "Lange Straße 1".into();
    buyer.address.address_locality = "Berlin".into();
    buyer.address.postal_code = "10115".into();
    buyer.address.address_country = "DE".into();
    CheckoutDraft {
        lines: vec![DraftLine {
            item: ItemId::parse("mug-indigo").expect("an id"),
            quantity: Quantity::new(1).expect("in range"),
        }],
        buyer,
        discount_codes: vec!["WELCOME10".into()],
        selected_option: None,
        term: None,
        live: None,
        attribution: Default::default(),
        market: Market::parse("DE").expect("a market"),
        language: english(),
        currency: Currency::EUR,
    }
}

pub(crate) fn credential() -> Credential {
    Credential {
        handler: "h1".into(),
        instrument: Some("card".into()),
        kind: "token".into(),
        token: Secret::new("sandbox_ok"),
        more: Map::new(),
    }
}
