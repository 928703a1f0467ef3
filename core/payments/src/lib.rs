//! Payments: the law of an attempt, and the driver that obeys it. Never pays twice, never loses an order.
//!
//! Where to start: [`law`] is a pure table: state and event in, state and next step out. [`Driver`] obeys it: the journal
//! first (`tradewind_person`), then the wallet and the engine, one request at a time, and takes what is asked of it from an
//! ordered mailbox ([`Driver::serve`]). [`Wallets`] is the registry of the wallets there are (a new one is a file in
//! [`wallets`]), [`policy`] what each allows.

mod driver;
pub mod law;
mod mailbox;
pub mod policy;
mod wallet;
pub mod wallets;

pub use driver::{
    Driver, OpenPayment, PayRequest, PaymentError, PaymentEvent, PaymentView, PersonLanguage, Prepared,
};
pub use mailbox::{Answer, Request};
pub use wallet::{Family, Wallet};
pub use wallets::Wallets;

/// Points at which a test may stop the process, beside those of the journal and of the engine.
pub const FAIL_POINTS: &[&str] = &["attempt.sheet.before", "attempt.sheet.after"];
