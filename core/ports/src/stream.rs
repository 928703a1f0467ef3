//! Streams of events (`text/event-stream`): opened by the rules of the HTML standard, read piece by piece within limits.
//!
//! This is the part below the format: which answer is a stream, how long it may be silent, how much it may send. What the
//! bytes mean is read by who asked. Source: HTML Living Standard, 9.2 "Server-sent events".

use crate::Clock;
use crate::transport::{ByteStream, HttpRequest, HttpResponse, Method, Transport, TransportError};
use bytes::Bytes;
use futures_util::future::{Either, select};
use std::sync::Arc;
use std::time::Duration;
use tradewind_domain::limits::REDIRECTS;
use tradewind_domain::{Code, Timestamp, WebUrl};

/// The longest event id that is sent back, in bytes: what servers take in one header field with room for the others.
pub const LAST_EVENT_ID_BYTES: usize = 1_024;
/// The period of [`StreamLimits::hour`].
const HOUR: Duration = Duration::from_secs(3_600);

/// What a stream may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StreamLimits {
    /// From the start to the header fields of the answer, all redirects together.
    pub open: Duration,
    /// How long not one byte may come, not even of a comment, before the stream counts as dead.
    pub idle: Duration,
    /// The longest piece that is handed over, in bytes; a longer one comes in several.
    pub piece: usize,
    /// Bytes that one connection may send in an hour, counted from its start.
    pub hour: u64,
}

/// Ten seconds to open. The standard advises a comment every 15 seconds (9.2.7): three that are missing are a dead stream. 32 MB an
/// hour is 9 kB a second, many times what a lively show sends, and a tenth of a video at its lowest quality.
impl Default for StreamLimits {
    fn default() -> Self {
        Self { open: Duration::from_secs(10), idle: Duration::from_secs(45), piece: 64 << 10, hour: 32 << 20 }
    }
}

/// A stream that is asked for.
#[derive(Clone)]
pub struct StreamRequest {
    url: WebUrl,
    headers: Vec<(String, String)>,
    limits: StreamLimits,
}

impl StreamRequest {
    /// Asks for the events at `url`, of which the caller knows that it may be named ([`WebUrl::named_by`]).
    /// `Accept-Encoding: identity`: what is compressed may be held back, or inflate without an end.
    pub fn new(url: WebUrl, limits: StreamLimits) -> Self {
        let headers =
            [("accept", "text/event-stream"), ("cache-control", "no-store"), ("accept-encoding", "identity")];
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        Self { url, headers, limits }
    }

    /// The request with one more header field; the name in lower case.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// The request for what comes after the event with this id, by `Last-Event-ID`. An id that is empty, longer than
    /// [`LAST_EVENT_ID_BYTES`] or has a control character in it cannot be sent: the stream begins where the server begins it.
    #[must_use]
    pub fn after(self, id: &str) -> Self {
        let sendable = !id.is_empty() && id.len() <= LAST_EVENT_ID_BYTES && !id.contains(char::is_control);
        if sendable { self.header("last-event-id", id) } else { self }
    }

    fn at(&self, url: &WebUrl, timeout: Duration) -> HttpRequest {
        let mut request = HttpRequest::new(Method::Get, url.clone());
        request.headers = self.headers.clone();
        request.timeout = timeout;
        // For a transport that gives the whole answer at once.
        request.max_body = self.limits.hour;
        request
    }
}

/// Header values may be personal: only the limits print.
impl std::fmt::Debug for StreamRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "StreamRequest({:?})", self.limits)
    }
}

/// Why there is no stream, or no more of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StreamError {
    /// It could not be opened, or broke.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// Nothing came for longer than [`StreamLimits::idle`].
    #[error("the stream is silent")]
    Idle,
    /// More came than [`StreamLimits::hour`] allows.
    #[error("the stream sends too much")]
    TooMuch,
    /// The answer is a 200, but no event stream, or a compressed one.
    #[error("not an event stream")]
    NotEvents,
    /// It is to be found at another origin, or went round in circles.
    #[error("the stream is elsewhere")]
    Moved,
    /// Any other status.
    #[error("answered {status}")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// How long the server wishes to be left alone (`Retry-After`), at most an hour.
        wait: Option<Duration>,
    },
}

impl StreamError {
    /// Whether another try may find a stream. A browser gives up at any status but 200; a server that is busy or restarts
    /// (408, 425, 429, 5xx) is asked again here, after [`crate::Backoff`].
    pub const fn may_pass(self) -> bool {
        match self {
            Self::Transport(TransportError::TooLarge) | Self::TooMuch | Self::NotEvents | Self::Moved => {
                false
            }
            Self::Transport(_) | Self::Idle => true,
            Self::Refused { status, .. } => matches!(status, 408 | 425 | 429 | 500..),
        }
    }

