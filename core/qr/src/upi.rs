//! UPI links (`upi://pay?...`): what an Indian payment app is opened with, on either system and from a picture.

use crate::amount::Amount;
use crate::error::QrError;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use tradewind_domain::Currency;

/// The longest link read, in bytes: less than the largest picture holds (2,953).
const MAX_BYTES: usize = 2_048;
/// The most parameters read: the specification names 17.
const MAX_PARAMETERS: usize = 32;
/// What is written without an escape: RFC 3986's unreserved characters, and those that the specification's own samples
/// leave as they are in an address.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'@')
    .remove(b':')
    .remove(b'/')
    .remove(b'=');

/// A link for paying (NPCI, UPI Linking Specifications 1.6, November 2017, 1.2). The currency is INR, always.
///
/// A parameter that is empty or says `null` is absent, as in the specification's own sample (`mam=null`).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UpiLink {
    /// `pa`: the payee's virtual payment address (`merchant@bank`).
    pub address: String,
    /// `pn`: the payee's name. The specification wants it, peers' links leave it out.
    pub name: Option<String>,
    /// `mc`: four digits of ISO 18245.
    pub category: Option<String>,
    /// `tid`: the transaction's identifier at the payment service.
    pub transaction: Option<String>,
    /// `tr`: the payee's reference (order, bill).
    pub reference: Option<String>,
    /// `tn`: words for the payer.
    pub note: Option<String>,
    /// `am`. None: the payer says how much.
    pub amount: Option<Amount>,
    /// `mam`: the least that may be paid where the payer may change `am`.
    pub minimum: Option<Amount>,
    /// `url`: a page about the transaction, as written; nothing here says that it is safe to open.
    pub url: Option<String>,
    /// `mode`: two digits of how the link was made.
    pub mode: Option<String>,
    /// `orgid`: who made it.
    pub organisation: Option<String>,
    /// `sign`: the base64 signature of all that stands before it.
    pub signature: Option<String>,
    /// Everything else, decoded, in order.
    pub others: Vec<(String, String)>,
    /// A signed link as it was read: it is handed on byte for byte, or its signature is broken.
    signed: Option<Box<str>>,
}

/// Whether a text begins as a link of this family does. Schemes have no case (RFC 3986, 3.1).
pub(crate) fn looks_like(text: &str) -> bool {
    text.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("upi:"))
}

/// Whether a text is a virtual payment address: a name, one `@`, a handle.
pub fn is_vpa(text: &str) -> bool {
    let is = |part: &str, kind: fn(u8) -> bool| !part.is_empty() && part.bytes().all(kind);
    let name = |b: u8| b.is_ascii_alphanumeric() || b".-_".contains(&b);
    let handle = |b: u8| b.is_ascii_alphanumeric() || b".-".contains(&b);
    text.len() <= 255 && text.split_once('@').is_some_and(|(user, bank)| is(user, name) && is(bank, handle))
}

impl UpiLink {
    /// A link to an address, with nothing else.
    pub fn new(address: &str) -> Self {
        Self { address: address.to_owned(), ..Self::default() }
    }

