//! Signed messages between the engine and the sandbox merchant, which has a reader and a writer of them of its own: good ones, bad
//! ones, and a key that changes.

mod sandbox;

use sandbox::{InProcess, Sandbox, unsigned};
use std::sync::{Arc, Mutex};
use tradewind_commerce::{CheckoutStatus, Engine, MerchantError};
use tradewind_contract::Setup;
use tradewind_domain::{Code, Language, Timestamp, lock};
use tradewind_ports::fakes::{NotingWallet, SeededEntropy};
use tradewind_ports::{
    BoxFuture, Clock, HttpRequest, HttpResponse, MemoryVault, NoFailPoint, Ports, SilentLog, SystemClock,
    Transport, TransportError,
};
use tradewind_storefront::{Fault, SignKind, Storefront, Version};

const ALL: [(Version, SignKind); 4] = [
    (Version::V2026_08_25, SignKind::Es256),
    (Version::V2026_08_25, SignKind::Ed25519),
    (Version::V2026_04_08, SignKind::Es256),
    (Version::V2026_04_08, SignKind::Ed25519),
];

/// Changes what is sent.
type Change = fn(&mut HttpRequest);

/// The wire to the merchant: what is sent may be changed on its way.
struct Wire {
    merchant: InProcess,
    change: Mutex<Option<Change>>,
    sent: Mutex<Vec<HttpRequest>>,
}

impl Transport for Wire {
    fn send(&self, mut request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        lock(&self.sent).push(request.clone());
        if let Some(change) = *lock(&self.change) {
            change(&mut request);
        }
        self.merchant.send(request)
    }
}

/// The machine's clock; seconds that nobody sets may be added.
#[derive(Default)]
struct Later {
    clock: SystemClock,
    seconds: Mutex<u64>,
}

impl Clock for Later {
    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    fn monotonic(&self) -> std::time::Duration {
        self.clock.monotonic() + std::time::Duration::from_secs(*lock(&self.seconds))
    }

    fn sleep(&self, period: std::time::Duration) -> BoxFuture<'static, ()> {
        self.clock.sleep(period)
    }
}

struct World {
    setup: Sandbox,
    front: Storefront,
    wire: Arc<Wire>,
    clock: Arc<Later>,
    ports: Ports,
}

fn world((version, kind): (Version, SignKind)) -> World {
    let setup = sandbox::at(version, Some(kind));
    let front = setup.front();
    let wire = Arc::new(Wire {
        merchant: InProcess(front.clone()),
        change: Mutex::default(),
        sent: Mutex::default(),
    });
    let clock = Arc::new(Later::default());
    let ports = Ports {
        transport: wire.clone(),
        clock: clock.clone(),
        entropy: Arc::new(SeededEntropy::new(1)),
        vault: Arc::new(MemoryVault::default()),
        wallet: Arc::new(NotingWallet::default()),
        hand_off: Arc::new(tradewind_ports::NoHandOffs),
        log: Arc::new(SilentLog),
        fail_point: Arc::new(NoFailPoint),
    };
    World { setup, front, wire, clock, ports }
}

impl World {
    fn engine(&self) -> Arc<dyn Engine> {
        self.setup.engine(self.ports.clone())
    }

    fn fault(&self, text: &str) {
        self.front.set_fault(Fault::parse(text).expect("well written"));
    }

    /// How often the merchant's profile was asked for.
    fn profiles(&self) -> usize {
        self.front.requests().iter().filter(|what| what.contains("/.well-known/ucp")).count()
    }

    async fn create(&self, engine: &Arc<dyn Engine>, key: &str) -> Result<(), MerchantError> {
        engine.create_checkout(&self.setup.draft(1, english()), key).await.map(|_| ())
    }
}

fn english() -> Language {
    Language::parse("en").expect("a tag")
}

#[tokio::test]
async fn a_bad_signature_has_its_code_and_an_unsigned_answer_is_taken() {
    for at in ALL {
        let w = world(at);
        let engine = w.engine();
        for (n, (fault, word)) in [
            ("other-key", Some("bad_signature")),
            ("altered-body", Some("digest_mismatch")),
            ("expired", Some("expired")),
            ("unknown-kid", Some("unknown_key")),
            ("missing", None),
        ]
        .into_iter()
        .enumerate()
        {
            w.fault(&format!("signature:as={fault}"));
            let key = format!("key-{n}");
            let answer = w.create(&engine, &key).await;
            let Some(word) = word else {
                assert_eq!(answer, Ok(()), "{at:?}: SIG-028 asks for none");
                continue;
            };
            let error = answer.expect_err(fault);
            assert_eq!(error, MerchantError::BadSignature(word), "{at:?}");
            assert_eq!(error.code(), Code::MerchantSignature);
            assert!(error.may_have_acted() && !error.is_definite());
            // It was done: the same request under its key is answered again, well signed.
            w.front.clear_fault("signature");
            assert_eq!(w.create(&engine, &key).await, Ok(()), "{at:?}");
            assert_eq!(w.front.sessions().len(), n + 1);
        }
    }
}

#[tokio::test]
async fn an_answer_that_was_spoiled_before_it_was_signed_is_judged_by_its_words() {
    let w = world(ALL[0]);
    let engine = w.engine();
    w.fault("garbage:at=create:times=1");
    assert_eq!(w.create(&engine, "a").await, Err(MerchantError::Garbage("not JSON")));
    w.fault("out-of-stock:as=refused:times=1");
    let refused = w.create(&engine, "b").await;
    assert!(matches!(refused, Err(MerchantError::Refused { .. })), "{refused:?}");
}

