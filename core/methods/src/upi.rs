//! UPI: the link that opens a payment app, checked against what was agreed, and the text that Android may bring back.
//!
//! Source: NPCI, UPI Linking Specifications 1.6, November 2017 (link: 1.2; response: `txnId`, `responseCode`, `ApprovalRefNo`,
//! `Status`, `txnRef`). iOS brings nothing back, Android mostly `null`.

use crate::claim::Claim;
use crate::code;
use crate::error::MethodError;
use crate::form;
use tradewind_domain::{Money, Text};
use tradewind_qr::UpiLink;

/// The longest response, in bytes.
const MAX_RESPONSE: usize = 4_096;
/// The most pairs of it; the specification has five.
const MAX_PAIRS: usize = 32;
/// The longest payee's name that is shown, in characters.
const MAX_NAME: usize = 100;

/// A checked link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intent {
    /// What is handed over.
    pub text: String,
    /// The payee's address.
    pub address: String,
    /// The payee's name as the link has it, to be shown; whoever made the link chose it.
    pub name: Option<Text>,
}

impl Intent {
    /// Checks a link: it pays the agreed sum, no less and no more, in rupees, and where an address is known beforehand, to it.
    pub fn read(text: &str, agreed: Money, payee: Option<&str>) -> Result<Self, MethodError> {
        let link = UpiLink::read(text)?;
        code::upi_sum(&link, agreed)?;
        if payee.is_some_and(|known| !known.eq_ignore_ascii_case(&link.address)) {
            return Err(MethodError::PayeeDiffers);
        }
        let name = link.name.as_deref().and_then(|name| Text::line(name, MAX_NAME));
        Ok(Self { text: link.to_text()?, address: link.address, name })
    }
}

/// What Android brought back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// Success is a claim; all else is silence. A failure is never believed: it comes with `responseCode` 01, which elsewhere
    /// means pending, and apps bring one back for a payment that goes through later.
    pub claim: Claim,
    /// `responseCode`, for the words' table.
    pub code: Option<String>,
    /// `txnId`, for the merchant's support.
    pub transaction: Option<String>,
}

impl Response {
    /// Reads the extra `response` of the activity's result. Nothing, `null` and an empty text are silence.
    pub fn read(response: Option<&str>) -> Result<Self, MethodError> {
        let text = response.unwrap_or_default().trim();
        if text.len() > MAX_RESPONSE {
            return Err(MethodError::TooLong { limit: MAX_RESPONSE });
        }
        if matches!(text, "" | "null" | "undefined") {
            return Ok(Self { claim: Claim::Silent, code: None, transaction: None });
        }
        let pairs = form::pairs(text, MAX_PAIRS)?;
        // Apps do not agree on the case of the names.
        let value = |name: &str| {
            let found =
                pairs.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| *value);
            found.filter(|value| !matches!(*value, "" | "null" | "undefined"))
        };
        let kept = |name: &str, most: usize| {
            let plain = |text: &&str| {
                text.len() <= most && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.|".contains(&b))
            };
            value(name).filter(plain).map(str::to_owned)
        };
        let success = value("Status").is_some_and(|status| status.eq_ignore_ascii_case("success"));
        Ok(Self {
            claim: if success { Claim::Ok } else { Claim::Silent },
            code: kept("responseCode", 8),
            transaction: kept("txnId", 64),
        })
    }
}
