//! A link taken apart: scheme, host, parts of the path, parameters.
//!
//! Each thing that no honest link has is refused here, by a reason of its own.

use crate::error::LinkError;
use crate::host::{Place, place, plain};
use crate::limits::{MAX_PARAMETERS, MAX_PARTS};
use crate::merchant::Merchant;
use crate::token::hides;
use percent_encoding::percent_decode_str;
use tradewind_domain::{WebUrl, WebUrlError};
use url::Url;

/// A link without anything that would have to be refused.
#[derive(Debug, Clone)]
pub(crate) struct Address {
    pub(crate) kind: Kind,
    /// The path's parts in order, percent-decoded once, none empty, without a language and `amp` on the merchant's
    /// hosts. In our scheme the host is the first. The first is in small letters where it is the merchant's.
    pub(crate) parts: Vec<String>,
    /// The parameters in order, decoded as forms are (`+` is a space, `&` alone parts them).
    pub(crate) pairs: Vec<(String, String)>,
}

/// Whose it is.
#[derive(Debug, Clone)]
pub(crate) enum Kind {
    /// `tradewind:`.
    OwnScheme,
    /// On a host of the merchant's.
    Merchant(WebUrl),
    /// On another host.
    Elsewhere(WebUrl),
}

/// Names of parameters that lead on to an address, as wrappers, trackers and sign-in pages have them.
const LEADS_ON: &[&str] = &[
    "u",
    "url",
    "uri",
    "link",
    "href",
    "to",
    "target",
    "dest",
    "destination",
    "redirect",
    "redirect_url",
    "redirect_uri",
    "redirect_to",
    "redirecturl",
    "redirecturi",
    "return",
    "return_to",
    "return_url",
    "return_uri",
    "returnurl",
    "returnto",
    "next",
    "continue",
    "continue_url",
    "goto",
    "go",
    "out",
    "forward",
    "forward_url",
    "deep_link",
    "deeplink",
    "deep_link_value",
    "deep_link_id",
    "af_dp",
    "af_web_dp",
    "$deeplink_path",
    "$desktop_url",
    "$fallback_url",
    "fallback_url",
    "adurl",
    "murl",
    "rurl",
    "checkout_url",
    "callback",
    "redir",
    "jump",
    "next_url",
    "login_url",
    "success_url",
    "cancel_url",
    "click_url",
    "relaystate",
    "ued",
    "ulp",
    "uddg",
];

/// Hosts whose links all lead on to somewhere else.
const SHORTENERS: &[&str] = &[
    "t.co",
    "bit.ly",
    "lnkd.in",
    "tinyurl.com",
    "goo.gl",
    "is.gd",
    "ow.ly",
    "buff.ly",
    "cutt.ly",
    "rebrand.ly",
    "pin.it",
    "fb.me",
    "a.co",
    "amzn.to",
    "amzn.eu",
    "vm.tiktok.com",
    "vt.tiktok.com",
    "s.click.aliexpress.com",
    "qrco.de",
    "l.ead.me",
    "t.ly",
    "rb.gy",
    "shorturl.at",
    "v.gd",
    "s.id",
    "maps.app.goo.gl",
];

/// Hosts below which each name leads on: services of deep links, caches and translators.
const LEADING_ON: &[&str] = &[
    "app.link",
    "onelink.me",
    "page.link",
    "smart.link",
    "sng.link",
    "go.link",
    "adj.st",
    "bttn.io",
    "app.goo.gl",
    "cdn.ampproject.org",
    "translate.goog",
];

/// Takes a link apart.
pub(crate) fn of(link: &str, merchant: &Merchant) -> Result<Address, LinkError> {
    if link.contains('\\') {
        return Err(LinkError::Encoding);
    }
    let (scheme, rest) = link.split_once("://").ok_or(LinkError::Unknown)?;
    let ours = scheme.eq_ignore_ascii_case("tradewind");
    if !ours && !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
        return Err(LinkError::Unknown);
    }
    let authority = rest.get(..rest.find(['/', '?', '#']).unwrap_or(rest.len())).unwrap_or_default();
    if authority.is_empty() {
        return Err(LinkError::Unknown);
    } else if authority.contains('@') {
        return Err(LinkError::UserInfo);
    } else if authority.contains('%') || !escapes_are_whole(rest.split(['?', '#']).next().unwrap_or_default())
    {
        return Err(LinkError::Encoding);
    }
    let url = Url::parse(link).map_err(|_| LinkError::Unknown)?;
    let query = url.query().unwrap_or_default();
    if !carried_are_whole(query) {
        return Err(LinkError::Encoding);
    }
    let pairs = form(query)?;
    let mut address = if ours { own_scheme(&url, pairs)? } else { web(&url, pairs, merchant)? };
    match &address.kind {
        Kind::OwnScheme => {}
        Kind::Merchant(_) => address.parts = plain_parts(&address.parts).to_vec(),
        Kind::Elsewhere(_) => return Ok(address),
    }
    // Short QR codes have capitals alone.
    if let Some(kind) = address.parts.first_mut() {
        kind.make_ascii_lowercase();
    }
    Ok(address)
}

