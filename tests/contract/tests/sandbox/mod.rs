//! The UCP engine at the sandbox merchant, in this process.
#![allow(dead_code, reason = "each test file uses its part")]

use axum::body::Body;
use serde_json::Map;
use std::sync::Arc;
use tower::ServiceExt;
use tradewind_commerce::{Checkout, CheckoutDraft, Credential, DraftLine, Engine};
use tradewind_connector_ucp::{RequestSigner, SigningKey, UcpEngine, VERSIONS, profile};
use tradewind_contract::{Merchant, Setup};
use tradewind_domain::{Buyer, Currency, ItemId, Language, Market, Quantity, WebUrl};
use tradewind_payments::wallets::sandbox::WALLET;
use tradewind_ports::{BoxFuture, HttpRequest, HttpResponse, Ports, Secret, Transport, TransportError};
use tradewind_storefront::{Config, SignKind, Storefront, Version};

const BASE: &str = "http://127.0.0.1:1";
const PROFILE: &str = "http://127.0.0.1:2/profile";

/// The sandbox merchant, which speaks this version at most. Where it signs, so does the platform, with the other kind of key.
pub(crate) struct Sandbox {
    newest: Version,
    sign: Option<SignKind>,
}

/// The sandbox merchant of a version.
pub(crate) const fn at(newest: Version, sign: Option<SignKind>) -> Sandbox {
    Sandbox { newest, sign }
}

impl Sandbox {
    /// The merchant. It knows the platform's profiles.
    pub(crate) fn front(&self) -> Storefront {
        let mut config = Config::new(BASE);
        config.versions.retain(|version| *version <= self.newest);
        config.sign = self.sign;
        let keys = self.signer().map(|key| key.public_keys()).unwrap_or_default();
        for version in VERSIONS {
            let document = profile::document("http://127.0.0.1:2", version, &[]).expect("spoken");
            let address = profile::address(&url(PROFILE), version);
            config.known.insert(address.as_str().to_owned(), profile::with_keys(document, keys.clone()));
        }
        Storefront::open(config).expect("the seed is good")
    }

    fn signer(&self) -> Option<SigningKey> {
        let key = match self.sign? {
            SignKind::Es256 => SigningKey::ed25519(Some("platform"), &[5; 32]),
            SignKind::Ed25519 => SigningKey::es256(Some("platform"), &[5; 32]),
        };
        Some(key.expect("a key"))
    }
}

fn url(text: &str) -> WebUrl {
    WebUrl::parse(text).expect("loopback")
}

/// An engine whose requests are not signed.
pub(crate) fn unsigned(ports: Ports) -> UcpEngine {
    UcpEngine::new(url(BASE), url(PROFILE), ports)
}

impl Setup for Sandbox {
    fn merchant(&self) -> Arc<dyn Merchant> {
        Arc::new(InProcess(self.front()))
    }

    fn engine(&self, ports: Ports) -> Arc<dyn Engine> {
        let engine = unsigned(ports);
        match self.signer() {
            Some(key) => Arc::new(engine.signing(Arc::new(key))),
            None => Arc::new(engine),
        }
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
            term: None,
            live: None,
            attribution: Default::default(),
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

/// The merchant's router as a transport.
pub(crate) struct InProcess(pub(crate) Storefront);

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
