//! The UCP client: Universal Commerce Protocol over REST.
//!
//! Each call is one request, sent once. Discovery is fetched once; a version we do not speak is refused before any
//! further request, because real merchants do not refuse it themselves.

use crate::dialect::Dialect;
use crate::discovery::discover;
use crate::line::Line;
use crate::named;
use crate::negotiate::Discovered;
use crate::read::AnsweredAt;
use crate::signed::{RequestSigner, verify_answer};
use bytes::Bytes;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tradewind_commerce::{Capabilities, MerchantError};
use tradewind_domain::{Language, WebUrl, lock};
use tradewind_ports::{HttpRequest, HttpResponse, Method, Ports};
use tradewind_signatures::{SignatureError, is_signed};

/// A merchant behind UCP.
pub struct UcpEngine {
    pub(crate) line: Line,
    /// What the merchant can do, once it was met.
    met: Mutex<Option<Arc<Discovered>>>,
    /// Held while it is met: many calls at once ask for its profile once.
    meeting: tokio::sync::Mutex<()>,
    /// When the merchant's keys were last looked for anew, by the clock that nobody sets.
    keys_sought: Mutex<Option<Duration>>,
}

/// How often the keys are looked for anew at most (2026-08-25, overview, "Fetching" 6).
const KEYS_REST: Duration = Duration::from_secs(60);

impl UcpEngine {
    /// A client for the merchant at `merchant`, naming our platform profile at `profile`.
    pub fn new(merchant: WebUrl, profile: WebUrl, ports: Ports) -> Self {
        Self {
            line: Line::new(merchant, profile, ports),
            met: Mutex::default(),
            meeting: tokio::sync::Mutex::default(),
            keys_sought: Mutex::default(),
        }
    }

    /// With one who signs its requests.
    #[must_use]
    pub fn signing(mut self, signer: Arc<dyn RequestSigner>) -> Self {
        self.line.signer = Some(signer);
        self
    }

    /// With origins beside the merchant's own at which checkouts may run without being shown.
    #[must_use]
    pub fn allowing(mut self, origins: Vec<WebUrl>) -> Self {
        self.line.allowed = origins;
        self
    }

    /// What the merchant can do; asked for where it is not known.
    pub(crate) async fn discovered(&self) -> Result<Arc<Discovered>, MerchantError> {
        let _alone = self.meeting.lock().await;
        if let Some(met) = self.met() {
            return Ok(met);
        }
        let met = Arc::new(discover(&self.line).await?);
        *lock(&self.met) = Some(met.clone());
        Ok(met)
    }

    /// What was discovered, if anything was.
    pub(crate) fn met(&self) -> Option<Arc<Discovered>> {
        lock(&self.met).clone()
    }

    /// The answer to `request`, which is of this version. A merchant that does not speak it any more is met anew by the next
    /// call.
    pub(crate) async fn asked(
        &self,
        request: HttpRequest,
        dialect: &dyn Dialect,
    ) -> Result<(Value, AnsweredAt), MerchantError> {
        let answer = self.line.answered(&self.vouched(request).await?);
        if answer.as_ref().is_ok_and(|(body, _)| !dialect.is_of(body)) {
            return Err(MerchantError::Garbage("ucp.version"));
        }
        if matches!(answer, Err(MerchantError::VersionUnsupported)) {
            *lock(&self.met) = None;
        }
        answer
    }

    /// The answer to `request`, whatever its status; one that claims to be signed is.
    pub(crate) async fn vouched(&self, mut request: HttpRequest) -> Result<HttpResponse, MerchantError> {
        if self.met().is_some_and(|met| !met.keys.is_empty()) {
            // A digest is of the bytes as they were sent; ours are unpacked on the way.
            request = request.header("accept-encoding", "identity");
        }
        let (sent, answer) = self.line.exchange(request).await?;
        self.vouch(&sent, &answer).await?;
        Ok(answer)
    }

