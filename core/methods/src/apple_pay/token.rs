//! What `didAuthorizePayment` carries: the token, and the contacts that were asked for.

use crate::error::MethodError;
use crate::json;
use crate::token::Token;
use serde::Deserialize;
use serde_json::value::RawValue;
use tradewind_domain::Buyer;
use tradewind_domain::address::BuyerField;

/// The largest `paymentData`, in bytes: about 5 KiB are usual, most of it the signature's certificates.
const MAX_TOKEN: usize = 32 << 10;
/// The longest field of a header, in bytes; a wrapped RSA key has 344.
const MAX_HEADER: usize = 1_024;

/// An authorized payment, not paid yet: the merchant charges the token.
#[derive(Clone, PartialEq, Eq)]
pub struct Payment {
    /// `paymentData` as it came, byte for byte: its signature covers what is in it.
    pub token: Token,
    /// How it is encrypted.
    pub version: TokenVersion,
    /// `PKPaymentMethod.network`, for UCP's `display.brand`.
    pub network: Option<String>,
    /// The digits at the end of `PKPaymentMethod.displayName` ("Visa 0492").
    pub last_digits: Option<String>,
    /// Where the card takes the money from.
    pub kind: CardKind,
    /// `transactionIdentifier`, for the merchant's support.
    pub transaction: Option<String>,
}

/// `version` of the payment data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenVersion {
    /// `EC_v1`: elliptic curves, everywhere but in China.
    EcV1,
    /// `RSA_v1`.
    RsaV1,
}

/// `PKPaymentMethodType`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum CardKind {
    Debit,
    Credit,
    Prepaid,
    Store,
    Unknown,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct TokenWire<'a> {
    #[serde(borrow)]
    payment_data: &'a RawValue,
    #[serde(default)]
    payment_method: MethodWire,
    transaction_identifier: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct MethodWire {
    display_name: Option<String>,
    network: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
}

/// What is looked at of the payment data; nothing of it is copied.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DataWire<'a> {
    #[serde(borrow)]
    data: &'a RawValue,
    #[serde(borrow)]
    signature: &'a RawValue,
    #[serde(borrow)]
    header: HeaderWire<'a>,
    #[serde(borrow)]
    version: &'a RawValue,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct HeaderWire<'a> {
    #[serde(borrow)]
    ephemeral_public_key: Option<&'a RawValue>,
    #[serde(borrow)]
    wrapped_key: Option<&'a RawValue>,
    #[serde(borrow)]
    public_key_hash: &'a RawValue,
    #[serde(borrow)]
    transaction_id: &'a RawValue,
}

impl Payment {
    /// Reads `PKPaymentToken` as the web has it (`ApplePayPaymentToken`): `paymentData` is the object of the token's bytes.
    pub fn read(bytes: &[u8]) -> Result<Self, MethodError> {
        let wire: TokenWire<'_> = json::read(bytes)?;
        let MethodWire { display_name, network, kind } = wire.payment_method;
        let read = Self::of_data(wire.payment_data, network, display_name.as_deref())?;
        let hex = |text: &String| {
            (1..=128).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric())
        };
        let kind = match kind.as_deref() {
            Some("debit") => CardKind::Debit,
            Some("credit") => CardKind::Credit,
            Some("prepaid") => CardKind::Prepaid,
            Some("store") => CardKind::Store,
            _ => CardKind::Unknown,
        };
        Ok(Self { kind, transaction: wire.transaction_identifier.filter(hex), ..read })
    }

    /// As PassKit has it: the bytes of `PKPaymentToken.paymentData`, and of its payment method `network` and `displayName`.
    pub fn of(
        payment_data: &[u8],
        network: Option<String>,
        display_name: Option<&str>,
    ) -> Result<Self, MethodError> {
        if payment_data.is_empty() {
            return Err(MethodError::Missing { field: "paymentData" });
        }
        Self::of_data(json::read(payment_data)?, network, display_name)
    }

    /// An empty `raw`, as simulators give it, is no token.
    fn of_data(
        raw: &RawValue,
        network: Option<String>,
        display_name: Option<&str>,
    ) -> Result<Self, MethodError> {
        if raw.get().len() > MAX_TOKEN {
            return Err(MethodError::TooLong { limit: MAX_TOKEN });
        }
        if matches!(raw.get(), "null" | "{}" | "\"\"") {
            return Err(MethodError::Missing { field: "paymentData" });
        }
        let data: DataWire<'_> =
            serde_json::from_str(raw.get()).map_err(|_| MethodError::Malformed { field: "paymentData" })?;
        let version = match json::scalar(data.version) {
            Some("EC_v1") => TokenVersion::EcV1,
            Some("RSA_v1") => TokenVersion::RsaV1,
            _ => return Err(MethodError::Version),
        };
        data.check(version)?;
        let word =
            |text: &String| (1..=32).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric());
        Ok(Self {
            token: json::secret_raw(raw),
            version,
            network: network.filter(word),
            last_digits: display_name.and_then(last_digits),
            kind: CardKind::Unknown,
            transaction: None,
        })
    }
}

