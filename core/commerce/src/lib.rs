//! What the core asks of a shop engine: traits, plain types of a checkout, and whether it may be paid.
//!
//! Where to start: [`Merchant`] is the engine as the core sees it; [`Checkout`] is a session as the engine last described
//! it. [`quote`] decides whether Pay may be pressed, [`agreement`] compares what the person saw with what is asked now.
//! Engines live in `connectors/`; this crate knows none of them.

pub mod agreement;
mod engine;
pub mod quote;
mod session;

pub use engine::{
    Answer, Capabilities, CatalogContext, CatalogPage, CheckoutDraft, Credential, DraftLine, Merchant,
    MerchantError, PaymentHandler, Prepared,
};
pub use session::{
    Checkout, CheckoutLine, CheckoutStatus, DeliveryOption, MerchantLink, MerchantMessage, MessageKind,
    OrderRef, SessionHandler, Severity,
};
