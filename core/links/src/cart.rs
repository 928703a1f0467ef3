//! Carts that a link proposes, in five dialects. Nothing is taken but lines and one discount code.

use crate::code::DiscountCode;
use crate::error::LinkError;
use crate::limits::MAX_LINES;
use crate::signed::{is_appended, is_ours};
use crate::target::{Dialect, Dropped, Line, Proposal};
use crate::token::{hides, is_raw, read_ucp};
use tradewind_domain::{ItemId, Quantity};

/// A cart, and what else the link said.
pub(crate) type Read = Result<(Proposal, Vec<Dropped>), LinkError>;

/// Reads a cart whose lines stand in the path: ours, UCP's, Shopify's. What the query says of lines is passed over:
/// the path wins (UCP permalink).
pub(crate) fn of_path(lines: &str, pairs: &[(String, String)], dialect: Dialect) -> Read {
    proposal(lines, pairs, dialect)
}

/// Reads a cart whose lines stand in the parameter `products`: Meta's and WooCommerce's. None without one.
pub(crate) fn of_query(pairs: &[(String, String)], dialect: Dialect) -> Option<Read> {
    let mut products = pairs.iter().filter(|(name, _)| name == PRODUCTS).map(|(_, value)| value);
    let first = products.next()?;
    // Two lists: which of them was meant is not known.
    Some(if products.next().is_some() { Err(LinkError::Cart) } else { proposal(first, pairs, dialect) })
}

/// Reads a link that puts one item into the cart of a page: WooCommerce's `?add-to-cart=ID&quantity=N` on the shop's front,
/// its cart and its checkout, and Shopify's `/cart/add?id=ID&quantity=N`. None for any other.
pub(crate) fn of_one(parts: &[String], pairs: &[(String, String)]) -> Option<Read> {
    let path: Vec<&str> = parts.iter().map(String::as_str).collect();
    let (id, variant, dialect) = match path.as_slice() {
        ["cart", "add"] => (SHOPIFY_ITEM, None, Dialect::Shopify),
        [] | ["shop" | "cart" | "checkout"] => (WOO_ITEM, Some("variation_id"), Dialect::Woo),
        _ => return None,
    };
    if !pairs.iter().any(|(name, _)| name == id) {
        return None;
    }
    let taken = |name: &str| [Some(id), variant, Some("quantity")].contains(&Some(name));
    let (taken, others): (Vec<_>, Vec<_>) = pairs.iter().cloned().partition(|(name, _)| taken(name));
    let value = |wanted: &str| {
        let mut found = taken.iter().filter(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
        // Of two, which was meant is not known.
        (found.next(), found.next().is_none())
    };
    let ((item, one), (count, once)) = (value(id), value("quantity"));
    let (variant, alone) = variant.map_or((None, true), value);
    let item = variant.or(item).filter(|id| is_raw(id) && one && once && alone);
    Some(match item {
        Some(item) => proposal(&format!("{item}:{}", count.unwrap_or("1")), &others, dialect),
        None => Err(LinkError::Cart),
    })
}

pub(crate) const PRODUCTS: &str = "products";
/// The parameters of links that put one item into a page's cart.
pub(crate) const WOO_ITEM: &str = "add-to-cart";
pub(crate) const SHOPIFY_ITEM: &str = "id";

/// The parameter of a dialect's discount code.
pub(crate) const fn code_name(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Own => "code",
        Dialect::Ucp => "discounts/codes/0",
        Dialect::Meta | Dialect::Woo => "coupon",
        Dialect::Shopify => "discount",
    }
}

