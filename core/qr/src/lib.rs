//! Payment codes: the texts of payment QR codes and links, read and written. No I/O, no clock, no randomness.
//!
//! Where to start: [`read`] takes what a camera saw or a person pasted, and gives one of three families. [`EmvCode`] is
//! EMVCo's merchant-presented code with the schemes on it ([`emv::Scheme`]: Pix, PromptPay, PayNow, QRIS, DuitNow, Bharat
//! QR), [`UpiLink`] an Indian `upi://pay` link, [`EpcTransfer`] a SEPA credit transfer. Each is written by its `to_text`,
//! which proves that it reads what it wrote. [`QrPicture`] draws any of them as modules. [`Summary`] and [`BuildRequest`]
//! are both ways in JSON. [`QrError::as_str`] is the stable name of a refusal.
//!
//! What a code says is no proof of anything: whoever printed it chose the name in it.

mod amount;
pub mod emv;
pub mod epc;
mod error;
mod picture;
mod request;
mod summary;
mod upi;

pub use amount::Amount;
pub use emv::EmvCode;
pub use epc::EpcTransfer;
pub use error::QrError;
pub use picture::QrPicture;
pub use request::{BuildRequest, Payee, build};
pub use summary::{Summary, read_json};
pub use upi::{UpiLink, is_vpa};

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
