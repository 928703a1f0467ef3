//! What is to be built, as a command or a script asks for it, and the building, within the limits of each specification.

use crate::amount::Amount;
use crate::code::PaymentCode;
use crate::emv::{
    Account, Additional, DuitNow, EmvCode, Initiation, PayNow, PayNowProxy, Pix, PromptPay, Qris,
};
use crate::emv::{Field, Scheme, UpiAccount, is_txid};
use crate::epc::{EpcTransfer, Iban, Remittance};
use crate::error::QrError;
use crate::upi::UpiLink;
use serde::Deserialize;
use tradewind_domain::{Currency, Market, Money};

/// Who is paid, for EMVCo's tags 52 and 59 to 61.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payee {
    /// 1 to 25 characters.
    pub name: String,
    /// 1 to 15 characters.
    pub city: String,
    /// 1 to 10 characters.
    #[serde(default)]
    pub postal_code: Option<String>,
    /// Four digits of ISO 18245; `0000` where left out.
    #[serde(default)]
    pub category: Option<String>,
}

/// A code to be built. In JSON `scheme` says which (`pix`, `pix_dynamic`, `promptpay`, ...); unknown fields are refused.
///
/// An amount is in minor units with its currency; EMVCo's codes with an amount are for one payment (tag 01 is 12), Pix's
/// static ones have no tag 01, as in BCB's examples.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "scheme", rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
#[allow(missing_docs)]
pub enum BuildRequest {
    /// A key of the payee, and a transaction identifier of up to 25 letters and digits.
    Pix {
        key: String,
        payee: Payee,
        information: Option<String>,
        reference: Option<String>,
        amount: Option<Money>,
    },
    /// The address of a charge, without `https://`.
    PixDynamic { address: String, payee: Payee },
    /// One of `phone`, `national_id` and `wallet`.
    Promptpay {
        phone: Option<String>,
        national_id: Option<String>,
        wallet: Option<String>,
        payee: Option<Payee>,
        amount: Option<Money>,
    },
    /// One of `mobile` (`+6591234567`) and `uen`.
    Paynow {
        mobile: Option<String>,
        uen: Option<String>,
        editable: Option<bool>,
        expiry: Option<String>,
        payee: Payee,
        reference: Option<String>,
        amount: Option<Money>,
    },
    /// The national merchant number.
    Qris { merchant: String, criteria: Option<String>, payee: Payee, amount: Option<Money> },
    /// An acquirer's merchant.
    Duitnow {
        acquirer: String,
        merchant: String,
        payee: Payee,
        reference: Option<String>,
        amount: Option<Money>,
    },
    /// A UPI address inside EMVCo.
    BharatQr {
        address: String,
        reference: Option<String>,
        url: Option<String>,
        payee: Payee,
        amount: Option<Money>,
    },
    /// A UPI link.
    UpiLink {
        address: String,
        name: Option<String>,
        category: Option<String>,
        transaction: Option<String>,
        reference: Option<String>,
        note: Option<String>,
        url: Option<String>,
        amount: Option<Money>,
        minimum: Option<Money>,
    },
    /// A SEPA transfer; spaces in the account and the RF reference are left out.
    Sepa {
        name: String,
        iban: String,
        bic: Option<String>,
        amount: Option<Money>,
        purpose: Option<String>,
        reference: Option<String>,
        text: Option<String>,
        information: Option<String>,
    },
}