    /// Refuses an answer that claims to be signed and is not signed by the merchant. One that carries no signature is taken, for a
    /// merchant that publishes keys need not sign its answers (SIG-028, SIG-029); one of a merchant without keys has none to be
    /// held against.
    async fn vouch(&self, sent: &HttpRequest, answer: &HttpResponse) -> Result<(), MerchantError> {
        if !is_signed(&answer.headers) {
            return Ok(());
        }
        // A payment that is repeated after a start is sent before the merchant was met. Whatever keeps us from its keys now, the
        // request has been sent.
        let met = self.discovered().await.map_err(|_| MerchantError::BadSignature("no_keys"))?;
        if met.keys.is_empty() {
            return Ok(());
        }
        let now = self.line.answered_at(answer).merchant;
        let verified = match verify_answer(sent, answer, &met.keys, now) {
            Err(SignatureError::UnknownKey) => match self.met_anew(&met).await {
                Some(met) => verify_answer(sent, answer, &met.keys, now),
                None => Err(SignatureError::UnknownKey),
            },
            verified => verified,
        };
        verified.map_err(|error| MerchantError::BadSignature(error.kind()))
    }

    /// The merchant, met anew for the sake of a key that is not known yet; none where that was just done, or cannot be done.
    pub(crate) async fn met_anew(&self, known: &Arc<Discovered>) -> Option<Arc<Discovered>> {
        let _alone = self.meeting.lock().await;
        if let Some(met) = self.met().filter(|met| !Arc::ptr_eq(met, known)) {
            return Some(met);
        }
        let now = self.line.ports.clock.monotonic();
        {
            let mut sought = lock(&self.keys_sought);
            if sought.is_some_and(|then| now.saturating_sub(then) < KEYS_REST) {
                return None;
            }
            *sought = Some(now);
        }
        let met = Arc::new(discover(&self.line).await.ok()?);
        *lock(&self.met) = Some(met.clone());
        Some(met)
    }

    pub(crate) async fn call(
        &self,
        met: &Discovered,
        call: Call<'_>,
        has: impl Fn(&Capabilities) -> bool,
    ) -> Result<(Value, AnsweredAt), MerchantError> {
        if !has(&met.capabilities) {
            return Err(MerchantError::CapabilityMissing);
        }
        let url = endpoint(&met.endpoint, call.path)?;
        let mut request =
            self.line.headed(HttpRequest::new(call.method, url), met.dialect, Some(call.language));
        if let Some(key) = call.key {
            request = request.header("idempotency-key", key);
        }
        if let Some(body) = call.body {
            request = request.header("content-type", "application/json");
            request.body = Bytes::from(named::text(&body));
        }
        self.asked(request, met.dialect).await
    }
}

/// `path` below the endpoint, which may or may not end with a slash.
pub(crate) fn endpoint(base: &WebUrl, path: &str) -> Result<WebUrl, MerchantError> {
    WebUrl::parse(&format!("{}{path}", base.as_str().trim_end_matches('/')))
        .map_err(|_| MerchantError::Insecure)
}

/// What of an id is written in hex: all but the unreserved characters of RFC 3986, 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// One path segment made of an id from outside.
pub(crate) fn segment(id: &str) -> String {
    let out = utf8_percent_encode(id, RESERVED).to_string();
    // `.` and `..` would climb.
    if out.chars().all(|c| c == '.') { out.replace('.', "%2E") } else { out }
}

/// One call below the endpoint.
pub(crate) struct Call<'a> {
    method: Method,
    path: &'a str,
    language: &'a Language,
    key: Option<&'a str>,
    body: Option<Value>,
}

impl<'a> Call<'a> {
    pub(crate) fn get(path: &'a str, language: &'a Language) -> Self {
        Self { method: Method::Get, path, language, key: None, body: None }
    }

    pub(crate) fn post(path: &'a str, language: &'a Language) -> Self {
        Self { method: Method::Post, ..Self::get(path, language) }
    }

    pub(crate) fn put(path: &'a str, language: &'a Language) -> Self {
        Self { method: Method::Put, ..Self::get(path, language) }
    }

    pub(crate) fn key(self, key: &'a str) -> Self {
        Self { key: Some(key), ..self }
    }

    pub(crate) fn body(self, body: Value) -> Self {
        Self { body: Some(body), ..self }
    }
}
