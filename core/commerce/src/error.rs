//! Why an engine did not do what was asked, and whether the merchant may have acted all the same.

use crate::session::MerchantMessage;
use tradewind_domain::Code;

/// Why the merchant did not do what was asked.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum MerchantError {
    /// No answer; the inner error says whether the request may have arrived.
    #[error("no answer from the merchant")]
    Transport(#[from] tradewind_ports::TransportError),
    /// HTTP 5xx: the merchant failed, and may have acted on the request all the same.
    #[error("merchant failed with {status}")]
    Failed {
        /// HTTP status, 500 to 599.
        status: u16,
    },
    /// HTTP 429 or 503 with a wish to wait.
    #[error("merchant is busy")]
    Busy {
        /// How long the merchant wishes to be left alone, cut to an hour; whoever waits cuts it to the time that is left.
        retry_after: std::time::Duration,
    },
    /// HTTP 409: a request with this key is in flight, was made with another body, or the state forbids it.
    #[error("conflict at the merchant")]
    Conflict,
    /// No protocol version in common; nothing was sent.
    #[error("no common protocol version")]
    VersionUnsupported,
    /// The merchant lacks the capability; nothing was sent.
    #[error("the merchant lacks this capability")]
    CapabilityMissing,
    /// It does not exist there.
    #[error("not found at the merchant")]
    NotFound,
    /// Refused with reasons in the merchant's words.
    #[error("refused by the merchant with {status}")]
    Refused {
        /// HTTP status; 200 for a business error in the body (`ucp.status: error`).
        status: u16,
        /// What it said.
        messages: Vec<MerchantMessage>,
    },
    /// The answer is not what the protocol says; the text is ours and says where, without the body.
    #[error("garbage from the merchant: {0}")]
    Garbage(&'static str),
    /// The answer carries a signature, and none of it is by a key that the merchant publishes, or it is of another answer. The
    /// word says what is wrong with it (`SignatureError::kind`). Nothing of such an answer is believed.
    #[error("the answer is not signed by the merchant: {0}")]
    BadSignature(&'static str),
    /// Our request could not be signed; nothing was sent.
    #[error("the request cannot be signed")]
    CannotSign,
    /// An address in the answer or profile that we do not talk to.
    #[error("insecure address")]
    Insecure,
}

impl MerchantError {
    /// The public code, as shells and logs name it.
    pub fn code(&self) -> Code {
        match self {
            Self::Transport(error) => error.code(),
            Self::Failed { .. } => Code::MerchantFailed,
            Self::Busy { .. } => Code::MerchantBusy,
            Self::Conflict | Self::Refused { .. } => Code::MerchantRefused,
            Self::VersionUnsupported => Code::UcpVersionUnsupported,
            Self::CapabilityMissing => Code::CapabilityMissing,
            Self::NotFound => Code::NotFound,
            Self::Garbage(_) => Code::MerchantGarbage,
            Self::BadSignature(_) => Code::MerchantSignature,
            Self::CannotSign => Code::Internal,
            Self::Insecure => Code::InsecureUrl,
        }
    }

    /// Whether this is the merchant's definite word about the request itself, and not a failure on the way.
    pub fn is_definite(&self) -> bool {
        matches!(self, Self::Conflict | Self::NotFound | Self::Refused { .. })
    }

    /// Whether the merchant may have acted on the request although we have no good answer.
    pub fn may_have_acted(&self) -> bool {
        match self {
            Self::Transport(error) => error.may_have_arrived(),
            Self::Failed { .. }
            | Self::Conflict
            | Self::Garbage(_)
            | Self::BadSignature(_)
            | Self::Busy { .. } => true,
            Self::VersionUnsupported
            | Self::CapabilityMissing
            | Self::NotFound
            | Self::Refused { .. }
            | Self::CannotSign
            | Self::Insecure => false,
        }
    }
}
