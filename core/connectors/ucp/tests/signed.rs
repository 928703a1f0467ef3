//! What a signature of an answer has to say, at a merchant that a test writes itself: bound to its request where it says so, keys of
//! unknown kinds beside a known one, a merchant that cannot be asked for its keys.

mod host;

use host::{NEW, credential, draft, english, profile, session, shop};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use tradewind_commerce::{CheckoutEngine, Engine, MerchantError};
use tradewind_connector_ucp::{SigningKey, UcpEngine};
use tradewind_domain::{Timestamp, lock};
use tradewind_ports::{BoxFuture, Clock, HttpRequest, HttpResponse, SystemClock, Transport, TransportError};
use tradewind_signatures::{Cover, Message, Parameters, Request, Response, sign};

const ROOT: &str = "GET /.well-known/ucp";

/// How an answer is signed, when all is said.
type Signs = Box<dyn Fn(&HttpRequest, &HttpResponse) -> Vec<(String, String)> + Send + Sync>;

/// A merchant's host whose answers are signed.
struct Signing {
    inner: Arc<host::Host>,
    signs: Mutex<Option<Signs>>,
    sent: Mutex<Vec<HttpRequest>>,
}

impl Transport for Signing {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            lock(&self.sent).push(request.clone());
            let mut answer = self.inner.send(request.clone()).await?;
            answer.headers.push(("content-type".to_owned(), "application/json".to_owned()));
            if let Some(signs) = &*lock(&self.signs) {
                let fields = signs(&request, &answer);
                answer.headers.extend(fields);
            }
            Ok(answer)
        })
    }
}

fn key() -> SigningKey {
    SigningKey::es256(Some("m1"), &[9; 32]).expect("a key")
}

/// Signs what `cover` names, with the request as it is given to the signature.
fn signed_by(key: SigningKey, cover: &'static [&'static str], path: Option<&'static str>) -> Signs {
    Box::new(move |request, answer| {
        let url = match path {
            Some(path) => request.url.join(path).expect("an address"),
            None => request.url.clone(),
        };
        let to = Request {
            method: request.method.as_str(),
            url: &url,
            headers: &request.headers,
            body: &request.body,
        };
        let of = Response { status: answer.status, headers: &answer.headers, body: &answer.body };
        let now = SystemClock::new().now();
        let with = Parameters { cover: Cover::These(cover), ..Parameters::ucp(now) };
        sign(&Message::Response(of, Some(to)), &key, &with).expect("signs")
    })
}

const WHOLE: &[&str] = &["@status", "content-digest", "content-type"];
const BOUND: &[&str] = &["@status", "content-digest", "content-type", "@method;req", "@path;req"];

/// A merchant that publishes these keys.
fn merchant(keys: Value) -> (Arc<Signing>, UcpEngine, Arc<host::Host>) {
    let (inner, _) = shop();
    let mut root = profile(NEW);
    root["keys"] = keys;
    inner.says(ROOT, 200, root);
    inner.says("POST /2026-08-25/checkout-sessions", 201, session(NEW));
    let net = Arc::new(Signing { inner: inner.clone(), signs: Mutex::default(), sent: Mutex::default() });
    let engine = host::engine_over(net.clone());
    (net, engine, inner)
}

#[tokio::test]
async fn what_a_signature_covers_of_the_request_is_held_to_it() {
    let (net, engine, _) = merchant(json!([key().to_jwk()]));
    for (cover, path, wanted) in [
        (WHOLE, None, Ok(())),
        (BOUND, None, Ok(())),
        // An answer to another request, which says so.
        (BOUND, Some("/2026-08-25/checkout-sessions/c-2"), Err(MerchantError::BadSignature("bad_signature"))),
        // Its body is not covered, or its status.
        (&["@status", "content-type"], None, Err(MerchantError::BadSignature("not_covered"))),
        (&["content-digest", "content-type"], None, Err(MerchantError::BadSignature("not_covered"))),
    ] {
        *lock(&net.signs) = Some(signed_by(key(), cover, path));
        let answer = engine.create_checkout(&draft(), "key").await.map(|_| ());
        assert_eq!(answer, wanted, "{cover:?} {path:?}");
    }
    // Half of a signature is a bad one.
    for kept in ["signature", "signature-input"] {
        *lock(&net.signs) = Some(Box::new(move |request, answer| {
            let mut fields = signed_by(key(), WHOLE, None)(request, answer);
            fields.retain(|(name, _)| name == kept || name == "content-digest");
            fields
        }));
        let answer = engine.create_checkout(&draft(), "key").await.map(|_| ());
        assert_eq!(answer, Err(MerchantError::BadSignature("no_signature")), "{kept}");
    }
    // What is signed comes as it was sent, not packed.
    let sent = lock(&net.sent);
    let unpacked = |one: &&HttpRequest| one.headers.iter().any(|field| field.0 == "accept-encoding");
    assert_eq!(sent.iter().filter(unpacked).count(), sent.len() - 1, "all but the profile");
}

