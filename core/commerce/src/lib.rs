//! What the core asks of a shop engine: traits, plain types of a checkout, and whether it may be paid.
//!
//! Where to start: [`Engine`] is a shop engine as the core sees it, [`Idempotency`] what it promises about repeated
//! requests; [`Checkout`] is a session as the engine last described
//! it. [`quote`] decides whether Pay may be pressed, [`agreement`] compares what the person saw with what is asked now. [`Offered`] is what a
//! payment handler takes, [`Terms`] say what of the total is paid now and what later, [`constraint`] the language in which a merchant says what it demands.
//! Engines live in `connectors/`; this crate knows none of them.

mod action;
pub mod agreement;
mod attribution;
pub mod constraint;
mod engine;
mod error;
mod offered;
pub mod quote;
mod session;
mod surface;
mod terms;
mod types;
mod unit;

pub use action::{Action, Work};
pub use attribution::Attribution;
pub use engine::{Answer, CatalogEngine, CheckoutEngine, Engine, Idempotency, OrderEngine};
pub use error::MerchantError;
pub use offered::{Instrument, Offered, Wants};
pub use session::{
    Checkout, CheckoutLine, CheckoutStatus, DeliveryOption, MerchantLink, MerchantMessage, MessageKind,
    OrderRef, ProvisionalDiscount, SessionHandler, Severity, in_one,
};
pub use surface::{SurfaceEnd, SurfaceHeard, SurfaceTalk};
pub use terms::{Due, Schedule, Term, Terms};
pub use types::{
    Capabilities, CatalogContext, CatalogPage, CheckoutDraft, CodeAnswer, Credential, DraftLine,
    HandlerOffer, Known, LinkOffer, LiveClaim, LiveOffer, PaymentHandler, PreparedRequest, Question,
};
pub use unit::Unit;
