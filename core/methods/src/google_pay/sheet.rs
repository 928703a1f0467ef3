//! What the sheet is asked: whether this phone can pay, and the request of a payment.

use super::config::{
    API_VERSION, API_VERSION_MINOR, AUTH_METHODS, BillingFormat, Card, Config, TokenizationWire,
};
use crate::error::MethodError;
use crate::{json, sum};
use serde::Serialize;
use tradewind_domain::{Market, Money, Text};

/// The longest label or name, in characters.
const MAX_LABEL: usize = 100;
/// The most lines, shipping options and countries.
const MAX_LINES: usize = 100;
/// The longest identifier and the longest words of a way of shipping, in bytes.
const MAX_TEXT: usize = 300;

/// Networks of Google's own example of `isReadyToPay`.
const READY_NETWORKS: [&str; 6] = ["AMEX", "DISCOVER", "INTERAC", "JCB", "MASTERCARD", "VISA"];

/// What the sheet shows and asks for.
#[derive(Debug, Clone)]
pub struct Sheet<'a> {
    /// Who is paid, as the person knows them: the merchant's name, never a bare host.
    pub payee: &'a str,
    /// The country where the payment is processed (Google wants it in the European Economic Area).
    pub country: Market,
    /// What is paid.
    pub total: Money,
    /// The name of the total, in the person's language. Google wants one where there are lines.
    pub total_label: &'a str,
    /// Whether the total may still change.
    pub status: PriceStatus,
    /// The lines of the total. All in its currency; they are shown, nobody adds them up.
    pub lines: &'a [Line<'a>],
    /// Names this attempt for Google; opaque, one use.
    pub transaction: Option<&'a str>,
    /// Asks for an address and a way of shipping in the sheet, with price updates.
    pub shipping: Option<Shipping<'a>>,
    /// Whether we are asked before the sheet closes (`PAYMENT_AUTHORIZATION`): then the sheet tells the end of the payment.
    pub authorizes: bool,
}

/// Whether a total is the last word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PriceStatus {
    /// It will not change.
    Final,
    /// It may change.
    Estimated,
}

/// A line of the total.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    /// For example `Shipping`.
    pub label: &'a str,
    /// What it is of.
    pub kind: LineKind,
    /// May be below zero (a discount).
    pub price: Money,
    /// Whether it may still change.
    pub pending: bool,
}

/// What a line is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LineKind {
    /// Goods, fees, discounts.
    LineItem,
    /// A sum of lines.
    Subtotal,
    /// Tax.
    Tax,
}

/// Shipping in the sheet.
#[derive(Debug, Clone, Copy)]
pub struct Shipping<'a> {
    /// Where goods can go; empty is anywhere.
    pub countries: &'a [Market],
    /// Ways of shipping, the chosen one first; empty asks for an address alone.
    pub options: &'a [ShippingOption<'a>],
}

/// A way of shipping.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct ShippingOption<'a> {
    /// The merchant's id of it.
    pub id: &'a str,
    /// Its name.
    pub label: &'a str,
    /// Words below it.
    pub description: &'a str,
}

/// The request of `isReadyToPay` before a merchant is known: whether this phone has a card of any kind that Google passes on.
pub fn is_ready_to_pay() -> String {
    let kinds = ParametersWire::of(&AUTH_METHODS, &READY_NETWORKS);
    json::write(&RequestWire {
        api_version: API_VERSION,
        api_version_minor: API_VERSION_MINOR,
        allowed_payment_methods: vec![MethodWire {
            kind: "CARD",
            parameters: kinds,
            tokenization_specification: None,
        }],
        rest: (),
    })
}

impl Config {
    /// The request of `isReadyToPay`: what is accepted, without where a token goes.
    pub fn is_ready_to_pay(&self) -> String {
        json::write(&RequestWire {
            api_version: API_VERSION,
            api_version_minor: API_VERSION_MINOR,
            allowed_payment_methods: self.cards.iter().map(MethodWire::readiness).collect(),
            rest: (),
        })
    }