#[tokio::test]
async fn a_new_key_is_looked_for_once_and_an_unknown_one_once_a_minute() {
    for at in ALL {
        let w = world(at);
        let engine = w.engine();
        w.create(&engine, "a").await.expect("signed");
        let before = w.profiles();
        w.front.rotate_key();
        w.create(&engine, "b").await.expect("signed by the new key");
        w.create(&engine, "c").await.expect("which is known now");
        assert_eq!(w.profiles(), before + 1, "{at:?}");
        // Another one within the minute: it is not looked for.
        w.front.rotate_key();
        let unknown = || Err(MerchantError::BadSignature("unknown_key"));
        assert_eq!(w.create(&engine, "d").await, unknown(), "{at:?}");
        assert_eq!(w.profiles(), before + 1);
        *lock(&w.clock.seconds) += 60;
        assert_eq!(w.create(&engine, "d").await, Ok(()), "{at:?}");
        assert_eq!(w.profiles(), before + 2);
        // One that is nowhere: asked for once a minute, however many answers name it.
        *lock(&w.clock.seconds) += 60;
        w.fault("signature:as=unknown-kid");
        for _ in 0..3 {
            assert_eq!(w.create(&engine, "e").await, unknown(), "{at:?}");
        }
        assert_eq!(w.profiles(), before + 3);
    }
}

#[tokio::test]
async fn a_request_that_is_not_as_it_was_signed_is_refused_by_its_code() {
    let changes: [(Change, u16, &str); 7] = [
        (|request| request.headers.retain(|(name, _)| name != "signature"), 401, "signature_missing"),
        (|request| request.headers.retain(|(name, _)| name != "signature-input"), 401, "signature_missing"),
        (|request| request.body = [request.body.as_ref(), b" "].concat().into(), 400, "digest_mismatch"),
        (|request| replace(request, "idempotency-key", |_| "another".into()), 401, "signature_invalid"),
        (
            |request| replace(request, "signature-input", |input| input.replace(" \"@path\"", "")),
            401,
            "signature_invalid",
        ),
        (
            |request| replace(request, "signature-input", |input| input.replace("\"platform\"", "\"other\"")),
            401,
            "key_not_found",
        ),
        (|request| replace(request, "content-type", |_| "text/json".into()), 401, "signature_invalid"),
    ];
    for at in ALL {
        for (change, status, code) in changes {
            let w = world(at);
            let engine = w.engine();
            w.create(&engine, "good").await.expect("signed as it should be");
            *lock(&w.wire.change) = Some(change);
            match w.create(&engine, "bad").await {
                Err(MerchantError::Refused { status: told, messages }) => {
                    assert_eq!((told, messages[0].code.as_str()), (status, code), "{at:?}");
                }
                other => panic!("{at:?} {code}: {other:?}"),
            }
            assert_eq!(w.front.sessions().len(), 1, "{code}");
        }
    }
}

fn replace(request: &mut HttpRequest, name: &str, change: fn(&str) -> String) {
    for (_, value) in request.headers.iter_mut().filter(|(own, _)| own == name) {
        *value = change(value);
    }
}

#[tokio::test]
async fn a_platform_with_keys_must_sign_and_one_without_need_not() {
    let w = world(ALL[0]);
    let engine: Arc<dyn Engine> = Arc::new(unsigned(w.ports.clone()));
    let refused = w.create(&engine, "a").await;
    let Err(MerchantError::Refused { status: 401, messages }) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(messages[0].code, "signature_missing");
    // One that is not known beforehand, and whose profile cannot be fetched, is not held to keys that nobody knows.
    let setup = sandbox::at(Version::V2026_08_25, None);
    let front = setup.front();
    let ports = Ports { transport: Arc::new(InProcess(front)), ..w.ports.clone() };
    let engine = setup.engine(ports);
    w.create(&engine, "a").await.expect("unsigned on both sides");
}

/// A repeated request to pay: the same bytes under the same key, a signature of them each time.
#[tokio::test]
async fn a_repeated_payment_is_signed_and_pays_once() {
    for at in ALL {
        let w = world(at);
        let engine = w.engine();
        let opened = engine.create_checkout(&w.setup.draft(1, english()), "a").await.expect("opens");
        let draft = w.setup.draft(1, english());
        let ready = engine.update_checkout(&opened, &draft, "b").await.expect("is changed");
        assert_eq!(ready.status, CheckoutStatus::ReadyForComplete);
        let prepared = engine.prepare_complete(&ready, &w.setup.credential(&ready), "pay").expect("made");
        w.fault("signature:as=other-key:at=complete:times=1");
        let lost = engine.complete(&ready.id, &prepared, &english()).await;
        assert!(lost.is_err_and(|error| error.may_have_acted()), "{at:?}");
        // After a start nothing of the merchant is known; its keys are fetched for the answer.
        let engine = w.engine();
        let bought = engine.complete(&ready.id, &prepared, &english()).await.expect("bought");
        assert_eq!(bought.status, CheckoutStatus::Completed, "{at:?}");
        assert_eq!(w.front.orders().len(), 1);
        let sent = lock(&w.wire.sent);
        let pays: Vec<_> = sent.iter().filter(|one| one.url.as_str().ends_with("/complete")).collect();
        assert_eq!((pays.len(), &pays[0].body), (2, &pays[1].body));
        for request in pays {
            let has = |name: &str| request.headers.iter().any(|(own, _)| own == name);
            assert!(has("signature") && has("signature-input") && has("content-digest"));
        }
    }
}
