//! The transport port: one HTTP request, one answer, bounded in size and time; or an answer that goes on, as a stream of bytes.

use crate::future::BoxFuture;
use bytes::Bytes;
use std::time::Duration;
use tradewind_domain::{Code, WebUrl};

/// The methods we use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// HTTP `GET`: reads.
    Get,
    /// HTTP `POST`: creates or acts.
    Post,
    /// HTTP `PUT`: replaces.
    Put,
}

impl Method {
    /// The method's name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
        }
    }
}

/// A request. Its address is https or loopback by type ([`WebUrl`]).
#[derive(Clone)]
pub struct HttpRequest {
    /// The HTTP method.
    pub method: Method,
    /// Absolute URL it goes to.
    pub url: WebUrl,
    /// Header fields in order; names in lower case.
    pub headers: Vec<(String, String)>,
    /// The exact bytes of the body.
    pub body: Bytes,
    /// From start to the last byte of the answer.
    pub timeout: Duration,
    /// The largest body to read; one byte more is [`TransportError::TooLarge`].
    pub max_body: u64,
}

/// Ten seconds: a shopper on a slow network waits, but not for ever.
pub const DEFAULT_TIMEOUT: Duration = Duration::from_secs(10);
/// Far above any UCP answer seen, far below what would hurt a phone.
pub const DEFAULT_MAX_BODY: u64 = tradewind_domain::limits::JSON_BYTES;

impl HttpRequest {
    /// A request with an empty body and the default limits.
    pub fn new(method: Method, url: WebUrl) -> Self {
        Self {
            method,
            url,
            headers: Vec::new(),
            body: Bytes::new(),
            timeout: DEFAULT_TIMEOUT,
            max_body: DEFAULT_MAX_BODY,
        }
    }

    /// The request with one more header field.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }
}

/// Bodies and header values may be personal: only the method prints.
impl std::fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "HttpRequest({}, {} bytes)", self.method.as_str(), self.body.len())
    }
}

/// An answer, whatever its status.
#[derive(Clone)]
pub struct HttpResponse {
    /// HTTP status, as the server sent it.
    pub status: u16,
    /// Header fields; names in lower case.
    pub headers: Vec<(String, String)>,
    /// The whole body, decompressed.
    pub body: Bytes,
}

impl HttpResponse {
    /// The first value of a header field, by its lower-case name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

impl std::fmt::Debug for HttpResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "HttpResponse({}, {} bytes)", self.status, self.body.len())
    }
}

/// Why there is no answer. Which of them leave it open whether the request arrived decides what a payment may
/// do next: see [`TransportError::may_have_arrived`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TransportError {
    /// No connection could be made; nothing was sent.
    #[error("no connection")]
    Offline,
    /// TLS failed; nothing was sent.
    #[error("no secure connection")]
    Tls,
    /// No whole answer in time.
    #[error("no answer in time")]
    Timeout,
    /// The connection broke after something may have been sent.
    #[error("connection broke")]
    Broken,
    /// The answer is larger than the request allows.
    #[error("answer too large")]
    TooLarge,
}

impl TransportError {
    /// Whether the other side may have acted on the request.
    pub const fn may_have_arrived(self) -> bool {
        match self {
            Self::Offline | Self::Tls => false,
            Self::Timeout | Self::Broken | Self::TooLarge => true,
        }
    }

    /// The public code.
    pub const fn code(self) -> Code {
        match self {
            Self::Offline | Self::Broken => Code::Offline,
            Self::Tls => Code::TlsFailed,
            Self::Timeout => Code::Timeout,
            Self::TooLarge => Code::TooLarge,
        }
    }
}

/// Takes a body piece by piece, and says whether it wants more.
pub type Sink<'a> = &'a mut (dyn FnMut(&[u8]) -> bool + Send);

/// The body of an answer that goes on, piece by piece. Dropping it closes the connection.
pub trait ByteStream: Send {
    /// Waits for the next piece, for as long as it takes; `None` where the other side ended it in order, and from then on. A
    /// call that is given up (dropped before it is done) loses nothing: the next one goes on.
    fn next(&mut self) -> BoxFuture<'_, Piece>;
}

/// What a stream gives: bytes, its end, or why there will be no more.
pub type Piece = Result<Option<Bytes>, TransportError>;

/// An answer whose body goes on: its status and header fields, with no body in them, and the body.
pub type Opened = (HttpResponse, Box<dyn ByteStream>);

/// Sends requests. Follows no redirect, keeps no cookies, retries nothing: who retries is decided above.
pub trait Transport: Send + Sync {
    /// Sends one request and reads the whole answer.
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>>;

    /// Sends one request and hands the body of a 200 on as it comes, so that it need not fit into memory; the answer's own
    /// body is empty then. An answer of another status is as from [`Transport::send`].
    fn receive<'a>(
        &'a self,
        request: HttpRequest,
        to: Sink<'a>,
    ) -> BoxFuture<'a, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            let mut answer = self.send(request).await?;
            if answer.status == 200 {
                let body = std::mem::take(&mut answer.body);
                let _ = to(&body);
            }
            Ok(answer)
        })
    }

    /// Sends one request and hands its answer over as soon as the header fields are there, whatever the status; the body comes
    /// as it is sent, not decompressed. The request's `timeout` ends with the header fields, and `max_body` is not looked at:
    /// who reads keeps the limits ([`crate::stream::open`] does). A transport that knows no streams gives the whole answer.
    fn open(&self, request: HttpRequest) -> BoxFuture<'_, Result<Opened, TransportError>> {
        Box::pin(async move {
            let mut answer = self.send(request).await?;
            let whole = Whole(Some(std::mem::take(&mut answer.body)));
            Ok((answer, Box::new(whole) as Box<dyn ByteStream>))
        })
    }
}

/// A body that is there already.
struct Whole(Option<Bytes>);

impl ByteStream for Whole {
    fn next(&mut self) -> BoxFuture<'_, Piece> {
        let piece = self.0.take();
        Box::pin(async move { Ok(piece) })
    }
}
