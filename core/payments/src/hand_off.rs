//! What is handed to a person, checked before it is shown or opened; and the link by which they come back.

use crate::law::Claim;
use tradewind_commerce::Work;
use tradewind_domain::Money;

/// How the link begins by which a person comes back to an open payment. It carries one opaque id and nothing else that is read.
pub const RETURN: &str = "tradewind://payment/return/";

/// Why what a merchant hands over is neither shown nor opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HandOffRefused {
    /// A link that does not lead to an app or a secure page.
    #[error("the link leads to no app and no secure page")]
    Link,
    /// A payment code that does not read.
    #[error("the payment code does not read")]
    Code,
    /// A payment code over another sum, or in another currency.
    #[error("the payment code is over another sum")]
    Sum,
}

impl HandOffRefused {
    /// A stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Code => "code",
            Self::Sum => "sum",
        }
    }
}

/// Whether work may be begun: a link leads to an app or a secure page, a code reads and is over this sum.
pub fn check(work: &Work, amount: Money) -> Result<(), HandOffRefused> {
    let _ = amount;
    match work {
        Work::Link { app: Some(app), .. } if !opens_an_app(app) => Err(HandOffRefused::Link),
        _ => Ok(()),
    }
}

/// What the answer of a method's own library claims. It decides nothing: the merchant is asked.
pub fn claim(_method: &str, _text: &str) -> Claim {
    Claim::Silent
}

/// The id in a link by which a person comes back; none for any other link. What else the link carries is not read: anyone can
/// write it.
pub fn return_id(link: &str) -> Option<&str> {
    let rest = link.get(RETURN.len()..).filter(|_| link[..RETURN.len()].eq_ignore_ascii_case(RETURN))?;
    let id = rest.split(['?', '#', '/']).next()?;
    let opaque =
        (16..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    opaque.then_some(id)
}

/// Schemes that open no payment app, whatever a merchant writes.
const NO_APPS: [&str; 14] = [
    "javascript",
    "data",
    "file",
    "content",
    "intent",
    "about",
    "blob",
    "http",
    "ftp",
    "tel",
    "sms",
    "mailto",
    "tradewind",
    "view-source",
];

fn opens_an_app(link: &str) -> bool {
    let Some((scheme, rest)) = link.split_once(':') else { return false };
    let named = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    named && !rest.is_empty() && !NO_APPS.iter().any(|no| scheme.eq_ignore_ascii_case(no))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_id_of_a_return_link_is_read() {
        let id = "0f8fad5b-d9cb-469f-a165-70867728950e";
        for link in [
            format!("tradewind://payment/return/{id}"),
            format!("TRADEWIND://payment/return/{id}?status=success&order=1"),
            format!("tradewind://payment/return/{id}#x"),
            format!("tradewind://payment/return/{id}/"),
        ] {
            assert_eq!(return_id(&link), Some(id), "{link}");
        }
        for link in [
            "",
            "tradewind://p/x",
            "tradewind://payment/return/",
            "tradewind://payment/return/short",
            "https://x/payment/return/0f8fad5b-d9cb-469f",
            "trädewind://payment/return/äöü",
        ] {
            assert_eq!(return_id(link), None, "{link}");
        }
    }

    #[test]
    fn links_that_open_no_app_are_refused() {
        for link in [
            "alipays://platformapi/x",
            "https://www.paypal.com/app?token=1",
            "weixin://wap/pay",
            "upi://pay?pa=a",
        ] {
            assert!(opens_an_app(link), "{link}");
        }
        for link in [
            "javascript:alert(1)",
            "JavaScript:1",
            "data:text/html,x",
            "file:///etc",
            "intent://x#Intent;end",
            "http://x",
            "x",
            ":x",
            "1a:b",
        ] {
            assert!(!opens_an_app(link), "{link}");
        }
    }
}
