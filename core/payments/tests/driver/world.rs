//! The world of the driver's tests: the real sandbox merchant in process, on a clock that a test turns.

use crate::made_up;
use axum::body::Body;
use bytes::Bytes;
use serde_json::Map;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tower::ServiceExt;
use tradewind_commerce::{Checkout, CheckoutDraft, CheckoutStatus, Credential, DraftLine};
use tradewind_connector_ucp::UcpEngine;
use tradewind_domain::{Buyer, Currency, ItemId, Language, Market, Quantity, Timestamp, WebUrl};
use tradewind_payments::law::State;
use tradewind_payments::{Driver, PayRequest, PaymentError, PaymentEvent, PaymentView, Prepared, Wallets};
use tradewind_person::{PersonStore, StoreOptions};
use tradewind_ports::fakes::{NotingWallet, SeededEntropy, TokioClock};
use tradewind_ports::{
    BoxFuture, Clock, HttpRequest, HttpResponse, MemoryVault, NoFailPoint, Ports, Secret, SilentLog,
    Transport, TransportError, WalletAnswer,
};
use tradewind_storefront::{Config, Fault, SignKind, Storefront, Version};

pub(crate) const BASE: &str = "http://127.0.0.1:1";

/// The merchant's router as a transport; keeps every request body, and breaks when the answer does.
pub(crate) struct InProcess {
    pub(crate) front: Storefront,
    pub(crate) sent: Mutex<Vec<(String, String, Bytes)>>,
    pub(crate) offline: std::sync::atomic::AtomicBool,
    /// Goes offline the moment a Complete has been answered.
    pub(crate) hang_up: std::sync::atomic::AtomicBool,
}

impl Transport for InProcess {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            if self.offline.load(std::sync::atomic::Ordering::SeqCst) {
                return Err(TransportError::Offline);
            }
            let path = request.url.url().path().to_owned();
            let hang_up =
                path.ends_with("/complete") && self.hang_up.load(std::sync::atomic::Ordering::SeqCst);
            let key = request.headers.iter().find(|(name, _)| name == "idempotency-key");
            let key = key.map(|(_, value)| value.clone()).unwrap_or_default();
            self.sent.lock().expect("not poisoned").push((
                format!("{} {path}", request.method.as_str()),
                key,
                request.body.clone(),
            ));
            let mut builder = axum::http::Request::builder().method(request.method.as_str()).uri(path);
            for (name, value) in &request.headers {
                builder = builder.header(name, value);
            }
            let http = builder.body(Body::from(request.body)).map_err(|_| TransportError::Broken)?;
            let work = async {
                let answer = self.front.router().oneshot(http).await.map_err(|_| TransportError::Broken)?;
                let status = answer.status().as_u16();
                let headers = answer
                    .headers()
                    .iter()
                    .filter_map(|(n, v)| Some((n.as_str().to_owned(), v.to_str().ok()?.to_owned())))
                    .collect();
                let body = axum::body::to_bytes(answer.into_body(), 1 << 22)
                    .await
                    .map_err(|_| TransportError::Broken)?;
                Ok(HttpResponse { status, headers, body })
            };
            let answer =
                tokio::time::timeout(request.timeout, work).await.unwrap_or(Err(TransportError::Timeout));
            if hang_up {
                self.offline.store(true, std::sync::atomic::Ordering::SeqCst);
            }
            answer
        })
    }
}

pub(crate) struct World {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) front: Storefront,
    pub(crate) net: Arc<InProcess>,
    pub(crate) wallet: Arc<NotingWallet>,
    pub(crate) clock: Arc<TokioClock>,
    pub(crate) ports: Ports,
}

pub(crate) struct Phone {
    pub(crate) driver: Driver,
    pub(crate) store: PersonStore,
    pub(crate) told: Arc<Mutex<Vec<PaymentView>>>,
    /// Checkouts that were told without having been asked for.
    pub(crate) changed: Arc<Mutex<Vec<Checkout>>>,
}

pub(crate) fn world() -> World {
    world_of(Version::V2026_08_25)
}

