//! The proxy between the merchant and the provider: it passes everything on, and spoils what the fault `psp` says.

use super::wire::{self, Answer, Call};
use crate::fault::Faults;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use serde_json::json;
use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::oneshot;

/// How long the provider is waited for. Longer than the merchant waits: what it gave up is carried out all the same.
const WAIT: Duration = Duration::from_secs(10);
/// The largest body passed on.
const MAX_BODY: usize = 64 * 1_024;
/// The most keys whose 5xx is repeated.
const MAX_KEPT: usize = 1_000;
/// Headers that are passed on.
const PASSED: [&str; 3] = ["authorization", "content-type", "idempotency-key"];

/// A proxy that runs until this is dropped.
pub(super) struct Proxy {
    /// Where it listens.
    pub(super) address: SocketAddr,
    /// Dropped, it ends the proxy.
    _stop: oneshot::Sender<()>,
}

struct Between {
    to: SocketAddr,
    faults: Arc<Mutex<Faults>>,
    /// Idempotency keys whose first answer was a 5xx.
    kept: Mutex<BTreeSet<String>>,
}

/// Starts a proxy on a free loopback port, on a thread of its own: the merchant's threads may all be waiting for it.
pub(super) fn start(to: SocketAddr, faults: Arc<Mutex<Faults>>) -> std::io::Result<Proxy> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let (stop, stopped) = oneshot::channel::<()>();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let between = Arc::new(Between { to, faults, kept: Mutex::default() });
    std::thread::Builder::new().name("psp-proxy".to_owned()).spawn(move || {
        runtime.block_on(async move {
            let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
            let router = Router::new().fallback(pass).with_state(between);
            tokio::select! {
                _ = std::future::IntoFuture::into_future(axum::serve(listener, router)) => {}
                _ = stopped => {}
            }
        });
        // What still waits for the provider is not waited for.
        runtime.shutdown_background();
    })?;
    Ok(Proxy { address, _stop: stop })
}

/// What a request asks for, as a fault's `at` names it.
fn place(method: &str, path: &str) -> &'static str {
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    match (method, parts.as_slice()) {
        ("POST", ["v1", "payment_methods"]) => "psp-method",
        ("POST", ["v1", "payment_intents"]) => "psp-create",
        ("POST", ["v1", "payment_intents", _, "confirm"]) => "psp-confirm",
        ("POST", ["v1", "payment_intents", _, "cancel"]) => "psp-cancel",
        ("GET", ["v1", "payment_intents"]) => "psp-find",
        ("GET", ["v1", "payment_intents", _]) => "psp-read",
        _ => "",
    }
}

async fn pass(State(between): State<Arc<Between>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, MAX_BODY).await else {
        return said(413, &json!({"error": {"message": "too large"}}));
    };
    let headers = PASSED.iter().filter_map(|name| {
        let value = parts.headers.get(*name)?.to_str().ok()?;
        Some(((*name).to_owned(), value.to_owned()))
    });
    let call = Call {
        method: parts.method.to_string(),
        path: parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
        headers: headers.collect(),
        body: body.to_vec(),
    };
    let key = call.headers.iter().find(|(name, _)| name == "idempotency-key").map(|(_, key)| key.clone());
    if key.as_ref().is_some_and(|key| lock(&between.kept).contains(key)) {
        return failed();
    }
    let place = place(&call.method, parts.uri.path());
    let Some(fault) = lock(&between.faults).strikes("psp", place, parts.uri.path()) else {
        return forward(between.to, call).await.map_or_else(broken, |answer| whole(&answer));
    };
    let wait = Duration::from_millis(fault.ms);
    match fault.kind.as_str() {
        "delay" => {
            // On its own: the merchant may hang up meanwhile, and it is passed on all the same.
            let late = tokio::spawn(later(between.to, call, wait));
            late.await.ok().flatten().map_or_else(broken, |answer| whole(&answer))
        }
        "reset" => forward(between.to, call).await.map_or_else(broken, |answer| half(&answer)),
        "lost" => {
            forward(between.to, call).await;
            broken()
        }
        "conflict" => {
            tokio::spawn(later(between.to, call, wait));
            said(409, &json!({"error": {"type": "idempotency_error", "code": "idempotency_key_in_use"}}))
        }
        "rate-limit" => {
            let mut reply = said(429, &json!({"error": {"code": "rate_limit"}}));
            reply.headers_mut().insert("retry-after", HeaderValue::from_static("1"));
            reply
        }
        _ => {
            let mut kept = lock(&between.kept);
            if kept.len() >= MAX_KEPT {
                kept.clear();
            }
            kept.extend(key);
            failed()
        }
    }
}

/// Passes a request on; none where no answer came.
async fn forward(to: SocketAddr, call: Call) -> Option<Answer> {
    tokio::task::spawn_blocking(move || wire::send(to, &call, WAIT)).await.ok()?.ok()
}

async fn later(to: SocketAddr, call: Call, wait: Duration) -> Option<Answer> {
    tokio::time::sleep(wait).await;
    forward(to, call).await
}

fn answer(status: u16, headers: &[(String, String)], body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY);
    for name in ["content-type", "retry-after"] {
        let value = headers.iter().find(|(known, _)| known == name).and_then(|(_, value)| value.parse().ok());
        if let Some(value) = value {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

fn whole(known: &Answer) -> Response {
    answer(known.status, &known.headers, Body::from(known.body.clone()))
}

fn said(status: u16, body: &serde_json::Value) -> Response {
    answer(
        status,
        &[("content-type".to_owned(), "application/json".to_owned())],
        Body::from(body.to_string()),
    )
}

fn failed() -> Response {
    said(500, &json!({"error": {"type": "api_error"}}))
}

/// Half of the body under the length of the whole, and then the connection breaks.
fn half(known: &Answer) -> Response {
    let half = Bytes::copy_from_slice(known.body.get(..known.body.len() / 2).unwrap_or_default());
    let parts = [Ok(half), Err(std::io::Error::other("reset"))];
    let mut response =
        answer(known.status, &known.headers, Body::from_stream(futures_util::stream::iter(parts)));
    response.headers_mut().insert("content-length", HeaderValue::from(known.body.len()));
    response
}

/// No answer: the connection breaks.
fn broken() -> Response {
    half(&Answer { status: 200, headers: Vec::new(), body: vec![b' '; 2] })
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
