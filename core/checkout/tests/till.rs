//! The till against the real sandbox merchant, in process, on a clock that a test turns.

use axum::body::Body;
use bytes::Bytes;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tower::ServiceExt;
use tradewind_checkout::attempt::State;
use tradewind_checkout::merchant::{CheckoutDraft, CheckoutStatus, Credential, DraftLine, Merchant};
use tradewind_checkout::quote::{SANDBOX_WALLET, adds_up, total};
use tradewind_checkout::ucp::UcpMerchant;
use tradewind_checkout::{
    FolderLock, PayRequest, PersonStore, StoreError, StoreOptions, Till, TillError, TillEvent,
};
use tradewind_domain::{Buyer, Code, Currency, ItemId, Language, Market, Quantity, Timestamp, WebUrl};
use tradewind_ports::fakes::{NotingWallet, SeededEntropy, TokioClock};
use tradewind_ports::{
    BoxFuture, Clock, HttpRequest, HttpResponse, MemoryVault, OpenGate, Ports, Secret, SilentLog, Transport,
    TransportError, WalletAnswer, WalletWords,
};
use tradewind_storefront::{Config, Fault, Storefront};

const BASE: &str = "http://127.0.0.1:1";

/// The merchant's router as a transport; keeps every request body, and breaks when the answer does.
struct InProcess {
    front: Storefront,
    sent: Mutex<Vec<(String, String, Bytes)>>,
    offline: std::sync::atomic::AtomicBool,
    /// Goes offline the moment a Complete has been answered.
    hang_up: std::sync::atomic::AtomicBool,
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

struct World {
    folder: tempfile::TempDir,
    front: Storefront,
    net: Arc<InProcess>,
    wallet: Arc<NotingWallet>,
    clock: Arc<TokioClock>,
    ports: Ports,
}

struct Phone {
    till: Till,
    store: PersonStore,
    told: Arc<Mutex<Vec<State>>>,
}

fn world() -> World {
    let clock = Arc::new(TokioClock::starting_at(Timestamp(1_795_521_600_000)));
    let mut config = Config::new(BASE);
    let shop_clock = clock.clone();
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
        log: Arc::new(SilentLog),
        gate: Arc::new(OpenGate),
    };
    World { folder: tempfile::tempdir().expect("a folder"), front, net, wallet, clock, ports }
}

impl World {
    /// The app started on the same files, as after a kill.
    fn phone(&self) -> Phone {
        let store = PersonStore::open(self.folder.path(), BASE, &StoreOptions::default(), Arc::new(OpenGate));
        let store = store.expect("opens");
        let told = Arc::new(Mutex::new(Vec::new()));
        let keep = told.clone();
        let till = Till::new(
            store.clone(),
            Arc::new(self.merchant()),
            self.ports.clone(),
            vec![SANDBOX_WALLET.to_owned()],
            Box::new(move |event| {
                if let TillEvent::Payment(view) = event {
                    keep.lock().expect("not poisoned").push(view.state);
                }
            }),
        );
        Phone { till, store, told }
    }

    fn merchant(&self) -> UcpMerchant {
        let url = |text: &str| WebUrl::parse(text).expect("loopback");
        UcpMerchant::new(url(BASE), url("http://127.0.0.1:2/profile"), self.ports.clone())
    }

    fn fault(&self, text: &str) {
        self.front.set_fault(Fault::parse(text).expect("well written"));
    }

    fn completes(&self) -> Vec<(String, Bytes)> {
        let sent = self.net.sent.lock().expect("not poisoned");
        sent.iter()
            .filter(|(what, ..)| what.ends_with("/complete"))
            .map(|(_, key, body)| (key.clone(), body.clone()))
            .collect()
    }
}

fn draft(item: &str, quantity: u32) -> CheckoutDraft {
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
        market: Market::parse("DE").expect("DE"),
        language: Language::parse("de").expect("de"),
        currency: Currency::EUR,
    }
}

impl Phone {
    async fn request(&self) -> PayRequest {
        let checkout = self.till.prepare(&draft("mug-indigo", 2)).await.expect("opens");
        assert_eq!(checkout.status, CheckoutStatus::ReadyForComplete);
        PayRequest {
            seen: total(&checkout).expect("a total"),
            payee: "Seed".into(),
            lines: Vec::new(),
            amount_text: "48,70 €".into(),
            words: WalletWords::default(),
            credential: None,
            purchase: None,
        }
    }