#[tokio::test]
async fn keys_of_unknown_kinds_make_no_other_unusable_and_no_key_makes_an_answer_unsigned() {
    let rsa = json!({"kid": "r1", "kty": "RSA", "n": "AQAB", "e": "AQAB"});
    let (net, engine, _) = merchant(json!([rsa, key().to_jwk()]));
    *lock(&net.signs) = Some(signed_by(key(), WHOLE, None));
    assert!(engine.create_checkout(&draft(), "key").await.is_ok(), "SIG-042");
    let by_rsa = SigningKey::es256(Some("r1"), &[9; 32]).expect("a key");
    *lock(&net.signs) = Some(signed_by(by_rsa, WHOLE, None));
    let answer = engine.create_checkout(&draft(), "key").await.map(|_| ());
    assert_eq!(answer, Err(MerchantError::BadSignature("unsupported_algorithm")));
    // A merchant without keys has nothing to be held to.
    for none in [Value::Null, json!([])] {
        let (net, engine, _) = merchant(none);
        *lock(&net.signs) = Some(signed_by(key(), WHOLE, None));
        assert!(engine.create_checkout(&draft(), "key").await.is_ok());
    }
    let (_, engine, _) = merchant(json!({"keys": []}));
    assert_eq!(engine.capabilities().await.err(), Some(MerchantError::Garbage("profile.keys")));
}

#[tokio::test]
async fn a_payment_whose_answer_cannot_be_verified_may_have_been_made() {
    let (net, engine_before, inner) = merchant(json!([key().to_jwk()]));
    let opened = engine_before.create_checkout(&draft(), "key").await.expect("unsigned answers are taken");
    let prepared = engine_before.prepare_complete(&opened, &credential(), "pay").expect("made");
    let mut bought = session(NEW);
    bought["status"] = json!("completed");
    bought["order"] = json!({"id": "o-1"});
    inner.says("POST /2026-08-25/checkout-sessions/c-1/complete", 200, bought);
    *lock(&net.signs) = Some(signed_by(key(), WHOLE, None));
    // After a start, at a merchant whose profile does not come: the request was sent all the same.
    inner.says(ROOT, 503, Value::Null);
    let engine = host::engine_over(net.clone());
    let answer = engine.complete(&opened.id, &prepared, &english()).await;
    let error = answer.expect_err("its keys are not known");
    assert_eq!(error, MerchantError::BadSignature("no_keys"));
    assert!(error.may_have_acted() && !error.is_definite());
    let mut root = profile(NEW);
    root["keys"] = json!([key().to_jwk()]);
    inner.says(ROOT, 200, root);
    assert!(engine.complete(&opened.id, &prepared, &english()).await.is_ok());
}

/// A signer that cannot sign.
struct Broken;

impl tradewind_connector_ucp::RequestSigner for Broken {
    fn sign(
        &self,
        _: &HttpRequest,
        _: Timestamp,
    ) -> Result<Vec<(String, String)>, tradewind_connector_ucp::SignatureError> {
        Err(tradewind_connector_ucp::SignatureError::UnsupportedAlgorithm)
    }

    fn public_keys(&self) -> Vec<Value> {
        Vec::new()
    }
}

#[tokio::test]
async fn what_cannot_be_signed_is_not_sent() {
    let (net, engine, _) = merchant(Value::Null);
    let answer = engine.signing(Arc::new(Broken)).create_checkout(&draft(), "key").await.map(|_| ());
    assert_eq!(answer, Err(MerchantError::CannotSign));
    assert!(!MerchantError::CannotSign.may_have_acted() && lock(&net.sent).is_empty());
}
