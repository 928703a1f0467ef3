//! The one door: a text from outside, held against a merchant.

use crate::address::{self, Address, Kind, form, is_language, path_leads_on};
use crate::bare::{among_words, bare, has_marks, unglued, unwrapped};
use crate::campaign::{Campaign, CreatorLink};
use crate::error::LinkError;
use crate::forms;
use crate::host::begins_with_own;
use crate::limits::MAX_LINK_BYTES;
use crate::merchant::Merchant;
use crate::numbers::{self, digital_link};
use crate::short_code::ShortCode;
use crate::signed::{self, is_appended, is_ours};
use crate::target::{Arrival, Dropped, Target};
use tradewind_domain::{Timestamp, WebUrl};
use url::Url;

/// How a text came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The system handed over a link that was tapped.
    Tap,
    /// A camera read a code.
    Camera,
    /// A person typed or pasted it.
    Typed,
    /// Google Play's install referrer: a query, percent-encoded in the store's address and decoded once by Play, with
    /// the link, encoded once more, in its parameter `tw_link`. `build::install_referrer` writes one.
    InstallReferrer,
}

/// The parameter of an install referrer that has the link.
pub(crate) const LINK: &str = "tw_link";

/// What Play says of an install that no link led to (developer.android.com, "Play Install Referrer Library", 2026), and
/// of a parameter that an advertisement left open.
const ORGANIC: [(&str, &str); 2] = [("utm_source", "google-play"), ("utm_medium", "organic")];
const NOT_SET: &str = "(not set)";

/// Where GS1's own resolver lives.
const GS1: &str = "id.gs1.org";

/// Reads a text.
///
/// - `tradewind://p/ITEM`, `s/WORDS`, `o/ORDER`, `live/SESSION`, `live/SESSION/ITEM`, `01/GTIN`, `buy/ID:QTY,…`,
///   `home`, in any case, each part percent-encoded;
/// - the same paths on the merchant's hosts, with a language or `amp` around them, as a fragment, with any tracking;
///   UCP's permalink, Meta's, WooCommerce's and Shopify's cart links there; anything else there may be a product's
///   own page;
/// - GS1 Digital Links on the merchant's hosts and GS1's, from a camera on any host, since only the number is taken;
/// - a GTIN, a GS1 element string; what QR codes and messages put around a link; a typed short code; Play's referrer.
///
/// Nothing is fetched, and nothing but the returned value comes of it. `now` decides whether a creator's promise is
/// over.
pub fn read(text: &str, from: Source, merchant: &Merchant, now: Timestamp) -> Result<Arrival, LinkError> {
    if text.len() > MAX_LINK_BYTES {
        return Err(LinkError::TooLong);
    }
    if from == Source::InstallReferrer {
        return referrer(text, merchant, now);
    }
    if let Some(number) = numbers::read(text) {
        return number.map(|gtin| plain(Target::Gtin(gtin)));
    }
    let text = unwrapped(bare(text));
    let by_hand = matches!(from, Source::Typed | Source::Camera);
    if from == Source::Typed {
        match ShortCode::parse(&text) {
            Some(code) => return Ok(plain(Target::ShortCode(code))),
            None if ShortCode::is_mistyped(&text) => return Err(LinkError::ShortCode),
            None => {}
        }
    }
    let link = if by_hand && text.contains(char::is_whitespace) {
        among_words(&text, merchant).ok_or(LinkError::Unknown)?
    } else if by_hand {
        unglued(&text)
    } else {
        &*text
    };
    if has_marks(link) {
        return Err(marked(link));
    }
    if by_hand && !link.contains("://") && begins_with_own(link, merchant) {
        return opened(&format!("https://{link}"), from, merchant, now);
    }
    opened(link, from, merchant, now)
}

/// What is said of a link with marks in it. A blank is nothing hidden: it stands among words that are no link, or
/// where a link was broken when it was copied.
fn marked(link: &str) -> LinkError {
    match (has_marks(&link.replace(' ', "")), link.contains("://")) {
        (true, _) => LinkError::Marks,
        (false, true) => LinkError::Encoding,
        (false, false) => LinkError::Unknown,
    }
}

fn opened(link: &str, from: Source, merchant: &Merchant, now: Timestamp) -> Result<Arrival, LinkError> {
    let address = match address::of(link, merchant) {
        // GS1 Digital Links on packages may be `http:`. The number is taken, and nothing else.
        Err(LinkError::Insecure) => return insecure_number(link, from).unwrap_or(Err(LinkError::Insecure)),
        address => address?,
    };
    let (target, mut dropped) = match &address.kind {
        Kind::OwnScheme => forms::own(&address.parts, &address.pairs).unwrap_or(Err(LinkError::Unknown))?,
        Kind::Merchant(page) => match forms::web(page, &address.parts, &address.pairs, merchant) {
            Some(read) => read?,
            None => (product_page(page, merchant)?, Vec::new()),
        },
        Kind::Elsewhere(page) => (elsewhere(page, &address, from, merchant)?, Vec::new()),
    };
    if forms::twice(&address.pairs) {
        Dropped::Twice.note(&mut dropped);
    }
    // Only the merchant's own links carry its creators' names.
    let said = match address.kind {
        Kind::Elsewhere(_) => None,
        _ => Some(signed::read(&address, merchant, now)),
    };
    let link = said.as_ref().map_or(CreatorLink::Unsigned, |said| said.link);
    match link {
        CreatorLink::Unsigned | CreatorLink::Good => {}
        CreatorLink::Expired => Dropped::Expired.note(&mut dropped),
        CreatorLink::UnknownKey | CreatorLink::Bad => Dropped::Creator.note(&mut dropped),
    }
    let (creator, promised) = said.map_or((None, None), |said| (said.creator, said.code));
    let campaign = Campaign::read(&address.pairs, link, creator);
    Ok(Arrival { target, promised, campaign, dropped })
}

