//! A wallet's sheet and its answer.

use tradewind_ports as ports;
use tradewind_ports::Secret;

/// What a sheet shows and is asked for. The texts are finished; all but `WalletLine.shown` hold no invisible marks: a
/// system's sheet draws each alone on a line.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct WalletRequest {
    /// Names this sheet; the answer must carry it. Opaque, one use.
    pub sheet: String,
    /// The UCP payment handler that the credential is for.
    pub handler: String,
    /// Who is paid, as the person knows them.
    pub payee: String,
    /// The lines in the merchant's order, the total last.
    pub lines: Vec<WalletLine>,
    /// The amount as payment systems take it: plain digits with a point (`1299.00`). Not for people; see `amountText`.
    pub amount: String,
    /// The currency of `amount`, ISO 4217.
    pub currency: String,
    /// The amount as text in the person's language.
    pub amount_text: String,
    /// Words for a sheet that the app draws itself; a system's wallet has its own.
    pub words: WalletWords,
    /// What the system's own wallet is asked, or the page that is shown; none for a sheet that the app draws.
    pub system: Option<SystemSheet>,
}

/// What a system's wallet is asked, or the page that is shown in its stead; finished: hand it over as it is.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum SystemSheet {
    /// Google Pay.
    GooglePay {
        /// For `PaymentDataRequest.fromJson`.
        request: String,
        /// `WalletConstants.ENVIRONMENT_PRODUCTION`, else `ENVIRONMENT_TEST`.
        production: bool,
    },
    /// Apple Pay.
    ApplePay {
        /// For a `PKPaymentRequest`, property by property.
        request: ApplePayRequest,
    },
    /// The merchant's page with a card provider's own fields, in an isolated web view.
    HostedFields {
        /// The page: https, or http on loopback.
        url: String,
        /// Scheme, host and port of it. Messages of its main frame alone are heard; the first one is the answer.
        origin: String,
        /// The longest message that is worth handing on, in bytes. A longer one is answered as failed.
        max_message: u32,
    },
}

/// The properties of `PKPaymentRequest`, by PassKit's names.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ApplePayRequest {
    /// `merchantIdentifier`; the app's entitlement has to name it.
    pub merchant_identifier: String,
    /// ISO 3166-1.
    pub country_code: String,
    /// ISO 4217.
    pub currency_code: String,
    /// Names of `PKPaymentNetwork` as Swift has them (`masterCard`).
    pub supported_networks: Vec<String>,
    /// Names of `PKMerchantCapability`, as Apple Pay on the Web has them (`supports3DS`).
    pub merchant_capabilities: Vec<String>,
    /// `paymentSummaryItems`: the lines, and last the total with the payee for its label.
    pub summary_items: Vec<ApplePayItem>,
    /// Names of `PKContactField` for `requiredBillingContactFields`.
    pub billing_contact_fields: Vec<String>,
    /// After how many milliseconds from `didAuthorizePayment` the sheet is answered with success if `dismiss` has not come:
    /// Apple's own end, at 30 seconds, says "not completed" whatever becomes of the money.
    pub answer_within_ms: u64,
}

/// A line of `paymentSummaryItems`.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ApplePayItem {
    /// For example `Shipping`.
    pub label: String,
    /// For `NSDecimalNumber(string:)`.
    pub amount: String,
}

/// What becomes of a sheet that still stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum SheetEnd {
    /// It is not waited for any more.
    Dropped,
    /// What it gave was sent, and nobody said no.
    Taken,
    /// The merchant said no.
    Refused,
}

/// One line of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct WalletLine {
    /// For example `Shipping`.
    pub label: String,
    /// The amount as text.
    pub amount: String,
    /// The same with its marks of direction, for a sheet that the app draws itself: beside Arabic words a minus keeps its place.
    pub shown: String,
}

/// The words of a sheet that the app draws itself.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct WalletWords {
    /// Heading of the sheet.
    pub title: String,
    /// Label of approval.
    pub approve: String,
    /// Label of the wallet's refusal: only a sandbox has it.
    pub decline: String,
    /// Label of closing the sheet.
    pub cancel: String,
}

/// What came of a sheet. A claim, not a truth: only the merchant's answer ends a payment.
#[derive(Clone, PartialEq, Eq, uniffi::Enum)]
#[allow(clippy::large_enum_variant, reason = "one lives at a time, and phones' bindings lift no Box")]
pub enum WalletOutcome {
    /// The person approved; the token pays at the merchant's handler.
    Approved {
        /// The kind of credential, for UCP `credential.type`.
        credential_type: String,
        /// The credential itself. The core keeps it for this payment only and never logs it.
        token: String,
    },
    /// The person approved in Google Pay.
    GooglePay {
        /// `PaymentData.toJson()`, as it is.
        payment_data: String,
    },
    /// The person authorized in Apple Pay.
    ApplePay {
        /// `payment.token.paymentData`.
        payment_data: Vec<u8>,
        /// `payment.token.paymentMethod.network?.rawValue`.
        network: Option<String>,
        /// `payment.token.paymentMethod.displayName`.
        display_name: Option<String>,
        /// `payment.billingContact`.
        billing: Option<ApplePayContact>,
    },
    /// The page with card fields gave its message.
    HostedFields {
        /// The origin that the system names for the page that spoke.
        origin: String,
        /// What it said, as it is. The core reads it, keeps the token in it for this payment only and never logs it.
        message: String,
    },
    /// The wallet refused the payment.
    Declined,
    /// The person closed the sheet.
    Cancelled,
    /// The wallet failed before anything was approved.
    Failed,
}

