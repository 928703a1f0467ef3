//! One engine for everything that sends a person away by a link and waits for one: iDEAL and Wero, BLIK, Swish, open banking,
//! pay-later, hosted pages, and the links of the app switches.
//!
//! [`check`] decides what of a link from the merchant may be opened, under the [`Rule`] of its method. [`ReturnLinks`] makes the
//! links that bring the person back, and [`ReturnLinks::read`] gives back nothing but the one-use id in them. Whatever else a
//! returned link carries (`status=success`, `PayerID`, a code) is not looked at: nothing is inferred from it (UCP payment
//! actions; RFC 8252 for links that an app claims).

use crate::error::MethodError;
use tradewind_domain::{WebUrl, hex};

/// The longest link read, in bytes: what comes back may have a provider's parameters behind it, which are cut off.
const MAX_BYTES: usize = 16 << 10;
/// Schemes that are never opened, whatever a method declares: they run code, read files, or stand for another link.
const NEVER: [&str; 14] = [
    "about",
    "android-app",
    "blob",
    "chrome",
    "content",
    "data",
    "file",
    "filesystem",
    "ftp",
    "http",
    "javascript",
    "jar",
    "vbscript",
    "view-source",
];
/// What an Android intent link may say beside its scheme and package (`Intent.parseUri`); all of it is left out when the link is
/// opened. A component, a selector, flags or extras aim at something inside an app.
const INTENT_EXTRAS: [&str; 2] =
    ["action=android.intent.action.VIEW", "category=android.intent.category.BROWSABLE"];

/// What a method declares of its links; rows of `assets/payments/*.toml` have these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rule<'a> {
    /// Schemes of the method's own app (`swish`, `alipays`), in lower case; none: https alone.
    pub schemes: &'a [&'a str],
    /// Android packages that an `intent:` link may name.
    pub packages: &'a [&'a str],
    /// Hosts of https links, with everything below them; none: any public host.
    pub hosts: &'a [&'a str],
}

/// What is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hop {
    /// An address: by the app that claims it where there is one, else by the system's browser. Never in a surface of ours.
    Web(WebUrl),
    /// A link of an app's own scheme.
    App {
        /// The link, without what an intent link has behind it.
        link: String,
        /// The package that alone may take it (Android).
        package: Option<String>,
    },
}

/// Checks a link that `merchant` wants opened for a method.
///
/// https to a public host, or to the merchant's own (a sandbox on this machine); or a scheme that the method declares, or an
/// intent link to a package and scheme that it declares. Never a user in an address.
pub fn check(link: &str, merchant: &WebUrl, rule: &Rule<'_>) -> Result<Hop, MethodError> {
    if link.len() > MAX_BYTES {
        return Err(MethodError::TooLong { limit: MAX_BYTES });
    }
    let scheme = scheme(link).ok_or(MethodError::Malformed { field: "link" })?;
    match scheme.as_str() {
        "https" | "http" => web(link, merchant, rule).map(Hop::Web),
        "intent" => intent(link, merchant, rule),
        _ if NEVER.contains(&scheme.as_str()) || !rule.schemes.contains(&scheme.as_str()) => {
            Err(MethodError::SchemeForbidden)
        }
        _ => app(link, &scheme).map(|link| Hop::App { link, package: None }),
    }
}

/// The scheme in lower case (RFC 3986, 3.1).
fn scheme(link: &str) -> Option<String> {
    let (scheme, _) = link.split_once(':')?;
    let first = scheme.bytes().next().is_some_and(|b| b.is_ascii_alphabetic());
    let rest = scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    (first && rest && scheme.len() <= 64).then(|| scheme.to_ascii_lowercase())
}

fn web(link: &str, merchant: &WebUrl, rule: &Rule<'_>) -> Result<WebUrl, MethodError> {
    // The standard's reader drops line breaks and tabs and turns backslashes; who shows the link would show another one.
    if link.bytes().any(|b| !b.is_ascii_graphic() || b == b'\\') {
        return Err(MethodError::Malformed { field: "link" });
    }
    let authority =
        link.split_once("//").map(|(_, rest)| rest.split(['/', '?', '#']).next().unwrap_or_default());
    if authority.is_some_and(|authority| authority.contains('@')) {
        return Err(MethodError::UserInfo);
    }
    let url = WebUrl::parse_named_by(link, merchant)?;
    let host = url.url().host_str().unwrap_or_default();
    let below =
        |known: &&str| host == *known || host.strip_suffix(known).is_some_and(|before| before.ends_with('.'));
    // What the merchant's own machine plays (a sandbox) has no host of the method's.
    let own = url.is_loopback() && merchant.is_loopback();
    if rule.hosts.is_empty() || own || rule.hosts.iter().any(below) {
        Ok(url)
    } else {
        Err(MethodError::HostForbidden)
    }
}

/// A link of a declared scheme, kept as written.
fn app(link: &str, scheme: &str) -> Result<String, MethodError> {
    let rest = link.get(scheme.len() + 1..).unwrap_or_default();
    if rest.is_empty() || rest.bytes().any(|b| !b.is_ascii_graphic() || b"\\\"<>^`{|}".contains(&b)) {
        return Err(MethodError::Malformed { field: "link" });
    }
    let authority =
        rest.strip_prefix("//").map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    if authority.is_some_and(|authority| authority.contains('@')) {
        return Err(MethodError::UserInfo);
    }
    Ok(link.to_owned())
}

