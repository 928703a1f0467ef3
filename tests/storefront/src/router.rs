//! From HTTP to an operation and back: the guard on the door, faults, idempotency, routes.

use crate::http::{Platform, Reply, Req};
use crate::live::{reports, routes, say, sse};
use crate::ops::complete::complete;
use crate::ops::settle::settle_due;
use crate::ops::{
    cart, catalog, checkout, deed, fields, hint, order, pay_page, postback, profile, sandbox, statics,
    surface,
};
use crate::platform::platform;
use crate::shop::{Shop, lock};
use crate::storefront::Storefront;
use crate::versions::Version;
use crate::{short_codes, sign, verify, wrong};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use futures_util::StreamExt as _;
use rusqlite::{Connection, OptionalExtension, params};
use std::sync::Arc;
use std::time::Duration;

/// How long answers are kept by key.
const KEEP_MS: i64 = 24 * 3_600_000;
/// The largest body read.
const MAX_BODY: usize = 1 << 20;
/// How often live shows are looked at.
const LOOK: Duration = Duration::from_millis(500);

impl Storefront {
    /// The merchant as an axum router: for a listener, or in process.
    pub fn router(&self) -> Router {
        Router::new().fallback(enter).with_state(self.clone())
    }

    /// Serves on a listener until `stop` completes. What is due in live shows is said meanwhile, though nobody asks.
    pub async fn serve(
        &self,
        listener: tokio::net::TcpListener,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> std::io::Result<()> {
        let shop = Arc::clone(&self.shop);
        let stopped = async move {
            if shop.live.is_none() {
                return stop.await;
            }
            let mut look = tokio::time::interval(LOOK);
            let mut stop = std::pin::pin!(stop);
            loop {
                tokio::select! {
                    () = &mut stop => break,
                    _ = look.tick() => say::tick(&shop, &shop.db()),
                }
            }
            // Streams that nobody ends would be waited for.
            if let Some(live) = &shop.live {
                live.close();
            }
        };
        axum::serve(listener, self.router()).with_graceful_shutdown(stopped).await
    }
}

async fn enter(State(front): State<Storefront>, request: Request) -> Response {
    let shop = front.shop;
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, MAX_BODY).await else {
        return finish(Reply::refuse(413, "too_large", "body too large"));
    };
    let mut request = Req {
        method: parts.method,
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().map(str::to_owned),
        headers: parts.headers,
        body,
        platform: Ok(Platform::of(Version::V2026_04_08)),
    };
    lock(&shop.log).push(format!("{} {}", request.method, request.path));
    if let Some(host) = request.header("host") {
        // A rebound name must not reach a loopback server.
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        if !matches!(name, "127.0.0.1" | "localhost" | "[::1]") {
            return finish(Reply::refuse(403, "forbidden", "loopback only"));
        }
    }
    if request.path.starts_with("/_sandbox") {
        return finish(sandbox::handle(&shop, &request));
    }
    if let Some(fault) = shop.strikes("delay", &request) {
        tokio::time::sleep(Duration::from_millis(fault.ms)).await;
    }
    if request.method == Method::GET
        && let Some((show, market)) = sse::asked(&request.path)
    {
        return sse::stream(&shop, show, market, &request.headers).unwrap_or_else(finish);
    }
    if is_ucp(&request) {
        request.platform = platform(&shop, &request);
    }
    let (request, reply) = if shop.psp.is_some() {
        match apart(&shop, request).await {
            Some(done) => done,
            None => return broken(),
        }
    } else {
        let reply = handled(&shop, &request);
        (request, reply)
    };
    if let Some(fault) = shop.strikes("delay-after", &request) {
        tokio::time::sleep(Duration::from_millis(fault.ms)).await;
    }
    match reply {
        Some(mut reply) => {
            reply.headers.push(("date", wrong::date(&shop, &request)));
            if is_ucp(&request) {
                sign::sign(&shop, &request, &mut reply);
            }
            let body = std::mem::take(&mut reply.body);
            let mut response = finish(reply);
            *response.body_mut() = if shop.strikes("cut-short", &request).is_some() {
                cut(&body)
            } else if let Some(fault) = shop.strikes("drip", &request) {
                dripping(body, Duration::from_millis(fault.ms))
            } else {
                Body::from(body)
            };
            response
        }
        None => broken(),
    }
}