    /// How long the server wishes to be left alone.
    pub const fn wait(self) -> Option<Duration> {
        if let Self::Refused { wait, .. } = self { wait } else { None }
    }

    /// The public code.
    pub const fn code(self) -> Code {
        match self {
            Self::Transport(error) => error.code(),
            Self::Idle => Code::Timeout,
            Self::TooMuch => Code::TooLarge,
            Self::NotEvents | Self::Moved => Code::MerchantGarbage,
            Self::Refused { status: 429 | 503, .. } => Code::MerchantBusy,
            Self::Refused { status, .. } => Code::of_status(status),
        }
    }
}

/// Opens a stream; `None` where the server answers 204, by which it says that there is none any more and nobody shall ask again.
/// Redirects are followed within the origin alone, [`REDIRECTS`] times at most: what a show says of a merchant's prices comes
/// from the address that the merchant gave, and header fields go to nobody else.
pub async fn open(
    transport: &dyn Transport,
    clock: &Arc<dyn Clock>,
    request: StreamRequest,
) -> Result<Option<EventBytes>, StreamError> {
    let began = clock.monotonic();
    let mut url = request.url.clone();
    for _ in 0..=REDIRECTS {
        let passed = clock.monotonic().saturating_sub(began);
        let left = request.limits.open.saturating_sub(passed);
        if left.is_zero() {
            return Err(TransportError::Timeout.into());
        }
        let (answer, stream) = transport.open(request.at(&url, left)).await?;
        match judged(&url, &answer, clock.now())? {
            Verdict::Events => return Ok(Some(EventBytes::new(stream, clock.clone(), request.limits))),
            Verdict::Over => return Ok(None),
            Verdict::MovedTo(next) => url = next,
        }
    }
    Err(StreamError::Moved)
}

enum Verdict {
    Events,
    Over,
    MovedTo(WebUrl),
}

fn judged(url: &WebUrl, answer: &HttpResponse, now: Timestamp) -> Result<Verdict, StreamError> {
    match answer.status {
        200 if is_events(answer) => Ok(Verdict::Events),
        200 => Err(StreamError::NotEvents),
        204 => Ok(Verdict::Over),
        301 | 302 | 303 | 307 | 308 => {
            let next = answer.header("location").and_then(|to| url.join_named(to).ok());
            next.filter(|next| next.same_origin(url)).map(Verdict::MovedTo).ok_or(StreamError::Moved)
        }
        status => Err(StreamError::Refused { status, wait: answer.retry_after(now) }),
    }
}

/// `text/event-stream`, with any parameters (the text is always UTF-8), and not compressed.
fn is_events(answer: &HttpResponse) -> bool {
    let kind = answer.header("content-type").unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    let coding = answer.header("content-encoding").unwrap_or("identity").trim();
    kind.eq_ignore_ascii_case("text/event-stream") && coding.eq_ignore_ascii_case("identity")
}

/// The bytes of an open stream, within its limits. Dropping it closes the connection, as its end and any error do.
pub struct EventBytes {
    inner: Option<Box<dyn ByteStream>>,
    clock: Arc<dyn Clock>,
    limits: StreamLimits,
    /// What came and was not handed over yet.
    rest: Bytes,
    /// When it counts as dead, by the clock's monotonic time; set when a byte is first waited for.
    dead_at: Option<Duration>,
    /// When the hour began that [`StreamLimits::hour`] is counted in.
    hour_began: Duration,
    left_in_hour: u64,
}

impl EventBytes {
    fn new(inner: Box<dyn ByteStream>, clock: Arc<dyn Clock>, limits: StreamLimits) -> Self {
        let hour_began = clock.monotonic();
        Self {
            inner: Some(inner),
            clock,
            limits,
            rest: Bytes::new(),
            dead_at: None,
            hour_began,
            left_in_hour: limits.hour,
        }
    }

    /// Waits for the next bytes, at most [`StreamLimits::piece`] of them and at least one. `None` is an end in order, perhaps in
    /// the middle of an event; after it or an error there is nothing but `None`. A call that is given up loses nothing.
    pub async fn next(&mut self) -> Result<Option<Bytes>, StreamError> {
        while self.rest.is_empty() {
            match self.received().await {
                Ok(Some(piece)) => self.rest = piece,
                ended => {
                    self.inner = None;
                    return ended;
                }
            }
        }
        let length = self.rest.len().min(self.limits.piece.max(1));
        Ok(Some(self.rest.split_to(length)))
    }

