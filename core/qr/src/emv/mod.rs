//! EMVCo merchant-presented codes: [`EmvCode`] is the whole, the rest its parts.

mod account;
mod bharat;
mod code;
mod crc;
mod duitnow;
mod names;
mod numeric;
mod paynow;
mod pix;
mod promptpay;
mod qris;
mod tip;
mod tlv;

pub use account::{Account, CardNetwork, Scheme};
pub use bharat::UpiAccount;
pub use code::{EmvCode, Initiation};
pub use duitnow::DuitNow;
pub use names::{Additional, LocalName};
pub use paynow::{PayNow, PayNowProxy};
pub use pix::{Pix, PixKey, is_txid};
pub use promptpay::PromptPay;
pub use qris::Qris;
pub use tip::{Percent, Tip};
pub use tlv::{Field, Template};

pub(crate) use code::looks_like;
