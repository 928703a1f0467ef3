//! PromptPay, Thailand: a phone, a citizen or taxpayer, a wallet, a bank account, or a bill.

use crate::emv::tlv::{Field, Template};
use crate::error::QrError;
use crate::text::is;

/// Credit transfer, its one-time form, and bill payment.
pub(crate) const IDENTIFIERS: [&str; 3] = [TRANSFER, ONE_TIME, BILL];
const TRANSFER: &str = "A000000677010111";
const ONE_TIME: &str = "A000000677010114";
const BILL: &str = "A000000677010112";

/// Who is paid. Digits as the code has them.
///
/// Source: Thai QR Payment Standard (Bank of Thailand, Thai Bankers' Association), tags 29 and 30, as
/// `dtinth/promptpay-qr` and thai-qr-payment.js.org carry it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PromptPay {
    /// 13 digits: zeros, the country's code, the number without its 0 (`0066801234567`).
    Phone(String),
    /// 13 digits of a citizen or a taxpayer.
    NationalId(String),
    /// 15 digits of an electronic wallet.
    Wallet(String),
    /// Three digits of a bank, then an account.
    BankAccount(String),
    /// A bill, with up to two references.
    Bill {
        /// 15 digits: a taxpayer and a suffix.
        biller: String,
        /// Sub-tag 02.
        reference: Option<String>,
        /// Sub-tag 03.
        second_reference: Option<String>,
    },
}

impl PromptPay {
    /// The tag of a phone, written at home (`080-123-4567`) or with `+66`; separators are left out.
    pub fn with_phone(phone: &str) -> Result<Field, QrError> {
        let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
        let separators = phone.chars().all(|c| c.is_ascii_digit() || " -+()".contains(c));
        let national = match digits.strip_prefix('0') {
            Some(rest) if !phone.starts_with('+') => rest,
            _ => digits.strip_prefix("66").ok_or(QrError::Malformed { field: "PromptPay phone" })?,
        };
        if !separators || !is(national, 8..=9, u8::is_ascii_digit) {
            return Err(QrError::Malformed { field: "PromptPay phone" });
        }
        transfer(1, &format!("{:0>13}", format!("66{national}")))
    }

    /// The tag of a citizen or taxpayer; hyphens and spaces are left out.
    pub fn with_national_id(id: &str) -> Result<Field, QrError> {
        transfer(2, &id.replace(['-', ' '], ""))
    }

    /// The tag of an electronic wallet.
    pub fn with_wallet(id: &str) -> Result<Field, QrError> {
        transfer(3, id)
    }

    /// The tag of a bill (tag 30).
    pub fn with_bill(biller: &str, reference: Option<&str>, second: Option<&str>) -> Result<Field, QrError> {
        let mut template = Template::default();
        template.push(0, BILL)?;
        template.push(1, biller)?;
        template.push_some(2, reference)?;
        template.push_some(3, second)?;
        Field::new(30, &template.to_text())
    }

    pub(crate) fn read(identifier: &str, template: &Template) -> Result<Self, QrError> {
        let text = |tag: u8| template.get(tag).map(str::to_owned);
        let malformed = Err(QrError::Malformed { field: "PromptPay account" });
        if identifier.eq_ignore_ascii_case(BILL) {
            let biller = text(1).ok_or(QrError::Missing { field: "PromptPay biller" })?;
            if !is(&biller, 13..=15, u8::is_ascii_digit) {
                return malformed;
            }
            return Ok(Self::Bill { biller, reference: text(2), second_reference: text(3) });
        }
        let digits = |text: &str, lengths| is(text, lengths, u8::is_ascii_digit);
        match (text(1), text(2), text(3), text(4)) {
            (Some(phone), None, None, None) if digits(&phone, 13..=13) => Ok(Self::Phone(phone)),
            (None, Some(id), None, None) if digits(&id, 13..=13) => Ok(Self::NationalId(id)),
            (None, None, Some(id), None) if digits(&id, 15..=15) => Ok(Self::Wallet(id)),
            (None, None, None, Some(account)) if digits(&account, 4..=43) => Ok(Self::BankAccount(account)),
            (None, None, None, None) => Err(QrError::Missing { field: "PromptPay account" }),
            _ => malformed,
        }
    }
}

fn transfer(tag: u8, value: &str) -> Result<Field, QrError> {
    let mut template = Template::default();
    template.push(0, TRANSFER)?;
    template.push(tag, value)?;
    Field::new(29, &template.to_text())
}
