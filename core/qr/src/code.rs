//! One way in: which family a text is of, and reading it.

use crate::emv::EmvCode;
use crate::epc::EpcTransfer;
use crate::error::QrError;
use crate::upi::UpiLink;
use crate::{emv, epc, upi};

/// A payment code of one of the families.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PaymentCode {
    /// EMVCo merchant-presented.
    Emv(Box<EmvCode>),
    /// A UPI link.
    Upi(Box<UpiLink>),
    /// A SEPA credit transfer.
    Epc(Box<EpcTransfer>),
}

/// Reads a text of any family. White space around it, as copying leaves it, is left out.
pub fn read(text: &str) -> Result<PaymentCode, QrError> {
    let text = text.trim_ascii();
    if epc::looks_like(text.as_bytes()) {
        EpcTransfer::read(text).map(|code| PaymentCode::Epc(Box::new(code)))
    } else if upi::looks_like(text) {
        UpiLink::read(text).map(|code| PaymentCode::Upi(Box::new(code)))
    } else if emv::looks_like(text) {
        EmvCode::read(text).map(|code| PaymentCode::Emv(Box::new(code)))
    } else {
        Err(QrError::UnknownFamily)
    }
}

/// Reads the bytes of a picture, for scanners that do not make text of them: an EPC text says its character set, the others
/// are UTF-8.
pub fn read_bytes(bytes: &[u8]) -> Result<PaymentCode, QrError> {
    if epc::looks_like(bytes) {
        return read(&epc::decode(bytes)?);
    }
    read(std::str::from_utf8(bytes).map_err(|_| QrError::Charset)?)
}

impl PaymentCode {
    /// The stable name of the family.
    pub fn family(&self) -> &'static str {
        match self {
            Self::Emv(_) => "EMVCO",
            Self::Upi(_) => "UPI_LINK",
            Self::Epc(_) => "EPC",
        }
    }

    /// The code as text: what lies in its picture, and what is pasted.
    pub fn to_text(&self) -> Result<String, QrError> {
        match self {
            Self::Emv(code) => code.to_text(),
            Self::Upi(link) => link.to_text(),
            Self::Epc(transfer) => transfer.to_text(),
        }
    }
}
