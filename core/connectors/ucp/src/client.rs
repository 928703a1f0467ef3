//! The UCP client: Universal Commerce Protocol v2026-04-08 over REST.
//!
//! Each call is one request, sent once. Discovery is fetched once; a version we do not speak is refused before any
//! further request, because real merchants do not refuse it themselves.

use crate::read::{AnsweredAt, Discovered};
use crate::{named, read, write};
use bytes::Bytes;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use std::sync::Arc;
use tokio::sync::OnceCell;
use tradewind_commerce::{
    Answer, Capabilities, Checkout, CheckoutDraft, CheckoutEngine, Credential, Engine, Idempotency,
    MerchantError, OrderEngine, PreparedRequest,
};
use tradewind_domain::{CheckoutId, Language, Order, OrderId, Timestamp, WebUrl};
use tradewind_ports::{HttpRequest, HttpResponse, Method, Patient, Ports, Secret, VaultError};

/// A merchant behind UCP.
pub struct UcpEngine {
    pub(crate) merchant: WebUrl,
    profile: WebUrl,
    ports: Ports,
    /// Origins beside the merchant's own at which checkouts may run unseen.
    allowed: Vec<WebUrl>,
    discovered: OnceCell<Discovered>,
}

impl UcpEngine {
    /// A client for the merchant at `merchant`, naming our platform profile at `profile`.
    pub fn new(merchant: WebUrl, profile: WebUrl, mut ports: Ports) -> Self {
        ports.vault = Arc::new(Patient::new(ports.vault));
        Self { merchant, profile, ports, allowed: Vec::new(), discovered: OnceCell::new() }
    }

    /// With origins beside the merchant's own at which checkouts may run without being shown.
    #[must_use]
    pub fn allowing(mut self, origins: Vec<WebUrl>) -> Self {
        self.allowed = origins;
        self
    }

    async fn discovered(&self) -> Result<&Discovered, MerchantError> {
        self.discovered.get_or_try_init(|| self.discover()).await
    }

    async fn discover(&self) -> Result<Discovered, MerchantError> {
        let url = self.merchant.join("/.well-known/ucp").map_err(|_| MerchantError::Insecure)?;
        let profile = self.profile_at(&url).await?;
        let discovered = match read::discovery(&profile, &self.merchant)? {
            read::Negotiated::Speaks(discovered) => discovered,
            // A profile of our version, named by the merchant's current one: a leaf, which names no further ones.
            read::Negotiated::Elsewhere(leaf) => {
                match read::discovery(&self.profile_at(&leaf).await?, &self.merchant)? {
                    read::Negotiated::Speaks(discovered) => discovered,
                    read::Negotiated::Elsewhere(_) => return Err(MerchantError::VersionUnsupported),
                }
            }
        };
        self.pinned(discovered)
    }

    /// An endpoint on another origin is taken once, and only that one from then on: whoever can answer for the merchant's host
    /// tomorrow cannot send buyers elsewhere.
    fn pinned(&self, mut discovered: Discovered) -> Result<Discovered, MerchantError> {
        let host = named::foreign_host(&discovered.endpoint, &self.merchant, &self.allowed);
        if host.is_some() && discovered.endpoint.is_loopback() {
            // Another program on this machine is no host that could be shown and known.
            return Err(MerchantError::Insecure);
        }
        if host.is_some() {
            let (name, origin) = (self.endpoint_name(), discovered.endpoint.origin());
            match self.ports.vault.read(&name) {
                Ok(Some(pin)) if pin.expose_str() == Some(origin.as_str()) => {}
                Ok(None) if self.ports.vault.write(&name, &Secret::new(origin)).is_ok() => {}
                _ => return Err(MerchantError::Insecure),
            }
        }
        discovered.capabilities.endpoint_host = host;
        Ok(discovered)
    }

    /// Name of the pinned endpoint in the vault.
    fn endpoint_name(&self) -> String {
        format!("ucp-endpoint/{}", self.merchant.origin())
    }

    async fn profile_at(&self, url: &WebUrl) -> Result<Value, MerchantError> {
        // A profile has no words for a person: it is asked for in no language.
        let request = self.headed(HttpRequest::new(Method::Get, url.clone()), None);
        let answer = self.exchange(request).await?;
        match answer.status {
            200 => named::json(&answer.body).ok_or(MerchantError::Garbage("profile is not JSON")),
            _ => Err(refusal(&answer, self.now())),
        }
    }

