//! The merchant's router as a transport, with a seed between: requests and answers get lost, late, doubled, swapped for
//! those of others.

mod lies;

pub use lies::{LIES, Lie};

use axum::Router;
use axum::body::Body;
use bytes::Bytes;
use lies::{edited, foreign, plain};
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tower::ServiceExt;
use tradewind_domain::lock;
use tradewind_ports::fakes::SeededEntropy;
use tradewind_ports::{BoxFuture, HttpRequest, HttpResponse, Transport, TransportError};
use tradewind_storefront::Storefront;

/// What went over the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Method and path.
    pub what: String,
    /// Idempotency key; empty if none.
    pub key: String,
    /// Body.
    pub body: Bytes,
}

/// Called with each request before it leaves.
pub type Watch = Box<dyn Fn(&Sent) + Send + Sync>;

/// The merchant's router as a [`tradewind_ports::Transport`] that loses, delays and swaps, as its seed says.
pub struct Wire {
    router: Router,
    dice: Arc<SeededEntropy>,
    /// One in so many requests is disturbed; 0 for none.
    trouble: u64,
    calm: AtomicBool,
    silent: AtomicBool,
    /// Everything sent so far.
    pub sent: Mutex<Vec<Sent>>,
    in_flight: Mutex<Vec<String>>,
    /// How often each disturbance was met, by its name.
    met: Mutex<BTreeMap<&'static str, u64>>,
    /// The last whole answer to each question, for a cache that is stale.
    last: Mutex<BTreeMap<String, HttpResponse>>,
    /// Whether two requests about one checkout were ever under way at once.
    pub crossed: AtomicBool,
    watch: Mutex<Option<Watch>>,
}

impl Wire {
    /// A wire to `front` that disturbs one in `trouble` requests.
    pub fn new(front: Storefront, dice: Arc<SeededEntropy>, trouble: u64) -> Self {
        Self {
            router: front.router(),
            dice,
            trouble,
            calm: AtomicBool::new(false),
            silent: AtomicBool::new(false),
            sent: Mutex::default(),
            in_flight: Mutex::default(),
            met: Mutex::default(),
            last: Mutex::default(),
            crossed: AtomicBool::new(false),
            watch: Mutex::default(),
        }
    }

    /// Whether from now on nothing is disturbed.
    pub fn set_calm(&self, calm: bool) {
        self.calm.store(calm, Ordering::SeqCst);
    }

    /// Whether from now on nothing arrives, and nothing is answered.
    pub fn set_silent(&self, silent: bool) {
        self.silent.store(silent, Ordering::SeqCst);
    }

    /// Looks at each request before it leaves.
    pub fn watch(&self, watch: Watch) {
        *lock(&self.watch) = Some(watch);
    }

    /// The process ended: what it had under way is nobody's any more.
    pub fn forget_in_flight(&self) {
        lock(&self.in_flight).clear();
    }

    /// The Completes sent so far.
    pub fn completes(&self) -> Vec<Sent> {
        lock(&self.sent).iter().filter(|sent| sent.what.ends_with("/complete")).cloned().collect()
    }

    /// Disturbances met so far, with how often.
    pub fn met(&self) -> BTreeMap<&'static str, u64> {
        lock(&self.met).clone()
    }

    async fn carry(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        if self.silent.load(Ordering::SeqCst) {
            tokio::time::sleep(request.timeout).await;
            return Err(TransportError::Timeout);
        }
        let calm = self.calm.load(Ordering::SeqCst) || self.trouble == 0;
        if calm || self.dice.below(self.trouble) != 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
            let what = format!("{} {}", request.method.as_str(), request.url.url().path());
            let answer = deliver(self.router.clone(), request).await?;
            lock(&self.last).insert(what, answer.clone());
            return Ok(answer);
        }
        let kinds = 5 + u64::try_from(LIES.len()).unwrap_or(0);
        let dice = self.dice.below(kinds);
        let name = match dice {
            0 => "lost on the way there",
            1 => "lost on the way back",
            2 => "late",
            3 => "doubled",
            4 => "refused before it was sent",
            lie => LIES[usize::try_from(lie - 5).unwrap_or(0)].name(),
        };
        *lock(&self.met).entry(name).or_default() += 1;
        if let Some(lie) = usize::try_from(dice).ok().and_then(|dice| LIES.get(dice.checked_sub(5)?)) {
            return self.lie(*lie, request).await;
        }
        match dice {
            // Lost on the way there.
            0 => Err(TransportError::Broken),
            // Lost on the way back.
            1 => {
                deliver(self.router.clone(), request).await?;
                Err(TransportError::Broken)
            }
            // Late, perhaps too late: it arrives all the same, after others (reordered).
            2 => {
                let late = Duration::from_millis(200 + self.dice.below(14_000));
                let (router, timeout) = (self.router.clone(), request.timeout);
                let on_its_way = tokio::spawn(async move {
                    tokio::time::sleep(late).await;
                    deliver(router, request).await
                });
                match tokio::time::timeout(timeout, on_its_way).await {
                    Ok(Ok(answer)) => answer,
                    Ok(Err(_)) => Err(TransportError::Broken),
                    Err(_) => Err(TransportError::Timeout),
                }
            }
            // Doubled by something between.
            3 => {
                let first = deliver(self.router.clone(), request.clone()).await;
                let _ = deliver(self.router.clone(), request).await;
                first
            }
            // Refused before it was sent.
            _ => Err(TransportError::Offline),
        }
    }
}

