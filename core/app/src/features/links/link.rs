//! Links from outside: one strict parser. A link shows something; it never pays, orders or changes a cart.

use tradewind_domain::{Code, ItemId, OrderId, WebUrl, WebUrlError};
use url::Url;

/// The longest link we read, in bytes: what common messengers and QR codes carry, with room.
pub const MAX_LINK_BYTES: usize = 2_048;
/// The longest search a link may carry, in characters.
pub const MAX_WORDS: usize = 200;

/// What a link wants to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// The product with this id.
    Product(ItemId),
    /// A search for these words, at most [`MAX_WORDS`] characters.
    Search(String),
    /// A product on the card of a live stream.
    Live {
        /// The stream, as its host named it.
        stream: String,
        /// The product on the card.
        item: ItemId,
    },
    /// An order of this phone.
    Order(OrderId),
    /// An address that may be a product's own link: the catalog decides.
    ProductPage(WebUrl),
}

/// Why a link shows nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// Longer than [`MAX_LINK_BYTES`].
    #[error("link too long")]
    TooLong,
    /// Not a form we know.
    #[error("unknown link")]
    Unknown,
    /// To another merchant.
    #[error("foreign link")]
    Foreign,
    /// `http:` that is not loopback, or with user info.
    #[error("insecure link")]
    Insecure,
}

impl LinkError {
    /// The public code.
    pub const fn code(self) -> Code {
        match self {
            Self::TooLong => Code::LinkTooLong,
            Self::Unknown => Code::LinkUnknown,
            Self::Foreign => Code::LinkForeign,
            Self::Insecure => Code::InsecureUrl,
        }
    }
}

/// Reads a link.
///
/// - `tradewind://p/ITEM`, `tradewind://s/WORDS`, `tradewind://live/STREAM/ITEM`, `tradewind://o/ORDER`, each part
///   percent-encoded; a query or fragment, which campaigns append, says nothing;
/// - `https://MERCHANT/...` on the merchant's own origin: `/p/ITEM`, `/s/WORDS`, `/live/STREAM/ITEM`, `/o/ORDER` as
///   above; anything else there may be a product's own page;
/// - any other https address is a [`LinkTarget::ProductPage`] only if the catalog later says so; the app answers
///   LINK_FOREIGN when it does not.
///
/// What a person copied along with it (marks of direction, quotes, the full stop of a sentence) and a slash at its end are
/// passed over; the first part is read in any case, since short QR codes have capitals alone.
pub fn read_link(text: &str, merchant: &WebUrl) -> Result<LinkTarget, LinkError> {
    if text.len() > MAX_LINK_BYTES {
        return Err(LinkError::TooLong);
    }
    let url = Url::parse(bare(text)).map_err(|_| LinkError::Unknown)?;
    match url.scheme() {
        "tradewind" => own_scheme(&url),
        "https" | "http" => web(&url, merchant),
        _ => Err(LinkError::Unknown),
    }
}

fn own_scheme(url: &Url) -> Result<LinkTarget, LinkError> {
    if url.port().is_some() || !url.username().is_empty() || url.password().is_some() {
        return Err(LinkError::Unknown);
    }
    let parts = decoded_parts(url.path())?;
    target(url.host_str().ok_or(LinkError::Unknown)?, &parts).ok_or(LinkError::Unknown)
}

/// A link without what stood around it where it was copied.
fn bare(text: &str) -> &str {
    let shows_nothing = tradewind_domain::typed::is_invisible;
    let opens = |c: char| shows_nothing(c) || "<([{\"'“„‘‚«‹「『（【".contains(c);
    let mut link = text.trim_start_matches(opens);
    // A closing bracket is a part of the link if the link opened it.
    while let Some(last) = link.chars().next_back() {
        let count = |c: char| link.chars().filter(|known| *known == c).count();
        let extra = match last {
            ')' => count('(') < count(')'),
            ']' => count('[') < count(']'),
            c => shows_nothing(c) || ".,;:!?>}\"'”’»›…。、，！？」』）】".contains(c),
        };
        if !extra {
            break;
        }
        link = &link[..link.len() - last.len_utf8()];
    }
    link
}

fn web(url: &Url, merchant: &WebUrl) -> Result<LinkTarget, LinkError> {
    let address = WebUrl::parse(url.as_str()).map_err(|error| match error {
        WebUrlError::Insecure => LinkError::Insecure,
        WebUrlError::TooLong => LinkError::TooLong,
        WebUrlError::Malformed | WebUrlError::Private | WebUrlError::NotABase => LinkError::Unknown,
    })?;
    if address.same_origin(merchant)
        && let Ok(parts) = decoded_parts(url.path())
        && let Some((kind, rest)) = parts.split_first()
        && let Some(target) = target(kind, rest)
    {
        return Ok(target);
    }
    Ok(LinkTarget::ProductPage(address))
}