    /// The `PaymentDataRequest`.
    ///
    /// Google writes a sum with no decimals or with two (`^[0-9]+(\.[0-9][0-9])?$`): one in a currency of three whose last
    /// digit is not zero cannot be said ([`MethodError::SumUnsayable`]).
    pub fn payment_data_request(&self, sheet: &Sheet<'_>) -> Result<String, MethodError> {
        let payee =
            Text::line(sheet.payee, MAX_LABEL).ok_or(MethodError::Missing { field: "merchantName" })?;
        let mut intents = Vec::new();
        if let Some(shipping) = sheet.shipping {
            if shipping.countries.len() > MAX_LINES {
                return Err(MethodError::TooLong { limit: MAX_LINES });
            }
            intents.push("SHIPPING_ADDRESS");
            intents.extend((!shipping.options.is_empty()).then_some("SHIPPING_OPTION"));
        }
        intents.extend(sheet.authorizes.then_some("PAYMENT_AUTHORIZATION"));
        let countries = sheet.shipping.map(|shipping| shipping.countries).filter(|list| !list.is_empty());
        let options = sheet.shipping.map(|shipping| OptionsWire::of(shipping.options)).transpose()?.flatten();
        Ok(json::write(&RequestWire {
            api_version: API_VERSION,
            api_version_minor: API_VERSION_MINOR,
            allowed_payment_methods: self.cards.iter().map(MethodWire::payment).collect(),
            rest: PaymentWire {
                merchant_info: MerchantWire {
                    merchant_id: self.merchant.id.as_deref(),
                    merchant_name: payee.as_str(),
                    merchant_origin: self.merchant.origin.as_deref(),
                    auth_jwt: self.merchant.auth_jwt.as_deref(),
                },
                transaction_info: TransactionInfo::of(sheet)?,
                callback_intents: intents,
                shipping_address_required: sheet.shipping.is_some(),
                shipping_address_parameters: countries.map(|list| AddressWire {
                    allowed_country_codes: list.iter().map(Market::as_str).collect(),
                }),
                shipping_option_required: options.is_some(),
                shipping_option_parameters: options,
            },
        }))
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RequestWire<'a, T> {
    api_version: u64,
    api_version_minor: u64,
    allowed_payment_methods: Vec<MethodWire<'a>>,
    #[serde(flatten)]
    rest: T,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PaymentWire<'a> {
    merchant_info: MerchantWire<'a>,
    transaction_info: TransactionInfo<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    callback_intents: Vec<&'static str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    shipping_address_required: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    shipping_address_parameters: Option<AddressWire<'a>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    shipping_option_required: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    shipping_option_parameters: Option<OptionsWire<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct MerchantWire<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    merchant_id: Option<&'a str>,
    merchant_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    merchant_origin: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    auth_jwt: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AddressWire<'a> {
    allowed_country_codes: Vec<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct OptionsWire<'a> {
    default_selected_option_id: &'a str,
    shipping_options: &'a [ShippingOption<'a>],
}

impl<'a> OptionsWire<'a> {
    /// None where there is nothing to choose.
    pub(super) fn of(options: &'a [ShippingOption<'a>]) -> Result<Option<Self>, MethodError> {
        let long = |text: &str| text.len() > MAX_TEXT;
        if options.len() > MAX_LINES {
            return Err(MethodError::TooLong { limit: MAX_LINES });
        }
        if options.iter().any(|one| long(one.id) || long(one.label) || long(one.description)) {
            return Err(MethodError::TooLong { limit: MAX_TEXT });
        }
        let wire = |first: &ShippingOption<'a>| Self {
            default_selected_option_id: first.id,
            shipping_options: options,
        };
        Ok(options.first().map(wire))
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TransactionInfo<'a> {
    total_price_status: PriceStatus,
    total_price: String,
    currency_code: String,
    country_code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    transaction_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total_price_label: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    display_items: Vec<ItemWire>,
}

#[derive(Serialize)]
struct ItemWire {
    label: String,
    #[serde(rename = "type")]
    kind: LineKind,
    price: String,
    status: &'static str,
}

