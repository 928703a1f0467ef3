//! The UCP client: Universal Commerce Protocol over REST.
//!
//! Each call is one request, sent once. Discovery is fetched once; a version we do not speak is refused before any
//! further request, because real merchants do not refuse it themselves.

use crate::dialect::Dialect;
use crate::discovery::discover;
use crate::line::Line;
use crate::negotiate::Discovered;
use crate::read::AnsweredAt;
use bytes::Bytes;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use std::sync::{Arc, Mutex};
use tradewind_commerce::{Capabilities, MerchantError};
use tradewind_domain::{Language, WebUrl, lock};
use tradewind_ports::{HttpRequest, Method, Ports};

/// A merchant behind UCP.
pub struct UcpEngine {
    pub(crate) line: Line,
    /// What the merchant can do, once it was met.
    met: Mutex<Option<Arc<Discovered>>>,
    /// Held while it is met: many calls at once ask for its profile once.
    meeting: tokio::sync::Mutex<()>,
}

impl UcpEngine {
    /// A client for the merchant at `merchant`, naming our platform profile at `profile`.
    pub fn new(merchant: WebUrl, profile: WebUrl, ports: Ports) -> Self {
        Self {
            line: Line::new(merchant, profile, ports),
            met: Mutex::default(),
            meeting: tokio::sync::Mutex::default(),
        }
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
        let answer = self.line.exchange(request).await?;
        let answer = self.line.answered(&answer);
        if answer.as_ref().is_ok_and(|(body, _)| !dialect.is_of(body)) {
            return Err(MerchantError::Garbage("ucp.version"));
        }
        if matches!(answer, Err(MerchantError::VersionUnsupported)) {
            *lock(&self.met) = None;
        }
        answer
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
            request.body = Bytes::from(body.to_string());
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
