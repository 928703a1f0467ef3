//! The real transport: reqwest over rustls and ring, with Mozilla's roots.

use crate::transport::{
    ByteStream, HttpRequest, HttpResponse, Method, Opened, Piece, Sink, Transport, TransportError,
};
use crate::{BoxFuture, Secret};
use bytes::{Bytes, BytesMut};
use std::sync::Arc;
use std::time::Duration;

/// Who asks. Hosts of pictures refuse those who do not say.
const USER_AGENT: &str = concat!("Tradewind/", env!("CARGO_PKG_VERSION"));

/// HTTP/1.1 and HTTP/2 on the caller's tokio runtime. No proxy from the environment, no redirect, no cookie.
#[derive(Debug, Clone)]
pub struct NetTransport {
    client: reqwest::Client,
    /// For answers that go on for hours. HTTP/1.1, and no connection is used twice: what is dropped is closed, and who comes
    /// back after a dead network is not given the dead connection again, as a shared HTTP/2 one would be. Nothing is
    /// decompressed: a compressor may hold an event back, and a stream could inflate without an end.
    streams: reqwest::Client,
}

/// TLS could not be set up on this machine.
#[derive(Debug, thiserror::Error)]
#[error("TLS could not be set up")]
pub struct NetError;

impl NetTransport {
    /// A transport with its own connection pool.
    pub fn new() -> Result<Self, NetError> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let roots = rustls::RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        let mut tls = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|_| NetError)?
            .with_root_certificates(roots)
            .with_no_client_auth();
        tls.alpn_protocols = vec![b"http/1.1".to_vec()];
        let streams = client(tls.clone()).http1_only().no_gzip().pool_max_idle_per_host(0);
        tls.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        let client = client(tls).pool_idle_timeout(Duration::from_secs(30));
        let built = |builder: reqwest::ClientBuilder| builder.build().map_err(|_| NetError);
        Ok(Self { client: built(client)?, streams: built(streams)? })
    }

    async fn exchange(
        &self,
        mut request: HttpRequest,
        to: Option<Sink<'_>>,
    ) -> Result<HttpResponse, TransportError> {
        let builder = begun(&self.client, &mut request).timeout(request.timeout);
        let mut answer = builder.send().await.map_err(classify)?;
        if answer.content_length().is_some_and(|length| length > request.max_body) {
            return Err(TransportError::TooLarge);
        }
        let mut head = head(&answer);
        let mut body = BytesMut::new();
        match to.filter(|_| head.status == 200) {
            Some(to) => bounded(&mut answer, request.max_body, to).await?,
            None => {
                let mut keep = |piece: &[u8]| {
                    body.extend_from_slice(piece);
                    true
                };
                bounded(&mut answer, request.max_body, &mut keep).await?;
            }
        }
        head.body = body.freeze();
        Ok(head)
    }

    async fn opened(&self, mut request: HttpRequest) -> Result<Opened, TransportError> {
        let sent = begun(&self.streams, &mut request).send();
        let answer =
            tokio::time::timeout(request.timeout, sent).await.map_err(|_| TransportError::Timeout)?;
        let answer = answer.map_err(classify)?;
        Ok((head(&answer), Box::new(NetStream(answer))))
    }
}

/// What both clients have in common.
fn client(tls: rustls::ClientConfig) -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .redirect(reqwest::redirect::Policy::none())
        .user_agent(USER_AGENT)
        .no_proxy()
        .connect_timeout(Duration::from_secs(5))
        // A retry below us would send a payment twice without anyone knowing.
        .retry(reqwest::retry::never())
}

/// Takes the body out of the request: one with a secret in it is wiped as soon as it is sent.
fn begun(client: &reqwest::Client, request: &mut HttpRequest) -> reqwest::RequestBuilder {
    let method = match request.method {
        Method::Get => reqwest::Method::GET,
        Method::Post => reqwest::Method::POST,
        Method::Put => reqwest::Method::PUT,
    };
    let mut builder = client.request(method, request.url.url().clone());
    for (name, value) in &request.headers {
        builder = builder.header(name, value);
    }
    let body = std::mem::take(&mut request.body);
    if body.is_empty() { builder } else { builder.body(body) }
}

/// The answer without its body.
fn head(answer: &reqwest::Response) -> HttpResponse {
    let headers = answer
        .headers()
        .iter()
        .filter_map(|(name, value)| Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned())))
        .collect();
    HttpResponse { status: answer.status().as_u16(), headers, body: Bytes::new() }
}

