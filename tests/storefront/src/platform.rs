//! Who asks: the platform's profile, and the version of the protocol that it makes this merchant speak.

use crate::http::{Platform, Reply, Req};
use crate::shop::{Shop, lock};
use crate::versions::Version;
use axum::http::Uri;
use serde_json::{Value, json};
use std::io::{Read as _, Write as _};
use std::net::{IpAddr, TcpStream, ToSocketAddrs as _};
use std::time::Duration;

/// How long a profile is kept.
const KEEP_MS: i64 = 60_000;
/// The largest profile read, with its headers.
const MAX_PROFILE: u64 = 128 * 1_024;
/// The most keys of a profile that are read.
const MAX_KEYS: usize = 20;
/// How long a profile is waited for.
const WAIT: Duration = Duration::from_secs(1);

/// The platform that a request names in `UCP-Agent`, or why it is not spoken to. Its version is that of its profile: one that
/// this shop knows, else one that lies on loopback and is fetched, else by the date in its address; where there is none, what
/// `Config::unfetched` says.
pub(crate) fn platform(shop: &Shop, request: &Req) -> Result<Platform, Reply> {
    let url = agent_profile(request).filter(|url| fetchable(url, shop.config.loopback_profiles));
    let Some(url) = url else {
        return Err(flat(400, "invalid_profile_url", "the platform's profile must be an https address"));
    };
    let known = shop.config.known.get(url).cloned();
    let Some(profile) = known.or_else(|| fetched(shop, url)) else {
        let dated = Version::ALL.into_iter().find(|version| url.contains(version.date()));
        let version = dated.or(shop.config.unfetched).ok_or_else(|| {
            flat(424, "profile_unreachable", "the platform's profile cannot be fetched from here")
        })?;
        return spoken(shop, version).map(Platform::of);
    };
    let ucp = &profile["ucp"];
    let whole = ucp["services"].is_object() && ucp["payment_handlers"].is_object();
    let Some(date) = ucp["version"].as_str().filter(|_| whole) else {
        return Err(flat(422, "profile_malformed", "the platform's profile is none"));
    };
    let version =
        Version::of(date).ok_or_else(|| unsupported(date)).and_then(|version| spoken(shop, version))?;
    let has = ucp["capabilities"].as_object().into_iter().flatten();
    let dated = has.filter(|(_, entries)| {
        entries.as_array().into_iter().flatten().any(|entry| entry["version"] == version.date())
    });
    let keys = profile[version.keys()].as_array().into_iter().flatten().take(MAX_KEYS).cloned().collect();
    Ok(Platform { version, has: Some(dated.map(|(name, _)| name.clone()).collect()), keys })
}

fn spoken(shop: &Shop, version: Version) -> Result<Version, Reply> {
    let speaks = shop.config.versions.contains(&version);
    if speaks { Ok(version) } else { Err(unsupported(version.date())) }
}

fn unsupported(date: &str) -> Reply {
    flat(422, "version_unsupported", &format!("UCP {date} is not spoken here"))
}

/// A failure of negotiation (overview, error codes): `code` and `content` at the top, and a message beside them.
pub(crate) fn flat(status: u16, code: &str, content: &str) -> Reply {
    let mut body = crate::http::error_body(code, content, "unrecoverable");
    body["code"] = json!(code);
    body["content"] = json!(content);
    Reply::json(status, &body)
}

/// The platform's profile, as UCP-Agent names it (a dictionary of RFC 8941).
fn agent_profile(request: &Req) -> Option<&str> {
    let (_, rest) = request.header("ucp-agent")?.split_once("profile=\"")?;
    rest.split_once('"').map(|(url, _)| url)
}

/// Whether a profile may lie there: https, or http on loopback where a test has it so.
fn fetchable(url: &str, loopback: bool) -> bool {
    let Ok(url) = url.parse::<Uri>() else { return false };
    let Some(host) = url.host().filter(|host| !host.is_empty()) else { return false };
    match url.scheme_str() {
        Some("https") => true,
        Some("http") => loopback && is_here(host),
        _ => false,
    }
}

fn is_here(host: &str) -> bool {
    host == "localhost"
        || host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// A profile on loopback, kept for a minute, also that there is none. Nothing else is fetched: a sandbox calls nobody.
fn fetched(shop: &Shop, url: &str) -> Option<Value> {
    let now = shop.now();
    if let Some((at, profile)) = lock(&shop.profiles).get(url)
        && now.saturating_sub(*at) < KEEP_MS
    {
        return profile.clone();
    }
    // Of its own address it knows what lies there: no profile.
    let profile = if url.starts_with(&shop.config.base_url) { None } else { fetch(url) };
    let mut all = lock(&shop.profiles);
    if all.len() >= 100 {
        all.clear();
    }
    all.insert(url.to_owned(), (now, profile.clone()));
    profile
}

/// Over a plain connection, without following anything: `Connection: close`, and what has come by then. What is no JSON is
/// told apart from silence: it reads as null.
fn fetch(url: &str) -> Option<Value> {
    let url: Uri = url.parse().ok()?;
    let host = url.host().filter(|host| url.scheme_str() == Some("http") && is_here(host))?;
    let bare = host.trim_matches(['[', ']']);
    let address = (bare, url.port_u16().unwrap_or(80)).to_socket_addrs().ok()?.next()?;
    let mut stream = TcpStream::connect_timeout(&address, WAIT).ok()?;
    stream.set_read_timeout(Some(WAIT)).ok()?;
    stream.set_write_timeout(Some(WAIT)).ok()?;
    let path = url.path_and_query().map_or("/", |path| path.as_str());
    let authority = url.authority()?;
    let request = format!(
        "GET {path} HTTP/1.1\r\nhost: {authority}\r\naccept: application/json\r\nconnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = Vec::new();
    stream.take(MAX_PROFILE).read_to_end(&mut answer).ok()?;
    let (head, body) = answer.split_at(answer.windows(4).position(|four| four == b"\r\n\r\n")?);
    let status = String::from_utf8_lossy(head).split(' ').nth(1).map(str::to_owned);
    (status.as_deref() == Some("200"))
        .then(|| serde_json::from_slice(body.get(4..).unwrap_or_default()).unwrap_or_default())
}
