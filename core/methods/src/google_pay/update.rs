//! While the sheet stands: what the person chose in it, and our answer (dynamic price updates).

use super::sheet::{OptionsWire, Sheet, ShippingOption, TransactionInfo};
use crate::error::MethodError;
use crate::json;
use serde::{Deserialize, Serialize};
use tradewind_domain::{PostalAddress, Text};

/// The longest text of a field, in characters.
const MAX_FIELD: usize = 200;

/// What changed in the sheet (`IntermediatePaymentData`). An address in it is rough: no name, no street.
#[derive(Clone, PartialEq, Eq)]
pub struct Change {
    /// Why we are asked.
    pub trigger: Trigger,
    /// Country, region, town and postal code.
    pub address: Option<PostalAddress>,
    /// The id of the way of shipping.
    pub option: Option<String>,
}

/// Why the sheet asks (`callbackTrigger`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Trigger {
    /// It was just shown.
    Initialize,
    /// Another address.
    ShippingAddress,
    /// Another way of shipping.
    ShippingOption,
}

/// Our answer to `onPaymentDataChanged` (`PaymentDataRequestUpdate`).
#[derive(Debug, Clone, Copy)]
pub enum Update<'a> {
    /// The new sum, and the ways of shipping where they changed.
    New(&'a Sheet<'a>, Option<&'a [ShippingOption<'a>]>),
    /// What was chosen cannot be: why, of what, and words for the person.
    Refused(Reason, Intent, &'a str),
}

/// Why a choice is refused (`PaymentDataError.reason`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Reason {
    /// The payment data cannot be used.
    PaymentDataInvalid,
    /// The address is none.
    ShippingAddressInvalid,
    /// Nothing is sent there.
    ShippingAddressUnserviceable,
    /// This way of shipping is not there.
    ShippingOptionInvalid,
    /// Anything else.
    OtherError,
}

/// Of what (`PaymentDataError.intent`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[allow(missing_docs)]
pub enum Intent {
    ShippingAddress,
    ShippingOption,
    PaymentAuthorization,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ChangeWire {
    callback_trigger: Trigger,
    shipping_address: Option<RoughWire>,
    shipping_option_data: Option<OptionWire>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[derive(Default)]
struct RoughWire {
    administrative_area: String,
    country_code: String,
    locality: String,
    postal_code: String,
}

#[derive(Deserialize)]
struct OptionWire {
    id: String,
}

impl Change {
    /// Reads `IntermediatePaymentData`.
    pub fn read(bytes: &[u8]) -> Result<Self, MethodError> {
        let wire: ChangeWire = json::read(bytes)?;
        let bounded = |text: String, field| {
            let fits = text.chars().count() <= MAX_FIELD && !text.chars().any(char::is_control);
            if fits { Ok(text) } else { Err(MethodError::Malformed { field }) }
        };
        let address = |rough: RoughWire| -> Result<PostalAddress, MethodError> {
            Ok(PostalAddress {
                address_region: bounded(rough.administrative_area, "administrativeArea")?,
                address_country: bounded(rough.country_code, "countryCode")?,
                address_locality: bounded(rough.locality, "locality")?,
                postal_code: bounded(rough.postal_code, "postalCode")?,
                ..PostalAddress::default()
            })
        };
        let address = wire.shipping_address.map(address);
        let option = wire.shipping_option_data.map(|option| bounded(option.id, "shippingOptionData.id"));
        Ok(Self {
            trigger: wire.callback_trigger,
            address: address.transpose()?,
            option: option.transpose()?,
        })
    }
}

/// An address never prints itself.
impl std::fmt::Debug for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Change").field("trigger", &self.trigger).finish_non_exhaustive()
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct UpdateWire<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    new_transaction_info: Option<TransactionInfo<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new_shipping_option_parameters: Option<OptionsWire<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<ErrorWire>,
}

#[derive(Serialize)]
struct ErrorWire {
    reason: Reason,
    message: String,
    intent: Intent,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultWire {
    transaction_state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<ErrorWire>,
}

impl Update<'_> {
    /// The answer as JSON.
    pub fn to_json(&self) -> Result<String, MethodError> {
        let wire = match self {
            Self::New(sheet, options) => UpdateWire {
                new_transaction_info: Some(TransactionInfo::of(sheet)?),
                new_shipping_option_parameters: options.map(OptionsWire::of).transpose()?.flatten(),
                error: None,
            },
            Self::Refused(reason, intent, message) => UpdateWire {
                new_transaction_info: None,
                new_shipping_option_parameters: None,
                error: Some(error(*reason, *intent, message)?),
            },
        };
        Ok(json::write(&wire))
    }

    /// The answer to `onPaymentAuthorized` (`PaymentAuthorizationResult`): it went through, or words why not.
    pub fn authorized(failed: Option<&str>) -> Result<String, MethodError> {
        let refused = |words| error(Reason::PaymentDataInvalid, Intent::PaymentAuthorization, words);
        let error = failed.map(refused).transpose()?;
        let transaction_state = if error.is_none() { "SUCCESS" } else { "ERROR" };
        Ok(json::write(&ResultWire { transaction_state, error }))
    }
}

fn error(reason: Reason, intent: Intent, message: &str) -> Result<ErrorWire, MethodError> {
    let message = Text::line(message, MAX_FIELD).ok_or(MethodError::Missing { field: "error.message" })?;
    Ok(ErrorWire { reason, message: message.into(), intent })
}
