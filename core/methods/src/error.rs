//! Why something was not built or not believed: one enum, each kind with a stable short name.

use tradewind_domain::WebUrlError;
use tradewind_qr::QrError;

/// Why a method's request could not be built, or what came back was refused. It never holds what was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MethodError {
    /// More bytes, entries or characters than are read.
    #[error("longer than {limit}")]
    TooLong {
        /// The most that is read.
        limit: usize,
    },
    /// Not the JSON that the method's documents have.
    #[error("not the JSON of this method")]
    NotJson,
    /// Something that has to be there is not.
    #[error("{field} is missing")]
    Missing {
        /// The method's own name of the field.
        field: &'static str,
    },
    /// A field has a shape that the method does not know.
    #[error("{field} is malformed")]
    Malformed {
        /// The method's own name of the field.
        field: &'static str,
    },
    /// The merchant's configuration cannot be used.
    #[error("the merchant's {field} cannot be used")]
    Config {
        /// The field of the configuration.
        field: &'static str,
    },
    /// A version that is not spoken here.
    #[error("a version that is not spoken")]
    Version,
    /// The method has no such country, or its numbers are not known here.
    #[error("not a country of this method")]
    Country,
    /// Not a phone number of the country.
    #[error("not a phone number of this country")]
    Phone,
    /// A sum that the method cannot be told: below zero, or with more decimals than it takes.
    #[error("a sum that this method cannot be told")]
    SumUnsayable,
    /// No sum where one has to be.
    #[error("no sum in it")]
    SumAbsent,
    /// The sum is not in the code but at an address that the payer's bank reads.
    #[error("the sum is somewhere else")]
    SumElsewhere,
    /// The payer may pay another sum than the one that is named.
    #[error("the payer may change the sum")]
    SumOpen,
    /// Another sum than the agreed one.
    #[error("another sum than agreed")]
    SumDiffers,
    /// Another currency than the agreed one.
    #[error("another currency than agreed")]
    CurrencyDiffers,
    /// Another payee than the agreed one.
    #[error("another payee than agreed")]
    PayeeDiffers,
    /// Past its own date.
    #[error("past its date")]
    Expired,
    /// The check digits are of another number.
    #[error("check digits do not fit")]
    CheckDigits,
    /// A scheme that the method does not declare, or that is never opened.
    #[error("a scheme that is not opened")]
    SchemeForbidden,
    /// A host that the method does not declare, or one of a private place.
    #[error("a host that is not opened")]
    HostForbidden,
    /// An app that the method does not declare.
    #[error("an app that is not opened")]
    AppForbidden,
    /// A user's name in an address: the address is another one than it seems.
    #[error("a user in an address")]
    UserInfo,
    /// The app that alone could be opened is not on this phone.
    #[error("the app is not installed")]
    NotInstalled,
    /// A link that is no return link of ours.
    #[error("not a return link of ours")]
    NotOurs,
    /// A payment code that is refused as a code.
    #[error(transparent)]
    Code(#[from] QrError),
}

impl MethodError {
    /// The stable short name, for example `SUM_DIFFERS`. Its meaning never changes. A code's own refusal keeps its own name
    /// (`CRC_MISMATCH`).
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLong { .. } => "TOO_LONG",
            Self::NotJson => "NOT_JSON",
            Self::Missing { .. } => "FIELD_MISSING",
            Self::Malformed { .. } => "FIELD_MALFORMED",
            Self::Config { .. } => "CONFIG_UNUSABLE",
            Self::Version => "VERSION_UNSUPPORTED",
            Self::Country => "COUNTRY_UNSUPPORTED",
            Self::Phone => "PHONE_INVALID",
            Self::SumUnsayable => "SUM_UNSAYABLE",
            Self::SumAbsent => "SUM_ABSENT",
            Self::SumElsewhere => "SUM_ELSEWHERE",
            Self::SumOpen => "SUM_OPEN",
            Self::SumDiffers => "SUM_DIFFERS",
            Self::CurrencyDiffers => "CURRENCY_DIFFERS",
            Self::PayeeDiffers => "PAYEE_DIFFERS",
            Self::Expired => "EXPIRED",
            Self::CheckDigits => "CHECK_DIGITS",
            Self::SchemeForbidden => "SCHEME_FORBIDDEN",
            Self::HostForbidden => "HOST_FORBIDDEN",
            Self::AppForbidden => "APP_FORBIDDEN",
            Self::UserInfo => "USER_INFO",
            Self::NotInstalled => "NOT_INSTALLED",
            Self::NotOurs => "NOT_OURS",
            Self::Code(error) => error.as_str(),
        }
    }
}

impl From<WebUrlError> for MethodError {
    fn from(error: WebUrlError) -> Self {
        match error {
            WebUrlError::TooLong => Self::TooLong { limit: tradewind_domain::weburl::MAX_URL_BYTES },
            WebUrlError::Insecure => Self::SchemeForbidden,
            WebUrlError::Private => Self::HostForbidden,
            WebUrlError::Malformed | WebUrlError::NotABase => Self::Malformed { field: "address" },
        }
    }
}