/// Handles a request on a thread of its own: it may wait for the payment service provider, and others go on meanwhile. None where
/// that thread failed.
async fn apart(shop: &Arc<Shop>, request: Req) -> Option<(Req, Option<Reply>)> {
    let shop = Arc::clone(shop);
    let work = move || {
        let reply = handled(&shop, &request);
        (request, reply)
    };
    tokio::task::spawn_blocking(work).await.ok()
}

/// The answer, as the faults that are on leave it; none where the connection breaks.
fn handled(shop: &Shop, request: &Req) -> Option<Reply> {
    settle_due(shop, &shop.db());
    deed::expire_due(shop, &shop.db());
    if let Some(reply) = wrong::instead(shop, request) {
        return Some(reply);
    }
    if shop.strikes("drop-before-commit", request).is_some() {
        return None;
    }
    let mut reply = once(shop, request);
    if shop.strikes("duplicate", request).is_some() {
        reply = once(shop, request);
    }
    if shop.strikes("drop-after-commit", request).is_some() {
        return None;
    }
    Some(wrong::afterwards(shop, request, reply))
}

/// Handles a request; a write with a key that was seen gives the first answer again.
fn once(shop: &Shop, request: &Req) -> Reply {
    let writes = is_keyed_write(request);
    if is_ucp(request) {
        let platform = match &request.platform {
            Ok(platform) => platform,
            Err(refusal) => return refusal.clone(),
        };
        if shop.config.sign.is_some()
            && !platform.keys.is_empty()
            && let Some(refusal) = verify::refused(shop, request, &platform.keys)
        {
            return refusal.in_version(request.version());
        }
        if let Some(lacking) = needed(request).filter(|name| !request.has(name)) {
            let content = format!("your profile has no dev.ucp.shopping.{lacking}");
            return Reply::business("capabilities_incompatible", &content).in_version(request.version());
        }
        if request.header("request-id").is_none() {
            return Reply::refuse(400, "missing_request_id", "Request-Id is required");
        }
    }
    if !writes {
        return route(shop, request);
    }
    let Some(key) = request.header("idempotency-key").map(str::to_owned) else {
        return Reply::refuse(400, "missing_idempotency_key", "Idempotency-Key is required");
    };
    if !lock(&shop.in_flight).insert(key.clone()) {
        return Reply::refuse(409, "idempotency_in_flight", "a request with this key is being handled");
    }
    let reply = keyed(shop, request, &key);
    lock(&shop.in_flight).remove(&key);
    reply
}

fn keyed(shop: &Shop, request: &Req, key: &str) -> Reply {
    let print = blake3::hash(&[request.path.as_bytes(), b"\n", &request.body].concat()).to_hex().to_string();
    let now = shop.now();
    if let Some((same, status, body)) = kept(&shop.db(), key, now - KEEP_MS).ok().flatten() {
        if same != print {
            return Reply::refuse(409, "idempotency_conflict", "this key was used with another body");
        }
        return Reply { status, headers: vec![("content-type", "application/json".to_owned())], body };
    }
    let reply = route(shop, request);
    if reply.status < 500 {
        let sql = "INSERT OR REPLACE INTO idempotency (key, request, status, answer, created_at) VALUES (?1, ?2, ?3, ?4, ?5)";
        let row = params![key, print, reply.status, reply.body, now];
        let _ = shop.db().prepare_cached(sql).and_then(|mut keep| keep.execute(row));
    }
    reply
}

/// What was answered under a key since then: the print of its request, status and body.
fn kept(db: &Connection, key: &str, since: i64) -> rusqlite::Result<Option<(String, u16, Vec<u8>)>> {
    let sql = "SELECT request, status, answer FROM idempotency WHERE key = ?1 AND created_at > ?2";
    let mut read = db.prepare_cached(sql)?;
    read.query_row(params![key, since], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()
}

fn is_ucp(request: &Req) -> bool {
    ["/catalog/", "/carts", "/checkout-sessions", "/orders/"]
        .iter()
        .any(|start| request.path.starts_with(start))
}

/// The capability that both sides must have for what is asked.
fn needed(request: &Req) -> Option<&'static str> {
    Some(match request.place() {
        "search" => "catalog.search",
        "lookup" | "product" => "catalog.lookup",
        "cart" => "cart",
        "create" | "get" | "update" | "complete" | "cancel" => "checkout",
        "order" => "order",
        _ => return None,
    })
}

/// What is done once for each idempotency key: the seven cart and checkout writes, and reports of shows.
fn is_keyed_write(request: &Req) -> bool {
    request.method != Method::GET
        && ["/carts", "/checkout-sessions", "/live/reports"]
            .iter()
            .any(|start| request.path.starts_with(start))
}

