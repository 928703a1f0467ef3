//! Addresses we are willing to talk to: https anywhere, http on loopback alone.

pub use crate::tracking::tracks;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
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
    /// This machine, or one of a private network, where whoever named it has no business.
    #[error("address of a private place")]
    Private,
    /// A query or a fragment where a path is to be put behind.
    #[error("base address with a query or fragment")]
    NotABase,
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

    /// The same page, without parameters for tracking and without a fragment. What is left stands as it was written.
    #[must_use]
    pub fn untracked(&self) -> Self {
        let names_the_page = |pair: &&str| {
            let name = url::form_urlencoded::parse(pair.as_bytes()).next().map(|(name, _)| name.into_owned());
            name.is_some_and(|name| !tracks(&name))
        };
        let query: Vec<&str> = self.0.query().unwrap_or_default().split('&').filter(names_the_page).collect();
        let query = Some(query.join("&")).filter(|query| !query.is_empty());
        let mut page = self.0.clone();
        page.set_fragment(None);
        page.set_query(query.as_deref());
        Self(page)
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

    /// This address, if `origin` may name it: a public host, or one on the origin itself. This machine is named by this
    /// machine alone, a private network by nobody outside of the very same host; a name that is looked up is not judged.
    pub fn named_by(self, origin: &WebUrl) -> Result<Self, WebUrlError> {
        let allowed = match place(&self.0) {
            Place::Public => true,
            Place::ThisMachine => origin.is_loopback() || self.same_origin(origin),
            Place::Private => self.same_origin(origin),
        };
        if allowed { Ok(self) } else { Err(WebUrlError::Private) }
    }

    /// Reads an address that `origin` names: [`WebUrl::parse`], then [`WebUrl::named_by`].
    pub fn parse_named_by(text: &str, origin: &WebUrl) -> Result<Self, WebUrlError> {
        Self::parse(text)?.named_by(origin)
    }

    /// Reads an address, absolute or relative to `self`, that `self` names.
    pub fn join_named(&self, text: &str) -> Result<Self, WebUrlError> {
        self.join(text)?.named_by(self)
    }

    /// This address, if paths can be put behind it: a query or a fragment would swallow them.
    pub fn base(self) -> Result<Self, WebUrlError> {
        if self.0.query().is_some() || self.0.fragment().is_some() {
            Err(WebUrlError::NotABase)
        } else {
            Ok(self)
        }
    }

    /// Scheme, host and port as text (RFC 6454).
    pub fn origin(&self) -> String {
        self.0.origin().ascii_serialization()
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

enum Place {
    Public,
    ThisMachine,
    Private,
}

/// Where a host is, as far as its name or number says.
fn place(url: &Url) -> Place {
    match url.host() {
        // RFC 6761 6.3: `localhost` and all below it, with or without the root's dot. RFC 6762 3, RFC 8375: `.local`,
        // `.home.arpa`; `.internal` (ICANN, 2024).
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.').to_ascii_lowercase();
            let below = |top: &str| name == top || name.ends_with(&format!(".{top}"));
            if below("localhost") {
                Place::ThisMachine
            } else if ["local", "internal", "home.arpa"].into_iter().any(below) {
                Place::Private
            } else {
                Place::Public
            }
        }
        Some(Host::Ipv4(ip)) => place_of(IpAddr::V4(ip)),
        Some(Host::Ipv6(ip)) => place_of(IpAddr::V6(ip)),
        None => Place::Private,
    }
}

fn place_of(ip: IpAddr) -> Place {
    match ip {
        IpAddr::V4(ip) if ip.is_loopback() => Place::ThisMachine,
        IpAddr::V4(ip) => {
            let [a, b, c, _] = ip.octets();
            // IANA's special-purpose registry for IPv4 (RFC 6890 and after).
            let special = ip.is_private()
                || ip.is_link_local()
                || ip.is_broadcast()
                || ip.is_documentation()
                || a == 0
                || a >= 224
                || (a == 100 && b & 0xc0 == 64)
                || (a == 192 && b == 0 && c == 0)
                || (a == 198 && b & 0xfe == 18);
            if special { Place::Private } else { Place::Public }
        }
        IpAddr::V6(ip) if ip.is_loopback() => Place::ThisMachine,
        IpAddr::V6(ip) => match inner(ip) {
            Some(inner) => place_of(IpAddr::V4(inner)),
            // Global unicast (2000::/3) without documentation (2001:db8::/32) is public, all else is not.
            None => match ip.segments() {
                [0x2001, 0xdb8, ..] => Place::Private,
                [first, ..] if first & 0xe000 == 0x2000 => Place::Public,
                _ => Place::Private,
            },
        },
    }
}

/// The IPv4 address in an IPv6 one: mapped, compatible (RFC 4291 2.5.5), translated (RFC 6052, RFC 8215), 6to4 (RFC 3056).
fn inner(ip: Ipv6Addr) -> Option<Ipv4Addr> {
    let of = |high: u16, low: u16| Ipv4Addr::from(u32::from(high) << 16 | u32::from(low));
    match ip.segments() {
        [0, 0, 0, 0, 0, 0xffff | 0, high, low] => Some(of(high, low)),
        [0x64, 0xff9b, _, _, _, _, high, low] => Some(of(high, low)),
        [0x2002, high, low, ..] => Some(of(high, low)),
        _ => None,
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

    #[test]
    fn tracking_and_fragments_are_left_out_of_a_page() {
        for (from, to) in [
            ("https://s.example/p/1?utm_source=feed&v=2&gclid=x#reviews", "https://s.example/p/1?v=2"),
            ("https://s.example/p/1?utm_source=feed", "https://s.example/p/1"),
            ("https://s.example/p/%2Fa?q=a+b&&size=l", "https://s.example/p/%2Fa?q=a+b&size=l"),
            ("https://s.example/", "https://s.example/"),
        ] {
            assert_eq!(WebUrl::parse(from).expect("https").untracked().as_str(), to, "{from}");
        }
    }
}