/// `intent://HOST/PATH#Intent;scheme=S;package=P;end`: opened as `S://HOST/PATH`, by `P` alone.
fn intent(link: &str, merchant: &WebUrl, rule: &Rule<'_>) -> Result<Hop, MethodError> {
    let malformed = MethodError::Malformed { field: "intent link" };
    let (data, extras) = link.split_once("#Intent;").ok_or(malformed.clone())?;
    let extras = extras.strip_suffix(";end").ok_or(malformed.clone())?;
    let (mut scheme, mut package) = (None, None);
    for extra in extras.split(';') {
        match extra.split_once('=') {
            Some(("scheme", value)) if scheme.is_none() => scheme = Some(value.to_ascii_lowercase()),
            Some(("package", value)) if package.is_none() => package = Some(value),
            Some(("S.browser_fallback_url", _)) => {}
            _ if INTENT_EXTRAS.contains(&extra) => {}
            _ => return Err(MethodError::AppForbidden),
        }
    }
    let package = package.filter(|name| rule.packages.contains(name)).ok_or(MethodError::AppForbidden)?;
    let scheme = scheme.ok_or(malformed.clone())?;
    let rest = data.get("intent:".len()..).ok_or(malformed)?;
    let link = format!("{scheme}:{rest}");
    let link = match scheme.as_str() {
        "https" => web(&link, merchant, rule)?.as_str().to_owned(),
        _ if NEVER.contains(&scheme.as_str()) || !rule.schemes.contains(&scheme.as_str()) => {
            return Err(MethodError::SchemeForbidden);
        }
        _ => app(&link, &scheme)?,
    };
    Ok(Hop::App { link, package: Some(package.to_owned()) })
}

/// The one-use id in a return link: 16 bytes of chance, 32 lower-case hex digits. It says nothing by itself; it is compared with
/// the stored one elsewhere, in constant time, and counts once. It does not print.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ReturnId([u8; 16]);

impl ReturnId {
    /// Out of random bytes.
    pub const fn new(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The bytes.
    pub const fn bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl std::fmt::Debug for ReturnId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ReturnId(..)")
    }
}

/// By which of the two links the person came back. A hint, as everything that comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The link for the end.
    Return,
    /// The link for giving up.
    Cancel,
}

impl Way {
    const fn word(self) -> &'static str {
        match self {
            Self::Return => "return",
            Self::Cancel => "cancel",
        }
    }
}

/// The links by which a person comes back to this app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnLinks {
    /// Where https links of ours lie (`https://links.tradewind.example/app`), claimed by the app.
    base: WebUrl,
}

/// The app's own scheme. Any app may claim it, so a link of it is worth no more than the id in it.
const SCHEME: &str = "tradewind";

impl ReturnLinks {
    /// Under an https address that the app claims; one with a query or a fragment is refused.
    pub fn new(base: WebUrl) -> Result<Self, MethodError> {
        Ok(Self { base: base.base()? })
    }

    /// `BASE/return/ID`: for providers that want an https address.
    pub fn https(&self, way: Way, id: &ReturnId) -> String {
        format!("{}/{}/{}", self.base.as_str().trim_end_matches('/'), way.word(), hex::to_hex(&id.0))
    }

    /// `tradewind://return/ID`: for those that take an app's scheme.
    pub fn scheme(&self, way: Way, id: &ReturnId) -> String {
        format!("{SCHEME}://{}/{}", way.word(), hex::to_hex(&id.0))
    }

    /// Reads a link that came to the app: by which way, and the id. Query and fragment are cut off unread.
    pub fn read(&self, link: &str) -> Result<(Way, ReturnId), MethodError> {
        if link.len() > MAX_BYTES {
            return Err(MethodError::TooLong { limit: MAX_BYTES });
        }
        let link = link.split(['?', '#']).next().unwrap_or_default();
        let path = match scheme(link).as_deref() {
            Some(SCHEME) => link.get(SCHEME.len()..).and_then(|rest| rest.strip_prefix("://")),
            Some("https" | "http") => {
                let base = self.base.as_str().trim_end_matches('/');
                let (host, rest) = link.split_at_checked(base.len()).ok_or(MethodError::NotOurs)?;
                // Scheme and host have no case; our own base is written in lower case.
                Some(rest).filter(|_| same_base(host, base)).and_then(|rest| rest.strip_prefix('/'))
            }
            _ => None,
        };
        let path = path.ok_or(MethodError::NotOurs)?;
        let (word, id) = path.trim_end_matches('/').split_once('/').ok_or(MethodError::NotOurs)?;
        let way = [Way::Return, Way::Cancel].into_iter().find(|way| way.word().eq_ignore_ascii_case(word));
        match (way, hex::from_hex(id)) {
            (Some(way), Some(id)) => Ok((way, ReturnId(id))),
            _ => Err(MethodError::NotOurs),
        }
    }
}

/// Whether two addresses are the same up to the case of scheme and host.
fn same_base(found: &str, base: &str) -> bool {
    let host_end = |text: &str| {
        let from = text.find("//").map_or(0, |at| at + 2);
        text.get(from..).and_then(|rest| rest.find('/')).map_or(text.len(), |at| from + at)
    };
    let end = host_end(base);
    match (found.split_at_checked(end), base.split_at_checked(end)) {
        (Some((host, path)), Some((known_host, known_path))) => {
            host.eq_ignore_ascii_case(known_host) && path == known_path
        }
        _ => false,
    }
}
