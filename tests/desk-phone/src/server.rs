//! The server that pages speak to: loopback only, guarded by a token in the address, by Host and by Origin.

mod desk;
mod files;
mod tab;

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
pub use desk::{PHONES, ServerState};
use files::{image, index, page, screen_page, thumb, vendor_page};
use std::sync::Arc;
use tab::socket;

/// The routes.
pub fn router(desk: Arc<ServerState>) -> Router {
    Router::new()
        .route("/{token}/", get(|Path(_token): Path<String>| async { Redirect::temporary("1/") }))
        .route("/{token}/{phone}/", get(index))
        .route("/{token}/{phone}/page/{name}", get(page))
        .route("/{token}/{phone}/page/screens/{name}", get(screen_page))
        .route("/{token}/{phone}/page/vendor/{name}", get(vendor_page))
        .route("/{token}/{phone}/image", get(image))
        .route("/{token}/{phone}/thumb", get(thumb))
        .route("/{token}/{phone}/ws", get(socket))
        .layer(axum::middleware::from_fn_with_state(desk.clone(), guard))
        .with_state(desk)
}

/// Who may enter: a rebound name has another Host, another site's page another Origin, and neither knows the token.
async fn guard(State(desk): State<Arc<ServerState>>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let host = headers.get(header::HOST).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_ours = |authority: &str| {
        authority == desk.authority
            || authority
                .strip_prefix("localhost")
                .is_some_and(|port| desk.authority.ends_with(port) && port.starts_with(':'))
    };
    let origin = headers.get(header::ORIGIN);
    let origin_is_ours = origin.is_none_or(|origin| {
        origin.to_str().ok().and_then(|text| text.strip_prefix("http://")).is_some_and(|from| from == host)
    });
    let is_socket = request.uri().path().ends_with("/ws");
    let given = request.uri().path().split('/').nth(1).unwrap_or_default();
    let allowed = is_ours(host) && origin_is_ours && (origin.is_some() || !is_socket);
    let mut response = if !allowed {
        StatusCode::FORBIDDEN.into_response()
    } else if !same(given.as_bytes(), desk.token.as_bytes()) {
        StatusCode::NOT_FOUND.into_response()
    } else {
        next.run(request).await
    };
    let policy = policy(&desk.frames);
    if let Ok(policy) = header::HeaderValue::from_str(&policy) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    } else {
        // A page without a policy is not served.
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    for (name, value) in
        [(header::X_CONTENT_TYPE_OPTIONS, "nosniff"), (header::REFERRER_POLICY, "no-referrer")]
    {
        response.headers_mut().insert(name, header::HeaderValue::from_static(value));
    }
    response
}

/// What a page of ours may load; of others it may frame the merchant's, as another app or a bank's page, and play the merchant's shows.
/// hls.js begins a track of captions as `data:,WEBVTT`.
fn policy(merchant: &str) -> String {
    let frames = if merchant.is_empty() { "'none'" } else { merchant };
    format!(
        "default-src 'self'; img-src 'self' data: blob:; connect-src 'self' {merchant}; media-src blob: data: {merchant}; frame-src {frames}; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'"
    )
}

/// Whether two texts are the same, in a time that does not say where they differ.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |difference, (a, b)| difference | (a ^ b)) == 0
}
