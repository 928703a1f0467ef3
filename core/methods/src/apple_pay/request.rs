//! The fields of `PKPaymentRequest`.

use crate::error::MethodError;
use crate::words::known;
use crate::{json, sum};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tradewind_domain::{Currency, Market, Money, Text};

/// The longest label, in characters.
const MAX_LABEL: usize = 128;
/// The most summary items and ways of shipping.
const MAX_ITEMS: usize = 100;
/// The longest identifier, in bytes.
const MAX_IDENTIFIER: usize = 255;
/// The longest words below a way of shipping, in bytes.
const MAX_DETAIL: usize = 300;
/// Networks by the words of Apple Pay on the Web, which are the cases of `PKPaymentNetwork` in Swift.
const NETWORKS: [&str; 22] = [
    "amex",
    "bancomat",
    "bancontact",
    "cartesBancaires",
    "chinaUnionPay",
    "dankort",
    "discover",
    "eftpos",
    "electron",
    "elo",
    "girocard",
    "interac",
    "jcb",
    "mada",
    "maestro",
    "masterCard",
    "mir",
    "nanaco",
    "privateLabel",
    "visa",
    "vPay",
    "waon",
];
/// `PKMerchantCapability`, by the words of Apple Pay on the Web.
const CAPABILITIES: [&str; 4] = ["supports3DS", "supportsEMV", "supportsCredit", "supportsDebit"];

/// What a merchant accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// `merchant.` and a reverse-domain name.
    pub merchant_identifier: String,
    /// Of the networks that were said, those that are known here.
    pub networks: Vec<&'static str>,
    /// `supports3DS` is always there: Apple wants it.
    pub capabilities: Vec<&'static str>,
    /// What the card's owner has to tell.
    pub billing: Vec<ContactField>,
    /// Whether codes of coupons are taken in the sheet.
    pub coupons: bool,
    /// Where the payment is processed, where the merchant says it.
    pub country: Option<Market>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ConfigWire {
    #[serde(alias = "merchant_identifier")]
    merchant_identifier: String,
    #[serde(alias = "supported_networks")]
    supported_networks: Vec<String>,
    #[serde(alias = "merchant_capabilities", default)]
    merchant_capabilities: Vec<String>,
    #[serde(alias = "required_billing_contact_fields", default)]
    required_billing_contact_fields: Vec<ContactField>,
    #[serde(alias = "supports_coupon_code", default)]
    supports_coupon_code: bool,
    #[serde(alias = "country_code")]
    country_code: Option<String>,
}

/// What a contact may have to tell (`PKContactField`, by the words of Apple Pay on the Web).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs)]
pub enum ContactField {
    PostalAddress,
    Name,
    PhoneticName,
    Phone,
    Email,
}

/// What the sheet shows and asks for.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'a> {
    /// Who is paid: Apple shows it behind "Pay". The merchant's name, never a bare host.
    pub payee: &'a str,
    /// The merchant's country.
    pub country: Market,
    /// The currency of everything in it.
    pub currency: Currency,
    /// The lines, in order, without the total.
    pub items: &'a [Item<'a>],
    /// What is paid, the last summary item.
    pub total: Money,
    /// Whether the total may still change (`PKPaymentSummaryItemType.pending`).
    pub pending: bool,
    /// Ways of shipping, the chosen one first.
    pub shipping_methods: &'a [ShippingMethod<'a>],
    /// What the receiver of the goods has to tell; empty asks for nothing.
    pub shipping: &'a [ContactField],
    /// A coupon's code that stands in the sheet from the start.
    pub coupon: Option<&'a str>,
}

/// A line (`PKPaymentSummaryItem`).
#[derive(Debug, Clone, Copy)]
pub struct Item<'a> {
    /// For example `Shipping`.
    pub label: &'a str,
    /// May be below zero (a discount).
    pub amount: Money,
    /// Whether it is not known yet.
    pub pending: bool,
}

/// A way of shipping (`PKShippingMethod`).
#[derive(Debug, Clone, Copy)]
pub struct ShippingMethod<'a> {
    /// The merchant's id of it.
    pub identifier: &'a str,
    /// Its name.
    pub label: &'a str,
    /// Words below it.
    pub detail: &'a str,
    /// Its price.
    pub amount: Money,
}

impl ContactField {
    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PostalAddress => "postalAddress",
            Self::Name => "name",
            Self::PhoneticName => "phoneticName",
            Self::Phone => "phone",
            Self::Email => "email",
        }
    }
}

