//! A code in a few words, for people and for JSON: the same fields whatever the family.

use crate::amount::Amount;
use crate::code::{PaymentCode, read_bytes};
use crate::emv::{Account, EmvCode, Initiation, PayNowProxy, Pix, PromptPay, Scheme, UpiAccount};
use crate::epc::{EpcTransfer, Remittance};
use crate::error::QrError;
use crate::upi::UpiLink;
use serde::Serialize;
use std::collections::BTreeMap;
use tradewind_domain::Money;

/// What a code says. Everything in it is what the code's maker wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// `EMVCO`, `UPI_LINK` or `EPC`.
    pub family: &'static str,
    /// The scheme, for example `PIX`; `OTHER` has its identifier in [`Summary::account`].
    pub scheme: &'static str,
    /// The payee.
    pub name: Option<String>,
    /// The payee's city.
    pub city: Option<String>,
    /// The payee's country, ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Where the money goes, by the scheme's own names (`key`, `phone`, `iban`, ...).
    pub account: BTreeMap<&'static str, String>,
    /// In minor units; null where the payer says how much.
    pub amount: Option<Money>,
    /// What the payee knows the payment by.
    pub reference: Option<String>,
    /// `static` or `dynamic`.
    pub point_of_initiation: Option<&'static str>,
    /// The checksum, four hexadecimal digits in upper case.
    pub crc: Option<String>,
}

/// Reads a text into what JSON says of it.
pub fn read_json(text: &str) -> Result<Summary, QrError> {
    Summary::read(text.as_bytes())
}

impl Summary {
    /// What the bytes of a code say, with the checksum that stands in them.
    pub fn read(bytes: &[u8]) -> Result<Self, QrError> {
        let code = read_bytes(bytes)?;
        let mut summary = Self::of(&code)?;
        if let PaymentCode::Emv(_) = code {
            // It was proven when the code was read; written anew, fields may stand in another order, and it would be another one.
            let end = bytes.trim_ascii_end();
            let digits = end.get(end.len().saturating_sub(4)..).unwrap_or_default();
            summary.crc = std::str::from_utf8(digits).ok().map(str::to_ascii_uppercase);
        }
        Ok(summary)
    }

    /// What a code says, with the checksum of the text that [`PaymentCode::to_text`] writes.
    pub fn of(code: &PaymentCode) -> Result<Self, QrError> {
        match code {
            PaymentCode::Emv(code) => of_emv(code),
            PaymentCode::Upi(link) => Ok(of_upi(link)),
            PaymentCode::Epc(transfer) => Ok(of_epc(transfer)),
        }
    }
}

fn of_emv(code: &EmvCode) -> Result<Summary, QrError> {
    let mut account = BTreeMap::new();
    let scheme = code.scheme().ok_or(QrError::Missing { field: "merchant account" })?;
    for one in code.accounts.iter().filter(|one| one.scheme().as_str() == scheme.as_str()) {
        describe(one, &mut account);
    }
    if let Some(tip) = &code.tip {
        let [indicator, fixed, percent] = tip.tags();
        let kept = [("tip_indicator", indicator), ("fee_fixed", fixed), ("fee_percent", percent)];
        account.extend(kept.into_iter().filter_map(|(key, value)| Some((key, value?.to_owned()))));
    }
    let additional = code.additional.as_ref();
    let of_transaction = code.accounts.iter().find_map(|one| match one.scheme() {
        Scheme::Upi(UpiAccount::Transaction { reference, .. }) => Some(reference.as_str()),
        Scheme::PromptPay(PromptPay::Bill { reference, .. }) => reference.as_deref(),
        _ => None,
    });
    let reference = additional.and_then(|all| all.reference().or_else(|| all.bill_number()));
    // `***` asks the payer, or says that there is none.
    let reference = of_transaction.or(reference).filter(|text| *text != "***");
    Ok(Summary {
        family: "EMVCO",
        scheme: scheme.as_str(),
        name: code.name.clone(),
        city: code.city.clone(),
        country: Some(code.country.to_string()),
        account,
        amount: code.amount.as_ref().map(Amount::money),
        reference: reference.map(str::to_owned),
        point_of_initiation: code.initiation.map(|kind| match kind {
            Initiation::Static => "static",
            Initiation::Dynamic => "dynamic",
        }),
        crc: Some(code.checksum()?),
    })
}

