//! Addresses we are willing to talk to: https anywhere, http on loopback alone.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use url::{Host, Url};

/// The longest address we keep, in bytes. Merchant Center allows 2,000 characters for `link`
/// (product data specification, `link`).
pub const MAX_URL_BYTES: usize = 2_048;

/// An absolute https address, or an http one whose host is loopback. No user info.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WebUrl(Url);

/// Parameters that tell a shop where a visitor came from, and never which page is meant: the union of what browsers strip
/// (Firefox's query stripping list, Brave's, 2026) and the networks' own documents name; `utm_` stands for all of them.
const TRACKING: [&str; 40] = [
    "_ga",
    "_gl",
    "_hsenc",
    "_hsmi",
    "_openstat",
    "epik",
    "fbclid",
    "gad_campaignid",
    "gad_source",
    "gbraid",
    "gclid",
    "gclsrc",
    "dclid",
    "igsh",
    "igshid",
    "irclickid",
    "irgwc",
    "li_fat_id",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "ml_subscriber",
    "ml_subscriber_hash",
    "msclkid",
    "oly_anon_id",
    "oly_enc_id",
    "rdt_cid",
    "s_cid",
    "sccid",
    "sscid",
    "srsltid",
    "ttclid",
    "twclid",
    "vero_conv",
    "vero_id",
    "wbraid",
    "wickedid",
    "yclid",
    "ysclid",
    "__s",
];

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

    /// Whether this address leads to the page of `link`: the same origin and path but for a slash at its end, and every
    /// parameter of `link` that is not for tracking. More parameters lead to the same page; fragments are places in it.
    pub fn leads_to(&self, link: &WebUrl) -> bool {
        let path = |url: &Url| url.path().trim_end_matches('/').to_owned();
        let mine: Vec<(Cow<'_, str>, Cow<'_, str>)> = self.0.query_pairs().collect();
        self.same_origin(link)
            && path(&self.0) == path(&link.0)
            && link.0.query_pairs().filter(|(name, _)| !tracks(name)).all(|pair| mine.contains(&pair))
    }

    /// How many parameters name the page.
    pub fn page_parameters(&self) -> usize {
        self.0.query_pairs().filter(|(name, _)| !tracks(name)).count()
    }

    /// The address up to its path, without a slash at the end.
    pub fn page(&self) -> &str {
        self.0[..url::Position::AfterPath].trim_end_matches('/')
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

fn tracks(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with("utm_") || TRACKING.contains(&name.as_str())
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

    #[test]
    fn tracking_fragments_and_slashes_name_no_other_page() {
        let leads = |from: &str, to: &str| {
            let url = |text: &str| WebUrl::parse(text).expect("an address");
            url(from).leads_to(&url(to))
        };
        let mug = "https://shop.example/products/mug";
        for same in
            ["", "/", "#reviews", "?utm_source=x&utm_campaign=", "/?fbclid=1#a", "?ref=friend", "?GCLID=1"]
        {
            assert!(leads(&format!("{mug}{same}"), mug), "{same}");
            assert!(leads(mug, &format!("{mug}{same}")) || same == "?ref=friend", "{same}");
        }
        assert!(leads(&format!("{mug}?utm_medium=a&v=2&x=1"), &format!("{mug}?v=2")));
        for (from, to) in [
            (mug.to_owned(), format!("{mug}?v=2")),
            (format!("{mug}?v=1"), format!("{mug}?v=2")),
            (format!("{mug}-2"), mug.to_owned()),
            ("https://shop.example/products".to_owned(), mug.to_owned()),
            (mug.replace("shop", "other"), mug.to_owned()),
            (mug.replace("example/", "example:444/"), mug.to_owned()),
        ] {
            assert!(!leads(&from, &to), "{from} {to}");
        }
    }
}