fn route(shop: &Shop, request: &Req) -> Reply {
    let path = request.path.clone();
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    let method = request.method.as_str();
    let answer = match (method, parts.as_slice()) {
        ("GET", [".well-known", "ucp"]) => Ok(profile::root(shop, request)),
        ("GET", [".well-known", "ucp", date]) => profile::leaf(shop, request, date),
        ("GET", [".well-known", "tradewind"]) => Ok(statics::discovery(shop)),
        ("GET", [".well-known", "tradewind", "codes", code]) => Ok(short_codes::answer(shop, code)),
        ("GET", ["packs", ..]) => Ok(statics::pack(shop, request)),
        ("GET", ["live", rest @ ..]) => routes::read(shop, request, rest),
        ("POST", ["live", "reports"]) => reports::take(shop, request),
        ("GET", ["images" | "thumbs" | "models", ..]) => Ok(statics::asset(shop, request)),
        ("GET", [page @ ("p" | "o" | "terms" | "privacy"), rest @ ..]) => Ok(statics::page(shop, page, rest)),
        ("POST", ["o", page]) if page.starts_with("continue-") => {
            Ok(statics::finish(shop, page.trim_start_matches("continue-"), request))
        }
        (_, ["pay", session, secret]) => pay_page::pay(shop, request, session, secret),
        (_, ["act", session, secret]) => surface::act(shop, request, session, secret),
        (_, ["fields"]) => fields::fields(shop, request),
        ("POST", [".well-known", "skadnetwork", "report-attribution"]) => {
            postback::skadnetwork(shop, request)
        }
        ("POST", [".well-known", "appattribution", "report-attribution"]) => {
            postback::app_attribution(shop, request)
        }
        ("POST", ["psp", "webhook"]) => hint::webhook(shop, request),
        ("POST", ["catalog", "search"]) => catalog::search(shop, request),
        ("POST", ["catalog", "lookup"]) => catalog::lookup(shop, request),
        ("POST", ["catalog", "product"]) => catalog::product(shop, request),
        ("POST", ["carts"]) => cart::create(shop, request),
        ("GET", ["carts", id]) => cart::read(shop, id, request),
        ("PUT", ["carts", id]) => cart::update(shop, id, request),
        ("POST", ["carts", id, "cancel"]) => cart::cancel(shop, id, request),
        ("POST", ["checkout-sessions"]) => checkout::create(shop, request),
        ("GET", ["checkout-sessions", id]) => checkout::read(shop, id, request),
        ("PUT", ["checkout-sessions", id]) => checkout::update(shop, id, request),
        ("POST", ["checkout-sessions", id, "complete"]) => complete(shop, id, request),
        ("POST", ["checkout-sessions", id, "cancel"]) => checkout::cancel(shop, id, request),
        ("GET", ["orders", id]) => order::read(shop, id, request),
        _ => Err(Reply::refuse(404, "not_found", "no such resource")),
    };
    answer.unwrap_or_else(|refusal| refusal.in_version(request.version()))
}

/// An answer that breaks off before it began: the caller cannot know what happened.
fn broken() -> Response {
    let cut =
        futures_util::stream::once(async { Err::<Bytes, _>(std::io::Error::other("connection dropped")) });
    let mut response = Response::new(Body::from_stream(cut));
    *response.status_mut() = StatusCode::BAD_GATEWAY;
    response
}

/// The first half, and then nothing more.
fn cut(body: &[u8]) -> Body {
    let half = Bytes::copy_from_slice(&body[..body.len() / 2]);
    let parts = [Ok(half), Err(std::io::Error::other("connection dropped"))];
    Body::from_stream(futures_util::stream::iter(parts))
}

/// A tenth at a time, each after a wait.
fn dripping(body: Vec<u8>, wait: Duration) -> Body {
    let parts: Vec<Bytes> = body.chunks(body.len().div_ceil(10).max(1)).map(Bytes::copy_from_slice).collect();
    Body::from_stream(futures_util::stream::iter(parts).then(move |part| async move {
        tokio::time::sleep(wait).await;
        Ok::<_, std::io::Error>(part)
    }))
}

fn finish(reply: Reply) -> Response {
    let mut response = Response::new(Body::from(reply.body));
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in reply.headers {
        if let Ok(value) = value.parse() {
            response.headers_mut().insert(name, value);
        }
    }
    response
}
