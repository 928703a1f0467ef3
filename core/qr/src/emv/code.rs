//! The whole of a merchant-presented code: read strictly, kept without loss, written with its checksum.

use crate::amount::Amount;
use crate::emv::account::{Account, Scheme};
use crate::emv::crc::crc;
use crate::emv::names::{Additional, LocalName};
use crate::emv::numeric;
use crate::emv::tip::Tip;
use crate::emv::tlv::{Field, Template};
use crate::error::QrError;
use crate::text::is;
use tradewind_domain::{Currency, Market};

/// The longest code, in characters (EMV QRCPS-MPM 1.1; BCB's manual has the same).
const MAX_CHARS: usize = 512;
/// How a code ends: tag 63, four digits.
const CRC_HEAD: &str = "6304";

/// Whether a code is for many payments or for one (tag 01). What a code without the tag is, is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Initiation {
    /// `11`: the same for each payment.
    Static,
    /// `12`: made anew for each payment.
    Dynamic,
}

/// A merchant-presented code (EMV QRCPS-MPM 1.1, November 2020).
///
/// What is not known here is kept as written, so that [`EmvCode::to_text`] gives the code that was read, up to the order
/// of its tags (which is free but for 00 and 63) and the case of the checksum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmvCode {
    /// Tag 00: 1, or 2 as PayNet's examples for DuitNow have it.
    pub format: u8,
    /// Tag 01.
    pub initiation: Option<Initiation>,
    /// Tags 02 to 51, at least one.
    pub accounts: Vec<Account>,
    /// Tag 52, four digits of ISO 18245. EMVCo wants it; PromptPay and some merchants leave it out.
    pub category: Option<String>,
    /// Tag 53.
    pub currency: Currency,
    /// Tag 54. None: the payer says how much. A dynamic Pix code's charge may say another amount, and that one counts.
    pub amount: Option<Amount>,
    /// Tags 55 to 57.
    pub tip: Option<Tip>,
    /// Tag 58.
    pub country: Market,
    /// Tag 59. EMVCo wants 1 to 25 characters; PromptPay and schemes that are not looked into may leave it out.
    pub name: Option<String>,
    /// Tag 60. EMVCo wants 1 to 15 characters, real codes have more; as tag 59 it may be left out.
    pub city: Option<String>,
    /// Tag 61.
    pub postal_code: Option<String>,
    /// Tag 62.
    pub additional: Option<Additional>,
    /// Tag 64.
    pub local: Option<LocalName>,
    /// Tags 65 to 99, as written: those of others' rules are not looked into.
    pub others: Vec<Field>,
}

/// Whether a text begins as a code of this family does.
pub(crate) fn looks_like(text: &str) -> bool {
    text.starts_with("0002")
}

impl EmvCode {
    /// A code with nothing but who is paid, in which currency and in which country.
    pub fn new(accounts: Vec<Account>, currency: Currency, country: Market) -> Self {
        Self {
            format: 1,
            initiation: None,
            accounts,
            category: None,
            currency,
            amount: None,
            tip: None,
            country,
            name: None,
            city: None,
            postal_code: None,
            additional: None,
            local: None,
            others: Vec::new(),
        }
    }

    /// Reads a code.
    ///
    /// First the structure to the end, then the checksum, then what the fields say: a code that was cut or mistyped is told
    /// from one that is whole and wrong.
    pub fn read(text: &str) -> Result<Self, QrError> {
        if text.chars().take(MAX_CHARS + 1).count() > MAX_CHARS {
            return Err(QrError::TooLong { limit: MAX_CHARS });
        }
        let root = Template::read(text)?;
        if root.fields().first().map(Field::tag) != Some(0) {
            return Err(QrError::FormatIndicator);
        }
        check_crc(text, &root)?;
        let get = |tag| root.get(tag);
        let format = match get(0) {
            Some("01") => 1,
            Some("02") => 2,
            _ => return Err(QrError::FormatIndicator),
        };
        let initiation = match get(1) {
            None => None,
            Some("11") => Some(Initiation::Static),
            Some("12") => Some(Initiation::Dynamic),
            Some(_) => return Err(QrError::Malformed { field: "point of initiation" }),
        };
        let currency = get(53).ok_or(QrError::Missing { field: "transaction currency" })?;
        let currency = numeric::currency(currency).ok_or(QrError::Currency)?;
        let country = get(58).ok_or(QrError::Missing { field: "country code" })?;
        let of_tags = |tags: std::ops::RangeInclusive<u8>| {
            root.fields().iter().filter(move |field| tags.contains(&field.tag())).cloned()
        };
        let code = Self {
            format,
            initiation,
            accounts: of_tags(2..=51).map(Account::read).collect::<Result<_, _>>()?,
            category: get(52).map(str::to_owned),
            currency,
            amount: get(54).map(|text| Amount::read_open(text, currency)).transpose()?,
            tip: Tip::read([get(55), get(56), get(57)], currency)?,
            country: Market::parse(country).map_err(|_| QrError::Malformed { field: "country code" })?,
            name: get(59).map(str::to_owned),
            city: get(60).map(str::to_owned),
            postal_code: get(61).map(str::to_owned),
            additional: get(62).map(Additional::read).transpose()?,
            local: get(64).map(LocalName::read).transpose()?,
            others: of_tags(65..=99).collect(),
        };
        code.check()?;
        Ok(code)
    }