fn proposal(text: &str, pairs: &[(String, String)], dialect: Dialect) -> Read {
    let (mut code, mut dropped) = (None, Vec::new());
    let lines = lines(text, dialect, &mut dropped)?;
    let mut seen = false;
    for (name, value) in pairs.iter().filter(|(name, _)| !is_appended(name) && !is_ours(name)) {
        // UCP's pointers may have their leading slash (RFC 6901) or not.
        let name = if dialect == Dialect::Ucp { name.strip_prefix('/').unwrap_or(name) } else { name };
        match name {
            "" => {}
            _ if says_nothing(name, dialect) => {}
            PRODUCTS if matches!(dialect, Dialect::Meta | Dialect::Woo) => {}
            _ if name == code_name(dialect) && value.is_empty() => {}
            _ if name == code_name(dialect) && seen => Dropped::Twice.note(&mut dropped),
            _ if name == code_name(dialect) => {
                seen = true;
                // Shopify's links may have several, parted by commas.
                let (first, more) = match value.split_once(',') {
                    Some((first, more)) if dialect == Dialect::Shopify => {
                        (first.trim(), !more.trim().is_empty())
                    }
                    _ => (value.as_str(), false),
                };
                code = DiscountCode::parse(first);
                if code.is_none() || more {
                    Dropped::Code.note(&mut dropped);
                }
            }
            _ if name.starts_with("discounts/codes/") && dialect == Dialect::Ucp => {
                Dropped::Code.note(&mut dropped);
            }
            "continue_to" => Dropped::ContinueTo.note(&mut dropped),
            "return_to" if dialect == Dialect::Shopify => Dropped::ContinueTo.note(&mut dropped),
            _ => Dropped::Field.note(&mut dropped),
        }
    }
    Ok((Proposal { lines, code, dialect }, dropped))
}

/// Whether a parameter is one that the dialect publishes and that is of no cart: where the page is shown and in which
/// language, who sent the person (Shopify), which session of the web's it was (WooCommerce), which plug-in reads it.
fn says_nothing(name: &str, dialect: Dialect) -> bool {
    let names: &[&str] = match dialect {
        Dialect::Shopify => &["storefront", "locale", "ref", "access_token"],
        Dialect::Woo => &["session"],
        Dialect::Meta => &["fb_commerce"],
        Dialect::Own | Dialect::Ucp => &[],
    };
    // Which colour and size a variation of WooCommerce has goes along with its number.
    names.contains(&name) || (dialect == Dialect::Woo && name.starts_with("attribute_"))
}

/// The lines whose ids can be read; an error without one. A count that cannot be read refuses them all: how much was meant of which is
/// not known.
fn lines(text: &str, dialect: Dialect, dropped: &mut Vec<Dropped>) -> Result<Vec<Line>, LinkError> {
    let mut lines: Vec<Line> = Vec::new();
    for (at, line) in text.split(',').enumerate() {
        if at == MAX_LINES {
            return Err(LinkError::Cart);
        }
        let (id, quantity) = counted(line, dialect).ok_or(LinkError::Cart)?;
        let Some(item) = item(id, dialect) else {
            Dropped::Item.note(dropped);
            continue;
        };
        match lines.iter_mut().find(|known| known.item == item) {
            Some(known) => {
                let both = known.quantity.count() + quantity.count();
                known.quantity = Quantity::new(both).map_err(|_| LinkError::Cart)?;
            }
            None => lines.push(Line { item, quantity }),
        }
    }
    if lines.is_empty() { Err(LinkError::Cart) } else { Ok(lines) }
}

/// A line's id as it stands there, and how many.
fn counted(text: &str, dialect: Dialect) -> Option<(&str, Quantity)> {
    match text.rsplit_once(':') {
        Some((id, count)) => Some((id, quantity(count)?)),
        // WooCommerce reads an id alone as one of it. Elsewhere a line without a count is one that was cut off.
        None => (dialect == Dialect::Woo).then_some((text, Quantity::ONE)),
    }
}

fn item(id: &str, dialect: Dialect) -> Option<ItemId> {
    let id = if matches!(dialect, Dialect::Ucp | Dialect::Own) { read_ucp(id)? } else { id.to_owned() };
    if hides(&id) {
        return None;
    }
    ItemId::parse(id).ok()
}

/// `[1-9][0-9]*`, at most 999.
fn quantity(text: &str) -> Option<Quantity> {
    let plain = text.len() <= 3 && !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok().and_then(|count: u32| Quantity::new(count).ok())).flatten()
}