/// A merchant that speaks this version at most.
pub(crate) fn world_of(newest: Version) -> World {
    world_with(newest, None)
}

/// A merchant that signs its answers, or does not.
pub(crate) fn world_with(newest: Version, sign: Option<SignKind>) -> World {
    world_at(|config| {
        config.versions.retain(|version| *version <= newest);
        config.sign = sign;
    })
}

/// A merchant that is set up otherwise.
pub(crate) fn world_at(set: impl FnOnce(&mut Config)) -> World {
    let clock = Arc::new(TokioClock::starting_at(Timestamp(1_795_521_600_000)));
    let mut config = Config::new(BASE);
    set(&mut config);
    // The merchant's own clock: nobody sets it off with the phone's.
    let shop_clock = TokioClock::starting_at(clock.now());
    config.clock = Arc::new(move || shop_clock.now().0);
    let front = Storefront::open(config).expect("the seed is good");
    let net = Arc::new(InProcess {
        front: front.clone(),
        sent: Mutex::default(),
        offline: false.into(),
        hang_up: false.into(),
    });
    let wallet = Arc::new(NotingWallet::default());
    let ports = Ports {
        transport: net.clone(),
        clock: clock.clone(),
        entropy: Arc::new(SeededEntropy::new(7)),
        vault: Arc::new(MemoryVault::default()),
        wallet: wallet.clone(),
        hand_off: Arc::new(tradewind_ports::NoHandOffs),
        log: Arc::new(SilentLog),
        fail_point: Arc::new(NoFailPoint),
    };
    World { folder: tempfile::tempdir().expect("a folder"), front, net, wallet, clock, ports }
}

impl World {
    /// The app started on the same files, as after a kill.
    pub(crate) fn phone(&self) -> Phone {
        let store =
            PersonStore::open(self.folder.path(), BASE, &StoreOptions::default(), Arc::new(NoFailPoint));
        let store = store.expect("opens");
        let told = Arc::new(Mutex::new(Vec::new()));
        let (keep, changed) = (told.clone(), Arc::new(Mutex::new(Vec::new())));
        let keep_checkout = changed.clone();
        let driver = Driver::new(
            store.clone(),
            Arc::new(self.merchant()),
            self.ports.clone(),
            Wallets::all(),
            Box::new(|| Language::parse("de").expect("a tag")),
            Box::new(move |event| match event {
                PaymentEvent::Payment(view) => keep.lock().expect("not poisoned").push(*view),
                PaymentEvent::Checkout(checkout) => {
                    keep_checkout.lock().expect("not poisoned").push(*checkout)
                }
                PaymentEvent::Stuck(_) | PaymentEvent::Waiting(_) => {}
            }),
        );
        Phone { driver, store, told, changed }
    }

    pub(crate) fn merchant(&self) -> UcpEngine {
        let url = |text: &str| WebUrl::parse(text).expect("loopback");
        UcpEngine::new(url(BASE), url("http://127.0.0.1:2/profile"), self.ports.clone())
    }

    pub(crate) fn fault(&self, text: &str) {
        self.front.set_fault(Fault::parse(text).expect("well written"));
    }

    /// The tester's hand at the merchant: prices, stock, orders.
    pub(crate) async fn sandbox(&self, body: serde_json::Value) {
        let request = axum::http::Request::builder()
            .method("POST")
            .uri("/_sandbox")
            .header("x-sandbox-token", "sandbox")
            .header("content-type", "application/json")
            .body(Body::from(body.to_string()))
            .expect("a request");
        let answer = self.front.router().oneshot(request).await.expect("infallible");
        assert_eq!(answer.status().as_u16(), 200, "the sandbox takes it");
    }

    /// Seconds since the world began, by the clock that only goes forward.
    pub(crate) fn clock_seconds(&self) -> f64 {
        self.clock.monotonic().as_secs_f64()
    }

    /// The states of the merchant's sessions, in the order in which they were opened.
    pub(crate) fn sessions(&self) -> Vec<String> {
        self.front.sessions().into_iter().map(|session| session.state).collect()
    }

