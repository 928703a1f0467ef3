//! A made-up engine with one checkout at a time, in memory, and a driver on it.
#![allow(dead_code, reason = "each test file uses its part of it")]

use bytes::Bytes;
use serde_json::{Map, Value};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tradewind_commerce::agreement::Agreement;
use tradewind_commerce::quote::Agreed;
use tradewind_commerce::{
    Action, Answer, Capabilities, CatalogContext, CatalogEngine, CatalogPage, Checkout, CheckoutDraft,
    CheckoutEngine, CheckoutLine, CheckoutStatus, Credential, DraftLine, Engine, Idempotency, Known,
    MerchantError, MerchantMessage, OrderEngine, OrderRef, PreparedRequest, Question, SessionHandler,
    SurfaceEnd, SurfaceHeard, SurfaceTalk,
};
use tradewind_domain::{
    Buyer, CheckoutId, Currency, Item, ItemId, Language, Market, Money, Order, OrderId, Quantity, Timestamp,
    TotalEffect, TotalKind, TotalLine, WebUrl,
};
use tradewind_payments::law::State;
use tradewind_payments::wallets::sandbox;
use tradewind_payments::{Driver, PayRequest, PaymentEvent, Prepared, Wallets};
use tradewind_person::{PersonStore, StoreOptions};
use tradewind_ports::fakes::{NotingWallet, SeededEntropy, TokioClock};
use tradewind_ports::{
    BoxFuture, HandOffs, HttpRequest, HttpResponse, MemoryVault, Method, NoFailPoint, Ports, SilentLog,
    Transport, TransportError, VaultError,
};

pub(crate) const MERCHANT: &str = "https://shop.example";
/// When a phone begins.
pub(crate) const BEGIN: Timestamp = Timestamp(1_795_521_600_000);

/// What becomes of a request to pay.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Fate {
    /// It is done, and the answer gets lost.
    DoneUnheard,
    /// It gets lost on its way; the next one arrives.
    LostOnce,
    /// It is taken, and waits for the person.
    Taken,
}

/// A made-up engine with one checkout at a time, in memory.
pub(crate) struct MadeUp {
    gives: Idempotency,
    fate: Fate,
    opened: AtomicU32,
    /// Requests to pay that went out, and those that arrived.
    pub(crate) sent: AtomicU32,
    pub(crate) status: Mutex<CheckoutStatus>,
    /// What it waits for, while it is taken.
    pub(crate) actions: Mutex<Vec<Action>>,
    /// Whether it lets go of what it waits for when it is told to cancel.
    pub(crate) lets_go: AtomicBool,
    /// The session of which questions are answered only once it is not this one any more.
    pub(crate) held: Mutex<Option<CheckoutId>>,
    /// Whether it does not know its sessions any more.
    pub(crate) gone: AtomicBool,
    /// How many questions are answered with "not found" by a gateway that has lost its way.
    pub(crate) strays: AtomicU32,
    /// What its answers say to the person.
    pub(crate) messages: Mutex<Vec<MerchantMessage>>,
    /// Whether it wishes to be left alone for an hour when it is asked (429 with `Retry-After`).
    pub(crate) busy: AtomicBool,
    /// Whether its answers leave out who takes the payment.
    pub(crate) without_handlers: AtomicBool,
    /// How many cancels get lost on their way.
    pub(crate) cancels_lost: AtomicU32,
    /// The last instrument's further members.
    pub(crate) instrument: Mutex<Map<String, Value>>,
    /// The handler of its sessions.
    pub(crate) handler: Mutex<&'static str>,
}

impl MadeUp {
    pub(crate) fn new(gives: Idempotency, fate: Fate) -> Arc<Self> {
        Self::with_handler(gives, fate, sandbox::WALLET.handler)
    }

    pub(crate) fn with_handler(gives: Idempotency, fate: Fate, handler: &'static str) -> Arc<Self> {
        Arc::new(Self {
            gives,
            fate,
            opened: 0.into(),
            sent: 0.into(),
            status: Mutex::new(CheckoutStatus::ReadyForComplete),
            actions: Mutex::default(),
            lets_go: true.into(),
            held: Mutex::default(),
            gone: false.into(),
            strays: 0.into(),
            messages: Mutex::default(),
            busy: false.into(),
            without_handlers: false.into(),
            cancels_lost: 0.into(),
            instrument: Mutex::default(),
            handler: Mutex::new(handler),
        })
    }

    fn is_held(&self, id: &CheckoutId) -> bool {
        self.held.lock().expect("not poisoned").as_ref() == Some(id)
    }