    /// Reads a link.
    pub fn read(text: &str) -> Result<Self, QrError> {
        if text.len() > MAX_BYTES {
            return Err(QrError::TooLong { limit: MAX_BYTES });
        }
        let rest = text.get(4..).filter(|_| looks_like(text)).ok_or(QrError::UnknownFamily)?;
        let rest = rest.strip_prefix("//").ok_or(QrError::UpiAction)?;
        let (action, query) = rest.split_once('?').ok_or(QrError::UpiAction)?;
        if !action.trim_end_matches('/').eq_ignore_ascii_case("pay") {
            return Err(QrError::UpiAction);
        }
        let mut link = Self::default();
        let mut seen: Vec<&str> = Vec::new();
        let mut currency = None;
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            if seen.contains(&key) {
                return Err(QrError::ParameterTwice);
            }
            if seen.len() == MAX_PARAMETERS {
                return Err(QrError::TooLong { limit: MAX_PARAMETERS });
            }
            seen.push(key);
            let value = decode(key, value)?;
            if value.is_empty() || value == "null" {
                continue;
            }
            match key {
                "cu" => currency = Some(value),
                _ => link.take(key, value)?,
            }
        }
        if currency.is_some_and(|code| code != "INR") {
            return Err(QrError::Currency);
        }
        if link.address.is_empty() {
            return Err(QrError::Missing { field: "pa" });
        }
        link.check()?;
        if link.signature.is_some() {
            link.signed = Some(text.into());
        }
        Ok(link)
    }

    /// Writes the link, parameters in the specification's order, and proves that it is read as the same.
    pub fn to_text(&self) -> Result<String, QrError> {
        if let Some(signed) = &self.signed {
            let unchanged = Self::read(signed)? == *self;
            return if unchanged { Ok(signed.to_string()) } else { Err(QrError::SignedChanged) };
        }
        let amount = |amount: &Option<Amount>| amount.as_ref().map(|a| a.spelled().to_owned());
        let known = [
            ("pa", Some(self.address.clone())),
            ("pn", self.name.clone()),
            ("mc", self.category.clone()),
            ("tid", self.transaction.clone()),
            ("tr", self.reference.clone()),
            ("tn", self.note.clone()),
            ("am", amount(&self.amount)),
            ("mam", amount(&self.minimum)),
            ("cu", Some("INR".to_owned())),
            ("url", self.url.clone()),
            ("mode", self.mode.clone()),
            ("orgid", self.organisation.clone()),
        ];
        let known = known.iter().filter_map(|(key, value)| Some((*key, value.as_deref()?)));
        let others = self.others.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        let sign = self.signature.as_deref().map(|value| ("sign", value));
        let mut text = String::from("upi://pay?");
        for (at, (key, value)) in known.chain(others).chain(sign).enumerate() {
            text.push_str(if at == 0 { "" } else { "&" });
            text.push_str(key);
            text.push('=');
            text.extend(utf8_percent_encode(value, ESCAPED));
        }
        let read = Self::read(&text)?;
        if (Self { signed: None, ..read }) == *self {
            Ok(text)
        } else {
            Err(QrError::Malformed { field: "parameter" })
        }
    }

    fn take(&mut self, key: &str, value: String) -> Result<(), QrError> {
        let inr = || Currency::parse("INR").map_err(|_| QrError::Currency);
        match key {
            "pa" => self.address = value,
            "pn" => self.name = Some(value),
            "mc" => self.category = Some(value),
            "tid" => self.transaction = Some(value),
            "tr" => self.reference = Some(value),
            "tn" => self.note = Some(value),
            "am" => self.amount = Some(Amount::read(&value, inr()?)?),
            "mam" => {
                // A least amount of nothing is none.
                self.minimum = match Amount::read(&value, inr()?) {
                    Err(QrError::AmountOutOfRange) if value.bytes().all(|b| b"0.".contains(&b)) => None,
                    read => Some(read?),
                }
            }
            "url" => self.url = Some(value),
            "mode" => self.mode = Some(value),
            "orgid" => self.organisation = Some(value),
            "sign" => self.signature = Some(value),
            _ => self.others.push((key.to_owned(), value)),
        }
        Ok(())
    }

    fn check(&self) -> Result<(), QrError> {
        let digits = |text: &str, count| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
        if !is_vpa(&self.address) {
            return Err(QrError::Malformed { field: "pa" });
        }
        if self.category.as_deref().is_some_and(|code| !digits(code, 4)) {
            return Err(QrError::Malformed { field: "mc" });
        }
        if self.mode.as_deref().is_some_and(|code| !digits(code, 2)) {
            return Err(QrError::Malformed { field: "mode" });
        }
        let key = |key: &str| key.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
        if !self.others.iter().all(|(name, _)| !name.is_empty() && key(name)) {
            return Err(QrError::Malformed { field: "parameter" });
        }
        match (&self.amount, &self.minimum) {
            (Some(amount), Some(least)) if least.money().minor > amount.money().minor => {
                Err(QrError::Malformed { field: "mam" })
            }
            _ => Ok(()),
        }
    }
}

/// Undoes the escapes of a value. A plus is a space in words alone (`pn`, `tn`), where form encoders write it; in
/// a signature it is a digit of base64.
fn decode(key: &str, value: &str) -> Result<String, QrError> {
    let mut after = value.split('%').skip(1);
    let whole = |part: &str| part.get(..2).is_some_and(|two| two.bytes().all(|b| b.is_ascii_hexdigit()));
    if !after.all(whole) {
        return Err(QrError::Escape);
    }
    let spaced = if matches!(key, "pn" | "tn") { value.replace('+', " ") } else { value.to_owned() };
    percent_decode_str(&spaced).decode_utf8().map(|text| text.into_owned()).map_err(|_| QrError::Escape)
}
