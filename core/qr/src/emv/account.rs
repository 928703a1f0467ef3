//! Tags 02 to 51: to whom the money goes, by which scheme, recognised by the identifier in sub-tag 00.

use crate::emv::bharat::UpiAccount;
use crate::emv::duitnow::DuitNow;
use crate::emv::paynow::PayNow;
use crate::emv::pix::Pix;
use crate::emv::promptpay::PromptPay;
use crate::emv::qris::Qris;
use crate::emv::tlv::{Field, Template};
use crate::error::QrError;
use tradewind_domain::Currency;

/// One way to pay that a code offers. What its scheme has besides the fields read here stays in [`Account::field`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    field: Field,
    scheme: Scheme,
}

/// A scheme, with what it says of the payee.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Scheme {
    /// A card network's own value (tags 02 to 25), not looked into.
    Card(CardNetwork),
    /// Brazil.
    Pix(Pix),
    /// Thailand.
    PromptPay(PromptPay),
    /// Singapore.
    PayNow(PayNow),
    /// Indonesia.
    Qris(Qris),
    /// Malaysia.
    DuitNow(DuitNow),
    /// India, inside a Bharat QR.
    Upi(UpiAccount),
    /// A scheme that is not looked into, by its identifier as written.
    Other(String),
}

/// Whose the tags 02 to 25 are (EMV QRCPS-MPM 1.1, table of merchant account information).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum CardNetwork {
    Visa,
    Mastercard,
    /// Tags 06 to 08 and 17 to 25; India has RuPay and a bank account in the first three.
    EmvCo,
    Discover,
    AmericanExpress,
    Jcb,
    UnionPay,
}

impl CardNetwork {
    fn of(tag: u8) -> Self {
        match tag {
            2 | 3 => Self::Visa,
            4 | 5 => Self::Mastercard,
            9 | 10 => Self::Discover,
            11 | 12 => Self::AmericanExpress,
            13 | 14 => Self::Jcb,
            15 | 16 => Self::UnionPay,
            _ => Self::EmvCo,
        }
    }
}

impl Scheme {
    /// The stable name, for example `PIX`.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Card(_) => "CARD",
            Self::Pix(_) => "PIX",
            Self::PromptPay(_) => "PROMPTPAY",
            Self::PayNow(_) => "PAYNOW",
            Self::Qris(_) => "QRIS",
            Self::DuitNow(_) => "DUITNOW",
            Self::Upi(_) => "UPI",
            Self::Other(_) => "OTHER",
        }
    }

    /// The only currency that a national scheme moves.
    pub fn currency(&self) -> Option<Currency> {
        let code = match self {
            Self::Pix(_) => "BRL",
            Self::PromptPay(_) => "THB",
            Self::PayNow(_) => "SGD",
            Self::Qris(_) => "IDR",
            Self::DuitNow(_) => "MYR",
            Self::Upi(_) => "INR",
            Self::Card(_) | Self::Other(_) => return None,
        };
        Currency::parse(code).ok()
    }

    fn read(identifier: &str, template: &Template) -> Result<Self, QrError> {
        let is = |known: &str| identifier.eq_ignore_ascii_case(known);
        Ok(if is(crate::emv::pix::IDENTIFIER) {
            Self::Pix(Pix::read(template)?)
        } else if crate::emv::promptpay::IDENTIFIERS.into_iter().any(is) {
            Self::PromptPay(PromptPay::read(identifier, template)?)
        } else if is(crate::emv::paynow::IDENTIFIER) {
            Self::PayNow(PayNow::read(template)?)
        } else if is(crate::emv::qris::IDENTIFIER) {
            Self::Qris(Qris::read(template)?)
        } else if is(crate::emv::duitnow::IDENTIFIER) {
            Self::DuitNow(DuitNow::read(template)?)
        } else if is(crate::emv::bharat::IDENTIFIER) {
            Self::Upi(UpiAccount::read(template)?)
        } else {
            Self::Other(identifier.to_owned())
        })
    }
}

impl Account {
    /// Reads one of the tags 02 to 51. From 26 on the value is a template that begins with an identifier of 1 to 32
    /// characters (EMV QRCPS-MPM 1.1, tags 26 to 51).
    pub fn read(field: Field) -> Result<Self, QrError> {
        let scheme = match field.tag() {
            tag @ 2..=25 => Scheme::Card(CardNetwork::of(tag)),
            26..=51 => {
                let template = field.template()?;
                let identifier = template.get(0).ok_or(QrError::Missing { field: "scheme identifier" })?;
                if identifier.chars().count() > 32 {
                    return Err(QrError::Malformed { field: "scheme identifier" });
                }
                Scheme::read(identifier, &template)?
            }
            _ => return Err(QrError::Malformed { field: "merchant account tag" }),
        };
        Ok(Self { field, scheme })
    }

    /// The scheme and what it says.
    pub fn scheme(&self) -> &Scheme {
        &self.scheme
    }

    /// Tag and value as written.
    pub fn field(&self) -> &Field {
        &self.field
    }
}
