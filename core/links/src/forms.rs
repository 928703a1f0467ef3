//! Which form a path has: ours, a merchant's page, a bar code's, a cart's.

use crate::cart;
use crate::error::LinkError;
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
        return match lines {
            [] => shown(Target::Home),
            [lines] => cart(cart::of_path(lines, pairs, Dialect::Ucp)),
            _ => Some(Err(LinkError::Cart)),
        };
    }
    let Some((kind, rest)) = parts.split_first() else { return shown(Target::Home) };
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

/// `t`, in seconds.
fn moment(pairs: &[(String, String)]) -> Option<u32> {
    let (_, text) = pairs.iter().find(|(name, _)| name == "t")?;
    let digits = (1..=5).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten().filter(|at| *at <= MAX_MOMENT)
}

/// What stands behind the endpoint of permalinks; none where the path is not below it.
fn permalink<'a>(page: &WebUrl, parts: &'a [String], merchant: &Merchant) -> Option<&'a [String]> {
    let endpoint = merchant.permalink()?;
    let known: Vec<&str> = endpoint.url().path().split('/').filter(|part| !part.is_empty()).collect();
    // An endpoint that is the host alone would take every page for a cart.
    let under =
        !known.is_empty() && parts.iter().zip(&known).all(|(part, known)| part.eq_ignore_ascii_case(known));
    let host = page.url().host_str() == endpoint.url().host_str();
    if under && host { parts.get(known.len()..) } else { None }
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
