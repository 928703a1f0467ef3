//! The QR code of a SEPA credit transfer (EPC069-12): lines of text, read and written.

mod charset;
mod check;

pub use charset::Charset;
pub use check::{Iban, is_creditor_reference};

use crate::amount::Amount;
use crate::error::QrError;
use check::is_bic;
use tradewind_domain::Currency;

/// The most that a code holds: version 13 with error level M (EPC069-12 2.1, 2).
const MAX_BYTES: usize = 331;
/// The largest picture.
pub(crate) const MAX_VERSION: u8 = 13;
/// 999999999.99 euro, in cents.
const MAX_CENTS: i64 = 99_999_999_999;

/// Version of the lines. The first wants a BIC, the second does not within the EEA.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum EpcVersion {
    V1,
    V2,
}

/// What the payee knows the payment by: one of the two, or neither.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remittance {
    /// Nothing.
    None,
    /// A structured reference, up to 35 characters. One that begins with `RF` holds ISO 11649's check digits; others are
    /// a country's own (the guidelines say that ISO 11649 "may be used").
    Reference(String),
    /// Free words, up to 140 characters.
    Text(String),
}

/// A SEPA credit transfer to be made (EPC069-12 version 2.1, 9 February 2012).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EpcTransfer {
    /// `001` or `002`.
    pub version: EpcVersion,
    /// What the bytes of the picture are in.
    pub charset: Charset,
    /// The payee's bank, 8 or 11 characters.
    pub bic: Option<String>,
    /// The payee, 1 to 70 characters.
    pub name: String,
    /// The payee's account.
    pub iban: Iban,
    /// EUR 0.01 to 999999999.99. None: the payer says how much.
    pub amount: Option<Amount>,
    /// Purpose of ISO 20022, up to four capitals and digits (`CHAR`).
    pub purpose: Option<String>,
    /// What the payee knows the payment by.
    pub remittance: Remittance,
    /// Words for the payer, up to 70 characters.
    pub information: Option<String>,
}

/// Whether a text begins as one of this family does.
pub(crate) fn looks_like(text: &[u8]) -> bool {
    text.starts_with(b"BCD\n") || text.starts_with(b"BCD\r\n")
}

/// The bytes of a picture as text, by the character set that they declare in their third line.
pub(crate) fn decode(bytes: &[u8]) -> Result<String, QrError> {
    if bytes.len() > MAX_BYTES {
        return Err(QrError::TooLong { limit: MAX_BYTES });
    }
    let number = bytes.split(|b| *b == b'\n').nth(2).unwrap_or_default();
    let number = std::str::from_utf8(number).map_err(|_| QrError::Malformed { field: "character set" })?;
    let set = Charset::of(number.trim_end_matches('\r'));
    set.ok_or(QrError::Malformed { field: "character set" })?.decode(bytes)
}

impl EpcTransfer {
    /// A transfer of version 002 in UTF-8, with nothing but the payee.
    pub fn new(name: &str, iban: Iban) -> Self {
        Self {
            version: EpcVersion::V2,
            charset: Charset::Utf8,
            bic: None,
            name: name.to_owned(),
            iban,
            amount: None,
            purpose: None,
            remittance: Remittance::None,
            information: None,
        }
    }

