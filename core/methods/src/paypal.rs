//! PayPal: the links that the merchant is handed for app switch, the link that is opened, and what its return claims.
//!
//! The merchant makes an Orders v2 order with our `app_switch_context`; its `payer-action` link is one https address, which the
//! PayPal app claims where it is installed and the browser opens elsewhere. App switch knows `PAY_NOW` alone. Back comes the
//! return link, the cancel link, or nothing when the person walks back. `token`, `PayerID`, `ba_token` and whatever else is
//! appended to them is not read. Source: PayPal, Orders v2 (`native_app_context`), App Switch for direct API one-time payments.

use crate::claim::Claim;
use crate::error::MethodError;
use crate::json;
use crate::redirect::{Hop, ReturnId, ReturnLinks, Rule, Way, check};
use serde::Serialize;
use tradewind_domain::WebUrl;

/// PayPal's hosts, the sandbox below the first.
const HOSTS: [&str; 2] = ["paypal.com", "paypal.me"];

/// The system of this phone (`os_type`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs)]
pub enum Os {
    Android,
    Ios,
    Other,
}

#[derive(Serialize)]
struct ContextWire<'a> {
    native_app: NativeWire<'a>,
}

#[derive(Serialize)]
struct NativeWire<'a> {
    os_type: Os,
    os_version: &'a str,
    return_app_url: String,
    cancel_app_url: String,
}

/// `app_switch_context` for the merchant to put into its order: PayPal takes universal links alone, so these are the https ones.
pub fn app_switch_context(
    os: Os,
    os_version: &str,
    links: &ReturnLinks,
    id: &ReturnId,
) -> Result<String, MethodError> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b" ._-".contains(&b);
    if os_version.is_empty() || os_version.len() > 64 || !os_version.bytes().all(plain) {
        return Err(MethodError::Malformed { field: "os_version" });
    }
    let native_app = NativeWire {
        os_type: os,
        os_version,
        return_app_url: links.https(Way::Return, id),
        cancel_app_url: links.https(Way::Cancel, id),
    };
    Ok(json::write(&ContextWire { native_app }))
}

/// The link of the order that is opened: PayPal's own host and nothing else. The same for app and web; the system chooses.
pub fn opened(link: &str, merchant: &WebUrl) -> Result<Hop, MethodError> {
    check(link, merchant, &Rule { schemes: &[], packages: &[], hosts: &HOSTS })
}

/// What the return claims, with the id of the attempt.
pub fn returned(link: &str, links: &ReturnLinks) -> Result<(Claim, ReturnId), MethodError> {
    let (way, id) = links.read(link)?;
    let claim = match way {
        Way::Return => Claim::Ok,
        Way::Cancel => Claim::Cancelled,
    };
    Ok((claim, id))
}