    pub(crate) async fn call(
        &self,
        call: Call<'_>,
        has: impl Fn(&Capabilities) -> bool,
    ) -> Result<(Value, AnsweredAt), MerchantError> {
        let discovered = self.discovered().await?;
        if !has(&discovered.capabilities) {
            return Err(MerchantError::CapabilityMissing);
        }
        let url = endpoint(&discovered.endpoint, call.path)?;
        let mut request = self.headed(HttpRequest::new(call.method, url), Some(call.language));
        if let Some(key) = call.key {
            request = request.header("idempotency-key", key);
        }
        if let Some(body) = call.body {
            request = request.header("content-type", "application/json");
            request.body = Bytes::from(body.to_string());
        }
        self.answered(&self.exchange(request).await?)
    }

    /// The body of a good answer, without addresses that lead to a private place, and when it was given.
    fn answered(&self, answer: &HttpResponse) -> Result<(Value, AnsweredAt), MerchantError> {
        let body = named::cleaned(accepted(answer, self.now())?, &self.merchant);
        Ok((body, self.answered_at(answer)))
    }

    fn answered_at(&self, answer: &HttpResponse) -> AnsweredAt {
        let phone = self.now();
        // A `Date` has whole seconds: less than two of difference are none.
        let date = answer.date();
        let merchant = date.filter(|date| date.0.abs_diff(phone.0) >= 2_000).unwrap_or(phone);
        AnsweredAt { merchant, phone, dated: date.is_some() }
    }

    fn headed(&self, request: HttpRequest, language: Option<&Language>) -> HttpRequest {
        let request = request
            .header("ucp-agent", format!("profile=\"{}\"", self.profile))
            .header("request-id", self.ports.entropy.uuid())
            .header("accept", "application/json");
        match language {
            Some(language) => request.header("accept-language", language.as_str()),
            None => request,
        }
    }

    async fn exchange(&self, request: HttpRequest) -> Result<HttpResponse, MerchantError> {
        self.ports.fail_point.pass("ucp.request.before");
        let answer = self.ports.transport.send(request).await;
        self.ports.fail_point.pass("ucp.answer.after");
        Ok(answer?)
    }

    fn now(&self) -> Timestamp {
        self.ports.clock.now()
    }
}

/// Reads bytes as each answer there is, for those who throw any bytes at it: the name of the first kind that they are.
pub fn any_answer(bytes: &[u8], merchant: &WebUrl, now: Timestamp) -> &'static str {
    let Some(body) = named::json(bytes) else { return "not JSON" };
    let body = named::cleaned(body, merchant);
    let order = body["id"].as_str().and_then(|id| OrderId::parse(id).ok());
    let kinds = [
        ("profile", read::discovery(&body, merchant).is_ok()),
        (
            "checkout",
            read::checkout(&body, None, AnsweredAt { merchant: now, phone: now, dated: false }).is_ok(),
        ),
        ("order", order.is_some_and(|id| read::order(&body, &id, now).is_ok())),
        ("page", read::catalog_page(&body, merchant).is_ok()),
        ("messages", !read::messages(&body).is_empty()),
    ];
    kinds.into_iter().find(|(_, read)| *read).map_or("garbage", |(kind, _)| kind)
}

/// `path` below the endpoint, which may or may not end with a slash.
fn endpoint(base: &WebUrl, path: &str) -> Result<WebUrl, MerchantError> {
    WebUrl::parse(&format!("{}{path}", base.as_str().trim_end_matches('/')))
        .map_err(|_| MerchantError::Insecure)
}

/// What of an id is written in hex: all but the unreserved characters of RFC 3986, 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// One path segment made of an id from outside.
fn segment(id: &str) -> String {
    let out = utf8_percent_encode(id, RESERVED).to_string();
    // `.` and `..` would climb.
    if out.chars().all(|c| c == '.') { out.replace('.', "%2E") } else { out }
}

/// A good answer's body, or the error it amounts to.
fn accepted(answer: &HttpResponse, now: Timestamp) -> Result<Value, MerchantError> {
    if !(200..300).contains(&answer.status) {
        return Err(refusal(answer, now));
    }
    let body = named::json(&answer.body).ok_or(MerchantError::Garbage("not JSON"))?;
    if !body.is_object() {
        return Err(MerchantError::Garbage("not an object"));
    }
    if body["ucp"]["status"] == "error" {
        let messages = read::messages(&body);
        return Err(match messages.iter().any(|message| message.code == "not_found") {
            true => MerchantError::NotFound,
            false => MerchantError::Refused { status: answer.status, messages },
        });
    }
    Ok(body)
}

fn refusal(answer: &HttpResponse, now: Timestamp) -> MerchantError {
    let body = named::json(&answer.body).unwrap_or_default();
    let messages = read::messages(&body);
    let unsupported = messages.iter().any(|message| message.code == "version_unsupported");
    match answer.status {
        404 | 410 => MerchantError::NotFound,
        409 => MerchantError::Conflict,
        422 if unsupported => MerchantError::VersionUnsupported,
        429 | 503 if let Some(retry_after) = answer.retry_after(now) => MerchantError::Busy { retry_after },
        status @ 400..=499 => MerchantError::Refused { status, messages },
        300..=399 => MerchantError::Garbage("redirect"),
        status => MerchantError::Failed { status },
    }
}

