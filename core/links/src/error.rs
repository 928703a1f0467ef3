//! Why a link shows nothing. Whatever the reason, nothing was fetched.

use tradewind_domain::Code;

/// Why a link shows nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// Longer than [`crate::MAX_LINK_BYTES`], or of more parts or parameters than are looked at.
    #[error("link too long")]
    TooLong,
    /// Not a form we know.
    #[error("unknown link")]
    Unknown,
    /// To another merchant.
    #[error("foreign link")]
    Foreign,
    /// `http:` that is not loopback.
    #[error("insecure link")]
    Insecure,
    /// To a host that looks like the merchant's (homographs, digits for letters), or whose name mixes scripts.
    #[error("lookalike host")]
    Lookalike,
    /// A name or password before the host, as in `https://shop.example@evil.example/`.
    #[error("user info in a link")]
    UserInfo,
    /// Another port of the merchant's host.
    #[error("another port")]
    Port,
    /// A parameter that leads on to another address, as messengers wrap links.
    #[error("nested redirect")]
    Redirect,
    /// Encoded by half, in bytes that are no UTF-8, or with backslashes.
    #[error("wrong encoding")]
    Encoding,
    /// Controls, marks of direction or other characters inside it that show nothing.
    #[error("invisible marks in a link")]
    Marks,
    /// A cart with a count or with all ids that cannot be read, or with more than it may have.
    #[error("unreadable cart")]
    Cart,
    /// The number of a bar code whose check digit does not fit.
    #[error("wrong check digit")]
    Number,
    /// A short code that was mistyped: its check symbol does not fit.
    #[error("mistyped short code")]
    ShortCode,
    /// The way back from a payment, which has a door of its own.
    #[error("return from a payment")]
    PaymentReturn,
}

impl LinkError {
    /// The public code.
    pub const fn code(self) -> Code {
        match self {
            Self::TooLong => Code::LinkTooLong,
            Self::Unknown | Self::PaymentReturn => Code::LinkUnknown,
            Self::Foreign => Code::LinkForeign,
            Self::Insecure => Code::InsecureUrl,
            Self::Lookalike => Code::LinkLookalike,
            Self::UserInfo => Code::LinkUserInfo,
            Self::Port => Code::LinkPort,
            Self::Redirect => Code::LinkRedirect,
            Self::Encoding => Code::LinkEncoding,
            Self::Marks => Code::LinkMarks,
            Self::Cart => Code::LinkCart,
            Self::Number => Code::LinkNumber,
            Self::ShortCode => Code::LinkCodeUnknown,
        }
    }
}