fn own_scheme(url: &Url, pairs: Vec<(String, String)>) -> Result<Address, LinkError> {
    if url.port().is_some() {
        return Err(LinkError::Port);
    } else if leads_on(&pairs, false) {
        return Err(LinkError::Redirect);
    }
    let mut parts = vec![url.host_str().ok_or(LinkError::Unknown)?.to_owned()];
    parts.append(&mut decoded_parts(url.path())?);
    Ok(Address { kind: Kind::OwnScheme, parts, pairs })
}

fn web(url: &Url, pairs: Vec<(String, String)>, merchant: &Merchant) -> Result<Address, LinkError> {
    let whose = place(url, merchant);
    if whose == Place::Lookalike {
        return Err(LinkError::Lookalike);
    }
    let address = WebUrl::parse(url.as_str()).map_err(|error| match error {
        WebUrlError::Insecure => LinkError::Insecure,
        WebUrlError::TooLong => LinkError::TooLong,
        WebUrlError::Malformed | WebUrlError::Private | WebUrlError::NotABase => LinkError::Unknown,
    })?;
    if leads_on(&pairs, whose == Place::Foreign) || (whose == Place::Foreign && wraps(url, merchant)) {
        return Err(LinkError::Redirect);
    }
    match whose {
        Place::OtherPort => return Err(LinkError::Port),
        Place::Foreign | Place::Lookalike => {
            let parts = decoded_parts(url.path())?;
            return Ok(Address { kind: Kind::Elsewhere(address), parts, pairs });
        }
        Place::Own => {}
    }
    let (parts, pairs) = match (decoded_parts(url.path())?, route(url)) {
        // Pages that run in the browser have their paths behind `#`.
        (parts, Some(route)) if parts.is_empty() => {
            let (path, query) = route.split_once('?').unwrap_or((route, ""));
            if !escapes_are_whole(path) {
                return Err(LinkError::Encoding);
            }
            let mut all = pairs;
            all.extend(form(query)?);
            if leads_on(&all, false) {
                return Err(LinkError::Redirect);
            }
            (decoded_parts(path)?, all)
        }
        (parts, _) => (parts, pairs),
    };
    Ok(Address { kind: Kind::Merchant(address), parts, pairs })
}

/// A query's parameters. In a list that is longer than we look at, something could hide.
pub(crate) fn form(query: &str) -> Result<Vec<(String, String)>, LinkError> {
    let pairs: Vec<(String, String)> =
        url::form_urlencoded::parse(query.as_bytes()).into_owned().take(MAX_PARAMETERS + 1).collect();
    if pairs.len() > MAX_PARAMETERS { Err(LinkError::TooLong) } else { Ok(pairs) }
}

/// The path behind `#/` or `#!/`.
fn route(url: &Url) -> Option<&str> {
    let fragment = url.fragment()?;
    let fragment = fragment.strip_prefix('!').unwrap_or(fragment);
    fragment.starts_with('/').then_some(fragment)
}

/// The path's parts, without empty ones, percent-decoded once as UTF-8: `%252F` is the text `%2F` and no slash.
pub(crate) fn decoded_parts(path: &str) -> Result<Vec<String>, LinkError> {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).take(MAX_PARTS + 1).collect();
    if parts.len() > MAX_PARTS {
        return Err(LinkError::TooLong);
    }
    let decoded = |part: &&str| {
        let text = percent_decode_str(part).decode_utf8().map_err(|_| LinkError::Encoding)?.into_owned();
        if hides(&text) { Err(LinkError::Marks) } else { Ok(text) }
    };
    parts.iter().map(decoded).collect()
}

