//! What the core asks of a shop engine: traits, plain types of a checkout, and whether it may be paid.
//!
//! Where to start: [`Engine`] is a shop engine as the core sees it, [`Idempotency`] what it promises about repeated
//! requests; [`Checkout`] is a session as the engine last described
//! it. [`quote`] decides whether Pay may be pressed, [`agreement`] compares what the person saw with what is asked now.
//! Engines live in `connectors/`; this crate knows none of them.

mod action;
pub mod agreement;
mod engine;
mod error;
pub mod quote;
mod session;
mod types;
mod unit;

pub use action::{Action, Work};
pub use engine::{Answer, CatalogEngine, CheckoutEngine, Engine, Idempotency, OrderEngine};
pub use error::MerchantError;
pub use session::{
    Checkout, CheckoutLine, CheckoutStatus, DeliveryOption, MerchantLink, MerchantMessage, MessageKind,
    OrderRef, SessionHandler, Severity, in_one,
};
pub use types::{
    Capabilities, CatalogContext, CatalogPage, CheckoutDraft, Credential, DraftLine, HandlerOffer, Known,
    PaymentHandler, PreparedRequest, Question,
};
pub use unit::Unit;