    /// Pays, with the wallet answering as told.
    async fn pay(&self, w: &World, answer: Option<WalletAnswer>) -> Result<(), TillError> {
        let request = self.request().await;
        let shown = w.wallet.shown().len();
        let answering = async {
            while w.wallet.shown().len() == shown {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            if let Some(answer) = answer {
                let sheet = w.wallet.shown().last().expect("shown").sheet.clone();
                self.till.wallet_answered(sheet, answer);
            }
        };
        tokio::join!(self.till.pay(request), answering).0
    }

    fn last(&self) -> State {
        *self.told.lock().expect("not poisoned").last().expect("something was told")
    }
}

fn approve() -> Option<WalletAnswer> {
    Some(WalletAnswer::Approved { credential_type: "token".into(), token: Secret::new("sandbox_ok") })
}

#[tokio::test(start_paused = true)]
async fn an_approved_payment_becomes_one_kept_order() {
    let w = world();
    let phone = w.phone();
    phone.pay(&w, approve()).await.expect("settles");
    assert_eq!(phone.last(), State::Succeeded);
    assert_eq!(
        *phone.told.lock().expect("not poisoned"),
        [State::HandedOff, State::Sending, State::Succeeded]
    );
    assert_eq!((w.front.orders().len(), phone.store.orders().expect("reads").len()), (1, 1));
    assert_eq!(phone.till.checkout().expect("reads"), None);
    let order = phone.store.orders().expect("reads")[0].id.clone();
    assert_eq!(phone.till.refresh_order(&order).await.expect("known").lines[0].quantity, 2);
    let raw = std::fs::read(w.folder.path().join("person.sqlite")).expect("there");
    assert!(!raw.windows(10).any(|part| part == b"sandbox_ok"), "the credential is wiped");
}

#[tokio::test(start_paused = true)]
async fn decline_and_cancel_leave_the_way_free_and_use_a_new_key() {
    let w = world();
    let phone = w.phone();
    phone.pay(&w, Some(WalletAnswer::Cancelled)).await.expect("settles");
    assert_eq!(phone.last(), State::Cancelled);
    phone.pay(&w, Some(WalletAnswer::Declined)).await.expect("settles");
    assert_eq!(phone.last(), State::Declined);
    assert_eq!(w.completes().len(), 0, "nothing was sent");
    w.fault("decline:times=1");
    phone.pay(&w, approve()).await.expect("settles");
    assert_eq!(phone.last(), State::Declined);
    phone.pay(&w, approve()).await.expect("settles");
    assert_eq!(phone.last(), State::Succeeded);
    let sent = w.completes();
    assert_eq!(sent.len(), 2);
    assert_ne!(sent[0].0, sent[1].0, "a new attempt has a new key");
    assert_eq!(w.front.orders().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_sheet_that_cannot_be_shown_is_no_cancel_and_leaves_the_way_free() {
    let w = world();
    let phone = w.phone();
    w.wallet.set_fails(true);
    let request = phone.request().await;
    let error = phone.till.pay(request).await.expect_err("no sheet");
    assert_eq!(error.code(), Code::WalletFailed);
    assert_eq!(phone.last(), State::Cancelled);
    assert_eq!(w.completes().len(), 0, "nothing was sent");
    w.wallet.set_fails(false);
    phone.pay(&w, approve()).await.expect("settles");
    assert_eq!((phone.last(), w.front.orders().len()), (State::Succeeded, 1));
}

#[tokio::test(start_paused = true)]
async fn a_lost_answer_is_asked_about_and_the_same_bytes_go_again() {
    for (fault, sends) in
        [("drop-before-commit", 2), ("drop-after-commit", 1), ("5xx", 2), ("garbage", 1), ("duplicate", 1)]
    {
        let w = world();
        let phone = w.phone();
        w.fault(&format!("{fault}:path=complete:times=1"));
        phone.pay(&w, approve()).await.expect("settles");
        assert_eq!(phone.last(), State::Succeeded, "{fault}");
        let sent = w.completes();
        assert_eq!(sent.len(), sends, "{fault}");
        assert!(sent.iter().all(|one| *one == sent[0]), "{fault}: same key, same bytes");
        assert_eq!(w.front.orders().len(), 1, "{fault}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_earlier_decline_does_not_settle_a_later_request_that_got_lost() {
    let w = world();
    let phone = w.phone();
    let request = phone.request().await;
    w.fault("decline:times=1");
    let credential = || Credential {
        handler: SANDBOX_WALLET.into(),
        kind: "token".into(),
        token: Secret::new("sandbox_ok"),
    };
    let pay = || phone.till.pay(PayRequest { credential: Some(credential()), ..request.clone() });
    pay().await.expect("settles");
    assert_eq!(phone.last(), State::Declined);
    // The checkout still says `payment_declined` when it is asked about; this request never arrived.
    w.fault("drop-before-commit:path=complete:times=1");
    pay().await.expect("settles");
    assert_eq!(phone.last(), State::Succeeded);
    assert_eq!((w.completes().len(), w.front.orders().len()), (3, 1));
}

#[tokio::test(start_paused = true)]
async fn a_change_whose_answer_got_lost_is_asked_about_before_it_is_paid() {
    let w = world();
    let phone = w.phone();
    let request = phone.request().await;
    w.fault("drop-after-commit:times=1");
    assert!(phone.till.prepare(&draft("mug-indigo", 3)).await.is_err(), "the answer is lost");
    // The merchant has three by now; the person saw the price of two. Also after a restart.
    let phone = w.phone();
    let refused = phone.till.pay(request).await;
    assert!(matches!(refused, Err(TillError::PriceChanged)), "{refused:?}");
    assert_eq!(phone.till.checkout().expect("reads").expect("kept").lines[0].quantity, 3);
    assert_eq!((w.wallet.shown().len(), w.completes().len()), (0, 0));
}

#[tokio::test(start_paused = true)]
async fn a_slow_merchant_is_waited_for() {
    let w = world();
    let phone = w.phone();
    w.fault("slow-complete:times=1");
    phone.pay(&w, approve()).await.expect("settles");
    assert_eq!(phone.last(), State::Succeeded);
    assert_eq!((w.completes().len(), w.front.orders().len()), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn a_silent_wallet_is_unknown_then_settled_by_cancelling() {
    let w = world();
    let phone = w.phone();
    phone.pay(&w, None).await.expect("settles");
    assert_eq!(*phone.told.lock().expect("not poisoned"), [State::HandedOff, State::Unknown, State::Ended]);
    assert!(w.clock.monotonic() >= Duration::from_secs(10));
    assert_eq!(w.front.orders().len(), 0);
    // An answer that comes after all does nothing.
    let late = w.wallet.shown()[0].sheet.clone();
    phone.till.wallet_answered(late, approve().expect("an answer"));
    phone.till.resume().await.expect("nothing to do");
    assert_eq!(w.front.orders().len(), 0);
    phone.pay(&w, approve()).await.expect("a new checkout");
    assert_eq!(phone.last(), State::Succeeded);
}

#[tokio::test(start_paused = true)]
async fn a_kill_while_paying_ends_in_one_order() {
    for (fault, orders) in
        [("drop-after-commit:path=complete:times=1", 1), ("delay:path=complete:ms=4000:times=1", 1)]
    {
        let w = world();
        {
            let phone = w.phone();
            w.fault(fault);
            w.net.hang_up.store(true, std::sync::atomic::Ordering::SeqCst);
            let request = phone.request().await;
            let credential = Credential {
                handler: "sandbox".into(),
                kind: "token".into(),
                token: Secret::new("sandbox_ok"),
            };
            let paying = phone.till.pay(PayRequest { credential: Some(credential), ..request });
            // The process ends a moment after the request left.
            let _ = tokio::time::timeout(Duration::from_millis(100), paying).await;
        }
        w.net.hang_up.store(false, std::sync::atomic::Ordering::SeqCst);
        w.net.offline.store(false, std::sync::atomic::Ordering::SeqCst);
        let phone = w.phone();
        assert!(phone.till.is_pending().expect("reads"), "{fault}: the journal knows");
        assert!(matches!(phone.till.prepare(&draft("mug-sand", 1)).await, Err(TillError::Pending)));
        phone.till.resume().await.expect("settles");
        assert_eq!(phone.last(), State::Succeeded, "{fault}");
        assert_eq!(w.front.orders().len(), orders, "{fault}");
        assert_eq!(phone.store.orders().expect("reads").len(), 1, "{fault}");
    }
}

#[tokio::test(start_paused = true)]
async fn offline_after_sending_stays_unknown_until_the_merchant_is_back() {
    let w = world();
    let phone = w.phone();
    w.fault("drop-after-commit:path=complete:times=1");
    let request = phone.request().await;
    let credential =
        Credential { handler: "sandbox".into(), kind: "token".into(), token: Secret::new("sandbox_ok") };
    w.net.hang_up.store(true, std::sync::atomic::Ordering::SeqCst);
    let offline = async {
        tokio::time::sleep(Duration::from_secs(60)).await;
        assert_eq!(phone.last(), State::Unknown);
        w.net.offline.store(false, std::sync::atomic::Ordering::SeqCst);
    };
    let paid =
        tokio::join!(phone.till.pay(PayRequest { credential: Some(credential), ..request }), offline).0;
    paid.expect("settles");
    assert_eq!(phone.last(), State::Succeeded);
    assert_eq!(w.front.orders().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn pay_is_refused_when_the_amount_is_not_what_was_seen() {
    let w = world();
    let phone = w.phone();
    let mut request = phone.request().await;
    request.seen.minor -= 1;
    assert!(matches!(phone.till.pay(request).await, Err(TillError::PriceChanged)));
    w.fault("wrong-total:times=1");
    let wrong = phone.till.prepare(&draft("mug-indigo", 1)).await.expect("opens");
    assert!(!adds_up(&wrong));
    let request = PayRequest { seen: total(&wrong).expect("a total"), ..phone_request() };
    assert!(matches!(phone.till.pay(request).await, Err(TillError::TotalsMismatch)));
    w.fault("no-handler");
    let other = phone.till.prepare(&draft("mug-indigo", 1)).await.expect("opens");
    let request = PayRequest { seen: total(&other).expect("a total"), ..phone_request() };
    assert_eq!(phone.till.pay(request).await.err().map(|error| error.code()), Some(Code::PaymentUnsupported));
    assert_eq!(w.completes().len(), 0);
}

fn phone_request() -> PayRequest {
    PayRequest {
        seen: tradewind_domain::Money::zero(Currency::EUR),
        payee: String::new(),
        lines: Vec::new(),
        amount_text: String::new(),
        words: WalletWords::default(),
        credential: None,
        purchase: None,
    }
}

#[tokio::test(start_paused = true)]
async fn a_credential_that_cannot_be_sent_leaves_the_way_free() {
    let w = world();
    let phone = w.phone();
    let request = phone.request().await;
    let token = Secret::new(vec![0xff, 0xfe]);
    let credential = Credential { handler: "sandbox".into(), kind: "token".into(), token };
    assert!(phone.till.pay(PayRequest { credential: Some(credential), ..request }).await.is_err());
    assert!(!phone.till.is_pending().expect("reads"));
    phone.pay(&w, approve()).await.expect("settles");
    assert_eq!((phone.last(), w.front.orders().len()), (State::Succeeded, 1));
}

#[tokio::test(start_paused = true)]
async fn another_protocol_version_is_refused_before_any_request() {
    let w = world();
    w.fault("other-version");
    let error = w.phone().till.prepare(&draft("mug-indigo", 1)).await.err().map(|error| error.code());
    assert_eq!(error, Some(Code::UcpVersionUnsupported));
    let sent = w.net.sent.lock().expect("not poisoned");
    assert!(sent.iter().all(|(what, ..)| what == "GET /.well-known/ucp"), "{:?}", sent.len());
}

#[tokio::test(start_paused = true)]
async fn delivery_codes_and_languages_go_back_and_forth() {
    let w = world();
    let phone = w.phone();
    let mut wish = draft("mug-indigo", 1);
    let first = phone.till.prepare(&wish).await.expect("opens");
    assert_eq!(first.delivery.iter().map(|option| option.selected).collect::<Vec<_>>(), [true, false]);
    wish.selected_option = Some(first.delivery[1].id.clone());
    wish.discount_codes = vec!["WELCOME10".into()];
    let second = phone.till.prepare(&wish).await.expect("changes");
    assert_eq!(second.id, first.id);
    assert_eq!(second.delivery[1].title, "Expressversand");
    assert_eq!(total(&second).expect("a total").minor, 2190 - 219 + 1290);
    assert_eq!(second.applied_codes, ["WELCOME10"]);
    assert_eq!(second.links.len(), 2);
}

#[tokio::test(start_paused = true)]
async fn the_catalog_of_a_merchant_without_packs_is_read() {
    let w = world();
    let context = tradewind_checkout::merchant::CatalogContext {
        market: Market::parse("JP").expect("JP"),
        language: Language::parse("ja").expect("ja"),
        currency: Currency::JPY,
    };
    let page = w.merchant().search("マグ", &context, None).await.expect("found");
    assert_eq!(page.items.len(), 3);
    assert_eq!(page.items[0].offer.price.currency, Currency::JPY);
    let one =
        w.merchant().lookup(&[ItemId::parse("kilim-rust").expect("an id")], &context).await.expect("found");
    assert_eq!(
        (one.len(), one[0].group.as_ref().map(|group| group.as_str().to_owned())),
        (1, Some("kilim".to_owned()))
    );
}

#[tokio::test(start_paused = true)]
async fn every_request_is_what_the_protocol_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/ucp/schemas/shopping");
    if !folder.is_dir() {
        println!("skipped: the protocol's schemas are not beside this checkout; requests are not judged");
        return;
    }
    let w = world();
    let phone = w.phone();
    let mut wish = draft("mug-indigo", 1);
    let first = phone.till.prepare(&wish).await.expect("opens");
    wish.selected_option = Some(first.delivery[1].id.clone());
    phone.till.prepare(&wish).await.expect("changes");
    phone.pay(&w, approve()).await.expect("settles");
    let mut judged = 0;
    for (what, _, body) in
        w.net.sent.lock().expect("not poisoned").iter().filter(|(_, _, body)| !body.is_empty())
    {
        let operation = match what.as_str() {
            "POST /checkout-sessions" => "create",
            what if what.starts_with("PUT") => "update",
            _ => "complete",
        };
        judge(&folder, operation, &serde_json::from_slice(body).expect("JSON"));
        judged += 1;
    }
    assert!(judged >= 4);
    let profile = tradewind_checkout::profile::document("https://phone.example");
    let discovery = folder.join("../../discovery");
    let mut schema = ucp_schema::load_schema(&discovery.join("profile_schema.json")).expect("a schema");
    ucp_schema::bundle_refs(&mut schema, &discovery).expect("its references");
    ucp_schema::validate_against_schema(&schema, &profile).expect("a platform profile");
}

fn judge(folder: &Path, operation: &str, body: &Value) {
    let mut schema = ucp_schema::load_schema(&folder.join("checkout.json")).expect("a schema");
    ucp_schema::bundle_refs(&mut schema, folder).expect("its references");
    let options = ucp_schema::ResolveOptions::new(ucp_schema::Direction::Request, operation);
    if let Err(error) = ucp_schema::validate(&schema, body, &options) {
        unreachable!("{operation}: {error}\n{body:#}");
    }
}

#[test]
fn a_second_app_on_the_folder_is_refused_and_a_newer_file_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = FolderLock::acquire(folder.path()).expect("free");
    assert!(matches!(FolderLock::acquire(folder.path()), Err(StoreError::Locked)));
    drop(first);
    FolderLock::acquire(folder.path()).expect("free again");
    let open = |path: &Path| PersonStore::open(path, BASE, &StoreOptions::default(), Arc::new(OpenGate));
    drop(open(folder.path()).expect("opens"));
    let db: PathBuf = folder.path().join("person.sqlite");
    let newer = rusqlite::Connection::open(&db).expect("opens");
    newer.pragma_update(None, "user_version", 99).expect("written");
    drop(newer);
    let before = std::fs::read(&db).expect("there");
    assert!(matches!(open(folder.path()), Err(StoreError::TooNew)));
    assert_eq!(std::fs::read(&db).expect("there"), before);
}
