//! DuitNow QR, Malaysia: an acquirer and its merchant.

use crate::emv::tlv::{Field, Template};
use crate::error::QrError;
use crate::text::is;

pub(crate) const IDENTIFIER: &str = "A0000006150001";

/// The merchant at its acquirer.
///
/// Source: PayNet developer portal, DuitNow QR "QR data object" (sub-tags 01 to 04), as quoted by a compilation of
/// 2026-05-04. PayNet's own examples write the payload format as `02`; both are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DuitNow {
    /// Up to six digits (`501664`; JomPAY bills have `898989`).
    pub acquirer: String,
    /// The QR or merchant number at the acquirer, up to 28 letters and digits.
    pub merchant: String,
}

impl DuitNow {
    /// Its tag (26).
    pub fn field(&self) -> Result<Field, QrError> {
        let mut template = Template::default();
        template.push(0, IDENTIFIER)?;
        template.push(1, &self.acquirer)?;
        template.push(2, &self.merchant)?;
        Field::new(26, &template.to_text())
    }

    pub(crate) fn read(template: &Template) -> Result<Self, QrError> {
        let acquirer = template.get(1).ok_or(QrError::Missing { field: "DuitNow acquirer" })?;
        let merchant = template.get(2).ok_or(QrError::Missing { field: "DuitNow merchant" })?;
        if !is(acquirer, 1..=6, u8::is_ascii_digit) {
            return Err(QrError::Malformed { field: "DuitNow acquirer" });
        }
        if !is(merchant, 1..=28, u8::is_ascii_alphanumeric) {
            return Err(QrError::Malformed { field: "DuitNow merchant" });
        }
        Ok(Self { acquirer: acquirer.to_owned(), merchant: merchant.to_owned() })
    }
}
