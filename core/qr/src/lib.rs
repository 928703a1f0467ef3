//! Payment codes: the texts of payment QR codes and links, read and written. No I/O, no clock, no randomness.
//!
//! Where to start: [`read`] takes what a camera saw or a person pasted, and gives one of three families. [`EmvCode`] is
//! EMVCo's merchant-presented code with the schemes on it ([`emv::Scheme`]: Pix, PromptPay, PayNow, QRIS, DuitNow, Bharat
//! QR), [`UpiLink`] an Indian `upi://pay` link, [`EpcTransfer`] a SEPA credit transfer. Each is written by its `to_text`,
//! which proves that it reads what it wrote. [`QrPicture`] draws any of them as modules. [`Summary`] and [`BuildRequest`]
//! are both ways in JSON. [`QrError::as_str`] is the stable name of a refusal.
//!
//! What a code says is no proof of anything: whoever printed it chose the name in it. Words in it are as written, of any
//! script and with any character; whoever shows them takes them through `tradewind_domain::Text`.

mod amount;
mod code;
pub mod emv;
pub mod epc;
mod error;
mod picture;
mod request;
mod summary;
mod text;
mod upi;

pub use amount::Amount;
pub use code::{PaymentCode, read, read_bytes};
pub use emv::EmvCode;
pub use epc::EpcTransfer;
pub use error::QrError;
pub use picture::QrPicture;
pub use request::{BuildRequest, Payee, build};
pub use summary::{Summary, read_json};
pub use upi::{UpiLink, is_vpa};