    fn session(&self) -> Checkout {
        let eur = |minor| Money::new(minor, Currency::EUR);
        let total =
            |kind| TotalLine { kind, effect: TotalEffect::Adds, display_text: None, amount: eur(2190) };
        let opened = self.opened.load(Ordering::SeqCst).max(1);
        let id = CheckoutId::parse(format!("chk-{opened}")).expect("an id");
        let status = *self.status.lock().expect("not poisoned");
        let order = (status == CheckoutStatus::Completed).then(|| OrderRef {
            id: OrderId::parse("order-1").expect("an id"),
            label: None,
            permalink: None,
        });
        Checkout {
            lines: vec![CheckoutLine {
                id: "li-1".into(),
                item: ItemId::parse("mug").expect("an id"),
                title: "Mug".into(),
                price: eur(2190),
                quantity: 1,
                total: eur(2190),
                subtotal: None,
                adds_up: true,
                unit: None,
                priced_otherwise: false,
            }],
            totals: vec![total(TotalKind::Subtotal), total(TotalKind::Total)],
            messages: self.messages.lock().expect("not poisoned").clone(),
            payment_handlers: match self.without_handlers.load(Ordering::SeqCst) {
                true => Vec::new(),
                false => vec![SessionHandler::of(*self.handler.lock().expect("not poisoned"), "sandbox")],
            },
            order,
            actions: match status {
                CheckoutStatus::CompleteInProgress => self.actions.lock().expect("not poisoned").clone(),
                _ => Vec::new(),
            },
            ..Checkout::of_id(id, status)
        }
    }
}

impl CheckoutEngine for MadeUp {
    fn idempotency(&self) -> Idempotency {
        self.gives
    }

    fn create_checkout<'a>(&'a self, _draft: &'a CheckoutDraft, _key: &'a str) -> Answer<'a, Checkout> {
        self.opened.fetch_add(1, Ordering::SeqCst);
        Box::pin(async { Ok(self.session()) })
    }

    fn update_checkout<'a>(
        &'a self,
        _current: &'a Checkout,
        _draft: &'a CheckoutDraft,
        _key: &'a str,
    ) -> Answer<'a, Checkout> {
        Box::pin(async { Ok(self.session()) })
    }

    fn checkout<'a>(&'a self, id: &'a CheckoutId, _language: &'a Language) -> Answer<'a, Checkout> {
        Box::pin(async move {
            while self.is_held(id) {
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
            let strays =
                self.strays.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
            if strays.is_ok() || self.gone.load(Ordering::SeqCst) {
                return Err(MerchantError::NotFound);
            }
            if self.busy.load(Ordering::SeqCst) {
                return Err(MerchantError::Busy { retry_after: Duration::from_secs(3_600) });
            }
            Ok(self.session())
        })
    }

    fn prepare_complete(
        &self,
        checkout: &Checkout,
        credential: &Credential,
        key: &str,
    ) -> Result<PreparedRequest, MerchantError> {
        // The registry has named the instrument, for the session names none.
        assert!(credential.instrument.is_some());
        self.instrument.lock().expect("not poisoned").clone_from(&credential.more);
        Ok(PreparedRequest {
            method: Method::Post,
            url: WebUrl::parse(&format!("{MERCHANT}/{}", checkout.id)).expect("an address"),
            idempotency_key: key.to_owned(),
            body: Bytes::from_static(b"{}"),
            protocol: String::new(),
        })
    }

    fn complete<'a>(
        &'a self,
        _id: &'a CheckoutId,
        _prepared: &'a PreparedRequest,
        _language: &'a Language,
    ) -> Answer<'a, Checkout> {
        Box::pin(async {
            let before = self.sent.fetch_add(1, Ordering::SeqCst);
            if self.fate == Fate::Taken {
                *self.status.lock().expect("not poisoned") = CheckoutStatus::CompleteInProgress;
                return Ok(self.session());
            }
            if self.fate == Fate::DoneUnheard || before > 0 {
                *self.status.lock().expect("not poisoned") = CheckoutStatus::Completed;
            }
            Err(TransportError::Timeout.into())
        })
    }

    fn surface(&self, action: &Action, origins: &[String]) -> Option<Box<dyn SurfaceTalk>> {
        let page = action.work.is_surface() && !origins.is_empty();
        page.then(|| Box::new(Page) as Box<dyn SurfaceTalk>)
    }

    fn own_origin(&self) -> Option<String> {
        Some(MERCHANT.to_owned())
    }

    fn cancel_checkout<'a>(
        &'a self,
        _id: &'a CheckoutId,
        _key: &'a str,
        _language: &'a Language,
    ) -> Answer<'a, Checkout> {
        Box::pin(async {
            let lost = self
                .cancels_lost
                .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
            if lost.is_ok() {
                return Err(TransportError::Timeout.into());
            }
            {
                let mut status = self.status.lock().expect("not poisoned");
                let held =
                    *status == CheckoutStatus::CompleteInProgress && !self.lets_go.load(Ordering::SeqCst);
                if *status != CheckoutStatus::Completed && !held {
                    *status = CheckoutStatus::Canceled;
                }
            }
            Ok(self.session())
        })
    }
}

impl OrderEngine for MadeUp {
    fn order<'a>(&'a self, _: &'a OrderId, _: Timestamp, _: &'a Language) -> Answer<'a, Order> {
        Box::pin(async { Err(MerchantError::CapabilityMissing) })
    }
}