fn plain(target: Target) -> Arrival {
    let campaign = Campaign::read(&[], CreatorLink::Unsigned, None);
    Arrival { target, promised: None, campaign, dropped: Vec::new() }
}

/// The bar code's number in an `http:` link of GS1's own resolver, or from a camera; none in any other.
fn insecure_number(link: &str, from: Source) -> Option<Result<Arrival, LinkError>> {
    let url = Url::parse(link).ok()?;
    let asked = url.host_str() == Some(GS1) || from == Source::Camera;
    let read = asked.then(|| digital_link(&address::decoded_parts(url.path()).ok()?)).flatten()?;
    Some(read.map(|gtin| plain(Target::Gtin(gtin))))
}

/// Play's install referrer, decoded once by Play: where the person came from, and the link that they had tapped. What
/// Play itself puts there, where nobody gave it a referrer, says nothing of anybody.
fn referrer(text: &str, merchant: &Merchant, now: Timestamp) -> Result<Arrival, LinkError> {
    let mut pairs = form(text.trim())?;
    pairs.retain(|(_, value)| value != NOT_SET);
    if ORGANIC.iter().all(|known| pairs.iter().any(|(name, value)| (name.as_str(), value.as_str()) == *known))
    {
        pairs.retain(|(name, value)| !ORGANIC.contains(&(name.as_str(), value.as_str())));
    }
    let link = pairs.iter().find(|(name, _)| name == LINK).map(|(_, link)| link.as_str());
    let mut arrival = match link {
        Some(link) => read(link, Source::Tap, merchant, now)?,
        None => plain(Target::Home),
    };
    let outer = Campaign::read(&pairs, CreatorLink::Unsigned, None);
    arrival.campaign = arrival.campaign.or(outer);
    Ok(arrival)
}

fn elsewhere(
    page: &WebUrl,
    address: &Address,
    from: Source,
    merchant: &Merchant,
) -> Result<Target, LinkError> {
    if (page.url().host_str() == Some(GS1) || from == Source::Camera)
        && let Some(gtin) = digital_link(&address.parts)
    {
        return gtin.map(Target::Gtin);
    }
    if !merchant.pages_elsewhere() {
        return Err(LinkError::Foreign);
    }
    Ok(Target::ProductPage { page: cleaned(page.url().clone())?, others: Vec::new() })
}

/// A page of the merchant's, and the addresses that a feed may have for the same page.
fn product_page(page: &WebUrl, merchant: &Merchant) -> Result<Target, LinkError> {
    if path_leads_on(page.url().path()) {
        return Err(LinkError::Redirect);
    }
    let page = cleaned(page.url().clone())?;
    let path = page.url().path().trim_end_matches('/').to_owned();
    let mut paths = vec![path.clone()];
    let rest = path.trim_start_matches('/').split_once('/');
    if let Some((first, rest)) = rest
        && (is_language(first) || first == "amp")
    {
        paths.push(format!("/{rest}"));
    }
    if let Some(shorter) = path.strip_suffix("/amp") {
        paths.push(shorter.to_owned());
    }
    let mut others: Vec<WebUrl> = Vec::new();
    for host in [page.url(), merchant.home().url()] {
        for path in &paths {
            let mut other = host.clone();
            other.set_path(path);
            other.set_query(page.url().query());
            if let Ok(other) = WebUrl::parse(other.as_str())
                && !page.leads_to(&other)
                && !others.contains(&other)
            {
                others.push(other);
            }
        }
    }
    Ok(Target::ProductPage { page, others })
}

/// An address without fragment, tracking and creators' parameters, the others as they stand.
fn cleaned(mut url: Url) -> Result<WebUrl, LinkError> {
    url.set_fragment(None);
    let named = |pair: &&str| {
        let name = url::form_urlencoded::parse(pair.as_bytes()).next().map(|(name, _)| name.into_owned());
        name.is_some_and(|name| !is_appended(&name) && !is_ours(&name))
    };
    let query: Vec<&str> = url.query().unwrap_or_default().split('&').filter(named).collect();
    let query = Some(query.join("&")).filter(|query| !query.is_empty());
    url.set_query(query.as_deref());
    WebUrl::parse(url.as_str()).map_err(|_| LinkError::Unknown)
}
