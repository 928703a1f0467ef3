//! What each payment method hands over and what it brings back: request builders and return parsers. No I/O, no clock.
//!
//! Where to start: one file per method or family. In-app sheets: [`google_pay`], [`apple_pay`]; a provider's card fields:
//! [`hosted_fields`]. Switches to another app: [`paypal`], [`alipay`], [`antom`], [`wechat_pay`]. Links to a bank or a provider:
//! [`redirect`], which is also where the links of the others are checked. Codes: [`code`] (any payment code against the agreed
//! sum), [`upi`] (the link and its answer). Prompts on a phone: [`push`]. Papers: [`voucher`].
//!
//! What a surface says is a [`Claim`], and decides nothing: only the merchant's answer ends an attempt. `Claim` is this crate's
//! own, because the law lives above it; the crate of payments maps it, name by name, onto `law::Claim`. A provider's code (a
//! `resultStatus`, a `ResultCode`) is given as it came; which sentence it chooses is a row of `assets/payments/*.toml`.
//!
//! A credential is a [`Token`]: it prints nothing and is wiped. Whoever keeps it moves it into `tradewind_ports::Secret`.
//! [`MethodError::code`] is the stable name of a refusal. Nothing of this was ever run against a real service; what the
//! sources leave open stands in `core/payments/METHODS.md`.

pub mod alipay;
pub mod antom;
pub mod apple_pay;
mod claim;
pub mod code;
mod error;
mod form;
pub mod google_pay;
pub mod hosted_fields;
mod json;
pub mod paypal;
pub mod push;
pub mod redirect;
mod sum;
mod token;
pub mod upi;
pub mod voucher;
pub mod wechat_pay;
mod words;

pub use claim::Claim;
pub use error::MethodError;
pub use token::Token;
