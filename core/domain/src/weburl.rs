//! Addresses we are willing to talk to: https anywhere, http on loopback alone.

use serde::{Deserialize, Serialize};
use url::{Host, Url};

/// The longest address we keep, in bytes. Merchant Center allows 2,000 characters for `link`
/// (product data specification, `link`).
pub const MAX_URL_BYTES: usize = 2_048;

/// An absolute https address, or an http one whose host is loopback. No user info.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WebUrl(Url);

/// Why an address is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WebUrlError {
    /// Not an absolute address.
    #[error("not an absolute address")]
    Malformed,
    /// Longer than [`MAX_URL_BYTES`].
    #[error("address too long")]
    TooLong,
    /// `http:` that is not loopback, another scheme, or user info in it.
    #[error("insecure address")]
    Insecure,
}

impl WebUrl {
    /// Parses and checks an address.
    pub fn parse(text: &str) -> Result<Self, WebUrlError> {
        if text.len() > MAX_URL_BYTES {
            return Err(WebUrlError::TooLong);
        }
        Self::check(Url::parse(text).map_err(|_| WebUrlError::Malformed)?)
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The parsed address.
    pub fn url(&self) -> &Url {
        &self.0
    }

    /// Whether the host is this machine (`localhost`, 127.0.0.0/8, `[::1]`).
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.0)
    }

    /// Whether scheme, host and port are the same.
    pub fn same_origin(&self, other: &WebUrl) -> bool {
        self.0.origin() == other.0.origin()
    }

    /// `path` resolved against this address (RFC 3986), checked again.
    pub fn join(&self, path: &str) -> Result<Self, WebUrlError> {
        if path.len() > MAX_URL_BYTES {
            return Err(WebUrlError::TooLong);
        }
        Self::check(self.0.join(path).map_err(|_| WebUrlError::Malformed)?)
    }

    fn check(url: Url) -> Result<Self, WebUrlError> {
        let secure = match url.scheme() {
            "https" => true,
            "http" => is_loopback(&url),
            _ => false,
        };
        if url.host().is_none() {
            Err(WebUrlError::Malformed)
        } else if !secure || !url.username().is_empty() || url.password().is_some() {
            Err(WebUrlError::Insecure)
        } else {
            Ok(Self(url))
        }
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

impl std::fmt::Display for WebUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl TryFrom<String> for WebUrl {
    type Error = WebUrlError;
    fn try_from(text: String) -> Result<Self, WebUrlError> {
        Self::parse(&text)
    }
}

impl From<WebUrl> for String {
    fn from(url: WebUrl) -> String {
        url.0.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_or_loopback() {
        for good in
            ["https://shop.example/a?b", "http://127.0.0.1:8080/", "http://localhost/x", "http://[::1]:1/"]
        {
            assert!(WebUrl::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "http://shop.example/",
            "ftp://shop.example/",
            "http://127.0.0.1.example/",
            "https://u:p@s.example/",
        ] {
            assert_eq!(WebUrl::parse(bad), Err(WebUrlError::Insecure), "{bad}");
        }
        for bad in ["", "/p/1", "mailto:", "https://"] {
            assert!(WebUrl::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(
            WebUrl::parse(&format!("https://a.example/{}", "x".repeat(2_048))),
            Err(WebUrlError::TooLong)
        );
    }
}
