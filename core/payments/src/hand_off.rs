//! What is handed to a person, checked before it is shown or opened; and the link by which they come back.

use crate::facts::Needs;
use crate::law::Claim;
use crate::wallet::{Family, Wallet};
use tradewind_commerce::Work;
use tradewind_domain::{Market, Money, Timestamp, WebUrl};
use tradewind_methods::push::Phone;
use tradewind_methods::redirect::{self, Hop, Rule};
use tradewind_methods::voucher::Boleto;
use tradewind_methods::{MethodError, alipay, code, upi, wechat_pay};

/// How the link begins by which a person comes back to an open payment. It carries one opaque id and nothing else that is read.
pub const RETURN: &str = "tradewind://payment/return/";

/// Checks what a merchant hands over before it is shown or opened: a link leads to the method's own app or to a secure page, a
/// code or a signed order reads and is over this sum. What a method says nothing of is not offered such a thing.
pub fn check(
    work: &Work,
    wallet: &Wallet,
    merchant: Option<&WebUrl>,
    amount: Money,
    now: Timestamp,
) -> Result<(), MethodError> {
    if !is_of(work, wallet.family) {
        return Err(MethodError::SchemeForbidden);
    }
    match work {
        Work::Link { app, page, .. } => {
            // What is read is what would be opened: a link to pay may stand in an intent link.
            let app = app.as_deref().map(|link| app_link(link, wallet, merchant)).transpose()?;
            if let Some(link) = app.as_deref().filter(|link| is_upi(link)) {
                upi::Intent::read(link, amount, None)?;
            }
            page.as_ref().map_or(Ok(()), |page| hop(page.as_str(), wallet, merchant).map(|_| ()))
        }
        Work::Call { payload, .. } if wallet.id == ALIPAY => alipay::Order::read(payload, amount).map(|_| ()),
        Work::Call { payload, .. } if wallet.id == WECHAT_PAY => {
            wechat_pay::AppPayment::read(payload.as_bytes()).map(|_| ())
        }
        Work::Code { text, .. } => code::check_charge(text, amount, now).map(|_| ()),
        Work::Voucher { page: Some(page), .. } if !is_of_merchant(page, merchant) => {
            Err(MethodError::HostForbidden)
        }
        Work::Voucher { reference, barcode, .. } if wallet.id == BOLETO => {
            let slip = Boleto::read(reference)?;
            let same = barcode.as_deref().is_none_or(|digits| digits == slip.barcode());
            if same { slip.check(amount) } else { Err(MethodError::Malformed { field: "barcode" }) }
        }
        _ => Ok(()),
    }
}

/// The link by which the method's own app is opened. Of an intent link it is the link of the app's own scheme that stands in it:
/// our hosts open no intent link, and what else one may carry is left out.
pub(crate) fn app_link(
    link: &str,
    wallet: &Wallet,
    merchant: Option<&WebUrl>,
) -> Result<String, MethodError> {
    Ok(match hop(link, wallet, merchant)? {
        Hop::App { link, .. } => link,
        Hop::Web(_) => link.to_owned(),
    })
}

/// What of a link may be opened, by the rule of its method.
fn hop(link: &str, wallet: &Wallet, merchant: Option<&WebUrl>) -> Result<Hop, MethodError> {
    let merchant = merchant.ok_or(MethodError::HostForbidden)?;
    let apps = apps(wallet);
    let (packages, schemes): (Vec<&str>, Vec<&str>) = apps.iter().partition(|app| app.contains('.'));
    redirect::check(link, merchant, &Rule { schemes: &schemes, packages: &packages, hosts: &[] })
}

/// Whether a code is a link as well, which an app on this very phone takes (UPI).
pub fn opens(work: &Work) -> bool {
    matches!(work, Work::Code { text, .. } if is_upi(text))
}

/// Whom a code names as its payee, in its maker's spelling.
pub fn payee(code: &str) -> Option<String> {
    code::payee(code).map(String::from)
}

