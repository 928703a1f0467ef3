//! Redirects, for pictures and models: image hosts move them about. Streams have a narrower rule (`stream`). What changes
//! something, or is signed, goes where it says and nowhere else.

use crate::transport::{HttpRequest, HttpResponse, Transport, TransportError};
use tradewind_domain::limits::REDIRECTS;

/// Sends a GET and goes where it is sent on to, [`REDIRECTS`] times at most and within the request's time: within https, never
/// to this machine or a private network from outside ([`tradewind_domain::WebUrl::named_by`]). A redirect that is not followed
/// is itself the answer.
pub async fn follow(
    transport: &dyn Transport,
    mut request: HttpRequest,
) -> Result<HttpResponse, TransportError> {
    let begun = tokio::time::Instant::now();
    let patience = request.timeout;
    for _ in 0..REDIRECTS {
        let from = request.url.clone();
        let answer = transport.send(request.clone()).await?;
        let moved = matches!(answer.status, 301 | 302 | 303 | 307 | 308);
        let next = answer.header("location").filter(|_| moved).and_then(|to| from.join_named(to).ok());
        let Some(next) = next else { return Ok(answer) };
        request.url = next;
        request.timeout = patience.saturating_sub(begun.elapsed());
    }
    transport.send(request).await
}