fn target(kind: &str, parts: &[String]) -> Option<LinkTarget> {
    match (kind.to_ascii_lowercase().as_str(), parts) {
        ("p", [item]) => Some(LinkTarget::Product(ItemId::parse(item.as_str()).ok()?)),
        ("o", [order]) => Some(LinkTarget::Order(OrderId::parse(order.as_str()).ok()?)),
        ("s", [words]) => {
            let words = words.trim();
            let fits = !words.is_empty()
                && words.chars().count() <= MAX_WORDS
                && !words.chars().any(char::is_control);
            fits.then(|| LinkTarget::Search(words.to_owned()))
        }
        ("live", [stream, item]) => Some(LinkTarget::Live {
            stream: ItemId::parse(stream.as_str()).ok()?.as_str().to_owned(),
            item: ItemId::parse(item.as_str()).ok()?,
        }),
        _ => None,
    }
}

/// The path's parts, without slashes at its ends, percent-decoded as UTF-8.
fn decoded_parts(path: &str) -> Result<Vec<String>, LinkError> {
    path.trim_matches('/')
        .split('/')
        .map(|part| {
            percent_encoding::percent_decode_str(part)
                .decode_utf8()
                .map(|text| text.into_owned())
                .map_err(|_| LinkError::Unknown)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<LinkTarget, LinkError> {
        read_link(text, &WebUrl::parse("https://shop.example/").expect("https"))
    }

    fn item(text: &str) -> ItemId {
        ItemId::parse(text).expect("a good id")
    }

    #[test]
    fn every_form_shows_something() {
        assert_eq!(read("tradewind://p/mug-indigo"), Ok(LinkTarget::Product(item("mug-indigo"))));
        assert_eq!(read("tradewind://p/a%2Fb%20c"), Ok(LinkTarget::Product(item("a/b c"))));
        assert_eq!(read("tradewind://s/%E8%8C%B6%E7%A2%97"), Ok(LinkTarget::Search("茶碗".into())));
        let live = LinkTarget::Live { stream: "eid-42".into(), item: item("mug") };
        assert_eq!(read("tradewind://live/eid-42/mug"), Ok(live));
        let order = LinkTarget::Order(OrderId::parse("1042").expect("a good id"));
        assert_eq!(read("https://shop.example/o/1042?utm=x"), Ok(order));
        assert!(matches!(read("https://shop.example/products/mug"), Ok(LinkTarget::ProductPage(_))));
        assert!(matches!(read("https://elsewhere.example/p/mug"), Ok(LinkTarget::ProductPage(_))));
    }

    #[test]
    fn tracking_slashes_and_what_stood_around_a_link_change_nothing() {
        let mug = Ok(LinkTarget::Product(item("mug")));
        for link in [
            "tradewind://p/mug?utm_source=ig",
            "tradewind://p/mug?fbclid=1#reviews",
            "tradewind://p/mug/",
            "TRADEWIND://P/mug",
            "https://shop.example/p/mug/",
            "https://shop.example//p/mug?utm_source=tiktok&fbclid=x",
            "https://shop.example/p/mug#:~:text=mug",
            "HTTPS://SHOP.EXAMPLE/P/mug",
            "https://shop.example/p/mug.",
            "(https://shop.example/p/mug)",
            "“https://shop.example/p/mug”,",
            "\u{feff}https://shop.example/p/mug\u{200b}",
            "\u{2068}https://shop.example/p/mug\u{2069}。",
            "<https://shop.example/p/mug>",
        ] {
            assert_eq!(read(link), mug, "{link:?}");
        }
        assert_eq!(read("https://shop.example/p/mug(blue)"), Ok(LinkTarget::Product(item("mug(blue)"))));
    }

    #[test]
    fn nothing_else_does() {
        for bad in [
            "",
            "mug",
            "tradewind://",
            "tradewind://pay/1042",
            "tradewind://p/",
            "tradewind://p/a/b",
            "tradewind://p/%FF",
            "tradewind://p/%00",
            "tradewind://u:p@p/a",
            "tradewind://live/x",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "intent://p/a",
        ] {
            assert_eq!(read(bad), Err(LinkError::Unknown), "{bad}");
        }
        assert_eq!(read("http://shop.example/p/mug"), Err(LinkError::Insecure));
        assert_eq!(read(&format!("tradewind://s/{}", "x".repeat(2_048))), Err(LinkError::TooLong));
        assert_eq!(read(&format!("tradewind://s/{}", "x".repeat(201))), Err(LinkError::Unknown));
    }
}