/// Whether a way to pay of this family hands such work over. A bank's page may come with any: its origin is held elsewhere.
fn is_of(work: &Work, family: Family) -> bool {
    match work {
        Work::DeviceData { .. } | Work::Challenge { .. } => true,
        Work::Link { .. } => matches!(family, Family::AppSwitch | Family::Redirect | Family::Code),
        Work::Call { .. } => family == Family::AppSwitch,
        Work::Code { .. } => matches!(family, Family::Code | Family::AppSwitch | Family::Redirect),
        Work::Prompt { .. } => family == Family::Push,
        Work::Voucher { .. } => family == Family::Voucher,
        Work::Other => false,
    }
}

/// Whether a page is at the merchant's own origin.
fn is_of_merchant(page: &WebUrl, merchant: Option<&WebUrl>) -> bool {
    merchant.is_some_and(|merchant| merchant.origin() == page.origin())
}

fn is_upi(link: &str) -> bool {
    link.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("upi:"))
}

const ALIPAY: &str = "alipay";
const WECHAT_PAY: &str = "wechat_pay";
const UPI: &str = "upi";
const BOLETO: &str = "boleto";

/// Packages and link schemes of the method's own apps.
fn apps(wallet: &Wallet) -> Vec<&'static str> {
    match wallet.facts.needs {
        Needs::App { android, ios, .. } => android.iter().chain(ios).copied().collect(),
        _ => Vec::new(),
    }
}

/// What the answer of a method's own library claims. It decides nothing: the merchant is asked. What does not read claims nothing.
pub fn claim(wallet: &Wallet, text: &str) -> Claim {
    let claim = match wallet.id {
        ALIPAY => alipay::Outcome::read(text.as_bytes()).ok().map(|outcome| outcome.claim),
        WECHAT_PAY => text.trim().parse().ok().map(|code| wechat_pay::claim(Some(code))),
        UPI => upi::Response::read(Some(text)).ok().map(|response| response.claim),
        _ => None,
    };
    match claim.unwrap_or(tradewind_methods::Claim::Silent) {
        tradewind_methods::Claim::Ok => Claim::Ok,
        tradewind_methods::Claim::Cancelled => Claim::Cancelled,
        tradewind_methods::Claim::Failed => Claim::Failed,
        tradewind_methods::Claim::Silent => Claim::Silent,
    }
}

/// A telephone number as a prompt is sent to it (E.164), from what a person typed; none where it is no mobile number of the
/// country.
pub fn phone(typed: &str, country: Market) -> Option<String> {
    Phone::read(typed, country).ok().map(|phone| format!("+{}", phone.international()))
}

/// The id in a link by which a person comes back; none for any other link. What else the link carries is not read: anyone can
/// write it.
pub fn return_id(link: &str) -> Option<&str> {
    let rest = link.get(RETURN.len()..).filter(|_| link[..RETURN.len()].eq_ignore_ascii_case(RETURN))?;
    let id = rest.split(['?', '#', '/']).next()?;
    let opaque =
        (16..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    opaque.then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prompt_goes_to_a_number_as_e164_writes_it() {
        let kenya = Market::parse("KE").expect("a code");
        for typed in ["0712 345 678", "+254 712 345678", "254712345678"] {
            assert_eq!(phone(typed, kenya).as_deref(), Some("+254712345678"), "{typed}");
        }
        assert_eq!(phone("12", kenya), None);
    }

    #[test]
    fn only_the_id_of_a_return_link_is_read() {
        let id = "0f8fad5b-d9cb-469f-a165-70867728950e";
        for link in [
            format!("tradewind://payment/return/{id}"),
            format!("TRADEWIND://payment/return/{id}?status=success&order=1"),
            format!("tradewind://payment/return/{id}#x"),
            format!("tradewind://payment/return/{id}/"),
        ] {
            assert_eq!(return_id(&link), Some(id), "{link}");
        }
        for link in [
            "",
            "tradewind://p/x",
            "tradewind://payment/return/",
            "tradewind://payment/return/short",
            "https://x/payment/return/0f8fad5b-d9cb-469f",
            "trädewind://payment/return/äöü",
        ] {
            assert_eq!(return_id(link), None, "{link}");
        }
    }
}