    /// Writes the code in the order of its tags, the checksum last, and proves that it is read again as the same.
    pub fn to_text(&self) -> Result<String, QrError> {
        self.check()?;
        let root = self.root()?;
        let mut text = root.to_text();
        text.push_str(CRC_HEAD);
        let sum = crc(text.as_bytes());
        text.push_str(&format!("{sum:04X}"));
        if Self::read(&text)?.root()? == root { Ok(text) } else { Err(QrError::Malformed { field: "tags" }) }
    }

    /// All tags but the checksum.
    fn root(&self) -> Result<Template, QrError> {
        let mut root = Template::default();
        root.push(0, if self.format == 2 { "02" } else { "01" })?;
        root.push_some(1, self.initiation.map(Initiation::digits))?;
        let fields = || self.accounts.iter().map(Account::field);
        for field in (2..=51).flat_map(|tag| fields().filter(move |field| field.tag() == tag)) {
            root.push(field.tag(), field.value())?;
        }
        root.push_some(52, self.category.as_deref())?;
        root.push(53, numeric::number(self.currency).ok_or(QrError::Currency)?)?;
        root.push_some(54, self.amount.as_ref().map(Amount::spelled))?;
        for (tag, value) in (55..).zip(self.tip.as_ref().map(Tip::tags).unwrap_or_default()) {
            root.push_some(tag, value)?;
        }
        root.push(58, self.country.as_str())?;
        root.push_some(59, self.name.as_deref())?;
        root.push_some(60, self.city.as_deref())?;
        root.push_some(61, self.postal_code.as_deref())?;
        root.push_some(62, self.additional.as_ref().map(|all| all.template().to_text()).as_deref())?;
        root.push_some(64, self.local.as_ref().map(|all| all.template().to_text()).as_deref())?;
        for field in &self.others {
            root.push(field.tag(), field.value())?;
        }
        Ok(root)
    }

    /// The checksum that the code is written with, four hexadecimal digits.
    pub fn checksum(&self) -> Result<String, QrError> {
        self.to_text().map(|text| text.chars().skip(text.chars().count().saturating_sub(4)).collect())
    }

    /// The way to pay that the code is for, as a person would name it: a national scheme before UPI's second account, an
    /// unknown one before a card.
    pub fn scheme(&self) -> Option<&Scheme> {
        let rank = |scheme: &Scheme| match scheme {
            Scheme::Card(_) => 2,
            Scheme::Other(_) => 1,
            _ => 0,
        };
        self.accounts.iter().map(Account::scheme).min_by_key(|scheme| rank(scheme))
    }

    /// What the fields have to be together.
    fn check(&self) -> Result<(), QrError> {
        if !matches!(self.format, 1 | 2) {
            return Err(QrError::FormatIndicator);
        }
        let fee = match &self.tip {
            Some(Tip::Fixed(fee)) => Some(fee),
            _ => None,
        };
        if self.amount.iter().chain(fee).any(|amount| amount.money().currency != self.currency) {
            return Err(QrError::Currency);
        }
        if self.accounts.is_empty() {
            return Err(QrError::Missing { field: "merchant account" });
        }
        if self.category.as_deref().is_some_and(|code| !is(code, 4..=4, u8::is_ascii_digit)) {
            return Err(QrError::Malformed { field: "merchant category code" });
        }
        let schemes = || self.accounts.iter().map(Account::scheme);
        if schemes().filter_map(Scheme::currency).any(|only| only != self.currency) {
            return Err(QrError::Currency);
        }
        // PromptPay has neither, and what schemes that are not looked into want is theirs (Vietnam's have neither).
        if schemes().any(|scheme| !matches!(scheme, Scheme::PromptPay(_) | Scheme::Other(_))) {
            self.name.as_ref().ok_or(QrError::Missing { field: "merchant name" })?;
            self.city.as_ref().ok_or(QrError::Missing { field: "merchant city" })?;
        }
        Ok(())
    }
}

impl Initiation {
    fn digits(self) -> &'static str {
        match self {
            Self::Static => "11",
            Self::Dynamic => "12",
        }
    }
}

/// Proves tag 63: the last of the root, over all before its own four digits. Lower-case digits are read as well, since
/// banks print them.
fn check_crc(text: &str, root: &Template) -> Result<(), QrError> {
    let last = root.fields().last().filter(|field| field.tag() == 63).map(Field::value);
    let digits = last.filter(|text| is(text, 4..=4, u8::is_ascii_hexdigit)).ok_or(QrError::CrcMissing)?;
    let found = u16::from_str_radix(digits, 16).map_err(|_| QrError::CrcMissing)?;
    let body = text.get(..text.len().saturating_sub(4)).ok_or(QrError::CrcMissing)?;
    let expected = crc(body.as_bytes());
    if expected == found { Ok(()) } else { Err(QrError::CrcMismatch { expected, found }) }
}
