//! The line to a merchant: the headers of each request, the one place where requests leave, and answers as they come in.

use crate::dialect::Dialect;
use crate::named;
use crate::profile::address;
use crate::read::AnsweredAt;
use crate::refusal::{accepted, refusal};
use crate::signed::RequestSigner;
use serde_json::Value;
use std::sync::Arc;
use tradewind_commerce::MerchantError;
use tradewind_domain::{Language, Timestamp, WebUrl};
use tradewind_ports::{HttpRequest, HttpResponse, Method, Patient, Ports};

/// Who is spoken to, and by what.
pub(crate) struct Line {
    pub(crate) merchant: WebUrl,
    pub(crate) ports: Ports,
    /// Origins beside the merchant's own at which checkouts may run unseen.
    pub(crate) allowed: Vec<WebUrl>,
    /// Signs each request, where there is one.
    pub(crate) signer: Option<Arc<dyn RequestSigner>>,
    profile: WebUrl,
}

impl Line {
    pub(crate) fn new(merchant: WebUrl, profile: WebUrl, mut ports: Ports) -> Self {
        ports.vault = Arc::new(Patient::new(ports.vault));
        Self { merchant, ports, allowed: Vec::new(), signer: None, profile }
    }

    pub(crate) async fn profile_at(
        &self,
        url: &WebUrl,
        dialect: &dyn Dialect,
    ) -> Result<Value, MerchantError> {
        // A profile has no words for a person: it is asked for in no language.
        let request = self.headed(HttpRequest::new(Method::Get, url.clone()), dialect, None);
        let (_, answer) = self.exchange(request).await?;
        match answer.status {
            200 => named::json(&answer.body).ok_or(MerchantError::Garbage("profile is not JSON")),
            _ => Err(refusal(&answer, &self.merchant, self.now())),
        }
    }

    /// The body of a good answer, without addresses that lead to a private place, and when it was given.
    pub(crate) fn answered(&self, answer: &HttpResponse) -> Result<(Value, AnsweredAt), MerchantError> {
        let body = accepted(answer, &self.merchant, self.now())?;
        Ok((body, self.answered_at(answer)))
    }

    /// What an answer amounts to that is none of the good ones.
    pub(crate) fn refused(&self, answer: &HttpResponse) -> MerchantError {
        refusal(answer, &self.merchant, self.now())
    }

    /// When an answer was made, by the merchant's clock and by this phone's.
    pub(crate) fn answered_at(&self, answer: &HttpResponse) -> AnsweredAt {
        let phone = self.now();
        // A `Date` has whole seconds: less than two of difference are none.
        let date = answer.date();
        let merchant = date.filter(|date| date.0.abs_diff(phone.0) >= 2_000).unwrap_or(phone);
        AnsweredAt { merchant, phone, dated: date.is_some() }
    }

    /// With what each request says of us: above all our profile of the version that is spoken.
    pub(crate) fn headed(
        &self,
        request: HttpRequest,
        dialect: &dyn Dialect,
        language: Option<&Language>,
    ) -> HttpRequest {
        let request = request
            .header("ucp-agent", format!("profile=\"{}\"", address(&self.profile, dialect.version())))
            .header("request-id", self.ports.entropy.uuid())
            .header("accept", "application/json");
        match language {
            Some(language) => request.header("accept-language", language.as_str()),
            None => request,
        }
    }

    /// The request as it went, signed where somebody signs, and its answer. A request that is repeated has the same key and body; its
    /// signature is made anew.
    pub(crate) async fn exchange(
        &self,
        mut request: HttpRequest,
    ) -> Result<(HttpRequest, HttpResponse), MerchantError> {
        if let Some(signer) = &self.signer {
            let fields = signer.sign(&request, self.now()).map_err(|_| MerchantError::CannotSign)?;
            request.headers.extend(fields);
        }
        self.ports.fail_point.pass("ucp.request.before");
        let answer = self.ports.transport.send(request.clone()).await;
        self.ports.fail_point.pass("ucp.answer.after");
        Ok((request, answer?))
    }

    fn now(&self) -> Timestamp {
        self.ports.clock.now()
    }
}
