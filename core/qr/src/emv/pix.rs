//! Pix, Brazil: a key and a transaction identifier, or the address of a charge.

use crate::emv::tlv::{Field, Template};
use crate::error::QrError;
use crate::text::is;
use tradewind_domain::weburl::WebUrl;

/// The identifier; compared without case, as the manual's own examples write it both ways.
pub(crate) const IDENTIFIER: &str = "br.gov.bcb.pix";
/// The longest key and the longest address, in characters (Manual de Padrões para Iniciação do Pix 2.x, BR Code).
const MAX_KEY: usize = 77;

/// What a Pix code pays to. The text for copy and paste ("Pix copia e cola") is the text of the QR code itself.
///
/// Source: BCB, Manual do BR Code and Manual de Padrões para Iniciação do Pix (sub-tags 01, 02 and 25).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Pix {
    /// The same for many payments: a key in the directory, and words for the payer.
    Static {
        /// The key as written.
        key: String,
        /// Sub-tag 02.
        information: Option<String>,
    },
    /// One charge; what is to be paid is read at its address.
    Dynamic {
        /// The address, without a scheme as the code has it (`pix.example.com/qr/...`).
        address: String,
    },
}

/// What a key is, by its shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum PixKey {
    /// CPF, 11 digits.
    Person,
    /// CNPJ, 14 digits; letters in the first twelve since July 2026.
    Company,
    Phone,
    Email,
    /// Chosen at random, a UUID.
    Random,
}

impl Pix {
    /// The tag of a static code (26).
    pub fn with_key(key: &str, information: Option<&str>) -> Result<Field, QrError> {
        PixKey::of(key).ok_or(QrError::Malformed { field: "Pix key" })?;
        let mut template = Template::default();
        template.push(0, IDENTIFIER)?;
        template.push(1, key)?;
        template.push_some(2, information)?;
        Field::new(26, &template.to_text())
    }

    /// The tag of a dynamic code (26), from the address without `https://`.
    pub fn with_address(address: &str) -> Result<Field, QrError> {
        let mut template = Template::default();
        template.push(0, IDENTIFIER)?;
        template.push(25, address)?;
        Field::new(26, &template.to_text())
    }

    /// Where a dynamic charge is read: https, as the manual has it.
    pub fn url(&self) -> Option<WebUrl> {
        match self {
            Self::Static { .. } => None,
            Self::Dynamic { address } => WebUrl::parse(&format!("https://{address}")).ok(),
        }
    }

    pub(crate) fn read(template: &Template) -> Result<Self, QrError> {
        match (template.get(1), template.get(25)) {
            (Some(key), None) => {
                if key.chars().count() > MAX_KEY || PixKey::of(key).is_none() {
                    return Err(QrError::Malformed { field: "Pix key" });
                }
                Ok(Self::Static { key: key.to_owned(), information: template.get(2).map(str::to_owned) })
            }
            (None, Some(address)) => {
                // Only a host with a dot and a path: a scheme, a user or a port here means another party than it seems.
                let host = address.split(['/', '?', '#']).next().unwrap_or_default();
                let plain = is(host, 3..=MAX_KEY, |b| b.is_ascii_alphanumeric() || b".-".contains(b));
                let read = Self::Dynamic { address: address.to_owned() };
                if address.chars().count() > MAX_KEY || !plain || !host.contains('.') || read.url().is_none()
                {
                    return Err(QrError::Malformed { field: "Pix address" });
                }
                Ok(read)
            }
            (None, None) => Err(QrError::Missing { field: "Pix key or address" }),
            (Some(_), Some(_)) => Err(QrError::Malformed { field: "Pix key and address" }),
        }
    }
}

impl PixKey {
    /// The kind of a key, where it has the shape of one. Check digits of persons and companies are not proven here.
    pub fn of(key: &str) -> Option<Self> {
        let digits = |lengths| is(key, lengths, u8::is_ascii_digit);
        let company = key.get(..12).zip(key.get(12..)).is_some_and(|(root, check)| {
            is(root, 12..=12, |b| b.is_ascii_digit() || b.is_ascii_uppercase())
                && is(check, 2..=2, u8::is_ascii_digit)
        });
        let uuid = key.len() == 36
            && key.bytes().enumerate().all(|(at, b)| match at {
                8 | 13 | 18 | 23 => b == b'-',
                _ => b.is_ascii_hexdigit(),
            });
        if let Some(phone) = key.strip_prefix('+') {
            is(phone, 8..=15, u8::is_ascii_digit).then_some(Self::Phone)
        } else if digits(11..=11) {
            Some(Self::Person)
        } else if company {
            Some(Self::Company)
        } else if uuid {
            Some(Self::Random)
        } else {
            let (user, host) = key.split_once('@')?;
            let clean = !key.chars().any(|c| c.is_whitespace() || c.is_control());
            (clean && !user.is_empty() && host.contains('.') && !host.contains('@')).then_some(Self::Email)
        }
    }
}

/// A transaction identifier of a static code: 1 to 25 letters and digits, or `***` for none (manual, tag 62-05).
pub fn is_txid(text: &str) -> bool {
    text == "***" || is(text, 1..=25, u8::is_ascii_alphanumeric)
}
