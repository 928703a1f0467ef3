//! The merchant's configuration of the handler `com.google.pay`: snake case as UCP has it, read strictly.

use crate::error::MethodError;
use crate::json;
use crate::words::known;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// The major version of the API that is spoken.
pub(super) const API_VERSION: u64 = 2;
/// The minor one.
pub(super) const API_VERSION_MINOR: u64 = 0;
/// The most payment methods and parameters read.
const MAX_ENTRIES: usize = 16;
/// The longest text of the configuration, in bytes; a key of a `DIRECT` merchant has 88.
const MAX_TEXT: usize = 1_024;
/// The longest `auth_jwt`, in bytes.
const MAX_JWT: usize = 8_192;
/// Card networks of the schema.
const NETWORKS: [&str; 10] =
    ["AMEX", "DISCOVER", "ELECTRON", "ELO", "ELO_DEBIT", "INTERAC", "JCB", "MAESTRO", "MASTERCARD", "VISA"];
/// How a card may be authenticated. The handler's schema has the first alone, the API both.
pub(super) const AUTH_METHODS: [&str; 2] = ["PAN_ONLY", "CRYPTOGRAM_3DS"];
/// Parameters of a tokenization that Google's API knows in camel case; some merchants write them as the rest of the config.
const CAMEL: [(&str, &str); 3] = [
    ("gateway_merchant_id", "gatewayMerchantId"),
    ("protocol_version", "protocolVersion"),
    ("public_key", "publicKey"),
];

/// What a merchant accepts. Of its payment methods those of type `CARD` are kept, of networks and authentications those that
/// are known: an unknown word would make the sheet refuse the whole request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Where the token comes from.
    pub environment: Environment,
    pub(super) merchant: Merchant,
    pub(super) cards: Vec<Card>,
}

/// Google's environments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Environment {
    /// Tokens that pay nothing.
    Test,
    /// Real ones.
    Production,
}

/// Who decrypts a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Tokenization {
    /// The merchant's payment service provider.
    PaymentGateway,
    /// The merchant itself.
    Direct,
}

#[derive(Clone, PartialEq, Eq)]
pub(super) struct Merchant {
    pub(super) id: Option<String>,
    pub(super) origin: Option<String>,
    pub(super) auth_jwt: Option<String>,
}

/// The `auth_jwt` speaks for the merchant: it does not print.
impl std::fmt::Debug for Merchant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Merchant").field("id", &self.id).field("origin", &self.origin).finish_non_exhaustive()
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Card {
    pub(super) auth_methods: Vec<&'static str>,
    pub(super) networks: Vec<&'static str>,
    pub(super) wire: CardWire,
    pub(super) tokenization: TokenizationWire,
}

#[derive(Deserialize)]
struct ConfigWire {
    api_version: u64,
    api_version_minor: u64,
    environment: Environment,
    merchant_info: MerchantWire,
    allowed_payment_methods: Vec<Value>,
}

#[derive(Deserialize)]
struct MerchantWire {
    merchant_id: Option<String>,
    merchant_origin: Option<String>,
    auth_jwt: Option<String>,
}