/// The fields of one account, by the scheme's own names.
fn describe(one: &Account, out: &mut BTreeMap<&'static str, String>) {
    let mut say = |key, value: &str| drop(out.insert(key, value.to_owned()));
    match one.scheme() {
        Scheme::Card(_) => say("value", one.field().value()),
        Scheme::Other(identifier) => say("identifier", identifier),
        Scheme::Pix(Pix::Static { key, information }) => {
            say("key", key);
            information.iter().for_each(|text| say("information", text));
        }
        Scheme::Pix(Pix::Dynamic { address }) => say("address", address),
        Scheme::PromptPay(PromptPay::Phone(phone)) => say("phone", phone),
        Scheme::PromptPay(PromptPay::NationalId(id)) => say("national_id", id),
        Scheme::PromptPay(PromptPay::Wallet(id)) => say("wallet", id),
        Scheme::PromptPay(PromptPay::BankAccount(account)) => say("bank_account", account),
        Scheme::PromptPay(PromptPay::Bill { biller, second_reference, .. }) => {
            say("biller", biller);
            second_reference.iter().for_each(|text| say("second_reference", text));
        }
        Scheme::PayNow(pay) => {
            let key = match pay.proxy {
                PayNowProxy::Mobile => "mobile",
                PayNowProxy::Uen => "uen",
                PayNowProxy::Other(_) => "proxy",
            };
            say(key, &pay.value);
            say("editable", if pay.editable { "true" } else { "false" });
            pay.expiry.iter().for_each(|text| say("expiry", text));
        }
        Scheme::Qris(qris) => {
            say("merchant", &qris.merchant);
            qris.criteria.iter().for_each(|text| say("criteria", text));
        }
        Scheme::DuitNow(pay) => {
            say("acquirer", &pay.acquirer);
            say("merchant", &pay.merchant);
        }
        Scheme::Upi(UpiAccount::Payee { address, minimum }) => {
            say("address", address);
            minimum.iter().for_each(|least| say("minimum", least.spelled()));
        }
        Scheme::Upi(UpiAccount::Transaction { url, .. }) => url.iter().for_each(|text| say("url", text)),
    }
}

fn of_upi(link: &UpiLink) -> Summary {
    let mut account = BTreeMap::from([("address", link.address.clone())]);
    let kept = [
        ("category", link.category.clone()),
        ("transaction", link.transaction.clone()),
        ("note", link.note.clone()),
        ("minimum", link.minimum.as_ref().map(|least| least.spelled().to_owned())),
        ("url", link.url.clone()),
        ("mode", link.mode.clone()),
        ("organisation", link.organisation.clone()),
        ("signature", link.signature.clone()),
    ];
    account.extend(kept.into_iter().filter_map(|(key, value)| Some((key, value?))));
    Summary {
        family: "UPI_LINK",
        scheme: "UPI",
        name: link.name.clone(),
        city: None,
        country: Some("IN".to_owned()),
        account,
        amount: link.amount.as_ref().map(Amount::money),
        reference: link.reference.clone(),
        point_of_initiation: None,
        crc: None,
    }
}

fn of_epc(transfer: &EpcTransfer) -> Summary {
    let mut account = BTreeMap::from([("iban", transfer.iban.as_str().to_owned())]);
    let (reference, text) = match &transfer.remittance {
        Remittance::None => (None, None),
        Remittance::Reference(reference) => (Some(reference.clone()), None),
        Remittance::Text(text) => (None, Some(text.clone())),
    };
    let kept = [
        ("bic", transfer.bic.clone()),
        ("purpose", transfer.purpose.clone()),
        ("text", text),
        ("information", transfer.information.clone()),
    ];
    account.extend(kept.into_iter().filter_map(|(key, value)| Some((key, value?))));
    Summary {
        family: "EPC",
        scheme: "SEPA",
        name: Some(transfer.name.clone()),
        city: None,
        country: Some(transfer.iban.country().to_owned()),
        account,
        amount: transfer.amount.as_ref().map(Amount::money),
        reference,
        point_of_initiation: None,
        crc: None,
    }
}
