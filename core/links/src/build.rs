//! A builder for every form that is read.
//!
//! What one builds, [`crate::read()`] reads as the same: `tests/round_trip.rs` holds it.

use crate::address;
use crate::cart::{PRODUCTS, SHOPIFY_ITEM, WOO_ITEM, code_name};
use crate::code::DiscountCode;
use crate::forms::searched;
use crate::limits::{MAX_CREATOR, MAX_LINES, MAX_LINK_BYTES, MAX_MOMENT};
use crate::merchant::Merchant;
use crate::numbers::gtin14;
use crate::read::LINK;
use crate::signed::{BY, CODE, EXPIRES, KEY, SIGNATURE, canonical, is_ours};
use crate::target::{Dialect, Line, Proposal};
use crate::token::{encoded, hides, is_raw, part, ucp};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use tradewind_domain::{Gtin, ItemId, OrderId, Timestamp, WebUrl};

/// Where a link of ours begins.
#[derive(Debug, Clone, Copy)]
pub enum Base<'a> {
    /// `tradewind://`: only phones with the app open it.
    Scheme,
    /// The merchant's own address: a browser opens it, too.
    Web(&'a WebUrl),
}

/// Why no link was built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BuildError {
    /// Longer than what is read.
    #[error("link too long")]
    TooLong,
    /// Something that this form cannot carry: an id that its dialect has no way to write, words of which nothing can
    /// be seen, no line or more than may be, no endpoint.
    #[error("this form cannot carry that")]
    Unfit,
    /// Not a link of the merchant's, or one that is signed already.
    #[error("no link to sign")]
    NotOurs,
}

type Built = Result<String, BuildError>;

/// A link to the shop's first page.
pub fn home(base: Base<'_>) -> Built {
    match base {
        Base::Scheme => short(format!("{SCHEME}home")),
        Base::Web(_) => link(base, &[], &[]),
    }
}

/// A link to a product.
pub fn product(base: Base<'_>, item: &ItemId) -> Built {
    link(base, &["p", &id(item.as_str())?], &[])
}

/// A link to a search. The words are cleaned as the reader cleans them.
pub fn search(base: Base<'_>, words: &str) -> Built {
    let words = searched(words).ok_or(BuildError::Unfit)?;
    link(base, &["s", &part(&words)], &[])
}

/// A link to an order of the phone that opens it.
pub fn order(base: Base<'_>, order: &OrderId) -> Built {
    link(base, &["o", &id(order.as_str())?], &[])
}

/// A link to a live session, at a moment in seconds.
pub fn live(base: Base<'_>, session: &ItemId, at: Option<u32>) -> Built {
    link(base, &["live", &id(session.as_str())?], &[("t", moment(at)?)])
}

/// A link to a product on the card of a live session.
pub fn card(base: Base<'_>, session: &ItemId, item: &ItemId, at: Option<u32>) -> Built {
    link(base, &["live", &id(session.as_str())?, &id(item.as_str())?], &[("t", moment(at)?)])
}

/// A GS1 Digital Link (URI syntax 1.6: the GTIN in 14 digits).
pub fn gtin(base: Base<'_>, gtin: &Gtin) -> Built {
    link(base, &["01", &gtin14(gtin)], &[])
}

/// A GS1 element string as it is printed below a bar code, which cameras and people give: the GTIN alone in it.
pub fn element_string(gtin: &Gtin) -> String {
    format!("(01){}", gtin14(gtin))
}

/// A link that puts one item into the cart of an engine's page: WooCommerce's `?add-to-cart=`, Shopify's `/cart/add`. The
/// other dialects have none.
pub fn one(merchant: &Merchant, line: &Line, dialect: Dialect) -> Built {
    let id = line.item.as_str();
    if !is_raw(id) {
        return Err(BuildError::Unfit);
    }
    let (id, count) = (Some(id.to_owned()), ("quantity", Some(line.quantity.count().to_string())));
    let web = Base::Web(merchant.home());
    match dialect {
        Dialect::Woo => link(web, &[], &[(WOO_ITEM, id), count]),
        Dialect::Shopify => link(web, &["cart", "add"], &[(SHOPIFY_ITEM, id), count]),
        Dialect::Own | Dialect::Ucp | Dialect::Meta => Err(BuildError::Unfit),
    }
}