#[derive(Deserialize)]
struct MethodWire {
    parameters: CardWire,
    tokenization_specification: TokenizationWire,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct CardWire {
    allowed_auth_methods: Vec<String>,
    allowed_card_networks: Vec<String>,
    pub(super) allow_prepaid_cards: Option<bool>,
    pub(super) allow_credit_cards: Option<bool>,
    pub(super) assurance_details_required: Option<bool>,
    pub(super) billing_address_required: Option<bool>,
    pub(super) billing_address_parameters: Option<BillingWire>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct BillingWire {
    pub(super) format: Option<BillingFormat>,
    pub(super) phone_number_required: Option<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum BillingFormat {
    #[serde(rename = "MIN")]
    Min,
    #[serde(rename = "FULL")]
    Full,
    #[serde(rename = "FULL-ISO3166")]
    FullIso,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TokenizationWire {
    #[serde(rename = "type")]
    pub(super) kind: Tokenization,
    pub(super) parameters: BTreeMap<String, String>,
}

impl Config {
    /// Reads the handler's `config`.
    pub fn read(config: &Value) -> Result<Self, MethodError> {
        let unusable = |field| MethodError::Config { field };
        let wire = ConfigWire::deserialize(config).map_err(|_| unusable("config"))?;
        if (wire.api_version, wire.api_version_minor) != (API_VERSION, API_VERSION_MINOR) {
            return Err(MethodError::Version);
        }
        if wire.allowed_payment_methods.len() > MAX_ENTRIES {
            return Err(MethodError::TooLong { limit: MAX_ENTRIES });
        }
        let is_card = |method: &&Value| method["type"] == "CARD";
        let cards: Vec<Card> =
            wire.allowed_payment_methods.iter().filter(is_card).map(Card::read).collect::<Result<_, _>>()?;
        if cards.is_empty() {
            return Err(unusable("allowed_payment_methods"));
        }
        let merchant = Merchant::read(wire.merchant_info, wire.environment)?;
        Ok(Self { environment: wire.environment, merchant, cards })
    }

    /// Reads the handler's `config` as text.
    pub fn read_text(config: &[u8]) -> Result<Self, MethodError> {
        Self::read(&json::read::<Value>(config)?)
    }

    /// Whether a token of this kind was asked for.
    pub fn asks_for(&self, kind: Tokenization) -> bool {
        self.cards.iter().any(|card| card.tokenization.kind == kind)
    }

    /// Whether the card's billing address is asked for.
    pub fn needs_billing_address(&self) -> bool {
        self.cards.iter().any(|card| card.wire.billing_address_required == Some(true))
    }
}

impl Merchant {
    fn read(wire: MerchantWire, environment: Environment) -> Result<Self, MethodError> {
        let unusable = |field| MethodError::Config { field };
        let id =
            |text: &String| (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric());
        // In TEST the id is optional and ignored.
        let merchant_id = wire.merchant_id.filter(id);
        if environment == Environment::Production && merchant_id.is_none() {
            return Err(unusable("merchant_id"));
        }
        let host = |text: &String| {
            text.len() <= 253 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b".-:".contains(&b))
        };
        if wire.merchant_origin.as_ref().is_some_and(|text| !host(text)) {
            return Err(unusable("merchant_origin"));
        }
        let jwt = |text: &String| {
            text.len() <= MAX_JWT && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.=".contains(&b))
        };
        if wire.auth_jwt.as_ref().is_some_and(|text| !jwt(text)) {
            return Err(unusable("auth_jwt"));
        }
        Ok(Self { id: merchant_id, origin: wire.merchant_origin, auth_jwt: wire.auth_jwt })
    }
}

impl Card {
    fn read(method: &Value) -> Result<Self, MethodError> {
        let unusable = |field| MethodError::Config { field };
        let MethodWire { parameters, tokenization_specification: mut tokenization } =
            MethodWire::deserialize(method).map_err(|_| unusable("allowed_payment_methods"))?;
        let auth_methods = known(&parameters.allowed_auth_methods, &AUTH_METHODS);
        let networks = known(&parameters.allowed_card_networks, &NETWORKS);
        if auth_methods.is_empty() {
            return Err(unusable("allowed_auth_methods"));
        }
        if networks.is_empty() {
            return Err(unusable("allowed_card_networks"));
        }
        let texts = || tokenization.parameters.iter().flat_map(|(key, value)| [key, value]);
        if tokenization.parameters.is_empty() || tokenization.parameters.len() > MAX_ENTRIES {
            return Err(unusable("tokenization_specification"));
        }
        if texts().any(|text| text.is_empty() || text.len() > MAX_TEXT || text.chars().any(char::is_control))
        {
            return Err(unusable("tokenization_specification"));
        }
        for (snake, camel) in CAMEL {
            if let Some(value) = tokenization.parameters.remove(snake) {
                tokenization.parameters.entry(camel.to_owned()).or_insert(value);
            }
        }
        Ok(Self { auth_methods, networks, wire: parameters, tokenization })
    }
}
