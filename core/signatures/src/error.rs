//! Why a message counts as unsigned.

/// What is wrong with a message's signatures, or why one cannot be made. The texts name places, never bytes of a message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignatureError {
    /// No `Signature` or no `Signature-Input`.
    #[error("no signature")]
    NoSignature,
    /// Not readable, over a limit, or covering what is not in the message or not understood here.
    #[error("not a readable signature: {0}")]
    Malformed(&'static str),
    /// No published key of that name.
    #[error("no such key")]
    UnknownKey,
    /// A key or digest of a kind that is not taken here, or one that contradicts itself.
    #[error("unsupported algorithm")]
    UnsupportedAlgorithm,
    /// A part of the message that must be signed is not.
    #[error("not covered: {0}")]
    NotCovered(String),
    /// Signed in the future by our clock.
    #[error("dated in the future")]
    NotYet,
    /// Too old, past its expiry, or without the date that the policy wants.
    #[error("expired")]
    Expired,
    /// The body is not the one that was signed.
    #[error("the body differs from its digest")]
    DigestMismatch,
    /// The key did not sign this message.
    #[error("bad signature")]
    BadSignature,
}

impl SignatureError {
    /// A word for logs; never changes its meaning.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::NoSignature => "no_signature",
            Self::Malformed(_) => "malformed",
            Self::UnknownKey => "unknown_key",
            Self::UnsupportedAlgorithm => "unsupported_algorithm",
            Self::NotCovered(_) => "not_covered",
            Self::NotYet => "not_yet",
            Self::Expired => "expired",
            Self::DigestMismatch => "digest_mismatch",
            Self::BadSignature => "bad_signature",
        }
    }

    /// UCP's code and HTTP status for it (`signatures.md`, "Error Handling", 2026-08-25). What has no code of its own there is
    /// an invalid signature.
    pub const fn ucp_code(&self) -> (&'static str, u16) {
        match self {
            Self::NoSignature => ("signature_missing", 401),
            Self::UnknownKey => ("key_not_found", 401),
            Self::UnsupportedAlgorithm => ("algorithm_unsupported", 400),
            Self::DigestMismatch => ("digest_mismatch", 400),
            Self::Malformed(_) | Self::NotCovered(_) | Self::NotYet | Self::Expired | Self::BadSignature => {
                ("signature_invalid", 401)
            }
        }
    }

    /// How far a candidate came: of several bad signatures the one that came furthest is told about.
    pub(crate) const fn progress(&self) -> u8 {
        match self {
            Self::NoSignature => 0,
            Self::Malformed(_) => 1,
            Self::UnknownKey => 2,
            Self::UnsupportedAlgorithm => 3,
            Self::NotCovered(_) => 4,
            Self::NotYet | Self::Expired => 5,
            Self::DigestMismatch => 6,
            Self::BadSignature => 7,
        }
    }
}