/// The token does not print, nor what tells of the card.
impl std::fmt::Debug for Payment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Payment")
            .field("version", &self.version)
            .field("network", &self.network)
            .finish_non_exhaustive()
    }
}

impl DataWire<'_> {
    /// The shapes of the token's fields (payment token format reference). What they are worth is the merchant's to prove.
    fn check(&self, version: TokenVersion) -> Result<(), MethodError> {
        let malformed = |field| MethodError::Malformed { field };
        let base64 = |raw: &RawValue, most: usize| {
            let text =
                raw.get().strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or_default();
            // Apple's own writer of JSON escapes slashes.
            let escaped = text.as_bytes().windows(2).all(|two| two[0] != b'\\' || two[1] == b'/');
            (1..=most).contains(&text.len())
                && escaped
                && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"+/=\\".contains(&b))
        };
        let hex = |raw: &RawValue| {
            json::scalar(raw).is_some_and(|text| {
                (1..=128).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_hexdigit())
            })
        };
        if !base64(self.data, MAX_TOKEN) {
            return Err(malformed("data"));
        }
        if !base64(self.signature, MAX_TOKEN) {
            return Err(malformed("signature"));
        }
        let (key, field) = match version {
            TokenVersion::EcV1 => (self.header.ephemeral_public_key, "ephemeralPublicKey"),
            TokenVersion::RsaV1 => (self.header.wrapped_key, "wrappedKey"),
        };
        if !key.is_some_and(|raw| base64(raw, MAX_HEADER)) {
            return Err(malformed(field));
        }
        if !base64(self.header.public_key_hash, MAX_HEADER) {
            return Err(malformed("publicKeyHash"));
        }
        if hex(self.header.transaction_id) { Ok(()) } else { Err(malformed("transactionId")) }
    }
}

/// The four digits at the end of a card's name, of whatever length the name is.
fn last_digits(name: &str) -> Option<String> {
    let digits = name.get(name.len().checked_sub(4)?..)?;
    let before = name.get(..name.len() - 4)?.chars().next_back();
    let alone = before.is_none_or(|c| !c.is_ascii_digit());
    (digits.bytes().all(|b| b.is_ascii_digit()) && alone).then(|| digits.to_owned())
}

/// A contact of the payment (`ApplePayPaymentContact`): the card's owner or the receiver. Before authorization it has no name and
/// no street.
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
#[allow(missing_docs)]
pub struct Contact {
    pub given_name: String,
    pub family_name: String,
    pub email_address: String,
    pub phone_number: String,
    pub address_lines: Vec<String>,
    pub locality: String,
    pub administrative_area: String,
    pub postal_code: String,
    pub country_code: String,
}

impl Contact {
    /// By UCP's names.
    pub fn buyer(self) -> Result<Buyer, MethodError> {
        let mut lines = self.address_lines.into_iter().filter(|line| !line.is_empty());
        let street = lines.next().unwrap_or_default();
        let rest: Vec<String> = lines.collect();
        let mut buyer = Buyer::default();
        let fields = [
            (BuyerField::FirstName, self.given_name),
            (BuyerField::LastName, self.family_name),
            (BuyerField::Email, self.email_address),
            (BuyerField::PhoneNumber, self.phone_number),
            (BuyerField::StreetAddress, street),
            (BuyerField::ExtendedAddress, rest.join(", ")),
            (BuyerField::AddressLocality, self.locality),
            (BuyerField::AddressRegion, self.administrative_area),
            (BuyerField::PostalCode, self.postal_code),
            (BuyerField::AddressCountry, self.country_code.to_ascii_uppercase()),
        ];
        for (field, value) in fields {
            buyer.set(field, &value).map_err(|_| MethodError::Malformed { field: field.as_str() })?;
        }
        Ok(buyer)
    }
}

/// Reads a contact.
pub fn read_contact(bytes: &[u8]) -> Result<Buyer, MethodError> {
    json::read::<Contact>(bytes)?.buyer()
}
