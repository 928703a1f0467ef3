//! A discount code as a link carries it.

use crate::limits::MAX_CODE;
use tradewind_domain::text::clean;

/// A discount code: 1 to [`MAX_CODE`] characters, all of which can be seen; spaces only inside. It is a word to try
/// at the merchant: holding one says nothing of whether it is good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiscountCode(String);

impl DiscountCode {
    /// Reads a code; none where it is no code.
    pub fn parse(text: &str) -> Option<Self> {
        let whole =
            text.chars().count() <= MAX_CODE && clean(text, MAX_CODE).is_some_and(|shown| shown == text);
        whole.then(|| Self(text.to_owned()))
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_short_and_visible() {
        for good in ["SUMMERSALE20", "夏の20%オフ", "10 OFF", &"x".repeat(64)] {
            assert!(DiscountCode::parse(good).is_some(), "{good}");
        }
        for bad in ["", " X", "X\u{202e}Y", "X\n", "\u{200b}", &"x".repeat(65)] {
            assert_eq!(DiscountCode::parse(bad), None, "{bad:?}");
        }
    }
}