impl<'a> TransactionInfo<'a> {
    pub(super) fn of(sheet: &Sheet<'a>) -> Result<Self, MethodError> {
        if sheet.lines.len() > MAX_LINES {
            return Err(MethodError::TooLong { limit: MAX_LINES });
        }
        if sheet.transaction.is_some_and(|id| id.len() > MAX_TEXT) {
            return Err(MethodError::TooLong { limit: MAX_TEXT });
        }
        let label = Text::line(sheet.total_label, MAX_LABEL).map(String::from);
        if label.is_none() && !sheet.lines.is_empty() {
            return Err(MethodError::Missing { field: "totalPriceLabel" });
        }
        let item = |line: &Line<'_>| {
            if line.price.currency != sheet.total.currency {
                return Err(MethodError::CurrencyDiffers);
            }
            Ok(ItemWire {
                label: Text::line(line.label, MAX_LABEL)
                    .map(String::from)
                    .ok_or(MethodError::Missing { field: "displayItems.label" })?,
                kind: line.kind,
                price: spelled(line.price)?,
                status: if line.pending { "PENDING" } else { "FINAL" },
            })
        };
        Ok(Self {
            total_price_status: sheet.status,
            total_price: spelled(sum::payable(sheet.total)?)?,
            currency_code: sheet.total.currency.to_string(),
            country_code: sheet.country.as_str().to_owned(),
            transaction_id: sheet.transaction,
            total_price_label: label,
            display_items: sheet.lines.iter().map(item).collect::<Result<_, _>>()?,
        })
    }
}

/// Whether Google has a way of writing a sum: it knows no third decimal.
pub fn can_say(money: Money) -> bool {
    spelled(money).is_ok()
}

/// As Google writes a sum: no decimals, or two.
fn spelled(money: Money) -> Result<String, MethodError> {
    let text = sum::decimal(money);
    match money.currency.minor_digits() {
        0 | 2 => Ok(text),
        digits => {
            let beyond = usize::try_from(digits.saturating_sub(2)).unwrap_or(usize::MAX);
            let (kept, cut) =
                text.split_at_checked(text.len().saturating_sub(beyond)).unwrap_or((&text, "1"));
            let zeros = cut.bytes().all(|b| b == b'0');
            zeros.then(|| kept.to_owned()).ok_or(MethodError::SumUnsayable)
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct MethodWire<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    parameters: ParametersWire<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tokenization_specification: Option<&'a TokenizationWire>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ParametersWire<'a> {
    allowed_auth_methods: &'a [&'static str],
    allowed_card_networks: &'a [&'static str],
    #[serde(skip_serializing_if = "Option::is_none")]
    allow_prepaid_cards: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    allow_credit_cards: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    assurance_details_required: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    billing_address_required: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    billing_address_parameters: Option<BillingWire>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct BillingWire {
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<BillingFormat>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone_number_required: Option<bool>,
}

impl<'a> ParametersWire<'a> {
    fn of(auth_methods: &'a [&'static str], networks: &'a [&'static str]) -> Self {
        Self {
            allowed_auth_methods: auth_methods,
            allowed_card_networks: networks,
            allow_prepaid_cards: None,
            allow_credit_cards: None,
            assurance_details_required: None,
            billing_address_required: None,
            billing_address_parameters: None,
        }
    }
}

impl<'a> MethodWire<'a> {
    fn readiness(card: &'a Card) -> Self {
        let parameters = ParametersWire::of(&card.auth_methods, &card.networks);
        Self { kind: "CARD", parameters, tokenization_specification: None }
    }

    fn payment(card: &'a Card) -> Self {
        let Self { parameters, .. } = Self::readiness(card);
        let billing = card.wire.billing_address_parameters.as_ref();
        let parameters = ParametersWire {
            allow_prepaid_cards: card.wire.allow_prepaid_cards,
            allow_credit_cards: card.wire.allow_credit_cards,
            assurance_details_required: card.wire.assurance_details_required,
            billing_address_required: card.wire.billing_address_required,
            billing_address_parameters: billing.map(|asked| BillingWire {
                format: asked.format,
                phone_number_required: asked.phone_number_required,
            }),
            ..parameters
        };
        Self { kind: "CARD", parameters, tokenization_specification: Some(&card.tokenization) }
    }
}
