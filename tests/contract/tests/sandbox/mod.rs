//! The UCP engine at the sandbox merchant, in this process.

use axum::body::Body;
use serde_json::Map;
use std::sync::Arc;
use tower::ServiceExt;
use tradewind_commerce::{Checkout, CheckoutDraft, Credential, DraftLine, Engine};
use tradewind_connector_ucp::UcpEngine;
use tradewind_contract::{Merchant, Setup};
use tradewind_domain::{Buyer, Currency, ItemId, Language, Market, Quantity, WebUrl};
use tradewind_payments::wallets::sandbox::WALLET;
use tradewind_ports::{BoxFuture, HttpRequest, HttpResponse, Ports, Secret, Transport, TransportError};
use tradewind_storefront::{Config, Storefront, Version};

const BASE: &str = "http://127.0.0.1:1";

/// The sandbox merchant, which speaks this version at most.
pub(crate) struct Sandbox(pub(crate) Version);

impl Setup for Sandbox {
    fn merchant(&self) -> Arc<dyn Merchant> {
        let mut config = Config::new(BASE);
        config.versions.retain(|version| *version <= self.0);
        Arc::new(InProcess(Storefront::open(config).expect("the seed is good")))
    }

    fn engine(&self, ports: Ports) -> Arc<dyn Engine> {
        let url = |text: &str| WebUrl::parse(text).expect("loopback");
        Arc::new(UcpEngine::new(url(BASE), url("http://127.0.0.1:2/profile"), ports))
    }

    fn draft(&self, quantity: u32, language: Language) -> CheckoutDraft {
        let mut buyer =
            Buyer { email: "noor@example.com".into(), first_name: "Noor".into(), ..Buyer::default() };
        buyer.address.street_address = "Lange Straße 1".into();
        buyer.address.address_locality = "Berlin".into();
        buyer.address.address_country = "DE".into();
        CheckoutDraft {
            lines: vec![DraftLine {
                item: ItemId::parse("mug-indigo").expect("an id"),
                quantity: Quantity::new(quantity).expect("in range"),
            }],
            buyer,
            discount_codes: Vec::new(),
            selected_option: None,
            market: Market::parse("DE").expect("a market"),
            language,
            currency: Currency::EUR,
        }
    }

    fn credential(&self, _: &Checkout) -> Credential {
        Credential {
            handler: WALLET.handler.into(),
            instrument: Some(WALLET.instrument.into()),
            kind: "token".into(),
            token: Secret::new("sandbox_ok"),
            more: Map::new(),
        }
    }
}

struct InProcess(Storefront);

impl Merchant for InProcess {
    fn orders(&self) -> usize {
        self.0.orders().len()
    }
}

impl Transport for InProcess {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            let mut builder =
                axum::http::Request::builder().method(request.method.as_str()).uri(request.url.url().path());
            for (name, value) in &request.headers {
                builder = builder.header(name, value);
            }
            let request = builder.body(Body::from(request.body)).map_err(|_| TransportError::Broken)?;
            let answer = self.0.router().oneshot(request).await.map_err(|_| TransportError::Broken)?;
            let status = answer.status().as_u16();
            let header = |(name, value): (&axum::http::HeaderName, &axum::http::HeaderValue)| {
                Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))
            };
            let headers = answer.headers().iter().filter_map(header).collect();
            let body = axum::body::to_bytes(answer.into_body(), 1 << 22).await;
            Ok(HttpResponse { status, headers, body: body.map_err(|_| TransportError::Broken)? })
        })
    }
}
