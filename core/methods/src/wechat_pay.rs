//! WeChat Pay v3: the fields of an app payment, the lines that the merchant signed, and the SDK's code.
//!
//! Sources: WeChat Pay APIv3, "APP 调起支付" (fields and their lengths; `prepay_id` lives two hours; the four lines that are
//! signed); WeChat Pay Global, the codes 0, -1 and -2. The signature is RSA by the merchant's key; WeChat proves it, not we.

use crate::claim::Claim;
use crate::error::MethodError;
use crate::json;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::time::Duration;

/// How long a `prepay_id` can be paid, whatever `time_expire` says: WeChat's page stays open behind a person who left it.
pub const DEAD_AFTER: Duration = Duration::from_secs(2 * 60 * 60);

/// What `package` says in an app payment.
const PACKAGE: &str = "Sign=WXPay";

/// The fields of `PayReq`, made and signed by the merchant.
#[derive(Clone, PartialEq, Eq)]
pub struct AppPayment {
    /// `appid`: of this app at WeChat, at most 32 bytes.
    pub appid: String,
    /// `partnerid`: the merchant, at most 32 bytes.
    pub partnerid: String,
    /// `prepayid`, at most 64 bytes.
    pub prepayid: String,
    /// `noncestr`, at most 32 bytes.
    pub noncestr: String,
    /// `timestamp`: ten digits, seconds.
    pub timestamp: String,
    /// `sign`, base64, at most 512 bytes.
    pub sign: String,
}

#[derive(Deserialize)]
struct AppWire<'a> {
    appid: String,
    partnerid: String,
    prepayid: String,
    package: String,
    noncestr: String,
    #[serde(borrow)]
    timestamp: &'a RawValue,
    sign: String,
}

impl AppPayment {
    /// Reads them. `timestamp` comes as text or as a number; in milliseconds, a common mistake, it is refused.
    pub fn read(bytes: &[u8]) -> Result<Self, MethodError> {
        let wire: AppWire<'_> = json::read(bytes)?;
        let malformed = |field| MethodError::Malformed { field };
        if wire.package != PACKAGE {
            return Err(malformed("package"));
        }
        let timestamp = json::scalar(wire.timestamp).unwrap_or_default();
        if timestamp.len() != 10 || !timestamp.bytes().all(|b| b.is_ascii_digit()) {
            return Err(malformed("timestamp"));
        }
        let id = |text: &str, most: usize| {
            (1..=most).contains(&text.len())
                && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b))
        };
        let fields = [
            (&wire.appid, 32, "appid"),
            (&wire.partnerid, 32, "partnerid"),
            (&wire.prepayid, 64, "prepayid"),
            (&wire.noncestr, 32, "noncestr"),
        ];
        if let Some((_, _, field)) = fields.into_iter().find(|(text, most, _)| !id(text, *most)) {
            return Err(malformed(field));
        }
        let base64 = |b: u8| b.is_ascii_alphanumeric() || b"+/=".contains(&b);
        if !(1..=512).contains(&wire.sign.len()) || !wire.sign.bytes().all(base64) {
            return Err(malformed("sign"));
        }
        let AppWire { appid, partnerid, prepayid, noncestr, sign, .. } = wire;
        Ok(Self { appid, partnerid, prepayid, noncestr, timestamp: timestamp.to_owned(), sign })
    }

    /// `package` of it.
    pub const fn package(&self) -> &'static str {
        PACKAGE
    }

    /// The lines that the merchant signed.
    pub fn signed_lines(&self) -> String {
        app_lines(&self.appid, &self.timestamp, &self.noncestr, &self.prepayid)
    }
}

/// Whoever has the fields can pay the order: they do not print.
impl std::fmt::Debug for AppPayment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AppPayment(..)")
    }
}

/// What is signed of an app payment: four lines, each with its line feed, the last the bare `prepay_id`.
pub fn app_lines(appid: &str, timestamp: &str, nonce: &str, prepay_id: &str) -> String {
    format!("{appid}\n{timestamp}\n{nonce}\n{prepay_id}\n")
}

/// What is signed of a mini program or a page (JSAPI): the same, but the last line has its name before it.
pub fn page_lines(appid: &str, timestamp: &str, nonce: &str, prepay_id: &str) -> String {
    format!("{appid}\n{timestamp}\n{nonce}\nprepay_id={prepay_id}\n")
}

/// What the SDK's `errCode` claims; nothing comes where the person changes apps by hand.
pub const fn claim(err_code: Option<i32>) -> Claim {
    match err_code {
        Some(0) => Claim::Ok,
        Some(-1) => Claim::Failed,
        Some(-2) => Claim::Cancelled,
        _ => Claim::Silent,
    }
}
