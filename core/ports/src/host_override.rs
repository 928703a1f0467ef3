//! A transport that takes another way to an origin, as curl's `--connect-to` does: so that a phone on this machine reaches
//! the pictures and models of a feed whose host is served on loopback.

use crate::BoxFuture;
use crate::transport::{HttpRequest, HttpResponse, Method, Opened, Sink, Transport, TransportError};
use std::sync::Arc;
use tradewind_domain::{WebUrl, WebUrlError};

/// One way: what is meant for the origin `from` goes to the origin `to`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostOverride {
    from: WebUrl,
    to: WebUrl,
}

/// Why an override cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HostOverrideError {
    /// Not two addresses with `=` between them.
    #[error("expected FROM=TO, two origins")]
    Shape,
    /// One of them is no address we talk to.
    #[error(transparent)]
    Address(#[from] WebUrlError),
    /// More than scheme, host and port.
    #[error("an origin has no path, query or fragment")]
    NotAnOrigin,
    /// It would lead to another machine, which then could answer for the host it replaces.
    #[error("an override leads to this machine only")]
    NotLoopback,
}

impl HostOverride {
    /// What is meant for `from` goes to `to`, which is on this machine.
    pub fn new(from: WebUrl, to: WebUrl) -> Result<Self, HostOverrideError> {
        let bare = |address: &WebUrl| {
            let url = address.url();
            url.path() == "/" && url.query().is_none() && url.fragment().is_none()
        };
        if !bare(&from) || !bare(&to) {
            Err(HostOverrideError::NotAnOrigin)
        } else if !to.is_loopback() {
            Err(HostOverrideError::NotLoopback)
        } else {
            Ok(Self { from, to })
        }
    }

    /// Reads `https://shop.example=http://127.0.0.1:8080`: an origin, and one on loopback that stands in for it.
    pub fn parse(text: &str) -> Result<Self, HostOverrideError> {
        let (from, to) = text.split_once('=').ok_or(HostOverrideError::Shape)?;
        Self::new(WebUrl::parse(from)?, WebUrl::parse(to)?)
    }

    /// The address on the other way; nothing for an address of another origin.
    fn of(&self, address: &WebUrl) -> Option<WebUrl> {
        if !address.same_origin(&self.from) {
            return None;
        }
        // Part by part: a path that begins with two slashes, read as a reference, would name another host.
        let mut url = self.to.url().clone();
        url.set_path(address.url().path());
        url.set_query(address.url().query());
        WebUrl::parse(url.as_str()).ok()
    }
}

/// Sends GET requests for some origins elsewhere; the address that a cache or a screen knows stays what it was. Anything that
/// changes something (POST, PUT) goes where it says: an order never takes an override.
pub struct OverridingTransport {
    inner: Arc<dyn Transport>,
    overrides: Vec<HostOverride>,
}

impl OverridingTransport {
    /// `inner` with these overrides; of two for one origin the first counts.
    pub fn new(inner: Arc<dyn Transport>, overrides: Vec<HostOverride>) -> Self {
        Self { inner, overrides }
    }
}

impl OverridingTransport {
    fn on_its_way(&self, mut request: HttpRequest) -> HttpRequest {
        if request.method == Method::Get
            && let Some(address) = self.overrides.iter().find_map(|one| one.of(&request.url))
        {
            request.url = address;
        }
        request
    }
}

impl Transport for OverridingTransport {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        self.inner.send(self.on_its_way(request))
    }

    fn receive<'a>(
        &'a self,
        request: HttpRequest,
        to: Sink<'a>,
    ) -> BoxFuture<'a, Result<HttpResponse, TransportError>> {
        self.inner.receive(self.on_its_way(request), to)
    }

    fn open(&self, request: HttpRequest) -> BoxFuture<'_, Result<Opened, TransportError>> {
        self.inner.open(self.on_its_way(request))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;
    use tradewind_domain::lock;

    /// Notes where each request went.
    #[derive(Default)]
    struct Noting(Mutex<Vec<String>>);

    impl Transport for Noting {
        fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
            let went = format!("{} {}", request.method.as_str(), request.url);
            lock(&self.0).push(went);
            Box::pin(async { Err(TransportError::Offline) })
        }
    }

    #[tokio::test]
    async fn only_reading_one_origin_is_connected_elsewhere() {
        let noting = Arc::new(Noting::default());
        let one = HostOverride::parse("https://seed.example=http://127.0.0.1:81").expect("two origins");
        let transport = OverridingTransport::new(noting.clone(), vec![one]);
        let cases = [
            (
                Method::Get,
                "https://seed.example/images/a%20b.webp?w=2",
                "http://127.0.0.1:81/images/a%20b.webp?w=2",
            ),
            (
                Method::Get,
                "https://seed.example//elsewhere.example/x",
                "http://127.0.0.1:81//elsewhere.example/x",
            ),
            (Method::Get, "https://seed.example:444/a", "https://seed.example:444/a"),
            (Method::Get, "https://seed.example.org/a", "https://seed.example.org/a"),
            (
                Method::Post,
                "https://seed.example/checkout-sessions",
                "https://seed.example/checkout-sessions",
            ),
            (Method::Put, "https://seed.example/carts/1", "https://seed.example/carts/1"),
        ];
        for (method, address, _) in cases {
            let request = HttpRequest::new(method, WebUrl::parse(address).expect("https"));
            assert_eq!(transport.send(request.clone()).await.err(), Some(TransportError::Offline));
            assert_eq!(transport.open(request).await.err(), Some(TransportError::Offline));
        }
        let went = lock(&noting.0).clone();
        let to = cases.iter().flat_map(|case| [case, case]);
        let expected: Vec<String> = to.map(|(m, _, to)| format!("{} {to}", m.as_str())).collect();
        assert_eq!(went, expected);
    }

    #[test]
    fn an_override_is_two_origins_and_ends_on_this_machine() {
        for (text, why) in [
            ("https://seed.example", HostOverrideError::Shape),
            ("https://seed.example=https://other.example", HostOverrideError::NotLoopback),
            ("https://seed.example/images=http://127.0.0.1:81", HostOverrideError::NotAnOrigin),
            ("https://seed.example=http://127.0.0.1:81/x", HostOverrideError::NotAnOrigin),
            ("ftp://seed.example=http://127.0.0.1:81", HostOverrideError::Address(WebUrlError::Insecure)),
        ] {
            assert_eq!(HostOverride::parse(text), Err(why), "{text}");
        }
    }
}
