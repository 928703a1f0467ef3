//! What the networks say of a prompt, in their three shapes.

use crate::claim::Claim;
use crate::error::MethodError;
use crate::{json, sum};
use serde::Deserialize;
use serde_json::value::RawValue;
use tradewind_domain::{Currency, Money};

/// The most items of M-PESA's metadata; there are five.
const MAX_ITEMS: usize = 64;
/// The longest code and the longest identifier, in bytes.
const MAX_CODE: usize = 64;

/// An answer of a network about one prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// How far it is.
    pub state: State,
    /// The network's own code, for the words' table; empty where it gave none.
    pub code: String,
    /// What was paid, where it says so: to be compared with what was agreed.
    pub amount: Option<Money>,
    /// The receipt's number at the network.
    pub receipt: Option<String>,
}

/// How far a prompt is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Paid.
    Done,
    /// Not known yet: accepted, under way, ambiguous.
    Pending,
    /// It came to nothing.
    Failed,
}

impl Answer {
    /// As a claim.
    pub const fn claim(&self) -> Claim {
        match self.state {
            State::Done => Claim::Ok,
            State::Pending => Claim::Silent,
            State::Failed => Claim::Failed,
        }
    }
}

#[derive(Deserialize)]
struct MpesaWire<'a> {
    #[serde(rename = "Body", borrow)]
    body: Option<BodyWire<'a>>,
    #[serde(rename = "ResultCode", borrow)]
    result_code: Option<&'a RawValue>,
    #[serde(rename = "errorCode")]
    error_code: Option<String>,
}

#[derive(Deserialize)]
struct BodyWire<'a> {
    #[serde(rename = "stkCallback", borrow)]
    callback: CallbackWire<'a>,
}

#[derive(Deserialize)]
struct CallbackWire<'a> {
    #[serde(rename = "ResultCode", borrow)]
    result_code: &'a RawValue,
    #[serde(rename = "CallbackMetadata", borrow)]
    metadata: Option<MetadataWire<'a>>,
}

#[derive(Deserialize)]
struct MetadataWire<'a> {
    #[serde(rename = "Item", borrow)]
    items: Vec<ItemWire<'a>>,
}

#[derive(Deserialize)]
struct ItemWire<'a> {
    #[serde(rename = "Name")]
    name: String,
    /// `Balance` comes without one.
    #[serde(rename = "Value", borrow)]
    value: Option<&'a RawValue>,
}

/// M-PESA's callback (`Body.stkCallback`) or the answer to its query (`ResultCode` at the top). The code is a number in one and a
/// text in the other; 0 alone is success. `500.001.1001` of the query and `4999` are "still under way".
pub fn mpesa(bytes: &[u8]) -> Result<Answer, MethodError> {
    let wire: MpesaWire<'_> = json::read(bytes)?;
    let (raw, metadata) = match (wire.body, wire.result_code) {
        (Some(body), _) => (Some(body.callback.result_code), body.callback.metadata),
        (None, raw) => (raw, None),
    };
    let Some(raw) = raw else {
        return match wire.error_code.as_deref() {
            Some(code @ "500.001.1001") => answer(State::Pending, code),
            _ => Err(MethodError::Missing { field: "ResultCode" }),
        };
    };
    let code = json::scalar(raw).ok_or(MethodError::Malformed { field: "ResultCode" })?;
    let state = match code {
        "0" => State::Done,
        "4999" => State::Pending,
        _ => State::Failed,
    };
    let items = metadata.map(|metadata| metadata.items).unwrap_or_default();
    if items.len() > MAX_ITEMS {
        return Err(MethodError::TooLong { limit: MAX_ITEMS });
    }
    let item = |name: &str| {
        items.iter().find(|item| item.name == name).and_then(|item| item.value).and_then(json::scalar)
    };
    let amount = item("Amount").map(|text| money(text, sum::currency("KES"))).transpose()?;
    Ok(Answer { amount, receipt: item("MpesaReceiptNumber").and_then(identifier), ..answer(state, code)? })
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct MtnWire<'a> {
    status: String,
    #[serde(borrow)]
    reason: Option<&'a RawValue>,
    #[serde(borrow)]
    amount: Option<&'a RawValue>,
    currency: Option<String>,
    financial_transaction_id: Option<String>,
}

#[derive(Deserialize)]
struct ReasonWire {
    code: String,
}

/// MTN MoMo's `requesttopay` status. `reason` is a text, or an object with a code.
pub fn mtn(bytes: &[u8]) -> Result<Answer, MethodError> {
    let wire: MtnWire<'_> = json::read(bytes)?;
    let state = match wire.status.as_str() {
        "SUCCESSFUL" => State::Done,
        "FAILED" | "REJECTED" | "TIMEOUT" => State::Failed,
        _ => State::Pending,
    };
    let code = match wire.reason.filter(|raw| raw.get() != "null") {
        None => String::new(),
        Some(raw) => match json::scalar(raw) {
            Some(text) => text.to_owned(),
            None => {
                let reason: ReasonWire = serde_json::from_str(raw.get())
                    .map_err(|_| MethodError::Malformed { field: "reason" })?;
                reason.code
            }
        },
    };
    let currency = wire.currency.as_deref().map(Currency::parse).transpose();
    let currency = currency.map_err(|_| MethodError::Malformed { field: "currency" })?;
    let amount = wire.amount.and_then(json::scalar).zip(currency);
    let amount = amount.map(|(text, currency)| money(text, currency)).transpose()?;
    let receipt = wire.financial_transaction_id.as_deref().and_then(identifier);
    Ok(Answer { amount, receipt, ..answer(state, &code)? })
}

#[derive(Deserialize)]
struct AirtelWire {
    data: AirtelData,
}

#[derive(Deserialize)]
struct AirtelData {
    transaction: AirtelTransaction,
}

#[derive(Deserialize)]
struct AirtelTransaction {
    status: String,
    airtel_money_id: Option<String>,
}

/// Airtel Money's answer to the push or to an enquiry. "Success" of the push is "accepted" and no more: `TS` alone is paid, `TF`
/// alone is over.
pub fn airtel(bytes: &[u8]) -> Result<Answer, MethodError> {
    let wire: AirtelWire = json::read(bytes)?;
    let transaction = wire.data.transaction;
    let state = match transaction.status.as_str() {
        "TS" => State::Done,
        "TF" => State::Failed,
        _ => State::Pending,
    };
    let receipt = transaction.airtel_money_id.as_deref().and_then(identifier);
    Ok(Answer { receipt, ..answer(state, &transaction.status)? })
}

fn answer(state: State, code: &str) -> Result<Answer, MethodError> {
    if code.len() > MAX_CODE || code.chars().any(char::is_control) {
        return Err(MethodError::Malformed { field: "code" });
    }
    Ok(Answer { state, code: code.to_owned(), amount: None, receipt: None })
}

/// A decimal text out of a number or a string, never a float: `1.0` is one shilling.
fn money(text: &str, currency: Currency) -> Result<Money, MethodError> {
    Money::parse_decimal(text, currency).map_err(|_| MethodError::Malformed { field: "amount" })
}

fn identifier(text: &str) -> Option<String> {
    let plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
    ((1..=MAX_CODE).contains(&text.len()) && plain).then(|| text.to_owned())
}