    /// Keys and bodies of the requests that open a session.
    pub(crate) fn creates(&self) -> Vec<(String, Bytes)> {
        let sent = self.net.sent.lock().expect("not poisoned");
        sent.iter()
            .filter(|(what, ..)| what.starts_with("POST ") && what.ends_with("/checkout-sessions"))
            .map(|(_, key, body)| (key.clone(), body.clone()))
            .collect()
    }

    pub(crate) fn completes(&self) -> Vec<(String, Bytes)> {
        let sent = self.net.sent.lock().expect("not poisoned");
        sent.iter()
            .filter(|(what, ..)| what.ends_with("/complete"))
            .map(|(_, key, body)| (key.clone(), body.clone()))
            .collect()
    }
}

pub(crate) fn draft(item: &str, quantity: u32) -> CheckoutDraft {
    let mut buyer = Buyer { email: "noor@example.com".into(), first_name: "Noor".into(), ..Buyer::default() };
    buyer.address.street_address = "Lange Straße 1".into();
    buyer.address.address_locality = "Berlin".into();
    buyer.address.address_country = "DE".into();
    CheckoutDraft {
        lines: vec![DraftLine {
            item: ItemId::parse(item).expect("an id"),
            quantity: Quantity::new(quantity).expect("in range"),
        }],
        buyer,
        discount_codes: Vec::new(),
        selected_option: None,
        term: None,
        live: None,
        attribution: Default::default(),
        market: Market::parse("DE").expect("DE"),
        language: Language::parse("de").expect("de"),
        currency: Currency::EUR,
    }
}

impl Phone {
    /// Opens or changes the checkout; it must not be bought.
    pub(crate) async fn prepare(&self, draft: &CheckoutDraft) -> Result<Checkout, PaymentError> {
        match self.driver.prepare(draft, None).await? {
            Prepared::Open(checkout) => Ok(*checkout),
            Prepared::Bought(order) => unreachable!("bought as {}", order.id),
        }
    }

    pub(crate) async fn request(&self) -> PayRequest {
        let checkout = self.prepare(&draft("mug-indigo", 2)).await.expect("opens");
        assert_eq!(checkout.status, CheckoutStatus::ReadyForComplete);
        request_of(&checkout)
    }

    pub(crate) fn states(&self) -> Vec<State> {
        self.told.lock().expect("not poisoned").iter().map(|view| view.state).collect()
    }

    pub(crate) fn last_view(&self) -> PaymentView {
        self.told.lock().expect("not poisoned").last().expect("something was told").clone()
    }

    /// Pays what was just prepared, with a credential that is there already.
    pub(crate) async fn pay_at_once(&self, request: PayRequest) -> Result<(), PaymentError> {
        self.driver.pay(PayRequest { credential: Some(credential()), ..request }).await
    }

    /// Pays, with the wallet answering as told.
    pub(crate) async fn pay(&self, w: &World, answer: Option<WalletAnswer>) -> Result<(), PaymentError> {
        let request = self.request().await;
        let shown = w.wallet.shown().len();
        let answering = async {
            while w.wallet.shown().len() == shown {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            if let Some(answer) = answer {
                let sheet = w.wallet.shown().last().expect("shown").sheet.clone();
                self.driver.wallet_answered(sheet, answer);
            }
        };
        tokio::join!(self.driver.pay(request), answering).0
    }

    pub(crate) fn last(&self) -> State {
        self.last_view().state
    }
}

pub(crate) fn approve() -> Option<WalletAnswer> {
    Some(WalletAnswer::Approved { credential_type: "token".into(), token: Secret::new("sandbox_ok") })
}

pub(crate) fn credential() -> Credential {
    Credential {
        handler: "sandbox".into(),
        instrument: None,
        kind: "token".into(),
        token: Secret::new("sandbox_ok"),
        more: Map::new(),
    }
}

pub(crate) fn request_of(checkout: &Checkout) -> PayRequest {
    PayRequest { payee: "Seed".into(), amount_text: "48,70 €".into(), ..made_up::request_of(checkout) }
}