    /// What comes next within the limits. An empty piece is possible and is no sign of life.
    async fn received(&mut self) -> Result<Option<Bytes>, StreamError> {
        let Some(inner) = &mut self.inner else { return Ok(None) };
        let now = self.clock.monotonic();
        let dead_at = *self.dead_at.get_or_insert(now.saturating_add(self.limits.idle));
        let silence = self.clock.sleep(dead_at.saturating_sub(now));
        // The stream is asked first: what is there already counts, however late it is asked for.
        let piece = match select(inner.next(), silence).await {
            Either::Left((piece, _)) => piece?,
            Either::Right(_) => return Err(StreamError::Idle),
        };
        let Some(piece) = piece else { return Ok(None) };
        let now = self.clock.monotonic();
        if !piece.is_empty() {
            self.dead_at = None;
        } else if now >= dead_at {
            return Err(StreamError::Idle);
        }
        if now.saturating_sub(self.hour_began) >= HOUR {
            self.hour_began = now;
            self.left_in_hour = self.limits.hour;
        }
        self.left_in_hour = self.left_in_hour.checked_sub(piece.len() as u64).ok_or(StreamError::TooMuch)?;
        Ok(Some(piece))
    }
}

impl std::fmt::Debug for EventBytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "EventBytes({})", if self.inner.is_some() { "open" } else { "closed" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_a_stream_only_by_its_type_and_status() {
        let url = WebUrl::parse("https://shop.example/live").expect("https");
        let verdict = |status: u16, fields: &[(&str, &str)]| {
            let headers = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
            let answer = HttpResponse { status, headers: headers.collect(), body: Bytes::new() };
            match judged(&url, &answer, Timestamp(0)) {
                Ok(Verdict::Events) => "events".to_owned(),
                Ok(Verdict::Over) => "over".to_owned(),
                Ok(Verdict::MovedTo(to)) => to.as_str().to_owned(),
                Err(error) => format!("{error:?}"),
            }
        };
        let kind = |text| verdict(200, &[("content-type", text)]);
        for good in ["text/event-stream", "Text/Event-Stream", "text/event-stream; charset=utf-8"] {
            assert_eq!(kind(good), "events");
        }
        for other in ["text/event-stream2", "text/html", "application/json", ""] {
            assert_eq!(kind(other), "NotEvents");
        }
        let coded =
            |coding| verdict(200, &[("content-type", "text/event-stream"), ("content-encoding", coding)]);
        assert_eq!((coded("identity").as_str(), coded("gzip").as_str()), ("events", "NotEvents"));
        assert_eq!(verdict(204, &[]), "over");
        for (to, went) in [
            ("/live/2?x=1", "https://shop.example/live/2?x=1"),
            ("https://shop.example/other", "https://shop.example/other"),
            ("https://cdn.example/live", "Moved"),
            ("https://shop.example:444/live", "Moved"),
            ("http://shop.example/live", "Moved"),
            ("http://127.0.0.1/live", "Moved"),
            ("https://10.0.0.1/live", "Moved"),
            ("https://me@shop.example/live", "Moved"),
        ] {
            for status in [301, 302, 303, 307, 308] {
                assert_eq!(verdict(status, &[("location", to)]), went, "{status} {to}");
            }
        }
        assert_eq!(verdict(302, &[]), "Moved");
        assert_eq!(verdict(503, &[("retry-after", "7")]), "Refused { status: 503, wait: Some(7s) }");
        assert_eq!(verdict(404, &[]), "Refused { status: 404, wait: None }");
    }

    #[test]
    fn faults_say_what_to_do_and_have_codes() {
        let refused = |status| StreamError::Refused { status, wait: None };
        for (error, may_pass, code) in [
            (TransportError::Offline.into(), true, Code::Offline),
            (TransportError::TooLarge.into(), false, Code::TooLarge),
            (StreamError::Idle, true, Code::Timeout),
            (StreamError::TooMuch, false, Code::TooLarge),
            (StreamError::NotEvents, false, Code::MerchantGarbage),
            (StreamError::Moved, false, Code::MerchantGarbage),
            (refused(429), true, Code::MerchantBusy),
            (refused(503), true, Code::MerchantBusy),
            (refused(500), true, Code::MerchantFailed),
            (refused(404), false, Code::NotFound),
            (refused(403), false, Code::MerchantRefused),
        ] {
            assert_eq!((error.may_pass(), error.code()), (may_pass, code), "{error:?}");
        }
    }

    #[test]
    fn an_id_that_no_header_can_carry_is_not_sent() {
        let url = WebUrl::parse("https://shop.example/live").expect("https");
        let sent = |id: &str| {
            let request = StreamRequest::new(url.clone(), StreamLimits::default()).after(id);
            request.headers.iter().any(|(name, value)| name == "last-event-id" && value == id)
        };
        let long = "x".repeat(LAST_EVENT_ID_BYTES);
        assert!(["42", "ü→", long.as_str()].into_iter().all(sent));
        let longer = format!("{long}x");
        assert!(!["", "a\nb", "a\rb: c", "a\0", longer.as_str()].into_iter().any(sent));
    }
}
