//! PayNow, Singapore: a mobile number or a company's UEN, whether the amount may be changed, and until when.

use crate::emv::tlv::{Field, Template};
use crate::error::QrError;
use crate::text::is;

pub(crate) const IDENTIFIER: &str = "SG.PAYNOW";

/// Who is paid.
///
/// Source: ABS, PayNow QR specifications, sub-tags 01 to 04, as the generators of `chengkiang`, `daffodilistic` and
/// `ThunderQuoteTeam` carry them; the original is not public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayNow {
    /// What [`PayNow::value`] is.
    pub proxy: PayNowProxy,
    /// `+6591234567`, or a UEN of 9 or 10 characters with a suffix of up to three.
    pub value: String,
    /// Whether the payer may change the amount (sub-tag 03).
    pub editable: bool,
    /// `YYYYMMDD`, or with a time of day behind it (12 or 14 digits); digits as written, not looked into.
    pub expiry: Option<String>,
}

/// Which directory a value is of (sub-tag 01).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PayNowProxy {
    /// `0`: a mobile number.
    Mobile,
    /// `2`: a Unique Entity Number.
    Uen,
    /// `1`, `3` and `4`: a person's identity number or a virtual address, as some readers list them.
    Other(u8),
}

impl PayNow {
    /// Its tag (26).
    pub fn field(&self) -> Result<Field, QrError> {
        let mut template = Template::default();
        let proxy = match self.proxy {
            PayNowProxy::Mobile => 0,
            PayNowProxy::Uen => 2,
            PayNowProxy::Other(number) => number,
        };
        template.push(0, IDENTIFIER)?;
        template.push(1, &proxy.to_string())?;
        template.push(2, &self.value)?;
        template.push(3, if self.editable { "1" } else { "0" })?;
        template.push_some(4, self.expiry.as_deref())?;
        Field::new(26, &template.to_text())
    }

    pub(crate) fn read(template: &Template) -> Result<Self, QrError> {
        let proxy = match template.get(1).ok_or(QrError::Missing { field: "PayNow proxy type" })? {
            "0" => PayNowProxy::Mobile,
            "2" => PayNowProxy::Uen,
            "1" => PayNowProxy::Other(1),
            "3" => PayNowProxy::Other(3),
            "4" => PayNowProxy::Other(4),
            _ => return Err(QrError::Malformed { field: "PayNow proxy type" }),
        };
        let value = template.get(2).ok_or(QrError::Missing { field: "PayNow proxy value" })?;
        let good = match proxy {
            PayNowProxy::Mobile => {
                value.strip_prefix('+').is_some_and(|digits| is(digits, 8..=15, u8::is_ascii_digit))
            }
            PayNowProxy::Uen => is(value, 9..=13, u8::is_ascii_alphanumeric),
            PayNowProxy::Other(_) => true,
        };
        if !good {
            return Err(QrError::Malformed { field: "PayNow proxy value" });
        }
        let editable = match template.get(3) {
            Some("1") => true,
            Some("0") | None => false,
            Some(_) => return Err(QrError::Malformed { field: "PayNow editable amount" }),
        };
        let expiry = template.get(4);
        let dated =
            |digits: &str| matches!(digits.len(), 8 | 12 | 14) && is(digits, 8..=14, u8::is_ascii_digit);
        if expiry.is_some_and(|digits| !dated(digits)) {
            return Err(QrError::Malformed { field: "PayNow expiry" });
        }
        Ok(Self { proxy, value: value.to_owned(), editable, expiry: expiry.map(str::to_owned) })
    }
}
