//! QRIS, Indonesia: the national merchant number.

use crate::emv::tlv::{Field, Template};
use crate::error::QrError;
use crate::text::is;

pub(crate) const IDENTIFIER: &str = "ID.CO.QRIS.WWW";

/// The merchant in the national repository (tag 51 as a rule; tags 26 to 45 have the payment service's own account).
///
/// Source: Bank Indonesia, Standar Nasional QR Code Pembayaran (PADG 21/18/2019), as merchants' codes carry it; the
/// technical document is not public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qris {
    /// NMID: `ID` and 13 digits.
    pub merchant: String,
    /// Size of the merchant: `UMI` micro, `UKE` small, `UME` medium, `UBE` large, `URE` regular, as written.
    pub criteria: Option<String>,
}

impl Qris {
    /// Its tag (51).
    pub fn field(&self) -> Result<Field, QrError> {
        let mut template = Template::default();
        template.push(0, IDENTIFIER)?;
        template.push(2, &self.merchant)?;
        template.push_some(3, self.criteria.as_deref())?;
        Field::new(51, &template.to_text())
    }

    pub(crate) fn read(template: &Template) -> Result<Self, QrError> {
        let merchant = template.get(2).ok_or(QrError::Missing { field: "QRIS merchant (NMID)" })?;
        let numbered = merchant.strip_prefix("ID").is_some_and(|rest| is(rest, 1..=13, u8::is_ascii_digit));
        if !numbered {
            return Err(QrError::Malformed { field: "QRIS merchant (NMID)" });
        }
        let criteria = template.get(3);
        if criteria.is_some_and(|text| !is(text, 3..=3, u8::is_ascii_uppercase)) {
            return Err(QrError::Malformed { field: "QRIS merchant criteria" });
        }
        Ok(Self { merchant: merchant.to_owned(), criteria: criteria.map(str::to_owned) })
    }
}
