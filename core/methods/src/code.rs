//! Payment codes (EMVCo with its schemes, UPI, EPC) against what was agreed, before one is shown or opened.
//!
//! [`check`] reads a code by `tradewind_qr` and refuses one that names another sum or currency, none at all, or leaves the sum to
//! the payer, or is past its date. What it gives has the payee's name to be shown, and that name is only what the code's maker wrote.

use crate::error::MethodError;
use crate::sum;
use tradewind_domain::{Money, Text, Timestamp};
use tradewind_qr::emv::{Pix, Scheme, UpiAccount};
use tradewind_qr::{EmvCode, PaymentCode, UpiLink, read};

/// The longest payee's name that is shown, in characters (EPC has 70, EMVCo 25).
const MAX_NAME: usize = 100;

/// A code that asks for what was agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The code.
    pub code: PaymentCode,
    /// Who is paid, by the code's own word.
    pub payee: Option<Text>,
    /// Its own last moment, where it has one.
    pub expires: Option<Timestamp>,
}

/// Checks a code against the agreed sum.
///
/// A dynamic Pix code may have its sum at an address that the payer's bank reads. It is refused as [`MethodError::SumElsewhere`];
/// who wants to show it nevertheless, with the words that the bank shows the sum, reads it with [`check_charge`].
pub fn check(text: &str, agreed: Money, now: Timestamp) -> Result<Checked, MethodError> {
    checked(text, agreed, now, false)
}

/// As [`check`], and also a dynamic Pix code without a sum in it.
pub fn check_charge(text: &str, agreed: Money, now: Timestamp) -> Result<Checked, MethodError> {
    checked(text, agreed, now, true)
}

/// Whom a code names as its payee, by its maker's word; none where it does not read or names nobody.
pub fn payee(text: &str) -> Option<Text> {
    let name = match read(text).ok()? {
        PaymentCode::Emv(emv) => emv.name?,
        PaymentCode::Upi(link) => link.name?,
        PaymentCode::Epc(transfer) => transfer.name,
        _ => return None,
    };
    Text::line(&name, MAX_NAME)
}

fn checked(text: &str, agreed: Money, now: Timestamp, charges: bool) -> Result<Checked, MethodError> {
    let agreed = sum::payable(agreed)?;
    let code = read(text)?;
    let (name, expires) = match &code {
        PaymentCode::Emv(emv) => {
            emv_sum(emv, agreed, charges)?;
            (emv.name.as_deref(), emv_expiry(emv)?)
        }
        PaymentCode::Upi(link) => {
            upi_sum(link, agreed)?;
            (link.name.as_deref(), upi_expiry(link)?)
        }
        PaymentCode::Epc(transfer) => {
            let amount = transfer.amount.as_ref().map(|amount| amount.money());
            if agreed.currency != tradewind_domain::Currency::EUR {
                return Err(MethodError::CurrencyDiffers);
            }
            sum::same(amount.ok_or(MethodError::SumAbsent)?, agreed)?;
            (Some(transfer.name.as_str()), None)
        }
        _ => return Err(MethodError::Code(tradewind_qr::QrError::UnknownFamily)),
    };
    if expires.is_some_and(|end| end < now) {
        return Err(MethodError::Expired);
    }
    let payee = name.and_then(|name| Text::line(name, MAX_NAME));
    Ok(Checked { code, payee, expires })
}

/// Tags 53 and 54, and what lets the payer pay more: a tip or a fee on top (55 to 57), an editable amount (PayNow), a least
/// amount (Bharat QR).
fn emv_sum(code: &EmvCode, agreed: Money, charges: bool) -> Result<(), MethodError> {
    if code.currency != agreed.currency {
        return Err(MethodError::CurrencyDiffers);
    }
    let schemes = || code.accounts.iter().map(|account| account.scheme());
    let Some(amount) = &code.amount else {
        let elsewhere = schemes().any(|scheme| matches!(scheme, Scheme::Pix(Pix::Dynamic { .. })));
        return match (elsewhere, charges) {
            (true, true) => Ok(()),
            (true, false) => Err(MethodError::SumElsewhere),
            (false, _) => Err(MethodError::SumAbsent),
        };
    };
    sum::same(amount.money(), agreed)?;
    let open = |scheme: &Scheme| match scheme {
        Scheme::PayNow(pay) => pay.editable,
        Scheme::Upi(UpiAccount::Payee { minimum, .. }) => {
            minimum.as_ref().is_some_and(|least| least.money() != agreed)
        }
        _ => false,
    };
    if code.tip.is_some() || schemes().any(open) { Err(MethodError::SumOpen) } else { Ok(()) }
}

/// `am`, always in rupees, and `mam`: a least amount below it lets the payer pay less.
pub(crate) fn upi_sum(link: &UpiLink, agreed: Money) -> Result<(), MethodError> {
    if agreed.currency.as_str() != "INR" {
        return Err(MethodError::CurrencyDiffers);
    }
    let amount = link.amount.as_ref().ok_or(MethodError::SumAbsent)?.money();
    sum::same(amount, agreed)?;
    let open = link.minimum.as_ref().is_some_and(|least| least.money() != amount);
    if open { Err(MethodError::SumOpen) } else { Ok(()) }
}

/// PayNow's own date: 8, 12 or 14 digits, at the end of what they name, by Singapore's clock.
fn emv_expiry(code: &EmvCode) -> Result<Option<Timestamp>, MethodError> {
    let dated = code.accounts.iter().find_map(|account| match account.scheme() {
        Scheme::PayNow(pay) => pay.expiry.as_deref(),
        _ => None,
    });
    let Some(digits) = dated else { return Ok(None) };
    let malformed = MethodError::Malformed { field: "PayNow expiry" };
    let part = |range: std::ops::Range<usize>, end: &'static str| digits.get(range).unwrap_or(end);
    let text = format!(
        "{}-{}-{}T{}:{}:{}+08:00",
        part(0..4, ""),
        part(4..6, ""),
        part(6..8, ""),
        part(8..10, "23"),
        part(10..12, "59"),
        part(12..14, "59")
    );
    Timestamp::parse_rfc3339(&text).map(Some).map_err(|_| malformed)
}

/// `QRexpire` of newer links (UPI Linking Specifications for signed codes), an RFC 3339 moment.
fn upi_expiry(link: &UpiLink) -> Result<Option<Timestamp>, MethodError> {
    let found = link.others.iter().find(|(name, _)| name.eq_ignore_ascii_case("QRexpire"));
    let Some((_, text)) = found else { return Ok(None) };
    Timestamp::parse_rfc3339(text).map(Some).map_err(|_| MethodError::Malformed { field: "QRexpire" })
}