/// Builds a code. Its text is [`PaymentCode::to_text`], its picture [`crate::QrPicture::of`].
pub fn build(request: &BuildRequest) -> Result<PaymentCode, QrError> {
    let code = match request {
        BuildRequest::Pix { key, payee, information, reference, amount } => {
            let txid = reference.as_deref().unwrap_or("***");
            if !is_txid(txid) {
                return Err(QrError::Malformed { field: "Pix transaction identifier" });
            }
            let mut code =
                merchant(vec![Pix::with_key(key, information.as_deref())?], "BR", Some(payee), *amount)?;
            code.initiation = None;
            code.additional = Some(Additional::default().with(5, txid)?);
            emv(code)
        }
        BuildRequest::PixDynamic { address, payee } => {
            let mut code = merchant(vec![Pix::with_address(address)?], "BR", Some(payee), None)?;
            code.initiation = Some(Initiation::Dynamic);
            code.additional = Some(Additional::default().with(5, "***")?);
            emv(code)
        }
        BuildRequest::Promptpay { phone, national_id, wallet, payee, amount } => {
            let account = match (phone, national_id, wallet) {
                (Some(phone), None, None) => PromptPay::with_phone(phone)?,
                (None, Some(id), None) => PromptPay::with_national_id(id)?,
                (None, None, Some(id)) => PromptPay::with_wallet(id)?,
                (None, None, None) => return Err(QrError::Missing { field: "PromptPay account" }),
                _ => return Err(QrError::Malformed { field: "PromptPay account" }),
            };
            emv(merchant(vec![account], "TH", payee.as_ref(), *amount)?)
        }
        BuildRequest::Paynow { mobile, uen, editable, expiry, payee, reference, amount } => {
            let (proxy, value) = match (mobile, uen) {
                (Some(mobile), None) => (PayNowProxy::Mobile, mobile),
                (None, Some(uen)) => (PayNowProxy::Uen, uen),
                (None, None) => return Err(QrError::Missing { field: "PayNow proxy value" }),
                _ => return Err(QrError::Malformed { field: "PayNow proxy value" }),
            };
            // Without an amount the payer has to be able to type one.
            let editable = editable.unwrap_or(amount.is_none());
            let pay = PayNow { proxy, value: value.clone(), editable, expiry: expiry.clone() };
            let mut code = merchant(vec![pay.field()?], "SG", Some(payee), *amount)?;
            code.additional = labelled(1, reference.as_deref())?;
            emv(code)
        }
        BuildRequest::Qris { merchant: number, criteria, payee, amount } => {
            let qris = Qris { merchant: number.clone(), criteria: criteria.clone() };
            emv(merchant(vec![qris.field()?], "ID", Some(payee), *amount)?)
        }
        BuildRequest::Duitnow { acquirer, merchant: number, payee, reference, amount } => {
            let pay = DuitNow { acquirer: acquirer.clone(), merchant: number.clone() };
            let mut code = merchant(vec![pay.field()?], "MY", Some(payee), *amount)?;
            code.format = 2;
            code.additional = labelled(5, reference.as_deref())?;
            emv(code)
        }
        BuildRequest::BharatQr { address, reference, url, payee, amount } => {
            let mut accounts = vec![UpiAccount::Payee { address: address.clone(), minimum: None }.field()?];
            if let Some(reference) = reference {
                let transaction = UpiAccount::Transaction { reference: reference.clone(), url: url.clone() };
                accounts.push(transaction.field()?);
            }
            emv(merchant(accounts, "IN", Some(payee), *amount)?)
        }
        BuildRequest::UpiLink {
            address,
            name,
            category,
            transaction,
            reference,
            note,
            url,
            amount,
            minimum,
        } => {
            let mut link = UpiLink::new(address);
            link.name = name.clone();
            link.category = category.clone();
            link.transaction = transaction.clone();
            link.reference = reference.clone();
            link.note = note.clone();
            link.url = url.clone();
            link.amount = of_currency(*amount, "INR")?;
            link.minimum = of_currency(*minimum, "INR")?;
            PaymentCode::Upi(Box::new(link))
        }
        BuildRequest::Sepa { name, iban, bic, amount, purpose, reference, text, information } => {
            let mut transfer = EpcTransfer::new(name, Iban::parse_typed(iban)?);
            transfer.bic = bic.clone();
            transfer.amount = of_currency(*amount, "EUR")?;
            transfer.purpose = purpose.clone();
            transfer.information = information.clone();
            transfer.remittance = match (reference, text) {
                (None, None) => Remittance::None,
                (Some(reference), None) if reference.starts_with("RF") => {
                    Remittance::Reference(reference.replace(' ', ""))
                }
                (Some(reference), None) => Remittance::Reference(reference.clone()),
                (None, Some(text)) => Remittance::Text(text.clone()),
                (Some(_), Some(_)) => return Err(QrError::ReferenceAndText),
            };
            PaymentCode::Epc(Box::new(transfer))
        }
    };
    code.to_text()?;
    Ok(code)
}

fn emv(code: EmvCode) -> PaymentCode {
    PaymentCode::Emv(Box::new(code))
}

/// A code of a scheme, in the scheme's own currency, within the lengths of EMVCo's tags 59 to 61.
fn merchant(
    accounts: Vec<Field>,
    country: &str,
    payee: Option<&Payee>,
    amount: Option<Money>,
) -> Result<EmvCode, QrError> {
    let accounts = accounts.into_iter().map(Account::read).collect::<Result<Vec<_>, _>>()?;
    let currency =
        accounts.first().map(Account::scheme).and_then(Scheme::currency).ok_or(QrError::Currency)?;
    let country = Market::parse(country).map_err(|_| QrError::Malformed { field: "country code" })?;
    let mut code = EmvCode::new(accounts, currency, country);
    code.amount = of_currency(amount, currency.as_str())?;
    code.initiation = Some(if amount.is_some() { Initiation::Dynamic } else { Initiation::Static });
    if let Some(payee) = payee {
        code.category = Some(payee.category.clone().unwrap_or_else(|| "0000".to_owned()));
        code.name = Some(within("merchant name", &payee.name, 25)?);
        code.city = Some(within("merchant city", &payee.city, 15)?);
        code.postal_code =
            payee.postal_code.as_deref().map(|text| within("postal code", text, 10)).transpose()?;
    }
    Ok(code)
}

/// Additional data with one label of up to 25 characters.
fn labelled(tag: u8, value: Option<&str>) -> Result<Option<Additional>, QrError> {
    let one = |value: &str| Additional::default().with(tag, &within("reference", value, 25)?);
    value.map(one).transpose()
}

fn within(field: &'static str, text: &str, most: usize) -> Result<String, QrError> {
    let plain = !text.trim().is_empty() && !text.chars().any(char::is_control);
    if plain && text.chars().count() <= most {
        Ok(text.to_owned())
    } else {
        Err(QrError::Malformed { field })
    }
}

fn of_currency(amount: Option<Money>, code: &str) -> Result<Option<Amount>, QrError> {
    let Some(money) = amount else { return Ok(None) };
    if Currency::parse(code) != Ok(money.currency) {
        return Err(QrError::Currency);
    }
    Amount::of(money).map(Some)
}
