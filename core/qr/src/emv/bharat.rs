//! UPI inside a Bharat QR, India: the payee's address in one account, the transaction's reference in the next.

use crate::amount::Amount;
use crate::emv::tlv::{Field, Template};
use crate::error::QrError;
use crate::upi::is_vpa;
use tradewind_domain::Currency;

/// RuPay's identifier, of which UPI's accounts are.
pub(crate) const IDENTIFIER: &str = "A000000524";

/// One of UPI's accounts. Tags 26 and 27 share one identifier; the address tells them apart.
///
/// Source: NPCI Bharat QR specification, tags 26 to 28, as the documents of Razorpay and PayU print whole codes; the
/// original is not public.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum UpiAccount {
    /// Who is paid (tag 26), and the least that may be.
    Payee {
        /// The virtual payment address (`merchant@bank`).
        address: String,
        /// Sub-tag 02.
        minimum: Option<Amount>,
    },
    /// The reference of the transaction (tag 27), and a page about it.
    Transaction {
        /// Sub-tag 01.
        reference: String,
        /// Sub-tag 02, as written.
        url: Option<String>,
    },
}

impl UpiAccount {
    /// Its tag (26 or 27).
    pub fn field(&self) -> Result<Field, QrError> {
        let mut template = Template::default();
        template.push(0, IDENTIFIER)?;
        match self {
            Self::Payee { address, minimum } => {
                template.push(1, address)?;
                template.push_some(2, minimum.as_ref().map(Amount::spelled))?;
                Field::new(26, &template.to_text())
            }
            Self::Transaction { reference, url } => {
                template.push(1, reference)?;
                template.push_some(2, url.as_deref())?;
                Field::new(27, &template.to_text())
            }
        }
    }

    pub(crate) fn read(template: &Template) -> Result<Self, QrError> {
        let first = template.get(1).ok_or(QrError::Missing { field: "UPI address or reference" })?;
        if is_vpa(first) {
            let inr = Currency::parse("INR").map_err(|_| QrError::Currency)?;
            let minimum = template.get(2).map(|text| Amount::read(text, inr)).transpose()?;
            return Ok(Self::Payee { address: first.to_owned(), minimum });
        }
        if first.contains('@') {
            return Err(QrError::Malformed { field: "UPI address" });
        }
        Ok(Self::Transaction { reference: first.to_owned(), url: template.get(2).map(str::to_owned) })
    }
}