impl CatalogEngine for MadeUp {
    fn page<'a>(
        &'a self,
        _: Question<'a>,
        _: &'a CatalogContext,
        _: Option<&'a str>,
    ) -> Answer<'a, CatalogPage> {
        Box::pin(async { Err(MerchantError::CapabilityMissing) })
    }

    fn lookup<'a>(&'a self, _: &'a [ItemId], _: &'a CatalogContext) -> Answer<'a, Vec<Item>> {
        Box::pin(async { Err(MerchantError::CapabilityMissing) })
    }

    fn known<'a>(&'a self, _: &'a str, _: &'a CatalogContext) -> Answer<'a, Option<Known>> {
        Box::pin(async { Err(MerchantError::CapabilityMissing) })
    }
}

impl Engine for MadeUp {
    fn capabilities(&self) -> Answer<'_, Capabilities> {
        Box::pin(async { Ok(Capabilities { checkout: true, ..Capabilities::default() }) })
    }

    fn forget_endpoint(&self) -> Result<(), VaultError> {
        Ok(())
    }
}

/// A page that is answered once and says then how it ended.
struct Page;

impl SurfaceTalk for Page {
    fn heard(&mut self, origin: &str, text: &str) -> SurfaceHeard {
        match text {
            _ if origin != MERCHANT => SurfaceHeard::Nothing,
            "ready" => SurfaceHeard::Reply("go on".to_owned()),
            "done" => SurfaceHeard::End { reply: None, how: SurfaceEnd::Done },
            _ => SurfaceHeard::Nothing,
        }
    }
}

/// The driver has no way to the network beside its engine.
struct NoNetwork;

impl Transport for NoNetwork {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        unreachable!("sent beside the engine: {}", request.url)
    }
}

pub(crate) fn driver(folder: &std::path::Path, engine: Arc<MadeUp>, told: &Arc<Mutex<Vec<State>>>) -> Driver {
    let told = told.clone();
    let tell = move |event| {
        if let PaymentEvent::Payment(view) = event {
            told.lock().expect("not poisoned").push(view.state);
        }
    };
    driver_with(folder, engine, Wallets::all(), Arc::new(tradewind_ports::NoHandOffs), Box::new(tell))
}

pub(crate) fn driver_with(
    folder: &std::path::Path,
    engine: Arc<MadeUp>,
    wallets: Wallets,
    hand_off: Arc<dyn HandOffs>,
    tell: Box<dyn Fn(PaymentEvent) + Send + Sync>,
) -> Driver {
    driver_at(BEGIN, folder, engine, wallets, hand_off, tell)
}

/// As [`driver_with`], begun when the phone says that it is `moment`.
pub(crate) fn driver_at(
    moment: Timestamp,
    folder: &std::path::Path,
    engine: Arc<MadeUp>,
    wallets: Wallets,
    hand_off: Arc<dyn HandOffs>,
    tell: Box<dyn Fn(PaymentEvent) + Send + Sync>,
) -> Driver {
    let store =
        PersonStore::open(folder, MERCHANT, &StoreOptions::default(), Arc::new(NoFailPoint)).expect("opens");
    let ports = Ports {
        transport: Arc::new(NoNetwork),
        clock: Arc::new(TokioClock::starting_at(moment)),
        entropy: Arc::new(SeededEntropy::new(3)),
        vault: Arc::new(MemoryVault::default()),
        wallet: Arc::new(NotingWallet::default()),
        hand_off,
        log: Arc::new(SilentLog),
        fail_point: Arc::new(NoFailPoint),
    };
    let english = || Language::parse("en").expect("a tag");
    Driver::new(store, engine, ports, wallets, Box::new(english), tell)
}

/// A mug is wanted.
pub(crate) fn draft() -> CheckoutDraft {
    CheckoutDraft {
        lines: vec![DraftLine { item: ItemId::parse("mug").expect("an id"), quantity: Quantity::ONE }],
        buyer: Buyer::default(),
        discount_codes: Vec::new(),
        selected_option: None,
        term: None,
        live: None,
        attribution: Default::default(),
        market: Market::parse("DE").expect("a code"),
        language: Language::parse("de").expect("a tag"),
        currency: Currency::EUR,
    }
}

/// What pays for a mug, once its checkout is open.
pub(crate) async fn request(driver: &Driver) -> PayRequest {
    let Prepared::Open(checkout) = driver.prepare(&draft(), None).await.expect("opens") else {
        unreachable!("nothing was bought")
    };
    request_of(&checkout)
}

/// What pays for a checkout as it stands, by the merchant's first way to pay.
pub(crate) fn request_of(checkout: &Checkout) -> PayRequest {
    PayRequest {
        seen: Agreed { basket: Agreement::of(checkout), errors: Vec::new() },
        payee: "shop.example".into(),
        ..PayRequest::default()
    }
}
