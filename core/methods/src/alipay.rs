//! Alipay: the signed order string before it is handed over, and the `resultStatus` that comes back.
//!
//! The string is the merchant's and Alipay's business, signed, and handed on byte for byte. Looked at is only whether it is one,
//! and whether a sum that stands in it is the agreed one. Sources: Alipay open platform, App payment request (`alipay.trade.app.pay`) and
//! synchronous result, as copied publicly; the older string with quotes (`total_fee`) is read too.

use crate::claim::Claim;
use crate::error::MethodError;
use crate::{form, json, sum};
use serde::Deserialize;
use serde_json::value::RawValue;
use tradewind_domain::{Currency, Money};

/// The longest order string, in bytes (Stripe's `native_data` has 5,000 at most).
const MAX_ORDER: usize = 8_192;
/// The most pairs of it; the documents name about 20.
const MAX_PAIRS: usize = 64;

/// A checked order string.
#[derive(Clone, PartialEq, Eq)]
pub struct Order {
    text: String,
    sum: Option<Money>,
}

impl Order {
    /// Checks the string against what was agreed. A sum in it, in `biz_content.total_amount` or in `total_fee`, has to be the
    /// agreed one; none is no fault: the merchant's signature is over all of it, and its server holds the sum.
    pub fn read(text: &str, agreed: Money) -> Result<Self, MethodError> {
        if text.len() > MAX_ORDER {
            return Err(MethodError::TooLong { limit: MAX_ORDER });
        }
        if !text.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(MethodError::Malformed { field: "order string" });
        }
        let pairs = form::pairs(text, MAX_PAIRS)?;
        let value = |name: &str| {
            let found = pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
            // The older form has its values in quotes.
            found.map(|value| value.trim_matches('"')).filter(|value| !value.is_empty())
        };
        value("sign").ok_or(MethodError::Missing { field: "sign" })?;
        value("app_id").or_else(|| value("partner")).ok_or(MethodError::Missing { field: "app_id" })?;
        let sum = match (value("biz_content"), value("total_fee")) {
            (Some(content), None) => content_sum(content)?,
            (None, Some(fee)) => {
                let currency = value("currency").map_or(Ok(yuan()), parsed_currency)?;
                Some(amount(&form::decoded(fee, "total_fee")?, currency)?)
            }
            (None, None) => None,
            (Some(_), Some(_)) => return Err(MethodError::Malformed { field: "order string" }),
        };
        if let Some(sum) = sum {
            sum::same(sum, agreed)?;
        }
        Ok(Self { text: text.to_owned(), sum })
    }

    /// The string, as it came.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The sum that stands in it.
    pub fn sum(&self) -> Option<Money> {
        self.sum
    }
}

/// The string is signed and can be paid by whoever has it: it does not print.
impl std::fmt::Debug for Order {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Order").field("sum", &self.sum).finish_non_exhaustive()
    }
}

#[derive(Deserialize)]
struct ContentWire<'a> {
    #[serde(borrow)]
    total_amount: Option<&'a RawValue>,
    trans_currency: Option<String>,
}

fn content_sum(content: &str) -> Result<Option<Money>, MethodError> {
    let malformed = MethodError::Malformed { field: "biz_content" };
    let text = form::decoded(content, "biz_content")?;
    let wire: ContentWire<'_> = serde_json::from_str(&text).map_err(|_| malformed.clone())?;
    let currency = wire.trans_currency.as_deref().map_or(Ok(yuan()), parsed_currency)?;
    match wire.total_amount {
        None => Ok(None),
        Some(raw) => amount(json::scalar(raw).ok_or(malformed)?, currency).map(Some),
    }
}

fn amount(text: &str, currency: Currency) -> Result<Money, MethodError> {
    Money::parse_decimal(text, currency).map_err(|_| MethodError::Malformed { field: "total_amount" })
}

fn parsed_currency(code: &str) -> Result<Currency, MethodError> {
    Currency::parse(code).map_err(|_| MethodError::CurrencyDiffers)
}

fn yuan() -> Currency {
    sum::currency("CNY")
}

/// What came back, if anything came back at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// What it claims.
    pub claim: Claim,
    /// `resultStatus` as it came, for the words' table; empty where there was none.
    pub status: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct OutcomeWire<'a> {
    #[serde(borrow)]
    result_status: Option<&'a RawValue>,
}

impl Outcome {
    /// Reads the map of the SDK (`resultStatus`, `result`, `memo`) as JSON. `result`, with a sum and a signature of its own, is not
    /// looked at: the merchant's server hears from Alipay itself.
    pub fn read(bytes: &[u8]) -> Result<Self, MethodError> {
        let wire: OutcomeWire<'_> = json::read(bytes)?;
        let status = wire.result_status.and_then(json::scalar).unwrap_or_default();
        if status.len() > 16 || !status.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Err(MethodError::Malformed { field: "resultStatus" });
        }
        Ok(Self { claim: claim(status), status: status.to_owned() })
    }
}

/// What a `resultStatus` claims: 9000 paid, 4000 failed, 6001 cancelled. 8000 (under way), 5000 (asked twice), 6002 (no network) and
/// 6004 (not known) may all have been paid, as anything else.
pub fn claim(status: &str) -> Claim {
    match status {
        "9000" => Claim::Ok,
        "4000" => Claim::Failed,
        "6001" => Claim::Cancelled,
        _ => Claim::Silent,
    }
}
