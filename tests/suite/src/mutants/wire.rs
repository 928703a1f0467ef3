//! Wrong wires: they make answers look as a client that does not look would see them.

use bytes::Bytes;
use serde_json::{Value, json};
use std::sync::Arc;
use tradewind_ports::{BoxFuture, HttpRequest, HttpResponse, Transport, TransportError};

/// Whatever session an answer is about, it says the one that was asked about.
pub struct WrongWire(pub Arc<dyn Transport>);

impl Transport for WrongWire {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            let path = request.url.url().path().to_owned();
            let asked = path.strip_prefix("/checkout-sessions/").and_then(|rest| rest.split('/').next());
            let answer = self.0.send(request).await?;
            let Some(asked) = asked.filter(|id| !id.is_empty()) else { return Ok(answer) };
            let Ok(mut body) = serde_json::from_slice::<Value>(&answer.body) else { return Ok(answer) };
            if body["id"].is_string() {
                body["id"] = json!(asked);
            }
            Ok(HttpResponse { body: Bytes::from(body.to_string()), ..answer })
        })
    }
}

/// Answers without a `Date`: the phone's clock is all there is.
pub struct NoDate(pub Arc<dyn Transport>);

impl Transport for NoDate {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            let mut answer = self.0.send(request).await?;
            answer.headers.retain(|(name, _)| name != "date");
            Ok(answer)
        })
    }
}
