//! Which form a path has: ours, a merchant's page, a bar code's, a cart's.

use crate::address::{decoded_parts, is_language};
use crate::cart;
use crate::error::LinkError;
use crate::host::plain;
use crate::limits::{MAX_MOMENT, MAX_WORDS};
use crate::merchant::Merchant;
use crate::numbers::digital_link;
use crate::signed::{is_appended, is_ours};
use crate::target::{Dialect, Dropped, Target};
use crate::token::read_part;
use tradewind_domain::text::clean;
use tradewind_domain::{ItemId, OrderId, WebUrl};

/// A target, and what was left out. None where the path has no form of ours.
pub(crate) type Form = Option<Result<(Target, Vec<Dropped>), LinkError>>;

/// Reads a link in our own scheme.
pub(crate) fn own(parts: &[String], pairs: &[(String, String)]) -> Form {
    let (kind, rest) = parts.split_first()?;
    match (kind.as_str(), rest) {
        ("payment" | "return" | "cancel", _) => Some(Err(LinkError::PaymentReturn)),
        ("home", []) => shown(Target::Home),
        ("buy", [lines]) => cart(cart::of_path(lines, pairs, Dialect::Own)),
        (kind, rest) => common(kind, rest, pairs).or_else(|| numbered(parts)),
    }
}

/// Reads a path on a host of the merchant's; the parts are without language and `amp`.
pub(crate) fn web(page: &WebUrl, parts: &[String], pairs: &[(String, String)], merchant: &Merchant) -> Form {
    if let Some(lines) = permalink(page, parts, merchant) {
        return match lines.as_slice() {
            [] => shown(Target::Home),
            [lines] => cart(cart::of_path(lines, pairs, Dialect::Ucp)),
            _ => Some(Err(LinkError::Cart)),
        };
    }
    if let Some(read) = cart::of_one(parts, pairs) {
        return cart(read);
    }
    if is_front(page, parts, pairs, merchant) {
        return shown(Target::Home);
    }
    let (kind, rest) = parts.split_first()?;
    match (kind.as_str(), rest) {
        ("checkout", []) => cart::of_query(pairs, Dialect::Meta).and_then(cart),
        ("checkout-link", []) => cart::of_query(pairs, Dialect::Woo).and_then(cart),
        ("cart", [lines]) if lines.contains(':') => cart(cart::of_path(lines, pairs, Dialect::Shopify)),
        (kind, rest) => common(kind, rest, pairs).or_else(|| numbered(parts)),
    }
}

fn common(kind: &str, rest: &[String], pairs: &[(String, String)]) -> Form {
    let target = match (kind, rest) {
        ("p", [item]) => Target::Product(ItemId::parse(read_part(item)).ok()?),
        ("o", [order]) => Target::Order(OrderId::parse(read_part(order)).ok()?),
        ("s", [words]) => Target::Search(searched(&read_part(words))?),
        ("live", [session]) => {
            let session = ItemId::parse(read_part(session)).ok()?.into();
            Target::Live { session, at: moment(pairs) }
        }
        ("live", [session, item]) => Target::LiveCard {
            session: ItemId::parse(read_part(session)).ok()?.into(),
            item: ItemId::parse(read_part(item)).ok()?,
            at: moment(pairs),
        },
        _ => return None,
    };
    shown(target)
}

fn numbered(parts: &[String]) -> Form {
    digital_link(parts).map(|read| read.map(|gtin| (Target::Gtin(gtin), Vec::new())))
}

/// Words without what shows nothing in them; none where there are too many, or none.
pub(crate) fn searched(words: &str) -> Option<String> {
    if words.chars().count() > MAX_WORDS { None } else { clean(words, MAX_WORDS) }
}

/// `t`, in seconds, with the unit behind it or without, as players write it.
fn moment(pairs: &[(String, String)]) -> Option<u32> {
    let (_, text) = pairs.iter().find(|(name, _)| name == "t")?;
    let text = text.strip_suffix('s').unwrap_or(text);
    let digits = (1..=5).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten().filter(|at| *at <= MAX_MOMENT)
}

/// What stands behind the endpoint of permalinks; none where the path is not below it.
fn permalink(page: &WebUrl, parts: &[String], merchant: &Merchant) -> Option<Vec<String>> {
    let endpoint = merchant.permalink()?;
    let known = decoded_parts(endpoint.url().path()).ok()?;
    let host = |url: &WebUrl| url.url().host_str().map(plain).map(str::to_owned);
    // An endpoint that is the host alone would take every page for a cart.
    if known.is_empty() || host(page) != host(endpoint) {
        return None;
    }
    // The path as it was sent: what was taken for a language may be the endpoint's own (`/ucp/cart`).
    let sent = decoded_parts(page.url().path()).ok().filter(|sent| !sent.is_empty());
    let sent = sent.unwrap_or_else(|| parts.to_vec());
    below(&sent, &known).or_else(|| {
        // Shops of several languages have theirs before it.
        let (path, endpoint) = (without(is_language, &sent), without(names_a_language, &known));
        // `/cart` without a language is Shopify's, whatever stands behind the language of an endpoint.
        let may = path.len() < sent.len() || endpoint.len() > 1;
        if may { below(path, endpoint) } else { None }
    })
}

/// The parts behind those of an endpoint, which are compared without case.
fn below(parts: &[String], known: &[String]) -> Option<Vec<String>> {
    let behind = parts.get(known.len()..)?;
    let same = parts.iter().zip(known).all(|(part, known)| part.eq_ignore_ascii_case(known));
    same.then(|| behind.to_vec())
}

/// Parts without a language before others.
fn without(is_one: fn(&str) -> bool, parts: &[String]) -> &[String] {
    match parts {
        [first, rest @ ..] if !rest.is_empty() && is_one(first) => rest,
        all => all,
    }
}

/// Whether a part that stands for itself is a language: three letters alone are a word more often.
fn names_a_language(part: &str) -> bool {
    is_language(part) && (part.len() == 2 || part.contains(['-', '_']))
}

/// Whether a path is the shop's front: the host, the merchant's own address, a language alone, or the file that servers
/// show for a folder. With a product in its parameters, as shops without paths have it, it is that product's page.
fn is_front(page: &WebUrl, parts: &[String], pairs: &[(String, String)], merchant: &Merchant) -> bool {
    const OF_A_PRODUCT: [&str; 4] = ["p", "product", "product_id", "id_product"];
    let of_a_product = pairs.iter().any(|(name, _)| OF_A_PRODUCT.contains(&name.as_str()));
    let path = |url: &WebUrl| url.url().path().trim_end_matches('/').to_owned();
    let front = match parts {
        [] => true,
        [one] => names_a_language(one) || ["index.html", "index.htm", "index.php"].contains(&one.as_str()),
        _ => false,
    };
    let home = path(merchant.home());
    (front || (!home.is_empty() && path(page) == home)) && !of_a_product
}

/// What of a link's parameters a target that is no cart does not say: nothing but tracking is expected there.
pub(crate) fn twice(pairs: &[(String, String)]) -> bool {
    pairs.iter().enumerate().any(|(at, (name, _))| {
        !is_ours(name) && !is_appended(name) && pairs.iter().take(at).any(|(earlier, _)| earlier == name)
    })
}

fn shown(target: Target) -> Form {
    Some(Ok((target, Vec::new())))
}

fn cart(read: cart::Read) -> Form {
    Some(read.map(|(proposal, dropped)| (Target::Proposal(proposal), dropped)))
}