/// The parts without a language before them and `amp` before or behind them, which name the same page.
fn plain_parts(parts: &[String]) -> &[String] {
    let mut parts = parts;
    if let [first, second, ..] = parts
        && is_language(first)
        && is_kind(second)
    {
        parts = &parts[1..];
    }
    if let [rest @ .., last] = parts
        && rest.len() == 2
        && last == "amp"
        && rest[0].eq_ignore_ascii_case("p")
    {
        parts = rest;
    }
    parts
}

/// Whether a part reads as a language: two or three letters, and a region of two or four behind `-` or `_`.
pub(crate) fn is_language(part: &str) -> bool {
    let mut words = part.split(['-', '_']);
    let language = words.next().unwrap_or_default();
    let letters = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphabetic());
    let region = words.next().is_none_or(|region| matches!(region.len(), 2 | 4) && letters(region));
    matches!(language.len(), 2 | 3) && letters(language) && region && words.next().is_none()
}

fn is_kind(part: &str) -> bool {
    ["p", "s", "o", "live", "cart", "checkout", "checkout-link"].contains(&part.to_ascii_lowercase().as_str())
}

/// Whether each `%` has its two digits.
fn escapes_are_whole(path: &str) -> bool {
    path.split('%')
        .skip(1)
        .all(|rest| rest.as_bytes().get(..2).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit)))
}

/// Whether lines and codes of carts have whole escapes of UTF-8: a link that was cut off in the middle of one is of
/// another cart.
/// Other parameters say nothing here, and are taken as browsers take them.
fn carried_are_whole(query: &str) -> bool {
    const CARRIED: [&str; 5] = ["products", "coupon", "discount", "code", "discounts/codes/0"];
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.all(|(name, value)| {
        let name = percent_decode_str(name).decode_utf8_lossy();
        let whole = || escapes_are_whole(value) && percent_decode_str(value).decode_utf8().is_ok();
        !CARRIED.contains(&name.strip_prefix('/').unwrap_or(&name)) || whole()
    })
}

/// Whether a parameter leads on to another address. On a foreign host the short names of search pages do, too.
fn leads_on(pairs: &[(String, String)], foreign: bool) -> bool {
    pairs.iter().any(|(name, value)| {
        let name = name.to_ascii_lowercase();
        let name = name.strip_suffix("[]").unwrap_or(&name);
        (LEADS_ON.contains(&name) || (foreign && name == "q")) && is_absolute(value)
    })
}

/// Whether a link elsewhere leads on by what it is: a shortener's, or one that names an address of the merchant's
/// behind its own host, as caches, archives and mail filters write it.
fn wraps(url: &Url, merchant: &Merchant) -> bool {
    let host = url.host_str().map(plain).unwrap_or_default();
    let plainly = |text: &str| percent_decode_str(text).decode_utf8_lossy().to_ascii_lowercase();
    let (path, query) = (plainly(url.path()), plainly(url.query().unwrap_or_default()));
    let named = |own: &str| {
        let in_path = path.split(['/', ';', ',', ':']).any(|word| plain(word) == own);
        in_path
            || query
                .split("://")
                .skip(1)
                .any(|rest| plain(rest.split(['/', '?', '#', '&']).next().unwrap_or_default()) == own)
    };
    let below = |service: &&str| host.strip_suffix(*service).is_some_and(|name| name.ends_with('.'));
    SHORTENERS.contains(&host)
        || LEADING_ON.iter().any(below)
        || merchant.hosts().iter().any(|(own, _)| named(plain(own)))
}

/// Whether a path goes on to an address with a host of its own, as redirectors and proxies write it.
pub(crate) fn path_leads_on(path: &str) -> bool {
    let plain = percent_decode_str(path).decode_utf8_lossy().to_ascii_lowercase();
    let mut parts = plain.split('/');
    parts.any(|part| matches!(part, "http:" | "https:" | "javascript:" | "data:" | "intent:"))
}

/// Whether a value is an address with a host or a scheme, plain or encoded once more.
fn is_absolute(value: &str) -> bool {
    let again = percent_decode_str(value).decode_utf8_lossy();
    [value, &*again].into_iter().any(|value| {
        // Browsers pass over tabs and line breaks wherever they stand, and over controls around it.
        let value: String = value.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
        let around = |c: char| c.is_whitespace() || c.is_control();
        let value = value.trim_matches(around).to_ascii_lowercase().replace('\\', "/");
        let scheme = value.split(':').next().unwrap_or_default();
        let runs = ["http", "https", "javascript", "data", "intent", "vbscript", "file", "tradewind"];
        value.starts_with("//")
            || value.contains("://")
            || (runs.contains(&scheme) && value.len() > scheme.len())
    })
}
