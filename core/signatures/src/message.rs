//! The messages that are signed: what was asked, what was answered.

use tradewind_domain::WebUrl;

/// A request as it goes over the wire.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// In upper case, as sent.
    pub method: &'a str,
    /// Where to. On the receiving side: what the request line and `Host` say, not what a proxy made of it.
    pub url: &'a WebUrl,
    /// Header fields in order; names in any case.
    pub headers: &'a [(String, String)],
    /// The exact bytes of the body.
    pub body: &'a [u8],
}

/// An answer as it comes over the wire.
#[derive(Clone, Copy)]
pub struct Response<'a> {
    /// HTTP status.
    pub status: u16,
    /// Header fields in order; names in any case.
    pub headers: &'a [(String, String)],
    /// The exact bytes of the body.
    pub body: &'a [u8],
}

/// What a signature is of.
#[derive(Clone, Copy)]
pub enum Message<'a> {
    /// A request, webhooks among them.
    Request(Request<'a>),
    /// An answer, with the request that it answers where that is known: signatures may cover parts of it (`;req`).
    Response(Response<'a>, Option<Request<'a>>),
}

impl<'a> Message<'a> {
    /// Its header fields.
    pub(crate) fn headers(&self) -> &'a [(String, String)] {
        match self {
            Self::Request(request) => request.headers,
            Self::Response(response, _) => response.headers,
        }
    }

    /// Its body.
    pub(crate) fn body(&self) -> &'a [u8] {
        match self {
            Self::Request(request) => request.body,
            Self::Response(response, _) => response.body,
        }
    }

    /// The same message with other header fields.
    pub(crate) fn with_headers<'b>(self, headers: &'b [(String, String)]) -> Message<'b>
    where
        'a: 'b,
    {
        match self {
            Self::Request(request) => Message::Request(Request { headers, ..request }),
            Self::Response(response, to) => Message::Response(Response { headers, ..response }, to),
        }
    }
}

/// Bodies and header values may be personal: only the kind prints.
impl std::fmt::Debug for Message<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Request(request) => write!(f, "Request({}, {} bytes)", request.method, request.body.len()),
            Self::Response(response, _) => {
                write!(f, "Response({}, {} bytes)", response.status, response.body.len())
            }
        }
    }
}