impl Config {
    /// Reads the handler's `config`.
    pub fn read(config: &Value) -> Result<Self, MethodError> {
        let unusable = |field| MethodError::Config { field };
        let wire = ConfigWire::deserialize(config).map_err(|_| unusable("config"))?;
        let id = wire.merchant_identifier;
        let shape = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b".-_".contains(&b));
        if !id.starts_with("merchant.") || id.len() > MAX_IDENTIFIER || !shape(&id) {
            return Err(unusable("merchantIdentifier"));
        }
        let networks = known(&wire.supported_networks, &NETWORKS);
        if networks.is_empty() {
            return Err(unusable("supportedNetworks"));
        }
        let mut capabilities = known(&wire.merchant_capabilities, &CAPABILITIES);
        if !capabilities.contains(&CAPABILITIES[0]) {
            capabilities.insert(0, CAPABILITIES[0]);
        }
        let mut billing = wire.required_billing_contact_fields;
        billing.dedup();
        if billing.len() > 5 {
            return Err(unusable("requiredBillingContactFields"));
        }
        Ok(Self {
            merchant_identifier: id,
            networks,
            capabilities,
            billing,
            coupons: wire.supports_coupon_code,
            country: wire.country_code.and_then(|code| Market::parse(&code).ok()),
        })
    }

    /// Reads the handler's `config` as text.
    pub fn read_text(config: &[u8]) -> Result<Self, MethodError> {
        Self::read(&json::read::<Value>(config)?)
    }

    /// The request, for the shell to copy property by property into a `PKPaymentRequest`. Sums are decimal texts, for
    /// `NSDecimalNumber(string:)`.
    pub fn request(&self, sheet: &Sheet<'_>) -> Result<String, MethodError> {
        Ok(json::write(&RequestWire {
            merchant_identifier: &self.merchant_identifier,
            country_code: sheet.country.as_str(),
            currency_code: sheet.currency.as_str(),
            supported_networks: &self.networks,
            merchant_capabilities: &self.capabilities,
            payment_summary_items: summary_items(sheet)?,
            shipping_methods: methods(sheet.shipping_methods, sheet.currency)?,
            required_billing_contact_fields: &self.billing,
            required_shipping_contact_fields: sheet.shipping,
            supports_coupon_code: self.coupons,
            coupon_code: sheet.coupon.filter(|_| self.coupons),
        }))
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RequestWire<'a> {
    merchant_identifier: &'a str,
    country_code: &'a str,
    currency_code: &'a str,
    supported_networks: &'a [&'static str],
    merchant_capabilities: &'a [&'static str],
    payment_summary_items: Vec<SummaryItem>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    shipping_methods: Vec<MethodWire<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    required_billing_contact_fields: &'a [ContactField],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    required_shipping_contact_fields: &'a [ContactField],
    supports_coupon_code: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    coupon_code: Option<&'a str>,
}

/// A summary item, written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SummaryItem {
    /// At most 128 characters on one line.
    pub label: String,
    /// Plain digits with a point.
    pub amount: String,
    #[serde(rename = "type")]
    kind: &'static str,
}

#[derive(Serialize)]
pub(super) struct MethodWire<'a> {
    identifier: &'a str,
    label: String,
    detail: &'a str,
    amount: String,
}

/// The summary items: the lines, and last the total with the payee's name as its label, as Apple wants it.
pub fn summary_items(sheet: &Sheet<'_>) -> Result<Vec<SummaryItem>, MethodError> {
    if sheet.items.len() >= MAX_ITEMS {
        return Err(MethodError::TooLong { limit: MAX_ITEMS });
    }
    let total = Item { label: sheet.payee, amount: sum::payable(sheet.total)?, pending: sheet.pending };
    let item = |item: &Item<'_>| {
        Ok(SummaryItem {
            label: label(item.label)?,
            amount: spelled(item.amount, sheet.currency)?,
            kind: if item.pending { "pending" } else { "final" },
        })
    };
    sheet.items.iter().chain([&total]).map(item).collect()
}

/// Ways of shipping.
pub(super) fn methods<'a>(
    all: &[ShippingMethod<'a>],
    currency: Currency,
) -> Result<Vec<MethodWire<'a>>, MethodError> {
    if all.len() > MAX_ITEMS {
        return Err(MethodError::TooLong { limit: MAX_ITEMS });
    }
    let one = |method: &ShippingMethod<'a>| {
        if method.identifier.is_empty() || method.identifier.len() > MAX_IDENTIFIER {
            return Err(MethodError::Malformed { field: "shippingMethods.identifier" });
        }
        if method.detail.len() > MAX_DETAIL {
            return Err(MethodError::TooLong { limit: MAX_DETAIL });
        }
        Ok(MethodWire {
            identifier: method.identifier,
            label: label(method.label)?,
            detail: method.detail,
            amount: spelled(method.amount, currency)?,
        })
    };
    all.iter().map(one).collect()
}

fn label(text: &str) -> Result<String, MethodError> {
    Text::line(text, MAX_LABEL).map(String::from).ok_or(MethodError::Missing { field: "label" })
}

fn spelled(amount: Money, currency: Currency) -> Result<String, MethodError> {
    if amount.currency == currency { Ok(sum::decimal(amount)) } else { Err(MethodError::CurrencyDiffers) }
}
