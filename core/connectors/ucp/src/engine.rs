//! The engine's traits: checkouts and orders, one request a call.

use crate::client::{Call, UcpEngine, endpoint, segment};
use crate::demand::unmet;
use crate::dialect::Dialect;
use crate::discovery::endpoint_name;
use crate::surface::Talk;
use crate::{read, short_code, versions, write};
use serde_json::Value;
use tradewind_commerce::{
    Action, Answer, Capabilities, Checkout, CheckoutDraft, CheckoutEngine, CodeAnswer, Credential, Engine,
    Idempotency, LinkOffer, LiveOffer, MerchantError, OrderEngine, PreparedRequest, SurfaceTalk,
};
use tradewind_domain::{CheckoutId, Language, Order, OrderId, Timestamp};
use tradewind_ports::{HttpRequest, Level, Method, Record, VaultError};

impl Engine for UcpEngine {
    fn capabilities(&self) -> Answer<'_, Capabilities> {
        Box::pin(async { Ok(self.discovered().await?.capabilities.clone()) })
    }

    fn live(&self, anew: bool) -> Answer<'_, Option<LiveOffer>> {
        Box::pin(async move {
            let known = self.discovered().await?;
            let met = if anew { self.met_anew(&known).await } else { None };
            Ok(met.unwrap_or(known).live.clone())
        })
    }

    fn links(&self) -> Answer<'_, LinkOffer> {
        Box::pin(async { Ok(self.discovered().await?.links.clone()) })
    }

    fn short_code<'a>(&'a self, code: &'a str) -> Answer<'a, CodeAnswer> {
        Box::pin(async move {
            let met = self.discovered().await?;
            let at = met.codes.as_ref().ok_or(MerchantError::CapabilityMissing)?;
            let url = at.of(code, &self.line.merchant).ok_or(MerchantError::Insecure)?;
            let mut request = self.line.headed(HttpRequest::new(Method::Get, url), met.dialect, None);
            request.max_body = short_code::MOST_BYTES;
            let answer = self.vouched(request).await?;
            short_code::answered(&answer).unwrap_or_else(|| Err(self.line.refused(&answer)))
        })
    }

    fn forget_endpoint(&self) -> Result<(), VaultError> {
        self.line.ports.vault.remove(&endpoint_name(&self.line))
    }
}

impl UcpEngine {
    /// Notes how much of what the last answer demanded a request does not meet. It is sent all the same: the merchant judges.
    fn preflight(&self, dialect: &dyn Dialect, current: &Checkout, request: &Value) {
        let answer: Value = serde_json::from_str(&current.engine_state).unwrap_or_default();
        let unmet = unmet(&dialect.demands(&answer), request).len();
        if unmet > 0 {
            let record = Record::new(Level::Info, "ucp.preflight");
            self.line.ports.log.log(&record.with("unmet", i64::try_from(unmet).unwrap_or(i64::MAX)));
        }
    }
}

impl CheckoutEngine for UcpEngine {
    /// UCP 2026-04-08, idempotency: keys are kept for at least a day.
    fn idempotency(&self) -> Idempotency {
        Idempotency::ByKey
    }

    fn create_checkout<'a>(&'a self, draft: &'a CheckoutDraft, key: &'a str) -> Answer<'a, Checkout> {
        Box::pin(async move {
            let met = self.discovered().await?;
            let ships = met.capabilities.fulfillment;
            let call = Call::post("/checkout-sessions", &draft.language).key(key);
            let answer = self.call(&met, call.body(write::create(draft, ships)), |has| has.checkout).await?;
            read::checkout(&answer.0, met.dialect, None, answer.1)
        })
    }

    fn update_checkout<'a>(
        &'a self,
        current: &'a Checkout,
        draft: &'a CheckoutDraft,
        key: &'a str,
    ) -> Answer<'a, Checkout> {
        Box::pin(async move {
            let met = self.discovered().await?;
            let ships = met.capabilities.fulfillment;
            let path = format!("/checkout-sessions/{}", segment(current.id.as_str()));
            let call = Call::put(&path, &draft.language).key(key);
            let body = write::update(met.dialect, current, draft, ships);
            self.preflight(met.dialect, current, &body);
            let answer = self.call(&met, call.body(body), |has| has.checkout).await?;
            read::checkout(&answer.0, met.dialect, Some(&current.id), answer.1)
        })
    }

    fn checkout<'a>(&'a self, id: &'a CheckoutId, language: &'a Language) -> Answer<'a, Checkout> {
        Box::pin(async move {
            let path = format!("/checkout-sessions/{}", segment(id.as_str()));
            let met = self.discovered().await?;
            let answer = self.call(&met, Call::get(&path, language), |has| has.checkout).await?;
            read::checkout(&answer.0, met.dialect, Some(id), answer.1)
        })
    }

    fn prepare_complete(
        &self,
        checkout: &Checkout,
        credential: &Credential,
        key: &str,
    ) -> Result<PreparedRequest, MerchantError> {
        let discovered = self.met().ok_or(MerchantError::CapabilityMissing)?;
        let path = format!("/checkout-sessions/{}/complete", segment(checkout.id.as_str()));
        Ok(PreparedRequest {
            method: Method::Post,
            url: endpoint(&discovered.endpoint, &path)?,
            idempotency_key: key.to_owned(),
            body: write::complete(checkout, credential)?,
            protocol: discovered.dialect.version().to_owned(),
        })
    }

    fn complete<'a>(
        &'a self,
        id: &'a CheckoutId,
        prepared: &'a PreparedRequest,
        language: &'a Language,
    ) -> Answer<'a, Checkout> {
        Box::pin(async move {
            let dialect = versions::by(&prepared.protocol).unwrap_or(versions::FIRST);
            let request = HttpRequest::new(prepared.method, prepared.url.clone());
            let mut request = self
                .line
                .headed(request, dialect, Some(language))
                .header("idempotency-key", prepared.idempotency_key.as_str())
                .header("content-type", "application/json");
            request.body = prepared.body.clone();
            let (body, at) = self.asked(request, dialect).await?;
            read::checkout(&body, dialect, Some(id), at)
        })
    }

    fn surface(&self, action: &Action, origins: &[String]) -> Option<Box<dyn SurfaceTalk>> {
        let met = self.met().filter(|_| action.work.is_surface() && !origins.is_empty())?;
        Some(Box::new(Talk::new(&action.id, met.dialect.version(), origins)))
    }

    fn own_origin(&self) -> Option<String> {
        self.met().map(|met| met.endpoint.origin())
    }

    fn cancel_checkout<'a>(
        &'a self,
        id: &'a CheckoutId,
        key: &'a str,
        language: &'a Language,
    ) -> Answer<'a, Checkout> {
        Box::pin(async move {
            let path = format!("/checkout-sessions/{}/cancel", segment(id.as_str()));
            let met = self.discovered().await?;
            let answer = self.call(&met, Call::post(&path, language).key(key), |has| has.checkout).await?;
            read::checkout(&answer.0, met.dialect, Some(id), answer.1)
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
            let met = self.discovered().await?;
            let answer = self.call(&met, Call::get(&path, language), |has| has.order).await?;
            read::order(&answer.0, met.dialect, id, placed_at)
        })
    }
}