/// A link to a proposed cart, in its dialect; of our own scheme in [`Dialect::Own`], else of the merchant's web.
/// UCP's needs the merchant's endpoint.
pub fn proposal(merchant: &Merchant, proposal: &Proposal) -> Built {
    let Proposal { lines, code, dialect } = proposal;
    if lines.is_empty() || lines.len() > MAX_LINES {
        return Err(BuildError::Unfit);
    }
    let written: Option<Vec<String>> = lines.iter().map(|line| written(line, *dialect)).collect();
    let lines = written.ok_or(BuildError::Unfit)?.join(",");
    // Shopify parts codes by commas.
    if *dialect == Dialect::Shopify && code.as_ref().is_some_and(|code| code.as_str().contains(',')) {
        return Err(BuildError::Unfit);
    }
    let code = (code_name(*dialect), code.as_ref().map(|code| code.as_str().to_owned()));
    let web = Base::Web(merchant.home());
    match dialect {
        Dialect::Own => link(Base::Scheme, &["buy", &lines], &[code]),
        Dialect::Shopify => link(web, &["cart", &lines], &[code]),
        Dialect::Meta => link(web, &["checkout"], &[(PRODUCTS, Some(lines)), code]),
        // WooCommerce's own links have a slash before the query.
        Dialect::Woo => link(web, &["checkout-link", ""], &[(PRODUCTS, Some(lines)), code]),
        Dialect::Ucp => {
            let endpoint = merchant.permalink().ok_or(BuildError::Unfit)?;
            short(format!("{}/{lines}{}", endpoint.as_str().trim_end_matches('/'), query(&[code])))
        }
    }
}

/// What a creator's link says.
#[derive(Debug, Clone)]
pub struct Creator<'a> {
    /// The creator's token: `[A-Za-z0-9._-]`, at most 64 bytes. The merchant knows whose it is; it names no person.
    pub by: &'a str,
    /// The code that is promised.
    pub code: Option<&'a DiscountCode>,
    /// When it is over; kept in whole seconds.
    pub expires: Timestamp,
    /// The name of the key in the merchant's profile.
    pub kid: &'a str,
}

/// Makes a link of the merchant's one of a creator's. `sign` signs bytes by Ed25519 with the key of that name.
pub fn creator(
    to: &str,
    creator: &Creator<'_>,
    merchant: &Merchant,
    sign: impl FnOnce(&[u8]) -> [u8; 64],
) -> Built {
    let address = address::of(to, merchant).map_err(|_| BuildError::NotOurs)?;
    let signed = address.pairs.iter().any(|(name, _)| is_ours(name));
    if signed || to.contains('#') || matches!(address.kind, address::Kind::Elsewhere(_)) {
        return Err(BuildError::NotOurs);
    } else if !is_raw(creator.by) || creator.by.len() > MAX_CREATOR || creator.expires.0 < 0 {
        return Err(BuildError::Unfit);
    }
    let mut more = vec![(BY, creator.by.to_owned()), (EXPIRES, (creator.expires.0 / 1_000).to_string())];
    more.extend(creator.code.map(|code| (CODE, code.as_str().to_owned())));
    more.push((KEY, creator.kid.to_owned()));
    let mut pairs = address.pairs;
    pairs.extend(more.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
    let signature = sign(canonical(merchant, &address.parts, &pairs).as_bytes());
    more.push((SIGNATURE, URL_SAFE_NO_PAD.encode(signature)));
    let more: Vec<String> = more.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    let joins = if to.contains('?') { '&' } else { '?' };
    short(format!("{to}{joins}{}", more.join("&")))
}

/// What Google Play is to hand over after an install: the link, and where the person came from.
pub fn install_referrer(link: &str, utm: &[(&str, &str)]) -> Built {
    let mut pairs = vec![format!("{LINK}={}", encoded(link))];
    pairs.extend(utm.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))));
    short(pairs.join("&"))
}

const SCHEME: &str = "tradewind://";

/// A link of parts that are encoded already, and of parameters; those without a value are left out.
fn link(base: Base<'_>, parts: &[&str], pairs: &[(&str, Option<String>)]) -> Built {
    let path = parts.join("/");
    let start = match base {
        Base::Scheme => SCHEME.to_owned(),
        Base::Web(home) => format!("{}/", home.origin()),
    };
    short(format!("{start}{path}{}", query(pairs)))
}

/// An id as a part of a path. What hides in one is refused by the reader.
fn id(text: &str) -> Built {
    if hides(text) { Err(BuildError::Unfit) } else { Ok(part(text)) }
}

fn query(pairs: &[(&str, Option<String>)]) -> String {
    // A pointer's slashes need no encoding in a query (RFC 3986 3.4), and UCP's examples have none.
    let pairs: Vec<String> = pairs
        .iter()
        .filter_map(|(name, value)| Some(format!("{name}={}", encoded(value.as_deref()?))))
        .collect();
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
}

fn short(link: String) -> Built {
    if link.len() > MAX_LINK_BYTES { Err(BuildError::TooLong) } else { Ok(link) }
}

fn moment(at: Option<u32>) -> Result<Option<String>, BuildError> {
    match at {
        Some(at) if at > MAX_MOMENT => Err(BuildError::Unfit),
        at => Ok(at.map(|at| at.to_string())),
    }
}

/// A line of a cart; none where the dialect has no way to write its id.
fn written(line: &Line, dialect: Dialect) -> Option<String> {
    let (id, count) = (line.item.as_str(), line.quantity.count());
    if hides(id) {
        return None;
    }
    match dialect {
        Dialect::Own | Dialect::Ucp => Some(format!("{}:{count}", ucp(id))),
        Dialect::Meta | Dialect::Woo => (!id.contains(',')).then(|| format!("{id}:{count}")),
        Dialect::Shopify => is_raw(id).then(|| format!("{id}:{count}")),
    }
}
