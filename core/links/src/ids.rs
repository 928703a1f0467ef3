//! What a merchant's feed calls the items that its engine numbers.
//!
//! Cart links of WooCommerce, Shopify and Meta name an item as the engine or Meta's catalog does: 70881412, `wc_post_id_9360`. A
//! feed may call the same item `shopify_US_632910392_70881412`, `woocommerce_gpf_9360` or `gla_9360`. Which of these holds is said by
//! the merchant's profile, and nothing else is tried.

use crate::limits::MAX_ID_FORM;
use tradewind_domain::ItemId;

/// How an id of a link stands in the feed: the same number, in other words around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdForm {
    link: Pattern,
    feed: Pattern,
}

/// What an item may be called in the feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FeedId {
    /// This.
    Is(ItemId),
    /// Something with at least one character between these two.
    Between {
        /// What it begins with; may be empty.
        before: String,
        /// What it ends with: a sign that is no digit, and the number behind it.
        after: String,
    },
}

impl IdForm {
    /// Reads a form. In each of its two patterns `{n}` stands once, for the number; one `*` may stand before it, for at
    /// least one character of any kind, with a sign that is no digit right before the number. None for any other, and for
    /// more than [`crate::MAX_ID_FORM`] bytes.
    pub fn parse(link: &str, feed: &str) -> Option<Self> {
        Some(Self { link: Pattern::parse(link)?, feed: Pattern::parse(feed)? })
    }

    /// What the feed may call the item that a link calls so; none where the link's id is not of this form, or the feed has
    /// it under the same name.
    pub fn feed_id(&self, id: &ItemId) -> Option<FeedId> {
        let number = self.link.number(id.as_str())?;
        let Pattern { before, between, after } = &self.feed;
        match between {
            Some(between) => {
                Some(FeedId::Between { before: before.clone(), after: format!("{between}{number}{after}") })
            }
            None => {
                let other = ItemId::parse(format!("{before}{number}{after}")).ok()?;
                (other != *id).then_some(FeedId::Is(other))
            }
        }
    }
}

const NUMBER: &str = "{n}";
/// The most digits of a number: of those that engines count by, none is longer.
const MOST_DIGITS: usize = 20;

/// `before`, then anything and `between` where there is one, then the number, then `after`.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pattern {
    before: String,
    between: Option<String>,
    after: String,
}

impl Pattern {
    fn parse(text: &str) -> Option<Self> {
        if text.len() > MAX_ID_FORM {
            return None;
        }
        let (head, after) = text.split_once(NUMBER)?;
        let (before, between) = match head.split_once('*') {
            Some((before, between)) => (before, Some(between.to_owned())),
            None => (head, None),
        };
        // The number begins where digits do.
        let apart = match &between {
            Some(between) => between.ends_with(|c: char| !c.is_ascii_digit()),
            None => true,
        };
        let plain = |text: &str| !text.contains(['*', '{', '}']);
        let whole = apart && plain(before) && between.as_deref().is_none_or(plain) && plain(after);
        whole.then(|| Self { before: before.to_owned(), between, after: after.to_owned() })
    }

    /// The number in an id of this pattern.
    fn number<'a>(&self, id: &'a str) -> Option<&'a str> {
        let rest = id.strip_prefix(self.before.as_str())?.strip_suffix(self.after.as_str())?;
        let number = match &self.between {
            None => rest,
            Some(between) => {
                let head = rest.trim_end_matches(|c: char| c.is_ascii_digit());
                let any = head.strip_suffix(between.as_str())?;
                if any.is_empty() {
                    return None;
                }
                rest.get(head.len()..)?
            }
        };
        let digits = (1..=MOST_DIGITS).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
        digits.then_some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> ItemId {
        ItemId::parse(text).expect("an id")
    }

    fn named(link: &str, feed: &str, text: &str) -> Option<FeedId> {
        IdForm::parse(link, feed).expect("a form").feed_id(&id(text))
    }

    fn between(before: &str, after: &str) -> Option<FeedId> {
        Some(FeedId::Between { before: before.into(), after: after.into() })
    }

    #[test]
    fn published_forms_are_read() {
        for (link, feed, text, wanted) in [
            ("{n}", "shopify_*_{n}", "70881412", between("shopify_", "_70881412")),
            ("{n}", "woocommerce_gpf_{n}", "9360", Some(FeedId::Is(id("woocommerce_gpf_9360")))),
            ("{n}", "gla_{n}", "9360", Some(FeedId::Is(id("gla_9360")))),
            ("wc_post_id_{n}", "{n}", "wc_post_id_9360", Some(FeedId::Is(id("9360")))),
            ("wc_post_id_{n}", "gla_{n}", "wc_post_id_9360", Some(FeedId::Is(id("gla_9360")))),
            ("*_{n}", "{n}", "MUG-12_red_9360", Some(FeedId::Is(id("9360")))),
            ("{n}", "*-{n}-v", "9360", between("", "-9360-v")),
            ("{n}", "{n}", "9360", None),
        ] {
            assert_eq!(named(link, feed, text), wanted, "{link} {feed} {text}");
        }
    }

    #[test]
    fn an_id_of_another_form_is_none() {
        for (link, text) in [
            ("{n}", "mug"),
            ("{n}", "12a"),
            ("{n}", "١٢"),
            ("{n}", "123456789012345678901"),
            ("wc_post_id_{n}", "9360"),
            ("wc_post_id_{n}", "wc_post_id_"),
            ("*_{n}", "_9360"),
            ("*_{n}", "mug9360"),
            ("a{n}a", "a"),
        ] {
            assert_eq!(named(link, "x{n}", text), None, "{link} {text}");
        }
    }

    #[test]
    fn a_pattern_that_says_too_little_or_too_much_is_none() {
        for bad in
            ["", "mug", "{n}{n}", "*{n}", "a*1{n}", "{n}*", "*_*_{n}", "{x}{n}", &"x".repeat(MAX_ID_FORM)]
        {
            assert_eq!(IdForm::parse(bad, "{n}"), None, "{bad}");
            assert_eq!(IdForm::parse("{n}", bad), None, "{bad}");
        }
    }
}
