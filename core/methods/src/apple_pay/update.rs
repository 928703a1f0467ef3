//! Answers while the sheet stands: another contact, another way of shipping, a coupon, and the authorization.

use super::request::{ContactField, MethodWire, Sheet, SummaryItem, methods, summary_items};
use crate::error::MethodError;
use crate::json;
use serde::Serialize;
use tradewind_domain::Text;

/// The longest coupon code, in characters.
const MAX_COUPON: usize = 100;
/// The longest words of a fault, in characters.
const MAX_WORDS: usize = 200;

/// What is wrong with what was chosen (`PKPaymentError`), with words for the person.
///
/// A fault of a contact keeps the person from authorizing. One of a coupon does not: the sum is compared once more before the
/// token is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault<'a> {
    /// `shippingContactInvalid`: of a field of the receiver.
    Shipping(ContactField, &'a str),
    /// `billingContactInvalid`: of a field of the card's owner.
    Billing(ContactField, &'a str),
    /// `addressUnserviceable`: nothing is sent there.
    Unserviceable(&'a str),
    /// `couponCodeInvalid`.
    CouponInvalid(&'a str),
    /// `couponCodeExpired`.
    CouponExpired(&'a str),
}

/// An answer to a call of the delegate: the new lines and ways of shipping of `sheet`, and what is wrong.
#[derive(Debug, Clone, Copy)]
pub enum Update<'a> {
    /// `didSelectShippingContact`, whose contact has no name and no street yet.
    Contact(&'a Sheet<'a>, &'a [Fault<'a>]),
    /// `didSelectShippingMethod`.
    Method(&'a Sheet<'a>),
    /// `didChangeCouponCode`.
    Coupon(&'a Sheet<'a>, &'a [Fault<'a>]),
    /// `didAuthorizePayment`: success, or what is wrong; without a fault the sheet says failed.
    Authorized(bool, &'a [Fault<'a>]),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct UpdateWire<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FaultWire>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    payment_summary_items: Vec<SummaryItem>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    shipping_methods: Vec<MethodWire<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FaultWire {
    code: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact_field: Option<ContactField>,
    message: String,
}

impl Update<'_> {
    /// The answer as JSON, for the shell to make the update object of.
    pub fn to_json(&self) -> Result<String, MethodError> {
        let of = |sheet: &Sheet<'_>, faults: &[Fault<'_>], lines: bool| {
            Ok(json::write(&UpdateWire {
                status: None,
                errors: wires(faults, lines)?,
                payment_summary_items: summary_items(sheet)?,
                shipping_methods: methods(sheet.shipping_methods, sheet.currency)?,
            }))
        };
        match self {
            Self::Contact(sheet, faults) => of(sheet, faults, false),
            Self::Method(sheet) => of(sheet, &[], false),
            Self::Coupon(sheet, faults) => of(sheet, faults, true),
            Self::Authorized(success, faults) => Ok(json::write(&UpdateWire {
                status: Some(if *success { "success" } else { "failure" }),
                errors: if *success { Vec::new() } else { wires(faults, false)? },
                payment_summary_items: Vec::new(),
                shipping_methods: Vec::new(),
            })),
        }
    }
}

/// Faults as they are written. Those of coupons belong to the answer to a coupon, all others to the other calls.
fn wires(faults: &[Fault<'_>], coupon: bool) -> Result<Vec<FaultWire>, MethodError> {
    let one = |fault: &Fault<'_>| {
        let (code, contact_field, words) = match *fault {
            Fault::Shipping(field, words) => ("shippingContactInvalid", Some(field), words),
            Fault::Billing(field, words) => ("billingContactInvalid", Some(field), words),
            Fault::Unserviceable(words) => ("addressUnserviceable", None, words),
            Fault::CouponInvalid(words) => ("couponCodeInvalid", None, words),
            Fault::CouponExpired(words) => ("couponCodeExpired", None, words),
        };
        if code.starts_with("coupon") != coupon {
            return Err(MethodError::Malformed { field: "errors" });
        }
        let message = Text::line(words, MAX_WORDS).ok_or(MethodError::Missing { field: "errors.message" })?;
        Ok(FaultWire { code, contact_field, message: message.into() })
    };
    faults.iter().map(one).collect()
}

/// A coupon's code as the person typed it in the sheet: one line, at most 100 characters; none if nothing of it can be seen.
pub fn coupon(typed: &str) -> Result<Option<String>, MethodError> {
    if typed.chars().count() > MAX_COUPON {
        return Err(MethodError::TooLong { limit: MAX_COUPON });
    }
    Ok(Text::line(typed, MAX_COUPON).map(String::from))
}