impl Engine for UcpEngine {
    fn capabilities(&self) -> Answer<'_, Capabilities> {
        Box::pin(async { Ok(self.discovered().await?.capabilities.clone()) })
    }

    fn forget_endpoint(&self) -> Result<(), VaultError> {
        self.ports.vault.remove(&self.endpoint_name())
    }
}

impl CheckoutEngine for UcpEngine {
    /// UCP 2026-04-08, idempotency: keys are kept for at least a day.
    fn idempotency(&self) -> Idempotency {
        Idempotency::ByKey
    }

    fn create_checkout<'a>(&'a self, draft: &'a CheckoutDraft, key: &'a str) -> Answer<'a, Checkout> {
        Box::pin(async move {
            let ships = self.discovered().await?.capabilities.fulfillment;
            let call = Call::post("/checkout-sessions", &draft.language).key(key);
            let answer = self.call(call.body(write::create(draft, ships)), |has| has.checkout).await?;
            read::checkout(&answer.0, None, answer.1)
        })
    }

    fn update_checkout<'a>(
        &'a self,
        current: &'a Checkout,
        draft: &'a CheckoutDraft,
        key: &'a str,
    ) -> Answer<'a, Checkout> {
        Box::pin(async move {
            let ships = self.discovered().await?.capabilities.fulfillment;
            let path = format!("/checkout-sessions/{}", segment(current.id.as_str()));
            let call = Call { method: Method::Put, ..Call::post(&path, &draft.language) }.key(key);
            let body = write::update(current, draft, ships);
            let answer = self.call(call.body(body), |has| has.checkout).await?;
            read::checkout(&answer.0, Some(&current.id), answer.1)
        })
    }

    fn checkout<'a>(&'a self, id: &'a CheckoutId, language: &'a Language) -> Answer<'a, Checkout> {
        Box::pin(async move {
            let path = format!("/checkout-sessions/{}", segment(id.as_str()));
            let answer = self.call(Call::get(&path, language), |has| has.checkout).await?;
            read::checkout(&answer.0, Some(id), answer.1)
        })
    }

    fn prepare_complete(
        &self,
        checkout: &Checkout,
        credential: &Credential,
        key: &str,
    ) -> Result<PreparedRequest, MerchantError> {
        let discovered = self.discovered.get().ok_or(MerchantError::CapabilityMissing)?;
        let path = format!("/checkout-sessions/{}/complete", segment(checkout.id.as_str()));
        Ok(PreparedRequest {
            method: Method::Post,
            url: endpoint(&discovered.endpoint, &path)?,
            idempotency_key: key.to_owned(),
            body: write::complete(checkout, credential)?,
        })
    }

    fn complete<'a>(
        &'a self,
        id: &'a CheckoutId,
        prepared: &'a PreparedRequest,
        language: &'a Language,
    ) -> Answer<'a, Checkout> {
        Box::pin(async move {
            let request = HttpRequest::new(prepared.method, prepared.url.clone());
            let mut request = self
                .headed(request, Some(language))
                .header("idempotency-key", prepared.idempotency_key.as_str())
                .header("content-type", "application/json");
            request.body = prepared.body.clone();
            let (body, at) = self.answered(&self.exchange(request).await?)?;
            read::checkout(&body, Some(id), at)
        })
    }

    fn cancel_checkout<'a>(
        &'a self,
        id: &'a CheckoutId,
        key: &'a str,
        language: &'a Language,
    ) -> Answer<'a, Checkout> {
        Box::pin(async move {
            let path = format!("/checkout-sessions/{}/cancel", segment(id.as_str()));
            let answer = self.call(Call::post(&path, language).key(key), |has| has.checkout).await?;
            read::checkout(&answer.0, Some(id), answer.1)
        })
    }
}

impl OrderEngine for UcpEngine {
    fn order<'a>(
        &'a self,
        id: &'a OrderId,
        placed_at: Timestamp,
        language: &'a Language,
    ) -> Answer<'a, Order> {
        Box::pin(async move {
            let path = format!("/orders/{}", segment(id.as_str()));
            let answer = self.call(Call::get(&path, language), |has| has.order).await?;
            read::order(&answer.0, id, placed_at)
        })
    }
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

    fn key(self, key: &'a str) -> Self {
        Self { key: Some(key), ..self }
    }

    pub(crate) fn body(self, body: Value) -> Self {
        Self { body: Some(body), ..self }
    }
}