impl Wire {
    async fn lie(&self, lie: Lie, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        let path = request.url.url().path().to_owned();
        let is_session = path.starts_with("/checkout-sessions/");
        let what = format!("{} {path}", request.method.as_str());
        let router = self.router.clone();
        match lie {
            Lie::Renamed | Lie::Canceled | Lie::Completed if is_session => {
                let answer = deliver(router, request).await?;
                Ok(edited(answer, |body| foreign(body, lie)))
            }
            Lie::Stale if is_session && request.method.as_str() == "GET" => {
                let kept = lock(&self.last).get(&what).cloned();
                match kept {
                    Some(kept) => Ok(kept),
                    None => deliver(router, request).await,
                }
            }
            Lie::NotFound if is_session => Ok(plain(404, None)),
            Lie::Busy => Ok(plain(429, Some("3600"))),
            Lie::BusyAfter => {
                deliver(router, request).await?;
                Ok(plain(429, Some("3600")))
            }
            Lie::TakenWithoutAWord if path.ends_with("/complete") => {
                let before =
                    lock(&self.last).get(&format!("GET {}", path.trim_end_matches("/complete"))).cloned();
                let Some(before) = before else { return deliver(router, request).await };
                tokio::spawn(async move {
                    tokio::time::sleep(Duration::from_secs(2)).await;
                    deliver(router, request).await
                });
                Ok(edited(before, |body| body["messages"] = json!([])))
            }
            Lie::Date => {
                let mut answer = deliver(router, request).await?;
                answer.headers.push(("date".to_owned(), "Tue, 24 Nov 2026 20:00:00 GMT".to_owned()));
                Ok(answer)
            }
            _ => deliver(router, request).await,
        }
    }
}

impl Transport for Wire {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            let path = request.url.url().path().to_owned();
            let key = request.headers.iter().find(|(name, _)| name == "idempotency-key");
            let sent = Sent {
                what: format!("{} {path}", request.method.as_str()),
                key: key.map(|(_, value)| value.clone()).unwrap_or_default(),
                body: request.body.clone(),
            };
            if let Some(watch) = &*lock(&self.watch) {
                watch(&sent);
            }
            lock(&self.sent).push(sent);
            let checkout = path
                .strip_prefix("/checkout-sessions/")
                .map(|rest| rest.split('/').next().unwrap_or_default().to_owned());
            let _under_way = checkout.map(|id| UnderWay::begin(self, id));
            self.carry(request).await
        })
    }
}

/// A request about a checkout, from its start to its answer as the phone sees it.
struct UnderWay<'a> {
    wire: &'a Wire,
    checkout: String,
}

impl<'a> UnderWay<'a> {
    fn begin(wire: &'a Wire, checkout: String) -> Self {
        let mut all = lock(&wire.in_flight);
        if all.contains(&checkout) {
            wire.crossed.store(true, Ordering::SeqCst);
        }
        all.push(checkout.clone());
        drop(all);
        Self { wire, checkout }
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        let mut all = lock(&self.wire.in_flight);
        if let Some(at) = all.iter().position(|one| *one == self.checkout) {
            all.remove(at);
        }
    }
}

/// Hands a request to the merchant and reads the whole answer.
async fn deliver(router: Router, request: HttpRequest) -> Result<HttpResponse, TransportError> {
    let mut builder =
        axum::http::Request::builder().method(request.method.as_str()).uri(request.url.url().path());
    for (name, value) in &request.headers {
        builder = builder.header(name, value);
    }
    let http = builder.body(Body::from(request.body)).map_err(|_| TransportError::Broken)?;
    let answer = router.oneshot(http).await.map_err(|_| TransportError::Broken)?;
    let status = answer.status().as_u16();
    let headers = answer
        .headers()
        .iter()
        .filter_map(|(name, value)| Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned())))
        .collect();
    let body = axum::body::to_bytes(answer.into_body(), 4 << 20).await.map_err(|_| TransportError::Broken)?;
    Ok(HttpResponse { status, headers, body })
}
