//! What comes back from the sheet: the activity's result, and `PaymentData` with the token.

use super::config::{API_VERSION, Config, Tokenization};
use crate::claim::Claim;
use crate::error::MethodError;
use crate::json;
use crate::token::Token;
use serde::Deserialize;
use serde_json::value::RawValue;
use tradewind_domain::Buyer;
use tradewind_domain::address::BuyerField;

/// The longest token, in bytes. An ECv2 envelope has about 1.5 KiB, gateways make up to 6 of it.
const MAX_TOKEN: usize = 32 << 10;

/// An approved payment, not paid yet: the merchant charges the token.
#[derive(Clone, PartialEq, Eq)]
pub struct PaymentData {
    /// UCP's `credential.type`.
    pub kind: Tokenization,
    /// UCP's `credential.token`: as Google wrote it, a string whatever is in it.
    pub token: Token,
    /// `VISA`, for UCP's `display.brand`.
    pub network: Option<String>,
    /// The last digits, at most four, for UCP's `display.last_digits`.
    pub last_digits: Option<String>,
    /// The card's address, where it was asked for.
    pub billing: Option<Buyer>,
    /// Where goods go, where it was asked for in the sheet.
    pub shipping: Option<Buyer>,
}

/// What Android's activity result claims: `RESULT_OK` (-1), `RESULT_CANCELED` (0), `AutoResolveHelper.RESULT_ERROR` (1).
pub const fn claim(result_code: i32) -> Claim {
    match result_code {
        -1 => Claim::Ok,
        0 => Claim::Cancelled,
        1 => Claim::Failed,
        _ => Claim::Silent,
    }
}

/// The name of a status code of the error, as the web has it; numbers of `WalletConstants` and `CommonStatusCodes`.
pub const fn status_name(status: i32) -> Option<&'static str> {
    Some(match status {
        8 => "INTERNAL_ERROR",
        10 => "DEVELOPER_ERROR",
        402 => "SERVICE_UNAVAILABLE",
        404 => "INVALID_PARAMETERS",
        405 => "MERCHANT_ACCOUNT_ERROR",
        406 => "SPENDING_LIMIT_EXCEEDED",
        409 => "BUYER_ACCOUNT_ERROR",
        410 => "INVALID_TRANSACTION",
        411 => "AUTHENTICATION_FAILURE",
        412 => "UNSUPPORTED_API_VERSION",
        413 => "UNKNOWN",
        _ => return None,
    })
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DataWire<'a> {
    api_version: u64,
    #[serde(borrow)]
    payment_method_data: MethodWire<'a>,
    shipping_address: Option<AddressWire>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct MethodWire<'a> {
    #[serde(rename = "type")]
    kind: String,
    info: Option<CardInfoWire>,
    #[serde(borrow)]
    tokenization_data: TokenizationWire<'a>,
}

#[derive(Deserialize)]
struct TokenizationWire<'a> {
    #[serde(rename = "type")]
    kind: Tokenization,
    #[serde(borrow)]
    token: &'a RawValue,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CardInfoWire {
    card_network: Option<String>,
    card_details: Option<String>,
    billing_address: Option<AddressWire>,
}

/// Google's `Address`.
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct AddressWire {
    name: Option<String>,
    address1: Option<String>,
    address2: Option<String>,
    address3: Option<String>,
    locality: Option<String>,
    administrative_area: Option<String>,
    country_code: Option<String>,
    postal_code: Option<String>,
    phone_number: Option<String>,
}

impl PaymentData {
    /// Reads `PaymentData` of version 2. A token of a kind that `config` did not ask for is refused.
    pub fn read(bytes: &[u8], config: &Config) -> Result<Self, MethodError> {
        let wire: DataWire<'_> = json::read(bytes)?;
        if wire.api_version != API_VERSION {
            return Err(MethodError::Version);
        }
        let MethodWire { kind, info, tokenization_data } = wire.payment_method_data;
        if kind != "CARD" {
            return Err(MethodError::Malformed { field: "paymentMethodData.type" });
        }
        if !config.asks_for(tokenization_data.kind) {
            return Err(MethodError::Malformed { field: "tokenizationData.type" });
        }
        if tokenization_data.token.get().len() > MAX_TOKEN {
            return Err(MethodError::TooLong { limit: MAX_TOKEN });
        }
        let token = json::secret_text(tokenization_data.token)
            .ok_or(MethodError::Malformed { field: "tokenizationData.token" })?;
        if token.expose().is_empty() {
            return Err(MethodError::Missing { field: "tokenizationData.token" });
        }
        let (network, details, billing) = match info {
            Some(info) => (info.card_network, info.card_details, info.billing_address),
            None => (None, None, None),
        };
        let word = |text: &String| {
            (1..=32).contains(&text.len())
                && text.bytes().all(|b| b.is_ascii_uppercase() || b"_0123456789".contains(&b))
        };
        let digits =
            |text: &String| (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        Ok(Self {
            kind: tokenization_data.kind,
            token,
            network: network.filter(word),
            last_digits: details.filter(digits),
            billing: billing.map(AddressWire::buyer).transpose()?,
            shipping: wire.shipping_address.map(AddressWire::buyer).transpose()?,
        })
    }
}

/// Neither token nor addresses print.
impl std::fmt::Debug for PaymentData {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PaymentData")
            .field("kind", &self.kind)
            .field("network", &self.network)
            .finish_non_exhaustive()
    }
}

impl AddressWire {
    /// By UCP's names. Google has one name; its last word is taken for the family's.
    fn buyer(self) -> Result<Buyer, MethodError> {
        let name = self.name.unwrap_or_default();
        let (first, last) = name.trim().rsplit_once(' ').unwrap_or((name.trim(), ""));
        let rest: Vec<String> =
            [self.address2, self.address3].into_iter().flatten().filter(|line| !line.is_empty()).collect();
        let mut buyer = Buyer::default();
        let fields = [
            (BuyerField::FirstName, first.to_owned()),
            (BuyerField::LastName, last.to_owned()),
            (BuyerField::StreetAddress, self.address1.unwrap_or_default()),
            (BuyerField::ExtendedAddress, rest.join(", ")),
            (BuyerField::AddressLocality, self.locality.unwrap_or_default()),
            (BuyerField::AddressRegion, self.administrative_area.unwrap_or_default()),
            (BuyerField::PostalCode, self.postal_code.unwrap_or_default()),
            (BuyerField::AddressCountry, self.country_code.unwrap_or_default()),
            (BuyerField::PhoneNumber, self.phone_number.unwrap_or_default()),
        ];
        for (field, value) in fields {
            buyer.set(field, &value).map_err(|_| MethodError::Malformed { field: field.as_str() })?;
        }
        Ok(buyer)
    }
}