    /// Reads the lines, parted by LF or CR LF; those at the end that are empty may be missing.
    ///
    /// The text is Unicode already. A declared set that is not read here is refused as soon as a character is not ASCII:
    /// what a scanner made of such bytes is not to be trusted with a name.
    pub fn read(text: &str) -> Result<Self, QrError> {
        // A character has four bytes at most here, and one at least in any set: more than this can be in none.
        if text.len() > MAX_BYTES * 4 {
            return Err(QrError::TooLong { limit: MAX_BYTES });
        }
        let text = text.trim_end_matches(['\r', '\n']);
        let lines: Vec<&str> = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
        let line = |at: usize| lines.get(at).copied().filter(|line| !line.is_empty());
        if line(0) != Some("BCD") {
            return Err(QrError::UnknownFamily);
        }
        let version = match line(1) {
            Some("001") => EpcVersion::V1,
            Some("002") => EpcVersion::V2,
            _ => return Err(QrError::EpcVersion),
        };
        let charset = line(2).and_then(Charset::of).ok_or(QrError::Malformed { field: "character set" })?;
        if charset.encode(text)?.len() > MAX_BYTES {
            return Err(QrError::TooLong { limit: MAX_BYTES });
        }
        if line(3) != Some("SCT") {
            return Err(QrError::Malformed { field: "identification" });
        }
        let amount = line(7).map(|amount| {
            let digits = amount.strip_prefix("EUR").ok_or(QrError::Currency)?;
            Amount::read(digits, Currency::EUR)
        });
        let remittance = match (line(9), line(10)) {
            (None, None) => Remittance::None,
            (Some(reference), None) => Remittance::Reference(reference.to_owned()),
            (None, Some(words)) => Remittance::Text(words.to_owned()),
            (Some(_), Some(_)) => return Err(QrError::ReferenceAndText),
        };
        if lines.len() > 12 {
            return Err(QrError::Malformed { field: "lines" });
        }
        let read = Self {
            version,
            charset,
            bic: line(4).map(str::to_owned),
            name: line(5).ok_or(QrError::Missing { field: "name" })?.to_owned(),
            iban: Iban::parse(line(6).ok_or(QrError::Missing { field: "IBAN" })?)?,
            amount: amount.transpose()?,
            purpose: line(8).map(str::to_owned),
            remittance,
            information: line(11).map(str::to_owned),
        };
        read.check()?;
        Ok(read)
    }

    /// Writes the lines with LF, without those at the end that are empty, and proves that they are read as the same.
    pub fn to_text(&self) -> Result<String, QrError> {
        let (reference, words) = match &self.remittance {
            Remittance::None => ("", ""),
            Remittance::Reference(reference) => (reference.as_str(), ""),
            Remittance::Text(words) => ("", words.as_str()),
        };
        let amount =
            self.amount.as_ref().map(|amount| format!("EUR{}", amount.spelled())).unwrap_or_default();
        let lines = [
            "BCD",
            if self.version == EpcVersion::V1 { "001" } else { "002" },
            self.charset.number(),
            "SCT",
            self.bic.as_deref().unwrap_or_default(),
            &self.name,
            self.iban.as_str(),
            &amount,
            self.purpose.as_deref().unwrap_or_default(),
            reference,
            words,
            self.information.as_deref().unwrap_or_default(),
        ];
        let text = lines.join("\n");
        let text = text.trim_end_matches('\n');
        if Self::read(text)? == *self {
            Ok(text.to_owned())
        } else {
            Err(QrError::Malformed { field: "lines" })
        }
    }

    /// The bytes that lie in the picture, in the declared character set.
    pub fn to_bytes(&self) -> Result<Vec<u8>, QrError> {
        self.charset.encode(&self.to_text()?)
    }

    fn check(&self) -> Result<(), QrError> {
        let fits = |field: &'static str, text: Option<&str>, most: usize| match text {
            Some(text) if text.chars().count() > most || text.chars().any(char::is_control) => {
                Err(QrError::Malformed { field })
            }
            _ => Ok(()),
        };
        fits("name", Some(&self.name), 70)?;
        fits("information", self.information.as_deref(), 70)?;
        match &self.bic {
            None if self.version == EpcVersion::V1 => return Err(QrError::Missing { field: "BIC" }),
            Some(bic) if !is_bic(bic) => return Err(QrError::Bic),
            _ => {}
        }
        if let Some(amount) = &self.amount {
            if amount.money().currency != Currency::EUR {
                return Err(QrError::Currency);
            }
            if amount.money().minor > MAX_CENTS {
                return Err(QrError::AmountOutOfRange);
            }
        }
        let code = |text: &str| {
            text.len() <= 4 && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        };
        if self.purpose.as_deref().is_some_and(|text| !code(text)) {
            return Err(QrError::Malformed { field: "purpose" });
        }
        match &self.remittance {
            Remittance::None => Ok(()),
            Remittance::Text(words) => fits("remittance text", Some(words), 140),
            Remittance::Reference(reference) => {
                fits("remittance reference", Some(reference), 35)?;
                let numbered = reference.starts_with("RF");
                if numbered && !is_creditor_reference(reference) { Err(QrError::Reference) } else { Ok(()) }
            }
        }
    }
}