/// A body as it comes from the wire.
struct NetStream(reqwest::Response);

impl ByteStream for NetStream {
    fn next(&mut self) -> BoxFuture<'_, Piece> {
        Box::pin(async move { self.0.chunk().await.map_err(classify) })
    }
}

/// Reads the body to its end, and no more of it than is allowed.
async fn bounded(answer: &mut reqwest::Response, max: u64, to: Sink<'_>) -> Result<(), TransportError> {
    let mut left = max;
    while let Some(piece) = answer.chunk().await.map_err(classify)? {
        left = left.checked_sub(piece.len() as u64).ok_or(TransportError::TooLarge)?;
        if !to(&piece) {
            return Err(TransportError::Broken);
        }
    }
    Ok(())
}

fn classify(error: reqwest::Error) -> TransportError {
    if error.is_connect() {
        if mentions_tls(&error) { TransportError::Tls } else { TransportError::Offline }
    } else if error.is_timeout() {
        TransportError::Timeout
    } else {
        // Builder errors (an unusable header) also land here: the safe reading is "may have arrived".
        TransportError::Broken
    }
}

fn mentions_tls(error: &reqwest::Error) -> bool {
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        if inner.downcast_ref::<rustls::Error>().is_some() {
            return true;
        }
        if let Some(io) = inner.downcast_ref::<std::io::Error>()
            && io.get_ref().is_some_and(|e| e.downcast_ref::<rustls::Error>().is_some())
        {
            return true;
        }
        cause = inner.source();
    }
    false
}

impl Transport for NetTransport {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(self.exchange(request, None))
    }

    fn receive<'a>(
        &'a self,
        request: HttpRequest,
        to: Sink<'a>,
    ) -> BoxFuture<'a, Result<HttpResponse, TransportError>> {
        Box::pin(self.exchange(request, Some(to)))
    }

    fn open(&self, request: HttpRequest) -> BoxFuture<'_, Result<Opened, TransportError>> {
        Box::pin(self.opened(request))
    }
}

/// The value of an `Authorization` header made from a bearer token; kept here so that no other code builds one.
pub fn bearer(token: &Secret) -> Option<String> {
    token.expose_str().map(|token| format!("Bearer {token}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tradewind_domain::WebUrl;

    /// A server that answers one connection with `answer`, then closes it.
    async fn one_answer(answer: &'static [u8]) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("loopback is there");
        let port = listener.local_addr().expect("bound").port();
        tokio::spawn(async move {
            let (mut socket, _) = listener.accept().await.expect("one client");
            let mut seen = [0_u8; 4096];
            let _ = socket.read(&mut seen).await;
            let _ = socket.write_all(answer).await;
            if answer.is_empty() {
                tokio::time::sleep(Duration::from_secs(5)).await;
            }
        });
        format!("http://127.0.0.1:{port}/")
    }

    async fn fetch(answer: &'static [u8], max: u64) -> Result<HttpResponse, TransportError> {
        let url = WebUrl::parse(&one_answer(answer).await).expect("loopback");
        let mut request = HttpRequest::new(Method::Get, url);
        request.max_body = max;
        request.timeout = Duration::from_millis(400);
        NetTransport::new().expect("TLS is there").send(request).await
    }

    #[tokio::test]
    async fn answers_are_read_whole_and_redirects_are_not_followed() {
        let ok =
            fetch(b"HTTP/1.1 302 Found\r\nLocation: https://x.example/\r\nContent-Length: 2\r\n\r\nhi", 10)
                .await;
        let ok = ok.expect("an answer");
        assert_eq!(
            (ok.status, ok.header("location"), &ok.body[..]),
            (302, Some("https://x.example/"), &b"hi"[..])
        );
    }

    #[tokio::test]
    async fn limits_and_faults_have_their_own_errors() {
        let long = b"HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello world";
        assert_eq!(fetch(long, 10).await.err(), Some(TransportError::TooLarge));
        let endless = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello world";
        assert_eq!(fetch(endless, 10).await.err(), Some(TransportError::TooLarge));
        let cut = b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhel";
        assert_eq!(fetch(cut, 100).await.err(), Some(TransportError::Broken));
        assert_eq!(fetch(b"", 100).await.err(), Some(TransportError::Timeout));
        let closed = WebUrl::parse("http://127.0.0.1:1/").expect("loopback");
        let refused =
            NetTransport::new().expect("TLS is there").send(HttpRequest::new(Method::Get, closed)).await;
        assert_eq!(refused.err(), Some(TransportError::Offline));
    }
}