/// A `PKContact` with its `postalAddress`. Empty texts where nothing is known.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[allow(missing_docs)]
pub struct ApplePayContact {
    pub given_name: String,
    pub family_name: String,
    pub email_address: String,
    pub phone_number: String,
    /// Its lines one below the other.
    pub street: String,
    pub city: String,
    pub state: String,
    pub postal_code: String,
    pub iso_country_code: String,
}

impl From<WalletOutcome> for ports::WalletAnswer {
    fn from(outcome: WalletOutcome) -> Self {
        match outcome {
            WalletOutcome::Approved { credential_type, token } => {
                Self::Approved { credential_type, token: Secret::new(token) }
            }
            WalletOutcome::GooglePay { payment_data } => {
                Self::Given(ports::WalletData::GooglePay(Secret::new(payment_data)))
            }
            WalletOutcome::ApplePay { payment_data, network, display_name, billing } => {
                let payment_data = Secret::new(payment_data);
                let billing = billing.map(|contact| Box::new(contact.into()));
                Self::Given(ports::WalletData::ApplePay { payment_data, network, display_name, billing })
            }
            WalletOutcome::HostedFields { origin, message } => {
                Self::Given(ports::WalletData::HostedFields { origin, message: Secret::new(message) })
            }
            WalletOutcome::Declined => Self::Declined,
            WalletOutcome::Cancelled => Self::Cancelled,
            WalletOutcome::Failed => Self::Failed,
        }
    }
}

impl From<ApplePayContact> for ports::ApplePayContact {
    fn from(contact: ApplePayContact) -> Self {
        let ApplePayContact { given_name, family_name, email_address, phone_number, .. } = contact;
        let ApplePayContact { street, city, state, postal_code, iso_country_code, .. } = contact;
        Self {
            given_name,
            family_name,
            email_address,
            phone_number,
            street,
            city,
            state,
            postal_code,
            iso_country_code,
        }
    }
}

impl From<ports::SheetEnd> for SheetEnd {
    fn from(end: ports::SheetEnd) -> Self {
        match end {
            ports::SheetEnd::Dropped => Self::Dropped,
            ports::SheetEnd::Taken => Self::Taken,
            ports::SheetEnd::Refused => Self::Refused,
        }
    }
}

impl From<&ports::SystemSheet> for SystemSheet {
    fn from(sheet: &ports::SystemSheet) -> Self {
        match sheet {
            ports::SystemSheet::GooglePay { request, production } => {
                Self::GooglePay { request: request.clone(), production: *production }
            }
            ports::SystemSheet::ApplePay(request) => Self::ApplePay { request: request.into() },
            ports::SystemSheet::HostedFields { url, max_message } => Self::HostedFields {
                url: url.as_str().to_owned(),
                origin: url.origin(),
                max_message: *max_message,
            },
        }
    }
}

impl From<&ports::ApplePayRequest> for ApplePayRequest {
    fn from(request: &ports::ApplePayRequest) -> Self {
        let item = |item: &ports::ApplePayItem| ApplePayItem {
            label: item.label.clone(),
            amount: item.amount.clone(),
        };
        Self {
            merchant_identifier: request.merchant_identifier.clone(),
            country_code: request.country_code.clone(),
            currency_code: request.currency_code.clone(),
            supported_networks: request.supported_networks.clone(),
            merchant_capabilities: request.merchant_capabilities.clone(),
            summary_items: request.summary_items.iter().map(item).collect(),
            billing_contact_fields: request.billing_contact_fields.clone(),
            answer_within_ms: u64::try_from(request.answer_within.as_millis()).unwrap_or(u64::MAX),
        }
    }
}

impl From<&ports::WalletRequest> for WalletRequest {
    fn from(request: &ports::WalletRequest) -> Self {
        // Whole, so that a field added in the core is not forgotten.
        let ports::WalletRequest {
            sheet,
            method: _,
            handler,
            payee,
            lines,
            amount,
            amount_text,
            words,
            system,
        } = request;
        let ports::WalletWords { title, approve, decline, cancel } = words;
        let line = |line: &ports::WalletLine| {
            // Amount and kind went into the system's request.
            let ports::WalletLine { label, amount, shown, money: _, kind: _ } = line;
            WalletLine { label: label.clone(), amount: amount.clone(), shown: shown.clone() }
        };
        Self {
            sheet: sheet.clone(),
            handler: handler.clone(),
            payee: payee.clone(),
            lines: lines.iter().map(line).collect(),
            amount: amount.to_decimal().to_string(),
            currency: amount.currency.to_string(),
            amount_text: amount_text.clone(),
            words: WalletWords {
                title: title.clone(),
                approve: approve.clone(),
                decline: decline.clone(),
                cancel: cancel.clone(),
            },
            system: system.as_ref().map(SystemSheet::from),
        }
    }
}
